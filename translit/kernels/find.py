"""Listed spellings in a text, found by a compiled loop: the word at each place is looked up, what it may begin is compared."""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from threading import local
from typing import NamedTuple

import numpy as np

from translit.kernels.compiling import compiled, inner
from translit.kernels.growing import GrowingLists
from translit.kernels.layout import Bools, Bytes, Ints, Lists, Table, Units
from translit.kernels.number_table import NumberTable
from translit.kernels.scan import beginnings, is_beginning
from translit.kernels.tables import added, finished, hash_of, number_of
from translit.text.blocks import blocks
from translit.text.units import INNER, LISTED_KINDS, START, units_of

_BLANK, _NEW_LINE, _COMMA, _SEMICOLON, _BRACKET = map(ord, " \n,;)")
_SEED = np.uint64(0x51ED270B0A1F39C1)


class Spellings(NamedTuple):
    """Spellings: the units of each, how many come before its first word, whether it is one word, and the longest first those
    that begin with each word.
    """

    texts: Lists
    before: Ints
    single: Bools
    starting: Lists


@inner
def _is_free(units: Units, start: int, stop: int, single: bool, kinds: Bytes, top: int) -> bool:
    """True where blanks and the like are around a stretch of text and, if it is one word, no other capital beside it."""
    if start > 0 and units[start - 1] != _BLANK and units[start - 1] != _NEW_LINE:
        return False
    behind = np.int64(units[stop]) if stop < len(units) else _NEW_LINE
    if behind != _BLANK and behind != _NEW_LINE and behind != _SEMICOLON and behind != _BRACKET and (single or behind != _COMMA):
        return False
    if not single:
        return True
    if behind == _BLANK and stop + 1 < len(units) and kinds[min(np.int64(units[stop + 1]), top)] >= START:
        return False
    if start == 0 or units[start - 1] == _NEW_LINE:
        return True
    first = start - 1
    while first > 0 and units[first - 1] != _BLANK:
        first -= 1
    return bool(kinds[min(np.int64(units[first]), top)] < START)


@compiled
def find(units: Units, begins: Bools, kinds: Bytes, table: Table, known: Spellings, places: Ints, found: Ints) -> int:
    """Start, negative of the end and number of each spelling that no letter, digit or mark follows into `found`, -1 - number for
    one around which nothing need be looked at; how many, or -1 for want of room. `begins` and `places` are room for as much as
    there are units.
    """
    count, length, top = 0, len(units), len(kinds) - 1
    for n in range(beginnings(units, begins, places)):
        place = np.int64(places[n])
        if not is_beginning(units, place, kinds, top):
            continue
        h, end = _SEED, place
        while end < length and kinds[min(np.int64(units[end]), top)] >= INNER:
            h = added(h, units[end])
            end += 1
        word = number_of(table, finished(h))
        if word < 0:
            continue
        for i in range(np.int64(known.starting.first[word]), np.int64(known.starting.behind[word])):
            spelling = np.int64(known.starting.values[i])
            first, behind = np.int64(known.texts.first[spelling]), np.int64(known.texts.behind[spelling])
            start = place - np.int64(known.before[spelling])
            stop = start + behind - first
            if start < 0 or stop > length or (stop < length and kinds[min(np.int64(units[stop]), top)] >= INNER):
                continue
            same = 0
            while same < behind - first and units[start + same] == known.texts.values[first + same]:
                same += 1
            if same == behind - first:
                if count == len(found):
                    return -1
                free = _is_free(units, start, stop, known.single[spelling], kinds, top)
                found[count, 0], found[count, 1], found[count, 2] = start, -stop, -1 - spelling if free else spelling
                count += 1
    return count


class _Room(local):
    """Arrays to work in, for each thread its own: the loop runs without the lock of the interpreter."""

    def __init__(self) -> None:
        self.begins, self.places = np.zeros(0, np.bool_), np.zeros(0, np.int32)
        self.found = np.zeros((1024, 3), np.int32)


class CompiledSearch:
    """Finds spellings as `Search` tells, of those alone that no letter, digit or mark follows."""

    def __init__(self, spellings: Sequence[str], firsts: Mapping[str, Sequence[int]]) -> None:
        texts, starting, before = GrowingLists(), GrowingLists(), np.zeros(len(spellings), np.int32)
        for number, spelling in enumerate(spellings):
            texts.put(number, units_of(spelling).tolist())
        for row, (word, numbers) in enumerate(firsts.items()):
            starting.put(row, numbers)
            before[list(numbers)] = [spellings[number].index(word) for number in numbers]
        self._table = NumberTable()
        self._table.enter([hash_of(units_of(word), 0, len(word), _SEED) for word in firsts], range(len(firsts)))
        single = np.array([" " not in spelling and "-" not in spelling for spelling in spellings], np.bool_)
        self._known = Spellings(texts.view(), before, single, starting.view())
        self._in_order = not before.any()
        self._room = _Room()

    def __call__(self, text: str) -> Iterator[tuple[int, int, int]]:
        """The spellings in a text."""
        for begin, end in blocks(text):
            found = self._in(text[begin:end])
            if not self._in_order:
                found.sort()
            yield from found if begin == 0 else ((begin + start, minus_end - begin, number) for start, minus_end, number in found)

    def _in(self, text: str) -> list[tuple[int, int, int]]:
        """The spellings in a block."""
        units, room = units_of(text), self._room
        if len(room.places) < len(units):
            room.begins, room.places = np.zeros(len(units), np.bool_), np.zeros(len(units), np.int32)
        while True:
            count = find(units, room.begins, LISTED_KINDS, self._table.view, self._known, room.places, room.found)
            if count >= 0:
                found: list[tuple[int, int, int]] = room.found[:count].tolist()
                return found
            room.found = np.zeros((2 * len(room.found), 3), np.int32)
