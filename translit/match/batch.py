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
    """The rough sounds of many words as arrays, one row for each."""

    def __init__(self, forms: Sequence[str]) -> None:
        self._forms = [f[:_LONGEST] for f in forms]
        self.lengths = np.array([len(f) for f in self._forms], np.intp)
        padded = "".join(f.ljust(_LONGEST) for f in self._forms).encode("ascii")
        self._sounds = _PLACE[np.frombuffer(padded, np.uint8).reshape(len(self._forms), _LONGEST)]
        self._tables: dict[Table, tuple[Floats, Floats]] = {}

    def costs(self, form: str, rows: Rows, table: Table, with_ending: bool) -> Floats:
        """The cost of the way from `form` to the word in each of these rows, as `edit_cost` has it, swaps left out."""
        pairs, dropped = self._costs_of(table)
        lengths = self.lengths[rows]
        width = int(lengths.max())
        sounds, first = self._sounds[rows, :width], np.float32(weights().first)
        ahead = np.zeros((len(rows), width + 1), np.float32)
        np.cumsum(dropped[rows, :width], axis=1, out=ahead[:, 1:])
        ends = self._ends(form, rows, width) if with_ending else {}
        best = np.full(len(rows), _FAR, np.float32)
        line = ahead
        for place, drop in enumerate(dropped_costs(form, table, False)):
            changed = pairs[_PLACE[ord(form[place])]][sounds]
            if place == 0:
                changed[:, 0] *= first
            following = np.empty_like(line)
            following[:, 0] = line[:, 0] + np.float32(drop)
            np.minimum(line[:, :-1] + changed, line[:, 1:] + np.float32(drop), out=following[:, 1:])
            # the cheapest way along the row: costs less what dropping all before would cost, the least so far, and back
            following -= ahead
            np.minimum.accumulate(following, axis=1, out=following)
            following += ahead
            line = following
            if place + 1 in ends:
                np.minimum(best, (line + ends[place + 1]).min(axis=1), out=best)
        return np.minimum(best, line[np.arange(len(rows)), lengths])

    def _costs_of(self, table: Table) -> tuple[Floats, Floats]:
        """The table as an array, and what each sound of each row costs if the other word lacks it."""
        found = self._tables.get(table)
        if found is None:
            known = weights()
            pairs = np.array([[table.pairs[a][b] for b in SYMBOLS] for a in SYMBOLS], np.float32)
            lone = np.array([table.absent[c] for c in SYMBOLS], np.float32)
            dropped = lone[self._sounds]
            dropped = np.where(self._beside, np.minimum(dropped, np.float32(known.beside)), dropped)
            dropped[:, 0] *= np.float32(known.first)
            found = self._tables[table] = (pairs, dropped)
        return found

    @cached_property
    def _beside(self) -> NDArray[np.bool_]:
        """Where a vowel stands beside a vowel."""
        inside = np.arange(_LONGEST) < self.lengths[:, None]
        vowel = np.isin(self._sounds, _PLACE[[ord(v) for v in weights().vowels]]) & inside
        beside = np.zeros_like(vowel)
        beside[:, 1:] |= vowel[:, :-1]
        beside[:, :-1] |= vowel[:, 1:]
        return beside & vowel

    def _ends(self, form: str, rows: Rows, width: int) -> Mapping[int, Floats]:
        """For each place where a case ending of `form` may begin: what it costs to end there in each row."""
        plain, ambiguous = self._bare
        made: dict[int, Floats] = {}
        for place, doubtful in inflected_cuts(form):
            costs = (ambiguous if doubtful else plain)[rows, : width + 1]
            made[place] = np.minimum(made[place], costs) if place in made else costs
        return made

    @cached_property
    def _bare(self) -> tuple[Floats, Floats]:
        """What a case ending costs at each place of each row, also where it may make another name."""
        known = weights()
        plain = np.full((len(self._forms), _LONGEST + 1), _FAR, np.float32)
        for row, form in enumerate(self._forms):
            plain[row, list(bare_cuts(form))] = known.ending
        ambiguous = plain.copy()
        whole = ambiguous[np.arange(len(self._forms)), self.lengths]
        ambiguous[np.arange(len(self._forms)), self.lengths] = np.where(whole < _FAR, np.float32(known.feminine), whole)
        return plain, ambiguous
