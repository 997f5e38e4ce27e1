"""Two names word against word: which word stands for which, and how sure that makes it that they are one name."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from dataclasses import dataclass
from functools import lru_cache

from translit.match.tokens import Word
from translit.match.weights import weights


@dataclass(frozen=True, slots=True)
class Pair:
    """Word `left` of one name stands for word `right` of the other, `like` each other to 1; `how` names what was done."""

    left: int
    right: int
    like: float
    how: str = ""


@dataclass(frozen=True, slots=True)
class Comparison:
    """The score of two names and the pairs of words behind it."""

    score: float
    pairs: tuple[Pair, ...]


Alike = Callable[[Word, Word], float]


def compare(
    a: Sequence[Word],
    wa: Sequence[float],
    b: Sequence[Word],
    wb: Sequence[float],
    likes: Sequence[Sequence[float]],
    alike: Alike,
) -> Comparison:
    """The best one-to-one alignment of two names and its score.

    `wa` and `wb` say how much each word counts, `likes[i][j]` how alike two words are; `alike` is asked for words
    written together.
    """
    known = weights().scoring
    pairs = _aligned(wa, wb, likes, known["near"])
    if len(pairs) < len(a) or len(pairs) < len(b):
        _initials(a, b, pairs, known["initial"])
        if len(a) != len(b):
            _joined(a, b, pairs, alike)
    return Comparison(_score(pairs, wa, wb, a[0].script == b[0].script), tuple(pairs))


def _aligned(wa: Sequence[float], wb: Sequence[float], likes: Sequence[Sequence[float]], near: float) -> list[Pair]:
    found = [
        (like * (wa[i] + wb[j]), -abs(i - j), i, j, like)
        for i, row in enumerate(likes)
        for j, like in enumerate(row)
        if like >= near
    ]
    found.sort(reverse=True)
    pairs: list[Pair] = []
    left, right = set(), set()
    for _, _, i, j, like in found:
        if i not in left and j not in right:
            left.add(i)
            right.add(j)
            pairs.append(Pair(i, j, like))
    return pairs


def _free(n: int, taken: set[int]) -> list[int]:
    return [i for i in range(n) if i not in taken]


def _initials(a: Sequence[Word], b: Sequence[Word], pairs: list[Pair], worth: float) -> None:
    free_b = _free(len(b), {p.right for p in pairs})
    for i in _free(len(a), {p.left for p in pairs}):
        for j in free_b:
            x, y = a[i], b[j]
            if (x.initial or y.initial) and x.forms[0][:1] == y.forms[0][:1]:
                pairs.append(Pair(i, j, worth, "initial"))
                free_b.remove(j)
                break


def _joined(a: Sequence[Word], b: Sequence[Word], pairs: list[Pair], alike: Alike) -> None:
    """Pair a word of the shorter name with two of the longer that are written apart; a weak pair gives way to them."""
    turned = len(a) > len(b)
    whole, split = (b, a) if turned else (a, b)
    counterpart = {(p.right if turned else p.left): p for p in pairs}
    taken = {(p.left if turned else p.right): p for p in pairs}
    for i, word in enumerate(whole):
        old = counterpart.get(i)
        if word.initial or (old is not None and old.like >= _WEAK):
            continue
        for j in range(len(split) - 1):
            if any(taken.get(k) not in (None, old) or split[k].initial for k in (j, j + 1)):
                continue
            like = _likeness_of_joined(word, joined(split[j], split[j + 1]), alike, turned)
            if like >= _WEAK and (old is None or like > old.like):
                if old is not None:
                    pairs.remove(old)
                pairs += [_turned(Pair(i, j, like, "joined"), turned), _turned(Pair(-1, j + 1, like, "joined"), turned)]
                return


def _likeness_of_joined(whole: Word, joint: Word, alike: Alike, turned: bool) -> float:
    form, other = whole.forms[0], joint.forms[0]
    if abs(len(form) - len(other)) > 2 + len(form) // 3 or (whole.script == joint.script and form[:1] != other[:1]):
        return 0.0
    return alike(joint, whole) if turned else alike(whole, joint)


_WEAK = 0.75
"""Counterparts less alike than this may be parts of a word written apart."""


def _turned(pair: Pair, turned: bool) -> Pair:
    return Pair(pair.right, pair.left, pair.like, pair.how) if turned else pair


@lru_cache(maxsize=65536)
def joined(a: Word, b: Word) -> Word:
    """Two words written as one."""
    return Word(a.text + b.text, a.spelled + b.spelled, a.script, a.lang, (a.forms[0] + b.forms[0],), 1.0, False)


def _score(pairs: Sequence[Pair], wa: Sequence[float], wb: Sequence[float], one_script: bool) -> float:
    known = weights().scoring
    if len(wa) == len(wb) == 1:
        wa = wb = (1.0,)
    gained = lost = 0.0
    alone = sum(p.left >= 0 and p.right >= 0 for p in pairs) == 1
    unlike = known["unlike_alone" if alone and one_script else "unlike"]
    missing_weight = known["missing_alone" if alone else "missing"]
    for p in pairs:
        if p.left < 0:
            weight = wb[p.right]
        elif p.right < 0:
            weight = wa[p.left]
        else:
            weight = (wa[p.left] + wb[p.right]) / 2
        gained += weight * p.like
        lost += weight * (1 - p.like) * unlike
    alone_a = sum(w for i, w in enumerate(wa) if all(p.left != i for p in pairs))
    alone_b = sum(w for j, w in enumerate(wb) if all(p.right != j for p in pairs))
    contradiction = min(alone_a, alone_b)
    missing = max(alone_a, alone_b) - contradiction
    against = lost + known["contradiction"] * 2 * contradiction + missing_weight * missing
    return gained / (gained + against + known["doubt"]) if against > 0 and gained > 0 else float(gained > 0)
