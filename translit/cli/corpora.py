"""The options of commands that read a corpus: files, folders or standard input, in whatever form."""

from __future__ import annotations

import sys
from argparse import ArgumentParser, Namespace
from typing import get_args

from translit.cli.console import BAD_DATA, CLEAN, STDIN, warn, warn_located
from translit.cli.progress import Progress
from translit.stream.form import Form, Format
from translit.workbench.corpus import Corpus


def add_corpus_options(parser: ArgumentParser) -> None:
    """The options that tell what a corpus holds."""
    parser.add_argument("--quiet", action="store_true", help="no progress and no hints; errors are still shown")
    add = parser.add_argument_group("what the corpus holds").add_argument
    add("--format", choices=get_args(Format), help="plain text, JSON lines or CSV (default: what the suffix of a file says)")
    add("--field", metavar="NAME", help="the field of JSON lines, or the column of CSV, that holds the text")
    add("--delimiter", default=",", metavar="CHAR", help="with --format csv: what stands between cells (default: a comma)")


def corpus_from(options: Namespace, paths: list[str]) -> tuple[Corpus, Progress]:
    """The corpus of these paths, or of standard input where there are none, and the progress that its reading shows."""
    form = None
    if options.format is not None:
        delimiter = "\t" if options.delimiter == "\\t" else options.delimiter
        form = Form(options.format, options.field, delimiter=delimiter)
    corpus = Corpus.of(paths or [STDIN], form, options.field)
    if corpus.names == [STDIN] and sys.stdin is not None and sys.stdin.isatty() and not options.quiet:
        warn("reading from the terminal; Ctrl-D ends the input")
    progress = Progress(len(corpus.names), not options.quiet)
    corpus.read = progress.add_bytes
    return corpus, progress


def finished(corpus: Corpus, progress: Progress) -> int:
    """Name what could not be read, and return the exit code."""
    progress.clear()
    for name, line, message in corpus.problems:
        warn_located(name, line, 0, message)
    return BAD_DATA if corpus.problems else CLEAN
