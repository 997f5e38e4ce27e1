"""The words and passages that were seen, numbered, with what is known of each in arrays."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from typing import Any

import numpy as np
import numpy.typing as npt

from translit.kernels.growing import GrowingLists, Grown
from translit.kernels.layout import INTRODUCED, JUDGED, NEAR, NOT_PARTING, NOTHING, OPEN, PAIRED, SURE, TWICE, Passages, Words
from translit.kernels.number_table import NumberTable
from translit.lexicon.sieve import Hashes
from translit.match.bulk import MOST_KNOWN, Bulk
from translit.match.interest import Interest
from translit.match.passages import Passage

MOST_UNITS = 1 << 24
"""Code points of passages that are remembered, at four bytes each; past them the memory starts anew."""

_MOST_MARKS = 1 << 15


class SeenWords:
    """The words that say anything, numbered from 1; 0 is every other word."""

    def __init__(self, bulk: Bulk) -> None:
        self._bulk = bulk
        self.table = NumberTable()
        self.known: list[tuple[str, Interest]] = [("", Interest())]
        self.flags = Grown(np.uint8)
        self.entries, self.standing, self.paired = GrowingLists(), GrowingLists(), GrowingLists()
        self._broken: dict[str, int] = {}
        self._add(Interest())

    def learn(self, hashes: Hashes, words: Sequence[str]) -> list[int]:
        """Look at new words; what comes back is the number of each."""
        numbers = [0] * len(words)
        for place in self._bulk.speaking([word.encode("utf-8", "surrogatepass") for word in words]):
            interest = self._bulk.gate.examined(words[place])
            if interest is not None:
                numbers[place] = len(self.known)
                self.known.append((words[place], interest))
                self._add(interest)
        self.table.enter(hashes, numbers)
        return numbers

    def broken(self, word: str, interest: Interest) -> int:
        """The number of a word that is hyphenated over a line end, which is another than that of the word elsewhere."""
        if word not in self._broken:
            self._broken[word] = len(self.known)
            self.known.append((word, interest))
            self._add(interest)
        return self._broken[word]

    def _add(self, i: Interest) -> None:
        near = i.introduced or i.initialed or i.anchored or i.joined or i.beside or i.whole
        may = (i.certain and SURE) | (i.introduced and INTRODUCED) | (bool(near) and NEAR) | (bool(i.paired) and PAIRED)
        row = self.flags.append(may | (i.twice and TWICE))
        for lists, entries in ((self.entries, i.entries), (self.standing, i.standing), (self.paired, i.paired)):
            lists.put(row, entries)

    @property
    def is_full(self) -> bool:
        """True where it is time to forget."""
        return self.table.count + len(self._broken) > MOST_KNOWN

    def view(self) -> Words:
        return Words(self.flags.values, self.entries.view(), self.standing.view(), self.paired.view())


class SeenPassages:
    """The passages that were met, by number, with what is known of each; and the pieces between blanks."""

    def __init__(self, parting: Callable[[str], str | None]) -> None:
        self._parting = parting
        self.pieces, self.numbers = NumberTable(), NumberTable()
        self.marks = ["", "", "start", "end"]
        self._mark_numbers: dict[str | None, int] = {None: NOT_PARTING}
        self.edges, self.langs, self.flags = Grown(np.int32), Grown(np.int32), Grown(np.uint8)
        self.texts, self._lists = GrowingLists(), tuple(GrowingLists() for _ in range(6))
        self.written: list[str] = []
        self._written_numbers: dict[str, int] = {}

    @property
    def is_full(self) -> bool:
        """True where it is time to forget."""
        return max(self.pieces.count, self.numbers.count) > MOST_KNOWN or self.texts.size > MOST_UNITS

    def mark(self, piece: str) -> int:
        """The number of what a piece between blanks is."""
        mark = self._parting(piece)
        number = self._mark_numbers.get(mark)
        if number is None:
            number = len(self.marks)
            if number == _MOST_MARKS:
                return NOT_PARTING
            self.marks.append(str(mark))
            self._mark_numbers[mark] = number
        return number

    def add(self, text: npt.NDArray[Any], edges: int, lang: int, flags: int) -> int:
        """A new passage, of which nothing is known but its flags; what comes back is its number."""
        self.edges.append(edges)
        self.langs.append(lang)
        number = self.flags.append(flags)
        self.texts.put(number, text.tolist())
        return number

    def judge(self, number: int, passage: Passage) -> None:
        """Note what a passage says."""
        said, alone = passage.survey, passage.alone
        self.flags.values[number] |= JUDGED | (OPEN if alone is None else 0 if alone else NOTHING)
        edits = [n for start, end, new in alone or () for n in (start, end, self._number(new))]
        said_of = (said.spoken_of, said.against, said.mentioned, said.open, passage.exposed, edits)
        for lists, values in zip(self._lists, said_of, strict=True):
            if values:
                lists.put(number, values)

    def _number(self, written: str) -> int:
        number = self._written_numbers.setdefault(written, len(self.written))
        if number == len(self.written):
            self.written.append(written)
        return number

    def view(self) -> Passages:
        for lists in self._lists:
            lists.make_room(self.flags.count)
        spoken_of, against, mentioned, awaited, exposed, edits = (lists.view() for lists in self._lists)
        flags, texts = self.flags.values, self.texts.view()
        return Passages(
            texts, self.edges.values, self.langs.values, flags, spoken_of, against, mentioned, awaited, exposed, edits
        )
