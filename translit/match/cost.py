"""What it costs to come from one word to another, sound by sound."""

from __future__ import annotations

from collections.abc import Sequence
from functools import lru_cache

from translit.match.weights import Table, weights
from translit.match.word import Word

KEYED = frozenset({"Latn", "Cyrl"})
"""Scripts whose words have fold keys, and case endings."""

SHORTEST_STEM = 3
LONGEST_ENDING = 6


def word_cost(a: Word, b: Word, inflected: bool = True) -> float:
    """What the cheapest way from one word to the other costs, in any of their readings."""
    table, turned = costs_between(a.script, b.script)
    with_ending = inflected and not turned and a.script in KEYED
    if turned:
        a, b = b, a
    if len(a.forms) == 1 == len(b.forms):
        return edit_cost(a.forms[0], b.forms[0], table, with_ending)
    return min(edit_cost(x, y, table, with_ending) for x in a.forms for y in b.forms)


def costs_between(a: str, b: str) -> tuple[Table, bool]:
    """The costs between words of two scripts, and whether the second is the one that they are made for."""
    tables = weights().tables
    if a == b and a in KEYED:
        return tables["Latn"], False
    turned = a == "Latn"
    return tables.get(b if turned else a, tables["other"]), turned


def edit_cost(a: str, b: str, table: Table, with_ending: bool = False) -> float:
    """The cheapest way from `a` to `b`, both in rough sounds; with an ending, `a` may be a case form of `b`.

    >>> edit_cost("kosenko", "kostenko", weights().tables["Latn"])
    1.0
    """
    if a == b:
        return 0.0
    shared = 0
    for x, y in zip(a, b, strict=False):
        if x != y:
            break
        shared += 1
    dropped_a, dropped_b = dropped_costs(a, table, False), dropped_costs(b, table, True)
    if shared:
        rows = _matrix(a[shared:], b[shared:], table, dropped_a[shared:], dropped_b[shared:], 1.0)
    else:
        rows = _matrix(a, b, table, dropped_a, dropped_b, weights().first)
    cost = rows[-1][-1]
    if with_ending:
        cost = _ending_cost(a, b, rows, shared, cost)
    swapped = weights().swapped
    return swapped if cost > swapped and _is_swapped(a[shared:], b[shared:]) else cost


def _is_swapped(a: str, b: str) -> bool:
    return a[:2] == b[1::-1] and a[2:] == b[2:]


def _matrix(
    a: str, b: str, table: Table, dropped_a: Sequence[float], dropped_b: Sequence[float], first: float
) -> list[list[float]]:
    """The costs of every beginning of `a` to every beginning of `b`."""
    left = 0.0
    row = [left]
    for d in dropped_b:
        left += d
        row.append(left)
    rows = [row]
    columns = list(zip(b, dropped_b, strict=True))
    for x, d in zip(a, dropped_a, strict=True):
        pairs, above = table.pairs[x], row
        diagonal = above[0]
        left = diagonal + d
        row = [left]
        place = 1
        for y, e in columns:
            best = diagonal + pairs[y] * first if first > 1.0 else diagonal + pairs[y]
            first = 1.0
            diagonal = above[place]
            if diagonal + d < best:
                best = diagonal + d
            left += e
            if best < left:
                left = best
            row.append(left)
            place += 1
        rows.append(row)
    return rows


@lru_cache(maxsize=131072)
def dropped_costs(form: str, table: Table, absent: bool) -> tuple[float, ...]:
    """What each sound of the form costs if the other word lacks it."""
    known = weights()
    lone = table.absent if absent else table.added
    vowels, made = known.vowels, []
    for i, c in enumerate(form):
        cost = lone[c]
        if c in vowels and ((i and form[i - 1] in vowels) or (i + 1 < len(form) and form[i + 1] in vowels)):
            cost = min(cost, known.beside)
        if absent and i == len(form) - 1:
            cost = min(cost, table.silent.get(c, cost))
        made.append(cost * known.first if i == 0 else cost)
    return tuple(made)


def _ending_cost(a: str, b: str, rows: Sequence[Sequence[float]], shared: int, cost: float) -> float:
    known = weights()
    cuts = bare_cuts(b)
    for i, ambiguous in inflected_cuts(a):
        if i >= shared:
            for j in cuts:
                if j >= shared:
                    found = rows[i - shared][j - shared] + (known.feminine if ambiguous and j == len(b) else known.ending)
                    if found < cost:
                        cost = found
    return cost


@lru_cache(maxsize=65536)
def inflected_cuts(form: str) -> tuple[tuple[int, bool], ...]:
    """Where a case ending may begin, and whether it may make another name instead."""
    known = weights()
    return tuple((cut, form[cut:] in known.ambiguous) for cut in _cuts(form, known.inflected))


@lru_cache(maxsize=65536)
def bare_cuts(form: str) -> tuple[int, ...]:
    """Where the ending of the form that a lexicon lists may begin."""
    return _cuts(form, weights().bare)


def _cuts(form: str, endings: frozenset[str]) -> tuple[int, ...]:
    return tuple(cut for cut in range(max(SHORTEST_STEM, len(form) - LONGEST_ENDING), len(form) + 1) if form[cut:] in endings)
