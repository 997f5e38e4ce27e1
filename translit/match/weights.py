"""What edits cost and how much things count when names are compared: `damage/names.yaml` and `weights.yaml`, ready to use."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping
from contextlib import contextmanager
from dataclasses import dataclass
from functools import cached_property
from typing import Any

import numpy as np
import regex
from numpy.typing import NDArray

from translit.rules.load import rules

SYMBOLS = "abcdefghijklmnopqrstuvwxyzACDEJSXZ0123456789"
"""What words in rough sounds are written with."""


Alternatives = tuple[tuple["regex.Pattern[str]", str], ...]
"""Other readings: what to look for, and what to write for it."""


@dataclass(frozen=True, eq=False)
class Table:
    """Edit costs between words of two scripts: `pairs[a][b]`, and what a sound costs that only one word has.

    `added` is for sounds of the word in the script that the table is for, `absent` for those of its Latin counterpart,
    `silent` for the last of these, which may be written and not spoken.
    """

    pairs: Mapping[str, Mapping[str, float]]
    added: Mapping[str, float]
    absent: Mapping[str, float]
    silent: Mapping[str, float]

    @cached_property
    def flat(self) -> NDArray[np.float32]:
        """The costs of all pairs in one row."""
        return np.array([self.pairs[a][b] for a in SYMBOLS for b in SYMBOLS], np.float32)


SORTS = ("fine", "coarse")
"""The sorts of look-up strings: the usual one, and one by fewer classes for scripts that tell few sounds apart."""


@dataclass(frozen=True, slots=True, eq=False)
class Lookup:
    """Which classes each sound is looked up in, and how many look-up strings a word may have.

    `single` writes the class of sounds that have one, `several` are the others.
    """

    classes: Mapping[str, tuple[str, ...]]
    variants: int
    single: Mapping[int, str]
    several: frozenset[str]


@dataclass(frozen=True, slots=True)
class Weights:
    """All numbers of the file, and the tables made of them."""

    tables: Mapping[str, Table]
    vowels: frozenset[str]
    beside: float
    swapped: float
    first: float
    lookups: Mapping[str, Lookup]
    coarse_scripts: frozenset[str]
    nearest: Mapping[str, int]
    passed_over: Mapping[str, str]
    inflected: frozenset[str]
    bare: frozenset[str]
    ambiguous: frozenset[str]
    ending: float
    feminine: float
    scoring: Mapping[str, float]
    sounds: Mapping[str, tuple[regex.Pattern[str], Mapping[str, str]]]
    latin: tuple[regex.Pattern[str], Mapping[str, str]]
    any_alternative: regex.Pattern[str]
    alternatives: Alternatives
    native_alternatives: Mapping[str, Alternatives]


_CURRENT: list[Weights] = []


def weights() -> Weights:
    """The numbers that ship with translit."""
    if not _CURRENT:
        _CURRENT.append(weights_from(rules().file("damage-names").values, rules().file("weights").values["weights"]))
    return _CURRENT[0]


@contextmanager
def using(fitted: Mapping[str, float]) -> Iterator[None]:
    """Other fitted numbers for a while: for tuning, in one thread, with nothing built before used inside or after."""
    before = weights()
    _CURRENT[:] = [weights_from(rules().file("damage-names").values, fitted)]
    try:
        yield
    finally:
        _CURRENT[:] = [before]


def weights_from(values: Mapping[str, Any], fitted: Mapping[str, float]) -> Weights:
    """The facts of `damage/names.yaml` and the fitted numbers of `weights.yaml`, given as plain values."""
    endings = values["endings"]
    tables = {name: _table(values, fitted, row) for name, row in values["scripts"].items()}
    return Weights(
        tables={"Latn": _table(values, fitted, {}), **tables},
        vowels=frozenset(values["vowels"]),
        beside=float(fitted["beside"]),
        swapped=float(fitted["swapped"]),
        first=float(fitted["first"]),
        lookups={sort: _lookup(values["lookup"][sort], int(values["lookup"]["variants"])) for sort in SORTS},
        coarse_scripts=frozenset(values["lookup"]["coarse_scripts"]),
        nearest=values["lookup"]["nearest"],
        passed_over=values["lookup"]["passed_over"],
        inflected=frozenset(endings["inflected"]),
        bare=frozenset(endings["bare"]),
        ambiguous=frozenset(endings["ambiguous"]),
        ending=float(fitted["ending"]),
        feminine=float(fitted["feminine"]),
        scoring={k: float(v) for k, v in {**values["settings"], **fitted}.items()},
        sounds={script: (_alternation(letters), letters) for script, letters in values["sounds"].items()},
        latin=(_alternation(values["latin"]), values["latin"]),
        any_alternative=regex.compile("|".join(row["in"] for row in values["alternatives"])),
        alternatives=_alternatives(values["alternatives"]),
        native_alternatives={script: _alternatives(rows) for script, rows in values["native_alternatives"].items()},
    )


def _alternatives(rows: Iterable[Mapping[str, str]]) -> Alternatives:
    return tuple((regex.compile(row["in"]), row["out"]) for row in rows)


def _lookup(classes: Mapping[str, str], variants: int) -> Lookup:
    found: dict[str, tuple[str, ...]] = {}
    for name, sounds in classes.items():
        for sound in sounds:
            found[sound] = (*found.get(sound, ()), name)
    single = {ord(c): "".join(found.get(c, "")) for c in SYMBOLS}
    return Lookup(found, variants, single, frozenset(c for c, names in found.items() if len(names) > 1))


def _alternation(letters: Iterable[str]) -> regex.Pattern[str]:
    return regex.compile("|".join(regex.escape(k) for k in sorted(letters, key=len, reverse=True)))


def _table(values: Mapping[str, Any], fitted: Mapping[str, float], row: Mapping[str, Any]) -> Table:
    """The costs of one script: the general ones, with those of its row over them."""
    vowels, factor = values["vowels"], float(row.get("vowels", 1.0))
    given = {**values["pairs"], **{p[::-1]: c for p, c in values["pairs"].items()}}
    own = row.get("pairs", {})
    own = {**own, **{p[::-1]: c for p, c in own.items()}}

    def pair(a: str, b: str) -> float:
        if a == b:
            return 0.0
        both = a in vowels and b in vowels
        cost = float(given.get(a + b, fitted["vowel"] if both else 1.0)) * (factor if both else 1.0)
        return float(own.get(a + b, cost))

    def lone(listed: Mapping[str, float]) -> dict[str, float]:
        general = {"vowel": fitted["lone_vowel"], **values["missing"], **listed}
        return {c: float(general.get(c, general["vowel"] if c in vowels else 1.0)) for c in SYMBOLS}

    pairs = {a: {b: pair(a, b) for b in SYMBOLS} for a in SYMBOLS}
    return Table(pairs, lone(row.get("added", {})), lone(row.get("absent", {})), row.get("silent", {}))
