"""Names of well-known places in other languages, from the lexicon that ships: Rome is Řím and Рим whatever a list calls it."""

from __future__ import annotations

import os
from collections.abc import Iterator, Sequence
from functools import lru_cache
from pathlib import Path
from typing import TYPE_CHECKING

from translit.match.tokens import name_words_of
from translit.resources import files_below

if TYPE_CHECKING:
    from translit.lexicon.entry import Entry


def other_names(name: str) -> tuple[str, ...]:
    """What a place of this name is called elsewhere; nothing for a name that no place or more than one bears.

    >>> "Київ" in other_names("Kyiv"), other_names("Springfield")
    (True, ())
    """
    places, names = _known()
    found = places.get(_plain(name), ())
    return tuple(names[found[0]]) if len(found) == 1 else ()


def one_place(a: str, b: str) -> bool:
    """True where both are names of one place.

    >>> one_place("Kiev", "Kyiv"), one_place("Kyiv", "Kharkiv")
    (True, False)
    """
    places, _ = _known()
    return not set(places.get(_plain(a), ())).isdisjoint(places.get(_plain(b), ()))


def _plain(name: str) -> str:
    return " ".join(word.text for word in name_words_of(name))


@lru_cache(maxsize=1)
def _known() -> tuple[dict[str, list[int]], list[list[str]]]:
    """The places that bear each plain name, and all names of each place; from the cache where it holds them."""
    from translit.lexicon.cache import digest_of, kept

    paths = files_below(os.path.join("names", "places"), suffixes=(".yaml",))
    digest = digest_of(paths, b"exonyms")
    store = kept(digest, lambda: _compiled(paths, digest))
    return store.json("places"), store.json("names")


def _compiled(paths: Sequence[str], digest: str) -> bytes:
    from translit.lexicon.load import read_entries
    from translit.lexicon.store import Writer

    names = [list(dict.fromkeys(_names_of(entry))) for entry in read_entries(map(Path, paths))]
    places: dict[str, list[int]] = {}
    for number, row in enumerate(names):
        for name in dict.fromkeys(map(_plain, row)):
            places.setdefault(name, []).append(number)
    writer = Writer()
    writer.json("places", places)
    writer.json("names", names)
    return writer.bytes(digest)


def _names_of(entry: Entry) -> Iterator[str]:
    yield entry.canonical
    yield from entry.native.values()
    yield from entry.styles.values()
    yield from (variant.text for variant in entry.variants)
