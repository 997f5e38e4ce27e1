"""Arrays that grow: what compiled loops read is laid out flat, and more is learned between them."""

from __future__ import annotations

from collections.abc import Collection
from typing import Any

import numpy as np
import numpy.typing as npt

from translit.kernels.layout import Lists

_FIRST = 1024


class Grown:
    """Numbers that are appended one by one; `values` has room for more behind the `count` that are there.

    >>> flags = Grown(np.uint8)
    >>> flags.append(3), flags.append(5), flags.values[: flags.count].tolist()
    (0, 1, [3, 5])
    """

    def __init__(self, kind: type[np.generic]) -> None:
        self._values: npt.NDArray[Any] = np.zeros(_FIRST, kind)
        self._pending: list[int] = []
        self.count = 0

    @property
    def values(self) -> npt.NDArray[Any]:
        """All the numbers, with room behind them."""
        if self._pending:
            if self.count > len(self._values):
                larger = np.zeros(max(self.count, 2 * len(self._values)), self._values.dtype)
                larger[: len(self._values)] = self._values
                self._values = larger
            self._values[self.count - len(self._pending) : self.count] = self._pending
            self._pending = []
        return self._values

    def append(self, value: int) -> int:
        """Put a number at the end; what comes back is its place."""
        self._pending.append(value)
        self.count += 1
        return self.count - 1

    def extend(self, values: Collection[int]) -> None:
        """Put numbers at the end."""
        self._pending.extend(values)
        self.count += len(values)


class GrowingLists:
    """Lists of numbers, one for each row; of a list that is put down again the last counts, and the others are empty.

    >>> lists = GrowingLists()
    >>> lists.put(1, (7, 8))
    >>> lists.put(0, {9})
    >>> [lists.view().values[a:b].tolist() for a, b in zip(lists.view().first[:3], lists.view().behind[:3])]
    [[9], [7, 8], []]
    """

    def __init__(self) -> None:
        self._first, self._behind = np.zeros(_FIRST, np.int32), np.zeros(_FIRST, np.int32)
        self._values = Grown(np.int32)

    @property
    def size(self) -> int:
        """How many numbers there are in all."""
        return self._values.count

    def put(self, row: int, values: Collection[int]) -> None:
        """Put down the list of a row."""
        self.make_room(row + 1)
        self._first[row] = self._values.count
        self._values.extend(values)
        self._behind[row] = self._values.count

    def make_room(self, rows: int) -> None:
        """See to it that there are so many rows."""
        if rows > len(self._first):
            more = np.zeros(max(rows, 2 * len(self._first)) - len(self._first), np.int32)
            self._first, self._behind = np.append(self._first, more), np.append(self._behind, more)

    def view(self) -> Lists:
        """The lists as they lie now."""
        return Lists(self._first, self._behind, self._values.values)
