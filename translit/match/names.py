"""Names in fields: which entry of a lexicon a name belongs to, and whether two names are one."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping, Sequence
from itertools import islice
from typing import TYPE_CHECKING

import numpy as np

from translit.lexicon.collection import collection_paused
from translit.match.arrays import Doubles, Floats, Rows
from translit.match.exonyms import other_names
from translit.match.explained import explained
from translit.match.likely import Phrases, likely_names, totals
from translit.match.queries import Queries
from translit.match.score import Comparison, calibrated
from translit.match.search import Asked
from translit.match.tables import Likes, Side, Tables
from translit.match.tokens import Name, name_of, without_nominatives
from translit.match.vocabulary import NOTHING, Vocabulary
from translit.match.weights import weights
from translit.match.word import is_womans
from translit.mention import Match

if TYPE_CHECKING:
    from translit.lexicon.entry import Entry
    from translit.lexicon.lexicon import Lexicon

NAMES_COMPARED, MORE_COMPARED = 8, 24
"""How many names of the lexicon are compared word by word with a query in an alphabet, and in a script that tells fewer sounds."""

_TOGETHER = 4096
"""Queries that are looked up at once."""


class NameIndex:
    """The names of a lexicon, ready for `candidates`."""

    def __init__(self, lexicon: Lexicon) -> None:
        with collection_paused():
            self._enter(lexicon)

    def _enter(self, lexicon: Lexicon) -> None:
        self._entries = [(entry.id, entry.canonical) for entry in lexicon]
        self._vocabulary = Vocabulary()
        self._owners: list[int] = []
        self._trust: list[float] = []
        words: list[tuple[int, ...]] = []
        joints: list[tuple[int, ...]] = []
        roles: list[tuple[int, ...]] = []
        women: list[bool] = []
        brief: list[bool] = []
        skeleton: list[bool] = []
        for number, entry in enumerate(lexicon):
            names = list(self._names_of(entry))
            spelled_out = any(_is_clear(name) for name, _ in names)
            for name, trust in names:
                words.append(tuple(self._vocabulary.add(w) for w in name.words))
                joints.append(self._vocabulary.post(name.words, words[-1], len(self._owners)))
                roles.append(name.roles)
                women.append(entry.gender == "f" or (entry.gender is None and is_womans(name.words)))
                brief.append(name.brief)
                skeleton.append(spelled_out and not _is_clear(name))
                self._owners.append(number)
                self._trust.append(trust)
        self._vocabulary.finish(len(self._owners))
        nothing = [[NOTHING] * len(row) for row in words]
        self._phrases, self._women, self._brief = Phrases.of(words, joints, nothing, roles), women, brief
        self._owner_of, self._trust_of = np.array(self._owners, np.intp), np.array(self._trust)
        self._skeleton = np.array(skeleton, np.bool_)
        self._side = self._weighed_side()

    def _weighed_side(self) -> Side:
        self._totals = totals(self._phrases, self._vocabulary.weights)
        return Side(self._phrases, self._vocabulary.words, self._vocabulary.weights.tolist(), self._brief, self._women)

    def weigh(self) -> None:
        """Take up the numbers that are in force: for tuning, which changes them."""
        self._vocabulary.weigh()
        self._side = self._weighed_side()

    def _names_of(self, entry: Entry) -> Iterator[tuple[Name, float]]:
        """Each name that an entry is written as, once, and how far it is trusted."""
        seen: set[tuple[str, ...]] = set()
        for text, lang, trust in _spellings(entry, weights().scoring):
            name = name_of(text, lang)
            key = tuple(w.text for w in name.words)
            if key and key not in seen:
                seen.add(key)
                yield name, trust
                bare = without_nominatives(name)
                if bare is not None:
                    yield bare, trust * weights().scoring["bare"]

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
            runners = [*(self._entries[self._owners[n[place]]][0] for place in ranked[1:]), None]
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
        clear = [_is_clear(name) for name in queries.names]
        limits = np.where(clear, max(NAMES_COMPARED, 2 * limit), max(MORE_COMPARED, 2 * limit))
        return likely_names(queries.phrases, self._own(queries), asked.near(), self._totals, self._vocabulary, limits)

    def first_of_each(self, likes: Likes, queries: Queries, q: Rows, n: Rows) -> list[tuple[str | None, float]]:
        """For each query the id of the entry that is nearest among these names, and the score: for tuning."""
        scores, _ = self._scores(queries, q, n, list(self._tables(likes, queries).compare(q, n)))
        best = (row[0] if row else None for row in self._best(queries.asked[q], n, scores, queries.size))
        return [(None, 0.0) if at is None else (self._entries[self._owners[n[at]]][0], float(scores[at])) for at in best]

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
        clear = np.array([_is_clear(name) for name in queries.names], np.bool_)
        doubtful = np.where(clear[q] & self._skeleton[n], known["skeleton"], 1.0)
        return calibrated(scores * self._trust_of[n] * queries.trust[q] * doubtful, known["line"]), where

    def _best(self, q: Rows, n: Rows, scores: Doubles, size: int) -> Iterator[list[int]]:
        """For each query the place of the best name of each entry, best first."""
        order = np.lexsort((n, self._owner_of[n], -scores, q))
        bounds = np.searchsorted(q[order], np.arange(size + 1)).tolist()
        for start, stop in zip(bounds, bounds[1:], strict=False):
            best: dict[int, int] = {}
            for place in order[start:stop][scores[order[start:stop]] > 0].tolist():
                best.setdefault(self._owners[n[place]], place)
            yield list(best.values())

    def _match(
        self, score: float, name: Name, number: int, portions: Sequence[tuple[Rows, Comparison]], where: Rows, runner: str | None
    ) -> Match:
        starts = self._phrases.starts
        right = [self._vocabulary.words[w] for w in self._phrases.words[starts[number] : starts[number + 1]].tolist()]
        compared, row = portions[where[0]][1], where[1]
        method, why = explained(compared.mates[row].tolist(), compared.hows[row].tolist(), compared.likes[row], name.words, right)
        return Match(*self._entries[self._owners[number]], method, round(score, 4), why, runner)


def _is_clear(name: Name) -> bool:
    """True for a name in an alphabet that writes all sounds."""
    return not name.words or name.words[0].script in weights().nearest


def _spellings(entry: Entry, known: Mapping[str, float]) -> Iterator[tuple[str, str | None, float]]:
    """Every name that an entry is written as, with its language and how far it is trusted."""
    yield entry.canonical, entry.primary_language, 1.0
    yield from ((text, lang, 1.0) for lang, text in entry.native.items())
    yield from ((text, None, 1.0) for text in entry.styles.values())
    yield from ((variant.text, variant.lang, 1.0) for variant in entry.variants)
    yield from ((text, None, known["alone"]) for text in entry.alone)
    yield from ((damaged.text, None, known["alone"]) for damaged in entry.damaged)
    yield from ((text, None, known["former"]) for text in entry.former)
    if entry.kind in ("", "place"):
        yield from ((text, None, known["elsewhere"]) for text in other_names(entry.canonical))
