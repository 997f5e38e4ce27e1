"""Names that are asked for, as words with numbers: each word once, whatever number of names have it."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

from translit.match.likely import Phrases
from translit.match.score import joints_of
from translit.match.tokens import Name, rest_of
from translit.match.vocabulary import NOTHING
from translit.match.word import Word


@dataclass(frozen=True, slots=True)
class Queries:
    """The names, all their words with what these may be besides, and each name by the numbers of its words.

    The last `whole` words are two of a name written as one.
    """

    names: Sequence[Name]
    words: Sequence[Word]
    whole: int
    phrases: Phrases

    @classmethod
    def of(cls, names: Sequence[Name]) -> Queries:
        """Names ready to be looked up."""
        words = [name.words for name in names]
        rests = [[rest_of(w) for w in row] for row in words]
        joints = [joints_of(row) for row in words]
        single = dict.fromkeys(w for row in (*words, *rests) for w in row if w is not None)
        double = dict.fromkeys(w for row in joints for w in row if w is not None)
        numbers: dict[Word | None, int] = {w: i for i, w in enumerate((*single, *double))} | {None: NOTHING}
        whole, made, bare = ([[numbers[w] for w in row] for row in sort] for sort in (words, joints, rests))
        phrases = Phrases.of(whole, made, bare, [name.roles for name in names])
        return cls(names, (*single, *double), len(double), phrases)
