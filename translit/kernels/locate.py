"""The passage around a word: from parting word to parting word."""

from __future__ import annotations

import numpy as np

from translit.kernels.compiling import inner
from translit.kernels.layout import AT_END, AT_START, NOT_PARTING, TURNS, Ints, Known, Rows, Text, Units, Wants
from translit.kernels.tables import hash_of, number_of, seed_of
from translit.text.units import HYPHENS, LINE_FEED, RETURN

_BLANK, _TAB = 32, 9
_AHEAD = 3


@inner
def _note_piece(wants: Wants, start: int, end: int, key: np.uint64) -> None:
    """Note a piece, unless it was the last to be noted of all whose hashes end alike."""
    n, slot = np.int64(wants.counts[0]), np.int64(key >> np.uint64(20)) & (len(wants.noted) - 1)
    if n < len(wants.pieces) and wants.noted[slot] != key:
        wants.pieces[n, 0], wants.pieces[n, 1], wants.keys[n] = start, end, key
        wants.counts[0] += 1
        wants.noted[slot] = key


@inner
def _is_going_on(units: Units, place: int, least: int) -> bool:
    """`passages.is_going_on`: whether a piece may be the rest of a word that is hyphenated over the line end."""
    at = place - 2
    if at <= least or not (units[at] == _BLANK or units[at] == _TAB or units[at] == LINE_FEED or units[at] == RETURN):
        return False
    while at > least and (units[at] == _BLANK or units[at] == _TAB):
        at -= 1
    if at > least and units[at] == LINE_FEED and units[at - 1] == RETURN:
        at -= 1
    if at <= least or not (units[at] == LINE_FEED or units[at] == RETURN):
        return False
    before = np.int64(units[at - 1])
    return before in (HYPHENS[0], HYPHENS[1], HYPHENS[2])


@inner
def _left(units: Units, first: int, place: int, known: Known, wants: Wants) -> tuple[int, int, bool]:
    """Where the passage around a place begins, the mark before it, and whether all pieces up to there are known.

    Behind a piece that is not known some more are noted, as most passages take several.
    """
    unknown = 0
    blank = place - 1
    while blank >= first and units[blank] != _BLANK:
        blank -= 1
    while blank >= first and unknown < _AHEAD:
        before = blank - 1
        while before >= first and units[before] != _BLANK:
            before -= 1
        key = hash_of(units, before + 1, blank, known.seed)
        mark = number_of(known.pieces, key)
        if mark < 0:
            unknown += 1
            _note_piece(wants, before + 1, blank, key)
        elif mark > NOT_PARTING and not _is_going_on(units, before + 1, first):
            return blank + 1, mark, unknown == 0
        blank = before
    return first, AT_START, unknown == 0


@inner
def _right(units: Units, place: int, stop: int, known: Known, wants: Wants) -> tuple[int, int, bool]:
    """The same for the end of the passage and the mark behind it."""
    unknown = 0
    blank = place
    while blank < stop and units[blank] != _BLANK:
        blank += 1
    while blank < stop and unknown < _AHEAD:
        behind = blank + 1
        while behind < stop and units[behind] != _BLANK:
            behind += 1
        key = hash_of(units, blank + 1, behind, known.seed)
        mark = number_of(known.pieces, key)
        if mark < 0:
            unknown += 1
            _note_piece(wants, blank + 1, behind, key)
        elif mark > NOT_PARTING and not _is_going_on(units, blank + 1, place):
            return blank, mark, unknown == 0
        blank = behind
    return stop, AT_END, unknown == 0


@inner
def _passage(units: Units, start: int, end: int, edges: int, lang: int, key: np.uint64, known: Known) -> int:
    """The number of a passage with this hash, -1 where it is not known."""
    number = number_of(known.numbers, key)
    if number < 0:
        return -1
    passages = known.passages
    at = np.int64(passages.texts.first[number])
    if passages.edges[number] != edges or passages.langs[number] != lang or passages.texts.behind[number] - at != end - start:
        return -1
    for i in range(end - start):
        if passages.texts.values[at + i] != units[start + i]:
            return -1
    return number


@inner
def note(wanted: Ints, n: int, a: int, b: int, c: int, d: int, e: int, f: int) -> None:
    """Six numbers in a row of what is wanted."""
    wanted[n, 0], wanted[n, 1], wanted[n, 2], wanted[n, 3], wanted[n, 4], wanted[n, 5] = a, b, c, d, e, f


@inner
def locate(text: Text, d: int, hit: int, known: Known, wants: Wants, rows: Rows, count: int) -> tuple[int, int]:
    """Put the passage around a word into row `count`; what comes back is its end, and its number or -1."""
    units, hits = text.units, text.hits
    place = np.int64(hits.starts[hit])
    start, opening, is_known = _left(units, np.int64(text.documents.starts[d]), place, known, wants)
    end, closing, is_known_behind = _right(units, place, np.int64(text.documents.stops[d]), known, wants)
    if not (is_known and is_known_behind):
        return place + 1, -1
    edges = opening << 16 | closing
    key = hash_of(units, start, end, seed_of(known.seed, edges, np.int64(0)))
    number = _passage(units, start, end, edges, np.int64(0), key, known)
    if number >= 0 and known.passages.flags[number] & TURNS:
        if text.documents.langs[d] < 0:
            n = np.int64(wants.counts[3])
            wants.langs[n] = d
            wants.counts[3] += 1
            return end, -1
        lang = np.int64(text.documents.langs[d]) + 1
        key = hash_of(units, start, end, seed_of(known.seed, edges, lang))
        general, number = number, _passage(units, start, end, edges, lang, key, known)
        if number < 0:
            n = np.int64(wants.counts[2])
            note(wants.judgements, n, d, start, end, opening, closing, general)
            wants.counts[2] += 1
            return end, -1
    before, behind = hit, hit + 1
    while before > text.documents.first[d] and hits.starts[before - 1] >= start:
        before -= 1
    while behind < text.documents.first[d + 1] and hits.starts[behind] < end:
        behind += 1
    if number < 0:
        n = np.int64(wants.counts[1])
        note(wants.passages, n, d, start, end, opening, closing, before)
        wants.passages[n, 6], wants.hashes[n] = behind, key
        wants.counts[1] += 1
        return end, -1
    rows.starts[count], rows.ends[count], rows.numbers[count] = start, end, number
    rows.first[count], rows.behind[count], rows.matters[count] = before, behind, 0
    for i in range(before, behind):
        rows.of_hit[i - text.documents.first[d]] = count
    return end, number
