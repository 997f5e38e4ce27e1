"""From words that are near to the names that share most with a query."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from typing import NamedTuple

import numpy as np

from translit.match.arrays import Doubles, Floats, Rows, best_first, expanded
from translit.match.score import certainty, gain
from translit.match.vocabulary import NOTHING, Vocabulary

_HOPELESS = 0.3
"""Names that are less sure than this part of the surest are not compared word by word."""


Numbers = Sequence[Sequence[int]]


@dataclass(frozen=True, slots=True)
class Phrases:
    """Names as numbers of words in one row.

    `starts` says where each begins, `joints` what each word and the next make when written together, `rests` what it may be
    at bottom, `roles` what it is.
    """

    starts: Rows
    words: Rows
    joints: Rows
    rests: Rows
    roles: Rows

    @classmethod
    def of(cls, words: Numbers, joints: Numbers, rests: Numbers, roles: Numbers) -> Phrases:
        """The names with these numbers, one of each sort for each word."""
        starts = np.zeros(len(words) + 1, np.intp)
        np.cumsum([len(w) for w in words], out=starts[1:])
        size = int(starts[-1])
        flat = [np.fromiter((n for row in rows for n in row), np.intp, size) for rows in (words, joints, rests, roles)]
        return cls(starts, *flat)


def likely_names(
    queries: Phrases, own: Floats, near: tuple[Rows, Rows, Floats], all_of_names: Doubles, known: Vocabulary, limits: Rows
) -> tuple[Rows, Rows]:
    """Queries and the names that are most surely those meant by each, as far as the sounds of their words tell, pair by pair.

    `near` are pairs of an asked word and a word of the lexicon with their likeness, `own` the weights of the asked words,
    `all_of_names` what all words of each name weigh, `limits` says how many names each query may bring.
    """
    size = len(all_of_names)
    met = _met(queries, own, near, size, known)
    first = np.flatnonzero(np.diff(met.keys, prepend=-1))
    owners = np.repeat(np.arange(len(first)), np.diff(first, append=len(met.keys)))

    def total(worth: Doubles) -> Doubles:
        found: Doubles = np.bincount(owners, weights=worth, minlength=len(first)).astype(np.float64)
        return found

    q, n = met.keys[first] // size, met.keys[first] % size
    left, right = totals(queries, own)[q], all_of_names[n]
    left, right = left - np.minimum(left, total(met.left)), right - np.minimum(right, total(met.right))
    weight, alone = (met.left + met.right) / 2, np.bincount(owners, minlength=len(first)) == 1
    sure = certainty(total(gain(weight, met.likes)), total(weight * (1.0 - met.likes)), left, right, alone, alone)
    return _first(q, n, sure.astype(np.float32), limits)


class _Met(NamedTuple):
    """Words of queries with the best word near them that a name has, those of one query and name together.

    `keys` says of which query and name, `left` and `right` what the two words weigh.
    """

    keys: Rows
    likes: Doubles
    left: Doubles
    right: Doubles


def _met(queries: Phrases, own: Floats, near: tuple[Rows, Rows, Floats], size: int, known: Vocabulary) -> _Met:
    asked, position_of = _asked(queries)
    word, other, like = near
    places, counts = expanded(np.searchsorted(word, asked), np.searchsorted(word, asked, "right"))
    position, asked, other, like = np.repeat(position_of, counts), np.repeat(asked, counts), other[places], like[places]
    order, _ = best_first(position, like * known.weights[other])
    position, asked, other, like = position[order], asked[order], other[order], like[order]
    of_query = np.tile(np.repeat(np.arange(len(queries.starts) - 1) * size, np.diff(queries.starts)), 2)
    places, counts = expanded(known.starts[other], known.starts[other + 1])
    keys, pair = np.repeat(of_query[position], counts) + known.names[places], np.repeat(np.arange(len(other)), counts)
    # of the words near to one word those that are worth most come first
    order = np.argsort(keys, kind="stable")
    keys, pair = keys[order], pair[order]
    best = np.flatnonzero((np.diff(keys, prepend=-1) != 0) | (np.diff(position[pair], prepend=-1) != 0))
    keys, pair = keys[best], pair[best]
    columns = (x.astype(np.float64)[pair] for x in (like, own[asked], known.weights[other]))
    return _Met(keys, *columns)


def _asked(queries: Phrases) -> tuple[Rows, Rows]:
    """The asked words of all queries, what they may be at bottom, and their places; what neighbours make has places of its own."""
    joint, rest = np.flatnonzero(queries.joints != NOTHING), np.flatnonzero(queries.rests != NOTHING)
    size = len(queries.words)
    return (
        np.concatenate((queries.words, queries.rests[rest], queries.joints[joint])),
        np.concatenate((np.arange(size), rest, size + joint)),
    )


def totals(phrases: Phrases, weights: Floats) -> Doubles:
    """What all words of each name weigh."""
    size = len(phrases.starts) - 1
    owners = np.repeat(np.arange(size), np.diff(phrases.starts))
    found: Doubles = np.bincount(owners, weights=weights[phrases.words], minlength=size).astype(np.float64)
    return found


def _first(queries: Rows, names: Rows, sure: Floats, limits: Rows) -> tuple[Rows, Rows]:
    """For each query its names, the surest first."""
    order, rank = best_first(queries, sure)
    queries, names, sure = queries[order], names[order], sure[order]
    best = sure[np.arange(len(order)) - rank]
    kept = (rank < limits[queries]) & (sure >= _HOPELESS * best)
    return queries[kept], names[kept]
