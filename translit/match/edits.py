"""How far a damaged word is from a spelling: an edit distance whose costs come from the damage files."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from functools import lru_cache
from typing import Any

from translit.rules.load import rules

_VOWELS = frozenset("aeiouy")


@dataclass(frozen=True, slots=True)
class Costs:
    """What each kind of edit costs; 1 is any edit."""

    pairs: Mapping[tuple[str, str], float]
    doubled: float
    inserted_h: float
    swapped: float
    first_letter: float
    characters: Mapping[str, str]
    endings: frozenset[str]


@lru_cache(maxsize=1)
def latin_costs() -> Costs:
    """The costs of the damage file for Latin words."""
    values: Mapping[str, Any] = rules().file("damage-latin").values
    pairs: dict[tuple[str, str], float] = {}
    for row in values["confusions"]:
        a, b = row["pair"]
        pairs[a, b] = pairs[b, a] = float(row["cost"])
    return Costs(
        pairs, float(values["doubled"]), float(values["inserted_h"]), float(values["swapped"]), float(values["first_letter"]),
        values["characters"],
        frozenset(values["endings"]),
    )  # fmt: skip


def damage_cost(damaged: str, spelling: str, costs: Costs | None = None) -> float:
    """The cost of the cheapest way in which a spelling becomes the damaged word; both lower case, without diacritics.

    >>> damage_cost("kosthenko", "kostenko"), damage_cost("kosenko", "kostenko")
    (0.3, 1.0)
    """
    known = costs or latin_costs()
    n, m = len(damaged), len(spelling)
    row: list[list[float]] = [[0.0] * (m + 1) for _ in range(n + 1)]
    for i in range(n + 1):
        for j in range(m + 1):
            if i or j:
                row[i][j] = round(min(_steps(row, damaged, spelling, i, j, known)), 3)
    return row[n][m]


def _steps(row: list[list[float]], a: str, b: str, i: int, j: int, costs: Costs) -> list[float]:
    found: list[float] = []
    if i and j:
        if a[i - 1] == b[j - 1]:
            found.append(row[i - 1][j - 1])
        else:
            base = costs.pairs.get((a[i - 1], b[j - 1]), 1.0)
            found.append(row[i - 1][j - 1] + base * (costs.first_letter if i == 1 and j == 1 else 1))
        if i > 1 and j > 1 and a[i - 1] == b[j - 2] and a[i - 2] == b[j - 1]:
            found.append(row[i - 2][j - 2] + costs.swapped * (costs.first_letter if i == 2 else 1))
        for p, q in ((2, 1), (1, 2)):
            if i >= p and j >= q and (cost := costs.pairs.get((a[i - p : i], b[j - q : j]))) is not None:
                found.append(row[i - p][j - q] + cost)
    if i:
        found.append(row[i - 1][j] + _single(a, i, costs))
    if j:
        found.append(row[i][j - 1] + _single(b, j, costs))
    return found


def _single(word: str, place: int, costs: Costs) -> float:
    """The cost of a letter that stands in only one of the words."""
    char = word[place - 1]
    if place > 1 and char == word[place - 2]:
        return costs.doubled
    if char == "h" and place > 1 and word[place - 2] not in _VOWELS:
        return costs.inserted_h
    return costs.first_letter if place == 1 else 1.0
