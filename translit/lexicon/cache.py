"""Compiled lexicons in the user's cache folder: written whole or not at all, checked before they are trusted.

A file is found by the digest of all that it was made from. One that is damaged, of another version or of other sources
is passed over and made anew; a folder that cannot be written is done without.
"""

from __future__ import annotations

import hashlib
import mmap
import os
import sys
from collections.abc import Callable, Collection, Iterable

from translit._version import __version__
from translit.config import cache_folder
from translit.lexicon.store import MAGIC, Store

ALWAYS_CHECKED = 1 << 20
"""Files up to this size are checked whole at every opening, which takes a millisecond for the largest."""

KEPT_BYTES, KEPT_NOTES = 2 << 30, 400
"""How much is kept: every change of a lexicon leaves a compiled file and a note behind."""


def digest_of(files: Collection[str], extra: bytes = b"") -> str:
    """A digest of the version, the byte order of the machine, and the content of the files.

    The contents are read once; afterwards the cache knows the digest by name, size and time of change of the files.
    Raises `OSError` for a file that cannot be read.
    """
    head = f"{__version__}|{MAGIC!r}|{sys.byteorder}".encode()
    known = hashlib.blake2b(head + extra, digest_size=20)
    for path in files:
        status = os.stat(path)
        known.update(f"{path}|{status.st_size}|{status.st_mtime_ns}|{status.st_ctime_ns}|".encode("utf-8", "surrogateescape"))
    note = os.path.join(cache_folder(), f"{known.hexdigest()}.digest")
    digest = _noted(note)
    if len(digest) != 40 or not all(c in "0123456789abcdef" for c in digest):
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


def read_cached(digest: str) -> Store | None:
    """The compiled lexicon of this digest, mapped into memory, if the cache holds it whole.

    A large file is checked whole when it is opened for the first time and whenever it has been touched since: a second
    reading of all of it at every start would cost more than all the rest of opening it.
    """
    path = os.path.join(cache_folder(), f"{digest}.lexicon")
    try:
        with open(path, "rb") as file:
            status = os.fstat(file.fileno())
            store = Store(memoryview(mmap.mmap(file.fileno(), 0, access=mmap.ACCESS_READ)))
    except (OSError, ValueError, KeyError):
        return None
    seen = f"{status.st_size} {status.st_mtime_ns} {status.st_ino}"
    note = os.path.join(cache_folder(), f"{digest}.checked")
    if status.st_size <= ALWAYS_CHECKED or _noted(note) != seen:
        if store.digest != digest or not store.is_whole():
            return None
        if status.st_size > ALWAYS_CHECKED:
            _write_whole(note, seen.encode())
    return store if store.digest == digest else None


def write_cached(digest: str, data: bytes) -> bool:
    """Put a compiled lexicon into the cache, whole or not at all; False where the folder cannot be written."""
    done = _write_whole(os.path.join(cache_folder(), f"{digest}.lexicon"), data)
    if done:
        _tidy(cache_folder(), f"{digest}.lexicon")
    return done


def kept(digest: str, make: Callable[[], bytes]) -> Store:
    """What the cache holds under a digest; where it does not, it is made, and put there."""
    store = read_cached(digest)
    if store is not None:
        return store
    data = make()
    write_cached(digest, data)
    return Store(data)


def _tidy(folder: str, keep: str) -> None:
    """Take the oldest files out where there are too many."""
    try:
        with os.scandir(folder) as entries:
            files = sorted(((e.stat().st_mtime_ns, e.stat().st_size, e.name) for e in entries if e.is_file()), reverse=True)
    except OSError:  # another process is tidying up
        return
    total = 0
    for _, size, name in files:
        total += size if name.endswith(".lexicon") else 0
        if name.endswith(".lexicon") and total > KEPT_BYTES and name != keep:
            _remove(folder, (name, name.replace(".lexicon", ".checked")))
    _remove(folder, [name for _, _, name in files if name.endswith(".digest")][KEPT_NOTES:])


def _remove(folder: str, names: Iterable[str]) -> None:
    for name in names:
        try:
            os.unlink(os.path.join(folder, name))
        except OSError:
            continue


def _noted(note: str) -> str:
    try:
        with open(note, "rb") as file:
            return file.read(100).decode("ascii", "replace")
    except OSError:
        return ""


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
