"""YAML with the place of every value, and none of YAML's surprises.

A repeated key, a value that YAML would turn into something else (`No`, `12:30`) and a character that is not UTF-8
are problems with a line and a column, not silent changes.
"""

from __future__ import annotations

import re
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any

import yaml
from yaml.reader import ReaderError

from translit.errors import LexiconError

_LOADER: Any = getattr(yaml, "CSafeLoader", yaml.SafeLoader)
_STRING = "tag:yaml.org,2002:str"
_NUMBER = re.compile(r"-?[1-9]?\d*(\.\d+)?")
_KEEP = {"tag:yaml.org,2002:int": int, "tag:yaml.org,2002:float": float}

Place = tuple[int, int]
Where = tuple[object, ...]


class Problem(LexiconError):
    """A problem at one place of a file, with the code that `translit lexicon check` knows it by."""

    def __init__(self, path: str, line: int, column: int, message: str, code: str = "") -> None:
        super().__init__(path, line, column, message)
        self.code = code

    def __reduce__(self) -> tuple[type[LexiconError], tuple[object, ...]]:
        return type(self), (self.path, self.line, self.column, self.message, self.code)


@dataclass(slots=True)
class Document:
    """One YAML file as plain values, with `places` from the way to a value to its line and column (from 1)."""

    path: str
    value: Any = None
    places: dict[Where, Place] = field(default_factory=dict)
    problems: list[Problem] = field(default_factory=list)
    seen: set[int] = field(default_factory=set)

    def problem(self, where: Where, message: str, code: str = "") -> None:
        """Note a problem at the value that `where` leads to, or at the nearest value above it."""
        self.problems.append(self.error(where, message, code))

    def error(self, where: Where, message: str, code: str = "") -> Problem:
        """The problem as an error, without noting it."""
        while where and where not in self.places:
            where = where[:-1]
        line, column = self.places.get(where, (1, 1))
        return Problem(self.path, line, column, message, code)


def read_yaml(path: Path) -> Document:
    """The file as a `Document`; syntax errors are among its problems. Raises `OSError` if it cannot be read."""
    document = Document(str(path))
    try:
        text = path.read_bytes().decode("utf-8")
    except UnicodeDecodeError as error:
        line = path.read_bytes()[: error.start].count(b"\n") + 1
        document.problems.append(Problem(str(path), line, 1, "this line is not UTF-8; save the file as UTF-8", "TL001"))
        return document
    try:
        node = yaml.compose(text, Loader=_LOADER)
    except yaml.MarkedYAMLError as error:
        mark = error.problem_mark
        line, column = (mark.line + 1, mark.column + 1) if mark else (1, 1)
        why = error.problem or "not YAML"
        document.problems.append(Problem(str(path), line, column, f"{why}; check quotes, indents and colons here", "TL001"))
        return document
    except ReaderError as error:
        code = error.character if isinstance(error.character, int) else ord(error.character)
        before = text.partition(chr(code))[0]
        line, column = before.count("\n") + 1, len(before) - before.rfind("\n")
        message = f"the character U+{code:04X} stands here; YAML allows no control characters, so take it out"
        document.problems.append(Problem(str(path), line, column, message, "TL001"))
        return document
    if node is not None:
        document.value = _value(node, (), document)
    return document


def _value(node: Any, where: Where, document: Document) -> Any:
    if id(node) in document.seen:
        document.problem(where, "an alias (*name) stands here; write the value out", "TL004")
        return None
    if not isinstance(node, yaml.ScalarNode) or node.value:
        document.seen.add(id(node))
    document.places[where] = (node.start_mark.line + 1, node.start_mark.column + 1)
    if isinstance(node, yaml.MappingNode):
        return _mapping(node, where, document)
    if isinstance(node, yaml.SequenceNode):
        return [_value(item, (*where, i), document) for i, item in enumerate(node.value)]
    if node.tag == _STRING or node.style in ("'", '"'):
        return node.value
    if node.tag in _KEEP and _NUMBER.fullmatch(node.value):
        return _KEEP[node.tag](node.value)
    message = f"YAML reads {node.value or 'nothing'!r} here as {node.tag.rsplit(':')[-1]}; put it in quotes"
    document.problem(where, message, "TL003")
    return node.value


def _mapping(node: Any, where: Where, document: Document) -> dict[str, Any]:
    values: dict[str, Any] = {}
    for key_node, value_node in node.value:
        key = key_node.value if isinstance(key_node, yaml.ScalarNode) else ""
        here = (*where, key)
        if not isinstance(key_node, yaml.ScalarNode) or not (key_node.tag == _STRING or key_node.style):
            document.places.setdefault(here, (key_node.start_mark.line + 1, key_node.start_mark.column + 1))
            document.problem(here, f"YAML reads the key {key!r} as another type; put it in quotes", "TL003")
        if key in values:
            line = document.places[here][0]
            mark = key_node.start_mark
            message = f'the key "{key}" stands here a second time (first in line {line}); keep one of them'
            document.problems.append(Problem(document.path, mark.line + 1, mark.column + 1, message, "TL002"))
            continue
        values[key] = _value(value_node, here, document)
    return values
