"""The gate for many documents at once: each new word is looked at once, each document only where a word calls for it."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence

import numpy as np
import numpy.typing as npt

from translit.match.broken import with_broken
from translit.match.gate import Gate
from translit.match.interest import Hit, Interest
from translit.match.silent import FEWEST, Silent
from translit.text.blocks import Hashes, Places, blocks, code_points, word_runs
from translit.text.script import LINE_HYPHENS

TABLE_BITS = 18
MOST_KNOWN = 1 << (TABLE_BITS - 1)
"""How many words are remembered; past it the memory starts anew. It changes the cost, never a result."""

_HYPHENS = [mark.encode()[-1] for mark in LINE_HYPHENS]

Ids = npt.NDArray[np.int32]


class Bulk:
    """Finds the words of blocks and documents that say anything, each looked at once; safe to use from one thread at a time."""

    def __init__(self, gate: Gate) -> None:
        self.gate, self._examined, self._silent = gate, gate.examined, Silent(gate.lookup).among
        self._forget()

    def _forget(self) -> None:
        self._hashes = np.zeros(1 << TABLE_BITS, np.uint64)
        self._ids = np.zeros(1 << TABLE_BITS, np.int32)
        self._known = 0
        self.words: list[tuple[str, Interest]] = [("", Interest())]
        self._may_change = np.zeros(1, np.bool_)

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
            words = [data[a:b] for a, b in zip(runs.starts[at].tolist(), runs.ends[at].tolist(), strict=True)]
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

    def _learn(self, hashes: Hashes, words: Sequence[bytes]) -> None:
        numbers = np.zeros(len(words), np.int32)
        for place in self.speaking(words):
            numbers[place] = self._number(words[place])
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
        new = np.array([i.may_change for _, i in self.words[len(self._may_change) :]], np.bool_)
        self._may_change = np.concatenate((self._may_change, new))

    def speaking(self, words: Sequence[bytes]) -> Iterable[int]:
        """The numbers of the words that may say something."""
        if len(words) < FEWEST:
            return range(len(words))
        speaking: list[int] = np.flatnonzero(~self._silent(words)).tolist()
        return speaking

    def _number(self, word: bytes) -> int:
        run = word.decode("utf-8", "surrogatepass")
        interest = self._examined(run)
        if interest is None:
            return 0
        self.words.append((run, interest))
        return len(self.words) - 1

    def telling(self, data: bytes, starts: Places) -> Iterator[tuple[int, list[Hit]]]:
        """The documents with a word that may change, each with its words that say anything; places are code points of the block.

        `data` is a block of valid UTF-8, `starts` are the byte offsets of its documents; what comes back is the number of
        each document.
        """
        places, ids = self.hits(data)
        documents = np.searchsorted(starts, places, "right") - 1
        within = np.isin(documents, documents[self._may_change[ids]])
        found: dict[int, list[Hit]] = {}
        chosen = zip(documents[within].tolist(), code_points(data, places[within]), ids[within].tolist(), strict=True)
        for document, place, number in chosen:
            found.setdefault(document, []).append((place, *self.words[number]))
        yield from found.items()

    def hits_of(self, text: str) -> list[Hit]:
        """The words of a text that say anything, in order."""
        found: list[Hit] = []
        broken = False
        for start, end in blocks(text):
            data = text[start:end].encode("utf-8", "surrogatepass")
            places, ids = self.hits(data)
            words = map(self.words.__getitem__, ids.tolist())
            found += [(start + place, *word) for place, word in zip(code_points(data, places), words, strict=True)]
            broken = broken or _may_be_broken(np.frombuffer(data, np.uint8))
        return with_broken(text, found, self.gate.interest) if broken else found


def _may_be_broken(block: npt.NDArray[np.uint8]) -> bool:
    """True where a word may be hyphenated over a line end: one stands behind the last byte of some hyphen."""
    ends = np.flatnonzero((block == ord("\n")) | (block == ord("\r")))
    return bool(np.isin(block[ends - 1], _HYPHENS).any()) if len(ends) else False
