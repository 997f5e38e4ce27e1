"""Case endings: the inflected forms of a name, from files."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass, field
from functools import lru_cache
from typing import Any, NamedTuple

from translit.rules.load import RuleSet
from translit.rules.patterns import Pattern, compiled
from translit.rules.reach import reach

_MEMO_SIZE = 1 << 16
_WIDTH = 3
"""How many letters at the end of a word most paradigms look at: few enough for many words to share them."""


class Form(NamedTuple):
    """One inflected form, lower case: `cases` says which ("gen"); `ambiguous` where it is also the nominative of another name."""

    text: str
    cases: str
    ambiguous: bool
    file: str


@dataclass(frozen=True, slots=True, eq=False)
class Endings:
    """What follows the stem in each inflected form of a word: letters that several forms share, and the rest of each.

    The same object for all words of one paradigm that end alike.
    """

    parts: tuple[tuple[str, tuple[Form, ...]], ...]


class _Inflection(NamedTuple):
    """How a word is inflected by one file: as many letters are taken off its end, then one of the endings is put there."""

    drop: int
    endings: Endings


@dataclass(slots=True)
class _Paradigm:
    values: dict[str, Any]
    ends: Pattern
    file: str
    known: dict[str, _Inflection] = field(default_factory=dict)


@dataclass(slots=True)
class _Declension:
    """The paradigms that one kind of name can have, file by file.

    `near` are those that look at no more than the last `_WIDTH` letters of a word, whose choice is remembered by these;
    `far` finds the words to which another one may apply.
    """

    every: tuple[tuple[_Paradigm, ...], ...]
    near: tuple[tuple[_Paradigm, ...], ...]
    far: Pattern | None
    known: dict[str, tuple[_Inflection, ...]] = field(default_factory=dict)


def inflected(word: str, lang: str, gender: str | None, role: str, known: RuleSet) -> Iterator[Form]:
    """The inflected forms of one lower-case word by the files of its language, the nominative left out.

    `role` is "family", "given" or "place"; `gender` that of the person, "" for things. Equal forms are one `Form`
    with all their cases ("acc gen"). The first paradigm that fits is used.
    """
    for stem, endings in inflected_endings(word, lang, gender, role, known):
        for letters, forms in endings.parts:
            for ending, cases, ambiguous, file in forms:
                yield Form(stem + letters + ending, cases, ambiguous, file)


def inflected_endings(word: str, lang: str, gender: str | None, role: str, known: RuleSet) -> list[tuple[str, Endings]]:
    """The same as a stem and the endings that it takes, for each file that inflects the word."""
    declension = _declension(lang, gender or "", role, known)
    if not declension.every:
        return []
    if len(word) <= _WIDTH or (declension.far is not None and declension.far.search(word)):
        found = _inflections(word, declension.every)
    else:
        found = _remembered(word[-_WIDTH:], declension)
    return [(word[: len(word) - drop], endings) for drop, endings in found]


def endings_in(word: str, langs: tuple[str, ...], gender: str | None, role: str, known: RuleSet) -> list[tuple[str, Endings]]:
    """What `inflected_endings` gives for each of the languages, as far as possible at once for all words that end alike."""
    far, remembered = _declensions(langs, gender or "", role, known)
    if len(word) <= _WIDTH or any(pattern.search(word) for pattern in far):
        return [row for lang in langs for row in inflected_endings(word, lang, gender, role, known)]
    end = word[-_WIDTH:]
    endings = remembered.get(end)
    if endings is None:
        made = [row for lang in langs for row in _remembered(end, _declension(lang, gender or "", role, known))]
        if len(remembered) >= _MEMO_SIZE:
            remembered.clear()
        parts = [(end[: _WIDTH - drop] + letters, forms) for drop, row in made for letters, forms in row.parts]
        endings = remembered[end] = Endings(tuple(parts))
    return [(word[:-_WIDTH], endings)]


@lru_cache(maxsize=64)
def _declensions(langs: tuple[str, ...], gender: str, role: str, known: RuleSet) -> tuple[list[Pattern], dict[str, Endings]]:
    """The patterns of words that end in a way of their own in one of the languages, and what is remembered of the others."""
    return [far for lang in langs if (far := _declension(lang, gender, role, known).far) is not None], {}


@lru_cache(maxsize=1024)
def _declension(lang: str, gender: str, role: str, known: RuleSet) -> _Declension:
    every = [tuple(_fitting(known.file(name).values, gender, role)) for name in known.names("endings", lang)]
    far = [p.values["ends"] for paradigms in every for p in paradigms if not _looks_near(p.values)]
    near = tuple(tuple(p for p in paradigms if _looks_near(p.values)) for paradigms in every)
    return _Declension(tuple(filter(None, every)), near, compiled("|".join(f"(?:{ends})$" for ends in far)) if far else None)


def _fitting(values: Any, gender: str, role: str) -> Iterator[_Paradigm]:
    for paradigm in values["paradigms"]:
        if role in paradigm.get("roles", (role,)) and not (gender and paradigm.get("gender", gender) != gender):
            yield _Paradigm(paradigm, _pattern(paradigm["ends"]), str(values["name"]))


def _looks_near(paradigm: dict[str, Any]) -> bool:
    """True for a paradigm that looks at and changes the last `_WIDTH` letters at the most."""
    drop = int(paradigm.get("drop", 0))
    changes = [reach(change["in"], False) for change in paradigm.get("changes", ())]
    looks = [reach(paradigm["ends"], False), drop, *(None if c is None else c + drop for c in changes)]
    return all(look is not None and look <= _WIDTH for look in looks)


def _remembered(end: str, declension: _Declension) -> tuple[_Inflection, ...]:
    """How a longer word that ends so is inflected, if none of the far paradigms applies to it."""
    found = declension.known.get(end)
    if found is None:
        if len(declension.known) >= _MEMO_SIZE:
            declension.known.clear()
        found = declension.known[end] = _inflections(end, declension.near)
    return found


def _inflections(word: str, files: tuple[tuple[_Paradigm, ...], ...]) -> tuple[_Inflection, ...]:
    chosen = (next((p for p in paradigms if p.ends.search(word)), None) for paradigms in files)
    return tuple(_inflection(word, paradigm) for paradigm in chosen if paradigm is not None)


def _inflection(word: str, paradigm: _Paradigm) -> _Inflection:
    """The endings of a word; where the paradigm changes its stem, they take its last letters along."""
    drop = int(paradigm.values.get("drop", 0))
    if "changes" in paradigm.values:
        return _Inflection(len(word), Endings((("", tuple(_forms(paradigm, word[: len(word) - drop], word))),)))
    dropped = word[len(word) - drop :] if drop else ""
    made = paradigm.known.get(dropped)
    if made is None:
        made = paradigm.known[dropped] = _Inflection(drop, Endings((("", tuple(_forms(paradigm, "", dropped))),)))
    return made


def _forms(paradigm: _Paradigm, stem: str, word: str) -> Iterator[Form]:
    cases: dict[str, set[str]] = {}
    for case, endings in paradigm.values["forms"].items():
        for ending in endings:
            cases.setdefault(_stem_before(paradigm.values, stem, ending) + ending, set()).add(case)
    unsure = set(paradigm.values.get("ambiguous", ()))
    for form, found in cases.items():
        if form != word:
            yield Form(form, " ".join(sorted(found)), not found.isdisjoint(unsure), paradigm.file)


def _stem_before(paradigm: dict[str, Any], stem: str, ending: str) -> str:
    for change in paradigm.get("changes", ()):
        if _pattern(change["in"]).search(stem) and ending.startswith(tuple(change.get("before", ("",)))):
            return str(_pattern(change["in"]).sub(change["out"], stem))
    return stem


def _pattern(ends: str) -> Pattern:
    return compiled(f"(?:{ends})$")
