"""Look-ups in a compiled lexicon: spellings, fold keys, neighbours, guard flags, entries."""

from __future__ import annotations

import json
import re
from collections.abc import Collection, Set
from dataclasses import dataclass
from functools import cached_property
from itertools import chain
from threading import Lock
from typing import TYPE_CHECKING, Any, NamedTuple

import regex

from translit.lexicon.flags import BITS, CONTEXT, OUTLINE, Guard, Source
from translit.lexicon.store import Store
from translit.match.language import Language
from translit.memo import Memo
from translit.rules.rough import outline
from translit.text.script import plain, script_of

if TYPE_CHECKING:
    from translit.match.reading import Reading, Spelling

_ASCII_WORDS = re.compile(r"[A-Za-z]+")
_WORDS = regex.compile(r"\p{L}[\p{L}\p{M}]*+")
SAMPLE = 4000
_ENOUGH = 2
_SOURCES = tuple(Source)
_COUNT, _MOST = 16, (1 << 16) - 1
"""Bits of a counter: the counters of all languages stand side by side in one number."""
_CAPITAL = -1
_NONE: frozenset[str] = frozenset()


@dataclass(frozen=True, slots=True, eq=False)
class CompiledEntry:
    """What matching needs of an entry.

    `words` are those of the canonical form, a slot is an index into them; `alone` are the groups of slots that may
    stand for the entry; `anchors` are spellings to measure damage against.
    """

    number: int
    id: str
    kind: str
    gender: str | None
    canonical: str
    words: tuple[str, ...]
    alone: tuple[frozenset[int], ...]
    lang: str | None
    native: dict[str, str]
    styles: dict[str, str]
    never: frozenset[str]
    never_phrases: tuple[str, ...]
    names: tuple[dict[str, Any], ...]
    anchors: tuple[tuple[str, ...], ...]

    @property
    def family(self) -> frozenset[int]:
        """The slots of the words that may stand for the entry."""
        return frozenset().union(*self.alone)

    def length(self, name: int) -> int:
        """How many words a name of the entry has; -1 is the canonical form."""
        return len(self.words) if name < 0 else int(self.names[name]["n"])

    @property
    def names_nobody(self) -> bool:
        """True for a given name or a surname that is nobody's in particular: it tells of a person beside it, and is never written."""
        return self.kind in ("given-name", "family-name")

    @property
    def is_bare_name(self) -> bool:
        """True for a name of several words of which nothing says which may stand alone: the last of a person's may, with a title."""
        return len(self.words) > 1 and (self.kind == "" or (self.kind == "person" and not self.alone))

    def is_at_second_hand(self, lang: str | None) -> bool:
        """True where the form in a language is itself a transcription from another script: Эро for Ayrault."""
        first, other = (self.native.get(code or "") for code in (self.lang, lang))
        return first is not None and other is not None and script_of(first) != script_of(other)

    def stands_alone(self, slots: Set[int]) -> bool:
        """True where the words in these slots may stand for the entry by themselves."""
        return any(group <= slots for group in self.alone)


class Posting(NamedTuple):
    """One place of a word: which word (`slot`) of which name of which entry."""

    entry: int
    name: int
    slot: int
    source: Source


