"""Bytes as they arrive: whole lines in batches, and text that turns back into the same bytes."""

from __future__ import annotations

import io
from collections.abc import Callable, Iterator

BLOCK_SIZE = 1 << 18
"""How many bytes one read asks for: past 256 KB throughput no longer grows."""

LONGEST_LINE = 1 << 20
"""How many bytes a line of plain text may have before it is cut at a space, so that memory stays bounded."""

Read = Callable[[int], bytes]


def decoded(data: bytes) -> str:
    """UTF-8 as text, an undecodable byte as one lone surrogate, so that `encoded` gives the same bytes again.

    >>> encoded(decoded(b"Ki\\xffev")) == b"Ki\\xffev"
    True
    """
    return data.decode("utf-8", "surrogateescape")


def encoded(text: str) -> bytes:
    """The bytes that `decoded` made this text of."""
    return text.encode("utf-8", "surrogateescape")


def size_in_bytes(text: str) -> int:
    """How many bytes the text has in UTF-8; a lone surrogate that stands for no byte (from a JSON escape) counts three."""
    if text.isascii():
        return len(text)
    try:
        return len(encoded(text))
    except UnicodeEncodeError:
        return len(text.encode("utf-8", "surrogatepass"))


def batches(read: Read, longest: int | None = None) -> Iterator[list[bytes]]:
    """The lines of a stream, as many at a time as each read completes; line ends stay on, and only "\\n" is one.

    `read` returns what is there, up to the number of bytes asked for, and b"" at the end (`BufferedReader.read1`).
    A line of more than `longest` bytes comes in pieces, cut at spaces; where depends on the line alone.
    """
    rest: list[bytes] = []
    size = 0
    while block := read(BLOCK_SIZE):
        end = block.rfind(b"\n") + 1
        if end:
            yield _lines(b"".join((*rest, block[:end])), longest)
            rest, size = [], 0
        if end < len(block):
            rest.append(block[end:])
            size += len(block) - end
        if longest is not None and size > longest:
            *pieces, last = _cut(b"".join(rest), longest)
            yield pieces
            rest, size = [last], len(last)
    if rest:
        yield _lines(b"".join(rest), longest)


def _lines(data: bytes, longest: int | None) -> list[bytes]:
    lines = io.BytesIO(data).readlines()
    if longest is None or len(data) <= longest:
        return lines
    return [piece for line in lines for piece in _cut(line, longest)]


def _cut(line: bytes, longest: int) -> list[bytes]:
    pieces = []
    start = 0
    while len(line) - start > longest:
        end = line.rfind(b" ", start, start + longest) + 1 or _between_characters(line, start + longest)
        pieces.append(line[start:end])
        start = end
    return [*pieces, line[start:]]


def _between_characters(line: bytes, place: int) -> int:
    """The place itself, or up to three bytes before it, where a character of UTF-8 begins."""
    for back in range(4):
        if line[place - back] & 0xC0 != 0x80:
            return place - back
    return place
