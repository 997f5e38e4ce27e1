"""Options that several commands share, and what they make."""

from __future__ import annotations

import os
import sys
from argparse import ArgumentParser, Namespace, RawDescriptionHelpFormatter
from collections.abc import Iterator, Sequence
from textwrap import fill
from typing import get_args

from translit._version import __version__
from translit.config import KINDS, METHODS, Config, Fallback, Fuzzy, Rewrite
from translit.errors import ConfigError
from translit.lexicon.lexicon import Lexicon
from translit.normalizer import Normalizer
from translit.stream.form import Form, Format
from translit.stream.lines import decoded

_CODES = {
    0: "done",
    1: "something would change (--check)",
    2: "wrong usage",
    65: "a lexicon or a record is malformed; other records were still read",
    74: "a file cannot be read or written; other files were still read",
    130: "interrupted",
}


def command_parser(
    command: str, arguments: str, about: str, examples: Sequence[str], codes: Sequence[int] = (0, 2, 65, 74)
) -> ArgumentParser:
    """A parser whose help ends with examples and exit codes."""
    ends = ["examples:", *(f"  {e}" for e in examples), "", "exit codes:", *(f"  {c:>3}  {_CODES[c]}" for c in (*codes, 130))]
    parser = ArgumentParser(
        prog=f"translit {command}",
        usage=f"translit {command} {arguments}",
        description=fill(" ".join(about.split()), 79),
        epilog="\n".join(ends),
        formatter_class=RawDescriptionHelpFormatter,
        allow_abbrev=False,
    )
    parser.add_argument("--version", "-V", action="version", version=f"translit {__version__}")
    return parser


def add_lexicon_options(parser: ArgumentParser) -> None:
    """`--lexicon` and `--no-cache`."""
    parser.add_argument(
        "--lexicon",
        action="append",
        metavar="PATH",
        help='a lexicon file or folder; repeat it for layers, "default" is the one that ships (default: default)',
    )
    parser.add_argument("--no-cache", action="store_true", help="read the lexicon anew and keep no compiled copy of it")


def lexicon_from(options: Namespace) -> Lexicon:
    """The lexicon of `add_lexicon_options`. Raises `LexiconError` with every problem."""
    cache = not options.no_cache
    if options.lexicon:
        return Lexicon.load(*options.lexicon, cache=cache, on_compile=_tell_of_compiling)
    return Lexicon.default(cache=cache, on_compile=_tell_of_compiling)


def _tell_of_compiling() -> None:
    """Say at a terminal why the first start takes its time."""
    if sys.stderr.isatty():
        print("translit: compiling the lexicon, once (about 15 seconds) …", file=sys.stderr)


def add_engine_options(parser: ArgumentParser, fuzzy: str = "safe") -> None:
    """The options that make a `Normalizer`."""
    add_lexicon_options(parser)
    add = parser.add_argument_group("what is found and written").add_argument
    add("--style", default="canonical", help="the form to write: canonical, native, a press style (nyt, de) or a scheme")
    add("--fuzzy", choices=get_args(Fuzzy), default=fuzzy, help=f"what may be found that no rule explains (default: {fuzzy})")
    add(
        "--exact", action="store_true", help="listed spellings only, in bulk, without weighing evidence (see docs/performance.md)"
    )
    add("--counts", metavar="FILE", help="how often words stand in the corpus, as `translit count` wrote it")
    add("--rewrite", choices=get_args(Rewrite), default="same-script", help="which mentions are written (default: same-script)")
    add("--rewrite-former", action="store_true", help="write over older names of a thing, too")
    add("--lang", help="the language of the text, where it is known (uk, ukr, sr-Latn)")
    add("--kind", action="append", choices=KINDS, help="look for this kind of name only; may be repeated")
    add("--allow", action="append", default=[], metavar="WORD", help="never touch this word; may be repeated")
    add("--allow-file", action="append", default=[], metavar="FILE", help="never touch the words in this file, one a line")
    add("--min-score", type=float, default=0.7, metavar="N", help="leave out mentions below this score (default: 0.7)")
    add("--fallback", choices=get_args(Fallback), default="unidecode", help="what romanises scripts without rules")
    add("--no-protect", action="store_true", help="fold inside URLs, code, handles, file names and fixed phrases, too")


def normalizer_from(options: Namespace) -> Normalizer:
    """The normalizer of `add_engine_options`. Raises `TranslitError` before anything is read."""
    config = Config(
        fuzzy=options.fuzzy,
        style=options.style,
        rewrite=options.rewrite,
        rewrite_former=options.rewrite_former,
        lang=options.lang,
        protect=() if options.no_protect else Config().protect,
        allow=(*options.allow, *(word for path in options.allow_file for word in _words(path))),
        kinds=tuple(options.kind or KINDS),
        min_score=options.min_score,
        fallback=options.fallback,
        counts=options.counts,
        methods=("exact",) if options.exact else METHODS,
    )
    return Normalizer(lexicon_from(options), config)


def _words(path: str) -> Iterator[str]:
    with open(path, "rb") as file:
        lines = decoded(file.read()).removeprefix("\ufeff").splitlines()
    return (word for line in lines if (word := line.strip()) and not word.startswith("#"))


def add_form_options(parser: ArgumentParser) -> None:
    """The options that make a `Form`."""
    add = parser.add_argument_group("what the input holds").add_argument
    add("--format", choices=get_args(Format), default="text", help="plain text, JSON lines or CSV (default: text)")
    add("--field", metavar="NAME", help="the field of JSON lines, or the column of CSV, that holds the text")
    add("--delimiter", default=",", metavar="CHAR", help="what stands between the cells of CSV (default: a comma)")
    add("--document", action="store_true", help="take standard input as one document; without this each line is one")


def form_from(options: Namespace, name: str) -> Form:
    """The form of the input of this name: a file is one document, standard input one a line."""
    if options.document and options.format != "text":
        raise ConfigError("--document is for plain text; of JSON lines and CSV each record is a document")
    by_line = options.format == "text" and name == "-" and not options.document
    delimiter = "\t" if options.delimiter == "\\t" else options.delimiter
    return Form(options.format, options.field, by_line, delimiter)


def workers(value: str) -> int:
    """The number after `-j`; 0 stands for one worker a processor."""
    number = int(value)
    if number < 0:
        raise ValueError
    return number or os.cpu_count() or 1
