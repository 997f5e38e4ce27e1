"""Which texts can change at all: a quick look that may say yes too often, never no too often.

Most texts hold no word that folding could rewrite: a name in its canonical spelling is not one, and a word that needs
company is none where it stands alone. Such a text is passed on as it is; the others go through the pipeline, which
decides. So the look changes the cost, never a result.
"""

from __future__ import annotations

import re
from collections.abc import Callable, Iterable
from dataclasses import dataclass, fields
from functools import reduce
from operator import or_

from translit.lexicon.flags import NAME_LIKE, Source
from translit.lexicon.words import name_words
from translit.match.index import CompiledEntry
from translit.match.lookup import MEMO_SIZE, Lookup
from translit.match.near import is_slight, may_stand
from translit.match.reading import Reading
from translit.rewrite import form_in_style, written_word
from translit.text.scan import scan
from translit.text.script import plain

SEPARATORS = r"\x00-&(-/:-@\[-^{-\x7f\s\x80-\xa9\xab-\xb3\xb6-\xb9\xbb-\xbf\u2000-\u2017\u201a-\u2031\u2033-\u206f\u3000-\u3003"
"""Characters that stand inside no word: white space and the common punctuation, without apostrophes."""

_LOWER = r"0-9_'`’a-zß-öø-ÿа-џά-ώ"
_RUN = re.compile(rf"[^{SEPARATORS}{_LOWER}][^{SEPARATORS}]*")
_WORD = re.compile(rf"[^{SEPARATORS}]+")
BREAK = re.compile(rf"([^{SEPARATORS}]+)[-\xad‐](?:\r\n|\n|\r)[ \t]*([^{SEPARATORS}]+)")


Entries = frozenset[int]
_NONE: Entries = frozenset()


@dataclass(frozen=True, slots=True)
class Interest:
    """What folding could make of a word, and which entries the word speaks of.

    `alone` is True where the word may be rewritten without any other word of its entry in the text, `initialed` where it
    may behind an initial, `joined` where it may beside a lower-case word of its entry. `paired` are the entries for which
    it may be rewritten where another word of theirs is in the text, `beside` those for which that word must stand beside
    it. `standing` are the entries that the word may stand for by itself, `entries` all whose word it may be; a damaged
    spelling counts.
    """

    alone: bool = False
    initialed: bool = False
    joined: bool = False
    paired: Entries = _NONE
    beside: Entries = _NONE
    standing: Entries = _NONE
    entries: Entries = _NONE

    @property
    def wants(self) -> Entries:
        """The entries another word of which would make this one change."""
        return self.paired | self.beside

    @property
    def seeks(self) -> bool:
        """True where the word changes only with something beside it or elsewhere in the text."""
        return bool(self.paired or self.beside or self.initialed or self.joined)

    def __or__(self, other: Interest) -> Interest:
        return Interest(*(getattr(self, f.name) | getattr(other, f.name) for f in fields(self)))


