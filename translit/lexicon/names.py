"""The names of an entry, word by word: which words there are, and which word of the canonical form each stands for."""

from __future__ import annotations

from collections.abc import Collection, Iterator
from dataclasses import dataclass
from functools import lru_cache

from rapidfuzz.distance import JaroWinkler

from translit.lexicon.entry import Entry
from translit.lexicon.flags import Source
from translit.lexicon.words import SPLIT, name_words
from translit.rules.fold import word_keys
from translit.rules.words import word_script
from translit.text.script import plain, without_marks

_ALIKE = 0.75
"""Above this Jaro–Winkler similarity (of spellings or fold keys) a listed form is a spelling (Falluja), below it another word (Moskau)."""


@dataclass(frozen=True, slots=True)
class Name:
    """One name of an entry.

    `words` are all but lower-case particles; `slots[i]` is the word of the canonical form that
    `words[i]` stands for. `aligned` is False where the words do not correspond: then `slots` counts the words.
    """

    text: str
    lang: str | None
    source: Source
    words: tuple[str, ...]
    slots: tuple[int, ...]
    aligned: bool


def _particles_of(text: str, particles: Collection[str]) -> list[str]:
    parts = [text] if text.isalpha() else SPLIT.split(text)
    return [w for w in parts if w[:1].islower() and plain(w) in particles]


def names_of(entry: Entry, particles: Collection[str]) -> Iterator[Name]:
    """Every name of an entry, the canonical one first, without repetitions of the same text."""
    canonical = name_words(entry.canonical, particles)
    own_particles = _particles_of(entry.canonical, particles)
    spellings = _Spellings(entry, particles)
    seen: set[tuple[str, str]] = set()
    for text, lang, source in _listed(entry):
        if (text, str(lang)) in seen and source is not Source.CANONICAL:
            continue
        seen.add((text, str(lang)))
        words = name_words(text, particles)
        if len(words) == 1 and len(canonical) > 1:
            slot = _part(words[0], canonical, entry, source)
            yield Name(text, lang, source, words, (slot or 0,), slot is not None)
            continue
        listed = source in (Source.NATIVE, Source.VARIANT)
        if listed and words and not spellings.include(words, strict=lang is not None):
            source = Source.EXONYM
        same_joints = entry.kind in ("person", "") or _particles_of(text, particles) == own_particles
        other_word = listed and (
            _abbreviates(words, canonical) or (source is Source.EXONYM and not lang and entry.kind != "person")
        )
        if len(words) == len(canonical) and same_joints and not other_word:
            yield Name(text, lang, source, words, _aligned(words, canonical, lang), True)
        else:
            yield Name(text, lang, source, words, tuple(range(len(words))), False)


def _listed(entry: Entry) -> Iterator[tuple[str, str | None, Source]]:
    yield entry.canonical, None, Source.CANONICAL
    for lang, text in entry.native.items():
        yield text, lang, Source.NATIVE
    for style, text in entry.styles.items():
        yield text, style if len(style) == 2 else "en", Source.STYLE
    for variant in entry.variants:
        yield variant.text, variant.lang, Source.VARIANT
    for text in entry.former:
        yield text, None, Source.FORMER
    for damaged in entry.damaged:
        yield damaged.text, None, Source.PINNED if damaged.needs == "none" else Source.DAMAGED


