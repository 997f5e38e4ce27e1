"""What folding costs, counted in calls and not in seconds, and the tools that measure it."""

from __future__ import annotations

import json
import os
import subprocess
import sys
from collections.abc import Iterator
from pathlib import Path
from typing import Any
from zlib import crc32

import pytest

from translit import Config, Lexicon, Normalizer
from translit.config import Fuzzy

ROOT = Path(__file__).resolve().parent.parent
RESULT = ROOT / "bench" / "results" / "throughput.json"
sys.path.insert(0, str(ROOT / "bench"))

import corpus  # noqa: E402
import engines  # noqa: E402
import throughput_page  # noqa: E402
from work import WARM_UP, calls, calls_per_kb, counted_text  # noqa: E402

SOUNDS = ("ba", "de", "ki", "lo", "mu", "ra", "si", "to", "vu", "ze")


def names(count: int) -> Lexicon:
    """A lexicon of made-up places."""
    made = {f"p{n}": "".join(SOUNDS[int(d)] for d in f"{n * 7919 % 100_000:05}").capitalize() for n in range(count)}
    return Lexicon.from_names(made, kind="place")


@pytest.fixture(scope="module")
def text() -> str:
    """Text without a name of the lexicons above; every line is another."""
    return counted_text()


@pytest.fixture(scope="module")
def lexicons() -> dict[int, Lexicon]:
    return {count: names(count) for count in (50, 1000)}


def first_and_second(norm: Normalizer, text: str) -> tuple[int, int]:
    norm.fold(WARM_UP)
    return calls(lambda: norm.fold(text)), calls(lambda: norm.fold(text))


# the work of folding


@pytest.mark.parametrize("fuzzy", ["off", "safe"])
def test_words_that_are_known_cost_less_than_new_ones(lexicons: dict[int, Lexicon], text: str, fuzzy: Fuzzy) -> None:
    cold, steady = first_and_second(Normalizer(lexicons[50], Config(fuzzy=fuzzy)), text)
    assert steady < cold


def test_cost_is_linear_in_the_length_of_the_text(lexicons: dict[int, Lexicon], text: str) -> None:
    norm = Normalizer(lexicons[50])
    lines = text.splitlines(keepends=True)
    third = len(lines) // 3
    norm.fold(text)
    one, three = (calls(lambda part=part: norm.fold(part)) for part in ("".join(lines[:third]), "".join(lines[: 3 * third])))
    assert three < 3.6 * one


def test_many_short_texts_cost_no_more_than_twice_one_long_text(lexicons: dict[int, Lexicon], text: str) -> None:
    norm = Normalizer(lexicons[50])
    lines = text.splitlines(keepends=True)
    norm.fold(text)
    whole, by_line = calls(lambda: norm.fold(text)), calls(lambda: list(norm.fold_many(lines)))
    assert by_line < 2 * whole + 200 * len(lines)


def test_steady_cost_does_not_grow_with_the_lexicon(lexicons: dict[int, Lexicon], text: str) -> None:
    small, large = (first_and_second(Normalizer(lexicon), text)[1] for lexicon in lexicons.values())
    assert large < 1.3 * small + 1000


def test_folding_calls_no_more_functions_than_when_the_result_was_frozen(norm: Normalizer) -> None:
    if not RESULT.exists():
        pytest.skip("no result is frozen")
    frozen, found = measured()["work"], calls_per_kb(Normalizer(norm.lexicon))
    assert found["steady"] < found["cold"] < 1.25 * frozen["cold"]
    assert found["steady"] < 1.25 * frozen["steady"]


# the text of the benchmarks


@pytest.mark.parametrize("language", sorted(corpus.LANGUAGES))
def test_generated_text_has_the_figures_of_news(language: str) -> None:
    text = "".join(corpus.blocks(language, 0.5))
    size = len(text.encode()) / 1e6
    words = [w for w in text.split() if any(c.isalpha() for c in w)]
    capitals = [w.strip('.,;:?"') for w in words if w[0].isupper()]
    factor, exponent = corpus.LANGUAGES[language].growth
    assert 0.49 < size <= 0.5
    assert abs(len(words) / size / {"english": 160_000, "slavic": 101_000}[language] - 1) < 0.1
    assert abs(len(capitals) / len(words) - corpus.LANGUAGES[language].capitals) < 0.03
    assert abs(len(set(capitals)) / (factor * size**exponent) - 1) < 0.1


