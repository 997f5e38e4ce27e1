"""`translit find`: the names in text, one line each."""

from __future__ import annotations

from argparse import ArgumentParser, Namespace
from collections.abc import Iterator, Sequence
from dataclasses import asdict

from translit.cli.console import BAD_DATA, CLEAN, STDIN, each_input, on_terminal, warn_located, write_json, write_text
from translit.cli.options import add_engine_options, add_form_options, command_parser, form_from, normalizer_from
from translit.mention import Mention
from translit.normalizer import Normalizer
from translit.stream.document import Document, Place, places
from translit.stream.lines import Read

_ABOUT = """
    List the names in text: file ("-" is standard input), line, offsets in code points and in bytes within the document,
    what would be written, whose name it is, how it was found and why. A byte that is not UTF-8 counts as one code point.
    In JSON lines and CSV the document is the value of the field, and the line the one in which the record begins."""
_EXAMPLES = (
    'echo "Zelensky returned to Kiev." | translit find',
    "translit find --output table --kind place story.txt",
    "translit find --format jsonl --field text news.jsonl > mentions.jsonl",
)


def _parser() -> ArgumentParser:
    parser = command_parser("find", "[OPTION …] [FILE …]", _ABOUT, _EXAMPLES)
    add = parser.add_argument
    add("files", nargs="*", metavar="FILE", help="files to read, each one document; none or - is standard input")
    add("--output", choices=("jsonl", "table"), help="what to write (default: a table on a terminal, else JSON lines)")
    add("--quiet", action="store_true", help="no hint; errors are still shown")
    add_form_options(parser)
    add_engine_options(parser)
    return parser


def run(arguments: list[str]) -> int:
    """List the mentions in files or standard input."""
    options = _parser().parse_intermixed_args(arguments)
    form_from(options, STDIN)
    norm = normalizer_from(options)
    return each_input(options.files, options.quiet, lambda name, read: _list(options, norm, name, read))


def _list(options: Namespace, norm: Normalizer, name: str, read: Read) -> int:
    """List the mentions of one input and return its exit code."""
    as_table = options.output == "table" or (options.output is None and on_terminal())
    status = CLEAN
    for documents in form_from(options, name).documents(read):
        found = _found(norm, documents)
        if as_table:
            write_text("".join(_line(name, place, mention) for place, mention in found))
        else:
            write_json(_row(name, place, mention, norm.lexicon.version) for place, mention in found)
        for document in documents:
            if document.problem:
                warn_located(name, document.line, 0, document.problem)
                status = BAD_DATA
    return status


def _found(norm: Normalizer, documents: Sequence[Document]) -> Iterator[tuple[Place, Mention]]:
    for document in documents:
        mentions = norm.find(document.text)
        yield from zip(places(document, mentions), mentions, strict=True)


def _row(name: str, place: Place, mention: Mention, version: str) -> dict[str, object]:
    rest = {k: v for k, v in mention.as_json().items() if k not in ("start", "end")}
    return {"file": name, **asdict(place), **rest, "lexicon_version": version}


def _line(name: str, place: Place, mention: Mention) -> str:
    whose = mention.entry_id or " or ".join(mention.candidates)
    change = f"{mention.text} → {mention.replacement}" if mention.replacement != mention.text else mention.text
    shown = " ".join(change.split())
    return f"{name}:{place.line}:{place.start}  {mention.score:.2f} {mention.method:<7}  {shown}  ({whose})\n"
