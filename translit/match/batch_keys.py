"""The fold keys of many words at once: what `word_keys` gives for each."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

import numpy as np

from translit.lexicon.sieve import Marks, Places
from translit.match.flat import PAD, Flat
from translit.match.needed import needed
from translit.match.rewriter import LETTERS, Doubled, Rewriter
from translit.rules.fold import MAX_KEYS, only_sounds
from translit.rules.load import RuleSet
from translit.rules.patterns import compiled
from translit.rules.step import Rule

LATIN = 0x250
"""Latin letters lie below this code point, those of Vietnamese and of phonetics apart."""

_FEW = 24
"""Words that are read one by one at less cost than together."""

_MOST = 8
"""Readings of one word by one file; a word that has more is left to be looked at alone."""


@dataclass(frozen=True, slots=True)
class Keys:
    """Keys of words and the number of the word that each is of; `left` are words whose keys are not all there."""

    keys: Flat
    rows: Places
    left: Marks

    def of(self, chosen: Marks) -> dict[int, tuple[str, ...]]:
        """What `word_keys` gives for those of these words whose keys are all there."""
        rows = np.flatnonzero((chosen & ~self.left)[self.rows])
        found: dict[int, dict[str, None]] = {}
        for row, key in zip(self.rows[rows].tolist(), self.keys.chosen(rows).texts(), strict=True):
            found.setdefault(row, {})[key] = None
        return {row: tuple(keys)[:MAX_KEYS] for row, keys in found.items()}


class BatchKeys:
    """Makes fold keys of Latin and Cyrillic words in lower case, in a language where one is asked for."""

    def __init__(self, known: RuleSet, lang: str | None) -> None:
        self._known, self._lang = known, known.code(lang) if lang else None
        self._programs: dict[str, Rewriter | None] = {}
        self._plain = _sounds()
        steps = [Rewriter.of(step) for step in known.program("key").steps]
        self._key_steps = steps if None not in steps and known.program("key").normalize == "NFC" else None
        self._latin = _LatinReadings(known, known.names("reading", self._lang, "Latn") if self._lang else [])

    def latin(self, words: Flat) -> Keys:
        """The keys of words in Latin letters."""
        return self._of_readings(words, self._latin.of(words))

    def cyrillic(self, words: Flat) -> Keys:
        """The keys of words in Cyrillic letters."""
        languages = _languages(words, self._known)
        asked = self._lang if self._known.languages.get(self._lang or "", {}).get("script") == "Cyrl" else None
        found: dict[str, list[Places]] = {}
        unread = np.zeros(len(words), np.bool_)
        for lang in set(languages):
            rows = np.flatnonzero(np.array([other == lang for other in languages], np.bool_))
            names = self._known.names("reading", asked or lang, "Cyrl")
            for name in names:
                found.setdefault(name, []).append(rows)
            unread[rows] |= not names
        return self._of_readings(words, {name: np.concatenate(rows) for name, rows in found.items()}, unread)

    def _of_readings(self, words: Flat, readings: dict[str, Places], left: Marks | None = None) -> Keys:
        left = np.zeros(len(words), np.bool_) if left is None else left
        made: list[tuple[Flat, Places]] = []
        for name, rows in readings.items():
            sounds, of = self._read(name, words, rows, left)
            strange = np.flatnonzero(sounds.codes >= LATIN)
            left[of[np.searchsorted(sounds.starts, strange, "right") - 1]] = True
            made.append((sounds, of))
        keys = _joined([sounds for sounds, _ in made])
        for step in (self._plain, *(self._key_steps or ())):
            if step is not None:
                keys = step.first(keys)
        return Keys(keys, np.concatenate([np.zeros(0, np.int64), *(rows for _, rows in made)]), left)

    def _read(self, name: str, words: Flat, rows: Places, left: Marks) -> tuple[Flat, Places]:
        """What a reading makes of some of the words, and the number of each; those that it cannot read here are marked."""
        if len(rows) < _FEW and self._key_steps is not None:
            texts = [self._known.program(name).texts(word, MAX_KEYS) for word in words.chosen(rows).texts()]
            return Flat.of([text for made in texts for text in made]), np.repeat(rows, [len(made) for made in texts])
        program = self._program(name)
        if program is None or self._key_steps is None:
            left[rows] = True
            return Flat.of([]), rows[:0]
        sounds, of, many = program.every(words.chosen(rows), _MOST)
        left[rows[many]] = True
        return sounds, rows[of]

    def _program(self, name: str) -> Rewriter | None:
        if name not in self._programs:
            program = self._known.program(name)
            step = Rewriter.of(program.steps[0]) if len(program.steps) == 1 and program.normalize == "NFC" else None
            self._programs[name] = None if isinstance(step, Doubled) else step
        return self._programs[name]


class _LatinReadings:
    """Which readings apply to Latin words: those of the language asked for, of every word, and of words with evidence for one."""

    def __init__(self, known: RuleSet, asked: Sequence[str]) -> None:
        files = [known.file(name) for name in known.names("reading", script="Latn")]
        evidence = {file.name: str(file.values["evidence"]) for file in files if "evidence" in file.values}
        self._always = list(dict.fromkeys([*asked, *(file.name for file in files if file.name not in evidence)]))
        self._patterns = {name: compiled(pattern) for name, pattern in evidence.items() if name not in self._always}
        self._pairs = np.zeros((LATIN + 1) ** 2, np.uint64)
        for number, name in enumerate(self._patterns):
            self._mark(_bit(number), evidence[name])

    def _mark(self, bit: np.uint64, pattern: str) -> None:
        """Note which pairs of neighbouring letters a word must have for the pattern to be found."""
        pairs = self._pairs.reshape(LATIN + 1, LATIN + 1)
        runs = needed(pattern)
        if runs is None:
            pairs |= bit
        for first, *rest in runs or ():
            ones = [ord(c) for c in first if ord(c) < LATIN]
            others = [ord(c) for c in rest[0] if ord(c) < LATIN] if rest else range(LATIN + 1)
            pairs[np.ix_(ones, others)] |= bit

    def of(self, words: Flat) -> dict[str, Places]:
        """For each reading the numbers of the words that it applies to."""
        found = {name: np.arange(len(words)) for name in self._always}
        if not len(words):
            return found
        codes = np.minimum(words.codes, LATIN)
        marks = np.bitwise_or.reduceat(self._pairs[codes[:-1] * (LATIN + 1) + codes[1:]], words.starts)
        texts = words.texts() if marks.any() else []
        for number, (name, pattern) in enumerate(self._patterns.items()):
            maybe = np.flatnonzero(marks & _bit(number)).tolist()
            rows = [row for row in maybe if pattern.search(texts[row])]
            if rows:
                found[name] = np.array(rows)
        return found


def _bit(number: int) -> np.uint64:
    """The bit of a pattern; the 65th shares that of the first, and is looked for where either may be found."""
    bit: np.uint64 = np.uint64(1 << number % 64)
    return bit


def _sounds() -> Rewriter:
    """`only_sounds`, letter by letter."""
    letters = [chr(code) for code in range(1, LATIN)]
    return Rewriter([Rule(letter, (made,)) for letter in letters if (made := only_sounds(letter)) != letter])


def _languages(words: Flat, known: RuleSet) -> list[str | None]:
    """The language that the letters of each Cyrillic word tell."""
    rows = [
        (lang, str(row["letters"])) for lang, row in known.languages.items() if row.get("script") == "Cyrl" and row.get("letters")
    ]
    ranks = np.full(LETTERS + 1, len(rows), np.int64)
    for rank, (_, letters) in reversed(list(enumerate(rows))):
        ranks[[ord(c) for c in letters if ord(c) < LETTERS]] = rank
    found = np.minimum.reduceat(ranks.take(words.codes, mode="clip"), words.starts) if len(words) else np.zeros(0, np.int64)
    languages: list[str | None] = [*(lang for lang, _ in rows), known.default_language.get("Cyrl")]
    return [languages[rank] for rank in found.tolist()]


def _joined(parts: list[Flat]) -> Flat:
    if len(parts) == 1:
        return parts[0]
    edge = np.zeros(PAD, np.int64)
    return Flat.within(np.concatenate([edge, *(part.codes[PAD:-PAD] for part in parts), edge]))
