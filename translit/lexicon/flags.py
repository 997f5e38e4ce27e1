"""What compiled words and guard words are marked with; shared by compiling and matching."""

from __future__ import annotations

from enum import IntEnum

EXACT, DERIVED, INFLECTED, AMBIGUOUS, CAPITALS, GUARDED, BITS = 1, 2, 4, 8, 16, 32, 6
"""Bits of `how` below the number of a word: how the spelling came about, and what it needs."""

BRIEF = 1 << BITS
"""A bit of `how` that is not stored: so little of the word is the entry's that something beside it must speak for it."""

MIN_KEY_LENGTH = 3
"""Fold keys shorter than this say nothing."""


OUTLINE = "~"
"""What stands before the outline of a word among the keys that lack a letter."""


class Source(IntEnum):
    """Where in the entry a name is listed, the most trusted first."""

    CANONICAL = 0
    NATIVE = 1
    STYLE = 2
    VARIANT = 3
    EXONYM = 4
    FORMER = 5
    DAMAGED = 6
    PINNED = 7


class Guard:
    """What a word or phrase is known to be, besides a name of an entry; bits, plain numbers because they are met often."""

    WORD = 1
    GIVEN = 2
    SURNAME = 4
    DEMONYM = 8
    TITLE = 16
    RANK = 32
    PREPOSITION = 64
    TYPE_BEFORE = 128
    TYPE_AFTER = 256
    VERB = 512
    PARTICLE = 1024
    HONORIFIC = 2048
    CONJUNCTION = 4096
    ABBREVIATION = 8192
    ELSEWHERE = 16384
    MALE = 32768
    FEMALE = 65536
    KNOWN = 131072
    BORNE = 262144


NAME_LIKE = Guard.WORD | Guard.GIVEN | Guard.SURNAME | Guard.DEMONYM
TELLING = ~(NAME_LIKE | Guard.KNOWN)
"""What a lower-case word or a phrase says of the names beside it: all but being a word, or a name in itself."""

CONTEXT = (
    Guard.TITLE
    | Guard.RANK
    | Guard.PREPOSITION
    | Guard.TYPE_BEFORE
    | Guard.TYPE_AFTER
    | Guard.VERB
    | Guard.HONORIFIC
    | Guard.CONJUNCTION
)
"""What a word or phrase says in one language only."""
