"""One way to read a word of a text as a word of an entry."""

from __future__ import annotations

from collections.abc import Callable, Iterable
from functools import cached_property
from typing import NamedTuple

from translit.lexicon.flags import AMBIGUOUS, BRIEF, GUARDED, INFLECTED, Source
from translit.match.index import Index
from translit.mention import Method

TRUST: dict[Method, int] = {"exact": 0, "derived": 1, "folded": 2, "fuzzy": 3}
"""The order of trust among the methods: a less trusted reading never displaces a more trusted one."""


Spelling = tuple[int, int, str]
"""An entry, a spelling of it, both by number, and the rule that takes another word for it; "" for the spelling itself."""

GENITIVE = "a genitive in -s"
"""The label of a name with an -s behind it."""


class Reading(NamedTuple):
    """A word read as word `slot` of a name of `entry` (numbers of the index).

    `name` is -1 where the name's words correspond to those of the canonical form, so that words of several names of
    the entry can stand side by side (Vladimir Zelenskyy); else the number of the name.
    """

    entry: int
    name: int
    slot: int
    source: Source
    method: Method
    how: int
    label: str
    cost: float = 0.0
    lang: str | None = None
    word: int = -1

    @property
    def inflected(self) -> bool:
        """True for a form in another case than the nominative."""
        return bool(self.how & INFLECTED)

    @property
    def spelling(self) -> Spelling:
        """What is alike in words that are spelled alike: of listed spellings and their case forms the spelling, of others the rule, too."""
        listed = self.method == "exact" or (self.inflected and self.label != GENITIVE)
        return self.entry, self.word, "" if listed else self.label

    @property
    def ambiguous(self) -> bool:
        """True for an inflected form that is also the nominative of another name (Васильева)."""
        return bool(self.how & AMBIGUOUS)

    @property
    def guarded(self) -> bool:
        """True for a spelling that is also an ordinary word, a given name or a common surname."""
        return bool(self.how & GUARDED)

    @property
    def brief(self) -> bool:
        """True for a fold key of few sounds, and a short word with other diacritics: something beside it must speak for the entry."""
        return bool(self.how & BRIEF)


Name = tuple[int, int]
"""Which name of which entry: `entry` and `name` of a reading."""


class Readings(tuple[Reading, ...]):
    """All readings of a word, the more trusted first; what assembling asks of them is worked out once."""

    @cached_property
    def by_name(self) -> dict[Name, list[Reading]]:
        """The readings as words of each name."""
        found: dict[Name, list[Reading]] = {}
        for reading in self:
            found.setdefault((reading.entry, reading.name), []).append(reading)
        return found

    @cached_property
    def _best(self) -> dict[Name, list[Reading]]:
        return {}

    def best(self, name: Name) -> list[Reading]:
        """The readings as words of a name, the best for each of its words."""
        known = self._best.get(name)
        if known is None:
            known = self._best[name] = best_by_slot(self.by_name.get(name, ()))
        return known

    @cached_property
    def entries(self) -> frozenset[int]:
        """The entries of which the word may be a word."""
        return frozenset(reading.entry for reading in self)

    def standing(self, may_stand_alone: Callable[[Reading], bool]) -> dict[Name, list[Reading]]:
        """Those that may stand alone, the best for each word of a name; remembered, so always asked with the same function."""
        known: dict[Name, list[Reading]] | None = self.__dict__.get("_standing")
        if known is None:
            found = {name: [r for r in readings if may_stand_alone(r)] for name, readings in self.by_name.items()}
            known = self.__dict__["_standing"] = {name: best_by_slot(readings) for name, readings in found.items() if readings}
        return known


def best_by_slot(readings: Iterable[Reading]) -> list[Reading]:
    """The best of the readings as each word of a name."""
    best: dict[int, Reading] = {}
    for reading in readings:
        old = best.get(reading.slot)
        if old is None or _preference(reading) < _preference(old):
            best[reading.slot] = reading
    return list(best.values())


def _preference(reading: Reading) -> tuple[bool, bool, int, int, int]:
    return reading.source is Source.EXONYM, reading.inflected, TRUST[reading.method], int(reading.source), reading.how & ~3


def readings_of_word(index: Index, word: int, method: Method, how: int, label: str, cost: float = 0.0) -> Iterable[Reading]:
    """A reading for each place that a word of the lexicon has."""
    for posting in index.postings(word):
        listed = index.entry(posting.entry).names[posting.name]
        name = -1 if listed["aligned"] else posting.name
        exact_needs_list = posting.source in (Source.DAMAGED, Source.PINNED) and method != "exact"
        if not exact_needs_list:
            yield Reading(posting.entry, name, posting.slot, posting.source, method, how, label, cost, listed["lang"], word)