def test_generated_text_is_the_same_each_time_and_other_with_another_seed() -> None:
    assert corpus.blocks("english", 0.02) == corpus.blocks("english", 0.02) != corpus.blocks("english", 0.02, seed=2)
    made = {language: crc32("".join(corpus.blocks(language, 0.05)).encode()) for language in sorted(corpus.LANGUAGES)}
    assert made == {"english": 3358289580, "slavic": 375544245}, "figures of before and after compare only on the same text"


def test_generated_text_is_the_same_in_every_process() -> None:
    command = [sys.executable, str(ROOT / "bench" / "corpus.py"), "--megabytes", "0.02"]
    made = {
        subprocess.run(command, capture_output=True, check=True, env={**os.environ, "PYTHONHASHSEED": s}).stdout for s in "123"
    }
    assert len(made) == 1


def test_generated_text_names_the_places_it_is_given() -> None:
    places = [["Qwertzograd", "Qwertzgrad"], ["Asdfopol"]]
    text = "".join(corpus.blocks("english", 0.2, places))
    assert all(text.count(spelling) > 20 for spelling in ("Qwertzograd", "Qwertzgrad", "Asdfopol"))


def test_blocks_end_with_a_line_and_are_of_bounded_size() -> None:
    made = corpus.blocks("slavic", 0.6)
    assert len(made) == 3
    assert all(block.endswith("\n") and len(block.encode()) <= corpus.BLOCK for block in made)


# the peers


SPELLINGS = {"Kiev": "Kyiv", "Lvov": "Lviv", "New Yorck": "New York"}


@pytest.mark.parametrize("engine", [e for e in engines.ENGINES if not e.name.startswith("translit")], ids=lambda e: e.name)
def test_every_peer_does_what_its_note_says(engine: engines.Engine, tmp_path: Path) -> None:
    if not engine.is_installed:
        pytest.skip(f"{engine.package} is not installed")
    run = engine.make(SPELLINGS, tmp_path)
    made = run("In Kiev and New Yorck, not in Kievan Rus.\n")
    if "replaces nothing" in engine.note:
        assert made == "In Kiev and New Yorck, not in Kievan Rus.\n"
    elif "single words" in engine.note:
        assert run("In Lvow\n") == "In Lvov\n"
    else:
        inside = "Kyivan" if "inside words too" in engine.note else "Kievan"
        assert made == f"In Kyiv and New York, not in {inside} Rus.\n"


# the meter


@pytest.mark.skipif(not Path("/proc/self/status").exists(), reason="memory is read from /proc")
def test_memory_of_a_process_is_its_own_and_not_that_of_its_parent() -> None:
    code = "import meter; print(meter.memory_mb('VmHWM'))"
    ballast = bytearray(b"x") * 200_000_000
    done = subprocess.run([sys.executable, "-c", code], capture_output=True, cwd=ROOT / "bench", check=True)
    assert len(ballast) == 200_000_000
    assert 5 < float(done.stdout) < 100


@pytest.mark.skipif(not Path("/proc/self/status").exists(), reason="memory is read from /proc")
def test_a_peer_is_measured_without_this_library_in_its_process() -> None:
    code = "import sys, meter; print([m for m in sys.modules if m.startswith('translit')])"
    done = subprocess.run([sys.executable, "-c", code], capture_output=True, cwd=ROOT / "bench", check=True)
    assert done.stdout.strip() == b"[]"


@pytest.mark.skipif(not RESULT.exists(), reason="no result is frozen")
def test_frozen_memory_differs_from_engine_to_engine() -> None:
    assert len({round(row["peak_mb"]) for row in measured()["engines"]}) > 4


# the page


def measured() -> dict[str, Any]:
    found: dict[str, Any] = json.loads(RESULT.read_text(encoding="utf-8"))
    return found


@pytest.mark.skipif(not RESULT.exists(), reason="no result is frozen")
def test_the_page_shows_the_frozen_result() -> None:
    page = throughput_page.PAGE.read_text(encoding="utf-8")
    shown = page.partition(throughput_page.BEGIN)[2].partition(throughput_page.END)[0]
    assert shown.strip() == throughput_page.figures(measured()).strip()


@pytest.mark.skipif(not RESULT.exists(), reason="no result is frozen")
def test_every_frozen_rate_has_its_spread() -> None:
    rows = list(spreads(measured()))
    assert len(rows) > 20
    assert all(row["low"] <= row["median"] <= row["high"] and row["count"] >= 3 for row in rows)


def spreads(value: object) -> Iterator[dict[str, float]]:
    if isinstance(value, dict):
        if "median" in value and "low" in value:
            yield value
        for part in value.values():
            yield from spreads(part)
    elif isinstance(value, list):
        for part in value:
            yield from spreads(part)
