"""Codes TL1: ids, order and what an entry should say of itself."""

from __future__ import annotations

import re
from collections.abc import Iterator

from translit.workbench.findings import Finding, Fix
from translit.workbench.source_file import SourceFile
from translit.workbench.subject import Row, Subject

CODES = frozenset({"TL103", "TL106", "TL107", "TL110"})

_ID = re.compile(r"[a-z0-9]+(?:-[a-z0-9]+)*")
_LICENSE = re.compile(r"^license\s*:", re.MULTILINE)


def check_entries(subject: Subject) -> Iterator[Finding]:
    """Findings about single entries and their order."""
    last: Row | None = None
    for row in subject.judged():
        if not _ID.fullmatch(row.entry.id):
            message = f'the id "{row.entry.id}" is not made of small letters, digits and hyphens'
            yield Finding("TL106", row.path, row.at("id"), message, 'write it like "volodymyr-zelenskyy"')
        if last and last.path == row.path and row.entry.id < last.entry.id:
            message = f'"{row.entry.id}" stands behind "{last.entry.id}"'
            yield Finding("TL107", row.path, row.at("id"), message, "sort the entries by id", Fix("sort"))
        last = row
        yield from _bans_itself(row)
        yield from _incomplete(row)


def check_license(source: SourceFile) -> Iterator[Finding]:
    """TL108 for a file that names no licence."""
    if not _LICENSE.search(source.text) and source.root is not None and source.node(("license",)) is None:
        yield Finding("TL108", source.path, (), "the file names no licence", 'add license: "…" below its name')


def _bans_itself(row: Row) -> Iterator[Finding]:
    """TL103 for the forms that loading does not look at: canonical and native ones it refuses itself."""
    entry = row.entry
    listed = {*(v.text for v in entry.variants), *entry.styles.values(), *entry.alone, *(d.text for d in entry.damaged)}
    listed -= {entry.canonical, *entry.native.values()}
    for i, look_alike in enumerate(entry.never):
        if look_alike in listed:
            yield Finding(
                "TL103", row.path, row.at("never", i), f'"{look_alike}" is listed as a name of the entry, too', "decide for one"
            )


def _incomplete(row: Row) -> Iterator[Finding]:
    entry = row.entry
    if not entry.native:
        yield Finding(
            "TL110", row.path, row.at(), f'"{entry.id}" has no native form', 'nothing is derived; add native: {uk: "…"}'
        )
    elif entry.kind == "person" and entry.gender is None:
        yield Finding("TL110", row.path, row.at(), f'"{entry.id}" has no gender', 'add gender: "m" or "f" where it is known')
