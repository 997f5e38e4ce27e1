"""Files replaced whole or not at all."""

from __future__ import annotations

import atexit
import os
import stat
from contextlib import suppress
from types import TracebackType
from typing import BinaryIO

from translit.stream.compressed import open_output

_unfinished: dict[str, int] = {}
"""The files that were begun and are not in place yet, and the process that writes each."""


class Replacement:
    """The new content of a file, written beside it and put in its place by `commit`, or else thrown away.

    A file that exists keeps its mode, and where possible its owner; of a symbolic link the target is replaced. What is
    written is compressed where the suffix of the path says so. Whatever interrupts this, the file is either the old or
    the new one. Raises `OSError` that names the file where it cannot be written.
    """

    def __init__(self, path: str) -> None:
        self._path, self._target = path, os.path.realpath(path)
        self._was = os.stat(self._target) if os.path.exists(self._target) else None
        if self._was is not None and not os.access(self._target, os.W_OK):
            raise PermissionError(13, "the file is write-protected", path)
        self._temporary = os.path.join(os.path.dirname(self._target), f".translit-{os.urandom(6).hex()}.part")
        _unfinished[self._temporary] = os.getpid()  # before it is there: an interrupt may come at any moment
        try:
            os.close(os.open(self._temporary, os.O_CREAT | os.O_EXCL | os.O_WRONLY, 0o600))
            self._file: BinaryIO = open_output(self._temporary, suffix_of=self._target)
        except OSError as error:
            self._remove()
            raise self._named(error) from error

    def write(self, data: bytes) -> None:
        """More of the content."""
        try:
            self._file.write(data)
        except OSError as error:
            raise self._named(error) from error

    def commit(self) -> None:
        """Put the new content in place of the old."""
        try:
            self._file.close()
            if self._was is None:
                os.chmod(self._temporary, 0o666 & ~_umask())
            else:
                _keep_owner(self._temporary, self._was)
                os.chmod(self._temporary, stat.S_IMODE(self._was.st_mode))
            os.replace(self._temporary, self._target)
            _unfinished.pop(self._temporary, None)
        except OSError as error:
            raise self._named(error) from error

    def __enter__(self) -> Replacement:
        return self

    def __exit__(self, kind: type[BaseException] | None, error: BaseException | None, trace: TracebackType | None) -> None:
        self.discard()

    def discard(self) -> None:
        """Throw away what is not in place; a second time, and after `commit`, nothing."""
        with suppress(OSError):
            self._file.close()
        self._remove()

    def _remove(self) -> None:
        with suppress(OSError):
            os.unlink(self._temporary)
        _unfinished.pop(self._temporary, None)

    def _named(self, error: OSError) -> OSError:
        """The same error, about the file and not about what stands for it until it is whole."""
        return OSError(error.errno, error.strerror, self._path) if error.errno else error


def replace_file(path: str, data: bytes) -> None:
    """The file with new content, whole or not at all, as `Replacement` writes it. Raises `OSError` where it cannot be written."""
    with Replacement(path) as new:
        new.write(data)
        new.commit()


@atexit.register
def _discard_unfinished() -> None:
    """Remove what an interrupt left behind, wherever it came."""
    for path, process in _unfinished.items():
        if process == os.getpid():
            with suppress(OSError):
                os.unlink(path)


def _umask() -> int:
    mask = os.umask(0o077)
    os.umask(mask)
    return mask


def _keep_owner(path: str, was: os.stat_result) -> None:
    now = os.stat(path)
    if hasattr(os, "chown") and (now.st_uid, now.st_gid) != (was.st_uid, was.st_gid):
        with suppress(OSError):
            os.chown(path, was.st_uid, was.st_gid)
