"""Names in fields: which entry of a lexicon a name belongs to, and whether two names are one."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence
from itertools import islice
from typing import TYPE_CHECKING

import numpy as np

from translit.lexicon.collection import collection_paused
from translit.match.arrays import Doubles, Floats, Rows
from translit.match.entered import entered, is_clear
from translit.match.explained import explained
from translit.match.likely import likely_names, totals
from translit.match.queries import Queries
from translit.match.score import Comparison, calibrated
from translit.match.search import Asked
from translit.match.tables import Likes, Side, Tables
from translit.match.tokens import Name, name_of
from translit.match.weights import weights
from translit.mention import Match

if TYPE_CHECKING:
    from translit.lexicon.lexicon import Lexicon

NAMES_COMPARED, MORE_COMPARED = 8, 24
"""How many names of the lexicon are compared word by word with a query in an alphabet, and in a script that tells fewer sounds."""

_TOGETHER = 4096
"""Queries that are looked up at once."""


class NameIndex:
    """The names of a lexicon, ready for `candidates`."""

    def __init__(self, lexicon: Lexicon) -> None:
        with collection_paused():
            self._known = entered(lexicon)
            self._vocabulary = self._known.vocabulary
            self._owners: list[int] = self._known.owners.tolist()
            self._side = self._weighed_side()

    def _weighed_side(self) -> Side:
        known, worth = self._known, self._vocabulary.weights
        self._totals = totals(known.phrases, worth)
        return Side(known.phrases, self._vocabulary.words, worth.tolist(), known.brief, known.women)

    def weigh(self) -> None:
        """Take up the numbers that are in force: for tuning, which changes them."""
        self._vocabulary.weigh()
        self._side = self._weighed_side()

    def candidates(self, name: str, lang: str | None, limit: int) -> list[Match]:
        """The entries nearest to a name, best first, with their scores."""
        return next(self.candidates_many([name], lang, limit))

    def candidates_many(self, names: Iterable[str], lang: str | None, limit: int) -> Iterator[list[Match]]:
        """`candidates` for each name: many are looked up at once, each for itself."""
        names = iter(names)
        while some := list(islice(names, _TOGETHER)):
            with collection_paused():
                found = self._answers(Queries.of([name_of(name, lang) for name in some]), limit)
            yield from found

    def _answers(self, queries: Queries, limit: int) -> list[list[Match]]:
        asked = self.asked(queries)
        q, n = self.likely(asked, queries, limit)
        portions = list(self._tables(asked.likes, queries).compare(q, n)) if len(q) else []
        scores, where = self._scores(queries, q, n, portions)
        answers = []
        for best in self._best(queries.asked[q], n, scores, queries.size):
            ranked = best[: limit + 1]
            runners = [*(self._known.entries[self._owners[n[place]]][0] for place in ranked[1:]), None]
            answers.append(
                [
                    self._match(float(scores[place]), queries.names[q[place]], int(n[place]), portions, where[place], runner)
                    for place, runner in zip(ranked[:limit], runners, strict=False)
                ]
            )
        return answers

    def asked(self, queries: Queries) -> Asked:
        """The words of the queries, ready to be compared with those of the lexicon."""
        return Asked(self._vocabulary, queries.words, queries.whole)

    def likely(self, asked: Asked, queries: Queries, limit: int) -> tuple[Rows, Rows]:
        """Queries and names that share much, pair by pair."""
        if not queries.words or not self._owners:
            return np.empty(0, np.intp), np.empty(0, np.intp)
        clear = [is_clear(name) for name in queries.names]
        limits = np.where(clear, max(NAMES_COMPARED, 2 * limit), max(MORE_COMPARED, 2 * limit))
        return likely_names(queries.phrases, self._own(queries), asked.near(), self._totals, self._vocabulary, limits)

    def first_of_each(self, likes: Likes, queries: Queries, q: Rows, n: Rows) -> list[tuple[str | None, float]]:
        """For each query the id of the entry that is nearest among these names, and the score: for tuning."""
        scores, _ = self._scores(queries, q, n, list(self._tables(likes, queries).compare(q, n)))
        best = (row[0] if row else None for row in self._best(queries.asked[q], n, scores, queries.size))
        return [
            (None, 0.0) if at is None else (self._known.entries[self._known.owners[n[at]]][0], float(scores[at])) for at in best
        ]

    def _own(self, queries: Queries) -> Floats:
        return np.array([self._vocabulary.weight(w) for w in queries.words], np.float32)

    def _tables(self, likes: Likes, queries: Queries) -> Tables:
        brief = [name.brief for name in queries.names]
        return Tables(likes, Side(queries.phrases, queries.words, self._own(queries).tolist(), brief), self._side)

    def _scores(self, queries: Queries, q: Rows, n: Rows, portions: Sequence[tuple[Rows, Comparison]]) -> tuple[Doubles, Rows]:
        """The scores of all pairs, and in which portion and row each was compared.

        A name in a script that leaves vowels out proposes an entry that is spelled out too; it does not decide.
        """
        scores, where = np.zeros(len(n)), np.zeros((len(n), 2), np.intp)
        for portion, (places, found) in enumerate(portions):
            scores[places] = found.scores
            where[places, 0], where[places, 1] = portion, np.arange(len(places))
        known = weights().scoring
        clear = np.array([is_clear(name) for name in queries.names], np.bool_)
        doubtful = np.where(clear[q] & self._known.skeleton[n], known["skeleton"], 1.0)
        return calibrated(scores * self._known.trust[n] * queries.trust[q] * doubtful, known["line"]), where

    def _best(self, q: Rows, n: Rows, scores: Doubles, size: int) -> Iterator[list[int]]:
        """For each query the place of the best name of each entry, best first."""
        order = np.lexsort((n, self._known.owners[n], -scores, q))
        bounds = np.searchsorted(q[order], np.arange(size + 1)).tolist()
        for start, stop in zip(bounds, bounds[1:], strict=False):
            best: dict[int, int] = {}
            for place in order[start:stop][scores[order[start:stop]] > 0].tolist():
                best.setdefault(self._owners[n[place]], place)
            yield list(best.values())

    def _match(
        self, score: float, name: Name, number: int, portions: Sequence[tuple[Rows, Comparison]], where: Rows, runner: str | None
    ) -> Match:
        starts = self._known.phrases.starts
        right = [self._vocabulary.words[w] for w in self._known.phrases.words[starts[number] : starts[number + 1]].tolist()]
        compared, row = portions[where[0]][1], where[1]
        method, why = explained(compared.mates[row].tolist(), compared.hows[row].tolist(), compared.likes[row], name.words, right)
        return Match(*self._known.entries[self._owners[number]], method, round(score, 4), why, runner)
