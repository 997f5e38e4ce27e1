"""Answers that are asked for again and again, each found once."""

from __future__ import annotations

from collections.abc import Callable
from typing import TypeVar, cast

Answer = TypeVar("Answer")

MEMO_SIZE = 100_000
"""How many answers are remembered at the most; it changes the cost, never a result."""

_NONE = object()


class Memo(dict[str, Answer]):
    """What a function answers for each string, remembered for up to `most` strings; past them those not asked for lately go.

    >>> letters = Memo(len)
    >>> letters["Kyiv"], dict(letters)
    (4, {'Kyiv': 4})
    """

    def __init__(self, answer: Callable[[str], Answer], most: int = MEMO_SIZE) -> None:
        super().__init__()
        self._answer, self._half = answer, most // 2
        self._earlier: dict[str, Answer] = {}

    def __missing__(self, asked: str) -> Answer:
        earlier = self._earlier.pop(asked, _NONE)
        found = self._answer(asked) if earlier is _NONE else cast(Answer, earlier)
        if len(self) >= self._half:
            self._earlier = self.copy()
            self.clear()
        self[asked] = found
        return found
