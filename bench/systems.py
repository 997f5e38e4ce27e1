"""Ways to match names behind the same two calls: this library, edit ratios, phonetic keys, matchers of pairs."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Callable, Iterable, Mapping, Sequence
from dataclasses import dataclass, field
from functools import cache
from typing import Any, Protocol

import numpy as np
from rapidfuzz import fuzz, process, utils
from unidecode import unidecode

import translit

Answer = tuple[str | None, float]
Names = Sequence[tuple[str, str]]
Scorer = Callable[..., float]

CHUNK = 256
"""Queries that are compared with a whole lexicon at a time."""

SHORTLIST = 40
"""Names that each of two cheap ratios proposes to a peer that is too slow to see the whole lexicon."""


class System(Protocol):
    """A way to match names."""

    @property
    def name(self) -> str: ...

    def resolve(self, queries: Sequence[str], lexicon: Names, kind: str) -> list[Answer]:
        """For each query the id of the best name with its score; None where nothing is found."""

    def pair(self, a: str, b: str, lang: str | None = None) -> float:
        """How much alike two names are, from 0 to 1."""


@cache
def plain(text: str) -> str:
    """The name in lower-case Latin letters, words divided by single spaces.

    >>> plain("АРЗАМАС, Нижегородская обл.")
    'arzamas nizhegorodskaia obl'
    """
    return " ".join(utils.default_process(unidecode(text)).split())


def sorted_words(text: str) -> str:
    """The words of the plain name in alphabetical order, for ratios that do not sort them."""
    return " ".join(sorted(plain(text).split()))


@dataclass(frozen=True)
class Translit:
    """This library, by its public interface."""

    name: str = "translit"

    def resolve(self, queries: Sequence[str], lexicon: Names, kind: str) -> list[Answer]:
        best = translit.Normalizer(translit.Lexicon.from_names(lexicon)).candidates_many(queries, limit=1)
        return [(found[0].entry_id, found[0].score) if found else (None, 0.0) for found in best]

    def pair(self, a: str, b: str, lang: str | None = None) -> float:
        return translit.similarity(a, b, lang=lang)


@dataclass(frozen=True)
class Ratio:
    """An edit ratio between prepared names, from 0 to `most`; every query is compared with every name."""

    name: str
    scorer: Scorer
    prepare: Callable[[str], str] = plain
    most: float = 100.0

    def resolve(self, queries: Sequence[str], lexicon: Names, kind: str) -> list[Answer]:
        names = [self.prepare(name) for _, name in lexicon]
        answers: list[Answer] = []
        for start in range(0, len(queries), CHUNK):
            chunk = [self.prepare(q) for q in queries[start : start + CHUNK]]
            scores = process.cdist(chunk, names, scorer=self.scorer, dtype=np.float32, workers=1)
            answers += [
                (lexicon[int(i)][0], float(row[i]) / self.most) for row, i in zip(scores, scores.argmax(axis=1), strict=True)
            ]
        return answers

    def pair(self, a: str, b: str, lang: str | None = None) -> float:
        return float(self.scorer(self.prepare(a), self.prepare(b))) / self.most


@dataclass(frozen=True)
class SharedKeys:
    """A phonetic key for each word; names are alike by the share of their words whose keys meet."""

    name: str
    encode: Callable[[str], Iterable[str]]
    memo: dict[str, frozenset[str]] = field(default_factory=dict)

    def keys(self, word: str) -> frozenset[str]:
        """The keys of one word; a word without any is its own."""
        known = self.memo.get(word)
        if known is None:
            known = self.memo[word] = frozenset(k for k in self.encode(word) if k) or frozenset((word,))
        return known

    def key(self, text: str) -> str:
        """The keys of the whole name as one string."""
        return " ".join("|".join(sorted(self.keys(w))) for w in plain(text).split())

    def same(self, a: str, b: str) -> bool:
        """True where the names have as many words and each meets its counterpart."""
        left, right = plain(a).split(), plain(b).split()
        return len(left) == len(right) and all(self.keys(x) & self.keys(y) for x, y in zip(left, right, strict=True))

    def resolve(self, queries: Sequence[str], lexicon: Names, kind: str) -> list[Answer]:
        words = [[self.keys(w) for w in plain(name).split()] for _, name in lexicon]
        having: dict[str, set[int]] = defaultdict(set)
        for number, name in enumerate(words):
            for key in frozenset().union(*name):
                having[key].add(number)
        return [self._best([self.keys(w) for w in plain(q).split()], words, having, lexicon) for q in queries]

    def _best(
        self,
        query: Sequence[frozenset[str]],
        words: Sequence[Sequence[frozenset[str]]],
        having: Mapping[str, set[int]],
        lexicon: Names,
    ) -> Answer:
        met: dict[int, int] = defaultdict(int)
        for keys in query:
            for number in set().union(*(having.get(k, ()) for k in keys)):
                met[number] += 1
        scores = {n: 2 * min(m, len(words[n])) / (len(query) + len(words[n])) for n, m in met.items()}
        best = max(scores, key=lambda n: (scores[n], -n), default=None)
        return (None, 0.0) if best is None else (lexicon[best][0], scores[best])

    def pair(self, a: str, b: str, lang: str | None = None) -> float:
        left, right = [self.keys(w) for w in plain(a).split()], [self.keys(w) for w in plain(b).split()]
        met = min(sum(any(x & y for y in right) for x in left), sum(any(x & y for x in left) for y in right))
        return 2 * met / (len(left) + len(right)) if left and right else 0.0


@dataclass(frozen=True)
class Compared:
    """A matcher that compares two prepared names; it sees the names that cheap ratios put first."""

    name: str
    prepare: Callable[[str, str], Any]
    likeness: Callable[[Any, Any], float]

    def resolve(self, queries: Sequence[str], lexicon: Names, kind: str) -> list[Answer]:
        names = [self.prepare(name, kind) for _, name in lexicon]
        answers: list[Answer] = []
        for query, likely in zip(queries, shortlists(queries, [name for _, name in lexicon]), strict=True):
            prepared = self.prepare(query, kind)
            scores = [self.likeness(prepared, names[n]) for n in likely]
            best = max(range(len(scores)), key=scores.__getitem__)
            answers.append((lexicon[likely[best]][0], scores[best]) if scores[best] > 0 else (None, 0.0))
        return answers

    def pair(self, a: str, b: str, lang: str | None = None) -> float:
        return self.likeness(self.prepare(a, "person"), self.prepare(b, "person"))


def shortlists(queries: Sequence[str], names: Sequence[str]) -> list[list[int]]:
    """For each query the numbers of the names that `token_sort_ratio` and `token_set_ratio` put first."""
    known = [plain(n) for n in names]
    found: list[list[int]] = []
    size = min(SHORTLIST, len(known))
    for start in range(0, len(queries), CHUNK):
        chunk = [plain(q) for q in queries[start : start + CHUNK]]
        tables = [process.cdist(chunk, known, scorer=s, dtype=np.uint8) for s in (fuzz.token_sort_ratio, fuzz.token_set_ratio)]
        best = [np.argpartition(-t.astype(np.int16), size - 1, axis=1)[:, :size] for t in tables]
        found += [sorted(set(map(int, np.concatenate(rows)))) for rows in zip(*best, strict=True)]
    return found
