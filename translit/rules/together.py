"""Several programs run over one word in one pass: what each rule file makes of it, for a fraction of the cost of one after the other."""

from __future__ import annotations

import unicodedata
from collections.abc import Iterator, Sequence

from translit.rules.rewrite import Program, finished
from translit.rules.step import EDGE, MAX_SPELLINGS, Rule, Step, cheapest_first

_MEMO_SIZE = 1 << 13


_Cell = tuple[tuple[str, ...], int, int]
"""What may be written for a stretch of a word, how many characters it takes up, and the programs (one bit each) that say so."""

_Strand = tuple[list[tuple[str, int]], str, int, int]
"""What programs that have agreed so far make of the beginning of a word: texts with their costs, a common end of them, the
programs (one bit each), and how many more characters the last stretch takes up."""


class Together:
    """Programs that read the same words. `texts` gives what the `texts` of each would.

    Each place of a word is looked up once for all programs, by the letters around it that any of their contexts can see;
    programs that write the same are followed as one until they part.
    """

    def __init__(self, programs: Sequence[Program]) -> None:
        self._programs = tuple(programs)
        self._behind = tuple(_behind_one_step(programs))
        done = {number for _, numbers, _ in self._behind for number in numbers}
        rest = {number: program for number, program in enumerate(programs) if number not in done}
        self._joined = [number for number, p in rest.items() if p.normalize == "NFC" and p.steps[0].spans is not None]
        self._alone = [number for number in rest if number not in self._joined]
        self._all = sum(1 << number for number in self._joined)
        self._short = sum(1 << number for number in self._joined if len(programs[number].steps) == 1)
        self._spans: dict[str, tuple[int, int]] = {}
        for number in self._joined:
            for char, (left, right) in (programs[number].steps[0].spans or {}).items():
                so_far = self._spans.get(char, (0, 1))
                self._spans[char] = max(left, so_far[0]), max(right, so_far[1])
        self._edge = EDGE * max((max(span) for span in self._spans.values()), default=0)
        self._by_letter = {char: self._of_letter(char) for char in self._spans}
        self._columns: dict[str, dict[str, tuple[_Cell, ...]]] = {char: {} for char in self._spans}

    def texts(self, word: str, limit: int) -> list[list[str]]:
        """For each program every spelling of one lower-case word, the primary one first."""
        texts: list[list[str]] = [[]] * len(self._programs)
        for members, made in self.parted(word, limit):
            for number in numbers_of(members):
                texts[number] = made
        return texts

    def parted(self, word: str, limit: int) -> list[tuple[int, list[str]]]:
        """The same for programs that agree at once: one bit for each of them, and their texts."""
        if EDGE in word:
            return [(1 << number, program.texts(word, limit)) for number, program in enumerate(self._programs)]
        made = self._parted(unicodedata.normalize("NFC", word), limit)
        return made + [(1 << number, self._programs[number].texts(word, limit)) for number in self._alone]

    def _parted(self, word: str, limit: int) -> list[tuple[int, list[str]]]:
        made: list[tuple[int, list[str]]] = []
        for step, numbers, together in self._behind:
            for members, texts in together._parted(step.apply(word), limit):
                made.append((sum([1 << numbers[number] for number in numbers_of(members)]), texts))
        for found, tail, members, _ in self._strands(word) if self._all else ():
            ready = [(text + tail, cost) for text, cost in found]
            if len(ready) > 1:
                ready = cheapest_first(ready)
            if members & self._short:
                made.append((members & self._short, finished(ready, (), limit)))
            for number in numbers_of(members & ~self._short):
                made.append((1 << number, finished(ready, self._programs[number].steps[1:], limit)))
        return made

    def _strands(self, word: str) -> list[_Strand]:
        padded, edge = f"{self._edge}{word}{self._edge}", len(self._edge)
        spans, memo = self._spans, self._columns
        strands: list[_Strand] = [([("", 0)], "", self._all, 0)]
        shared = ""  # what all strands write since they were last looked at
        level = True  # no strand is ahead of the place
        for position, char in enumerate(word):
            span = spans.get(char)
            if span is None:
                column: tuple[_Cell, ...] = (((char,), 1, self._all),)
            else:
                around = padded[position + edge - span[0] : position + edge + span[1]]
                columns = memo[char]
                known = columns.get(around)
                if known is None:
                    if len(columns) >= _MEMO_SIZE:
                        columns.clear()
                    known = columns[around] = self._column(word, position, padded)
                column = known
            if level and len(column) == 1 and column[0][1] == 1 and len(column[0][0]) == 1:
                shared += column[0][0][0]
                continue
            strands = _after(strands, shared, column)
            shared = ""
            level = not any(strand[3] for strand in strands)
        return [(found, tail + shared, members, ahead) for found, tail, members, ahead in strands] if shared else strands

    def _column(self, word: str, position: int, padded: str) -> tuple[_Cell, ...]:
        always, others = self._by_letter[word[position]]
        members = dict(always)
        for number in others:
            outs, _, width = self._programs[number].steps[0].look(word, position, padded, len(self._edge))
            members[outs, width] = members.get((outs, width), 0) | 1 << number
        return tuple([(outs, width, bits) for (outs, width), bits in members.items()])

    def _of_letter(self, char: str) -> tuple[dict[tuple[tuple[str, ...], int], int], list[int]]:
        """What the programs write for a letter that do so whatever stands around it, and the numbers of the others."""
        always: dict[tuple[tuple[str, ...], int], int] = {}
        others: list[int] = []
        for number in self._joined:
            step = self._programs[number].steps[0]
            if (step.spans or {}).get(char, (0, 1)) == (0, 1):
                outs, _, width = step.segment(char, 0)
                always[outs, width] = always.get((outs, width), 0) | 1 << number
            else:
                others.append(number)
        return always, others


def numbers_of(members: int) -> Iterator[int]:
    """The numbers of the bits that are set."""
    while members:
        yield (members & -members).bit_length() - 1
        members &= members - 1


def _behind_one_step(programs: Sequence[Program]) -> Iterator[tuple[Step, list[int], Together]]:
    """Programs that begin with the same step of single letters, with what is left of them."""
    found: dict[tuple[Rule, ...], list[int]] = {}
    for number, program in enumerate(programs):
        first, *rest = program.steps
        if program.normalize == "NFC" and first.is_of_letters and rest and rest[0].spans is not None:
            found.setdefault(first.rules, []).append(number)
    for numbers in found.values():
        rests = [Program(programs[n].name, programs[n].steps[1:], programs[n].normalize) for n in numbers]
        yield programs[numbers[0]].steps[0], numbers, Together(rests)


def _after(strands: list[_Strand], shared: str, column: tuple[_Cell, ...]) -> list[_Strand]:
    """The strands after one more place, parted where their programs write different things there."""
    following: list[_Strand] = []
    for found, tail, members, ahead in strands:
        tail += shared
        if ahead:
            following.append((found, tail, members, ahead - 1))
            continue
        for outs, width, bits in column:
            common = members & bits
            if not common:
                continue
            if len(outs) == 1:
                following.append((found, tail + outs[0], common, width - 1))
                continue
            more = [(text + tail + out, cost + i) for i, out in enumerate(outs) for text, cost in found]
            if len(more) > MAX_SPELLINGS:
                more = cheapest_first(more)[:MAX_SPELLINGS]
            following.append((more, "", common, width - 1))
    return following
