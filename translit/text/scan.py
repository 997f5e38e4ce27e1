"""The words of a text that can be part of a name."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from typing import NamedTuple

import regex

from translit.text.script import APOSTROPHES, LINE_HYPHENS

SEPARATORS = r"\x00-&(-/:-@\[-^{}-\x7f\s\x80-\xa9\xab-\xb3\xb6-\xb9\xbb-\xbf\u2000-\u2017\u201a-\u2031\u2033-\u206f\u3000-\u3003"
"""Characters that stand inside no word: white space and the common punctuation, without apostrophes and the bar, which OCR writes
for a letter."""

_INNER = regex.escape(APOSTROPHES)
WORD = (
    rf"(?:\p{{Lu}}|\p{{Lt}}|\p{{Lo}}|\p{{Georgian}})[\p{{L}}\p{{M}}]*+(?:(?:[0158]|\|(?=\p{{Ll}}))[\p{{L}}\p{{M}}]*+)*+"
    rf"(?:[{_INNER}][\p{{L}}\p{{M}}]++)*+(?![\p{{N}}_])"
)
"""A word that can be part of a name: its first letter is a capital or has no case. Digits stand only inside, where OCR put one for
a letter, and so does a bar, but not one that parts the cells of a table; apostrophes stand between letters."""

_CANDIDATE = regex.compile(rf"(?<![\p{{L}}\p{{M}}\p{{N}}_]){WORD}")
_BREAK = regex.compile(rf"[{LINE_HYPHENS}](\r\n|\n|\r)[ \t]*([\p{{Ll}}\p{{M}}]+)(?![\p{{L}}\p{{M}}\p{{N}}_])")
_POSSESSIVE = regex.compile(rf"[{_INNER}](?:s|S)$")
_ELISION = regex.compile(rf"^(?:[LlDdNnSsJj]|[Qq]u|[Dd]ell|[Nn]ell|[Aa]ll|[Ss]ull)[{_INNER}](?=\p{{Lu}})")
_LOWER_BEFORE = regex.compile(r"(?<![\p{L}\p{M}\p{N}_])(\p{Ll}[\p{L}\p{M}’']*+)[ \u00a0\n\r-]{1,2}$")
_LOWER_AFTER = regex.compile(r"[ \u00a0\n\r-]{1,2}(\p{Ll}[\p{L}\p{M}’']*+)(?![\p{N}_])")
_LONGEST = 32
_LONGEST_WORD = 80
"""Letters: no name has a longer word, and looking up a run of letters costs more than its length."""


class Token(NamedTuple):
    """A word that can be part of a name: code points `start`–`end` of the text.

    `text` is the word without a possessive ending. `joined`, where the word is hyphenated over a line end, is the
    whole word, `joined_end` its end and `newline` the line end that stands inside.
    """

    start: int
    end: int
    text: str
    joined: str = ""
    joined_end: int = 0
    newline: str = ""

    @property
    def stop(self) -> int:
        """Where the word ends, the part behind a line end included."""
        return self.joined_end or self.end


def scan(text: str, zones: Sequence[tuple[int, int]] = ()) -> list[Token]:
    """The candidate words of a text, in order, outside the protected zones.

    >>> [t.text for t in scan("Gen. Syrsky’s troops left Kiev-based units")]
    ['Gen', 'Syrsky', 'Kiev']
    >>> scan("Zelen-\\nsky said")[0].joined
    'Zelensky'
    """
    tokens: list[Token] = []
    zone = 0
    for match in _CANDIDATE.finditer(text):
        start, end = match.span()
        while zone < len(zones) and zones[zone][1] <= start:
            zone += 1
        if zone < len(zones) and zones[zone][0] < end:
            continue
        if end - start > _LONGEST_WORD:
            continue
        word = match.group()
        if not word.isalpha():
            start, end, word = _bare(start, end, word)
        tokens.append(_token(text, start, end, word))
    return tokens


def with_lower(tokens: Sequence[Token], text: str, belongs: Callable[[str, str, str], bool]) -> list[Token]:
    """The tokens with the lower-case words beside them that are words of names (Сумська область, mer Noire, Moon Jae-in).

    `belongs` tells of a lower-case word, what stands between, and the neighbour whether the word is one.
    """
    found: list[Token] = []
    for token in tokens:
        start = found[-1].stop if found else 0
        before = _LOWER_BEFORE.search(text, max(start, token.start - _LONGEST), token.start)
        if before is not None and before.start(1) >= start and belongs(before.group(1), " ", token.text):
            found.append(Token(before.start(1), before.end(1), before.group(1)))
        found.append(token)
        after = _LOWER_AFTER.match(text, token.stop)
        while after is not None and belongs(after.group(1), text[after.start()], ""):
            found.append(Token(after.start(1), after.end(1), after.group(1)))
            after = _LOWER_AFTER.match(text, after.end(1))
    return found


def _bare(start: int, end: int, word: str) -> tuple[int, int, str]:
    possessive = _POSSESSIVE.search(word)
    if possessive:
        end -= len(word) - possessive.start()
        word = word[: possessive.start()]
    elision = _ELISION.match(word)
    if elision:
        start += elision.end()
        word = word[elision.end() :]
    return start, end, word


def _token(text: str, start: int, end: int, word: str) -> Token:
    if end < len(text) and text[end] in LINE_HYPHENS:
        broken = _BREAK.match(text, end)
        if broken is not None:
            return Token(start, end, word, word + broken.group(2), broken.end(), broken.group(1))
    return Token(start, end, word)
