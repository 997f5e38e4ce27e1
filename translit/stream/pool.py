"""Processes that work side by side: results in the order of the tasks, memory bounded, a process that dies replaced."""

from __future__ import annotations

import multiprocessing
import signal
import sys
import threading
import traceback
from collections import deque
from collections.abc import Callable, Generator, Iterable, Iterator
from contextlib import suppress
from multiprocessing.connection import Connection, wait
from multiprocessing.context import BaseContext
from multiprocessing.process import BaseProcess
from queue import Empty, Queue
from typing import Any, Generic, TypeVar

from translit.garbage import look_seldom

Task = TypeVar("Task")
Result = TypeVar("Result")

Work = Callable[[Task], Iterator[Result]]
"""What a worker does with a task; done again, it gives the same results."""

_ATTEMPTS = 2
_HELD_RESULTS = 8
"""How many results of a task are held while earlier tasks go on; then its worker waits."""

_TASKS_PER_WORKER = 3
"""How many tasks a worker may be ahead, those included whose results are held."""


class WorkerDied(OSError):
    """A process ended early while it worked on a task, and so did the one that took the task over."""


def start_method() -> str:
    """How processes are started: forked where that is safe, so that they share what is loaded already."""
    return "fork" if sys.platform.startswith(("linux", "freebsd")) else "spawn"


class Pool(Generic[Task, Result]):
    """`workers` processes that take tasks as they come.

    `prepare` makes the `work` of a process inside it from `argument`, which is pickled where processes are not forked;
    `died` is told of each task whose process ended early, with the exit code, before it is done once more.
    """

    def __init__(
        self,
        prepare: Callable[[Any], Work[Task, Result]],
        argument: object,
        workers: int,
        died: Callable[[Task, int], None],
        method: str | None = None,
    ) -> None:
        self._start = (prepare, argument)
        self._limit, self._died = workers, died
        self._context: BaseContext = multiprocessing.get_context(method or start_method())
        self._workers: list[_Worker[Task, Result]] = []
        self._jobs: deque[_Job[Task, Result]] = deque()

    def results(self, tasks: Iterable[Task]) -> Generator[tuple[Task, Result | WorkerDied | None], None, None]:
        """The results of each task, in order, each with its task; None where the task is done.

        Raises whatever work or the iteration over `tasks` raised. However this ends, no process is left.
        """
        ahead: _Ahead[Task] = _Ahead(tasks, self._limit)
        try:
            for _ in range(self._limit):
                self._add_worker()
            while self._assign(ahead) or self._jobs:
                self._receive(ahead)
                while self._jobs and self._jobs[0].ready:
                    yield from self._finished()
        finally:
            ahead.close()
            for worker in self._workers:
                worker.stop()

    def _finished(self) -> Iterator[tuple[Task, Result | WorkerDied | None]]:
        """What has come of the first task."""
        job = self._jobs[0]
        while job.held:
            yield job.task, job.held.popleft()
        if job.error is not None:
            raise job.error
        if job.done:
            self._jobs.popleft()
            yield job.task, None

    def _assign(self, ahead: _Ahead[Task]) -> bool:
        """Give tasks to idle processes; False once there are no more tasks."""
        while len(self._jobs) < self._limit * _TASKS_PER_WORKER:
            idle = next((w for w in self._workers if w.job is None), None)
            if idle is None:
                break
            task = ahead.take()
            if task is None:
                return not ahead.ended
            self._jobs.append(_Job(task))
            idle.give(self._jobs[-1])
        return True

    def _add_worker(self) -> _Worker[Task, Result]:
        worker: _Worker[Task, Result] = _Worker(self._context, self._start, [w.connection for w in self._workers])
        self._workers.append(worker)
        return worker

    def _receive(self, ahead: _Ahead[Task]) -> None:
        """Wait until something has come, and take it."""
        first = self._jobs[0] if self._jobs else None
        busy = {w.connection: w for w in self._workers if w.job and (w.job is first or len(w.job.held) < _HELD_RESULTS)}
        may_assign = len(self._jobs) < self._limit * _TASKS_PER_WORKER and len(busy) < self._limit and not ahead.ended
        sources: list[Any] = [*busy, *([ahead.signal] if may_assign else [])]
        for source in wait(sources) if sources else ():
            if source in busy:
                self._take(busy[source])

    def _take(self, worker: _Worker[Task, Result]) -> None:
        job = worker.job
        assert job is not None
        try:
            kind, value = worker.connection.recv()
        except (EOFError, OSError):
            self._replace(worker, job)
            return
        job.add(kind, value)
        if job.done or job.error is not None:
            worker.job = None

    def _replace(self, worker: _Worker[Task, Result], job: _Job[Task, Result]) -> None:
        """Let a new process do the task of one that has died."""
        self._workers.remove(worker)
        code = worker.stop()
        job.attempts += 1
        another = self._add_worker()
        if job.attempts == _ATTEMPTS:
            job.give_up(
                WorkerDied(f"worker processes ended early here twice ({ending(code)}); there is perhaps too little memory")
            )
            return
        self._died(job.task, code)
        another.give(job)


