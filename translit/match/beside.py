"""What stands directly before and behind a word, as far as it can make the word a name; looked at once and remembered."""

from __future__ import annotations

import regex

from translit.lexicon.flags import Guard
from translit.match.gate import Gate
from translit.memo import Memo
from translit.text.script import plain

INTRODUCES, BELONGS = 1, 2
"""A preposition, a conjunction or a word such as "city"; a lower-case word that belongs to names."""

_LETTERS = regex.compile(r"\p{L}[\p{L}\p{M}’']*")
BETWEEN = r" \t\u00a0\r\n-"
"""Characters that may stand between a word and the one behind it that says something of it."""

_BEHIND = regex.compile(rf"[{BETWEEN}]+(\p{{L}}[\p{{L}}\p{{M}}’']*)")
_INTRODUCING = Guard.PREPOSITION | Guard.TYPE_BEFORE | Guard.CONJUNCTION | Guard.TYPE_AFTER


class Beside:
    """What the pieces of text beside a word say of it: `before` between the last blank but one and the word, `behind` up to the next."""

    def __init__(self, gate: Gate) -> None:
        self._gate = gate
        self.before, self.behind = Memo(self._before), Memo(self._behind)

    def _before(self, piece: str) -> int:
        words = _LETTERS.findall(piece)
        unknown = INTRODUCES | BELONGS if piece else 0  # punctuation, and perhaps words before it
        return self._said(words[-1]) if words else unknown

    def _behind(self, piece: str) -> int:
        word = _BEHIND.match(piece)
        return self._said(word[1]) if word else 0

    def _said(self, word: str) -> int:
        form, index = plain(word), self._gate.index
        introduces = form in index.phrase_words or index.guard(form, None, _INTRODUCING)
        return (INTRODUCES if introduces else 0) | (BELONGS if self._gate.belongs(form) else 0)
