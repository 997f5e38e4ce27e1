"""`translit explain`: what is folded, and why."""

from __future__ import annotations

import argparse
from collections.abc import Iterator

from translit.cli.console import STDIN, opened, write_json, write_text
from translit.cli.options import add_engine_options, command_parser, normalizer_from
from translit.mention import Explanation
from translit.normalizer import Normalizer
from translit.stream.form import Form

_ABOUT = """Show the folded text and, below it, each name that was found: where, what is written, whose name it is, by which method, with
what score, and the rules that say so."""
_EXAMPLES = [
    'translit explain "Gen. Syrsky spoke in Kharkov."',
    "translit explain --json --file story.txt",
    'echo "Igor Zelensky, the dancer, left Kiev." | translit explain',
]


def _parser() -> argparse.ArgumentParser:
    parser = command_parser("explain", _ABOUT, _EXAMPLES)
    parser.add_argument("text", nargs="*", metavar="TEXT", help="the text; without it, files or standard input")
    parser.add_argument("--file", "-f", action="append", metavar="FILE", help="a file, as one document; may be repeated")
    parser.add_argument(
        "--document", action="store_true", help="take standard input as one document; without this each line is one"
    )
    parser.add_argument("--json", action="store_true", help="one line of JSON for each document")
    parser.add_argument("--quiet", action="store_true", help="no hint; errors are still shown")
    add_engine_options(parser)
    return parser


def run(arguments: list[str]) -> int:
    """Explain a text, files or standard input."""
    parser = _parser()
    options = parser.parse_intermixed_args(arguments)
    if options.text and options.file:
        parser.error("give either TEXT or --file")
    norm = normalizer_from(options)
    for explanation in _explanations(norm, options):
        if options.json:
            write_json([{**explanation.as_json(), "lexicon_version": norm.lexicon.version}])
        else:
            write_text(f"{explanation}\n")
    return 0


def _explanations(norm: Normalizer, options: argparse.Namespace) -> Iterator[Explanation]:
    if options.text:
        yield norm.explain(" ".join(options.text))
        return
    for name in options.file or [STDIN]:
        with opened(name, options.quiet) as read:
            for documents in Form(by_line=name == STDIN and not options.document).documents(read):
                yield from (norm.explain(d.text.rstrip("\r\n")) for d in documents)
