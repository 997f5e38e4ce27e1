"""Engines in processes of their own, each told when to work; CPU time is measured inside, so other load counts little."""

from __future__ import annotations

import gc
import json
import multiprocessing
import re
import statistics
import subprocess
import sys
import time
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from importlib import import_module
from multiprocessing.connection import Connection
from pathlib import Path
from types import TracebackType
from typing import Any

from engines import ENGINES, Engine, Run

WARM_UP = "Nothing that counts is said here, neither by Ann Smith of Springfield nor by Іван Петренко.\n"
"""What every engine gets first, so that what is made at first use is there."""


@dataclass(frozen=True)
class Spread:
    """Several measurements of one thing."""

    median: float
    low: float
    high: float
    count: int

    @classmethod
    def of(cls, values: Sequence[float]) -> Spread:
        """The median of the values, the least and the greatest."""
        return cls(statistics.median(values), min(values), max(values), len(values))


@dataclass(frozen=True)
class Built:
    """What making an engine took: CPU seconds, and memory of its process in megabytes, before and after.

    Its package and the spellings are there before the clock starts, for this library as for the others.
    """

    seconds: float
    before_mb: float
    after_mb: float


class Running:
    """An engine in a process of its own."""

    def __init__(self, engine: Engine, folder: Path) -> None:
        self._connection, theirs = multiprocessing.Pipe()
        command = [sys.executable, str(Path(__file__).resolve()), engine.name, str(folder), str(theirs.fileno())]
        # a script of its own: a spawned process would import the main module first, and with it this library into every peer
        self._process = subprocess.Popen(command, pass_fds=[theirs.fileno()])
        theirs.close()
        self.engine = engine
        self.built: Built = self._connection.recv()

    def __enter__(self) -> Running:
        return self

    def __exit__(self, kind: type[BaseException] | None, error: BaseException | None, trace: TracebackType | None) -> None:
        self._connection.close()
        self._process.terminate()
        self._process.wait()

    def give(self, pieces: Sequence[str]) -> None:
        """The text of the passes that follow."""
        self._ask("give", list(pieces))

    def fit(self, seconds: float) -> int:
        """How many of the pieces can be worked through in this time; at least one."""
        return int(self._ask("fit", seconds))

    def passes(self, pieces: int, count: int) -> list[float]:
        """CPU seconds of so many passes over the first pieces; what the engine remembers of earlier ones is forgotten, if it can."""
        found: list[float] = self._ask("passes", (pieces, count))
        return found

    def changed(self, pieces: int) -> int:
        """How many lines of the first pieces are written otherwise than they were."""
        return int(self._ask("changed", pieces))

    def peak_mb(self) -> float:
        """The most memory that the process has had."""
        return float(self._ask("peak", None))

    def _ask(self, what: str, value: object) -> Any:
        self._connection.send((what, value))
        return self._connection.recv()


def serve(connection: Connection, name: str, folder: Path) -> None:
    engine = next(e for e in ENGINES if e.name == name)
    spellings = json.loads((folder / "spellings.json").read_text(encoding="utf-8"))
    import_module(engine.package or "translit.normalizer")
    before, start = memory_mb("VmRSS"), time.process_time()
    run = engine.make(spellings, folder)
    run(WARM_UP)
    connection.send(Built(time.process_time() - start, before, memory_mb("VmRSS")))
    gc.collect()
    gc.freeze()
    pieces: list[str] = []
    while True:
        try:
            what, value = connection.recv()
        except EOFError:
            return
        if what == "give":
            pieces = value
            connection.send(None)
        elif what == "fit":
            connection.send(_fit(run, pieces, value))
        elif what == "passes":
            connection.send(_passes(run, pieces[: value[0]], value[1]))
        elif what == "changed":
            connection.send(sum(_lines_changed(piece, run(piece)) for piece in pieces[:value]))
        else:
            connection.send(memory_mb("VmHWM"))


def _fit(run: Run, pieces: Iterable[str], seconds: float) -> int:
    start, done = time.process_time(), 0
    for piece in pieces:
        run(piece)
        done += 1
        if time.process_time() - start > seconds:
            break
    return done


def _passes(run: Run, pieces: Sequence[str], count: int) -> list[float]:
    memo = getattr(run, "memo", None)
    if memo is not None:
        memo.clear()
    made = []
    for _ in range(count):
        start = time.process_time()
        for piece in pieces:
            run(piece)
        made.append(time.process_time() - start)
    return made


def _lines_changed(before: str, after: str) -> int:
    return sum(a != b for a, b in zip(before.split("\n"), after.split("\n"), strict=False))


def memory_mb(what: str) -> float:
    """The memory of this process now (VmRSS), or the most that it has had (VmHWM).

    Not `ru_maxrss`: that of a process counts what its parent had when it started it, and told the same for every engine.
    """
    found = re.search(rf"{what}:\s+(\d+) kB", Path("/proc/self/status").read_text(encoding="ascii", errors="replace"))
    if found is None:
        raise RuntimeError(f"/proc/self/status has no {what}")
    return int(found.group(1)) * 1024 / 1e6


if __name__ == "__main__":
    # imported anew, so that what is sent is pickled as of the module and not as of the script
    import_module("meter").serve(Connection(int(sys.argv[3])), sys.argv[1], Path(sys.argv[2]))
