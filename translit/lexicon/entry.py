"""The model of a lexicon entry."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field


@dataclass(frozen=True, slots=True)
class Variant:
    """A listed spelling that no rule derives; `lang` is the language whose press writes it, where known."""

    text: str
    lang: str | None = None


@dataclass(frozen=True, slots=True)
class Damaged:
    """A spelling left by OCR or machine translation; it needs other evidence unless `needs` is "none"."""

    text: str
    needs: str | None = None


@dataclass(frozen=True, slots=True)
class Example:
    """A text and what it must become; `line` is where it stands in the file."""

    text: str
    out: str
    line: int = 0
    column: int = 0


@dataclass(frozen=True, slots=True)
class Entry:
    """One person, place or organisation (or a given or family name on its own).

    `native` maps languages to forms, the primary language first. `alone` are words of the canonical form that may
    stand for the entry. `variants` are listed spellings, `damaged` pinned OCR and machine-translation spellings,
    `former` older names, `never` look-alikes, `styles` the forms that press styles write. `source` is "file:line".
    """

    id: str
    canonical: str
    kind: str = ""
    gender: str | None = None
    native: Mapping[str, str] = field(default_factory=dict)
    alone: tuple[str, ...] = ()
    variants: tuple[Variant, ...] = ()
    damaged: tuple[Damaged, ...] = ()
    former: tuple[str, ...] = ()
    never: tuple[str, ...] = ()
    styles: Mapping[str, str] = field(default_factory=dict)
    examples: tuple[Example, ...] = ()
    source: str = ""

    @property
    def primary_language(self) -> str | None:
        """The first language of `native`, or None."""
        return next(iter(self.native), None)
