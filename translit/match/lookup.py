"""What a word of a text may stand for, asked of the index once and remembered."""

from __future__ import annotations

from collections.abc import Sequence

from translit.config import Config
from translit.match.exact import spelled_readings
from translit.match.folded import folded_readings
from translit.match.fuzzy import fuzzy_readings
from translit.match.genitive import with_genitives
from translit.match.index import Index
from translit.match.reading import Reading, Readings
from translit.memo import MEMO_SIZE, Memo
from translit.text.script import plain

_NONE = Readings()


class Lookup:
    """The readings of words under one configuration: exact, derived and folded ones, and apart from them the fuzzy ones."""

    def __init__(self, index: Index, config: Config) -> None:
        self.index, self.config = index, config
        self._kinds, self._methods = frozenset(config.kinds), frozenset(config.methods)
        self._ruled = Memo(lambda word: Readings(with_genitives(self.index, word, self._read(word), self._read)) or _NONE)
        self._near = Memo(lambda word: Readings(self._fuzzy(word)) or _NONE)
        self._silent: set[str] = set()
        self._silent_before: set[str] = set()

    def by_rule(self, word: str) -> Readings:
        """The readings that rules explain, the more trusted first."""
        return _NONE if self.is_silent(word) else self._ruled[word]

    def near(self, word: str) -> Readings:
        """The readings that no rule explains, the cheapest first; none with `fuzzy="off"`."""
        return _NONE if self.is_silent(word) else self._near[word]

    def is_silent(self, word: str) -> bool:
        """True for a word of which it is kept in mind that it has no readings."""
        return word in self._silent or word in self._silent_before

    def remember_silent(self, words: Sequence[str]) -> None:
        """Keep in mind that these words have no readings of either kind, where that was found otherwise.

        At least as many of the last ones are kept as there are other words that bulk folding knows: to look at one of them
        again costs a hundred times as much as to look at it among many.
        """
        if len(self._silent) + len(words) > MEMO_SIZE:
            self._silent_before, self._silent = self._silent, set()
        self._silent.update(words)

    def belongs(self, lower: str, gap: str, neighbour: str) -> bool:
        """True for a lower-case word that may be a word of a name: listed so, or the article of the name that follows."""
        form = plain(lower)
        if form in self.index.lower or (gap == "-" and form in self.index.hyphened):
            return True
        if not neighbour or form not in self.index.articles:
            return False
        entries = {r.entry for r in self.by_rule(lower) if r.name < 0}
        return any(r.entry in entries for r in (self.by_rule(neighbour) or self.near(neighbour)))

    def _read(self, word: str) -> list[Reading]:
        found = self._wanted(spelled_readings(self.index, word))
        if "folded" not in self._methods:
            return found
        entries = {r.entry for r in found}
        return found + [r for r in self._wanted(folded_readings(self.index, word, self.config.lang)) if r.entry not in entries]

    def _fuzzy(self, word: str) -> Sequence[Reading]:
        if self.config.fuzzy == "off" or "fuzzy" not in self._methods:
            return ()
        if word[-1:].isdecimal() and self.by_rule(word[:-1]):
            return ()  # the mark of a footnote behind a known word, not a damaged letter
        known = frozenset(r.entry for r in self.by_rule(word) if not r.inflected)
        return self._wanted(fuzzy_readings(self.index, word, known))

    def _wanted(self, readings: list[Reading]) -> list[Reading]:
        found = [r for r in readings if r.method in self._methods]
        return [r for r in found if (kind := self.index.entry(r.entry).kind) == "" or kind in self._kinds]
