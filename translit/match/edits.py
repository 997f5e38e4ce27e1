"""How far a damaged word is from a spelling: an edit distance whose costs come from the damage files."""

from __future__ import annotations

import math
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, replace
from functools import lru_cache
from itertools import accumulate
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
    above: list[float] = []
    here = part.first_row()
    for i in range(1, len(part.a) + 1):
        above, here = here, part.row(i, here, above)
        if i > 1 and round(min(here), 3) > most and round(min(above), 3) > most:
            return math.inf
    cost = round(here[-1], 3)
    return cost if cost <= most else math.inf


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
        self.a, self.b, self._costs = a, b, costs
        self._first = costs.first_letter if starts else 1.0
        self._gone, self._added = (_singles(part, starts, ends, costs) for part in (a, b))

    def first_row(self) -> list[float]:
        """The costs of the beginnings of b where nothing is left of a."""
        return list(accumulate(self._added, initial=0.0))

    def row(self, i: int, above: Sequence[float], above2: Sequence[float]) -> list[float]:
        """The costs of turning the beginnings of b into the first i letters of a; `above` and `above2` are those of one and two fewer."""
        a, gone, added, first, costs = self.a, self._gone[i - 1], self._added, self._first, self._costs
        pairs, here, two = costs.pairs, a[i - 1], a[i - 2 : i] if i > 1 else ""
        cost = above[0] + gone
        row = [cost]
        before = ""
        for j, there in enumerate(self.b, 1):
            cost += added[j - 1]
            if (other := above[j] + gone) < cost:
                cost = other
            step = 0.0 if here == there else pairs.get((here, there), 1.0) * (first if i == j == 1 else 1.0)
            if (other := above[j - 1] + step) < cost:
                cost = other
            if before and (one := pairs.get((here, before + there))) is not None and (other := above[j - 2] + one) < cost:
                cost = other
            if two:
                if (one := pairs.get((two, there))) is not None and (other := above2[j - 1] + one) < cost:
                    cost = other
                if here == before and two[0] == there:
                    cost = min(cost, above2[j - 2] + costs.swapped * (first if i == 2 else 1.0))
            row.append(cost)
            before = there
        return row


def _singles(word: str, starts: bool, ends: bool, costs: Costs) -> list[float]:
    """The cost of each letter of a part of a word that stands in only one of two; whether the part starts and ends the word."""
    found: list[float] = []
    before = ""
    for place, char in enumerate(word, 1):
        inside = place < len(word) or not ends
        if char == before:
            cost = costs.doubled
        elif char == "h" and before and (before not in _VOWELS or not inside):
            cost = costs.inserted_h
        elif not before:
            cost = costs.first_letter if starts else 1.0
        else:
            cost = costs.lone_vowel if char in _VOWELS and inside else 1.0
        found.append(cost)
        before = char
    return found
