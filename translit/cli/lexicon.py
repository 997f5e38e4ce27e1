"""`translit lexicon`: check and show lexicons."""

from __future__ import annotations

from argparse import Namespace
from collections.abc import Mapping
from difflib import get_close_matches

from translit.cli.console import CLEAN, USAGE, warn, write_table, write_text
from translit.cli.options import add_lexicon_options, command_parser, lexicon_from
from translit.config import KINDS
from translit.lexicon.entry import Entry

_HEAD = ("id", "kind", "canonical", "native", "source")


def run(arguments: list[str]) -> int:
    """Check, list or show."""
    actions = {"check": _check, "list": _list, "show": _show}
    if arguments and arguments[0] in actions:
        return actions[arguments[0]](arguments[1:])
    about = "Check and show lexicons: the files that say which names there are and how they are written."
    examples = ("translit lexicon check mine.yaml", "translit lexicon list --kind place", "translit lexicon show kyiv")
    parser = command_parser("lexicon", "check|list|show …", about, examples)
    parser.add_argument("action", choices=actions, help="`translit lexicon ACTION --help` tells more")
    parser.parse_args(arguments)
    return USAGE


def _check(arguments: list[str]) -> int:
    about = """
        Load lexicons, run the examples of their entries, and name every problem with file, line and column on standard
        error. Without PATH the lexicon that ships is checked."""
    examples = ("translit lexicon check", "translit lexicon check mine.yaml", "translit lexicon check default mine.yaml")
    parser = command_parser("lexicon check", "[--no-cache] [PATH …]", about, examples)
    parser.add_argument("lexicon", nargs="*", metavar="PATH", help='files and folders, in layers; "default" is what ships')
    parser.add_argument("--no-cache", action="store_true", help="check again what has been found good before")
    lexicon = lexicon_from(parser.parse_intermixed_args(arguments))
    write_text(f"{len(lexicon)} entries, no problems\n")
    return CLEAN


def _list(arguments: list[str]) -> int:
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


def _show(arguments: list[str]) -> int:
    about = "Show entries with all that the lexicon says of them."
    examples = ("translit lexicon show kyiv", "translit lexicon show --lexicon mine.yaml some-id another-id")
    parser = command_parser("lexicon show", "[OPTION …] ID …", about, examples)
    parser.add_argument("ids", nargs="+", metavar="ID", help="the id of an entry")
    add_lexicon_options(parser)
    return _shown(parser.parse_intermixed_args(arguments))


def _shown(options: Namespace) -> int:
    entries = {e.id: e for e in lexicon_from(options)}
    status = CLEAN
    for id in options.ids:
        if id in entries:
            write_text(_description(entries[id]))
        else:
            near = ", ".join(get_close_matches(id, entries, n=3))
            warn(f'there is no entry "{id}"; ' + (f"near it: {near}" if near else "`translit lexicon list` shows all"))
            status = USAGE
    return status


def _description(entry: Entry) -> str:
    fields = {
        "id": entry.id,
        "kind": entry.kind,
        "gender": entry.gender or "",
        "canonical": entry.canonical,
        "native": _by_key(entry.native),
        "alone": ", ".join(entry.alone),
        "variants": ", ".join(v.text + (f" ({v.lang})" if v.lang else "") for v in entry.variants),
        "damaged": ", ".join(d.text for d in entry.damaged),
        "former": ", ".join(entry.former),
        "never": ", ".join(entry.never),
        "styles": _by_key(entry.styles),
        "examples": "".join(f"\n  {e.text} → {e.out}" for e in entry.examples),
        "source": entry.source,
    }
    return "".join(f"{name + ':':<11} {value}".rstrip() + "\n" for name, value in fields.items() if value)


def _by_key(forms: Mapping[str, str]) -> str:
    return ", ".join(f"{form} ({key})" for key, form in forms.items())
