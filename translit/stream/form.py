"""What a stream holds: plain text, JSON lines or CSV."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from typing import Literal

from translit.errors import ConfigError
from translit.stream.document import Document, in_parts, one_a_line
from translit.stream.lines import LONGEST_LINE, Read, batches
from translit.stream.parts import parts

Format = Literal["text", "jsonl", "csv"]


@dataclass(frozen=True, slots=True)
class Form:
    """How a stream is cut into documents.

    `format` is what it holds; `field` names the field of JSON lines or the column of CSV that is the document, `delimiter`
    what stands between the cells of CSV. `by_line` makes each line of plain text a document, otherwise all of it is one,
    or, where it is longer than `parts.PART`, several. `head` is the record that names the columns of CSV, where the
    stream is a piece that begins after it.
    """

    format: Format = "text"
    field: str | None = None
    by_line: bool = False
    delimiter: str = ","
    head: bytes = b""

    def __post_init__(self) -> None:
        if self.format == "text" and self.field is not None:
            raise ConfigError("plain text has no fields; name a format that has, jsonl or csv")
        if self.format != "text" and not self.field:
            raise ConfigError(f"the format {self.format} needs a field: the name of what holds the text")
        if len(self.delimiter) != 1 or self.delimiter in '"\r\n':
            raise ConfigError(f"the delimiter is {self.delimiter!r}; it is one character, and no quote or line end")

    @property
    def is_text(self) -> bool:
        """Whether the stream is plain text."""
        return self.format == "text"

    def documents(self, read: Read) -> Iterator[list[Document]]:
        """The documents of a stream, as many at a time as each read completes; `read` is as for `lines.batches`."""
        from translit.stream.csv import csv_records
        from translit.stream.jsonl import json_lines

        if self.format == "jsonl":
            return json_lines(batches(read), self.field or "")
        if self.format == "csv":
            return csv_records(batches(read), self.field or "", self.delimiter, self.head)
        return one_a_line(batches(read, LONGEST_LINE)) if self.by_line else in_parts(parts(read))
