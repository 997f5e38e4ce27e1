"""The last step: damaged spellings, near to a word of an entry that the document speaks of."""

from __future__ import annotations

import math
from dataclasses import replace

from rapidfuzz.distance import OSA

from translit.lexicon.flags import GUARDED, NAME_LIKE, Guard
from translit.match.edits import damage_cost, latin_costs
from translit.match.exact import spelled_readings
from translit.match.index import Index
from translit.match.reading import Reading, readings_of_word
from translit.rules.fold import word_keys
from translit.text.script import plain, script_of, without_marks

MIN_LENGTH = 5
_MOST_EDITS, _FEW = 3, 1.2
"""A budget above the second holds as many edits as the first; a smaller one, one less."""
_OTHER_FORM = 0.75
"""What a given name may differ by from another to be the same in another transcription: Muqtada, Moqtada."""
_ENDING = 2
"""Letters at the end of a name that inflection, plurals and derived words change."""


def budget(length: int) -> float:
    """The cost that a damaged word of so many letters may have; short words must be equal.

    >>> [budget(n) for n in (4, 6, 8, 12)]
    [0.0, 1.0, 1.2, 1.5]
    """
    return 0.0 if length < MIN_LENGTH else 1.0 if length < 7 else 1.2 if length < 10 else 1.5


def fuzzy_readings(index: Index, word: str) -> list[Reading]:
    """The readings of a word that no rule explains, cheapest first; none for what is a word or a name in itself.

    A given name is read as another form of a given name only, and marked as guarded: it counts beside the surname.
    """
    form = without_marks(plain(word))
    if script_of(word) != "Latn" or len(form) < MIN_LENGTH:
        return []
    if any(c.isdigit() or c == "|" for c in form):
        return _digits_repaired(index, word)
    flags = (index.guard(form) | index.guard(plain(word))) & (NAME_LIKE | Guard.KNOWN)
    if flags & ~Guard.GIVEN or _is_plural_or_derived(index, form):
        return []
    if any(form[-n:] in latin_costs().endings and index.spelled(form[:-n]) for n in (1, 2)):
        return []  # a known name with an ending: the Zelenskys
    how, allowed = (GUARDED, _OTHER_FORM) if flags else (0, budget(len(form)))
    repaired = [] if flags else _groups_repaired(index, form)
    if repaired:
        return repaired
    best: dict[tuple[int, int, int], Reading] = {}
    for key in word_keys(word)[:2]:
        for near in index.near_keys(key):
            for number in index.keyed(near):
                for reading in readings_of_word(index, number, "fuzzy", how, ""):
                    cost = _cost(index, reading, form, allowed)
                    place = (reading.entry, reading.name, reading.slot)
                    if cost <= allowed and (place not in best or cost < best[place].cost):
                        best[place] = replace(reading, cost=cost, label=f"near by {cost:g}")
    return sorted(best.values(), key=lambda r: r.cost)


def _cost(index: Index, reading: Reading, form: str, allowed: float) -> float:
    entry = index.entry(reading.entry)
    if reading.name >= 0 or form in entry.never:
        return math.inf
    anchors = (a for a in entry.anchors[reading.slot] if _is_close(form, a, allowed) and not _differs_by_ending(form, a))
    return min((damage_cost(form, a, most=allowed) for a in anchors), default=math.inf)


def _is_close(form: str, anchor: str, allowed: float) -> bool:
    """False where so many letters differ that the budget does not allow it: a quick look before the costs are counted."""
    edits = _MOST_EDITS if allowed > _FEW else _MOST_EDITS - 1
    return OSA.distance(form, anchor, score_cutoff=edits) <= edits


def _differs_by_ending(form: str, anchor: str) -> bool:
    """True where the word has an ending in place of the anchor's last letters: Obaman, Syrskys, Zełenskim, Kostenka."""
    shared = 0
    for one, other in zip(form, anchor, strict=False):
        if one != other:
            break
        shared += 1
    return shared >= len(anchor) - _ENDING and form[shared:] in latin_costs().endings


def _is_plural_or_derived(index: Index, form: str) -> bool:
    return any(form.endswith(s) and index.guard(form[: -len(s)]) & NAME_LIKE for s in ("s", "es", "er", "an", "ian"))


def _digits_repaired(index: Index, word: str) -> list[Reading]:
    """Readings of a word with a digit or a stroke where a letter belongs: Ze1ensky."""
    forms = [""]
    table = latin_costs().characters
    for char in word:
        options = table.get(char, char)
        forms = [f + o for f in forms for o in options][:16]
    found = [r for form in forms for r in spelled_readings(index, form)]
    return [replace(r, method="fuzzy", how=r.how & ~GUARDED, cost=0.4, label="a digit read for a letter") for r in found]


def _groups_repaired(index: Index, form: str) -> list[Reading]:
    """Readings of a word in which one letter was read as two or two as one: Gerasirnov."""
    found: dict[tuple[int, int, int], Reading] = {}
    for (seen, meant), cost in latin_costs().pairs.items():
        if len(seen) == len(meant):
            continue
        at = form.find(seen)
        while at >= 0:
            for r in spelled_readings(index, form[:at] + meant + form[at + len(seen) :]):
                found.setdefault(
                    (r.entry, r.name, r.slot),
                    replace(r, method="fuzzy", how=r.how & ~GUARDED, cost=cost, label=f"{seen} read for {meant}"),
                )
            at = form.find(seen, at + 1)
    return list(found.values())
