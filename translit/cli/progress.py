"""One line on standard error that tells how far a run over files is."""

from __future__ import annotations

import sys
import time

_INTERVAL_SECONDS = 0.1


class Progress:
    """Counts files and bytes; shows them only where somebody watches."""

    def __init__(self, files: int, shown: bool) -> None:
        self._files, self._shown = files, shown and files > 0 and sys.stderr is not None and sys.stderr.isatty()
        self._done = self._bytes = self._width = 0
        self._begun = self._last = time.monotonic()

    def add_bytes(self, number: int) -> None:
        """More has been read."""
        self._bytes += number
        if self._shown and time.monotonic() - self._last >= _INTERVAL_SECONDS:
            self._show()

    def add_file(self) -> None:
        """One more file is done."""
        self._done += 1
        self.add_bytes(0)

    def clear(self) -> None:
        """Make room for a message."""
        if self._width:
            print("\r" + " " * self._width + "\r", end="", file=sys.stderr, flush=True)
            self._width = 0

    def _show(self) -> None:
        self._last = time.monotonic()
        megabytes = self._bytes / 1e6
        rate = megabytes / max(self._last - self._begun, 1e-9)
        line = f"{self._done}/{self._files} files, {megabytes:.1f} MB, {rate:.2f} MB/s"
        print("\r" + line.ljust(self._width), end="", file=sys.stderr, flush=True)
        self._width = max(self._width, len(line))
