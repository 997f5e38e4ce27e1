"""Imported entries on disk: files of a size that a person can review, and a table of the names that were dropped."""

from __future__ import annotations

import os
import shutil
import tempfile
from collections import Counter
from collections.abc import Callable, Iterable, Iterator, Mapping
from contextlib import contextmanager
from dataclasses import dataclass, field
from pathlib import Path
from typing import TextIO

from translit.errors import ConfigError
from translit.lexicon.entry import Entry
from translit.workbench.entry_text import entry_text, head_text
from translit.workbench.importing.gather import Dropped, Gathered

MAX_ENTRIES = 2000
"""How many entries a file has at the most."""

REVIEW = "review.tsv"
_REVIEW_HEAD = "reason\tname\tlang\tid\tcanonical\n"


@dataclass(slots=True)
class Summary:
    """What an import came to: entries, files, and dropped names by reason."""

    entries: int = 0
    files: int = 0
    names: int = 0
    reasons: Counter[str] = field(default_factory=Counter)


def write_import(
    gathered: Iterable[Gathered], folder: Path, head: Mapping[str, str], on_entry: Callable[[], None] = lambda: None
) -> Summary:
    """Write entries and review table to a folder that is not there yet or empty; all of it or nothing.

    Entries come sorted by group and id; each group begins a file. Raises `ConfigError` for a folder that holds something.
    """
    check_folder(folder)
    summary = Summary()
    with _made(folder) as made, (made / REVIEW).open("w", encoding="utf-8", newline="") as review:
        review.write(_REVIEW_HEAD)
        files = _Files(made, folder.name, head)
        for found in gathered:
            _write_dropped(found.dropped, review, summary)
            if found.entry is not None:
                files.add(found.group, found.entry)
                summary.entries += 1
                summary.names += 1 + len(found.entry.native) + len(found.entry.variants) + len(found.entry.former)
            on_entry()
        files.close()
        summary.files = files.count
    return summary


def check_folder(folder: Path) -> None:
    """Raises `ConfigError` for a folder that holds something."""
    if folder.exists() and (not folder.is_dir() or any(folder.iterdir())):
        raise ConfigError(f"{folder} holds something already; name a folder that is not there yet, or empty it")


@contextmanager
def _made(folder: Path) -> Iterator[Path]:
    """A folder beside the wanted one that takes its place when all went well."""
    target = folder.resolve()
    target.parent.mkdir(parents=True, exist_ok=True)
    temporary = Path(tempfile.mkdtemp(dir=target.parent, prefix=f".{target.name}-", suffix=".part"))
    try:
        yield temporary
        temporary.chmod(0o777 & ~_umask())
        if target.exists():
            target.rmdir()
        temporary.replace(target)
    except BaseException:
        shutil.rmtree(temporary, ignore_errors=True)
        raise


def _umask() -> int:
    mask = os.umask(0)
    os.umask(mask)
    return mask


def _write_dropped(dropped: Iterable[Dropped], review: TextIO, summary: Summary) -> None:
    for d in dropped:
        summary.reasons[d.reason.partition("'s ")[0]] += 1
        review.write("\t".join((d.reason, d.name, d.lang, d.id, d.canonical)).replace("\n", " ") + "\n")


class _Files:
    """The files of an import, one open at a time."""

    def __init__(self, folder: Path, name: str, head: Mapping[str, str]) -> None:
        self._folder, self._name, self._head = folder, name, head
        self._group: str | None = None
        self._part = self._held = self.count = 0
        self._file: TextIO | None = None

    def add(self, group: str, entry: Entry) -> None:
        """Write an entry to the file of its group, or to the next one where that is full."""
        if group != self._group:
            self._part = 0
        if group != self._group or self._held >= MAX_ENTRIES:
            self._open(group)
        if self._file is not None:
            self._file.write(entry_text(entry))
        self._held += 1

    def _open(self, group: str) -> None:
        self.close()
        self._group, self._held = group, 0
        self._part += 1
        self.count += 1
        stem = f"{group or 'names'}-{self._part:03}"
        self._file = (self._folder / f"{stem}.yaml").open("w", encoding="utf-8", newline="")
        self._file.write(head_text({"lexicon": f"{self._name}/{stem}", **self._head}))

    def close(self) -> None:
        """End the file that is open."""
        if self._file is not None:
            self._file.close()
            self._file = None
