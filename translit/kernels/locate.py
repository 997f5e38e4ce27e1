"""The passage around a word: from parting word to parting word."""

from __future__ import annotations

import numpy as np

from translit.kernels.compiling import inner
from translit.kernels.layout import AT_END, AT_START, NOT_PARTING, TURNS, Ints, Known, Rows, Table, Text, Units, Wants
from translit.kernels.tables import hash_of, number_of, seed_of

_BLANK = 32


@inner
def _left(units: Units, first: int, place: int, seed: np.uint64, pieces: Table) -> tuple[int, int, int]:
    """Where the passage around a place begins, the mark before it, and -1; or the stretch of a piece that is not known."""
    blank = place - 1
    while blank >= first and units[blank] != _BLANK:
        blank -= 1
    while blank >= first:
        before = blank - 1
        while before >= first and units[before] != _BLANK:
            before -= 1
        mark = number_of(pieces, hash_of(units, before + 1, blank, seed))
        if mark < 0:
            return before + 1, blank, 0
        if mark > NOT_PARTING:
            return blank + 1, mark, -1
        blank = before
    return first, AT_START, -1


@inner
def _right(units: Units, place: int, stop: int, seed: np.uint64, pieces: Table) -> tuple[int, int, int]:
    """Where the passage around a place ends, the mark behind it, and -1; or the stretch of a piece that is not known."""
    blank = place
    while blank < stop and units[blank] != _BLANK:
        blank += 1
    while blank < stop:
        behind = blank + 1
        while behind < stop and units[behind] != _BLANK:
            behind += 1
        mark = number_of(pieces, hash_of(units, blank + 1, behind, seed))
        if mark < 0:
            return blank + 1, behind, 0
        if mark > NOT_PARTING:
            return blank, mark, -1
        blank = behind
    return stop, AT_END, -1


@inner
def _passage(units: Units, start: int, end: int, edges: int, lang: int, known: Known) -> int:
    """The number of a passage, -1 where it is not known."""
    number = number_of(known.numbers, hash_of(units, start, end, seed_of(known.seed, edges, lang)))
    if number < 0:
        return -1
    passages = known.passages
    at = passages.texts.first[number]
    if passages.edges[number] != edges or passages.langs[number] != lang or passages.texts.behind[number] - at != end - start:
        return -1
    for i in range(end - start):
        if passages.texts.values[at + i] != units[start + i]:
            return -1
    return number


@inner
def locate(text: Text, d: int, hit: int, known: Known, wants: Wants, rows: Rows, count: int) -> tuple[int, int]:
    """Put the passage around a word into row `count`; what comes back is its end, and its number or -1."""
    units, hits = text.units, text.hits
    first, stop = np.int64(text.documents.starts[d]), np.int64(text.documents.stops[d])
    place = np.int64(hits.starts[hit])
    start, opening, unknown = _left(units, first, place, known.seed, known.pieces)
    if unknown < 0:
        end, closing, unknown = _right(units, place, stop, known.seed, known.pieces)
        piece, behind = end, closing
    else:
        end, closing, piece, behind = place, 0, start, opening
    if unknown >= 0:
        n = np.int64(wants.counts[0])
        wants.pieces[n, 0], wants.pieces[n, 1] = piece, behind
        wants.counts[0] += 1
        return place + 1, -1
    edges = opening << 16 | closing
    number = _passage(units, start, end, edges, np.int64(0), known)
    if number >= 0 and known.passages.flags[number] & TURNS:
        if text.documents.langs[d] < 0:
            n = np.int64(wants.counts[3])
            wants.langs[n] = d
            wants.counts[3] += 1
            return end, -1
        general, number = number, _passage(units, start, end, edges, np.int64(text.documents.langs[d]) + 1, known)
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
        wants.passages[n, 6] = behind
        wants.counts[1] += 1
        return end, -1
    rows.starts[count], rows.ends[count], rows.numbers[count] = start, end, number
    rows.first[count], rows.behind[count], rows.matters[count] = before, behind, 0
    for i in range(before, behind):
        rows.of_hit[i - text.documents.first[d]] = count
    return end, number


@inner
def note(wanted: Ints, n: int, a: int, b: int, c: int, d: int, e: int, f: int) -> None:
    wanted[n, 0], wanted[n, 1], wanted[n, 2], wanted[n, 3], wanted[n, 4], wanted[n, 5] = a, b, c, d, e, f
