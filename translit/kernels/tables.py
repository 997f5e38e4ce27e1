"""Hashes of stretches of text, and tables of numbers by hash."""

from __future__ import annotations

import numpy as np

from translit.kernels.compiling import compiled, inner
from translit.kernels.layout import Table, Units
from translit.lexicon.sieve import Hashes

MIX = np.uint64(0x9E3779B97F4A7C15)
LATER = np.uint64(0xC2B2AE3D27D4EB4F)
_ONE = np.uint64(1)


@inner
def added(h: np.uint64, unit: int) -> np.uint64:
    """A hash with one unit more."""
    mixed: np.uint64 = (h ^ np.uint64(unit)) * MIX
    return mixed


@inner
def finished(h: np.uint64) -> np.uint64:
    """A hash to which no more is added, never 0."""
    h = (h ^ (h >> np.uint64(32))) * LATER
    mixed: np.uint64 = (h ^ (h >> np.uint64(29))) | _ONE
    return mixed


@compiled
def hash_of(units: Units, start: int, end: int, seed: np.uint64) -> np.uint64:
    """A hash of a stretch of units, never 0."""
    h = seed
    for i in range(start, end):
        h = added(h, units[i])
    return finished(h)


@compiled
def seed_of(seed: np.uint64, edges: int, lang: int) -> np.uint64:
    """The seed for the text of a passage with these edges."""
    mixed: np.uint64 = (seed ^ (np.uint64(edges) * LATER)) + np.uint64(lang) * MIX
    return mixed


@compiled
def number_of(table: Table, wanted: np.uint64) -> int:
    """The number of a hash, -1 where it is not known."""
    last = len(table) - 1
    slot = np.int64(wanted >> np.uint64(20)) & last
    while True:
        there = table[slot, 0]
        if there == wanted:
            number: int = np.int64(table[slot, 1])
            return number
        if there == 0:
            return -1
        slot = (slot + 1) & last


@compiled
def enter(table: Table, hashes: Hashes, numbers: Hashes) -> None:
    """Enter numbers by their hashes; one that is there gets the new number."""
    last = len(table) - 1
    for n in range(len(hashes)):
        slot = np.int64(hashes[n] >> np.uint64(20)) & last
        while table[slot, 0] != 0 and table[slot, 0] != hashes[n]:
            slot = (slot + 1) & last
        table[slot, 0] = hashes[n]
        table[slot, 1] = numbers[n]
