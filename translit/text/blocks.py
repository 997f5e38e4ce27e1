"""Runs of word characters in a block of UTF-8, found by numpy: where the words stand that can be part of a name.

The runs hold every word that `scan` finds, and more: what stands in them is for `scan` to say. A run ends at white space
or at punctuation of ASCII, Latin-1 or U+2000–2BFF; apostrophes, digits and marks stand inside.
"""

from __future__ import annotations

import re
import secrets
import unicodedata
from collections.abc import Iterator
from dataclasses import dataclass
from typing import TypeAlias

import numpy as np
import numpy.typing as npt

Places: TypeAlias = npt.NDArray[np.int64]
Hashes: TypeAlias = npt.NDArray[np.uint64]
Marks: TypeAlias = npt.NDArray[np.bool_]
Bytes: TypeAlias = npt.NDArray[np.uint8]

BLOCK_SIZE = 1 << 18
"""Bytes that are looked at together: below 64 KB the calls cost more than the work, above 1 MB the caches are missed."""

_SEPARATOR, _APOSTROPHE, _LETTER, _CAPITAL, _LEAD2, _INNER, _LEAD3 = range(7)  # a run starts at _CAPITAL and _LEAD2 only
_PADDING = b" " * 16
_SPACE = re.compile(r"\s")


def _classes() -> bytes:
    table = bytearray(256)
    for byte in range(256):
        char = chr(byte)
        if byte >= 0xE0:
            table[byte] = _LEAD3
        elif byte >= 0xC3:
            table[byte] = _LEAD2
        elif byte >= 0x80:
            table[byte] = _INNER
        elif char.isalnum() or char == "_":
            table[byte] = _CAPITAL if char.isupper() else _LETTER
        elif char in "'`|":  # OCR writes a bar for a letter
            table[byte] = _APOSTROPHE
    return bytes(table)


def _beginnings() -> Marks:
    """For each pair of bytes whether a capital or a letter without case begins it, in one byte or two."""
    found = np.zeros((256, 256), np.bool_)
    found[[code for code in range(0x80) if chr(code).isupper()]] = True
    for code in range(0x80, 0x800):
        if unicodedata.category(chr(code)) in ("Lu", "Lt", "Lo"):
            first, second = chr(code).encode()
            found[first, second] = True
    return found


_CLASSES = _classes()
_BEGINNINGS = _beginnings()
_NOWHERE = np.zeros(0, np.int64)
_MASKS = np.array([(1 << 8 * n) - 1 for n in range(9)], np.uint64)
_ONES, _TOPS = np.uint64(0x0101010101010101), np.uint64(0x8080808080808080)
_SEEDS = np.array([secrets.randbits(64) | 1 for _ in range(4)], np.uint64)


@dataclass(frozen=True, slots=True)
class Runs:
    """Runs of word characters: byte offsets of their starts and ends, and a hash of each.

    The hash is seeded anew in every process, so that nobody can prepare two runs with one hash.
    """

    starts: Places
    ends: Places
    hashes: Hashes


def word_runs(data: bytes) -> Runs:
    """The runs of a block of valid UTF-8 that start with a capital or a letter without case, in order.

    >>> data = "Президент Зеленський met Mr. O’Brien".encode()
    >>> runs = word_runs(data)
    >>> [data[a:b].decode() for a, b in zip(runs.starts.tolist(), runs.ends.tolist())]
    ['Президент', 'Зеленський', 'Mr', 'O’Brien', 'Brien']
    """
    text = b"".join((_PADDING, data, _PADDING))
    padded = np.frombuffer(text, np.uint8)
    classes = np.frombuffer(bytearray(text.translate(_CLASSES)), np.uint8)
    wide = np.flatnonzero(classes == _LEAD3) if not data.isascii() else _NOWHERE
    if not data.isascii():
        _separate(padded, classes)
    starts = _starts(padded, classes, wide)
    ends = _ends(classes, starts)
    return Runs(starts - len(_PADDING), ends - len(_PADDING), _hashes(padded, starts, ends))


