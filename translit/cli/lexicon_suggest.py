"""`translit lexicon suggest`: what a corpus holds that the lexicon lacks, and decisions on it."""

from __future__ import annotations

import os
import sys
from argparse import ArgumentParser, Namespace
from collections.abc import Sequence
from difflib import unified_diff
from pathlib import Path

from translit.cli.console import CLEAN, on_terminal, warn, write_json, write_text
from translit.cli.corpora import add_corpus_options, corpus_from, finished
from translit.cli.options import add_lexicon_options, command_parser, lexicon_from
from translit.config import KINDS, Config
from translit.lexicon.lexicon import DEFAULT
from translit.normalizer import Normalizer
from translit.resources import lexicons_folder
from translit.workbench.applying import Changes, changes_of, refused_beside
from translit.workbench.decisions import Row, read_decisions, read_refused, rows_of, write_decisions
from translit.workbench.insertion import write_whole
from translit.workbench.proposal import Proposal
from translit.workbench.review import Terminal, review
from translit.workbench.suggest import Asked, suggest

_ABOUT = """
    Read any amount of text and propose what to add to the lexicon: new spellings of known entries, and spellings of one
    name that no entry has, ranked by how much they would change. Doubtful ones, which may be other names, are marked.
    Decide on them with --review at the terminal, or with -o in a file: write yes, no or never in front of a line, and
    carry that out with --decisions. "yes" lists the spelling in its entry, "never" lists it as a look-alike, "no" notes
    it in refused.tsv beside the lexicon; what was refused isn't proposed again. Nothing else in a file changes."""
_EXAMPLES = (
    "translit lexicon suggest articles/",
    "translit lexicon suggest --lexicon mine.yaml --field text news.jsonl.gz -o decisions.tsv",
    "translit lexicon suggest --lexicon mine.yaml --decisions decisions.tsv",
    "translit lexicon suggest --lexicon mine.yaml --review articles/",
)


def _parser() -> ArgumentParser:
    parser = command_parser("lexicon suggest", "[OPTION …] [PATH …]", _ABOUT, _EXAMPLES)
    add = parser.add_argument
    add("corpus", nargs="*", metavar="PATH", help="files and folders with text; none or - is standard input")
    add("--save", "-o", metavar="FILE", help="write the proposals as a file of decisions; with --review, the decisions, too")
    add("--review", action="store_true", help="decide at the terminal; with --save a review can be broken off and taken up")
    add("--decisions", metavar="FILE", help="carry out the decisions of this file; no corpus is read")
    add("--dry-run", action="store_true", help="show what decisions would change in the files, and change nothing")
    add("--into", metavar="FILE", help="the lexicon file that takes new entries")
    add("--refused", metavar="FILE", help="the list of refused proposals (default: refused.tsv beside the lexicon)")
    add("--output", choices=("table", "tsv", "jsonl"), help="what to print (default: a table on a terminal, else tsv)")
    add = parser.add_argument_group("what is proposed").add_argument
    add("--limit", type=int, default=200, metavar="N", help="at most N proposals (default: 200)")
    add("--min-count", type=int, default=1, metavar="N", help="spellings that stand N times at the least (default: 1)")
    add("--min-score", type=float, default=0.5, metavar="N", help="leave out proposals below this score (default: 0.5)")
    add("--kind", action="append", choices=KINDS, help="for entries of this kind only; may be repeated")
    add("--lang", help="the language of the corpus, where it is one and known")
    add("--only", choices=("known", "new"), help="spellings of known entries only, or names without entry only")
    add("--already", action="store_true", help="also list spellings that are folded today by fold key or evidence")
    add_corpus_options(parser)
    add_lexicon_options(parser)
    return parser


def run(arguments: list[str]) -> int:
    """Propose, review, or carry out decisions."""
    parser = _parser()
    options = parser.parse_intermixed_args(arguments)
    if options.decisions and options.corpus:
        parser.error("give either a corpus or --decisions")
    if options.limit < 1 or options.min_count < 1 or not 0 <= options.min_score <= 1:
        parser.error("--limit and --min-count are at least 1, --min-score lies between 0 and 1")
    if options.review and not (sys.stdin is not None and sys.stdin.isatty() and on_terminal()):
        parser.error("a review needs a terminal; write a file with -o, edit it, and apply it with --decisions")
    if options.decisions:
        rows, status = read_decisions(options.decisions), CLEAN
        if options.review:
            _review(options, rows, options.decisions)
            return status
        _apply(options, rows)
        return status
    if options.review and not options.corpus:
        parser.error("a review needs standard input for its answers; name the files of the corpus")
    proposals, status = _proposals(options)
    rows = rows_of(proposals)
    if options.review:
        _carry_over(rows, options.save)
        _review(options, rows, options.save)
    elif options.save:
        write_whole(Path(options.save), write_decisions(rows))
        warn(
            f"{options.save}: {len(rows)} proposals; write yes, no or never in front of them, then use --decisions {options.save}"
        )
    else:
        _print(options, proposals, rows)
    return status


