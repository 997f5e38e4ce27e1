"""A name in a field as words: what is written together, what binds, what is only a title or an initial."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, replace
from functools import lru_cache

import regex

from translit.match.parts import parts
from translit.match.word import SEPARATE, TITLE, Word, word_of
from translit.text.script import is_mixed, plain, repairs, script_of

_SPLIT = regex.compile(r"[^\p{L}\p{M}\p{N}'’‘ʼʹʺ`´ʻʿʾ′＇\u200c\u05f3]+")
_CAMEL = regex.compile(r"(?<=\p{Ll}{2})(?=\p{Lu}\p{Ll}{2})")
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
    words = _untitled(tuple(word_of(t, lang) for t in tokens))
    if words and not any(w.share >= 0.5 for w in words):
        words = tuple(_raised(w) for w in words)
    return Name(words, tuple(roles if any(roles) else _fathered(tokens)), _is_brief(name, words))


def _is_brief(name: str, words: Sequence[Word]) -> bool:
    """True for one word of so few sounds, or letters in capitals, that it is as likely an abbreviation: On, ООН, WHO."""
    if len(words) != 1:
        return False
    return len(words[0].forms[0]) <= _BRIEF_SOUNDS or (name.isupper() and len(words[0].text) <= _BRIEF_LETTERS)


def _fathered(tokens: Sequence[str]) -> list[int]:
    """The roles of words around "son of": Salman bin Muhammad is not Muhammad bin Salman."""
    sons = [place for place, token in enumerate(tokens) if token in parts().sons]
    if not sons or sons[0] == 0:
        return [ANYWHERE] * len(tokens)
    return [GIVEN if place < sons[0] else FAMILY for place in range(len(tokens))]


def _parts(name: str) -> list[tuple[str, int]]:
    """The parts of a name with their role, the given names first where a comma parts them: what binds binds inside a part."""
    last, comma, first = name.partition(",")
    if comma and first.strip() and "," not in first:
        return [(first, GIVEN), (last, FAMILY)]
    return [(name, ANYWHERE)]


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
    return (*(_weighed(w, TITLE) for w in words[:place]), *words[place:])


@lru_cache(maxsize=4096)
def _weighed(word: Word, share: float) -> Word:
    return replace(word, share=share)


def _raised(word: Word) -> Word:
    return _weighed(word, 1.0)


def _tokens(name: str) -> list[str]:
    found: list[str] = []
    for token in _SPLIT.split(name):
        if is_mixed(token):
            token = next(iter(reversed(repairs(token))), token)
        if not token or not any(c.isalnum() for c in token):
            continue
        script = script_of(token)
        if script in SEPARATE and 1 < len(token) <= _LONGEST_EASTERN and "·" not in name and " " not in name.strip():
            found += [plain(token[0]), plain(token[1:])]
        elif script == "Latn":
            found += [plain(t) for t in _CAMEL.split(token)]
        else:
            found.append(plain(token).replace("\u200c", ""))
    return found


def _bound(tokens: list[str]) -> list[str]:
    """Articles off the word behind them; Abd and Abu bound to it."""
    known = parts()
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
