"""A table of numbers by hash that grows."""

from __future__ import annotations

from collections.abc import Sequence

import numpy as np

from translit.kernels.tables import enter
from translit.lexicon.sieve import Hashes

_FEWEST_SLOTS = 1 << 10


class NumberTable:
    """Numbers by hash, in as little room as their count allows: what is looked up fast lies close together."""

    def __init__(self) -> None:
        self.view = np.zeros((_FEWEST_SLOTS, 2), np.uint64)
        self.count = 0

    def enter(self, hashes: Sequence[np.uint64] | Hashes, numbers: Sequence[int]) -> None:
        """Enter numbers by their hashes."""
        self.count += len(hashes)
        while 3 * self.count > len(self.view):
            known = self.view[self.view[:, 0] != 0]
            self.view = np.zeros((2 * len(self.view), 2), np.uint64)
            enter(self.view, known[:, 0].copy(), known[:, 1].copy())
        enter(self.view, np.array(hashes, np.uint64), np.array(numbers, np.uint64))
