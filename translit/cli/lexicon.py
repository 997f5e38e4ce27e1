"""`translit lexicon`: check and show lexicons."""

from __future__ import annotations

import argparse
from difflib import get_close_matches

from translit.cli.console import USAGE, warn, write_table, write_text
from translit.cli.options import add_lexicon_options, command_parser, lexicon_from
from translit.config import KINDS
from translit.lexicon.entry import Entry
from translit.lexicon.lexicon import Lexicon

_ABOUT = "Check and show lexicons: the files that say which names there are and how they are written."
_EXAMPLES = [
    "translit lexicon check mine.yaml",
    "translit lexicon list --kind place",
    "translit lexicon show kyiv",
]
_HEAD = ("id", "kind", "canonical", "native", "source")


def _parser() -> argparse.ArgumentParser:
    parser = command_parser("lexicon", _ABOUT, _EXAMPLES, (0, 2, 65, 74))
    parser.set_defaults(lexicon=None)
    commands = parser.add_subparsers(dest="command", required=True, metavar="COMMAND")
    check = commands.add_parser("check", help="load lexicons, run their examples, and name every problem with its place")
    check.add_argument("lexicon", nargs="*", metavar="PATH", help="files and folders, in layers; default: the lexicon that ships")
    check.add_argument("--no-cache", action="store_true", help="check again what has been found good before")
    listing = commands.add_parser("list", help="list the entries: id, kind, canonical form, native form, place")
    listing.add_argument("--kind", action="append", choices=KINDS, help="list this kind only; may be repeated")
    show = commands.add_parser("show", help="show entries with all that is known of them")
    show.add_argument("ids", nargs="+", metavar="ID", help="the id of an entry")
    for command in (listing, show):
        add_lexicon_options(command)
    return parser


def run(arguments: list[str]) -> int:
    """Check, list or show."""
    leading = [a for a in arguments[:1] if a == "--no-cache"]
    options = _parser().parse_args([*arguments[len(leading) :], *leading])
    lexicon = lexicon_from(options)
    if options.command == "check":
        write_text(f"{len(lexicon)} entries, no problems\n")
        return 0
    if options.command == "list":
        write_table([_row(e) for e in lexicon if not options.kind or e.kind in options.kind], _HEAD)
        return 0
    return _show(lexicon, options.ids)


def _row(entry: Entry) -> list[str]:
    return [entry.id, entry.kind, entry.canonical, next(iter(entry.native.values()), ""), entry.source]


def _show(lexicon: Lexicon, ids: list[str]) -> int:
    entries = {e.id: e for e in lexicon}
    status = 0
    for id in ids:
        if id in entries:
            write_text(_description(entries[id]))
        else:
            near = get_close_matches(id, entries, n=3)
            warn(
                f'there is no entry "{id}"' + (f"; near it: {', '.join(near)}" if near else "; `translit lexicon list` shows all")
            )
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


def _by_key(forms: object) -> str:
    return ", ".join(f"{form} ({key})" for key, form in forms.items()) if isinstance(forms, dict) else ""
