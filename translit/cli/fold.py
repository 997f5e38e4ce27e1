"""`translit fold`: text in, the same text out with the names folded."""

from __future__ import annotations

from argparse import ArgumentParser, Namespace
from collections.abc import Callable
from contextlib import closing
from functools import partial

from translit.cli.console import BAD_DATA, CLEAN, IO_FAILED, STDIN, on_terminal, shown, standard_input, warn, warn_located
from translit.cli.options import add_engine_options, add_form_options, command_parser, form_from, normalizer_from, workers
from translit.cli.progress import Progress
from translit.cli.sinks import Changed, Difference, Output, Saved, Sink
from translit.normalizer import Normalizer
from translit.stream.fold import Folded
from translit.stream.save import Replacement
from translit.stream.workers import Input, Task, fold_inputs, told_of

_ABOUT = """
    Write text with every spelling of a known name folded to one form. Not a byte beside the names changes. A file is one
    document, or several where it is longer than a megabyte. What ends with .gz, .bz2, .xz or .zst is read, and written,
    compressed."""
_EXAMPLES = (
    'echo "Zelensky returned to Kiev." | translit fold',
    "tail -f wire.log | translit fold --fuzzy off",
    "translit fold --diff story.txt",
    "translit fold --format jsonl --field text news.jsonl > folded.jsonl",
    "translit fold -j 4 --format jsonl --field text news.jsonl -o folded.jsonl.gz",
    "translit fold --write --style nyt -j 4 articles/*.txt",
)


def _parser() -> ArgumentParser:
    parser = command_parser("fold", "[OPTION …] [FILE …]", _ABOUT, _EXAMPLES, (0, 1, 2, 65, 74))
    add = parser.add_argument
    add("files", nargs="*", metavar="FILE", help="files to fold; none or - is standard input, where each line is a document")
    add("--output", "-o", metavar="FILE", help="write to this file, whole or not at all (default: standard output)")
    add("--write", "-w", action="store_true", help="write the files in place, each whole or not at all")
    add("--diff", action="store_true", help="write what would change as a unified diff")
    add("--check", action="store_true", help="name the files that would change, with exit code 1 if there are any")
    add(
        "-j",
        dest="workers",
        type=workers,
        default=1,
        metavar="N",
        help="use N processes, over files and inside large ones; 0: one a processor",
    )
    add("--quiet", action="store_true", help="no hint and no progress; errors are still shown")
    add_form_options(parser)
    add_engine_options(parser)
    return parser


def run(arguments: list[str]) -> int:
    """Fold files or standard input."""
    parser = _parser()
    options = parser.parse_intermixed_args(arguments)
    names = options.files or [STDIN]
    if options.write and (options.check or options.diff):
        parser.error("--write goes with neither --check nor --diff")
    if options.output and (options.write or options.check or options.diff):
        parser.error("--output goes with none of --write, --check and --diff")
    if options.write and STDIN in names:
        parser.error("--write needs files; standard input cannot be written in place")
    form_from(options, STDIN)
    norm = normalizer_from(options)
    if not options.output:
        return _Run(options, names, norm, _sinks(options)).status()
    with Replacement(options.output) as new:
        status = _Run(options, names, norm, partial(Output, write=new.write)).status()
        if status == IO_FAILED:
            warn(f"{options.output}: not written, because not everything could be read")
            return status
        new.commit()
    return status


def _sinks(options: Namespace) -> Callable[[str], Sink]:
    """What makes of the name of an input the place where its parts go."""
    if options.write:
        return Saved
    if options.diff:
        return partial(Difference, is_check=options.check)
    return Changed if options.check else Output


class _Run:
    """One run over the inputs, in order."""

    def __init__(self, options: Namespace, names: list[str], norm: Normalizer, sinks: Callable[[str], Sink]) -> None:
        self._options, self._names, self._norm, self._sinks = options, names, norm, sinks
        files = [n for n in names if n != STDIN]
        watched = not options.quiet and (options.write or options.output or not on_terminal())
        self._progress = Progress(len(files), watched)

    def status(self) -> int:
        """Fold all inputs and return the exit code."""
        inputs = [
            Input(n, form_from(self._options, n), standard_input(self._options.quiet) if n == STDIN else None)
            for n in self._names
        ]
        worst, sink = CLEAN, self._sinks(self._names[0])
        keep = self._options.diff
        outcomes = fold_inputs(self._norm, inputs, self._options.workers, keep_before=keep, died=self._died)
        with closing(outcomes):
            try:
                for number, outcome in outcomes:
                    if isinstance(outcome, OSError):
                        worst = max(worst, self._failed(self._names[number], sink, outcome))
                    elif outcome is not None:
                        worst = max(worst, self._take(self._names[number], sink, outcome))
                    else:
                        worst = max(worst, sink.end())
                        self._progress.add_file()
                        sink = self._sinks(self._names[number + 1]) if number + 1 < len(inputs) else sink
            finally:
                sink.drop()
                self._progress.clear()
        return worst

    def _take(self, name: str, sink: Sink, part: Folded) -> int:
        """Put a part of an input where it goes and tell which records were malformed."""
        sink.add(part)
        self._progress.add_bytes(part.size)
        for problem in part.problems:
            self._progress.clear()
            warn_located(name, problem.line, 0, problem.message)
        return BAD_DATA if part.problems else CLEAN

    def _failed(self, name: str, sink: Sink, error: OSError) -> int:
        sink.drop()
        self._progress.clear()
        warn(f"{shown(name)}: {error.strerror or error}")
        return IO_FAILED

    def _died(self, task: Task, code: int) -> None:
        self._progress.clear()
        warn(told_of(task, code))
