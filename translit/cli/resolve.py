"""`translit resolve`: which entry a name belongs to."""

from __future__ import annotations

import argparse
from collections.abc import Iterable, Sequence

from translit.cli.console import on_terminal, write_json, write_text
from translit.cli.options import add_lexicon_options, command_parser, lexicon_from
from translit.cli.texts import add_text_options, texts_from
from translit.config import Config
from translit.mention import Match
from translit.normalizer import Normalizer

_ABOUT = """Tell which entry of the lexicon a name belongs to, in any script and word order. Names are arguments, or lines of files or of
standard input; the answer is one line of JSON for each, in order, or a table on a terminal."""
_EXAMPLES = [
    'translit resolve "Wolodymyr Selenskyj" "Kiev"',
    'translit resolve --limit 3 "Klichko"',
    "translit resolve --lexicon mine.yaml --lang uk --file names.txt",
]
_DECISION_LINE = 0.7


def _parser() -> argparse.ArgumentParser:
    parser = command_parser("resolve", _ABOUT, _EXAMPLES)
    add_text_options(parser, "NAME", "a name; without it, lines of files or of standard input")
    parser.add_argument("--lang", help="the language of the names, where it is known")
    parser.add_argument(
        "--min-score", type=float, metavar="N", help="the score that a match needs (default: 0.7; with --limit: none)"
    )
    parser.add_argument("--limit", type=int, metavar="N", help="list up to N candidates for each name, the best first")
    parser.add_argument("--output", choices=("jsonl", "table"), help="default: a table on a terminal, else JSON lines")
    add_lexicon_options(parser)
    return parser


def run(arguments: list[str]) -> int:
    """Resolve names."""
    parser = _parser()
    options = parser.parse_intermixed_args(arguments)
    if options.limit is not None and options.limit < 1:
        parser.error("--limit is at least 1")
    norm = Normalizer(lexicon_from(options), Config(lang=options.lang, min_score=options.min_score or 0.0))
    for names in texts_from(options, parser):
        _write(options, names, _found(norm, options, names))
    return 0


def _found(norm: Normalizer, options: argparse.Namespace, names: Sequence[str]) -> list[list[Match]]:
    """The matches of each name: at most one, or the candidates if asked for."""
    if options.limit is None:
        score = _DECISION_LINE if options.min_score is None else options.min_score
        return [[m] if m else [] for m in norm.resolve_many(names, lang=options.lang, min_score=score)]
    every = norm.candidates_many(names, lang=options.lang, limit=options.limit)
    return [[m for m in matches if m.score >= (options.min_score or 0.0)] for matches in every]


def _write(options: argparse.Namespace, names: Sequence[str], found: Sequence[list[Match]]) -> None:
    if options.output == "table" or (options.output is None and on_terminal()):
        write_text("".join(line for name, matches in zip(names, found, strict=True) for line in _lines(name, matches)))
    else:
        write_json(_row(name, matches, options.limit is not None) for name, matches in zip(names, found, strict=True))


def _row(name: str, matches: Sequence[Match], several: bool) -> dict[str, object]:
    plain = [m.as_json() for m in matches]
    return {"name": name, "candidates": plain} if several else {"name": name, "match": plain[0] if plain else None}


def _lines(name: str, matches: Sequence[Match]) -> Iterable[str]:
    if not matches:
        yield f"{name:<32}  no match\n"
    for match in matches:
        yield f"{name:<32}  {match.score:.2f} {match.method:<7}  {match.canonical}  ({match.entry_id})\n"
