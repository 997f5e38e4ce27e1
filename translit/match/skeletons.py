"""Look-up of words by the classes of their consonants: two words meet if they are one edit apart."""

from __future__ import annotations

from collections.abc import Iterable, Sequence

import numpy as np
import regex
from numpy.typing import NDArray

from translit.match.arrays import Rows, expanded, flat
from translit.match.sounds import Sounds
from translit.match.weights import Lookup, weights

_FARTHEST = 15
_RUNS = regex.compile(r"(.)\1+")


class Skeletons:
    """The look-up strings of the words of a lexicon."""

    def __init__(self, sounds: Sounds, scripts: Sequence[str], lookup: Lookup) -> None:
        self._sounds, self._lookup = sounds, lookup
        under: dict[str, list[int]] = {}
        for row, (form, script) in enumerate(zip(sounds.forms, scripts, strict=True)):
            for code in codes(form, script, lookup):
                under.setdefault(code, []).append(row)
        starts, self._rows = flat(under.values())
        self._spans = dict(zip(under, zip(starts.tolist(), starts[1:].tolist(), strict=False), strict=True))

    def near(self, asked: Sounds, rows: Rows, scripts: Sequence[str], whole: Sequence[bool]) -> tuple[Rows, Rows]:
        """Pairs of an asked row and a row of the lexicon that may be like it; where `whole`, only of the same skeleton.

        Of the rows that share a look-up string with an asked one those are kept whose sounds differ least, so many as its
        script needs and those that differ no more.
        """
        places, spans = self._found([asked.forms[row] for row in rows.tolist()], scripts, whole)
        at, counts = expanded(spans[:, 0], spans[:, 1])
        b = self._rows[at]
        differ = np.minimum(self._differing(asked, rows, scripts, places, counts, b), _FARTHEST)
        owners, steps = np.repeat(places, counts), _FARTHEST + 1
        known = weights().nearest
        limits = np.array([known.get(s, known["other"]) for s in scripts], np.intp)
        tally = np.bincount(owners * steps + differ, minlength=len(rows) * steps).reshape(-1, steps)
        last = np.maximum((tally.cumsum(axis=1) <= limits[:, None]).sum(axis=1), 1)
        near = differ <= np.repeat(last[places], counts)
        size = len(self._sounds.forms)
        keys = np.unique(owners[near] * size + b[near])
        return rows[keys // size], keys % size

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

    def _differing(
        self, asked: Sounds, rows: Rows, scripts: Sequence[str], places: Rows, counts: Rows, b: Rows
    ) -> NDArray[np.int8]:
        """How much the sounds of each pair differ; in a script that tells few apart their classes count for more."""
        mine = rows[places]
        lengths = np.repeat(asked.lengths[mine].astype(np.int8), counts)
        differ = _count(np.repeat(asked.masks[mine], counts) ^ self._sounds.masks[b])
        differ += np.abs(lengths - self._sounds.lengths.astype(np.int8)[b])
        unclear = np.array([s not in weights().nearest for s in scripts], np.bool_)
        if unclear.any():
            at = np.flatnonzero(np.repeat(unclear[places], counts))
            classes = np.repeat(asked.class_masks[mine], counts)[at] ^ self._sounds.class_masks[b[at]]
            differ[at] = differ[at] // 2 + 2 * _count(classes)
        return differ


def skeletons(form: str, script: str, lookup: Lookup) -> tuple[str, ...]:
    """The look-up strings of a word in rough sounds: the classes of its consonants, doubles once, in every reading.

    >>> skeletons("SevCenko", "Latn", weights().fine)
    ('SFSNK', 'SFKNK')
    """
    optional = weights().passed_over.get(script, "")
    if not optional and lookup.several.isdisjoint(form):
        return (_RUNS.sub(r"\1", form.translate(lookup.single)),)
    made = [""]
    for sound in form:
        options = lookup.classes.get(sound)
        if options is None:
            continue
        if sound in optional and "" not in options:
            options = (*options, "")
        made = [m + o if m[-1:] != o else m for o in options for m in made][: lookup.variants]
    return tuple(dict.fromkeys(made))


def codes(form: str, script: str, lookup: Lookup) -> Iterable[str]:
    """The look-up strings of a word, whole and lacking one class."""
    found = skeletons(form, script, lookup)
    return dict.fromkeys([*found, *[s[:i] + s[i + 1 :] for s in found if len(s) > 2 for i in range(len(s))]])


_BITS_OF_HALF = np.array([bin(i).count("1") for i in range(1 << 16)], np.int8)


def _count(masks: NDArray[np.uint32]) -> NDArray[np.int8]:
    """How many bits are set in each."""
    found: NDArray[np.int8] = _BITS_OF_HALF[masks & 0xFFFF] + _BITS_OF_HALF[masks >> 16]
    return found
