"""Many documents at once: a look at all of them tells which can change, and only those are gone through."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator, Sequence
from itertools import accumulate
from typing import TYPE_CHECKING

import numpy as np

from translit.match.gate import may_be_broken
from translit.mention import written
from translit.text.blocks import Places, code_points

if TYPE_CHECKING:
    from translit.match.bulk import Bulk
    from translit.match.gate import Hit
    from translit.match.passages import Edit

Fold = Callable[[str], str]
Edits = Callable[[str, int, int, "Sequence[Hit]"], "Iterable[Edit]"]
"""What is written in a document: the stretch of a text between two code points, given its words that say anything."""


def fold_texts(texts: list[str], bulk: Bulk, edits: Edits, fold: Fold) -> Iterator[str]:
    """Each text folded, in order; a text that cannot change is returned itself."""
    together = "\n".join(texts)
    if together.isascii():
        data, lengths = together.encode(), map(len, texts)
    else:
        encoded = [text.encode("utf-8", "surrogatepass") for text in texts]
        data, lengths = b"\n".join(encoded), map(len, encoded)
    starts = np.fromiter(accumulate((length + 1 for length in lengths), initial=0), np.int64)[:-1]
    first = list(accumulate((len(text) + 1 for text in texts), initial=0))
    folded: dict[int, str] = {}
    for number, hits in bulk.telling(data, starts):
        start, stop = first[number], first[number] + len(texts[number])
        folded[number] = written(together, start, stop, edits(together, start, stop, hits))
    if len(texts) <= together.count("\n") or "\r" in together:
        folded.update((n, fold(text)) for n, text in enumerate(texts) if may_be_broken(text))
    return (folded.get(number, text) for number, text in enumerate(texts))


def fold_lines(data: bytes, bulk: Bulk, edits: Edits, fold: Fold) -> bytes:
    """Lines of UTF-8 folded, each a document; what is not UTF-8 comes out as it went in."""
    text = _text_of_lines(data)
    if text is None:
        return b"\n".join(_folded(line, fold) for line in data.split(b"\n"))
    block = np.frombuffer(data, np.uint8)
    ends = np.append(np.flatnonzero(block == ord("\n")), len(data))
    starts = np.append(0, ends[:-1] + 1)
    first = starts.tolist() if data.isascii() else _in_code_points(data, starts)
    changes: list[Edit] = []
    for number, hits in bulk.telling(data, starts):
        stop = first[number + 1] - 1 if number + 1 < len(first) else len(text)
        changes += edits(text, first[number], stop, hits)
    return written(text, 0, len(text), changes).encode() if changes else data


def _text_of_lines(data: bytes) -> str | None:
    """The text of UTF-8 in which a carriage return stands before a line feed only; None for anything else."""
    if b"\r" in data and data.count(b"\r") != data.count(b"\r\n"):
        return None
    try:
        return data.decode()
    except UnicodeDecodeError:
        return None


def _in_code_points(data: bytes, starts: Places) -> list[int]:
    """The starts of lines in code points; a line that begins at the end of the data included."""
    return [0, *(place + 1 for place in code_points(data, starts[1:] - 1))]


def _folded(line: bytes, fold: Fold) -> bytes:
    return fold(line.decode("utf-8", "surrogateescape")).encode("utf-8", "surrogateescape")
