"""Answers that are asked for again and again, each found once."""

from __future__ import annotations

from collections.abc import Callable
from typing import TypeVar

Answer = TypeVar("Answer")

MEMO_SIZE = 100_000
"""How many answers are remembered; past it the memory starts anew. It changes the cost, never a result."""


class Memo(dict[str, Answer]):
    """What a function answers for each string, remembered for up to `most` strings.

    >>> letters = Memo(len)
    >>> letters["Kyiv"], dict(letters)
    (4, {'Kyiv': 4})
    """

    def __init__(self, answer: Callable[[str], Answer], most: int = MEMO_SIZE) -> None:
        super().__init__()
        self._answer, self._most = answer, most

    def __missing__(self, asked: str) -> Answer:
        found = self._answer(asked)
        if len(self) >= self._most:
            self.clear()
        self[asked] = found
        return found
