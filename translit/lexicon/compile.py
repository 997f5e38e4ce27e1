"""Entries to the flat tables that matching reads.

`words`: plain spelling -> (word, how) pairs; `keys`: fold key -> words; `deletes`: fold key with one letter taken out ->
keys; `postings`: word -> (entry, name, slot, source); `guard`: plain word -> flags; `entries`: one JSON each.
"""

from __future__ import annotations

import json
from collections.abc import Iterable
from dataclasses import dataclass, field
from typing import Any

from translit.lexicon.entry import Entry
from translit.lexicon.flags import AMBIGUOUS, BITS, CAPITALS, DERIVED, EXACT, GUARDED, INFLECTED, MIN_KEY_LENGTH, Guard, Source
from translit.lexicon.guard import is_guarded, read_guard
from translit.lexicon.names import Name, is_home, is_own, names_of
from translit.lexicon.store import Writer
from translit.lexicon.words import name_words
from translit.resources import lexicons_folder
from translit.rules.endings import inflected
from translit.rules.fold import word_keys
from translit.rules.load import RuleSet, rules
from translit.rules.spell import derived_spellings, press_spelling
from translit.rules.words import lowered
from translit.text.script import plain, script_of, without_marks

_FEMININE, _POSSESSIVE = "fem", "poss"
MIN_DERIVED, MIN_DERIVED_ABJAD = 3, 5
"""Shorter derived spellings are left out; Arabic and Hebrew do not write all vowels, so theirs must be longer."""
_WORDLIKE_ACRONYM = 4
_VOWELS = frozenset("aeiouyаеєиіїоуюяыэё")
_KEYED = (Source.CANONICAL, Source.NATIVE)
"""Names whose fold keys count: an exonym (Cracovie) is a word of its own, what sounds like it is not the place."""


@dataclass(slots=True)
class _Tables:
    words: dict[str, list[int]] = field(default_factory=dict)
    keys: dict[str, list[int]] = field(default_factory=dict)
    postings: list[list[int]] = field(default_factory=list)
    word_list: list[tuple[str, str | None]] = field(default_factory=list)
    labels: dict[str, int] = field(default_factory=dict)
    numbers: dict[tuple[object, ...], int] = field(default_factory=dict)
    anchors: dict[int, list[str]] = field(default_factory=dict)
    flags: dict[str, list[int]] = field(default_factory=dict)
    given: dict[str, list[Entry]] = field(default_factory=dict)
    particles: frozenset[str] = frozenset()
    lower: set[str] = field(default_factory=set)
    hyphened: set[str] = field(default_factory=set)

    def label(self, text: str) -> int:
        return self.labels.setdefault(text, len(self.labels))

    def spell(self, spelling: str, word: int, how: int, label: str) -> None:
        """Enter a spelling of a word once; the first, most trusted way to it stays."""
        row = self.words.setdefault(spelling, [])
        if not any(packed >> BITS == word for packed in row[::2]):
            if is_guarded(self.flags, spelling):
                how |= GUARDED
            row += (word << BITS | how, self.label(label))


def compile_lexicon(entries: Iterable[Entry], digest: str) -> bytes:
    """The compiled form of the entries, ready for the cache."""
    known = rules()
    tables = _Tables()
    guard = read_guard(lexicons_folder() / "guard")
    tables.flags = guard.flags
    tables.particles = frozenset(w for w, row in guard.flags.items() if row[0] & Guard.PARTICLE)
    blobs: list[bytes] = []
    styles: dict[str, None] = {}
    entries = list(entries)
    for entry in entries:
        if entry.kind == "given-name":
            for form in (entry.canonical, *entry.native.values(), *(v.text for v in entry.variants)):
                guard.add(form, Guard.GIVEN, None)
            for native in entry.native.values():
                tables.given.setdefault(lowered(native), []).append(entry)
    for number, entry in enumerate(entries):
        styles.update(dict.fromkeys(entry.styles))
        blobs.append(_compile_entry(number, entry, tables, known))
    writer = Writer()
    writer.table("words", tables.words)
    writer.table("keys", tables.keys)
    order = sorted(tables.keys)
    writer.table("deletes", _deletes(order))
    writer.json("key_list", order)
    writer.table("guard", guard.flags)
    writer.table("postings", {f"{i:x}": row for i, row in enumerate(tables.postings)})
    writer.blobs("entries", {f"{i:x}": b for i, b in enumerate(blobs)})
    writer.json("labels", list(tables.labels))
    writer.json("word_list", tables.word_list)
    writer.json("styles", list(styles))
    writer.json("particles", sorted(tables.particles))
    writer.json("latin_endings", known.names_of_languages("endings", "Latn"))
    writer.json("lower", sorted(tables.lower))
    writer.json("hyphened", sorted(tables.hyphened))
    writer.json("phrases", guard.phrases)
    writer.json("patronymics", guard.patronymics)
    writer.json("languages", guard.languages)
    return writer.bytes(digest)


