"""All that the loops know, and how they are told more: by the same rooms that look at a single text."""

from __future__ import annotations

import secrets
from functools import partial

import numpy as np

from translit.kernels.layout import ASKED, INTRODUCED, LOCAL, OPPOSES, Hits, Ints, Known, Marks, Units
from translit.kernels.outlook import Company, Opposing
from translit.kernels.scan import scan
from translit.kernels.seen import SeenPassages, SeenWords
from translit.kernels.tables import hash_of, seed_of
from translit.lexicon.flags import NAME_LIKE
from translit.lexicon.sieve import Hashes
from translit.match.beside import Beside
from translit.match.bulk import Bulk
from translit.match.hits import Hits as WordsOfDocument
from translit.match.interest import Hit
from translit.match.language import Language
from translit.match.passages import Document, Passages
from translit.text.blocks import blocks
from translit.text.units import KINDS

MOST_LOOKS = 1 << 30
_ENOUGH = 32
"""Documents that are seen before it is said what most of them do."""

_NONE = np.zeros(0, np.int32)


class Knowledge:
    """What is known of words, pieces, passages and languages."""

    def __init__(self, bulk: Bulk, passages: Passages, beside: Beside) -> None:
        self._bulk, self.passages, self._beside = bulk, passages, beside
        self._seed = np.uint64(secrets.randbits(64))
        self.gate = bulk.gate
        entries = len(bulk.gate.index)
        by_entry = {name: np.zeros(entries, np.int32) for name in Marks._fields if name not in ("words", "looks")}
        self._marks = Marks(words=_NONE, looks=np.zeros(2, np.int32), **by_entry)
        self._hashes = np.zeros(0, np.uint64)
        self._company, self._opposing = Company(bulk.gate), Opposing(bulk.gate.index)
        self._langs: dict[str, int] = {}
        self._long, self._asking = 0, 0
        self._forget_words()
        self._forget_passages()

    def _forget_words(self) -> None:
        self.words = SeenWords(self._bulk)
        self._foreign = np.zeros((1, 1), np.uint8)
        self._weighed: dict[str, int] = {}

    def _forget_passages(self) -> None:
        self.seen = SeenPassages(self.passages.parting.__getitem__)

    def forget(self) -> None:
        """Start anew where more is remembered than there is room for; it changes the cost, never a result."""
        if self.words.is_full:
            self._forget_words()
        if self.seen.is_full:
            self._forget_passages()

    def scan(self, units: Units, text: str) -> Hits:
        """The words of a text that say anything, new ones looked at."""
        found: list[Hits] = []
        for begin, end in blocks(text):
            scratch, hashes = self._room(end - begin)
            part = units[begin:end]
            count, new = scan(part, self._begins, KINDS, self._seed, self.words.table.view, self._places, scratch, hashes)
            starts, ends, numbers = (array[:count] for array in scratch)
            if new:
                self._learn_words(text[begin:end], Hits(starts, ends, numbers), hashes[:new])
                kept = numbers > 0
                starts, ends, numbers = starts[kept], ends[kept], numbers[kept]
            found.append(Hits(starts + begin, ends + begin, numbers.copy()))
        return Hits(*map(np.concatenate, zip(*found, strict=True))) if found else Hits(_NONE, _NONE, _NONE)

    def _room(self, units: int) -> tuple[Hits, Hashes]:
        """Arrays for the words of so many units."""
        if units > len(self._hashes):
            self._scratch = Hits(*(np.zeros(units, np.int32) for _ in range(3)))
            self._hashes, self._places = np.zeros(units, np.uint64), np.zeros(units, np.int32)
            self._begins = np.zeros(units, np.bool_)
        return self._scratch, self._hashes

    def _learn_words(self, text: str, hits: Hits, hashes: Hashes) -> None:
        """Look at the new words of a block, and put their numbers in."""
        new = np.flatnonzero(hits.numbers < 0)
        once, first, which = np.unique(hashes, return_index=True, return_inverse=True)
        places = new[first]
        words = [text[a:b] for a, b in zip(hits.starts[places].tolist(), hits.ends[places].tolist(), strict=True)]
        hits.numbers[new] = np.array(self.words.learn(once, words), np.int32)[which]

    def view(self) -> Known:
        """All that is known, for the loops."""
        self._weigh_words()
        return Known(
            self._seed, self.words.view(), self.seen.pieces.view, self.seen.numbers.view, self.seen.view(), self._foreign
        )

    def marks(self) -> Marks:
        """What the loops mark entries and words in."""
        if self._marks.looks.max() > MOST_LOOKS:
            for marks in self._marks:
                marks[:] = 0
        if len(self._marks.words) < len(self.words.flags.values):
            self._marks = self._marks._replace(words=np.zeros(len(self.words.flags.values), np.int32))
        if len(self._marks.spoken_of) < self.gate.index.numbers:
            self._marks = self._marks._replace(spoken_of=np.zeros(2 * self.gate.index.numbers, np.int32))
        return self._marks

    @property
    def asks_language(self) -> bool:
        """True where most long documents so far asked for their language: then it is told ahead, which saves a second look."""
        return self._long >= _ENOUGH and 2 * self._asking > self._long

    def count_long(self, documents: int, asking: int) -> None:
        """Count long documents of which the language was not told ahead, and those that asked for it."""
        self._long += documents
        self._asking += asking

    def lang(self, code: str) -> int:
        """The number of a language."""
        return self._langs.setdefault(code, len(self._langs))

    def _weigh_words(self) -> None:
        """Note for each language which words are no ordinary ones in it, of those that are names only where introduced."""
        room, words = self.words.flags.values, self.words.known
        if len(self._langs) > len(self._foreign) or len(room) > self._foreign.shape[1]:
            larger = np.zeros((max(2 * len(self._langs), 4), len(room)), np.uint8)
            larger[: len(self._foreign), : self._foreign.shape[1]] = self._foreign
            self._foreign = larger
        for code, number in self._langs.items():
            language, index = Language(partial(_itself, code or None)), self._bulk.gate.index
            for word in range(self._weighed.get(code, 0), len(words)):
                if room[word] & INTRODUCED:
                    self._foreign[number, word] = not index.flags(words[word][0], language, NAME_LIKE)
            self._weighed[code] = len(words)

    def key(self, units: Units, edges: int, lang: int) -> np.uint64:
        """The hash of a passage."""
        seed = np.uint64(seed_of(self._seed, edges, lang))
        found: np.uint64 = np.uint64(hash_of(units, 0, len(units), seed))
        return found

    def learn_pieces(self, text: str, stretches: Ints, hashes: Hashes) -> None:
        """Look at pieces between blanks."""
        once, first = np.unique(hashes, return_index=True)
        self.seen.pieces.enter(once, [self.seen.mark(text[a:b]) for a, b in stretches[first].tolist()])

    def ask(self, number: int, passage: str) -> None:
        """Note whether a passage may say of an entry that it is somebody or something else."""
        flags = self.seen.flags.values
        if not flags[number] & ASKED:
            flags[number] |= ASKED | (OPPOSES if self._opposing.among(passage.split()) else 0)

    def outlook(self, document: Document, start: int, end: int, hits: list[Hit]) -> int:
        """What is to be expected of a passage with these words that say anything: LOCAL where one may change by itself or for what
        stands beside it.
        """
        if any(i.certain for _, _, i in hits):
            return LOCAL
        said = WordsOfDocument(document, hits, self.gate, self._beside)
        if any(said.changes_beside(n) for n, (_, _, i) in enumerate(hits) if i.introduced or i.initialed or i.beside or i.whole):
            return LOCAL
        anchored = set[int]().union(*[i.anchored for _, _, i in hits if i.anchored])
        joined = [(n, i.joined) for n, (_, _, i) in enumerate(hits) if i.joined]
        wanted = anchored.union(*[entries for _, entries in joined])
        if not wanted:
            return 0
        pieces = document.text[start:end].split()
        if self._company.is_in(pieces, anchored, wanted):  # what stands beside each word costs more to ask
            wanted = anchored.union(*[entries for n, entries in joined if said.belongs_beside(n)])
            if wanted and self._company.is_in(pieces, anchored, wanted):
                return LOCAL
        return 0


def _itself(code: str | None) -> str | None:
    return code
