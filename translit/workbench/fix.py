"""Mechanical mends as edits of the text, so that every byte that is not at fault stays.

A library that writes YAML back was tried: ruamel.yaml gives back the files that ship unchanged, once it is told their line
width and indents, which it must be for every other file, too; it takes ten times as long. An edit at the located place
changes the line of the finding, whatever the rest looks like.
"""

from __future__ import annotations

import json
import unicodedata
from collections.abc import Iterable, Iterator, Sequence
from typing import Any

import yaml

from translit.lexicon.located import Where
from translit.workbench.findings import Finding, accepting_comment
from translit.workbench.order import in_order
from translit.workbench.source_file import SourceFile

Edit = tuple[int, int, str]
"""Characters from the first number to the second give way to the text."""


def mended(path: str, findings: Iterable[Finding]) -> str:
    """The text of a file with the mends of these findings; what cannot be mended safely stays as it is."""
    source = SourceFile(path)
    findings = [f for f in findings if f.fix and f.path == path]
    text = _edited(source.text, _edits(source, findings))
    if any(f.fix and f.fix.kind == "sort" for f in findings):
        text = in_order(SourceFile(path, text))
    return text if _is_sound(source, SourceFile(path, text)) else source.text


def _is_sound(before: SourceFile, after: SourceFile) -> bool:
    """True where the mended file is still YAML with as many entries."""
    if after.root is None:
        return False
    counts = [len(node.value) if node is not None else 0 for node in (s.node(("entries",)) for s in (before, after))]
    return counts[0] == counts[1]


def _edits(source: SourceFile, findings: Sequence[Finding]) -> Iterator[Edit]:
    removed: dict[Where, set[int]] = {}
    for finding in findings:
        if finding.fix is None:
            continue
        if finding.fix.kind == "remove":
            if _text_of(source.node(finding.where)) == finding.fix.expected:
                removed.setdefault(finding.where[:-1], set()).add(int(str(finding.where[-1])))
        elif finding.fix.kind == "uncomment":
            yield _without_comment(source, finding.line)
        elif finding.fix.kind != "sort":
            yield from _rewritten(source, finding)
    for where, places in removed.items():
        yield from _without_items(source, where, places)


def _edited(text: str, edits: Iterable[Edit]) -> str:
    """The text with the edits; of two that overlap the one that begins later is left for the next run."""
    parts: list[str] = []
    at = 0
    for start, end, new in sorted(set(edits)):
        if start < at:
            continue
        parts += (text[at:start], new)
        at = end
    return "".join((*parts, text[at:]))


def _rewritten(source: SourceFile, finding: Finding) -> Iterator[Edit]:
    """A scalar quoted, or with other text in the quotes that it has."""
    assert finding.fix is not None
    node = _scalar(source.node(finding.where)) if finding.where else _scalar_at(source, finding.line, finding.column)
    if node is None or not node.value:
        return
    start, end = source.span(node)
    if finding.fix.kind == "quote":
        if source.text[start] not in "\"'|>":
            yield start, end, json.dumps(source.text[start:end], ensure_ascii=False)
        return
    text = finding.fix.text or " ".join(node.value.split())
    if finding.fix.expected and _tidy(node.value) != _tidy(finding.fix.expected):
        return
    quoted = "'" + text.replace("'", "''") + "'" if node.style == "'" else json.dumps(text, ensure_ascii=False)
    yield start, end, quoted


def _without_comment(source: SourceFile, number: int) -> Edit:
    line = source.lines[number - 1]
    start = sum(map(len, source.lines[: number - 1]))
    match = accepting_comment(line)
    begin = len(line[: match.start()].rstrip()) if match else len(line)
    if not begin:
        return start, start + len(line), ""
    return start + begin, start + len(line.rstrip("\r\n")), ""


def _without_items(source: SourceFile, where: Where, places: set[int]) -> Iterator[Edit]:
    """The list without these items; without the field where none is left."""
    node = source.node(where)
    if len(places) == len(node.value):
        yield from _without_field(source, where)
    elif node.flow_style:
        yield from _from_flow(source, [source.span(item) for item in node.value], places)
    else:
        for place in places:
            yield _whole_lines(source, *source.span(node.value[place]))


def _without_field(source: SourceFile, where: Where) -> Iterator[Edit]:
    parent = source.node(where[:-1])
    place = next(i for i, (key, _) in enumerate(parent.value) if key.value == where[-1])
    spans = [(source.span(key)[0], source.span(value)[1]) for key, value in parent.value]
    if parent.flow_style:
        yield from _from_flow(source, spans, {place})
    elif place == 0:  # it shares its line with the dash of the entry
        yield (*source.span(parent.value[0][1]), "[]")
    else:
        yield _whole_lines(source, *spans[place])


def _from_flow(source: SourceFile, spans: Sequence[tuple[int, int]], places: set[int]) -> Iterator[Edit]:
    """Items with the comma behind them; behind the last one kept, with the comma before them."""
    last_kept = max(i for i in range(len(spans)) if i not in places)
    for place in sorted(places):
        if place < last_kept:
            yield spans[place][0], spans[place + 1][0], ""
        elif "#" in source.text[spans[place - 1][1] : spans[place][0]]:
            yield *spans[place], ""
        else:
            yield spans[place - 1][1], spans[place][1], ""


def _whole_lines(source: SourceFile, start: int, end: int) -> Edit:
    first = max(source.text.rfind("\n", 0, start), source.text.rfind("\r", 0, start)) + 1
    last = source.text.find("\n", end)
    return first, len(source.text) if last < 0 else last + 1, ""


def _scalar(node: Any) -> Any:
    """The scalar that holds the form: the node itself, or the `text` of {text: …, lang: …}."""
    if isinstance(node, yaml.MappingNode):
        node = next((value for key, value in node.value if key.value == "text"), None)
    return node if isinstance(node, yaml.ScalarNode) else None


def _scalar_at(source: SourceFile, line: int, column: int) -> Any:
    marks = ((node, node.start_mark) for _, node in source.scalars(keys=True))
    return next((node for node, mark in marks if (mark.line + 1, mark.column + 1) == (line, column)), None)


def _text_of(node: Any) -> str:
    scalar = _scalar(node)
    return "" if scalar is None else _tidy(scalar.value)


def _tidy(text: str) -> str:
    return unicodedata.normalize("NFC", text.strip())
