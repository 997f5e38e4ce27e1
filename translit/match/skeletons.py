"""Look-up of words by the classes of their consonants: two words meet if they are one edit apart."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from typing import NamedTuple

import numpy as np
from numpy.typing import NDArray

from translit.match.arrays import Flags, Rows, expanded, sorted_once
from translit.match.sounds import Sounds
from translit.match.weights import Lookup, weights

_FARTHEST = 15
_AT_ONCE = 1 << 17
_RUNS = re.compile(r"(.)\1+")


class Codes(NamedTuple):
    """Look-up strings, and the rows under each: those of string n lie from `starts[n]` to `starts[n + 1]` of `rows`."""

    strings: Sequence[str]
    starts: Rows
    rows: Rows

    @classmethod
    def of(cls, forms: Sequence[str], scripts: Sequence[str], lookup: Lookup) -> Codes:
        """Those of words in rough sounds, each in a script."""
        made = [codes(form, script, lookup) for form, script in zip(forms, scripts, strict=True)]
        numbers: dict[str, int] = {}
        found = np.array([numbers.setdefault(code, len(numbers)) for some in made for code in some], np.intp)
        rows = np.repeat(np.arange(len(made)), [len(some) for some in made])[np.argsort(found, kind="stable")]
        return cls([*numbers], np.append(0, np.bincount(found, minlength=len(numbers)).cumsum()), rows)


class Skeletons:
    """The words of a lexicon by their look-up strings."""

    def __init__(self, sounds: Sounds, known: Codes, lookup: Lookup) -> None:
        self._sounds, self._lookup, self._rows = sounds, lookup, known.rows
        starts = known.starts.tolist()
        self._spans = dict(zip(known.strings, zip(starts, starts[1:], strict=False), strict=True))

    def near(self, asked: Sounds, rows: Rows, scripts: Sequence[str], whole: Sequence[bool]) -> tuple[Rows, Rows]:
        """Pairs of an asked row and a row of the lexicon that may be like it; where `whole`, only of the same skeleton.

        Of the rows that share a look-up string with an asked one those are kept whose sounds differ least, so many as its
        script needs and those that differ no more.
        """
        places, spans = self._found([asked.forms[row] for row in rows.tolist()], scripts, whole)
        known = weights().nearest
        limits = np.array([known.get(s, known["other"]) for s in scripts], np.intp)
        unclear = np.array([s not in known for s in scripts], np.bool_)
        found = [self._nearest(asked, rows, limits, unclear, places[some], spans[some]) for some in _portions(places, spans)]
        keys = np.concatenate((np.empty(0, np.intp), *found))
        size = len(self._sounds.forms)
        return rows[keys // size], keys % size

    def _nearest(self, asked: Sounds, rows: Rows, limits: Rows, unclear: Flags, places: Rows, spans: Rows) -> Rows:
        """The pairs that are kept of those under these look-up strings, each as one number, in order."""
        at, counts = expanded(spans[:, 0], spans[:, 1])
        b = self._rows[at]
        differ = np.minimum(self._differing(asked, rows[places], unclear[places], counts, b), _FARTHEST)
        lowest, steps = int(places[0]), _FARTHEST + 1
        owners = np.repeat(places, counts)
        size = int(places[-1]) - lowest + 1
        tally = np.bincount((owners - lowest) * steps + differ, minlength=size * steps).reshape(-1, steps)
        last = np.maximum((tally.cumsum(axis=1) <= limits[lowest : lowest + size, None]).sum(axis=1), 1)
        near = differ <= np.repeat(last[places - lowest], counts)
        return sorted_once(owners[near] * len(self._sounds.forms) + b[near])

    def _found(self, forms: Sequence[str], scripts: Sequence[str], whole: Sequence[bool]) -> tuple[Rows, Rows]:
        """Places of words and the spans of rows under their look-up strings."""
        spans: list[tuple[int, int]] = []
        places: list[int] = []
        for place, (form, script, exactly) in enumerate(zip(forms, scripts, whole, strict=True)):
            for code in skeletons(form, script, self._lookup) if exactly else codes(form, script, self._lookup):
                span = self._spans.get(code)
                if span is not None:
                    spans.append(span)
                    places.append(place)
        return np.array(places, np.intp), np.array(spans, np.intp).reshape(-1, 2)

    def _differing(self, asked: Sounds, mine: Rows, unclear: Flags, counts: Rows, b: Rows) -> NDArray[np.int8]:
        """How much the sounds of each pair differ; in a script that tells few apart their classes count for more."""
        differ = _count(np.repeat(asked.masks[mine], counts) ^ self._sounds.masks[b])
        differ += np.abs(np.repeat(asked.small_lengths[mine], counts) - self._sounds.small_lengths[b])
        if unclear.any():
            by_class = differ // 2 + 2 * _count(np.repeat(asked.class_masks[mine], counts) ^ self._sounds.class_masks[b])
            differ = np.where(np.repeat(unclear, counts), by_class, differ)
        return differ


def _portions(places: Rows, spans: Rows) -> Iterator[slice]:
    """Parts of the look-up strings found, all of one place in one, with so few pairs that the processor's cache holds them."""
    sizes = (spans[:, 1] - spans[:, 0]).cumsum()
    bounds = np.append(np.flatnonzero(np.diff(places, prepend=-1)), len(places))
    start = 0
    while start < len(places):
        before = sizes[start - 1] if start else 0
        full = int(np.searchsorted(sizes, before + _AT_ONCE, "right"))
        stop = int(bounds[max(np.searchsorted(bounds, full, "right") - 1, np.searchsorted(bounds, start, "right"))])
        yield slice(start, stop)
        start = stop


def skeletons(form: str, script: str, lookup: Lookup) -> tuple[str, ...]:
    """The look-up strings of a word in rough sounds: the classes of its consonants, doubles once, in every reading.

    >>> skeletons("SevCenko", "Latn", weights().lookups["fine"])
    ('SFSNK', 'SFKNK')
    """
    optional = weights().passed_over.get(script, "")
    if not optional and lookup.several.isdisjoint(form):
        made_of = form.translate(lookup.single)
        return (_RUNS.sub(r"\1", made_of) if _RUNS.search(made_of) else made_of,)
    made = [""]
    for sound in form:
        options = lookup.classes.get(sound)
        if options is None:
            continue
        if sound in optional and "" not in options:
            options = (*options, "")
        made = [m + o if m[-1:] != o else m for o in options for m in made][: lookup.variants]
    return tuple(dict.fromkeys(made))


def codes(form: str, script: str, lookup: Lookup) -> Sequence[str]:
    """The look-up strings of a word, whole and lacking one class."""
    found = skeletons(form, script, lookup)
    if len(found) > 1:
        return list(dict.fromkeys([*found, *[s[:i] + s[i + 1 :] for s in found if len(s) > 2 for i in range(len(s))]]))
    only = found[0]
    return [only, *[only[:i] + only[i + 1 :] for i in range(len(only))]] if len(only) > 2 else found


_BITS_OF_HALF = np.array([bin(i).count("1") for i in range(1 << 16)], np.int8)


def _count(masks: NDArray[np.uint32]) -> NDArray[np.int8]:
    """How many bits are set in each."""
    if hasattr(np, "bitwise_count"):
        counted: NDArray[np.int8] = np.bitwise_count(masks).view(np.int8)
        return counted
    found: NDArray[np.int8] = _BITS_OF_HALF[masks & 0xFFFF] + _BITS_OF_HALF[masks >> 16]
    return found
