"""The words and passages that were seen, numbered, with what is known of each in arrays."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from typing import Any

import numpy as np
import numpy.typing as npt

from translit.kernels.growing import GrowingLists, Grown
from translit.kernels.layout import INTRODUCED, JUDGED, NEAR, NOT_PARTING, NOTHING, OPEN, PAIRED, SURE, Passages, Words
from translit.kernels.number_table import NumberTable
from translit.lexicon.sieve import Hashes
from translit.match.bulk import MOST_KNOWN, Bulk
from translit.match.gate import Interest
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

    def _add(self, i: Interest) -> None:
        near = bool(i.introduced or i.joined or i.initialed or i.beside)
        sure = i.alone and not i.introduced
        self.flags.append(
            (sure and SURE) | (i.introduced and INTRODUCED) | (i.may_change and near and NEAR) | (bool(i.paired) and PAIRED)
        )
        self.entries.append(i.entries)
        self.standing.append(i.standing)
        self.paired.append(i.paired)

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
        self.texts, self.spoken_of, self.against = GrowingLists(), GrowingLists(), GrowingLists()
        self.mentioned, self.exposed, self.edits = GrowingLists(), GrowingLists(), GrowingLists()
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
        self.texts.append(text)
        for lists in (self.spoken_of, self.against, self.mentioned, self.exposed, self.edits):
            lists.append(())
        return self.flags.append(flags)

    def judge(self, number: int, passage: Passage) -> None:
        """Note what a passage says."""
        said, alone = passage.survey, passage.alone
        self.flags.values[number] |= JUDGED | (OPEN if alone is None else 0 if alone else NOTHING)
        self.spoken_of.put(number, said.spoken_of)
        self.against.put(number, said.against)
        self.mentioned.put(number, said.mentioned)
        self.exposed.put(number, said.exposed)
        self.edits.put(number, [n for start, end, new in alone or () for n in (start, end, self._number(new))])

    def _number(self, written: str) -> int:
        number = self._written_numbers.setdefault(written, len(self.written))
        if number == len(self.written):
            self.written.append(written)
        return number

    def view(self) -> Passages:
        lists = (self.spoken_of, self.against, self.mentioned, self.exposed, self.edits)
        return Passages(
            self.texts.view(), self.edges.values, self.langs.values, self.flags.values, *(each.view() for each in lists)
        )
