"""Names in fields: `resolve_many` against an edit ratio over all names and against rigour behind a shortlist."""

from __future__ import annotations

import json
import random
import time
from collections.abc import Callable, Sequence
from dataclasses import asdict
from importlib.util import find_spec
from pathlib import Path
from typing import Any

from meter import Spread

_SHORTLIST = 20
_LETTERS = "abcdefghijklmnopqrstuvwxyz"


def field_rates(folder: Path, rounds: int, queries: int, seconds: float) -> dict[str, Any]:
    """Names a second and share found rightly, for each system, with its note."""
    spellings: dict[str, str] = json.loads((folder / "spellings.json").read_text(encoding="utf-8"))
    asked = _misspelt(spellings, queries)
    systems = {name: make(spellings, folder) for name, make in _SYSTEMS.items() if name != "rigour" or find_spec("rigour")}
    sizes = {name: _fit(resolve, [q for q, _ in asked], seconds) for name, resolve in systems.items()}
    times: dict[str, list[float]] = {name: [] for name in systems}
    right: dict[str, int] = {}
    for turn in range(rounds):
        for name, resolve in systems.items():
            part = _part(asked, sizes[name], turn)
            start = time.process_time()
            answers = resolve([query for query, _ in part])
            times[name].append(len(part) / (time.process_time() - start))
            right[name] = right.get(name, 0) + sum(a == form for a, (_, form) in zip(answers, part, strict=True))
    return {
        name: {"names_per_s": asdict(Spread.of(found)), "right": right[name] / (rounds * sizes[name]), "asked": sizes[name]}
        for name, found in times.items()
    }


def _part(asked: Sequence[tuple[str, str]], size: int, turn: int) -> list[tuple[str, str]]:
    """Another part of the questions each turn, as far as there are enough."""
    start = turn * size % max(1, len(asked) - size + 1)
    return list(asked[start : start + size])


def _misspelt(spellings: dict[str, str], count: int) -> list[tuple[str, str]]:
    """Latin spellings of six letters and more with one edit, and the forms that they stand for."""
    chance = random.Random(7)
    known = [s for s in spellings if len(s) >= 6 and s.isascii()]
    return [(_edited(s, chance), spellings[s]) for s in chance.choices(known, k=count)]


def _edited(text: str, chance: random.Random) -> str:
    at = chance.randrange(1, len(text) - 1)
    kind = chance.randrange(3)
    if kind == 0:
        return text[:at] + text[at + 1 :]
    return text[:at] + chance.choice(_LETTERS) + text[at + (kind == 1) :]


def _fit(resolve: Callable[[list[str]], list[Any]], queries: list[str], seconds: float) -> int:
    """How many questions fit into the time."""
    resolve(queries[:1])  # makes the index, which is no part of the rate
    start, done = time.process_time(), 0
    size = 4
    while done < len(queries) and time.process_time() - start < seconds:
        resolve(queries[done : done + size])
        done, size = done + size, 2 * size
    return max(4, min(done, len(queries)) // 2)


def _translit(spellings: dict[str, str], folder: Path) -> Callable[[list[str]], list[Any]]:
    from translit import Lexicon, Normalizer

    norm = Normalizer(Lexicon.load(folder / "lexicon"))
    return lambda names: [m.canonical if m else None for m in norm.resolve_many(names)]


def _ratio(spellings: dict[str, str], folder: Path) -> Callable[[list[str]], list[Any]]:
    from rapidfuzz import fuzz, process

    known = list(spellings)

    def resolve(names: list[str]) -> list[Any]:
        found = (process.extractOne(name, known, scorer=fuzz.ratio, score_cutoff=80) for name in names)
        return [spellings[f[0]] if f else None for f in found]

    return resolve


def _rigour(spellings: dict[str, str], folder: Path) -> Callable[[list[str]], list[Any]]:
    from rapidfuzz import fuzz, process
    from rigour.names import NameTypeTag, align_person_name_order, analyze_names, compare_parts
    from rigour.text.translit import ascii_text

    known = list(spellings)

    def parts(name: str) -> list[Any]:
        return [part for found in analyze_names(NameTypeTag.ENT, [ascii_text(name)]) for part in found.parts]

    def likeness(a: list[Any], b: list[Any]) -> float:
        aligned = compare_parts(*align_person_name_order(list(a), list(b)))
        letters = [sum(len(p.comparable) for p in (*found.qps, *found.rps)) for found in aligned]
        return float(sum(f.score * n for f, n in zip(aligned, letters, strict=True)) / max(1, sum(letters)))

    def one(name: str) -> str | None:
        own = parts(name)
        near = [f[0] for f in process.extract(name, known, scorer=fuzz.ratio, limit=_SHORTLIST)]
        best = max(near, key=lambda other: likeness(own, parts(other)))
        return spellings[best] if likeness(own, parts(best)) >= 0.7 else None

    return lambda names: [one(name) for name in names]


_SYSTEMS: dict[str, Callable[[dict[str, str], Path], Callable[[list[str]], list[Any]]]] = {
    "translit resolve_many": _translit,
    "rapidfuzz extractOne (ratio)": _ratio,
    "rigour": _rigour,
}
