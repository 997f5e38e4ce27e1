"""What is measured: this library in its modes, and peers that are given the same spellings. What each does is in its `note`.

An engine is made from {spelling: form to be written} and works through pieces of text; what it returns is looked at by the
tests only. Engines whose packages are not installed are left out and named.
"""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator, Mapping
from dataclasses import dataclass
from importlib import import_module
from importlib.util import find_spec
from pathlib import Path
from typing import Any, Literal

import regex

Spellings = Mapping[str, str]
Run = Callable[[str], str]
Group = Literal["exact", "keys", "fuzzy", "lines"]
Unit = Literal["block", "line"]

_WORD = regex.compile(r"[\p{L}\p{M}\p{N}'’-]+")
_CAPITAL = regex.compile(r"\b\p{Lu}[\p{L}\p{M}-]{2,}")


@dataclass(frozen=True)
class Engine:
    """Something that replaces, or only finds, names in text.

    `make` gets the spellings and the folder of the lexicon, and gives a function over one piece of text. `memo` says that the
    first pass over a text costs more than the next; `largest` is the largest lexicon that a run has time for, `group` what
    is found: only what is listed, what has the same fold key too, or also near spellings (*lines*: line by line).
    """

    name: str
    group: Group
    make: Callable[[Spellings, Path], Run]
    note: str
    package: str = ""
    unit: Unit = "block"
    memo: bool = False
    largest: str = "500k"

    @property
    def is_installed(self) -> bool:
        """Whether its package is there."""
        return not self.package or find_spec(self.package) is not None


def translit_run(mode: Group) -> Callable[[Spellings, Path], Run]:
    """This library over the lexicon files."""

    def make(spellings: Spellings, folder: Path) -> Run:
        from translit import Lexicon, Normalizer

        return Normalizer(Lexicon.load(folder / "lexicon"), mode_config(mode)).prepare().fold

    return make


def translit_bare(mode: Group) -> Callable[[Spellings, Path], Run]:
    """This library without what the extra `fast` installs."""

    def make(spellings: Spellings, folder: Path) -> Run:
        from translit import Lexicon, Normalizer
        from translit.match.literal import Literal
        from translit.match.searches import word_search

        lexicon, config = Lexicon.load(folder / "lexicon"), mode_config(mode)
        return Literal(lexicon.index, config, word_search).fold if mode == "exact" else Normalizer(lexicon, config).fold

    return make


def translit_lines(spellings: Spellings, folder: Path) -> Run:
    """This library in its default mode, each line a document."""
    from translit import Lexicon, Normalizer

    norm = Normalizer(Lexicon.load(folder / "lexicon"), mode_config("fuzzy")).prepare()
    return lambda text: "".join(norm.fold_many(text.splitlines(keepends=True)))


def mode_config(mode: Group) -> Any:
    """The configuration of a mode; every mention is written, whatever its script, because peers write every one."""
    from translit import Config

    if mode == "exact":
        return Config(methods=("exact",), rewrite="all")
    return Config(fuzzy="off" if mode == "keys" else "safe", rewrite="all")


def keyword_processor(package: str) -> Callable[[Spellings, Path], Run]:
    """flashtext2, and flashtext, whose interface it has."""

    def make(spellings: Spellings, folder: Path) -> Run:
        processor = import_module(package).KeywordProcessor(case_sensitive=True)
        for spelling, form in spellings.items():
            processor.add_keyword(spelling, form)
        replace: Run = processor.replace_keywords
        return replace

    return make


def flashtext2_lines(spellings: Spellings, folder: Path) -> Run:
    replace = keyword_processor("flashtext2")(spellings, folder)
    return lambda text: "".join(map(replace, text.splitlines(keepends=True)))


def daachorse(spellings: Spellings, folder: Path) -> Run:
    import daachorse as package

    patterns, forms = list(spellings), list(spellings.values())
    automaton = package.CharwiseDoubleArrayAhoCorasick(patterns, package.MATCH_KIND_LEFTMOST_LONGEST)
    return lambda text: _replaced(text, automaton.find(text), forms)


def ahocorasick_rs(spellings: Spellings, folder: Path) -> Run:
    from ahocorasick_rs import AhoCorasick, MatchKind

    patterns, forms = list(spellings), list(spellings.values())
    automaton = AhoCorasick(patterns, matchkind=MatchKind.LeftmostLongest)

    def run(text: str) -> str:
        found = automaton.find_matches_as_indexes(text)
        return _replaced(text, ((s, e, n) for n, s, e in found if _stands_alone(text, s, e)), forms)

    return run


def pyahocorasick(spellings: Spellings, folder: Path) -> Run:
    import ahocorasick

    automaton = ahocorasick.Automaton()
    for number, spelling in enumerate(spellings):
        automaton.add_word(spelling, (number, len(spelling)))
    automaton.make_automaton()
    forms = list(spellings.values())

    def run(text: str) -> str:
        found = ((last - length + 1, last + 1, number) for last, (number, length) in automaton.iter_long(text))
        return _replaced(text, (m for m in found if _stands_alone(text, m[0], m[1])), forms)

    return run


