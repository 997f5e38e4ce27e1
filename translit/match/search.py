"""Many words of queries against the words of a lexicon at once: which are near, and how alike each pair is."""

from __future__ import annotations

from collections.abc import Sequence

import numpy as np

from translit.match.arrays import Flags, Floats, Rows, best_first, expanded
from translit.match.cost import KEYED, costs_between
from translit.match.likeness import likeness_at
from translit.match.skeletons import Skeletons
from translit.match.sounds import Sounds, costs
from translit.match.vocabulary import Marks, Vocabulary, numbered_scripts
from translit.match.word import Word

WORTH_ASKING = 0.45
"""Words less alike by their sounds are brought nearer by no rule."""

NEIGHBOURS = 16
"""For how many words of the lexicon a word of a query may stand when names are looked up."""


class Asked:
    """The words of some queries, ready to be compared with those of a lexicon; the last `whole` are two words written as one."""

    def __init__(self, vocabulary: Vocabulary, words: Sequence[Word], whole: int = 0) -> None:
        self.words, self._known, self._whole = words, vocabulary, whole
        self._sounds = Sounds([form for word in words for form in word.forms])
        self._starts = _starts([len(word.forms) for word in words])
        self._marks = Marks(words)
        self._script_names, self._scripts = numbered_scripts(words)
        self._owners: Rows = np.repeat(np.arange(len(words)), np.diff(self._starts))

    def forget(self) -> None:
        """Forget costs that were worked out with other numbers than those in force."""
        self._sounds.forget()

    def near(self) -> tuple[Rows, Rows, Floats]:
        """Pairs of an asked word and a word of the lexicon that are near each other by their sounds, and how near; sorted."""
        known = self._known
        rows, others = self._with_nicknames(*self._looked_up())
        if not len(rows):
            return rows, others, np.empty(0, np.float32)
        cost = self._costs(rows, others)
        a, b, like = _cheapest(self._owners[rows], known.owners[others], cost, len(known.words))
        like = (1.0 - like / self._shortest(a, b)).astype(np.float32)
        near = like >= WORTH_ASKING
        return _best_of_each(a[near], b[near], like[near])

    def _looked_up(self) -> tuple[Rows, Rows]:
        """The rows of sounds that share a look-up string, pair by pair."""
        owners = self._owners.tolist()
        portions: dict[int, tuple[Skeletons, list[int]]] = {}
        for row, owner in enumerate(owners):
            skeletons = self._known.looked_up(self.words[owner].script)
            portions.setdefault(id(skeletons), (skeletons, []))[1].append(row)
        first_whole = len(self.words) - self._whole
        found = []
        for skeletons, rows in portions.values():
            scripts, whole = [self.words[owners[r]].script for r in rows], [owners[r] >= first_whole for r in rows]
            found.append(skeletons.near(self._sounds, np.array(rows, np.intp), scripts, whole))
        return np.concatenate([a for a, _ in found]), np.concatenate([b for _, b in found])

    def _with_nicknames(self, rows: Rows, others: Rows) -> tuple[Rows, Rows]:
        found = [(self._starts[place], row) for place, word in enumerate(self.words) for row in self._known.nicknamed(word)]
        if not found:
            return rows, others
        more = np.array(found, np.intp)
        return np.concatenate((rows, more[:, 0])), np.concatenate((others, more[:, 1]))

    def likes(self, a: Rows, b: Rows) -> Floats:
        """How alike the asked words `a` and the words `b` of the lexicon are, pair by pair, with all that rules say."""
        known = self._known
        keys, places = np.unique(a * len(known.words) + b, return_inverse=True)
        a, b = keys // len(known.words), keys % len(known.words)
        cost = self._word_costs(a, b)
        like = np.maximum(0.0, 1.0 - cost / self._shortest(a, b))
        worth = (like >= WORTH_ASKING) | (self._marks.nicknamed[a] & known.marks.nicknamed[b]) | self._clipped(a, b)
        for i in np.flatnonzero(worth).tolist():
            like[i] = likeness_at(self.words[a[i]], known.words[b[i]], float(cost[i]))
        found: Floats = like[places.reshape(-1)]
        return found

    def _clipped(self, a: Rows, b: Rows) -> Flags:
        """Where one word may be the other without its end, or without its beginning."""
        mine, theirs = self._marks, self._known.marks
        first, other = self._starts[a], self._known.row_starts[b]
        heads = (self._sounds.codes[:3, first] == self._known.sounds.codes[:3, other]).all(axis=0)
        tails = (self._sounds.tails[:, first] == self._known.sounds.tails[:, other]).all(axis=0)
        found: Flags = (heads | tails) & (mine.given[a] | theirs.given[b])
        found |= mine.servant[a] | theirs.servant[b]
        return found

    def _word_costs(self, a: Rows, b: Rows) -> Floats:
        """The cost of the cheapest way between two words in any of their readings."""
        known = self._known
        first, readings = expanded(self._starts[a], self._starts[a + 1])
        pairs = np.repeat(np.arange(len(a)), readings)
        second, others = expanded(known.row_starts[b][pairs], known.row_starts[b + 1][pairs])
        found = np.full(len(a), np.inf, np.float32)
        np.minimum.at(found, np.repeat(pairs, others), self._costs(np.repeat(first, others), second))
        return found

    def _shortest(self, a: Rows, b: Rows) -> Rows:
        """The length by which a cost is measured: that of the shorter word."""
        lengths = np.minimum(self._sounds.lengths[self._starts[a]], self._known.sounds.lengths[self._known.row_starts[b]])
        shortest: Rows = np.maximum(2, lengths)
        return shortest

    def _costs(self, rows: Rows, others: Rows) -> Floats:
        """The cost of the way between rows of sounds, by the tables of their scripts."""
        known, found = self._known, np.empty(len(rows), np.float32)
        size = len(known.script_names)
        both = self._scripts[self._owners[rows]] * size + known.scripts[known.owners[others]]
        for pair in np.flatnonzero(np.bincount(both)).tolist():
            at = np.flatnonzero(both == pair)
            script = self._script_names[pair // size]
            table, turned = costs_between(script, known.script_names[pair % size])
            if turned:
                found[at] = costs(known.sounds, others[at], self._sounds, rows[at], table, False)
            else:
                found[at] = costs(self._sounds, rows[at], known.sounds, others[at], table, script in KEYED)
        return found


def _starts(counts: Sequence[int]) -> Rows:
    starts = np.zeros(len(counts) + 1, np.intp)
    np.cumsum(counts, out=starts[1:])
    return starts


def _cheapest(a: Rows, b: Rows, cost: Floats, size: int) -> tuple[Rows, Rows, Floats]:
    """Each pair once, with the least of its costs."""
    keys, places = np.unique(a * size + b, return_inverse=True)
    least = np.full(len(keys), np.inf, np.float32)
    np.minimum.at(least, places.reshape(-1), cost)
    return keys // size, keys % size, least


def _best_of_each(a: Rows, b: Rows, like: Floats) -> tuple[Rows, Rows, Floats]:
    """The nearest words of each asked one."""
    order, rank = best_first(a, like)
    order = order[rank < NEIGHBOURS]
    return a[order], b[order], like[order]
