"""The words of a lexicon's names: found by their consonants, weighed by how rare they are."""

from __future__ import annotations

import re
from collections.abc import Mapping, Sequence
from functools import lru_cache
from math import log

import numpy as np

from translit.match.arrays import Doubles, Flags, Floats, Rows
from translit.match.likeness import stem_of
from translit.match.parts import parts
from translit.match.skeletons import Codes, Skeletons
from translit.match.sounds import Sounds
from translit.match.tokens import SERVANT
from translit.match.weights import weights
from translit.match.word import Word

NOTHING = -1
"""No word."""

_BRIEF = 4
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


Posted = tuple[Rows, Rows]
"""For each word the names that have it: where each list starts in one row of all, with the end of the last, and that row."""


class Vocabulary:
    """Every word of the names of a lexicon, by number."""

    def __init__(self, words: Sequence[Word], posted: Posted, names: int, codes: Mapping[str, Codes] | None = None) -> None:
        """The words of so many names; `codes` are look-up strings of their readings by sort, which else are made when needed."""
        self.words, (self.starts, self.names), self._size = words, posted, max(2, names)
        self.spellings = {word.spelled: number for number, word in reversed([*enumerate(words)])}
        self.sounds = Sounds([form for word in words for form in word.forms])
        readings = [len(word.forms) for word in words]
        self.owners: Rows = np.repeat(np.arange(len(words)), readings)
        self.row_starts: Rows = np.cumsum([0, *readings])
        self._groups = self._grouped()
        self._counts: dict[str, int] = {}
        for word, count in zip(words, np.diff(self.starts).tolist(), strict=True):
            head = _head(word.forms[0])
            self._counts[head] = self._counts.get(head, 0) + count
        self.weigh()
        self.script_names, self.scripts = numbered_scripts(words)
        self.marks = Marks(words)
        self.spelled: Rows = np.array([self.spellings[w.spelled] for w in words], np.intp)
        self._codes, self._skeletons = dict(codes or {}), dict[str, Skeletons]()

    def _grouped(self) -> dict[int, list[int]]:
        """The rows of words that are short for one name, or long, by the group."""
        known, found = parts().nicknames, dict[int, list[int]]()
        for number, word in enumerate(self.words):
            for group in known.get(word.text, ()):
                found.setdefault(group, []).append(int(self.row_starts[number]))
        return found

    def weigh(self) -> None:
        """Take up the numbers that are in force."""
        self._worth = dict[int, float]()
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
        common = log(max(1, count)) / log(self._size)
        return max(known["least"], 1.0 - known["rarity"] * common)

    def looked_up(self, script: str) -> Skeletons:
        """The look-up for words of a script: by fewer classes where the script tells few sounds apart."""
        sort = "coarse" if script in weights().coarse_scripts else "fine"
        if sort not in self._skeletons:
            self._skeletons[sort] = Skeletons(self.sounds, self.codes(sort), weights().lookups[sort])
        return self._skeletons[sort]

    def codes(self, sort: str) -> Codes:
        """The look-up strings of all readings of one of the `SORTS`."""
        if sort not in self._codes:
            scripts = [self.words[number].script for number in self.owners.tolist()]
            self._codes[sort] = Codes.of(self.sounds.forms, scripts, weights().lookups[sort])
        return self._codes[sort]

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
