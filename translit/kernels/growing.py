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
        self.values: npt.NDArray[Any] = np.zeros(_FIRST, kind)
        self.count = 0

    def append(self, value: int) -> int:
        """Put a number at the end; what comes back is its place."""
        self.extend((value,))
        return self.count - 1

    def extend(self, values: Collection[int] | npt.NDArray[Any]) -> None:
        """Put numbers at the end."""
        behind = self.count + len(values)
        if behind > len(self.values):
            larger = np.zeros(max(behind, 2 * len(self.values)), self.values.dtype)
            larger[: self.count] = self.values[: self.count]
            self.values = larger
        self.values[self.count : behind] = values if isinstance(values, np.ndarray) else tuple(values)
        self.count = behind


class GrowingLists:
    """Lists of numbers, one for each row, that are put down once or more often; what was there before stays behind unused.

    >>> lists = GrowingLists()
    >>> lists.append(()), lists.append((7, 8))
    (0, 1)
    >>> lists.put(0, {9})
    >>> [lists.view().values[a:b].tolist() for a, b in zip(lists.view().first[:2], lists.view().behind[:2])]
    [[9], [7, 8]]
    """

    def __init__(self) -> None:
        self._first, self._behind, self._values = Grown(np.int32), Grown(np.int32), Grown(np.int32)

    @property
    def size(self) -> int:
        """How many numbers there are in all."""
        return self._values.count

    def append(self, values: Collection[int] | npt.NDArray[Any]) -> int:
        """Add a row; what comes back is its number."""
        self._first.append(self._values.count)
        self._values.extend(values)
        return self._behind.append(self._values.count)

    def put(self, row: int, values: Collection[int]) -> None:
        """Put down a row anew."""
        self._first.values[row] = self._values.count
        self._values.extend(values)
        self._behind.values[row] = self._values.count

    def view(self) -> Lists:
        """The lists as they lie now."""
        return Lists(self._first.values, self._behind.values, self._values.values)
