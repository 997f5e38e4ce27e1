"""Romanised spellings read backwards: the native words that a published scheme would have written so.

A scheme is one orthography: its tables are run backwards, and only native words that the scheme, run forwards, turns
into the very spelling are kept. So a spelling is never read by a mixture of schemes. All schemes of a language are run
together, since most of their tables are the same.
"""

from __future__ import annotations

import unicodedata
from collections.abc import Iterator
from functools import lru_cache
from itertools import islice

from translit.rules.load import RuleSet
from translit.rules.rewrite import Program
from translit.rules.step import Step
from translit.rules.together import Together, numbers_of
from translit.text.script import plain, script_of, script_of_letter, without_marks

_BEAM = 192
"""How many native words are followed at once; past it the less likely ones are dropped."""

_LATIN = ("Latn", "Zyyy")


def native_readings(word: str, scheme: str, known: RuleSet) -> tuple[str, ...]:
    """The native words that a scheme writes as this Latin word, diacritics counted if that leaves any.

    >>> from translit.rules.load import rules
    >>> native_readings("zhukov", "bgnpcgn-rus-Cyrl-Latn-1947", rules())
    ('жуков',)
    """
    file = known.file(scheme)
    return _readings(unicodedata.normalize("NFC", word), file.lang, str(file.values.get("script", "")), known).get(file.name, ())


@lru_cache(maxsize=16384)
def _readings(word: str, lang: str, script: str, known: RuleSet) -> dict[str, tuple[str, ...]]:
    """The native words by each scheme of a language that has any."""
    found: dict[str, tuple[str, ...]] = {}
    for names, schemes in _schemes(lang, script, known):
        left = (1 << len(names)) - 1
        for strip in (False, True):
            goal = _loose(word) if strip else plain(word)
            kept: dict[int, list[str]] = {}
            for native, members in schemes.run_back(goal, left, strip) if left else ():
                if _is_native(native, script):
                    for number in schemes.writing(native, goal, members, strip):
                        kept.setdefault(number, []).append(native)
            for number, natives in kept.items():
                found[names[number]] = tuple(natives)
                left &= ~(1 << number)
    return found


@lru_cache(maxsize=256)
def _schemes(lang: str, script: str, known: RuleSet) -> list[tuple[list[str], _Schemes]]:
    """The schemes of a language: those of one step together, each of the others, which need all of the beam, alone."""
    groups: dict[str, list[str]] = {}
    for name in known.names("scheme", lang, script):
        groups.setdefault(name if len(known.program(name).steps) > 1 else "", []).append(name)
    return [(names, _Schemes([known.program(name) for name in names])) for names in groups.values()]


class _Schemes:
    """Programs with the same number of steps, run backwards together. Members are told by one bit each."""

    def __init__(self, programs: list[Program]) -> None:
        self._programs = programs
        self._together = Together(programs) if len(programs[0].steps) == 1 else None
        places = range(len(programs[0].steps))
        self._places = {strip: [_Place(programs, place, strip) for place in places] for strip in (False, True)}

    def run_back(self, goal: str, members: int, strip: bool) -> list[tuple[str, int]]:
        """The words that may have been written so, each with the programs that may have done it."""
        words = {goal: members}
        for place in reversed(self._places[strip]):
            before: dict[str, int] = {}
            for word, bits in words.items():
                for found, common in place.inputs(word, bits):
                    before[found] = before.get(found, 0) | common
            words = dict(islice(before.items(), _BEAM))
        return list(words.items())

    def writing(self, native: str, goal: str, members: int, strip: bool) -> Iterator[int]:
        """The numbers of those members that turn the native word into the goal."""
        if self._together is not None:
            for bits, (latin, *_) in self._together.parted(native, 1):
                if bits & members and (_loose(latin) if strip else plain(latin)) == goal:
                    yield from numbers_of(bits & members)
            return
        for number in numbers_of(members):
            latin = self._programs[number].apply(native)
            if (_loose(latin) if strip else plain(latin)) == goal:
                yield number


class _Place:
    """One step of the programs run backwards: what each written string may stand for, and which characters were copied."""

    def __init__(self, programs: list[Program], place: int, strip: bool) -> None:
        self._sources: dict[str, list[tuple[str, str, int]]] = {}
        self._rewritten: list[set[str]] = []
        self._written: list[set[str]] = []
        self._copied: dict[str, int] = {}
        arcs: dict[tuple[str, str], int] = {}
        for number, program in enumerate(programs):
            is_last = place == len(program.steps) - 1
            for out, source in _outs(program.steps[place], strip if is_last else None):
                arcs[out, source] = arcs.get((out, source), 0) | 1 << number
            alone = (r for r in program.steps[place].rules if len(r.source) == 1 and not (r.after or r.before or r.is_pattern))
            self._rewritten.append({rule.source for rule in alone})
            self._written.append(
                {char for step in program.steps[:place] for rule in step.rules for out in rule.outs for char in out}
            )
        for (out, source), members in sorted(arcs.items(), key=lambda arc: -len(arc[0][0])):
            self._sources.setdefault(out[0], []).append((out, source, members))

    def inputs(self, word: str, members: int) -> list[tuple[str, int]]:
        """What the step may have turned into the word, with the members that may have done it; longer matches first."""
        reached: list[dict[str, int]] = [{} for _ in range(len(word) + 1)]
        reached[0][""] = members
        for at, char in enumerate(word):
            if not reached[at]:
                continue
            arcs = [(len(out), source, bits) for out, source, bits in self._sources.get(char, ()) if word.startswith(out, at)]
            arcs.append((1, char, self._copying(char)))
            for prefix, bits in islice(reached[at].items(), _BEAM):
                for length, source, writers in arcs:
                    if common := bits & writers:
                        row = reached[at + length]
                        row[prefix + source] = row.get(prefix + source, 0) | common
        return list(islice(reached[-1].items(), _BEAM))

    def _copying(self, char: str) -> int:
        """The members that may have left a character as it is: a Latin letter only if an earlier step wrote it."""
        known = self._copied.get(char)
        if known is None:
            native = script_of_letter(char) not in _LATIN
            rows = enumerate(zip(self._rewritten, self._written, strict=True))
            known = sum(1 << n for n, (rewritten, written) in rows if char not in rewritten and (native or char in written))
            if len(self._copied) < 1 << 12:
                self._copied[char] = known
        return known


def _outs(step: Step, strip: bool | None) -> Iterator[tuple[str, str]]:
    """What the rules of a step write, as it is compared in the last step (`strip` is not None), and for what."""
    for rule in step.rules:
        if rule.is_pattern:
            continue
        out = rule.outs[0] if strip is None else _loose(rule.outs[0]) if strip else plain(rule.outs[0])
        if out:
            yield out, rule.source


def _is_native(word: str, script: str) -> bool:
    return all(script_of_letter(c) not in _LATIN for c in word) and script_of(word) == script


def _loose(word: str) -> str:
    return without_marks(plain(word))
