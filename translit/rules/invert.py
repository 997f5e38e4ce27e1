"""Romanised spellings read backwards: the native words that a published scheme would have written so.

A scheme is one orthography: its tables are run backwards, and only native words that the scheme, run forwards, turns
into the very spelling are kept. So a spelling is never read by a mixture of schemes.
"""

from __future__ import annotations

import unicodedata
from dataclasses import dataclass
from functools import cache

from translit.rules.load import RuleSet, rules
from translit.rules.rewrite import Program, Step
from translit.text.script import plain, script_of, script_of_letter, without_marks

_BEAM = 192
"""How many native words are followed at once; past it the less likely ones are dropped."""


@dataclass(frozen=True, slots=True)
class _Backwards:
    """One step run backwards: what each written string may stand for, and which characters were copied."""

    sources: dict[str, list[tuple[str, str]]]
    rewritten: frozenset[str]


def native_readings(word: str, scheme: str, known: RuleSet) -> tuple[str, ...]:
    """The native words that a scheme writes as this Latin word, diacritics counted if that leaves any.

    >>> from translit.rules.load import rules
    >>> native_readings("zhukov", "bgnpcgn-rus-Cyrl-Latn-1947", rules())
    ('жуков',)
    """
    program = known.program(scheme)
    script = str(known.file(scheme).values.get("script", ""))
    exact = unicodedata.normalize("NFC", word)
    for strip in (False, True):
        found = _run_back(exact, scheme, program, strip)
        goal = _loose(exact) if strip else plain(exact)
        kept = [n for n in found if _is_native(n, script) and _written(program, n, strip) == goal]
        if kept:
            return tuple(dict.fromkeys(kept))
    return ()


def _is_native(word: str, script: str) -> bool:
    return all(script_of_letter(c) not in ("Latn", "Zyyy") for c in word) and script_of(word) == script


def _written(program: Program, native: str, strip: bool) -> str:
    latin = program.apply(native)
    return _loose(latin) if strip else plain(latin)


def _loose(word: str) -> str:
    return without_marks(plain(word))


def _run_back(word: str, scheme: str, program: Program, strip: bool) -> list[str]:
    words = [_loose(word) if strip else plain(word)]
    for place in reversed(range(len(program.steps))):
        last = place == len(program.steps) - 1
        table = _backwards(scheme, place, strip, last)
        words = [found for w in words for found in _spelt(w, table)][:_BEAM]
    return words


def _spelt(word: str, table: _Backwards) -> list[str]:
    """The inputs that a step may have turned into the word, those with the longer matches first."""
    reached: list[list[str]] = [[] for _ in range(len(word) + 1)]
    reached[0] = [""]
    for at in range(len(word)):
        prefixes = reached[at][:_BEAM]
        if not prefixes:
            continue
        for out, source in table.sources.get(word[at], ()):
            if word.startswith(out, at):
                reached[at + len(out)] += [p + source for p in prefixes]
        if word[at] not in table.rewritten:
            reached[at + 1] += [p + word[at] for p in prefixes]
    return list(dict.fromkeys(reached[-1]))[:_BEAM]


@cache
def _backwards(scheme: str, place: int, strip: bool, last: bool) -> _Backwards:
    return _made(rules().program(scheme).steps[place], strip, last)


def _made(step: Step, strip: bool, last: bool) -> _Backwards:
    sources: dict[str, list[tuple[str, str]]] = {}
    rewritten: set[str] = set()
    for rule in step.rules:
        if rule.is_pattern:
            continue
        if len(rule.source) == 1 and not (rule.after or rule.before):
            rewritten.add(rule.source)
        out = rule.outs[0]
        if last:
            out = _loose(out) if strip else plain(out)
        if out:
            sources.setdefault(out[0], []).append((out, rule.source))
    for row in sources.values():
        row.sort(key=lambda pair: -len(pair[0]))
    return _Backwards(sources, frozenset(rewritten))