class _Spellings:
    """What a listed form must sound like to be a spelling of an entry and not another word for it; made once for each entry."""

    def __init__(self, entry: Entry, particles: Collection[str]) -> None:
        self._entry, self._particles = entry, particles
        self._targets: dict[bool, tuple[frozenset[str], frozenset[str]]] = {}

    def include(self, words: tuple[str, ...], strict: bool) -> bool:
        """False for another word for the thing in Latin letters (Moskau, Great Britain): no spelling of the canonical or a native form.

        `strict` asks for equal fold keys: a form marked with a language is that language's word unless it is the same.
        """
        if any(word_script(w) != "Latn" for w in words):
            return True
        if strict not in self._targets:
            self._targets[strict] = self._target(strict)
        bare, keys = self._targets[strict]
        return all(_bare(w) in bare or (not strict and _looks_like(w, bare)) or self._sounds_like(w, keys, strict) for w in words)

    def _sounds_like(self, word: str, keys: frozenset[str], strict: bool) -> bool:
        own = word_keys(word)
        return not keys.isdisjoint(own) or (not strict and any(_likeness(own[0], key) >= _ALIKE for key in keys))

    def _target(self, strict: bool) -> tuple[frozenset[str], frozenset[str]]:
        entry = self._entry
        natives = ((text, lang) for lang, text in entry.native.items() if word_script(text) != "Latn")
        own = ((text, lang) for text, lang in natives if not strict or is_own(entry, lang))
        forms = [(entry.canonical, None), *own]
        target = [(w, lang) for text, lang in forms for w in name_words(text, self._particles)]
        return frozenset(_bare(w) for w, _ in target), frozenset(key for w, lang in target for key in word_keys(w, lang))


def is_own(entry: Entry, lang: str | None) -> bool:
    """True where Latin spellings come from this native form: always for persons, whom machine translation re-spells (Makron).

    A place or organisation is spelt after its own language. Natives in Cyrillic count together where the primary one
    is in Cyrillic (Київ, Киев); the Ukrainian and Russian names of Iceland are only names in those languages.
    """
    return entry.kind in ("person", "", "given-name", "family-name") or is_home(entry, lang)


def is_home(entry: Entry, lang: str | None) -> bool:
    """True where a native form is in the script of the primary one: the press of every language spells such a form.

    A foreigner's name in Russian is not one: only machines spell that in Latin letters.
    """
    primary = entry.native.get(entry.primary_language or "", "")
    return lang == entry.primary_language or word_script(primary) == word_script(entry.native.get(lang or "", primary))


@lru_cache(maxsize=16384)
def _bare(word: str) -> str:
    return without_marks(plain(word))


@lru_cache(maxsize=16384)
def _key_set(word: str, lang: str | None) -> frozenset[str]:
    return frozenset(word_keys(word, lang))


def _looks_like(word: str, bare: Collection[str]) -> bool:
    form = _bare(word)
    return any(_likeness(form, b) >= _ALIKE for b in bare)


def _abbreviates(words: tuple[str, ...], canonical: tuple[str, ...]) -> bool:
    """True for an acronym of a name that is none (DRC, Congo): the one is not written for the other."""
    return len(words) == 1 and len(words[0]) > 1 and words[0].isupper() and not canonical[0].isupper()


def _aligned(words: tuple[str, ...], canonical: tuple[str, ...], lang: str | None) -> tuple[int, ...]:
    """The slots of the words: in order, unless another order makes more fold keys meet."""
    straight = tuple(range(len(words)))
    if len(words) == 1 or (words == canonical and lang is None):
        return straight
    target = [_key_set(w, None) for w in canonical]
    own = [_key_set(w, lang if word_script(w) != "Latn" else None) for w in words]
    turned = (*straight[1:], 0), (straight[-1], *straight[:-1])
    return max((straight, *turned), key=lambda order: sum(bool(own[i] & target[s]) for i, s in enumerate(order)))


def _part(word: str, canonical: tuple[str, ...], entry: Entry, source: Source) -> int | None:
    """Which word of a longer canonical form a single listed word stands for, None where it stands for all of it."""
    keys = _key_set(word, None)
    same = [i for i, c in enumerate(canonical) if keys & _key_set(c, None)]
    if len(same) == 1 and entry.kind == "person":
        return same[0]
    if entry.kind == "person" and source in (Source.DAMAGED, Source.PINNED):
        return max(range(len(canonical)), key=lambda i: _likeness(plain(word), plain(canonical[i])))
    return None


def _likeness(a: str, b: str) -> float:
    return float(JaroWinkler.similarity(a, b))
