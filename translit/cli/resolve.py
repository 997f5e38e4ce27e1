"""`translit resolve`: which entry a name belongs to."""

from __future__ import annotations

from argparse import ArgumentParser, Namespace
from collections.abc import Iterator, Sequence

from translit.cli.console import on_terminal, write_json, write_text
from translit.cli.options import add_lexicon_options, command_parser, lexicon_from
from translit.cli.texts import add_text_options, each_batch, texts_parsed
from translit.config import Config
from translit.mention import Match
from translit.normalizer import Normalizer

_ABOUT = """
    Tell which entry of the lexicon a name belongs to, in any script and word order. Names are arguments, or lines of
    files or of standard input; the answer is one line of JSON for each, in order, or a table on a terminal."""
_EXAMPLES = (
    'translit resolve "Wolodymyr Selenskyj" "Kiev"',
    'translit resolve --limit 3 "Klichko"',
    "translit resolve --lang uk --file names.txt",
)
_DECISION_LINE = 0.7


def _parser() -> ArgumentParser:
    parser = command_parser("resolve", "[OPTION …] [NAME …]", _ABOUT, _EXAMPLES)
    add_text_options(parser, "NAME", "a name; without it, lines of files or of standard input")
    add = parser.add_argument
    add("--lang", help="the language of the names, where it is known")
    add("--min-score", type=float, metavar="N", help="the score that a match needs (default: 0.7; with --limit: none)")
    add("--limit", type=int, metavar="N", help="list up to N candidates for each name, the best first")
    add("--output", choices=("jsonl", "table"), help="what to write (default: a table on a terminal, else JSON lines)")
    add_lexicon_options(parser)
    return parser


def run(arguments: list[str]) -> int:
    """Resolve names."""
    parser = _parser()
    options = texts_parsed(parser, arguments)
    if options.limit is not None and options.limit < 1:
        parser.error("--limit is at least 1")
    if options.min_score is None:
        options.min_score = _DECISION_LINE if options.limit is None else 0.0
    norm = Normalizer(lexicon_from(options), Config(lang=options.lang, min_score=options.min_score))
    return each_batch(options, lambda lines: _answer(norm, options, [line.rstrip("\r\n") for line in lines]))


def _answer(norm: Normalizer, options: Namespace, names: Sequence[str]) -> None:
    found = list(zip(names, _matches(norm, options, names), strict=True))
    if options.output == "table" or (options.output is None and on_terminal()):
        write_text("".join(line for name, matches in found for line in _lines(name, matches)))
    else:
        write_json(_row(name, matches, options.limit is not None) for name, matches in found)


def _matches(norm: Normalizer, options: Namespace, names: Sequence[str]) -> list[list[Match]]:
    """The matches of each name: at most one, or the candidates if asked for."""
    if options.limit is None:
        return [[m] if m else [] for m in norm.resolve_many(names, lang=options.lang, min_score=options.min_score)]
    every = norm.candidates_many(names, lang=options.lang, limit=options.limit)
    return [[m for m in matches if m.score >= options.min_score] for matches in every]


def _row(name: str, matches: Sequence[Match], several: bool) -> dict[str, object]:
    plain = [m.as_json() for m in matches]
    return {"name": name, "candidates": plain} if several else {"name": name, "match": plain[0] if plain else None}


def _lines(name: str, matches: Sequence[Match]) -> Iterator[str]:
    if not matches:
        yield f"{name:<32}  no match\n"
    for match in matches:
        yield f"{name:<32}  {match.score:.2f} {match.method:<7}  {match.canonical}  ({match.entry_id})\n"
