"""`translit lexicon list`: one line an entry."""

from __future__ import annotations

from translit.cli.console import CLEAN, write_table
from translit.cli.options import add_lexicon_options, command_parser, lexicon_from
from translit.config import KINDS
from translit.lexicon.entry import Entry

_HEAD = ("id", "kind", "canonical", "native", "source")


def run(arguments: list[str]) -> int:
    """List."""
    about = """
        List the entries: id, kind, canonical form, native form, file and line; apart by tabs, on a terminal aligned."""
    examples = ("translit lexicon list", "translit lexicon list --kind place --kind organization")
    parser = command_parser("lexicon list", "[OPTION …]", about, examples)
    parser.add_argument("--kind", action="append", choices=KINDS, help="list this kind only; may be repeated")
    add_lexicon_options(parser)
    options = parser.parse_args(arguments)
    write_table([_row(e) for e in lexicon_from(options) if not options.kind or e.kind in options.kind], _HEAD)
    return CLEAN


def _row(entry: Entry) -> list[str]:
    return [entry.id, entry.kind, entry.canonical, next(iter(entry.native.values()), ""), entry.source]