class Gate:
    """Tells texts that can change from those that cannot, under one lexicon and configuration."""

    def __init__(self, lookup: Lookup) -> None:
        self.lookup, self.index, self.config = lookup, lookup.index, lookup.config
        self._memo: dict[str, Interest | None] = {}
        self._targets: dict[int, tuple[str, ...]] = {}
        self._lower = self.index.lower | self.index.hyphened | self.index.articles
        self._rewritten: dict[str, bool] = {}
        self._with_lower: dict[int, bool] = {}

    def may_change(self, text: str) -> bool:
        """False where `fold` returns the text as it is."""
        memo = self._memo
        found = []
        for run in _RUN.findall(text):
            try:
                interest = memo[run]
            except KeyError:
                interest = self.interest(run)
            if interest is not None:
                if interest.alone:
                    return True
                found.append((run, interest))
        if "\n" in text or "\r" in text:
            found += self.broken(text)
        return bool(found) and self.fit(found, lambda: text)

    def interest(self, run: str) -> Interest | None:
        """What folding could make of a run of word characters; None where nothing. Remembered."""
        if run in self._memo:
            return self._memo[run]
        found = self.examined(run)
        if len(self._memo) >= MEMO_SIZE:
            self._memo.clear()
        self._memo[run] = found
        return found

    def examined(self, run: str) -> Interest | None:
        """`interest`, looked at anew."""
        known = [i for token in scan(run) if (i := self._of_word(token.text)) is not None]
        return reduce(or_, known) if known else None

    def broken(self, text: str) -> list[tuple[str, Interest]]:
        """The words hyphenated over a line end, rejoined, that say anything."""
        if not may_be_broken(text):
            return []
        words = (left + right for left, right in BREAK.findall(text))
        return [(word, i) for word in words if (i := self.interest(word)) is not None]

    def fit(self, found: Iterable[tuple[str, Interest]], text: Callable[[], str]) -> bool:
        """True where one of the words may be rewritten, for all that the others say."""
        every = dict(found)
        if any(i.alone or (i.initialed and behind_initial(run, text())) for run, i in every.items()):
            return True
        if any(i.joined for i in every.values()) and self.has_lower(text()):
            return True
        return any(
            not wants.isdisjoint(other.entries)
            for run, interest in every.items()
            if (wants := interest.wants)
            for near, other in every.items()
            if near != run
        )

    def has_lower(self, text: str) -> bool:
        """True where a lower-case word stands in a text that may be rewritten as part of a name."""
        return any(self._is_rewritten(word) for word in self._lower.intersection(_WORD.findall(plain(text))))

    def _is_rewritten(self, lower: str) -> bool:
        """True for a lower-case word that some entry would have written otherwise, and for an article."""
        known = self._rewritten.get(lower)
        if known is None:
            known = lower in self.index.articles or any(self._changes(r, lower) for r in self.lookup.by_rule(lower))
            self._rewritten[lower] = known
        return known

    def _has_lower_words(self, number: int) -> bool:
        """True for an entry with a name that holds a lower-case word, or an article."""
        known = self._with_lower.get(number)
        if known is None:
            words = (plain(w) for name in self.index.entry(number).names for w in _WORD.findall(str(name["text"])))
            known = self._with_lower[number] = not self._lower.isdisjoint(words)
        return known

    def _of_word(self, word: str) -> Interest | None:
        readings = self.lookup.by_rule(word)
        near = () if readings else self.lookup.near(word)
        if not readings and not near:
            return None
        entries = frozenset(r.entry for r in (*readings, *near))
        standing = frozenset(r.entry for r in (*readings, *near) if self._may_stand(r))
        changing = [r for r in readings if self._changes(r, word) and not self._is_bare(r)]
        wants = frozenset(r.entry for r in (*changing, *(r for r in near if not self._is_bare(r))))
        needs = {self._needs(r, word) for r in changing}
        twice = len({(r.entry, r.slot) for r in changing}) > len({r.entry for r in changing})  # Boutros Boutros-Ghali
        return Interest(
            twice or "nothing" in needs or any(self._is_enough(r, word) for r in near),
            "initial" in needs,
            any(map(self._has_lower_words, entries)),
            wants & standing,
            wants - standing,
            standing,
            entries,
        )

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
        return config.rewrite == "all"

    def _words_to_write(self, entry: CompiledEntry) -> tuple[str, ...]:
        if entry.number not in self._targets:
            self._targets[entry.number] = tuple(name_words(form_in_style(entry, self.config.style), self.index.particles))
        return self._targets[entry.number]

    def _may_stand(self, reading: Reading) -> bool:
        entry = self.index.entry(reading.entry)
        whole = len(entry.words) if reading.name < 0 else int(entry.names[reading.name]["n"])
        if reading.method == "fuzzy":
            return may_stand(entry, reading) and not reading.guarded
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
        """What makes the word a mention where no other word of its entry is in the text: nothing, an initial, or nothing can."""
        entry = self.index.entry(reading.entry)
        several = len(entry.words) > 1 or reading.name >= 0
        if not self._may_stand(reading) or (entry.kind == "" and several and not may_stand(entry, reading)):
            return "another word"
        person = entry.kind in ("person", "") and several
        return "initial" if person and self.index.flags(word) & NAME_LIKE else "nothing"


def behind_initial(run: str, text: str) -> bool:
    """True where the word stands behind an initial somewhere in the text."""
    return re.search(rf"\w\.\s*{re.escape(run)}", text) is not None


def may_be_broken(text: str) -> bool:
    """True where a word may be hyphenated over a line end."""
    return any(mark + end in text for mark in "-\xad‐" for end in "\r\n")
