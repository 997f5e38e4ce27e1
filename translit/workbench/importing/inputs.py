"""The lines of an input, one at a time: files, compressed files, standard input."""

from __future__ import annotations

import io
import os
import sys
import zipfile
from collections.abc import Callable, Iterator
from datetime import datetime, timezone
from typing import BinaryIO, cast

from translit.stream.compressed import open_input
from translit.workbench.importing.record import BadInput

STDIN = "-"
Report = Callable[[BadInput], None]
"""What is told of a line that cannot be used; the line is passed over."""


class Inputs:
    """Opens inputs and counts what is read of them, compressed bytes included as they come out."""

    def __init__(self, on_bytes: Callable[[int], None], report: Report) -> None:
        self._on_bytes, self.report = on_bytes, report

    def lines(self, path: str) -> Iterator[tuple[int, str]]:
        """Each line with its number, without its end; lines that are not UTF-8 are reported. Raises `OSError`."""
        with opened(path) as file:
            for number, line in enumerate(file, 1):
                self._on_bytes(len(line))
                try:
                    yield number, line.decode("utf-8-sig" if number == 1 else "utf-8").rstrip("\r\n")
                except UnicodeDecodeError:
                    self.report(BadInput(path, number, "this line is not UTF-8; it was passed over"))

    def chunks(self, path: str, size: int = 1 << 20) -> Iterator[str]:
        """The text in pieces of about `size` bytes. Raises `OSError`, and `BadInput` for what is not UTF-8."""
        with opened(path) as file, io.TextIOWrapper(file, encoding="utf-8") as text:
            try:
                while piece := text.read(size):
                    self._on_bytes(len(piece))
                    yield piece
            except UnicodeDecodeError as error:
                raise BadInput(path, 0, "this file is not UTF-8") from error


def opened(path: str) -> BinaryIO:
    """An input to read; of a .zip the largest file in it, which is how GeoNames packs its tables. Raises `OSError`."""
    if path == STDIN:
        return cast(BinaryIO, sys.stdin.buffer)
    if not path.lower().endswith(".zip"):
        return open_input(path)
    try:
        archive = zipfile.ZipFile(path)
        largest = max(archive.infolist(), key=lambda info: info.file_size)
        return cast(BinaryIO, archive.open(largest))
    except (zipfile.BadZipFile, ValueError) as error:
        raise OSError(5, f"not readable as zip: {error}", path) from error


def day_of(path: str) -> str:
    """The day on which a file was last written, which is when it was retrieved, unless it was touched since; for standard input today."""
    seconds = datetime.now(timezone.utc).timestamp() if path == STDIN else os.stat(path).st_mtime
    return datetime.fromtimestamp(seconds, timezone.utc).date().isoformat()
