"""Names in fields: which entry of a lexicon a name belongs to, and whether two names are one."""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from typing import TYPE_CHECKING

from rapidfuzz.distance import Levenshtein

from translit.match.align import likeness, same_by_rule
from translit.match.score import Comparison, compare, joined
from translit.match.tokens import SEPARATE, Word, name_words_of
from translit.match.vocabulary import KNOWN, Likes, Vocabulary, common_weight
from translit.match.weights import weights
from translit.mention import Match, Method

if TYPE_CHECKING:
    from translit.lexicon.entry import Entry
    from translit.lexicon.lexicon import Lexicon

LATIN_FORMS, OTHER_FORMS = 10, 12
"""How many names of the lexicon are compared word by word with a query in Latin letters, and in others."""

_SHARED_LETTERS = 0.35
"""Words of one script that share less than this part of their letters are not compared exactly."""

_SAME_SOUNDS = 0.98
"""Words so much alike differ in nothing but how one writes the same sounds."""

_HOPELESS = 0.5
"""Names that share less than this part of what the best one shares are not aligned."""


def name_similarity(a: str, b: str, lang: str | None = None) -> float:
    """How sure it is, from 0 to 1, that two names are one; 0.7 is the decision line.

    >>> name_similarity("Zelensky, Volodymyr", "Wolodymyr Selenskyj") > 0.7 > name_similarity("Kosenko", "Kostenko")
    True
    """
    left, right = name_words_of(a, lang), name_words_of(b, lang)
    if not left or not right:
        return float(a == b and bool(a.strip()))
    likes = [[_both_ways(x, y) if not (x.initial or y.initial) or x.text == y.text else 0.0 for y in right] for x in left]
    return compare(left, [common_weight(w) for w in left], right, [common_weight(w) for w in right], likes, _both_ways).score


def _both_ways(a: Word, b: Word) -> float:
    return max(likeness(a, b), likeness(b, a))


@dataclass(frozen=True, slots=True)
class Form:
    """One name of an entry: its words by number, in order."""

    entry: int
    words: tuple[int, ...]
    trust: float


class NameIndex:
    """The names of a lexicon, ready for `candidates`."""

    def __init__(self, lexicon: Lexicon) -> None:
        self._entries = [(entry.id, entry.canonical) for entry in lexicon]
        self._vocabulary = Vocabulary()
        self._forms: list[Form] = []
        for number, entry in enumerate(lexicon):
            self._enter(number, entry)
        self._vocabulary.finish(len(self._forms))
        self._totals = [sum(self._vocabulary.weights[w] for w in f.words) for f in self._forms]

    def _enter(self, number: int, entry: Entry) -> None:
        seen: set[tuple[int, ...]] = set()
        for text, lang, trust in _names_of(entry, weights().scoring):
            words = name_words_of(text, lang)
            numbers = tuple(self._vocabulary.add(w) for w in words)
            if words and numbers not in seen:
                seen.add(numbers)
                self._vocabulary.post(words, numbers, len(self._forms))
                self._forms.append(Form(number, numbers, trust))

    def candidates(self, name: str, lang: str | None, limit: int) -> list[Match]:
        """The entries nearest to a name, best first, with their scores."""
        words = name_words_of(name, lang)
        if not words or limit < 1:
            return []
        near = [self._vocabulary.near(w) for w in words]
        own = [self._vocabulary.weight(w) for w in words]
        likely = self._likely(words, near, own, max(LATIN_FORMS if words[0].script == "Latn" else OTHER_FORMS, 2 * limit))
        near = self._completed(words, near, likely)
        best: dict[int, tuple[float, Comparison, int]] = {}
        for form in likely:
            compared, entry = self._compared(words, own, near, self._forms[form]), self._forms[form].entry
            score = compared.score * self._forms[form].trust
            if entry not in best or score > best[entry][0]:
                best[entry] = (score, compared, form)
        ranked = sorted(best.items(), key=lambda x: (-x[1][0], x[0]))[: limit + 1]
        runners = [*(self._entries[entry][0] for entry, _ in ranked[1:]), None]
        return [
            self._match(entry, *found, words, runner) for (entry, found), runner in zip(ranked[:limit], runners, strict=False)
        ]

    def _match(
        self, entry: int, score: float, compared: Comparison, form: int, words: Sequence[Word], runner: str | None
    ) -> Match:
        right = [self._vocabulary.words[w] for w in self._forms[form].words]
        method, why = _explained(compared, words, right)
        return Match(*self._entries[entry], method, round(score, 4), why, runner)

    def _likely(self, words: Sequence[Word], near: Sequence[Likes], own: Sequence[float], limit: int) -> list[int]:
        """The names that share most with the query, by the weight of the words that are alike."""
        splits = [joined(words[i], words[i + 1]) for i in range(len(words) - 1) if _is_split(words, near, i)]
        joins = [self._vocabulary.near(w, w.script not in SEPARATE) for w in splits]
        known = self._vocabulary.weights
        sums: dict[int, float] = {}
        for neighbours in (*near, *joins):
            best: dict[int, float] = {}
            for number, like in neighbours.items():
                worth = like * known[number]
                for form in self._vocabulary.postings[number]:
                    if worth > best.get(form, 0.0):
                        best[form] = worth
            for form, worth in best.items():
                sums[form] = sums.get(form, 0.0) + worth
        total, totals = sum(own), self._totals
        shares = {f: s / (total + totals[f]) for f, s in sums.items()}
        ranked = sorted(shares, key=shares.__getitem__, reverse=True)[:limit]
        return [f for f in ranked if shares[f] >= _HOPELESS * shares[ranked[0]]]

    def _completed(self, words: Sequence[Word], near: Sequence[Likes], forms: Sequence[int]) -> list[Likes]:
        """The likenesses with those added between words that look-up did not bring together, and what rules make equal."""
        made: list[Likes] = []
        for word, row in zip(words, near, strict=True):
            asked = set() if word.initial else {n for f in forms for n in self._free(row, near, self._forms[f].words)}
            found = self._vocabulary.likes(word, sorted(n for n in asked if _worth_comparing(word, self._vocabulary.words[n])))
            made.append({**row, **found} if found else row)
        return made

    def _free(self, row: Likes, near: Sequence[Likes], numbers: Sequence[int]) -> list[int]:
        """The words of a name that nothing in the query is like, where the word of this row has no counterpart in it."""
        if any(n in row for n in numbers):
            return []
        free = [n for n in numbers if not any(n in other for other in near) and not self._vocabulary.words[n].initial]
        return free if len(free) < len(numbers) else []

    def _compared(self, words: Sequence[Word], own: Sequence[float], near: Sequence[Likes], form: Form) -> Comparison:
        known = self._vocabulary
        likes = [[row.get(number, 0.0) for number in form.words] for row in near]
        right = [known.words[w] for w in form.words]
        return compare(words, own, right, [known.weights[w] for w in form.words], likes, likeness)


