"""Why a word was read as a word of an entry: form → rules → key → entry, in words that a person can follow."""

from __future__ import annotations

from collections.abc import Sequence

from translit.match.assemble import Chain
from translit.match.index import CompiledEntry, Index
from translit.match.reading import Reading
from translit.rules.fold import orthography_keys, readings_of, word_keys
from translit.rules.load import RuleSet, rules
from translit.rules.spell import derived_spellings
from translit.rules.words import lowered
from translit.text.scan import Token
from translit.text.script import plain, script_of, without_marks


def reasons(index: Index, chain: Chain, tokens: Sequence[Token]) -> tuple[str, ...]:
    """One line for each word of a mention: what stands there, by which rules it is which form of the entry."""
    return tuple(
        _reason(index, chain.entry, reading, tokens[place].joined or tokens[place].text) for place, reading in chain.links
    )


def _reason(index: Index, entry: CompiledEntry, reading: Reading, word: str) -> str:
    listed, lang = index.word(reading.word)
    target = f"{listed} ({lang})" if lang else listed
    known = rules()
    if reading.method == "derived" and lang:
        return f"{word} ← {target}: {_derivation(word, listed, lang, reading.label, known)}{_key(listed, lang)}"
    if reading.method == "folded":
        return f"{word} ~ {target}: {_shared_key(word, listed, lang, known)}"
    if reading.method == "fuzzy":
        return f"{word} ≈ {target}: {reading.label}"
    return f"{word} = {target}: listed, {reading.label}{_native_reason(entry, reading, word, known)}"


def _native_reason(entry: CompiledEntry, reading: Reading, word: str, known: RuleSet) -> str:
    """How the rules would have come to a listed spelling, from the native form of the entry; "" where they would not."""
    native, lang = entry.native.get(entry.lang or "", ""), entry.lang or ""
    words = native.split()
    if reading.name >= 0 or len(words) != len(entry.words) or script_of(native) in ("Latn", ""):
        return ""
    own = words[reading.slot]
    ways = (label for spelling, label, _ in derived_spellings(own, known.code(lang), known) if spelling == plain(word))
    label = next(ways, None)
    derived = f"; by rule from {own} ({lang}): {_derivation(word, own, lang, label, known)}" if label else ""
    return derived + _key(own, lang)


def _key(native: str, lang: str) -> str:
    return f"; fold key {word_keys(native, lang)[0]}"


def _derivation(word: str, native: str, lang: str, label: str, known: RuleSet) -> str:
    name = label.split(" ")[0]
    if name not in known.names("scheme") and name not in known.names("spelling"):
        return label
    file = known.file(name)
    authority = f"{name} ({file.values['authority']})"
    if file.values["kind"] == "scheme":
        return authority
    form = plain(word)
    for reading in known.names("reading", known.code(lang))[:1]:
        for sound in known.program(reading).expand(lowered(native)):
            for spelling in file.program.expand(sound.text):
                if form in (plain(spelling.text), without_marks(plain(spelling.text))):
                    fired = [r for r in spelling.rules if r.partition("→")[0] != r.partition("→")[2]]
                    return f"{authority}; sounds {sound.text}; {', '.join(fired) or 'letter by letter'}"
    return authority


def _shared_key(word: str, native: str, lang: str | None, known: RuleSet) -> str:
    form = lowered(word)
    own = {key for name in readings_of(lowered(native), lang, known) for key in orthography_keys(lowered(native), name, lang)}
    for name in readings_of(form, None, known):
        shared = own & set(orthography_keys(form, name, None))
        if shared:
            return f"read by {name}, both have the fold key {sorted(shared)[0]}"
    return "one fold key"
