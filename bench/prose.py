"""What folding prose costs with the lexicon that ships: real text has code, broken words and blank lines, which no generator writes.

Each file is folded whole, in documents of about 1,500 characters cut at blank lines, and line by line; with and without compiled
loops, each in a process of its own. *Cold* is the first pass, *steady* the second. CPU time, the median of several rounds.
"""

from __future__ import annotations

import argparse
import json
import platform
import statistics
import time
from collections.abc import Callable, Iterator, Sequence
from concurrent.futures import ProcessPoolExecutor
from datetime import date
from multiprocessing import get_context
from pathlib import Path
from typing import Any

from strangers import documents

from translit import Config, Normalizer

RESULT = Path(__file__).resolve().parent / "results" / "prose.json"
WAYS = ("whole", "documents", "lines")
EXAMPLES = """
examples:
  python bench/prose.py mine.txt               printed
  python bench/prose.py --write a.txt b.txt    and kept in bench/results/prose.json

The figures kept are of text in the Debian packages anarchism, fortunes-de, fortunes-ru, dict-gcide and debian-handbook (apt-get
download, dpkg-deb -x): the files of each one behind the other, HTML without its tags.
"""


def measured(path: str, way: str, loops: bool, megabytes: float) -> tuple[float, float, float]:
    """The megabytes of a file that were folded, and the CPU milliseconds that one took, cold and steady."""
    with open(path, encoding="utf-8", errors="surrogateescape", newline="") as file:
        text = file.read(int(megabytes * 1e6))
    size = len(text.encode("utf-8", "surrogateescape")) / 1e6
    norm = Normalizer(config=Config(rewrite="all"))
    norm.fold(f"Nobody left at all.\n{'He left Kiev. ' * 4000}")
    if loops:
        norm.prepare()
    fold = _way(norm, text, way)
    times = []
    for _ in range(2):
        start = time.process_time()
        fold()
        times.append(1000 * (time.process_time() - start) / size)
    return size, *times


def _way(norm: Normalizer, text: str, way: str) -> Callable[[], object]:
    if way == "whole":
        return lambda: norm.fold(text)
    if way == "lines":
        data = text.encode("utf-8", "surrogateescape")
        return lambda: norm.fold_lines(data)
    found = list(documents(text))
    return lambda: list(norm.fold_many(found))


def figures(paths: Sequence[Path], megabytes: float, rounds: int) -> Iterator[dict[str, Any]]:
    """A row for each file, way, and with or without loops."""
    for path in paths:
        for way in WAYS:
            for loops in (False, True):
                found = [_alone(str(path), way, loops, megabytes) for _ in range(rounds)]
                size, cold, steady = (statistics.median(each) for each in zip(*found, strict=True))
                yield {
                    "file": path.name, "megabytes": round(size, 2), "way": way, "loops": loops,
                    "cold_ms_per_mb": round(cold), "steady_ms_per_mb": round(steady, 1),
                }  # fmt: skip


def _alone(*asked: Any) -> tuple[float, float, float]:
    with ProcessPoolExecutor(1, get_context("spawn")) as pool:
        return pool.submit(measured, *asked).result()


def table(rows: Sequence[dict[str, Any]]) -> str:
    """The figures as a table: a line for each file, cold and steady for each way."""
    heads = [(way, loops) for way in WAYS for loops in (False, True)]
    lines = [f"| ms a MB, cold / steady | {' | '.join(way + (', loops' if loops else '') for way, loops in heads)} |"]
    lines.append(f"| --- |{' --- |' * len(heads)}")
    for file in dict.fromkeys(row["file"] for row in rows):
        cells = {(row["way"], row["loops"]): row for row in rows if row["file"] == file}
        told = (f"{cells[head]['cold_ms_per_mb']} / {cells[head]['steady_ms_per_mb']:.0f}" for head in heads)
        lines.append(f"| {file} | {' | '.join(told)} |")
    return "\n".join(lines)


def main() -> int:
    parser = argparse.ArgumentParser(description=__doc__, epilog=EXAMPLES, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("files", nargs="+", type=Path, metavar="FILE")
    parser.add_argument(
        "--megabytes", type=float, default=1.0, help="how much of each file, in millions of code points (default: 1)"
    )
    parser.add_argument("--rounds", type=int, default=3)
    parser.add_argument("--write", action="store_true", help=f"keep the figures in {RESULT.name}")
    options = parser.parse_args()
    rows = list(figures(options.files, options.megabytes, options.rounds))
    print(table(rows))
    if options.write:
        about = {"date": date.today().isoformat(), "python": platform.python_version(), "rounds": options.rounds}
        RESULT.write_text(json.dumps({"about": about, "rows": rows}, ensure_ascii=False, indent=1) + "\n", encoding="utf-8")
    return 0


if __name__ == "__main__":
    raise SystemExit(main())
