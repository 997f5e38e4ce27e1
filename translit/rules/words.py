"""Words as rules see them: runs of letters and marks with apostrophes inside."""

from __future__ import annotations

import regex

from translit.text.case import recased
from translit.text.script import APOSTROPHES, unify_apostrophes

_INNER = regex.escape(APOSTROPHES)
_JOINERS = "\u200c\u200d"
WORD = regex.compile(rf"[\p{{L}}\p{{M}}]+(?:[{_INNER}{_JOINERS}]+[\p{{L}}\p{{M}}]+)*[ʼʹʺʻʿʾ′׳]?")
PHRASE = regex.compile(rf"{WORD.pattern}(?:[ \u00a0-]{WORD.pattern})*")
"""Neighbouring words, for schemes whose rules look over word boundaries (`unit: "phrase"`)."""


def lowered(word: str) -> str:
    """The word as rules expect it: case folded letter by letter, apostrophes as U+2019."""
    return unify_apostrophes(word.lower()).replace("\u200c", "").replace("\u200d", "")


__all__ = ["PHRASE", "WORD", "lowered", "recased"]
