"""The compiled lexicon as one stretch of memory: flat arrays that are looked up where they lie, never pickled.

Layout: magic, checksum of the header, checksum and length of the sections, length of the header, a JSON header with the
places of the sections, then the sections. Nothing is read before it is asked for, so that a file of any size opens alike.
"""

from __future__ import annotations

import json
import sys
import zlib
from array import array
from bisect import bisect_right
from collections.abc import Iterable, Iterator, Mapping, Sequence
from itertools import accumulate, chain
from typing import Any

MAGIC = b"TRANSLIT\x05"
_FIXED = len(MAGIC) + 4 + 4 + 8 + 4


class Table:
    """Strings, each with a list of unsigned 32-bit numbers, in the order in which they were written.

    A string is found through the bucket of its checksum: `slots[b]` to `slots[b + 1]` are where `places` lists those of bucket b.
    """

    __slots__ = ("_at", "_keys", "_mask", "_places", "_rows", "_slots", "size")

    def __init__(self, keys: Items, slots: memoryview, places: memoryview, rows: Rows) -> None:
        self._keys, self._at, self._slots, self._places, self._rows = keys.data, keys.at, slots, places, rows
        self.size, self._mask = len(keys), len(slots) - 2

    def get(self, key: str) -> memoryview | None:
        """The numbers of a key, or None."""
        place = self.place(key)
        return None if place is None else self._rows[place]

    def place(self, key: str) -> int | None:
        """Which of the keys this is, or None."""
        wanted = key.encode("utf-8", "surrogatepass")
        bucket = zlib.crc32(wanted) & self._mask
        slot, last = self._slots[bucket], self._slots[bucket + 1]
        while slot < last:
            place: int = self._places[slot]
            start = self._at[place]
            if self._at[place + 1] - start == len(wanted) and self._keys[start : start + len(wanted)] == wanted:
                return place
            slot += 1
        return None

    def key(self, place: int) -> str:
        """The key at a place."""
        return str(self._keys[self._at[place] : self._at[place + 1]], "utf-8", "surrogatepass")

    def holding(self, part: str) -> Iterator[str]:
        """The keys that hold a part."""
        data, wanted = bytes(self._keys), part.encode()
        at = data.find(wanted)
        while at >= 0:
            place = bisect_right(self._at, at) - 1
            yield self.key(place)
            at = data.find(wanted, self._at[place + 1])

    def __iter__(self) -> Iterator[tuple[str, memoryview]]:
        return ((self.key(place), self._rows[place]) for place in range(self.size))


class Rows:
    """Lists of unsigned 32-bit numbers, one after the other."""

    __slots__ = ("_at", "_values")

    def __init__(self, at: memoryview, values: memoryview) -> None:
        self._at, self._values = at, values

    def __getitem__(self, place: int) -> memoryview:
        return self._values[self._at[place] : self._at[place + 1]]

    def __len__(self) -> int:
        return len(self._at) - 1


class Items:
    """Byte strings, one after the other."""

    __slots__ = ("at", "data")

    def __init__(self, at: memoryview, data: memoryview) -> None:
        self.at, self.data = at, data

    def __getitem__(self, place: int) -> memoryview:
        return self.data[self.at[place] : self.at[place + 1]]

    def __len__(self) -> int:
        return len(self.at) - 1


class Blobs(Mapping[str, bytes]):
    """Byte strings by name."""

    def __init__(self, names: Table, items: Items) -> None:
        self._names, self._items = names, items

    def __getitem__(self, name: str) -> bytes:
        place = self._names.place(name)
        if place is None:
            raise KeyError(name)
        return bytes(self._items[place])

    def __iter__(self) -> Iterator[str]:
        return (name for name, _ in self._names)

    def __len__(self) -> int:
        return len(self._items)


