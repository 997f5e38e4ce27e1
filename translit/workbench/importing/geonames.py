"""GeoNames: its table of places, its alternate names with their languages, and its list of countries.

The columns are those of the readme that GeoNames ships beside its files (https://download.geonames.org/export/dump/).
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass, field

from translit.rules.load import rules
from translit.text.script import script_of
from translit.workbench.importing.inputs import Inputs
from translit.workbench.importing.record import BadInput, Choice, Label, Record, Role

SOURCE, LICENSE, PREFIX = "GeoNames, https://www.geonames.org/", "CC-BY-4.0", "geonames-"
_PLACE_COLUMNS, _ALTERNATE_COLUMNS, _COUNTRY_COLUMNS = 19, 8, 16
_LANGUAGE = re.compile(r"[a-z]{2,3}(-[A-Za-z]{2,4})?")
"""Other values of that column mark postal and airport codes, abbreviations and links, which are no names."""
_SCRIPTS = {"Hrkt": ("Hrkt", "Hira", "Kana", "Hani"), "Kore": ("Hang", "Hani")}


@dataclass(slots=True)
class _Place:
    name: str
    country: str
    population: int
    others: str
    alternates: list[tuple[str, str, str]] = field(default_factory=list)


def records(
    inputs: Inputs, places: str, alternates: str | None, countries: str | None, features: str, choice: Choice
) -> Iterator[Record]:
    """The wanted places of the table `places`, with alternate names and native forms as far as the other files tell them.

    The wanted places are held in memory, the other files are read line by line.
    """
    found = dict(_places(inputs, places, features, choice))
    if alternates:
        _add_alternates(inputs, alternates, found)
    spoken = country_languages(inputs, countries) if countries else {}
    for id, place in found.items():
        natives = choice.natives or spoken.get(place.country, ())
        labels = _labels(place, natives) if alternates else _unlabelled(place)
        refused = tuple((Label(n, lang), "colloquial") for lang, n, mark in place.alternates if mark == "colloquial")
        yield Record(f"{PREFIX}{id}", "place", labels, group=place.country.lower(), refused=refused)


def _places(inputs: Inputs, path: str, features: str, choice: Choice) -> Iterator[tuple[str, _Place]]:
    for number, line in inputs.lines(path):
        cells = line.split("\t")
        if len(cells) < _PLACE_COLUMNS or not cells[0].isdigit():
            message = (
                f"a row of the table of places has {_PLACE_COLUMNS} columns and begins with its id; this one was passed over"
            )
            inputs.report(BadInput(path, number, message))
            continue
        population = int(cells[14]) if cells[14].isdigit() else 0
        if cells[6] in features and choice.has_country(cells[8]) and population >= choice.min_population:
            yield cells[0], _Place(cells[1], cells[8], population, cells[3])


def _add_alternates(inputs: Inputs, path: str, found: dict[str, _Place]) -> None:
    for number, line in inputs.lines(path):
        cells = line.split("\t")
        if len(cells) < _ALTERNATE_COLUMNS - 4 or not cells[1].isdigit():
            message = "a row of alternate names has its id, that of the place, language and name; this one was passed over"
            inputs.report(BadInput(path, number, message))
            continue
        place = found.get(cells[1])
        if place is None or (cells[2] and not _LANGUAGE.fullmatch(cells[2])):
            continue
        preferred, short, colloquial, historic = (*(c == "1" for c in cells[4:8]), False, False, False, False)[:4]
        mark = "historic" if historic else "colloquial" if colloquial else "short" if short else "preferred" if preferred else ""
        place.alternates.append((cells[2], cells[3], mark))


def country_languages(inputs: Inputs, path: str) -> dict[str, tuple[str, ...]]:
    """Country to its languages: the first that GeoNames lists, and those that it lists as the country's own (ru-UA)."""
    found = {}
    for number, line in inputs.lines(path):
        cells = line.split("\t")
        if line.startswith("#") or not line.strip():
            continue
        if len(cells) < _COUNTRY_COLUMNS:
            inputs.report(
                BadInput(path, number, f"a row of countryInfo.txt has at least {_COUNTRY_COLUMNS} columns; passed over")
            )
            continue
        found[cells[0]] = languages_of(cells[0], cells[15])
    return found


def languages_of(country: str, listed: str) -> tuple[str, ...]:
    """The languages that count as native to a country.

    >>> languages_of("UA", "uk,ru-UA,rom,pl,hu"), languages_of("AT", "de-AT,hr,hu,sl")
    (('uk', 'ru'), ('de',))
    """
    codes = [c for c in listed.split(",") if c]
    own = [c for n, c in enumerate(codes) if n == 0 or c.endswith(f"-{country}")]
    return tuple(dict.fromkeys(c.split("-")[0] for c in own))


def _labels(place: _Place, natives: tuple[str, ...]) -> tuple[Label, ...]:
    native = {lang: form for lang in natives if (form := _native(place, lang))}
    labels = [Label(place.name, None, "canonical"), *(Label(form, lang, "native") for lang, form in native.items())]
    for lang, name, mark in place.alternates:
        role: Role = "former" if mark == "historic" else "name"
        if mark != "colloquial" and native.get(lang) != name:
            labels.append(Label(name, lang or None, role))
    return tuple(labels)


def _native(place: _Place, lang: str) -> str | None:
    """The name in a language: the one marked as preferred, else the first that isn't short, colloquial or historic."""
    names = [(name, mark) for code, name, mark in place.alternates if code == lang and _fits(name, lang)]
    best = [n for n, mark in names if mark == "preferred"] + [n for n, mark in names if not mark]
    return best[0] if best else None


def _fits(name: str, lang: str) -> bool:
    """True where a name is in the script of its language, as far as one is known."""
    known = rules()
    script = known.languages.get(known.code(lang), {}).get("script")
    return script is None or script_of(name) in _SCRIPTS.get(script, (script,))


def _unlabelled(place: _Place) -> tuple[Label, ...]:
    return (Label(place.name, None, "canonical"), *(Label(name) for name in place.others.split(",") if name))
