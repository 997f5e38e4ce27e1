"""A lexicon file as its text and its YAML nodes, so that a value can be located and its text edited."""

from __future__ import annotations

from collections.abc import Iterator
from functools import cached_property
from pathlib import Path
from typing import Any

import yaml

from translit.lexicon.located import Place, Where

_LOADER: Any = getattr(yaml, "CSafeLoader", yaml.SafeLoader)
_BOM = "\ufeff"


class SourceFile:
    """The text of one file. `root` is None where it is not YAML; positions count characters of `text`."""

    def __init__(self, path: str, text: str | None = None) -> None:
        self.path = path
        self.text = Path(path).read_bytes().decode("utf-8", "replace") if text is None else text

    @cached_property
    def lines(self) -> list[str]:
        """The lines with their ends, as YAML counts them."""
        return self.text.splitlines(keepends=True)

    @cached_property
    def root(self) -> Any:
        """The uppermost node."""
        try:
            return yaml.compose(self.text.removeprefix(_BOM), Loader=_LOADER)
        except yaml.YAMLError:
            return None

    @property
    def shift(self) -> int:
        """How far positions of nodes are behind those of the text."""
        return self.text.startswith(_BOM)

    def node(self, where: Where) -> Any:
        """The node that `where` leads to, None where there is none."""
        node = self.root
        for step in where:
            node = _child(node, step)
            if node is None:
                return None
        return node

    def place(self, where: Where) -> Place:
        """Line and column, from 1, of the value that `where` leads to, or of the nearest value above it."""
        node = found = self.root
        for step in where:
            node = _child(node, step)
            if node is None:
                break
            found = node
        return (found.start_mark.line + 1, found.start_mark.column + 1) if found is not None else (1, 1)

    def span(self, node: Any) -> tuple[int, int]:
        """Where the text of a node begins and ends."""
        return node.start_mark.index + self.shift, _end(node) + self.shift

    def scalars(self, keys: bool = False) -> Iterator[tuple[Where, Any]]:
        """Every scalar value with the way to it; with `keys`, every key, too."""
        yield from _scalars(self.root, (), keys) if self.root is not None else ()


def _child(node: Any, step: object) -> Any:
    if isinstance(node, yaml.MappingNode):
        return next((value for key, value in node.value if key.value == step), None)
    if isinstance(node, yaml.SequenceNode) and isinstance(step, int) and step < len(node.value):
        return node.value[step]
    return None


def _end(node: Any) -> int:
    """The end of a node; that of a block collection is the end of its last value, not of the white space behind it."""
    if isinstance(node, yaml.ScalarNode) or node.flow_style or not node.value:
        return int(node.end_mark.index)
    last = node.value[-1]
    return _end(last[1] if isinstance(last, tuple) else last)


def _scalars(node: Any, where: Where, keys: bool) -> Iterator[tuple[Where, Any]]:
    if isinstance(node, yaml.ScalarNode):
        yield where, node
    elif isinstance(node, yaml.SequenceNode):
        for place, item in enumerate(node.value):
            yield from _scalars(item, (*where, place), keys)
    else:
        for key, value in node.value:
            if keys:
                yield from _scalars(key, (*where, key.value), keys)
            yield from _scalars(value, (*where, key.value), keys)
