"""One way to read a word of a text as a word of an entry."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass

from translit.lexicon.flags import AMBIGUOUS, GUARDED, INFLECTED, Source
from translit.match.index import Index
from translit.mention import Method

TRUST: dict[Method, int] = {"exact": 0, "derived": 1, "folded": 2, "fuzzy": 3}
"""The order of trust among the methods: a less trusted reading never displaces a more trusted one."""


@dataclass(frozen=True, slots=True)
class Reading:
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
    def ambiguous(self) -> bool:
        """True for an inflected form that is also the nominative of another name (Васильева)."""
        return bool(self.how & AMBIGUOUS)

    @property
    def guarded(self) -> bool:
        """True for a spelling that is also an ordinary word, a given name or a common surname."""
        return bool(self.how & GUARDED)


def readings_of_word(index: Index, word: int, method: Method, how: int, label: str, cost: float = 0.0) -> Iterable[Reading]:
    """A reading for each place that a word of the lexicon has."""
    for posting in index.postings(word):
        listed = index.entry(posting.entry).names[posting.name]
        name = -1 if listed["aligned"] else posting.name
        exact_needs_list = posting.source in (Source.DAMAGED, Source.PINNED) and method != "exact"
        if not exact_needs_list:
            yield Reading(posting.entry, name, posting.slot, posting.source, method, how, label, cost, listed["lang"], word)
