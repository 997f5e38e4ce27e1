"""Codes TL4: one name in several entries."""

from __future__ import annotations

from collections.abc import Iterator
from typing import NamedTuple

from translit.lexicon.flags import MIN_KEY_LENGTH
from translit.lexicon.words import name_words
from translit.rules.fold import word_keys
from translit.text.script import plain, script_of
from translit.workbench.findings import Finding
from translit.workbench.forms import Form, forms_of, native_names
from translit.workbench.subject import BARE_NAMES, Row, Subject

SHARED = frozenset({"TL401", "TL404"})
KEYED = frozenset({"TL402", "TL403"})

_SHARING = ("canonical", "native", "styles", "variants", "damaged")
_OWN = ("canonical", "native")
"""What a thing is called, as against a spelling that could be left out."""


class _Claim(NamedTuple):
    number: int
    form: Form


def check_shared(subject: Subject) -> Iterator[Finding]:
    """Findings about names that several entries list."""
    for claims in _claims(subject.rows).values():
        if len({c.number for c in claims}) > 1:
            yield from _shared(claims, subject.rows)


def _claims(rows: list[Row]) -> dict[str, list[_Claim]]:
    """Who lists which plain name; one entry counts once, by its most trusted field."""
    claims: dict[str, list[_Claim]] = {}
    for number, row in enumerate(rows):
        if row.entry.kind in BARE_NAMES:
            continue
        for form in forms_of(row.entry):
            if form.field in _SHARING:
                known = claims.setdefault(plain(form.text), [])
                if not known or known[-1].number != number:
                    known.append(_Claim(number, form))
    return claims


def _shared(claims: list[_Claim], rows: list[Row]) -> Iterator[Finding]:
    """One finding for each claim that could be given up; where none can, one for each but the first."""
    owner = next((c for c in claims if c.form.field in _OWN), claims[0])
    for claim in claims:
        row = rows[claim.number]
        other = rows[owner.number].entry
        if claim is owner or not row.own:
            continue
        if claim.form.field in _OWN:
            message = f'"{claim.form.text}" is also a name of "{other.id}"'
            yield Finding("TL404", row.path, row.at(*claim.form.way), message, "the text is rewritten only where both agree")
        elif not _refused_by_loading(claim, owner):
            message = f'"{claim.form.text}" is also a name of "{other.id}" ({other.source})'
            yield Finding("TL401", row.path, row.at(*claim.form.way), message, "leave it to one of them")


def _refused_by_loading(claim: _Claim, owner: _Claim) -> bool:
    """True for what TL102 says already: a full name that is a variant here and a variant or the canonical form there."""
    return " " in claim.form.text and claim.form.field == "variants" and owner.form.field in ("canonical", "variants")


def check_keys(subject: Subject, wanted: frozenset[str]) -> Iterator[Finding]:
    """Findings about names that fold to one key, word by word, without being listed alike."""
    kinds = {*(("person",) if "TL402" in wanted else ()), *(("place", "organization", "") if "TL403" in wanted else ())}
    numbers = [n for n, row in enumerate(subject.rows) if row.entry.kind in kinds]
    keys = {n: _keys(subject.rows[n], subject) for n in numbers}
    for first, second in sorted(_meeting(keys)):
        yield from _same_key(subject.rows[first], subject.rows[second])


def _keys(row: Row, subject: Subject) -> tuple[frozenset[str], ...]:
    """The fold keys of each word of the canonical form, in that form and in the native ones."""
    words = name_words(row.entry.canonical, subject.particles)
    slots = [_long_keys(word, None) for word in words]
    for name in native_names(row.entry, subject.particles):
        for word, slot in zip(name.words, name.slots, strict=True):
            slots[slot] |= _long_keys(word, name.lang if script_of(word) != "Latn" else None)
    return tuple(map(frozenset, slots))


def _long_keys(word: str, lang: str | None) -> set[str]:
    """The keys of a word that say something; an acronym is met by capitals only."""
    return set() if word.isupper() else {key for key in word_keys(word, lang) if len(key) >= MIN_KEY_LENGTH}


def _meeting(keys: dict[int, tuple[frozenset[str], ...]]) -> set[tuple[int, int]]:
    """Pairs of entries of as many words, all of which meet; found by the last word, which differs most."""
    by_last: dict[tuple[int, str], list[int]] = {}
    for number, slots in keys.items():
        for key in slots[-1] if slots else ():
            by_last.setdefault((len(slots), key), []).append(number)
    pairs: set[tuple[int, int]] = set()
    for numbers in by_last.values():
        for place, second in enumerate(numbers):
            for first in numbers[:place]:
                if all(a & b for a, b in zip(keys[first], keys[second], strict=True)):
                    pairs.add((first, second))
    return pairs


def _same_key(first: Row, second: Row) -> Iterator[Finding]:
    if not second.own:
        first, second = second, first
    if not second.own:
        return
    code = "TL402" if first.entry.kind == second.entry.kind == "person" else "TL403"
    message = (
        f'"{second.entry.canonical}" has the fold key of "{first.entry.canonical}" ("{first.entry.id}", {first.entry.source})'
    )
    mend = "join the entries, or accept this where they are two people" if code == "TL402" else "what neither lists is left alone"
    yield Finding(code, second.path, second.at("canonical"), message, mend)
