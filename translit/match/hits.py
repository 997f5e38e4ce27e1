"""The words of a document that say anything: which of them may change, and which others speak of the same entries."""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator, Sequence, Set

import regex

from translit.lexicon.flags import NAME_LIKE, Guard
from translit.match.beside import BELONGS, BETWEEN, INTRODUCES, Beside
from translit.match.gate import Gate
from translit.match.interest import NONE, Hit, is_named_whole
from translit.match.passages import Document, Edit, Found, Passages, edits
from translit.text.script import plain

_FEW = 8
"""Words up to which a document is short: to tell its language costs more than to judge a few passages in vain."""

_BESIDE = 100
"""Code points within which words can be parts of one name."""

_MOST_WORDS = 12
"""Words on either side that can be parts of one name, or of one that competes with it."""

_REACH = 8
_INITIAL = re.compile(r"\w\.\s*$")
_NEXT = re.compile(rf"[^{BETWEEN}]")
_LETTERS = regex.compile(r"\p{L}+")


class Hits:
    """The words of a document that say anything, in order."""

    def __init__(self, document: Document, hits: Sequence[Hit], gate: Gate, beside: Beside) -> None:
        self.document, self.text, self.hits, self.gate, self.beside = document, document.text, hits, gate, beside
        self._is_long = len(hits) > _FEW

    def edits(self, passages: Passages) -> Sequence[Edit]:
        """What is written in the document, in order."""
        changing = self.changing()
        if not changing:
            return ()
        found = self._around(passages, changing)
        for _, _, passage in found:
            if passage.alone != []:
                return edits(self._with_others(passages, found, changing))
        return ()  # where nothing is written whatever else the document says, nothing else is asked

    def changing(self) -> list[int]:
        """The numbers of the words that may change, for all that the words beside them and elsewhere say."""
        twice = self._met_twice()
        return [number for number, hit in enumerate(self.hits) if self._may_change(number, hit, twice)]

    def _may_change(self, number: int, hit: Hit, twice: Set[int]) -> bool:
        _, word, i = hit
        if i.certain or i.anchored or (i.introduced and not self._is_long):
            return True
        if i.paired and not twice.isdisjoint(i.paired):
            return True
        if i.joined and self.belongs_beside(number):
            return True
        if (i.introduced or i.beside or i.whole or i.initialed) and self.changes_beside(number):
            return True
        return i.introduced and not self.gate.index.flags(word, self.document.language, NAME_LIKE)

    def belongs_beside(self, number: int) -> bool:
        """True where a lower-case word that belongs to names stands beside a word."""
        return self._beside(*self.hits[number][:2]) & BELONGS != 0

    def changes_beside(self, number: int) -> bool:
        """True where a word may change for an introduction, an initial, or a word that says something beside it."""
        place, word, i = self.hits[number]
        if i.introduced and self._beside(place, word) & INTRODUCES:
            return True
        if i.beside and self._has_beside(number, i.beside):
            return True
        if i.whole and is_named_whole(i, (self.hits[n][2] for n in self._together(number))):
            return True
        return i.initialed and _INITIAL.search(self.text, max(self.document.start, place - _REACH), place) is not None

    def _met_twice(self) -> Set[int]:
        """The entries that two different words speak of, as far as anything turns on that."""
        if len(self.hits) < 2 or not any(map(_paired, self.hits)):
            return NONE
        known = {word: interest for _, word, interest in self.hits}
        wanted = set[int]().union(*(i.paired for i in known.values()))
        once: set[int] = set()
        twice: set[int] = set()
        for interest in known.values():
            spoken_of = wanted & interest.entries
            twice |= once & spoken_of
            once |= spoken_of
        return twice

    def _around(self, passages: Passages, numbers: Iterable[int]) -> list[Found]:
        return passages.around(self.document, [self.hits[n][0] for n in numbers])

    def _with_others(self, passages: Passages, first: list[Found], changing: list[int]) -> list[Found]:
        """The passages in which something may be written, and those that speak of the entries on which it turns."""
        found = {passage[0]: passage for passage in first}
        looked_at, asked, new = set(changing), set[int](), first
        while new:
            entries = set[int]().union(*(p.exposed for _, _, p in new if p.alone != [])) - asked
            asked |= entries
            numbers = [n for n in self._speaking_of(entries) if n not in looked_at] if entries else []
            looked_at.update(numbers)
            new = [p for p in self._around(passages, numbers) if p[0] not in found]
            found.update((p[0], p) for p in new)
        return [found[start] for start in sorted(found)]

    def _speaking_of(self, entries: Set[int]) -> Iterator[int]:
        """The words that may stand for one of the entries, or may with another word beside them."""
        for number, (_, _, i) in enumerate(self.hits):
            if entries.isdisjoint(i.entries):
                continue
            if not entries.isdisjoint(i.standing) or self._has_beside(number, entries & i.entries):
                yield number

    def _beside(self, place: int, word: str) -> int:
        """What the words directly before and behind a word say of it."""
        first, end = self.document.start, place + len(word)
        blank = self.text.rfind(" ", first, max(first, place - 1))
        word_behind = _NEXT.search(self.text, end, min(self.document.stop, end + _BESIDE))
        behind = self.text.find(" ", word_behind.start() if word_behind else end, self.document.stop)
        stop = behind if behind >= 0 else self.document.stop
        before = self.text[max(first, blank + 1, place - _BESIDE) : place]
        return self.beside.before[before] | self.beside.behind[self.text[end : min(stop, end + _BESIDE)]]

    def _has_beside(self, number: int, entries: Set[int]) -> bool:
        """True where a word of one of these entries stands beside the word."""
        _, word, interest = self.hits[number]
        for step in (-1, 1):
            here = number
            for other in range(number + step, number + step * (_MOST_WORDS + 1), step):
                if not 0 <= other < len(self.hits) or abs(self.hits[other][0] - self.hits[here][0]) > 2 * _BESIDE:
                    break
                here = other
                _, near, said = self.hits[other]
                if near == word and not interest.twice:
                    continue
                if not entries.isdisjoint(said.entries) and self._is_joined(*sorted((number, other))):
                    return True
        return False

    def _together(self, number: int) -> range:
        """The words that may be parts of one name with a word, itself included."""
        first, last = number, number
        while first > max(0, number - _MOST_WORDS) and self._may_be_joined(first - 1):
            first -= 1
        while last < min(len(self.hits) - 1, number + _MOST_WORDS) and self._may_be_joined(last):
            last += 1
        return range(first, last + 1)

    def _is_joined(self, first: int, last: int) -> bool:
        """True where nothing ends a name between two words: there is white space, an initial, unknown names, particles."""
        return all(self._may_be_joined(n) for n in range(first, last))

    def _may_be_joined(self, left: int) -> bool:
        place, word, _ = self.hits[left]
        gap = self.text[place + len(word) : self.hits[left + 1][0]]
        if gap == " ":
            return True
        words = (plain(word) for word in _LETTERS.findall(gap) if word[0].islower())
        return len(gap) <= _BESIDE and all(self.gate.index.guard(w) & Guard.PARTICLE or self.gate.belongs(w) for w in words)


def _paired(hit: Hit) -> frozenset[int]:
    return hit[2].paired
