"""Lexicon files to entries, with every problem located."""

from __future__ import annotations

import unicodedata
from collections.abc import Iterable
from pathlib import Path
from typing import Any

from translit.config import KINDS
from translit.errors import LexiconError
from translit.lexicon.collection import collection_paused
from translit.lexicon.entry import Damaged, Entry, Example, Variant
from translit.lexicon.located import Document, Problem, Where, read_yaml

_FIELDS = {
    "id", "kind", "gender", "canonical", "native", "alone", "variants", "damaged", "former", "never", "styles", "examples"
}  # fmt: skip
_FILE_FIELDS = {"lexicon", "license", "source", "retrieved", "entries"}
_NATIVE_CODE_MAX = 16


def read_entries(files: Iterable[Path]) -> list[Entry]:
    """All entries of the files, in order. Raises one `LexiconError` that reports every problem."""
    found, problems = read_files(files)
    if problems:
        raise LexiconError.of(problems)
    return [entry for _, _, entry in found]


@collection_paused()
def read_files(files: Iterable[Path]) -> tuple[list[tuple[str, int, Entry]], list[Problem]]:
    """Every entry that can be read, with its file and its number there (from 0), and every problem."""
    found: list[tuple[str, int, Entry]] = []
    problems: list[Problem] = []
    seen: dict[str, str] = {}
    claimed: dict[str, tuple[str, str, str]] = {}
    for path in files:
        try:
            document = read_yaml(path)
        except OSError as error:
            problems.append(Problem(str(path), 0, 0, f"cannot be read: {error.strerror}", "TL001"))
            continue
        for index, entry in _entries_of(document):
            here: Where = ("entries", index)
            if entry.id in seen:
                message = f'the id "{entry.id}" is used twice (first at {seen[entry.id]}); give one of them another id'
                document.problem((*here, "id"), message, "TL101")
            seen.setdefault(entry.id, entry.source)
            _claim_names(document, here, entry, claimed)
            found.append((document.path, index, entry))
        problems += document.problems
    return found, problems


def _claim_names(document: Document, here: Where, entry: Entry, claimed: dict[str, tuple[str, str, str]]) -> None:
    """Note the full names of an entry; a name that another entry has too is a problem."""
    names = [("canonical", entry.canonical, (*here, "canonical"))]
    names += [("variant", v.text, (*here, "variants", i)) for i, v in enumerate(entry.variants)]
    for what, name, where in names:
        if " " not in name or entry.kind in ("given-name", "family-name"):
            continue
        owner, source, as_what = claimed.setdefault(name.casefold(), (entry.id, entry.source, what))
        if owner != entry.id and "variant" in (what, as_what):  # two people may have one name; a variant has one owner
            message = f'the {what} "{name}" is also claimed by "{owner}" ({source}); leave it to one of them'
            document.problem(where, message, "TL102")
    for index, look_alike in enumerate(entry.never):
        if look_alike in (entry.canonical, *entry.native.values()):
            document.problem((*here, "never", index), f'"{look_alike}" is the entry itself; take it out of "never"', "TL103")


def _entries_of(document: Document) -> list[tuple[int, Entry]]:
    value = document.value
    if document.problems and value is None:
        return []
    if not isinstance(value, dict):
        document.problem((), 'a lexicon file is a mapping with "lexicon:" and "entries:"; see docs/lexicon-format.md', "TL001")
        return []
    for key in value:
        if key not in _FILE_FIELDS:
            message = f'unknown field "{key}"; a lexicon file has: {", ".join(sorted(_FILE_FIELDS))}'
            document.problem((key,), message, "TL005")
    items = value.get("entries", [])
    if not isinstance(items, list):
        document.problem(("entries",), '"entries" is a list; start each entry with "- id:"', "TL006")
        return []
    made = []
    for index, item in enumerate(items):
        entry = _entry(document, index, item)
        if entry is not None:
            made.append((index, entry))
    return made


