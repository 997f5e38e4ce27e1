"""New spellings of known entries: which unknown words of a corpus are near to which entry, and what speaks for it."""

from __future__ import annotations

from collections import Counter
from collections.abc import Collection, Iterable, Mapping
from dataclasses import dataclass, field

from translit.lexicon.flags import Guard
from translit.match.index import CompiledEntry
from translit.match.language import Language
from translit.match.lookup import Lookup
from translit.match.reading import Reading
from translit.mention import Method
from translit.text.script import without_marks
from translit.workbench.sightings import Census, Places

MIN_LENGTH = 4
"""Letters below which a word says too little to be called a spelling of anything."""

UNKNOWN_EDIT = 1.0
"""The cost from which on an edit is no known confusion: Kosenko is as likely a name of its own as a misprint of Kostenko."""

_WORDLIKE = Guard.WORD | Guard.GIVEN | Guard.DEMONYM | Guard.TITLE | Guard.TYPE_BEFORE | Guard.TYPE_AFTER | Guard.ABBREVIATION
_DOUBT = 0.69
_BASE: Mapping[Method, float] = {"exact": 1.0, "derived": 0.97, "folded": 0.85, "fuzzy": 0.85}
# What the score of a candidate gains and loses. The base falls with the cost of the edit: a confusion that is well known (0.3)
# leaves 0.75, one that is hardly known (0.7) 0.6, which needs a companion to pass the decision line.
_COST = 0.35
_FITS = 0.12  # "Volodymyr" before "Zelenksy"
_BESIDE = 0.12  # all passages with "Xinhau" name Xinhua, too
_MISFITS = 0.25  # "Igor" before "Zelenksy"
_NEVER_BESIDE = 0.08  # "Polard" stands often, and never near a mention of Poland
_ABSENT = 0.15  # the corpus never names the entry
_COMMON = 0.15  # "Boston" stands more often than Bolton
_RIVAL = 0.05  # "Nikkei" is as near to Haley's given name as to Nickel
_LOWER = 0.3  # "linie" is a word
_SELDOM = 3


@dataclass(slots=True)
class Candidate:
    """An unknown word (`form`, plain) that may be a word of an entry.

    `companions` are the other words of the entry that stand directly beside it, `strangers` names there that do not fit.
    `text` is the spelling to list: the word, or the word with its companion where it cannot stand alone.
    """

    form: str
    text: str
    entry: CompiledEntry
    reading: Reading
    count: int
    companions: Counter[str] = field(default_factory=Counter)
    strangers: Counter[str] = field(default_factory=Counter)
    rivals: tuple[str, ...] = ()
    places: Places = field(default_factory=Places)
    known_count: int = 0

    def score(self) -> float:
        """How sure it is that the word is meant for the entry, 0 to 1; 0.7 is the decision line."""
        fits, misfits = self.companions.total(), self.strangers.total()
        value = _BASE[self.reading.method] - _COST * self.reading.cost
        value += _FITS if fits > misfits else 0
        value -= _MISFITS * min(1.0, misfits / max(self.count, 1))
        if self.places.passages:
            value += _BESIDE * self.places.beside / self.places.passages
            value -= _NEVER_BESIDE if self.places.passages >= _SELDOM and not self.places.beside else 0
        value -= _ABSENT if not self.known_count and not fits else 0
        value -= _COMMON if self.known_count and self.count > self.known_count else 0
        value -= _RIVAL * len(self.rivals[:2])
        value -= _LOWER * min(1.0, 4 * self.places.lower / max(self.count, 1))
        unsupported = self.reading.method == "fuzzy" and not fits and not self.places.beside and self.places.passages > 0
        outnumbers = not fits and 0 < self.known_count < self.count
        if self.reading.cost >= UNKNOWN_EDIT or misfits > fits or unsupported or outnumbers:
            value = min(value, _DOUBT)
        return round(min(max(value, 0.0), 1.0), 2)

    def reasons(self) -> tuple[str, ...]:
        """What speaks against it, then what speaks for it."""
        against = []
        if self.reading.cost >= UNKNOWN_EDIT:
            against.append("no known confusion of letters: perhaps another name")
        if self.strangers:
            against.append(f"behind {_listed(self.strangers)}")
        if self.rivals:
            against.append(f"or {', '.join(self.rivals[:2])}")
        if self.places.lower:
            against.append("stands in small letters, too")
        if self.known_count and self.count > self.known_count:
            against.append(f"more frequent than {self.entry.canonical} itself ({self.known_count}×)")
        if not self.known_count and not self.companions:
            against.append(f"{self.entry.canonical} does not occur")
        favour = [self.reading.label]
        if self.companions:
            favour.append(f"beside {_listed(self.companions)}")
        if self.places.beside:
            favour.append(f"{self.places.beside} of {self.places.passages} passages name {self.entry.canonical}")
        return (*against, *favour)


