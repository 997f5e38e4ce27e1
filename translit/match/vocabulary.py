"""The words of a lexicon's names: found by their consonants, weighed by how rare they are."""

from __future__ import annotations

import re
from collections.abc import Sequence
from functools import cached_property, lru_cache
from math import log

import numpy as np

from translit.match.arrays import Doubles, Flags, Floats, Rows, flat
from translit.match.likeness import stem_of
from translit.match.parts import parts
from translit.match.score import joined
from translit.match.skeletons import Skeletons
from translit.match.sounds import Sounds
from translit.match.tokens import SERVANT
from translit.match.weights import weights
from translit.match.word import Word

NOTHING = -1
"""No word."""

_SHORT, _BRIEF = 6, 4
_VOWELS = re.compile("[aeiouAEj]")


class Marks:
    """What of some words tells that more than their sounds may have to be compared.

    `given` are given names, `listed` those with other forms that are listed, `servant` begins like Abdul, `womans` ends as
    the surname of a woman may; `stems` is how much of a short form is the beginning of the long one.
    """

    def __init__(self, words: Sequence[Word]) -> None:
        known, hers = parts(), tuple({hers for _, hers in parts().sexed})
        self.given: Flags = np.array([w.text in known.given for w in words], np.bool_)
        self.listed: Flags = np.array([w.text in known.nicknames or w.text in known.cognates for w in words], np.bool_)
        self.servant: Flags = np.array([w.text.startswith(SERVANT) for w in words], np.bool_)
        self.womans: Flags = np.array([w.text.endswith(hers) for w in words], np.bool_)
        self.shares: Doubles = np.array([w.share for w in words], np.float64)
        self.first: Rows = np.array([ord(w.text[0]) if len(w.text) > _BRIEF else 0 for w in words], np.intp)
        self.stems: Rows = np.array([len(stem_of(w.forms[0])) for w in words], np.intp)


class Vocabulary:
    """Every word of the names of a lexicon, by number."""

    def __init__(self) -> None:
        self.words: list[Word] = []
        self._known: dict[Word, int] = {}
        self._numbers: dict[tuple[object, ...], int] = {}
        self.spellings: dict[str, int] = {}
        self._names_with: list[list[int]] = []
        self._forms: list[str] = []
        self._owners: list[int] = []
        self._groups: dict[int, list[int]] = {}
        self._counts: dict[str, int] = {}
        self._names = 2

    def add(self, word: Word) -> int:
        """The number of a word, which is entered when it is first met."""
        number = self._known.get(word)
        if number is not None:
            return number
        key = (word.spelled, word.forms, word.share, word.lang)
        number = self._known[word] = self._numbers.setdefault(key, len(self.words))
        if number == len(self.words):
            self.words.append(word)
            self.spellings.setdefault(word.spelled, number)
            self._names_with.append([])
            for group in parts().nicknames.get(word.text, ()):
                self._groups.setdefault(group, []).append(len(self._forms))
            for form in word.forms:
                self._forms.append(form)
                self._owners.append(number)
        return number

    def post(self, words: Sequence[Word], numbers: Sequence[int], name: int) -> tuple[int, ...]:
        """Note that a name has these words and what short neighbours make when written together; returns the latter."""
        made = [self._joint(a, b) for a, b in zip(words, words[1:], strict=False)]
        for number in {*numbers, *made}.difference((NOTHING,)):
            self._names_with[number].append(name)
        return (*made, NOTHING)

    def _joint(self, a: Word, b: Word) -> int:
        """What two short neighbours make."""
        short = len(a.text) <= _SHORT and len(b.text) <= _SHORT and b.share == 1.0 and not a.initial
        return self.add(joined(a, b)) if short else NOTHING

    def finish(self, names: int) -> None:
        """Weigh the words and put the look-up in its final form, all names being entered."""
        self._names = max(2, names)
        for head, posting in zip([_head(w.forms[0]) for w in self.words], self._names_with, strict=True):
            self._counts[head] = self._counts.get(head, 0) + len(posting)
        self.sounds = Sounds(self._forms)
        self.weigh()
        self.owners: Rows = np.array(self._owners, np.intp)
        self.row_starts: Rows = np.searchsorted(self.owners, np.arange(len(self.words) + 1))
        self.script_names, self.scripts = numbered_scripts(self.words)
        self.marks = Marks(self.words)
        self.spelled: Rows = np.array([self.spellings[w.spelled] for w in self.words], np.intp)
        self.starts, self.names = flat(self._names_with)
        del self._names_with

    def weigh(self) -> None:
        """Take up the numbers that are in force."""
        self._worth: dict[int, float] = {}
        self._given_count = int(weights().scoring["given_count"])
        self.weights: Floats = np.array([self.weight(w) for w in self.words], np.float32)
        self.sounds.forget()

    def weight(self, word: Word) -> float:
        """How much a word says: less, the more names have one that sounds like it."""
        count = self._counts.get(_head(word.forms[0]), 0)
        if count < self._given_count and word.text in parts().given:
            count = self._given_count
        worth = self._worth.get(count)
        if worth is None:
            worth = self._worth[count] = self._worth_of(count)
        return word.share * worth

    def _worth_of(self, count: int) -> float:
        """How much a word says that so many names have."""
        known = weights().scoring
        common = log(max(1, count)) / log(self._names)
        return max(known["least"], 1.0 - known["rarity"] * common)

    def looked_up(self, script: str) -> Skeletons:
        """The look-up for words of a script: by fewer classes where the script tells few sounds apart."""
        return self._coarse if script in weights().coarse_scripts else self._fine

    @cached_property
    def _fine(self) -> Skeletons:
        return Skeletons(self.sounds, [self.words[n].script for n in self._owners], weights().fine)

    @cached_property
    def _coarse(self) -> Skeletons:
        return Skeletons(self.sounds, [self.words[n].script for n in self._owners], weights().coarse)

    def nicknamed(self, word: Word) -> list[int]:
        """The rows of words that are short for the same name, or long."""
        return [row for group in parts().nicknames.get(word.text, ()) for row in self._groups.get(group, ())]


def numbered_scripts(words: Sequence[Word]) -> tuple[list[str], Rows]:
    """The scripts of some words, and for each word which of them it is in."""
    names = list(dict.fromkeys(w.script for w in words))
    return names, np.array([names.index(w.script) for w in words], np.intp)


@lru_cache(maxsize=131072)
def _head(form: str) -> str:
    """The form with its vowels alike: what is counted as one word when rarity is weighed."""
    return _VOWELS.sub("a", form)
