"""The outline of a name: what is left where its vowels and the consonants most often confused don't count."""

from __future__ import annotations

import re

MIN_OUTLINE = 3
"""Shorter outlines say nothing: too many names share them."""

VOWEL, PASSED_OVER = "a", "ah'"
ALIKE = {**dict.fromkeys("cgq", "k"), **dict.fromkeys("fw", "v"), **dict.fromkeys("eiouyj", VOWEL), "z": "s"}
"""What stands for a letter in the outline; what is passed over counts at the start of a word only."""

GROUPS = (("ph", "f"), ("ks", "x"))
"""What one letter stands for: the first in the word as it is written, the second in what is left of it."""

_ALIKE = str.maketrans(ALIKE)
_DROPPED = re.compile(rf"(?<=.)[{PASSED_OVER}]+")
_TWICE = re.compile(r"(.)\1+")


def outline(form: str) -> str:
    """The consonants of a plain word without marks, those alike as one; a vowel at the start stands for any.

    "" where too little is left.

    >>> outline("qadhafi") == outline("kadafi") == outline("gaddafi") == "kdv"
    True
    >>> outline("aleksandr"), outline("alexander"), outline("ali")
    ('alxndr', 'alxndr', '')
    """
    made = _DROPPED.sub("", form.replace(*GROUPS[0]).translate(_ALIKE))
    made = _TWICE.sub(r"\1", made.replace(*GROUPS[1]))
    return made if len(made) >= MIN_OUTLINE else ""
