"""What stands around a word: the neighbours that support a reading, and those that speak against it."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Literal, NamedTuple

import regex

from translit.lexicon.flags import Guard
from translit.match.index import Index
from translit.match.language import Language
from translit.text.scan import Token
from translit.text.script import plain

Gap = Literal["space", "hyphen", "comma", "particle", "initial", ""]

_SPACE = regex.compile(r"[ \t\u00a0\u202f\u2009]*(?:(?:\r\n|\n|\r)[ \t]*)?")
_HYPHEN = regex.compile(r"[-‐‑–]")
_COMMA = regex.compile(r",[ \t\u00a0]+")
_INITIAL = regex.compile(r"\.[ \t\u00a0]*(?:(?:\r\n|\n|\r)[ \t]*)?")
_PARTICLES = regex.compile(r"[ \t\u00a0]+((?:[\p{Ll}’']+[ \t\u00a0-]*){1,3})")
_BETWEEN_PARTICLES = regex.compile(r"[\s-]+")
_WORDS_BEFORE = regex.compile(r"[\p{L}\p{M}\p{N}][\p{L}\p{M}\p{N}.’'\-]*")
_WORD_BEHIND = regex.compile(r"[ \t\u00a0\n-]+([\p{L}\p{M}]+)")
_BEFORE_SPAN = 64
_PHRASE_WORDS = 4


def gap_between(text: str, left: Token, right: Token, index: Index) -> Gap:
    """How two neighbouring candidate words are joined; "" where they are not parts of one name."""
    gap = text[left.stop : right.start]
    if not gap or len(gap) > 24:
        return ""
    if _SPACE.fullmatch(gap):
        return "space"
    if _HYPHEN.fullmatch(gap):
        return "hyphen"
    if _COMMA.fullmatch(gap):
        return "comma"
    if _INITIAL.fullmatch(gap) and is_initial(left.text):
        return "initial"
    if _INITIAL.fullmatch(gap) and index.guard(plain(left.text)) & Guard.ABBREVIATION:
        return "space"
    particles = _PARTICLES.fullmatch(gap)
    if particles and all(index.guard(plain(w)) & Guard.PARTICLE for w in _BETWEEN_PARTICLES.split(particles.group(1)) if w):
        return "particle"
    return ""


def is_initial(word: str) -> bool:
    """True for a single letter, or two where one Cyrillic letter takes two (Yu, Ya, Zh, Ch, Kh, Sh, Ts)."""
    return len(word) == 1 or word in ("Yu", "Ya", "Ye", "Yo", "Zh", "Ch", "Kh", "Sh", "Ts", "Ju", "Ja", "Dz")


class Around(NamedTuple):
    """Words around a span: the phrases before it (longest first), the word behind it, and whether a line ends there."""

    before: tuple[str, ...]
    after: str


def around(text: str, start: int, end: int) -> Around:
    """The phrases of up to four words directly before `start`, lower case, and the word directly behind `end`."""
    chunk = text[max(0, start - _BEFORE_SPAN) : start]
    stripped = chunk.rstrip(" \t\u00a0\n\r\"“„«‘'’(")
    if len(chunk) - len(stripped) == 0 or "\n\n" in chunk[len(stripped) :] or stripped[-1:] in ";:!?—–":
        before: tuple[str, ...] = ()
    else:
        words = _WORDS_BEFORE.findall(stripped)[-_PHRASE_WORDS:] if stripped[-1:].isalnum() or stripped[-1:] == "." else []
        before = tuple(" ".join(words[i:]).lower() for i in range(len(words)))
    behind = _WORD_BEHIND.match(text, end, end + 40)
    return Around(before, behind.group(1).lower() if behind else "")


def has(index: Index, phrases: Sequence[str], flag: int, lang: Language | None = None) -> bool:
    """True where one of the phrases (with or without a closing stop) is known to be `flag` in the language."""
    for phrase in phrases:
        if not index.said[phrase] & flag:
            continue
        if index.guard(plain(phrase), lang, flag) or (phrase[-1:] == "." and index.guard(plain(phrase.rstrip(".")), lang, flag)):
            return True
    return False
