"""Chains with a damaged word, and whether the words around it say whose name it is.

A damaged word is never enough in itself: what speaks for the entry is another word of its name beside it, a certain
mention elsewhere in the document, or that the damage is a known confusion in a long word that is no other name.
"""

from __future__ import annotations

from collections.abc import Callable, Iterator, Mapping, Sequence
from dataclasses import dataclass

from translit.lexicon.flags import Guard
from translit.match.assemble import Assembler, Chain
from translit.match.company import LONG_WORD, OTHER_FORM, SHORT_WORD, SLIP, UNKNOWN_EDIT, VERY_LONG_WORD, Company
from translit.match.evidence import Judge, Verdict
from translit.match.index import CompiledEntry, Index
from translit.match.loose import loosely
from translit.match.neighbours import UNKNOWN_NAME, near_sentence_start
from translit.match.reading import Reading
from translit.text.script import plain

_SWAP = 0.7
_TWO_EDITS = 1.3
_AHEAD = 0.3
"""How much dearer the next entry must be: between two that are equally near nothing decides."""

NEEDS = Verdict("needs entry", "a damaged spelling")
FAINT = Verdict("needs entry", "a damaged spelling of a word that other names are near to")
"""So weak that it is not even listed where the document doesn't speak of the entry."""
FAR = Verdict("blocked")
"""Listed, never written."""
BESIDE = Verdict("needs entry")
"""Beside another word of the name, which tells whose it is."""
ALONE = Verdict("certain", "a damaged spelling of a long word that is no other name")

_GAPS = ("space", "hyphen", "particle")

_INTRODUCED = ((VERY_LONG_WORD, UNKNOWN_EDIT), (LONG_WORD + 1, _SWAP), (0, SLIP))
_UNINTRODUCED = ((VERY_LONG_WORD + 1, UNKNOWN_EDIT), (0, SLIP))
"""What the damage to a word of at least so many letters may cost, the longest first."""

Spoken = Callable[[str], Sequence[Reading]]


@dataclass(frozen=True, slots=True)
class Weight:
    """How a spelling counts in the corpus against another, where a file of counts was given."""

    counts: Callable[[str], int] | None = None

    def is_other_name(self, word: str, canonical: str) -> bool:
        """True where the spelling is too frequent for damage: damage is rare, a different name is not."""
        if self.counts is None:
            return False
        here, there = self.counts(word), self.counts(canonical)
        return here >= 3 and here * 10 > there

    def is_rare(self, word: str, canonical: str) -> bool:
        """True where the canonical form stands fifty times as often, so that even an unknown edit is likely damage."""
        return self.counts is not None and self.counts(canonical) >= 50 * max(1, self.counts(word))


UNWEIGHED = Weight()