def spacy(spellings: Spellings, folder: Path) -> Run:
    import spacy as package
    from spacy.matcher import PhraseMatcher

    tokenizer = package.blank("en")
    tokenizer.max_length = 1 << 30
    matcher = PhraseMatcher(tokenizer.vocab)
    matcher.add("names", list(tokenizer.tokenizer.pipe(spellings)))

    def run(text: str) -> str:
        matcher(tokenizer.make_doc(text))
        return text

    return run


def symspell(spellings: Spellings, folder: Path) -> Run:
    from symspellpy import SymSpell, Verbosity

    index = SymSpell(max_dictionary_edit_distance=2, prefix_length=7)
    for word in _words(spellings):
        index.create_dictionary_entry(word, 1)

    def near(word: str) -> str:
        found = index.lookup(word, Verbosity.TOP, max_edit_distance=2 if len(word) >= 8 else 1)
        return found[0].term if found else word

    return _ByWord(near)


def extract_one(spellings: Spellings, folder: Path) -> Run:
    from rapidfuzz import process
    from rapidfuzz.distance import OSA

    words = sorted(_words(spellings))

    def near(word: str) -> str:
        found = process.extractOne(word, words, scorer=OSA.distance, score_cutoff=2 if len(word) >= 8 else 1)
        return found[0] if found else word

    return _ByWord(near)


def spaczz(spellings: Spellings, folder: Path) -> Run:
    import spacy as package
    from spaczz.matcher import FuzzyMatcher

    tokenizer = package.blank("en")
    matcher = FuzzyMatcher(tokenizer.vocab)
    matcher.add("names", list(tokenizer.tokenizer.pipe(spellings)))

    def run(text: str) -> str:
        matcher(tokenizer.make_doc(text))
        return text

    return run


def _replaced(text: str, found: Iterable[tuple[int, int, int]], forms: list[str]) -> str:
    parts: list[str] = []
    at = 0
    for start, end, number in found:
        parts += (text[at:start], forms[number])
        at = end
    parts.append(text[at:])
    return "".join(parts)


def _stands_alone(text: str, start: int, end: int) -> bool:
    """Whether no letter or digit touches the characters."""
    return not ((start > 0 and text[start - 1].isalnum()) or (end < len(text) and text[end].isalnum()))


def _words(spellings: Spellings) -> set[str]:
    return {word for spelling in spellings for word in _WORD.findall(spelling) if len(word) > 2}


class _ByWord:
    """Each word with a capital replaced by what is near, looked up once; `memo` is emptied between passes."""

    def __init__(self, near: Callable[[str], str]) -> None:
        self._near = near
        self.memo: dict[str, str] = {}

    def __call__(self, text: str) -> str:
        return _CAPITAL.sub(self._replaced, text)

    def _replaced(self, match: regex.Match[str]) -> str:
        word = match.group()
        found = self.memo.get(word)
        if found is None:
            found = self.memo[word] = self._near(word)
        return found


ENGINES: tuple[Engine, ...] = (
    Engine("translit exact", "exact", translit_run("exact"), "listed spellings, evidence rules, protected zones", memo=True),
    Engine("translit keys", "keys", translit_run("keys"), "and derived spellings and fold keys (fuzzy off)", memo=True),
    Engine("translit fuzzy", "fuzzy", translit_run("fuzzy"), "and the fuzzy fallback (the default)", memo=True),
    Engine("translit exact, no extra", "exact", translit_bare("exact"), "the same without an Aho–Corasick wheel and numba", memo=True),
    Engine("translit keys, no extra", "keys", translit_bare("keys"), "the same without numba", memo=True),
    Engine("translit fuzzy, no extra", "fuzzy", translit_bare("fuzzy"), "the same without numba", memo=True),
    Engine("flashtext2", "exact", keyword_processor("flashtext2"), "replaces listed spellings between word boundaries", "flashtext2"),
    Engine("daachorse", "exact", daachorse, "replaces listed spellings, inside words too", "daachorse"),
    Engine("ahocorasick_rs", "exact", ahocorasick_rs, "replaces listed spellings; neighbours tested in Python", "ahocorasick_rs"),
    Engine("pyahocorasick", "exact", pyahocorasick, "replaces listed spellings; neighbours tested in Python", "ahocorasick"),
    Engine("flashtext", "exact", keyword_processor("flashtext"), "replaces listed spellings, line by line (its cost grows with the square)", "flashtext", "line", largest="100k"),
    Engine("spaCy PhraseMatcher", "exact", spacy, "finds listed spellings among tokens; replaces nothing", "spacy", largest="100k"),
    Engine("symspellpy", "fuzzy", symspell, "nearest word within 1 edit, 2 from 8 letters; single words, memo", "symspellpy", memo=True, largest="100k"),
    Engine("rapidfuzz extractOne", "fuzzy", extract_one, "nearest word by OSA, the same limits; single words, memo", "rapidfuzz", "line", True, "100k"),
    Engine("spaczz", "fuzzy", spaczz, "finds near phrases by edit ratio; replaces nothing", "spaczz", "line", largest="10k"),
    Engine("translit fuzzy, lines", "lines", translit_lines, "the default, each line a document, as for standard input", memo=True),
    Engine("flashtext2, lines", "lines", flashtext2_lines, "as above, line by line", "flashtext2"),
)  # fmt: skip


def chosen(names: Iterable[str] | None = None) -> Iterator[Engine]:
    """The engines that can run here, or those of them with these names."""
    for engine in ENGINES:
        if engine.is_installed and (names is None or engine.name in names):
            yield engine
