"""Which of many new words surely say nothing: no rule reads them, and no name is near. What is in doubt is looked at alone.

Words are looked at here by numpy, all of them at once, so that only the few that may say something cost a look each. A word
passes for silent only where `Gate.examined` would say nothing of it.
"""

from __future__ import annotations

import unicodedata
import zlib
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from typing import Any

import numpy as np
import numpy.typing as npt

from translit.lexicon.flags import MIN_KEY_LENGTH, Guard
from translit.lexicon.sieve import Hashes, Marks, Places, Sieve, Sums, ragged
from translit.lexicon.store import Store
from translit.match.batch_keys import LATIN, BatchKeys, Keys
from translit.match.batch_outlines import outline_sums
from translit.match.edits import latin_costs
from translit.match.flat import PAD, Flat
from translit.match.fuzzy import NAMES_TOO, NO_DAMAGE, SHORTEST_GIVEN
from translit.match.lookup import Lookup
from translit.match.measured import Measured
from translit.match.rewriter import LETTERS, Rewriter
from translit.rules.fold import remember_keys
from translit.rules.load import rules
from translit.rules.step import Rule
from translit.text.script import APOSTROPHES, TO_CYRILLIC, TO_LATIN, script_of_letter, without_marks

FEWEST = 32
"""Words for which looking at all of them at once is cheaper than one by one."""

_LONGEST = 24
_OTHER, _LATIN, _CYRILLIC = 0, 1, 1000
_KINDS = {"Latn": _LATIN, "Cyrl": _CYRILLIC}
"""Numbers whose sum over a short word tells whether all its letters are of one script."""

_APOSTROPHES = [ord(char) for char in APOSTROPHES]
_POSSESSIVES = [ord("s"), ord("S")]


