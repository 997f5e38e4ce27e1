"""What every source is read into: one thing, with the names that the source has for it."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Literal

from translit.errors import TranslitError

Role = Literal["canonical", "native", "name", "former"]
"""What the source says of a name: the one to write, the thing's own, any other, an older one."""


class BadInput(TranslitError):
    """An input that isn't what it should be; `line` from 1, 0 where there is none."""

    def __init__(self, path: str, line: int, message: str) -> None:
        self.path, self.line, self.message = path, line, message
        super().__init__(f"{path}:{line}: {message}")


@dataclass(frozen=True, slots=True)
class Label:
    """A name as the source has it, with its language where the source tells one."""

    text: str
    lang: str | None = None
    role: Role = "name"


@dataclass(frozen=True, slots=True)
class Record:
    """One thing of a source. `group` names the file that it goes to; `refused` are names that the source itself advises against."""

    id: str
    kind: str
    labels: tuple[Label, ...]
    gender: str | None = None
    group: str = ""
    refused: tuple[tuple[Label, str], ...] = ()


@dataclass(frozen=True, slots=True)
class Choice:
    """What is wanted of a source; empty tuples mean everything.

    `natives` are the languages whose names count as native, the primary one first; `words` keeps things whose canonical
    form is an ordinary word; `minimal` leaves out variants that rules derive.
    """

    kinds: tuple[str, ...] = ()
    langs: tuple[str, ...] = ()
    natives: tuple[str, ...] = ()
    scripts: tuple[str, ...] = ()
    countries: tuple[str, ...] = ()
    min_population: int = 0
    words: bool = False
    minimal: bool = False

    def has_country(self, code: str) -> bool:
        """True for a country that is wanted."""
        return not self.countries or code.upper() in self.countries
