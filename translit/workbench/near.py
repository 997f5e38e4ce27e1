"""Pairs of words one edit or one known confusion apart, among many words, without comparing all with all."""

from __future__ import annotations

from collections.abc import Iterator, Sequence

from translit.match.edits import damage_cost, latin_costs

MIN_LENGTH = 5
_MOST_ALIKE = 64
"""How many words may share a shortened form before it says nothing."""


def near_pairs(words: Sequence[str], counts: Sequence[int], ratio: int) -> Iterator[tuple[int, int, float]]:
    """(rare, frequent, cost) for words of which the rare one looks like a damaged form of one `ratio` times as frequent.

    The words are lower-case Latin ones without diacritics; numbers are places in `words`. Only known confusions count, and
    no difference that an ending makes.

    >>> list(near_pairs(["kostenko", "kosthenko", "kosenko"], [41, 1, 1], 4))
    [(1, 0, 0.3)]
    """
    seen: set[tuple[int, int]] = set()
    for one, other in _pairs(words):
        rare, frequent = (one, other) if counts[one] <= counts[other] else (other, one)
        if counts[frequent] < ratio * counts[rare] or (rare, frequent) in seen:
            continue
        seen.add((rare, frequent))
        if differs_by_ending(words[rare], words[frequent]):
            continue
        cost = damage_cost(words[rare], words[frequent])
        if cost < 1:
            yield rare, frequent, cost


def differs_by_ending(word: str, other: str) -> bool:
    """True where two words differ in their last letters only, as forms of one word in two cases do, or two names.

    >>> differs_by_ending("kostenka", "kostenko"), differs_by_ending("kosthenko", "kostenko")
    (True, False)
    """
    shared = 0
    for a, b in zip(word, other, strict=False):
        if a != b:
            break
        shared += 1
    endings = latin_costs().endings
    return shared >= min(len(word), len(other)) - 2 and (word[shared:] in endings or other[shared:] in endings)


def _pairs(words: Sequence[str]) -> Iterator[tuple[int, int]]:
    yield from _by_confusion(words)
    yield from _by_deletion(words)


def _by_confusion(words: Sequence[str]) -> Iterator[tuple[int, int]]:
    """Pairs in which one letter was read as two or two as one."""
    places = {word: number for number, word in enumerate(words)}
    groups = [pair for pair in latin_costs().pairs if len(pair[0]) != len(pair[1])]
    for number, word in enumerate(words):
        for seen, meant in groups:
            at = word.find(seen)
            while at >= 0:
                other = places.get(word[:at] + meant + word[at + len(seen) :])
                if other is not None:
                    yield number, other
                at = word.find(seen, at + 1)


def _by_deletion(words: Sequence[str]) -> Iterator[tuple[int, int]]:
    """Pairs that become equal when at most one letter is taken out of each: hashed, sorted and read off in runs."""
    import numpy as np

    hashes: list[int] = []
    owners: list[int] = []
    for number, word in enumerate(words):
        if len(word) < MIN_LENGTH:
            continue
        variants = {word, *(word[:i] + word[i + 1 :] for i in range(len(word)))}
        hashes += map(hash, variants)
        owners += [number] * len(variants)
    keys = np.array(hashes, dtype=np.int64)
    order = np.argsort(keys, kind="stable")
    keys, owner = keys[order], np.array(owners, dtype=np.int64)[order]
    ends = np.flatnonzero(np.append(keys[1:] != keys[:-1], True)) + 1 if len(keys) else np.array([], dtype=np.int64)
    starts = np.concatenate(([0], ends[:-1])) if len(ends) else ends
    several = np.flatnonzero((ends - starts > 1) & (ends - starts <= _MOST_ALIKE))
    for run in several.tolist():
        group = owner[starts[run] : ends[run]].tolist()
        for i, one in enumerate(group):
            for other in group[i + 1 :]:
                yield one, other
