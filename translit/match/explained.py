"""Why a name was taken for another: the method, and what was done with the words that differ."""

from __future__ import annotations

from collections.abc import Sequence

from translit.match.arrays import Doubles
from translit.match.likeness import same_by_rule
from translit.match.score import INITIAL, JOINED, NOBODY
from translit.match.word import Word
from translit.mention import Method

_SAME_SOUNDS = 0.98
"""Words so much alike differ in nothing but how one writes the same sounds."""


def explained(
    mates: Sequence[int], hows: Sequence[int], likes: Doubles, left: Sequence[Word], right: Sequence[Word]
) -> tuple[Method, tuple[str, ...]]:
    """By which method the words were matched, and what was done with those that differ."""
    why: list[str] = []
    met = [i for i in range(len(left)) if mates[i] != NOBODY]
    told = {mates[i] for i in met} | {mates[i] + 1 for i in met if hows[i] == JOINED and mates.count(mates[i]) == 1}
    folded, fuzzy = False, len(met) + len(told) < len(left) + len(right)
    for i in met:
        a, b = left[i], right[mates[i]]
        if hows[i] in (INITIAL, JOINED):
            why.append(f"{'initial' if hows[i] == INITIAL else 'joined'}: {a.text} for {b.text}")
            folded = True
        elif a.text != b.text and (likes[i] >= _SAME_SOUNDS or same_by_rule(a, b)):
            why.append(f"{'same sounds' if likes[i] >= _SAME_SOUNDS else 'fold key'}: {a.text} for {b.text}")
            folded = True
        elif a.text != b.text:
            why.append(f"{likes[i]:.2f} alike: {a.text} for {b.text}")
            fuzzy = True
    left_over = [w.text for i, w in enumerate(left) if mates[i] == NOBODY]
    missing = [w.text for j, w in enumerate(right) if j not in told]
    why += [f"{what}: {' '.join(words)}" for what, words in (("extra", left_over), ("missing", missing)) if words]
    return ("fuzzy" if fuzzy else "folded" if folded else "exact"), tuple(why)
