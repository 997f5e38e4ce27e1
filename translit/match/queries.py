"""Names that are asked for, as words with numbers: each word once, whatever number of names have it."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

import numpy as np

from translit.match.arrays import Doubles, Rows
from translit.match.likely import Phrases
from translit.match.score import joints_of
from translit.match.tokens import Name, rest_of, without_nominatives
from translit.match.vocabulary import NOTHING
from translit.match.weights import weights
from translit.match.word import Word


@dataclass(frozen=True, slots=True)
class Queries:
    """The names, all their words with what these may be besides, and each name by the numbers of its words.

    The last `whole` words are two of a name written as one. Behind the names that are asked for, `size` in number, stand other
    forms of some; `asked` says for each name which of those it is a form of, `trust` how far it is trusted.
    """

    size: int
    names: Sequence[Name]
    asked: Rows
    trust: Doubles
    words: Sequence[Word]
    whole: int
    phrases: Phrases

    @classmethod
    def of(cls, names: Sequence[Name]) -> Queries:
        """Names ready to be looked up."""
        bare = [(place, found) for place, name in enumerate(names) if (found := without_nominatives(name)) is not None]
        asked = np.array([*range(len(names)), *(place for place, _ in bare)], np.intp)
        trust = np.repeat([1.0, weights().scoring["bare"]], [len(names), len(bare)])
        size, names = len(names), [*names, *(found for _, found in bare)]
        words = [name.words for name in names]
        rests = [[rest_of(w) for w in row] for row in words]
        joints = [joints_of(row) for row in words]
        single = dict.fromkeys(w for row in (*words, *rests) for w in row if w is not None)
        double = dict.fromkeys(w for row in joints for w in row if w is not None)
        numbers: dict[Word | None, int] = {w: i for i, w in enumerate((*single, *double))} | {None: NOTHING}
        whole, made, rest = ([[numbers[w] for w in row] for row in sort] for sort in (words, joints, rests))
        phrases = Phrases.of(whole, made, rest, [name.roles for name in names])
        return cls(size, names, asked, trust, (*single, *double), len(double), phrases)
