"""How far a damaged word is from a spelling: an edit distance whose costs come from the damage files."""

from __future__ import annotations

import math
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, replace
from functools import lru_cache
from typing import Any

from translit.rules.load import rules

_VOWELS = frozenset("aeiouy")
_CONTEXT = 2
"""Equal letters beside a difference that may belong to it: a letter doubled, two read for one."""


@dataclass(frozen=True, slots=True)
class Costs:
    """What each kind of edit costs; 1 is any edit. `groups` are the pairs of one letter that is misread for two."""

    pairs: Mapping[tuple[str, str], float]
    groups: Mapping[tuple[str, str], float]
    doubled: float
    inserted_h: float
    swapped: float
    first_letter: float
    lone_vowel: float
    characters: Mapping[str, str]
    endings: frozenset[str]


@lru_cache(maxsize=1)
def latin_costs() -> Costs:
    """The costs of the damage file for Latin words."""
    values: Mapping[str, Any] = rules().file("damage-latin").values
    groups = _both_ways(values["confusions"])
    pairs = {**groups, **_both_ways(values["sounds"])}
    singles = {name: float(values[name]) for name in ("doubled", "inserted_h", "swapped", "first_letter", "lone_vowel")}
    several = {pair: cost for pair, cost in groups.items() if len(pair[0]) != len(pair[1])}
    return Costs(pairs, several, **singles, characters=values["characters"], endings=frozenset(values["endings"]))


def _both_ways(rows: Iterable[Mapping[str, Any]]) -> dict[tuple[str, str], float]:
    found: dict[tuple[str, str], float] = {}
    for row in rows:
        a, b = row["pair"]
        found[a, b] = found[b, a] = float(row["cost"])
    return found


@lru_cache(maxsize=1)
def given_costs() -> Costs:
    """The costs for a given name before the surname, which tells whose it is: any vowel may stand for another."""
    known, given = latin_costs(), rules().file("damage-latin").values["given"]
    vowels = {(a, b): float(given["other_vowel"]) for a in _VOWELS for b in _VOWELS if a != b}
    doubled, inserted_h, first = (float(given[name]) for name in ("doubled", "inserted_h", "first_letter"))
    return replace(known, pairs={**vowels, **known.pairs}, doubled=doubled, inserted_h=inserted_h, first_letter=first)


@lru_cache(maxsize=4096)
def begins_alike(one: str, other: str) -> bool:
    """True where the first letters of two words that begin differently may be damage: by a known confusion, or swapped.

    >>> begins_alike("qa", "ga"), begins_alike("ay", "iy"), begins_alike("ba", "ga")
    (True, True, False)
    """
    pairs = given_costs().pairs
    options = ((one[:1], other[:1]), (one, other[:1]), (one[:1], other))
    return one == other[::-1] or any(option in pairs for option in options)


def damage_cost(damaged: str, spelling: str, costs: Costs | None = None, most: float = math.inf) -> float:
    """The cost of the cheapest way in which a spelling becomes the damaged word; both lower case, without diacritics.

    Past `most` the count is given up, and the cost is infinite.

    >>> damage_cost("kosthenko", "kostenko"), damage_cost("kosenko", "kostenko")
    (0.3, 1.0)
    """
    known = costs or latin_costs()
    first, last = _differing(damaged, spelling)
    part = _Part(damaged[first : len(damaged) - last], spelling[first : len(spelling) - last], not first, not last, known)
    rows: list[list[float]] = []
    for i in range(len(part.a) + 1):
        rows.append(part.row(rows, i))
        if i > 1 and min(rows[-1]) > most and min(rows[-2]) > most:
            return math.inf
    return rows[-1][-1] if rows[-1][-1] <= most else math.inf


def _differing(one: str, other: str) -> tuple[int, int]:
    """How many letters at the start and at the end need not be looked at: the equal ones but for those next to a difference."""
    most = min(len(one), len(other))
    first = 0
    while first < most and one[first] == other[first]:
        first += 1
    last = 0
    while last < most - first and one[-1 - last] == other[-1 - last]:
        last += 1
    return max(0, first - _CONTEXT), max(0, last - _CONTEXT)


class _Part:
    """The parts of two words that differ; `starts` and `ends` are True where they are the start and the end of the words."""

    def __init__(self, a: str, b: str, starts: bool, ends: bool, costs: Costs) -> None:
        self.a, self.b, self.ends, self.costs = a, b, ends, costs
        self.first = costs.first_letter if starts else 1.0

    def row(self, rows: Sequence[Sequence[float]], i: int) -> list[float]:
        """The costs of turning the beginnings of b into the first i letters of a."""
        a, b, pairs = self.a, self.b, self.costs.pairs
        above = rows[i - 1] if i else ()
        above2 = rows[i - 2] if i > 1 else ()
        here = a[i - 1] if i else ""
        gone = self._single(a, i) if i else 0.0
        row: list[float] = []
        for j in range(len(b) + 1):
            best = 0.0 if not i and not j else math.inf
            if i:
                best = above[j] + gone
            if j:
                best = min(best, row[j - 1] + self._single(b, j))
            if i and j:
                there = b[j - 1]
                step = 0.0 if here == there else pairs.get((here, there), 1.0) * (self.first if i == 1 and j == 1 else 1)
                best = min(best, above[j - 1] + step)
                if j > 1 and (cost := pairs.get((here, b[j - 2 : j]))) is not None:
                    best = min(best, above[j - 2] + cost)
                if above2 and (cost := pairs.get((a[i - 2 : i], there))) is not None:
                    best = min(best, above2[j - 1] + cost)
                if above2 and j > 1 and here == b[j - 2] and a[i - 2] == there:
                    best = min(best, above2[j - 2] + self.costs.swapped * (self.first if i == 2 else 1))
            row.append(round(best, 3))
        return row

    def _single(self, word: str, place: int) -> float:
        """The cost of a letter that stands in only one of the words."""
        char = word[place - 1]
        if place > 1 and char == word[place - 2]:
            return self.costs.doubled
        if char == "h" and place > 1 and (word[place - 2] not in _VOWELS or (self.ends and place == len(word))):
            return self.costs.inserted_h
        if place == 1:
            return self.first
        inside = place < len(word) or not self.ends
        return self.costs.lone_vowel if char in _VOWELS and inside else 1.0
