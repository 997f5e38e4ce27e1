"""CSV: one column of each record is a document, all other bytes, quotes and line ends stay."""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator
from functools import partial

from translit.stream.document import Document, Quoting
from translit.stream.lines import decoded

_CLOSED = re.compile(rb'[^"]*(?:""[^"]*)*"(?!")')
_QUOTED = re.compile(r'"([^"]*(?:""[^"]*)*)"(?!")')
_UNIT = re.compile(r'""|.', re.DOTALL)
_BYTE_ORDER_MARK = "\ufeff"

Cell = tuple[int, int, bool]
"""Where a cell begins and ends in its record, without its quotes, and whether it has any."""


def _doubled(text: str) -> str:
    return text.replace('"', '""')


_IN_QUOTES = Quoting(_UNIT, _doubled)


def csv_records(lines: Iterable[list[bytes]], column: str, delimiter: str = ",", head: bytes = b"") -> Iterator[list[Document]]:
    """Each record as a document, the first, which names the columns, apart; a quoted cell may go over several lines.

    `head` is that record, with its line end, where the lines are a piece of the stream that begins later.
    """
    reader = _Reader(column, delimiter)
    if head:
        reader.begin(head)
    for batch in lines:
        made = []
        for line in batch:
            document = reader.take(line)
            if document is not None:
                made.append(document)
        yield made
    last = reader.unfinished()
    if last is not None:
        yield [last]


def csv_pieces(lines: Iterable[list[bytes]], delimiter: str = ",") -> Iterator[bytes]:
    """The stream, cut behind records; the first piece ends with the record that names the columns."""
    reader = _Reader("", delimiter)
    held: list[bytes] = []
    named = False
    for batch in lines:
        whole = 0
        for line in batch:
            held.append(line)
            if not reader.ends_record(line):
                continue
            whole = len(held)
            if not named and line.strip(b"\r\n"):
                named = True
                yield b"".join(held)
                held, whole = [], 0
        if whole and named:
            yield b"".join(held[:whole])
            del held[:whole]
    if held:
        yield b"".join(held)


class _Reader:
    """Joins lines to records, and finds the column in each."""

    def __init__(self, column: str, delimiter: str) -> None:
        self._column, self._delimiter = column, delimiter
        self._bytes = delimiter.encode()
        self._bare = Quoting(None, str, partial(_quoted_where_needed, delimiter=delimiter))
        self._place: int | None = None
        self._begun: list[bytes] = []
        self._open = self._head_read = False
        self._line = 1

    def begin(self, head: bytes) -> None:
        """Learn the columns from the record that names them."""
        self._document(decoded(head), 1)

    def ends_record(self, line: bytes) -> bool:
        """Whether a record ends with this line, which follows the one before."""
        self._open = self._ends_open(line)
        return not self._open

    def take(self, line: bytes) -> Document | None:
        """The record that ends with this line, or None where the record goes on."""
        self._begun.append(line)
        if not self.ends_record(line):
            return None
        raw, first = decoded(b"".join(self._begun)), self._line
        self._line += len(self._begun)
        self._begun = []
        return self._document(raw, first)

    def unfinished(self) -> Document | None:
        """The record that the end of the stream has broken off, if any."""
        if not self._begun:
            return None
        raw = decoded(b"".join(self._begun))
        return Document(raw, "", self._line, problem="a quote that is opened in this record is never closed")

    def _ends_open(self, line: bytes) -> bool:
        """Whether a quote is open where the line ends."""
        at, inside = 0, self._open
        if not inside and b'"' not in line:
            return False
        if not inside and line.removeprefix(_BYTE_ORDER_MARK.encode()).startswith(b'"'):
            at, inside = line.index(b'"') + 1, True
        while True:
            if inside:
                closed = _CLOSED.match(line, at)
                if closed is None:
                    return True
                at = closed.end()
            at = line.find(self._bytes, at)
            if at < 0:
                return False
            at += len(self._bytes)
            inside = line.startswith(b'"', at)
            at += inside

    def _document(self, raw: str, line: int) -> Document:
        without_column = self._head_read and self._place is None
        if without_column or not raw.strip("\r\n"):
            return Document(raw, "", line)
        try:
            cells = _cells(raw, self._delimiter)
        except ValueError as error:
            self._head_read = True
            return Document(raw, "", line, problem=str(error))
        if not self._head_read:
            return self._head(raw, line, cells)
        return self._cell(raw, line, cells)

    def _head(self, raw: str, line: int, cells: list[Cell]) -> Document:
        self._head_read = True
        names = [_value(raw, *cell) for cell in cells]
        if self._column in names:
            self._place = names.index(self._column)
            return Document(raw, "", line)
        return Document(raw, "", line, problem=f'no column is named "{self._column}"; the columns are: {", ".join(names)}')

    def _cell(self, raw: str, line: int, cells: list[Cell]) -> Document:
        if self._place is None or self._place >= len(cells):
            return Document(raw, "", line, problem=f'the record ends before the column "{self._column}"')
        start, end, quoted = cells[self._place]
        return Document(raw, _value(raw, start, end, quoted), line, start, end, _IN_QUOTES if quoted else self._bare)


def _cells(raw: str, delimiter: str) -> list[Cell]:
    """Start, end and quotedness of each cell, without its quotes. Raises `ValueError` where one is malformed."""
    stop = len(raw) - (2 if raw.endswith("\r\n") else raw.endswith("\n"))
    at = len(_BYTE_ORDER_MARK) if raw.startswith(_BYTE_ORDER_MARK) else 0
    cells: list[Cell] = []
    while True:
        quoted = _QUOTED.match(raw, at, stop) if raw.startswith('"', at) else None
        if quoted is not None:
            cells.append((*quoted.span(1), True))
            at = quoted.end()
        else:
            end = raw.find(delimiter, at, stop)
            cells.append((at, stop if end < 0 else end, False))
            at = cells[-1][1]
        if at == stop:
            return cells
        if not raw.startswith(delimiter, at):
            raise ValueError(f"more text follows the closing quote of cell {len(cells)}; a quote inside is written twice")
        at += 1


def _value(raw: str, start: int, end: int, quoted: bool) -> str:
    return raw[start:end].replace('""', '"') if quoted else raw[start:end]


def _quoted_where_needed(cell: str, delimiter: str) -> str:
    needed = cell.startswith('"') or any(c in cell for c in (delimiter, "\r", "\n"))
    return f'"{_doubled(cell)}"' if needed else cell
