"""Guard lists: what a word may be besides a name of an entry."""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any

from translit.errors import LexiconError
from translit.lexicon.flags import NAME_LIKE, Guard
from translit.lexicon.located import read_yaml
from translit.rules.words import word_pattern
from translit.text.script import plain

FOLDERS = {"words": "WORD", "given": "GIVEN", "surnames": "SURNAME", "demonyms": "DEMONYM", "known": "KNOWN", "borne": "BORNE"}
_EVERYWHERE = {"abbreviations": "ABBREVIATION", "elsewhere": "ELSEWHERE", "male": "MALE", "female": "FEMALE"}
_CONTEXT = {
    "titles": "TITLE", "ranks": "RANK", "place_prepositions": "PREPOSITION", "place_types_before": "TYPE_BEFORE",
    "place_types_after": "TYPE_AFTER", "person_verbs": "VERB", "honorifics": "HONORIFIC", "conjunctions": "CONJUNCTION",
}  # fmt: skip


@dataclass(slots=True)
class GuardLists:
    """Everything that the guard folder says.

    `flags` maps a plain word or phrase to what it is, and to the languages in which it is an ordinary word and in
    which it is one of context (bits after `languages`); `phrases` are the protected ones by each of their words;
    `patronymics` are endings by script or language, `noun_capitals` the languages that write every noun with a capital,
    `well_listed` those of which nearly every ordinary word is listed, `own_names` those of which names of places are,
    `with_context` those of which words of context are.
    """

    flags: dict[str, list[int]] = field(default_factory=dict)
    phrases: dict[str, list[str]] = field(default_factory=dict)
    patronymics: dict[str, list[str]] = field(default_factory=dict)
    noun_capitals: list[str] = field(default_factory=list)
    well_listed: list[str] = field(default_factory=list)
    own_names: list[str] = field(default_factory=list)
    with_context: list[str] = field(default_factory=list)
    languages: list[str] = field(default_factory=list)

    def add(self, word: str, flag: int, lang: str | None, context: bool = False) -> None:
        """Note that a word or phrase is `flag`, in one language or in all."""
        self.add_all((word,), flag, lang, context)

    def add_all(self, words: Iterable[str], flag: int, lang: str | None, context: bool = False) -> None:
        """`add` for many words at once."""
        flags, place, bit = self.flags, 2 if context else 1, self._bit(lang)
        for word in words:
            form = plain(word)
            row = flags.get(form)
            if row is None:
                row = flags[form] = [0, 0, 0]
            row[0] |= flag
            row[place] |= bit

    def _bit(self, lang: str | None) -> int:
        if lang is None:
            return 0
        if lang not in self.languages:
            self.languages.append(lang)
        return 1 << self.languages.index(lang)


def read_guard(folder: Path) -> GuardLists:
    """The guard lists of a folder. Raises `LexiconError` for one that cannot be read."""
    lists = GuardLists()
    for name, flag in FOLDERS.items():
        for path in sorted((folder / name).glob("*.txt")):
            lang = path.stem if flag == "WORD" else None
            if words := _lines(path):
                lists.add_all(words, getattr(Guard, flag), lang)
    context = read_yaml(folder / "context.yaml")
    if context.problems:
        raise LexiconError.of(context.problems)
    values: dict[str, Any] = context.value or {}
    languages = {lang: row for lang, row in values.items() if isinstance(row, dict) and lang != "patronymic_endings"}
    for lang, row in languages.items():
        for name, words in row.items():
            for word in words if name in _CONTEXT else ():
                lists.add(word, getattr(Guard, _CONTEXT[name]), lang, context=True)
    lists.with_context = list(languages)
    for word in values.get("particles", ()):
        lists.add(word, Guard.PARTICLE, None)
    for name in ("abbreviations", "elsewhere", "male", "female"):
        for word in values.get(name, ()):
            lists.add(word, getattr(Guard, _EVERYWHERE[name]), None)
    lists.patronymics = {k: [plain(e) for e in v] for k, v in values.get("patronymic_endings", {}).items()}
    for name in ("noun_capitals", "well_listed", "own_names"):
        setattr(lists, name, list(values.get(name, ())))
    lists.phrases = _protected(folder / "protected.txt")
    return lists


def _protected(path: Path) -> dict[str, list[str]]:
    phrases: dict[str, list[str]] = {}
    for phrase in _lines(path):
        for match in word_pattern().finditer(phrase):
            phrases.setdefault(plain(match.group()), []).append(phrase)
    return phrases


def _lines(path: Path) -> list[str]:
    if "NOTICE" in path.name:
        return []
    try:
        text = path.read_text(encoding="utf-8")
    except (OSError, UnicodeDecodeError) as error:
        raise LexiconError(str(path), 0, 0, f"this guard list cannot be read: {error}") from error
    return [line.strip() for line in text.splitlines() if line.strip() and not line.startswith("#")]


def is_guarded(flags: Mapping[str, Sequence[int]], form: str) -> bool:
    """True where a plain form is also an ordinary word, a given name, a common surname or a demonym."""
    return bool(flags.get(form, (0,))[0] & NAME_LIKE)
