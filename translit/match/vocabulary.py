"""The words of a lexicon's names: found by their consonants, weighed by how rare they are."""

from __future__ import annotations

import re
from collections.abc import Callable, Mapping, Sequence
from functools import cached_property
from math import log

import numpy as np
from rapidfuzz import process
from rapidfuzz.distance import Levenshtein

from translit.match.align import KEYED, costs_between, likeness, likeness_at
from translit.match.batch import Batch
from translit.match.score import joined
from translit.match.tokens import Word, skeletons
from translit.match.weights import parts, weights

NEAR_WORDS = 16
"""How many words of the lexicon are taken for what a word of a query may stand for."""

ENOUGH_WORDS = 300
"""How many words of the lexicon may share look-up strings with a word before less particular strings are passed over."""

MEMO_SIZE = 50_000
"""How many words are remembered with their neighbours; past it the memo starts anew. It changes the cost, never a result."""

_SHORT = 6
_FEW = 16
_JOINT, _JOINT_LENGTH = "+", 4


def common_weight(word: Word) -> float:
    """How much a word counts where no lexicon tells how common it is."""
    return word.share * (weights().scoring["given"] if word.text in parts().given else 1.0)


class Vocabulary:
    """Every word of the names of a lexicon, by number."""

    def __init__(self) -> None:
        self.words: list[Word] = []
        self.postings: list[list[int]] = []
        self.weights: list[float] = []
        self._numbers: dict[tuple[object, ...], int] = {}
        self._fine: dict[str, list[int]] = {}
        self._coarse: dict[str, list[int]] = {}
        self._views: dict[str, list[str]] = {view: [] for view in _VIEWS}
        self._counts: dict[str, int] = {}
        self._memo: dict[Word, Mapping[int, float]] = {}
        self._names = 2

    def add(self, word: Word, joint: str = "") -> int:
        """The number of a word, which is entered when it is first met; `joint` marks two words written as one."""
        key = (word.text, word.forms, word.share, word.lang)
        number = self._numbers.get(key)
        if number is None:
            number = self._numbers[key] = len(self.words)
            self.words.append(word)
            self.postings.append([])
            known = weights()
            for index, lookup in ((self._fine, known.fine), (self._coarse, known.coarse)):
                for code in _codes(skeletons(word.forms, word.script, lookup)):
                    index.setdefault(joint + code, []).append(number)
            for name, view in _VIEWS.items():
                self._views[name].append(view(word.forms[0]))
        return number

    def post(self, words: Sequence[Word], numbers: Sequence[int], form: int) -> None:
        """Note that a name has these words, and those that short neighbours make when written together."""
        for number in set(numbers):
            self.postings[number].append(form)
        for a, b in zip(words, words[1:], strict=False):
            if a.share == b.share == 1.0 and len(a.text) <= _SHORT and len(b.text) <= _SHORT:
                self.postings[self.add(joined(a, b), _JOINT)].append(form)

    def finish(self, names: int) -> None:
        """Weigh the words, all names being entered."""
        self._names = max(2, names)
        heads = [_head(w.forms[0]) for w in self.words]
        for head, posting in zip(heads, self.postings, strict=True):
            self._counts[head] = self._counts.get(head, 0) + len(posting)
        self.weights = [self.weight(w) for w in self.words]

    def weight(self, word: Word) -> float:
        """How much a word says: less, the more names have one that sounds like it."""
        known = weights().scoring
        count = self._counts.get(_head(word.forms[0]), 0)
        if word.text in parts().given:
            count = max(count, int(known["given_count"]))
        common = log(max(1, count)) / log(self._names)
        return word.share * max(known["least"], 1.0 - known["rarity"] * common)

    def near(self, word: Word) -> Mapping[int, float]:
        """The words that are alike, with their likeness."""
        known = self._memo.get(word)
        if known is None:
            if len(self._memo) >= MEMO_SIZE:
                self._memo.clear()
            known = self._memo[word] = self._search(word)
        return known

    def _search(self, word: Word) -> Mapping[int, float]:
        known = weights()
        view, coarse, limit = known.reach.get(word.script, known.reach["other"])
        index, lookup = (self._coarse, known.coarse) if coarse else (self._fine, known.fine)
        found = skeletons(word.forms, word.script, lookup)
        numbers = self._nearest(word, view, _gathered(index, found, ""), limit)
        if len(word.forms[0]) >= _JOINT_LENGTH:
            numbers += self._nearest(word, view, _gathered(index, found, _JOINT), limit // 4)
        if len(numbers) <= _FEW:
            pairs = [(n, likeness(word, self.words[n])) for n in numbers]
        else:
            pairs = self._batched(word, numbers)
        near = known.scoring["near"]
        pairs.sort(key=lambda x: (-x[1], x[0]))
        return {n: like for n, like in pairs[:NEAR_WORDS] if like >= near}

    def _batched(self, word: Word, numbers: list[int]) -> list[tuple[int, float]]:
        """The likeness of many words, as `likeness` has it."""
        table, turned = costs_between(word.script, "Latn")
        latin = [n for n in numbers if self.words[n].script == "Latn" and len(self.words[n].forms) == 1]
        if turned or not latin:
            return [(n, likeness(word, self.words[n])) for n in numbers]
        rows = np.array(latin, np.intp)
        with_ending = word.script in KEYED
        costs = np.minimum.reduce([self._batch.costs(form, rows, table, with_ending) for form in word.forms])
        shortest = np.maximum(2, np.minimum(len(word.forms[0]), self._batch.lengths[rows]))
        close = np.flatnonzero(costs <= shortest * (1.0 - weights().scoring["near"]))
        pairs = [(n := latin[i], likeness_at(word, self.words[n], float(costs[i]))) for i in close.tolist()]
        done = set(latin)
        return pairs + [(n, likeness(word, self.words[n])) for n in numbers if n not in done]

    @cached_property
    def _batch(self) -> Batch:
        return Batch([w.forms[0] for w in self.words])

    def _nearest(self, word: Word, view: str, found: set[int], limit: int) -> list[int]:
        """The most promising of many words, by a cheap comparison."""
        numbers = list(found)
        if len(numbers) <= limit:
            return numbers
        texts = self._views[view]
        form = _VIEWS[view](word.forms[0])
        shortlist = process.extract(form, [texts[n] for n in numbers], scorer=Levenshtein.normalized_similarity, limit=limit)
        return [numbers[place] for _, _, place in shortlist]


def _head(form: str) -> str:
    """The form with its vowels alike: what is counted as one word when rarity is weighed."""
    return _VOWELS.sub("a", form)


def _open(form: str) -> str:
    """The form as a script shows it that tells few vowels."""
    return _OPEN.sub("a", form.replace("X", "h").replace("w", "v"))


def _classed(form: str) -> str:
    """The form as a script shows it that tells few sounds."""
    return _RUNS.sub(r"\1", form.translate(_CLASSES))


_VOWELS = re.compile("[aeiouAEj]")
_OPEN = re.compile("[aeiouAEjJ]+")
_RUNS = re.compile(r"(.)\1+")
_CLASSES = str.maketrans(
    {sound: first for first, sounds in (("p", "bpfvw"), ("t", "td"), ("s", "szcCSZDJ"), ("k", "kgXh"), ("n", "mn"), ("l", "lr"),
     ("i", "eijE"), ("o", "ou"), ("a", "aA")) for sound in sounds}
)  # fmt: skip
_VIEWS: dict[str, Callable[[str], str]] = {"sounds": str, "open": _open, "classes": _classed}
"""How a word is looked at when the nearest of many words are picked out, before they are compared exactly."""


def _codes(found: Sequence[str]) -> list[str]:
    """Look-up strings, the whole ones first, then those that lack one class: two words meet if one edit apart."""
    lacking = {s[:i] + s[i + 1 :] for s in found if len(s) > 2 for i in range(len(s))}
    return [*found, *sorted(lacking.difference(found), key=len, reverse=True)]


def _gathered(index: Mapping[str, Sequence[int]], found: Sequence[str], joint: str) -> set[int]:
    """The words under these look-up strings; the short ones, which many words share, only while there are few."""
    numbers: set[int] = set()
    for place, code in enumerate(_codes(found)):
        if place >= len(found) and len(numbers) >= ENOUGH_WORDS:
            break
        numbers.update(index.get(joint + code, ()))
    return numbers
