"""Files folded side by side, in processes, their order kept."""

from __future__ import annotations

import signal
from collections.abc import Generator, Sequence

from translit.normalizer import Normalizer
from translit.stream.fold import Folded, fold_file
from translit.stream.form import Form

Outcomes = Generator["Folded | OSError", None, None]

_WORKER: list[tuple[Normalizer, Form]] = []


def fold_files(norm: Normalizer, paths: Sequence[str], form: Form, workers: int = 1) -> Outcomes:
    """Each file folded, or why it cannot be read, in the order of the paths."""
    if workers == 1 or len(paths) < 2:
        return (_attempt(norm, path, form) for path in paths)
    return _side_by_side(norm, paths, form, min(workers, len(paths)))


def _side_by_side(norm: Normalizer, paths: Sequence[str], form: Form, workers: int) -> Outcomes:
    from concurrent.futures import ProcessPoolExecutor
    from concurrent.futures.process import BrokenProcessPool

    executor = ProcessPoolExecutor(workers, initializer=_begin, initargs=(norm, form))
    try:
        yield from executor.map(_in_worker, paths)
    except BrokenProcessPool as error:
        raise OSError("a worker process ended early, perhaps for lack of memory; try -j 1") from error
    finally:
        executor.shutdown(cancel_futures=True)


def _begin(norm: Normalizer, form: Form) -> None:
    """A worker ends at once and silently when interrupted; it writes nothing, so nothing is left half done."""
    signal.signal(signal.SIGINT, signal.SIG_DFL)
    _WORKER.append((norm, form))


def _in_worker(path: str) -> Folded | OSError:
    norm, form = _WORKER[0]
    return _attempt(norm, path, form)


def _attempt(norm: Normalizer, path: str, form: Form) -> Folded | OSError:
    try:
        return fold_file(norm, path, form)
    except OSError as error:
        return error
