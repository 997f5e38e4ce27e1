"""A name in a field as words: what is written together, what binds, what is only a title or an initial."""

from __future__ import annotations

from dataclasses import dataclass, replace
from functools import lru_cache

import regex

from translit.match.weights import Lookup, Weights, parts, weights
from translit.rules.load import rules
from translit.rules.romanize import romanize
from translit.text.script import is_mixed, plain, repairs, script_of, without_marks

_SPLIT = regex.compile(r"[^\p{L}\p{M}\p{N}'’‘ʼʹʺ`´ʻʿʾ′＇\u200c\u05f3]+")
_DOUBLED = regex.compile(r"(.)\1+")
_CAMEL = regex.compile(r"(?<=\p{Ll}{2})(?=\p{Lu}\p{Ll}{2})")
SEPARATE = ("Hani", "Hang")
_LONGEST_EASTERN = 4
_TITLE = 0.1


@dataclass(frozen=True, slots=True, eq=False)
class Word:
    """One word of a name as it is compared.

    `text` is its plain form without diacritics, `spelled` the one with them, `forms` its rough sounds in every reading, `share` how much it can
    count: 1 for a name, less for a title.
    """

    text: str
    spelled: str
    script: str
    lang: str | None
    forms: tuple[str, ...]
    share: float
    initial: bool


@lru_cache(maxsize=65536)
def name_words_of(name: str, lang: str | None = None) -> tuple[Word, ...]:
    """The words of a name, in order, bound and weighed; never empty for a name that has letters.

    >>> [w.text for w in name_words_of("Dr. Abd al-Rahman bin Ali")]
    ['dr', 'abdrahman', 'bin', 'ali']
    """
    words = _untitled(tuple(word_of(t, lang) for t in _bound(_tokens(name))))
    if words and not any(w.share >= 0.5 for w in words):
        words = tuple(_raised(w) for w in words)
    return words


def _untitled(words: tuple[Word, ...]) -> tuple[Word, ...]:
    """The words with the titles before them counting little, as long as a name follows: King Hussein, not Stephen King."""
    titles, place = parts().titles, 0
    while place < len(words) - 1 and words[place].text in titles:
        place += 1
    return (*(replace(w, share=_TITLE) for w in words[:place]), *words[place:])


def _raised(word: Word) -> Word:
    return replace(word, share=1.0)


def _tokens(name: str) -> list[str]:
    found: list[str] = []
    for token in _SPLIT.split(_given_first(name)):
        if is_mixed(token):
            token = next(iter(reversed(repairs(token))), token)
        if not token or not any(c.isalnum() for c in token):
            continue
        script = script_of(token)
        if script in SEPARATE and 1 < len(token) <= _LONGEST_EASTERN and "·" not in name and " " not in name.strip():
            found += [token[0], token[1:]]
        elif script == "Latn":
            found += [plain(t) for t in _CAMEL.split(token)]
        else:
            found.append(plain(token).replace("\u200c", ""))
    return found


def _given_first(name: str) -> str:
    """ "RAHMAN, Abdul" as "Abdul RAHMAN", so that what binds to the next word meets it."""
    last, comma, first = name.partition(",")
    return f"{first} {last}" if comma and first.strip() and "," not in first else name


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
            made.append(_unarticled(token))
            place += 1
    return made


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


@lru_cache(maxsize=131072)
def word_of(token: str, lang: str | None) -> Word:
    """One plain token as a `Word`."""
    script = script_of(token) or "Latn"
    bare = without_marks(token) if script == "Latn" else token
    forms = rough_forms(token, script, lang)
    share, initial = _share(bare, script)
    return Word(bare, token, script, None if script == "Latn" else lang, forms, share, initial)


def _share(bare: str, script: str) -> tuple[float, bool]:
    known = parts()
    if len(bare) == 1 and script not in ("Hani", "Hang", "Hrkt"):
        return 0.3, True
    if bare in known.particles:
        return 0.05, False
    if bare in known.honorifics:
        return _TITLE, False
    if bare in known.kin:
        return 0.15, False
    if bare.endswith(known.patronymics):
        return 0.5, False
    return 1.0, False


def rough_forms(token: str, script: str, lang: str | None) -> tuple[str, ...]:
    """The rough sounds of a plain token, one string for each way to read it.

    >>> rough_forms("шевченко", "Cyrl", None), rough_forms("shevchenko", "Latn", None)
    (('SevCenko',), ('SevCenko',))
    """
    known = weights()
    if script == "Latn":
        texts = [token, *(p.sub(out, token) for p, out in known.alternatives if p.search(token))]
        return tuple(dict.fromkeys(_rough_latin(t) for t in texts))
    if script in known.sounds and script != "Hani":
        return (_single(_by_letters(token, script, known)),)
    romanized = romanize(token, lang).replace(" ", "").lower()
    if script == "Hani":
        romanized = _by_letters(romanized, script, known)
        return (_single(regex.sub(r"[^a-zA-Z]", "", romanized)),)
    return (_rough_latin(romanized),)


def _by_letters(token: str, script: str, known: Weights) -> str:
    pattern, letters = known.sounds[script]
    written = pattern.sub(lambda m: letters[m.group()], token)
    return "".join(c for c in written if c.isascii() and c.isalpha())


def _rough_latin(token: str) -> str:
    program = rules().program("damage-names")
    first, second = program.steps
    marked = token if token.isascii() else without_marks(first.apply(token))
    return _single("".join(c for c in second.apply(marked) if c.isascii() and c.isalnum()))


def _single(form: str) -> str:
    return _DOUBLED.sub(r"\1", form)


def skeletons(forms: tuple[str, ...], script: str, lookup: Lookup) -> tuple[str, ...]:
    """The look-up strings of a word: the classes of its consonants, doubles once, in every reading.

    >>> skeletons(("SevCenko",), "Latn", weights().fine)
    ('CFCNK', 'CFKNK')
    """
    optional = weights().passed_over.get(script, "")
    found: dict[str, None] = {}
    for form in forms:
        made = [""]
        for sound in form:
            options = lookup.classes.get(sound)
            if options is None:
                continue
            if sound in optional and "" not in options:
                options = (*options, "")
            made = [m + o if m[-1:] != o else m for o in options for m in made][: lookup.variants]
        found.update(dict.fromkeys(made))
    return tuple(found)
