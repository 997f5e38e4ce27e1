"""Whose name a chain of words is: what supports it, what speaks against it, and what is still missing.

Evidence is boolean and comes from the text as it stands: a fold never makes evidence that the text did not hold, so
folding twice equals folding once.
"""

from __future__ import annotations

from typing import Literal, NamedTuple

import regex

from translit.lexicon.flags import NAME_LIKE, Guard, Source
from translit.match.assemble import Assembler, Chain
from translit.match.context import Around, around, has
from translit.match.doubt import DOUBTFUL, HARDLY, SURE, doubt, is_at_second_hand
from translit.match.genitive import WITHOUT
from translit.match.index import CompiledEntry, Index
from translit.match.language import Language
from translit.match.neighbours import Neighbours
from translit.match.reading import GENITIVE, Reading
from translit.text.script import plain
from translit.text.zones import in_protected_phrase

Standing = Literal["certain", "needs entry", "blocked"]


class Verdict(NamedTuple):
    """What is known of a chain: certain, in need of a certain mention of its entry, or blocked; and why.

    `names` is True where an office or a fitting initial says whose surname it is, as the full name would, or a preposition that
    it is a place; `alike` where the certain mention that is needed must be spelled as the chain is.
    """

    standing: Standing
    reason: str = ""
    names: bool = False
    alike: bool = False


CERTAIN, NAMED = Verdict("certain"), Verdict("certain", names=True)
FAR_FETCHED = Verdict("needs entry", "a spelling that is much like another word")
_ENDINGS = "endings-"
_CASES = (_ENDINGS, GENITIVE)
_TITLES = Guard.TITLE | Guard.RANK | Guard.HONORIFIC
_RARE = 5
"""Letters below which a surname of a bare list of names is not taken for its bearer, even behind an office."""
_NAMESAKE = "a namesake"
_STATE = regex.compile(r",?[ \u00a0]+((?:\p{L}[\p{L}.]*[ \u00a0]?){1,2})")
ON_RIVER = regex.compile(r"-\p{Ll}{1,4}-\p{Lu}")
_ALIKE = ({"cs", "sk"}, {"sl", "hr", "sr"}, {"da", "no", "sv"}, {"bg", "mk"}, {"ca", "es"})
"""Languages whose texts are not always told apart by their words."""


