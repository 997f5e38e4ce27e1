"""The words of a lexicon's names: found by their consonants, weighed by how rare they are."""

from __future__ import annotations

import re
from collections.abc import Callable, Mapping, Sequence
from functools import cached_property
from math import log

import numpy as np
from rapidfuzz import process
from rapidfuzz.distance import Levenshtein

from translit.match.align import KEYED, by_rule, costs_between, likeness_at, word_cost
from translit.match.batch import Batch
from translit.match.score import joined
from translit.match.tokens import Word, skeletons
from translit.match.weights import Reach, parts, weights

KNOWN = 0.8
"""A word of a query that is less like any word of the lexicon may be a piece of one, or several of them."""

ENOUGH_WORDS = 300
"""How many words of the lexicon may share look-up strings with a word before less particular strings are passed over."""

MEMO_SIZE = 50_000
"""How many words are remembered with their neighbours; past it the memo starts anew. It changes the cost, never a result."""

Likes = Mapping[int, float]
"""How alike the words of a lexicon, by number, are to a word of a query; those that are not are left out."""

_SHORT = 6
_FEW = 6
_WHOLE_WORDS = 4
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
        self._forms: list[str] = []
        self._owners: list[int] = []
        self._rows: list[int] = []
        self._fine: dict[str, list[int]] = {}
        self._coarse: dict[str, list[int]] = {}
        self._counts: dict[str, int] = {}
        self._memo: dict[Word, Likes] = {}
        self._names = 2

    def add(self, word: Word, joint: str = "") -> int:
        """The number of a word, which is entered when it is first met; `joint` marks two words written as one."""
        key = (word.text, word.forms, word.share, word.lang)
        number = self._numbers.get(key)
        if number is None:
            number = self._numbers[key] = len(self.words)
            self.words.append(word)
            self.postings.append([])
            for form in word.forms:
                self._code(form, word.script, joint)
                self._forms.append(form)
                self._owners.append(number)
            self._rows.append(len(self._forms) - len(word.forms))
        return number

    def _code(self, form: str, script: str, joint: str) -> None:
        known, row = weights(), len(self._forms)
        for index, lookup in ((self._fine, known.fine), (self._coarse, known.coarse)):
            for code in _codes(skeletons((form,), script, lookup)):
                index.setdefault(joint + code, []).append(row)

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

    def near(self, word: Word, whole: bool = False) -> Likes:
        """The words that are alike, with their likeness; `whole` brings only those of the same consonants."""
        known = self._memo.get(word)
        if known is None:
            if len(self._memo) >= MEMO_SIZE:
                self._memo.clear()
            known = self._memo[word] = self._search(word, whole)
        return known

    def _search(self, word: Word, whole: bool) -> Likes:
        known = weights()
        reach = known.reach.get(word.script, known.reach["other"])
        index, lookup = (self._coarse, known.coarse) if reach.coarse else (self._fine, known.fine)
        found = skeletons(word.forms, word.script, lookup)
        codes = found if whole else _codes(found)
        rows = self._shortlist(word, reach, _gathered(index, codes, ""), _WHOLE_WORDS if whole else reach.shortlist)
        likes = self._likes_of_rows(word, rows)
        sure = whole or (not reach.coarse and any(like >= KNOWN for like in likes.values()))
        if len(word.forms[0]) >= _JOINT_LENGTH and not sure:
            rows = self._shortlist(word, reach, _gathered(index, codes, _JOINT), reach.shortlist // 4)
            likes = {**likes, **self._likes_of_rows(word, rows)}
        return dict(sorted(likes.items(), key=lambda x: (-x[1], x[0]))[: reach.words])

    def likes(self, word: Word, numbers: Sequence[int]) -> Likes:
        """The likeness of a word to each of these, compared exactly."""
        return self._likes_of_rows(word, [self._rows[n] for n in numbers])

    def _likes_of_rows(self, word: Word, rows: Sequence[int]) -> dict[int, float]:
        near = weights().scoring["near"]
        likes: dict[int, float] = {}
        for row, cost in zip(rows, self._costs(word, rows), strict=True):
            other = self.words[self._owners[row]]
            # most of many are too far for any rule to bring them near
            if len(rows) > _FEW and cost > (1.0 - near) * max(2, min(len(word.forms[0]), len(other.forms[0]))):
                continue
            like = by_rule(word, other, likeness_at(word, other, cost))
            if like >= near and like > likes.get(self._owners[row], 0.0):
                likes[self._owners[row]] = like
        return likes

    def _costs(self, word: Word, rows: Sequence[int]) -> list[float]:
        """What it costs to come from a word to those in the rows; many are compared at once."""
        if len(rows) <= _FEW:
            return [word_cost(word, self.words[self._owners[row]]) for row in rows]
        table, _ = costs_between(word.script, "Latn")
        places = np.array(rows, np.intp)
        costs = [self._batch.costs(form, places, table, word.script in KEYED) for form in word.forms]
        return [float(c) for c in np.minimum.reduce(costs)]

    def _shortlist(self, word: Word, reach: Reach, rows: list[int], limit: int) -> list[int]:
        """The most promising of many rows, by a cheap comparison."""
        if len(rows) <= limit:
            return rows
        texts = self._views[reach.view]
        form = _VIEWS[reach.view](word.forms[0])
        found = process.extract(
            form, [texts[row] for row in rows], scorer=Levenshtein.normalized_similarity, limit=limit, score_cutoff=0.4
        )
        return [rows[place] for _, _, place in found]

    @cached_property
    def _views(self) -> Mapping[str, list[str]]:
        return {name: [view(f) for f in self._forms] for name, view in _VIEWS.items()}

    @cached_property
    def _batch(self) -> Batch:
        return Batch(self._forms)


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
    return [*found, *sorted(lacking.difference(found), key=lambda code: (-len(code), code))]


def _gathered(index: Mapping[str, Sequence[int]], codes: Sequence[str], joint: str) -> list[int]:
    """The rows under these look-up strings; the short ones, which many words share, only while there are few."""
    rows: set[int] = set()
    longest = len(codes[0]) if codes else 0
    for code in codes:
        if len(code) < longest and len(rows) >= ENOUGH_WORDS:
            break
        rows.update(index.get(joint + code, ()))
    return sorted(rows)
