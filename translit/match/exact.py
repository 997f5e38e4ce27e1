"""The first two steps: spellings that are listed, and spellings that rules derive from the native form."""

from __future__ import annotations

from translit.lexicon.flags import BRIEF, CAPITALS, EXACT, Guard
from translit.match.index import Index
from translit.match.reading import Reading, readings_of_word
from translit.text.script import plain, repairs, without_marks

_SPELT_OUT = 4
"""Capitals shorter than this are an acronym (OS, MN, CAD), not a name spelt in capitals, unless the capitals are listed."""

_BRIEF = 6
"""Letters of the longest word that may be another with its diacritics than without: Läden (shops), därför."""


def spelled_readings(index: Index, word: str) -> list[Reading]:
    """The readings of a word by listed spellings (`exact`) and derived ones (`derived`), the more trusted first.

    A spelling of capitals only (ФСБ, SBU) that is not met by capitals keeps the bit `CAPITALS`: it counts only beside
    other words of the name (Ria Novosti), so that no ordinary word is taken for an acronym.
    """
    found = _spelled(index, word)
    if not found and not word.isascii():
        for repaired in repairs(word):
            found += [_repaired(r) for r in _spelled(index, repaired)]
    return sorted(found, key=lambda r: r.method != "exact")


def _spelled(index: Index, word: str) -> list[Reading]:
    capitals = word.isupper() and len(word) > 1
    form = plain(word)
    rows, needs = index.spelled(form), 0
    bare = without_marks(form)
    if not rows and bare != form:
        rows, needs = index.spelled(bare), BRIEF if len(word) <= _BRIEF else 0
    found: list[Reading] = []
    for number, how, label in rows:
        if capitals and not how & (CAPITALS | EXACT) and len(word) < _SPELT_OUT:
            continue
        if how & CAPITALS and not how & EXACT and index.flags(word) & Guard.WORD:
            continue  # YES is no transcription of ЄС
        if capitals:
            how = how & ~CAPITALS if how & CAPITALS or len(word) >= _SPELT_OUT else how | CAPITALS
        found += readings_of_word(index, number, "exact" if how & EXACT else "derived", how | needs, label)
    return found


def _repaired(reading: Reading) -> Reading:
    return reading._replace(method="derived", label=f"look-alike letters, {reading.label}")
