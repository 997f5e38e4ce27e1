"""`translit lexicon show`: entries with all that is known of them."""

from __future__ import annotations

from argparse import Namespace
from collections.abc import Mapping
from difflib import get_close_matches

from translit.cli.console import CLEAN, USAGE, warn, write_text
from translit.cli.options import add_lexicon_options, command_parser, lexicon_from
from translit.lexicon.entry import Entry


def run(arguments: list[str]) -> int:
    """Show."""
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
