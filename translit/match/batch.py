"""One word against many: the costs of `edit_cost` for hundreds of words at once."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from functools import cached_property

import numpy as np
from numpy.typing import NDArray

from translit.match.align import bare_cuts, dropped_costs, inflected_cuts
from translit.match.weights import SYMBOLS, Table, weights

Floats = NDArray[np.float32]
Rows = NDArray[np.intp]

_LONGEST = 24
_FAR = np.float32(99.0)
_PLACE = np.zeros(128, np.intp)
_PLACE[[ord(c) for c in SYMBOLS]] = range(len(SYMBOLS))


class Batch:
    """The rough sounds of many words as arrays: a column for each word, so that each step runs along all of them."""

    def __init__(self, forms: Sequence[str]) -> None:
        self._forms = [f[:_LONGEST] for f in forms]
        self.lengths = np.array([len(f) for f in self._forms], np.intp)
        padded = "".join(f.ljust(_LONGEST) for f in self._forms).encode("ascii")
        sounds = np.frombuffer(padded, np.uint8).reshape(len(self._forms), _LONGEST)
        self._sounds = np.ascontiguousarray(_PLACE[sounds].T)
        self._tables: dict[Table, tuple[Floats, Floats]] = {}

    def costs(self, form: str, words: Rows, table: Table, with_ending: bool) -> Floats:
        """The cost of the way from `form` to each of these words, as `edit_cost` has it, swaps left out."""
        pairs, before = self._costs_of(table)
        lengths = self.lengths[words]
        width = int(lengths.max())
        sounds = self._sounds[:width, words]
        ahead = before[: width + 1, words]
        ends = self._ends(form, words, width) if with_ending else {}
        best = np.full(len(words), _FAR, np.float32)
        line, following = ahead.copy(), np.empty_like(ahead)
        for place, drop in enumerate(dropped_costs(form, table, False)):
            changed = pairs[_PLACE[ord(form[place])]].take(sounds)
            if place == 0:
                changed[0] *= np.float32(weights().first)
            changed += line[:-1]
            line += np.float32(drop)
            following[0] = line[0]
            np.minimum(changed, line[1:], out=following[1:])
            # the cheapest way along the word: costs less what dropping all before would cost, the least so far, and back
            following -= ahead
            np.minimum.accumulate(following, axis=0, out=line)
            line += ahead
            if place + 1 in ends:
                np.minimum(best, (line + ends[place + 1]).min(axis=0), out=best)
        cheapest: Floats = np.minimum(best, line[lengths, np.arange(len(words))])
        return cheapest

    def _costs_of(self, table: Table) -> tuple[Floats, Floats]:
        """The table as an array, and for each word what it costs if the other word lacks its first sounds."""
        found = self._tables.get(table)
        if found is None:
            known = weights()
            pairs = np.array([[table.pairs[a][b] for b in SYMBOLS] for a in SYMBOLS], np.float32)
            lone = np.array([table.absent[c] for c in SYMBOLS], np.float32)
            dropped = lone[self._sounds]
            dropped = np.where(self._beside, np.minimum(dropped, np.float32(known.beside)), dropped)
            dropped[0] *= np.float32(known.first)
            before = np.zeros((_LONGEST + 1, len(self._forms)), np.float32)
            np.cumsum(dropped, axis=0, out=before[1:])
            found = self._tables[table] = (pairs, before)
        return found

    @cached_property
    def _beside(self) -> NDArray[np.bool_]:
        """Where a vowel stands beside a vowel."""
        inside = np.arange(_LONGEST)[:, None] < self.lengths
        vowel = np.isin(self._sounds, _PLACE[[ord(v) for v in weights().vowels]]) & inside
        beside = np.zeros_like(vowel)
        beside[1:] |= vowel[:-1]
        beside[:-1] |= vowel[1:]
        return beside & vowel

    def _ends(self, form: str, words: Rows, width: int) -> Mapping[int, Floats]:
        """For each place where a case ending of `form` may begin: what it costs to end there in each word."""
        plain, ambiguous = self._bare
        made: dict[int, Floats] = {}
        for place, doubtful in inflected_cuts(form):
            costs = (ambiguous if doubtful else plain)[: width + 1, words]
            made[place] = np.minimum(made[place], costs) if place in made else costs
        return made

    @cached_property
    def _bare(self) -> tuple[Floats, Floats]:
        """What a case ending costs at each place of each word, also where it may make another name."""
        known = weights()
        plain = np.full((_LONGEST + 1, len(self._forms)), _FAR, np.float32)
        for word, form in enumerate(self._forms):
            for cut in bare_cuts(form):
                plain[cut, word] = known.ending
        ambiguous = plain.copy()
        place = (self.lengths, np.arange(len(self._forms)))
        ambiguous[place] = np.where(plain[place] < _FAR, np.float32(known.feminine), _FAR)
        return plain, ambiguous
