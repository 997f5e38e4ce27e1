"""Short texts as arguments, or as the lines of files or of standard input."""

from __future__ import annotations

import argparse
from collections.abc import Iterator

from translit.cli.console import STDIN, opened
from translit.stream.lines import LONGEST_LINE, batches, decoded


def add_text_options(parser: argparse.ArgumentParser, what: str, help: str) -> None:
    """The arguments and options that `texts_from` reads."""
    parser.add_argument("texts", nargs="*", metavar=what, help=help)
    parser.add_argument("--file", "-f", action="append", metavar="FILE", help="take the lines of this file; may be repeated")
    parser.add_argument("--quiet", action="store_true", help="no hint; errors are still shown")


def texts_from(options: argparse.Namespace, parser: argparse.ArgumentParser) -> Iterator[list[str]]:
    """The texts, without line ends, as many at a time as arrive together. Raises `Unreadable`."""
    if options.texts and options.file:
        parser.error(f"give either {parser.prog.split()[-1]} arguments or --file")
    if options.texts:
        return iter([options.texts])
    return ([line.rstrip("\r\n") for line in lines] for lines in lines_from(options))


def lines_from(options: argparse.Namespace) -> Iterator[list[str]]:
    """The lines of the files or of standard input, with their line ends. Raises `Unreadable`."""
    for name in options.file or [STDIN]:
        with opened(name, options.quiet) as read:
            for lines in batches(read, LONGEST_LINE):
                yield [decoded(line) for line in lines]
