"""Passages: the stretches of a text between words that say nothing of the names around them, each judged once.

A number, or a lower-case word that is no title, preposition, particle or part of a name or phrase parts what stands before it from what
stands behind: no name runs across it, and no evidence reads past it. So a name is judged with the words as far as the
nearest parting words, and wherever the same words stand again the judgement is remembered. Only three things come from
the rest of the document: its language, which entries it speaks of, and what it says against one.
"""

from __future__ import annotations

import re
from collections.abc import Callable, Iterable, Sequence, Set

from translit.lexicon.flags import TELLING
from translit.match.decide import Decision, Survey, concluded, in_order
from translit.match.index import SAMPLE, Index
from translit.match.interest import NONE
from translit.match.language import Language
from translit.memo import Memo
from translit.mention import Mention
from translit.text.script import LINE_HYPHENS, is_small, plain

Edit = tuple[int, int, str]
"""Start and end of a stretch of text, and what is written there."""

Alone = Callable[[str, int, int], "Iterable[Edit]"]
"""What is written in a document, the stretch of a text between two code points, looked at by itself."""

Row = tuple[Decision, Mention | None]
"""A decision, and the mention that comes of it, its places counted from the start of the passage."""

_KNOWN_PASSAGES = 12_000
"""How many passages are remembered, and as many of earlier ones, at about 2.5 KB each; it changes the cost, never a result."""
_LONGEST = 2000
"""Code points past which a passage is judged anew each time: it will hardly stand anywhere again."""

_INDENTING = frozenset(" \t\r\n")
_WORD = re.compile(r"([^\W\d_]+|\d+(?:[.,]\d+)*)([,.;:!?…)\]”\"]*)")


class PartingWords(Memo["str | None"]):
    """For each piece between blanks None, or, where it is a parting word, a mark with the punctuation behind the word."""

    def __init__(self, index: Index) -> None:
        super().__init__(self._mark)
        self._index = index
        self._telling = index.lower | index.hyphened | index.articles | index.particles | index.phrase_words

    def _mark(self, piece: str) -> str | None:
        if not piece or (piece[0] < "a" and not piece[0].isdecimal()):
            return None  # most of the others begin with a capital or a quotation mark
        found = _WORD.fullmatch(piece)
        if found is None or not (found[1][0].isdecimal() or (found[1].islower() and is_small(found[1]))):
            return None
        form = found[1] if found[1].isascii() else plain(found[1])
        return None if form in self._telling or self._index.guard(form, None, TELLING) else f"…{found[2]}"


def is_going_on(text: str, place: int, least: int) -> bool:
    r"""True where a piece that begins at a place, behind a blank, may be the rest of a word that is hyphenated over the line end.

    Nothing before `least` is looked at.

    >>> is_going_on("Zelen-\n  sky", 9, 0), is_going_on("Zelensky\n  was", 11, 0)
    (True, False)
    """
    at = place - 2
    if at <= least or text[at] not in _INDENTING:
        return False
    while at > least and text[at] in " \t":
        at -= 1
    if at > least and text[at] == "\n" and text[at - 1] == "\r":
        at -= 1
    return at > least and text[at] in "\r\n" and text[at - 1] in LINE_HYPHENS


class Passage:
    """A passage that was judged: what it says, and what is written in it, by the entries that the document speaks of.

    `alone` is what is written where nothing elsewhere matters, None where it may matter which entries the document speaks of;
    `exposed` are the entries of which anything said elsewhere may change what is written.
    """

    __slots__ = ("_list_weak", "_mention", "_rows", "alone", "exposed", "survey")

    def __init__(self, survey: Survey, mention: Callable[[Decision], Mention | None], list_weak: bool) -> None:
        self.survey, self._mention, self._list_weak = survey, mention, list_weak
        self._rows: dict[frozenset[int], list[Row]] = {}
        rows = self.rows(NONE)
        written = {chain.entry.number for d, m in rows if m is not None and m.replacement != m.text for chain in d.chains}
        self.exposed = frozenset(survey.open | (survey.parts & written)) or NONE
        self.alone: list[Edit] | None = None
        if not survey.open:
            self.alone = _written(rows)
            survey.close()
            self._mention = _nothing

    def rows(self, spoken_of: Set[int]) -> list[Row]:
        """The mentions, where the document speaks of these entries."""
        opened = self.survey.needed & spoken_of or NONE
        rows = self._rows.get(opened)
        if rows is None:
            decisions = self.survey.settled(opened)
            if self._list_weak:
                decisions = in_order((*decisions, *self.survey.held_back(opened)))
            rows = self._rows[opened] = [(d, self._mention(d)) for d in decisions]
        return rows


Found = tuple[int, int, Passage]
"""Start and end of a passage in a text, and what it says."""


class Document:
    """A document: the stretch `start`–`stop` of a text, and its language, which `language_of` tells where it is asked for."""

    __slots__ = ("_language", "_language_of", "start", "stop", "text")

    def __init__(self, text: str, start: int, stop: int, language_of: Callable[[str], str | None]) -> None:
        self.text, self.start, self.stop, self._language_of = text, start, stop, language_of
        self._language: Language | None = None

    @property
    def language(self) -> Language:
        """The language, not told before its code is asked for."""
        if self._language is None:
            self._language = Language(lambda: self._language_of(self.text[self.start : min(self.stop, self.start + SAMPLE)]))
        return self._language


Key = tuple[str, ...]
"""What parts a passage off in front, its text, what parts it off behind, and the language where anything turns on it."""

Judge = Callable[[str, int, Language], Passage]
"""Judges a passage: the text with the parting words around it, where the passage starts in it, the language."""


