"""The words of a text that say anything."""

from __future__ import annotations

import numpy as np

from translit.kernels.compiling import compiled, inner
from translit.kernels.layout import Bools, Bytes, Hits, Ints, Table, Units
from translit.kernels.tables import added, finished, number_of
from translit.lexicon.sieve import Hashes
from translit.text.units import INNER, SEPARATOR, START


@inner
def is_beginning(units: Units, place: int, kinds: Bytes, top: int) -> bool:
    """True where a word begins: with a capital or a letter without case behind no letter."""
    if kinds[min(np.int64(units[place]), top)] < START:
        return False
    return place == 0 or kinds[min(np.int64(units[place - 1]), top)] < INNER


@compiled
def scan(
    units: Units, begins: Bools, kinds: Bytes, seed: np.uint64, table: Table, places: Ints, found: Hits, hashes: Hashes
) -> tuple[int, int]:
    """The words that say anything into `found`, with their number, or -n for the n-th new one, whose hash goes into `hashes`.

    `begins` tells where a word may begin, `places` has room for all units. What comes back is how many were found, and how
    many of them are new.
    """
    count, new, end, length = 0, 0, 0, len(units)
    top = len(kinds) - 1
    beginnings = 0
    for i in range(length):
        places[beginnings] = i
        beginnings += begins[i]
    for n in range(beginnings):
        start = np.int64(places[n])
        if start < end or not is_beginning(units, start, kinds, top):
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
