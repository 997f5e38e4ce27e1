"""A lexicon: entries from files or names, compiled once and opened from the cache afterwards."""

from __future__ import annotations

import json
import os
from collections.abc import Callable, Iterable, Iterator, Mapping
from functools import cached_property
from pathlib import Path
from typing import TYPE_CHECKING

from translit.config import KINDS, check_language
from translit.errors import ConfigError, LexiconError
from translit.lexicon.cache import digest_of, read_cached, write_cached
from translit.lexicon.entry import Entry
from translit.lexicon.store import Store
from translit.resources import files_below, lexicons_folder

if TYPE_CHECKING:
    from translit.match.index import Index

DEFAULT = "default"
"""The name that stands for the lexicon that ships with translit, wherever a path is expected."""


class Lexicon:
    """Entries, in layers. Make one with `default`, `load` or `from_names`; iterating gives its entries."""

    def __init__(
        self,
        paths: tuple[Path, ...] = (),
        entries: tuple[Entry, ...] | None = None,
        *,
        cache: bool = True,
        on_compile: Callable[[], None] | None = None,
    ) -> None:
        self._paths, self._given, self._cache, self._on_compile = paths, entries, cache, on_compile
        self._store: Store | None = None
        if entries is None:
            self._open()

    @classmethod
    def default(cls, *, cache: bool = True, on_compile: Callable[[], None] | None = None) -> Lexicon:
        """The curated lexicon that ships with translit; `on_compile` is called before it is compiled, which takes a while."""
        return cls((lexicons_folder() / "names",), cache=cache, on_compile=on_compile)

    @classmethod
    def load(cls, *paths: str | os.PathLike[str], cache: bool = True, on_compile: Callable[[], None] | None = None) -> Lexicon:
        """The entries of these files and folders, in layers; "default" stands for the lexicon that ships with translit.

        Raises one `LexiconError` that reports every problem with file, line and column.
        """
        if not paths:
            raise ConfigError("Lexicon.load needs at least one file or folder; Lexicon.default() is the one that ships")
        for path in paths:
            if not isinstance(path, (str, os.PathLike)) or not os.fspath(path):
                raise ConfigError(f"{path!r} is no path of a lexicon file or folder")
        names = lexicons_folder() / "names"
        return cls(tuple(names if str(p) == DEFAULT else Path(p) for p in paths), cache=cache, on_compile=on_compile)

    @classmethod
    def from_names(
        cls,
        names: Mapping[str, str] | Iterable[tuple[str, str]],
        *,
        lang: str | None = None,
        kind: str | None = None,
    ) -> Lexicon:
        """A lexicon of bare names: {id: name} or (id, name) pairs. What can be inferred of them is; no more.

        >>> [e.canonical for e in Lexicon.from_names({"q1": "Hosni Mubarak"}, kind="person")]
        ['Hosni Mubarak']
        """
        if kind is not None and kind not in KINDS:
            raise ConfigError(f"the kind {kind!r} does not exist; choose from: {', '.join(KINDS)}")
        if lang is not None:
            check_language(lang)
        entries: dict[str, Entry] = {}
        for id, name in _pairs(names):
            if not any(c.isalnum() for c in name):
                raise ConfigError(f"the name of {id!r} is {name!r}; it holds no letter: leave it out")
            if id in entries:
                raise ConfigError(f"the id {id!r} is used twice; give each name an id of its own")
            native = {lang: name} if lang else {}
            entries[id] = Entry(id=id, canonical=name, kind=kind or "", native=native, source="names")
        return cls(entries=tuple(entries.values()))

    def __iter__(self) -> Iterator[Entry]:
        return iter(self.entries)

    def __len__(self) -> int:
        return len(self.entries)

    def __repr__(self) -> str:
        layers = ", ".join(str(p) for p in self._paths)
        return f"Lexicon.load({layers})" if self._given is None else f"<Lexicon of {len(self._given)} names>"

    def __reduce__(self) -> tuple[type[Lexicon], tuple[tuple[Path, ...], tuple[Entry, ...] | None]]:
        return type(self), (self._paths, self._given)

    @cached_property
    def entries(self) -> tuple[Entry, ...]:
        """All entries, layer by layer."""
        from translit.lexicon.load import read_entries

        return self._given if self._given is not None else tuple(read_entries(self._files))

    @cached_property
    def styles(self) -> tuple[str, ...]:
        """The names of the press styles that entries have."""
        return tuple(self.index.styles)

    @cached_property
    def version(self) -> str:
        """A digest of entries, rules and program version; stamped into output."""
        return self._digest[:12]

    @cached_property
    def index(self) -> Index:
        """The compiled lexicon, opened."""
        from translit.match.index import Index

        if self._store is None:
            self._store = self._compiled()
        return Index(self._store)

    @cached_property
    def _files(self) -> list[Path]:
        from translit.lexicon.paths import lexicon_files

        return lexicon_files(self._paths)

    @cached_property
    def _digest(self) -> str:
        shipped = files_below("rules", "guard")
        if self._given is None:
            return digest_of([*shipped, *map(os.fspath, self._files)])
        content = json.dumps([[e.id, e.canonical, e.kind, dict(e.native)] for e in self._given], ensure_ascii=False)
        return digest_of(shipped, content.encode("utf-8", "surrogatepass"))

    def digest_with(self, what: str) -> str | None:
        """A digest for `what` is made of the entries, by which the cache keeps it; None where nothing is kept."""
        if self._given is not None or not self._cache:
            return None
        return digest_of(dict.fromkeys([*files_below("rules", "guard", "names"), *map(os.fspath, self._files)]), what.encode())

    def _open(self) -> None:
        """Take the compiled lexicon from the cache; else read, check and compile the files now, so that errors come first."""
        try:
            self._store = read_cached(self._digest) if self._cache else None
        except OSError as error:
            raise LexiconError(str(error.filename), 0, 0, f"cannot be read: {error.strerror}") from error
        if self._store is None:
            self._store = self._compiled()

    def _compiled(self) -> Store:
        from translit.lexicon.compile import compile_lexicon

        if self._on_compile is not None:
            self._on_compile()
        data = compile_lexicon(self.entries, self._digest)
        store = Store(data)
        if self._given is None:
            from translit.lexicon.examples import check_examples

            check_examples(self, store)
            if self._cache:
                write_cached(self._digest, data)
        return store


def _pairs(names: object) -> Iterator[tuple[str, str]]:
    """The (id, name) pairs of what the caller gave. Raises `ConfigError` for anything else."""
    wanted = "give {id: name} or an iterable of (id, name) pairs of strings"
    if isinstance(names, (str, bytes)) or not isinstance(names, Iterable):
        raise ConfigError(f"the names are {names!r:.60}; {wanted}")
    for pair in names.items() if isinstance(names, Mapping) else names:
        if not isinstance(pair, (tuple, list)) or len(pair) != 2 or not all(isinstance(p, str) and _is_text(p) for p in pair):
            raise ConfigError(f"{pair!r:.60} is no pair of strings (id, name); {wanted}")
        yield pair[0], pair[1]


def _is_text(text: str) -> bool:
    """False for a string with lone surrogates, which cannot be written to the cache."""
    try:
        text.encode("utf-8")
    except UnicodeEncodeError:
        return False
    return True
