"""Standard streams: inputs opened one after another, bytes written at once, messages on standard error."""

from __future__ import annotations

import json
import os
import sys
from collections.abc import Callable, Iterable, Iterator, Sequence
from contextlib import contextmanager
from typing import BinaryIO

from translit.stream.compressed import open_input
from translit.stream.lines import Read

CLEAN = 0
CHANGED = 1
USAGE = 2
BAD_DATA = 65
IO_FAILED = 74

STDIN = "-"


class Unreadable(Exception):
    """An input that cannot be read; unlike `OSError` it is never about the output."""

    def __init__(self, name: str, error: OSError) -> None:
        super().__init__(f"{shown(name)}: {error.strerror or error}")


def shown(name: str) -> str:
    """How messages call an input."""
    return "standard input" if name == STDIN else name


def warn(message: str) -> None:
    """A message on standard error."""
    print(f"translit: {message}", file=sys.stderr, flush=True)


def warn_located(name: str, line: int, column: int, message: str) -> None:
    """A message on standard error that begins as editors expect, with file, line and column as far as there are any."""
    place = "".join(f":{n}" for n in (line, column) if n)
    print(f"{shown(name)}{place}: {message}", file=sys.stderr, flush=True)


def write(data: bytes) -> None:
    """Bytes to standard output, at once. Raises `OSError` that names it."""
    if sys.stdout is None:
        raise OSError("standard output is closed")
    try:
        sys.stdout.buffer.write(data)
        sys.stdout.buffer.flush()
    except BrokenPipeError:
        raise
    except OSError as error:
        raise OSError(error.errno, error.strerror, "standard output") from error


def write_json(rows: Iterable[object]) -> None:
    """One line of JSON for each row; a byte that could not be decoded stands as the escape of its surrogate."""
    lines = "".join(json.dumps(row, ensure_ascii=False) + "\n" for row in rows)
    write(lines.encode("utf-8", "backslashreplace"))


def write_text(text: str) -> None:
    """Text to standard output, at once, undecodable bytes as they came."""
    write(text.encode("utf-8", "surrogateescape"))


def write_table(rows: Sequence[Sequence[str]], head: Sequence[str]) -> None:
    """One line for each row: cells apart by tabs, on a terminal aligned below a head."""
    if not on_terminal():
        write_text("".join("\t".join(row) + "\n" for row in rows))
        return
    every = [head, *rows]
    widths = [max(len(row[i]) for row in every) for i in range(len(head))]
    lines = ("  ".join(cell.ljust(width) for cell, width in zip(row, widths, strict=True)).rstrip() for row in every)
    write_text("".join(line + "\n" for line in lines))


def on_terminal() -> bool:
    """Whether standard output is a terminal."""
    return sys.stdout is not None and sys.stdout.isatty()


@contextmanager
def opened(name: str, quiet: bool = False) -> Iterator[Read]:
    """A function that reads what is there of a file or of standard input. It and this raise `Unreadable`."""
    try:
        source = standard_input(quiet) if name == STDIN else open_input(name)
    except OSError as error:
        raise Unreadable(name, error) from error
    with source:
        read1: Read = getattr(source, "read1", source.read)

        def read(size: int) -> bytes:
            try:
                return read1(size)
            except OSError as error:
                raise Unreadable(name, error) from error

        yield read


def standard_input(quiet: bool = False) -> BinaryIO:
    """Standard input as a stream of bytes, with a hint where it is a terminal. Raises `OSError` where it is closed."""
    source = open(0, "rb", closefd=False)  # noqa: SIM115 (it belongs to the caller)
    if source.isatty() and not quiet:
        warn("reading from the terminal; " + ("Ctrl-Z and Enter" if os.name == "nt" else "Ctrl-D") + " ends the input")
    return source


def each_input(names: Sequence[str] | None, quiet: bool, take: Callable[[str, Read], int]) -> int:
    """Give every input, or standard input where none is named, to `take`, and return the worst exit code.

    An input that cannot be read is named on standard error; the rest is still read.
    """
    worst = CLEAN
    for name in names or [STDIN]:
        try:
            with opened(name, quiet) as read:
                worst = max(worst, take(name, read))
        except Unreadable as error:
            warn(str(error))
            worst = IO_FAILED
    return worst
