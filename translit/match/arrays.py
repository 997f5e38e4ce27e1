"""Lists of different lengths in one row, and the best of each of many groups."""

from __future__ import annotations

from collections.abc import Iterable, Sequence

import numpy as np
from numpy.typing import NDArray

from translit.lexicon.sieve import ragged

Doubles = NDArray[np.float64]
Flags = NDArray[np.bool_]
Floats = NDArray[np.float32]
Rows = NDArray[np.intp]


def expanded(starts: Rows, stops: Rows) -> tuple[Rows, Rows]:
    """Every place from each start up to its stop, in one row, and how many each has.

    >>> [a.tolist() for a in expanded(np.array([5, 0]), np.array([7, 3]))]
    [[5, 6, 0, 1, 2], [2, 3]]
    """
    counts = stops - starts
    return ragged(starts, counts), counts


def flat(lists: Iterable[Sequence[int]]) -> tuple[Rows, Rows]:
    """Where each list starts in one row of all, with the end of the last, and that row."""
    kept = list(lists)
    starts = np.zeros(len(kept) + 1, np.intp)
    np.cumsum([len(x) for x in kept], out=starts[1:])
    return starts, np.fromiter((n for x in kept for n in x), np.intp, int(starts[-1]))


def best_first(groups: Rows, worth: Floats) -> tuple[Rows, Rows]:
    """The order in which groups come one after the other, in each the greatest worth first, and the rank of each so ordered.

    What is worth the same keeps its order; nothing is worth less than 0.

    >>> [a.tolist() for a in best_first(np.array([1, 0, 1]), np.array([0.2, 0.5, 0.9], np.float32))]
    [[1, 2, 0], [0, 0, 1]]
    """
    # the bits of a positive float are in the order of its value
    keys = (groups.astype(np.int64) << 32) - worth.astype(np.float32).view(np.int32)
    order = np.argsort(keys, kind="stable")
    ordered = groups[order]
    return order, np.arange(len(order)) - np.searchsorted(ordered, ordered)


def sorted_once(numbers: Rows) -> Rows:
    """The numbers in order, each once: `np.unique` by sorting, which here is many times as fast as by hashing.

    >>> sorted_once(np.array([3, 1, 3])).tolist()
    [1, 3]
    """
    found = np.sort(numbers)
    once: Rows = found[np.diff(found, prepend=found[:1] - 1) != 0]
    return once
