"""`translit romanize`: text in Latin letters."""

from __future__ import annotations

import argparse
from typing import get_args

from translit.cli.console import write_table, write_text
from translit.cli.options import command_parser
from translit.cli.texts import add_text_options, lines_from
from translit.config import Fallback
from translit.rules.load import rules
from translit.rules.romanize import romanize

_ABOUT = """Write text in Latin letters, by a published scheme or by the default one of the language. What is Latin already, and everything
that is no letter, stays as it is."""
_EXAMPLES = [
    'translit romanize --lang uk "Запоріжжя"',
    'translit romanize --scheme bgnpcgn-rus-Cyrl-Latn-1947 "Щербаков"',
    "translit romanize --list",
    "translit romanize --lang ru < story.txt",
]
_HEAD = ("name", "aliases", "language", "script", "authority", "year")


def _parser() -> argparse.ArgumentParser:
    parser = command_parser("romanize", _ABOUT, _EXAMPLES, (0, 2, 74))
    add_text_options(parser, "TEXT", "the text; without it, files or standard input, line by line")
    parser.add_argument("--lang", help="the language of the text (uk, ukr, sr); without it the letters tell")
    parser.add_argument("--scheme", help="a published scheme, by name or alias")
    parser.add_argument(
        "--fallback", choices=get_args(Fallback), default="unidecode", help="what romanises scripts without rules"
    )
    parser.add_argument("--list", action="store_true", help="list the schemes (with --lang: of that language)")
    parser.add_argument("--no-cache", action="store_true", help=argparse.SUPPRESS)
    return parser


def run(arguments: list[str]) -> int:
    """Romanise a text, files or standard input, or list the schemes."""
    parser = _parser()
    options = parser.parse_intermixed_args(arguments)
    if options.texts and options.file:
        parser.error("give either TEXT or --file")
    if options.list:
        write_table(_schemes(options.lang), _HEAD)
        return 0
    _romanized("", options)
    if options.texts:
        write_text(_romanized(" ".join(options.texts), options) + "\n")
        return 0
    for lines in lines_from(options):
        write_text("".join(_romanized(line, options) for line in lines))
    return 0


def _romanized(text: str, options: argparse.Namespace) -> str:
    return romanize(text, options.lang, options.scheme, fallback=options.fallback)


def _schemes(lang: str | None) -> list[list[str]]:
    known = rules()
    wanted = known.code(lang) if lang else None
    found = sorted(known.files("scheme"), key=lambda f: (f.lang, f.name))
    return [
        [
            f.name,
            " ".join(f.values.get("aliases", ())),
            f.lang,
            *(str(f.values.get(k, "")) for k in ("script", "authority", "year")),
        ]
        for f in found
        if wanted in (None, known.code(f.lang) if f.lang else "")
    ]
