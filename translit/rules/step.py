"""One step of rewrite rules over a word: rules that are tried at each place, the longest match first."""

from __future__ import annotations

import re
import sys
from collections.abc import Iterable
from dataclasses import dataclass, field
from functools import cache
from operator import itemgetter

import regex

from translit.rules.patterns import Match, Pattern, compiled
from translit.rules.reach import reach

MAX_SPELLINGS = 96
"""How many spellings of one word `expand` returns at the most; past it the least likely alternatives are left out."""


@dataclass(frozen=True, slots=True)
class Rule:
    """One rewrite: where `source` stands between `after` and `before`, write one of `outs`."""

    source: str
    outs: tuple[str, ...]
    after: str = ""
    before: str = ""
    is_pattern: bool = False
    name: str = ""


@dataclass(frozen=True, slots=True)
class Spelling:
    """One output of a program: the text, the rules that fired, and how far from the first choice it is."""

    text: str
    rules: tuple[str, ...] = ()
    cost: int = 0


Segment = tuple[tuple[str, ...], tuple[str, ...], int]
"""What may be written for a stretch of a word, the name of the rule that says so, and how many characters it takes up."""

_Test = tuple[Rule, Pattern | None]

EDGE = "\uffff"
"""Stands beyond both ends of a word in what is remembered; Unicode assigns it to no character."""

_MEMO_SIZE = 1 << 12
_SPARSE = 8


@dataclass(slots=True)
class _Window:
    """What the rules for a letter make of it, remembered by the characters that their contexts can look at."""

    left: int
    right: int
    segments: dict[str, Segment] = field(default_factory=dict)


@dataclass(slots=True)
class Step:
    """Rules that run together, left to right, over the output of the step before."""

    rules: tuple[Rule, ...]
    _by_first: dict[str, list[_Test]] = field(init=False, repr=False)
    _anywhere: list[tuple[Rule, Pattern]] = field(init=False, repr=False)
    _simple: dict[str, Segment] = field(init=False, repr=False)
    _windows: dict[str, _Window] = field(init=False, repr=False)
    _edge: str = field(init=False, repr=False)
    _letters: dict[int, str] | None = field(init=False, repr=False)
    _sources: re.Pattern[str] | None = field(init=False, repr=False)
    spans: dict[str, tuple[int, int]] | None = field(init=False, repr=False)
    """How many characters before a letter and from it on its rules look at; None where one looks at the word without limit."""

    def __post_init__(self) -> None:
        self._by_first, self._anywhere, self._simple, self._windows = {}, [], {}, {}
        ordered = sorted(self.rules, key=lambda r: (-len(r.source) if not r.is_pattern else -99, not (r.after or r.before)))
        for rule in ordered:
            test = _compile(rule.source, rule.after, rule.before, rule.is_pattern)
            if rule.is_pattern and test is not None:
                self._anywhere.append((rule, test))
            else:
                self._by_first.setdefault(rule.source[0], []).append((rule, test))
        for first, tests in self._by_first.items():
            rule, test = tests[0]
            if test is None and rule.source == first:
                self._simple[first] = (rule.outs, (rule.name,), 1)
            elif (window := _window([rule for rule, _ in tests])) is not None:
                self._windows[first] = window
        self._edge = EDGE * max((max(w.left, w.right) for w in self._windows.values()), default=0)
        self._sources = None
        spans = dict.fromkeys(self._simple, (0, 1)) | {first: (w.left, w.right) for first, w in self._windows.items()}
        self.spans = spans if not self._anywhere and len(spans) == len(self._by_first) else None
        only_letters = not self._anywhere and len(self._simple) == len(self._by_first)
        self._letters = {ord(c): s[0][0] for c, s in self._simple.items()} if only_letters else None

    def apply(self, word: str) -> str:
        """The word with the first choice of every rule written."""
        if self._letters is not None:
            return word.translate(self._letters)
        return "".join([segment[0][0] for segment in self.segments(word)])

    def texts(self, word: str) -> list[tuple[str, int]]:
        """Every spelling that the alternatives allow, first choices first, each with how far from the first choice it is."""
        found = [("", 0)]
        tail = ""  # what is the same in all of them since the last alternative
        for outs, _, _ in self.segments(word):
            if len(outs) == 1:
                tail += outs[0]
                continue
            found = [(text + tail + out, cost + i) for i, out in enumerate(outs) for text, cost in found]
            tail = ""
            if len(found) > MAX_SPELLINGS:
                found = cheapest_first(found)[:MAX_SPELLINGS]
        return cheapest_first([(text + tail, cost) for text, cost in found])

    def expand(self, word: str) -> list[Spelling]:
        """What `texts` gives, with the rules that fired."""
        found: list[tuple[str, tuple[str, ...], int]] = [("", (), 0)]
        for outs, name, _ in self.segments(word):
            told = [_told(name, out) for out in outs] if len(outs) > 1 else [name]
            found = [(text + out, fired + told[i], cost + i) for i, out in enumerate(outs) for text, fired, cost in found]
            if len(found) > MAX_SPELLINGS:
                found = sorted(found, key=lambda x: x[2])[:MAX_SPELLINGS]
        return [Spelling(*row) for row in sorted(found, key=lambda x: x[2])]

    @property
    def is_of_letters(self) -> bool:
        """True where each rule writes one thing for one letter, whatever stands around it."""
        return self._letters is not None and all(len(rule.outs) == 1 for rule in self.rules)

    @property
    def is_sparse(self) -> bool:
        """True where most words are left as they are, so that it pays to look first."""
        return len(self.rules) <= _SPARSE

    def leaves(self, word: str) -> bool:
        """True where no rule fires, as far as a quick look can tell."""
        if self._anywhere:
            return False
        if self._sources is None:
            self._sources = re.compile("|".join(re.escape(rule.source) for rule in self.rules) or "(?!)")
        return self._sources.search(word) is None

    def segments(self, word: str) -> list[Segment]:
        """The word cut up by the rules."""
        patterns = [_Pattern(rule, match) for rule, test in self._anywhere if (match := test.search(word))]
        if not patterns and not self._by_first:
            return [((word,), (), len(word))]
        found: list[Segment] = []
        position, length = 0, len(word)
        nearest = min([pattern.start for pattern in patterns], default=length)
        simple, edge = self._simple, self._edge
        padded = f"{edge}{word}{edge}"
        while position < length:
            segment = None
            if position >= nearest:
                segment = next(filter(None, [pattern.at(word, position) for pattern in patterns]), None)
                nearest = min([pattern.start for pattern in patterns])
            if segment is None:
                segment = simple.get(word[position]) or self.look(word, position, padded, len(edge))
            found.append(segment)
            position += segment[2]
        return found

    def look(self, word: str, position: int, padded: str, edge: int) -> Segment:
        """What the rules for the letter at this place say; `padded` is the word between edges of so many characters."""
        char = word[position]
        window = self._windows.get(char)
        if window is None or EDGE in word:
            segment = self._simple.get(char) or self.segment(word, position)
            if not segment[1] and char not in self._by_first and len(self._simple) < _MEMO_SIZE:
                self._simple[char] = segment
            return segment
        position += edge
        around = padded[position - window.left : position + window.right]
        known = window.segments.get(around)
        if known is None:
            if len(window.segments) >= _MEMO_SIZE:
                window.segments.clear()
            known = window.segments[around] = self.segment(word, position - edge)
        return known

    def segment(self, word: str, position: int) -> Segment:
        """What the rules for the letter at this place say, the letter itself where none fits."""
        for rule, test in self._by_first.get(word[position], ()):
            if word.startswith(rule.source, position) if test is None else test.match(word, position):
                return rule.outs, (rule.name,), len(rule.source)
        return (word[position],), (), 1


