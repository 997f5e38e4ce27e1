"""Whose name a chain of words is: what supports it, what speaks against it, and what is still missing.

Evidence is boolean and comes from the text as it stands: a fold never makes evidence that the text did not hold, so
folding twice equals folding once.
"""

from __future__ import annotations

from dataclasses import dataclass
from functools import cached_property
from typing import Literal

import regex

from translit.lexicon.flags import NAME_LIKE, Guard, Source
from translit.match.assemble import Assembler, Chain
from translit.match.context import Around, around, has
from translit.match.index import CompiledEntry, Index
from translit.match.reading import Reading
from translit.text.script import plain
from translit.text.zones import in_protected_phrase

Standing = Literal["certain", "needs entry", "blocked"]


@dataclass(frozen=True, slots=True)
class Verdict:
    """What is known of a chain: certain, in need of a certain mention of its entry, or blocked; and why.

    `names` is True where an office or a fitting initial says whose surname it is, as the full name would.
    """

    standing: Standing
    reason: str = ""
    names: bool = False


CERTAIN = Verdict("certain")
_ENDINGS = "endings-"
_NAMESAKE = "a namesake"
_STATE = regex.compile(r",?[ \u00a0]+((?:\p{L}[\p{L}.]*[ \u00a0]?){1,2})")
_ON_RIVER = regex.compile(r"-\p{Ll}{1,4}-\p{Lu}")
_WEST_SLAVIC, _SOUTH_SLAVIC = {"cs", "sk"}, {"sl", "hr", "sr"}