def _separate(padded: Bytes, classes: Bytes) -> None:
    """Mark the punctuation and the apostrophes beyond ASCII."""
    latin = np.flatnonzero(padded == 0xC2)
    behind = padded[latin + 1]
    classes[latin] = np.where(behind == 0xB4, _APOSTROPHE, np.where(np.isin(behind, (0xAA, 0xB5, 0xBA)), _LEAD2, _SEPARATOR))
    classes[latin + 1] = np.where(classes[latin] == _LEAD2, _INNER, classes[latin])
    first = np.flatnonzero(padded == 0xE2)
    marks = first[padded[first + 1] < 0xB0]
    quotes = marks[(padded[marks + 1] == 0x80) & np.isin(padded[marks + 2], (0x98, 0x99, 0xB2))]
    for step in range(3):
        classes[marks + step] = _SEPARATOR
        classes[quotes + step] = _APOSTROPHE


def _starts(padded: Bytes, classes: Bytes, wide: Places) -> Places:
    """Where a word may start: behind no letter, or at or behind a character of three bytes or more, which may be anything."""
    first = np.flatnonzero((classes[1:] - np.uint8(_CAPITAL) <= 1) & (classes[:-1] <= _APOSTROPHE)) + 1
    starts: Places = first[_BEGINNINGS[padded[first], padded[first + 1]]]
    wide = wide[classes[wide] == _LEAD3]
    if not len(wide):
        return starts
    behind = wide + 3 + (padded[wide] >= 0xF0)
    behind = behind[_BEGINNINGS[padded[behind], padded[behind + 1]]]
    more = np.union1d(wide, behind)
    places = np.searchsorted(starts, more)
    new = np.append(starts, -1)[places] != more
    return np.insert(starts, places[new], more[new])


def _ends(classes: Bytes, starts: Places) -> Places:
    """The first separator behind each start, eight bytes at a time."""
    words = _words(classes)
    ends: Places = starts.copy()
    left = np.arange(len(starts))
    while len(left):
        part = words[ends[left]]
        zeros = (part - _ONES) & ~part & _TOPS
        within = zeros != 0
        first = zeros[within]
        lowest = (first & (~first + np.uint64(1))).astype(np.float64)
        ends[left[within]] += (np.frexp(lowest)[1] - 1) >> 3
        left = left[~within]
        ends[left] += 8
    return ends


def _hashes(padded: Bytes, starts: Places, ends: Places) -> Hashes:
    words = _words(padded)
    lengths = ends - starts
    k0, k1, k2, k3 = _SEEDS
    hashes: Hashes
    hashes = (words[starts] & _MASKS[np.minimum(lengths, 8)]) * k0 ^ lengths.astype(np.uint64) * k2
    longer = np.flatnonzero(lengths > 8)
    offset = 8
    while len(longer):
        at = starts[longer] + offset
        part = words[at] & _MASKS[np.minimum(ends[longer] - at, 8)]
        hashes[longer] = (hashes[longer] ^ (hashes[longer] >> np.uint64(29)) ^ part * k1) * k3
        offset += 8
        longer = longer[lengths[longer] > offset]
    mixed: Hashes = (hashes ^ (hashes >> np.uint64(32))) * k3 | np.uint64(1)
    return mixed


def _words(padded: Bytes) -> Hashes:
    """The eight bytes that start at each place, as one number."""
    words: Hashes = np.ndarray((len(padded) - 7,), "<u8", padded.data, 0, (1,))
    return words


def blocks(text: str) -> Iterator[tuple[int, int]]:
    """The text in blocks that end at white space, where there is any within reach."""
    start = 0
    while start < len(text):
        end = min(start + BLOCK_SIZE, len(text))
        space = _SPACE.search(text, end)
        end = space.end() if space else len(text)
        yield start, end
        start = end


def code_points(data: bytes, places: Places) -> list[int]:
    """Byte offsets in UTF-8 as offsets in code points."""
    if not data.isascii():
        inner = np.flatnonzero((np.frombuffer(data, np.uint8) & 0xC0) == 0x80)
        places = places - np.searchsorted(inner, places)
    found: list[int] = places.tolist()
    return found