_cost = itemgetter(1)


def cheapest_first(made: Iterable[tuple[str, int]]) -> list[tuple[str, int]]:
    """Texts with their costs, the lowest cost first; equal ones stay in order."""
    return sorted(made, key=_cost)


@dataclass(slots=True)
class _Pattern:
    """A rule that is a pattern, with its next match in a word."""

    rule: Rule
    match: Match | None

    @property
    def start(self) -> int:
        return sys.maxsize if self.match is None else self.match.start()

    def at(self, word: str, position: int) -> Segment | None:
        """What it writes at a place, None where it does not match there."""
        match = self.match
        if match is not None and match.start() < position:
            match = self.match = match.re.search(word, position)
        if match is None or match.start() > position or match.end() == position:
            return None
        return tuple(_written(out, match) for out in self.rule.outs), (self.rule.name,), match.end() - position


def _window(rules: list[Rule]) -> _Window | None:
    """A memory for these rules of one letter; None where a context looks at the word without limit."""
    left, right = 0, 1
    for rule in rules:
        behind, ahead = reach(rule.after, False), reach(rule.before, True)
        if behind is None or ahead is None:
            return None
        left, right = max(left, behind), max(right, len(rule.source) + ahead)
    return _Window(left, right)


def _told(name: tuple[str, ...], out: str) -> tuple[str, ...]:
    """The name of a rule with alternatives, with the one that was written."""
    source, arrow, _ = name[0].partition("→")
    return (f"{source}→{out}",) if arrow else name


@cache
def _compile(source: str, after: str, before: str, is_pattern: bool) -> Pattern | None:
    if not (after or before or is_pattern):
        return None
    left = f"(?<={_edges(after)})" if after else ""
    right = f"(?={_edges(before)})" if before else ""
    middle = source if is_pattern else regex.escape(source)
    return compiled(f"{left}(?:{middle}){right}")


def _edges(fragment: str) -> str:
    """`^` and `$` are the edges of the word wherever they stand in a context."""
    return regex.sub(r"(?<![\\\[])\^", r"\\A", regex.sub(r"(?<!\\)\$", r"\\Z", fragment))


def _written(out: str, match: Match) -> str:
    return match.expand(out) if "\\" in out else out
