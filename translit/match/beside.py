"""What stands directly before and behind a word, as far as it can make the word a name; looked at once and remembered."""

from __future__ import annotations

import regex

from translit.lexicon.flags import Guard
from translit.match.gate import Gate
from translit.match.lookup import MEMO_SIZE
from translit.text.script import plain

INTRODUCES, BELONGS = 1, 2
"""A preposition, a conjunction or a word such as "city"; a lower-case word that belongs to names."""

_LETTERS = regex.compile(r"\p{L}[\p{L}\p{M}’']*")
_BEHIND = regex.compile(r"[ \t\u00a0\r\n-]+(\p{L}[\p{L}\p{M}’']*)")
_INTRODUCING = Guard.PREPOSITION | Guard.TYPE_BEFORE | Guard.CONJUNCTION | Guard.TYPE_AFTER


class Before(dict[str, int]):
    """What the piece of text between the last blank but one and a word says of the word."""

    def __init__(self, gate: Gate) -> None:
        self._gate = gate

    def __missing__(self, piece: str) -> int:
        words = _LETTERS.findall(piece)
        unknown = INTRODUCES | BELONGS if piece else 0  # punctuation, and perhaps words before it
        return _kept(self, piece, _said(self._gate, words[-1]) if words else unknown)


class Behind(dict[str, int]):
    """What the piece of text between a word and the next blank but one says of the word."""

    def __init__(self, gate: Gate) -> None:
        self._gate = gate

    def __missing__(self, piece: str) -> int:
        word = _BEHIND.match(piece)
        return _kept(self, piece, _said(self._gate, word[1]) if word else 0)


class Beside:
    """Both sides."""

    def __init__(self, gate: Gate) -> None:
        self.before, self.behind = Before(gate), Behind(gate)


def _said(gate: Gate, word: str) -> int:
    form, index = plain(word), gate.index
    introduces = form in index.phrase_words or index.guard(form, None, _INTRODUCING)
    return (INTRODUCES if introduces else 0) | (BELONGS if gate.belongs(form) else 0)


def _kept(memo: dict[str, int], piece: str, said: int) -> int:
    if len(memo) >= MEMO_SIZE:
        memo.clear()
    memo[piece] = said
    return said
