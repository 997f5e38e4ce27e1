"""`translit lexicon add`: a new entry, shown with all that would be derived before it is written."""

from __future__ import annotations

import sys
from argparse import ArgumentParser, Namespace
from collections.abc import Callable, Mapping
from pathlib import Path

from translit.cli.console import CLEAN, USAGE, warn, write_text
from translit.cli.lexicon_show import derived, doubtful
from translit.cli.options import add_lexicon_options, command_parser, lexicon_from
from translit.config import KINDS, check_language
from translit.errors import ConfigError
from translit.lexicon.entry import Entry, Variant
from translit.lexicon.lexicon import DEFAULT, Lexicon
from translit.rules.load import rules
from translit.rules.romanize import language_of
from translit.workbench.adding import PRESS, checked, lexicon_paths, preview, proposed_alone, proposed_canonical, proposed_id
from translit.workbench.entry_text import entry_text
from translit.workbench.insertion import check_with, ids_in, with_entry, write_whole

_ABOUT = """
    Add an entry to a lexicon file. On a terminal whatever the options leave open is asked for, the native form first (with
    no options at all, everything is); what will be derived from it, and what else has the same spellings, is shown before anything is written. The entry goes to
    its place in the order of ids; the rest of the file stays byte for byte as it is. A file that is not there is made."""
_EXAMPLES = (
    'translit lexicon add --kind person --gender m --native uk="Петро Дорошенко" --into mine.yaml --yes',
    'translit lexicon add --kind place --native uk="Зарічне" --native ru="Заречное" --scheme press --into mine.yaml --yes',
)
_NONE = "-"


def _parser() -> ArgumentParser:
    parser = command_parser("lexicon add", "[OPTION …] --into FILE", _ABOUT, _EXAMPLES)
    add = parser.add_argument
    add("--into", metavar="FILE", help="the lexicon file to write to")
    add(
        "--native",
        action="append",
        default=[],
        metavar="LANG=FORM",
        help="the native form; repeat it, the primary language first",
    )
    add("--kind", choices=KINDS, help="what the name is the name of")
    add("--gender", choices=("m", "f"), help="of a person or a given name")
    add("--canonical", metavar="FORM", help="the form that is written (default: the native form in Latin letters)")
    add("--scheme", metavar="NAME", help=f'what romanises the native form: a scheme, or "{PRESS}" for the English-language press')
    add("--id", help="the id (default: made from the canonical form)")
    add("--alone", action="append", metavar="WORD", help=f'a word that may stand for the entry by itself; "{_NONE}" for none')
    add("--variant", action="append", default=[], metavar="[LANG=]FORM", help="a spelling that no rule derives; may be repeated")
    add("--former", action="append", default=[], metavar="FORM", help="an older name; may be repeated")
    add("--never", action="append", default=[], metavar="FORM", help="a look-alike that must not fold here; may be repeated")
    add("--style", action="append", default=[], metavar="STYLE=FORM", help="what a press style prints; may be repeated")
    add("--license", default="", help="the licence that a new file names in its head")
    add("--yes", "-y", action="store_true", help="write without asking")
    add_lexicon_options(parser)
    return parser


def run(arguments: list[str]) -> int:
    """Add an entry."""
    parser = _parser()
    options = parser.parse_args(arguments)
    asks = sys.stdin is not None and sys.stdin.isatty() and sys.stderr.isatty() and not options.yes
    if not asks:
        _need(parser, options)
    try:
        return _added(options, asks)
    except EOFError:
        warn("nothing was written")
        return USAGE


def _need(parser: ArgumentParser, options: Namespace) -> None:
    """Stop where something is missing that can't be asked for."""
    missing = [f"--{name}" for name in ("into", "kind") if not getattr(options, name)]
    missing += ["--native or --canonical"] if not options.native and not options.canonical else []
    if missing:
        parser.error(f"{', '.join(missing)} must be given, since there is no terminal to ask at")


def _added(options: Namespace, asks: bool) -> int:
    lexicon = lexicon_from(options)
    entry = checked(_entry(options, lexicon, asks))
    path = Path(options.into or _asked("file to write to", "mine.yaml", _is_yaml))
    head = {"lexicon": f"{path.resolve().parent.name}/{path.stem}", "license": options.license}
    text = with_entry(path, entry, head)
    check_with(path, text, lexicon_paths(options.lexicon or [DEFAULT]))
    write_text(_shown(entry, lexicon))
    if not options.yes and not (asks and _asked(f"write this to {path}? (y/n)", "y", _is_yes_or_no) == "y"):
        warn("nothing was written" + ("" if asks else "; add --yes to write it"))
        return CLEAN if asks else USAGE
    write_whole(path, text)
    write_text(f'"{entry.id}" was added to {path}\n')
    return CLEAN


