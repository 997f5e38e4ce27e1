"""Tables of names: CSV or TSV with one name a row, under a head that names the columns."""

from __future__ import annotations

import csv
from collections.abc import Iterator, Mapping, Sequence
from itertools import groupby

from translit.config import KINDS
from translit.errors import ConfigError
from translit.text.script import script_of
from translit.workbench.importing.inputs import Inputs
from translit.workbench.importing.record import BadInput, Choice, Label, Record

COLUMNS = ("id", "name", "lang", "kind", "gender")
_ENGLISH = ("", "en")


def records(
    inputs: Inputs, path: str, columns: Mapping[str, str], delimiter: str, kind: str | None, prefix: str, choice: Choice
) -> Iterator[Record]:
    """The things of a table, each with the names of its rows, which stand together.

    The first name in Latin letters that is English or without a language is the canonical one; the first name with a
    language in another script is the native one, unless the choice names the native languages.

    Raises `ConfigError` for a table without the columns that it needs.
    """
    rows = _rows(inputs, path, columns, delimiter, kind)
    for id, group in groupby(rows, key=lambda row: row["id"]):
        found = list(group)
        name = found[0].get("kind") or kind or ""
        if not choice.kinds or name in choice.kinds:
            gender = next((g for r in found if (g := r.get("gender")) in ("m", "f")), None)
            labels = _labels([(r["name"], r.get("lang", "")) for r in found], choice)
            yield Record(f"{prefix}{id}", name, labels, gender, group=name)


def _rows(inputs: Inputs, path: str, columns: Mapping[str, str], delimiter: str, kind: str | None) -> Iterator[dict[str, str]]:
    csv.field_size_limit(1 << 24)
    reader = csv.reader((line + "\n" for _, line in inputs.lines(path)), delimiter=delimiter)
    head = next(reader, [])
    places = {c: head.index(title) for c in COLUMNS if (title := columns.get(c, c)) in head}
    missing = [columns.get(c, c) for c in ("id", "name", *(() if kind else ("kind",))) if c not in places]
    if missing:
        told = ", ".join(head) or "nothing"
        raise ConfigError(f"{path} has no column {', '.join(missing)}; its head has: {told} (--columns id=…,name=…,lang=…; --as)")
    for cells in reader:
        row = {c: cells[n].strip() for c, n in places.items() if n < len(cells)}
        if not any(cells):
            continue
        if not row.get("id") or not row.get("name"):
            inputs.report(BadInput(path, reader.line_num, "this row has no id or no name; it was passed over"))
        elif row.get("kind", KINDS[0]) not in (*KINDS, ""):
            inputs.report(BadInput(path, reader.line_num, f"there is no kind {row['kind']!r}: {', '.join(KINDS)}; passed over"))
        else:
            yield row


def _labels(names: Sequence[tuple[str, str]], choice: Choice) -> tuple[Label, ...]:
    latin = [n for n in names if script_of(n[0]) == "Latn"]
    canonical = next((n for n in latin if n[1] in _ENGLISH), latin[0] if latin else None)
    natives: dict[str, str] = {}
    for text, lang in names:
        if lang in choice.natives or (not choice.natives and not natives and lang and script_of(text) != "Latn"):
            natives.setdefault(lang, text)
    order = choice.natives or tuple(natives)
    labels = [Label(canonical[0], None, "canonical")] if canonical else []
    labels += [Label(natives[lang], lang, "native") for lang in order if lang in natives]
    rest = [n for n in names if n != canonical and natives.get(n[1]) != n[0]]
    return (*labels, *(Label(text, lang or None) for text, lang in rest if not lang or not choice.langs or lang in choice.langs))