def _compile_entry(number: int, entry: Entry, tables: _Tables, known: RuleSet) -> bytes:
    canonical = name_words(entry.canonical, tables.particles)
    groups = [[canonical.index(w) for w in name_words(part, tables.particles) if w in canonical] for part in entry.alone]
    alone = tuple(i for group in groups for i in group)
    names: list[dict[str, Any]] = []
    anchors: list[list[str]] = [[] for _ in canonical]
    for name in names_of(entry, tables.particles):
        for word, slot in zip(name.words, name.slots, strict=True):
            role = _role(entry, slot, alone, len(canonical)) if name.aligned else "name"
            index = _word(word, name, entry, role, tables, known)
            tables.postings[index] += (number, len(names), slot, int(name.source))
            if name.aligned and name.source is not Source.FORMER:
                anchors[slot] += [a for a in tables.anchors[index] if a not in anchors[slot]]
        names.append(
            {"text": name.text, "lang": name.lang, "n": len(name.words), "aligned": name.aligned, "source": int(name.source)}
        )
    return json.dumps(
        {
            "id": entry.id, "kind": entry.kind, "gender": entry.gender, "canonical": entry.canonical, "words": canonical,
            "alone": groups, "lang": entry.primary_language, "native": dict(entry.native), "styles": dict(entry.styles),
            "never": [plain(n) for n in entry.never], "never_phrases": [n for n in entry.never if " " in n], "names": names, "anchors": anchors,
        },
        ensure_ascii=False,
        separators=(",", ":"),
    ).encode()  # fmt: skip


def _role(entry: Entry, slot: int, alone: tuple[int, ...], count: int) -> str:
    if entry.kind != "person":
        return {"given-name": "given", "family-name": "family"}.get(entry.kind, "place")
    if slot in alone or (not alone and slot == count - 1):
        return "family"
    return "given"


def _word(word: str, name: Name, entry: Entry, role: str, tables: _Tables, known: RuleSet) -> int:
    """The number of a word, with its spellings, inflected forms and keys entered when it is first met."""
    gender = entry.gender if entry.kind == "person" else ""
    # a former or damaged name keeps words of its own, so that its spellings are never mistaken for the present one's
    apart = name.source if name.source in (Source.FORMER, Source.DAMAGED, Source.PINNED) else None
    key = (
        word,
        name.lang,
        role,
        gender,
        apart,
        name.source is Source.VARIANT,
        is_own(entry, name.lang),
        is_home(entry, name.lang),
    )
    if key in tables.numbers:
        return tables.numbers[key]
    index = tables.numbers[key] = len(tables.postings)
    tables.postings.append([])
    tables.word_list.append((word, name.lang))
    tables.anchors[index] = []
    if word[0].islower() and script_of(word) in ("Latn", "Cyrl", "Grek", "Armn"):
        (tables.hyphened if f"-{word}" in name.text else tables.lower).add(plain(word))
    how = CAPITALS if _is_acronym(word, tables) else 0
    form = lowered(word)
    tables.spell(plain(word), index, EXACT | how, name.source.name.lower())
    tables.spell(without_marks(plain(word)), index, EXACT | how, "diacritics dropped")
    if apart in (Source.DAMAGED, Source.PINNED):
        return index
    lang = known.code(name.lang) if name.lang else None
    native = script_of(word) != "Latn"
    if role == "given":
        _given(form, index, tables, known)
    own = name.source is not Source.NATIVE or is_own(entry, name.lang)
    if native and lang and own:
        _derive(word, index, how, lang, tables, known, None if is_home(entry, name.lang) else "en")
    elif not native:
        tables.anchors[index].append(without_marks(plain(word)))
    if lang and native and not how:
        _inflect(form, lang, index, gender, role, tables, known)
    if lang and not native and not how and name.source in (Source.VARIANT, Source.EXONYM, Source.STYLE):
        _inflect(form, lang, index, gender, role, tables, known)
    if not how and name.source in (Source.CANONICAL, Source.NATIVE) and is_home(entry, name.lang):
        for press in known.names_of_languages("endings", "Latn"):
            base = press_spelling(word, lang, press, known) if native and lang else form
            if base:
                _inflect(base, press, index, gender, role, tables, known)
    if not how and own and name.source in _KEYED:
        for fold in word_keys(word, lang if native else None):
            if len(fold) >= MIN_KEY_LENGTH:
                tables.keys.setdefault(fold, []).append(index)
    return index