class Passages:
    """The passages of documents, judged and remembered."""

    def __init__(self, index: Index, judge: Judge) -> None:
        self.parting, self._judge = PartingWords(index), judge
        self._known: dict[Key, Passage | None] = {}
        self._earlier: dict[Key, Passage | None] = {}

    def around(self, document: Document, places: Iterable[int]) -> list[Found]:
        """The passages that hold these places (in order), each once: start, end and what it says."""
        text, first, stop = document.text, document.start, document.stop
        parting, known = self.parting, self._known
        found: list[Found] = []
        done = first
        for place in places:
            if place < done:
                continue
            start, opening = first, "start"
            blank = text.rfind(" ", first, place)
            while blank >= 0:
                before = text.rfind(" ", first, blank)
                mark = parting[text[before + 1 if before >= 0 else first : blank]]
                if mark is not None and not is_going_on(text, before + 1, first):
                    start, opening = blank + 1, mark
                    break
                blank = before
            done, closing = stop, "end"
            blank = text.find(" ", place, stop)
            while blank >= 0:
                behind = text.find(" ", blank + 1, stop)
                mark = parting[text[blank + 1 : behind if behind >= 0 else stop]]
                if mark is not None and not is_going_on(text, blank + 1, place):
                    done, closing = blank, mark
                    break
                blank = behind
            key = (opening, text[start:done], closing)
            found.append((start, done, known.get(key) or self.judged(document, start, done, key)[0]))
        return found

    def judged(self, document: Document, start: int, end: int, key: Key, keep: bool = True) -> tuple[Passage, bool]:
        """What a passage says, and whether its judgement turns on the language of the document.

        With `keep=False` it is remembered only if it turns on the document it stands in.
        """
        turns_on_language = False
        for memo in (self._known, self._earlier):
            if key in memo:
                turns_on_language = memo[key] is None
                lang = document.language.code or "" if turns_on_language else None
                known = memo[key] if lang is None else memo.get((*key, lang))
                if known is not None:
                    if memo is self._earlier:
                        self._remember(key, known, lang)
                    return known, turns_on_language
        language = Language(lambda: document.language.code)
        made = self._judge(*_with_edges(document, start, end), language)
        turns_on_language = turns_on_language or language.asked
        if end - start <= _LONGEST and (keep or turns_on_language or made.alone is None):
            self._remember(key, made, document.language.code or "" if turns_on_language else None)
        return made, turns_on_language

    def _remember(self, key: Key, passage: Passage, lang: str | None) -> None:
        """Keep a passage, for one language where `lang` is given; those not met for long are forgotten by and by."""
        if len(self._known) >= _KNOWN_PASSAGES:
            self._earlier, self._known = self._known, {}
        self._known[key] = passage if lang is None else None
        if lang is not None:
            in_language = (*key, lang)
            self._known[in_language] = passage


def _with_edges(document: Document, start: int, end: int) -> tuple[str, int]:
    """The passage with the words on either side, and where it starts in that."""
    first = document.start if start == document.start else document.text.rfind(" ", document.start, start - 1) + 1
    first = max(first, document.start)
    behind = document.text.find(" ", end + 1, document.stop)
    return document.text[first : behind if behind >= 0 else document.stop], start - first


def edits(passages: Sequence[Found], spoken_of: Iterable[int] = ()) -> list[Edit]:
    """What is written in passages, in order: all that matter of a document, or those that turn on which entries it speaks of,
    with those of which the others speak, and those against which anything is said.
    """
    spoken_of, heard = _heard(passages, spoken_of)
    found: list[Edit] = []
    for start, _, passage in passages:
        made = passage.alone
        if made is None or start in heard:
            made = _written(heard.get(start) or passage.rows(spoken_of))
        for first, last, new in made:
            found.append((start + first, start + last, new))
    return found


def mentions(passages: Sequence[Found]) -> list[Mention]:
    """The mentions of a document, of which these are all the passages that say anything, in order."""
    spoken_of, heard = _heard(passages)
    rows = ((start, heard.get(start) or passage.rows(spoken_of)) for start, _, passage in passages)
    return [mention.moved(start) for start, row in rows for _, mention in row if mention is not None]


def _heard(passages: Sequence[Found], elsewhere: Iterable[int] = ()) -> tuple[set[int], dict[int, list[Row]]]:
    """The entries that a document speaks of; and, by their starts, what remains of passages that others speak against."""
    spoken_of = set(elsewhere)
    against: set[int] = set()
    for _, _, passage in passages:
        said = passage.survey
        if said.spoken_of:
            spoken_of |= said.spoken_of
        if said.against:
            against |= said.against
    if not against:
        return spoken_of, {}
    named = [(start, p.survey, p.rows(spoken_of)) for start, _, p in passages if not against.isdisjoint(p.survey.mentioned)]
    left = concluded([said for _, said, _ in named], [[d for d, _ in rows if d.held is None] for _, _, rows in named])
    kept = [{id(d) for d in decisions} for decisions in left]
    heard = ((start, rows, ids) for (start, _, rows), ids in zip(named, kept, strict=True))
    return spoken_of, {
        start: [r if r[0].held is not None or id(r[0]) in ids else _gone(r) for r in rows] for start, rows, ids in heard
    }


def _gone(row: Row) -> Row:
    return row[0], None


def _nothing(decision: Decision) -> None:
    """Stands in for what makes mentions where that is done, so that the text need not be kept."""


def _written(rows: Iterable[Row]) -> list[Edit]:
    found = (mention for _, mention in rows if mention is not None and mention.replacement != mention.text)
    return [(m.start, m.end, m.replacement) for m in found]
