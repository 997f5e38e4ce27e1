"""A new entry from a native form: what canonical form, id and words alone to propose, and what it would meet in a lexicon."""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Collection, Iterator, Sequence
from dataclasses import dataclass
from pathlib import Path

from translit.errors import ConfigError
from translit.lexicon.entry import Entry
from translit.lexicon.flags import Guard
from translit.lexicon.lexicon import DEFAULT, Lexicon
from translit.lexicon.paths import lexicon_files
from translit.lexicon.words import name_words
from translit.match.index import Index
from translit.resources import lexicons_folder
from translit.rules.load import rules
from translit.rules.romanize import romanize
from translit.rules.spell import press_spelling
from translit.rules.words import recased, word_pattern
from translit.text.script import plain, script_of, without_marks
from translit.workbench.derivation import Derivation, Trouble, derivations, named, owners, spellings_alone, troubles

PRESS = "press"
"""What stands for the spelling of the English-language press where a scheme is asked for."""

_SIGNS = re.compile("[ʹʺ’ʼʻʿʾ′`']")
_NOT_SLUG = re.compile(r"[^a-z0-9]+")
_UNLIKELY_ALONE = Guard.SURNAME | Guard.GIVEN | Guard.WORD


def proposed_canonical(form: str, lang: str, scheme: str | None = None) -> str:
    """How news would write a native form: by the default scheme of its language or the one asked for, without signs and marks.

    >>> proposed_canonical("Кирило Буданов", "uk"), proposed_canonical("Соловьёв", "ru", "press")
    ('Kyrylo Budanov', 'Solovyov')
    """
    if script_of(form) == "Latn":
        return form
    known = rules()
    if scheme == PRESS:
        code = known.code(lang)
        text = word_pattern().sub(lambda m: recased(m[0], press_spelling(m[0], code, "en", known) or m[0]), form)
        if script_of(text) == "Latn":
            return text
    text = romanize(form, lang, None if scheme == PRESS else scheme)
    bare = "".join(c for c in unicodedata.normalize("NFD", text) if not unicodedata.combining(c))
    return unicodedata.normalize("NFC", _SIGNS.sub("", bare))


def proposed_id(canonical: str, taken: Collection[str]) -> str:
    """An id that no entry has yet, of small ASCII letters.

    >>> proposed_id("Kryvyi Rih", ()), proposed_id("Łódź", {"lodz"})
    ('kryvyi-rih', 'lodz-2')
    """
    bare = unicodedata.normalize("NFKD", without_marks(romanize(canonical).lower())).encode("ascii", "ignore").decode()
    slug = _NOT_SLUG.sub("-", _SIGNS.sub("", bare)).strip("-") or "entry"
    if slug not in taken:
        return slug
    return next(f"{slug}-{n}" for n in range(2, len(taken) + 3) if f"{slug}-{n}" not in taken)


def proposed_alone(kind: str, canonical: str, index: Index) -> tuple[str, ...]:
    """The surname of a person, unless it is also something else or another entry's; nothing for other kinds."""
    words = name_words(canonical, index.particles)
    if kind != "person" or len(words) < 2:
        return ()
    surname = words[-1]
    common = index.guard(plain(surname)) & _UNLIKELY_ALONE or owners(surname, index)
    return () if common else (surname,)


@dataclass(frozen=True, slots=True)
class Preview:
    """What a new entry would bring: the spellings derived, the ones that need evidence, and the entries that have its name already."""

    derived: tuple[Derivation, ...]
    doubtful: tuple[Trouble, ...]
    namesakes: tuple[Entry, ...]
    notes: tuple[str, ...]


def preview(entry: Entry, lexicon: Lexicon) -> Preview:
    """What the entry would bring beside those of a lexicon."""
    own = Lexicon(entries=(entry,)).index
    found = tuple(derivations(entry, own, 0))
    spellings = spellings_alone(entry, own, found)
    same = {n: None for form in (entry.canonical, *entry.native.values()) for n in named(form, lexicon)}
    entries = [e for n in same if (e := lexicon.entries[n]).kind in ("", entry.kind)] if same else []
    return Preview(found, tuple(troubles(entry, spellings, lexicon.index, entry.id)), tuple(entries), tuple(_notes(entry, own)))


def _notes(entry: Entry, index: Index) -> Iterator[str]:
    known = rules()
    count = len(name_words(entry.canonical, index.particles))
    for lang, form in entry.native.items():
        row = known.languages.get(known.code(lang))
        if row is None:
            yield f'there are no rules for the language "{lang}": nothing is derived from {form}'
        elif row["script"] != script_of(form) and row["script"] not in ("Hrkt", "Kore") and script_of(form) != "Latn":
            yield f"{form} is not in the script of {row['name']}: nothing is derived from it"
        elif row["script"] != "Latn" and script_of(form) == "Latn" and "-" not in lang:
            yield f"{form} is in Latin letters, {row['name']} is read in another script here: nothing is derived from it"
        if len(name_words(form, index.particles)) != count:
            yield f"{form} and {entry.canonical} have different numbers of words: a mention in one form is not rewritten as the other"
    if entry.kind in ("person", "given-name") and entry.gender is None:
        yield "without a gender, case forms of both are derived"


def lexicon_paths(layers: Sequence[str]) -> list[Path]:
    """The files of lexicons named at a command line; "default" stands for the one that ships. Raises `LexiconError`."""
    names = lexicons_folder() / "names"
    return lexicon_files([names if layer == DEFAULT else Path(layer) for layer in layers])


def checked(entry: Entry) -> Entry:
    """The entry, if its words alone are words of its canonical form. Raises `ConfigError`."""
    for part in entry.alone:
        if not set(part.split()) <= set(entry.canonical.split()):
            raise ConfigError(
                f'"{part}" is not made of words of the canonical form "{entry.canonical}"; name such words with --alone'
            )
    if not any(c.isalpha() for c in entry.canonical):
        raise ConfigError(f'the canonical form "{entry.canonical}" holds no letter')
    return entry
