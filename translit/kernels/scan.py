"""The words of a text that say anything."""

from __future__ import annotations

import numpy as np

from translit.kernels.compiling import compiled, inner
from translit.kernels.layout import Bools, Bytes, Hits, Ints, Table, Units
from translit.kernels.tables import added, finished, number_of
from translit.lexicon.sieve import Hashes
from translit.text.units import (
    BEYOND_ASCII,
    FIRST,
    FIRST_SMALL,
    HYPHENS,
    INNER,
    LAST,
    LAST_SMALL,
    LINE_FEED,
    RETURN,
    SEPARATOR,
    START,
)  # fmt: skip


@inner
def is_beginning(units: Units, place: int, kinds: Bytes, top: int) -> bool:
    """True where a word begins: with a capital or a letter without case behind no letter."""
    if kinds[min(np.int64(units[place]), top)] < START:
        return False
    return place == 0 or kinds[min(np.int64(units[place - 1]), top)] < INNER


@inner
def beginnings(units: Units, begins: Bools, places: Ints) -> int:
    """The places where a word may begin, as `units.beginnings` tells, into `places`; how many. Both arrays have room for all units."""
    span, small_span = np.uint32(LAST - FIRST), np.uint32(LAST_SMALL - FIRST_SMALL)
    for i in range(len(units)):  # by itself, this loop is done for many units at once
        unit = np.uint32(units[i])
        begins[i] = (np.uint32(unit - np.uint32(FIRST)) <= span) | (
            (unit >= np.uint32(BEYOND_ASCII)) & (np.uint32(unit - np.uint32(FIRST_SMALL)) > small_span)
        )
    count = 0
    for i in range(len(units)):
        places[count] = i
        count += begins[i]
    return count


@compiled
def has_break(units: Units) -> bool:
    """True where a line ends behind a hyphen."""
    found = False
    for i in range(1, len(units)):
        unit, before = units[i], units[i - 1]
        ends = (unit == LINE_FEED) | (unit == RETURN)
        found |= ends & ((before == HYPHENS[0]) | (before == HYPHENS[1]) | (before == HYPHENS[2]))
    return found


@compiled
def scan(
    units: Units, begins: Bools, kinds: Bytes, seed: np.uint64, table: Table, places: Ints, found: Hits, hashes: Hashes
) -> tuple[int, int]:
    """The words that say anything into `found`, with their number, or -n for the n-th new one, whose hash goes into `hashes`.

    `begins` and `places` are room for as much as there are units. What comes back is how many were found, and how many of
    them are new.
    """
    count, new, end, length = 0, 0, 0, len(units)
    top = len(kinds) - 1
    for n in range(beginnings(units, begins, places)):
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
