"""How what is known lies in arrays, for loops that are compiled.

A text is an array of code units, one for each code point. Words, pieces between blanks and passages are numbered; what is
known of number n lies at n in every array.
"""

from __future__ import annotations

from typing import Any, NamedTuple

import numpy as np
import numpy.typing as npt

Ints = npt.NDArray[np.int32]
Bytes = npt.NDArray[np.uint8]
Units = npt.NDArray[Any]
Hashes = npt.NDArray[np.uint64]
Bools = npt.NDArray[np.bool_]
Table = npt.NDArray[np.uint64]
"""Hashes in slots, each with its number beside it; a hash of 0 where a slot is free."""

SURE, INTRODUCED, NEAR, PAIRED, TWICE = 1, 2, 4, 8, 16
"""Why a word may change: by itself, where introduced, for what stands beside it, for another word of its entry in the text; and
whether it is two words of one name."""

MAY_CHANGE = SURE | INTRODUCED | NEAR | PAIRED

LOCAL, TURNS, JUDGED, NOTHING, OPEN, ASKED, OPPOSES = 1, 2, 4, 8, 16, 32, 64
"""Of a passage: some word may change here; its judgement turns on the language; it was judged; nothing is written whatever else
the document says; what is written turns on which entries the document speaks of; it was asked whether it may speak against an
entry, and it may."""

NOT_PARTING, AT_START, AT_END = 1, 2, 3
"""What a piece between blanks is: no parting word; and the ends of a document."""


class Lists(NamedTuple):
    """A list of numbers for each row: those of row n lie from `first[n]` to `behind[n]` of `values`."""

    first: Ints
    behind: Ints
    values: Ints


class Words(NamedTuple):
    """What each word that says anything says: why it may change, and the entries of `Interest`."""

    flags: Bytes
    entries: Lists
    standing: Lists
    paired: Lists


class Passages(NamedTuple):
    """The passages: the text of each, what parts it off, its language where anything turns on it, and what it says.

    An edit is three numbers of `edits`: start and end from the start of the passage, and the number of what is written.
    """

    texts: Lists
    edges: Ints
    langs: Ints
    flags: Bytes
    spoken_of: Lists
    against: Lists
    mentioned: Lists
    awaited: Lists
    exposed: Lists
    edits: Lists


class Documents(NamedTuple):
    """The documents: code points, their first words that say anything (one more at the end), and the language of each."""

    starts: Ints
    stops: Ints
    first: Ints
    langs: Ints


class Hits(NamedTuple):
    """The words that say anything, in order: code points and the number of each."""

    starts: Ints
    ends: Ints
    numbers: Ints


class Marks(NamedTuple):
    """For each entry, and each word, the number of the last look at a document that met it so: sets that need no clearing."""

    words: Ints
    once: Ints
    twice: Ints
    awaited: Ints
    exposed: Ints
    beside: Ints
    spoken_of: Ints
    against: Ints
    looks: Ints


class Rows(NamedTuple):
    """The passages of one document: code points, the number of each, its first word and the one behind its last, whether it matters."""

    starts: Ints
    ends: Ints
    numbers: Ints
    first: Ints
    behind: Ints
    matters: Ints
    of_hit: Ints


class Wants(NamedTuple):
    """What is not known yet: pieces (start, end) with their hashes as `keys` and those `noted` last, passages (document, start, end, opening,
    closing, first word, word behind) with their hashes, judgements (document, start, end, opening, closing, number), languages
    of documents, `speaking` passages of which it matters whether they speak against an entry (start, end, number); `counts` of each.
    """

    pieces: Ints
    keys: Hashes
    noted: Hashes
    passages: Ints
    hashes: Hashes
    judgements: Ints
    langs: Ints
    speaking: Ints
    counts: Ints


class Results(NamedTuple):
    """What documents come to: edits (start, end, number of what is written), passages that are left to `edits` (start, end,
    opening, closing), entries spoken of in a document with such, and for each document where its parts of the three begin and end.
    """

    edits: Ints
    passages: Ints
    spoken_of: Ints
    cuts: Ints
    done: Bools
    counts: Ints


class Known(NamedTuple):
    """All that was learned: words, pieces between blanks, passages by hash and by number, and for each language the words that
    are no ordinary ones in it.
    """

    seed: np.uint64
    words: Words
    pieces: Table
    numbers: Table
    passages: Passages
    foreign: npt.NDArray[np.uint8]


class Text(NamedTuple):
    """Texts that are looked at together."""

    units: Units
    documents: Documents
    hits: Hits