class Judge:
    """Weighs the chains of one document."""

    def __init__(self, index: Index, assembler: Assembler, lang: Language) -> None:
        self.index, self.assembler = index, assembler
        self.text, self.tokens = assembler.text, assembler.tokens
        self.words = Neighbours(index, assembler, lang)

    def verdict(self, chain: Chain) -> Verdict:
        """Whether a chain is a mention of its entry, as far as the words around it tell."""
        entry = chain.entry
        start, end = self.tokens[chain.first].start, self.tokens[chain.last].stop
        if self.is_look_alike(chain):
            return Verdict("blocked", "a listed look-alike")
        if entry.never_phrases and in_protected_phrase(self.text, start, end, entry.never_phrases):
            return Verdict("blocked", self.words.given_before(chain) or "part of a listed look-alike")
        for place, reading in chain.links:
            if reading.label.startswith(_CASES) and self.is_case_elsewhere(reading, self.tokens[place].text):
                return Verdict("blocked", "a case form of another language")
        near = around(self.text, start, end)
        exonyms = [r for _, r in chain.links if r.source is Source.EXONYM]
        if exonyms and (against := self._exonym(chain, exonyms, near)):
            return Verdict("blocked", against)
        if entry.kind == "person" or entry.kind == "":
            verdict = self._person(chain, near)
        elif entry.names_nobody:
            verdict = Verdict("needs entry", "a bare name")
        else:
            verdict = self._thing(chain, near)
        if verdict.standing == "certain" and chain.damaged:
            return Verdict("needs entry", "a damaged spelling")
        if verdict.standing == "needs entry" and self._is_of_its_own(chain):
            return verdict._replace(alike=True)
        return verdict

    def _is_of_its_own(self, chain: Chain) -> bool:
        """True for a single word that may well be no spelling of the name but somebody else's, or an ordinary word.

        So a mention of Viktor Bout makes no *But* a Bout, and one of Martin Schulz no *Schultz* a Schulz.
        """
        entry = chain.entry
        if len(chain.links) > 1 or chain.canonical or chain.damaged or entry.names_nobody:
            return False
        if entry.kind not in ("person", "place", ""):
            return False
        if not self._guarded(chain):
            return False
        place, reading = chain.links[0]
        if self.index.flags(self.tokens[place].text, self.words.lang, NAME_LIKE) != Guard.SURNAME:
            return True
        return reading.method == "folded" or is_at_second_hand(entry, reading)  # Zelensky may be Zelenskyy, a Khan is no Hahn

    def is_look_alike(self, chain: Chain) -> bool:
        """True where the words, or one of them that is not listed, are a listed look-alike of the entry."""
        never = chain.entry.never
        if not never:
            return False
        words = [(plain(self.tokens[i].text), r) for i, r in chain.links]
        return plain(" ".join(w for w, _ in words)) in never or any(r.method != "exact" and w in never for w, r in words)

    def _exonym(self, chain: Chain, exonyms: list[Reading], near: Around) -> str:
        """Why words of another language are none of the entry's, "" where they may be."""
        foreign = any(r.lang and self._is_foreign(r.lang) for r in exonyms)
        if self.words.is_second_name(chain):
            return self.words.given_before(chain) or "a word of another language behind a name"
        preposed = foreign and has(self.index, near.before, Guard.PREPOSITION | Guard.TYPE_BEFORE, self.words.lang)
        return "a word of another language" if foreign and not preposed else ""

    def _is_foreign(self, lang: str) -> bool:
        """True for a language that is not the one of the document, where names in that one would be listed."""
        code = self.words.lang.code
        return code is not None and code in self.index.own_names and not _is_close(lang.split("-")[0], code)

    def is_case_elsewhere(self, reading: Reading, word: str) -> bool:
        """True for a case form in Latin letters (Tuska, Merkelová) in a text that is in another language than the case."""
        if reading.label == GENITIVE:
            return self.words.lang.code in WITHOUT
        if not reading.label.startswith(_ENDINGS):
            return False
        lang = reading.label[len(_ENDINGS) :].split(" ")[0]
        if lang not in self.index.latin_endings:
            return False
        if self.words.lang.code is None:
            return not reading.inflected and word.isascii()  # a nominative in -ova is rewritten: its language must be sure
        return not _is_close(lang, self.words.lang.code)

    def _person(self, chain: Chain, near: Around) -> Verdict:
        is_whole = len(chain.entry.words) == 1 and chain.entry.kind == "person" and not self._guarded(chain)
        if chain.full and (len(chain.links) > 1 or is_whole):
            return CERTAIN
        if chain.full and chain.entry.kind == "":
            return self._thing(chain, near)
        if self.words.wrong_sex(chain.entry, near):
            return Verdict("blocked", "the title is that of a person of the other sex")
        titled = has(self.index, near.before, _TITLES, self.words.lang)
        against = self.words.neighbour_before(chain) or self.words.neighbour_behind(chain, titled)
        if against:
            return Verdict("blocked", against)
        initial, doubtful = self.words.initial(chain), self._doubt(chain)
        if initial == "fits":
            return NAMED if doubtful == SURE else FAR_FETCHED
        if initial:
            return Verdict("blocked", initial)
        if doubtful == HARDLY:
            return FAR_FETCHED
        _, reading = chain.links[0]
        in_office = has(self.index, near.before, Guard.TITLE, self.words.lang)
        if chain.is_part and chain.entry.is_bare_name and not (in_office and len(self.tokens[chain.first].text) >= _RARE):
            return Verdict("needs entry", "nothing is known about which words stand alone")
        if reading.ambiguous and not titled:
            return Verdict("needs entry", "the inflected form is also another name")
        if self.words.opens_sentence(chain):
            return Verdict("blocked", "an ordinary word at the start of a sentence")
        if self._guarded(chain) or self._is_other_language(chain):
            return Verdict("needs entry", "the surname is common or an ordinary word")
        if doubtful == DOUBTFUL and not (titled or self._is_introduced(chain.entry, near, 0, Guard.VERB)):
            return FAR_FETCHED
        return Verdict("certain", names=in_office)

    def _is_other_language(self, chain: Chain) -> bool:
        """True for a common surname in the spelling of another than the primary language: Herasymov for a Gerasimov."""
        entry = chain.entry
        if all(r.method == "exact" or r.lang in (None, entry.lang) for _, r in chain.links):
            return False
        forms = [entry.words[r.slot] for _, r in chain.links if r.name < 0]
        natives = [form.split()[-1] for form in entry.native.values()]
        return any(self.index.flags(form) & Guard.SURNAME for form in (*forms, *natives))

    def _guarded(self, chain: Chain) -> bool:
        return any(self.index.flags(self.tokens[i].text, self.words.lang, NAME_LIKE) or _is_short(r) for i, r in chain.links)

    def _doubt(self, chain: Chain) -> int:
        """How doubtful it is that a single word is a spelling of the name at all."""
        place, reading = chain.links[0]
        return SURE if len(chain.links) > 1 else doubt(chain.entry, reading, self.tokens[place].text, self.words.lang)

    def introductions(self, chain: Chain) -> tuple[bool, bool]:
        """Whether an office stands before a person's name, or a preposition or the like before another; whether it does, or a verb
        of saying stands behind a person's name.
        """
        near = around(self.text, self.tokens[chain.first].start, self.tokens[chain.last].stop)
        introduced = self._is_introduced(chain.entry, near, Guard.TITLE, 0)
        return introduced, introduced or self._is_introduced(chain.entry, near, 0, Guard.VERB)

    def _is_introduced(self, entry: CompiledEntry, near: Around, titles: int, verbs: int) -> bool:
        """True where one of the `titles` stands before a person's name, or one of the `verbs` behind it, and what places stand with."""
        person, place = entry.kind in ("person", ""), entry.kind != "person"
        before = (titles if person else 0) | (Guard.PREPOSITION | Guard.TYPE_BEFORE if place else 0)
        behind = (verbs if person else 0) | (Guard.TYPE_AFTER if place else 0)
        lang = self.words.lang
        return has(self.index, near.before, before, lang) or bool(self.index.guard(plain(near.after), lang, behind))

    def _thing(self, chain: Chain, near: Around) -> Verdict:
        """A place or an organisation."""
        single = len(chain.links) == 1
        if chain.entry.kind == "place" and (elsewhere := self._elsewhere(chain)):
            return Verdict("blocked", elsewhere)
        gap = self.assembler.gap(chain.first - 1)
        rank = Guard.RANK | Guard.HONORIFIC | (Guard.TITLE if gap == "space" else 0)
        ranked = has(self.index, near.before[-1:], rank, self.words.lang)
        if single and ranked:
            return Verdict("blocked", "a rank or a title stands before it")
        if single and gap == "initial":
            return Verdict("blocked", "an initial stands before it")
        if single and (against := self.words.given_before(chain)) and not self.words.is_thing(chain.first - 1):
            return Verdict("blocked", against)
        preposed = has(self.index, near.before, Guard.PREPOSITION | Guard.TYPE_BEFORE, self.words.lang) or self._coordinated(
            chain, near
        )
        if single and not preposed and gap == "space" and (against := self.words.neighbour_before(chain)):
            return Verdict("blocked", against)
        if single and self.words.surname_behind(chain):
            return Verdict("blocked", "a surname stands behind it")
        # the language is asked for last: a judgement that asks for it is remembered for that language alone
        if (
            single
            and not preposed
            and (against := self.words.neighbour_behind(chain, False))
            and not self.words.has_noun_capitals
        ):
            return Verdict("blocked", against)
        if not (single and self._guarded(chain)):
            doubtful = self._doubt(chain)
            if doubtful == HARDLY:
                return FAR_FETCHED
            if preposed:
                return NAMED
            sure = doubtful == SURE or self._is_introduced(chain.entry, near, _TITLES, Guard.VERB)
            return CERTAIN if sure else FAR_FETCHED
        if self.words.opens_sentence(chain) and not preposed:
            return Verdict("blocked", "an ordinary word at the start of a sentence")
        after = self.words.neighbour_behind(chain, False)
        if after:
            return Verdict("blocked", after)
        if gap in ("space", "hyphen") and (against := self.words.neighbour_before(chain)):
            return Verdict("blocked", against)
        if preposed:
            return NAMED
        if self.index.guard(plain(near.after), self.words.lang, Guard.VERB):
            return Verdict("blocked", "a verb of saying follows")
        if self.index.guard(plain(near.after), self.words.lang, Guard.TYPE_AFTER):
            return CERTAIN
        return Verdict("needs entry", "the spelling is also a name or a word of another kind")

    def _elsewhere(self, chain: Chain) -> str:
        """Why a place is a namesake: a state overseas behind a comma (Odessa, Texas), or a river in its name (Slavyansk-on-Kuban)."""
        end = self.tokens[chain.last].stop
        behind = self.text[end : end + 24]
        if behind[:1] == "-":
            return f"{_NAMESAKE} on a river" if ON_RIVER.match(behind) else ""
        state = _STATE.match(behind)
        if state is None:
            return ""
        words = state.group(1).strip()
        first = words.split()[0]
        said = self.index.said[first] | (self.index.guard(plain(words)) if first != words else 0)
        return f"{_NAMESAKE} in {first}" if said & Guard.ELSEWHERE else ""

    def _coordinated(self, chain: Chain, near: Around) -> bool:
        """True for the second of two places that a preposition introduces: "near Nikolaev and Orekhov"."""
        place = chain.first - 1
        if place >= 0 and self.tokens[place].text[0].islower():
            place -= 1  # the conjunction may itself be a word of a name
        if place < 0 or not has(self.index, near.before[-1:], Guard.CONJUNCTION, self.words.lang):
            return False
        between = self.text[self.tokens[place].stop : self.tokens[chain.first].start]
        if len(between.split()) != 1:
            return False
        earlier = (c for c in self.assembler.chains(place) if c.entry.kind == "place")
        return any(self.verdict(c).standing == "certain" for c in earlier)


def _is_close(lang: str, other: str) -> bool:
    return lang == other or any({lang, other} <= languages for languages in _ALIKE)


def _is_short(reading: Reading) -> bool:
    """True for a fold key too short to say much."""
    return reading.method == "folded" and reading.guarded
