"""What a passage may come to before it is judged: a look that may expect too much, never too little."""

from __future__ import annotations

from collections.abc import Sequence, Set

import regex

from translit.lexicon.flags import Guard
from translit.match.gate import Gate
from translit.match.index import Index
from translit.memo import Memo
from translit.text.scan import scan
from translit.text.script import plain

_LOWER = regex.compile(r"(?<![\p{L}\p{M}\p{N}_])\p{Ll}[\p{L}\p{M}’']*+")
_LETTERS = regex.compile(r"[\p{L}\p{M}\p{N}]+(?:[’'][\p{L}\p{M}]+)*")
_WORDS = regex.compile(r"\p{L}[\p{L}\p{M}’'.]*+")
_ON_RIVER = regex.compile(r"-\p{Ll}{1,4}-\p{Lu}")
_OPPOSING = Guard.GIVEN | Guard.ELSEWHERE
_INITIAL = 2
"""Letters that an initial has at the most."""


class Company:
    """Whether the words that make a name with a word stand in its passage, whatever they say by themselves."""

    def __init__(self, gate: Gate) -> None:
        self._gate = gate
        self._entries, self._belongs = Memo(self._entries_of), Memo(lambda word: gate.belongs(plain(word)))

    def is_in(self, text: str, wanting: Sequence[tuple[int, str, Set[int]]]) -> bool:
        """True where with one of these words (place, word, entries) stands another of one of its entries."""
        silent, belongs = self._gate.lookup.is_silent, self._belongs
        words = _LETTERS.findall(text)
        if sum(belongs[word] if word[0].islower() else not silent(word) for word in words) < 2:
            return False
        others = [(token.start, self._entries[token.text]) for token in scan(text)]
        others += [(m.start(), self._entries[m[0]]) for m in _LOWER.finditer(text) if belongs[m[0]]]
        return any(
            not entries.isdisjoint(found) and not (place <= other < place + len(word) and len(scan(word)) < 2)
            for place, word, entries in wanting
            for other, found in others
        )

    def _entries_of(self, word: str) -> frozenset[int]:
        lookup = self._gate.lookup
        return frozenset(r.entry for r in (*lookup.by_rule(word), *lookup.near(word)))


class Opposing:
    """Whether a passage may say of a name that it is somebody or something else: by a given name, an initial, a state overseas."""

    def __init__(self, index: Index) -> None:
        self._index = index
        self._words = Memo(self._opposes)

    def among(self, text: str) -> bool:
        """True where a word of the text may say so."""
        words = _WORDS.findall(text)
        if any(map(self._words.__getitem__, words)):
            return True
        pairs = (f"{a} {b}" for a, b in zip(words, words[1:], strict=False) if a[0].islower() == b[0].islower())
        return any(map(self._words.__getitem__, pairs)) or ("-" in text and _ON_RIVER.search(text) is not None)

    def _opposes(self, words: str) -> bool:
        bare = words.rstrip(".")
        if len(bare) <= _INITIAL and not bare.islower():
            return True
        if self._index.guard(plain(words), None, _OPPOSING):
            return True
        return "." in words and any(self._index.guard(plain(form), None, _OPPOSING) for form in (bare, *words.split(".")))
