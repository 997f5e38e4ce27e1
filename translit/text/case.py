"""Carrying the letter case of what stood in the text over to what is written."""

from __future__ import annotations


def carried(source: str, target: str) -> str:
    """`target` in the case of `source`: capitals stay capitals, anything else takes the case of `target`.

    A word that differs in case alone stays (LUKoil), unless the target is an acronym (Nato, NATO).

    >>> carried("SYRSKY", "Syrskyi"), carried("Syrsky", "Syrskyi"), carried("KyIw", "Kyiv")
    ('SYRSKYI', 'Syrskyi', 'Kyiv')
    """
    letters = [c for c in source if c.isalpha()]
    if len(letters) > 1 and all(c.isupper() for c in letters):
        return target.upper()
    if source.casefold() == target.casefold() and not target.isupper():
        return source
    return target


def recased(source: str, lower: str) -> str:
    """A word made from the lower-case form of `source`, with the case of `source` restored.

    >>> recased("Київ", "kyiv"), recased("США", "ssha"), recased("Ю", "yu")
    ('Kyiv', 'SSHA', 'Yu')
    """
    letters = [c for c in source if c.isalpha()]
    if not letters or not any(c.isupper() for c in letters):
        return lower
    if len(letters) > 1 and all(c.isupper() for c in letters if c.isupper() or c.islower()):
        return lower.upper()
    if letters[0].isupper():
        for index, char in enumerate(lower):
            if char.isalpha() and char.upper() != char:
                return lower[:index] + char.upper() + lower[index + 1 :]
    return lower
