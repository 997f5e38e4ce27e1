"""From readings of single words to chains of words that can be one mention."""

from __future__ import annotations

from collections.abc import Callable, Iterator, Sequence, Set
from typing import NamedTuple

from translit.lexicon.flags import CAPITALS, Source
from translit.match.context import Gap, gap_between, is_initial
from translit.match.index import CompiledEntry, Index
from translit.match.reading import TRUST, Name, Reading, Readings, Spelling
from translit.mention import Method
from translit.text.scan import Token
from translit.text.script import is_small, plain

ReadingsAt = Callable[[int], Readings]
"""The readings of the word at a place in the list of tokens."""


class Chain(NamedTuple):
    """Neighbouring words read as words of one entry.

    `links` are (place in the tokens, reading) pairs in text order; `full` is True where they name the entry whole,
    False where a part stands for it. `family_only` is True for a person named by the surname.
    """

    entry: CompiledEntry
    links: tuple[tuple[int, Reading], ...]
    full: bool

    @property
    def first(self) -> int:
        return self.links[0][0]

    @property
    def last(self) -> int:
        return self.links[-1][0]

    @property
    def method(self) -> Method:
        """The least trusted method among the words."""
        return max((r.method for _, r in self.links), key=lambda m: TRUST[m])

    @property
    def rank(self) -> tuple[int, ...]:
        """For comparing chains over the same words: the more trusted first."""
        return tuple(sorted((TRUST[r.method] for _, r in self.links), reverse=True))

    @property
    def cost(self) -> float:
        """What the damage of its words costs together."""
        return sum(r.cost for _, r in self.links)

    @property
    def damaged(self) -> bool:
        """True where every word is a listed damaged spelling, so that nothing beside it speaks for the entry."""
        return all(r.source is Source.DAMAGED for _, r in self.links)

    @property
    def canonical(self) -> bool:
        """True where every word stands as in the canonical form."""
        return all(r.source is Source.CANONICAL and r.method == "exact" for _, r in self.links)

    @property
    def spelling(self) -> Spelling:
        """How the entry is spelled, by the first word."""
        return self.links[0][1].spelling

    @property
    def former(self) -> bool:
        return any(r.source is Source.FORMER for _, r in self.links)

    @property
    def inflected(self) -> bool:
        return any(r.inflected for _, r in self.links)

    @property
    def is_part(self) -> bool:
        return not self.full


