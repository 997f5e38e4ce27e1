"""`translit count`: how often each capitalised word stands in a corpus."""

from __future__ import annotations

from argparse import ArgumentParser

from translit.cli.console import warn, write_text
from translit.cli.corpora import add_corpus_options, corpus_from, finished
from translit.cli.options import command_parser
from translit.match.counts import MAX_WORDS, Counts

_ABOUT = f"""
    Count the capitalised words of a corpus, the words that can be part of a name, and write them with their counts, the
    most frequent first. The first line tells the version of the format, how many words there are, and how many were read.
    Memory is bounded: past --max-words (default {MAX_WORDS:,}) the rarest words are dropped, and the first line says by how much
    a count may be too small for it (short_by; 0 where nothing was dropped)."""
_EXAMPLES = (
    "translit count articles/ > counts",
    "translit count --field text news.jsonl.gz > counts",
    "zcat wire.gz | translit count > counts",
)


def _parser() -> ArgumentParser:
    parser = command_parser("count", "[OPTION …] [PATH …]", _ABOUT, _EXAMPLES)
    parser.add_argument("corpus", nargs="*", metavar="PATH", help="files and folders; none or - is standard input")
    parser.add_argument("--max-words", type=int, default=MAX_WORDS, metavar="N", help="how many different words are held")
    add_corpus_options(parser)
    return parser


def run(arguments: list[str]) -> int:
    """Count a corpus."""
    parser = _parser()
    options = parser.parse_intermixed_args(arguments)
    if options.max_words < 1:
        parser.error("--max-words is at least 1")
    corpus, progress = corpus_from(options, options.corpus)
    counts = Counts.of((passage.text for passage in corpus.passages()), options.max_words)
    status = finished(corpus, progress)
    write_text("".join(counts.lines()))
    if counts.short_by and not options.quiet:
        warn(f"rare words were dropped; a count may be {counts.short_by} too small (--max-words {options.max_words})")
    return status
