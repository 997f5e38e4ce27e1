"""Passages are judged apart and remembered; the document adds its language, what it speaks of and what it says against."""

from __future__ import annotations

import pytest

from translit import Config, Lexicon, Normalizer
from translit.config import Fuzzy
from translit.match.passages import PartingWords
from translit.mention import rewritten


@pytest.fixture(scope="module")
def norm() -> Normalizer:
    return Normalizer(Lexicon.default())


def _judged(norm: Normalizer, monkeypatch: pytest.MonkeyPatch) -> list[str]:
    """The passages that are judged from now on, with the words around them."""
    judged: list[str] = []
    judge = norm._passages._judge
    monkeypatch.setattr(norm._passages, "_judge", lambda text, *rest: (judged.append(text), judge(text, *rest))[1])
    return judged


@pytest.mark.parametrize(
    ("piece", "mark"),
    [
        ("reached", "…"),
        ("reached,", "…,"),
        ("войска", "…"),
        ("1,200", "…"),
        ("2024.", "…."),
        ("Reached", None),
        ("said", None),
        ("president", None),
        ("near", None),
        ("von", None),
        ("область", None),
        ("well-known", None),
        ("said\nthe", None),
        ("(said", None),
        ("", None),
        ("ქართული", None),
        ("中文", None),
    ],
)
def test_only_words_that_say_nothing_of_names_part_a_text(norm: Normalizer, piece: str, mark: str | None) -> None:
    assert PartingWords(norm._index)[piece] == mark


def test_the_same_words_between_other_words_are_judged_once(monkeypatch: pytest.MonkeyPatch) -> None:
    norm = Normalizer(Lexicon.default())
    judged = _judged(norm, monkeypatch)
    texts = [f"The {word} reached Kiev yesterday." for word in ("convoy", "letter", "refugees", "shipment")]
    assert list(norm.fold_many(texts * 500)) == [t.replace("Kiev", "Kyiv") for t in texts] * 500
    assert len(judged) == 1


def test_a_title_two_words_away_is_still_read(norm: Normalizer) -> None:
    assert norm.fold("He met Prime Minister of Ukraine Denis Shmyhal.") == "He met Prime Minister of Ukraine Denys Shmyhal."


@pytest.mark.parametrize(
    ("text", "out"),
    [
        ("Igor Zelensky danced yesterday. The audience cheered while Zelensky bowed.", None),
        (
            "Igor Zelensky danced yesterday. Volodymyr Zelensky watched while Zelensky bowed.",
            "Igor Zelensky danced yesterday. Volodymyr Zelenskyy watched while Zelenskyy bowed.",
        ),
        ("ODESSA, Texas (AP) — A storm hit the town yesterday. Residents throughout Odessa slept.", None),
    ],
)
def test_what_one_passage_says_is_heard_in_the_others(norm: Normalizer, text: str, out: str | None) -> None:
    assert norm.fold(text) == (text if out is None else out)
    assert norm.fold(text) == rewritten(text, norm.explain(text).mentions)


def test_a_judgement_that_turns_on_the_language_is_made_for_each(norm: Normalizer) -> None:
    german = "Der Minister reiste nach Warschau und sprach dort mit den Vertretern der Regierung über Selenskyjs Plan."
    english = "The minister travelled there and spoke with the members of the government about Selenskyjs Plan."
    for text in (german, english, german, english):
        assert norm.fold(text) == rewritten(text, norm.explain(text).mentions)


@pytest.mark.parametrize("fuzzy", ["safe", "wide"])
def test_memory_of_any_size_gives_the_same(fuzzy: Fuzzy, monkeypatch: pytest.MonkeyPatch) -> None:
    config = Config(fuzzy=fuzzy, min_score=0.5)
    texts = [
        f"Troops near {a} and {b}, {c} said; {a} fell."
        for a in ("Kiev", "Kharkov")
        for b in ("Lvov", "Bakhmut")
        for c in ("Zelensky", "Mr. Syrsky", "Igor Zelensky")
    ]
    plain = list(Normalizer(Lexicon.default(), config).fold_many(texts))
    monkeypatch.setattr("translit.match.passages._KNOWN_PASSAGES", 1)
    norm = Normalizer(Lexicon.default(), config)
    assert list(norm.fold_many(texts)) == plain == [rewritten(t, norm.explain(t).mentions) for t in texts]


def test_a_document_of_one_long_passage_is_folded(norm: Normalizer) -> None:
    text = "\n".join(["Kiev", "Lvov", "Kharkov"] * 40)
    assert norm.fold(text) == rewritten(text, norm.explain(text).mentions) != text


def test_code_keeps_its_names(norm: Normalizer) -> None:
    assert norm.fold("Set `city = Kiev` before the report from Kiev.") == "Set `city = Kiev` before the report from Kyiv."