class Finder:
    """Finds the candidates among the words of a census."""

    def __init__(self, lookup: Lookup, census: Census, lang: str | None = None) -> None:
        self.lookup, self.index, self.census, self.lang = lookup, lookup.index, census, Language(lambda: lang)
        self.spoken: dict[int, set[str]] = {}
        self.unknown: list[str] = []

    def candidates(self, min_count: int | None) -> list[Candidate]:
        """For each unknown word the entry that it may belong to most likely; none without a `min_count`.

        Afterwards `spoken` holds the forms that name each entry, and `unknown` the words that no rule explains.
        """
        near = {form: readings for form in self.census.forms if (readings := self._readings(form, min_count))}
        before, behind = self.census.neighbours(near)
        none: Counter[str] = Counter()
        found = []
        for form, readings in near.items():
            made = [self._candidate(form, r, before.get(form, none), behind.get(form, none)) for r in readings]
            found += _best([c for c in made if c is not None])
        return found

    def _readings(self, form: str, min_count: int | None) -> list[Reading]:
        """The readings of a form that is no known spelling; notes what the form speaks of where it is one."""
        word = self.census.display(form)
        readings = self.lookup.by_rule(word)
        listed = [r for r in readings if r.method in ("exact", "derived")]
        for reading in listed:
            if self._names_entry(reading):
                self.spoken.setdefault(reading.entry, set()).add(form)
        if listed or len(without_marks(form)) < MIN_LENGTH:
            return []
        flags = self.index.guard(form)
        if not readings and not flags & _WORDLIKE:
            self.unknown.append(form)
        if min_count is None or self.census.count(form) < min_count or flags & (Guard.WORD | Guard.DEMONYM):
            return []
        return [r for r in (readings or self.lookup.near(word)) if self._is_useful(r, form)]

    def _names_entry(self, reading: Reading) -> bool:
        """True where the word by itself speaks of the entry: a surname does, a given name does not."""
        entry = self.index.entry(reading.entry)
        if entry.kind in ("given-name", "family-name"):
            return False
        last = reading.name < 0 and reading.slot == len(entry.words) - 1
        return len(entry.words) == 1 or entry.stands_alone({reading.slot}) or (last and not entry.alone)

    def _is_useful(self, reading: Reading, form: str) -> bool:
        entry = self.index.entry(reading.entry)
        if entry.kind in ("given-name", "family-name") or form in entry.never:
            return False
        if entry.kind in ("place", "organization") and self.index.guard(form) & Guard.GIVEN:
            return False
        return reading.name < 0 or entry.length(reading.name) == 1

    def _candidate(self, form: str, reading: Reading, before: Counter[str], behind: Counter[str]) -> Candidate | None:
        entry, word = self.index.entry(reading.entry), self.census.display(form)
        candidate = Candidate(form, word, entry, reading, self.census.count(form))
        is_person = entry.kind in ("person", "")
        pairs: Counter[str] = Counter()
        for first, count in before.items():
            if self._fits(first, reading, -1, is_person):
                candidate.companions[first] += count
                pairs[f"{first} {word}"] += count
            elif self._is_stranger(first, is_person):
                candidate.strangers[first] += count
        for second, count in behind.items():
            if self._fits(second, reading, 1, is_person):
                candidate.companions[second] += count
                pairs[f"{word} {second}"] += count
        if len(entry.words) == 1 or entry.stands_alone({reading.slot}):
            return candidate
        if not pairs or len(entry.words) > 2:
            return None
        candidate.text = max(pairs, key=lambda pair: (pairs[pair], pair))
        candidate.count = pairs.total()
        return candidate

    def _fits(self, word: str, reading: Reading, step: int, is_person: bool) -> bool:
        """True where a neighbour is the next word of the same entry (`step` 1) or the one before (-1); of a person any word so."""
        for other in self.lookup.by_rule(word):
            if other.entry == reading.entry and other.name < 0:
                between = other.slot - reading.slot
                if between == step or (is_person and between * step > 0):
                    return True
        return False

    def _is_stranger(self, word: str, before_person: bool) -> bool:
        """True for a given name, and before a person for a word that is nothing known: it is somebody else's given name."""
        flags = self.index.flags(word, self.lang)
        if flags & Guard.GIVEN:
            return not flags & Guard.WORD
        return before_person and not flags and len(word) > 1 and not word.isupper() and not self.lookup.by_rule(word)


def _best(candidates: list[Candidate]) -> list[Candidate]:
    """The candidate of the entry that a form belongs to most likely, with the others that come near as its rivals."""
    if not candidates:
        return []
    ranked = sorted(candidates, key=lambda c: (-bool(c.companions), c.reading.cost, -c.companions.total(), c.entry.number))
    best = ranked[0]
    same = best.entry.words[best.reading.slot]
    near = (c for c in ranked[1:] if bool(c.companions) == bool(best.companions) and c.reading.cost <= best.reading.cost + 0.2)
    best.rivals = tuple(dict.fromkeys(c.entry.id for c in near if c.entry.words[c.reading.slot] != same))
    return [best]


def beside(candidates: Iterable[Candidate], spoken: Mapping[int, Collection[str]]) -> dict[str, Collection[str]]:
    """For each form the plain forms that name its entry in the corpus."""
    return {c.form: spoken.get(c.entry.number, ()) for c in candidates}


def _listed(names: Counter[str]) -> str:
    shown = ", ".join(f"{name} {count}×" for name, count in names.most_common(3))
    return shown + (" …" if len(names) > 3 else "")
