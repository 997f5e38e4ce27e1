"""`translit romanize`: text in Latin letters."""

from __future__ import annotations

from argparse import SUPPRESS, ArgumentParser, Namespace
from typing import get_args

from translit.cli.console import CLEAN, write_table, write_text
from translit.cli.options import command_parser
from translit.cli.texts import add_text_options, each_batch, texts_parsed
from translit.config import Fallback
from translit.rules.load import RuleFile, rules
from translit.rules.romanize import romanize

_ABOUT = """
    Write text in Latin letters, by a published scheme or by the default one of the language. What is Latin already, and
    everything that is no letter, stays as it is."""
_EXAMPLES = (
    'translit romanize --lang uk "Запоріжжя"',
    'translit romanize --scheme bgnpcgn-rus-Cyrl-Latn-1947 "Щербаков"',
    "translit romanize --list --lang uk",
    "translit romanize --lang ru < story.txt",
)
_HEAD = ("name", "aliases", "language", "script", "authority", "year")


def _parser() -> ArgumentParser:
    parser = command_parser("romanize", "[OPTION …] [TEXT …]", _ABOUT, _EXAMPLES, (0, 2, 74))
    add_text_options(parser, "TEXT", "the text; without it, files or standard input, line by line")
    add = parser.add_argument
    add("--lang", help="the language of the text (uk, ukr, sr); without it the letters tell")
    add("--scheme", help="a published scheme, by name or alias")
    add("--fallback", choices=get_args(Fallback), default="unidecode", help="what romanises scripts without rules")
    add("--list", action="store_true", help="list the schemes (with --lang: of that language)")
    add("--no-cache", action="store_true", help=SUPPRESS)
    return parser


def run(arguments: list[str]) -> int:
    """Romanise a text, files or standard input, or list the schemes."""
    options = texts_parsed(_parser(), arguments)
    if options.list:
        write_table([_row(f) for f in _schemes(options.lang)], _HEAD)
        return CLEAN
    _romanized("", options)
    if options.texts:
        write_text(_romanized(" ".join(options.texts), options) + "\n")
        return CLEAN
    return each_batch(options, lambda lines: write_text("".join(_romanized(line, options) for line in lines)))


def _romanized(text: str, options: Namespace) -> str:
    return romanize(text, options.lang, options.scheme, fallback=options.fallback)


def _schemes(lang: str | None) -> list[RuleFile]:
    """The schemes, of one language where it is given, by language and name."""
    known = rules()
    found = sorted(known.files("scheme"), key=lambda f: (f.lang, f.name))
    return [f for f in found if lang is None or known.code(f.lang) == known.code(lang)]


def _row(scheme: RuleFile) -> list[str]:
    rest = (str(scheme.values[k]) for k in ("script", "authority", "year"))
    return [scheme.name, " ".join(scheme.values.get("aliases", ())), scheme.lang, *rest]
