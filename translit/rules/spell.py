"""From a native word to every Latin spelling that schemes and the press make of it."""

from __future__ import annotations

from functools import lru_cache
from operator import itemgetter

from translit.rules.fold import word_keys
from translit.rules.load import RuleSet
from translit.rules.together import Together
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
    rules_of: dict[tuple[str, str], tuple[str, ...]] = {}
    for sound in _sounds(lowered(word), lang, known):
        for name in _orthographies(press, known):
            for spelling in known.program(name).expand(sound, MAX_PER_ORTHOGRAPHY):
                for form in _forms(spelling.text):
                    rules_of.setdefault((form, name), spelling.rules)
    return tuple((form, name, rules_of.get((form, name), ())) for form, name in labelled_spellings(word, lang, known, press))


@lru_cache(maxsize=16384)
def labelled_spellings(word: str, lang: str, known: RuleSet, press: str | None = None) -> tuple[tuple[str, str], ...]:
    """What `derived_spellings` gives, without the rules, which take longer to tell."""
    form = lowered(word)
    keys = set(word_keys(word, lang))
    found: dict[str, str] = {}
    schemes = tuple(known.names("scheme", lang))
    for name, text in _first_to_make(schemes, form, 1, known):
        marked, bare = _forms(text)
        if marked:
            found.setdefault(marked, name)
        # the spelling without diacritics only where it still has the sound: no Ansa from Ânša
        if bare and bare not in found and keys & set(word_keys(bare)):
            found[bare] = name
    for sound in _sounds(form, lang, known):
        for spelling, name in _pressed(sound, _orthographies(press, known), known):
            found.setdefault(spelling, name)
    return tuple(found.items())


@lru_cache(maxsize=8192)
def _pressed(sound: str, names: tuple[str, ...], known: RuleSet) -> tuple[tuple[str, str], ...]:
    """Every spelling that these orthographies make of sounds, with the first that makes it."""
    found: dict[str, str] = {}
    for name, text in _first_to_make(names, sound, MAX_PER_ORTHOGRAPHY, known):
        marked, bare = _forms(text)
        found.setdefault(marked, name)
        found.setdefault(bare, name)
    found.pop("", None)
    return tuple(found.items())


def _first_to_make(names: tuple[str, ...], word: str, limit: int, known: RuleSet) -> list[tuple[str, str]]:
    """The texts that these rule files make of a word, each with its file; files that agree with one before are left out."""
    parted = [((members & -members).bit_length() - 1, texts) for members, texts in _together(names, known).parted(word, limit)]
    return [(names[number], text) for number, texts in sorted(parted, key=itemgetter(0)) for text in texts]


@lru_cache(maxsize=256)
def _together(names: tuple[str, ...], known: RuleSet) -> Together:
    return Together([known.program(name) for name in names])


@lru_cache(maxsize=256)
def _orthographies(press: str | None, known: RuleSet) -> tuple[str, ...]:
    return tuple(sorted(known.names("spelling", press), key=lambda name: name != _FIRST))


def forget_spellings() -> None:
    """Let go of what has been remembered; after a large lexicon that is much, and little of it is asked for again."""
    for remembered in (labelled_spellings, press_spellings, _pressed, _sounds, _forms_of):
        remembered.cache_clear()


def _forms(text: str) -> tuple[str, str]:
    """A spelling as it is compared, and the same without diacritics."""
    return (text, text) if text.isascii() and text.isalpha() and text.islower() else _forms_of(text)


@lru_cache(maxsize=65536)
def _forms_of(text: str) -> tuple[str, str]:
    marked = plain(text)
    return marked, without_marks(marked)


def press_spelling(word: str, lang: str, orthography: str, known: RuleSet) -> str | None:
    """The spelling that the press of `orthography` ("de") prints first, lower case; None without rules for it."""
    names = known.names("spelling", orthography)
    read = _sounds(lowered(word), lang, known)
    return known.program(names[0]).apply(read[0]) if names and read else None


@lru_cache(maxsize=16384)
def press_spellings(word: str, lang: str, presses: tuple[str, ...], known: RuleSet) -> tuple[tuple[str, str], ...]:
    """The languages of the press that have rules, each with the spelling that it prints first, lower case."""
    rows = [(press, names[0]) for press in presses if (names := known.names("spelling", press))]
    read = _sounds(lowered(word), lang, known)
    if not read:
        return ()
    made = _together(tuple(name for _, name in rows), known).texts(read[0], 1)
    return tuple((press, texts[0]) for (press, _), texts in zip(rows, made, strict=True) if texts[0])


@lru_cache(maxsize=16384)
def _sounds(form: str, lang: str, known: RuleSet) -> tuple[str, ...]:
    readings = known.names("reading", lang)
    return tuple(text for name in readings[:1] for text in known.program(name).texts(form, 4))
