"""Many words of queries against the words of a lexicon at once: which are near, and how alike each pair is."""

from __future__ import annotations

from collections.abc import Sequence

import numpy as np

from translit.match.arrays import Doubles, Flags, Floats, Rows, best_first, expanded
from translit.match.cost import KEYED, costs_between
from translit.match.likeness import SHORTEST_BEGUN, likeness_at, same_by_rule
from translit.match.skeletons import Skeletons
from translit.match.sounds import LONGEST, Sounds, costs
from translit.match.vocabulary import Marks, Vocabulary, numbered_scripts
from translit.match.weights import weights
from translit.match.word import SEPARATE, Word

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
        self._spelled: Rows = np.array([vocabulary.spellings.get(w.spelled, -1) for w in words], np.intp)
        self._one_script: Flags = np.array([[s == t for t in vocabulary.script_names] for s in self._script_names], np.bool_)
        self._separate: Flags = np.array([s in SEPARATE for s in self._script_names], np.bool_)
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
        like = self._alike(a, b, self._word_costs(a, b), self._shortest(a, b))
        found: Floats = like[places.reshape(-1)]
        return found

    def _alike(self, a: Rows, b: Rows, cost: Floats, shortest: Rows) -> Doubles:
        """What `likeness_at` says of each pair that it is worth asking of, the plain ones all at once."""
        known, scoring = self._known, weights().scoring
        one_script = self._one_script[self._scripts[a], known.scripts[b]]
        full = cost.astype(np.float64) + np.where(one_script, scoring["differing"], scoring["foreign"])
        rules, same = self._ruled(a, b), self._spelled[a] == known.spelled[b]
        special = rules | self._special(a, b, full, one_script) | (shortest >= LONGEST)
        worth = ((cost <= (1.0 - WORTH_ASKING) * shortest) | rules) & ~same
        like = np.where(same, 1.0, np.maximum(0.0, 1.0 - full / shortest))
        plain = np.flatnonzero(worth & ~special)
        keyed = plain[(like[plain] >= scoring["keyed_from"]) & (like[plain] <= scoring["keyed_to"])]
        for i in keyed.tolist():
            if same_by_rule(self.words[a[i]], known.words[b[i]]):
                like[i] = 1.0 - scoring["key"] / shortest[i]
        for i in np.flatnonzero(worth & special).tolist():
            like[i] = likeness_at(self.words[a[i]], known.words[b[i]], float(cost[i]))
        return like

    def _special(self, a: Rows, b: Rows, cost: Doubles, one_script: Flags) -> Flags:
        """Where two words, if they are somewhat alike, may be two given names, of two sexes, a patronymic, or of no alphabet."""
        mine, theirs = self._marks, self._known.marks
        found: Flags = one_script & mine.given[a] & theirs.given[b]
        found |= (mine.womans[a] | theirs.womans[b]) & (mine.first[a] == theirs.first[b]) & (cost < weights().feminine)
        found |= (mine.womans[a] | theirs.womans[b]) & ((mine.first[a] == 0) | (theirs.first[b] == 0))
        found |= mine.shares[a] != theirs.shares[b]
        return found | (one_script & self._separate[self._scripts[a]])

    def _ruled(self, a: Rows, b: Rows) -> Flags:
        """Where two words, however unlike they sound, may be forms of one name: listed, cut short, or bound."""
        mine, theirs = self._marks, self._known.marks
        found: Flags = (mine.listed[a] & theirs.listed[b]) | mine.servant[a] | theirs.servant[b]
        first, other = self._starts[a], self._known.row_starts[b]
        given = mine.given[a] | theirs.given[b]
        tails = (self._sounds.tails[:, first] == self._known.sounds.tails[:, other]).all(axis=0)
        found |= tails & given
        heads = np.flatnonzero((self._sounds.codes[:3, first] == self._known.sounds.codes[:3, other]).all(axis=0) & ~found)
        first, other = first[heads], other[heads]
        lengths = self._sounds.lengths[first], self._known.sounds.lengths[other]
        same = (self._sounds.codes[:, first] == self._known.sounds.codes[:, other]).cumprod(axis=0).sum(axis=0)
        same = np.minimum(same, np.minimum(*lengths))
        stems = np.minimum(mine.stems[a[heads]], theirs.stems[b[heads]])
        found[heads] = (given[heads] & (same >= stems)) | ((same >= SHORTEST_BEGUN) & (same >= np.minimum(*lengths)))
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
