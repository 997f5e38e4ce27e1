"""News-like text from a generator: as many words, capitals and new names a megabyte as real news has, in any amount.

    python bench/corpus.py --language english --megabytes 8 > english.txt

The vocabulary is this project's word and name lists as they were on 2026-11-22 (kept in bench/vocabulary with their sources and
licences, so that a word more in the lexicon makes no other text), places from a gazetteer if one is given, and names made of
syllables.
How many different capitalised words a text of a given size holds follows the growth measured on news (Heaps' law).
"""

from __future__ import annotations

import argparse
import lzma
import random
import sys
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from itertools import accumulate
from pathlib import Path

VOCABULARY = Path(__file__).resolve().parent / "vocabulary"
BLOCK = 1 << 18
"""The size of the blocks that engines get, in bytes; a block ends with a line."""

_TAIL = 12
"""How much flatter than 1/rank the head of a frequency list is."""


@dataclass(frozen=True)
class Language:
    """How the text of a language looks: its lists, and figures of real news (growth: a · MB^b different capitalised words)."""

    words: tuple[str, ...]
    names: tuple[str, ...]
    frequent: str
    frequent_share: float
    growth: tuple[float, float]
    capitals: float
    line_bytes: int
    onsets: str
    vowels: str
    endings: str
    shortest_first: float


LANGUAGES = {
    "english": Language(
        words=("en",),
        names=("given-latin", "surnames-latin"),
        frequent="the of to in a and for on that said is with as at it by from was he has its an be will are his have not but this",
        frequent_share=0.32,
        growth=(9565, 0.58),
        capitals=0.28,
        line_bytes=236,
        onsets="b br c ch d dr f g gr h j k kr l m n p pr r s sh st t tr v w z",
        vowels="a e i o u ai ea ou",
        endings="n r s l t m son ton man ler ski sky ley er ov in ez is ard well",
        shortest_first=0.35,
    ),
    "slavic": Language(
        words=("ru", "uk", "ru"),
        names=("given-cyrillic", "surnames-cyrillic"),
        frequent="в и на не что с по за о он как из к у от это для а его но до то все так была при або та що він його для які після",
        frequent_share=0.34,
        growth=(6867, 0.64),
        capitals=0.16,
        line_bytes=487,
        onsets="б бр в г гр д др ж з к кр л м н п пр р с ст т тр ф х ч ш",
        vowels="а е и о у я ю",
        endings="н р в л т м ов ев ин енко ский ич ко ук юк ян дзе ова ева ина ого ому ом а у е ой",
        shortest_first=0.5,
    ),
}
_CLOSING = (". ", ". ", ". ", ", ", ", ", "; ", ": ", '" ', "? ")
_ORDINARY, _PLACE = 0.40, 0.48
"""Of new capitalised words, 40 in 100 are ordinary words with a capital, 8 are places; the rest are other names."""


def blocks(language: str, megabytes: float, places: Sequence[Sequence[str]] = (), seed: int = 1) -> list[str]:
    """Text of this size as blocks of lines, the same for the same arguments."""
    made: list[str] = []
    held: list[str] = []
    size = total = 0
    for line in lines(language, places, seed):
        length = len(line.encode())
        if size + length > BLOCK or total + length > megabytes * 1e6:
            made.append("".join(held))
            held, size = [], 0
        if total + length > megabytes * 1e6:
            break
        held.append(line)
        size, total = size + length, total + length
    return [block for block in made if block]


def blocks_of_files(paths: Sequence[Path], megabytes: float) -> list[str]:
    """Up to this much of the text of files, as blocks of lines."""
    made: list[str] = []
    left = int(megabytes * 1e6)
    for path in paths:
        with open(path, encoding="utf-8", errors="surrogateescape", newline="\n") as file:
            while left > 0 and (found := file.readlines(min(BLOCK, left))):
                made.append("".join(found))
                left -= len(made[-1].encode("utf-8", "surrogateescape"))
    return made


def lines(language: str, places: Sequence[Sequence[str]] = (), seed: int = 1) -> Iterator[str]:
    """Lines of text without end; `places` are spellings of places, most frequent place first."""
    known = LANGUAGES[language]
    chance = random.Random(seed)
    ordinary = _Ordinary(known, chance)
    capitals = _Capitals(known, chance, ordinary, places)
    written = 0
    while True:
        line = _line(known, chance, ordinary, capitals, written)
        written += len(line.encode())
        yield line


