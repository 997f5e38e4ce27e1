"""What documents come to: which of their passages matter, and what is written in those."""

from __future__ import annotations

import numpy as np

from translit.kernels.compiling import compiled, inner
from translit.kernels.layout import (
    ASKED,
    INTRODUCED,
    JUDGED,
    LOCAL,
    MAY_CHANGE,
    NOTHING,
    OPEN,
    OPPOSES,
    PAIRED,
    TWICE,
    Ints,
    Known,
    Lists,
    Marks,
    Passages,
    Results,
    Rows,
    Text,
    Wants,
    Words,
)  # fmt: skip
from translit.kernels.locate import locate, note

FEW = 8
"""Words up to which a document is short: to tell its language costs more than to judge a few passages in vain."""

_MOST_WORDS, _NEAR = 12, 200
"""How many words away another word of a name may stand, and how many code points from one to the next."""


@inner
def _holds(lists: Lists, number: int, marks: Ints, look: int) -> bool:
    """True where an entry of a list is marked."""
    # numba has no generators in `any`
    for i in range(np.int64(lists.first[number]), np.int64(lists.behind[number])):  # noqa: SIM110
        if marks[lists.values[i]] == look:
            return True
    return False


@inner
def _mark(lists: Lists, number: int, marks: Ints, look: int) -> bool:
    """Mark the entries of a list; True where one was not marked."""
    new = False
    for i in range(np.int64(lists.first[number]), np.int64(lists.behind[number])):
        if marks[lists.values[i]] != look:
            marks[lists.values[i]] = look
            new = True
    return new


@inner
def _mark_twice(text: Text, d: int, words: Words, marks: Marks, look: int) -> None:
    """Mark the entries of which two different words of a document speak."""
    for hit in range(np.int64(text.documents.first[d]), np.int64(text.documents.first[d + 1])):
        word = np.int64(text.hits.numbers[hit])
        if marks.words[word] == look:
            continue
        marks.words[word] = look
        for i in range(words.entries.first[word], words.entries.behind[word]):
            entry = words.entries.values[i]
            if marks.once[entry] == look:
                marks.twice[entry] = look
            marks.once[entry] = look


@inner
def _may_change(text: Text, d: int, rows: Rows, row: int, known: Known, marks: Marks, look: int) -> int:
    """1 where a word of a passage may change, 0 where none does, -1 where it turns on the language of the document."""
    if known.passages.flags[rows.numbers[row]] & LOCAL:
        return 1
    documents, words = text.documents, known.words
    is_long = documents.first[d + 1] - documents.first[d] > FEW
    unknown = 0
    for hit in range(rows.first[row], rows.behind[row]):
        word = np.int64(text.hits.numbers[hit])
        if words.flags[word] & INTRODUCED:
            if not is_long or (documents.langs[d] >= 0 and known.foreign[documents.langs[d], word]):
                return 1
            if documents.langs[d] < 0:
                unknown = -1
        if words.flags[word] & PAIRED and _holds(words.paired, word, marks.twice, look):
            return 1
    return unknown


@inner
def _has_beside(text: Text, d: int, hit: int, words: Words, marks: Marks, look: int) -> bool:
    """True where another word of one of the exposed entries of a word stands near it."""
    word, starts = np.int64(text.hits.numbers[hit]), text.hits.starts
    marks.looks[1] += 1
    sign = np.int64(marks.looks[1])
    for i in range(words.entries.first[word], words.entries.behind[word]):
        if marks.exposed[words.entries.values[i]] == look:
            marks.beside[words.entries.values[i]] = sign
    for step in (-1, 1):
        other = hit + step
        while text.documents.first[d] <= other < text.documents.first[d + 1] and abs(other - hit) <= _MOST_WORDS:
            if abs(starts[other] - starts[other - step]) > _NEAR:
                break
            near = np.int64(text.hits.numbers[other])
            if (near != word or words.flags[word] & TWICE) and _holds(words.entries, near, marks.beside, sign):
                return True
            other += step
    return False


@inner
def _is_judged(rows: Rows, row: int, text: Text, d: int, passages: Passages, wants: Wants) -> bool:
    """True where a passage was judged; else it is wanted."""
    number = np.int64(rows.numbers[row])
    if passages.flags[number] & JUDGED:
        return True
    edges = np.int64(passages.edges[number])
    note(
        wants.judgements,
        np.int64(wants.counts[2]),
        d,
        np.int64(rows.starts[row]),
        np.int64(rows.ends[row]),
        edges >> 16,
        edges & 0xFFFF,
        number,
    )
    wants.counts[2] += 1
    return False


@inner
def _changing(text: Text, d: int, known: Known, marks: Marks, rows: Rows, wants: Wants) -> tuple[int, bool, bool]:
    """The passages of a document in which a word may change: how many rows there are, whether all is known, whether any writes."""
    look, words, passages = np.int64(marks.looks[0]), known.words, known.passages
    first, behind = np.int64(text.documents.first[d]), np.int64(text.documents.first[d + 1])
    count, done = np.int64(0), np.int64(text.documents.starts[d])
    complete, paired, writes = True, False, False
    for hit in range(first, behind):
        flags = words.flags[text.hits.numbers[hit]] & MAY_CHANGE
        if flags & PAIRED:
            paired = True
        if flags and text.hits.starts[hit] >= done:
            done, number = locate(text, d, hit, known, wants, rows, count)
            if number < 0:
                complete = False
            else:
                count += 1
    if paired:
        _mark_twice(text, d, words, marks, look)
    for row in range(count):
        changes = _may_change(text, d, rows, row, known, marks, look)
        rows.matters[row] = changes > 0
        if changes < 0:
            wants.langs[wants.counts[3]] = d
            wants.counts[3] += 1
            complete = False
        elif changes > 0:
            if not _is_judged(rows, row, text, d, passages, wants):
                complete = False
            elif not passages.flags[rows.numbers[row]] & NOTHING:
                writes = True
    return count, complete, writes


