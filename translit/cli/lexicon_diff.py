"""`translit lexicon diff`: what a change of the lexicon does to a corpus."""

from __future__ import annotations

import os
from argparse import ArgumentParser, Namespace
from collections.abc import Sequence

from translit.cli.console import CHANGED, write_json, write_text
from translit.cli.corpora import add_corpus_options, corpus_from, finished
from translit.cli.options import command_parser
from translit.config import Config
from translit.lexicon.lexicon import DEFAULT, Lexicon
from translit.mention import Mention
from translit.normalizer import Normalizer
from translit.stream.document import Document
from translit.workbench.differing import Differing
from translit.workbench.impact import KINDS, Change, Find, Impact, impact
from translit.workbench.recorded import Recorded

_ABOUT = """
    Fold a corpus with an old and a new lexicon and show what differs: folds lost, changed and won, with counts and
    places. OLD and NEW are lexicon files or folders, several layers with commas between them ("default,mine.yaml"), or
    files that `translit find` wrote, so that another version of the program or of its rules can be compared, too.
    Documents without a word that the two lexicons read differently are not folded, since they cannot change."""
_EXAMPLES = (
    "translit lexicon diff default default,mine.yaml --corpus articles/",
    "git show main:names.yaml > old.yaml && translit lexicon diff old.yaml names.yaml --corpus articles/ --fail-on lost",
    "translit lexicon diff before.jsonl default --corpus articles/",
)
_FAILED = "    1  a change of a kind named with --fail-on was found\n"


def _parser() -> ArgumentParser:
    parser = command_parser("lexicon diff", "[OPTION …] OLD NEW --corpus PATH …", _ABOUT, _EXAMPLES)
    parser.epilog = str(parser.epilog).replace("    2  wrong", _FAILED + "    2  wrong")
    add = parser.add_argument
    add("old", metavar="OLD", help="the lexicon before the change")
    add("new", metavar="NEW", help="the lexicon after the change")
    add("--corpus", nargs="+", metavar="PATH", required=True, help="files and folders with text; - is standard input")
    add("--lines", action="store_true", help="each line of plain text is a document; without this each file is one")
    add(
        "--fail-on",
        action="append",
        choices=KINDS,
        default=[],
        help="exit with 1 if there is a change of this kind; may be repeated",
    )
    add("--mentions", action="store_true", help="count names, too, that are found but not rewritten")
    add("--limit", type=int, default=50, metavar="N", help="show at most N changes of each kind (default: 50)")
    add("--output", choices=("table", "jsonl"), default="table", help="what to print (default: a table)")
    add("--lang", help="the language of the corpus, where it is one and known")
    add("--no-cache", action="store_true", help="read the lexicons anew and keep no compiled copy of them")
    add_corpus_options(parser)
    return parser


def run(arguments: list[str]) -> int:
    """Compare two lexicons over a corpus."""
    parser = _parser()
    options = parser.parse_args(arguments)
    if options.limit < 1:
        parser.error("--limit is at least 1")
    old, new = (_side(spec, options) for spec in (options.old, options.new))
    may_differ = Differing(old, new) if isinstance(old, Normalizer) and isinstance(new, Normalizer) else bool
    corpus, progress = corpus_from(options, options.corpus)
    result = impact(_find(old), _find(new), corpus, may_differ=may_differ, by_line=options.lines, mentions=options.mentions)
    status = finished(corpus, progress)
    if options.output == "jsonl":
        write_json(change.as_json() for change in result.changes)
    else:
        write_text("".join(_table(result, options.limit)))
    return max(status, CHANGED if any(result.count(kind) for kind in options.fail_on) else 0)


def _side(spec: str, options: Namespace) -> Normalizer | Recorded:
    """A lexicon, or mentions that were recorded."""
    if spec.endswith((".jsonl", ".ndjson")):
        return Recorded.load(spec)
    layers = [spec] if spec == DEFAULT or os.path.exists(spec) else spec.split(",")
    return Normalizer(Lexicon.load(*layers, cache=not options.no_cache), Config(lang=options.lang))


def _find(side: Normalizer | Recorded) -> Find:
    if isinstance(side, Recorded):
        return side.find

    def find(name: str, document: Document) -> Sequence[Mention]:
        return side.find(document.text)

    return find


def _table(result: Impact, limit: int) -> list[str]:
    lines = []
    for kind in KINDS:
        rows = [change for change in result.changes if change.kind == kind]
        lines += [_lines(change) for change in rows[:limit]]
        if len(rows) > limit:
            lines.append(f"{kind:<8} … {len(rows) - limit} more; --limit shows them\n")
    counts = ", ".join(f"{result.count(kind)} {kind}" for kind in KINDS)
    lines.append(f"{counts}; documents: {result.documents}, of which compared: {result.compared}\n")
    return lines


def _lines(change: Change) -> str:
    whose = change.entry_after or change.entry_before
    if change.entry_before and change.entry_after and change.entry_before != change.entry_after:
        whose = f"{change.entry_before}, now {change.entry_after}"
    places = "".join(f"{'':>16}{name}:{line}: {text}\n" for name, line, text in change.places)
    return f"{change.kind:<8}{change.count:>5}×  {change.form}: {_what(change)}  ({whose})\n{places}"


def _what(change: Change) -> str:
    """What was written and what is written now, in words."""
    if change.kind == "changed":
        same = change.before == change.after
        return "another entry" if same else f"{change.before} is now {change.after}"
    written = change.after or change.before
    if written == change.form:
        return "found" if change.kind == "won" else "found no longer"
    return written if change.kind == "won" else f"{written} no longer"
