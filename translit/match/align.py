"""Two words compared sound by sound, two names word by word."""

from __future__ import annotations

from collections.abc import Sequence
from functools import lru_cache

from translit.match.tokens import Word
from translit.match.weights import Table, Weights, parts, weights

_ENDING_SCRIPTS = ("Latn", "Cyrl")
_MIN_STEM = 3


def likeness(a: Word, b: Word, inflected: bool = True) -> float:
    """How alike two words are, from 0 to 1; `inflected` allows `a` to be a case form of `b`.

    >>> from translit.match.tokens import word_of
    >>> likeness(word_of("зеленского", "ru"), word_of("zelensky", None)) > 0.9
    True
    """
    if a.text == b.text:
        return 1.0
    known = weights()
    cost = _word_cost(a, b, inflected, known)
    if cost > known.scoring["key"] and not a.keys.isdisjoint(b.keys):
        cost = known.scoring["key"]
    shortest = min(len(a.forms[0]), len(b.forms[0]))
    found = max(0.0, 1.0 - cost / max(2, shortest))
    if found < known.scoring["nickname"]:
        groups = parts().nicknames
        if a.text in groups and b.text in groups and not groups[a.text].isdisjoint(groups[b.text]):
            return known.scoring["nickname"]
    return found


def _word_cost(a: Word, b: Word, inflected: bool, known: Weights) -> float:
    table = known.tables["Latn"]
    turned = False
    if a.script != b.script or a.script not in _ENDING_SCRIPTS:
        script = a.script if a.script != "Latn" else b.script
        table = known.tables.get(script, known.tables["other"])
        turned = a.script == "Latn"
    with_ending = inflected and a.script in _ENDING_SCRIPTS
    if len(a.forms) == 1 == len(b.forms):
        x, y = (b.forms[0], a.forms[0]) if turned else (a.forms[0], b.forms[0])
        return edit_cost(x, y, table, with_ending and not turned)
    if turned:
        return min(edit_cost(y, x, table, False) for x in a.forms for y in b.forms)
    return min(edit_cost(x, y, table, with_ending) for x in a.forms for y in b.forms)


def edit_cost(a: str, b: str, table: Table, with_ending: bool = False) -> float:
    """The cheapest way from `a` to `b`, both in rough sounds; with an ending, `a` may be a case form of `b`.

    >>> round(edit_cost("kosenko", "kostenko", weights().tables["Latn"]), 2)
    1.0
    """
    if a == b:
        return 0.0
    known = weights()
    shared = _shared_prefix(a, b)
    if with_ending or shared == min(len(a), len(b)):
        end = 0
    else:
        end = _shared_prefix(a[: shared - 1 if shared else None : -1], b[: shared - 1 if shared else None : -1])
    dropped_a, dropped_b = _dropped(a, id(table), 0), _dropped(b, id(table), 1)
    n, m = len(a) - end, len(b) - end
    rows = _matrix(a[shared:n], b[shared:m], table, dropped_a[shared:n], dropped_b[shared:m], known, shared == 0)
    cost = rows[-1][-1]
    if with_ending:
        for i, ambiguous in _inflected_cuts(a):
            if i >= shared:
                for j in _bare_cuts(b):
                    if j >= shared:
                        found = rows[i - shared][j - shared] + (known.feminine if ambiguous and j == len(b) else known.ending)
                        if found < cost:
                            cost = found
    return cost


def _shared_prefix(a: str, b: str) -> int:
    place = 0
    for x, y in zip(a, b, strict=False):
        if x != y:
            break
        place += 1
    return place


def _matrix(
    a: str, b: str, table: Table, dropped_a: Sequence[float], dropped_b: Sequence[float], known: Weights, whole: bool
) -> list[list[float]]:
    previous = [0.0]
    for d in dropped_b:
        previous.append(previous[-1] + d)
    rows = [previous]
    swapped, factor = known.swapped, known.first if whole else 1.0
    last = ""
    for i, x in enumerate(a):
        pairs, d = table.pairs[x], dropped_a[i]
        left = previous[0] + d
        row = [left]
        before = ""
        for j, y in enumerate(b):
            best = previous[j] if x == y else previous[j] + (pairs[y] if i or j else pairs[y] * factor)
            up = previous[j + 1] + d
            if up < best:
                best = up
            left += dropped_b[j]
            if left < best:
                best = left
            if x == before and y == last and x != y and rows[i - 1][j - 1] + swapped < best:
                best = rows[i - 1][j - 1] + swapped
            left = best
            row.append(best)
            before = y
        rows.append(row)
        previous = row
        last = x
    return rows


@lru_cache(maxsize=65536)
def _dropped(form: str, table: int, side: int) -> tuple[float, ...]:
    """What each sound of the form costs if the other word lacks it."""
    known = weights()
    costs = next(t for t in known.tables.values() if id(t) == table)
    lone = costs.absent if side else costs.added
    vowels, made = known.vowels, []
    for i, c in enumerate(form):
        cost = lone[c]
        if c in vowels and ((i and form[i - 1] in vowels) or (i + 1 < len(form) and form[i + 1] in vowels)):
            cost = min(cost, known.beside)
        made.append(cost * known.first if i == 0 else cost)
    return tuple(made)


@lru_cache(maxsize=65536)
def _inflected_cuts(form: str) -> tuple[tuple[int, bool], ...]:
    """Where a case ending may begin, and whether it may make another name instead."""
    known = weights()
    return tuple(
        (len(form) - len(e), e in ("a", "o", "ij", "ja", "Ja"))
        for e in known.inflected
        if form.endswith(e) and len(form) - len(e) >= _MIN_STEM
    )


@lru_cache(maxsize=65536)
def _bare_cuts(form: str) -> tuple[int, ...]:
    known = weights()
    return tuple(len(form) - len(e) for e in known.bare if form.endswith(e) and len(form) - len(e) >= _MIN_STEM)
