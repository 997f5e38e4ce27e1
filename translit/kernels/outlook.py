"""What a passage may come to before it is judged: a look that may expect too much, never too little."""

from __future__ import annotations

from collections.abc import Sequence, Set
from itertools import chain

import regex

from translit.lexicon.flags import Guard
from translit.match.evidence import ON_RIVER
from translit.match.gate import Gate
from translit.match.index import Index
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


class Company:
    """Whether the words that make a name with a word stand in its passage, whatever they say by themselves."""

    def __init__(self, gate: Gate) -> None:
        self._gate, self._entries = gate, Memo(self._entries_of)

    def is_in(self, pieces: Sequence[str], anchored: set[int], joined: set[int]) -> bool:
        """True where two words of a passage, given as its pieces between blanks, are words of one of the `anchored` entries, or of
        one of the `joined` and one of them is written small.
        """
        said = list(map(self._entries.__getitem__, pieces))
        wanted = anchored.union(*(joined & entries for _, small in said for entries in small))
        if not wanted:
            return False
        met: set[int] = set()
        for entries in chain.from_iterable(capital + small for capital, small in said):
            found = wanted & entries
            if not met.isdisjoint(found):
                return True
            met |= found
        return False

    def _entries_of(self, piece: str) -> tuple[list[Set[int]], list[Set[int]]]:
        """The entries of each word of a piece that has any: of those with a capital, and of the small ones."""
        lookup, word = self._gate.lookup, piece.strip(_AROUND)
        if lookup.is_silent(word):
            return [], []
        capital = () if word.islower() and word.isalpha() else (token.text for token in scan(piece))
        small = (word for word in _LOWER.findall(piece) if self._gate.belongs(plain(word)))
        found = [[lookup.by_rule(w).entries | lookup.near(w).entries for w in words] for words in (capital, small)]
        return [entries for entries in found[0] if entries], [entries for entries in found[1] if entries]


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
