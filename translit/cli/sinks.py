"""Where folded text goes: to an output, back into its file, into a diff, or nowhere."""

from __future__ import annotations

import os
from collections.abc import Callable
from typing import Protocol

from translit.cli.console import CHANGED, CLEAN, IO_FAILED, warn, write
from translit.stream.diff import Diff
from translit.stream.fold import Folded
from translit.stream.save import Replacement

_HELD_BYTES = 1 << 22
"""How much of a file that may not change at all is held before its copy is begun."""


class Sink(Protocol):
    """Takes the parts of one input."""

    def add(self, part: Folded) -> None:
        """The next part."""

    def end(self) -> int:
        """Nothing more comes; returns the exit code."""

    def drop(self) -> None:
        """The input could not be read to its end. After `end`, and a second time, this does nothing."""


class Output:
    """Each part is passed on at once."""

    def __init__(self, name: str, write: Callable[[bytes], None] = write) -> None:
        self._write = write

    def add(self, part: Folded) -> None:
        self._write(part.after)

    def end(self) -> int:
        return CLEAN

    def drop(self) -> None:
        return


class Saved:
    """The file is replaced once all of it has come, if anything has changed."""

    def __init__(self, name: str) -> None:
        self._name = name
        self._new: Replacement | None = None
        self._held: list[bytes] = []
        self._size = 0
        self._changed = self._failed = False

    def add(self, part: Folded) -> None:
        self._changed = self._changed or part.changed
        self._held.append(part.after)
        self._size += len(part.after)
        if self._size >= _HELD_BYTES:
            self._attempt(self._write)

    def end(self) -> int:
        if self._changed:
            self._attempt(self._commit)
        self.drop()
        return IO_FAILED if self._failed else CLEAN

    def drop(self) -> None:
        self._held = []
        if self._new is not None:
            self._new.discard()
            self._new = None

    def _write(self) -> None:
        self._new = self._new or Replacement(self._name)
        for data in self._held:
            self._new.write(data)
        self._held, self._size = [], 0

    def _commit(self) -> None:
        self._write()
        if self._new is not None:
            self._new.commit()

    def _attempt(self, step: Callable[[], None]) -> None:
        """Do a step, unless one has failed."""
        if self._failed:
            self._held = []
            return
        try:
            step()
        except OSError as error:
            self._failed = True
            self.drop()
            warn(f"{self._name}: {error.strerror or error}")


class Difference:
    """What changes is shown as a unified diff."""

    def __init__(self, name: str, is_check: bool) -> None:
        self._diff, self._is_check = Diff(os.fsencode(name)), is_check
        self._changed = False

    def add(self, part: Folded) -> None:
        self._changed = self._changed or part.changed
        for piece in self._diff.add(part.before, part.after):
            write(piece)

    def end(self) -> int:
        for piece in self._diff.end():
            write(piece)
        return CHANGED if self._changed and self._is_check else CLEAN

    def drop(self) -> None:
        self._diff.close()


class Changed:
    """The name is written if anything changes."""

    def __init__(self, name: str) -> None:
        self._name, self._changed = name, False

    def add(self, part: Folded) -> None:
        self._changed = self._changed or part.changed

    def end(self) -> int:
        if self._changed:
            write(os.fsencode(self._name) + b"\n")
        return CHANGED if self._changed else CLEAN

    def drop(self) -> None:
        return