@inner
def _add_others(text: Text, d: int, known: Known, marks: Marks, rows: Rows, wants: Wants, count: int) -> bool:
    """Add the passages that speak of the entries on which it turns what is written; True where all is known."""
    look, passages, complete, more = np.int64(marks.looks[0]), known.passages, True, True
    while more and complete:
        more = False
        for row in range(count):
            if rows.matters[row] == 1:
                rows.matters[row] = 2
                number = np.int64(rows.numbers[row])
                if _mark(passages.against, number, marks.against, look):
                    more = True
                if not passages.flags[number] & NOTHING:
                    awaited = _mark(passages.awaited, number, marks.awaited, look)
                    if _mark(passages.exposed, number, marks.exposed, look) or awaited:
                        more = True
        if not more:
            break
        for hit in range(np.int64(text.documents.first[d]), np.int64(text.documents.first[d + 1])):
            row = np.int64(rows.of_hit[hit - text.documents.first[d]])
            if row >= 0 and rows.matters[row]:
                continue
            word = np.int64(text.hits.numbers[hit])
            if not _holds(known.words.entries, word, marks.exposed, look):
                continue
            if not (
                _holds(known.words.standing, word, marks.exposed, look) or _has_beside(text, d, hit, known.words, marks, look)
            ):
                continue
            if row < 0:
                row = count
                _, number = locate(text, d, hit, known, wants, rows, count)
                if number < 0:
                    complete = False
                    continue
                count += 1
            # an entry against which nothing is said, and that nothing awaits, could only be spoken against here
            if not (
                _holds(known.words.entries, word, marks.against, look)
                or _holds(known.words.entries, word, marks.awaited, look)
                or _holds(known.words.paired, word, marks.exposed, look)
            ):
                flags = passages.flags[rows.numbers[row]]
                if not flags & ASKED:
                    n = np.int64(wants.counts[4])
                    wants.speaking[n, 0], wants.speaking[n, 1], wants.speaking[n, 2] = (
                        rows.starts[row],
                        rows.ends[row],
                        rows.numbers[row],
                    )
                    wants.counts[4] += 1
                    complete = False
                if not flags & OPPOSES:
                    continue
            rows.matters[row] = 1
            if not _is_judged(rows, row, text, d, passages, wants):
                complete = False
    return complete


@inner
def _gather(text: Text, d: int, known: Known, marks: Marks, rows: Rows, results: Results) -> bool:
    """What is written in a document, and what is left to `edits`; False where there is no room for it."""
    look, passages, counts = np.int64(marks.looks[0]), known.passages, results.counts
    hits = text.documents.first[d + 1] - text.documents.first[d]
    last, spoken_of = -1, counts[2]
    for hit in range(hits):
        row = np.int64(rows.of_hit[hit])
        if row >= 0 and row != last and rows.matters[row]:
            number = np.int64(rows.numbers[row])
            for i in range(passages.spoken_of.first[number], passages.spoken_of.behind[number]):
                entry = passages.spoken_of.values[i]
                if marks.spoken_of[entry] != look:
                    if counts[2] == len(results.spoken_of):
                        return False
                    marks.spoken_of[entry] = look
                    results.spoken_of[counts[2]] = entry
                    counts[2] += 1
            _mark(passages.against, number, marks.against, look)
        last = row
    last, left = -1, counts[1]
    for hit in range(hits):
        row = np.int64(rows.of_hit[hit])
        if row >= 0 and row != last and rows.matters[row]:
            number, start = np.int64(rows.numbers[row]), np.int64(rows.starts[row])
            if passages.flags[number] & OPEN or _holds(passages.mentioned, number, marks.against, look):
                edges = np.int64(passages.edges[number])
                note(
                    results.passages,
                    np.int64(counts[1]),
                    start,
                    np.int64(rows.ends[row]),
                    edges >> 16,
                    edges & 0xFFFF,
                    number,
                    number,
                )
                counts[1] += 1
            else:
                for i in range(passages.edits.first[number], passages.edits.behind[number], 3):
                    n = counts[0]
                    if n == len(results.edits):
                        return False
                    results.edits[n, 0] = start + passages.edits.values[i]
                    results.edits[n, 1] = start + passages.edits.values[i + 1]
                    results.edits[n, 2] = passages.edits.values[i + 2]
                    counts[0] += 1
        last = row
    if counts[1] == left:
        counts[2] = spoken_of
    return True


@compiled
def settle(text: Text, todo: Ints, known: Known, marks: Marks, rows: Rows, wants: Wants, results: Results) -> None:
    """What the documents of `todo` come to, into `results`, as far as all is known; the rest into `wants`."""
    for n in range(len(todo)):
        d = np.int64(todo[n])
        marks.looks[0] += 1
        for hit in range(text.documents.first[d + 1] - text.documents.first[d]):
            rows.of_hit[hit] = -1
        for i in range(3):
            results.cuts[d, i] = results.counts[i]
        count, complete, writes = _changing(text, d, known, marks, rows, wants)
        if complete and writes:
            complete = _add_others(text, d, known, marks, rows, wants, count)
            if complete:
                complete = _gather(text, d, known, marks, rows, results)
        for i in range(3):
            results.cuts[d, 3 + i] = results.counts[i]
        results.done[d] = complete
