"""How listed spellings are found in a text: by the fastest means that is installed, all of which find the same."""

from __future__ import annotations

from collections.abc import Callable, Iterable
from importlib import import_module
from importlib.util import find_spec

from translit import kernels
from translit.match.words import WordSearch, first_words

Search = Callable[[str], Iterable[tuple[int, int, int]]]
"""Start, the negative of the end, and number of every spelling in a text, in ascending order: leftmost, then longest first.

More than stand there as words may come. For one around which nothing need be looked at it is -1 - number.
"""

COMPILE_AFTER = 1 << 30
"""Code points after which the loop is compiled, where numba is installed: below, to load it costs more than it saves."""

_SHORT = 1 << 12
"""Code points below which a wheel is quicker than to lay out the text."""

_FEW, _MANY = 30_000, 50_000
"""Spellings up to which an automaton is faster than the compiled loop in ASCII, and from which on it is faster than a look at each
word beyond ASCII.
"""


class BestSearch:
    """Finds spellings by the means that is fastest for each text."""

    def __init__(self, spellings: list[str]) -> None:
        self._spellings, self._firsts = spellings, first_words(spellings)
        self._wheel, self._words = wheel_search(spellings), WordSearch(spellings, self._firsts)
        self._met = 0
        self._compiled: Search | None = None

    def prepare(self) -> None:
        """Load the compiled loop, where numba is installed."""
        if self._compiled is not None or not kernels.are_there():
            return
        from translit.kernels.find import CompiledSearch

        self._compiled = CompiledSearch(self._spellings, self._firsts)
        for text in ("Kyiv", "Київ"):
            list(self._compiled(text))

    def __call__(self, text: str) -> Iterable[tuple[int, int, int]]:
        """The spellings in a text."""
        if self._wheel is not None and len(text) < _SHORT:
            return self._wheel(text)
        self._met += len(text)
        if self._met > COMPILE_AFTER:
            self.prepare()
        size, is_ascii = len(self._spellings), text.isascii()
        if self._compiled is not None and not (is_ascii and size <= _FEW and self._wheel is not None):
            return self._compiled(text)
        if self._wheel is None or (not is_ascii and size <= _MANY):
            return self._words(text)
        return self._wheel(text)


def word_search(spellings: list[str]) -> Search:
    """The search that needs no package of the extra `fast`."""
    return WordSearch(spellings, first_words(spellings))


def wheel_search(spellings: list[str]) -> Search | None:
    """The search of daachorse or of ahocorasick_rs, None where neither is installed."""
    if find_spec("daachorse"):
        package = import_module("daachorse")
        automaton = package.CharwiseDoubleArrayAhoCorasick(spellings)
        return lambda text: sorted([(s, -e, n) for s, e, n in automaton.find_overlapping(text)])
    if find_spec("ahocorasick_rs"):
        machine = import_module("ahocorasick_rs").AhoCorasick(spellings)
        return lambda text: sorted([(s, -e, n) for n, s, e in machine.find_matches_as_indexes(text, overlapping=True)])
    return None
