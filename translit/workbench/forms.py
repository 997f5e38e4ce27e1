"""Every form that an entry lists, with the way to it."""

from __future__ import annotations

from collections.abc import Collection, Iterator
from dataclasses import replace
from typing import NamedTuple

from translit.lexicon.entry import Entry
from translit.lexicon.flags import Source
from translit.lexicon.names import Name, names_of


class Form(NamedTuple):
    """One listed form: the field it stands in, the way to it below the entry, its language or style, and its text."""

    field: str
    way: tuple[object, ...]
    lang: str | None
    text: str


def forms_of(entry: Entry) -> Iterator[Form]:
    """The forms of an entry, the most trusted field first.

    >>> [f.text for f in forms_of(Entry("kyiv", "Kyiv", native={"uk": "Київ"}, former=("Kiow",)))]
    ['Kyiv', 'Київ', 'Kiow']
    """
    yield Form("canonical", ("canonical",), None, entry.canonical)
    for lang, text in entry.native.items():
        yield Form("native", ("native", lang), lang, text)
    for style, text in entry.styles.items():
        yield Form("styles", ("styles", style), style, text)
    for i, part in enumerate(entry.alone):
        yield Form("alone", ("alone", i), None, part)
    for i, variant in enumerate(entry.variants):
        yield Form("variants", ("variants", i), variant.lang, variant.text)
    for i, text in enumerate(entry.former):
        yield Form("former", ("former", i), None, text)
    for i, damaged in enumerate(entry.damaged):
        yield Form("damaged", ("damaged", i), None, damaged.text)
    for i, text in enumerate(entry.never):
        yield Form("never", ("never", i), None, text)


def native_names(entry: Entry, particles: Collection[str]) -> list[Name]:
    """The native forms of an entry word by word, as far as their words correspond to those of the canonical form."""
    bare = replace(entry, variants=(), former=(), damaged=(), styles={})
    return [name for name in names_of(bare, particles) if name.source is Source.NATIVE and name.aligned]
