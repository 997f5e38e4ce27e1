"""Many documents at once: a look at all of them tells which can change, and only those go through the pipeline."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator
from itertools import accumulate
from typing import TYPE_CHECKING

import numpy as np

from translit.match.gate import may_be_broken

if TYPE_CHECKING:
    from translit.match.bulk import Bulk

Fold = Callable[[str], str]


def fold_texts(texts: list[str], bulk: Bulk, fold: Fold) -> Iterator[str]:
    """Each text folded, in order; a text that cannot change is returned itself."""
    changing = _changing(texts, bulk)
    return (fold(text) if number in changing else text for number, text in enumerate(texts))


def _changing(texts: list[str], bulk: Bulk) -> set[int]:
    together = "\n".join(texts)
    if together.isascii():
        data, lengths = together.encode(), map(len, texts)
    else:
        encoded = [text.encode("utf-8", "surrogatepass") for text in texts]
        data, lengths = b"\n".join(encoded), map(len, encoded)
    starts = np.fromiter(accumulate((length + 1 for length in lengths), initial=0), np.int64)[:-1]
    changing = set(bulk.changing(data, starts))
    if len(texts) <= together.count("\n") or "\r" in together:
        changing.update(n for n, text in enumerate(texts) if may_be_broken(text) and bulk.gate.may_change(text))
    return changing


def fold_lines(data: bytes, bulk: Bulk, fold: Fold) -> bytes:
    """Lines of UTF-8 folded, each a document; what is not UTF-8 comes out as it went in."""
    block = np.frombuffer(data, np.uint8)
    starts = np.append(0, np.flatnonzero(block == ord("\n")) + 1)
    if not _is_plain(data):
        return b"".join(_folded(data, start, end, fold) for start, end in _spans(starts.tolist(), len(data)))
    parts: list[bytes] = []
    position = 0
    ends = starts[1:]
    for number in bulk.changing(data, starts):
        start = int(starts[number])
        end = int(ends[number]) if number < len(ends) else len(data)
        parts += (data[position:start], _folded(data, start, end, fold))
        position = end
    return b"".join((*parts, data[position:])) if parts else data


def _is_plain(data: bytes) -> bool:
    """True for UTF-8 in which a carriage return stands before a line feed only."""
    if b"\r" in data and data.count(b"\r") != data.count(b"\r\n"):
        return False
    if data.isascii():
        return True
    try:
        data.decode()
    except UnicodeDecodeError:
        return False
    return True


def _spans(starts: list[int], length: int) -> Iterable[tuple[int, int]]:
    return zip(starts, [*starts[1:], length], strict=True)


def _folded(data: bytes, start: int, end: int, fold: Fold) -> bytes:
    return fold(data[start:end].decode("utf-8", "surrogateescape")).encode("utf-8", "surrogateescape")
