"""The names of a lexicon as numbers of words: what a `NameIndex` is made of, kept in the cache beside the compiled lexicon."""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import fields
from typing import TYPE_CHECKING, Any, NamedTuple

import numpy as np
import numpy.typing as npt

from translit.lexicon.cache import kept
from translit.lexicon.store import Store, Writer
from translit.match.arrays import Doubles, Flags, Rows, flat
from translit.match.exonyms import other_names
from translit.match.likely import Phrases
from translit.match.score import joined
from translit.match.skeletons import Codes
from translit.match.tokens import Name, name_of, without_nominatives
from translit.match.vocabulary import NOTHING, Posted, Vocabulary
from translit.match.weights import SORTS, weights
from translit.match.word import Word, is_womans

if TYPE_CHECKING:
    from translit.lexicon.entry import Entry
    from translit.lexicon.lexicon import Lexicon

_SHORT = 6
"""Letters of a word up to which it may be written together with its neighbour."""


class Entered(NamedTuple):
    """The names that the entries of a lexicon are written as, and their words.

    `entries` are (id, canonical form) pairs; `owners` says of each name whose it is, `trust` how far it is trusted, `women`
    whether its bearer may be a woman, `brief` whether it may be an abbreviation, `skeleton` whether it lacks the vowels of
    another name of the entry.
    """

    entries: Sequence[tuple[str, str]]
    vocabulary: Vocabulary
    phrases: Phrases
    owners: Rows
    trust: Doubles
    women: Flags
    brief: Flags
    skeleton: Flags


def entered(lexicon: Lexicon) -> Entered:
    """The names of a lexicon; from the cache where it holds them."""
    digest = lexicon.digest_with(f"names {sorted(weights().scoring.items())}")
    if digest is None:
        return _entered(lexicon)
    return _read(kept(digest, lambda: _written(_entered(lexicon), digest)))


def is_clear(name: Name) -> bool:
    """True for a name in an alphabet that writes all sounds."""
    return not name.words or name.words[0].script in weights().nearest


def _entered(lexicon: Lexicon) -> Entered:
    gathering = _Gathering()
    phrases: list[tuple[Sequence[int], Sequence[int], Sequence[int]]] = []
    rows: list[tuple[int, float, bool, bool, bool]] = []
    for number, entry in enumerate(lexicon):
        names = list(_names_of(entry))
        spelled_out = any(is_clear(name) for name, _ in names)
        for name, trust in names:
            phrases.append((*gathering.enter(name.words, len(rows)), name.roles))
            womans = entry.gender == "f" or (entry.gender is None and is_womans(name.words))
            rows.append((number, trust, womans, name.brief, spelled_out and not is_clear(name)))
    words, joints, roles = ([row[i] for row in phrases] for i in range(3))
    owners, trusts, women, brief, skeleton = ([row[i] for row in rows] for i in range(5))
    return Entered(
        [(entry.id, entry.canonical) for entry in lexicon],
        Vocabulary(gathering.words, flat(gathering.names_with), len(rows)),
        Phrases.of(words, joints, [[NOTHING] * len(row) for row in words], roles),
        np.array(owners, np.intp),
        np.array(trusts, np.float64),
        *(np.array(column, np.bool_) for column in (women, brief, skeleton)),
    )


class _Gathering:
    """The words of names, numbered as they are met, with the names that have each."""

    def __init__(self) -> None:
        self.words: list[Word] = []
        self.names_with: list[list[int]] = []
        self._known: dict[Word, int] = {}
        self._numbers: dict[tuple[object, ...], int] = {}

    def enter(self, words: Sequence[Word], name: int) -> tuple[Sequence[int], Sequence[int]]:
        """The numbers of the words of a name, and of what each makes when it is written together with the next."""
        numbers = [self._number(word) for word in words]
        joints = [*map(self._joint, words, words[1:]), NOTHING]
        for number in {*numbers, *joints}.difference((NOTHING,)):
            self.names_with[number].append(name)
        return numbers, joints

    def _number(self, word: Word) -> int:
        number = self._known.get(word)
        if number is None:
            key = (word.spelled, word.forms, word.share, word.lang)
            number = self._known[word] = self._numbers.setdefault(key, len(self.words))
            if number == len(self.words):
                self.words.append(word)
                self.names_with.append([])
        return number

    def _joint(self, a: Word, b: Word) -> int:
        """What two short neighbours make."""
        short = len(a.text) <= _SHORT and len(b.text) <= _SHORT and b.share == 1.0 and not a.initial
        return self._number(joined(a, b)) if short else NOTHING


