"""Ordered rewrite rules over one word, the one mechanism behind every rule file.

A `Program` is a list of steps; a step holds rules that are tried at each position of the word, the longest
match first. `apply` gives the primary spelling, `expand` every spelling that the alternatives allow, each with
the rules that fired. The format of the files is described in docs/rule-files.md.
"""

from __future__ import annotations

import unicodedata
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, field
from functools import cache
from typing import Literal

import regex

UnicodeForm = Literal["NFC", "NFD", "NFKC", "NFKD"]

_CLASS = regex.compile(r"<(\w+)>")

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


@dataclass(slots=True)
class Step:
    """Rules that run together, left to right, over the output of the step before."""

    rules: tuple[Rule, ...]
    _by_first: dict[str, list[tuple[Rule, regex.Pattern[str] | None]]] = field(init=False, repr=False)
    _anywhere: list[tuple[Rule, regex.Pattern[str] | None]] = field(init=False, repr=False)
    _simple: dict[str, tuple[tuple[str, ...], tuple[str, ...]]] = field(init=False, repr=False)
    _plain: regex.Pattern[str] | None = field(init=False, repr=False)
    _table: dict[str, str] = field(init=False, repr=False)

    def __post_init__(self) -> None:
        self._by_first, self._anywhere, self._plain, self._table, self._simple = {}, [], None, {}, {}
        ordered = sorted(self.rules, key=lambda r: (-len(r.source) if not r.is_pattern else -99, not (r.after or r.before)))
        for rule in ordered:
            test = _compile(rule.source, rule.after, rule.before, rule.is_pattern)
            if rule.is_pattern:
                self._anywhere.append((rule, test))
            else:
                self._by_first.setdefault(rule.source[0], []).append((rule, test))
        for first, tests in self._by_first.items():
            rule, test = tests[0]
            if len(tests) == 1 and test is None and rule.source == first and not self._anywhere:
                self._simple[first] = (rule.outs, (rule.name,))
        if all(not (r.is_pattern or r.after or r.before) and len(r.outs) == 1 for r in self.rules) and self.rules:
            for rule in reversed(ordered):
                self._table[rule.source] = rule.outs[0]
            self._plain = regex.compile("|".join(regex.escape(s) for s in sorted(self._table, key=len, reverse=True)))

    def apply(self, word: str) -> str:
        """The word with the first choice of every rule written."""
        if self._plain is not None:
            table = self._table
            return self._plain.sub(lambda m: table[m.group()], word)
        return "".join(outs[0] for outs, _ in self._segments(word))

    def expand(self, word: str) -> list[Spelling]:
        """Every spelling that the alternatives allow, first choices first."""
        texts: list[tuple[str, tuple[str, ...], int]] = [("", (), 0)]
        tail: str = ""  # what is the same in all of them since the last alternative
        fired: tuple[str, ...] = ()
        for outs, name in self._segments(word):
            if len(outs) == 1:
                tail += outs[0]
                fired += name
                continue
            told = [_told(name, out) for out in outs]
            texts = [(t + tail + out, f + fired + told[i], c + i) for i, out in enumerate(outs) for t, f, c in texts]
            tail, fired = "", ()
            if len(texts) > MAX_SPELLINGS:
                texts = sorted(texts, key=lambda x: x[2])[:MAX_SPELLINGS]
        return [Spelling(t + tail, f + fired, c) for t, f, c in sorted(texts, key=lambda x: x[2])]

    def _segments(self, word: str) -> Iterator[tuple[tuple[str, ...], tuple[str, ...]]]:
        """What may be written for each stretch of the word, with the name of the rule that says so."""
        position, length = 0, len(word)
        simple = self._simple
        while position < length:
            char = word[position]
            known = simple.get(char)
            if known is not None:
                yield known
                position += 1
                continue
            found = self._match(word, position)
            if found is None:
                yield (char,), ()
                position += 1
            else:
                rule, position, match = found
                outs = rule.outs if match is None else tuple(_written(out, match) for out in rule.outs)
                yield outs, (rule.name,)

    def _match(self, word: str, position: int) -> tuple[Rule, int, regex.Match[str] | None] | None:
        for rule, test in self._anywhere:
            if test is not None and (match := test.match(word, position)) is not None and match.end() > position:
                return rule, match.end(), match
        for rule, test in self._by_first.get(word[position], ()):
            if test is None:
                if word.startswith(rule.source, position):
                    return rule, position + len(rule.source), None
            elif (match := test.match(word, position)) is not None:
                return rule, match.end(), match
        return None


