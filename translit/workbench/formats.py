"""Findings as text, JSON, SARIF 2.1.0 and annotations of GitHub Actions."""

from __future__ import annotations

import json
import os
from collections.abc import Callable, Iterable, Iterator
from pathlib import Path
from urllib.parse import quote

from translit._version import __version__
from translit.workbench.codes import BY_CODE, CODES
from translit.workbench.findings import Finding

_SCHEMA = "https://json.schemastore.org/sarif-2.1.0.json"
_LEVELS = {"error": "error", "warning": "warning", "note": "notice"}
"""What GitHub calls the severities."""


def as_text(findings: Iterable[Finding]) -> Iterator[str]:
    """One line a finding, as editors and terminals read it: `file:line:column: code severity: message; mend`."""
    for f in findings:
        place = "".join(f":{n}" for n in (f.line, f.column) if n)
        yield f"{shown_path(f.path)}{place}: {f.code} {f.severity}: {f.text}"


def as_json(findings: Iterable[Finding]) -> Iterator[str]:
    """A list of objects, one a line."""
    rows = [json.dumps({**f.as_json(), "path": shown_path(f.path)}, ensure_ascii=False) for f in findings]
    yield "[" + ",\n ".join(rows) + "]"


def as_github(findings: Iterable[Finding]) -> Iterator[str]:
    """One workflow command a finding, which GitHub shows beside the line in a pull request."""
    for f in findings:
        place = f"file={_property(shown_path(f.path))},line={max(f.line, 1)},col={max(f.column, 1)}"
        yield f"::{_LEVELS[f.severity]} {place},title={_property(f.code)}::{_data(f.text)}"


def as_sarif(findings: Iterable[Finding]) -> Iterator[str]:
    """One SARIF log with one run, for code-scanning services."""
    findings = list(findings)
    used = [c for c in CODES if c.code in {f.code for f in findings}]
    numbers = {c.code: place for place, c in enumerate(used)}
    rules = [
        {
            "id": c.code,
            "shortDescription": {"text": c.title},
            "fullDescription": {"text": c.why},
            "help": {"text": c.mend},
            "defaultConfiguration": {"level": c.severity},
        }
        for c in used
    ]
    driver = {"name": "translit lexicon check", "version": __version__, "rules": rules}
    results = [_sarif_result(f, numbers[f.code]) for f in findings]
    run = {"tool": {"driver": driver}, "columnKind": "unicodeCodePoints", "results": results}
    yield json.dumps({"$schema": _SCHEMA, "version": "2.1.0", "runs": [run]}, ensure_ascii=False, indent=1)


FORMATS: dict[str, Callable[[Iterable[Finding]], Iterator[str]]] = {
    "text": as_text,
    "json": as_json,
    "sarif": as_sarif,
    "github": as_github,
}
"""The lines of each form of output."""


def _sarif_result(finding: Finding, number: int) -> dict[str, object]:
    location: dict[str, object] = {"artifactLocation": {"uri": _uri(finding.path)}}
    if finding.line:
        location["region"] = {"startLine": finding.line, "startColumn": max(finding.column, 1)}
    return {
        "ruleId": finding.code,
        "ruleIndex": number,
        "level": BY_CODE[finding.code].severity,
        "message": {"text": finding.text},
        "locations": [{"physicalLocation": location}],
    }


def _uri(path: str) -> str:
    """The path from the working folder, or a file URL for what lies elsewhere."""
    shown = shown_path(path)
    return Path(shown).as_uri() if os.path.isabs(shown) else quote(shown.replace(os.sep, "/"))


def shown_path(path: str) -> str:
    """The path from the working folder where it lies below it; else as it is."""
    if not os.path.isabs(path):
        return path
    here = os.getcwd() + os.sep
    return path[len(here) :] if path.startswith(here) else path


def _data(text: str) -> str:
    return text.replace("%", "%25").replace("\r", "%0D").replace("\n", "%0A")


def _property(text: str) -> str:
    return _data(text).replace(":", "%3A").replace(",", "%2C")
