"""The words of a text that say anything."""

from __future__ import annotations

import numpy as np

from translit.kernels.compiling import compiled
from translit.kernels.layout import Bytes, Hits, Table, Units
from translit.kernels.tables import added, finished, number_of
from translit.lexicon.sieve import Hashes, Places
from translit.text.units import INNER, SEPARATOR, START


@compiled
def scan(
    units: Units, places: Places, kinds: Bytes, seed: np.uint64, table: Table, found: Hits, hashes: Hashes
) -> tuple[int, int]:
    """The words that say anything into `found`, with their number, or -n for the n-th new one, whose hash goes into `hashes`.

    `places` are those at which a word may begin. What comes back is how many were found, and how many of them are new.
    """
    count, new, end, length = 0, 0, 0, len(units)
    top = len(kinds) - 1
    for start in places:
        kind = kinds[min(np.int64(units[start]), top)]
        if start < end or kind < START:
            continue
        if kind == START and start > 0 and kinds[min(np.int64(units[start - 1]), top)] >= INNER:
            continue
        h, end = seed, start
        while end < length and kinds[min(np.int64(units[end]), top)] != SEPARATOR:
            h = added(h, units[end])
            end += 1
        h = finished(h)
        number = number_of(table, h)
        if number == 0:
            continue
        if number < 0:
            hashes[new] = h
            new += 1
            number = -new
        found.starts[count], found.ends[count], found.numbers[count] = start, end, number
        count += 1
    return count, new
