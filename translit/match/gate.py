"""Which texts can change at all: a quick look that may say yes too often, never no too often.

Most texts hold no word that folding could rewrite: a name in its canonical spelling is not one, and a word that needs
company is none where it stands alone. Such a text is passed on as it is; the others go through the pipeline, which
decides. So the look changes the cost, never a result.
"""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Callable, Iterable, Sequence
from functools import reduce
from operator import or_

from translit.lexicon.flags import NAME_LIKE, Guard, Source
from translit.lexicon.words import name_words
from translit.match.broken import broken_words, with_broken
from translit.match.index import CompiledEntry
from translit.match.interest import NONE, Entries, Hit, Interest, is_named_whole
from translit.match.lookup import Lookup
from translit.match.near import is_slight, may_stand
from translit.match.reading import Name, Reading
from translit.memo import Memo
from translit.rewrite import form_in_style, written_word
from translit.text.case import carried
from translit.text.scan import SEPARATORS, scan
from translit.text.script import plain

_LOWER = r"0-9_|'`’a-zß-öø-ÿа-џά-ώ"
_RUN = re.compile(rf"[^{SEPARATORS}{_LOWER}][^{SEPARATORS}]*")
_WORD = re.compile(rf"[^{SEPARATORS}]+")


class Gate:
    """Tells texts that can change from those that cannot, under one lexicon and configuration."""

    def __init__(self, lookup: Lookup) -> None:
        self.lookup, self.index, self.config = lookup, lookup.index, lookup.config
        self._interests = Memo(self.examined)
        self._targets: dict[int, tuple[str, ...]] = {}
        self._lower = self.index.lower | self.index.hyphened | self.index.articles
        self._with_small: dict[Name, bool] = {}
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
        if found and not self._is_apart(found, text):
            return False
        return next(broken_words(text, self.interest), None) is None

    def _is_apart(self, found: dict[str, Interest], text: str) -> bool:
        """True where no word says anything of an entry of another, and none stands behind an initial."""
        for run, interest in found.items():
            if interest.initialed and "." in text and _is_behind_stop(run, text):
                return False
            wanted = interest.paired | interest.beside
            if wanted and any(not wanted.isdisjoint(other.entries) for near, other in found.items() if near != run):
                return False
            if interest.twice and text.count(run) > 1:
                return False
            if interest.whole and is_named_whole(interest, found.values()):
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
        return with_broken(text, found, self.interest)

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

    def _has_small_words(self, reading: Reading) -> bool:
        """True where a lower-case word, or an article, may be a further word of the name."""
        key = (reading.entry, reading.name)
        known = self._with_small.get(key)
        if known is None:
            entry = self.index.entry(reading.entry)
            names = (n for n in entry.names if n["aligned"]) if reading.name < 0 else (entry.names[reading.name],)
            words = (plain(word) for name in names if name["n"] > 1 for word in _WORD.findall(str(name["text"])))
            known = self._with_small[key] = not self._lower.isdisjoint(words)
        return known

    def _of_word(self, word: str) -> Interest | None:
        told = [r for r in self.lookup.by_rule(word) if self._names(r) and self._anchor(r) in (None, r.slot)]
        near = [r for r in self.lookup.near(word) if self._names(r)]
        return self._told(word, told, near) if told or near else None

    def _told(self, word: str, readings: Sequence[Reading], near: Sequence[Reading]) -> Interest:
        every = (*readings, *near)
        initial = len(word) == 1 and word.isupper()  # a lone capital stands for nobody
        standing = NONE if initial else _entries_of(every, self._may_stand)
        changing = [r for r in readings if self._changes(r, word)]
        several = {(r.entry, r.name): n for r in readings if r.name >= 0 and (n := self.index.entry(r.entry).length(r.name)) > 1}
        wants = _entries_of((*changing, *near), lambda r: (r.entry, r.name) not in several)
        unanchored = {(r.entry, r.name) for r in changing if self._anchor(r) is None}
        needs = {"another word" if initial else self._needs(r, word) for r in changing}
        twice = _more_than_one_word(every)
        sure = "nothing" in needs or any(self._is_enough(r, word) for r in near)
        return Interest(
            certain=sure,
            introduced=not sure and "introduction" in needs,
            initialed="initial" in needs or "introduction" in needs,
            anchored=_entries_of(changing, lambda r: self._anchor(r) is not None),
            joined=_entries_of(every, self._has_small_words),
            paired=wants & standing or NONE,
            beside=(wants - standing) | (wants & twice) or NONE,
            whole=frozenset((name, several[name]) for name in unanchored & several.keys()) or NONE,
            parts=frozenset(((r.entry, r.name), r.slot) for r in readings if (r.entry, r.name) in several) or NONE,
            twice=bool(twice),
            standing=standing,
            entries=_entries_of(every),
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
        alone = reading.name < 0 or entry.length(reading.name) == 1
        return not alone or carried(word, form_in_style(entry, config.style)) != word

    def _words_to_write(self, entry: CompiledEntry) -> tuple[str, ...]:
        if entry.number not in self._targets:
            self._targets[entry.number] = tuple(name_words(form_in_style(entry, self.config.style), self.index.particles))
        return self._targets[entry.number]

    def _may_stand(self, reading: Reading) -> bool:
        entry = self.index.entry(reading.entry)
        whole = entry.length(reading.name)
        if reading.method == "fuzzy":
            return may_stand(entry, reading) and not reading.guarded
        if reading.name >= 0 and whole > 1:  # such a name is its words together, and its anchor tells of all
            return self._anchor(reading) is not None
        return whole == 1 or entry.kind == "" or entry.stands_alone({reading.slot}) or may_stand(entry, reading)

    def _is_enough(self, reading: Reading, word: str) -> bool:
        """True for damage so slight that nothing beside the word need speak for the entry."""
        entry = self.index.entry(reading.entry)
        if reading.guarded or reading.name >= 0 or not may_stand(entry, reading):
            return False
        return self.config.fuzzy == "wide" or self.config.counts is not None or is_slight(entry, reading, word)

    def _names(self, reading: Reading) -> bool:
        """True for a word of an entry that is somebody or something."""
        return not self.index.entry(reading.entry).names_nobody

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


def _entries_of(readings: Iterable[Reading], wanted: Callable[[Reading], bool] | None = None) -> Entries:
    """The entries of the readings that are wanted; without any always the same set, for most words have none."""
    return frozenset([r.entry for r in readings if wanted is None or wanted(r)]) or NONE


def _more_than_one_word(readings: Iterable[Reading]) -> Entries:
    """The entries with a name of which a word is more than one: Boutros Boutros-Ghali."""
    words = Counter((entry, name) for entry, name, _ in {(r.entry, r.name, r.slot) for r in readings})
    return frozenset(entry for (entry, _), times in words.items() if times > 1)


def _is_behind_stop(run: str, text: str) -> bool:
    """True where a stop, or white space that is no blank, stands before the word somewhere in the text."""
    before = (text[max(0, at - 2) : at] for at in (m.start() for m in re.finditer(re.escape(run), text)))
    return any("." in chars or (chars[-1:].isspace() and chars[-1:] != " ") or chars.isspace() for chars in before)