class Index:
    """The compiled lexicon, ready for look-ups. Nothing is read before it is asked for."""

    def __init__(self, store: Store) -> None:
        self.store = store
        self._words, self._keys, self._guard = store.table("words"), store.table("keys"), store.table("guard")
        self._postings = store.rows("postings")
        self._entry_blobs = store.items("entries")
        self._rows, self._ordinary = Memo(self._guard_row), Memo(self._ordinary_in)
        self.said = Memo(self._said_by)
        self._entries: dict[int, CompiledEntry] = {}
        self._spellings: dict[Spelling, int] = {}
        self._numbering = Lock()
        self._posted: dict[int, tuple[Posting, ...]] = {}
        self.labels: list[str] = store.json("labels")
        self.phrases: dict[str, list[str]] = store.json("phrases")
        self.particles = frozenset(store.json("particles"))
        self.lower = frozenset(store.json("lower"))
        self.hyphened = frozenset(store.json("hyphened"))
        self.articles = frozenset(store.json("articles"))
        self.phrase_words = frozenset(store.json("phrase_words"))
        self.latin_endings = frozenset(store.json("latin_endings"))
        self._languages: list[str] = store.json("languages")
        self._bits = {lang: 1 << i for i, lang in enumerate(self._languages)}
        self.noun_capitals, self.well_listed, self.own_names, self._with_context = (
            frozenset(store.json(name)) for name in ("noun_capitals", "well_listed", "own_names", "with_context")
        )
        self.patronymics: dict[str, list[str]] = store.json("patronymics")
        self.patronymic_endings = tuple(end for endings in self.patronymics.values() for end in endings)
        self.alone: dict[tuple[int, int, int], bool] = {}

    def __len__(self) -> int:
        return len(self._entry_blobs)

    def spelling(self, reading: Reading) -> int:
        """A number for the spelling of an entry that a reading stands for, which is that of no entry; the same each time."""
        spelling = reading.spelling
        number = self._spellings.get(spelling)
        if number is None:
            with self._numbering:
                number = self._spellings.setdefault(spelling, self.numbers)
        return number

    @property
    def numbers(self) -> int:
        """How many numbers entries and their spellings have so far."""
        return len(self) + len(self._spellings)

    @cached_property
    def styles(self) -> list[str]:
        """The names of the press styles that entries have."""
        found: list[str] = self.store.json("styles")
        return found

    def spelled(self, form: str) -> list[tuple[int, int, str]]:
        """The words that a plain spelling stands for: number, bits of how, and the rule file that says so."""
        row = self._words.get(form)
        if row is None:
            return []
        return [(row[i] >> BITS, row[i] & ((1 << BITS) - 1), self.labels[row[i + 1]]) for i in range(0, len(row), 2)]

    def keyed(self, key: str) -> list[int]:
        """The words that have a fold key."""
        row = self._keys.get(key)
        return [] if row is None else list(row)

    @cached_property
    def _deletes(self) -> Any:
        return self.store.table("deletes")

    @cached_property
    def _word_list(self) -> tuple[Any, Any, list[str | None]]:
        return self.store.items("word_list"), self.store.numbers("word_langs"), self.store.json("langs")

    def word(self, number: int) -> tuple[str, str | None]:
        """The text of a word as the lexicon lists it, and its language."""
        words, langs, names = self._word_list
        return str(words[number], "utf-8", "surrogatepass"), names[langs[number]]

    def near_keys(self, key: str) -> list[str]:
        """The fold keys at most one edit from a key (and some at two: verify), from a deletion neighbourhood."""
        return self._neighbours({key, *(key[:i] + key[i + 1 :] for i in range(len(key)))})

    def outlined(self, form: str) -> list[str]:
        """The fold keys of the canonical words that have the outline of a plain word without marks."""
        rough = outline(form)
        return self._neighbours((OUTLINE + rough,)) if rough else []

    def _neighbours(self, variants: Collection[str]) -> list[str]:
        found: dict[int, None] = {}
        for variant in variants:
            row = self._deletes.get(variant)
            if row is not None:
                found.update(dict.fromkeys(row))
        return [self._keys.key(i) for i in found]

    def guard(self, form: str, lang: Language | None = None, wanted: int = -1) -> int:
        """What of `wanted` a plain word or phrase is known to be besides a name of an entry; with `lang`, in that language.

        Of a language without words of context those of all languages count.
        """
        row = self._rows[form]
        if row is None:
            return 0
        flags = row[0] & wanted
        if lang is None or not flags:
            return flags
        some_word, some_context = row[1] and flags & Guard.WORD, row[2] and flags & CONTEXT
        bit = self._bits.get(lang.code or "") if some_word or some_context else None
        if bit is not None:
            if some_word and not row[1] & bit:
                flags &= ~Guard.WORD
            if some_context and not row[2] & bit and lang.code in self._with_context:
                flags &= ~CONTEXT
        return flags

    @cached_property
    def guarded_phrases(self) -> list[str]:
        """The forms of several words in the guard lists."""
        return list(self._guard.holding(" "))

    def _said_by(self, phrase: str) -> int:
        """What the guard lists say of a phrase as it stands, with or without its closing stop, in any language."""
        said = self.guard(plain(phrase))
        return said | self.guard(plain(phrase.rstrip("."))) if phrase[-1:] == "." else said

    def _guard_row(self, form: str) -> tuple[int, int, int] | None:
        """What the guard lists say of a form; remembered in `_rows`, because the same few words stand around most names."""
        row = self._guard.get(form)
        return None if row is None else (row[0], row[1], row[2])

    def flags(self, word: str, lang: Language | None = None, wanted: int = -1) -> int:
        """`guard` of a word as it stands in a text."""
        return self.guard(plain(word), lang, wanted)

    def language_of(self, text: str) -> str | None:
        """The language whose ordinary words a text holds most of, None where too few are known to tell."""
        words = list(chain.from_iterable(map(self._ordinary.__getitem__, text[:SAMPLE].split())))
        met = sum(words) - _CAPITAL * words.count(_CAPITAL)
        # a lower-case word between two capitals may be a particle of a name, which folding may rewrite
        met -= sum(b for a, b, c in zip(words, words[1:], words[2:], strict=False) if a == c == _CAPITAL != b)
        counts = [met >> _COUNT * number & _MOST for number in range(len(self._languages))]
        best, second = sorted(counts, reverse=True)[:2] if len(counts) > 1 else (0, 0)
        if best < _ENOUGH or best == second:
            return None
        return self._languages[counts.index(best)]

    def _ordinary_in(self, piece: str) -> tuple[int, ...]:
        """For each word of a piece between blanks one in the counter of each language in which it is an ordinary lower-case one;
        `_CAPITAL` for a word with a capital.
        """
        words = (_ASCII_WORDS if piece.isascii() else _WORDS).findall(piece)
        return tuple(_CAPITAL if word[0].isupper() else self._counted(word) for word in words)

    def _counted(self, word: str) -> int:
        row = self._rows[plain(word)] if word[0].islower() else None
        bits = row[1] if row is not None and row[0] & Guard.WORD else 0
        return sum(1 << _COUNT * n for n in range(len(self._languages)) if bits >> n & 1)

    def postings(self, word: int) -> tuple[Posting, ...]:
        """Every place of a word."""
        if word not in self._posted:
            values = self._postings[word]
            self._posted[word] = tuple(
                Posting(values[i], values[i + 1], values[i + 2], _SOURCES[values[i + 3]]) for i in range(0, len(values), 4)
            )
        return self._posted[word]

    def entry(self, number: int) -> CompiledEntry:
        """An entry by its number."""
        if number not in self._entries:
            v = json.loads(bytes(self._entry_blobs[number]))
            self._entries[number] = CompiledEntry(
                number, v["id"], v["kind"], v["gender"], v["canonical"], tuple(v["words"]), tuple(frozenset(g) for g in v["alone"]), v["lang"],
                v["native"], v["styles"], frozenset(v["never"]) or _NONE, tuple(v["never_phrases"]), tuple(v["names"]), tuple(tuple(a) for a in v["anchors"]),
            )  # fmt: skip
        return self._entries[number]
