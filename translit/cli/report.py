"""`translit report`: a page to look at."""

from __future__ import annotations

import os
import sys
from argparse import ArgumentParser, Namespace
from collections.abc import Sequence

from translit.cli.console import STDIN, on_terminal, warn, write
from translit.cli.corpora import add_corpus_options, corpus_from, finished
from translit.cli.options import add_engine_options, command_parser, normalizer_from
from translit.cli.progress import Progress
from translit.normalizer import Normalizer
from translit.stream.save import replace_file
from translit.workbench.corpus import Corpus
from translit.workbench.report import report_page
from translit.workbench.survey import Survey

_ABOUT = """
    Write a page that shows what translit finds in a corpus: the text with every name marked, each spelling of each entry
    with its count, charts of methods and scores, and the doubtful names, to be decided on. It is one HTML file that any
    browser opens without a network. Decisions made on it are exported to a file that `translit lexicon suggest
    --decisions` applies. Candidates that are not rewritten are listed, too (--fuzzy wide is the default here)."""
_EXAMPLES = (
    "translit report articles/ -o report.html",
    "translit report --field text news.jsonl.gz -o report.html",
    "translit report --lines --kind place wire.log -o places.html",
    "translit report --text 10 --lexicon default --lexicon mine.yaml articles/ -o report.html",
)
_MOST_NAMED = 3
"""Paths that a title names; more are counted."""


def _parser() -> ArgumentParser:
    parser = command_parser("report", "[OPTION …] [PATH …]", _ABOUT, _EXAMPLES)
    add = parser.add_argument
    add("corpus", nargs="*", metavar="PATH", help="files, compressed or not, and folders; none or - is standard input")
    add("--output", "-o", metavar="FILE", help="the page to write (default: standard output)")
    add("--title", help="the title of the page (default: the names of the files)")
    add("--text", type=float, default=2.0, metavar="MB", help="how much text the page shows, spread evenly (default: 2)")
    add("--contexts", type=int, default=3, metavar="N", help="how many places of each spelling it shows (default: 3)")
    add("--lines", action="store_true", help="each line of plain text is a document; without this each file is one")
    add_corpus_options(parser)
    add_engine_options(parser, fuzzy="wide")
    return parser


def run(arguments: list[str]) -> int:
    """Read a corpus and write the page."""
    parser = _parser()
    options = parser.parse_intermixed_args(arguments)
    if options.text < 0 or options.contexts < 1:
        parser.error("--text is at least 0, and --contexts at least 1")
    if options.output is None and on_terminal():
        parser.error("name the page with -o FILE, or send it into a file")
    paths = options.corpus or [STDIN]
    corpus, progress = corpus_from(options, paths)
    norm = normalizer_from(options)
    survey = _survey(options, corpus, progress, norm)
    status = finished(corpus, progress)
    _save(options.output, report_page(survey, norm, options.title or _title(paths)).encode("utf-8"))
    if options.output and not options.quiet and sys.stderr.isatty():
        warn(f"{options.output}: {survey.mentions:,} mentions in {survey.documents:,} documents")
    return status


def _title(paths: Sequence[str]) -> str:
    names = ["standard input" if p == STDIN else os.path.basename(os.path.normpath(p)) for p in paths]
    return "Names in " + (", ".join(names) if len(names) <= _MOST_NAMED else f"{len(names)} files")


def _survey(options: Namespace, corpus: Corpus, progress: Progress, norm: Normalizer) -> Survey:
    """What the corpus holds."""
    survey = Survey(int(options.text * 1_000_000), options.contexts)
    last = None
    for name, document in corpus.documents(options.lines):
        if last not in (None, name):
            progress.add_file()
        last = name
        if document.text:
            survey.add(name, document, norm.find(document.text))
    return survey


def _save(path: str | None, page: bytes) -> None:
    if path is None or path == STDIN:
        write(page)
    else:
        replace_file(path, page)
