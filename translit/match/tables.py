"""Queries beside likely names: the likeness of every word of one to every word of the other, as `compare` takes it."""

from __future__ import annotations

from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass

import numpy as np

from translit.match.arrays import Doubles, Flags, Floats, Rows, expanded
from translit.match.likely import Phrases
from translit.match.score import Comparison, Names, compare
from translit.match.tokens import FAMILY, GIVEN
from translit.match.vocabulary import NOTHING
from translit.match.weights import weights
from translit.match.word import Word

Likes = Callable[[Rows, Rows], Floats]
"""How alike words of the queries and words of the names are, by number, pair by pair."""

_AT_ONCE = 32768
_SURELY = 0.9
"""A word that has a counterpart so much like it is not compared with two words written as one."""


class Side:
    """The names of one side of the comparisons, and what counts of their words, by number."""

    def __init__(
        self,
        phrases: Phrases,
        words: Sequence[Word],
        weights: Sequence[float],
        brief: Sequence[bool] | Flags,
        women: Sequence[bool] | Flags = (),
    ) -> None:
        self.phrases = phrases
        self.brief: Flags = np.array(brief, np.bool_)
        self.women: Flags = np.array(women, np.bool_)
        self.lengths = np.diff(phrases.starts)
        self.weights: Doubles = np.array(weights, np.float64)
        self.first: Rows = np.array([ord((w.forms[0] or " ")[0]) for w in words], np.intp)
        self.sounds: Rows = np.array([len(w.forms[0]) for w in words], np.intp)
        self.initial: Flags = np.array([w.initial for w in words], np.bool_)
        self.latin: Flags = np.array([w.script == "Latn" for w in words], np.bool_)

    def numbers(self, names: Rows, place: Rows) -> Rows:
        """The numbers of the words at these places of the names."""
        found: Rows = self.phrases.words[self.phrases.starts[names] + place]
        return found

    def roles(self, names: Rows, place: Rows) -> Rows:
        """What the words at these places of the names are."""
        found: Rows = self.phrases.roles[self.phrases.starts[names] + place]
        return found

    def names(self, rows: Rows, width: int, alone: Flags) -> Names:
        """These names, padded to so many words; a word that is alone on both sides weighs 1."""
        place = np.arange(width)
        inside = place < self.lengths[rows][:, None]
        at = np.where(inside, self.phrases.starts[rows][:, None] + place, 0)
        words = self.phrases.words[at]
        weights = np.where(inside, np.where(alone[:, None], 1.0, self.weights[words]), 0.0)
        return Names(weights, self.first[words], self.initial[words] & inside)