def _names_of(entry: Entry) -> Iterator[tuple[Name, float]]:
    """Each name that an entry is written as, once, and how far it is trusted."""
    seen: set[tuple[str, ...]] = set()
    known = weights().scoring
    for text, lang, trust in _spellings(entry, known):
        name = name_of(text, lang)
        key = tuple(w.text for w in name.words)
        if key and key not in seen:
            seen.add(key)
            yield name, trust
            bare = without_nominatives(name)
            if bare is not None:
                yield bare, trust * known["bare"]


def _spellings(entry: Entry, known: Mapping[str, float]) -> Iterator[tuple[str, str | None, float]]:
    """Every name that an entry is written as, with its language and how far it is trusted."""
    yield entry.canonical, entry.primary_language, 1.0
    yield from ((text, lang, 1.0) for lang, text in entry.native.items())
    yield from ((text, None, 1.0) for text in entry.styles.values())
    yield from ((variant.text, variant.lang, 1.0) for variant in entry.variants)
    yield from ((text, None, known["alone"]) for text in entry.alone)
    yield from ((damaged.text, None, known["alone"]) for damaged in entry.damaged)
    yield from ((text, None, known["former"]) for text in entry.former)
    if entry.kind in ("", "place"):
        yield from ((text, None, known["elsewhere"]) for text in other_names(entry.canonical))


_PHRASES = [field.name for field in fields(Phrases)]
_COLUMNS = {"owners": np.intp, "trust": np.float64, "women": np.bool_, "brief": np.bool_, "skeleton": np.bool_}


def _written(found: Entered, digest: str) -> bytes:
    """The names as the bytes of a file of the cache."""
    writer = Writer()
    vocabulary = found.vocabulary
    writer.json("entries", found.entries)
    writer.json("words", [[w.text, w.spelled, w.script, w.lang, w.forms, w.share, w.initial] for w in vocabulary.words])
    for sort in SORTS:
        codes = vocabulary.codes(sort)
        writer.json(f"{sort}.strings", codes.strings)
        _write_rows(writer, {f"{sort}.starts": codes.starts, f"{sort}.rows": codes.rows})
    _write_rows(writer, {"posted.starts": vocabulary.starts, "posted.names": vocabulary.names})
    _write_rows(writer, {f"phrases.{name}": getattr(found.phrases, name) for name in _PHRASES})
    for name, kind in _COLUMNS.items():
        writer.raw(name, getattr(found, name).astype(kind).tobytes())
    return writer.bytes(digest)


def _write_rows(writer: Writer, rows: Mapping[str, Rows]) -> None:
    for name, numbers in rows.items():
        writer.raw(name, numbers.astype(np.int32).tobytes())


def _read(store: Store) -> Entered:
    """The names as `_written` left them."""

    def rows(name: str) -> Rows:
        return np.frombuffer(store.raw(name), np.int32).astype(np.intp)

    words = [
        Word(text, spelled, script, lang, tuple(forms), share, initial)
        for text, spelled, script, lang, forms, share, initial in store.json("words")
    ]
    codes = {sort: Codes(store.json(f"{sort}.strings"), rows(f"{sort}.starts"), rows(f"{sort}.rows")) for sort in SORTS}
    columns: dict[str, npt.NDArray[Any]] = {name: np.frombuffer(store.raw(name), kind) for name, kind in _COLUMNS.items()}
    posted: Posted = rows("posted.starts"), rows("posted.names")
    return Entered(
        [(id, canonical) for id, canonical in store.json("entries")],
        Vocabulary(words, posted, len(columns["owners"]), codes),
        Phrases(*(rows(f"phrases.{name}") for name in _PHRASES)),
        **columns,
    )
