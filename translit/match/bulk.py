"""The gate for many documents at once: each new word is looked at once, each document only where a word calls for it."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator, Sequence
from functools import partial

import numpy as np
import numpy.typing as npt

from translit.match.gate import Gate, Interest
from translit.text.blocks import Hashes, Places, word_runs

TABLE_BITS = 18
MOST_KNOWN = 1 << (TABLE_BITS - 1)
"""How many words are remembered; past it the memory starts anew. It changes the cost, never a result."""

Ids = npt.NDArray[np.int32]


class WordTable:
    """What the words of blocks say, each word looked at once; safe to use from one thread at a time."""

    def __init__(self, examined: Callable[[str], Interest | None]) -> None:
        self._examined = examined
        self._forget()

    def _forget(self) -> None:
        self._hashes = np.zeros(1 << TABLE_BITS, np.uint64)
        self._ids = np.zeros(1 << TABLE_BITS, np.int32)
        self._known = 0
        self.words: list[tuple[str, Interest]] = [("", Interest())]
        self._calls = self._seeks = np.zeros(1, np.bool_)

    def hits(self, data: bytes) -> tuple[Places, Ids]:
        """The byte offsets of the words that say anything, with the number of their interest."""
        runs = word_runs(data)
        if self._known > MOST_KNOWN:
            self._forget()
        ids = self._look_up(runs.hashes)
        new = np.flatnonzero(ids < 0)
        if len(new):
            hashes, first = np.unique(runs.hashes[new], return_index=True)
            at = new[first]
            words = (data[a:b] for a, b in zip(runs.starts[at].tolist(), runs.ends[at].tolist(), strict=True))
            self._learn(hashes, words)
            ids[new] = self._look_up(runs.hashes[new])
        found = np.flatnonzero(ids)
        return runs.starts[found], ids[found]

    def _look_up(self, hashes: Hashes) -> Ids:
        """The number of each hash: 0 for a word that says nothing, -1 for one not yet looked at."""
        slots = (hashes >> np.uint64(64 - TABLE_BITS)).astype(np.int64)
        ids = np.full(len(hashes), -1, np.int32)
        left = np.arange(len(hashes))
        while len(left):
            there = self._hashes[slots[left]]
            same = there == hashes[left]
            ids[left[same]] = self._ids[slots[left[same]]]
            left = left[~same & (there != 0)]
            slots[left] = (slots[left] + 1) & ((1 << TABLE_BITS) - 1)
        return ids

    def _learn(self, hashes: Hashes, words: Iterable[bytes]) -> None:
        numbers = np.fromiter((self._number(word) for word in words), np.int32, len(hashes))
        slots = (hashes >> np.uint64(64 - TABLE_BITS)).astype(np.int64)
        left = np.arange(len(hashes))
        while len(left):
            free = left[self._hashes[slots[left]] == 0]
            self._hashes[slots[free]] = hashes[free]
            placed = self._hashes[slots[left]] == hashes[left]
            self._ids[slots[left[placed]]] = numbers[left[placed]]
            left = left[~placed]
            slots[left] = (slots[left] + 1) & ((1 << TABLE_BITS) - 1)
        self._known += len(hashes)
        self._calls = np.array([i.alone for _, i in self.words])
        self._seeks = np.array([i.seeks for _, i in self.words])

    def _number(self, word: bytes) -> int:
        run = word.decode("utf-8", "surrogatepass")
        interest = self._examined(run)
        if interest is None:
            return 0
        self.words.append((run, interest))
        return len(self.words) - 1


class Bulk(WordTable):
    """Tells which documents of a block can change; safe to use from one thread at a time."""

    def __init__(self, gate: Gate) -> None:
        super().__init__(gate.examined)
        self.gate = gate

    def changing(self, data: bytes, starts: Places) -> list[int]:
        """The numbers of the documents that can change; `starts` are their byte offsets in a block of valid UTF-8."""
        places, ids = self.hits(data)
        documents = np.searchsorted(starts, places, "right") - 1
        calling: list[int] = np.unique(documents[self._calls[ids]]).tolist()
        asked = np.setdiff1d(documents[self._seeks[ids]], calling)
        within = np.isin(documents, asked)
        return sorted((*calling, *self._fitting(data, starts, documents[within].tolist(), ids[within].tolist())))

    def _fitting(self, data: bytes, starts: Places, documents: Sequence[int], ids: Sequence[int]) -> Iterator[int]:
        """The documents in which a word has beside it what it wants."""
        groups: dict[int, dict[str, Interest]] = {}
        for document, number in zip(documents, ids, strict=True):
            word, interest = self.words[number]
            groups.setdefault(document, {})[word] = interest
        for document, found in groups.items():
            end = starts[document + 1] if document + 1 < len(starts) else len(data)
            if self.gate.fit(found.items(), partial(_text, data, int(starts[document]), int(end))):
                yield document


def _text(data: bytes, start: int, end: int) -> str:
    return data[start:end].decode("utf-8", "surrogatepass")
