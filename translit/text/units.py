"""A text as an array of code units, one for each code point, and what each is to a word."""

from __future__ import annotations

import unicodedata
from typing import Any

import numpy as np
import numpy.typing as npt

from translit.text.script import APOSTROPHES

SEPARATOR, APOSTROPHE, INNER, START, ANYTHING = range(5)
"""What a code unit is to a word: nothing, inside it and before one, inside it only, its beginning too, or not known here."""

_BEYOND = 0x10000
_FIRST, _LAST = ord("A"), ord("Z")
_FIRST_SMALL, _LAST_SMALL = ord("а"), ord("џ")
_BEYOND_ASCII = 0x80


def units_of(text: str) -> npt.NDArray[Any]:
    """The text with one number for each code point: of one byte for ASCII, of two up to U+FFFF, else of four.

    >>> units_of("Kyiv").dtype.itemsize, units_of("Київ").tolist(), units_of("Kyiv 🙂").dtype.itemsize
    (1, [1050, 1080, 1111, 1074], 4)
    """
    if text.isascii():
        return np.frombuffer(text.encode("ascii"), np.uint8)
    data = text.encode("utf-16-le", "surrogatepass")
    if len(data) == 2 * len(text):
        return np.frombuffer(data, "<u2")
    return np.frombuffer(text.encode("utf-32-le", "surrogatepass"), "<u4")


def beginnings(units: npt.NDArray[Any]) -> npt.NDArray[np.int64]:
    """The places at which a word may begin: all capitals and letters without case, and more.

    >>> beginnings(units_of("Kyiv, the Capital")).tolist()
    [0, 10]
    """
    found = units - units.dtype.type(_FIRST) <= _LAST - _FIRST
    if units.dtype.itemsize > 1:
        small = units - units.dtype.type(_FIRST_SMALL) <= _LAST_SMALL - _FIRST_SMALL
        found |= (units >= _BEYOND_ASCII) & ~small
    return np.flatnonzero(found)


def _kinds() -> npt.NDArray[np.uint8]:
    """The kind of each code unit up to U+FFFF, and behind them that of all others."""
    kinds = {"L": INNER, "M": INNER, "N": INNER}
    found = bytearray(_BEYOND + 1)
    for code in range(_BEYOND):
        category = unicodedata.category(chr(code))
        found[code] = START if category in ("Lu", "Lt", "Lo") else kinds.get(category[0], SEPARATOR)
    for char in APOSTROPHES:
        found[ord(char)] = APOSTROPHE
    for code in (
        *range(0x10A0, 0x1100),
        *range(0x1C90, 0x1CC0),
        *range(0x2D00, 0x2D30),
    ):  # Georgian, in which no letter is a capital
        found[code] = START if found[code] else SEPARATOR
    found[ord("_")] = INNER
    found[_BEYOND] = ANYTHING
    return np.frombuffer(bytes(found), np.uint8)


KINDS = _kinds()
