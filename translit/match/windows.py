"""Where in a long document the pipeline has to look: around the words that may change, and all that speaks of their entries."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from itertools import chain

import numpy as np
import regex

from translit.lexicon.flags import Guard
from translit.match.bulk import Bulk
from translit.match.gate import BREAK, Interest, may_be_broken
from translit.match.index import Index
from translit.text.blocks import BLOCK_SIZE, Places
from translit.text.script import plain

Spans = list[tuple[int, int]]
Hit = tuple[int, str, Interest]
"""A word that says anything: its place in the text (code points), the word, and what it says."""

AROUND = 160
"""Code points on either side of a word: more than evidence reads, and than a name with its neighbours is long."""

BESIDE = 100
"""Code points within which words can be parts of one name."""

_MOST_WORDS = 12
"""Words on either side that can be parts of one name, or of one that competes with it."""

_SPACE = regex.compile(r"\s")
_INITIAL = regex.compile(r"\w\.\s*$")
_REACH = 8
_LETTERS = regex.compile(r"\p{L}+")


@dataclass(frozen=True, slots=True)
class Windows:
    """The stretches of a text, apart and in order, outside which nothing can change or speak for a change.

    They are cut at white space. `entries` are those of which any mention matters.
    """

    spans: Spans
    entries: frozenset[int]


def windows(bulk: Bulk, text: str) -> Windows | None:
    """Where to look in a text, and for what; None where the windows would be most of the text."""
    gate = bulk.gate
    words = _Hits(text, list(_hits(bulk, text)), gate.index)
    everywhere = _everywhere({word: interest for _, word, interest in words.hits})
    fitting = [
        n
        for n, (place, word, i) in enumerate(words.hits)
        if word in everywhere
        or words.has_beside(n, i.beside)
        or (i.initialed and _INITIAL.search(text, max(0, place - _REACH), place))
        or (i.joined and gate.has_lower(_close(text, place)))
    ]
    if not fitting:
        return Windows([], frozenset())
    if len(fitting) * AROUND > len(text):
        return None
    entries = frozenset().union(*map(words.spoken_of, fitting))
    wanted = set(fitting)
    for n, (_, _, i) in enumerate(words.hits):
        if not entries.isdisjoint(i.standing) or words.has_beside(n, entries & i.entries):
            wanted.add(n)
    return Windows(_merged(text, (words.hits[n][0] for n in sorted(wanted))), entries)


def _everywhere(known: Mapping[str, Interest]) -> set[str]:
    """The words that may change wherever they stand."""
    counts = Counter(chain.from_iterable(i.entries for i in known.values()))
    return {word for word, i in known.items() if i.alone or any(counts[entry] > 1 for entry in i.paired)}


def _close(text: str, place: int) -> str:
    return text[max(0, place - BESIDE) : place + BESIDE]


class _Hits:
    """The words of a text that say anything, in order."""

    def __init__(self, text: str, hits: Sequence[Hit], index: Index) -> None:
        self.text, self.hits, self.index = text, hits, index

    def neighbours(self, number: int) -> Iterator[Interest]:
        """What the other words say that may be words of one name with this one, on each side."""
        for step in (-1, 1):
            here, other = number, number + step
            for _ in range(_MOST_WORDS):
                if not 0 <= other < len(self.hits) or not self._may_be_joined(min(here, other), max(here, other)):
                    break
                yield self.hits[other][2]
                here, other = other, other + step

    def _may_be_joined(self, left: int, right: int) -> bool:
        """True where nothing stands between two words that ends a name: white space, an initial, unknown names, particles."""
        gap = self.text[self.hits[left][0] + len(self.hits[left][1]) : self.hits[right][0]]
        if len(gap) > BESIDE:
            return False
        return all(not w[0].islower() or self.index.guard(plain(w)) & Guard.PARTICLE for w in _LETTERS.findall(gap))

    def has_beside(self, number: int, entries: frozenset[int]) -> bool:
        """True where a word of one of these entries stands beside the word."""
        return bool(entries) and any(not entries.isdisjoint(i.entries) for i in self.neighbours(number))

    def spoken_of(self, number: int) -> frozenset[int]:
        """The entries of which a name may stand here: those of words that stand alone, and those of two words side by side."""
        cluster = [self.hits[number][2], *self.neighbours(number)]
        counts = Counter(chain.from_iterable(i.entries for i in cluster))
        return frozenset().union(*(i.standing for i in cluster), (entry for entry, count in counts.items() if count > 1))


def _hits(bulk: Bulk, text: str) -> Iterator[Hit]:
    found: list[Hit] = []
    for start, end in blocks(text):
        data = text[start:end].encode("utf-8", "surrogatepass")
        places, ids = bulk.hits(data)
        words = (bulk.words[number] for number in ids.tolist())
        found += [(start + place, *word) for place, word in zip(code_points(data, places), words, strict=True)]
    if may_be_broken(text):
        for match in BREAK.finditer(text):
            word = match.group(1) + match.group(2)
            interest = bulk.gate.interest(word)
            if interest is not None:
                found.append((match.start(), word, interest))
        found.sort(key=lambda hit: hit[0])
    return iter(found)


def blocks(text: str) -> Iterator[tuple[int, int]]:
    """The text in blocks that end at white space, where there is any within reach."""
    start = 0
    while start < len(text):
        end = min(start + BLOCK_SIZE, len(text))
        space = _SPACE.search(text, end)
        end = space.end() if space else len(text)
        yield start, end
        start = end


def code_points(data: bytes, places: Places) -> list[int]:
    """Byte offsets as offsets in code points."""
    if data.isascii():
        return [int(place) for place in places.tolist()]
    starts = np.cumsum((np.frombuffer(data, np.uint8) & 0xC0) != 0x80)
    return [int(place) for place in (starts[places] - 1).tolist()]


def _merged(text: str, places: Iterator[int]) -> Spans:
    found: Spans = []
    for place in places:
        if found and place + AROUND <= found[-1][1]:
            continue
        start, end = _start(text, place - AROUND), _end(text, place + AROUND)
        if found and start <= found[-1][1] + AROUND:
            found[-1] = (found[-1][0], max(end, found[-1][1]))
        else:
            found.append((start, end))
    return found


def _start(text: str, place: int) -> int:
    while place > 0 and not text[place - 1].isspace():
        place -= 1
    return max(place, 0)


def _end(text: str, place: int) -> int:
    space = _SPACE.search(text, place)
    return space.start() if space else len(text)
