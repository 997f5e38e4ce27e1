"""Names word against word, many pairs at once: which word stands for which, and how sure that makes it that they are one name."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from functools import lru_cache
from math import log

import numpy as np

from translit.match.arrays import Doubles, Flags, Rows
from translit.match.weights import weights
from translit.match.word import Word

NOBODY, INITIAL, JOINED = -1, 1, 2

JOINT_LIKENESS = 0.75
"""Two words written as one must be so much like the word that they stand for; counterparts less alike give way to them."""

DECISION_LINE = 0.7
"""The score from which names are taken for one."""

_ORDER = 1e-6


@dataclass(frozen=True, slots=True)
class Names:
    """One side of many comparisons, a row for each: what its words weigh (nothing where there is none), and their initials."""

    weights: Doubles
    first: Rows
    initial: Flags

    def some(self, rows: Rows) -> Names:
        """These rows alone."""
        return Names(self.weights[rows], self.first[rows], self.initial[rows])


@dataclass(frozen=True, slots=True)
class Comparison:
    """What comparing came to: the score of each pair of names, for each word of the left one its counterpart and how it was met.

    A word that stands for two written apart has the first of them as its counterpart, as have both of two that stand for one.
    """

    scores: Doubles
    mates: Rows
    likes: Doubles
    hows: Rows


def compare(left: Names, right: Names, likes: Doubles, one_script: Flags, joints: tuple[Doubles, Doubles]) -> Comparison:
    """The best one-to-one alignments of names and their scores.

    `likes[n, i, j]` says how alike two words are; `joints` how alike a left word is to the right words j and j + 1 written as one,
    and the left words i and i + 1 to a right word.
    """
    found = _compared(left, right, likes, one_script, None)
    for turned, joint in enumerate(joints):
        rows = np.flatnonzero((joint >= JOINT_LIKENESS).any(axis=(1, 2)))
        if len(rows):
            other = _compared(left.some(rows), right.some(rows), likes[rows], one_script[rows], (joint[rows], bool(turned)))
            _put_better(found, rows, other)
    return found


def _put_better(found: Comparison, rows: Rows, other: Comparison) -> None:
    better = other.scores > found.scores[rows]
    for old, new in zip((found.scores, found.mates, found.likes, found.hows),
                        (other.scores, other.mates, other.likes, other.hows), strict=True):  # fmt: skip
        old[rows[better]] = new[better]


def _compared(left: Names, right: Names, likes: Doubles, one_script: Flags, joint: tuple[Doubles, bool] | None) -> Comparison:
    alignment = _Alignment(left, right, likes)
    if joint:
        alignment.join(*joint)
    alignment.greedy(weights().scoring["near"])
    alignment.initials(weights().scoring["initial"])
    return Comparison(alignment.scores(one_script), alignment.mates, alignment.likes, alignment.hows)


class _Alignment:
    """Counterparts being found, for all comparisons step by step."""

    def __init__(self, left: Names, right: Names, likes: Doubles) -> None:
        self._left, self._right, self._all = left, right, likes
        size, a, _ = likes.shape
        self._rows = np.arange(size)
        self.mates = np.full((size, a), NOBODY, np.intp)
        self.hows = np.zeros((size, a), np.intp)
        self.likes = np.zeros((size, a))
        self._free_left, self._free_right = left.weights > 0, right.weights > 0
        self._gained, self._lost, self._pairs = np.zeros(size), np.zeros(size), np.zeros(size, np.intp)
        self._over_left, self._over_right = np.zeros(size), np.zeros(size)

    def _pair(self, rows: Rows, i: Rows, j: Rows, like: Doubles, how: int, weight: Doubles) -> None:
        self.mates[rows, i], self.likes[rows, i], self.hows[rows, i] = j, like, how
        self._free_left[rows, i] = self._free_right[rows, j] = False
        self._gained[rows] += gain(weight, like)
        self._lost[rows] += weight * (1.0 - like)
        self._pairs[rows] += 1

    def _between(self, rows: Rows, i: Rows, j: Rows) -> Doubles:
        found: Doubles = (self._left.weights[rows, i] + self._right.weights[rows, j]) / 2
        return found

    def _lesser(self, rows: Rows, i: Rows, j: Rows) -> Doubles:
        """The weight of an initial; what the word that it stands for weighs more is missing in the other name."""
        left, right = self._left.weights[rows, i], self._right.weights[rows, j]
        lesser: Doubles = np.minimum(left, right)
        self._over_left[rows] += left - lesser
        self._over_right[rows] += right - lesser
        return lesser

    def join(self, joint: Doubles, turned: bool) -> None:
        """Pair the two words written apart that are most like one of the other name with it."""
        width = joint.shape[2]
        best = joint.reshape(len(joint), -1).argmax(axis=1)
        i, j, rows = best // width, best % width, self._rows
        weight = self._between(rows, i, j)
        if turned:
            self.mates[rows, i + 1], self.hows[rows, i + 1] = j, JOINED
            self._free_left[rows, i + 1] = False
            weight = weight + self._left.weights[rows, i + 1] / 2
        else:
            self._free_right[rows, j + 1] = False
            weight = weight + self._right.weights[rows, j + 1] / 2
        self._pair(rows, i, j, joint[rows, i, j], JOINED, weight)

    def greedy(self, near: float) -> None:
        """Pair the words that are most alike and weigh most, then those of the rest, as long as they are near."""
        a, b = self._all.shape[1:]
        worth = self._all * (self._left.weights[:, :, None] + self._right.weights[:, None, :])
        worth -= _ORDER * np.abs(np.arange(a)[:, None] - np.arange(b))
        worth[(self._all < near) | ~self._free_left[:, :, None] | ~self._free_right[:, None, :]] = -1.0
        for _ in range(min(a, b)):
            best = worth.reshape(len(worth), -1).argmax(axis=1)
            rows = np.flatnonzero(worth.reshape(len(worth), -1)[self._rows, best] > -0.5)
            if not len(rows):
                return
            i, j = best[rows] // b, best[rows] % b
            self._pair(rows, i, j, self._all[rows, i, j], 0, self._between(rows, i, j))
            worth[rows, i, :] = -1.0
            worth[rows, :, j] = -1.0

    def initials(self, worth: float) -> None:
        """Pair an initial with a word left over that begins like it."""
        some = np.flatnonzero(self._left.initial.any(axis=1) | self._right.initial.any(axis=1))
        for i in range(self.mates.shape[1]):
            for j in range(self._free_right.shape[1]):
                either = self._left.initial[some, i] | self._right.initial[some, j]
                alike = self._left.first[some, i] == self._right.first[some, j]
                rows = some[either & alike & self._free_left[some, i] & self._free_right[some, j]]
                if len(rows):
                    at, other = np.full(len(rows), i), np.full(len(rows), j)
                    self._pair(rows, at, other, np.full(len(rows), worth), INITIAL, self._lesser(rows, at, other))

    def scores(self, one_script: Flags) -> Doubles:
        """How sure it is that the names are one."""
        left = self._over_left + _total(self._free_left, self._left.weights)
        right = self._over_right + _total(self._free_right, self._right.weights)
        return certainty(self._gained, self._lost, left, right, self._pairs == 1, one_script)


def certainty(gained: Doubles, lost: Doubles, left: Doubles, right: Doubles, alone: Flags, one_script: Flags) -> Doubles:
    """How sure it is that names are one whose counterparts gain and lose so much, and whose other words weigh so much.

    `alone` says where one word is all that the names share.
    """
    known = weights().scoring
    unlike = np.where(alone & one_script, known["unlike_alone"], known["unlike"])
    missing = np.abs(left - right) * np.where(alone, known["missing_alone"], known["missing"])
    against = lost * unlike + known["contradiction"] * 2 * np.minimum(left, right) + missing
    against = np.where(against > 0, against + known["doubt"], 0.0)
    with np.errstate(invalid="ignore"):
        return np.where(gained > 0, gained / (gained + against), 0.0)


def gain(weight: Doubles, like: Doubles) -> Doubles:
    """What counterparts of this weight gain that are so much alike."""
    worthless = weights().scoring["worthless"]
    found: Doubles = weight * np.maximum(0.0, like - worthless) / (1.0 - worthless)
    return found


def _total(free: Flags, weights: Doubles) -> Doubles:
    """The sums of the weights of free words, added in order, so that no padding changes them."""
    total = np.zeros(len(free))
    for place in range(free.shape[1]):
        total += np.where(free[:, place], weights[:, place], 0.0)
    return total


@lru_cache(maxsize=65536)
def joined(a: Word, b: Word) -> Word:
    """Two words written as one."""
    return Word(a.text + b.text, a.spelled + b.spelled, a.script, a.lang, (a.forms[0] + b.forms[0],), 1.0, False)


def joints_of(words: Sequence[Word]) -> list[Word | None]:
    """What each word and the next make when written together: two words of one name may be one of the other."""
    return [
        joined(a, b) if b is not None and b.share == 1.0 and not a.initial else None
        for a, b in zip(words, (*words[1:], None), strict=False)
    ]


def calibrated(scores: Doubles, line: float) -> Doubles:
    """Scores moved so that what was `line` is 0.7, the decision line; 0 and 1 stay."""
    found: Doubles = scores ** (log(DECISION_LINE) / log(line))
    return found
