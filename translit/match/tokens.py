"""A name in a field as words: what is written together, what binds, what is only a title or an initial."""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import dataclass, replace
from functools import lru_cache

import regex

from translit.match.parts import parts
from translit.match.word import SEPARATE, TITLE, Word, word_of
from translit.text.script import is_mixed, plain, repairs, script_of, without_marks

_SPLIT = regex.compile(r"[^\p{L}\p{M}\p{N}'’‘ʼʹʺ`´ʻʿʾ′＇\u200c\u05f3]+")
_ASCII_TOKEN = re.compile(r"[A-Za-z0-9'`]+")
_CAMEL = regex.compile(r"(?<=\p{Ll}{2})(?=\p{Lu}\p{Ll}{2})")
_NOMINATIVE = regex.compile(r"(?<=.{3})[aiuy]?s$")
_LONGEST_EASTERN = 4
_SHORTEST_REST = 3
_BRIEF_SOUNDS, _BRIEF_LETTERS = 2, 4

ANYWHERE, FAMILY, GIVEN = 0, 1, 2
"""What a word of a name is, where the writing tells: a family name, a given name."""


@dataclass(frozen=True, slots=True)
class Name:
    """The words of a name in a field, given names first, and what each is; `brief` is one that may be an abbreviation."""

    words: tuple[Word, ...]
    roles: tuple[int, ...]
    brief: bool


def name_words_of(name: str, lang: str | None = None) -> tuple[Word, ...]:
    """The words of a name, in order, bound and weighed; never empty for a name that has letters.

    >>> [w.text for w in name_words_of("Dr. Abd al-Rahman bin Ali")]
    ['dr', 'abdrahman', 'bin', 'ali']
    """
    return name_of(name, lang).words


@lru_cache(maxsize=65536)
def name_of(name: str, lang: str | None = None) -> Name:
    """The words of a name with what each is: the family name stands before a comma, a father's behind "son of".

    >>> name_of("RAHMAN, Abdul").roles, name_of("Ali bin Omar").roles, name_of("Omar Ali").roles
    ((2, 1), (2, 1, 1), (0, 0))
    """
    tokens: list[str] = []
    roles: list[int] = []
    for part, role in _parts(name):
        found = _bound(_tokens(part))
        tokens += found
        roles += [role] * len(found)
    words = _untitled(tuple([word_of(t, lang) for t in tokens]))
    if words and max([w.share for w in words]) < 0.5:
        words = tuple(_raised(w) for w in words)
    return Name(words, tuple(roles if any(roles) else _fathered(tokens)), _is_brief(name, words))


def without_nominatives(name: Name) -> Name | None:
    """The name as it is at bottom where every word of it has the ending that Latvian and Lithuanian put behind foreign names.

    >>> [w.text for w in without_nominatives(name_of("Romualdas Ražukas")).words]
    ['romuald', 'razuk']
    """
    whole = [w.spelled for w in name.words if w.share == 1.0]
    if len(whole) < 2 or not all(w.endswith("s") and _NOMINATIVE.search(w) for w in whole):
        return None
    words = tuple(word_of(_NOMINATIVE.sub("", w.spelled), w.lang) if w.share == 1.0 else w for w in name.words)
    return Name(words, name.roles, False)


def _is_brief(name: str, words: Sequence[Word]) -> bool:
    """True for one word of so few sounds, or letters in capitals, that it is as likely an abbreviation: On, ООН, WHO."""
    if len(words) != 1:
        return False
    return len(words[0].forms[0]) <= _BRIEF_SOUNDS or (name.isupper() and len(words[0].text) <= _BRIEF_LETTERS)


def _fathered(tokens: Sequence[str]) -> list[int]:
    """The roles of words around "son of": Salman bin Muhammad is not Muhammad bin Salman."""
    if parts().sons.isdisjoint(tokens):
        return [ANYWHERE] * len(tokens)
    first = next(place for place, token in enumerate(tokens) if token in parts().sons)
    return [GIVEN if place < first else FAMILY for place in range(len(tokens))] if first else [ANYWHERE] * len(tokens)


