"""Wikidata's JSON dumps: one item a line, with labels and aliases in many languages.

The format is described at https://doc.wikimedia.org/Wikibase/master/php/docs_topics_json.html; a dump is one array with
an item on each line, and lines of an own selection may stand without brackets and commas as well.
"""

from __future__ import annotations

import json
from collections.abc import Iterator, Mapping
from typing import Any

from translit.workbench.importing.inputs import Inputs
from translit.workbench.importing.record import BadInput, Choice, Label, Record

SOURCE, LICENSE, PREFIX = "Wikidata, https://www.wikidata.org/", "CC0-1.0", "wikidata-"
_INSTANCE_OF, _HUMAN = "P31", "Q5"
_GENDER, _GENDERS = "P21", {"Q6581097": "m", "Q6581072": "f"}
_COORDINATES = "P625"
_TOLD_BY = {"person": f'"{_HUMAN}"', "place": f'"{_COORDINATES}"'}
_NATIVE = ("P1559", "P1705")
"""Name in native language (of persons), native label (of anything else)."""
_CANONICAL = ("en", "mul", "en-gb", "en-us")
_SHARED = 2
"""A spelling that this many languages have is no word of one of them."""


def records(inputs: Inputs, path: str, choice: Choice, kind: str | None) -> Iterator[Record]:
    """The wanted items of a dump; `kind` is that of all of them, without it the claims tell persons and places."""
    for number, line in inputs.lines(path):
        text = line.strip().rstrip(",")
        whole = text.startswith("{") and text.endswith("}")
        if text in ("", "[", "]") or (whole and not kind and not _may_be_wanted(text, choice.kinds)):
            continue
        try:
            record = _record(json.loads(text), choice, kind)
        except (ValueError, KeyError, TypeError, AttributeError):
            inputs.report(
                BadInput(path, number, "this line is no JSON of an item with id, labels and claims; it was passed over")
            )
            continue
        if record is not None:
            yield record


def _may_be_wanted(line: str, kinds: tuple[str, ...]) -> bool:
    """False for a line that can't hold a wanted item: most of a dump, and parsing is what takes the time."""
    return any(_TOLD_BY.get(k, "") in line for k in kinds or _TOLD_BY)


def _record(item: Mapping[str, Any], choice: Choice, kind: str | None) -> Record | None:
    """The item as a record, None where it is not wanted."""
    id = str(item["id"])
    found = kind or _kind_of(item)
    if item.get("type", "item") != "item" or found is None or (choice.kinds and found not in choice.kinds):
        return None
    return Record(f"{PREFIX}{id}", found, tuple(_labels(item, choice)), _gender_of(item), group=found)


def _kind_of(item: Mapping[str, Any]) -> str | None:
    if _HUMAN in _ids(item, _INSTANCE_OF):
        return "person"
    return "place" if _values(item, _COORDINATES) else None


def _gender_of(item: Mapping[str, Any]) -> str | None:
    found = {_GENDERS[q] for q in _ids(item, _GENDER) if q in _GENDERS}
    return found.pop() if len(found) == 1 else None


def _values(item: Mapping[str, Any], property: str) -> list[Any]:
    """The values of the statements of a property that are not deprecated, preferred ones first."""
    claims = item.get("claims")
    statements = claims.get(property, ()) if isinstance(claims, dict) else ()
    kept = [s for s in statements if s.get("rank") != "deprecated" and s["mainsnak"].get("snaktype") == "value"]
    kept.sort(key=lambda s: s.get("rank") != "preferred")
    return [s["mainsnak"]["datavalue"]["value"] for s in kept]


def _ids(item: Mapping[str, Any], property: str) -> list[str]:
    return [str(v.get("id", "")) for v in _values(item, property) if isinstance(v, dict)]


def _labels(item: Mapping[str, Any], choice: Choice) -> Iterator[Label]:
    terms = _terms(item)
    canonical = next((text for code in _CANONICAL for lang, text in terms if lang == code), None)
    if canonical:
        yield Label(canonical, None, "canonical")
    native: dict[str, str] = {}
    for property in _NATIVE:
        for value in _values(item, property):
            if isinstance(value, dict) and value.get("language") and value.get("text"):
                native.setdefault(str(value["language"]), str(value["text"]))
    for code in choice.natives:
        native.update({lang: text for lang, text in terms if lang == code and lang not in native})
    yield from (Label(text, lang, "native") for lang, text in native.items())
    langs: dict[str, dict[str, None]] = {}
    for lang, text in terms:
        langs.setdefault(text, {}).setdefault(lang)
    for text, found in langs.items():
        wanted = [lang for lang in found if not choice.langs or lang in choice.langs]
        if wanted:
            yield Label(text, wanted[0] if len(found) < _SHARED and wanted[0] != "mul" else None)


def _terms(item: Mapping[str, Any]) -> list[tuple[str, str]]:
    """(language, text) of all labels, then of all aliases."""
    labels = item.get("labels") or {}
    aliases = item.get("aliases") or {}
    found = [(str(t["language"]), str(t["value"])) for t in labels.values()] if isinstance(labels, dict) else []
    return found + (
        [(str(t["language"]), str(t["value"])) for row in aliases.values() for t in row] if isinstance(aliases, dict) else []
    )
