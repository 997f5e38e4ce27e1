"""Chains with a damaged word, and whether the words around it say whose name it is.

A damaged word is never enough in itself: what speaks for the entry is another word of its name beside it, a certain
mention elsewhere in the document, or that the damage is a known confusion in a long word that is no other name.
"""

from __future__ import annotations

from collections.abc import Callable, Iterator, Sequence, Set
from dataclasses import dataclass

from translit.lexicon.flags import NAME_LIKE, Guard
from translit.match.assemble import Assembler, Chain
from translit.match.context import around, has
from translit.match.evidence import Judge, Verdict
from translit.match.index import CompiledEntry, Index
from translit.match.reading import Reading
from translit.text.script import plain

UNKNOWN_EDIT = 1.0
"""The cost of an edit that is no known confusion: Micron is not Macron. Only another word of the name outweighs one."""

_LONG_WORD, _VERY_LONG_WORD = 6, 8
_SLIP = 0.3
"""The cost of what typing and transcribing do without a change of sound: a letter doubled, an h, y for i."""
_SWAP = 0.7
_AHEAD = 0.3
"""How much dearer the next entry must be: between two that are equally near nothing decides."""

NEEDS = Verdict("needs entry", "a damaged spelling")
ALONE = Verdict("certain", "a damaged spelling of a long word that is no other name")

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

    def chains(self, taken: Callable[[int], bool]) -> Iterator[tuple[Chain, Verdict]]:
        """Chains with a damaged word that no rule explains, outside the places that are taken, each with what it still needs."""
        for place, token in enumerate(self.assembler.tokens):
            if taken(place) or self.assembler.readings(place):
                continue
            readings = self.fuzzy(token.text)
            for reading in readings:
                entry = self.index.entry(reading.entry)
                if reading.name >= 0:  # a word of a name whose words are not those of the canonical form
                    continue
                if self.weight.is_other_name(token.text, entry.words[reading.slot]):
                    continue
                beside = self._beside(place, reading, entry) or self._among_words(place, reading, entry)
                if beside is not None:
                    yield beside, NEEDS
                elif may_stand(entry, reading) and not reading.guarded:
                    chain = Chain(entry, ((place, reading),), len(entry.words) == 1)
                    verdict = self.judge.verdict(chain)
                    if verdict.standing != "blocked":
                        yield chain, ALONE if verdict.standing == "certain" and self._is_safe(chain, readings) else NEEDS

    def _is_safe(self, chain: Chain, readings: Sequence[Reading]) -> bool:
        """True where the damage is so slight and the word so long and rare that it can hardly be another name."""
        place, reading = chain.links[0]
        token = self.assembler.tokens[place]
        if any(r.entry != reading.entry and r.cost <= reading.cost + _AHEAD for r in readings):
            return False
        titled = has(self.index, around(self.assembler.text, token.start, token.stop).before, Guard.TITLE, self.judge.words.lang)
        rare = self.weight.is_rare(token.text, chain.entry.words[reading.slot])
        return is_slight(chain.entry, reading, token.text, titled or rare) and not self._is_common(chain.entry, reading)

    def _is_common(self, entry: CompiledEntry, reading: Reading) -> bool:
        return bool(self.index.flags(entry.words[reading.slot]) & NAME_LIKE)

    def _beside(self, place: int, reading: Reading, entry: CompiledEntry) -> Chain | None:
        """The chain of a damaged name of a person with another name of the person directly beside it."""
        surname = entry.family or {len(entry.words) - 1}
        if entry.kind not in ("person", "") or len(entry.words) == 1:
            return None
        for other, gap in ((place - 1, self.assembler.gap(place - 1)), (place + 1, self.assembler.gap(place))):
            if gap not in ("space", "particle") or not 0 <= other < len(self.assembler.tokens):
                continue
            for known in self.assembler.readings(other):
                fits = known.entry == reading.entry and known.slot != reading.slot and known.name == reading.name
                if fits and (_is_surname(reading, surname) or (known.slot in surname and self._names(place, entry, known))):
                    links = sorted(((place, reading), (other, known)), key=lambda link: link[0])
                    return Chain(entry, tuple(links), True)
        return None

    def _names(self, place: int, entry: CompiledEntry, surname: Reading) -> bool:
        """True where a damaged given name beside the surname is that of the entry: a long one, or the surname is rare."""
        return len(self.assembler.tokens[place].text) >= _LONG_WORD or not self._is_common(entry, surname)

    def _among_words(self, place: int, reading: Reading, entry: CompiledEntry) -> Chain | None:
        """The chain of a damaged word with all the other words of a name of several words, in order, around it."""
        first = place - reading.slot
        places = range(first, first + len(entry.words))
        if entry.kind == "person" or len(entry.words) < 2 or first < 0 or places[-1] >= len(self.assembler.tokens):
            return None
        if any(self.assembler.gap(p) not in ("space", "hyphen", "particle") for p in places[:-1]):
            return None
        links: list[tuple[int, Reading]] = []
        for slot, other in enumerate(places):
            same = (r for r in self.assembler.readings(other) if (r.entry, r.name, r.slot) == (reading.entry, reading.name, slot))
            found = reading if other == place else next(same, None)
            if found is None:
                return None
            links.append((other, found))
        return Chain(entry, tuple(links), True)


def _is_surname(reading: Reading, surname: Set[int]) -> bool:
    """True for a damaged surname; one that is a given name in itself is none."""
    return reading.slot in surname and not reading.guarded


def may_stand(entry: CompiledEntry, reading: Reading) -> bool:
    """True where the word may stand for the entry by itself."""
    if entry.kind in ("given-name", "family-name"):
        return False
    last = entry.is_bare_name and reading.slot == len(entry.words) - 1
    return last or len(entry.words) == 1 or reading.slot in entry.family


def is_slight(entry: CompiledEntry, reading: Reading, word: str, titled: bool = True) -> bool:
    """True where the damage to a word is slight for its length; `titled` is True where a title or office stands before it.

    Between persons only what leaves the sound is slight: Kosenko is not Kostenko, Salim is not Salam.
    """
    length = len(word)
    swapped = reading.cost <= _SWAP and sorted(plain(word)) == sorted(plain(entry.words[reading.slot]))
    if entry.kind == "person":
        return length >= _LONG_WORD and (reading.cost <= _SLIP or swapped or (titled and reading.cost <= _SWAP))
    limit = UNKNOWN_EDIT if length >= _VERY_LONG_WORD else _SWAP if length > _LONG_WORD else _SLIP
    return length >= _LONG_WORD and (reading.cost <= limit or swapped)
