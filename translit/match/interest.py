"""What a word says before anything is decided: what folding could make of it, and which entries it speaks of."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass, fields
from typing import Any

from translit.match.reading import Name

Entries = frozenset[int]
"""Entries, by their numbers in the lexicon."""

NONE: frozenset[Any] = frozenset()
"""The empty set, made once: most words and passages say little, and what is known of them is kept."""


@dataclass(frozen=True, slots=True)
class Interest:
    """What folding could make of a word, and which entries the word speaks of.

    `certain` is True where the word may be rewritten without any other word of its entry in the text, `introduced` where that
    takes a preposition or the like, unless the text is in a language in which it is no ordinary word; `initialed` where it
    may behind an initial. `anchored` are the entries for which it may be rewritten where the other words of a name stand
    beside it, which say nothing by themselves, `joined` those for which it may beside a lower-case word of a name. `paired`
    are the entries for which it may where another word of theirs that says something is in the text, `beside` those for
    which that word must stand beside it; of a word that is two words of a name (`twice`) it may be the same. `whole` are the
    names of several words that it may be a word of and that count only whole, each with how many words it has, `parts` the
    words of such names that it is. `standing` are the entries that the word may stand for by itself, `entries` all
    whose word it may be; a damaged spelling counts.
    """

    certain: bool = False
    introduced: bool = False
    initialed: bool = False
    anchored: Entries = NONE
    joined: Entries = NONE
    paired: Entries = NONE
    beside: Entries = NONE
    whole: frozenset[tuple[Name, int]] = NONE
    parts: frozenset[tuple[Name, int]] = NONE
    twice: bool = False
    standing: Entries = NONE
    entries: Entries = NONE

    @property
    def may_change(self) -> bool:
        """True where the word changes by itself, or with something beside it or elsewhere in the text."""
        return bool(self.alone or self.initialed or self.joined or self.paired or self.beside or self.whole)

    @property
    def alone(self) -> bool:
        """True where the word may change though no other word that says anything is in the text."""
        return bool(self.certain or self.introduced or self.anchored)

    def __or__(self, other: Interest) -> Interest:
        both = {f.name: getattr(self, f.name) | getattr(other, f.name) for f in fields(self)}
        return Interest(**both | {"introduced": both["introduced"] and not both["certain"]})


Hit = tuple[int, str, Interest]
"""A word that says anything: its place in the text (code points), the word, and what it says."""


def is_named_whole(interest: Interest, others: Iterable[Interest]) -> bool:
    """True where the words beside a word make one of the names whole that it is a word of."""
    met: dict[Name, set[int]] = {}
    for other in others:
        for name, slot in other.parts:
            met.setdefault(name, set()).add(slot)
    return any(len(met.get(name, ())) >= length for name, length in interest.whole)
