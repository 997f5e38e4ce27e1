"""The only module that imports Unidecode (GPL-2.0-or-later), for scripts without rules of our own."""

from __future__ import annotations

from unidecode import unidecode


def convert_unidecode(text: str) -> str:
    """The text in ASCII as Unidecode writes it."""
    return str(unidecode(text))
