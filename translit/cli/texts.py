"""Short texts as arguments, or as the lines of files or of standard input."""

from __future__ import annotations

from argparse import ArgumentParser, Namespace
from collections.abc import Callable

from translit.cli.console import CLEAN, each_input
from translit.stream.lines import LONGEST_LINE, Read, batches, decoded


def add_text_options(parser: ArgumentParser, what: str, help: str) -> None:
    """The arguments and options that `each_batch` reads."""
    parser.add_argument("texts", nargs="*", metavar=what, help=help)
    parser.add_argument("--file", "-f", action="append", metavar="FILE", help="take the lines of this file; may be repeated")
    parser.add_argument("--quiet", action="store_true", help="no hint; errors are still shown")


def texts_parsed(parser: ArgumentParser, arguments: list[str]) -> Namespace:
    """The parsed arguments; texts and files at once are wrong usage."""
    options = parser.parse_intermixed_args(arguments)
    if options.texts and options.file:
        parser.error("give either texts as arguments or --file")
    return options


def each_batch(options: Namespace, take: Callable[[list[str]], None]) -> int:
    """Give the texts, with the line ends that they have, to `take`, as many at a time as arrive; returns the exit code."""
    if options.texts:
        take(options.texts)
        return CLEAN

    def take_lines(name: str, read: Read) -> int:
        for lines in batches(read, LONGEST_LINE):
            take([decoded(line) for line in lines])
        return CLEAN

    return each_input(options.file, options.quiet, take_lines)
