"""Inputs folded one after another or side by side, in processes, with the same result."""

from __future__ import annotations

import io
import os
import stat
from collections.abc import Callable, Generator, Iterable, Iterator, Sequence
from dataclasses import dataclass, field, replace
from typing import BinaryIO

from translit.normalizer import Normalizer
from translit.stream.compressed import is_compressed, open_input
from translit.stream.fold import Folded, Problem, fold_stream
from translit.stream.form import Form
from translit.stream.lines import LONGEST_LINE, batches, blocks
from translit.stream.parts import PART, line_ranges, parts, ranges

_LARGE = 1 << 28
"""Bytes of files past which what bulk folding needs is loaded at once."""

Outcome = Folded | OSError | None
"""A part of an input, or why the rest of it is not there, or None at its end."""


@dataclass(frozen=True, slots=True)
class Input:
    """Something to be folded: a file, or an open stream by the name that messages give it."""

    name: str
    form: Form
    stream: BinaryIO | None = None


@dataclass(frozen=True, slots=True)
class Task:
    """What a worker does at a time: the bytes `start` to `stop` of a file that it reads itself, or the bytes that it is given.

    `input` is the number of the input, `last` whether this is the end of it; `error` says why there is nothing to do.
    """

    input: int
    name: str
    form: Form
    start: int = 0
    stop: int | None = None
    given: bytes | None = field(default=None, repr=False)
    last: bool = False
    error: OSError | None = None


def fold_inputs(
    norm: Normalizer,
    inputs: Sequence[Input],
    workers: int = 1,
    *,
    keep_before: bool = False,
    died: Callable[[Task, int], None] = lambda task, code: None,
    method: str | None = None,
) -> Generator[tuple[int, Outcome], None, None]:
    """The number of each input with its parts, in order, and with None at its end.

    `died` is told of the task of a process that ended early, with its exit code, before another one does it anew;
    `method` is how processes are started, of those that `multiprocessing` knows.
    """
    if _size(inputs) > _LARGE:
        norm.prepare()  # before processes are forked, which share what it makes
    if workers == 1:
        return _one_after_another(norm, inputs)
    return _side_by_side(norm, inputs, workers, keep_before, died, method)


def _size(inputs: Sequence[Input]) -> int:
    """The bytes of the inputs that are files."""
    names = [given.name for given in inputs if given.stream is None]
    return sum(os.path.getsize(name) for name in names if os.path.isfile(name))


def _one_after_another(norm: Normalizer, inputs: Sequence[Input]) -> Generator[tuple[int, Outcome], None, None]:
    for number, given in enumerate(inputs):
        outcome: Outcome
        parts = _attempted(norm, given)
        for outcome in parts:
            yield number, outcome
        yield number, None


def _attempted(norm: Normalizer, given: Input) -> Iterator[Folded | OSError]:
    try:
        if given.stream is not None:
            yield from fold_stream(norm, _read1(given.stream), given.form)
            return
        with open_input(given.name) as file:
            yield from fold_stream(norm, _read1(file), given.form)
    except OSError as error:
        yield error


def _read1(stream: BinaryIO) -> Callable[[int], bytes]:
    """A function that reads what is there."""
    read: Callable[[int], bytes] = getattr(stream, "read1", stream.read)
    return read


def _side_by_side(
    norm: Normalizer,
    inputs: Sequence[Input],
    workers: int,
    keep_before: bool,
    died: Callable[[Task, int], None],
    method: str | None,
) -> Generator[tuple[int, Outcome], None, None]:
    from translit.stream.pool import Pool

    norm.lexicon.index  # noqa: B018 (opened before processes are forked, which share it then)
    pool: Pool[Task, Folded | OSError] = Pool(_prepared, (norm, keep_before), workers, died, method)
    so_far = _SoFar()
    for task, outcome in pool.results(_tasks(inputs, workers)):
        for passed in so_far.add(task, outcome):
            yield task.input, passed
        if outcome is None and task.last:
            so_far = _SoFar()
            yield task.input, None