@dataclass(frozen=True, slots=True)
class Tables:
    """All that is needed to compare any of the queries with any of the names."""

    likes: Likes
    left: Side
    right: Side

    def compare(self, queries: Rows, names: Rows) -> Iterator[tuple[Rows, Comparison]]:
        """The comparisons of these pairs, in portions, each with the places of its pairs."""
        size = np.maximum(self.left.lengths[queries], self.right.lengths[names])
        order = np.argsort(size, kind="stable")
        for start in range(0, len(order), _AT_ONCE):
            places = order[start : start + _AT_ONCE]
            yield places, self._compared(queries[places], names[places])

    def _compared(self, q: Rows, n: Rows) -> Comparison:
        a, b = self.left.lengths[q], self.right.lengths[n]
        row, cell = _cells(a * b)
        i, j = cell // b[row], cell % b[row]
        x, y = self.left.numbers(q[row], i), self.right.numbers(n[row], j)
        likes = np.zeros((len(q), int(a.max()), int(b.max())))
        likes[row, i, j] = self._likes(x, y)
        self._married(likes, q, n, row, i, j)
        crossed = self.left.roles(q[row], i) * self.right.roles(n[row], j) == FAMILY * GIVEN
        likes[row[crossed], i[crossed], j[crossed]] *= 1.0 - weights().scoring["crossed"]
        alone = (a == 1) & (b == 1)
        brief = alone & (self.left.brief[q] | self.right.brief[n]) & (likes[:, 0, 0] < 1.0)
        likes[brief, 0, 0] = np.maximum(0.0, likes[brief, 0, 0] - weights().scoring["brief"])
        one_script = self.left.latin[self.left.numbers(q, a * 0)] == self.right.latin[self.right.numbers(n, b * 0)]
        sides = self.left.names(q, likes.shape[1], alone), self.right.names(n, likes.shape[2], alone)
        joints = self._right_joints(likes, q, n, row, i, j), self._left_joints(likes, q, n, row, i, j)
        return compare(*sides, likes, one_script, joints)

    def _married(self, likes: Doubles, q: Rows, n: Rows, row: Rows, i: Rows, j: Rows) -> None:
        """Let the surname of a woman be that which it is made of, where the name is a woman's: Hartmanová is Hartman."""
        rests = self.left.phrases.rests[self.left.phrases.starts[q][row] + i]
        at = np.flatnonzero((rests != NOTHING) & self.right.women[n][row])
        found = self.likes(rests[at], self.right.numbers(n[row[at]], j[at])) - weights().scoring["married"]
        likes[row[at], i[at], j[at]] = np.maximum(likes[row[at], i[at], j[at]], found)

    def _likes(self, x: Rows, y: Rows) -> Doubles:
        """How alike words are; an initial is like nothing but itself."""
        found = self.likes(x, y).astype(np.float64)
        found[(self.left.initial[x] | self.right.initial[y]) & (found < 1.0)] = 0.0
        return found

    def _right_joints(self, likes: Doubles, q: Rows, n: Rows, row: Rows, i: Rows, j: Rows) -> Doubles:
        """How alike each word of the queries is to two neighbours of the longer names."""
        made = np.zeros((len(likes), likes.shape[1], max(1, likes.shape[2] - 1)))
        joints = self.right.phrases.joints[self.right.phrases.starts[n][row] + j]
        whole = self.left.numbers(q[row], i)
        longer = (self.right.lengths[n] > self.left.lengths[q])[row]
        at = np.flatnonzero(longer & (joints != NOTHING) & (likes.max(axis=2)[row, i] < _SURELY) & ~self.left.initial[whole])
        at = at[self._may_be_one(self.left, whole[at], self.right, joints[at])]
        made[row[at], i[at], j[at]] = self.likes(whole[at], joints[at]) - weights().scoring["differing"]
        return made

    def _left_joints(self, likes: Doubles, q: Rows, n: Rows, row: Rows, i: Rows, j: Rows) -> Doubles:
        """How alike two neighbours of the longer queries are to each word of the names."""
        made = np.zeros((len(likes), max(1, likes.shape[1] - 1), likes.shape[2]))
        joints = self.left.phrases.joints[self.left.phrases.starts[q][row] + i]
        whole = self.right.numbers(n[row], j)
        longer = (self.left.lengths[q] > self.right.lengths[n])[row]
        at = np.flatnonzero(longer & (joints != NOTHING) & (likes.max(axis=1)[row, j] < _SURELY) & ~self.right.initial[whole])
        at = at[self._may_be_one(self.right, whole[at], self.left, joints[at])]
        made[row[at], i[at], j[at]] = self.likes(joints[at], whole[at]) - weights().scoring["differing"]
        return made

    def _may_be_one(self, side: Side, whole: Rows, other: Side, joint: Rows) -> Flags:
        """Where a word and two written as one do not differ too much in length and, in one script, begin alike."""
        length = side.sounds[whole]
        found: Flags = np.abs(length - other.sounds[joint]) <= 2 + length // 3
        found &= (side.latin[whole] != other.latin[joint]) | (side.first[whole] == other.first[joint])
        return found


def _cells(sizes: Rows) -> tuple[Rows, Rows]:
    """For tables of these sizes the table and the place of every cell."""
    places, counts = expanded(np.zeros(len(sizes), np.intp), sizes)
    return np.repeat(np.arange(len(sizes)), counts), places
