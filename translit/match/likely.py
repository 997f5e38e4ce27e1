"""From words that are near to the names that share most with a query."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

import numpy as np

from translit.match.arrays import Floats, Rows, best_first, expanded
from translit.match.vocabulary import NOTHING, Vocabulary

_HOPELESS = 0.5
"""Names that share less than this part of what the best one shares are not compared word by word."""


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
    queries: Phrases, own: Floats, near: tuple[Rows, Rows, Floats], names: Phrases, known: Vocabulary, limits: Rows
) -> tuple[Rows, Rows]:
    """Queries and the names that share most with each by the weight of the words that are alike, pair by pair.

    `near` are pairs of an asked word and a word of the lexicon with their likeness, `own` the weights of the asked words,
    `limits` says how many names each query may bring.
    """
    size = len(names.starts) - 1
    asked, position_of = _asked(queries)
    word, other, like = near
    places, counts = expanded(np.searchsorted(word, asked), np.searchsorted(word, asked, "right"))
    position, other = np.repeat(position_of, counts), other[places]
    worth = like[places] * known.weights[other]
    places, counts = expanded(known.starts[other], known.starts[other + 1])
    keys, worth = _most(np.repeat(position, counts) * size + known.names[places], np.repeat(worth, counts))
    query = np.tile(np.repeat(np.arange(len(queries.starts) - 1), np.diff(queries.starts)), 2)
    keys, sums = _sums(query[keys // size] * size + keys % size, worth)
    totals = _totals(queries, own)[keys // size] + _totals(names, known.weights)[keys % size]
    return _first(keys // size, keys % size, sums / totals, limits)


def _asked(queries: Phrases) -> tuple[Rows, Rows]:
    """The asked words of all queries, what they may be at bottom, and their places; what neighbours make has places of its own."""
    joint, rest = np.flatnonzero(queries.joints != NOTHING), np.flatnonzero(queries.rests != NOTHING)
    size = len(queries.words)
    return (
        np.concatenate((queries.words, queries.rests[rest], queries.joints[joint])),
        np.concatenate((np.arange(size), rest, size + joint)),
    )


def _totals(phrases: Phrases, weights: Floats) -> Floats:
    size = len(phrases.starts) - 1
    owners = np.repeat(np.arange(size), np.diff(phrases.starts))
    return np.bincount(owners, weights=weights[phrases.words], minlength=size).astype(np.float32)


def _most(keys: Rows, worth: Floats) -> tuple[Rows, Floats]:
    """Each key once, with the greatest of its worths."""
    order = np.argsort(keys, kind="stable")
    keys, worth = keys[order], worth[order]
    first = np.flatnonzero(np.diff(keys, prepend=-1))
    return keys[first], np.maximum.reduceat(worth, first) if len(first) else worth


def _sums(keys: Rows, worth: Floats) -> tuple[Rows, Floats]:
    """Each key once, with the sum of its worths."""
    found, places = np.unique(keys, return_inverse=True)
    return found, np.bincount(places.reshape(-1), weights=worth, minlength=len(found)).astype(np.float32)


def _first(queries: Rows, names: Rows, shares: Floats, limits: Rows) -> tuple[Rows, Rows]:
    """For each query its names, that which shares most first."""
    order, rank = best_first(queries, shares)
    queries, names, shares = queries[order], names[order], shares[order]
    best = shares[np.arange(len(order)) - rank]
    kept = (rank < limits[queries]) & (shares >= _HOPELESS * best)
    return queries[kept], names[kept]
