"""The words of a lexicon's names: found by their consonants, weighed by how rare they are."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from math import log

from rapidfuzz import process
from rapidfuzz.distance import Levenshtein

from translit.match.align import likeness
from translit.match.score import joined
from translit.match.tokens import Word, skeletons
from translit.match.weights import Lookup, parts, weights

NEAR_WORDS = 12
"""How many words of the lexicon are compared exactly with a word of a query."""

MEMO_SIZE = 50_000
"""How many words are remembered with their neighbours; past it the memo starts anew. It changes the cost, never a result."""

_SHORT = 6


def common_weight(word: Word) -> float:
    """How much a word counts where no lexicon tells how common it is."""
    return word.share * (weights().scoring["given"] if word.text in parts().given else 1.0)


class Vocabulary:
    """Every word of the names of a lexicon, by number."""

    def __init__(self) -> None:
        self.words: list[Word] = []
        self.postings: list[list[int]] = []
        self.weights: list[float] = []
        self._numbers: dict[Word, int] = {}
        self._fine: dict[str, dict[int, str]] = {}
        self._coarse: dict[str, dict[int, str]] = {}
        self._counts: dict[str, int] = {}
        self._memo: dict[Word, Mapping[int, float]] = {}
        self._names = 2

    def add(self, word: Word) -> int:
        """The number of a word, which is entered when it is first met."""
        number = self._numbers.get(word)
        if number is None:
            number = self._numbers[word] = len(self.words)
            self.words.append(word)
            self.postings.append([])
            known = weights()
            for form in word.forms:
                self._code(self._fine, form, word, number, known.fine)
                self._code(self._coarse, form, word, number, known.coarse)
        return number

    def _code(self, index: dict[str, dict[int, str]], form: str, word: Word, number: int, lookup: Lookup) -> None:
        for code in _codes(skeletons((form,), word.script, lookup)):
            index.setdefault(code, {})[number] = form

    def post(self, words: Sequence[Word], numbers: Sequence[int], form: int) -> None:
        """Note that a name has these words, and those that short neighbours make when written together."""
        for number in set(numbers):
            self.postings[number].append(form)
        for a, b in zip(words, words[1:], strict=False):
            if a.share == b.share == 1.0 and len(a.text) <= _SHORT and len(b.text) <= _SHORT:
                self.postings[self.add(joined(a, b))].append(form)

    def finish(self, names: int) -> None:
        """Weigh the words, all names being entered."""
        self._names = max(2, names)
        heads = [_head(w) for w in self.words]
        for head, posting in zip(heads, self.postings, strict=True):
            self._counts[head] = self._counts.get(head, 0) + len(posting)
        self.weights = [self.weight(w) for w in self.words]

    def weight(self, word: Word) -> float:
        """How much a word says: less, the more names have one that sounds like it."""
        known = weights().scoring
        count = self._counts.get(_head(word), 0)
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
        coarse = word.script in known.coarse_scripts
        index, lookup = (self._coarse, known.coarse) if coarse else (self._fine, known.fine)
        found: dict[int, float] = {}
        for code in _codes(skeletons(word.forms, word.script, lookup)):
            texts = index.get(code)
            if texts:
                for _, score, number in process.extract(
                    word.forms[0], texts, scorer=Levenshtein.normalized_similarity, limit=NEAR_WORDS
                ):
                    found[number] = score
        numbers = sorted(found, key=lambda n: (-found[n], n))[:NEAR_WORDS]
        near = known.scoring["near"]
        return {n: like for n in numbers if (like := likeness(word, self.words[n])) >= near}


def _head(word: Word) -> str:
    """The word with its vowels alike: what is counted as one word when rarity is weighed."""
    vowels = weights().vowels
    return "".join("a" if c in vowels or c == "j" else c for c in word.forms[0])


def _codes(found: Sequence[str]) -> set[str]:
    """Look-up strings, with those that lack one class: two words meet if one edit apart."""
    return {code for s in found for code in (s, *((s[:i] + s[i + 1 :] for i in range(len(s))) if len(s) > 2 else ()))}