class Assembler:
    """Builds the chains of one document."""

    def __init__(self, index: Index, text: str, tokens: Sequence[Token], readings: ReadingsAt) -> None:
        self.index, self.text, self.tokens, self.readings = index, text, tokens, readings
        self._gaps: dict[int, Gap] = {}
        self._fillers: dict[int, bool] = {}

    def gap(self, place: int) -> Gap:
        """How the word at a place is joined to the one behind it."""
        if place + 1 >= len(self.tokens) or place < 0:
            return ""
        if place not in self._gaps:
            self._gaps[place] = gap_between(self.text, self.tokens[place], self.tokens[place + 1], self.index)
        return self._gaps[place]

    def chains(self, place: int) -> Iterator[Chain]:
        """Every chain that starts at a place and names an entry, longest first for each entry."""
        readings = self.readings(place)
        if not readings:
            return
        alone = readings.standing(self._may_stand_alone)
        going_on = self._going_on(place, readings)
        names = readings.by_name if going_on else alone
        for key in names:
            goes_on = key in going_on
            options = readings.best(key) if goes_on else alone.get(key)
            if options:
                entry, name = self.index.entry(key[0]), key[1]
                made = [chain for first in options for chain in self._extended(entry, name, place, first, goes_on)]
                yield from sorted(made, key=lambda c: -len(c.links))[:2]

    def _going_on(self, place: int, readings: Readings) -> Set[Name]:
        """The names of the word at a place that may go on behind it."""
        if place + 1 >= len(self.tokens):
            return frozenset()
        names: Set[Name] = readings.by_name.keys()
        if not self._is_filler(place + 1):
            names &= self.readings(place + 1).by_name.keys()
        return names if names and self.gap(place) else frozenset()

    def _may_stand_alone(self, reading: Reading) -> bool:
        """False for a word that names its entry only together with other words, as most words of organisations do."""
        key = (reading.entry, reading.name, reading.slot)
        known = self.index.alone.get(key)
        if known is None:
            entry = self.index.entry(reading.entry)
            whole = entry.length(reading.name)
            some_may = (
                entry.kind == "" or entry.stands_alone({reading.slot}) or (entry.is_bare_name and reading.slot == whole - 1)
            )
            known = self.index.alone[key] = whole == 1 or (reading.name < 0 and some_may)
        return known

    def _extended(self, entry: CompiledEntry, name: int, place: int, first: Reading, goes_on: bool) -> Iterator[Chain]:
        links = [(place, first)]
        here = place
        whole = entry.length(name)
        while goes_on and len(links) < whole:
            step = self._next_link(entry, name, here, links)
            if step is None:
                break
            links.append(step)
            here = step[0]
        while links:
            chain = self._judged(entry, name, tuple(links), whole)
            if chain is not None:
                yield chain
            if name >= 0:
                break  # such a name counts only whole
            links.pop()

    def _next_link(
        self, entry: CompiledEntry, name: int, here: int, links: list[tuple[int, Reading]]
    ) -> tuple[int, Reading] | None:
        there, gap = here + 1, self.gap(here)
        person = entry.kind in ("person", "")
        while gap and there < len(self.tokens):
            link = self._link(entry, name, there, gap, links)
            if link is not None:
                return there, link
            # an initial or a patronymic that is not listed stands inside the name and stays
            if not (person and gap in ("space", "initial", "particle") and self._is_filler(there)):
                return None
            there, gap = there + 1, self.gap(there)
        return None

    def _link(self, entry: CompiledEntry, name: int, there: int, gap: Gap, links: list[tuple[int, Reading]]) -> Reading | None:
        """The reading of the word at a place as a further word of the name, None where it is none."""
        used = {r.slot for _, r in links}
        person = entry.kind in ("person", "")
        if gap == "comma" and not (person and self._comma_name(entry, there, links)):
            return None
        if gap == "hyphen" and person and not self._hyphenated(entry, name):
            return None
        if gap != "hyphen" and _is_syllable(self.tokens[there].text, entry):
            return None
        for reading in self.readings(there).best((entry.number, name)):
            in_order = person or reading.slot > links[-1][1].slot
            if reading.slot not in used and in_order and _same_inflection(links, reading):
                return reading
        return None

    def _is_filler(self, place: int) -> bool:
        """True for an initial with its stop, and for a patronymic: they stand inside a person's name and stay."""
        if place >= len(self.tokens):
            return False
        if place not in self._fillers:
            word = self.tokens[place].text
            wanted = ("initial", "space") if is_initial(word) else ("space",) if self.is_patronymic(word) else ()
            self._fillers[place] = self.gap(place) in wanted
        return self._fillers[place]

    def is_patronymic(self, word: str) -> bool:
        """True where the word ends like a patronymic."""
        return len(word) > 5 and plain(word).endswith(self.index.patronymic_endings)

    def _comma_name(self, entry: CompiledEntry, there: int, links: list[tuple[int, Reading]]) -> bool:
        """ "Zelensky, Vladimir": the surname comes first, and no further name hangs on the given name."""
        if len(links) != 1 or links[0][1].slot not in entry.family | {len(entry.words) - 1}:
            return False
        follows = self.gap(there)
        if follows == "initial" or (follows == "space" and there + 1 < len(self.tokens)):
            return is_initial(self.tokens[there + 1].text) or self.is_patronymic(self.tokens[there + 1].text)
        return follows in ("", "comma")

    def _is_syllable(self, place: int) -> bool:
        """True for a word that names somebody only behind a hyphen: the end of Moon Jae-in is no surname."""
        word = self.tokens[place].text
        return is_small(word) or plain(word) in self.index.hyphened

    def _hyphenated(self, entry: CompiledEntry, name: int) -> bool:
        return any("-" in str(n["text"]) for n in (entry.names if name < 0 else entry.names[name : name + 1]))

    def _judged(self, entry: CompiledEntry, name: int, links: tuple[tuple[int, Reading], ...], whole: int) -> Chain | None:
        used = {r.slot for _, r in links}
        place, first = links[0]
        if first.how & CAPITALS and all(r.how & CAPITALS for _, r in links):
            return None
        if is_small(self.tokens[place].text) and all(is_small(self.tokens[p].text) for p, _ in links):
            return None
        if len(links) == 1 and len(self.tokens[place].text) == 1 and self.tokens[place].text.isupper():
            return None  # a capital letter is an initial, not Wang Yi (И)
        if len(used) == whole:
            return Chain(entry, links, True)
        if name >= 0:
            return None
        ends = {0, whole - 1}
        if entry.kind == "person":
            if ends <= used:
                return Chain(entry, links, True)
            if entry.stands_alone(used):
                return Chain(entry, links, bool(used - entry.family))
            surname = entry.is_bare_name and used == {whole - 1} and not self._is_syllable(links[0][0])
            return Chain(entry, links, False) if surname else None
        if entry.stands_alone(used):
            return Chain(entry, links, False)
        if entry.kind == "" and whole in (2, 3):
            if ends <= used:
                return Chain(entry, links, True)
            return Chain(entry, links, False) if used == {whole - 1} else None
        return None


def _is_syllable(word: str, entry: CompiledEntry) -> bool:
    """True for a lower-case part behind a hyphen (Moon Jae-in), which is no word by itself."""
    return word[0].islower() and any(f"-{word}" in str(n["text"]) for n in entry.names)


def _same_inflection(links: list[tuple[int, Reading]], reading: Reading) -> bool:
    """A nominative does not go with an oblique case, except where one word has the same form in both."""
    return True if not links else links[-1][1].inflected == reading.inflected or reading.slot == 0 or links[-1][1].slot == 0
