"""Words that are hyphenated over a line end, of those that say anything: to write one is to join it."""

from __future__ import annotations

import re
from collections.abc import Callable, Iterable, Iterator
from dataclasses import replace

from translit.match.interest import Hit, Interest
from translit.text.scan import SEPARATORS
from translit.text.script import LINE_HYPHENS

_BREAK = re.compile(rf"[{LINE_HYPHENS}][\r\n]")
_BREAKS = tuple(mark + end for mark in LINE_HYPHENS for end in "\n\r")
_BROKEN_OFF = re.compile(rf"[^{SEPARATORS}]+\Z")
_GOING_ON = re.compile(rf"[{LINE_HYPHENS}](?:\r\n|\n|\r)[ \t]*([^{SEPARATORS}]+)")
_REACH = 100

Look = Callable[[str], Interest | None]
"""Tells what a word says; None for nothing."""


def hyphens(text: str) -> Iterator[int]:
    """The places of hyphens at line ends."""
    if ("\n" in text or "\r" in text) and any(sign in text for sign in _BREAKS):
        yield from (match.start() for match in _BREAK.finditer(text))


def broken_words(text: str, look: Look, places: Iterable[int] | None = None) -> Iterator[Hit]:
    """The broken words of a text that say anything, in order, or of those at these hyphens."""
    for place in hyphens(text) if places is None else places:
        first = max(0, place - _REACH)
        begun, rest = _BROKEN_OFF.search(text[first:place]), _GOING_ON.match(text, place)
        if begun is not None and rest is not None:
            word = begun[0] + rest[1]
            interest = look(word)
            if interest is not None:
                yield first + begun.start(), word, replace(interest, certain=True)


def with_broken(text: str, hits: list[Hit], look: Look) -> list[Hit]:
    """The hits of a text with its broken words."""
    broken = list(broken_words(text, look))
    return sorted((*hits, *broken), key=lambda hit: hit[0]) if broken else hits
