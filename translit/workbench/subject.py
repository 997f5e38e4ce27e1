"""What a check looks at: the entries of lexicon files with their places, the guard lists, and the compiled lexicon."""

from __future__ import annotations

import os
from collections.abc import Callable, Iterator, Sequence
from contextlib import suppress
from dataclasses import dataclass
from functools import cached_property
from pathlib import Path

from translit.errors import LexiconError
from translit.lexicon.entry import Entry
from translit.lexicon.flags import Guard
from translit.lexicon.guard import GuardLists, read_guard
from translit.lexicon.lexicon import DEFAULT, Lexicon
from translit.lexicon.load import read_files
from translit.lexicon.located import Problem, Where
from translit.lexicon.paths import lexicon_files
from translit.resources import lexicons_folder
from translit.text.script import plain

BARE_NAMES = ("given-name", "family-name")
"""Kinds of entry that never stand for somebody by themselves."""


@dataclass(frozen=True, slots=True)
class Row:
    """One entry: its file, and its number there (from 0). `own` is False for an entry of a layer below, which is not judged."""

    path: str
    index: int
    entry: Entry
    own: bool

    def at(self, *way: object) -> Where:
        """The way to a value of this entry."""
        return ("entries", self.index, *way)


@dataclass
class Subject:
    """Lexicon files under check. Make one with `opened`. `problems` are those of reading, as far as they are judged."""

    files: list[Path]
    rows: list[Row]
    problems: list[Problem]
    own: frozenset[str]
    is_sound: bool = True
    cache: bool = True
    on_compile: Callable[[], None] | None = None

    @cached_property
    def lexicon(self) -> Lexicon:
        """The entries, compiled or from the cache; without those that cannot be read."""
        if self.is_sound:
            try:
                return Lexicon.load(*self.files, cache=self.cache, on_compile=self.on_compile)
            except LexiconError:
                pass  # an example does not hold: `Trial` tells which
        return Lexicon(entries=tuple(row.entry for row in self.rows))

    @cached_property
    def guard(self) -> GuardLists:
        """The guard lists that ship."""
        return read_guard(lexicons_folder() / "guard")

    @cached_property
    def particles(self) -> frozenset[str]:
        """Lower-case words inside names that are no words of the name."""
        return frozenset(word for word, row in self.guard.flags.items() if row[0] & Guard.PARTICLE)

    @cached_property
    def demonyms(self) -> dict[str, set[str]]:
        """Plain demonyms by language."""
        folder = lexicons_folder() / "guard" / "demonyms"
        return {p.stem: {plain(line) for line in p.read_text(encoding="utf-8").splitlines()} for p in folder.glob("*.txt")}

    def judged(self) -> Iterator[Row]:
        """The entries that findings are about."""
        return (row for row in self.rows if row.own)


def opened(
    paths: Sequence[str],
    over: Sequence[str] = (),
    *,
    cache: bool = True,
    on_compile: Callable[[], None] | None = None,
    compiled: bool = False,
) -> Subject:
    """The files and folders `paths`, as layers over the lexicons `over`, with every problem of reading them.

    `compiled` compiles them at once, which saves reading them twice where the compiled lexicon is needed anyway.

    Raises `LexiconError` for a path that does not exist and for a folder without YAML files.
    """
    below, own = lexicon_files(_resolved(over)), lexicon_files(_resolved(paths))
    files = list(dict.fromkeys((*below, *own)))
    judged = frozenset(map(os.fspath, own))
    if compiled:
        with suppress(LexiconError):
            return _sound(files, judged, Lexicon.load(*files, cache=cache, on_compile=on_compile))
    found, problems = read_files(files)
    problems += [_wordless(path, entry) for path, _, entry in found if not _has_letters(entry)]
    rows = [Row(path, index, entry, path in judged) for path, index, entry in found if _has_letters(entry)]
    return Subject(files, rows, [p for p in problems if p.path in judged], judged, not problems, cache, on_compile)


def _sound(files: list[Path], judged: frozenset[str], lexicon: Lexicon) -> Subject:
    """A lexicon without problems; none of its entries was left out, so counting tells the number of each in its file."""
    rows: list[Row] = []
    for entry in lexicon.entries:
        path = entry.source.rpartition(":")[0]
        index = rows[-1].index + 1 if rows and rows[-1].path == path else 0
        rows.append(Row(path, index, entry, path in judged))
    subject = Subject(files, rows, [], judged)
    subject.__dict__["lexicon"] = lexicon
    return subject


def _resolved(paths: Sequence[str]) -> list[Path]:
    return [lexicons_folder() / "names" if path == DEFAULT else Path(path) for path in paths]


def _has_letters(entry: Entry) -> bool:
    return any(c.isalnum() for c in entry.canonical)


def _wordless(path: str, entry: Entry) -> Problem:
    line = int(entry.source.rpartition(":")[2])
    return Problem(path, line, 1, f'the canonical form "{entry.canonical}" holds no letter; write the name', "TL008")
