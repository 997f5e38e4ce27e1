"""The compiled lexicon on disk: flat arrays in one file, checked before it is trusted, never pickled.

Layout: magic, checksum and length of all that follows, length of the header, a JSON header with the places of the
sections, then the sections. A file that is damaged, of another version or of other sources is rebuilt.
"""

from __future__ import annotations

import hashlib
import json
import os
import sys
import zlib
from array import array
from bisect import bisect_left
from collections.abc import Iterable, Iterator, Mapping, Sequence
from typing import Any

from translit._version import __version__
from translit.config import cache_folder

_MAGIC = b"TRANSLIT\x01"
_CHECK_SIZE = 12


class Table:
    """Sorted strings, each with a list of unsigned 32-bit numbers, over flat memory."""

    __slots__ = ("_at", "_keys", "_value_at", "_values", "size")

    def __init__(self, keys: memoryview, at: memoryview, value_at: memoryview, values: memoryview) -> None:
        self._keys, self._at, self._value_at, self._values = keys, at, value_at, values
        self.size = len(at) - 1

    def get(self, key: str) -> memoryview | None:
        """The numbers of a key, or None."""
        wanted = key.encode("utf-8", "surrogatepass")
        place = bisect_left(range(self.size), wanted, key=self._key)
        if place == self.size or self._key(place) != wanted:
            return None
        return self._values[self._value_at[place] : self._value_at[place + 1]]

    def __iter__(self) -> Iterator[tuple[str, memoryview]]:
        for i in range(self.size):
            yield self._key(i).decode("utf-8", "surrogatepass"), self._values[self._value_at[i] : self._value_at[i + 1]]

    def _key(self, place: int) -> bytes:
        return bytes(self._keys[self._at[place] : self._at[place + 1]])


class Blobs(Mapping[str, bytes]):
    """Byte strings by name over flat memory."""

    def __init__(self, table: Table, data: memoryview) -> None:
        self._table, self._data = table, data

    def __getitem__(self, name: str) -> bytes:
        place = self._table.get(name)
        if place is None:
            raise KeyError(name)
        return bytes(self._data[place[0] : place[1]])

    def __iter__(self) -> Iterator[str]:
        return (name for name, _ in self._table)

    def __len__(self) -> int:
        return self._table.size


class Writer:
    """Collects sections and makes the bytes of a compiled lexicon."""

    def __init__(self) -> None:
        self._sections: dict[str, bytes] = {}

    def numbers(self, name: str, values: Iterable[int]) -> None:
        """A section of unsigned 32-bit numbers."""
        self._sections[name] = array("I", values).tobytes()

    def raw(self, name: str, data: bytes) -> None:
        """A section of bytes."""
        self._sections[name] = data

    def json(self, name: str, value: object) -> None:
        """A section of JSON."""
        self._sections[name] = json.dumps(value, ensure_ascii=False, separators=(",", ":")).encode()

    def table(self, name: str, rows: Mapping[str, Sequence[int]]) -> None:
        """A `Table`."""
        encoded = sorted((k.encode("utf-8", "surrogatepass"), v) for k, v in rows.items())
        at, value_at, values = array("I", [0]), array("I", [0]), array("I")
        total = 0
        for key, numbers in encoded:
            total += len(key)
            at.append(total)
            values.extend(numbers)
            value_at.append(len(values))
        self.raw(f"{name}.keys", b"".join(k for k, _ in encoded))
        for part, numbers_array in (("at", at), ("value_at", value_at), ("values", values)):
            self._sections[f"{name}.{part}"] = numbers_array.tobytes()

    def blobs(self, name: str, rows: Mapping[str, bytes]) -> None:
        """A `Blobs`."""
        places: dict[str, tuple[int, int]] = {}
        position = 0
        for key, data in rows.items():
            places[key] = (position, position + len(data))
            position += len(data)
        self.table(f"{name}.names", places)
        self.raw(f"{name}.data", b"".join(rows.values()))

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
        header += b" " * (-(len(_MAGIC) + _CHECK_SIZE + 4 + len(header)) % 8)
        rest = len(header).to_bytes(4, "little") + header + b"".join(body)
        return _MAGIC + _check(rest) + rest


