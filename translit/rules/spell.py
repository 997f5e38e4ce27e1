"""From a native word to every Latin spelling that schemes and the press make of it."""

from __future__ import annotations

from collections.abc import Iterator
from functools import lru_cache

from translit.rules.fold import word_keys
from translit.rules.load import RuleSet
from translit.rules.words import lowered
from translit.text.script import plain, without_marks

_FIRST = "spelling-en"
"""The orthography that a spelling is put down to where several have it."""

MAX_PER_ORTHOGRAPHY = 16
"""How many press spellings of one word are kept for each orthography, the usual ones first."""


Derived = tuple[str, str, tuple[str, ...]]


def derived_spellings(word: str, lang: str, known: RuleSet, press: str | None = None) -> tuple[Derived, ...]:
    """Every derived spelling of a native word: the plain form, the rule file that made it, and the rules that fired.

    The first file that makes a spelling is the one reported: schemes before the press. `press` names the one
    orthography whose spellings are wanted; all of them without it.
    """
    return _derived(word, lang, known, press)


@lru_cache(maxsize=16384)
def _derived(word: str, lang: str, known: RuleSet, press: str | None) -> tuple[Derived, ...]:
    return tuple(_derive(word, lang, known, press))


def _derive(word: str, lang: str, known: RuleSet, press: str | None) -> Iterator[Derived]:
    seen: set[str] = set()
    form = lowered(word)
    keys = set(word_keys(word, lang))
    for name in known.names("scheme", lang):
        text = known.program(name).apply(form)
        yield from _both(text, name, (), seen, keys)
    for sound in _sounds(form, lang, known):
        for name in sorted(known.names("spelling", press), key=lambda n: n != _FIRST):
            for spelling in known.program(name).expand(sound, MAX_PER_ORTHOGRAPHY):
                yield from _both(spelling.text, name, spelling.rules, seen)


def press_spelling(word: str, lang: str, orthography: str, known: RuleSet) -> str | None:
    """The spelling that the press of `orthography` ("de") prints first, lower case; None without rules for it."""
    names = known.names("spelling", orthography)
    read = _sounds(lowered(word), lang, known)
    return known.program(names[0]).apply(read[0]) if names and read else None


def _sounds(form: str, lang: str, known: RuleSet) -> list[str]:
    readings = known.names("reading", lang)
    return [s.text for name in readings[:1] for s in known.program(name).expand(form, 4)]


def _both(text: str, name: str, fired: tuple[str, ...], seen: set[str], keys: set[str] | None = None) -> Iterator[Derived]:
    """The spelling and the one without diacritics, the latter only where it still has the sound: no Ansa from Ânša."""
    marked = plain(text)
    bare = without_marks(marked)
    for form in (marked, bare):
        if form and form not in seen and (form == marked or keys is None or keys & set(word_keys(form))):
            seen.add(form)
            yield form, name, fired
