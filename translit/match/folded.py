"""The third step: spellings that rules hold to be the same as one of an entry, by fold key."""

from __future__ import annotations

from translit.lexicon.flags import BRIEF, GUARDED, MIN_KEY_LENGTH, Guard
from translit.match.index import Index
from translit.match.reading import Reading, readings_of_word
from translit.rules.fold import word_keys
from translit.text.script import is_mixed

SHORT_KEY = 4
"""Below this many sounds a fold key alone says too little: Kian and Kyian, but also Lina and Liina."""

BRIEF_KEY = 6
"""Below this many something beside the word must speak for the entry: Babish said, but die Hefe (yeast) is not Haifa."""

ACRONYM = 5
"""Capitals up to this length may be an acronym (NYSE), which has no sound to fold."""


def folded_readings(index: Index, word: str, lang: str | None = None) -> list[Reading]:
    """The readings of a word by fold keys; none for short capitals, which may be an acronym, and for ordinary words and
    for words in letters of two scripts, which are repaired only where the repaired word is known.
    """
    if (len(word) <= ACRONYM and word.isupper()) or is_mixed(word) or index.flags(word) & Guard.WORD:
        return []
    found: list[Reading] = []
    seen: set[int] = set()
    for key in word_keys(word, lang):
        if len(key) < MIN_KEY_LENGTH:
            continue
        how = GUARDED if len(key) < SHORT_KEY else BRIEF if len(key) < BRIEF_KEY else 0
        for number in index.keyed(key):
            if number not in seen:
                seen.add(number)
                found += readings_of_word(index, number, "folded", how, f"fold key {key}")
    return found