class Store:
    """The sections of a compiled lexicon, opened over its bytes."""

    def __init__(self, data: bytes | memoryview) -> None:
        self.data = memoryview(data)
        start = len(_MAGIC) + _CHECK_SIZE
        length = int.from_bytes(self.data[start : start + 4], "little")
        header = json.loads(bytes(self.data[start + 4 : start + 4 + length]))
        self.digest: str = header["digest"]
        self._places: dict[str, tuple[int, int]] = header["sections"]
        self._base = start + 4 + length

    def raw(self, name: str) -> memoryview:
        """A section of bytes."""
        position, length = self._places[name]
        return self.data[self._base + position : self._base + position + length]

    def numbers(self, name: str) -> memoryview:
        """A section of unsigned 32-bit numbers."""
        return self.raw(name).cast("I")

    def json(self, name: str) -> Any:
        """A section of JSON."""
        return json.loads(bytes(self.raw(name)))

    def table(self, name: str) -> Table:
        """A `Table`."""
        return Table(self.raw(f"{name}.keys"), *(self.numbers(f"{name}.{p}") for p in ("at", "value_at", "values")))

    def blobs(self, name: str) -> Blobs:
        """A `Blobs`."""
        return Blobs(self.table(f"{name}.names"), self.raw(f"{name}.data"))


def digest_of(files: Sequence[str], extra: bytes = b"") -> str:
    """A digest of the version, the byte order of the machine, and the content of the files.

    The contents are read once; afterwards the cache knows the digest by name, size and time of change of the files.
    Raises `OSError` for a file that cannot be read.
    """
    head = f"{__version__}|{_MAGIC!r}|{sys.byteorder}".encode()
    known = hashlib.blake2b(head + extra, digest_size=20)
    for path in files:
        status = os.stat(path)
        known.update(f"{path}|{status.st_size}|{status.st_mtime_ns}|{status.st_ctime_ns}|".encode("utf-8", "surrogateescape"))
    note = os.path.join(cache_folder(), f"{known.hexdigest()}.digest")
    digest = _noted(note)
    if digest is None:
        state = hashlib.blake2b(head, digest_size=20)
        for path in files:
            with open(path, "rb") as file:
                content = file.read()
            state.update(f"{os.path.basename(path)}|{len(content)}|".encode("utf-8", "surrogateescape"))
            state.update(content)
        state.update(extra)
        digest = state.hexdigest()
        _write_whole(note, digest.encode())
    return digest


def _noted(note: str) -> str | None:
    try:
        with open(note, "rb") as file:
            digest = file.read(41).decode("ascii", "replace")
    except OSError:
        return None
    return digest if len(digest) == 40 and all(c in "0123456789abcdef" for c in digest) else None


def read_cached(digest: str) -> Store | None:
    """The compiled lexicon of this digest, if the cache holds it whole; a damaged file is passed over."""
    try:
        with open(os.path.join(cache_folder(), f"{digest}.lexicon"), "rb") as file:
            data = file.read()
    except OSError:
        return None
    start = len(_MAGIC) + _CHECK_SIZE
    sound = (
        data[: len(_MAGIC)] == _MAGIC and len(data) > start + 4 and _check(memoryview(data)[start:]) == data[len(_MAGIC) : start]
    )
    if not sound:
        return None
    store = Store(data)
    return store if store.digest == digest else None


def write_cached(digest: str, data: bytes) -> bool:
    """Put a compiled lexicon into the cache, whole or not at all; False where the folder cannot be written."""
    return _write_whole(os.path.join(cache_folder(), f"{digest}.lexicon"), data)


def _write_whole(path: str, data: bytes) -> bool:
    import tempfile

    try:
        os.makedirs(os.path.dirname(path), exist_ok=True)
        handle, temporary = tempfile.mkstemp(dir=os.path.dirname(path), suffix=".part")
        try:
            with os.fdopen(handle, "wb") as file:
                file.write(data)
            os.replace(temporary, path)
        except OSError:
            os.unlink(temporary)
            return False
    except OSError:
        return False
    return True


def _check(data: bytes | memoryview) -> bytes:
    """A checksum against damage on disk: fast, since it is taken of the whole file at every start."""
    return zlib.adler32(data).to_bytes(4, "little") + len(data).to_bytes(8, "little")
