"""Entries to the flat tables that matching reads.

`words`: plain spelling -> (word, how) pairs; `keys`: fold key -> words; `deletes`: fold key with one letter taken out ->
keys; `postings`: word -> (entry, name, slot, source); `guard`: plain word -> flags; `entries`: one JSON each.
"""

from __future__ import annotations

import gc
import json
import re
from collections.abc import Iterable
from typing import Any

from translit.lexicon.entry import Entry
from translit.lexicon.flags import TELLING, Guard, Source
from translit.lexicon.guard import GuardLists, read_guard
from translit.lexicon.names import is_home, is_own, names_of
from translit.lexicon.spellings import Spellings
from translit.lexicon.store import Writer
from translit.lexicon.words import name_words
from translit.resources import lexicons_folder
from translit.rules.load import RuleSet, rules
from translit.rules.spell import forget_spellings
from translit.text.script import plain

_WORDS = re.compile(r"[^\W_]+")
_AS_JSON = json.JSONEncoder(ensure_ascii=False, separators=(",", ":")).encode


def compile_lexicon(entries: Iterable[Entry], digest: str) -> bytes:
    """The compiled form of the entries, ready for the cache."""
    collects = gc.isenabled()
    gc.disable()  # millions of strings and lists are made and kept; looking among them for cycles takes a third of the time
    try:
        return _compiled(list(entries), digest, rules())
    finally:
        forget_spellings()
        if collects:
            gc.enable()


def _compiled(entries: list[Entry], digest: str, known: RuleSet) -> bytes:
    guard = read_guard(lexicons_folder() / "guard")
    particles = frozenset(w for w, row in guard.flags.items() if row[0] & Guard.PARTICLE)
    _guard_given_names(entries, guard)
    spellings = Spellings(entries, guard, known)
    writer = Writer()
    writer.items("entries", [_compile_entry(number, entry, particles, spellings) for number, entry in enumerate(entries)])
    writer.json("styles", list(dict.fromkeys(style for entry in entries for style in entry.styles)))
    writer.json("particles", sorted(particles))
    spellings.write(writer)
    writer.table("guard", guard.flags)
    writer.json("phrases", guard.phrases)
    writer.json("phrase_words", sorted(_phrase_words(entries, guard)))
    writer.json("patronymics", guard.patronymics)
    for name in ("noun_capitals", "well_listed", "own_names", "with_context"):
        writer.json(name, getattr(guard, name))
    writer.json("languages", guard.languages)
    return writer.bytes(digest)


def _phrase_words(entries: Iterable[Entry], guard: GuardLists) -> set[str]:
    """The words of all phrases that are looked for around names, in the forms in which they may stand there."""
    protected = {phrase for phrases in guard.phrases.values() for phrase in phrases}
    never = {phrase for entry in entries for phrase in entry.never}
    telling = {form for form, row in guard.flags.items() if row[0] & TELLING}
    phrases = (form for form in (*telling, *protected, *never) if not form.isalpha())
    words = {word for phrase in phrases for word in _WORDS.findall(plain(phrase))}
    return words | {f"{word}s" for word in words}


def _guard_given_names(entries: list[Entry], guard: GuardLists) -> None:
    for entry in entries:
        if entry.kind == "given-name":
            for form in (entry.canonical, *entry.native.values(), *(v.text for v in entry.variants)):
                guard.add(form, Guard.GIVEN, None)


def _compile_entry(number: int, entry: Entry, particles: frozenset[str], spellings: Spellings) -> bytes:
    canonical = name_words(entry.canonical, particles)
    groups = [[canonical.index(w) for w in name_words(part, particles) if w in canonical] for part in entry.alone]
    alone = tuple(i for group in groups for i in group)
    names: list[dict[str, Any]] = []
    anchors: list[list[str]] = [[] for _ in canonical]
    aligned: list[tuple[int, int]] = []
    for name in names_of(entry, particles):
        nearness = is_own(entry, name.lang), is_home(entry, name.lang)
        for word, slot in zip(name.words, name.slots, strict=True):
            role = _role(entry, slot, alone, len(canonical)) if name.aligned else "name"
            index = spellings.word(word, name, entry, role, nearness)
            spellings.postings[index] += (number, len(names), slot, int(name.source))
            if name.aligned:
                aligned.append((index, slot))
            if name.aligned and name.source is not Source.FORMER:
                anchors[slot] += [a for a in spellings.anchors[index] if a not in anchors[slot]]
        names.append(
            {"text": name.text, "lang": name.lang, "n": len(name.words), "aligned": name.aligned, "source": int(name.source)}
        )
    for index, slot in aligned:
        spellings.measure(index, anchors[slot])
    return _AS_JSON(
        {
            "id": entry.id, "kind": entry.kind, "gender": entry.gender, "canonical": entry.canonical, "words": canonical,
            "alone": groups, "lang": entry.primary_language, "native": dict(entry.native), "styles": dict(entry.styles),
            "never": [plain(n) for n in entry.never], "never_phrases": [n for n in entry.never if " " in n], "names": names, "anchors": anchors,
        }
    ).encode()  # fmt: skip


def _role(entry: Entry, slot: int, alone: tuple[int, ...], count: int) -> str:
    if entry.kind != "person":
        return {"given-name": "given", "family-name": "family"}.get(entry.kind, "place")
    if slot in alone or (not alone and slot == count - 1):
        return "family"
    return "given"
