"""The names of an entry, word by word: which words there are, and which word of the canonical form each stands for."""

from __future__ import annotations

from collections.abc import Collection, Iterator
from dataclasses import dataclass

from translit.lexicon.entry import Entry
from translit.lexicon.flags import Source
from translit.lexicon.words import SPLIT, name_words
from translit.rules.fold import word_keys
from translit.text.script import plain, script_of, without_marks

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
    return [w for w in SPLIT.split(text) if w[:1].islower() and plain(w) in particles]


def names_of(entry: Entry, particles: Collection[str]) -> Iterator[Name]:
    """Every name of an entry, the canonical one first, without repetitions of the same text."""
    canonical = name_words(entry.canonical, particles)
    own_particles = _particles_of(entry.canonical, particles)
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
        if listed and words and not _sounds_alike(words, entry, particles, strict=lang is not None):
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


def _sounds_alike(words: tuple[str, ...], entry: Entry, particles: Collection[str], strict: bool) -> bool:
    """False for another word for the thing in Latin letters (Moskau, Great Britain): no spelling of the canonical or a native form.

    `strict` asks for equal fold keys: a form marked with a language is that language's word unless it is the same.
    """
    if any(script_of(w) != "Latn" for w in words):
        return True
    natives = ((text, lang) for lang, text in entry.native.items() if script_of(text) != "Latn")
    own = ((text, lang) for text, lang in natives if not strict or is_own(entry, lang))
    forms = [(entry.canonical, None), *own]
    target = [(w, lang) for text, lang in forms for w in name_words(text, particles)]
    keys = {key for w, lang in target for key in word_keys(w, lang)}
    bare = {without_marks(plain(w)) for w, _ in target}
    near = (w for w in words if without_marks(plain(w)) not in bare and not keys & set(word_keys(w)))
    return all(not strict and _is_near(w, bare, keys) for w in near)


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
    return lang == entry.primary_language or script_of(primary) == script_of(entry.native.get(lang or "", primary))


def _is_near(word: str, bare: Collection[str], keys: Collection[str]) -> bool:
    form, key = without_marks(plain(word)), word_keys(word)[0]
    return any(_likeness(form, b) >= _ALIKE for b in bare) or any(_likeness(key, k) >= _ALIKE for k in keys)


def _abbreviates(words: tuple[str, ...], canonical: tuple[str, ...]) -> bool:
    """True for an acronym of a name that is none (DRC, Congo): the one is not written for the other."""
    return len(words) == 1 and len(words[0]) > 1 and words[0].isupper() and not canonical[0].isupper()


def _aligned(words: tuple[str, ...], canonical: tuple[str, ...], lang: str | None) -> tuple[int, ...]:
    """The slots of the words: in order, unless another order makes more fold keys meet."""
    if len(words) == 1:
        return (0,)
    target = [set(word_keys(w)) for w in canonical]
    own = [set(word_keys(w, lang if script_of(w) != "Latn" else None)) for w in words]
    straight = tuple(range(len(words)))
    turned = (*straight[1:], 0), (straight[-1], *straight[:-1])
    return max((straight, *turned), key=lambda order: sum(bool(own[i] & target[s]) for i, s in enumerate(order)))


def _part(word: str, canonical: tuple[str, ...], entry: Entry, source: Source) -> int | None:
    """Which word of a longer canonical form a single listed word stands for, None where it stands for all of it."""
    keys = set(word_keys(word))
    same = [i for i, c in enumerate(canonical) if keys & set(word_keys(c))]
    if len(same) == 1 and entry.kind == "person":
        return same[0]
    if entry.kind == "person" and source in (Source.DAMAGED, Source.PINNED):
        return max(range(len(canonical)), key=lambda i: _likeness(plain(word), plain(canonical[i])))
    return None


def _likeness(a: str, b: str) -> float:
    from rapidfuzz.distance import JaroWinkler

    return float(JaroWinkler.similarity(a, b))
