"""FollowTheMoney entities: one JSON object a line, with a schema and properties that hold several values each.

The schemata and their properties are those of https://followthemoney.tech/.
"""

from __future__ import annotations

import json
from collections.abc import Iterator, Mapping
from typing import Any

from translit.text.script import script_of
from translit.workbench.importing.inputs import Inputs
from translit.workbench.importing.record import BadInput, Choice, Label, Record

_KINDS = {
    "Person": "person",
    "Organization": "organization",
    "Company": "organization",
    "PublicBody": "organization",
    "LegalEntity": "organization",
}
_GENDERS = {"male": "m", "female": "f"}


def records(inputs: Inputs, path: str, prefix: str, choice: Choice) -> Iterator[Record]:
    """The persons and organisations of a file. Names have no language there, so none counts as native.

    The canonical form is the caption, or the first name, in Latin letters; a weak alias is left out for review.
    """
    for number, line in inputs.lines(path):
        if not line.strip():
            continue
        try:
            entity = json.loads(line)
            properties, id, kind = entity["properties"], str(entity["id"]), _KINDS.get(entity["schema"])
        except (ValueError, KeyError, TypeError):
            inputs.report(BadInput(path, number, "this line is no entity with id, schema and properties; it was passed over"))
            continue
        if kind and isinstance(properties, dict) and (not choice.kinds or kind in choice.kinds):
            yield Record(f"{prefix}{id}", kind, _labels(entity, properties), _gender(properties), kind, _weak(properties))


def _labels(entity: Mapping[str, Any], properties: Mapping[str, Any]) -> tuple[Label, ...]:
    names = list(dict.fromkeys(_texts(properties, "name")))
    first = [str(entity["caption"])] if entity.get("caption") in names else []
    canonical = next((n for n in [*first, *names] if script_of(n) == "Latn"), None)
    labels = [Label(canonical, None, "canonical")] if canonical else []
    labels += [Label(n) for n in (*names, *_texts(properties, "alias")) if n != canonical]
    return (*labels, *(Label(n, None, "former") for n in _texts(properties, "previousName")))


def _weak(properties: Mapping[str, Any]) -> tuple[tuple[Label, str], ...]:
    return tuple((Label(n), "weak alias") for n in _texts(properties, "weakAlias"))


def _gender(properties: Mapping[str, Any]) -> str | None:
    found = {_GENDERS[g] for g in _texts(properties, "gender") if g in _GENDERS}
    return found.pop() if len(found) == 1 else None


def _texts(properties: Mapping[str, Any], name: str) -> list[str]:
    """The values of a property; tools that nest entities put objects there, which hold no name."""
    values = properties.get(name, ())
    return [v for v in ([values] if isinstance(values, str) else values) if isinstance(v, str)]
