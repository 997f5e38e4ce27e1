"""Entries as the YAML that a maintainer reads: every string quoted, fields in one order, short lists on one line."""

from __future__ import annotations

import json
import re
from collections.abc import Iterable, Mapping

from translit.lexicon.entry import Entry

_BARE_KEY = re.compile(r"(?!(?:no|on|off|yes|y|n|true|false|null)$)[a-z][a-z0-9_-]*", re.IGNORECASE)
_NOT_YAML = re.compile("[\x7f-\x9f\u2028\u2029\ufeff\ud800-\udfff\ufffe\uffff]")


def quoted(text: str) -> str:
    """A string in double quotes that YAML reads back as it is.

    >>> print(quoted('Mykola "Nick" Roe'))
    "Mykola \\"Nick\\" Roe"
    """
    return _NOT_YAML.sub(lambda m: f"\\u{ord(m.group()):04x}", json.dumps(text, ensure_ascii=False))


def fields_of(entry: Entry) -> dict[str, str]:
    """The fields of an entry that hold something, in the usual order, each as YAML on one line."""
    variants = [
        quoted(v.text) if v.lang is None else f"{{text: {quoted(v.text)}, lang: {quoted(v.lang)}}}" for v in entry.variants
    ]
    damaged = [
        quoted(d.text) if d.needs is None else f"{{text: {quoted(d.text)}, needs: {quoted(d.needs)}}}" for d in entry.damaged
    ]
    found = {
        "id": quoted(entry.id),
        "kind": quoted(entry.kind) if entry.kind else "",
        "gender": quoted(entry.gender) if entry.gender else "",
        "canonical": quoted(entry.canonical),
        "native": _mapping(entry.native),
        "alone": _list(map(quoted, entry.alone)),
        "variants": _list(variants),
        "damaged": _list(damaged),
        "former": _list(map(quoted, entry.former)),
        "never": _list(map(quoted, entry.never)),
        "styles": _mapping(entry.styles),
    }
    return {name: text for name, text in found.items() if text}


def entry_text(entry: Entry, indent: str = "  ", flow: bool = False) -> str:
    r"""An entry as an item of `entries`, with its line ends.

    >>> print(entry_text(Entry("kyiv", "Kyiv", "place", native={"uk": "Київ"})), end="")
      - id: "kyiv"
        kind: "place"
        canonical: "Kyiv"
        native: {uk: "Київ"}
    """
    fields = [f"{name}: {text}" for name, text in fields_of(entry).items()]
    examples = [f"{{in: {quoted(e.text)}, out: {quoted(e.out)}}}" for e in entry.examples]
    if flow:
        return f"{indent}- {{{', '.join([*fields, *([f'examples: {_list(examples)}'] if examples else [])])}}}\n"
    lines = [f"{indent}{'- ' if n == 0 else '  '}{field}\n" for n, field in enumerate(fields)]
    if examples:
        lines += [f"{indent}  examples:\n", *(f"{indent}    - {e}\n" for e in examples)]
    return "".join(lines)


def head_text(fields: Mapping[str, str]) -> str:
    """The head of a lexicon file, down to the line `entries:`; empty fields are left out."""
    return "".join(f"{name}: {quoted(value)}\n" for name, value in fields.items() if value) + "entries:\n"


def _mapping(forms: Mapping[str, str]) -> str:
    pairs = (f"{key if _BARE_KEY.fullmatch(key) else quoted(key)}: {quoted(form)}" for key, form in forms.items())
    return f"{{{', '.join(pairs)}}}" if forms else ""


def _list(items: Iterable[str]) -> str:
    text = ", ".join(items)
    return f"[{text}]" if text else ""
