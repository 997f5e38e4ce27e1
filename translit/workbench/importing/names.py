"""Which names of a source are fit for a lexicon, and why the others are not."""

from __future__ import annotations

import unicodedata
from collections.abc import Mapping
from functools import lru_cache

import regex

from translit.lexicon.flags import Guard
from translit.lexicon.guard import read_guard
from translit.lexicon.words import name_words
from translit.resources import lexicons_folder
from translit.rules.load import rules
from translit.rules.spell import derived_spellings
from translit.text.script import is_mixed, plain, script_of, without_marks

SHORT = 3
"""A name of so many letters or fewer is another word as often as not."""
_DENSE = frozenset({"Hani", "Hang", "Hira", "Kana", "Hrkt"})
"""Scripts that write syllables or words: a name of two signs is long there."""
_SHORT_DENSE = 1
_CASED = frozenset({"Latn", "Cyrl", "Grek", "Armn"})
_LONGEST, _MOST_WORDS, _CODE = 80, 8, 5
_UNSEEN = regex.compile(r"[\p{Cc}\p{Cf}\p{Co}\p{Cs}--[\u200c\u200d\t\n\r]]+", regex.V1)
_SIGNS = regex.compile(r"[^\p{L}\p{M}\s'’ʼ‘`ʹʺʻʿʾ.·\-‐‑–・\u200c\u200d]")

NO_LETTER, TOO_SHORT, TOO_LONG = "no letter", "three letters or fewer", "a description, not a name"
SIGNS, NO_CAPITAL, MIXED = "digits or signs", "no capital letter", "letters of two scripts in one word"
CODE, ORDINARY = "a code or an abbreviation", "an ordinary word"


def cleaned(text: str) -> str:
    """The name in NFC, without invisible characters and needless white space.

    >>> cleaned(" Кри\u0301вий  Ріг\u200b")
    'Кри́вий Ріг'
    """
    return " ".join(unicodedata.normalize("NFC", _UNSEEN.sub("", text)).split())


def refusal(name: str) -> str | None:
    """Why a cleaned name is not fit to be a spelling of anything, None where it is.

    >>> refusal("Kyiv"), refusal("IEV"), refusal("京都"), refusal("ji fu"), refusal("Nice"), refusal("UKKK")
    (None, 'three letters or fewer', None, 'no capital letter', 'an ordinary word', 'a code or an abbreviation')
    """
    script = script_of(name)
    letters = sum(c.isalpha() for c in name)
    if not script:
        return NO_LETTER
    if letters <= (_SHORT_DENSE if script in _DENSE else SHORT):
        return TOO_SHORT
    if len(name) > _LONGEST or name.count(" ") >= _MOST_WORDS:
        return TOO_LONG
    if _SIGNS.search(name):
        return SIGNS
    if script in _CASED and name == name.lower():
        return NO_CAPITAL
    if any(is_mixed(word) for word in name.split()):
        return MIXED
    if script in _CASED and letters <= _CODE and " " not in name and name == name.upper():
        return CODE
    return ORDINARY if is_ordinary(name) else None


def is_ordinary(name: str) -> bool:
    """True for a word that the word list of any language has."""
    row = _guard().get(plain(name))
    return row is not None and bool(row[0] & Guard.WORD)


@lru_cache(maxsize=1)
def _guard() -> Mapping[str, list[int]]:
    return read_guard(lexicons_folder() / "guard").flags


def is_derived(name: str, natives: Mapping[str, str]) -> bool:
    """True where rules derive every word of a name in Latin letters from the same word of a native form.

    >>> is_derived("Charkiw", {"uk": "Харків"}), is_derived("Carcovia", {"uk": "Харків"})
    (True, False)
    """
    words = name_words(name, ())
    if any(script_of(w) != "Latn" for w in words):
        return False
    rows = (_spellings(form, lang, len(words)) for lang, form in natives.items())
    return any(row and all({plain(w), without_marks(plain(w))} & s for w, s in zip(words, row, strict=True)) for row in rows)


@lru_cache(maxsize=4096)
def _spellings(form: str, lang: str, count: int) -> tuple[frozenset[str], ...]:
    words = name_words(form, ())
    if len(words) != count or script_of(form) == "Latn":
        return ()
    known = rules()
    return tuple(frozenset(s for s, _, _ in derived_spellings(w, known.code(lang), known)) for w in words)
