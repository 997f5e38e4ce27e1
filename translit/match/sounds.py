"""Rough sounds of many words as arrays, and the cost of the way between thousands of pairs of them at once."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from functools import cached_property

import numpy as np
from numpy.typing import NDArray

from translit.match.arrays import Flags, Floats, Rows
from translit.match.cost import LONGEST_ENDING, SHORTEST_STEM, inflected_cuts
from translit.match.weights import SYMBOLS, Table, weights

LONGEST = 24
"""Sounds of a word that are compared; what follows is cut off."""

_FAR = np.float32(99.0)
_SYMBOLS = len(SYMBOLS)
_PLACE = np.zeros(128, np.intp)
_PLACE[[ord(c) for c in SYMBOLS]] = range(_SYMBOLS)
_CHUNK, _FEW = 2048, 256
# a bit for each sound; those that stand for each other everywhere share one, as do digits; q, x and y are never written
_ALIKE = {"E": "A", "J": "j", "w": "v", "x": "a", "y": "j", **dict.fromkeys("0123456789", "q")}
_BITS = np.array([1 << "abcdefghijklmnopqrstuvwzACDSXZ".index(_ALIKE.get(c, c)) for c in SYMBOLS], np.uint32)
_CLASSES = ("bpfvw", "td", "szcSZCDJ", "kgXC", "m", "n", "lr", "h")
_CLASS_BITS = np.array([sum(1 << i for i, sounds in enumerate(_CLASSES) if c in sounds) for c in SYMBOLS], np.uint32)
_ENDS_SURELY, _ENDS_PERHAPS = 1, 2


class Sounds:
    """Words in rough sounds as arrays with a column for each word, so that each step runs along all of them."""

    def __init__(self, forms: Sequence[str]) -> None:
        self.forms = [f[:LONGEST] for f in forms]
        self.lengths = np.array([len(f) for f in self.forms], np.intp)
        self.small_lengths = self.lengths.astype(np.int8)
        padded = "".join(f.ljust(LONGEST) for f in self.forms).encode("ascii")
        letters = np.frombuffer(padded, np.uint8).reshape(len(self.forms), LONGEST)
        self.codes = np.ascontiguousarray(_PLACE[letters].T)
        self._dropped: dict[tuple[Table, bool], Floats] = {}
        self._before: dict[Table, Floats] = {}

    def forget(self) -> None:
        """Forget costs that were worked out with other numbers than those in force."""
        self._dropped, self._before = {}, {}
        self.__dict__.pop("endings", None)

    @cached_property
    def masks(self) -> NDArray[np.uint32]:
        """Which sounds each word has, a bit for each."""
        return self._masked(_BITS)

    @cached_property
    def class_masks(self) -> NDArray[np.uint32]:
        """Which sorts of consonants each word has: what scripts show that tell few sounds apart."""
        return self._masked(_CLASS_BITS)

    def _masked(self, bits: NDArray[np.uint32]) -> NDArray[np.uint32]:
        found: NDArray[np.uint32] = np.bitwise_or.reduce(np.where(self._inside, bits[self.codes], np.uint32(0)), axis=0)
        return found

    @cached_property
    def tails(self) -> Rows:
        """The last three sounds of each word."""
        letters = np.frombuffer("".join(f[-3:].rjust(3, "q") for f in self.forms).encode("ascii"), np.uint8)
        found: Rows = np.ascontiguousarray(_PLACE[letters].reshape(-1, 3).T)
        return found

    def dropped(self, table: Table, absent: bool) -> Floats:
        """For each sound of each word what it costs if the other word lacks it."""
        found = self._dropped.get((table, absent))
        if found is None:
            known = weights()
            lone = np.array([(table.absent if absent else table.added)[c] for c in SYMBOLS], np.float32)
            found = lone[self.codes]
            found = np.where(self._beside, np.minimum(found, np.float32(known.beside)), found)
            if absent and table.silent:
                silent = np.array([table.silent.get(c, 99.0) for c in SYMBOLS], np.float32)
                last = (self.lengths - 1, np.arange(len(self.forms)))
                found[last] = np.minimum(found[last], silent[self.codes[last]])
            found[0] *= np.float32(known.first)
            self._dropped[table, absent] = found
        return found

    def before(self, table: Table) -> Floats:
        """What it costs if the other word lacks the first sounds, up to each place."""
        found = self._before.get(table)
        if found is None:
            found = np.zeros((LONGEST + 1, len(self.forms)), np.float32)
            np.cumsum(self.dropped(table, True), axis=0, out=found[1:])
            self._before[table] = found
        return found

    @cached_property
    def _inside(self) -> Flags:
        inside: Flags = np.arange(LONGEST)[:, None] < self.lengths
        return inside

    @cached_property
    def _beside(self) -> Flags:
        """Where a vowel stands beside a vowel."""
        vowel = np.isin(self.codes, _PLACE[[ord(v) for v in weights().vowels]]) & self._inside
        beside = np.zeros_like(vowel)
        beside[1:] |= vowel[:-1]
        beside[:-1] |= vowel[1:]
        found: Flags = beside & vowel
        return found

    @cached_property
    def inflected(self) -> NDArray[np.int8]:
        """Where a case ending may begin in each word, and whether it may make another name instead."""
        known, found = weights(), np.zeros((LONGEST + 1, len(self.forms)), np.int8)
        if len(self.forms) < _FEW:
            for word, form in enumerate(self.forms):
                for cut, ambiguous in inflected_cuts(form):
                    found[cut, word] = _ENDS_PERHAPS if ambiguous else _ENDS_SURELY
            return found
        for ending in known.inflected:
            words = self._ending_in(ending)
            found[self.lengths[words] - len(ending), words] = _ENDS_PERHAPS if ending in known.ambiguous else _ENDS_SURELY
        return found

    @cached_property
    def endings(self) -> tuple[Floats, Floats]:
        """What a case ending costs at each place of each word, also where it may make another name."""
        known = weights()
        sure = np.full((LONGEST + 1, len(self.forms)), _FAR, np.float32)
        for ending in known.bare:
            words = self._ending_in(ending)
            sure[self.lengths[words] - len(ending), words] = known.ending
        doubtful = sure.copy()
        place = (self.lengths, np.arange(len(self.forms)))
        doubtful[place] = np.where(sure[place] < _FAR, np.float32(known.feminine), _FAR)
        return sure, doubtful

    def _ending_in(self, ending: str) -> Rows:
        """The words that end so behind a stem that is long enough."""
        here = self.lengths >= SHORTEST_STEM + len(ending)
        for sound, last in zip(reversed(ending), self._last, strict=False):
            here &= last == _PLACE[ord(sound)]
        return np.flatnonzero(here)

    @cached_property
    def _last(self) -> Rows:
        """The last sounds of each word, from the end."""
        places = self.lengths - 1 - np.arange(LONGEST_ENDING)[:, None]
        found: Rows = np.take_along_axis(self.codes, np.maximum(0, places), axis=0)
        return found


def costs(left: Sounds, a: Rows, right: Sounds, b: Rows, table: Table, inflected: bool) -> Floats:
    """What it costs to come from the words `a` of one set to the words `b` of another, pair by pair, as `edit_cost` has it."""
    found = np.empty(len(a), np.float32)
    for places in _of_like_lengths(left.lengths[a], right.lengths[b]):
        found[places] = _costs(left, a[places], right, b[places], table, inflected)
    return found


def _of_like_lengths(lengths: Rows, others: Rows) -> Iterator[Rows]:
    """Places of pairs whose left words are of one length, or a little longer where those are few; those with short right words
    first, so that little is padded."""
    order = np.argsort(lengths * (LONGEST + 1) + others, kind="stable")
    start = 0
    for stop in np.searchsorted(lengths[order], np.arange(LONGEST + 1), "right").tolist():
        if stop - start >= _FEW or stop == len(order):
            yield from (order[i : min(i + _CHUNK, stop)] for i in range(start, stop, _CHUNK))
            start = stop


def _costs(left: Sounds, a: Rows, right: Sounds, b: Rows, table: Table, inflected: bool) -> Floats:
    """The same for words of `left` of about one length: the columns of every comparison are filled row by row."""
    ends, lengths = left.lengths[a], right.lengths[b]
    length, width = int(ends.max()), int(lengths.max())
    sounds, ahead = right.codes[:width, b], right.before(table)[: width + 1, b]
    own, dropped = left.codes[:length, a] * _SYMBOLS, left.dropped(table, False)[:length, a]
    pairs = table.flat
    best = np.full(len(a), _FAR, np.float32)
    line, following, changed = ahead.copy(), np.empty_like(ahead), np.empty((width, len(a)), np.float32)
    for place in range(length + 1):
        over = np.flatnonzero(ends == place)
        best[over] = np.minimum(best[over], line[lengths[over], over])
        if place == length:
            break
        pairs.take(sounds + own[place], out=changed, mode="clip")
        if place == 0 and width:
            changed[0] *= np.float32(weights().first)
        changed += line[:-1]
        line += dropped[place]
        following[0] = line[0]
        np.minimum(changed, line[1:], out=following[1:])
        # the cheapest way along the word: costs less what dropping all before would cost, the least so far, and back
        following -= ahead
        for column in range(1, width + 1):
            np.minimum(following[column], following[column - 1], out=following[column])
        np.add(following, ahead, out=line)
        if inflected and place + 1 >= SHORTEST_STEM:
            _end_here(left, a, right, b, place + 1, line, best)
    _swap(sounds, own, ends, lengths, best)
    return best


def _end_here(left: Sounds, a: Rows, right: Sounds, b: Rows, place: int, line: Floats, best: Floats) -> None:
    """Let a case ending begin at this place in the words that may have one there."""
    ends = left.inflected[place, a]
    for kind, worth in zip((_ENDS_SURELY, _ENDS_PERHAPS), right.endings, strict=True):
        columns = np.flatnonzero(ends == kind)
        if len(columns):
            here = line[:, columns] + worth[: len(line), b[columns]]
            best[columns] = np.minimum(best[columns], here.min(axis=0))


def _swap(sounds: Rows, own: Rows, ends: Rows, lengths: Rows, best: Floats) -> None:
    """Let words that differ in the order of two neighbouring sounds cost what a swap costs."""
    swapped, length = np.float32(weights().swapped), min(len(own), len(sounds))
    columns = np.flatnonzero((lengths == ends) & (best > swapped))
    if length < 2 or not len(columns):
        return
    mine, other = own[:length, columns] // _SYMBOLS, sounds[:length, columns]
    differ = mine != other
    crossed = (mine[:-1] == other[1:]) & (mine[1:] == other[:-1]) & differ[:-1]
    best[columns[(differ.sum(axis=0) == 2) & crossed.any(axis=0)]] = swapped
