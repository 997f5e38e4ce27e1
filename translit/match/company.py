"""Whether the words of a name that stand together, one or more of them damaged, tell whose name it is."""

from __future__ import annotations

import math
from collections.abc import Mapping

from translit.lexicon.flags import NAME_LIKE, Guard
from translit.match.assemble import Assembler
from translit.match.index import CompiledEntry, Index
from translit.match.neighbours import Neighbours
from translit.match.reading import Reading

UNKNOWN_EDIT = 1.0
"""The cost of an edit that is no known confusion: Micron is not Macron. Only another word of the name outweighs one."""

SLIP = 0.3
"""The cost of what typing and transcribing do without a change of sound: a letter doubled, an h, y for i."""

OTHER_FORM = 0.75
"""The cost of what may be the same name in another transcription: Yasir, Yasser."""

SHORT_WORD, LONG_WORD, VERY_LONG_WORD = 5, 6, 8
_KNOWN, _SIMILAR, _TWO_KNOWN = 0.5, 0.7, 0.95
"""The cost of one of the known confusions, of one with a doubled letter, and of two."""
_TOGETHER = 1.5
"""The cost that two damaged words may have together."""


class Company:
    """Weighs the words that stand beside a damaged one in one document; `links` are words of one entry by their places."""

    def __init__(self, index: Index, assembler: Assembler, words: Neighbours) -> None:
        self.index, self.assembler, self.words = index, assembler, words

    def is_common(self, entry: CompiledEntry, reading: Reading) -> bool:
        """True where the word of the entry is also a usual name, or an ordinary word that is not long."""
        word = entry.words[reading.slot]
        return bool(self.index.flags(word) & (NAME_LIKE if len(word) < VERY_LONG_WORD else Guard.GIVEN | Guard.SURNAME))

    def agree(self, entry: CompiledEntry, links: Mapping[int, Reading]) -> bool:
        """True where the words of a name, one or more of them damaged, tell together whose name it is."""
        slots = [links[place].slot for place in sorted(links)]
        damaged = [r for r in links.values() if r.method == "fuzzy"]
        intact = len(links) - len(damaged)
        if entry.kind not in ("person", ""):
            return slots == list(range(len(entry.words))) and bool(intact) and len(damaged) == 1
        if intact > 1:
            return len(damaged) == 1
        if len(links) > 2:
            return False
        family = entry.family or {len(entry.words) - 1}
        surname = next((place for place, r in links.items() if r.slot in family), None)
        given = next((place for place, r in links.items() if r.slot not in family), None)
        if surname is None or given is None or (links[surname].guarded and self._is_longer_name(links)):
            return False
        return self._is_pair(entry, given, surname, links)

    def _is_longer_name(self, links: Mapping[int, Reading]) -> bool:
        """True where a given name stands before the words, or another name behind: Hafiz Mohammed Saeed, Charles Michael Schwab."""
        before, behind = min(links) - 1, max(links) + 1
        gap, tokens = self.assembler.gap, self.assembler.tokens
        if gap(before) == "space" and self.words.is_given(tokens[before].text):
            return True
        return gap(behind - 1) == "space" and not self.index.flags(tokens[behind].text) & Guard.WORD

    def _is_pair(self, entry: CompiledEntry, given: int, surname: int, links: Mapping[int, Reading]) -> bool:
        """True where a given name and a surname, one or both damaged, are those of the entry."""
        first, last = links[given], links[surname]
        most = self._most_of_surname(entry, surname, last)
        if first.method != "fuzzy":
            return last.cost <= most
        if last.method != "fuzzy":
            return first.cost <= self._most_of_given(entry, given, first, last)
        both = self._is_rare(entry, last) and max(first.cost, last.cost) <= min(UNKNOWN_EDIT, most)
        return both and first.cost + last.cost <= _TOGETHER

    def may_agree(self, entry: CompiledEntry, links: Mapping[int, Reading]) -> bool:
        """True where the words of a name, one of them damaged, are likely its own, though not for sure."""
        damaged = [r for r in links.values() if r.method == "fuzzy"]
        intact = [r for r in links.values() if r.method != "fuzzy"]
        if entry.kind not in ("person", "") or len(damaged) != 1 or not intact or damaged[0].cost > UNKNOWN_EDIT:
            return False
        long = max(len(entry.words[r.slot]) for r in links.values()) >= LONG_WORD
        usual = all(self.index.flags(entry.words[r.slot]) & Guard.SURNAME for r in intact)
        return long and (not usual or damaged[0].cost <= OTHER_FORM)

    def _is_rare(self, entry: CompiledEntry, reading: Reading) -> bool:
        """True for a word of the name that is neither short nor an ordinary word nor a usual name."""
        return len(entry.words[reading.slot]) >= SHORT_WORD and not self.is_common(entry, reading)

    def _most_of_surname(self, entry: CompiledEntry, place: int, surname: Reading) -> float:
        """How far a surname may be from the entry's beside the given name: a name that others bear must sound the same."""
        flags = 0 if surname.method != "fuzzy" else self.index.flags(self.assembler.tokens[place].text)
        if surname.guarded and surname.method == "fuzzy":
            return _SIMILAR
        if flags & (Guard.SURNAME | Guard.BORNE):
            return SLIP if flags & Guard.SURNAME else OTHER_FORM
        return math.inf if len(entry.words[surname.slot]) >= LONG_WORD else OTHER_FORM

    def _most_of_given(self, entry: CompiledEntry, place: int, given: Reading, surname: Reading) -> float:
        """How far a given name may be from the entry's beside the surname: the rarer the surname, the farther."""
        family, length = entry.words[surname.slot], len(entry.words[given.slot])
        named = self.index.flags(self.assembler.tokens[place].text) & Guard.GIVEN
        if len(family) >= SHORT_WORD and not self.index.flags(family) & (Guard.SURNAME | Guard.GIVEN):
            longest = max(len(family), length)
            return math.inf if longest >= LONG_WORD and not named else _TWO_KNOWN if longest >= VERY_LONG_WORD else OTHER_FORM
        if length >= VERY_LONG_WORD and not given.guarded:
            return UNKNOWN_EDIT
        return _SIMILAR if length >= LONG_WORD else _KNOWN if length >= SHORT_WORD else SLIP
