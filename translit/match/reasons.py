"""Why a word was read as a word of an entry: form → rules → key → entry, in words that a person can follow."""

from __future__ import annotations

from collections.abc import Sequence

from translit.match.assemble import Chain
from translit.match.index import Index
from translit.match.reading import Reading
from translit.rules.fold import orthography_keys, readings_of
from translit.rules.load import RuleSet, rules
from translit.rules.words import lowered
from translit.text.scan import Token
from translit.text.script import plain, without_marks


def reasons(index: Index, chain: Chain, tokens: Sequence[Token]) -> tuple[str, ...]:
    """One line for each word of a mention: what stands there, by which rules it is which form of the entry."""
    return tuple(_reason(index, reading, tokens[place].joined or tokens[place].text) for place, reading in chain.links)


def _reason(index: Index, reading: Reading, word: str) -> str:
    native, lang = index.word(reading.word)
    target = f"{native} ({lang})" if lang else native
    known = rules()
    if reading.method == "derived" and lang:
        return f"{word} ← {target}: {_derivation(word, native, lang, reading.label, known)}"
    if reading.method == "folded":
        return f"{word} ~ {target}: {_shared_key(word, native, lang, known)}"
    if reading.method == "fuzzy":
        return f"{word} ≈ {target}: {reading.label}"
    return f"{word} = {target}: listed, {reading.label}"


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
