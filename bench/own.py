"""The project's own corpora: cases, sample texts with gold, press spellings. They need nothing from outside."""

from __future__ import annotations

import re
from collections import defaultdict
from collections.abc import Iterator
from dataclasses import dataclass
from difflib import SequenceMatcher
from functools import cache
from pathlib import Path
from typing import Any

import yaml
from questions import Pairs, numbered

import translit

ROOT = Path(__file__).resolve().parent.parent
CASES, SEEDS = ROOT / "tests" / "cases", ROOT / "seeds"

Edit = tuple[int, int, str]
"""Start, end and what is written there."""


@dataclass(frozen=True)
class Document:
    """A text with the folds that it needs, each with its phenomenon; a text without any must stay as it is."""

    text: str
    folds: tuple[Edit, ...] = ()
    phenomena: tuple[str, ...] = ()


@cache
def cases(name: str) -> list[dict[str, str]]:
    """The cases of one file: `in_the_wild`, `negative` or `known_failures`."""
    read = yaml.safe_load((CASES / f"{name}.yaml").read_text(encoding="utf-8"))
    return list(read["cases"])


def wild() -> list[Document]:
    """The cases that fold, each with the words that change."""
    found = []
    for case in cases("in_the_wild"):
        folds = tuple(word_changes(case["text"], case["out"]))
        found.append(Document(case["text"], folds, ("case",) * len(folds)))
    return found


def negative() -> list[Document]:
    """The cases that must come out as they went in."""
    return [Document(case["text"]) for case in cases("negative")]


def word_changes(before: str, after: str) -> Iterator[Edit]:
    """The changes between two texts, word by word.

    >>> list(word_changes("Zelensky left Kiev.", "Zelenskyy left Kyiv."))
    [(0, 8, 'Zelenskyy'), (14, 19, 'Kyiv.')]
    """
    left, right = re.findall(r"\S+|\s+", before), re.findall(r"\S+|\s+", after)
    starts = [0]
    for word in left:
        starts.append(starts[-1] + len(word))
    for tag, i1, i2, j1, j2 in SequenceMatcher(None, left, right, autojunk=False).get_opcodes():
        if tag != "equal":
            yield starts[i1], starts[i2], "".join(right[j1:j2])


def seeds() -> list[Document]:
    """The sample texts with their gold folds."""
    folds: dict[str, list[tuple[Edit, str]]] = defaultdict(list)
    for line in (SEEDS / "gold.tsv").read_text(encoding="utf-8").splitlines():
        row = line.split("\t")
        if len(row) == 6 and not line.startswith("#") and row[0] != "file":
            name, start, end, surface, canonical, phenomenon = row
            line_ends = "".join(re.findall(r"\\r|\\n", surface)).replace("\\r", "\r").replace("\\n", "\n")
            folds[name].append(((int(start), int(end), canonical + line_ends), phenomenon))
    found = []
    for path in sorted(SEEDS.glob("*.txt")):
        gold = sorted(folds[path.name])
        found.append(Document(path.read_bytes().decode("utf-8"), tuple(e for e, _ in gold), tuple(p for _, p in gold)))
    return found


@cache
def press() -> dict[str, Any]:
    """The press table: native forms with the spellings of each orthography, and look-alikes that are other names."""
    table: dict[str, Any] = yaml.safe_load((CASES / "press.yaml").read_text(encoding="utf-8"))
    return table


def press_cells() -> list[tuple[str, str, str, str]]:
    """Native form, its language, orthography, spelling."""
    rows = ((r["native"], r["lang"], paper, made) for r in press()["names"] for paper, made in r["press"].items())
    return [(native, lang, paper, s) for native, lang, paper, made in rows for s in (made if isinstance(made, list) else [made])]


def press_pairs() -> Pairs:
    """Native form and press spelling are one name; native form and look-alike are two. Pairs of one native form go together."""
    same = [(native, spelling, lang) for native, lang, _, spelling in press_cells()]
    other = [(r["native"], spelling, r["lang"]) for r in press()["others"] for spelling in r["not"]]
    pairs = [*same, *other]
    return Pairs(pairs, [True] * len(same) + [False] * len(other), numbered([native for native, _, _ in pairs]))


def press_by_rule() -> dict[str, list[bool]]:
    """For each orthography which press spellings share a fold key with their native form; under `others` which do not."""
    found: dict[str, list[bool]] = defaultdict(list)
    for native, lang, paper, spelling in press_cells():
        keys = translit.fold_keys(spelling) | translit.fold_keys(spelling, paper)
        found[paper].append(not keys.isdisjoint(translit.fold_keys(native, lang)))
    for row in press()["others"]:
        own = translit.fold_keys(row["native"], row["lang"])
        found["others"] += [own.isdisjoint(translit.fold_keys(spelling)) for spelling in row["not"]]
    return dict(found)


def known_failures(norm: translit.Normalizer) -> list[bool]:
    """Which of the cases that are known to fail still do."""
    return [norm.fold(case["text"]) != case["out"] for case in cases("known_failures")]
