"""What the edits and the parts of a name cost and count: `damage/names.yaml` and `guard/name_parts.yaml`, ready to use."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass
from functools import lru_cache
from pathlib import Path
from typing import Any

import regex

from translit.lexicon.located import read_yaml
from translit.resources import lexicons_folder
from translit.rules.load import rules
from translit.text.script import plain, without_marks

SYMBOLS = "abcdefghijklmnopqrstuvwxyzACDEJSXZ0123456789"


@dataclass(frozen=True, slots=True, eq=False)
class Table:
    """Edit costs between words of two scripts: `pairs[a][b]`, and what a sound costs that only one word has.

    `added` is for sounds of the word in the script that the table is for, `absent` for those of its Latin counterpart.
    """

    pairs: Mapping[str, Mapping[str, float]]
    added: Mapping[str, float]
    absent: Mapping[str, float]


@dataclass(frozen=True, slots=True)
class Lookup:
    """Which classes each sound is looked up in, and how many look-up strings a word may have."""

    classes: Mapping[str, tuple[str, ...]]
    variants: int


@dataclass(frozen=True, slots=True)
class Reach:
    """How words of one script are looked up: in which classes, by which `view` of them a shortlist is made, and how many are kept."""

    view: str
    coarse: bool
    shortlist: int
    words: int


@dataclass(frozen=True, slots=True)
class Parts:
    """Words of names that are not names: plain lower-case Latin."""

    particles: frozenset[str]
    kin: frozenset[str]
    articles: frozenset[str]
    binding: Mapping[str, str]
    titles: frozenset[str]
    honorifics: frozenset[str]
    patronymics: tuple[str, ...]
    nicknames: Mapping[str, frozenset[int]]
    given: frozenset[str]
    sexed: tuple[tuple[str, str], ...]


@dataclass(frozen=True, slots=True)
class Weights:
    """All numbers of the file, and the tables made of them."""

    tables: Mapping[str, Table]
    vowels: frozenset[str]
    beside: float
    swapped: float
    first: float
    fine: Lookup
    coarse: Lookup
    reach: Mapping[str, Reach]
    passed_over: Mapping[str, str]
    inflected: frozenset[str]
    bare: frozenset[str]
    ambiguous: frozenset[str]
    ending: float
    feminine: float
    scoring: Mapping[str, float]
    sounds: Mapping[str, tuple[regex.Pattern[str], Mapping[str, str]]]
    alternatives: tuple[tuple[regex.Pattern[str], str], ...]


@lru_cache(maxsize=1)
def weights() -> Weights:
    """The numbers that ship with translit."""
    return weights_from(rules().file("damage-names").values)


def weights_from(values: Mapping[str, Any]) -> Weights:
    """The numbers of one file, given as plain values."""
    endings = values["endings"]
    tables = {name: _table(values, row) for name, row in values["scripts"].items()}
    return Weights(
        tables={"Latn": _table(values, {}), **tables},
        vowels=frozenset(values["vowels"]),
        beside=float(values["beside"]),
        swapped=float(values["swapped"]),
        first=float(values["first"]),
        fine=_lookup(values["lookup"]["fine"], int(values["lookup"]["variants"])),
        coarse=_lookup(values["lookup"]["coarse"], int(values["lookup"]["variants"])),
        reach={k: Reach(v["view"], bool(v["coarse"]), v["shortlist"], v["words"]) for k, v in values["lookup"]["reach"].items()},
        passed_over=values["lookup"]["passed_over"],
        inflected=frozenset(endings["inflected"]),
        bare=frozenset(endings["bare"]),
        ambiguous=frozenset(endings["ambiguous"]),
        ending=float(endings["cost"]),
        feminine=float(endings["feminine"]),
        scoring={k: float(v) for k, v in values["scoring"].items()},
        sounds={script: (_alternation(letters), letters) for script, letters in values["sounds"].items()},
        alternatives=tuple((regex.compile(r["in"]), r["out"]) for r in values["alternatives"]),
    )


def _lookup(classes: Mapping[str, str], variants: int) -> Lookup:
    found: dict[str, tuple[str, ...]] = {}
    for name, sounds in classes.items():
        for sound in sounds:
            found[sound] = (*found.get(sound, ()), name)
    return Lookup(found, variants)


def _alternation(letters: Iterable[str]) -> regex.Pattern[str]:
    return regex.compile("|".join(regex.escape(k) for k in sorted(letters, key=len, reverse=True)))


def _table(values: Mapping[str, Any], row: Mapping[str, Any]) -> Table:
    """The costs of one script: the general ones, with those of its row over them."""
    vowels, factor = values["vowels"], float(row.get("vowels", 1.0))
    given = {**values["pairs"], **{p[::-1]: c for p, c in values["pairs"].items()}}
    own = row.get("pairs", {})
    own = {**own, **{p[::-1]: c for p, c in own.items()}}

    def pair(a: str, b: str) -> float:
        if a == b:
            return 0.0
        both = a in vowels and b in vowels
        cost = float(given.get(a + b, values["vowel"] if both else 1.0)) * (factor if both else 1.0)
        return float(own.get(a + b, cost))

    def lone(listed: Mapping[str, float]) -> dict[str, float]:
        general = {**values["missing"], **listed}
        return {c: float(general.get(c, general["vowel"] if c in vowels else 1.0)) for c in SYMBOLS}

    pairs = {a: {b: pair(a, b) for b in SYMBOLS} for a in SYMBOLS}
    return Table(pairs, lone(row.get("added", {})), lone(row.get("absent", {})))


@lru_cache(maxsize=1)
def parts() -> Parts:
    """The parts of names that ship with translit."""
    guard = lexicons_folder() / "guard"
    values: dict[str, Any] = read_yaml(guard / "name_parts.yaml").value
    groups: dict[str, set[int]] = {}
    for number, group in enumerate(values["nicknames"]):
        for word in group:
            groups.setdefault(word, set()).add(number)
    return Parts(
        particles=frozenset(values["particles"]),
        kin=frozenset(values["kin"]),
        articles=frozenset(values["articles"]),
        binding={form: word for word, forms in values["binding"].items() for form in forms},
        titles=frozenset(values["titles"]).union(_listed_titles(guard / "context.yaml")),
        honorifics=frozenset(values["honorifics"]).union(values["generations"]),
        patronymics=tuple(values["patronymics"]),
        nicknames={k: frozenset(v) for k, v in groups.items()},
        given=_given(guard / "given"),
        sexed=tuple((a, b) for a, b in values["sexed"]),
    )


def _listed_titles(path: Path) -> Iterator[str]:
    """Every title, rank and honorific of one word that the context list has, in any language."""
    for row in read_yaml(path).value.values():
        for kind in ("titles", "ranks", "honorifics"):
            for title in row.get(kind, ()) if isinstance(row, dict) else ():
                bare = without_marks(plain(title.rstrip(".")))
                if bare.isalpha():
                    yield bare


def _given(folder: Path) -> frozenset[str]:
    lines = (line.strip() for path in sorted(folder.glob("*.txt")) for line in path.read_text(encoding="utf-8").splitlines())
    return frozenset(line for line in lines if line and not line.startswith("#"))
