"""What a stream holds: plain text, JSON lines or CSV."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from typing import Literal

from translit.errors import ConfigError
from translit.stream.document import Document, one_a_line, whole
from translit.stream.lines import LONGEST_LINE, Read, batches

Format = Literal["text", "jsonl", "csv"]


@dataclass(frozen=True, slots=True)
class Form:
    """How a stream is cut into documents.

    `format` is what it holds; `field` names the field of JSON lines or the column of CSV that is the document, `delimiter`
    what stands between the cells of CSV. `by_line` makes each line of plain text a document, otherwise all of it is one.
    """

    format: Format = "text"
    field: str | None = None
    by_line: bool = False
    delimiter: str = ","

    def __post_init__(self) -> None:
        if self.format == "text" and self.field is not None:
            raise ConfigError("plain text has no fields; name a format that has, jsonl or csv")
        if self.format != "text" and not self.field:
            raise ConfigError(f"the format {self.format} needs a field: the name of what holds the text")
        if len(self.delimiter) != 1 or self.delimiter in '"\r\n':
            raise ConfigError(f"the delimiter is {self.delimiter!r}; it is one character, and no quote or line end")

    def documents(self, read: Read) -> Iterator[list[Document]]:
        """The documents of a stream, as many at a time as each read completes; `read` is as for `lines.batches`."""
        by_line = self.format == "text" and self.by_line
        return self._cut(batches(read, LONGEST_LINE if by_line else None))

    def _cut(self, lines: Iterable[list[bytes]]) -> Iterator[list[Document]]:
        from translit.stream.csv import csv_records
        from translit.stream.jsonl import json_lines

        if self.format == "jsonl":
            return json_lines(lines, self.field or "")
        if self.format == "csv":
            return csv_records(lines, self.field or "", self.delimiter)
        return one_a_line(lines) if self.by_line else whole(lines)