class Silent:
    """Tells the words that say nothing, under the lexicon and configuration of a look-up."""

    def __init__(self, lookup: Lookup) -> None:
        self._lookup, config, store = lookup, lookup.config, lookup.index.store
        self._spelled, self._keyed, self._near = (Sieve.over(store.raw(f"{n}.sieve")) for n in ("words", "keys", "deletes"))
        self._measured, self._guard = Measured(store), _Guard(store)
        self._lang = config.lang
        self._keys = BatchKeys(rules(), config.lang)
        self._folds, self._damages = "folded" in config.methods, "fuzzy" in config.methods and config.fuzzy != "off"
        self._bare = Rewriter([Rule(c, (bare,)) for c in map(chr, range(0x80, LATIN)) if (bare := without_marks(c)) != c])
        self._groups = list(latin_costs().groups)

    def among(self, words: Sequence[bytes]) -> Marks:
        """True for each word that surely says nothing, which the look-up remembers; of the others the fold keys are remembered."""
        found = _Regular.of(words)
        flat = found.words
        flags = self._guard.flags(flat.encoded())
        speaks = found.looks | self._spelled.holds(_sums_of(flat).whole())
        marked = np.flatnonzero(found.marked)
        bare = self._bare.first(flat.chosen(marked))
        speaks[marked] |= self._spelled.holds(_sums_of(bare).whole())
        known = flags.copy()
        known[marked] |= self._guard.flags(bare.encoded())
        able = _may_be_damaged(known)
        for script, look in ((_LATIN, self._latin), (_CYRILLIC, self._cyrillic)):
            rows = np.flatnonzero((found.scripts == script) & ((flags & Guard.WORD == 0) | able))
            if len(rows) and (self._folds or self._damages):
                speaks[rows], keys = look(flat.chosen(rows), able[rows], speaks[rows])
                self._remember(keys.of(speaks[rows]), found.written, rows)
        self._lookup.remember_silent(found.written.chosen(np.flatnonzero(~speaks)).texts())
        silent = np.zeros(len(words), np.bool_)
        silent[found.numbers] = ~speaks
        return silent

    def _remember(self, keys: Mapping[int, tuple[str, ...]], written: Flat, rows: Places) -> None:
        if keys and self._lang is None:
            words = written.chosen(rows[list(keys)]).texts()
            remember_keys({(word, None): found for word, found in zip(words, keys.values(), strict=True)})

    def _cyrillic(self, words: Flat, able: Marks, speaks: Marks) -> tuple[Marks, Keys]:
        """The Cyrillic words that may say something, those included of which it is known, and the keys of all."""
        keys = self._keys.cyrillic(words)
        if self._folds:
            speaks |= self._is_keyed(keys, _sums_of(keys.keys))
        return speaks, keys

    def _latin(self, words: Flat, able: Marks, speaks: Marks) -> tuple[Marks, Keys]:
        """The same for Latin words."""
        keys = self._keys.latin(words)
        key_sums = _sums_of(keys.keys)
        speaks |= self._is_keyed(keys, key_sums)
        if self._damages:
            bare = words if (words.codes < 0x80).all() else self._bare.first(words)
            sums = _sums_of(bare)
            able = able & ~speaks & (sums.lengths >= SHORTEST_GIVEN)
            speaks |= able & (self._is_near(bare, keys, key_sums, able) | self._has_groups(bare, sums, able))
        return speaks, keys

    def _is_keyed(self, keys: Keys, sums: Sums) -> Marks:
        """True for words one of whose keys is known, and for those whose keys are not all there."""
        found: Marks = keys.left.copy()
        held = self._keyed.holds(sums.whole()) & (sums.lengths >= MIN_KEY_LENGTH)
        found[keys.rows[held]] = True
        return found

    def _is_near(self, words: Flat, keys: Keys, sums: Sums, able: Marks) -> Marks:
        """True for words with a key within one edit of a known one, or its outline, that are near a spelling of it."""
        found = np.zeros(len(able), np.bool_)
        letters = np.flatnonzero(able[keys.rows[sums.rows]])
        outlines, counting = outline_sums(words)
        hashes = np.concatenate((sums.whole(), sums.without_one(letters), outlines.whole()[counting]))
        rows = np.concatenate((keys.rows, keys.rows[sums.rows[letters]], np.flatnonzero(counting)))
        held = np.flatnonzero(self._near.holds(hashes) & able[rows])
        found[self._measured.near(words, rows[held], hashes[held])] = True
        return found

    def _has_groups(self, words: Flat, sums: Sums, able: Marks) -> Marks:
        """True for words that are spelled in the lexicon when two letters are taken for one, or one for two."""
        found = np.zeros(len(words), np.bool_)
        codes = words.codes
        hashes: list[Hashes] = [np.zeros(0, np.uint64)]
        places: list[Places] = [np.zeros(0, np.int64)]
        for seen, meant in self._groups:
            at = np.flatnonzero(codes == ord(seen[0]))
            for step, char in enumerate(seen[1:], 1):
                at = at[codes[at + step] == ord(char)]
            rows = np.searchsorted(words.starts, at, "right") - 1
            hashes.append(sums.replaced(at, rows, len(seen), meant))
            places.append(rows)
        rows = np.concatenate(places)
        found[rows[self._spelled.holds(np.concatenate(hashes))]] = True
        found &= able
        return found


def _may_be_damaged(flags: Places) -> Marks:
    """True for each word that may be a damaged one, by what the guard lists say of it."""
    ordinary = (flags & Guard.WORD != 0) & (flags & NAMES_TOO == 0)
    found: Marks = (flags & Guard.GIVEN != 0) | ((flags & NO_DAMAGE == 0) & ~ordinary)
    return found


def _sums_of(words: Flat) -> Sums:
    return Sums(words.codes, words.starts, words.ends)