def _worth_comparing(a: Word, b: Word) -> bool:
    """False for words of one script that share too few letters to be alike."""
    return a.script != b.script or Levenshtein.normalized_similarity(a.forms[0], b.forms[0]) >= _SHARED_LETTERS


def _is_split(words: Sequence[Word], near: Sequence[Likes], place: int) -> bool:
    """True where two words of a query may be one word of the lexicon."""
    pair = words[place : place + 2]
    if any(w.initial or w.share < 1.0 for w in pair):
        return False
    return pair[0].script in SEPARATE or any(max(n.values(), default=0.0) < KNOWN for n in near[place : place + 2])


def _names_of(entry: Entry, known: Mapping[str, float]) -> Iterator[tuple[str, str | None, float]]:
    """Every name that an entry is written as, with its language and how far it is trusted."""
    yield entry.canonical, entry.primary_language, 1.0
    yield from ((text, lang, 1.0) for lang, text in entry.native.items())
    yield from ((text, None, 1.0) for text in entry.styles.values())
    yield from ((variant.text, variant.lang, 1.0) for variant in entry.variants)
    yield from ((text, None, known["alone"]) for text in entry.alone)
    yield from ((damaged.text, None, known["alone"]) for damaged in entry.damaged)
    yield from ((text, None, known["former"]) for text in entry.former)


def _explained(compared: Comparison, left: Sequence[Word], right: Sequence[Word]) -> tuple[Method, tuple[str, ...]]:
    """By which method the words were matched, and what was done with those that differ."""
    why: list[str] = []
    folded, fuzzy = False, 2 * len(compared.pairs) < len(left) + len(right)
    for pair in compared.pairs:
        if pair.left < 0 or pair.right < 0:
            continue
        a, b = left[pair.left], right[pair.right]
        if pair.how:
            why.append(f"{pair.how}: {a.text} for {b.text}")
            folded = True
        elif a.text != b.text and (pair.like >= _SAME_SOUNDS or same_by_rule(a, b)):
            why.append(f"{'same sounds' if pair.like >= _SAME_SOUNDS else 'fold key'}: {a.text} for {b.text}")
            folded = True
        elif a.text != b.text:
            why.append(f"{pair.like:.2f} alike: {a.text} for {b.text}")
            fuzzy = True
    return ("fuzzy" if fuzzy else "folded" if folded else "exact"), tuple(why)
