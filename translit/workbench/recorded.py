"""The mentions of a corpus as `translit find` wrote them, to be compared with what is found now."""

from __future__ import annotations

import json
from bisect import bisect_left
from collections.abc import Sequence
from dataclasses import fields
from typing import Any

from translit.errors import LexiconError
from translit.mention import Mention
from translit.stream.document import Document

_FIELDS = tuple(f.name for f in fields(Mention))
_NEEDED = {"file", "line", "start", "end", "text", "replacement"}


class Recorded:
    """Mentions by input and place, from the JSON lines that `translit find` writes.

    So two versions of the program, or of its rules, can be compared, which never run together.
    """

    def __init__(self, rows: dict[str, list[tuple[int, int, Mention]]]) -> None:
        self._rows = {name: sorted(found, key=lambda row: row[:2]) for name, found in rows.items()}
        self._starts = {name: sorted(found, key=lambda row: row[1]) for name, found in rows.items()}

    @classmethod
    def load(cls, path: str) -> Recorded:
        """The mentions of a file. Raises `LexiconError` that names the first line that is none, and `OSError`."""
        rows: dict[str, list[tuple[int, int, Mention]]] = {}
        with open(path, encoding="utf-8", errors="surrogateescape") as file:
            for number, line in enumerate(file, 1):
                row = _row(path, number, line)
                rows.setdefault(str(row["file"]), []).append((int(row["line"]), int(row["start"]), _mention(row)))
        return cls(rows)

    def find(self, name: str, document: Document) -> Sequence[Mention]:
        """The mentions of a document, their offsets counted from its start."""
        if document.is_record:
            found = self._rows.get(name, [])
            at = bisect_left(found, document.line, key=lambda row: row[0])
            same = []
            while at < len(found) and found[at][0] == document.line:
                same.append(found[at][2])
                at += 1
            return same
        first, last = document.skipped, document.skipped + len(document.text)
        rows = self._starts.get(name, [])
        at, end = (bisect_left(rows, place, key=lambda row: row[1]) for place in (first, last))
        return [_shifted(mention, -first) for _, _, mention in rows[at:end]]


def _row(path: str, number: int, line: str) -> dict[str, Any]:
    try:
        row = json.loads(line)
    except ValueError:
        row = None
    if not isinstance(row, dict) or not row.keys() >= _NEEDED:
        raise LexiconError(path, number, 1, "no mention; give a file that `translit find --output jsonl` wrote")
    return row


def _mention(row: dict[str, Any]) -> Mention:
    values = {name: row[name] for name in _FIELDS if name in row}
    for name in ("rules", "candidates"):
        values[name] = tuple(values.get(name, ()))
    return Mention(**{"canonical": "", "entry_id": None, "kind": "", "method": "exact", "score": 1.0, **values})


def _shifted(mention: Mention, by: int) -> Mention:
    values = {name: getattr(mention, name) for name in _FIELDS}
    return Mention(**{**values, "start": mention.start + by, "end": mention.end + by}) if by else mention
