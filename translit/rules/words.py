"""Words as rules see them: runs of letters and marks with apostrophes inside."""

from __future__ import annotations

from functools import cache, lru_cache

import regex

from translit.text.case import recased
from translit.text.script import APOSTROPHES, is_mixed, repairs, script_of, unify_apostrophes

_INNER = regex.escape(APOSTROPHES)
_JOINERS = "\u200c\u200d\u00b7"
"""Zero-width joiners, and the dot that BGN/PCGN puts between letters that are no digraph."""
_WORD = rf"[\p{{L}}\p{{M}}]+(?:[{_INNER}{_JOINERS}]+[\p{{L}}\p{{M}}]+)*[ʼʹʺʻʿʾ′׳]?"


@cache
def word_pattern() -> regex.Pattern[str]:
    """A word; compiled when first needed, since folding text needs it only now and then."""
    return regex.compile(_WORD)


@cache
def phrase_pattern() -> regex.Pattern[str]:
    """Neighbouring words, for schemes whose rules look over word boundaries (`unit: "phrase"`)."""
    return regex.compile(rf"{_WORD}(?:[ \u00a0-]{_WORD})*")


word_script = lru_cache(maxsize=65536)(script_of)
"""`script_of` for single words, which are asked for again and again."""

_DROP_JOINERS = {ord(c): None for c in _JOINERS}


def lowered(word: str) -> str:
    """The word as rules expect it: case folded letter by letter, apostrophes as U+2019."""
    form = unify_apostrophes(word.lower())
    if form.isascii():
        return form
    form = form.translate(_DROP_JOINERS)
    return next(iter(repairs(form)), form) if is_mixed(form) else form


__all__ = ["lowered", "phrase_pattern", "recased", "word_pattern", "word_script"]
