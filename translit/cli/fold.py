"""`translit fold`: text in, the same text out with the names folded."""

from __future__ import annotations

import os
from argparse import ArgumentParser, Namespace
from collections.abc import Callable
from contextlib import closing

from translit.cli.console import BAD_DATA, CHANGED, CLEAN, IO_FAILED, STDIN, each_input, on_terminal, warn, warn_located, write
from translit.cli.options import add_engine_options, add_form_options, command_parser, form_from, normalizer_from, workers
from translit.cli.progress import Progress
from translit.normalizer import Normalizer
from translit.stream.diff import unified_diff
from translit.stream.fold import Folded, fold_stream, joined
from translit.stream.lines import Read
from translit.stream.save import replace_file
from translit.stream.workers import fold_files

_ABOUT = "Write text with every spelling of a known name folded to one form. Not a byte beside the names changes."
_EXAMPLES = (
    'echo "Zelensky returned to Kiev." | translit fold',
    "tail -f wire.log | translit fold --fuzzy off",
    "translit fold --diff story.txt",
    "translit fold --format jsonl --field text news.jsonl > folded.jsonl",
    "translit fold --write --style nyt -j 4 articles/*.txt",
)


def _parser() -> ArgumentParser:
    parser = command_parser("fold", "[OPTION …] [FILE …]", _ABOUT, _EXAMPLES, (0, 1, 2, 65, 74))
    add = parser.add_argument
    add("files", nargs="*", metavar="FILE", help="files to fold, each one document; none or - is standard input")
    add("--write", "-w", action="store_true", help="write the files in place, each whole or not at all")
    add("--diff", action="store_true", help="write what would change as a unified diff")
    add("--check", action="store_true", help="name the files that would change, with exit code 1 if there are any")
    add("-j", dest="workers", type=workers, default=1, metavar="N", help="fold N files side by side; 0: one a processor")
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
    if options.write and STDIN in names:
        parser.error("--write needs files; standard input cannot be written in place")
    form_from(options, STDIN)
    return _Run(options, names, normalizer_from(options)).status()


class _Run:
    """One run over the inputs, in order."""

    def __init__(self, options: Namespace, names: list[str], norm: Normalizer) -> None:
        self._options, self._names, self._norm = options, names, norm
        self._files = [n for n in names if n != STDIN]
        self._emit = _emitter(options)
        watched = not options.quiet and (options.write or not on_terminal())
        self._progress = Progress(len(self._files), watched)

    def status(self) -> int:
        """Fold all inputs and return the exit code."""
        side_by_side = self._options.workers > 1 and len(self._files) > 1
        worst = self._files_whole() if side_by_side or self._options.write else self._inputs()
        self._progress.clear()
        return worst

    def _inputs(self) -> int:
        """Fold one input after another, as far as possible while it arrives."""
        return each_input(self._names, self._options.quiet, self._input)

    def _input(self, name: str, read: Read) -> int:
        parts = fold_stream(self._norm, read, form_from(self._options, name))
        if self._emit is not _pass_on:
            parts = iter([joined(parts)])
        worst = max((self._take(name, part) for part in parts), default=CLEAN)
        self._progress.add_file()
        return worst

    def _files_whole(self) -> int:
        """Fold files side by side; standard input in its turn."""
        worst = CLEAN
        form = form_from(self._options, "")
        with closing(fold_files(self._norm, self._files, form, self._options.workers)) as outcomes:
            for name in self._names:
                if name == STDIN:
                    worst = max(worst, each_input([name], self._options.quiet, self._input))
                    continue
                outcome = next(outcomes)
                worst = max(worst, self._failed(name, outcome) if isinstance(outcome, OSError) else self._take(name, outcome))
                self._progress.add_file()
        return worst

    def _failed(self, name: str, error: OSError) -> int:
        self._progress.clear()
        warn(f"{name}: {error.strerror or error}")
        return IO_FAILED

    def _take(self, name: str, part: Folded) -> int:
        """Write a part of an input and tell which records were malformed."""
        status = self._emit(name, part)
        self._progress.add_bytes(len(part.before))
        for problem in part.problems:
            self._progress.clear()
            warn_located(name, problem.line, 0, problem.message)
        return max(status, BAD_DATA if part.problems else CLEAN)


def _emitter(options: Namespace) -> Callable[[str, Folded], int]:
    """What is done with what has been folded; it returns an exit code."""
    if options.write:
        return _save
    if options.diff:
        return _show_and_check if options.check else _show
    return _name_changed if options.check else _pass_on


def _pass_on(name: str, part: Folded) -> int:
    write(part.after)
    return CLEAN


def _save(name: str, part: Folded) -> int:
    if part.after == part.before:
        return CLEAN
    try:
        replace_file(name, part.after)
    except OSError as error:
        warn(f"{name}: {error.strerror}")
        return IO_FAILED
    return CLEAN


def _show(name: str, part: Folded) -> int:
    write(unified_diff(os.fsencode(name), part.before, part.after))
    return CLEAN


def _show_and_check(name: str, part: Folded) -> int:
    _show(name, part)
    return CHANGED if part.after != part.before else CLEAN


def _name_changed(name: str, part: Folded) -> int:
    if part.after == part.before:
        return CLEAN
    write(os.fsencode(name) + b"\n")
    return CHANGED