def _proposals(options: Namespace) -> tuple[list[Proposal], int]:
    norm = Normalizer(lexicon_from(options), Config(lang=options.lang, kinds=tuple(options.kind or KINDS)))
    corpus, progress = corpus_from(options, options.corpus)
    asked = Asked(
        options.min_count, options.min_score, options.limit, options.only != "new", options.only != "known", options.already
    )

    def tell(step: str) -> None:
        progress.clear()
        if not options.quiet and sys.stderr is not None and sys.stderr.isatty():
            warn(f"{step} …")

    proposals = suggest(norm, corpus, asked, read_refused(_refused_lists(options)), tell)
    return proposals, finished(corpus, progress)


def _paths(options: Namespace) -> list[Path]:
    """The files and folders of the lexicon, layer by layer."""
    names = lexicons_folder() / "names"
    return [names if path == DEFAULT else Path(path) for path in options.lexicon or [DEFAULT]]


def _refused_lists(options: Namespace) -> list[str]:
    beside = (refused_beside([path]) for path in _paths(options))
    return [*map(str, filter(None, beside)), *([options.refused] if options.refused else [])]


def _print(options: Namespace, proposals: Sequence[Proposal], rows: Sequence[Row]) -> None:
    if options.output == "jsonl":
        write_json(p.as_json() for p in proposals)
    elif options.output == "table" or (options.output is None and on_terminal()):
        write_text("".join(_line(p) for p in proposals) or "nothing to propose\n")
    else:
        write_text(write_decisions(rows))


def _line(p: Proposal) -> str:
    if p.method == "new":
        native = "".join(f", {form} ({lang})" for lang, form in p.native)
        return f"{p.count:>6}×        new      {p.canonical}{native}: a {p.kind} without entry\n"
    mark = "?" if p.doubtful else " "
    arrow = "  also" if p.is_new else f"→ {p.canonical} ({p.entry_id})"
    form = f"  also {p.form}" if p.is_new else f"{p.form} {arrow}"
    place = "".join(p.contexts[0].shown(40)) if p.contexts else ""
    return f"{p.count:>6}× {mark}{p.score:.2f}  {p.method:<7}  {form}\n{'':>24}{'; '.join(p.reasons)}\n{'':>24}{place}\n"


def _carry_over(rows: Sequence[Row], saved: str | None) -> None:
    """Take over the decisions of a review that was broken off."""
    if saved is None or not os.path.exists(saved):
        return
    made = {(row.form, row.entry_id): row.decision for row in read_decisions(saved)}
    for row in rows:
        row.decision = made.get((row.form, row.entry_id), "")


def _review(options: Namespace, rows: list[Row], saved: str | None) -> None:
    """Ask for decisions, then whether to carry them out."""

    def save() -> None:
        if saved is not None:
            write_whole(Path(saved), write_decisions(rows))

    if all(row.decision for row in rows):
        write_text("everything is decided\n" if rows else "nothing to propose\n")
    review(rows, Terminal(_ask, write_text, _bold), save)
    decided = [row for row in rows if row.decision]
    if not decided:
        return
    try:
        answer = _ask(f"{len(decided)} decisions; write them into the lexicon now? [y/N] ").strip().lower()
    except EOFError:
        answer = ""
    if answer in ("y", "yes"):
        _apply(options, rows)
    elif saved is not None:
        write_text(f"kept in {saved}; apply them with: translit lexicon suggest --decisions {saved}\n")


def _ask(prompt: str) -> str:
    """An answer from the terminal. Raises `EOFError` where the user has had enough, by Ctrl-D or Ctrl-C."""
    try:
        return input(prompt)
    except KeyboardInterrupt:
        raise EOFError from None


def _bold(word: str) -> str:
    plain = os.environ.get("NO_COLOR") or os.environ.get("TERM") in (None, "dumb")
    return word if plain else f"\x1b[1m{word}\x1b[0m"


def _apply(options: Namespace, rows: Sequence[Row]) -> None:
    into, refused = (Path(p) if p else None for p in (options.into, options.refused))
    changes = changes_of(rows, _paths(options), into, refused)
    if options.dry_run:
        for path, before, after in changes.before():
            old, new = before.splitlines(keepends=True), after.splitlines(keepends=True)
            write_text("".join(unified_diff(old, new, fromfile=str(path), tofile=str(path))))
    else:
        changes.write()
        _report(changes, any(row.decision for row in rows))
    for snippet in changes.by_hand:
        write_text(snippet)


def _report(changes: Changes, decided: bool) -> None:
    for path, what in changes.done:
        write_text(f"{path}: {what}\n")
    if not changes.done and not changes.by_hand:
        write_text("nothing to change\n" if decided else "nothing is decided yet\n")
