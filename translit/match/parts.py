"""Words of names that are not names, or more than names: `guard/name_parts.yaml`, ready to use."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass
from functools import lru_cache
from pathlib import Path
from typing import Any

import regex

from translit.lexicon.located import read_yaml
from translit.resources import lexicons_folder
from translit.text.script import plain, without_marks


@dataclass(frozen=True, slots=True)
class Parts:
    """Words of names that are not names: plain lower-case Latin."""

    particles: frozenset[str]
    kin: frozenset[str]
    sons: frozenset[str]
    articles: frozenset[str]
    binding: Mapping[str, str]
    titles: frozenset[str]
    peers: frozenset[str]
    honorifics: frozenset[str]
    patronymics: tuple[str, ...]
    nicknames: Mapping[str, frozenset[int]]
    cognates: Mapping[str, frozenset[int]]
    given: frozenset[str]
    women: frozenset[str]
    men: frozenset[str]
    womens: regex.Pattern[str]
    sexed: tuple[tuple[str, str], ...]


@lru_cache(maxsize=1)
def parts() -> Parts:
    """The parts of names that ship with translit."""
    guard = lexicons_folder() / "guard"
    values: dict[str, Any] = read_yaml(guard / "name_parts.yaml").value
    return Parts(
        particles=frozenset(values["particles"]),
        kin=frozenset(values["kin"]),
        sons=frozenset(values["sons"]),
        articles=frozenset(values["articles"]),
        binding={form: word for word, forms in values["binding"].items() for form in forms},
        titles=frozenset(values["titles"]).union(_listed_titles(guard / "context.yaml")),
        peers=frozenset(values["peers"]),
        honorifics=frozenset(values["honorifics"]).union(values["generations"]),
        patronymics=tuple(values["patronymics"]),
        nicknames=_groups(values["nicknames"]),
        cognates=_groups(values["cognates"]),
        given=_given(guard / "given"),
        women=frozenset(values["women"]),
        men=frozenset(values["men_in_a"]),
        womens=regex.compile(rf"(?<=.{{3}})(?:{'|'.join(values['womens'])})$"),
        sexed=tuple((a, b) for a, b in values["sexed"]),
    )


def _groups(rows: Iterable[Iterable[str]]) -> dict[str, frozenset[int]]:
    """For each word the numbers of the groups that it is in."""
    found: dict[str, set[int]] = {}
    for number, row in enumerate(rows):
        for word in row:
            found.setdefault(word, set()).add(number)
    return {word: frozenset(numbers) for word, numbers in found.items()}


def _listed_titles(path: Path) -> Iterator[str]:
    """Every title, rank and honorific of one word that the context list has, in any language."""
    for row in read_yaml(path).value.values():
        for kind in ("titles", "ranks", "honorifics"):
            for title in row.get(kind, ()) if isinstance(row, dict) else ():
                bare = without_marks(plain(title.rstrip(".")))
                if bare.isalpha():
                    yield bare


def _given(folder: Path) -> frozenset[str]:
    lines = (line.strip() for path in sorted(folder.glob("*.txt")) for line in path.read_text(encoding="utf-8").splitlines())
    return frozenset(line for line in lines if line and not line.startswith("#"))