def _parts(name: str) -> list[tuple[str, int]]:
    """The parts of a name with their role, the given names first where a comma parts them: what binds binds inside a part.

    What a peer is called behind the name is no part of it: Baron Robertson of Port Ellen.
    """
    last, comma, first = name.partition(",")
    if not comma or not first.strip() or "," in first:
        return [(name, ANYWHERE)]
    tokens = [without_marks(token) for token in _tokens(first)]
    if last.strip() and tokens and tokens[0] in parts().peers:
        return [(last, ANYWHERE)]
    if parts().honorifics.issuperset(tokens):
        return [(last, ANYWHERE), (first, ANYWHERE)]
    return [(first, GIVEN), (last, FAMILY)]


@lru_cache(maxsize=65536)
def rest_of(word: Word) -> Word | None:
    """What a word may be at bottom: without what binds to it, or the surname of which a woman's is made.

    >>> [rest.text for w in name_words_of("Hartmanová Abdul Rashid") if (rest := rest_of(w))]
    ['hartman', 'rashid']
    """
    if word.script != "Latn" or word.initial:
        return None
    if word.text.startswith(SERVANT) and len(word.text) >= len(SERVANT) + _SHORTEST_REST:
        return word_of(word.text[len(SERVANT) :], word.lang)
    ending = parts().womens.search(word.text)
    return word_of(word.text[: ending.start()], word.lang) if ending else None


def _untitled(words: tuple[Word, ...]) -> tuple[Word, ...]:
    """The words with the titles before them counting little, as long as a name follows: King Hussein, not Stephen King."""
    titles, place = parts().titles, 0
    while place < len(words) - 1 and words[place].text in titles:
        place += 1
    return (*(_weighed(w, TITLE) for w in words[:place]), *words[place:]) if place else words


@lru_cache(maxsize=4096)
def _weighed(word: Word, share: float) -> Word:
    return replace(word, share=share)


def _raised(word: Word) -> Word:
    return _weighed(word, 1.0)


def _tokens(name: str) -> list[str]:
    if name.isascii():
        return [t for token in _ASCII_TOKEN.findall(name) for t in _plain_parts(token)]
    one = "·" not in name and " " not in name.strip()
    return [t for token in _SPLIT.split(name) if token for t in (_name_parts(token) if one else _plain_parts(token))]


def _name_parts(token: str) -> tuple[str, ...]:
    """The family name and the rest where a name is one stretch of characters, else as ever."""
    if script_of(token) in SEPARATE and 1 < len(token) <= _LONGEST_EASTERN:
        return plain(token[0]), plain(token[1:])
    return _plain_parts(token)


@lru_cache(maxsize=65536)
def _plain_parts(token: str) -> tuple[str, ...]:
    """The plain tokens that are written as one."""
    if is_mixed(token):
        token = next(iter(reversed(repairs(token))), token)
    if not any(c.isalnum() for c in token):
        return ()
    if script_of(token) == "Latn":
        return tuple(plain(t) for t in _CAMEL.split(token))
    return (plain(token).replace("\u200c", ""),)


def _bound(tokens: list[str]) -> list[str]:
    """Articles off the word behind them; Abd and Abu bound to it."""
    known = parts()
    if known.articles.isdisjoint(tokens) and known.binding.keys().isdisjoint(tokens):
        return [_unarticled(token) for token in tokens]
    made: list[str] = []
    place = 0
    while place < len(tokens):
        token = tokens[place]
        rest = tokens[place + 1 :]
        head = known.binding.get(token)
        if head and rest:
            step = 2 if rest[0] in known.articles and len(rest) > 1 else 1
            made.append(head + _unarticled(rest[step - 1]))
            place += 1 + step
        elif token in known.articles and rest and len(rest[0]) > 2:
            place += 1
        else:
            made.append(SERVANT if head == SERVANT else _unarticled(token))
            place += 1
    return made


SERVANT = "abd"
"""What Abdul and its like are written as before the word that they bind to."""
_JOINED_ABD = regex.compile(r"^(?:c|')?abd[aeiou]{1,2}(?:[lrnszdt])(?=[lrnszdtaeiouhjkmqwygbfx])(?=.{4})")
_ARABIC_ARTICLE = regex.compile(r"^(?:[وف]?ال|لل)(?=\p{L}{3})")
_ARABIC_ABD = regex.compile(r"^عبد\s?(?:ال)?(?=\p{L}{2})")


def _unarticled(token: str) -> str:
    if token.isascii():
        return _JOINED_ABD.sub("abd", token) if token.startswith("abd") else token
    if "\u0600" <= token[0] <= "\u06ff":
        token = _ARABIC_ARTICLE.sub("", token)
        return _ARABIC_ABD.sub("عبد", token)
    return token
