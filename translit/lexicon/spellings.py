"""The words of a lexicon as they are gathered: each with every spelling that is listed, derived or inflected, and its fold keys."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from functools import lru_cache

from translit.lexicon.entry import Entry
from translit.lexicon.flags import (
    AMBIGUOUS,
    BITS,
    CAPITALS,
    DERIVED,
    EXACT,
    GUARDED,
    INFLECTED,
    MIN_KEY_LENGTH,
    NAME_LIKE,
    OUTLINE,
    Source,
)
from translit.lexicon.guard import GuardLists
from translit.lexicon.names import Name
from translit.lexicon.sieve import in_order, sieve_of
from translit.lexicon.store import Writer
from translit.rules.endings import Endings, endings_in
from translit.rules.fold import word_keys
from translit.rules.load import RuleSet
from translit.rules.rough import outline
from translit.rules.spell import labelled_spellings, press_spellings
from translit.rules.words import lowered, word_script
from translit.text.script import plain, script_of_letter, without_marks

_FEMININE, _POSSESSIVE = "fem", "poss"
MIN_DERIVED, MIN_DERIVED_ABJAD = 3, 5
"""Shorter derived spellings are left out; Arabic and Hebrew do not write all vowels, so theirs must be longer."""
_WORDLIKE_ACRONYM = 4
_VOWELS = frozenset("aeiouyаеєиіїоуюяыэё")
_KEYED = (Source.CANONICAL, Source.NATIVE)
"""Names whose fold keys count: an exonym (Cracovie) is a word of its own, what sounds like it is not the place."""

Own = dict[str, int]
"""The spellings of one word, each with `how` and, above those bits, the number of the label; the first, most trusted way stays."""


_ARTICLES = frozenset({"Al", "El"})
"""The Arabic article, which the press writes small, too: Al Qaeda, al-Qaeda."""


class Spellings:
    """The words of a lexicon. `postings` and `anchors` are by the number of a word."""

    def __init__(self, entries: Iterable[Entry], guard: GuardLists, known: RuleSet) -> None:
        self.known = known
        self.postings: list[list[int]] = []
        self.anchors: list[list[str]] = []
        self._guarded = frozenset(form for form, row in guard.flags.items() if row[0] & NAME_LIKE)
        self._rows: dict[str, list[int]] = {}
        self._keys: dict[str, list[int]] = {}
        self._outlines: dict[str, dict[str, None]] = {}
        self._measured: dict[int, dict[str, None]] = {}
        self._words: list[tuple[str, str | None]] = []
        self._labels: dict[str, int] = {}
        self._numbers: dict[tuple[object, ...], int] = {}
        self._lower: set[str] = set()
        self._hyphened: set[str] = set()
        self._articles: set[str] = set()
        self._latin = tuple(known.names_of_languages("endings", "Latn"))
        self._entries_of: dict[str, list[Entry]] = {}
        self._given: dict[str, Own] = {}
        self._endings: dict[Endings, list[tuple[str, bool, int]]] = {}
        for entry in entries:
            for native in entry.native.values() if entry.kind == "given-name" else ():
                self._entries_of.setdefault(lowered(native), []).append(entry)

    def word(self, word: str, name: Name, entry: Entry, role: str, nearness: tuple[bool, bool]) -> int:
        """The number of a word, with its spellings, inflected forms and keys entered when it is first met.

        `nearness` is what `is_own` and `is_home` say of the name.
        """
        gender = entry.gender if entry.kind == "person" else ""
        # a former or damaged name keeps words of its own, so that its spellings are never mistaken for the present one's
        apart = name.source if name.source in (Source.FORMER, Source.DAMAGED, Source.PINNED) else None
        key = (word, name.lang, role, gender, apart, name.source is Source.VARIANT, nearness)
        index = self._numbers.get(key)
        if index is not None:
            return index
        index = self._numbers[key] = len(self.postings)
        self.postings.append([])
        self.anchors.append([])
        self._words.append((word, name.lang))
        if word[0].islower() and word_script(word) in ("Latn", "Cyrl", "Grek", "Armn"):
            (self._hyphened if f"-{word}" in name.text else self._lower).add(plain(word))
        elif word in _ARTICLES:
            self._articles.add(plain(word))
        self._enter(index, self._spelt(word, index, name, nearness, role, gender))
        return index

    def measure(self, index: int, anchors: Iterable[str]) -> None:
        """Note spellings that damage to a word is measured against."""
        self._measured.setdefault(index, {}).update(dict.fromkeys(anchors))

    def write(self, writer: Writer) -> None:
        """Write the tables of words and keys."""
        keys = {key: self._keys[key] for key in sorted(self._keys)}
        langs = {lang: number for number, lang in enumerate(dict.fromkeys(lang for _, lang in self._words))}
        writer.table("words", self._rows)
        writer.table("keys", keys)
        deletes = _deletes(keys, self._outlines)
        writer.table("deletes", deletes)
        for name, strings in (("words", self._rows), ("keys", keys), ("deletes", deletes)):
            writer.raw(f"{name}.sieve", sieve_of(strings))
        self._write_measured(writer, keys, deletes)
        writer.rows("postings", self.postings)
        writer.items("word_list", (word.encode("utf-8", "surrogatepass") for word, _ in self._words))
        writer.numbers("word_langs", (langs[lang] for _, lang in self._words))
        writer.json("langs", list(langs))
        writer.json("labels", list(self._labels))
        writer.json("latin_endings", self._latin)
        writer.json("lower", sorted(self._lower))
        writer.json("hyphened", sorted(self._hyphened))
        writer.json("articles", sorted(self._articles))

    def _write_measured(self, writer: Writer, keys: Mapping[str, Iterable[int]], deletes: Iterable[str]) -> None:
        """Write what many words at once are measured with: `near` are the anchors of each key."""
        numbers = {a: n for n, a in enumerate(dict.fromkeys(a for anchors in self._measured.values() for a in anchors))}
        writer.items("anchors", (anchor.encode("utf-8", "surrogatepass") for anchor in numbers))
        anchors = (dict.fromkeys(a for index in indices for a in self._measured.get(index, ())) for indices in keys.values())
        writer.rows("near", ([numbers[a] for a in row] for row in anchors))
        hashes, order = in_order(deletes)
        writer.raw("deletes.hashes", hashes)
        writer.raw("deletes.order", order)

    def _spelt(self, word: str, index: int, name: Name, nearness: tuple[bool, bool], role: str, gender: str | None) -> Own:
        """All spellings of a word; its anchors and keys are noted on the way."""
        is_own, is_home = nearness
        marked = plain(word)
        how = CAPITALS if self._is_acronym(word) else 0
        spelt: Own = {marked: self._label(name.source.name.lower()) << BITS | EXACT | how}
        spelt.setdefault(without_marks(marked), self._label("diacritics dropped") << BITS | EXACT | how)
        if name.source in (Source.DAMAGED, Source.PINNED):
            return spelt
        form = lowered(word)
        lang = self.known.code(name.lang) if name.lang else None
        native = word_script(word) != "Latn"
        if role == "given" and form in self._entries_of:
            _add(spelt, self._given_spellings(form))
        own = name.source is not Source.NATIVE or is_own
        if native and lang and own:
            self._derive(spelt, word, index, how, lang, None if is_home else "en")
        elif not native:
            self.anchors[index].append(without_marks(marked))
        if how:
            return spelt
        if lang and (native or name.source in (Source.VARIANT, Source.EXONYM, Source.STYLE)):
            self._inflect(spelt, form, (lang,), gender, role)
        if name.source in _KEYED and is_home:
            if not (native and lang):
                self._inflect(spelt, form, self._latin, gender, role)
            for press, base in press_spellings(word, lang, self._latin, self.known) if native and lang else ():
                self._inflect(spelt, base, (press,), gender, role)
        if own and name.source in _KEYED:
            for key in word_keys(word, lang if native else None):
                if len(key) >= MIN_KEY_LENGTH:
                    self._keys.setdefault(key, []).append(index)
                    if name.source is Source.CANONICAL and not native:
                        self._outlines.setdefault(outline(without_marks(marked)), {})[key] = None
        return spelt

    def _enter(self, index: int, spelt: Own) -> None:
        rows, guarded = self._rows, self._guarded
        word, bits = index << BITS, (1 << BITS) - 1
        for spelling, packed in spelt.items():
            how = word | packed & bits
            if spelling in guarded:
                how |= GUARDED
            row = rows.get(spelling)
            if row is None:
                rows[spelling] = [how, packed >> BITS]
            else:
                row += (how, packed >> BITS)

    def _label(self, text: str) -> int:
        return self._labels.setdefault(text, len(self._labels))

    def _is_acronym(self, word: str) -> bool:
        """True for capitals that only capitals meet; Nato and Tass may be written like words, US and WHO may not."""
        if len(word) < 2 or not word.isupper() or word_script(word) not in ("Latn", "Cyrl", "Grek"):
            return False
        form = plain(word)
        speakable = len(form) >= _WORDLIKE_ACRONYM and any(c in _VOWELS for c in form) and form not in self._guarded
        return not speakable

    def _derive(self, spelt: Own, word: str, index: int, how: int, lang: str, press: str | None) -> None:
        default = self.known.languages.get(lang, {}).get("scheme")
        shortest = MIN_DERIVED_ABJAD if word_script(word) in ("Arab", "Hebr") else MIN_DERIVED
        anchors = self.anchors[index]
        for spelling, label in labelled_spellings(word, lang, self.known, press):
            if len(spelling) < shortest or _VOWELS.isdisjoint(spelling):
                continue
            spelt.setdefault(spelling, self._label(label) << BITS | DERIVED | how)
            if label == default or (label == "spelling-en" and len(anchors) < 3):
                anchors.append(without_marks(spelling))

    def _inflect(self, spelt: Own, form: str, langs: tuple[str, ...], gender: str | None, role: str) -> None:
        """Enter the case forms that languages make of a form; -ová and its like are another nominative, not a case.

        Possessive adjectives (Trumpův) are other words and left out.
        """
        made = endings_in(form, langs, gender, role, self.known)
        is_plain = _is_plain(form) if made else False
        for stem, endings in made:
            rows = self._endings.get(endings)
            if rows is None:
                rows = self._endings[endings] = self._coded(endings)
            is_short = len(stem) < MIN_DERIVED
            for ending, joins, packed in rows:
                if is_short and len(stem) + len(ending) < MIN_DERIVED:
                    continue
                spelt.setdefault(stem + ending if joins and is_plain else plain(stem + ending), packed)

    def _coded(self, endings: Endings) -> list[tuple[str, bool, int]]:
        """The endings that are entered, each with whether a plain word stays plain with it, and what `Own` says of the form."""
        coded: dict[str, int] = {}
        for letters, forms in endings.parts:
            for ending, cases, ambiguous, file in forms:
                if cases != _POSSESSIVE:
                    bits = DERIVED | (AMBIGUOUS if ambiguous else 0) | (INFLECTED if cases != _FEMININE else 0)
                    coded.setdefault(letters + ending, self._label(f"{file} {cases}") << BITS | bits)
        return [(ending, _joins_plainly(ending), packed) for ending, packed in coded.items()]

    def _given_spellings(self, form: str) -> Own:
        """The other spellings of a given name: its listed variants and what its cognates in other languages yield."""
        if form not in self._given:
            made: Own = {}
            for entry in self._entries_of[form]:
                packed = self._label(f"given name {entry.canonical}") << BITS | DERIVED
                for variant in (entry.canonical, *(v.text for v in entry.variants)):
                    marked = plain(variant)
                    _add(made, {marked: packed, without_marks(marked): packed})
                for lang, native in entry.native.items():
                    if word_script(native) != "Latn":
                        _add(
                            made,
                            dict.fromkeys((s for s, _ in labelled_spellings(native, self.known.code(lang), self.known)), packed),
                        )
            self._given[form] = made
        return self._given[form]


def _add(spelt: Own, more: Own) -> None:
    for spelling, packed in more.items():
        spelt.setdefault(spelling, packed)


@lru_cache(maxsize=4096)
def _is_plain(form: str) -> bool:
    return plain(form) == form


@lru_cache(maxsize=4096)
def _joins_plainly(ending: str) -> bool:
    """True where a plain word is plain with this ending too: no accent of it could join the letter before."""
    return plain(ending) == ending and (not ending or script_of_letter(ending[0]) in ("Latn", "Cyrl", "Grek", "Armn"))


def _deletes(keys: Mapping[str, object], outlines: Mapping[str, Iterable[str]]) -> dict[str, list[int]]:
    """Every key, every key with one letter taken out, and the outlines of canonical words, with the places of the keys."""
    made: dict[str, list[int]] = {}
    numbers = {key: number for number, key in enumerate(keys)}
    for key, number in numbers.items():
        for variant in {key: None, **dict.fromkeys(key[:i] + key[i + 1 :] for i in range(len(key)))}:
            made.setdefault(variant, []).append(number)
    for rough, outlined in outlines.items():
        if rough:
            made[OUTLINE + rough] = [numbers[key] for key in outlined]
    return made