def _line(known: Language, chance: random.Random, ordinary: _Ordinary, capitals: _Capitals, written: int) -> str:
    parts: list[str] = []
    size, starts = 0, True
    while size < known.line_bytes:
        capital = starts or chance.random() < known.capitals - 0.05
        word = capitals.next(written + size) if capital else ordinary.next()
        ends = chance.random() < 0.11
        after = chance.choice(_CLOSING) if ends else " "
        starts = ends and after[0] in ".?"
        parts += (word, after)
        size += len(word.encode()) + len(after)
    return "".join(parts).rstrip() + "\n"


class _Ordinary:
    """Lower-case words: a few that are most of the text, and the lists, where short words are the more frequent."""

    def __init__(self, known: Language, chance: random.Random) -> None:
        self._chance, self._share = chance, known.frequent_share
        self.frequent = known.frequent.split()
        found = {word for name in known.words for word in listed(f"words-{name}") if word.isalpha() and word.islower()}
        self.words = sorted(sorted(found), key=lambda word: (len(word) * known.shortest_first + 4 * chance.random(), word))
        self._frequent_sums, self._sums = _sums(len(self.frequent)), _sums(len(self.words))
        self._ready: list[str] = []

    def next(self) -> str:
        """One more word."""
        if not self._ready:
            frequent = self._chance.choices(self.frequent, cum_weights=self._frequent_sums, k=4096)
            rest = self._chance.choices(self.words, cum_weights=self._sums, k=4096)
            self._ready = [f if self._chance.random() < self._share else r for f, r in zip(frequent, rest, strict=True)]
        return self._ready.pop()


class _Capitals:
    """Words with capitals: a new one as long as the text holds fewer than the growth law says, else one from before."""

    def __init__(self, known: Language, chance: random.Random, ordinary: _Ordinary, places: Sequence[Sequence[str]]) -> None:
        self._known, self._chance, self._ordinary, self._places = known, chance, ordinary, places
        self._names = [name for path in known.names for name in listed(path)]
        self._place_sums = _sums(len(places)) if places else []
        self._onsets, self._vowels, self._endings = (x.split() for x in (known.onsets, known.vowels, known.endings))
        self._before: list[str] = []
        self._different: set[str] = set()

    def next(self, written: int) -> str:
        """One more word, or several that are a name, behind so many bytes of text."""
        factor, exponent = self._known.growth
        due = factor * ((written + 1) / 1e6) ** exponent
        word = self._new() if not self._before or len(self._different) < due else self._chance.choice(self._before)
        self._before.append(word)
        self._different.update(word.split())
        return word

    def _new(self) -> str:
        kind = self._chance.random()
        if kind < _ORDINARY:
            words = self._ordinary.words if self._chance.random() < 0.9 else self._ordinary.frequent
            return self._chance.choice(words).capitalize()
        if kind < _PLACE and self._places:
            spellings = self._chance.choices(self._places, cum_weights=self._place_sums)[0]
            return spellings[0] if self._chance.random() < 0.6 else self._chance.choice(spellings)
        if kind < 0.55:
            return self._chance.choice(self._names).capitalize()
        return self._made()

    def _made(self) -> str:
        syllables = self._chance.choice((1, 2, 2, 3))
        made = "".join(self._chance.choice(self._onsets) + self._chance.choice(self._vowels) for _ in range(syllables))
        return (made + self._chance.choice(self._endings)).capitalize()


def listed(name: str) -> list[str]:
    """The words of a list."""
    text = lzma.decompress((VOCABULARY / f"{name}.txt.xz").read_bytes()).decode()
    return [word for line in text.splitlines() if (word := line.strip()) and not word.startswith("#") and " " not in word]


def _sums(length: int) -> list[float]:
    """Running sums of the frequencies of a list that falls off with the rank."""
    return list(accumulate(1 / (rank + _TAIL) for rank in range(length)))


def main() -> int:
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("--language", choices=sorted(LANGUAGES), default="english")
    parser.add_argument("--megabytes", type=float, default=1.0)
    parser.add_argument("--seed", type=int, default=1)
    options = parser.parse_args()
    for block in blocks(options.language, options.megabytes, seed=options.seed):
        sys.stdout.buffer.write(block.encode())
    return 0


if __name__ == "__main__":
    raise SystemExit(main())
