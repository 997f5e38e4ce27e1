"""Exact mode: listed spellings, letter for letter, replaced in bulk; no document is weighed.

Only what needs no evidence is found: full names of several words, and single words that are no ordinary word, given name or
common surname and stand beside no other name. Where an Aho–Corasick wheel is installed (the extra `fast`) it finds the
spellings; without one the words of a text are looked up. Both find the same.
"""

from __future__ import annotations

import re
import unicodedata
from bisect import bisect_right
from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass, field
from operator import itemgetter

from translit.config import Config, Zone
from translit.lexicon.flags import NAME_LIKE, Guard, Source
from translit.match.index import CompiledEntry, Index
from translit.match.searches import BestSearch, Search
from translit.memo import Memo
from translit.rewrite import as_written
from translit.text.script import APOSTROPHES
from translit.text.zones import code_zones, in_protected_phrase, short_zones

_SHORTEST = 4
"""Letters that a single word has at the least: shorter ones are mostly something else."""

_UNLISTED = (Source.FORMER, Source.DAMAGED, Source.PINNED)
_ELISION = re.compile(rf"(?:\b[LlDdNnSsJj]|\b[Qq]u|\b(?:[Dd]e|[Nn]e|[Aa]|[Ss]u)ll)[{re.escape(APOSTROPHES)}]$")
_POSSESSIVE = re.compile(rf"[{re.escape(APOSTROPHES)}][sS](?!\w)")
_BLANK, _CLOSED = frozenset(("", " ", "\n")), frozenset(("", " ", "\n", ",", ";", ")"))
"""What stands around a word that is in no URL, address or file name; elsewhere the stretch is looked at."""
_BLANKS, _LINKS, _NEXT = frozenset((" ", "\u00a0")), frozenset(("-", ",")), frozenset((" ", "\u00a0", "-", ","))
_OPEN = frozenset(("", " ", ",", ".", "\n", ";", ":", "(", ")"))
_BEFORE = re.compile(r"(\w[\w'’.-]*)[ \u00a0]$")
_BEHIND = re.compile(r"(?:[ \u00a0]|-|, )(\w[\w'’-]*)")
_HARMLESS = Guard.WORD | Guard.DEMONYM | Guard.TYPE_BEFORE | Guard.TYPE_AFTER | Guard.PREPOSITION

_NAMING = Guard.GIVEN | Guard.SURNAME | Guard.RANK | Guard.ELSEWHERE
"""What a neighbour must not be: a word of a person's name, a rank, a state overseas."""


@dataclass(frozen=True, slots=True)
class Spelling:
    """A listed spelling: what is written in its place, and whose it is.

    `single` is True for one word; `phrases` are the protected ones with a word of it; `changes` is True where another
    word is written.
    """

    text: str
    replacement: str
    entry: int
    single: bool
    phrases: tuple[str, ...] = ()
    changes: bool = field(init=False)

    def __post_init__(self) -> None:
        object.__setattr__(self, "changes", self.replacement != self.text)


@dataclass(frozen=True, slots=True)
class Hit:
    """A spelling found in a text, at code points `start`–`end`."""

    start: int
    end: int
    spelling: Spelling


