"""The words beside a chain: whether they speak for its entry, against it, or are somebody else's name."""

from __future__ import annotations

from translit.lexicon.flags import Guard
from translit.match.assemble import Assembler, Chain
from translit.match.context import Around, has
from translit.match.index import CompiledEntry, Index
from translit.match.language import Language
from translit.text.script import plain

UNKNOWN_NAME = "the unknown name"
"""How the reason begins why a word beside an unknown name is nobody's."""


class Neighbours:
    """Looks at the words around the chains of one document."""

    def __init__(self, index: Index, assembler: Assembler, lang: Language) -> None:
        self.index, self.assembler, self.lang = index, assembler, lang
        self.text, self.tokens = assembler.text, assembler.tokens

    @property
    def has_noun_capitals(self) -> bool:
        """True where the document is in a language that writes every noun with a capital."""
        return self.lang.code in self.index.noun_capitals

    def has_telling_capital(self, place: int) -> bool:
        """False where an ordinary word that is not listed would have a capital, too: a noun in German, the first word of a sentence.

        Where the language is not known, or nearly all its words are listed, the first word counts like others.
        """
        if not near_sentence_start(self.text, self.tokens[place].start):
            return not self.has_noun_capitals
        return self.lang.code is None or self.lang.code in self.index.well_listed

    def opens_sentence(self, chain: Chain) -> bool:
        """True for an ordinary word of the document's language whose capital only the start of a sentence explains."""
        word = self.tokens[chain.first]
        ordinary = len(chain.links) == 1 and self.index.flags(word.text, self.lang, Guard.WORD)
        return bool(ordinary) and not word.text.isupper() and near_sentence_start(self.text, word.start)

    def neighbour_before(self, chain: Chain) -> str:
        """Why the word before speaks against a surname or a guarded place, "" where it does not."""
        place = chain.first - 1
        gap = self.assembler.gap(place)
        if place < 0 or gap not in ("space", "hyphen", "particle"):
            return ""
        word = self.tokens[place].text
        if word[0].islower() or self.fits(chain.entry, place) or self.assembler.is_patronymic(word):
            return ""
        flags = self.index.flags(word, self.lang)
        if flags & (Guard.TITLE | Guard.RANK | Guard.HONORIFIC) and gap == "space":
            return ""
        if self.is_given(word) and not (flags & Guard.WORD and near_sentence_start(self.text, self.tokens[place].start)):
            return f"the given name {word} stands before it"
        if flags & (Guard.WORD | Guard.DEMONYM) or self.is_known(place, chain):
            return ""
        if word.isupper() and len(word) <= 5 and not self.tokens[chain.first].text.isupper():
            return ""
        if self.titled_compound(word):
            return ""
        return f"{UNKNOWN_NAME} {word} stands before it"

    def given_before(self, chain: Chain) -> str:
        """That a given name stands before a chain, "" where none does."""
        place = chain.first - 1
        known = self.assembler.gap(place) == "space" and self.is_given(self.tokens[place].text)
        return f"the given name {self.tokens[place].text} stands before it" if known else ""

    def titled_compound(self, word: str) -> bool:
        """German and Nordic compounds that end in a title: Staatspräsident, Regierungschef."""
        form = plain(word)
        return any(self.index.guard(form[i:], self.lang, Guard.TITLE) for i in range(3, len(form) - 3))

    def neighbour_behind(self, chain: Chain, titled: bool) -> str:
        """Why the word behind speaks against a surname or a guarded place, "" where it does not."""
        gap = self.assembler.gap(chain.last)
        place = chain.last + 1
        if gap == "comma" and self.is_inverted(place) and not self.fits(chain.entry, place):
            return f"the given name {self.tokens[place].text} stands behind it"
        if gap not in ("space", "hyphen") or self.tokens[chain.last].joined_end:
            return ""
        word = self.tokens[place].text
        if word[0].islower() or self.fits(chain.entry, place):
            return ""
        flags = self.index.flags(word, self.lang)
        if self.is_given(word) and not flags & Guard.WORD and not self.starts_person(place):
            return f"the given name {word} stands behind it"
        if flags & (Guard.WORD | Guard.DEMONYM | Guard.TITLE | Guard.TYPE_AFTER) or titled or self.is_known(place, chain):
            return ""
        if word.isupper() and len(word) <= 5:
            return ""
        return f"{UNKNOWN_NAME} {word} stands behind it"

    def is_inverted(self, place: int) -> bool:
        """True where the word is a given name that ends an inverted name: "Zelensky, Igor (dancer)"."""
        known = self.is_given(self.tokens[place].text) and not self.index.flags(self.tokens[place].text, self.lang, Guard.WORD)
        return known and self.assembler.gap(place) != "space"

    def surname_behind(self, chain: Chain) -> bool:
        """True for "Odessa Grant": a place before a word that is a common surname."""
        place = chain.last + 1
        if self.assembler.gap(chain.last) != "space" or self.is_known(place, chain):
            return False
        flags = self.index.flags(self.tokens[place].text, self.lang)
        return bool(flags & Guard.SURNAME) and not flags & (Guard.TYPE_AFTER | Guard.DEMONYM)

    def initial(self, chain: Chain) -> str:
        """ "fits" where initials before the surname are those of the given name, "" without, else why not."""
        place = chain.first - 1
        if place < 0 or self.assembler.gap(place) != "initial":
            return ""
        while place > 0 and self.assembler.gap(place - 1) == "initial":
            place -= 1
        letter = self.tokens[place].text
        if self.index.guard(plain(letter + "."), self.lang, Guard.HONORIFIC) and self.lang.code != "en":
            return ""
        given = [w for slot, w in enumerate(chain.entry.words) if slot not in chain.entry.family]
        spellings = [s for slot, row in enumerate(chain.entry.anchors) if slot not in chain.entry.family for s in row]
        native = [w for form in chain.entry.native.values() for w in form.split()[:1]]
        starts = (*given, *spellings, *native)
        if any(plain(s).startswith(plain(letter)) for s in starts) or (
            letter == "W" and any(s[:1].lower() == "v" for s in starts)
        ):
            return "fits"
        return f"the initial {letter} does not fit"

    def fits(self, entry: CompiledEntry, place: int) -> bool:
        return entry.number in self.assembler.readings(place).entries

    def is_given(self, word: str) -> bool:
        return bool(self.index.flags(word) & Guard.GIVEN)

    def is_thing(self, place: int) -> bool:
        return any(self.index.entry(r.entry).kind in ("place", "organization") for r in self.assembler.readings(place))

    def is_known(self, place: int, chain: Chain) -> bool:
        """True where the word is part of the name of a place, an organisation or the surname of another person."""
        for reading in self.assembler.readings(place):
            other = self.index.entry(reading.entry)
            if other.number == chain.entry.number:
                continue
            if other.kind in ("place", "organization") or (other.kind == "person" and reading.slot in other.family):
                return True
        return False

    def starts_person(self, place: int) -> bool:
        """True where a person's full name starts at the place: "met Zelensky Donald Trump said"."""
        return any(c.full and len(c.links) > 1 for c in self.assembler.chains(place))

    def wrong_sex(self, entry: CompiledEntry, near: Around) -> bool:
        other = {"m": Guard.FEMALE, "f": Guard.MALE}.get(entry.gender or "", 0)
        return bool(other) and has(self.index, near.before[-1:], other)

    def is_second_name(self, chain: Chain) -> bool:
        """True behind a capitalised word that is no ordinary one: Roma Parigi is a person."""
        place = chain.first - 1
        if self.assembler.gap(place) != "space" or self.tokens[place].text[0].islower():
            return False
        near = Guard.WORD | Guard.TITLE | Guard.TYPE_BEFORE | Guard.PREPOSITION | Guard.DEMONYM
        return not self.index.flags(self.tokens[place].text, self.lang, near)


def near_sentence_start(text: str, start: int) -> bool:
    """True where only the start of the text, a line end or a stop stands before."""
    before = text[max(0, start - 3) : start].rstrip(" \t\u00a0\"'“„«(‘’")
    return not before or before[-1] in ".!?…:;\n\r—–•*"
