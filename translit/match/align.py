"""Two words compared sound by sound: how alike they are, and what tells them apart."""

from __future__ import annotations

from collections.abc import Sequence
from functools import lru_cache

import regex

from translit.match.tokens import Word
from translit.match.weights import Table, parts, weights
from translit.rules.fold import word_keys
from translit.rules.load import rules

KEYED = frozenset({"Latn", "Cyrl"})
_MIN_STEM = 3
_LONGEST_ENDING = 6


def likeness(a: Word, b: Word, inflected: bool = True) -> float:
    """How alike two words are, from 0 to 1; `inflected` allows `a` to be a case form of `b`.

    >>> from translit.match.tokens import word_of
    >>> likeness(word_of("зеленского", "ru"), word_of("zelensky", None)) > 0.9
    True
    """
    return by_rule(a, b, likeness_at(a, b, word_cost(a, b, inflected)))


def by_rule(a: Word, b: Word, like: float) -> float:
    """The likeness of two words, raised where their sounds differ and their fold keys meet."""
    scoring = weights().scoring
    if not scoring["keyed_from"] <= like <= scoring["keyed_to"] or not same_by_rule(a, b):
        return like
    return 1.0 - scoring["key"] / max(2, min(len(a.forms[0]), len(b.forms[0])))


def likeness_at(a: Word, b: Word, cost: float) -> float:
    """The likeness of two words whose sounds are so far apart; a usual short form of a name is nearer than its sounds."""
    if a.spelled == b.spelled:
        return 1.0
    shortest = max(2, min(len(a.forms[0]), len(b.forms[0])))
    known = weights()
    cost += known.scoring["differing" if a.script == b.script else "foreign"]
    if a.script == b.script == "Latn" and 0.0 < cost < known.feminine and _differ_in_sex(a.text, b.text):
        return 1.0 - known.feminine / shortest
    found = max(0.0, 1.0 - cost / shortest)
    if found < known.scoring["nickname"] and _same_nickname(a.text, b.text):
        return known.scoring["nickname"]
    return found


def same_by_rule(a: Word, b: Word) -> bool:
    """True where the fold keys of two words meet.

    >>> from translit.match.tokens import word_of
    >>> same_by_rule(word_of("schewtschenko", None), word_of("shevchenko", None))
    True
    """
    if a.script not in KEYED or b.script not in KEYED:
        return False
    # what has one reading only is compared by its sounds already
    if not (_is_read_otherwise(a.spelled) or _is_read_otherwise(b.spelled)):
        return False
    return not _keys(a.spelled, a.lang).isdisjoint(_keys(b.spelled, b.lang))


@lru_cache(maxsize=65536)
def _is_read_otherwise(spelled: str) -> bool:
    """True for a Latin spelling that some orthography besides the primary one may have made."""
    return _evidence().search(spelled) is not None


@lru_cache(maxsize=1)
def _evidence() -> regex.Pattern[str]:
    files = [rules().file(name).values for name in rules().names("reading", script="Latn")]
    return regex.compile("|".join(f"(?:{v['evidence']})" for v in files if "evidence" in v) or r"\b\B")


@lru_cache(maxsize=65536)
def _keys(spelled: str, lang: str | None) -> frozenset[str]:
    return frozenset(word_keys(spelled, lang))


def _differ_in_sex(a: str, b: str) -> bool:
    """True where one surname is the form that a man bears and the other a woman: Kowalski, Kowalska.

    >>> _differ_in_sex("ivanov", "ivanova"), _differ_in_sex("berzins", "berzina"), _differ_in_sex("ivanov", "ivanow")
    (True, True, False)
    """
    for his, hers in parts().sexed:
        for x, y in ((a, b), (b, a)):
            if x.endswith(his) and y.endswith(hers) and x[: -len(his)] == y[: -len(hers)]:
                return True
    return False


def _same_nickname(a: str, b: str) -> bool:
    groups = parts().nicknames
    return a in groups and b in groups and not groups[a].isdisjoint(groups[b])


def word_cost(a: Word, b: Word, inflected: bool = True) -> float:
    """What the cheapest way from one word to the other costs, in any of their readings."""
    table, turned = costs_between(a.script, b.script)
    with_ending = inflected and not turned and a.script in KEYED
    if turned:
        a, b = b, a
    if len(a.forms) == 1 == len(b.forms):
        return edit_cost(a.forms[0], b.forms[0], table, with_ending)
    return min(edit_cost(x, y, table, with_ending) for x in a.forms for y in b.forms)


@lru_cache(maxsize=1024)
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
        return _ending_cost(a, b, rows, shared, cost)
    known = weights()
    if cost > known.swapped and _is_swapped(a[shared:], b[shared:]):
        return known.swapped
    return cost


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
    return tuple(cut for cut in range(max(_MIN_STEM, len(form) - _LONGEST_ENDING), len(form) + 1) if form[cut:] in endings)
