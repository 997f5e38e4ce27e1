"""`translit fold`: text in, the same text out with the names folded."""

from __future__ import annotations

import argparse
import os
from collections.abc import Callable, Iterator
from contextlib import closing

from translit.cli.console import (
    BAD_DATA,
    CHANGED,
    CLEAN,
    IO_FAILED,
    STDIN,
    Unreadable,
    on_terminal,
    opened,
    warn,
    warn_located,
    write,
)
from translit.cli.options import add_engine_options, add_form_options, command_parser, form_from, normalizer_from, workers
from translit.cli.progress import Progress
from translit.normalizer import Normalizer
from translit.stream.diff import unified_diff
from translit.stream.fold import Folded, fold_stream, joined
from translit.stream.save import replace_file
from translit.stream.workers import fold_files

_EXAMPLES = [
    'echo "Zelensky returned to Kiev." | translit fold',
    "tail -f wire.log | translit fold --fuzzy off",
    "translit fold --diff story.txt",
    "translit fold --format jsonl --field text news.jsonl > folded.jsonl",
    "translit fold --write --style nyt -j 4 articles/*.txt",
]


def _parser() -> argparse.ArgumentParser:
    about = "Write text with every spelling of a known name folded to one form. Not a byte beside the names changes."
    parser = command_parser("fold", about, _EXAMPLES, (0, 1, 2, 65, 74))
    parser.add_argument("files", nargs="*", metavar="FILE", help="files to fold, each one document; none or - is standard input")
    output = parser.add_mutually_exclusive_group()
    output.add_argument("--write", "-w", action="store_true", help="write the files in place, each whole or not at all")
    output.add_argument("--diff", action="store_true", help="write what would change as a unified diff")
    parser.add_argument("--check", action="store_true", help="name the files that would change; exit code 1 if there are any")
    parser.add_argument(
        "-j", dest="workers", type=workers, default=1, metavar="N", help="fold N files side by side; 0: all cores"
    )
    parser.add_argument("--quiet", action="store_true", help="no hint and no progress; errors are still shown")
    add_form_options(parser)
    add_engine_options(parser)
    return parser


def run(arguments: list[str]) -> int:
    """Fold files or standard input."""
    parser = _parser()
    options = parser.parse_intermixed_args(arguments)
    names = options.files or [STDIN]
    if options.write and options.check:
        parser.error("--write and --check exclude each other")
    if options.write and STDIN in names:
        parser.error("--write needs files; standard input cannot be written in place")
    form_from(options, names[0])
    return _Run(options, names, normalizer_from(options)).status()


class _Run:
    """One run over the inputs, in order."""

    def __init__(self, options: argparse.Namespace, names: list[str], norm: Normalizer) -> None:
        self._options, self._names, self._norm = options, names, norm
        self._files = [n for n in names if n != STDIN]
        whole = options.write or options.diff or options.check
        self._in_parts = not whole and (options.workers == 1 or len(self._files) < 2)
        self._folded_files = fold_files(norm, self._files, form_from(options, ""), options.workers)
        self._emit = _emitter(options)
        self._progress = Progress(len(self._files), not options.quiet and (options.write or not on_terminal()))

    def status(self) -> int:
        """Fold all inputs and return the exit code."""
        worst = CLEAN
        with closing(self._folded_files):
            for name in self._names:
                try:
                    for part in self._parts(name):
                        worst = max(worst, self._emit(name, part), self._report(name, part))
                except Unreadable as error:
                    self._progress.clear()
                    warn(str(error))
                    worst = IO_FAILED
                self._progress.add_file()
        self._progress.clear()
        return worst

    def _parts(self, name: str) -> Iterator[Folded]:
        """The input folded: as it arrives, or whole where all of it is needed at once. Raises `Unreadable`."""
        if self._in_parts:
            yield from self._stream(name)
        elif name == STDIN:
            yield joined(self._stream(name))
        else:
            outcome = next(self._folded_files)
            if isinstance(outcome, OSError):
                raise Unreadable(name, outcome)
            yield outcome

    def _stream(self, name: str) -> Iterator[Folded]:
        with opened(name, self._options.quiet) as read:
            yield from fold_stream(self._norm, read, form_from(self._options, name))

    def _report(self, name: str, part: Folded) -> int:
        """Tell what has been read and which records were malformed."""
        self._progress.add_bytes(len(part.before))
        for problem in part.problems:
            self._progress.clear()
            warn_located(name, problem.line, 0, problem.message)
        return BAD_DATA if part.problems else CLEAN


def _emitter(options: argparse.Namespace) -> Callable[[str, Folded], int]:
    """What is done with a folded part, returning an exit code."""
    if options.write:
        return _save
    if options.diff:
        return _show_check if options.check else _show
    return _name_changed if options.check else _pass_on


def _pass_on(name: str, part: Folded) -> int:
    write(part.after)
    return CLEAN


def _save(name: str, part: Folded) -> int:
    if part.after != part.before:
        try:
            replace_file(name, part.after)
        except OSError as error:
            warn(f"{name}: {error.strerror}")
            return IO_FAILED
    return CLEAN


def _show(name: str, part: Folded) -> int:
    write(unified_diff(os.fsencode(name), part.before, part.after))
    return CLEAN


def _show_check(name: str, part: Folded) -> int:
    _show(name, part)
    return CHANGED if part.after != part.before else CLEAN


def _name_changed(name: str, part: Folded) -> int:
    if part.after == part.before:
        return CLEAN
    write(os.fsencode(name) + b"\n")
    return CHANGED
