"""Bytes as they arrive: whole lines in batches, and text that turns back into the same bytes."""

from __future__ import annotations

import io
from collections.abc import Callable, Iterator

from translit.stream.parts import PART, Cutter

BLOCK_SIZE = 1 << 18
"""How many bytes one read asks for: past 256 KB throughput no longer grows."""

LONGEST_LINE = PART
"""How many bytes a line of plain text may have before it comes in parts, so that memory stays bounded."""

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
    A line of more than `longest` bytes comes in the parts of a document.
    """
    for block in blocks(read, longest):
        yield io.BytesIO(block).readlines()


def blocks(read: Read, longest: int | None = None) -> Iterator[bytes]:
    """The stream, as much at a time as each read completes: whole lines, or a part of a line longer than `longest`."""
    if longest is not None:
        yield from _with_parts(read, longest)
        return
    rest: list[bytes] = []
    while block := read(BLOCK_SIZE):
        end = block.rfind(b"\n") + 1
        if end:
            yield b"".join((*rest, block[:end]))
            rest = []
        if end < len(block):
            rest.append(block[end:])
    if rest:
        yield b"".join(rest)


def _with_parts(read: Read, longest: int) -> Iterator[bytes]:
    cutter = Cutter(longest)
    while block := read(BLOCK_SIZE):
        end = block.rfind(b"\n") + 1
        if end:
            yield from _whole_lines(cutter, block[:end], longest)
        if end < len(block):
            yield from cutter.add(block[end:])
    yield from cutter.end()


def _whole_lines(cutter: Cutter, data: bytes, longest: int) -> Iterator[bytes]:
    """The blocks that end with `data`, which ends with a line; the cutter holds what came of its first line before."""
    first = 0 if cutter.is_new else data.index(b"\n") + 1
    begun = [*cutter.add(data[:first]), *cutter.end()] if first else []
    if len(begun) == 1 and len(begun[0]) + len(data) - first <= longest:
        yield begun[0] + data[first:]
        return
    yield from begun
    if len(data) - first <= longest:
        if first < len(data):
            yield data[first:]
        return
    for line in io.BytesIO(data[first:]):
        yield from (*cutter.add(line), *cutter.end())