class _Job(Generic[Task, Result]):
    """A task that is being done, and what has come of it."""

    def __init__(self, task: Task) -> None:
        self.task = task
        self.held: deque[Result | WorkerDied] = deque()
        self.attempts = 0
        self.done = False
        self.error: BaseException | None = None
        self._seen = self._skip = 0

    @property
    def ready(self) -> bool:
        """Whether there is something to pass on."""
        return bool(self.held) or self.done or self.error is not None

    def begin(self) -> None:
        """A process starts with the task, for the first time or anew."""
        self._skip, self._seen = max(self._skip, self._seen), 0

    def give_up(self, error: WorkerDied) -> None:
        """The task is not done any more; that is its last result."""
        self.held.append(error)
        self.done = True

    def add(self, kind: str, value: Any) -> None:
        """Something that a process sent; of a task that is done anew, what had come before is left out."""
        if kind == "error":
            self.error, trace = value
            self.error.__cause__ = RuntimeError(f"in a worker process:\n{trace}")
        elif kind == "end":
            self.done = True
        else:
            self._seen += 1
            if self._seen > self._skip:
                self.held.append(value)


class _Worker(Generic[Task, Result]):
    """A process and the task that it has."""

    def __init__(self, context: BaseContext, start: tuple[Any, object], others: list[Connection]) -> None:
        self.connection, theirs = context.Pipe()
        self.job: _Job[Task, Result] | None = None
        forked = [*others, self.connection] if context.get_start_method() == "fork" else []
        self._process: BaseProcess = context.Process(target=_serve, args=(theirs, forked, *start), daemon=True)  # type: ignore[attr-defined]
        self._process.start()
        theirs.close()

    def give(self, job: _Job[Task, Result]) -> None:
        """Let the process do this."""
        job.begin()
        self.job = job
        with suppress(OSError):  # where it has died, that is seen when its results are awaited
            self.connection.send(job.task)

    def stop(self) -> int:
        """End the process at once; returns its exit code, below 0 that of a signal."""
        self.connection.close()
        self._process.terminate()
        self._process.join()
        return self._process.exitcode or 0


class _Ahead(Generic[Task]):
    """The tasks, made by a thread of their own, so that waiting for input holds up no results.

    `signal` can be waited for; it becomes ready when there is a task, or when there will be none.
    """

    def __init__(self, tasks: Iterable[Task], limit: int) -> None:
        self.signal, self._ring = multiprocessing.Pipe(duplex=False)
        self.ended = False
        self._error: BaseException | None = None
        self._made: Queue[Task] = Queue(limit)
        self._closed = False
        self._tasks = tasks
        self._thread: threading.Thread | None = None

    def take(self) -> Task | None:
        """The next task, or None where there is none yet, or none any more. Raises what making it raised."""
        if self._thread is None:
            self._thread = threading.Thread(target=self._make, daemon=True)
            self._thread.start()
        if self.ended or not self.signal.poll():
            return None
        if self.signal.recv_bytes(1) == b"t":
            return self._made.get()
        self.ended = True
        if self._error is not None:
            raise self._error
        return None

    def close(self) -> None:
        """Make no more tasks."""
        self._closed = True
        with suppress(Empty):
            while True:
                self._made.get_nowait()

    def _make(self) -> None:
        try:
            for task in self._tasks:
                self._made.put(task)
                if self._closed:
                    return
                self._ring.send_bytes(b"t")
        except BaseException as error:
            self._error = error
        self._ring.send_bytes(b"e")


def _serve(
    connection: Connection, inherited: list[Connection], prepare: Callable[[Any], Work[Any, Any]], argument: object
) -> None:
    """Do tasks until the other side is gone. An interrupt is for the process that started this one, which ends this."""
    signal.signal(signal.SIGINT, signal.SIG_IGN)
    signal.signal(signal.SIGTERM, signal.SIG_DFL)
    for other in inherited:
        other.close()
    look_seldom()
    try:
        work = prepare(argument)
        while True:
            _do(connection, work, connection.recv())
    except (EOFError, OSError):
        return


def _do(connection: Connection, work: Work[Any, Any], task: object) -> None:
    try:
        for result in work(task):
            connection.send(("result", result))
    except BrokenPipeError:
        raise
    except Exception as error:
        connection.send(("error", (error, traceback.format_exc())))
        return
    connection.send(("end", None))


def ending(code: int) -> str:
    """How messages call the exit code of a process."""
    return f"signal {-code}" if code < 0 else f"exit code {code}"
