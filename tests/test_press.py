"""Names as the press of two dozen languages prints them are found; look-alikes that are other names are not."""

from __future__ import annotations

from functools import cache
from pathlib import Path
from typing import Any

import yaml

from translit.rules.fold import fold_keys
from translit.rules.load import rules
from translit.rules.spell import derived_spellings
from translit.text.script import plain, without_marks

TABLE: dict[str, Any] = yaml.safe_load((Path(__file__).parent / "cases" / "press.yaml").read_text(encoding="utf-8"))


@cache
def spellings_of(native: str, lang: str) -> frozenset[str]:
    return frozenset(spelling for spelling, _, _ in derived_spellings(native, lang, rules()))


def is_found(spelling: str, native: str, lang: str, press: str | None) -> bool:
    """True where the spelling is derived from the native form, or shares a fold key with it."""
    derived = spellings_of(native, lang)
    if plain(spelling) in derived or without_marks(plain(spelling)) in derived:
        return True
    own = fold_keys(native, lang)
    return bool(own & fold_keys(spelling)) or (press is not None and bool(own & fold_keys(spelling, press)))


def cells() -> list[tuple[str, str, str, str]]:
    rows = ((r["native"], r["lang"], press, s) for r in TABLE["names"] for press, s in r["press"].items())
    return [(native, lang, press, s) for native, lang, press, made in rows for s in (made if isinstance(made, list) else [made])]


def others() -> list[tuple[str, str, str]]:
    return [(r["native"], r["lang"], spelling) for r in TABLE["others"] for spelling in r["not"]]


def test_table_is_large_enough() -> None:
    assert len(TABLE["names"]) >= 70
    assert all(len(row["press"]) >= 10 for row in TABLE["names"])
    assert len(others()) >= 220


def test_press_spellings_are_found() -> None:
    every = cells()
    missed = [f"{native} {press}: {s}" for native, lang, press, s in every if not is_found(s, native, lang, press)]
    assert len(missed) <= 0.03 * len(every), "\n".join(missed)


def test_other_names_are_not_found() -> None:
    every = others()
    found = [f"{native} ({lang}): {s}" for native, lang, s in every if is_found(s, native, lang, None)]
    assert len(found) <= 0.01 * len(every), "\n".join(found)
