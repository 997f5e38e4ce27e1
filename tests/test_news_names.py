"""A lexicon of canonical names only: the bench that measures it, and what it must reach on the project's own spellings."""

from __future__ import annotations

import sys
from importlib import import_module
from pathlib import Path
from typing import Any

import pytest

from translit import Config, Normalizer
from translit.mention import rewritten

sys.path.insert(0, str(Path(__file__).parents[1] / "bench"))

news: Any = import_module("news_names")


@pytest.fixture(scope="module", params=news.LAYOUTS)
def layout(request: pytest.FixtureRequest) -> str:
    return str(request.param)


@pytest.fixture(scope="module")
def safe(layout: str) -> Normalizer:
    return Normalizer(news.lexicon(layout))


@pytest.fixture(scope="module")
def wide(safe: Normalizer) -> Normalizer:
    return Normalizer(safe.lexicon, Config(fuzzy="wide"))


def test_every_spelling_is_of_a_name_and_another_than_the_name() -> None:
    for name, *spellings in news.rows("news_variants.tsv"):
        assert name in news.kinds() and spellings
        assert name not in spellings and len(set(spellings)) == len(spellings), name


def test_most_other_spellings_are_found_and_nothing_else(safe: Normalizer, wide: Normalizer) -> None:
    texts, wanted = news.own_spellings()
    found, listed = (news.measured(norm, texts, wanted) for norm in (safe, wide))
    assert found.recall >= 0.84 and found.false == []
    assert listed.recall >= found.recall + 0.01 and listed.false == []


def test_what_safe_writes_wide_writes_and_no_more(safe: Normalizer, wide: Normalizer) -> None:
    for text in news.own_spellings()[0]:
        assert safe.fold(text) == wide.fold(text) == rewritten(text, wide.find(text)) == rewritten(text, safe.find(text))


def test_folding_many_spellings_twice_equals_folding_once(safe: Normalizer) -> None:
    texts = news.own_spellings()[0]
    for step in (2, 7, 40):
        for first in range(step):
            folded = safe.fold(" ".join(texts[first::step]))
            assert safe.fold(folded) == folded


def test_the_tally_tells_found_missed_and_false() -> None:
    norm = Normalizer(news.lexicon("plain"))
    texts = ["Flew to Phillipines.", "Met Vladimir Putnam.", "Left Grozniy."]
    gold = [news.Wanted(0, 8, 19, "Philippines", "Phillipines"), news.Wanted(1, 4, 19, "Vladimir Putin", "Vladimir Putnam")]
    tally = news.measured(norm, texts, gold)
    assert [w.text for w in tally.found] == [0] and [w.text for w in tally.missed] == [1]
    assert len(tally.false) == 1 and tally.false[0].startswith("Grozniy -> Grozny") and tally.recall == 0.5
    assert "50.0%" in list(news.table({("plain", "safe"): tally}, 9))[1]


def test_gold_is_read_and_what_there_is_to_read_is_printed(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    lines = tmp_path / news.NEWS
    lines.parent.mkdir(parents=True)
    lines.write_text("Kofi Annan spoke.\nHamid Karzay left.\n", encoding="utf-8")
    gold = tmp_path / "gold.tsv"
    gold.write_text("2\t0\t12\tHamid Karzai\tHamid Karzay\n", encoding="utf-8")
    asked = ["--eval", str(tmp_path), "--names", "plain", "--fuzzy", "safe"]
    assert news.main(asked) == 0
    assert "Hamid Karzay -> Hamid Karzai (rewritten)" in capsys.readouterr().out
    assert news.main([*asked, "--gold", str(gold)]) == 0
    assert "100.0%" in capsys.readouterr().out
