"""Which texts can change at all: a quick look that may say yes too often, never no too often.

Most texts hold no word that folding could rewrite: a name in its canonical spelling is not one, and a word that needs
company is none where it stands alone. Such a text is passed on as it is; the others go through the pipeline, which
decides. So the look changes the cost, never a result.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass, fields, replace
from functools import reduce
from operator import or_

from translit.lexicon.flags import NAME_LIKE, Guard, Source
from translit.lexicon.words import name_words
from translit.match.index import CompiledEntry
from translit.match.lookup import Lookup
from translit.match.near import is_slight, may_stand
from translit.match.reading import Reading
from translit.memo import Memo
from translit.rewrite import form_in_style, written_word
from translit.text.case import carried
from translit.text.scan import scan
from translit.text.script import plain

SEPARATORS = r"\x00-&(-/:-@\[-^{}-\x7f\s\x80-\xa9\xab-\xb3\xb6-\xb9\xbb-\xbf\u2000-\u2017\u201a-\u2031\u2033-\u206f\u3000-\u3003"
"""Characters that stand inside no word: white space and the common punctuation, without apostrophes and the bar, which OCR writes
for a letter."""

_LOWER = r"0-9_|'`’a-zß-öø-ÿа-џά-ώ"
_RUN = re.compile(rf"[^{SEPARATORS}{_LOWER}][^{SEPARATORS}]*")
_WORD = re.compile(rf"[^{SEPARATORS}]+")
_BREAK = re.compile(r"[-\xad‐][\r\n]")
_BREAKS = tuple(mark + end for mark in "-\xad‐" for end in "\n\r")
_BROKEN_OFF = re.compile(rf"[^{SEPARATORS}]+\Z")
_GOING_ON = re.compile(rf"[-\xad‐](?:\r\n|\n|\r)[ \t]*([^{SEPARATORS}]+)")
_REACH = 100


Entries = frozenset[int]
_NONE: Entries = frozenset()


@dataclass(frozen=True, slots=True)
class Interest:
    """What folding could make of a word, and which entries the word speaks of.

    `certain` is True where the word may be rewritten without any other word of its entry in the text, `introduced` where that
    takes a preposition or the like, unless the text is in a language in which it is no ordinary word; `initialed` where it
    may behind an initial. `anchored` are the entries for which it may be rewritten where the other words of a name stand
    beside it, which say nothing by themselves, `joined` those for which it may beside a lower-case word of a name. `paired`
    are the entries for which it may where another word of theirs that says something is in the text, `beside` those for
    which that word must stand beside it. `standing` are the entries that the word may stand for by itself, `entries` all
    whose word it may be; a damaged spelling counts.
    """

    certain: bool = False
    introduced: bool = False
    initialed: bool = False
    anchored: Entries = _NONE
    joined: Entries = _NONE
    paired: Entries = _NONE
    beside: Entries = _NONE
    standing: Entries = _NONE
    entries: Entries = _NONE

    @property
    def may_change(self) -> bool:
        """True where the word changes by itself, or with something beside it or elsewhere in the text."""
        return bool(self.alone or self.initialed or self.joined or self.paired or self.beside)

    @property
    def alone(self) -> bool:
        """True where the word may change though no other word that says anything is in the text."""
        return bool(self.certain or self.introduced or self.anchored)

    def __or__(self, other: Interest) -> Interest:
        both = {f.name: getattr(self, f.name) | getattr(other, f.name) for f in fields(self)}
        return Interest(**both | {"introduced": both["introduced"] and not both["certain"]})


Hit = tuple[int, str, Interest]
"""A word that says anything: its place in the text (code points), the word, and what it says."""


class Gate:
    """Tells texts that can change from those that cannot, under one lexicon and configuration."""

    def __init__(self, lookup: Lookup) -> None:
        self.lookup, self.index, self.config = lookup, lookup.index, lookup.config
        self._interests = Memo(self.examined)
        self._targets: dict[int, tuple[str, ...]] = {}
        self._lower = self.index.lower | self.index.hyphened | self.index.articles
        self._with_lower: dict[int, bool] = {}
        self._anchors: dict[tuple[int, int], int | None] = {}

    def is_silent(self, text: str) -> bool:
        """True where no word of a short text can change, for all that the others say: a quick look."""
        known = self._interests
        found: dict[str, Interest] = {}
        for run in _RUN.findall(text):
            interest = known[run]
            if interest is not None:
                if interest.alone or interest.joined:
                    return False
                found[run] = interest
        if not found:
            return not may_be_broken(text)
        return self._is_apart(found, text) and not may_be_broken(text)

    def _is_apart(self, found: dict[str, Interest], text: str) -> bool:
        """True where no word says anything of an entry of another, and none stands behind an initial."""
        for run, interest in found.items():
            if interest.initialed and "." in text and _is_behind_stop(run, text):
                return False
            wanted = interest.paired | interest.beside
            if wanted and any(not wanted.isdisjoint(other.entries) for near, other in found.items() if near != run):
                return False
        return True

    def hits(self, text: str) -> list[Hit]:
        """The words of a short text that say anything, in order."""
        known = self._interests
        found: list[Hit] = []
        for match in _RUN.finditer(text):
            interest = known[match[0]]
            if interest is not None:
                found.append((match.start(), match[0], interest))
        return with_broken(text, found, self) if may_be_broken(text) else found

    def interest(self, run: str) -> Interest | None:
        """What folding could make of a run of word characters; None where nothing. Remembered."""
        return self._interests[run]

    def examined(self, run: str) -> Interest | None:
        """`interest`, looked at anew."""
        known = [i for token in scan(run) if (i := self._of_word(token.text)) is not None]
        return reduce(or_, known) if known else None

    def belongs(self, lower: str) -> bool:
        """True for a lower-case word that may be a word of a name."""
        return lower in self._lower

    def _has_lower_words(self, number: int) -> bool:
        """True for an entry with a name that holds a lower-case word, or an article."""
        known = self._with_lower.get(number)
        if known is None:
            words = (plain(w) for name in self.index.entry(number).names for w in _WORD.findall(str(name["text"])))
            known = self._with_lower[number] = not self._lower.isdisjoint(words)
        return known

    def _of_word(self, word: str) -> Interest | None:
        readings = self.lookup.by_rule(word)
        near = self.lookup.near(word)
        told = [r for r in readings if self._anchor(r) in (None, r.slot)]
        return self._told(word, told, near) if told or near else None

    def _told(self, word: str, readings: Sequence[Reading], near: Sequence[Reading]) -> Interest:
        entries = frozenset(r.entry for r in (*readings, *near))
        standing = frozenset(r.entry for r in (*readings, *near) if self._may_stand(r))
        changing = [r for r in readings if self._changes(r, word) and not self._is_bare(r)]
        wants = frozenset(r.entry for r in (*changing, *(r for r in near if not self._is_bare(r))))
        needs = {self._needs(r, word) for r in changing}
        places = {(r.entry, r.name, r.slot) for r in changing}
        twice = len(places) > len({place[:2] for place in places})  # Boutros Boutros-Ghali
        sure = twice or "nothing" in needs or any(self._is_enough(r, word) for r in near)
        return Interest(
            sure,
            not sure and "introduction" in needs,
            "initial" in needs or "introduction" in needs,
            frozenset(r.entry for r in changing if self._anchor(r) is not None),
            frozenset(filter(self._has_lower_words, entries)),
            wants & standing,
            wants - standing,
            standing,
            entries,
        )

    def _anchor(self, reading: Reading) -> int | None:
        """Which word of a name that is only all its words together tells of it: one that is nothing else, None without one."""
        key = (reading.entry, reading.name)
        if reading.name < 0 or key in self._anchors:
            return self._anchors.get(key)
        name = self.index.entry(reading.entry).names[reading.name]
        words = name_words(str(name["text"]), self.index.particles)
        rare = [(len(w), n) for n, w in enumerate(words) if not w[0].islower() and not self.index.flags(w) & NAME_LIKE]
        found = self._anchors[key] = max(rare)[1] if rare and len(words) == int(name["n"]) > 1 else None
        return found

    def _changes(self, reading: Reading, word: str) -> bool:
        """True where the word would be written otherwise if it were read so."""
        config = self.config
        if config.rewrite == "none" or (reading.source is Source.FORMER and not config.rewrite_former):
            return False
        if reading.inflected and config.rewrite != "all":
            return False
        entry = self.index.entry(reading.entry)
        words = self._words_to_write(entry)
        if reading.name < 0 and len(words) == len(entry.words):
            return written_word(word, words[reading.slot], config) not in (None, word)
        if config.rewrite != "all":
            return False
        alone = reading.name < 0 or int(entry.names[reading.name]["n"]) == 1
        return not alone or carried(word, form_in_style(entry, config.style)) != word

    def _words_to_write(self, entry: CompiledEntry) -> tuple[str, ...]:
        if entry.number not in self._targets:
            self._targets[entry.number] = tuple(name_words(form_in_style(entry, self.config.style), self.index.particles))
        return self._targets[entry.number]

    def _may_stand(self, reading: Reading) -> bool:
        entry = self.index.entry(reading.entry)
        whole = len(entry.words) if reading.name < 0 else int(entry.names[reading.name]["n"])
        if reading.method == "fuzzy":
            return may_stand(entry, reading) and not reading.guarded
        if reading.name >= 0 and whole > 1:  # such a name is its words together, and its anchor tells of all
            return self._anchor(reading) is not None
        return whole == 1 or entry.kind == "" or entry.stands_alone({reading.slot}) or may_stand(entry, reading)

    def _is_enough(self, reading: Reading, word: str) -> bool:
        """True for damage so slight that nothing beside the word need speak for the entry."""
        entry = self.index.entry(reading.entry)
        if reading.guarded or reading.name >= 0 or not may_stand(entry, reading) or self._is_bare(reading):
            return False
        return self.config.fuzzy == "wide" or self.config.counts is not None or is_slight(entry, reading, word)

    def _is_bare(self, reading: Reading) -> bool:
        """True for a word of no person in particular, which is never rewritten."""
        return self.index.entry(reading.entry).kind in ("given-name", "family-name")

    def _needs(self, reading: Reading, word: str) -> str:
        """What makes the word a mention where no other word of its entry is in the text: nothing, an initial, an introduction."""
        entry = self.index.entry(reading.entry)
        several = len(entry.words) > 1 or reading.name >= 0
        if self._anchor(reading) is not None:
            return "another word"
        if not self._may_stand(reading) or (entry.kind == "" and several and not may_stand(entry, reading)):
            return "another word"
        known = self.index.flags(word) & NAME_LIKE
        if not known:
            return "nothing"
        is_person = entry.kind == "person" or (entry.kind == "" and several)
        return "initial" if is_person and known != Guard.WORD else "introduction"


def _is_behind_stop(run: str, text: str) -> bool:
    """True where a stop, or white space that is no blank, stands before the word somewhere in the text."""
    before = (text[max(0, at - 2) : at] for at in (m.start() for m in re.finditer(re.escape(run), text)))
    return any("." in chars or (chars[-1:].isspace() and chars[-1:] != " ") or chars.isspace() for chars in before)


def may_be_broken(text: str) -> bool:
    """True where a word may be hyphenated over a line end."""
    if "\n" not in text and "\r" not in text:
        return False
    return any(sign in text for sign in _BREAKS)


def broken_off(text: str) -> Iterator[int]:
    """The places of hyphens at line ends."""
    return (match.start() for match in _BREAK.finditer(text)) if may_be_broken(text) else iter(())


def broken_words(text: str, hyphens: Iterable[int], gate: Gate) -> Iterator[Hit]:
    """The words that say anything of those that are hyphenated over a line end at these places: to write one is to join it."""
    for place in hyphens:
        first = max(0, place - _REACH)
        begun, rest = _BROKEN_OFF.search(text[first:place]), _GOING_ON.match(text, place)
        if begun is not None and rest is not None:
            word = begun[0] + rest[1]
            interest = gate.interest(word)
            if interest is not None:
                yield first + begun.start(), word, replace(interest, certain=True)


def with_broken(text: str, hits: Iterable[Hit], gate: Gate) -> list[Hit]:
    """The hits of a text with its words that are hyphenated over a line end."""
    return sorted((*hits, *broken_words(text, broken_off(text), gate)), key=lambda hit: hit[0])
