"""One more item in a list of an entry, written into its YAML file; no other line changes."""

from __future__ import annotations

from functools import lru_cache
from typing import Any

import yaml

from translit.errors import LexiconError
from translit.workbench.entry_text import quoted
from translit.workbench.source_file import SourceFile

ORDER = (
    "id", "kind", "gender", "canonical", "native", "alone", "variants", "damaged", "former", "never", "styles", "examples",
)  # fmt: skip
"""The fields of an entry in the order in which they are written."""

Edit = tuple[int, int, str]
"""Characters from the first number to the second give way to the text."""


def with_item(path: str, text: str, entry_id: str, field: str, item: str) -> str:
    r"""The text of a lexicon file with one more item in a list of an entry; the list is made where there is none.

    Comments, order, quotes and line ends stay. An item that is there already changes nothing. Raises `LexiconError` for a
    file that is no YAML or has no such entry.

    >>> text = 'entries:\n  - id: "kyiv"\n    variants: ["Kiev"]  # older\n    never: ["Kevi"]\n'
    >>> print(with_item("names.yaml", text, "kyiv", "variants", "Kyjiw"), end="")
    entries:
      - id: "kyiv"
        variants: ["Kiev", "Kyjiw"]  # older
        never: ["Kevi"]
    """
    source = _source(path, text)
    number = _number_of(source, entry_id)
    found = source.node(("entries", number, field))
    if isinstance(found, yaml.SequenceNode) and item in map(_text_of, found.value):
        return text
    if found is None:
        start, end, new = _field(source, number, field, item)
    elif isinstance(found, yaml.SequenceNode):
        start, end, new = _item(source, found, item)
    else:
        start, end, new = _value(source, number, field, found, item)
    made = text[:start] + new + text[end:]
    _check(source, _source(path, made), number, field, item)
    return made


def entry_ids(path: str, text: str) -> frozenset[str]:
    """The ids of the entries of a lexicon file."""
    node = _source(path, text).node(("entries",))
    entries = node.value if isinstance(node, yaml.SequenceNode) else ()
    return frozenset(id for entry in entries if (id := _id_of(entry)) is not None)


def entry_head(path: str, text: str, entry_id: str) -> tuple[str, str]:
    """The canonical form and the kind of an entry, as the file says. Raises `LexiconError` where there is no such entry."""
    source = _source(path, text)
    number = _number_of(source, entry_id)
    found = (source.node(("entries", number, field)) for field in ("canonical", "kind"))
    canonical, kind = (node.value if isinstance(node, yaml.ScalarNode) else "" for node in found)
    return canonical, kind


@lru_cache(maxsize=4)
def _source(path: str, text: str) -> SourceFile:
    """The file, read once for the several things that are asked of it; what one change makes is what the next begins with."""
    return SourceFile(path, text)


def _number_of(source: SourceFile, entry_id: str) -> int:
    if source.root is None:
        raise LexiconError(source.path, 1, 1, "not YAML; `translit lexicon check` shows where")
    node = source.node(("entries",))
    for number, entry in enumerate(node.value if isinstance(node, yaml.SequenceNode) else ()):
        if _id_of(entry) == entry_id:
            return number
    raise LexiconError(source.path, 1, 1, f'there is no entry "{entry_id}" in this file; check the id')


def _id_of(entry: Any) -> str | None:
    pairs = entry.value if isinstance(entry, yaml.MappingNode) else ()
    return next((value.value for key, value in pairs if key.value == "id" and isinstance(value, yaml.ScalarNode)), None)


def _text_of(node: Any) -> str | None:
    """The form that an item holds: the item itself, or the `text` of {text: …, lang: …}."""
    if isinstance(node, yaml.MappingNode):
        node = next((value for key, value in node.value if key.value == "text"), None)
    return node.value if isinstance(node, yaml.ScalarNode) else None


def _item(source: SourceFile, found: Any, item: str) -> Edit:
    """A further item of a list, on a line of its own where the others have one each."""
    if not found.value:
        return (*source.span(found), f"[{quoted(item)}]")
    written = _in_the_manner(item, found.value)
    start, end = source.span(found.value[-1])
    if not found.flow_style:
        line = source.text.rfind("\n", 0, start) + 1
        return _below(source, end, source.text[line:start] + written)
    if len(found.value) > 1:
        between = source.text[source.span(found.value[-2])[1] : start]
        if "\n" in between and "#" not in between:
            return end, end, between + written
    return end, end, f", {written}"


def _value(source: SourceFile, number: int, field: str, found: Any, item: str) -> Edit:
    """The list of a field that stands there without a value."""
    if not isinstance(found, yaml.ScalarNode) or found.value:
        line, column = source.place(("entries", number, field))
        raise LexiconError(source.path, line, column, f'"{field}" is a list; write {field}: ["…"]')
    key = next(key for key, _ in source.node(("entries", number)).value if key.value == field)
    at = source.text.index(":", source.span(key)[1]) + 1
    return at, at, f" [{quoted(item)}]"


def _field(source: SourceFile, number: int, field: str, item: str) -> Edit:
    """A new field, behind the one that comes before it in the usual order."""
    entry = source.node(("entries", number))
    earlier = [(key, value) for key, value in entry.value if key.value in ORDER[: ORDER.index(field)]]
    _, before = max(earlier, key=lambda pair: ORDER.index(pair[0].value))
    written = f"{field}: [{quoted(item)}]"
    _, end = source.span(before)
    if entry.flow_style:
        return end, end, f", {written}"
    return _below(source, end, " " * entry.value[0][0].start_mark.column + written)


def _below(source: SourceFile, end: int, line: str) -> Edit:
    """A line below the one in which a value ends."""
    at = source.text.find("\n", end) + 1
    newline = "\r\n" if "\r\n" in source.text else "\n"
    if at:
        return at, at, line + newline
    return len(source.text), len(source.text), newline + line


def _in_the_manner(item: str, others: Any) -> str:
    """The item quoted as the others are."""
    styles = {node.style for node in others if isinstance(node, yaml.ScalarNode)}
    return "'" + item.replace("'", "''") + "'" if styles == {"'"} else quoted(item)


def _check(before: SourceFile, after: SourceFile, number: int, field: str, item: str) -> None:
    """Raises `LexiconError` unless the file says the same as before, and the item besides."""
    wanted, got = _plain(before.root), _plain(after.root) if after.root is not None else None
    entry = wanted["entries"][number]
    entry[field] = [*(entry.get(field) or []), item]
    if wanted != got:
        line, column = before.place(("entries", number))
        message = f'"{item}" cannot be added to "{field}" by machine here; write it by hand'
        raise LexiconError(before.path, line, column, message)


def _plain(node: Any) -> Any:
    if isinstance(node, yaml.MappingNode):
        return {key.value: _plain(value) for key, value in node.value}
    if isinstance(node, yaml.SequenceNode):
        return [_plain(value) for value in node.value]
    return node.value
