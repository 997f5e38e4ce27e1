"""`translit lexicon test`: the examples of a lexicon and the tests that follow from it."""

from __future__ import annotations

import sys
from collections.abc import Callable

from translit.cli.console import write_text
from translit.cli.lexicon_check import finding_parser, tell, tell_of_compiling
from translit.lexicon.lexicon import DEFAULT
from translit.workbench.check import run_tests
from translit.workbench.codes import TESTED, chosen_codes
from translit.workbench.generated import FEW, MANY, Trial
from translit.workbench.subject import opened

_ABOUT = """
    Run every example of the entries, and the tests that follow from them: in a text that names the entry each derived
    spelling is found, and nothing that stands under `never` is taken for it. Without PATH the lexicon that ships is tested.
    A comment `# translit: ignore TL308` accepts a finding of its line. The pytest plugin runs the same tests."""
_EXAMPLES = (
    "translit lexicon test mine.yaml",
    "translit lexicon test --lexicon default mine.yaml",
    "translit lexicon test --spellings 8 mine.yaml",
)
_EVERY = 50


def run(arguments: list[str]) -> int:
    """Test."""
    parser = finding_parser("lexicon test", _ABOUT, _EXAMPLES)
    parser.add_argument(
        "--ignore", action="append", default=[], metavar="CODES", help="leave these codes out: TL105, TL308, TL309"
    )
    parser.add_argument(
        "--spellings",
        type=int,
        metavar="N",
        help=f"try N derived spellings of each entry (default: all; {FEW} from {MANY:,} entries on)",
    )
    options = parser.parse_intermixed_args(arguments)
    if options.spellings is not None and options.spellings < 1:
        parser.error("--spellings is a number from 1 on")
    codes = chosen_codes(sorted(TESTED), options.ignore)
    paths, cache = options.paths or [DEFAULT], not options.no_cache
    subject = opened(paths, options.lexicon, cache=cache, on_compile=tell_of_compiling, compiled=True)
    trial = Trial(subject, options.spellings)
    report = run_tests(subject, trial, codes, _progress(len(subject.rows)))
    count = trial.count
    if options.format == "text":
        write_text(f"{count.examples} examples, {count.spellings} derived spellings, {count.look_alikes} look-alikes\n")
    return tell(report, options.format)


def _progress(rows: int) -> Callable[[int], None]:
    """Tells how far the run is, where somebody watches."""
    watched = sys.stderr is not None and sys.stderr.isatty()

    def show(done: int) -> None:
        if watched and (done % _EVERY == 0 or done + 1 == rows):
            end = "\r" + " " * 40 + "\r" if done + 1 == rows else ""
            print(f"\r{done + 1}/{rows} entries{end}", end="", file=sys.stderr, flush=True)

    return show
