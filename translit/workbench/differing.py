"""Which texts two lexicons can read differently: those with a word that does not stand for the same in both."""

from __future__ import annotations

import re
from dataclasses import fields

from translit.match.counts import runs, words_of
from translit.match.lookup import Lookup
from translit.match.reading import Reading
from translit.memo import Memo
from translit.normalizer import Normalizer
from translit.text.script import plain

_BROKEN = re.compile(r"\w[-\u00ad‐][ \t]*[\r\n]")
_WORD = re.compile(r"[^\W\d_]+")
_MEMO_SIZE = 1_000_000
_OF_ALL_WORDS = ("particles", "phrases", "patronymics", "noun_capitals", "well_listed", "own_names")
"""What an index knows that acts on any text."""

Signature = tuple[object, ...]


class Differing:
    """Compares the words of texts under two lexicons with one configuration.

    What folding makes of a text depends on its words alone, on their readings and on what is known of them, so a text
    without a word that differs cannot change. A text with a word broken over a line end is always compared.
    """

    def __init__(self, old: Normalizer, new: Normalizer) -> None:
        self._sides = tuple(_Side(Lookup(norm.lexicon.index, norm.config)) for norm in (old, new))
        self._differs = Memo(self._word_differs, _MEMO_SIZE)
        one, other = (side.index for side in self._sides)
        self._always = any(getattr(one, name) != getattr(other, name) for name in _OF_ALL_WORDS)
        known = [(index.lower, index.hyphened) for index in (one, other)]
        words = frozenset().union(*(lower | hyphened for lower, hyphened in known))
        self._lower = frozenset(w for w in words if self._word_differs(w) or _kinds_of(w, known[0]) != _kinds_of(w, known[1]))

    def __call__(self, text: str) -> bool:
        """False for a text in which both lexicons find the same."""
        if self._always or (_BROKEN.search(text) is not None and self._has_difference):
            return True
        if any(self._differs[word] for run in set(runs(text)) for word in words_of(run)):
            return True
        return bool(self._lower) and not self._lower.isdisjoint(_WORD.findall(plain(text)))

    @property
    def _has_difference(self) -> bool:
        return self._sides[0].index.store.digest != self._sides[1].index.store.digest

    def _word_differs(self, word: str) -> bool:
        one, other = self._sides
        return one.signature(word) != other.signature(word)


class _Side:
    """One of the two lexicons: what its words stand for, without the numbers that differ from lexicon to lexicon."""

    def __init__(self, lookup: Lookup) -> None:
        self.lookup, self.index = lookup, lookup.index
        self._entries: dict[int, int] = {}

    def signature(self, word: str) -> Signature:
        """All that matching knows of a word."""
        readings = self.lookup.by_rule(word)
        near = self.lookup.near(word)
        return self.index.guard(plain(word)), *map(self._reading, readings), *map(self._reading, near)

    def _reading(self, r: Reading) -> Signature:
        return self._entry(r.entry), r.name, r.slot, r.source, r.method, r.how, r.label, r.cost, r.lang

    def _entry(self, number: int) -> int:
        if number not in self._entries:
            entry = self.index.entry(number)
            self._entries[number] = hash(repr([getattr(entry, f.name) for f in fields(entry) if f.name != "number"]))
        return self._entries[number]


def _kinds_of(word: str, known: tuple[frozenset[str], frozenset[str]]) -> tuple[bool, bool]:
    return word in known[0], word in known[1]
