"""Scripts, the letters that look alike across them, and the plain form that look-ups compare."""

from __future__ import annotations

import unicodedata
from functools import lru_cache

APOSTROPHES = "'’‘ʼʹʺ`´ʻʿʾ′＇׳"
"""Characters that stand for an apostrophe, a soft sign or a glottal stop inside a word."""

LINE_HYPHENS = "-\u00ad\u2010"
"""What a word is hyphenated with at a line end: the hyphen-minus, the soft hyphen and the hyphen."""

_DROP_APOSTROPHES = {ord(c): None for c in APOSTROPHES + '"”“'}
_UNIFY_APOSTROPHES = {ord(c): "’" for c in APOSTROPHES}

# Letters that look alike in Latin and Cyrillic; a short reviewed list after the Unicode table confusables.txt (UTS #39).
_LATIN = "ABCEHIJKMOPSTXYaceijopsxy" + "ÏïËë"
_CYRILLIC = "АВСЕНІЈКМОРЅТХУасеіјорѕху" + "ЇїЁё"
TO_LATIN = {ord(c): a for a, c in zip(_LATIN, _CYRILLIC, strict=True)}
TO_CYRILLIC = {ord(a): c for a, c in zip(_LATIN, _CYRILLIC, strict=True)}

_BLOCKS: tuple[tuple[int, int, str], ...] = (
    (0x0041, 0x024F, "Latn"), (0x1E00, 0x1EFF, "Latn"), (0x0370, 0x03FF, "Grek"), (0x1F00, 0x1FFF, "Grek"),
    (0x0400, 0x052F, "Cyrl"), (0x1C80, 0x1C8F, "Cyrl"), (0x0530, 0x058F, "Armn"), (0x0590, 0x05FF, "Hebr"),
    (0x0600, 0x06FF, "Arab"), (0x0750, 0x077F, "Arab"), (0xFB50, 0xFDFF, "Arab"), (0xFE70, 0xFEFF, "Arab"),
    (0x0780, 0x07BF, "Thaa"), (0x0900, 0x097F, "Deva"), (0x0980, 0x09FF, "Beng"), (0x0A00, 0x0A7F, "Guru"),
    (0x0A80, 0x0AFF, "Gujr"), (0x0B00, 0x0B7F, "Orya"), (0x0B80, 0x0BFF, "Taml"), (0x0C00, 0x0C7F, "Telu"),
    (0x0C80, 0x0CFF, "Knda"), (0x0D00, 0x0D7F, "Mlym"), (0x0D80, 0x0DFF, "Sinh"), (0x0E00, 0x0E7F, "Thai"),
    (0x0E80, 0x0EFF, "Laoo"), (0x0F00, 0x0FFF, "Tibt"), (0x1000, 0x109F, "Mymr"), (0x10A0, 0x10FF, "Geor"),
    (0x1C90, 0x1CBF, "Geor"), (0x1100, 0x11FF, "Hang"), (0x1200, 0x139F, "Ethi"), (0x1780, 0x17FF, "Khmr"),
    (0x1800, 0x18AF, "Mong"), (0x3040, 0x30FF, "Hrkt"), (0x31F0, 0x31FF, "Hrkt"), (0xAC00, 0xD7AF, "Hang"),
    (0x3400, 0x9FFF, "Hani"), (0xF900, 0xFAFF, "Hani"), (0x20000, 0x3134F, "Hani"),
)  # fmt: skip


@lru_cache(maxsize=4096)
def script_of_letter(char: str) -> str:
    """The ISO 15924 code of a letter's script, "" for anything else.

    Source: the block ranges of the Unicode Standard.
    """
    code = ord(char)
    if not (char.isalpha() or unicodedata.category(char)[0] == "M"):
        return ""
    return next((script for first, last, script in _BLOCKS if first <= code <= last), "Zyyy")


def script_of(text: str) -> str:
    """The script that most letters of the text are written in; "" for a text without letters.

    >>> script_of("Зеленський"), script_of("Zelenskyy"), script_of("2022")
    ('Cyrl', 'Latn', '')
    """
    if text.isascii():
        return "Latn" if any(c.isalpha() for c in text) else ""
    counts: dict[str, int] = {}
    for char in text:
        script = script_of_letter(char)
        if script and unicodedata.category(char)[0] != "M":
            counts[script] = counts.get(script, 0) + 1
    return max(counts, key=lambda s: counts[s]) if counts else ""


def is_mixed(word: str) -> bool:
    """True where one word holds letters of Latin and of Cyrillic."""
    if word.isascii():
        return False
    scripts = {script_of_letter(c) for c in word}
    return "Latn" in scripts and "Cyrl" in scripts


def repairs(word: str) -> tuple[str, ...]:
    """The readings of a mixed word in one script: all Latin, all Cyrillic, each only where it is complete.

    >>> repairs("Кyiv")
    ('Kyiv',)
    """
    made = (word.translate(TO_LATIN), word.translate(TO_CYRILLIC))
    return tuple(m for m in made if not is_mixed(m))


def is_small(word: str) -> bool:
    """True for a word with a small first letter; Georgian letters count as small but know no capitals in text.

    >>> is_small("область"), is_small("Суми"), is_small("ქართული")
    (True, False, False)
    """
    return word[0].islower() and not "\u10d0" <= word[0] <= "\u10ff"


def plain(word: str) -> str:
    """The form in which spellings are compared: NFC, case folded, apostrophes dropped.

    >>> plain("Куп’янськ"), plain("ZELENSKY")
    ('купянськ', 'zelensky')
    """
    if word.isascii():
        lower = word.lower()
        return lower if lower.isalpha() else lower.replace("'", "").replace("`", "").replace('"', "")
    return unicodedata.normalize("NFC", unicodedata.normalize("NFC", word).casefold()).translate(_DROP_APOSTROPHES)


_NO_DECOMPOSITION = str.maketrans({"ł": "l", "đ": "d", "ø": "o", "ı": "i", "ß": "ss", "æ": "ae", "œ": "oe", "ð": "d", "þ": "th", "ħ": "h", "ŧ": "t", "ə": "a"})  # fmt: skip


def without_marks(word: str) -> str:
    """A lower-case Latin word without diacritics; other scripts keep their letters.

    >>> without_marks("załużny"), without_marks("київ")
    ('zaluzny', 'київ')
    """
    if word.isascii():
        return word
    if script_of(word) != "Latn":
        return word
    bare = "".join(c for c in unicodedata.normalize("NFD", word) if not unicodedata.combining(c))
    return unicodedata.normalize("NFC", bare.translate(_NO_DECOMPOSITION))


def unify_apostrophes(word: str) -> str:
    """The word with every kind of apostrophe written as U+2019."""
    return word.translate(_UNIFY_APOSTROPHES)
