"""Unified diffs of a text before and after folding."""

from __future__ import annotations

import io
from collections import deque
from collections.abc import Iterator

CONTEXT = 3
"""How many unchanged lines stand around a change."""

_IN_MEMORY = 1 << 22
_PIECE = 1 << 18
_LONGEST_RUN = 1000
"""How many changed lines are shown together; their new forms are held until all old ones are written."""


def unified_diff(name: bytes, before: bytes, after: bytes) -> bytes:
    """The difference in the form that `patch` and `git apply` read; empty where there is none.

    Folding keeps the number of lines, so line is compared with line, in time linear in the size.

    >>> print(unified_diff(b"a.txt", b"Kiev\\nfell.\\n", b"Kyiv\\nfell.\\n").decode(), end="")
    --- a.txt
    +++ a.txt
    @@ -1,2 +1,2 @@
    -Kiev
    +Kyiv
     fell.
    """
    diff = Diff(name)
    return b"".join((*diff.add(before, after), *diff.end()))


class Diff:
    """The difference of a text that comes in parts; it holds one line and some context, long changes go to a temporary file."""

    def __init__(self, name: bytes) -> None:
        self._head = b"--- " + name + b"\n+++ " + name + b"\n"
        self._begun: list[tuple[bytes, bytes]] = []
        self._passed: deque[bytes] = deque(maxlen=2 * CONTEXT + 1)
        self._hunk: _Hunk | None = None
        self._line = 0

    def add(self, before: bytes, after: bytes) -> Iterator[bytes]:
        """What can be shown now that this part has come."""
        end, new_end = before.rfind(b"\n") + 1, after.rfind(b"\n") + 1
        if end:
            self._begun.append((before[:end], after[:new_end]))
            yield from self._lines()
        self._begun.append((before[end:], after[new_end:]))

    def end(self) -> Iterator[bytes]:
        """What is left."""
        yield from self._lines()
        yield from self._closed()

    def close(self) -> None:
        """Leave the rest."""
        if self._hunk is not None:
            self._hunk.close()

    def _lines(self) -> Iterator[bytes]:
        """What the lines that are whole now complete."""
        old, new = (io.BytesIO(b"".join(part[side] for part in self._begun)).readlines() for side in (0, 1))
        self._begun = []
        if len(old) != len(new):
            raise ValueError(f"{len(old)} lines became {len(new)}; folding keeps the number of line ends")
        for before, after in zip(old, new, strict=True):
            self._line += 1
            if before != after:
                self._change(before, after)
                continue
            self._passed.append(before)
            if len(self._passed) == 2 * CONTEXT + 1:
                yield from self._closed()

    def _change(self, before: bytes, after: bytes) -> None:
        """A changed line; changes with no more than twice the context between them share a hunk."""
        context = list(self._passed)
        self._passed.clear()
        if self._hunk is None:
            context = context[-CONTEXT:]
            self._hunk = _Hunk(self._line - len(context))
        for line in context:
            self._hunk.add(line, line)
        self._hunk.add(before, after)

    def _closed(self) -> Iterator[bytes]:
        """The hunk, if there is one, with what follows it."""
        if self._hunk is None:
            return
        for line in list(self._passed)[:CONTEXT]:
            self._hunk.add(line, line)
        yield self._head + self._hunk.head()
        yield from self._hunk.body()
        self._hunk.close()
        self._hunk, self._head = None, b""


class _Hunk:
    """A run of lines that shows changes with their context."""

    def __init__(self, start: int) -> None:
        import tempfile  # here, because it takes 4 ms and few runs need it

        self._start, self._size = start, 0
        self._body = tempfile.SpooledTemporaryFile(_IN_MEMORY)  # noqa: SIM115 (closed by `close`)
        self._added: list[bytes] = []

    def add(self, before: bytes, after: bytes) -> None:
        """One more line."""
        self._size += 1
        if before == after:
            self._finish_run()
            self._body.write(_marked(b" ", before))
            return
        self._body.write(_marked(b"-", before))
        self._added.append(_marked(b"+", after))
        if len(self._added) == _LONGEST_RUN:
            self._finish_run()

    def head(self) -> bytes:
        """The line that tells where the hunk stands; the hunk is whole now."""
        self._finish_run()
        size = b"%d,%d" % (self._start, self._size)
        return b"@@ -%b +%b @@\n" % (size, size)

    def body(self) -> Iterator[bytes]:
        """The lines, some at a time."""
        self._body.seek(0)
        while piece := self._body.read(_PIECE):
            yield piece

    def close(self) -> None:
        """Forget the lines."""
        self._body.close()

    def _finish_run(self) -> None:
        self._body.writelines(self._added)
        self._added.clear()


def _marked(mark: bytes, line: bytes) -> bytes:
    return mark + line if line.endswith(b"\n") else mark + line + b"\n\\ No newline at end of file\n"
