"""Many words as one array of code points, in which rules, sums and tables see them all at once."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

import numpy as np

from translit.lexicon.sieve import Places, code_points, ragged

PAD = 8
"""Zeros around the words: more than the rules of a word look beyond its edges."""


@dataclass(frozen=True, slots=True)
class Flat:
    """Words as code points with a zero behind each, `starts` and `ends` where each lies."""

    codes: Places
    starts: Places
    ends: Places

    @classmethod
    def of(cls, words: Sequence[str]) -> Flat:
        """The words, none of which holds a zero."""
        return cls.joined("\0".join(words), len(words))

    @classmethod
    def joined(cls, text: str, count: int) -> Flat:
        """So many words, given as one text with zeros between them."""
        edge = "\0" * PAD
        return cls.within(code_points("".join((edge, text, "\0" if count else "", edge))))

    @classmethod
    def within(cls, codes: Places) -> Flat:
        """The words of an array that is laid out so already."""
        zeros = np.flatnonzero(codes == 0)
        edges = zeros[PAD - 1 : len(zeros) - PAD]
        return cls(codes, edges[:-1] + 1, edges[1:])

    def __len__(self) -> int:
        return len(self.starts)

    def chosen(self, rows: Places) -> Flat:
        """Some of the words, by their numbers, in this order."""
        lengths = self.ends[rows] + 1 - self.starts[rows]
        edge = np.zeros(PAD, np.int64)
        codes = np.concatenate((edge, self.codes[ragged(self.starts[rows], lengths)], edge))
        ends = np.cumsum(lengths) + PAD - 1
        return Flat(codes, ends + 1 - lengths, ends)

    def texts(self) -> list[str]:
        """The words as strings."""
        return self._text().split("\0") if len(self) else []

    def encoded(self) -> list[bytes]:
        """The words as UTF-8."""
        return self._text().encode("utf-8", "surrogatepass").split(b"\0") if len(self) else []

    def _text(self) -> str:
        inner = self.codes[PAD : len(self.codes) - PAD - 1]
        return inner.astype("<u4").tobytes().decode("utf-32-le", "surrogatepass")
