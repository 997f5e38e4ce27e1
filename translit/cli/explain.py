"""`translit explain`: what is folded, and why."""

from __future__ import annotations

from argparse import ArgumentParser, Namespace

from translit.cli.console import CLEAN, STDIN, each_input, write_json, write_text
from translit.cli.options import add_engine_options, command_parser, normalizer_from
from translit.normalizer import Normalizer
from translit.stream.form import Form
from translit.stream.lines import Read

_ABOUT = """
    Show the folded text and, below it, each name that was found: where, what is written, whose name it is, by which
    method, with what score, and the rules that say so."""
_EXAMPLES = (
    'translit explain "Gen. Syrsky spoke in Kharkov."',
    "translit explain --json --file story.txt",
    'echo "Igor Zelensky, the dancer, left Kiev." | translit explain',
)


def _parser() -> ArgumentParser:
    parser = command_parser("explain", "[OPTION …] [TEXT …]", _ABOUT, _EXAMPLES)
    add = parser.add_argument
    add("text", nargs="*", metavar="TEXT", help="the text; without it, files or standard input")
    add("--file", "-f", action="append", metavar="FILE", help="a file, as one document; may be repeated")
    add("--document", action="store_true", help="take standard input as one document; without this each line is one")
    add("--json", action="store_true", help="one line of JSON for each document")
    add("--quiet", action="store_true", help="no hint; errors are still shown")
    add_engine_options(parser)
    return parser


def run(arguments: list[str]) -> int:
    """Explain a text, files or standard input."""
    parser = _parser()
    options = parser.parse_intermixed_args(arguments)
    if options.text and options.file:
        parser.error("give either TEXT or --file")
    norm = normalizer_from(options)
    if options.text:
        _explain(norm, " ".join(options.text), options.json)
        return CLEAN
    return each_input(options.file, options.quiet, lambda name, read: _explain_input(norm, options, name, read))


def _explain_input(norm: Normalizer, options: Namespace, name: str, read: Read) -> int:
    form = Form(by_line=name == STDIN and not options.document)
    for documents in form.documents(read):
        for document in documents:
            _explain(norm, document.text.rstrip("\r\n"), options.json)
    return CLEAN


def _explain(norm: Normalizer, text: str, as_json: bool) -> None:
    explanation = norm.explain(text)
    if as_json:
        write_json([{**explanation.as_json(), "lexicon_version": norm.lexicon.version}])
    else:
        write_text(f"{explanation}\n")
