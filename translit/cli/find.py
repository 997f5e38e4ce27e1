"""`translit find`: the names in text, one line each."""

from __future__ import annotations

import argparse
from collections.abc import Iterable

from translit.cli.console import (
    BAD_DATA,
    CLEAN,
    IO_FAILED,
    STDIN,
    Unreadable,
    on_terminal,
    opened,
    warn,
    warn_located,
    write_json,
    write_text,
)
from translit.cli.options import add_engine_options, add_form_options, command_parser, form_from, normalizer_from
from translit.mention import Mention
from translit.normalizer import Normalizer
from translit.stream.document import Document, Place, places
from translit.stream.lines import Read

_ABOUT = """List the names in text: file ("-" is standard input), line, offsets in code points and in bytes within the document, the form
to be written, the entry, how it was found and why. A byte that is not UTF-8 counts as one code point. In JSON lines and CSV the
document is the value of the field."""
_EXAMPLES = [
    'echo "Zelensky returned to Kiev." | translit find',
    "translit find --output table --kind place story.txt",
    "translit find --format jsonl --field text news.jsonl > mentions.jsonl",
]


def _parser() -> argparse.ArgumentParser:
    parser = command_parser("find", _ABOUT, _EXAMPLES)
    parser.add_argument("files", nargs="*", metavar="FILE", help="files to read, each one document; none or - is standard input")
    parser.add_argument("--output", choices=("jsonl", "table"), help="default: a table on a terminal, else JSON lines")
    parser.add_argument("--quiet", action="store_true", help="no hint; errors are still shown")
    add_form_options(parser)
    add_engine_options(parser)
    return parser


def run(arguments: list[str]) -> int:
    """List the mentions in files or standard input."""
    options = _parser().parse_intermixed_args(arguments)
    form_from(options, STDIN)
    norm = normalizer_from(options)
    worst = CLEAN
    for name in options.files or [STDIN]:
        try:
            with opened(name, options.quiet) as read:
                worst = max(worst, _listed(options, norm, name, read))
        except Unreadable as error:
            warn(str(error))
            worst = IO_FAILED
    return worst


def _listed(options: argparse.Namespace, norm: Normalizer, name: str, read: Read) -> int:
    """List the mentions of one input and return its exit code."""
    as_table = options.output == "table" or (options.output is None and on_terminal())
    status = CLEAN
    for documents in form_from(options, name).documents(read):
        found = [(place, m) for d in documents for place, m in _placed(norm, d)]
        if as_table:
            write_text("".join(_line(name, place, m) for place, m in found))
        else:
            version = norm.lexicon.version
            write_json(
                {**_place(name, place), **m.as_json(), **_place(name, place), "lexicon_version": version} for place, m in found
            )
        for document in documents:
            if document.problem:
                warn_located(name, document.line, 0, document.problem)
                status = BAD_DATA
    return status


def _placed(norm: Normalizer, document: Document) -> Iterable[tuple[Place, Mention]]:
    mentions = norm.find(document.text)
    return zip(places(document, mentions), mentions, strict=True)


def _place(name: str, place: Place) -> dict[str, object]:
    return {
        "file": name,
        "line": place.line,
        "start": place.start,
        "end": place.end,
        "byte_start": place.byte_start,
        "byte_end": place.byte_end,
    }


def _line(name: str, place: Place, mention: Mention) -> str:
    whose = mention.entry_id or " or ".join(mention.candidates)
    change = f"{mention.text} → {mention.replacement}" if mention.replacement != mention.text else mention.text
    return f"{name}:{place.line}:{place.start}  {mention.score:.2f} {mention.method:<7}  {change}  ({whose})\n"
