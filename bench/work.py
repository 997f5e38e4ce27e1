"""Work counted in function calls, which a busy machine does not change."""

from __future__ import annotations

import sys
from collections.abc import Callable
from types import FrameType

from corpus import blocks

from translit import Normalizer

WARM_UP = "Warm Up at first, said Ann Smith of Springfield.\n"


def calls(work: Callable[[], object]) -> int:
    """How many functions, Python's and others, are called while something is done."""
    count = 0

    def called(frame: FrameType, event: str, argument: object) -> None:
        nonlocal count
        count += event in ("call", "c_call")

    before = sys.getprofile()
    sys.setprofile(called)
    try:
        work()
    finally:
        sys.setprofile(before)
    return count


def counted_text() -> str:
    """The text whose calls are counted: mostly words that are no name."""
    return "".join(blocks("english", 0.06, seed=3))


def calls_per_kb(norm: Normalizer) -> dict[str, float]:
    """Calls a kilobyte of the counted text, for a normalizer that has seen none of it, and again."""
    text = counted_text()
    norm.fold(WARM_UP)
    size = len(text.encode()) / 1000
    return {state: round(calls(lambda: norm.fold(text)) / size, 1) for state in ("cold", "steady")}
