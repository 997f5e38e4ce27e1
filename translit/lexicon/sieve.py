"""Which strings a lexicon surely does not hold, told of many at once by numpy; it may take a few that it does not hold for held."""

from __future__ import annotations

from collections.abc import Iterable, Iterator

import numpy as np
import numpy.typing as npt

Hashes = npt.NDArray[np.uint64]
Places = npt.NDArray[np.int64]
Marks = npt.NDArray[np.bool_]

_BASE = 0x9E3779B97F4A7C15
_LONGEST = 256
_MIX = np.uint64(0xD6E8FEB86659FD93)
_WIDTH = np.uint64(63)
_ONE = np.uint64(1)
_BATCH = 1 << 16


def _powers(base: int) -> Hashes:
    found = [1]
    while len(found) < _LONGEST:
        found.append(found[-1] * base % (1 << 64))
    return np.array(found, np.uint64)


_POWERS = _powers(_BASE)
_BACK = np.uint64(pow(_BASE, -1, 1 << 64))


class Sums:
    """Hashes of words that lie in one array of code points, and of what becomes of them when letters are taken out or replaced.

    The hash of a word is the sum of its code points, each times a power of one odd number modulo 2^64, so that the hash of a word
    that differs at one place follows from sums that are known already.
    """

    def __init__(self, codes: Places, starts: Places, ends: Places) -> None:
        self.starts, self.ends = starts, ends
        self.lengths = ends - starts
        self.rows = np.repeat(np.arange(len(starts)), self.lengths)
        self.letters = ragged(starts, self.lengths)
        """Where the letters of all words lie, and (`rows`) to which word each belongs."""
        self._up = np.zeros(len(codes) + 1, np.uint64)
        terms = np.zeros(len(codes), np.uint64)
        offsets = np.minimum(self.letters - starts[self.rows], _LONGEST - 1)
        terms[self.letters] = codes[self.letters].astype(np.uint64) * _POWERS[offsets]
        np.cumsum(terms, out=self._up[1:])

    def whole(self) -> Hashes:
        """The hash of each word."""
        found: Hashes = self._up[self.ends] - self._up[self.starts]
        return found

    def without_one(self, letters: Places) -> Hashes:
        """For each of these letters the hash of its word without it."""
        at, rows = self.letters[letters], self.rows[letters]
        starts, ends = self.starts[rows], self.ends[rows]
        found: Hashes = (self._up[at] - self._up[starts]) + (self._up[ends] - self._up[at + 1]) * _BACK
        return found

    def replaced(self, at: Places, rows: Places, length: int, by: str) -> Hashes:
        """The hashes of words in which so many letters from a place on are replaced."""
        offsets = at - self.starts[rows]
        inner = np.zeros(len(at), np.uint64)
        for step, char in enumerate(by):
            inner += np.uint64(ord(char)) * _POWERS[offsets + step]
        moved = len(by) - length
        factor = _POWERS[moved] if moved >= 0 else np.uint64(pow(int(_BACK), -moved, 1 << 64))
        found: Hashes = (
            (self._up[at] - self._up[self.starts[rows]]) + inner + (self._up[self.ends[rows]] - self._up[at + length]) * factor
        )
        return found


def ragged(starts: Places, lengths: Places) -> Places:
    """The numbers of all ranges that start there and are so long, one after the other."""
    ends = np.cumsum(lengths)
    found: Places = np.arange(int(ends[-1]) if len(ends) else 0) + np.repeat(starts - (ends - lengths), lengths)
    return found


def code_points(text: str) -> Places:
    """The code points of a text."""
    return np.frombuffer(text.encode("utf-32-le", "surrogatepass"), "<u4").astype(np.int64)


def hashes_of(strings: Iterable[str]) -> Hashes:
    """The hash of each string."""
    return np.concatenate([np.zeros(0, np.uint64), *map(_hashes, _batches(strings))])


def _hashes(strings: list[str]) -> Hashes:
    ends = np.cumsum(np.fromiter(map(len, strings), np.int64, len(strings)))
    starts = np.append(0, ends[:-1])
    return Sums(code_points("".join(strings)), starts, ends).whole()


def _batches(strings: Iterable[str]) -> Iterator[list[str]]:
    batch: list[str] = []
    for string in strings:
        batch.append(string)
        if len(batch) == _BATCH:
            yield batch
            batch = []
    if batch:
        yield batch


class Sieve:
    """A set of hashes, of which one in a thousand that it does not hold passes for held: four bits of one number each."""

    def __init__(self, numbers: Hashes) -> None:
        self._numbers = numbers
        self._shift = np.uint64(64 - (len(numbers).bit_length() - 1))

    @classmethod
    def of(cls, hashes: Hashes) -> Sieve:
        """A sieve that holds these hashes, in four to eight bytes for each."""
        sieve = cls(np.zeros(max(2, 1 << (len(hashes) // 2).bit_length()), np.uint64))
        slots, bits = sieve._marks(hashes)
        np.bitwise_or.at(sieve._numbers, slots, bits)
        return sieve

    @classmethod
    def over(cls, data: memoryview | bytes) -> Sieve:
        """The sieve whose bytes these are, read where they lie."""
        return cls(np.frombuffer(data, np.uint64))

    def tobytes(self) -> bytes:
        """What `over` takes."""
        return self._numbers.tobytes()

    def holds(self, hashes: Hashes) -> Marks:
        """False for each hash that is surely not held."""
        slots, bits = self._marks(hashes)
        found: Marks = (self._numbers[slots] & bits) == bits
        return found

    def _marks(self, hashes: Hashes) -> tuple[Places, Hashes]:
        mixed = (hashes ^ (hashes >> np.uint64(32))) * _MIX
        mixed = (mixed ^ (mixed >> np.uint64(29))) * _MIX
        bits = _ONE << (mixed & _WIDTH)
        rest = mixed ^ (mixed >> np.uint64(32))
        for _ in range(3):
            rest = rest >> np.uint64(6)
            bits |= _ONE << (rest & _WIDTH)
        return (mixed >> self._shift).astype(np.int64), bits


def sieve_of(strings: Iterable[str]) -> bytes:
    """The bytes of a sieve that holds the strings."""
    return Sieve.of(hashes_of(strings)).tobytes()


def in_order(strings: Iterable[str]) -> tuple[bytes, bytes]:
    """The hashes of strings in order, 64 bits each, and the number of each string in 32 bits."""
    hashes = hashes_of(strings)
    order = np.argsort(hashes, kind="stable")
    return hashes[order].tobytes(), order.astype(np.uint32).tobytes()
