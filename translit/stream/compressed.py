"""Files that are compressed, read and written as if they were not; the suffix tells."""

from __future__ import annotations

import io
import os
from importlib import import_module
from importlib.util import find_spec
from typing import Any, BinaryIO, cast

SUFFIXES = (".gz", ".bz2", ".xz", ".zst")
"""What the names of compressed files end with."""

_NAMES = {".gz": "gzip", ".bz2": "bzip2", ".xz": "xz", ".zst": "zstd"}
_GZIP_LEVEL = 6
"""What the command gzip takes by default."""

_ZSTD_INPUT = 1 << 14
"""How much of a zstd file is decompressed at a time: what comes of it is held in memory."""

_NO_ZSTD = "reading and writing .zst needs Python 3.14 or the package zstandard: pip install 'translit-normalizer[zstd]'"


def is_compressed(path: str) -> bool:
    """Whether the suffix of a path says that the file is compressed.

    >>> is_compressed("wire/2024-02.jsonl.gz"), is_compressed("wire/2024-02.jsonl")
    (True, False)
    """
    return _suffix(path) in _NAMES


def open_input(path: str) -> BinaryIO:
    """The content of a file, decompressed where the suffix says so; `read1` gives what is there, as for any file.

    Raises `OSError` that names the file, here or while reading, where it cannot be read, is damaged or ends early.
    """
    suffix = _suffix(path)
    return io.BufferedReader(_Decompressed(path, suffix)) if suffix in _NAMES else open(path, "rb")


def open_output(path: str, suffix_of: str | None = None) -> BinaryIO:
    """A file to be written, compressed where its suffix, or that of `suffix_of`, says so. Raises `OSError`."""
    suffix = _suffix(path if suffix_of is None else suffix_of)
    if suffix not in _NAMES:
        return open(path, "wb")
    if suffix == ".zst":
        return _zstd_writer(path)
    if suffix == ".gz":
        return cast(BinaryIO, _module(suffix).open(path, "wb", compresslevel=_GZIP_LEVEL))
    return cast(BinaryIO, _module(suffix).open(path, "wb"))


def _suffix(path: str) -> str:
    return os.path.splitext(os.fspath(path))[1].lower()


def _reader(suffix: str, file: BinaryIO) -> Any:
    if suffix == ".zst":
        return _zstd_reader(file)
    return _module(suffix).open(file, "rb")


def _module(suffix: str) -> Any:
    """The module of the standard library that knows a format; it is imported where it is needed, as few files are compressed."""
    return import_module({".gz": "gzip", ".bz2": "bz2", ".xz": "lzma"}[suffix])


def _zstd() -> tuple[Any, bool]:
    """A module that knows zstd, and whether it is the standard library's. Raises `OSError` that says how to get one."""
    if find_spec("compression") is not None:
        return import_module("compression.zstd"), True
    if find_spec("zstandard") is not None:
        return import_module("zstandard"), False
    raise OSError(_NO_ZSTD)


def _zstd_reader(file: BinaryIO) -> Any:
    module, standard = _zstd()
    return module.open(file, "rb") if standard else _Frames(module, file)


def _zstd_writer(path: str) -> BinaryIO:
    module, standard = _zstd()
    if standard:
        return cast(BinaryIO, module.open(path, "wb"))
    return cast(BinaryIO, module.ZstdCompressor(write_checksum=True).stream_writer(open(path, "wb")))


class _Frames:
    """The frames of a zstd file, read with the package zstandard, whose own reader takes a file that breaks off for whole."""

    def __init__(self, module: Any, file: BinaryIO) -> None:
        self._module, self._file = module, file
        self._frame: Any = None
        self._ready = b""

    def read1(self, size: int) -> bytes:
        """What is there, up to `size` bytes. Raises `EOFError` where the last frame is not whole."""
        while not self._ready:
            ended = self._frame is None or self._frame.eof
            data = (self._frame.unused_data if self._frame is not None and ended else b"") or self._file.read(_ZSTD_INPUT)
            if not data and ended:
                return b""
            if not data:
                raise EOFError
            if ended:
                self._frame = self._module.ZstdDecompressor().decompressobj()
            self._ready = self._frame.decompress(data)
        taken, self._ready = self._ready[:size], self._ready[size:]
        return taken

    def close(self) -> None:
        """Forget what was read."""
        self._frame, self._ready = None, b""


class _Decompressed(io.RawIOBase):
    """A decompressed stream whose every failure is an `OSError` that names the file."""

    def __init__(self, path: str, suffix: str) -> None:
        self._path, self._file = path, open(path, "rb")  # noqa: SIM115 (closed with this)
        try:
            self._stream = _reader(suffix, self._file)
        except BaseException:
            self._file.close()
            raise

    def readable(self) -> bool:
        return True

    def readinto(self, buffer: Any) -> int:
        try:
            data: bytes = self._stream.read1(len(buffer))
        except EOFError as error:
            raise self._failure("the compressed file ends early; it is perhaps incomplete") from error
        except MemoryError:
            raise
        except Exception as error:
            if isinstance(error, OSError) and error.errno:
                raise
            raise self._failure(f"not readable as {_NAMES[_suffix(self._path)]}: {error}") from error
        buffer[: len(data)] = data
        return len(data)

    def close(self) -> None:
        if not self.closed:
            self._stream.close()
            self._file.close()
        super().close()

    def _failure(self, message: str) -> OSError:
        return OSError(5, message, self._path)