def _inflect(form: str, lang: str, index: int, gender: str | None, role: str, tables: _Tables, known: RuleSet) -> None:
    """Enter the case forms that a language makes of a form; -ová and its like are another nominative, not a case.

    Possessive adjectives (Trumpův) are other words and left out.
    """
    for inflection in inflected(form, lang, gender, role, known):
        if inflection.cases == _POSSESSIVE or len(inflection.text) < MIN_DERIVED:
            continue
        bits = DERIVED | (AMBIGUOUS if inflection.ambiguous else 0)
        if inflection.cases != _FEMININE:
            bits |= INFLECTED
        tables.spell(plain(inflection.text), index, bits, f"{inflection.file} {inflection.cases}")


def _is_acronym(word: str, tables: _Tables) -> bool:
    """True for capitals that only capitals meet; Nato and Tass may be written like words, US and WHO may not."""
    if len(word) < 2 or not word.isupper() or script_of(word) not in ("Latn", "Cyrl", "Grek"):
        return False
    form = plain(word)
    speakable = len(form) >= _WORDLIKE_ACRONYM and any(c in _VOWELS for c in form) and not is_guarded(tables.flags, form)
    return not speakable


def _derive(word: str, index: int, how: int, lang: str, tables: _Tables, known: RuleSet, press: str | None) -> None:
    default = known.languages.get(lang, {}).get("scheme")
    abjad = script_of(word) in ("Arab", "Hebr")
    for spelling, label, _ in derived_spellings(word, lang, known, press):
        if len(spelling) < (MIN_DERIVED_ABJAD if abjad else MIN_DERIVED) or not _VOWELS & set(spelling):
            continue
        tables.spell(spelling, index, DERIVED | how, label)
        if label == default or (label == "spelling-en" and len(tables.anchors[index]) < 3):
            tables.anchors[index].append(without_marks(spelling))


def _given(form: str, index: int, tables: _Tables, known: RuleSet) -> None:
    """Enter the other spellings of a given name: its listed variants and what its cognates in other languages yield."""
    for entry in tables.given.get(form, ()):
        label = f"given name {entry.canonical}"
        for variant in (entry.canonical, *(v.text for v in entry.variants)):
            tables.spell(plain(variant), index, DERIVED, label)
            tables.spell(without_marks(plain(variant)), index, DERIVED, label)
        for lang, native in entry.native.items():
            if script_of(native) != "Latn":
                for spelling, _, _ in derived_spellings(native, known.code(lang), known):
                    tables.spell(spelling, index, DERIVED, label)


def _deletes(keys: list[str]) -> dict[str, list[int]]:
    """Every key and every key with one letter taken out, with the numbers of the keys that it comes from."""
    made: dict[str, list[int]] = {}
    for number, key in enumerate(keys):
        for variant in {key, *(key[:i] + key[i + 1 :] for i in range(len(key)))}:
            made.setdefault(variant, []).append(number)
    return made
