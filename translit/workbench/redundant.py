"""Which listed spellings the compiled lexicon would find without the list."""

from __future__ import annotations

from collections.abc import Collection, Iterator, Sequence
from functools import cached_property

from translit.lexicon.entry import Entry
from translit.lexicon.flags import AMBIGUOUS, EXACT, GUARDED, INFLECTED, Source
from translit.lexicon.lexicon import Lexicon
from translit.lexicon.words import SPLIT, name_words
from translit.match.index import Index, Posting
from translit.rules.endings import inflected
from translit.rules.load import rules
from translit.rules.words import lowered
from translit.text.script import plain, script_of, without_marks
from translit.workbench.forms import forms_of
from translit.workbench.subject import BARE_NAMES, Subject

_GIVEN = (Source.CANONICAL, Source.NATIVE, Source.STYLE)
_SPELT_OUT = 4
"""Shorter spellings in capitals are met only where they are listed."""


class Known:
    """What the compiled lexicon knows of a spelling, entry by entry.

    Where few entries have a native form from which rules derive (an import of places), only these are compiled; of the
    others their listed words count.
    """

    def __init__(self, subject: Subject) -> None:
        self.particles = subject.particles
        self._subject = subject
        self._places: dict[int, dict[int, list[Posting]]] = {}
        needed = [n for n, row in enumerate(subject.rows) if _is_derived_from(row.entry)]
        self._numbers = {n: i for i, n in enumerate(needed)} if 2 * len(needed) < len(subject.rows) else None

    @cached_property
    def _index(self) -> Index:
        if self._numbers is None:
            return self._subject.lexicon.index
        return Lexicon(entries=tuple(self._subject.rows[n].entry for n in self._numbers)).index

    @cached_property
    def _others(self) -> frozenset[str]:
        """The listed words of the entries that are not compiled."""
        if self._numbers is None:
            return frozenset()
        rows = (row for n, row in enumerate(self._subject.rows) if n not in (self._numbers or ()))
        return frozenset(plain(w) for row in rows for form in forms_of(row.entry) for w in SPLIT.split(form.text))

    def _number(self, number: int) -> int:
        return number if self._numbers is None else self._numbers[number]

    def derives(self, number: int, slot: int, word: str) -> bool:
        """True where this spelling of a word of the canonical form comes from a native form."""
        number = self._number(number)
        return any(
            place.slot == slot and place.source is Source.NATIVE
            for at, how, _ in self._index.spelled(plain(word))
            if not how & INFLECTED
            for place in self._in(at, number)
        )

    def why_found(self, number: int, entry: Entry) -> Iterator[tuple[int, str]]:
        """The variants that would be found without being listed, each with the reason."""
        kept = {_bare(entry.canonical): entry.canonical}
        derived = _is_derived_from(entry)
        for place, variant in enumerate(entry.variants):
            same = kept.get(_bare(variant.text), "") if variant.lang is None else ""
            why = f'but for diacritics it is "{same}"' if same and same != variant.text else ""
            why = why or (self._derivation(self._number(number), entry, variant.text, variant.lang) if derived else "")
            if why:
                yield place, why
            elif variant.lang is None:
                kept.setdefault(_bare(variant.text), variant.text)

    def _derivation(self, number: int, entry: Entry, text: str, lang: str | None) -> str:
        words = name_words(text, self.particles)
        slots = self._slots(number, text, lang, words)
        if slots is None:
            return ""
        labels = [self._label(number, word, slot) for word, slot in zip(words, slots, strict=True)]
        if not all(labels) or not self._inflects_alike(number, entry, words, slots, lang):
            return ""
        return ", ".join(dict.fromkeys(labels))

    def _slots(self, number: int, text: str, lang: str | None, words: Sequence[str]) -> list[int] | None:
        """Which words of the canonical form those of a variant stand for; None where they do not correspond."""
        names = self._index.entry(number).names
        own = {
            i for i, n in enumerate(names) if n["text"] == text and n["lang"] == lang and Source(n["source"]) is Source.VARIANT
        }
        slots = []
        for word in words:
            rows = self._index.spelled(plain(word))
            found = {p.slot for at, _, _ in rows for p in self._in(at, number) if p.name in own and names[p.name]["aligned"]}
            if len(found) != 1:
                return None
            slots.append(found.pop())
        return slots

    def _label(self, number: int, word: str, slot: int) -> str:
        """The rule that gives this spelling to the word in this slot, "" where none does beyond doubt.

        A listed spelling is trusted more than a derived one, so what another entry has too stays listed.
        """
        form = plain(word)
        rows = self._index.spelled(form)
        if form in self._others or any(not how & INFLECTED and self._elsewhere(at, number) for at, how, _ in rows):
            return ""
        for at, how, label in rows:
            doubtful = how & (AMBIGUOUS | INFLECTED) or (not how & EXACT and (how & GUARDED or len(form) < _SPELT_OUT))
            if not doubtful and any(self._counts(p, number, slot) for p in self._in(at, number)):
                return label
        return ""

    def _counts(self, posting: Posting, number: int, slot: int) -> bool:
        """True for a word of the canonical, a style or the primary native form: other natives are trusted less."""
        if posting.slot != slot or posting.source not in _GIVEN:
            return False
        entry = self._index.entry(number)
        name = entry.names[posting.name]
        return bool(name["aligned"]) and (posting.source is not Source.NATIVE or name["lang"] == entry.lang)

    def _inflects_alike(self, number: int, entry: Entry, words: Collection[str], slots: Sequence[int], lang: str | None) -> bool:
        """True where the case forms that the variant has in its language come from the other names, too."""
        if lang is None:
            return True
        gender = entry.gender if entry.kind == "person" else ""
        role = "place" if entry.kind != "person" else ""
        for word, slot in zip(words, slots, strict=True):
            for one in (role,) if role else ("given", "family"):
                for form in inflected(lowered(word), rules().code(lang), gender, one, rules()):
                    if not self._is_inflected_of(number, plain(form.text), slot):
                        return False
        return True

    def _is_inflected_of(self, number: int, form: str, slot: int) -> bool:
        rows = self._index.spelled(form)
        return any(self._counts(p, number, slot) for at, _, _ in rows for p in self._in(at, number))

    def _elsewhere(self, word: int, number: int) -> bool:
        self._in(word, number)
        return any(entry != number for entry in self._places[word])

    def _in(self, word: int, number: int) -> list[Posting]:
        """The places of a word in one entry."""
        if word not in self._places:
            places = self._places[word] = {}
            for posting in self._index.postings(word):
                places.setdefault(posting.entry, []).append(posting)
        return self._places[word].get(number, [])


def _is_derived_from(entry: Entry) -> bool:
    """True where rules make spellings of the entry: from a native form that is not in Latin letters, or of a given name."""
    return entry.kind in BARE_NAMES or any(script_of(text) not in ("Latn", "") for text in entry.native.values())


def _bare(text: str) -> tuple[str, tuple[bool, ...]]:
    """The text without diacritics, and which of its words begin with a capital: al-Assad and Al-Assad are read apart."""
    return without_marks(plain(text)), tuple(word[:1].isupper() for word in SPLIT.split(text))
