"""Codes TL3: forms of one entry that say nothing, say too much, or are slips."""

from __future__ import annotations

from collections.abc import Iterator

from rapidfuzz.distance import OSA

from translit.lexicon.flags import Guard
from translit.lexicon.names import Name
from translit.lexicon.words import name_words
from translit.rules.fold import word_keys
from translit.rules.load import rules
from translit.rules.spell import derived_spellings
from translit.text.script import plain, script_of, without_marks
from translit.workbench.findings import Finding, Fix
from translit.workbench.forms import Form, forms_of, native_names
from translit.workbench.redundant import Known
from translit.workbench.subject import BARE_NAMES, Row, Subject

LISTED = frozenset({"TL302", "TL303", "TL304", "TL305", "TL307"})
DERIVED = frozenset({"TL301", "TL306"})

_VOCALIC = ("Cyrl", "Grek", "Armn", "Geor")
"""Scripts that write all vowels, so that a canonical form can be held against what the rules derive."""
_EXTRA = ("variants", "damaged", "former")
"""Fields of further spellings, which an entry can do without."""
_SLIP = 1
"""A place whose name is one edit from a derived spelling may be mistyped; farther away it is an English name (Moscow)."""


def check_listed(subject: Subject) -> Iterator[Finding]:
    """Findings that need the guard lists only."""
    for row in subject.judged():
        yield from _twice(row)
        if row.entry.kind == "person":
            yield from _style_lengths(row)
        if row.entry.kind not in BARE_NAMES:
            yield from _other_words(row, subject)


def check_derived(subject: Subject) -> Iterator[Finding]:
    """Findings that need the compiled lexicon."""
    known = Known(subject)
    for number, row in enumerate(subject.rows):
        if row.own and row.entry.kind not in BARE_NAMES and (row.entry.variants or row.entry.native):
            yield from _redundant(number, row, known)
            yield from _underived(number, row, known)


def _twice(row: Row) -> Iterator[Finding]:
    seen: dict[str, Form] = {}
    for form in forms_of(row.entry):
        if form.field in ("alone", "never"):
            continue
        first = seen.setdefault(form.text, form)
        if first is form or form.field not in _EXTRA or not _covers(first, form):
            continue
        message = f'"{form.text}" is listed twice (first under "{first.field}")'
        contradictory = form.field == "former" and first.field != "former"
        fix = None if contradictory else Fix("remove", expected=form.text)
        mend = "decide whether it is a present name or a former one" if contradictory else "keep one of them"
        yield Finding("TL302", row.path, row.at(*form.way), message, mend, fix)


def _covers(first: Form, second: Form) -> bool:
    """True where the first says all that the second does; a variant of one language may count only in texts of that language."""
    return (
        first.field in ("canonical", "styles")
        or first.lang in (None, second.lang)
        or (first.field, second.field) == ("native", "former")
    )


def _style_lengths(row: Row) -> Iterator[Finding]:
    wanted = len(row.entry.canonical.split())
    for style, text in row.entry.styles.items():
        count = len(text.split())
        if count != wanted:
            message = f'"{text}" has {count} words, the canonical form "{row.entry.canonical}" {wanted}'
            yield Finding("TL307", row.path, row.at("styles", style), message, "give it as many words, or list it under variants")


def _other_words(row: Row, subject: Subject) -> Iterator[Finding]:
    for form in forms_of(row.entry):
        if form.field == "variants":
            yield from _other_word(row, form, subject)
        elif form.field == "alone":
            yield from _common(row, form, subject)


def _other_word(row: Row, form: Form, subject: Subject) -> Iterator[Finding]:
    word = plain(form.text)
    flags = subject.guard.flags.get(word)
    if flags is None or form.text.isupper():  # an acronym is met by capitals only
        return
    lists = subject.demonyms.items() if form.lang is None else [(form.lang, subject.demonyms.get(form.lang, set()))]
    told = next((lang for lang, words in lists if word in words), None)
    if told:
        message = f'the variant "{form.text}" is a demonym ("{told}")'
        yield Finding("TL304", row.path, row.at(*form.way), message, "take it out: a demonym is another word")
    elif form.lang is None and flags[0] & Guard.WORD:
        languages = [lang for bit, lang in enumerate(subject.guard.languages) if flags[1] >> bit & 1]
        message = f'the variant "{form.text}" is an ordinary word ({", ".join(languages)})'
        yield Finding(
            "TL303", row.path, row.at(*form.way), message, 'say whose word it is, {text: "…", lang: "…"}, or take it out'
        )


def _common(row: Row, form: Form, subject: Subject) -> Iterator[Finding]:
    flags = subject.guard.flags.get(plain(form.text), (0,))[0]
    what = "a common surname" if flags & Guard.SURNAME else "an ordinary word" if flags & Guard.WORD else ""
    if what:
        message = f'"{form.text}" is {what}; alone it counts only with other evidence'
        yield Finding("TL305", row.path, row.at(*form.way), message, "take it out where it mostly means somebody else")


def _redundant(number: int, row: Row, known: Known) -> Iterator[Finding]:
    for place, why in known.why_found(number, row.entry):
        text = row.entry.variants[place].text
        message = f'the variant "{text}" is found without being listed ({why})'
        yield Finding("TL301", row.path, row.at("variants", place), message, "take it out", Fix("remove", expected=text))


def _underived(number: int, row: Row, known: Known) -> Iterator[Finding]:
    entry = row.entry
    primary = entry.native.get(entry.primary_language or "", "")
    if entry.kind not in ("person", "place") or script_of(primary) not in _VOCALIC:
        return
    words = name_words(entry.canonical, known.particles)
    if entry.kind == "place" and len(words) > 1:  # an adjective in the native form, a type word in the canonical one
        return
    strange = [slot for slot, word in enumerate(words) if not known.derives(number, slot, word)]
    natives = _natives(row, known) if strange else []
    for slot in strange:
        near = _nearest(words[slot], slot, natives)
        if near and (entry.kind == "person" or _is_slip(plain(words[slot]), near[0])):
            message = f'no rule derives "{words[slot]}" from "{near[1]}"; the nearest is "{near[0]}"'
            yield Finding(
                "TL306", row.path, row.at("canonical"), message, "correct it, or accept it where the name is an English one"
            )


def _natives(row: Row, known: Known) -> list[Name]:
    return [name for name in native_names(row.entry, known.particles) if script_of(name.text) != "Latn"]


def _nearest(word: str, slot: int, natives: list[Name]) -> tuple[str, str] | None:
    """The derived spelling nearest to a word, with its native word; None where the fold keys meet or there is none."""
    form, keys = plain(word), set(word_keys(word))
    spelt: list[tuple[int, bool, str, str]] = []
    for name in natives:
        if slot not in name.slots:
            continue
        native = name.words[name.slots.index(slot)]
        if keys & set(word_keys(native, name.lang)):
            return None
        for spelling, _, _ in derived_spellings(native, rules().code(name.lang or ""), rules()):
            bare = without_marks(spelling)
            spelt.append((OSA.distance(bare, without_marks(form)), bare != spelling, spelling, native))
    return min(spelt)[2:] if spelt else None


def _is_slip(word: str, derived: str) -> bool:
    word, derived = without_marks(word), without_marks(derived)
    return OSA.distance(word, derived) <= _SLIP and not word.startswith(derived) and not derived.startswith(word)
