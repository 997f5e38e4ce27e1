"""What a passage may come to before it is judged: a look that may expect too much, never too little."""

from __future__ import annotations

from collections.abc import Iterable, Sequence, Set
from itertools import chain
from typing import NamedTuple

import regex

from translit.lexicon.flags import Guard
from translit.match.evidence import ON_RIVER
from translit.match.gate import Gate
from translit.match.index import Index
from translit.match.reading import Name
from translit.memo import Memo
from translit.text.scan import scan
from translit.text.script import plain

_LOWER = regex.compile(r"(?<![\p{L}\p{M}\p{N}_])\p{Ll}[\p{L}\p{M}’']*+")
_WORDS = regex.compile(r"\p{L}[\p{L}\p{M}’'.]*+")
_AROUND = '.,;:!?()"“”'
_OPPOSING = Guard.GIVEN | Guard.ELSEWHERE
_INITIAL = 2
"""Letters that an initial has at the most."""

_NOT, _MAY, _DOES = range(3)
"""Whether a piece says that a name is somebody or something else: no, with the word behind it, by itself."""


class _Said(NamedTuple):
    """A word: the entries that it may be a word of, those by their form or near it, and the words of names that count whole."""

    entries: Set[int]
    loose: Set[int]
    parts: Sequence[tuple[Name, int]]


class Company:
    """Whether the words that make a name with a word stand in its passage, whatever they say by themselves."""

    def __init__(self, gate: Gate) -> None:
        self._gate, self._small, self._capital = gate, Memo(self._small_words), Memo(self._capital_words)

    def is_in(self, pieces: Sequence[str], anchored: Set[int], joined: Set[int]) -> bool:
        """True where a passage, given as its pieces between blanks, holds a whole name of one of the `anchored` entries, or of
        one of the `joined` and one of its words is small, or two words of such an entry.
        """
        small = list(chain.from_iterable(map(self._small.__getitem__, pieces)))
        joined = joined & set[int]().union(*[word.entries for word in small]) if small else frozenset()
        wanted = anchored | joined
        if not wanted:
            return False
        met: set[int] = set()
        names: dict[Name, set[int]] = {}
        for word in chain(small, chain.from_iterable(map(self._capital.__getitem__, pieces))):
            if wanted.isdisjoint(word.entries):
                continue
            if not met.isdisjoint(word.loose):
                return True
            met |= joined & word.loose
            for name, slot in word.parts:
                if name[0] in wanted:
                    names.setdefault(name, set()).add(slot)
        entry_of = self._gate.index.entry
        return any(len(slots) >= entry_of(entry).length(name) for (entry, name), slots in names.items())

    def _small_words(self, piece: str) -> Sequence[_Said]:
        """The small words of a piece that belong to names."""
        if piece.islower() and piece.isalpha() and not self._gate.belongs(plain(piece)):
            return ()
        return self._of_entries(word for word in _LOWER.findall(piece) if self._gate.belongs(plain(word)))

    def _capital_words(self, piece: str) -> Sequence[_Said]:
        """The words of a piece with a capital that are words of entries."""
        if piece.islower() or self._gate.lookup.is_silent(piece.strip(_AROUND)):
            return ()
        return self._of_entries(token.text for token in scan(piece))

    def _of_entries(self, words: Iterable[str]) -> Sequence[_Said]:
        return [said for said in map(self._said, words) if said.entries]

    def _said(self, word: str) -> _Said:
        ruled, near = self._gate.lookup.by_rule(word), self._gate.lookup.near(word)
        loose = near.entries.union(r.entry for r in ruled if r.name < 0)
        return _Said(ruled.entries | near.entries, loose, [((r.entry, r.name), r.slot) for r in ruled if r.name >= 0])


class Opposing:
    """Whether a passage may say of a name that it is somebody or something else: by a given name, an initial, a state overseas."""

    def __init__(self, index: Index) -> None:
        self._index = index
        self._heads = {phrase.split(" ", 1)[0] for phrase in index.guarded_phrases if index.guard(phrase, None, _OPPOSING)}
        self._pieces = Memo(self._of_piece)

    def among(self, pieces: Sequence[str]) -> bool:
        """True where a word of a passage, given as its pieces between blanks, or two words together may say so."""
        most = max(map(self._pieces.__getitem__, pieces), default=_NOT)
        if most != _MAY:
            return most == _DOES
        words = _WORDS.findall(" ".join(pieces))
        return any(self._opposes(f"{a} {b}") for a, b in zip(words, words[1:], strict=False) if a[0].islower() == b[0].islower())

    def _of_piece(self, piece: str) -> int:
        words = _WORDS.findall(piece)
        if any(map(self._opposes, words)) or ("-" in piece and ON_RIVER.search(piece) is not None):
            return _DOES
        return _NOT if all(plain(form) not in self._heads for word in words for form in (word, word.split(".")[-1])) else _MAY

    def _opposes(self, words: str) -> bool:
        bare = words.rstrip(".")
        if len(bare) <= _INITIAL and not bare.islower():
            return True
        if self._index.guard(plain(words), None, _OPPOSING):
            return True
        return "." in words and any(self._index.guard(plain(form), None, _OPPOSING) for form in (bare, *words.split(".")))
