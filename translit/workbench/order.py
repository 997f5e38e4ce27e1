"""The entries of a file in the order of their ids, moved as whole lines with the comments above them."""

from __future__ import annotations

from typing import Any

import yaml

from translit.workbench.source_file import SourceFile


def in_order(source: SourceFile) -> str:
    """The text of the file, sorted; as it is where entries share lines or one has no id."""
    entries = source.node(("entries",))
    if not isinstance(entries, yaml.SequenceNode) or entries.flow_style:
        return source.text
    ids = [_id_of(item) for item in entries.value]
    starts = [item.start_mark.line for item in entries.value]
    if None in ids or len(set(starts)) < len(starts):
        return source.text
    ends = [_last_line(source, item) for item in entries.value]
    above = next(int(key.start_mark.line) + 1 for key, value in source.root.value if value is entries)
    heads = [_with_comments(source, start, floor) for start, floor in zip(starts, [above, *ends], strict=False)]
    blocks = [_ended(source.lines[a:b]) for a, b in zip(heads, ends, strict=True)]
    gaps = [source.lines[a:b] for a, b in zip(ends, heads[1:], strict=False)]
    order = sorted(range(len(ids)), key=lambda i: str(ids[i]))
    lines = source.lines[: heads[0]]
    for place, number in enumerate(order):
        lines += blocks[number]
        lines += gaps[place] if place < len(gaps) else []
    return "".join((*lines, *source.lines[ends[-1] :]))


def _id_of(item: Any) -> str | None:
    pairs = item.value if isinstance(item, yaml.MappingNode) else ()
    return next((str(value.value) for key, value in pairs if key.value == "id"), None)


def _last_line(source: SourceFile, item: Any) -> int:
    """The number of the line behind the entry, from 0."""
    first, end = source.span(item)
    after = int(item.start_mark.line)
    at = first - int(item.start_mark.column)
    while at < end:
        at += len(source.lines[after])
        after += 1
    return after


def _with_comments(source: SourceFile, start: int, floor: int) -> int:
    """The first of the comment lines that stand directly above an entry."""
    while start > floor and source.lines[start - 1].lstrip().startswith("#"):
        start -= 1
    return start


def _ended(lines: list[str]) -> list[str]:
    if lines and not lines[-1].endswith(("\n", "\r")):
        lines = [*lines[:-1], lines[-1] + "\n"]
    return lines
