"""Bulk folding by compiled loops: the words and the passages of texts are numbered, and what is known of them lies in arrays.

The loops go through a text by themselves. What they meet for the first time – a word, a piece between blanks, a passage, the
language of a document – they list; it is looked at here, and the loops go through those documents again.
"""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator, Sequence

import numpy as np

from translit.kernels.known import Knowledge
from translit.kernels.layout import (
    ASKED,
    JUDGED,
    LOCAL,
    MAY_CHANGE,
    OPPOSES,
    TURNS,
    Documents,
    Hashes,
    Hits,
    Ints,
    Results,
    Rows,
    Text,
    Wants,
)
from translit.kernels.scan import has_break
from translit.kernels.settle import settle
from translit.kernels.tables import number_of
from translit.match.broken import broken_words
from translit.match.passages import Alone, Document, Edit, Found, edits
from translit.text.units import breaks, units_of

_LONG = 40
"""Words that say anything from which on the language of a document is told before it is asked for."""

_MOST_ROUNDS = 60
_NOTED = 1 << 13


class Compiled:
    """Finds what is written in documents; safe to use from one thread at a time."""

    def __init__(self, known: Knowledge, language_of: Callable[[str], str | None], alone: Alone) -> None:
        self.known, self.language_of, self.alone = known, language_of, alone

    def edits(self, text: str, starts: Sequence[int], stops: Sequence[int]) -> Iterator[tuple[int, Iterable[Edit]]]:
        """The documents of a text in which anything is written, in order, with what: their numbers, and edits in code points."""
        self.known.forget()
        yield from _Look(self, text, starts, stops).edits()