def _entry(options: Namespace, lexicon: Lexicon, asks: bool) -> Entry:
    """The entry that the options and the answers describe."""
    native = _native(options, asks)
    kind = options.kind or _asked(f"kind ({', '.join(KINDS)})", "person", KINDS.__contains__)
    gender = options.gender
    if asks and gender is None and kind in ("person", "given-name"):
        gender = _asked("gender (m, f; empty where unknown)", "", ("", "m", "f").__contains__) or None
    canonical = _canonical(options, native, asks)
    return Entry(
        id=_id(options, canonical, lexicon, asks),
        canonical=canonical,
        kind=kind,
        gender=gender,
        native=native,
        alone=_alone(options, kind, canonical, lexicon, asks),
        variants=tuple(_variant(v) for v in options.variant),
        former=tuple(options.former),
        never=tuple(options.never),
        styles=dict(_pair(s, "--style", "nyt=…") for s in options.style),
        source=options.into or "",
    )


def _native(options: Namespace, asks: bool) -> dict[str, str]:
    native = dict(_pair(n, "--native", "uk=…") for n in options.native)
    for lang in native:
        check_language(lang)
    return _asked_native() if asks and not native and not options.canonical else native


def _canonical(options: Namespace, native: Mapping[str, str], asks: bool) -> str:
    if options.canonical:
        return str(options.canonical)
    primary = next(iter(native))
    proposed = proposed_canonical(native[primary], primary, options.scheme)
    return _asked("canonical form", proposed, _has_letters) if asks else proposed


def _id(options: Namespace, canonical: str, lexicon: Lexicon, asks: bool) -> str:
    if options.id:
        return str(options.id)
    taken = {entry.id for entry in lexicon.entries}
    if options.into and Path(options.into).exists():
        taken |= ids_in(Path(options.into))
    proposed = proposed_id(canonical, taken)
    return _asked("id", proposed, lambda answer: bool(answer) and answer not in taken) if asks else proposed


def _alone(options: Namespace, kind: str, canonical: str, lexicon: Lexicon, asks: bool) -> tuple[str, ...]:
    if options.alone is not None:
        return tuple(a for a in options.alone if a != _NONE)
    proposed = proposed_alone(kind, canonical, lexicon.index)
    if not asks or kind != "person":
        return proposed
    answer = _asked(f'words that stand alone ("{_NONE}" for none)', " ".join(proposed) or _NONE, bool)
    return () if answer == _NONE else (answer,)


def _asked_native() -> dict[str, str]:
    native: dict[str, str] = {}
    form = _asked("native form, as it is written in its own language", "", _has_letters)
    while form:
        guess = language_of(form) or next(iter(native), "en")
        native[_asked(f"language of {form}", guess, _is_language)] = form
        form = _asked("its form in another language (empty: no more)", "", lambda answer: True)
    return native


def _shown(entry: Entry, lexicon: Lexicon) -> str:
    """The entry as it will be written, and what it brings."""
    found = preview(entry, lexicon)
    same = [f'  "{e.id}" ({e.canonical}, {e.source}) has this name already\n' for e in found.namesakes]
    notes = [f"  {note}\n" for note in found.notes]
    said = "".join(["note:\n", *same, *notes]) if same or notes else ""
    return f"{entry_text(entry)}\n{derived(found.derived)}{doubtful(found.doubtful)}{said}"


def _pair(text: str, option: str, example: str) -> tuple[str, str]:
    key, sign, form = text.partition("=")
    if not sign or not key.strip() or not form.strip():
        raise ConfigError(f"{option} {text!r} does not say which; write {option} {example}")
    return key.strip(), " ".join(form.split())


def _variant(text: str) -> Variant:
    lang, sign, form = text.partition("=")
    if not sign:
        return Variant(" ".join(text.split()))
    check_language(lang)
    return Variant(" ".join(form.split()), lang)


def _asked(question: str, proposed: str, fits: Callable[[str], bool]) -> str:
    """The answer to a question at the terminal; Enter takes what is proposed."""
    while True:
        print(f"{question}{f' [{proposed}]' if proposed else ''}: ", end="", file=sys.stderr, flush=True)
        line = sys.stdin.readline()
        if not line:
            raise EOFError
        answer = " ".join(line.split()) or proposed
        if fits(answer):
            return answer
        print(f"  {answer or 'an empty answer'} does not fit here", file=sys.stderr)


def _is_language(answer: str) -> bool:
    try:
        check_language(answer)
    except ConfigError:
        return False
    return rules().code(answer) in rules().languages or len(answer) >= 2


def _has_letters(answer: str) -> bool:
    return any(c.isalpha() for c in answer)


def _is_yes_or_no(answer: str) -> bool:
    return answer in ("y", "n")


def _is_yaml(answer: str) -> bool:
    return answer.endswith((".yaml", ".yml"))
