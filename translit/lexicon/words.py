"""The words that a name consists of."""

from __future__ import annotations

from collections.abc import Collection

import regex

from translit.text.script import plain

SPLIT = regex.compile(r"[\s\-‐‑–/]+")
"""What stands between the words of a name."""


def name_words(text: str, particles: Collection[str]) -> tuple[str, ...]:
    """The words of a name that can be matched in text: all but lower-case particles.

    >>> name_words("Ursula von der Leyen", {"von", "der"}), name_words("Ivano-Frankivsk", ())
    (('Ursula', 'Leyen'), ('Ivano', 'Frankivsk'))
    """
    if text.isalpha():
        return (text,)
    parts = (p.strip('.,()"“”') for p in SPLIT.split(text))
    words = tuple(w for w in parts if w.isalnum() or any(c.isalnum() for c in w))
    return tuple(w for w in words if not (w[0].islower() and plain(w) in particles)) or words
