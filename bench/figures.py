"""Precision, recall and their intervals: what every table and curve of the quality figures is made of."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass

import numpy as np
from numpy.typing import NDArray

Floats = NDArray[np.float64]
Flags = NDArray[np.bool_]
Counts = NDArray[np.int32]

LOW, HIGH = 2.5, 97.5
"""The percentiles between which 95 % of the resamples lie."""

_BLOCK = 50
"""Resamples that are swept at a time, so that they stay in the processor's cache."""


@dataclass(frozen=True)
class Outcomes:
    """How one system answered the items of one category.

    `scores` ranks the answers (nan where there is none), `right` tells which are right, `wanted` which items have a
    right answer at all: variants of a listed name, or pairs that are one name. An answer to any other item is wrong.
    """

    scores: Floats
    right: Flags
    wanted: Flags

    def __len__(self) -> int:
        return len(self.scores)

    def only(self, kept: Flags) -> Outcomes:
        """The outcomes of some of the items."""
        return Outcomes(self.scores[kept], self.right[kept], self.wanted[kept])


def pooled(parts: Sequence[Outcomes]) -> Outcomes:
    """The items of several categories as one, under one threshold."""
    return Outcomes(
        np.concatenate([p.scores for p in parts]),
        np.concatenate([p.right for p in parts]),
        np.concatenate([p.wanted for p in parts]),
    )


@dataclass(frozen=True)
class Ranked:
    """Outcomes in the order of their scores, with the places at which a threshold can stand."""

    order: NDArray[np.intp]
    ends: NDArray[np.intp]
    thresholds: Floats


def ranked(outcomes: Outcomes) -> Ranked:
    """Best score first; equal scores move together, so a threshold stands only at the end of a tie."""
    answered = np.flatnonzero(~np.isnan(outcomes.scores))
    order = answered[np.argsort(-outcomes.scores[answered], kind="stable")]
    sorted_scores = outcomes.scores[order]
    ends = np.flatnonzero(np.append(sorted_scores[1:] != sorted_scores[:-1], True)) if len(order) else order
    return Ranked(order, ends, sorted_scores[ends])


def sweep(outcomes: Outcomes, counts: Counts) -> tuple[Floats, Floats, Floats, Floats]:
    """Thresholds, and for each resample and threshold precision, recall and F1.

    `counts` has a row for each resample: how often each item was drawn; a row of ones is the sample itself.
    """
    rank = ranked(outcomes)
    drawn = counts[:, rank.order]
    found = np.cumsum(drawn * outcomes.right[rank.order], axis=1)[:, rank.ends].astype(float)
    given = np.cumsum(drawn, axis=1)[:, rank.ends].astype(float)
    wanted = counts[:, outcomes.wanted].sum(axis=1, dtype=float)[:, None]
    return rank.thresholds, _share(found, given), _share(found, wanted), _share(2 * found, given + wanted)


def _share(part: Floats, whole: Floats) -> Floats:
    """`part / whole`, and 0 where there is nothing to have a share of."""
    return np.divide(part, whole, out=np.zeros(np.broadcast(part, whole).shape), where=whole > 0)


def figures(outcomes: Outcomes, counts: Counts) -> dict[str, Floats]:
    """For each resample: top-1, recall at precision ≥ 0.95, and best F1."""
    blocks = [_figures(outcomes, counts[start : start + _BLOCK]) for start in range(0, len(counts), _BLOCK)]
    return {name: np.concatenate([block[name] for block in blocks]) for name in blocks[0]}


def _figures(outcomes: Outcomes, counts: Counts) -> dict[str, Floats]:
    _, precision, recall, f1 = sweep(outcomes, counts)
    wanted = counts[:, outcomes.wanted].sum(axis=1, dtype=float)
    found = counts[:, outcomes.right & outcomes.wanted].sum(axis=1, dtype=float)
    at_95 = np.where(precision >= 0.95, recall, 0.0).max(axis=1, initial=0.0)
    return {"top1": _share(found, wanted), "r95": at_95, "f1": f1.max(axis=1, initial=0.0)}


def at_line(outcomes: Outcomes, line: float) -> dict[str, float]:
    """Precision, recall and F1 where every answer that scores `line` or more is taken."""
    taken = np.nan_to_num(outcomes.scores, nan=-np.inf) >= line
    found, given, wanted = int((taken & outcomes.right).sum()), int(taken.sum()), int(outcomes.wanted.sum())
    return {
        "precision": found / given if given else 0.0,
        "recall": found / wanted if wanted else 0.0,
        "f1": 2 * found / (given + wanted) if given + wanted else 0.0,
    }


def once(items: int) -> Counts:
    """The sample itself: every item drawn once."""
    return np.ones((1, items), dtype=np.int32)


def resamples(groups: Sequence[object], number: int, seed: int) -> Counts:
    """How often each item is drawn in each of `number` bootstrap resamples; items of one group are drawn together."""
    names = {group: place for place, group in enumerate(dict.fromkeys(groups))}
    member = np.array([names[group] for group in groups], dtype=np.intp)
    draws = np.random.default_rng(seed).integers(0, len(names), size=(number, len(names)))
    drawn = np.stack([np.bincount(row, minlength=len(names)) for row in draws])
    return drawn[:, member].astype(np.int32)


def with_intervals(values: Mapping[str, Floats], spread: Mapping[str, Floats]) -> dict[str, list[float]]:
    """Each figure as [value, low, high]: the sample's, and the 95 % interval over the resamples."""
    return {name: [float(values[name][0]), *interval(spread[name])] for name in values}


def interval(spread: Floats) -> list[float]:
    """The 95 % interval of a bootstrap distribution."""
    return [float(v) for v in np.percentile(spread, [LOW, HIGH])]


def share_with_interval(held: Sequence[bool], number: int, seed: int) -> list[float]:
    """The share of items that hold, as [value, low, high].

    Where all hold or none does, resampling knows no spread; the bound is then the exact binomial one.
    """
    total, good = len(held), sum(held)
    if total == 0:
        return [0.0, 0.0, 1.0]
    bound = 0.025 ** (1 / total)
    if good in (0, total):
        return [1.0, bound, 1.0] if good else [0.0, 0.0, 1 - bound]
    counts = resamples(range(total), number, seed)
    return [good / total, *interval((counts @ np.array(held, dtype=np.int32)) / total)]


def curve(outcomes: Outcomes, points: int = 80) -> list[list[float]]:
    """[recall, precision] from the best score down, thinned to about `points` steps of equal recall."""
    _, precision, recall, _ = sweep(outcomes, once(len(outcomes)))
    steps = [[float(r), float(p)] for r, p in zip(recall[0], precision[0], strict=True)]
    kept = [s for n, s in enumerate(steps) if n in (0, len(steps) - 1) or int(s[0] * points) != int(steps[n - 1][0] * points)]
    return [[round(r, 4), round(p, 4)] for r, p in kept]
