"""Ordered rewrite rules over one word, the one mechanism behind every rule file.

A `Program` is a list of steps; a step holds rules that are tried at each position of the word, the longest
match first. `apply` gives the primary spelling, `expand` every spelling that the alternatives allow, each with
the rules that fired. The format of the files is described in docs/rule-files.md.
"""

from __future__ import annotations

import unicodedata
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from typing import Literal

import regex

from translit.rules.step import MAX_SPELLINGS, Rule, Spelling, Step, cheapest_first

UnicodeForm = Literal["NFC", "NFD", "NFKC", "NFKD"]

_CLASS = regex.compile(r"<(\w+)>")


@dataclass(slots=True)
class Program:
    """The steps of one rule file, with the Unicode form that they expect."""

    name: str
    steps: tuple[Step, ...]
    normalize: UnicodeForm = "NFC"

    def apply(self, word: str) -> str:
        """The primary spelling of one lower-case word.

        >>> g = step_from([{"in": "г", "out": "h"}, {"in": "зг", "out": "zgh"}], {"а": "a", "з": "z", "и": "y"})
        >>> Program("demo", (g,)).apply("згаг")
        'zghah'
        """
        word = unicodedata.normalize(self.normalize, word)
        for step in self.steps:
            if not (step.is_sparse and step.leaves(word)):
                word = step.apply(word)
        return unicodedata.normalize("NFC", word)

    def expand(self, word: str, limit: int = MAX_SPELLINGS) -> list[Spelling]:
        """Every spelling of one lower-case word, the primary one first, without repetitions."""
        found = [Spelling(unicodedata.normalize(self.normalize, word))]
        for step in self.steps:
            following: dict[str, Spelling] = {}
            for so_far in found:
                for new in step.expand(so_far.text):
                    cost = so_far.cost + new.cost
                    old = following.get(new.text)
                    if old is None or cost < old.cost:
                        following[new.text] = Spelling(new.text, so_far.rules + new.rules, cost)
            found = sorted(following.values(), key=lambda s: s.cost)[:limit]
        return [Spelling(unicodedata.normalize("NFC", s.text), s.rules, s.cost) for s in found]

    def texts(self, word: str, limit: int = MAX_SPELLINGS) -> list[str]:
        """The texts of `expand`, for where nobody asks which rules fired."""
        return finished(self.steps[0].texts(unicodedata.normalize(self.normalize, word)), self.steps[1:], limit)


def finished(made: list[tuple[str, int]], steps: Sequence[Step], limit: int) -> list[str]:
    """What the steps after the first make of its texts."""
    made = _cheapest(made, limit)
    for step in steps:
        if not all(step.leaves(text) for text, _ in made):
            made = _cheapest([(new, cost + more) for text, cost in made for new, more in step.texts(text)], limit)
    return [text if text.isascii() else unicodedata.normalize("NFC", text) for text, _ in made]


def _cheapest(made: list[tuple[str, int]], limit: int) -> list[tuple[str, int]]:
    """The texts without repetitions, each at its lowest cost, the lowest first."""
    if len(made) == 1:
        return made
    found: dict[str, int] = {}
    for text, cost in made:
        if cost < found.get(text, cost + 1):
            found[text] = cost
    return cheapest_first(found.items())[:limit]


def step_from(
    rules: Iterable[Mapping[str, object]], letters: Mapping[str, object], classes: Mapping[str, str] | None = None
) -> Step:
    """A step from the plain values of a rule file: contextual rules and the letter table."""
    groups = classes or {}
    made: list[Rule] = []
    for item in rules:
        source = str(item["pattern"] if "pattern" in item else item["in"])
        outs = _outs(item["out"])
        made.append(
            Rule(
                source=_with_classes(source, groups) if "pattern" in item else source,
                outs=outs,
                after=_with_classes(str(item.get("after", "")), groups),
                before=_with_classes(str(item.get("before", "")), groups),
                is_pattern="pattern" in item,
                name=str(item.get("name") or f"{source}→{outs[0]}"),
            )
        )
    made.extend(Rule(k, _outs(v), name=f"{k}→{_outs(v)[0]}") for k, v in letters.items())
    return Step(tuple(made))


def _outs(value: object) -> tuple[str, ...]:
    if isinstance(value, str):
        return (value,)
    if isinstance(value, Sequence):
        return tuple(str(v) for v in value)
    raise TypeError(f"'out' is a string or a list of strings, not {value!r}")


def _with_classes(fragment: str, classes: Mapping[str, str]) -> str:
    def members(match: regex.Match[str]) -> str:
        letters = classes[match.group(1)]
        if "|" in letters:
            return f"(?:{letters})"
        return "[" + regex.escape(letters, special_only=False) + "]"

    return _CLASS.sub(members, fragment)
