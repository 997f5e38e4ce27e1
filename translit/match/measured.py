"""Many words measured at once against the spellings that damage is measured against: which are near any of them."""

from __future__ import annotations

import numpy as np
from rapidfuzz.distance import OSA

from translit.lexicon.sieve import Hashes, Marks, Places, ragged
from translit.lexicon.store import Store
from translit.match.edits import begins_alike
from translit.match.flat import Flat
from translit.match.fuzzy import budget, most_edits


class Measured:
    """The spellings of each fold key, found by the hashes of the key and of the key without a letter."""

    def __init__(self, store: Store) -> None:
        self._hashes = np.frombuffer(store.raw("deletes.hashes"), np.uint64)
        self._order, *rows = (
            np.frombuffer(store.raw(name), np.uint32)
            for name in ("deletes.order", "deletes.row_at", "deletes.values", "near.row_at", "near.values")
        )
        self._keys, self._anchors = (rows[0], rows[1]), (rows[2], rows[3])
        self._texts = store.items("anchors")

    def near(self, words: Flat, rows: Places, hashes: Hashes) -> Places:
        """The numbers of the words that are near a spelling of a key whose hash is one of theirs: few letters differ."""
        first, behind = np.searchsorted(self._hashes, hashes, "left"), np.searchsorted(self._hashes, hashes, "right")
        rows, found = np.repeat(rows, behind - first), self._order[ragged(first, behind - first)].astype(np.int64)
        for at, values in (self._keys, self._anchors):
            starts = at[found].astype(np.int64)
            lengths = at[found + 1] - starts
            rows, found = np.repeat(rows, lengths), values[ragged(starts, lengths)].astype(np.int64)
        pairs = np.unique(rows << 32 | found)
        rows, found = pairs >> 32, pairs & 0xFFFFFFFF
        return rows[self._are_close(words, rows, found)]

    def _are_close(self, words: Flat, rows: Places, anchors: Places) -> Marks:
        """Whether few enough letters of each word differ from a spelling."""
        asked, of_row = np.unique(rows, return_inverse=True)
        known, of_anchor = np.unique(anchors, return_inverse=True)
        forms = words.chosen(asked).texts()
        texts = [str(self._texts[number], "utf-8", "surrogatepass") for number in known.tolist()]
        most = [most_edits(budget(len(form))) for form in forms]
        pairs = zip(of_row.tolist(), of_anchor.tolist(), strict=True)
        return np.array([_is_close(forms[n], texts[m], most[n]) for n, m in pairs], np.bool_)


def _is_close(form: str, anchor: str, most: int) -> bool:
    """True where few enough letters differ, and both begin alike, or but for the first letter, which was lost."""
    if OSA.distance(form, anchor, score_cutoff=most) > most:
        return False
    return form[0] == anchor[0] or begins_alike(form[:2], anchor[:2]) or form == anchor[1:]
