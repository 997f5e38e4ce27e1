"""The entry point of `translit`; it imports a command only when it is called, so that starting costs little."""

from __future__ import annotations

import gc
import os
import sys

from translit._version import __version__
from translit.garbage import look_seldom

INTERRUPTED = 130
CLOSED_PIPE = 141
TERMINATED = 143


class Terminated(KeyboardInterrupt):
    """The process was asked to end: it tidies up as it does when interrupted."""


def program() -> int:
    """Run the command line as a process of its own, which need not look for cycles as often, nor through all it holds at its end."""
    look_seldom()
    try:
        return main()
    finally:
        gc.freeze()


def main(argv: list[str] | None = None) -> int:
    """Run the command line and return its exit code."""
    arguments = sys.argv[1:] if argv is None else argv
    try:
        if arguments in (["--version"], ["-V"]):
            print(f"translit {__version__}", flush=True)
            return 0
        from translit.cli.commands import run

        _heed_termination()
        return run(arguments)
    except Terminated:
        return TERMINATED
    except KeyboardInterrupt:
        return INTERRUPTED
    except BrokenPipeError:
        _abandon_output()
        return CLOSED_PIPE


def _heed_termination() -> None:
    """End on SIGTERM as on Ctrl-C, so that no half-written file is left. A handler of the caller's own is kept."""
    import signal
    import threading

    if threading.current_thread() is threading.main_thread() and signal.getsignal(signal.SIGTERM) == signal.SIG_DFL:
        signal.signal(signal.SIGTERM, _terminate)


def _terminate(number: int, frame: object) -> None:
    raise Terminated


def _abandon_output() -> None:
    """Let what is still buffered go nowhere: flushing it at exit would complain about the closed pipe once more."""
    nowhere = os.open(os.devnull, os.O_WRONLY)
    os.dup2(nowhere, sys.stdout.fileno())
    os.close(nowhere)
