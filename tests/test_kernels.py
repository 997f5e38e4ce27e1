"""Compiled loops change the cost, never a result: against the plain pipeline, whatever is remembered or forgotten."""

from __future__ import annotations

import os
import random
import shutil
import subprocess
import sys
from collections.abc import Iterator
from concurrent.futures import ThreadPoolExecutor
from pathlib import Path

import numpy as np
import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st
from test_bulk import _ALPHABET, TEXTS

from translit import Config, Lexicon, Normalizer
from translit.config import cache_folder
from translit.match.literal import Literal, stands_alone
from translit.match.searches import Search, wheel_search, word_search
from translit.match.words import WordSearch, first_words
from translit.mention import rewritten
from translit.text.scan import scan as tokens_of
from translit.text.units import KINDS, breaks, units_of

pytest.importorskip("numba", reason="numba is not installed: pip install 'translit-normalizer[fast]'")

from translit.kernels import known as knowledge
from translit.kernels.compiled import Compiled
from translit.kernels.find import CompiledSearch
from translit.kernels.layout import Hits
from translit.kernels.number_table import NumberTable
from translit.kernels.scan import has_break, scan
from translit.kernels.seen import SeenPassages
from translit.kernels.tables import hash_of, number_of

CONFIGS = {
    "safe": Config(),
    "wide": Config(fuzzy="wide", min_score=0.5),
    "off": Config(fuzzy="off", rewrite="all"),
    "de": Config(style="de", rewrite_former=True),
}


def _piped(norm: Normalizer, text: str) -> str:
    return rewritten(text, norm.explain(text).mentions)


@pytest.fixture(scope="module", params=list(CONFIGS))
def engine(request: pytest.FixtureRequest) -> Normalizer:
    return Normalizer(config=CONFIGS[request.param]).prepare()


def test_many_texts_are_folded_as_the_pipeline_folds_them_cold_and_warm(engine: Normalizer) -> None:
    expected = [_piped(engine, text) for text in TEXTS]
    for _ in range(2):
        assert list(engine.fold_many(TEXTS)) == expected
    assert sum(a != b for a, b in zip(TEXTS, expected, strict=True)) > 100


def test_lines_are_folded_as_texts(engine: Normalizer) -> None:
    lines = [t.replace("\n", " ").replace("\r", " ") for t in TEXTS]
    assert engine.fold_lines("\n".join(lines).encode()).decode().split("\n") == [_piped(engine, line) for line in lines]


def test_long_documents_are_folded_as_the_pipeline_folds_them(engine: Normalizer) -> None:
    shuffled = random.Random(11).sample(TEXTS, len(TEXTS))
    for separator in ("\n", " "):
        text = separator.join(shuffled)[:60_000]
        assert engine.fold(text) == _piped(engine, text) != text
        odd = text.replace("Kyiv", "Kyiv 🙂")
        assert engine.fold(odd) == _piped(engine, odd)