class Literal:
    """The spellings of a lexicon that need no evidence."""

    def __init__(self, index: Index, config: Config, search: Callable[[list[str]], Search] = BestSearch) -> None:
        self.index, self.config = index, config
        self._free, self._harmless = Memo(self._ends_free), Memo(self._is_harmless)
        listed = dict(_without_rivals(self._listed()))
        self._all = list(listed.values())
        changing = {text for text, s in listed.items() if s.replacement != text}
        # a spelling that stays counts for `fold` only where it stands around one that changes: New York in York
        self._folding = [s for s in self._all if s.text in changing or _holds(s.text, changing)]
        self._make = search
        self._searches: dict[bool, Search] = {}

    def prepare(self) -> None:
        """Load what finds spellings now, the compiled loop where numba is installed."""
        self.fold("")
        for search in self._searches.values():
            if isinstance(search, BestSearch):
                search.prepare()

    def fold(self, text: str) -> str:
        """The text with every spelling replaced."""
        parts: list[str] = []
        position = 0
        for start, end, spelling in self._found(text, True):
            if spelling.changes:
                parts += (text[position:start], spelling.replacement)
                position = end
        return "".join((*parts, text[position:])) if parts else text

    def hits(self, text: str) -> Iterator[Hit]:
        """The spellings in a text, leftmost and longest first, in order."""
        return (Hit(*found) for found in self._found(text, False))

    def _found(self, text: str, folding: bool) -> Iterator[tuple[int, int, Spelling]]:
        """Where spellings stand; with `folding` those alone that matter for `fold`."""
        spellings = self._folding if folding else self._all
        if not spellings:
            return
        if folding not in self._searches:
            self._searches[folding] = self._make([s.text for s in spellings])
        code = code_zones(text, self.config.protect)
        position = 0
        for start, minus_end, number in self._searches[folding](text):
            if start < position:
                continue
            end = -minus_end
            spelling = spellings[number if number >= 0 else -1 - number]
            if number >= 0 and not self._stands(text, start, end, spelling):
                continue
            if code and spelling.changes and _overlaps(code, start, end):
                continue
            if spelling.phrases and spelling.changes and in_protected_phrase(text, start, end, spelling.phrases):
                continue
            position = end
            yield start, end, spelling

    def _stands(self, text: str, start: int, end: int, spelling: Spelling) -> bool:
        """True where a spelling stands alone, apart from other names, and outside the zones without white space."""
        before, behind = text[start - 1 : start], text[end : end + 1]
        if not (before in _OPEN and behind in _OPEN) and not stands_alone(text, start, end):
            return False
        if (
            spelling.single
            and (
                behind in _LINKS
                or (behind in _BLANKS and text[end + 1 : end + 2].isupper())
                or (before in _BLANKS and text[text.rfind(" ", 0, start - 1) + 1].isupper())
            )
            and not self._is_apart(text, start, end)
        ):
            return False
        within = before not in _BLANK or behind not in _CLOSED
        return not (within and spelling.changes and _in_zone(text, start, end, self.config.protect))

    def _is_apart(self, text: str, start: int, end: int) -> bool:
        """True where the words beside a stretch of text are no names, nor parts of any."""
        if text[start - 1 : start] in _BLANKS and not self._free[text[text.rfind(" ", 0, start - 1) + 1 : start]]:
            return False
        behind = _BEHIND.match(text, end) if text[end : end + 1] in _NEXT else None
        return not (behind and behind.group(1)[0].isupper() and not self._harmless[behind.group(1)])

    def _ends_free(self, piece: str) -> bool:
        """True where the piece of text before a word, up to the blank before that, ends with no name."""
        before = _BEFORE.search(piece)
        return not (before and before.group(1)[0].isupper()) or self._harmless[before.group(1)]

    def _is_harmless(self, word: str) -> bool:
        known = self.index.flags(word)
        return bool(known & _HARMLESS) and not known & _NAMING

    def _listed(self) -> Iterator[Spelling]:
        wanted = frozenset(self.config.kinds)
        for number in range(len(self.index)):
            entry = self.index.entry(number)
            if entry.names_nobody or (entry.kind and entry.kind not in wanted):
                continue
            yield from self._of_entry(entry)

    def _of_entry(self, entry: CompiledEntry) -> Iterator[Spelling]:
        for name in entry.names:
            text, source = str(name["text"]), Source(name["source"])
            single = " " not in text and "-" not in text
            if source in _UNLISTED or text in entry.never or not text[:1].isalpha() or text[0].islower():
                continue
            if single and (len(text) < _SHORTEST or (source is Source.EXONYM and name["lang"]) or not self._is_rare(entry, text)):
                continue
            written = text if text in self.config.allow else as_written(entry, name, self.config, self.index.particles)
            yield Spelling(text, written, entry.number, single, self._phrases_of(text))

    def _phrases_of(self, text: str) -> tuple[str, ...]:
        phrases = self.index.phrases if "phrase" in self.config.protect else {}
        return tuple(p for word in text.lower().split() for p in phrases.get(word, ()))

    def _is_rare(self, entry: CompiledEntry, word: str) -> bool:
        return not self.index.flags(word) & NAME_LIKE and (len(entry.words) == 1 or entry.kind != "person")


def _without_rivals(spellings: Iterator[Spelling]) -> Iterator[tuple[str, Spelling]]:
    """Each spelling once; none that two entries would have written differently."""
    found: dict[str, Spelling | None] = {}
    for spelling in spellings:
        other = found.setdefault(spelling.text, spelling)
        if other is not None and other.replacement != spelling.replacement and other.entry != spelling.entry:
            found[spelling.text] = None
    return ((text, s) for text, s in found.items() if s is not None)


def _holds(text: str, changing: set[str]) -> bool:
    """True where a part of the spelling, cut at white space and hyphens, is one that changes."""
    cuts = [0, *(m.end() for m in re.finditer(r"[\s-]+", text)), len(text) + 1]
    return any(
        text[a : b - 1 if b > len(text) else b].rstrip(" -") in changing
        for i, a in enumerate(cuts[:-1])
        for b in cuts[i + 1 :]
        if (a, b) != (0, len(text) + 1)
    )


def stands_alone(text: str, start: int, end: int) -> bool:
    """True where no letter, digit or mark touches a stretch of text, apart from an elided article and a possessive ending."""
    if start and _touches(text[start - 1]):
        return False
    elided = start > 1 and text[start - 1] in APOSTROPHES and _touches(text[start - 2])
    if elided and not _ELISION.search(text, max(0, start - 6), start):
        return False
    if end == len(text):
        return True
    if _touches(text[end]):
        return False
    inner = text[end] in APOSTROPHES and end + 1 < len(text) and _touches(text[end + 1])
    return not inner or _POSSESSIVE.match(text, end) is not None


def _touches(char: str) -> bool:
    return char.isalnum() or char == "_" or (char > "\u02ff" and unicodedata.category(char)[0] == "M")


def _in_zone(text: str, start: int, end: int, kinds: Sequence[Zone]) -> bool:
    first, last = start, end
    while first and not text[first - 1].isspace():
        first -= 1
    while last < len(text) and not text[last].isspace():
        last += 1
    return any(a < end and start < b for a, b in short_zones(text, kinds, first, last))


def _overlaps(zones: Sequence[tuple[int, int]], start: int, end: int) -> bool:
    """True where one of these zones, in order, holds a part of a stretch of text."""
    place = bisect_right(zones, start, key=itemgetter(1))
    return place < len(zones) and zones[place][0] < end
