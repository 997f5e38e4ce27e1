"""How often each capitalised word stands in a corpus: counted in a pass of its own, kept in a file, read back."""

from __future__ import annotations

import os
from collections import Counter
from collections.abc import Iterable, Iterator, Mapping

import regex

from translit.errors import LexiconError
from translit.text.scan import WORD, scan
from translit.text.script import APOSTROPHES

FORMAT = 1
"""The version of the file format."""

MAX_WORDS = 2_000_000
"""How many different words a count holds; past it the rarest are dropped, and `short_by` says how much may be missing."""

_HEAD = "#translit-counts"
# A word broken over a line end is left out: which half belongs to which word is not known here.
_WHOLE = rf"{WORD}(?![-\u00ad‐](?:\r\n|\n|\r)[ \t]*\p{{Ll}})"
_JOIN = r"(?:[ \u00a0]|[-‐‑]|[ \t]?(?:\r\n|\n|\r)[ \t]*)"
_RUN = regex.compile(rf"(?<![\p{{L}}\p{{M}}\p{{N}}_@#])(?:{_WHOLE})(?:{_JOIN}(?:{_WHOLE}))*+")
_BETWEEN = regex.compile(r"[\s-‐‑]+")
_LONGEST = 80
_ODD = frozenset("0158|" + APOSTROPHES)


def runs(text: str) -> list[str]:
    """The neighbouring capitalised words of a text as they stand, each run of them one string.

    >>> runs("Gen. Syrsky’s troops met Lina Kostenko in Kiev.")
    ['Gen', 'Syrsky’s', 'Lina Kostenko', 'Kiev']
    """
    return _RUN.findall(text)


def words_of(run: str) -> list[str]:
    """The words of a run, without possessive endings and elided articles.

    >>> words_of("Syrsky’s"), words_of("Ivano-Frankivsk")
    (['Syrsky'], ['Ivano', 'Frankivsk'])
    """
    words = [run] if run.isalpha() else [w for w in _BETWEEN.split(run) if w]
    if _ODD.isdisjoint(run):
        return [w for w in words if len(w) <= _LONGEST]
    return [token.text for word in words for token in scan(word)]


class Bounded(Counter[str]):
    """Counts that never hold many more than `size` keys: the rarest are dropped, and `short_by` says by how much at most
    any count is too small."""

    def __init__(self, size: int = MAX_WORDS) -> None:
        super().__init__()
        self.size, self.short_by = size, 0

    def trim(self) -> None:
        """Drop the rarest keys if there are too many; half of the room is then free, so that it is done seldom."""
        if len(self) <= self.size:
            return
        level = sorted(self.values(), reverse=True)[self.size // 2]
        self.short_by += level
        for key in [k for k, n in self.items() if n <= level]:
            del self[key]


class Counts(Mapping[str, int]):
    """How often each capitalised word stood in a corpus; 0 for a word that is not there.

    `total` is the number of all capitalised words that were read; `short_by` is how much any count may be too small because rare
    words were dropped (0 where nothing was).

    >>> counts = Counts.of(["Lina Kostenko met Roman Kostenko.", "Kosthenko"])
    >>> counts["Kostenko"], counts["Kosthenko"], counts["Selenskyj"], counts.total
    (2, 1, 0, 5)
    """

    def __init__(self, counts: Mapping[str, int], total: int, short_by: int = 0) -> None:
        self._counts, self.total, self.short_by = counts, total, short_by

    @classmethod
    def of(cls, texts: Iterable[str], max_words: int = MAX_WORDS) -> Counts:
        """The counts of some texts, in bounded memory."""
        counts = Bounded(max_words)
        total = 0
        for text in texts:
            for run, number in Counter(runs(text)).items():
                words = words_of(run)
                total += number * len(words)
                for word in words:
                    counts[word] += number
            counts.trim()
        return cls(counts, total, counts.short_by)

    @classmethod
    def load(cls, path: str | os.PathLike[str]) -> Counts:
        """The counts of a file that `translit count` wrote. Raises `LexiconError` with every bad line, and `OSError`."""
        problems: list[LexiconError] = []
        counts: dict[str, int] = {}
        with open(path, encoding="utf-8", errors="surrogateescape", newline="\n") as file:
            head = _head(file.readline().rstrip("\r\n"), os.fspath(path))
            for number, line in enumerate(file, 2):
                word, tab, count = line.rstrip("\r\n").partition("\t")
                if not (word and tab and count.isascii() and count.isdigit()):
                    message = "a line is a word, a tab and a number; count the corpus again with `translit count`"
                    problems.append(LexiconError(os.fspath(path), number, 1, message))
                elif word in counts:
                    problems.append(
                        LexiconError(os.fspath(path), number, 1, f'"{word}" stands here a second time; keep one line')
                    )
                else:
                    counts[word] = int(count)
        if not problems and len(counts) != head["words"]:
            message = f"the file holds {len(counts)} words, its head says {head['words']}; it is perhaps incomplete"
            problems.append(LexiconError(os.fspath(path), 1, 1, message))
        if problems:
            raise LexiconError.of(problems)
        return cls(counts, head["total"], head["short_by"])

    def lines(self) -> Iterator[str]:
        """The lines of a file that `load` reads: a head, then the words, the most frequent first, then by spelling."""
        yield f"{_HEAD} {FORMAT}\twords {len(self)}\ttotal {self.total}\tshort_by {self.short_by}\n"
        for word, count in sorted(self._counts.items(), key=lambda item: (-item[1], item[0])):
            yield f"{word}\t{count}\n"

    def __getitem__(self, word: str) -> int:
        return self._counts.get(word, 0)

    def __contains__(self, word: object) -> bool:
        return word in self._counts

    def __iter__(self) -> Iterator[str]:
        return iter(self._counts)

    def __len__(self) -> int:
        return len(self._counts)


def _head(line: str, path: str) -> dict[str, int]:
    """The numbers of the first line. Raises `LexiconError` where it is no head, or that of another version."""
    name, *fields = line.removeprefix("\ufeff").split("\t")
    found = {k: int(v) for k, _, v in (f.partition(" ") for f in fields) if v.isascii() and v.isdigit()}
    if not name.startswith(_HEAD) or not {"words", "total", "short_by"} <= found.keys():
        message = f'no file of counts: the first line begins with "{_HEAD} {FORMAT}"; make one with `translit count`'
        raise LexiconError(path, 1, 1, message)
    if name != f"{_HEAD} {FORMAT}":
        message = f"counts of another version ({name.removeprefix(_HEAD).strip()}, not {FORMAT}); count the corpus again"
        raise LexiconError(path, 1, 1, message)
    return found