def test_forgetting_changes_no_result(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr("translit.kernels.seen.MOST_KNOWN", 60)
    monkeypatch.setattr(SeenPassages, "is_full", property(lambda seen: seen.numbers.count > 40))
    monkeypatch.setattr(knowledge, "MOST_LOOKS", 300)
    norm = Normalizer().prepare()
    for start in range(0, len(TEXTS), 40):
        part = TEXTS[start : start + 40] * 8
        assert list(norm.fold_many(part)) == [norm.fold(text) for text in part]


def test_what_cannot_be_learned_is_folded_without_the_loops(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr("translit.kernels.compiled._MOST_ROUNDS", 1)
    norm = Normalizer().prepare()
    assert list(norm.fold_many(TEXTS * 2)) == [norm.fold(text) for text in TEXTS] * 2


def test_passages_of_one_hash_are_told_apart(monkeypatch: pytest.MonkeyPatch) -> None:
    norm = Normalizer().prepare()
    writer = norm._documents._writer
    assert isinstance(writer, Compiled)
    known = writer.known
    text = "He left Kiev today. " * 1_000
    assert norm.fold(text) == text.replace("Kiev", "Kyiv")
    known.seen.texts.view().values[: known.seen.texts.size] += 1  # every remembered passage is now another one
    assert norm.fold(text) == text.replace("Kiev", "Kyiv")


def test_the_loops_are_there_after_enough_text(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr("translit.documents.COMPILE_AFTER", 100_000)
    norm = Normalizer()
    for _ in range(2):
        assert list(norm.fold_many(["He left Kiev."] * 6_000)) == ["He left Kyiv."] * 6_000
    assert type(norm._documents._writer).__name__ == "Compiled"


def test_a_passage_is_judged_once(monkeypatch: pytest.MonkeyPatch) -> None:
    """Counts work, not seconds: a regression shows on any machine."""
    norm = Normalizer(Lexicon.default()).prepare()
    parsed: list[str] = []
    examined: list[str] = []
    look, judge = norm._gate.examined, norm._passages._judge
    monkeypatch.setattr(norm._gate, "examined", lambda run: (examined.append(run), look(run))[1])
    monkeypatch.setattr(norm._passages, "_judge", lambda text, *rest: (parsed.append(text), judge(text, *rest))[1])
    plain = [f"The envoy met Barack Obama and Kyrylo Budanov in Warsaw on day {n}." for n in range(2_000)]
    texts = [*plain, "He left Kiev.", *plain, "She left Kiev.", *plain]
    assert sum(a != b for a, b in zip(texts, norm.fold_many(texts), strict=True)) == 2
    assert len(examined) == len(set(examined)) < 20
    assert parsed == ["left Kiev."]


def test_code_and_broken_lines_cost_their_passages_alone(monkeypatch: pytest.MonkeyPatch) -> None:
    """A document with code, or with a word hyphenated over a line end, is gone through once by the loops, as any other is."""
    norm = Normalizer(Lexicon.default()).prepare()
    judged: list[str] = []
    judge = norm._passages._judge
    monkeypatch.setattr(norm._passages, "_judge", lambda text, *rest: (judged.append(text), judge(text, *rest))[1])
    monkeypatch.setattr(norm._documents._writer, "alone", None)
    monkeypatch.setattr(norm, "_pipeline", None)
    plain = ["The inter-\nnational crowd met `Barack --Obama` on day 5."] * 2_000
    texts = ["Prokof`ev left Kiev.", "Run `kiev in Kiev` in Kiev.", "In Za-\n  porozhye went all.", *plain]
    assert list(norm.fold_many(texts))[:3] == [
        "Prokof`ev left Kyiv.", "Run `kiev in Kiev` in Kyiv.", "In Zaporizhzhia\n went all.",
    ]  # fmt: skip
    assert norm.fold(" ".join((texts[0], *texts[2:]))).startswith("Prokof`ev left Kyiv. In Zaporizhzhia\n went all. The")
    assert len(judged) < 8


SPELLINGS = ("Kiev", "New York", "New York City", "York", "Lvov", "ʻAli Town", "O’Brien", "Zürich", "Київ", "Нью-Йорк", "𐌰𐌱𐌲𐌳")


@pytest.fixture(scope="module")
def searches() -> dict[str, Literal]:
    """Exact mode over the same spellings with each search."""
    index = Lexicon.default().index
    config = Config(methods=("exact",), rewrite="all")

    def compiled(spellings: list[str]) -> Search:
        return CompiledSearch(spellings, first_words(spellings))

    made = {"words": Literal(index, config, word_search), "compiled": Literal(index, config, compiled)}
    if wheel_search(["Kiev"]) is not None:
        made["wheel"] = Literal(index, config, lambda spellings: wheel_search(spellings) or word_search(spellings))
    return made


def test_exact_mode_finds_the_same_by_every_search(searches: dict[str, Literal]) -> None:
    text = "\n".join(TEXTS)
    found = {name: (list(literal.hits(text)), literal.fold(text)) for name, literal in searches.items()}
    assert len(found["words"][0]) > 300
    assert all(each == found["words"] for each in found.values())


_PIECES = st.sampled_from(
    [*SPELLINGS, " ", ",", ", ", "\n", "-", "'", "’s", "ʻ", "of", "Mr.", "é", "́", "🙂", "𐌰", "Ⅷ", "7", "`", "\xa0"]
)


@settings(deadline=None)
@given(st.lists(_PIECES, max_size=14).map("".join))
def test_every_search_finds_what_stands_alone(text: str) -> None:
    made = [
        WordSearch(SPELLINGS, first_words(SPELLINGS)),
        CompiledSearch(SPELLINGS, first_words(SPELLINGS)),
        wheel_search([*SPELLINGS]),
    ]
    found = [
        [(start, -end, number if number >= 0 else -1 - number) for start, end, number in search(text)]
        for search in made
        if search
    ]
    alone = [[hit for hit in hits if stands_alone(text, hit[0], hit[1])] for hits in found]
    assert all(hits == alone[0] for hits in alone)


def _runs(text: str) -> Iterator[tuple[int, int]]:
    """The runs that the scanner looks up, when it knows none."""
    units = units_of(text)
    found = Hits(*(np.zeros(len(units) + 1, np.int32) for _ in range(3)))
    hashes = np.zeros(len(units) + 1, np.uint64)
    begins, places = np.zeros(len(units) + 1, np.bool_), np.zeros(len(units) + 1, np.int32)
    count, new = scan(units, begins, KINDS, np.uint64(7), NumberTable().view, places, found, hashes)
    assert count == new
    return zip(found.starts[:count].tolist(), found.ends[:count].tolist(), strict=True)


@settings(suppress_health_check=[HealthCheck.too_slow], deadline=None)
@given(st.text(alphabet=_ALPHABET, max_size=40))
def test_every_word_of_a_text_lies_in_a_run(text: str) -> None:
    runs = list(_runs(text))
    assert all(a < b for a, b in runs) and all(b <= c for (_, b), (c, _) in zip(runs, runs[1:], strict=False))
    for token in tokens_of(text):
        inside = [(a, b) for a, b in runs if a <= token.start and token.end <= b]
        assert any(t.text == token.text and t.start + a == token.start for a, b in inside for t in tokens_of(text[a:b]))


@settings(deadline=None)
@given(st.lists(st.sampled_from(["-", "\xad", "‐", "\n", "\r", "\r\n", "a", "П", "🙂"]), max_size=12).map("".join))
def test_a_line_that_ends_behind_a_hyphen_is_seen(text: str) -> None:
    assert has_break(units_of(text)) == bool(len(breaks(units_of(text)))) == any(h + e in text for h in "-\xad‐" for e in "\n\r")


def test_a_run_has_one_hash_whatever_the_width_of_its_text() -> None:
    seed = np.uint64(99)
    hashes = {hash_of(units_of(f"Kyiv{tail}"), 0, 4, seed) for tail in ("", "ї", "🙂")}
    assert len(hashes) == 1


def test_a_table_finds_what_was_entered_as_it_grows() -> None:
    table = NumberTable()
    hashes = np.random.default_rng(5).integers(1, 2**63, 5_000, np.uint64)
    for start in range(0, 5_000, 500):
        table.enter(hashes[start : start + 500], range(start, start + 500))
    assert [number_of(table.view, h) for h in hashes] == list(range(5_000))
    assert number_of(table.view, np.uint64(2**63 + 5)) == -1
    table.enter(hashes[:1], [77])
    assert number_of(table.view, hashes[0]) == 77


_PREPARED = """
from translit import Normalizer
from translit.kernels.settle import settle
norm = Normalizer().prepare()
print(norm.fold("He left Kiev.\\n" * 2000) == "He left Kyiv.\\n" * 2000, settle.stats.cache_hits.total())
"""


def _prepared(folder: Path, **environment: str) -> str:
    """What a new process says that prepares a normaliser: whether it folds, and how many loops it found on disk."""
    env = {**os.environ, "TRANSLIT_CACHE": str(folder), **environment}
    return subprocess.run([sys.executable, "-c", _PREPARED], env=env, check=True, capture_output=True, text=True).stdout.strip()


def test_compiled_loops_are_kept_and_damaged_ones_made_anew(tmp_path: Path) -> None:
    for kept in Path(cache_folder()).glob("*.*"):
        if kept.is_file():
            shutil.copy(kept, tmp_path)
    assert _prepared(tmp_path) == "True 0"
    assert _prepared(tmp_path) == "True 2"
    files = [path for path in tmp_path.rglob("settle.*.nbc") if path.stat().st_size]
    assert len(files) == 2
    for path in files:
        path.write_bytes(path.read_bytes()[:500])
    assert _prepared(tmp_path) == "True 0"
    assert _prepared(tmp_path) == "True 2"


def test_threads_share_a_prepared_normalizer() -> None:
    texts = [("He left Kiev for Lvov.\n" if n % 2 else "Він поїхав до Києва. In Kharkov.\n") * 3_000 for n in range(8)]
    for config in (Config(), Config(methods=("exact",), rewrite="all")):
        norm = Normalizer(config=config).prepare()
        with ThreadPoolExecutor(4) as pool:
            assert list(pool.map(norm.fold, texts * 3)) == list(map(Normalizer(config=config).fold, texts * 3))
