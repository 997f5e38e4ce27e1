"""The two functions for one-off calls; anything more is a `Normalizer`."""

from __future__ import annotations

from functools import lru_cache

from translit.errors import check_text
from translit.normalizer import Normalizer


@lru_cache(maxsize=1)
def _default() -> Normalizer:
    return Normalizer()


def fold(text: str) -> str:
    """The text with every name of the default lexicon folded to its canonical form.

    >>> fold("Zelensky arrived; chicken Kiev was served in Kharkov.")
    'Zelenskyy arrived; chicken Kiev was served in Kharkiv.'
    """
    return _default().fold(text)


def similarity(a: str, b: str, *, lang: str | None = None) -> float:
    """How sure it is, from 0 to 1, that two spellings are one name; 0.7 is the decision line.

    >>> similarity("Zelensky, Volodymyr", "Wolodymyr Selenskyj") > 0.7 > similarity("Kosenko", "Kostenko")
    True
    """
    check_text(a)
    check_text(b)
    from translit.match.similarity import name_similarity

    return name_similarity(a, b, lang)