class Nearness:
    """Looks for damaged words in one document."""

    def __init__(self, index: Index, assembler: Assembler, judge: Judge, fuzzy: Spoken, weight: Weight) -> None:
        self.index, self.assembler, self.judge, self.fuzzy, self.weight = index, assembler, judge, fuzzy, weight
        self.company = Company(index, assembler, judge.words)
        self.held = set[int]()
        """Places of damaged words that only an unknown name beside them holds back."""

    def chains(self, taken: Callable[[int], bool]) -> Iterator[tuple[Chain, Verdict]]:
        """Chains with a damaged word that no rule explains, outside the places that are taken, each with what it still needs."""
        for place, token in enumerate(self.assembler.tokens):
            readings = () if taken(place) else self._readings(place)
            for reading in readings:
                entry = self.index.entry(reading.entry)
                if self.weight.is_other_name(token.text, entry.words[reading.slot]):
                    continue
                beside = self._beside(place, reading, entry)
                if beside is not None:
                    yield beside
                elif may_stand(entry, reading) and not reading.guarded:
                    chain = Chain(entry, ((place, reading),), len(entry.words) == 1)
                    if (verdict := self._alone(chain, readings)) is not None:
                        yield chain, verdict

    def _alone(self, chain: Chain, readings: Sequence[Reading]) -> Verdict | None:
        """What a damaged word by itself still needs, None where it is nobody's."""
        said = self.judge.verdict(chain)
        place, reading = chain.links[0]
        if said.standing == "blocked":
            if said.reason.startswith(UNKNOWN_NAME):
                self.held.add(place)
            return None
        token = self.assembler.tokens[place]
        rivalled = any(r.entry != reading.entry and r.cost <= reading.cost + _AHEAD for r in readings)
        borne = bool(self.index.flags(token.text) & (Guard.BORNE | Guard.SURNAME))
        common = self.company.is_common(chain.entry, reading)
        if said.standing == "certain" and not (rivalled or borne or common) and self._is_safe(chain):
            return ALONE
        likely = not (rivalled or borne) and is_likely(chain.entry, reading, token.text, common)
        if reading.cost <= OTHER_FORM and not borne and self._may_be_meant(chain):
            return NEEDS if likely else FAINT
        return FAR if likely else None

    def _readings(self, place: int) -> Sequence[Reading]:
        """What the word at a place may be by damage; a word that is a name by rule may only be another form of a given name.

        A case form of a language that the text is not in is no such name. A word of a name whose words are not those of
        the canonical form is left out.
        """
        text = self.assembler.tokens[place].text
        readings = [r for r in self.fuzzy(text) if r.name < 0]
        if not readings:
            return readings
        ruled = {r.entry for r in self.assembler.readings(place) if not self.judge.is_case_elsewhere(r, text)}
        return [r for r in readings if not ruled or (r.guarded and r.entry not in ruled)]

    def _may_be_meant(self, chain: Chain) -> bool:
        """True where the word is a name for all that its capital says, or something beside it says so; no word holds a digit."""
        return (
            not self.assembler.tokens[chain.first].text.isalpha()
            or self.judge.words.has_telling_capital(chain.first)
            or self.judge.introductions(chain)[1]
        )

    def _is_safe(self, chain: Chain) -> bool:
        """True where the damage is so slight and the word so long that it can hardly be another name."""
        place, reading = chain.links[0]
        token = self.assembler.tokens[place]
        if _is_cut(chain.entry, reading, token.text):
            return near_sentence_start(self.assembler.text, token.start)
        rare = self.weight.is_rare(token.text, chain.entry.words[reading.slot])
        introduced, speaks = (True, True) if rare else self.judge.introductions(chain)
        return is_slight(chain.entry, reading, token.text, introduced, speaks)

    def _beside(self, place: int, reading: Reading, entry: CompiledEntry) -> tuple[Chain, Verdict] | None:
        """The chain of a damaged word with the words of the same name that stand beside it, and whether they tell whose it is."""
        if len(entry.words) == 1:
            return None
        links = {place: reading}
        for step in (-1, 1):
            here = self._past_initials(place, step)
            while (found := self._next(links, here, step, entry)) is not None:
                links[here] = found
                here = self._past_initials(here, step)
        if len(links) == 1:
            return None
        chain = Chain(entry, tuple(sorted(links.items())), True)
        if self.judge.is_look_alike(chain):
            return None
        if self.company.agree(entry, links):
            return chain, BESIDE
        return (chain, FAR) if self.company.may_agree(entry, links) else None

    def _past_initials(self, place: int, step: int) -> int:
        """The place of the next word of a name: initials stand inside it and stay."""
        place += step
        tokens, gap = self.assembler.tokens, self.assembler.gap
        while 0 < place < len(tokens) - 1 and gap(place) == "initial" and gap(place - 1) in ("space", "initial"):
            place += step
        return place

    def _next(self, links: Mapping[int, Reading], place: int, step: int, entry: CompiledEntry) -> Reading | None:
        """The word at a place as a further word of the name, by rule or else damaged."""
        gap = self.assembler.gap(place if step < 0 else place - 1)
        if not 0 <= place < len(self.assembler.tokens) or (gap not in _GAPS and gap != "initial"):
            return None
        used = {r.slot for r in links.values()}
        own = [r for r in self.assembler.readings(place) if r.entry == entry.number and r.name < 0]
        own = own or [r for r in self.fuzzy(self.assembler.tokens[place].text) if r.entry == entry.number and r.name < 0]
        return next((r for r in own if r.slot not in used), None)


def may_stand(entry: CompiledEntry, reading: Reading) -> bool:
    """True where the word may stand for the entry by itself."""
    if entry.names_nobody:
        return False
    last = entry.is_bare_name and reading.slot == len(entry.words) - 1
    return last or len(entry.words) == 1 or reading.slot in entry.family


def is_slight(entry: CompiledEntry, reading: Reading, word: str, introduced: bool = True, speaks: bool = True) -> bool:
    """True where the damage to a word is slight for its length, and slighter still where nothing introduces the word.

    `speaks` is True where a verb of saying stands behind it, or it is introduced: enough for what sounds the same. Between
    persons only what leaves the sound is slight: Kosenko is not Kostenko, Salim is not Salam, and Yarros not Yarosh.
    """
    form, meant, person = plain(word), plain(entry.words[reading.slot]), entry.kind == "person"
    same = reading.cost <= SLIP or loosely(form) == loosely(meant)
    if _is_cut(entry, reading, word) or (same and len(form) >= SHORT_WORD and len(meant) >= LONG_WORD and not person):
        return True
    if len(form) < LONG_WORD:
        return False
    if same:
        return speaks or not person or len(form) > LONG_WORD
    if reading.cost <= _SWAP and sorted(form) == sorted(meant):
        return introduced or not person or len(form) > VERY_LONG_WORD
    if person:
        return introduced and reading.cost <= _SWAP
    length = max(len(form), len(meant) if len(meant) == len(form) + 1 else 0)
    most = next(cost for least, cost in (_INTRODUCED if introduced else _UNINTRODUCED) if length >= least)
    return reading.cost <= most


def is_likely(entry: CompiledEntry, reading: Reading, word: str, common: bool = False) -> bool:
    """True where a damaged word by itself is likely a word of the entry, so that it is worth listing."""
    form, meant = plain(word), plain(entry.words[reading.slot])
    length = max(len(form), len(meant))
    if length < SHORT_WORD or (not word.isupper() and not word[1:].islower() and entry.words[reading.slot][1:].islower()):
        return False
    if loosely(form) == loosely(meant):
        return True
    limit = _SWAP if common or length < VERY_LONG_WORD else UNKNOWN_EDIT if length == VERY_LONG_WORD else _TWO_EDITS
    return length >= LONG_WORD and reading.cost <= limit


def _is_cut(entry: CompiledEntry, reading: Reading, word: str) -> bool:
    """True for a word in capitals that lacks the first letter, as the first word of a report often does: AGHDAD."""
    return word.isupper() and entry.kind != "person" and plain(word) == plain(entry.words[reading.slot])[1:]
