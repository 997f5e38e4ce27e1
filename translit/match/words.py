"""Finding listed spellings without a wheel: places where one may begin are looked up, and what stands there is compared."""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from typing import Any

import numpy as np
import numpy.typing as npt

from translit.lexicon.sieve import Hashes, Marks, Places
from translit.text.blocks import blocks
from translit.text.units import INNER, LISTED_KINDS, beginnings, units_of

_BITS = 17
_FACTOR = np.uint64(0x9E3779B97F4A7C15)
_MIXED = np.uint64(0xC2B2AE3D27D4EB4F)
_MASKS = np.array([(1 << 8 * n) - 1 for n in range(9)], np.uint64)
_ROOM = 8
"""Zeros behind a text, so that eight units can be read at every one."""

_SIZES = (6, 4, 2, 1)
"""Units of a spelling by which places are told apart at first."""

Units = npt.NDArray[Any]


class FirstWords:
    """The words that spellings begin with, as far as the first apostrophe, for texts whose units are of one width."""

    def __init__(self, words: Sequence[str], spellings: Sequence[str], width: int) -> None:
        self._width, self._per = width, 8 // width
        units, starts, lengths = _laid_out(words, width)
        hashes = self._hashes(units, starts, starts + lengths)
        self.numbers = np.argsort(hashes)
        self._known = hashes[self.numbers]
        # a place is looked up by as many units as most spellings have, and by fewer for those that are shorter
        units, starts, lengths = _laid_out(spellings, width)
        firsts, most = _eights(units)[starts], np.iinfo(np.int64).max
        self._looks: list[tuple[np.uint64, Marks]] = []
        for size in (n for n in _SIZES if n <= self._per):
            fits = (lengths >= size) & (lengths < most)
            most = size
            if fits.any():
                mask, table = _MASKS[size * width], np.zeros(1 << _BITS, np.bool_)
                table[_slots(firsts[fits] & mask)] = True
                self._looks.append((mask, table))

    def found(self, units: Units) -> tuple[Places, Places]:
        """Where such words stand in a text with zeros behind it, and which, in the order of `numbers`."""
        places = np.flatnonzero(beginnings(units[: len(units) - _ROOM]))
        firsts = _eights(units)[places]
        begins = np.zeros(len(places), np.bool_)
        for mask, table in self._looks:
            begins |= table[_slots(firsts & mask)]
        places = places[begins]
        before = _kinds(units[places - 1])
        places = places[(places == 0) | (before < INNER)]
        hashes = self._hashes(units, places, self._ends(units, places))
        at = np.minimum(np.searchsorted(self._known, hashes), len(self._known) - 1)
        same = self._known[at] == hashes
        return places[same], at[same]

    def _ends(self, units: Units, places: Places) -> Places:
        """The first unit behind each place that is no letter, digit or mark."""
        ends = places + 1
        left = np.arange(len(places))
        while len(left):
            left = left[_kinds(units[ends[left]]) >= INNER]
            ends[left] += 1
        return ends

    def _hashes(self, units: Units, starts: Places, ends: Places) -> Hashes:
        eights, lengths = _eights(units), ends - starts
        hashes: Hashes = lengths.astype(np.uint64)
        left, offset = np.arange(len(starts)), 0
        while len(left):
            part = eights[starts[left] + offset] & _MASKS[np.minimum(lengths[left] - offset, self._per) * self._width]
            hashes[left] = (hashes[left] ^ (hashes[left] >> np.uint64(29)) ^ part) * _MIXED
            offset += self._per
            left = left[lengths[left] > offset]
        return hashes


_MOST = {1: "\x7f", 2: "\uffff", 4: "\U0010ffff"}
"""The last character that a text of units of this width can hold."""

_ENCODINGS = {1: "latin-1", 2: "utf-16-le", 4: "utf-32-le"}


class WordSearch:
    """Finds spellings as `Search` tells, of those that begin at a word."""

    def __init__(self, spellings: Sequence[str], firsts: Mapping[str, Sequence[int]]) -> None:
        self._spellings, self._firsts = spellings, firsts
        self._before = {n: spellings[n].index(word) for word, numbers in firsts.items() for n in numbers}
        self._in_order = not any(self._before.values())
        self._tables: dict[int, tuple[FirstWords, list[list[tuple[str, int, int]]]]] = {}

    def __call__(self, text: str) -> Iterator[tuple[int, int, int]]:
        """The spellings in a text."""
        found = self._found(text)
        return found if self._in_order else iter(sorted(found))

    def _found(self, text: str) -> Iterator[tuple[int, int, int]]:
        for begin, end in blocks(text):
            units = units_of(text[begin:end])
            table, starting = self._table(units.dtype.itemsize)
            places, numbers = table.found(np.concatenate((units, np.zeros(_ROOM, units.dtype))))
            for place, number in zip(places.tolist(), numbers.tolist(), strict=True):
                for spelling, which, before in starting[number]:
                    at = begin + place - before
                    if at >= 0 and text.startswith(spelling, at):
                        yield at, -at - len(spelling), which

    def _table(self, width: int) -> tuple[FirstWords, list[list[tuple[str, int, int]]]]:
        """The first words as units of one width, with what begins with each: spelling, number, and units before the word."""
        if width not in self._tables:
            most = _MOST[width]
            rows = ((word, [n for n in numbers if max(self._spellings[n]) <= most]) for word, numbers in self._firsts.items())
            starting = {word: [(self._spellings[n], n, self._before[n]) for n in numbers] for word, numbers in rows if numbers}
            table = FirstWords([*starting], [s[before:] for row in starting.values() for s, _, before in row], width)
            by_number = [*starting.values()]
            self._tables[width] = table, [by_number[n] for n in table.numbers.tolist()]
        return self._tables[width]


def first_words(spellings: Sequence[str]) -> dict[str, list[int]]:
    """The first run of letters, digits and marks of spellings, each with the numbers of those that begin so, the longest first.

    >>> first_words(["New York", "L’viv", "New York City"])
    {'New': [2, 0], 'L': [1]}
    """
    found: dict[str, list[int]] = {}
    for number, spelling in sorted(enumerate(spellings), key=lambda pair: -len(pair[1])):
        inner = _kinds(units_of(spelling)) >= INNER
        first = int(inner.argmax())
        behind = np.flatnonzero(~inner[first:])
        found.setdefault(spelling[first : first + int(behind[0]) if len(behind) else None], []).append(number)
    return found


def _laid_out(words: Sequence[str], width: int) -> tuple[Units, Places, Places]:
    """Words in one row of units with zeros behind each, where each starts, and its length."""
    data = ("\0" * _ROOM).join((*words, "")).encode(_ENCODINGS[width], "surrogatepass")
    lengths = np.fromiter(map(len, words), np.int64, len(words))
    starts: Places = np.cumsum(lengths + _ROOM) - lengths - _ROOM
    return np.frombuffer(data, f"<u{width}"), starts, lengths


def _kinds(units: Units) -> npt.NDArray[np.uint8]:
    found: npt.NDArray[np.uint8] = (
        LISTED_KINDS[np.minimum(units, len(LISTED_KINDS) - 1)] if units.dtype.itemsize > 2 else LISTED_KINDS[units]
    )
    return found


def _eights(units: Units) -> Hashes:
    """The eight bytes that start at each unit, as one number."""
    width = units.dtype.itemsize
    found: Hashes = np.ndarray((len(units) - _ROOM,), "<u8", units.data, 0, (width,))
    return found


def _slots(firsts: Hashes) -> Places:
    found: Places = (firsts * _FACTOR >> np.uint64(64 - _BITS)).astype(np.int64)
    return found