class Judge:
    """Weighs the chains of one document."""

    def __init__(self, index: Index, assembler: Assembler, lang: str | None = None) -> None:
        self.index, self.assembler, self._given_lang = index, assembler, lang
        self.text, self.tokens = assembler.text, assembler.tokens

    @cached_property
    def lang(self) -> str | None:
        """The language of the document, as configured or as its words tell."""
        return self._given_lang or self.index.language_of(self.text)

    def verdict(self, chain: Chain) -> Verdict:
        """Whether a chain is a mention of its entry, as far as the words around it tell."""
        entry = chain.entry
        surface = plain(" ".join(self.tokens[i].text for i, _ in chain.links))
        if surface in entry.never or any(
            r.method != "exact" and plain(self.tokens[i].text) in entry.never for i, r in chain.links
        ):
            return Verdict("blocked", "a listed look-alike")
        start, end = self.tokens[chain.first].start, self.tokens[chain.last].stop
        if entry.never_phrases and in_protected_phrase(self.text, start, end, entry.never_phrases):
            return Verdict("blocked", "part of a listed look-alike")
        near = around(self.text, self.tokens[chain.first].start, self.tokens[chain.last].stop)
        if any(self._is_case_elsewhere(r, self.tokens[i].text) for i, r in chain.links):
            return Verdict("blocked", "a case form of another language")
        foreign = any(
            r.source is Source.EXONYM and self.lang and r.lang and not r.lang.startswith(self.lang) for _, r in chain.links
        )
        if any(r.source is Source.EXONYM for _, r in chain.links) and self._is_second_name(chain):
            return Verdict("blocked", "a word of another language behind a name")
        if foreign and not has(self.index, near.before, Guard.PREPOSITION | Guard.TYPE_BEFORE, self.lang):
            return Verdict("blocked", "a word of another language")
        if entry.kind == "person" or entry.kind == "":
            verdict = self._person(chain, near)
        elif entry.kind in ("given-name", "family-name"):
            verdict = Verdict("needs entry", "a bare name")
        else:
            verdict = self._thing(chain, near)
        if verdict.standing == "certain" and chain.damaged:
            return Verdict("needs entry", "a damaged spelling")
        return verdict

    def _is_second_name(self, chain: Chain) -> bool:
        """True behind a capitalised word that is no ordinary one: Roma Parigi is a person."""
        place = chain.first - 1
        if self.assembler.gap(place) != "space" or self.tokens[place].text[0].islower():
            return False
        near = Guard.WORD | Guard.TITLE | Guard.TYPE_BEFORE | Guard.PREPOSITION | Guard.DEMONYM
        return not self.index.flags(self.tokens[place].text, self.lang) & near

    def _is_case_elsewhere(self, reading: Reading, word: str) -> bool:
        """True for a case form in Latin letters (Tuska, Merkelová) in a text that is in another language than the case."""
        if not reading.label.startswith(_ENDINGS):
            return False
        lang = reading.label[len(_ENDINGS) :].split(" ")[0]
        if lang not in self.index.latin_endings:
            return False
        if self.lang is None:
            return not reading.inflected and word.isascii()  # a nominative in -ova is rewritten: its language must be sure
        return not _is_close(lang, self.lang)

    def _person(self, chain: Chain, near: Around) -> Verdict:
        if chain.full and (len(chain.links) > 1 or (len(chain.entry.words) == 1 and chain.entry.kind == "person")):
            return CERTAIN
        if chain.full and chain.entry.kind == "":
            return self._thing(chain, near)
        if self._wrong_sex(chain.entry, near):
            return Verdict("blocked", "the title is that of a person of the other sex")
        titled = has(self.index, near.before, Guard.TITLE | Guard.RANK | Guard.HONORIFIC, self.lang)
        against = self._neighbour_before(chain) or self._neighbour_behind(chain, titled)
        if against:
            return Verdict("blocked", against)
        initial = self._initial(chain)
        if initial == "fits":
            return Verdict("certain", names=True)
        if initial:
            return Verdict("blocked", initial)
        _, reading = chain.links[0]
        if chain.entry.kind == "":
            return Verdict("needs entry", "nothing is known about which words stand alone")
        if reading.ambiguous and not titled:
            return Verdict("needs entry", "the inflected form is also another name")
        if self._opens_sentence(chain):
            return Verdict("blocked", "an ordinary word at the start of a sentence")
        if self._guarded(chain) or self._is_other_language(chain):
            return Verdict("needs entry", "the surname is common or an ordinary word")
        return Verdict("certain", names=has(self.index, near.before, Guard.TITLE, self.lang))

    def _wrong_sex(self, entry: CompiledEntry, near: Around) -> bool:
        other = {"m": Guard.FEMALE, "f": Guard.MALE}.get(entry.gender or "", 0)
        return bool(other) and has(self.index, near.before[-1:], other)

    def _opens_sentence(self, chain: Chain) -> bool:
        """True for an ordinary word of the document's language whose capital only the start of a sentence explains."""
        word = self.tokens[chain.first]
        ordinary = len(chain.links) == 1 and self.index.flags(word.text, self.lang) & Guard.WORD
        return bool(ordinary) and not word.text.isupper() and near_sentence_start(self.text, word.start)

    def _is_other_language(self, chain: Chain) -> bool:
        """True for a common surname in the spelling of another than the primary language: Herasymov for a Gerasimov."""
        entry = chain.entry
        if all(r.method == "exact" or r.lang in (None, entry.lang) for _, r in chain.links):
            return False
        forms = [entry.words[r.slot] for _, r in chain.links if r.name < 0]
        natives = [form.split()[-1] for form in entry.native.values()]
        return any(self.index.flags(form) & Guard.SURNAME for form in (*forms, *natives))

    def _guarded(self, chain: Chain) -> bool:
        return any(self.index.flags(self.tokens[i].text, self.lang) & NAME_LIKE or _is_short(r) for i, r in chain.links)

    def _thing(self, chain: Chain, near: Around) -> Verdict:
        """A place or an organisation."""
        single = len(chain.links) == 1
        if chain.entry.kind == "place" and (elsewhere := self._elsewhere(chain)):
            return Verdict("blocked", elsewhere)
        before = self.tokens[chain.first - 1] if chain.first else None
        gap = self.assembler.gap(chain.first - 1)
        rank = Guard.RANK | Guard.HONORIFIC | (Guard.TITLE if gap == "space" else 0)
        ranked = has(self.index, near.before[-1:], rank, self.lang)
        if single and ranked:
            return Verdict("blocked", "a rank or a title stands before it")
        if single and before is not None and gap == "initial":
            return Verdict("blocked", "an initial stands before it")
        named = before is not None and gap == "space" and self._is_given(before.text) and not self._is_thing(chain.first - 1)
        if single and named and before is not None:
            return Verdict("blocked", f"the given name {before.text} stands before it")
        preposed = has(self.index, near.before, Guard.PREPOSITION | Guard.TYPE_BEFORE, self.lang) or self._coordinated(
            chain, near
        )
        if single and not preposed and gap == "space" and (against := self._neighbour_before(chain)):
            return Verdict("blocked", against)
        if single and self._surname_behind(chain):
            return Verdict("blocked", "a surname stands behind it")
        if single and not preposed and self.lang != "de" and (against := self._neighbour_behind(chain, False)):
            return Verdict("blocked", against)
        if not (single and self._guarded(chain)):
            return CERTAIN
        if self._opens_sentence(chain) and not preposed:
            return Verdict("blocked", "an ordinary word at the start of a sentence")
        after = self._neighbour_behind(chain, False)
        if after:
            return Verdict("blocked", after)
        if gap in ("space", "hyphen") and (against := self._neighbour_before(chain)):
            return Verdict("blocked", against)
        if preposed:
            return CERTAIN
        if self.index.guard(plain(near.after), self.lang) & Guard.VERB:
            return Verdict("blocked", "a verb of saying follows")
        if self.index.guard(plain(near.after), self.lang) & Guard.TYPE_AFTER:
            return CERTAIN
        return Verdict("needs entry", "the spelling is also a name or a word of another kind")

    def _elsewhere(self, chain: Chain) -> str:
        """Why a place is a namesake: a state overseas behind a comma (Odessa, Texas), or a river in its name (Slavyansk-on-Kuban)."""
        behind = self.text[self.tokens[chain.last].stop :][:24]
        state = _STATE.match(behind)
        if state and any(self.index.guard(w) & Guard.ELSEWHERE for w in _beginnings(state.group(1))):
            return f"{_NAMESAKE} in {state.group(1).split()[0]}"
        return f"{_NAMESAKE} on a river" if _ON_RIVER.match(behind) else ""

    def _neighbour_before(self, chain: Chain) -> str:
        """Why the word before speaks against a surname or a guarded place, "" where it does not."""
        place = chain.first - 1
        gap = self.assembler.gap(place)
        if place < 0 or gap not in ("space", "hyphen", "particle"):
            return ""
        word = self.tokens[place].text
        if word[0].islower() or self._fits(chain.entry, place) or self.assembler.is_patronymic(word):
            return ""
        flags = self.index.flags(word, self.lang)
        if flags & (Guard.TITLE | Guard.RANK | Guard.HONORIFIC) and gap == "space":
            return ""
        if self._is_given(word) and not (flags & Guard.WORD and near_sentence_start(self.text, self.tokens[place].start)):
            return f"the given name {word} stands before it"
        if flags & (Guard.WORD | Guard.DEMONYM) or self._is_known(place, chain):
            return ""
        if word.isupper() and len(word) <= 5 and not self.tokens[chain.first].text.isupper():
            return ""
        if self._titled_compound(word):
            return ""
        return f"the unknown name {word} stands before it"

    def _titled_compound(self, word: str) -> bool:
        """German and Nordic compounds that end in a title: Staatspräsident, Regierungschef."""
        form = plain(word)
        return any(self.index.guard(form[i:], self.lang) & Guard.TITLE for i in range(3, len(form) - 3))

    def _neighbour_behind(self, chain: Chain, titled: bool) -> str:
        """Why the word behind speaks against a surname or a guarded place, "" where it does not."""
        gap = self.assembler.gap(chain.last)
        place = chain.last + 1
        if gap == "comma" and self._is_inverted(place) and not self._fits(chain.entry, place):
            return f"the given name {self.tokens[place].text} stands behind it"
        if gap not in ("space", "hyphen") or self.tokens[chain.last].joined_end:
            return ""
        word = self.tokens[place].text
        if word[0].islower() or self._fits(chain.entry, place):
            return ""
        flags = self.index.flags(word, self.lang)
        if self._is_given(word) and not flags & Guard.WORD and not self._starts_person(place):
            return f"the given name {word} stands behind it"
        if flags & (Guard.WORD | Guard.DEMONYM | Guard.TITLE | Guard.TYPE_AFTER) or titled or self._is_known(place, chain):
            return ""
        if word.isupper() and len(word) <= 5:
            return ""
        return f"the unknown name {word} stands behind it"

    def _is_inverted(self, place: int) -> bool:
        """True where the word is a given name that ends an inverted name: "Zelensky, Igor (dancer)"."""
        known = self._is_given(self.tokens[place].text) and not self.index.flags(self.tokens[place].text, self.lang) & Guard.WORD
        return known and self.assembler.gap(place) != "space"

    def _coordinated(self, chain: Chain, near: Around) -> bool:
        """True for the second of two places that a preposition introduces: "near Nikolaev and Orekhov"."""
        place = chain.first - 1
        if place >= 0 and self.tokens[place].text[0].islower():
            place -= 1  # the conjunction may itself be a word of a name
        if place < 0 or not has(self.index, near.before[-1:], Guard.CONJUNCTION, self.lang):
            return False
        between = self.text[self.tokens[place].stop : self.tokens[chain.first].start]
        if len(between.split()) != 1:
            return False
        earlier = (c for c in self.assembler.chains(place) if c.entry.kind == "place")
        return any(self.verdict(c).standing == "certain" for c in earlier)

    def _surname_behind(self, chain: Chain) -> bool:
        """True for "Odessa Grant": a place before a word that is a common surname."""
        place = chain.last + 1
        if self.assembler.gap(chain.last) != "space" or self._is_known(place, chain):
            return False
        flags = self.index.flags(self.tokens[place].text, self.lang)
        return bool(flags & Guard.SURNAME) and not flags & (Guard.TYPE_AFTER | Guard.DEMONYM)

    def _initial(self, chain: Chain) -> str:
        """ "fits" where initials before the surname are those of the given name, "" without, else why not."""
        place = chain.first - 1
        if place < 0 or self.assembler.gap(place) != "initial":
            return ""
        while place > 0 and self.assembler.gap(place - 1) == "initial":
            place -= 1
        letter = self.tokens[place].text
        if self.index.guard(plain(letter + "."), self.lang) & Guard.HONORIFIC and self.lang != "en":
            return ""
        given = [w for slot, w in enumerate(chain.entry.words) if slot not in chain.entry.family]
        spellings = [s for slot, row in enumerate(chain.entry.anchors) if slot not in chain.entry.family for s in row]
        native = [w for form in chain.entry.native.values() for w in form.split()[:1]]
        starts = (*given, *spellings, *native)
        if any(plain(s).startswith(plain(letter)) for s in starts) or (
            letter == "W" and any(s[:1].lower() == "v" for s in starts)
        ):
            return "fits"
        return f"the initial {letter} does not fit"

    def _fits(self, entry: CompiledEntry, place: int) -> bool:
        return any(r.entry == entry.number for r in self.assembler.readings(place))

    def _is_given(self, word: str) -> bool:
        return bool(self.index.flags(word) & Guard.GIVEN)

    def _is_thing(self, place: int) -> bool:
        return any(self.index.entry(r.entry).kind in ("place", "organization") for r in self.assembler.readings(place))

    def _is_known(self, place: int, chain: Chain) -> bool:
        """True where the word is part of the name of a place, an organisation or the surname of another person."""
        for reading in self.assembler.readings(place):
            other = self.index.entry(reading.entry)
            if other.number == chain.entry.number:
                continue
            if other.kind in ("place", "organization") or (other.kind == "person" and reading.slot in other.family):
                return True
        return False

    def _starts_person(self, place: int) -> bool:
        """True where a person's full name starts at the place: "met Zelensky Donald Trump said"."""
        return any(c.full and len(c.links) > 1 for c in self.assembler.chains(place))


def _beginnings(words: str) -> tuple[str, ...]:
    first = words.split()[0]
    return plain(words.strip()), plain(first), plain(first.rstrip("."))


def _is_close(lang: str, other: str) -> bool:
    """True for one language, and for neighbours whose texts are not told apart by their words."""
    return lang == other or {lang, other} <= _WEST_SLAVIC or {lang, other} <= _SOUTH_SLAVIC


def _is_short(reading: Reading) -> bool:
    """True for a fold key too short to say much."""
    return reading.method == "folded" and reading.guarded


def near_sentence_start(text: str, start: int) -> bool:
    """True where only the start of the text, a line end or a stop stands before."""
    before = text[max(0, start - 3) : start].rstrip(" \t\u00a0\"'“„«(‘’")
    return not before or before[-1] in ".!?…:;\n\r—–•*"
