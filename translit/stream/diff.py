"""Unified diffs of a text before and after folding."""

from __future__ import annotations

import io
from collections.abc import Iterator

CONTEXT = 3
"""How many unchanged lines stand around a change."""


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
    if before == after:
        return b""
    old, new = io.BytesIO(before).readlines(), io.BytesIO(after).readlines()
    if len(old) != len(new):
        raise ValueError(f"{len(old)} lines became {len(new)}; folding keeps the number of line ends")
    parts = [b"--- " + name + b"\n+++ " + name + b"\n"]
    for start, end in _hunks([i for i, (a, b) in enumerate(zip(old, new, strict=True)) if a != b], len(old)):
        size = b"%d,%d" % (start + 1, end - start)
        parts.append(b"@@ -%b +%b @@\n" % (size, size))
        parts += _lines(old[start:end], new[start:end])
    return b"".join(parts)


def _hunks(changed: list[int], length: int) -> Iterator[tuple[int, int]]:
    """First line and end of each run of lines that shows changes with their context."""
    start = last = changed[0]
    for line in changed[1:]:
        if line - last > 2 * CONTEXT + 1:
            yield max(0, start - CONTEXT), last + CONTEXT + 1
            start = line
        last = line
    yield max(0, start - CONTEXT), min(length, last + CONTEXT + 1)


def _lines(old: list[bytes], new: list[bytes]) -> Iterator[bytes]:
    removed: list[bytes] = []
    added: list[bytes] = []
    for before, after in zip(old, new, strict=True):
        if before == after:
            yield from (*removed, *added, _marked(b" ", before))
            removed, added = [], []
        else:
            removed.append(_marked(b"-", before))
            added.append(_marked(b"+", after))
    yield from (*removed, *added)


def _marked(mark: bytes, line: bytes) -> bytes:
    return mark + line if line.endswith(b"\n") else mark + line + b"\n\\ No newline at end of file\n"
