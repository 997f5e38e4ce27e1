"""Rule files: read, checked, and kept as plain values that the compiled lexicon can carry."""

from __future__ import annotations

import json
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from functools import cached_property, lru_cache
from pathlib import Path
from typing import Any

import regex

from translit.errors import LexiconError, RuleError
from translit.rules.rewrite import Program, UnicodeForm, step_from

KINDS = ("scheme", "reading", "spelling", "key", "endings", "damage", "languages")
_REQUIRED = ("name", "kind", "authority", "year", "url", "why", "tests")


@dataclass(frozen=True)
class RuleFile:
    """One rule file as plain values; `program` compiles its rules when first asked for."""

    values: Mapping[str, Any]

    @property
    def name(self) -> str:
        return str(self.values["name"])

    @property
    def lang(self) -> str:
        return str(self.values.get("lang", ""))

    @cached_property
    def program(self) -> Program:
        """The rules of the file, ready to run."""
        values = self.values
        classes = values.get("classes", {})
        parts = values.get("steps") or [values]
        steps = tuple(step_from(p.get("rules", ()), p.get("letters", {}), {**classes, **p.get("classes", {})}) for p in parts)
        form: UnicodeForm = values.get("normalize", "NFC")
        return Program(self.name, steps, form)


class RuleSet:
    """All rule files, by name and alias. Opened from YAML, or from the plain values that a cache holds."""

    def __init__(self, blobs: Mapping[str, bytes], directory: Mapping[str, list[list[str]]]) -> None:
        self._blobs, self._directory = blobs, directory
        self._files: dict[str, RuleFile] = {}
        self._named: dict[tuple[str, str | None, str | None], tuple[str, ...]] = {}
        self._programs: dict[str, Program] = {}
        self._by_alias = {a: n for rows in directory.values() for n, *rest in rows for a in rest[2:]}

    @classmethod
    def read(cls, paths: Sequence[str]) -> RuleSet:
        """The rule files at these paths. Raises `LexiconError` that reports every problem with its line."""
        values = _read_files(paths)
        blobs = {str(v["name"]): json.dumps(v, ensure_ascii=False).encode() for v in values}
        directory: dict[str, list[list[str]]] = {}
        for v in values:
            row = [str(v["name"]), str(v.get("lang", "")), str(v.get("script", "")), *v.get("aliases", ())]
            directory.setdefault(str(v["kind"]), []).append(row)
        return cls(blobs, directory)

    def as_plain(self) -> tuple[dict[str, bytes], dict[str, list[list[str]]]]:
        """What `__init__` takes, for a cache."""
        return dict(self._blobs), dict(self._directory)

    def names(self, kind: str, lang: str | None = None, script: str | None = None) -> list[str]:
        """The names of all files of a kind, of one language and script where given."""
        found = self._named.get((kind, lang, script))
        if found is None:
            rows = self._directory.get(kind, ())
            found = tuple(r[0] for r in rows if lang in (None, r[1]) and script in (None, r[2]))
            self._named[kind, lang, script] = found
        return list(found)

    def names_of_languages(self, kind: str, script: str) -> list[str]:
        """The languages that have files of a kind for a script."""
        return list(dict.fromkeys(r[1] for r in self._directory.get(kind, ()) if r[2] == script))

    def __contains__(self, style: str) -> bool:
        """True for the name or alias of a scheme, and for a language whose press spellings are known."""
        return bool(self.names("spelling", style)) or self._by_alias.get(style, style) in self.names("scheme")

    def file(self, name: str) -> RuleFile:
        """The rule file of this name or alias. Raises `RuleError` where there is none."""
        name = self._by_alias.get(name, name)
        if name not in self._files:
            if name not in self._blobs:
                raise RuleError(f"there are no rules named {name!r}; `translit romanize --list` shows the schemes")
            self._files[name] = RuleFile(json.loads(bytes(self._blobs[name])))
        return self._files[name]

    def program(self, name: str) -> Program:
        """The compiled rules of a file."""
        program = self._programs.get(name)
        if program is None:
            program = self._programs[name] = self.file(name).program
        return program

    def files(self, kind: str) -> Iterator[RuleFile]:
        """Every file of a kind."""
        return (self.file(name) for name in self.names(kind))

    @cached_property
    def languages(self) -> Mapping[str, Mapping[str, str]]:
        """Every language: its code to script, alphabet, scheme and the letters that tell it."""
        found: Mapping[str, Mapping[str, str]] = self.file("languages").values["languages"]
        return found

    @cached_property
    def default_language(self) -> Mapping[str, str]:
        """The language that is assumed for a script where nothing else tells."""
        found: Mapping[str, str] = self.file("languages").values["scripts"]
        return found

    @cached_property
    def _codes(self) -> Mapping[str, str]:
        return {code: lang for lang, row in self.languages.items() for code in (lang, *str(row["iso"]).split())}

    def code(self, lang: str) -> str:
        """The BCP 47 code of a language given as BCP 47 or ISO 639-3; an unknown code comes back as it is.

        >>> rules().code("ukr"), rules().code("uk-UA")
        ('uk', 'uk')
        """
        lowered = lang.strip().lower()
        if lowered in self._codes:
            return self._codes[lowered]
        first = lowered.replace("_", "-").split("-")[0]
        return self._codes.get(first, first)


_CURRENT: list[RuleSet] = []


def rules() -> RuleSet:
    """The rules that ship with translit, read once; from the cache where it holds them."""
    if not _CURRENT:
        _CURRENT.append(_cached())
    return _CURRENT[0]


def _cached() -> RuleSet:
    from translit.lexicon.cache import digest_of, kept

    paths = rule_paths()
    digest = digest_of(paths, b"rules")
    store = kept(digest, lambda: _compiled(paths, digest))
    return RuleSet(store.blobs("rules"), store.json("directory"))


def _compiled(paths: Sequence[str], digest: str) -> bytes:
    from translit.lexicon.store import Writer

    blobs, directory = RuleSet.read(paths).as_plain()
    writer = Writer()
    writer.blobs("rules", blobs)
    writer.json("directory", directory)
    return writer.bytes(digest)


def _read_files(paths: Sequence[str]) -> list[dict[str, Any]]:
    from translit.lexicon.located import read_yaml

    problems: list[LexiconError] = []
    found: list[dict[str, Any]] = []
    seen: dict[str, str] = {}
    for path in paths:
        document = read_yaml(Path(path))
        values = document.value
        if isinstance(values, dict):
            for key in _REQUIRED:
                if key not in values:
                    document.problem((), f'the rule file has no "{key}"; add it (docs/rule-files.md)')
            if values.get("kind") not in KINDS:
                document.problem(("kind",), f"the kind {values.get('kind')!r} does not exist; choose from: {', '.join(KINDS)}")
            for name in (values.get("name"), *values.get("aliases", ())):
                if name in seen:
                    document.problem(("name",), f'"{name}" is also the name of {seen[name]}; choose another')
                seen[str(name)] = path
            try:
                RuleFile(values).program  # noqa: B018
            except (KeyError, TypeError, ValueError, IndexError, regex.error) as error:
                document.problem(("rules",), f"a rule cannot be compiled: {error}; see docs/rule-files.md")
            found.append(values)
        elif not document.problems:
            document.problem((), "a rule file is a mapping; see docs/rule-files.md")
        problems += document.problems
    if problems:
        raise LexiconError.of(problems)
    return found


@lru_cache(maxsize=1)
def rule_paths() -> list[str]:
    """Every rule file that ships with translit."""
    from translit.resources import files_below

    return files_below("rules", suffixes=(".yaml",))
