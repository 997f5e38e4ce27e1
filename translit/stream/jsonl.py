"""JSON lines: one field of each record is a document, all other bytes stay."""

from __future__ import annotations

import json
import re
from collections.abc import Iterable, Iterator
from functools import partial

from translit.stream.document import Document, Quoting
from translit.stream.lines import decoded

_DECODER = json.JSONDecoder(parse_int=str, parse_float=str, parse_constant=str)
_SPACE = re.compile(r"[ \t\r\n]*")
_UNIT = re.compile(r"\\u[dD][89abAB][0-9a-fA-F]{2}\\u[dD][c-fC-F][0-9a-fA-F]{2}|\\u[0-9a-fA-F]{4}|\\.|.", re.DOTALL)
_STRING_END = re.compile(r'[^"\\]*(?:\\.[^"\\]*)*"', re.DOTALL)
_ESCAPED_LETTER = "\\u00"
_BYTE_ORDER_MARK = "\ufeff"


def _written(text: str, ascii_only: bool) -> str:
    return json.dumps(text, ensure_ascii=ascii_only)[1:-1]


_ASCII, _UNICODE = (Quoting(_UNIT, partial(_written, ascii_only=flag)) for flag in (True, False))


def json_lines(lines: Iterable[list[bytes]], field: str) -> Iterator[list[Document]]:
    """Each line as a record whose `field` is the document.

    Records without the field, or with null in it, and empty lines pass. If all records lack the field, a last, empty
    document says so.
    """
    line, lacking, having = 0, 0, 0
    for batch in lines:
        made = []
        for data in batch:
            line += 1
            raw = decoded(data)
            if raw.isspace():
                made.append(Document(raw, "", line))
                continue
            document, has_field = _document(raw, field, line)
            made.append(document)
            lacking, having = lacking + (has_field is False), having + (has_field is True)
        yield made
    if lacking and not having:
        yield [Document("", "", 0, problem=no_record_has(field))]


def no_record_has(field: str) -> str:
    """The message for a field that all records lack."""
    return f'no record has the field "{field}"; check its name'


def _document(raw: str, field: str, line: int) -> tuple[Document, bool | None]:
    """The document of a record, and whether the record has the field, None where it is malformed."""
    plain = _plain_document(raw, field, line)
    if plain is not None:
        return plain, True
    try:
        place = _field_place(raw, field)
        if place is None:
            return Document(raw, "", line), False
        start, end = place
        if raw[start] != '"':
            wrong = "" if raw[start:end] == "null" else f'the field "{field}" is {raw[start:end]:.20}, not a string'
            return Document(raw, "", line, problem=wrong), True
        text, _ = _DECODER.raw_decode(raw, start)
    except json.JSONDecodeError as error:
        return Document(raw, "", line, problem=f"not JSON: {error.msg} (column {error.pos + 1})"), None
    except RecursionError:
        return Document(raw, "", line, problem="not readable: nested too deeply"), None
    return Document(raw, str(text), line, start + 1, end - 1, _ASCII if raw.isascii() else _UNICODE), True


def _plain_document(raw: str, field: str, line: int) -> Document | None:
    """The document of a record that names its field once, found without a walk over its keys; None for any other."""
    key = f'"{field}"'
    at = raw.find(key)
    if at < 0 or raw[0] != "{" or raw.find(key, at + 1) >= 0 or _ESCAPED_LETTER in raw:
        return None
    try:
        record, end = _DECODER.raw_decode(raw)
    except (json.JSONDecodeError, RecursionError):
        return None
    text = record.get(field)
    if not isinstance(text, str) or (end < len(raw) and raw[end:].strip(" \t\r\n")):
        return None
    start = _after_space(raw, raw.index(":", at + len(key)) + 1) + 1
    if raw[start - 1] != '"':  # a number, which the decoder gives as a string, too
        return None
    closed = _STRING_END.match(raw, start)
    return Document(raw, text, line, start, closed.end() - 1, _ASCII if raw.isascii() else _UNICODE) if closed else None


def _field_place(raw: str, field: str) -> tuple[int, int] | None:
    """Where the value of the field begins and ends, or None; of a repeated key the last counts, as for JSON parsers."""
    at = _after_space(raw, len(_BYTE_ORDER_MARK) if raw.startswith(_BYTE_ORDER_MARK) else 0)
    at = _after(raw, at, "{", "a record is an object and begins with {")
    found = None
    closed = raw[at : at + 1] == "}"
    while not closed:
        if raw[at : at + 1] != '"':
            raise json.JSONDecodeError("a key in double quotes is missing", raw, at)
        key, at = _DECODER.raw_decode(raw, at)
        start = _after(raw, _after_space(raw, at), ":", "a colon is missing")
        _, at = _DECODER.raw_decode(raw, start)
        found = (start, at) if key == field else found
        at = _after_space(raw, at)
        closed = raw[at : at + 1] == "}"
        at = at if closed else _after(raw, at, ",", "a comma is missing")
    end = _after_space(raw, at + 1)
    if end != len(raw):
        raise json.JSONDecodeError("more stands behind the record", raw, end)
    return found


def _after(raw: str, at: int, wanted: str, message: str) -> int:
    """The place behind a character that must stand at `at`, and behind the white space that follows."""
    if raw[at : at + 1] != wanted:
        raise json.JSONDecodeError(message, raw, at)
    return _after_space(raw, at + 1)


def _after_space(raw: str, at: int) -> int:
    match = _SPACE.match(raw, at)
    return match.end() if match else at
