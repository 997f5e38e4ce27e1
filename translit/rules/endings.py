"""Case endings: the inflected forms of a name, from files."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from functools import lru_cache
from typing import Any

import regex

from translit.rules.load import RuleSet


@dataclass(frozen=True, slots=True)
class Form:
    """One inflected form, lower case: `cases` says which ("gen"); `ambiguous` where it is also the nominative of another name."""

    text: str
    cases: str
    ambiguous: bool
    file: str


def inflected(word: str, lang: str, gender: str | None, role: str, known: RuleSet) -> Iterator[Form]:
    """The inflected forms of one lower-case word by the files of its language, the nominative left out.

    `role` is "family", "given" or "place"; `gender` that of the person, "" for things. Equal forms are one `Form`
    with all their cases ("acc gen"). The first paradigm that fits is used.
    """
    for name in known.names("endings", lang):
        for paradigm in known.file(name).values["paradigms"]:
            stem = _stem(paradigm, word, gender, role)
            if stem is None:
                continue
            cases: dict[str, set[str]] = {}
            for case, endings in paradigm["forms"].items():
                for ending in endings:
                    cases.setdefault(_stem_before(paradigm, stem, ending) + ending, set()).add(case)
            shared = {f for f, found in cases.items() if found & set(paradigm.get("ambiguous", ()))}
            for form, found in cases.items():
                if form != word:
                    yield Form(form, " ".join(sorted(found)), form in shared, name)
            break


def _stem(paradigm: dict[str, Any], word: str, gender: str | None, role: str) -> str | None:
    if gender and paradigm.get("gender", gender) != gender:
        return None
    if role not in paradigm.get("roles", (role,)):
        return None
    if _pattern(paradigm["ends"]).search(word) is None:
        return None
    drop = int(paradigm.get("drop", 0))
    return word[: len(word) - drop] if drop else word


def _stem_before(paradigm: dict[str, Any], stem: str, ending: str) -> str:
    for change in paradigm.get("changes", ()):
        if _pattern(change["in"]).search(stem) and ending.startswith(tuple(change.get("before", ("",)))):
            return str(_pattern(change["in"]).sub(change["out"], stem))
    return stem


@lru_cache(maxsize=4096)
def _pattern(ends: str) -> regex.Pattern[str]:
    return regex.compile(f"(?:{ends})$")
