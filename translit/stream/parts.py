"""A long document as several: where it is cut depends on the offset alone, so ranges, pipes and workers agree."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from typing import BinaryIO

PART = 1_000_000
"""After each multiple of so many bytes a document is cut, so that memory stays bounded whatever its length."""

SLACK = 1 << 16
"""How far behind the multiple a line end, and failing that a space, is looked for."""

_READ = 1 << 18
_LONGEST_TAIL = 3
"""How many bytes of UTF-8 may follow the first one of a character."""

Range = tuple[int, int]


def place_of_cut(text: bytes | bytearray, target: int, slack: int = SLACK) -> int | None:
    """Where the cut that belongs to `target` lies: at the first line end from there on, else a space, else a character.

    None where `text` ends before that is known; where the document ends there, it isn't cut.

    >>> place_of_cut(b"Kyiv fell.\\nLviv held.\\n", 6)
    11
    >>> place_of_cut(b"Kyiv fell. Lviv held.", 6, slack=8), place_of_cut(b"Kyiv fell.", 6) is None
    (11, True)
    """
    stop = target + slack
    line_end = text.find(b"\n", target - 1, stop)
    if line_end >= 0:
        return line_end + 1
    if len(text) < stop + _LONGEST_TAIL:
        return None
    space = text.find(b" ", target - 1, stop)
    return space + 1 if space >= 0 else _next_character(text, target)


def _next_character(text: bytes | bytearray, place: int) -> int:
    for tail in range(_LONGEST_TAIL):
        if text[place + tail] & 0xC0 != 0x80:
            return place + tail
    return place + _LONGEST_TAIL


class Cutter:
    """Cuts one document that arrives bit by bit."""

    def __init__(self, part: int = PART, slack: int = SLACK) -> None:
        self._part, self._slack = part, slack
        self._held = bytearray()
        self._target = part

    @property
    def is_new(self) -> bool:
        """Whether nothing of the document has come yet."""
        return not self._held and self._target == self._part

    def add(self, data: bytes) -> list[bytes]:
        """The parts that are whole now that `data` has come."""
        self._held += data
        made = []
        while (cut := place_of_cut(self._held, self._target, self._slack)) is not None:
            made.append(bytes(self._held[:cut]))
            del self._held[:cut]
            self._target += self._part - cut
        return made

    def end(self) -> list[bytes]:
        """The last part, if anything is left; what comes next is another document."""
        last = bytes(self._held)
        self._held.clear()
        self._target = self._part
        return [last] if last else []


def parts(read: Callable[[int], bytes], part: int = PART, slack: int = SLACK) -> Iterator[bytes]:
    """The parts of a document that is read from its start to its end, as each is complete."""
    cutter = Cutter(part, slack)
    while data := read(_READ):
        yield from cutter.add(data)
    yield from cutter.end()


def ranges(file: BinaryIO, size: int, part: int = PART, slack: int = SLACK) -> Iterator[Range]:
    """The first byte and the end of each part of a file, of which only the places around the cuts are read."""
    start = 0
    for target in range(part, size, part):
        file.seek(target - 1)
        cut = place_of_cut(file.read(1 + slack + _LONGEST_TAIL), 1, slack)
        if cut is None:
            break
        if target - 1 + cut < size:
            yield start, target - 1 + cut
            start = target - 1 + cut
    if start < size:
        yield start, size


def line_ranges(file: BinaryIO, size: int, part: int = PART) -> Iterator[Range]:
    """As `ranges`, but lines stay whole, however long."""
    start = 0
    for target in range(part, size, part):
        if target <= start:
            continue
        file.seek(target - 1)
        file.readline()
        if file.tell() >= size:
            break
        yield start, file.tell()
        start = file.tell()
    if start < size:
        yield start, size