class _Look:
    """One look at the documents of a text."""

    def __init__(self, compiled: Compiled, text: str, starts: Sequence[int], stops: Sequence[int]) -> None:
        self._compiled, self._known, self._text = compiled, compiled.known, text
        self._asked: dict[int, Document] = {}
        self._units = units_of(text)
        self._hits = self._with_broken(self._known.scan(self._units, text), starts, stops)
        first = np.searchsorted(self._hits.starts, np.array([*starts, len(text) + 1], np.int32)).astype(np.int32)
        langs = np.full(len(starts), -1, np.int32)
        self._documents = Documents(np.array(starts, np.int32), np.array(stops, np.int32), first, langs)

    def edits(self) -> Iterator[tuple[int, Iterable[Edit]]]:
        """What is written in each document in which anything is."""
        known, documents, hits = self._known, self._documents, self._hits
        changing = np.flatnonzero(known.words.flags.values[hits.numbers] & MAY_CHANGE)
        calling = np.searchsorted(documents.starts, hits.starts[changing], "right") - 1
        called = calling[np.diff(calling, prepend=-1) != 0]
        if not len(called):
            return
        results = self._settled(called.astype(np.int32))
        cuts, done = results.cuts[called].tolist(), results.done[called].tolist()
        lists = (results.edits, results.passages, results.spoken_of)
        edits, passages, spoken_of = (each[:count].tolist() for each, count in zip(lists, results.counts.tolist(), strict=True))
        written = known.seen.written
        for d, (a, c, e, b, x, f), settled in zip(called.tolist(), cuts, done, strict=True):
            if not settled:
                yield d, self._compiled.alone(self._text, int(documents.starts[d]), int(documents.stops[d]))
                continue
            found = [(start, end, written[number]) for start, end, number in edits[a:b]]
            if x > c:
                found += self._left(d, passages[c:x], spoken_of[e:f])
                found.sort()
            if found:
                yield d, found

    def _with_broken(self, hits: Hits, starts: Sequence[int], stops: Sequence[int]) -> Hits:
        """The words that say anything with those that are hyphenated over a line end."""
        if not has_break(self._units):
            return hits
        places = breaks(self._units)
        within = places < np.array(stops, np.int64)[np.searchsorted(starts, places, "right") - 1]
        words = list(broken_words(self._text, self._known.gate.interest, (places[within] - 1).tolist()))
        begun = np.array([place for place, _, _ in words], np.int32)
        numbers = np.array([self._known.words.broken(word, interest) for _, word, interest in words], np.int32)
        where = np.searchsorted(hits.starts, begun, "right")
        return Hits(*(np.insert(all_, where, new) for all_, new in zip(hits, (begun, begun, numbers), strict=True)))

    def _settled(self, todo: Ints) -> Results:
        """What the documents come to, as far as the loops can tell."""
        known, documents = self._known, self._documents
        text = Text(self._units, documents, self._hits)
        long = todo[documents.first[todo + 1] - documents.first[todo] > _LONG]
        told_ahead = known.asks_language
        if told_ahead:
            self._tell_languages(long)
        most = int((documents.first[todo + 1] - documents.first[todo]).max(initial=0))
        total = 2 * len(self._hits.starts) + 16
        rows = Rows(*(np.zeros(most + 1, np.int32) for _ in range(7)))
        results = Results(
            np.zeros((total, 3), np.int32), np.zeros((total, 6), np.int32), np.zeros(4 * total + 1024, np.int32),
            np.zeros((len(documents.starts), 6), np.int32), np.zeros(len(documents.starts), np.bool_), np.zeros(3, np.int32),
        )  # fmt: skip
        wants = Wants(
            np.zeros((4 * total, 2), np.int32), np.zeros(4 * total, np.uint64), np.zeros(_NOTED, np.uint64), np.zeros((total, 7), np.int32), np.zeros(total, np.uint64),
            np.zeros((total, 6), np.int32), np.zeros(total, np.int32),
            np.zeros((total, 3), np.int32), np.zeros(5, np.int32),
        )  # fmt: skip
        for _ in range(_MOST_ROUNDS if len(todo) else 0):
            wants.counts[:], wants.noted[:] = 0, 0
            settle(text, todo, known.view(), known.marks(), rows, wants, results)
            if not wants.counts.any():
                break
            self._learn(wants)
            todo = todo[~results.done[todo]]
        if not told_ahead:
            known.count_long(len(long), int((documents.langs[long] >= 0).sum()))
        return results

    def _learn(self, wants: Wants) -> None:
        known = self._known
        pieces, passages, judgements, langs, speaking = wants.counts.tolist()
        known.learn_pieces(self._text, wants.pieces[:pieces], wants.keys[:pieces])
        for d in set(wants.langs[:langs].tolist()):
            self._documents.langs[d] = known.lang(self._document(d).language.code or "")
        for start, end, number in wants.speaking[:speaking].tolist():
            known.ask(number, self._text[start:end])
        for row in [*self._met(wants.passages[:passages], wants.hashes[:passages]), *wants.judgements[:judgements].tolist()]:
            self._judge(*row)

    def _document(self, d: int) -> Document:
        found = self._asked.get(d)
        if found is None:
            start, stop = int(self._documents.starts[d]), int(self._documents.stops[d])
            found = self._asked[d] = Document(self._text, start, stop, self._compiled.language_of)
        return found

    def _tell_languages(self, documents: Ints) -> None:
        """Tell the languages of documents in which it will hardly not be asked for."""
        for d in documents.tolist():
            self._documents.langs[d] = self._known.lang(self._document(d).language.code or "")

    def _met(self, passages: Ints, hashes: Hashes) -> Iterator[list[int]]:
        """Note passages that were not met before; what comes back are those to be judged."""
        known, seen = self._known, self._known.seen
        _, once = np.unique(hashes, return_index=True)
        wanted: list[list[int]] = []
        numbers = []
        for d, start, end, opening, closing, first, behind in passages[once].tolist():
            hits = [
                (place, *known.words.known[number])
                for place, number in zip(
                    self._hits.starts[first:behind].tolist(), self._hits.numbers[first:behind].tolist(), strict=True
                )
            ]
            flags = known.outlook(self._document(d), start, end, hits)
            number = seen.add(self._units[start:end], opening << 16 | closing, 0, flags)
            numbers.append(number)
            if flags & LOCAL:
                wanted.append([d, start, end, opening, closing, number])
        seen.numbers.enter(hashes[once], numbers)
        return iter(wanted)

    def _judge(self, d: int, start: int, end: int, opening: int, closing: int, number: int) -> None:
        """Have a passage judged, for the language of its document where that matters."""
        known, seen = self._known, self._known.seen
        document, edges = self._document(d), opening << 16 | closing
        passage, turns = known.passages.judged(document, start, end, self._key(start, end, opening, closing), keep=False)
        if not turns:
            if not seen.flags.values[number] & JUDGED:
                seen.judge(number, passage)
            return
        seen.flags.values[number] |= TURNS
        lang = self._documents.langs[d] = known.lang(document.language.code or "")
        units = self._units[start:end]
        key = known.key(units, edges, lang + 1)
        if number_of(seen.numbers.view, key) < 0:
            special = seen.add(units, edges, lang + 1, int(seen.flags.values[number]) & (LOCAL | ASKED | OPPOSES))
            seen.judge(special, passage)
            seen.numbers.enter([key], [special])

    def _key(self, start: int, end: int, opening: int, closing: int) -> tuple[str, str, str]:
        marks = self._known.seen.marks
        return marks[opening], self._text[start:end], marks[closing]

    def _left(self, d: int, passages: Sequence[Sequence[int]], spoken_of: Iterable[int]) -> list[Edit]:
        """What is written in the passages in which that turns on what the document says elsewhere."""
        document, known = self._document(d), self._known
        found: list[Found] = []
        for start, end, opening, closing, _, _ in passages:
            passage, _ = known.passages.judged(document, start, end, self._key(start, end, opening, closing))
            found.append((start, end, passage))
        return edits(found, spoken_of)