class Writer:
    """Collects sections and makes the bytes of a compiled lexicon."""

    def __init__(self) -> None:
        self._sections: dict[str, bytes] = {}

    def numbers(self, name: str, values: Iterable[int]) -> None:
        """A section of unsigned 32-bit numbers."""
        self._sections[name] = array("I", values).tobytes()

    def raw(self, name: str, data: bytes) -> None:
        """A section of bytes, which begins at a multiple of eight."""
        self._sections[name] = data

    def json(self, name: str, value: object) -> None:
        """A section of JSON."""
        self._sections[name] = json.dumps(value, ensure_ascii=False, separators=(",", ":")).encode()

    def rows(self, name: str, rows: Iterable[Sequence[int]]) -> None:
        """`Rows`."""
        rows = list(rows)
        self.numbers(f"{name}.row_at", accumulate(map(len, rows), initial=0))
        self.numbers(f"{name}.values", chain.from_iterable(rows))

    def items(self, name: str, items: Iterable[bytes]) -> None:
        """`Items`."""
        items = list(items)
        self.numbers(f"{name}.at", accumulate(map(len, items), initial=0))
        self._sections[f"{name}.data"] = b"".join(items)

    def table(self, name: str, rows: Mapping[str, Sequence[int]]) -> None:
        """A `Table`."""
        keys = [key.encode("utf-8", "surrogatepass") for key in rows]
        mask = (1 << len(keys).bit_length()) - 1
        buckets = [zlib.crc32(key) & mask for key in keys]
        sizes = [0] * (mask + 1)
        for bucket in buckets:
            sizes[bucket] += 1
        slots = list(accumulate(sizes, initial=0))
        self.numbers(f"{name}.slots", slots)
        places = array("I", bytes(4 * len(keys)))
        for place, bucket in enumerate(buckets):
            places[slots[bucket]] = place
            slots[bucket] += 1
        self.numbers(f"{name}.places", places)
        self.items(name, keys)
        self.rows(name, rows.values())

    def blobs(self, name: str, rows: Mapping[str, bytes]) -> None:
        """`Blobs`."""
        self.table(f"{name}.names", dict.fromkeys(rows, ()))
        self.items(name, rows.values())

    def bytes(self, digest: str) -> bytes:
        """The whole file."""
        places: dict[str, tuple[int, int]] = {}
        body: list[bytes] = []
        position = 0
        for name, data in self._sections.items():
            padding = -len(data) % 8
            places[name] = (position, len(data))
            body += (data, b"\0" * padding)
            position += len(data) + padding
        header = json.dumps({"digest": digest, "order": sys.byteorder, "sections": places}).encode()
        header += b" " * (-(_FIXED + len(header)) % 8)
        sections = b"".join(body)
        checks = (_sum(sections), len(sections).to_bytes(8, "little"), len(header).to_bytes(4, "little"))
        return b"".join((MAGIC, _sum(b"".join(checks) + header), *checks, header, sections))


class Store:
    """The sections of a compiled lexicon, opened over its bytes. Raises `ValueError` for bytes that are not one."""

    def __init__(self, data: bytes | memoryview) -> None:
        view = memoryview(data)
        fixed = bytes(view[:_FIXED])
        self._base = _FIXED + int.from_bytes(fixed[-4:], "little")
        head = bytes(view[len(MAGIC) + 4 : self._base])
        if fixed[: len(MAGIC)] != MAGIC or fixed[len(MAGIC) : len(MAGIC) + 4] != _sum(head):
            raise ValueError("this is no compiled lexicon")
        if len(view) != self._base + int.from_bytes(head[4:12], "little"):
            raise ValueError("a part of this compiled lexicon is missing")
        self._check, self.data = head[:4], view
        header = json.loads(head[16:])
        self.digest: str = header["digest"]
        self._places: dict[str, tuple[int, int]] = header["sections"]

    def is_whole(self) -> bool:
        """True where the sections are as they were written; reads all of them."""
        return _sum(self.data[self._base :]) == self._check

    def numbers(self, name: str) -> memoryview:
        """A section of unsigned 32-bit numbers."""
        return self.raw(name).cast("I")

    def json(self, name: str) -> Any:
        """A section of JSON."""
        return json.loads(bytes(self.raw(name)))

    def rows(self, name: str) -> Rows:
        """`Rows`."""
        return Rows(self.numbers(f"{name}.row_at"), self.numbers(f"{name}.values"))

    def items(self, name: str) -> Items:
        """`Items`."""
        return Items(self.numbers(f"{name}.at"), self.raw(f"{name}.data"))

    def table(self, name: str) -> Table:
        """A `Table`."""
        return Table(self.items(name), self.numbers(f"{name}.slots"), self.numbers(f"{name}.places"), self.rows(name))

    def blobs(self, name: str) -> Blobs:
        """`Blobs`."""
        return Blobs(self.table(f"{name}.names"), self.items(name))

    def raw(self, name: str) -> memoryview:
        """A section of bytes."""
        position, length = self._places[name]
        return self.data[self._base + position : self._base + position + length]


def _sum(data: bytes | memoryview) -> bytes:
    """A checksum against damage on disk, not against malice."""
    return zlib.adler32(data).to_bytes(4, "little")