class _SoFar:
    """What has come of one input: its pieces count lines from their own start, and know nothing of each other."""

    def __init__(self) -> None:
        self._lines = self._lines_before = self._size = 0
        self._failed = self._lacks = self._lacked = self._had = False

    def add(self, task: Task, outcome: Outcome) -> Iterator[Folded | OSError]:
        """What is passed on of the outcome of a task; nothing once the input has failed."""
        if self._failed:
            return
        error = outcome if isinstance(outcome, OSError) else task.error
        if error is not None:
            self._failed = True
            yield error
        elif isinstance(outcome, Folded):
            yield self._placed(outcome)
        else:
            yield from self._end_of(task)

    def _placed(self, part: Folded) -> Folded:
        """The part with its problems where they stand in the input."""
        problems = tuple(Problem(p.line + self._lines_before, p.message) for p in part.problems if p.line)
        self._lacks = self._lacks or any(p.line == 0 for p in part.problems)
        self._lines, self._size = self._lines + part.lines, self._size + part.size
        return replace(part, problems=problems)

    def _end_of(self, task: Task) -> Iterator[Folded]:
        """At the end of the input: that no record has the field, where every piece with records says so."""
        self._lacked, self._had = self._lacked or self._lacks, self._had or (self._size > 0 and not self._lacks)
        self._lines_before, self._size, self._lacks = self._lines, 0, False
        if task.last and self._lacked and not self._had:
            from translit.stream.jsonl import no_record_has

            yield Folded(b"", b"", (Problem(0, no_record_has(task.form.field or "")),))


def _prepared(argument: tuple[Normalizer, bool]) -> Callable[[Task], Iterator[Folded | OSError]]:
    norm, keep_before = argument
    return lambda task: _done(norm, task, keep_before)


def _done(norm: Normalizer, task: Task, keep_before: bool) -> Iterator[Folded | OSError]:
    """What becomes of the bytes of a task."""
    if task.error is not None:
        return
    try:
        with io.BytesIO(task.given) if task.given is not None else _opened(task) as file:
            for part in fold_stream(norm, file.read, task.form):
                yield part if keep_before else replace(part, before=b"")
    except OSError as error:
        yield error


def _opened(task: Task) -> BinaryIO:
    """What a task reads: the whole file as it goes along, a part of a file at once."""
    if task.stop is None:
        return open_input(task.name)
    with open(task.name, "rb") as file:
        file.seek(task.start)
        return io.BytesIO(file.read(task.stop - task.start))


def _tasks(inputs: Sequence[Input], workers: int) -> Iterator[Task]:
    """The tasks that the inputs make; the last of each input may have nothing to do but say so."""
    for number, given in enumerate(inputs):
        task, end = None, Task(number, given.name, given.form, given=b"", last=True)
        try:
            for task in _tasks_of(number, given, len(inputs) >= workers):
                yield task
        except OSError as error:
            yield replace(end, error=error)
            continue
        if task is None or not task.last:
            yield end


def _tasks_of(number: int, given: Input, many: bool) -> Iterator[Task]:
    """The tasks of one input. What can be read from anywhere goes out as ranges, the rest is read here and cut."""
    task = Task(number, given.name, given.form)
    if given.stream is not None:
        yield from _pieces(task, given.stream)
    elif is_compressed(given.name):
        yield from [replace(task, last=True)] if many else _read_here(task)
    else:
        yield from _ranges_or_pieces(task)


def _read_here(task: Task) -> Iterator[Task]:
    with open_input(task.name) as file:
        yield from _pieces(task, file)


def _ranges_or_pieces(task: Task) -> Iterator[Task]:
    with open(task.name, "rb") as file:
        found = os.fstat(file.fileno())
        if not stat.S_ISREG(found.st_mode) or task.form.format == "csv":
            yield from _pieces(task, file)
        elif found.st_size <= PART:
            yield replace(task, last=True)
        else:
            cut = ranges if task.form.is_text else line_ranges
            yield from (replace(task, start=start, stop=stop) for start, stop in cut(file, found.st_size))


def _pieces(task: Task, stream: BinaryIO) -> Iterator[Task]:
    """The tasks of a stream that can only be read from its start: documents, lines or records in batches."""
    read, form = _read1(stream), task.form
    if form.format == "csv":
        from translit.stream.csv import csv_pieces

        yield from _csv_pieces(task, csv_pieces(batches(read), form.delimiter))
        return
    made: Iterable[bytes] = (
        parts(read) if form.is_text and not form.by_line else blocks(read, LONGEST_LINE if form.is_text else None)
    )
    yield from (replace(task, given=data) for data in made)


def _csv_pieces(task: Task, pieces: Iterator[bytes]) -> Iterator[Task]:
    for first in pieces:
        yield replace(task, given=first)
        form = replace(task.form, head=first)
        yield from (replace(task, form=form, given=data) for data in pieces)


def range_of(task: Task) -> str:
    """How messages call a task."""
    return task.name if task.stop is None else f"{task.name}, bytes {task.start} to {task.stop}"


def told_of(task: Task, code: int) -> str:
    """What a user is told of a process that ended early."""
    from translit.stream.pool import ending

    return f"{range_of(task)}: a worker process ended early ({ending(code)}); another one does its part anew"
