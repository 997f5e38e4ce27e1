"""`translit key`: the fold keys of names."""

from __future__ import annotations

from argparse import SUPPRESS, ArgumentParser, Namespace

from translit.cli.console import write_text
from translit.cli.options import command_parser
from translit.cli.texts import add_text_options, each_batch, texts_parsed
from translit.rules.fold import fold_key, fold_keys

_ABOUT = """
    Print the fold key of each name, one line each. Two spellings are equal by rule if their sets of keys (--all) have one
    in common. Keys are for comparing; what they look like may change with any release."""
_EXAMPLES = (
    'translit key "Zelensky" "Zelenskyy"',
    'translit key --lang uk "Зеленський"',
    "translit key --all --file names.txt",
)


def _parser() -> ArgumentParser:
    parser = command_parser("key", "[OPTION …] [NAME …]", _ABOUT, _EXAMPLES, (0, 2, 74))
    add_text_options(parser, "NAME", "a name; without it, lines of files or of standard input")
    parser.add_argument("--lang", help="the language of the names, or of the press that spells them so, where it is known")
    parser.add_argument("--all", action="store_true", help="all keys, the primary one first, apart by tabs")
    parser.add_argument("--no-cache", action="store_true", help=SUPPRESS)
    return parser


def run(arguments: list[str]) -> int:
    """Print the keys of names."""
    options = texts_parsed(_parser(), arguments)
    return each_batch(options, lambda names: write_text("".join(f"{_keys(name, options)}\n" for name in names)))


def _keys(name: str, options: Namespace) -> str:
    primary = fold_key(name, options.lang)
    if not options.all:
        return primary
    return "\t".join((primary, *sorted(fold_keys(name, options.lang) - {primary})))
