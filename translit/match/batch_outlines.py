"""The outlines of many words at once: what `outline` gives for each."""

from __future__ import annotations

import numpy as np

from translit.lexicon.flags import OUTLINE
from translit.lexicon.sieve import Marks, Places, Sums
from translit.match.flat import PAD, Flat
from translit.rules.rough import ALIKE, GROUPS, MIN_OUTLINE, PASSED_OVER

_ASCII = 0x80
_PASSED_OVER = [ord(char) for char in PASSED_OVER]


def outline_sums(words: Flat) -> tuple[Sums, Marks]:
    """The hashes of the outlines of words without marks, each behind its sign, and which are long enough to count."""
    codes = _alike(words.codes)
    kept = (codes > 0) & ~np.isin(codes, _PASSED_OVER)
    kept[words.starts] = True
    places = np.flatnonzero(kept)
    codes, rows = codes[places], np.searchsorted(words.starts, places, "right") - 1
    group, letter = GROUPS[1]
    joined = _joined(codes, group)
    joined = joined[rows[joined] == rows[joined + 1]]
    codes[joined] = ord(letter)
    codes, rows = np.delete(codes, joined + 1), np.delete(rows, joined + 1)
    once = np.ones(len(codes), np.bool_)
    once[1:] = (codes[1:] != codes[:-1]) | (rows[1:] != rows[:-1])
    codes, rows = codes[once], rows[once]
    made = _signed(codes, rows, len(words))
    sums = Sums(made.codes, made.starts, made.ends)
    return sums, sums.lengths >= MIN_OUTLINE + len(OUTLINE)


def _alike(codes: Places) -> Places:
    """The code points with those alike as one."""
    table = np.arange(_ASCII)
    for char, meant in ALIKE.items():
        table[ord(char)] = ord(meant)
    found = codes.copy()
    found[_joined(codes, GROUPS[0][0])] = ord(GROUPS[0][1])
    alike: Places = np.where(found < _ASCII, table[np.minimum(found, _ASCII - 1)], found)
    return alike


def _joined(codes: Places, group: str) -> Places:
    """Where these two letters stand."""
    first, second = map(ord, group)
    found: Places = np.flatnonzero((codes[:-1] == first) & (codes[1:] == second))
    return found


def _signed(codes: Places, rows: Places, count: int) -> Flat:
    """The words of these letters, each behind the sign of an outline."""
    lengths = np.bincount(rows, minlength=count) + 1 + len(OUTLINE)
    starts = np.cumsum(lengths) - lengths + PAD
    made = np.zeros(int(lengths.sum()) + 2 * PAD, np.int64)
    for place, char in enumerate(OUTLINE):
        made[starts + place] = ord(char)
    first = np.cumsum(lengths - 1 - len(OUTLINE)) - (lengths - 1 - len(OUTLINE))
    made[starts[rows] + len(OUTLINE) + np.arange(len(codes)) - first[rows]] = codes
    return Flat(made, starts, starts + lengths - 1)