class _Guard:
    """What the guard lists say of many words."""

    def __init__(self, store: Store) -> None:
        self._data = np.frombuffer(store.raw("guard.data"), np.uint8)
        names = ("guard.at", "guard.slots", "guard.places", "guard.row_at", "guard.values")
        self._at, self._slots, self._places, self._row_at, self._values = (np.frombuffer(store.raw(n), np.uint32) for n in names)

    def flags(self, forms: Sequence[bytes]) -> Places:
        """The flags of each plain word, 0 for one that no list holds."""
        flags = np.zeros(len(forms), np.int64)
        buckets = np.fromiter(map(zlib.crc32, forms), np.int64, len(forms)) & (len(self._slots) - 2)
        lengths = np.fromiter(map(len, forms), np.int64, len(forms))
        starts = np.cumsum(lengths) - lengths
        data = np.frombuffer(b"".join(forms), np.uint8)
        slots, ends = self._slots[buckets].astype(np.int64), self._slots[buckets + 1].astype(np.int64)
        left = np.flatnonzero(slots < ends)
        while len(left):
            places = self._places[slots[left]]
            begins = self._at[places].astype(np.int64)
            fits = np.flatnonzero(self._at[places + 1] - begins == lengths[left])
            rows, places, begins = left[fits], places[fits], begins[fits]
            equal = data[ragged(starts[rows], lengths[rows])] == self._data[ragged(begins, lengths[rows])]
            same = _sums(equal, np.cumsum(lengths[rows]) - lengths[rows], np.cumsum(lengths[rows])) == lengths[rows]
            flags[rows[same]] = self._values[self._row_at[places[same]]]
            slots[left] += 1
            left = left[slots[left] < ends[left]]
        return flags


@dataclass(frozen=True, slots=True)
class _Regular:
    """Words of Latin or of Cyrillic letters alone that begin with a capital, without an ending behind an apostrophe, in lower
    case and as written; for each its number, its script, whether it is Latin beyond ASCII, and whether all its letters look
    like those of the other script.
    """

    words: Flat
    written: Flat
    numbers: Places
    scripts: Places
    marked: Marks
    looks: Marks

    @classmethod
    def of(cls, words: Sequence[bytes]) -> _Regular:
        """Those among these words."""
        flat = Flat.joined(b"\0".join(words).decode("utf-8", "surrogatepass"), len(words))
        codes, starts = np.minimum(flat.codes, LETTERS), flat.starts
        ends = flat.ends - np.isin(flat.codes[flat.ends - 1], _APOSTROPHES)
        ends -= 2 * (np.isin(codes[ends - 1], _POSSESSIVES) & np.isin(flat.codes[ends - 2], _APOSTROPHES) & (ends - starts > 2))
        lengths = ends - starts
        kinds = _LETTERS.kinds[codes]
        scripts = kinds[starts]
        pure = _sums(kinds, starts, ends) == scripts * lengths
        numbers = np.flatnonzero(pure & (lengths <= _LONGEST) & (scripts != _OTHER) & _LETTERS.capitals[codes[starts]])
        beyond = _sums(codes >= 0x80, starts, ends) > 0
        alike = (_sums(_LETTERS.alike[codes], starts, ends) == lengths) & beyond
        starts, lengths = starts[numbers], lengths[numbers] + 1
        edge = np.zeros(PAD, np.int64)
        inner = codes[ragged(starts, lengths)]
        ends = np.cumsum(lengths) + PAD - 1
        inner[ends - PAD] = 0
        written = Flat(np.concatenate((edge, inner, edge)), ends + 1 - lengths, ends)
        lower = Flat(_LETTERS.lower[written.codes], written.starts, ends)
        return cls(lower, written, numbers, scripts[numbers], (beyond & (scripts == _LATIN))[numbers], alike[numbers])


class _Letters:
    """What is known of each letter: its script, whether it is a capital, its small letter, and whether it looks like one of the other script."""

    def __init__(self) -> None:
        self.kinds, self.lower = np.zeros(LETTERS + 1, np.int64), np.zeros(LETTERS + 1, np.int64)
        self.capitals, self.alike = np.zeros(LETTERS + 1, np.bool_), np.zeros(LETTERS + 1, np.bool_)
        for char in map(chr, range(LETTERS)):
            small = char.lower()
            kind = _KINDS.get(script_of_letter(char), _OTHER)
            if kind != _OTHER and unicodedata.category(char) in ("Lu", "Ll") and char.casefold() == small and len(small) == 1:
                self.kinds[ord(char)], self.lower[ord(char)] = kind, ord(small)
                self.capitals[ord(char)] = char != small
                self.alike[ord(char)] = ord(char) in (TO_CYRILLIC if kind == _LATIN else TO_LATIN)


_LETTERS = _Letters()


def _sums(values: npt.NDArray[Any], starts: Places, ends: Places) -> Places:
    """The sum of the values of each word."""
    sums = np.append(0, np.cumsum(values))
    found: Places = sums[ends] - sums[starts]
    return found