@dataclass(slots=True)
class Program:
    """The steps of one rule file, with the Unicode form that they expect."""

    name: str
    steps: tuple[Step, ...]
    normalize: UnicodeForm = "NFC"

    def apply(self, word: str) -> str:
        """The primary spelling of one lower-case word.

        >>> g = step_from([{"in": "г", "out": "h"}, {"in": "зг", "out": "zgh"}], {"а": "a", "з": "z", "и": "y"})
        >>> Program("demo", (g,)).apply("згаг")
        'zghah'
        """
        word = unicodedata.normalize(self.normalize, word)
        for step in self.steps:
            word = step.apply(word)
        return unicodedata.normalize("NFC", word)

    def expand(self, word: str, limit: int = MAX_SPELLINGS) -> list[Spelling]:
        """Every spelling of one lower-case word, the primary one first, without repetitions."""
        found = [Spelling(unicodedata.normalize(self.normalize, word))]
        for step in self.steps:
            following: dict[str, Spelling] = {}
            for so_far in found:
                for new in step.expand(so_far.text):
                    cost = so_far.cost + new.cost
                    old = following.get(new.text)
                    if old is None or cost < old.cost:
                        following[new.text] = Spelling(new.text, so_far.rules + new.rules, cost)
            found = sorted(following.values(), key=lambda s: s.cost)[:limit]
        return [Spelling(unicodedata.normalize("NFC", s.text), s.rules, s.cost) for s in found]


def step_from(
    rules: Iterable[Mapping[str, object]], letters: Mapping[str, object], classes: Mapping[str, str] | None = None
) -> Step:
    """A step from the plain values of a rule file: contextual rules and the letter table."""
    groups = classes or {}
    made: list[Rule] = []
    for item in rules:
        source = str(item["pattern"] if "pattern" in item else item["in"])
        outs = _outs(item["out"])
        made.append(
            Rule(
                source=_with_classes(source, groups) if "pattern" in item else source,
                outs=outs,
                after=_with_classes(str(item.get("after", "")), groups),
                before=_with_classes(str(item.get("before", "")), groups),
                is_pattern="pattern" in item,
                name=str(item.get("name") or f"{source}→{outs[0]}"),
            )
        )
    made.extend(Rule(k, _outs(v), name=f"{k}→{_outs(v)[0]}") for k, v in letters.items())
    return Step(tuple(made))


def _told(name: tuple[str, ...], out: str) -> tuple[str, ...]:
    """The name of a rule with alternatives, with the one that was written."""
    source, arrow, _ = name[0].partition("→")
    return (f"{source}→{out}",) if arrow else name


def _outs(value: object) -> tuple[str, ...]:
    if isinstance(value, str):
        return (value,)
    if isinstance(value, Sequence):
        return tuple(str(v) for v in value)
    raise TypeError(f"'out' is a string or a list of strings, not {value!r}")


def _with_classes(fragment: str, classes: Mapping[str, str]) -> str:
    def members(match: regex.Match[str]) -> str:
        letters = classes[match.group(1)]
        if "|" in letters:
            return f"(?:{letters})"
        return "[" + regex.escape(letters, special_only=False) + "]"

    return _CLASS.sub(members, fragment)


@cache
def _compile(source: str, after: str, before: str, is_pattern: bool) -> regex.Pattern[str] | None:
    if not (after or before or is_pattern):
        return None
    left = f"(?<={_edges(after)})" if after else ""
    right = f"(?={_edges(before)})" if before else ""
    middle = source if is_pattern else regex.escape(source)
    return regex.compile(f"{left}(?:{middle}){right}")


def _edges(fragment: str) -> str:
    """`^` and `$` are the edges of the word wherever they stand in a context."""
    return regex.sub(r"(?<![\\\[])\^", r"\\A", regex.sub(r"(?<!\\)\$", r"\\Z", fragment))


def _written(out: str, match: regex.Match[str] | None) -> str:
    return match.expand(out) if match is not None and "\\" in out else out
