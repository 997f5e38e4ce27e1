"""Many documents at once, and long ones: a look at all of them tells which can change, and only those are gone through."""

from __future__ import annotations

from bisect import bisect_right
from collections.abc import Callable, Iterable, Iterator, Sequence
from itertools import accumulate
from threading import RLock
from typing import Protocol

import numpy as np

from translit import kernels
from translit.match.beside import Beside
from translit.match.broken import broken_words, hyphens
from translit.match.bulk import Bulk
from translit.match.interest import Hit
from translit.match.passages import Alone, Edit, Passages
from translit.mention import written
from translit.text.blocks import Places, code_points
from translit.text.zones import without_code

COMPILE_AFTER = 1 << 27
"""Code points after which loops are compiled, where numba is installed: below, to load them costs more than they save."""

_LONGEST = 1 << 25
"""Code points past which a text is gone through block by block, in little memory."""

Edits = Callable[[str, int, int, "Sequence[Hit]"], "Iterable[Edit]"]
"""What is written in a document: the stretch of a text between two code points, given its words that say anything."""


class Writer(Protocol):
    """Tells what is written in documents."""

    def edits(self, text: str, starts: Sequence[int], stops: Sequence[int]) -> Iterator[tuple[int, Iterable[Edit]]]:
        """The documents of a text in which anything is written, in order, with what: their numbers, and edits in code points."""


class Documents:
    """Folds documents together; safe to share between threads."""

    def __init__(
        self, bulk: Bulk, edits: Edits, passages: Passages, beside: Beside, language_of: Callable[[str], str | None]
    ) -> None:
        self._bulk, self._edits = bulk, edits
        self._passages, self._beside, self._language_of = passages, beside, language_of
        self._looping = _Looping(bulk, edits, self._alone)
        self._writer: Writer = self._looping
        self._met = 0
        self._lock = RLock()

    def prepare(self) -> None:
        """Load the compiled loops now, where numba is installed, for ASCII and for other text."""
        with self._lock:
            self._go_by_loops()
            for text in ("Kyiv", "Київ"):
                list(self._writer.edits(text, (0,), (len(text),)))

    def _go_by_loops(self) -> None:
        if self._writer is not self._looping or not kernels.are_there():
            return
        from translit.kernels.compiled import Compiled
        from translit.kernels.known import Knowledge

        known = Knowledge(self._bulk, self._passages, self._beside)
        self._writer = Compiled(known, self._language_of, self._alone)

    def _alone(self, text: str, start: int, stop: int) -> Iterable[Edit]:
        hits = [(start + place, word, interest) for place, word, interest in self._bulk.hits_of(text[start:stop])]
        return self._edits(text, start, stop, hits)

    def _written(self, text: str, starts: Sequence[int], stops: Sequence[int]) -> Iterator[tuple[int, Iterable[Edit]]]:
        self._met += len(text)
        if self._met > COMPILE_AFTER:
            self._go_by_loops()
        writer = self._writer if len(text) <= _LONGEST else self._looping
        return writer.edits(without_code(text, self._bulk.gate.config.protect, starts, stops), starts, stops)

    def fold(self, text: str) -> str:
        """A long document folded; one in which nothing changes is returned itself."""
        with self._lock:
            for _, edits in self._written(text, (0,), (len(text),)):
                return written(text, 0, len(text), edits)
        return text

    def hits_of(self, text: str) -> list[Hit]:
        """The words of a long document that say anything."""
        with self._lock:
            return self._bulk.hits_of(text)

    def fold_texts(self, texts: list[str]) -> Iterator[str]:
        """Each text folded, in order; a text that cannot change is returned itself."""
        together = "\n".join(texts)
        starts = list(accumulate((len(text) + 1 for text in texts), initial=0))
        stops = [start - 1 for start in starts[1:]]
        with self._lock:
            found = self._written(together, starts[:-1], stops)
            folded = {number: written(together, starts[number], stops[number], edits) for number, edits in found}
        return (folded.get(number, text) for number, text in enumerate(texts))

    def fold_lines(self, data: bytes, fold: Callable[[str], str]) -> bytes:
        """Lines of UTF-8 folded, each a document; what is not UTF-8 comes out as it went in."""
        text = _text_of_lines(data)
        if text is None:
            return b"\n".join(_folded(line, fold) for line in data.split(b"\n"))
        ends = [*_line_ends(data), len(text)]
        starts = [0, *(end + 1 for end in ends[:-1])]
        with self._lock:
            changes = [edit for _, edits in self._written(text, starts, ends) for edit in edits]
        return written(text, 0, len(text), changes).encode() if changes else data


class _Looping:
    """Looks at the words by numpy, and at those of one document after the other."""

    def __init__(self, bulk: Bulk, edits: Edits, alone: Alone) -> None:
        self._bulk, self._edits, self._alone = bulk, edits, alone

    def edits(self, text: str, starts: Sequence[int], stops: Sequence[int]) -> Iterator[tuple[int, Iterable[Edit]]]:
        """The documents of a text in which a word may change, in order, with what is written."""
        if len(starts) == 1:
            yield 0, self._alone(text, starts[0], stops[0])
            return
        data = text.encode("utf-8", "surrogatepass")
        found = dict(self._bulk.telling(data, _in_bytes(data, starts)))
        broken = {bisect_right(starts, place) - 1 for place, _, _ in self._broken(text, starts, stops)}
        for number in sorted({*found, *broken}):
            start, stop = starts[number], stops[number]
            yield number, self._alone(text, start, stop) if number in broken else self._edits(text, start, stop, found[number])

    def _broken(self, text: str, starts: Sequence[int], stops: Sequence[int]) -> Iterator[Hit]:
        """The words that say anything of those that are hyphenated over a line end."""
        if text.count("\n") < len(starts) and "\r" not in text:
            return iter(())
        places = (place for place in hyphens(text) if place + 1 < stops[bisect_right(starts, place) - 1])
        return broken_words(text, self._bulk.gate.interest, places)


def _in_bytes(data: bytes, starts: Sequence[int]) -> Places:
    """Code points of a text as byte offsets in its UTF-8; one may be the end."""
    places = np.array(starts, np.int64)
    if data.isascii():
        return places
    first = np.flatnonzero((np.frombuffer(data, np.uint8) & 0xC0) != 0x80)
    found: Places = np.append(first, len(data))[places]
    return found


def _text_of_lines(data: bytes) -> str | None:
    """The text of UTF-8 in which a carriage return stands before a line feed only; None for anything else."""
    if b"\r" in data and data.count(b"\r") != data.count(b"\r\n"):
        return None
    try:
        return data.decode()
    except UnicodeDecodeError:
        return None


def _line_ends(data: bytes) -> list[int]:
    """Where the lines of UTF-8 end, in code points."""
    return code_points(data, np.flatnonzero(np.frombuffer(data, np.uint8) == ord("\n")))


def _folded(line: bytes, fold: Callable[[str], str]) -> bytes:
    return fold(line.decode("utf-8", "surrogateescape")).encode("utf-8", "surrogateescape")
