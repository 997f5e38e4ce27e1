"""What a check finds, and the comments by which a maintainer accepts it."""

from __future__ import annotations

import re
from dataclasses import dataclass
from typing import Literal

from translit.lexicon.located import Where
from translit.workbench.codes import BY_CODE, Severity

_COMMENT = re.compile(r"#\s*translit:\s*ignore\b([^#\n]*)")
_CODE = re.compile(r"TL\d{3}")


@dataclass(frozen=True, slots=True)
class Fix:
    """A mechanical mend of the value at a finding; `expected` is what must stand there for the mend to be right.

    `remove` takes an item out of its list, `write` puts `text` in place of the value, `quote` puts quotes around it,
    `sort` puts the entries of the file in order, `uncomment` takes the comment off the line.
    """

    kind: Literal["remove", "write", "quote", "sort", "uncomment"]
    text: str = ""
    expected: str = ""


@dataclass(frozen=True, slots=True)
class Finding:
    """One problem: what it is, how it is mended, and where. `where` leads to the value; `line` and `column` count from 1."""

    code: str
    path: str
    where: Where
    message: str
    mend: str
    fix: Fix | None = None
    line: int = 0
    column: int = 0

    @property
    def severity(self) -> Severity:
        return BY_CODE[self.code].severity

    @property
    def text(self) -> str:
        """The whole message, as one sentence."""
        return f"{self.message}; {self.mend}" if self.mend else self.message

    def as_json(self) -> dict[str, object]:
        """The finding as plain values."""
        place = {"path": self.path, "line": self.line, "column": self.column}
        return {**place, "code": self.code, "severity": self.severity, "message": self.message, "mend": self.mend,
                "fixable": self.fix is not None}  # fmt: skip


def accepted_codes(line: str) -> list[str]:
    """The codes that the comment of a line accepts.

    >>> accepted_codes('canonical: "Lisbon"  # translit: ignore TL306, an English name')
    ['TL306']
    """
    match = accepting_comment(line)
    return _CODE.findall(match.group(1)) if match else []


def accepting_comment(line: str) -> re.Match[str] | None:
    """The comment of a line that accepts findings, None where there is none or where it stands inside quotes."""
    for match in _COMMENT.finditer(line):
        before = line[: match.start()].replace('\\"', "")
        if before.count('"') % 2 == 0:
            return match
    return None
