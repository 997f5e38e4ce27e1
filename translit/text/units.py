"""A text as an array of code units, one for each code point, and what each is to a word."""

from __future__ import annotations

import unicodedata
from collections.abc import Iterable
from typing import Any

import numpy as np
import numpy.typing as npt

from translit.text.script import APOSTROPHES, LINE_HYPHENS

SEPARATOR, APOSTROPHE, INNER, START = range(4)
"""What a code unit is to a word: nothing, inside it and before one, inside it only, or its beginning too."""

_BEYOND, _REPLACEMENT = 0x10000, 0xFFFD
FIRST, LAST = ord("A"), ord("Z")
FIRST_SMALL, LAST_SMALL = ord("а"), ord("џ")
BEYOND_ASCII = 0x80
LINE_FEED, RETURN = map(ord, "\n\r")
HYPHENS = tuple(map(ord, LINE_HYPHENS))


def units_of(text: str) -> npt.NDArray[Any]:
    """The text with one number for each code point: of one byte for ASCII, of two up to U+FFFF, else of four.

    Beyond U+FFFF only letters and marks count; for anything else, such as an emoji, stands U+FFFD.

    >>> units_of("Kyiv").dtype.itemsize, units_of("Київ").tolist(), units_of("🙂𐌰").tolist()
    (1, [1050, 1080, 1111, 1074], [65533, 66352])
    """
    if text.isascii():
        return np.frombuffer(text.encode("ascii"), np.uint8)
    data = text.encode("utf-16-le", "surrogatepass")
    if len(data) == 2 * len(text):
        return np.frombuffer(data, "<u2")
    units = np.array(np.frombuffer(text.encode("utf-32-le", "surrogatepass"), "<u4"))
    beyond = np.flatnonzero(units >= _BEYOND)
    codes, which = np.unique(units[beyond], return_inverse=True)
    letters = np.array([unicodedata.category(chr(code))[0] in "LMN" for code in codes.tolist()])
    units[beyond[~letters[which]]] = _REPLACEMENT
    return units if letters.any() else units.astype("<u2")


def beginnings(units: npt.NDArray[Any]) -> npt.NDArray[np.bool_]:
    """For each unit whether a word may begin there: true of all capitals and letters without case, and of more.

    >>> np.flatnonzero(beginnings(units_of("Kyiv, the Capital"))).tolist()
    [0, 10]
    """
    found: npt.NDArray[np.bool_] = units - units.dtype.type(FIRST) <= LAST - FIRST
    if units.dtype.itemsize > 1:
        found |= (units >= BEYOND_ASCII) & (units - units.dtype.type(FIRST_SMALL) > LAST_SMALL - FIRST_SMALL)
    return found


def breaks(units: npt.NDArray[Any]) -> npt.NDArray[np.int64]:
    r"""The places of line ends behind a hyphen: where a word may go on in the next line.

    >>> breaks(units_of("Zelen-\nsky said\n")).tolist()
    [6]
    """
    ends = np.flatnonzero((units[1:] == LINE_FEED) | (units[1:] == RETURN)) + 1
    before = units[ends - 1]
    hyphened = before == HYPHENS[0]
    for hyphen in HYPHENS[1:] if units.dtype.itemsize > 1 else ():
        hyphened |= before == hyphen
    found: npt.NDArray[np.int64] = ends[hyphened]
    return found


def _kinds(apostrophes: Iterable[str]) -> npt.NDArray[np.uint8]:
    """The kind of each code unit up to U+FFFF, and behind them that of all others; these characters are apostrophes or like them."""
    kinds = {"L": INNER, "M": INNER, "N": INNER}
    found = bytearray(_BEYOND + 1)
    for code in range(_BEYOND):
        char, category = chr(code), unicodedata.category(chr(code))
        is_start = category in ("Lu", "Lt", "Lo") or (category[0] == "N" and char.isupper())  # Ⅷ counts as a capital
        found[code] = START if is_start else kinds.get(category[0], SEPARATOR)
    for char in apostrophes:
        found[ord(char)] = APOSTROPHE
    for code in (
        *range(0x10A0, 0x1100),
        *range(0x1C90, 0x1CC0),
        *range(0x2D00, 0x2D30),
    ):  # Georgian, in which no letter is a capital
        found[code] = START if found[code] else SEPARATOR
    found[ord("_")] = INNER
    found[_BEYOND] = START
    return np.frombuffer(bytes(found), np.uint8)


KINDS = _kinds((*(char for char in APOSTROPHES if not char.isalpha()), "|"))
"""What each code unit is to a word of a text: an apostrophe that Unicode counts among the letters (ʻ, ʼ) is one, and OCR writes a
bar for a letter."""

LISTED_KINDS = _kinds(APOSTROPHES)
"""What each is to a word of a listed spelling, which may begin with any apostrophe."""