def _entry(document: Document, index: int, item: Any) -> Entry | None:
    here: Where = ("entries", index)
    if not isinstance(item, dict):
        document.problem(here, 'an entry is a mapping; write "- id: …" and its fields below', "TL006")
        return None
    for key in item:
        if key not in _FIELDS:
            message = f'unknown field "{key}"; an entry has: {", ".join(sorted(_FIELDS))}'
            document.problem((*here, key), message, "TL005")
    name, canonical = (_text(document, here, item, key, required=True) for key in ("id", "canonical"))
    kind = _text(document, here, item, "kind", required=True)
    if kind and kind not in KINDS:
        document.problem((*here, "kind"), f'the kind "{kind}" does not exist; choose from: {", ".join(KINDS)}', "TL009")
    gender = _text(document, here, item, "gender")
    if gender and gender not in ("m", "f"):
        message = f'the gender "{gender}" is neither "m" nor "f"; leave it out where unknown'
        document.problem((*here, "gender"), message, "TL009")
    entry = Entry(
        id=name,
        canonical=canonical,
        kind=kind,
        gender=gender or None,
        native=_texts_by_key(document, here, item, "native"),
        alone=_texts(document, here, item, "alone"),
        variants=tuple(Variant(t, lang) for t, lang in _marked(document, here, item, "variants", "lang")),
        damaged=tuple(Damaged(t, needs) for t, needs in _marked(document, here, item, "damaged", "needs")),
        former=_texts(document, here, item, "former"),
        never=_texts(document, here, item, "never"),
        styles=_texts_by_key(document, here, item, "styles"),
        examples=_examples(document, here, item),
        source=f"{document.path}:{document.places[here][0]}",
    )
    _check_alone(document, here, entry)
    return entry if name and canonical else None


def _check_alone(document: Document, here: Where, entry: Entry) -> None:
    words = entry.canonical.split()
    for index, part in enumerate(entry.alone):
        if not set(part.split()) <= set(words):
            message = f'"{part}" is not made of words of the canonical form "{entry.canonical}"; write such words'
            document.problem((*here, "alone", index), message, "TL104")
    for code in entry.native:
        if not code or len(code) > _NATIVE_CODE_MAX or not code.replace("-", "").isalnum():
            message = f'"{code}" is no language code; write one such as "uk" or "sr-Latn"'
            document.problem((*here, "native", code), message, "TL009")


def _text(document: Document, here: Where, item: dict[str, Any], key: str, required: bool = False) -> str:
    value = item.get(key)
    if value is None:
        if required:
            document.problem(here, f'the entry has no "{key}"; add it', "TL007")
        return ""
    return _clean(document, (*here, key), value)


def _clean(document: Document, where: Where, value: Any) -> str:
    if not isinstance(value, str):
        code = "TL003" if isinstance(value, (int, float)) else "TL006"
        document.problem(where, f"a string is wanted here, not {_kind_of(value)}; put it in quotes", code)
        return ""
    if not value.strip():
        document.problem(where, "this string is empty; write the name or take the line out", "TL008")
    if value != value.strip() or "\n" in value:
        message = f"{value!r} begins or ends with white space or holds a line break; take it out"
        document.problem(where, message, "TL008")
    return unicodedata.normalize("NFC", value.strip())


def _texts(document: Document, here: Where, item: dict[str, Any], key: str) -> tuple[str, ...]:
    return tuple(_clean(document, (*here, key, i), v) for i, v in enumerate(_list(document, here, item, key)))


def _list(document: Document, here: Where, item: dict[str, Any], key: str) -> list[Any]:
    value = item.get(key, [])
    if not isinstance(value, list):
        document.problem((*here, key), f'"{key}" is a list; write {key}: ["…"]', "TL006")
        return []
    return value


def _texts_by_key(document: Document, here: Where, item: dict[str, Any], key: str) -> dict[str, str]:
    value = item.get(key, {})
    if not isinstance(value, dict):
        document.problem((*here, key), f'"{key}" maps a code to a form; write {key}: {{uk: "…"}}', "TL006")
        return {}
    return {k: _clean(document, (*here, key, k), v) for k, v in value.items()}


def _marked(document: Document, here: Where, item: dict[str, Any], key: str, mark: str) -> list[tuple[str, str | None]]:
    made: list[tuple[str, str | None]] = []
    for index, value in enumerate(_list(document, here, item, key)):
        where = (*here, key, index)
        if isinstance(value, dict):
            unknown = set(value) - {"text", mark}
            if unknown or "text" not in value:
                document.problem(where, f'write "…" or {{text: "…", {mark}: "…"}} here', "TL006")
                continue
            extra = value.get(mark)
            made.append((_clean(document, (*where, "text"), value["text"]), None if extra is None else str(extra)))
        else:
            made.append((_clean(document, where, value), None))
    return made


def _examples(document: Document, here: Where, item: dict[str, Any]) -> tuple[Example, ...]:
    made = []
    for index, value in enumerate(_list(document, here, item, "examples")):
        where = (*here, "examples", index)
        if not isinstance(value, dict) or set(value) != {"in", "out"}:
            document.problem(where, 'an example is {in: "…", out: "…"}', "TL006")
            continue
        line, column = document.places[where]
        made.append(Example(str(value["in"]), str(value["out"]), line, column))
    return tuple(made)


def _kind_of(value: object) -> str:
    return "a list" if isinstance(value, list) else "a mapping" if isinstance(value, dict) else repr(value)
