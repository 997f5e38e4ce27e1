"""Two passes over a corpus: which capitalised words there are, then where some of them stand."""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Collection, Iterable, Iterator, Mapping
from dataclasses import dataclass, field
from random import Random

from translit.match.counts import MAX_WORDS, Bounded, runs, words_of
from translit.text.script import plain
from translit.workbench.corpus import Passage

CONTEXTS = 5
"""How many places of a form are kept, a sample that does not depend on the size of the corpus."""

WINDOW = 600
"""Characters on either side of a form that are kept to see what folding makes of it today."""

_LOWER = re.compile(r"[^\W\d_]{3,}")
_SHOWN = 60


@dataclass(frozen=True, slots=True)
class Context:
    """A place where a form stands: the input, the line, the form as it is written there, and the text around it."""

    name: str
    line: int
    text: str
    start: int
    end: int

    @property
    def form(self) -> str:
        return self.text[self.start : self.end]

    def shown(self, width: int = _SHOWN) -> tuple[str, str, str]:
        """The text before the form, the form, the text behind it, each on one line and as long as asked for."""
        before, behind = self.text[: self.start], self.text[self.end :]
        left = _tail(" ".join(before.split()), width) + (" " if before[-1:].isspace() else "")
        right = (" " if behind[:1].isspace() else "") + _head(" ".join(behind.split()), width)
        return left, " ".join(self.form.split()), right


@dataclass(slots=True)
class Census:
    """The capitalised words of a corpus and the pairs of neighbours among them, with counts, in bounded memory.

    `forms` groups the words by their plain form; `pairs` holds neighbours as "first second".
    """

    words: Bounded
    pairs: Bounded
    total: int = 0
    forms: dict[str, list[str]] = field(default_factory=dict)

    @classmethod
    def of(cls, texts: Iterable[str], size: int = MAX_WORDS) -> Census:
        """The first pass."""
        census = cls(Bounded(size), Bounded(size))
        for text in texts:
            census._add(text)
        for word in census.words:
            census.forms.setdefault(plain(word), []).append(word)
        return census

    def _add(self, text: str) -> None:
        for run, number in Counter(runs(text)).items():
            words = words_of(run)
            self.total += number * len(words)
            for word in words:
                self.words[word] += number
            for first, second in zip(words, words[1:], strict=False):
                self.pairs[f"{first} {second}"] += number
        self.words.trim()
        self.pairs.trim()

    def count(self, form: str) -> int:
        """How often a plain form stands in the corpus, in whatever letter case."""
        return sum(self.words[word] for word in self.forms.get(form, ()))

    def display(self, form: str) -> str:
        """The usual way to write a plain form; capitals throughout only if it is never written otherwise."""
        return max(self.forms[form], key=lambda word: (not (word.isupper() and len(word) > 1), self.words[word], word))

    def neighbours(self, wanted: Collection[str]) -> tuple[dict[str, Counter[str]], dict[str, Counter[str]]]:
        """For each wanted plain form the words directly before it and those directly behind it, with counts."""
        before: dict[str, Counter[str]] = {}
        behind: dict[str, Counter[str]] = {}
        for pair, count in self.pairs.items():
            first, _, second = pair.partition(" ")
            if (form := plain(second)) in wanted:
                before.setdefault(form, Counter())[first] += count
            if (form := plain(first)) in wanted:
                behind.setdefault(form, Counter())[second] += count
        return before, behind


@dataclass(slots=True)
class Places:
    """Where a form stands: a sample of contexts, in how many passages, in how many of them beside one of the words that
    were asked for, and how often in small letters."""

    contexts: list[Context] = field(default_factory=list)
    seen: int = 0
    passages: int = 0
    beside: int = 0
    lower: int = 0


def places_of(passages: Iterable[Passage], wanted: Mapping[str, Collection[str]]) -> dict[str, Places]:
    """The second pass: the places of some plain forms, each with the plain forms that are looked for beside it."""
    found = {form: Places() for form in wanted}
    spelled: dict[str, str] = {}
    chance = Random(0)
    for passage in passages:
        words = {w for run in set(runs(passage.text)) for w in words_of(run)}
        forms = {_plain(w, spelled) for w in words}
        for word in set(_LOWER.findall(passage.text)) & found.keys():
            if word.islower():
                found[word].lower += 1
        for form in forms & found.keys():
            place = found[form]
            place.passages += 1
            place.beside += not forms.isdisjoint(wanted[form])
            surfaces = [w for w in words if _plain(w, spelled) == form]
            for context in _contexts(passage, surfaces):
                _sample(place, context, chance)
    return found


def _plain(word: str, known: dict[str, str]) -> str:
    form = known.get(word)
    if form is None:
        if len(known) > MAX_WORDS:
            known.clear()
        form = known[word] = plain(word)
    return form


def _contexts(passage: Passage, surfaces: Iterable[str]) -> Iterator[Context]:
    """The first place of each of the surfaces in a passage."""
    for surface in sorted(surfaces):
        start = _place(passage.text, surface)
        if start >= 0:
            end, first = start + len(surface), max(0, start - WINDOW)
            line = passage.line + passage.text.count("\n", 0, start)
            yield Context(passage.name, line, passage.text[first : end + WINDOW], start - first, end - first)


def _place(text: str, word: str) -> int:
    """Where a word stands by itself for the first time, -1 where it is only a part of others."""
    at = text.find(word)
    while at >= 0:
        if not text[at - 1 : at].isalnum() and not text[at + len(word) : at + len(word) + 1].isalnum():
            return at
        at = text.find(word, at + 1)
    return at


def _sample(place: Places, context: Context, chance: Random) -> None:
    """Keep the context with the same chance as every other one (reservoir sampling)."""
    place.seen += 1
    if len(place.contexts) < CONTEXTS:
        place.contexts.append(context)
    elif (at := chance.randrange(place.seen)) < CONTEXTS:
        place.contexts[at] = context


def _tail(text: str, width: int) -> str:
    """The end of a text, from a word's beginning on."""
    if len(text) <= width:
        return text
    return "…" + text[-width:].partition(" ")[2]


def _head(text: str, width: int) -> str:
    if len(text) <= width:
        return text
    return text[:width].rpartition(" ")[0] + "…"
