"""Every way through a document gives the same: the pipeline as a whole, passages of a short or a long one, compiled loops.

The documents name the same few entries again and again, by spellings that are ordinary words or names as well, between
fragments that introduce a name, speak against it, or join it to another: what a document says elsewhere decides here.
"""

from __future__ import annotations

import os
import random
from collections.abc import Iterator
from pathlib import Path

import pytest

from translit import Config, Lexicon, Normalizer, kernels, normalizer
from translit.lexicon.flags import NAME_LIKE
from translit.mention import rewritten

TIMES = int(os.environ.get("TRANSLIT_EXAMPLES", "1"))
"""How many times as many documents to try."""

ENTRIES = """\
entries:
- {id: lukk, kind: organization, canonical: Lutskk, variants: [Luck, Brightness]}
- {id: hopp, kind: place, canonical: Hopp, variants: [Hope, Faith]}
- {id: marek-soll, kind: person, canonical: Marek Soll, alone: [Soll], variants: [Marek Soul, Marek Soil]}
- {id: ned-schulz, kind: person, canonical: Ned Schulz, alone: [Schulz], variants: [Ned Schultz, Ned Butt]}
- {id: roshe, kind: person, canonical: Roshe, variants: [Rose]}
- {id: nova-gazz, kind: organization, canonical: Nova Gazz, alone: [Gazz], variants: [New Gas]}
- {id: wisse, kind: place, canonical: Wisse Strand, alone: [Wisse], variants: [White Strand]}
"""
FRAGMENTS = (
    "in {} today", "{} said so", "near {}, then", "they saw {} and went", "while {}. And", "the {} of it", "at {} cart", "{} fell",
    "{}, Texas", "city of {}", "Mr {} spoke", "Mrs. {} spoke", "President {} met", "Gen. {}", "Igor {} danced", "I. {} left",
    "{} i. {}", "{}-based", "у {} вчора", "президент {} заявил", "nach {} fahren", "({})", "{} and {}", "{} Grant", "{} region",
    "run `{} --now` there", "`a` {} `b`", "for {} `x", "```\n{}\n```", "met {}- he", "saw {}  region", "saw {}-\n  region", "Mr Grant-\n   said {}",
    "Howard {} came", "{} Leyen fell. Ganz weit von {} und im {}", "но {} был тут. {} ушёл",
    "He met them on day 5", "nothing was seen there", "ничего не было видно", "Barack Obama left", "walls of stone `and` wood",
)  # fmt: skip
CONFIGS = [
    Config(),
    Config(rewrite="all"),
    Config(fuzzy="off"),
    Config(fuzzy="wide", min_score=0.5),
    Config(style="de", rewrite_former=True),
]
FEW, MANY = 1, 1 << 20


@pytest.fixture(scope="module")
def spellings(tmp_path_factory: pytest.TempPathFactory) -> dict[str, tuple[Lexicon, list[list[str]]]]:
    path = tmp_path_factory.mktemp("ways") / "entries.yaml"
    path.write_text(ENTRIES, encoding="utf-8")
    own, shipped = Lexicon.load(Path(path)), Lexicon.default()
    return {"own": (own, list(_spellings(own))), "shipped": (shipped, list(_spellings(shipped)))}


def _spellings(lexicon: Lexicon) -> Iterator[list[str]]:
    """For each entry that has one, the spellings that are ordinary words or other names as well, and as many others."""
    index = lexicon.index
    for number in range(len(index)):
        names = [str(name["text"]) for name in index.entry(number).names]
        words = list(dict.fromkeys([*names, *(word for name in names for word in name.split() if word[0].isupper())]))
        guarded = [word for word in words if index.flags(word) & NAME_LIKE]
        if guarded:
            yield guarded + words[: len(guarded) + 2]


def _document(chance: random.Random, spellings: list[list[str]]) -> str:
    chosen = [word for entry in chance.choices(spellings, k=chance.choice([1, 1, 2, 4])) for word in entry]
    parts = []
    for _ in range(chance.randint(2, 24)):
        fragment = chance.choice(FRAGMENTS)
        words = (chance.choice(chosen) for _ in range(fragment.count("{}")))
        parts.append(fragment.format(*(_broken(chance, word) if chance.random() < 0.15 else word for word in words)))
    return chance.choice([". ", " ", "\n", ", "]).join(parts)


def _broken(chance: random.Random, word: str) -> str:
    """The word hyphenated over a line end, or cut there."""
    place, end = chance.randint(1, len(word)), chance.choice(["\n", "\r\n", "\n  ", "\n\t "])
    return f"{word[:place]}-{end}{chance.choice([word[place:], word[place:], 'goes'])}"


@pytest.mark.parametrize("config", CONFIGS, ids=["default", "all", "off", "wide", "de"])
@pytest.mark.parametrize("name", ["own", "shipped"])
def test_every_way_gives_the_same(
    monkeypatch: pytest.MonkeyPatch, spellings: dict[str, tuple[Lexicon, list[list[str]]]], name: str, config: Config
) -> None:
    lexicon, words = spellings[name]
    norm, looping = Normalizer(lexicon, config), Normalizer(lexicon, config).prepare()
    assert not kernels.are_there() or type(looping._documents._writer).__name__ == "Compiled"
    chance = random.Random(f"{name} {config}")
    documents = [_document(chance, words) for _ in range(60 * TIMES)]
    wanted = [norm.explain(document) for document in documents]
    found = {"find": [rewritten(document, norm.find(document)) for document in documents]}
    for way, long in (("short", MANY), ("long", FEW)):
        monkeypatch.setattr(normalizer, "_LONG", long)
        found[way] = list(map(norm.fold, documents))
    found["together"] = list(norm.fold_many(documents))
    found["loops"] = list(map(looping.fold, documents))
    found["loops, together"] = list(looping.fold_many(documents))
    for way, texts in found.items():
        wrong = [
            (document, want.text, got) for document, want, got in zip(documents, wanted, texts, strict=True) if got != want.text
        ]
        assert not wrong, (way, wrong[0])
