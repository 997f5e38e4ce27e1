"""`translit lexicon show`: entries with all that is known of them, and all that is derived."""

from __future__ import annotations

from argparse import Namespace
from collections.abc import Iterable, Mapping, Sequence
from difflib import get_close_matches
from textwrap import fill

from translit.cli.console import CLEAN, USAGE, warn, write_text
from translit.cli.options import add_lexicon_options, command_parser, lexicon_from
from translit.lexicon.entry import Entry
from translit.lexicon.lexicon import Lexicon
from translit.workbench.derivation import Derivation, Trouble, derivations, keys_of, named, spellings_alone, troubles

_ABOUT = """
    Show entries: what the files say of them, the spellings that rules derive from the native forms, grouped by
    orthography, which of these are also something else and need further evidence, and the fold keys. NAME is an id or any
    spelling of the name."""
_EXAMPLES = (
    "translit lexicon show kyiv",
    "translit lexicon show Saluschnyj",
    "translit lexicon show --brief --lexicon mine.yaml some-id another-id",
)
_WIDTH = 110
_MOST = 8


def run(arguments: list[str]) -> int:
    """Show."""
    parser = command_parser("lexicon show", "[OPTION …] NAME …", _ABOUT, _EXAMPLES)
    parser.add_argument("names", nargs="+", metavar="NAME", help="the id of an entry, or any spelling of its name")
    parser.add_argument("--brief", action="store_true", help="only what the files say, nothing derived")
    add_lexicon_options(parser)
    return _shown(parser.parse_intermixed_args(arguments))


def _shown(options: Namespace) -> int:
    lexicon = lexicon_from(options)
    numbers = {entry.id: number for number, entry in enumerate(lexicon.entries)}
    status = CLEAN
    first = True
    for name in options.names:
        found = [numbers[name]] if name in numbers else named(name, lexicon)
        if not found:
            status = USAGE
            _warn_unknown(name, numbers)
        if len(found) > _MOST:
            ids = ", ".join(lexicon.entries[n].id for n in found[_MOST:])
            warn(f'"{name}" names {len(found)} entries; the first {_MOST} are shown, the others are: {ids}')
        for number in found[:_MOST]:
            write_text(("" if first else "\n") + description(lexicon, number, options.brief))
            first = False
    return status


def _warn_unknown(name: str, ids: Iterable[str]) -> None:
    near = ", ".join(get_close_matches(name, ids, n=3))
    rest = f"near it: {near}" if near else "`translit lexicon list` shows all"
    warn(f'no entry has the id or the spelling "{name}"; {rest}')


def description(lexicon: Lexicon, number: int, brief: bool = False) -> str:
    """Everything about one entry, as text."""
    entry = lexicon.entries[number]
    text = listed(entry)
    if brief:
        return text
    found = list(derivations(entry, lexicon.index, number))
    spellings = spellings_alone(entry, lexicon.index, found)
    return text + derived(found) + doubtful(troubles(entry, spellings, lexicon.index, entry.id)) + keyed(entry)


def listed(entry: Entry) -> str:
    """What the files say of an entry."""
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


def derived(found: Sequence[Derivation]) -> str:
    """The derived spellings, word by word, grouped by orthography."""
    lines = []
    for d in found:
        lines.append(f"derived from {d.word} ({d.lang}):\n")
        width = max(map(len, d.by_orthography)) + 2
        lines += [_row(name, width, ", ".join(spellings)) for name, spellings in d.by_orthography.items()]
    return "".join(lines)


def doubtful(found: Sequence[Trouble]) -> str:
    """The spellings that need further evidence, those with the same reason together."""
    together: dict[str, list[str]] = {}
    for t in found:
        owners = [f"also of {', '.join(t.owners[:3])}{' …' if len(t.owners) > 3 else ''}"] if t.owners else []
        together.setdefault("; ".join([*(f"also {said}" for said in t.also), *owners]), []).append(t.spelling)
    lines = [f"  {reason}:\n{_row('', 2, ', '.join(spellings))}" for reason, spellings in together.items()]
    return "".join(["alone, these need further evidence:\n", *lines]) if lines else ""


def keyed(entry: Entry) -> str:
    """The fold keys of an entry."""
    keys = keys_of(entry)
    return "fold keys:\n" + _row("", 0, ", ".join(keys)) if keys else ""


def _row(name: str, width: int, text: str) -> str:
    label = f"  {name:<{width}}"
    return fill(text, _WIDTH, initial_indent=label, subsequent_indent=" " * len(label), break_on_hyphens=False) + "\n"


def _by_key(forms: Mapping[str, str]) -> str:
    return ", ".join(f"{form} ({key})" for key, form in forms.items())
