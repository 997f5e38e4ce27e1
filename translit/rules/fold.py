"""Fold keys: two spellings are equal by rule if their sets of keys meet."""

from __future__ import annotations

from collections.abc import Mapping
from functools import lru_cache
from itertools import islice, product

from translit.errors import check_text
from translit.rules.invert import native_readings
from translit.rules.load import RuleSet, rules
from translit.rules.patterns import Pattern, compiled
from translit.rules.romanize import language_of, romanize
from translit.rules.words import lowered, word_pattern, word_script
from translit.text.script import without_marks

MAX_KEYS = 24
"""How many keys a word or a name has at the most."""

_SOUNDS = frozenset("abcdefghijklmnoprstuvxyzčšž'")

_MEMO_SIZE = 1 << 16
_REMEMBERED: dict[tuple[str, str | None], tuple[str, ...]] = {}


def fold_key(name: str, lang: str | None = None) -> str:
    """The primary key of a name: its words as sounds, in order. Keys are for comparing, not for reading.

    >>> fold_key("Zelensky") == fold_key("Zelenskyy") == fold_key("Зеленський", "uk")
    True
    """
    check_text(name)
    return " ".join(word_keys(m.group(), lang)[0] for m in word_pattern().finditer(name))


def fold_keys(name: str, lang: str | None = None) -> frozenset[str]:
    """All keys of a name, one for each way in which its spelling can be read; all its words are read in one orthography.

    `lang` is the language of the orthography (of a native form, or of the press that prints it) or, for a romanised
    name, the language that it was romanised from, where known.

    >>> fold_keys("Schewtschenko") & fold_keys("Шевченко", "uk")
    frozenset({'ševčenko'})
    >>> fold_keys("Kosenko") & fold_keys("Kostenko")
    frozenset()
    >>> len(fold_keys("Âcenûk", "uk") & fold_keys("Iatseniuk", "uk"))
    1
    """
    check_text(name)
    return _name_keys(tuple([lowered(m.group()) for m in word_pattern().finditer(name)]), rules().code(lang) if lang else None)


@lru_cache(maxsize=16384)
def _name_keys(words: tuple[str, ...], lang: str | None) -> frozenset[str]:
    ways = dict.fromkeys(tuple([orthography_keys(word, name, lang) for word in words]) for name in _orthographies(words, lang))
    found = {" ".join(parts) for options in ways for parts in islice(product(*options), MAX_KEYS) if all(parts)}
    if words:
        found.add(" ".join(_word_keys(word, lang)[0] for word in words))
    return frozenset(found)


def _orthographies(words: tuple[str, ...], lang: str | None) -> list[str]:
    """The readings that apply to any of the words and, for Latin words, the schemes of the language."""
    known = rules()
    names = dict.fromkeys(name for word in words for name in readings_of(word, lang, known))
    if lang and all(word_script(word) == "Latn" for word in words):
        names.update(dict.fromkeys(n for n in known.names("scheme", lang) if known.file(n).values.get("script") != "Latn"))
    return list(names)


@lru_cache(maxsize=65536)
def orthography_keys(word: str, orthography: str, lang: str | None) -> tuple[str, ...]:
    """The keys of a lower-case word read in one orthography: a reading, or a scheme run backwards."""
    known = rules()
    if known.file(orthography).values["kind"] == "scheme":
        natives = native_readings(word, orthography, known)
        return tuple(dict.fromkeys(key for native in natives for key in _word_keys(native, lang)[:2]))[:MAX_KEYS]
    return tuple(dict.fromkeys(keyed(sound, known) for sound in known.program(orthography).texts(word, MAX_KEYS)))


def word_keys(word: str, lang: str | None = None) -> tuple[str, ...]:
    """The keys of one word, the primary one first."""
    known = _REMEMBERED.get((word, lang))
    if known is None:
        known = _word_keys(lowered(word), rules().code(lang) if lang else None)
        remember_keys({(word, lang): known})
    return known


def remember_keys(keys: Mapping[tuple[str, str | None], tuple[str, ...]]) -> None:
    """Keep what `word_keys` gives for words and languages, where it was found otherwise."""
    if len(_REMEMBERED) + len(keys) > _MEMO_SIZE:
        _REMEMBERED.clear()
    _REMEMBERED.update(keys)


@lru_cache(maxsize=65536)
def _word_keys(word: str, lang: str | None) -> tuple[str, ...]:
    return tuple(dict.fromkeys(keyed(s, rules()) for s in sounds(word, lang)))[:MAX_KEYS]


def sounds(word: str, lang: str | None = None, known: RuleSet | None = None) -> list[str]:
    """The ways in which a lower-case word can be read, as sounds, the likeliest first."""
    known = known or rules()
    found: dict[str, None] = {}
    for name in readings_of(word, lang, known):
        found.update(dict.fromkeys(known.program(name).texts(word, MAX_KEYS)))
    return list(found) or [word]


def readings_of(word: str, lang: str | None, known: RuleSet) -> list[str]:
    """The names of the readings that apply to a word: of its language, else those that its letters allow."""
    script = word_script(word)
    if script != "Latn":
        lang = lang if lang and known.languages.get(lang, {}).get("script") == script else language_of(word, known)
        return known.names("reading", lang, script)
    asked = known.names("reading", lang, "Latn") if lang else []
    if asked:
        return asked
    primary, evidence = _latin_readings(known)
    return [*primary, *[name for name, letters in evidence if letters.search(word)]]


@lru_cache(maxsize=8)
def _latin_readings(known: RuleSet) -> tuple[tuple[str, ...], tuple[tuple[str, Pattern], ...]]:
    """The readings of every Latin word, and those that apply only where a pattern is found."""
    files = [known.file(name) for name in known.names("reading", script="Latn")]
    evidence = {file.name: str(file.values["evidence"]) for file in files if "evidence" in file.values}
    patterns = tuple((name, compiled(letters)) for name, letters in evidence.items())
    return tuple(file.name for file in files if file.name not in evidence), patterns


def keyed(sound: str, known: RuleSet | None = None) -> str:
    """Sounds to the fold key."""
    return (known or rules()).program("key").apply(only_sounds(sound))


def only_sounds(sound: str) -> str:
    """Sounds without the letters and signs that are none; each Latin letter becomes the same wherever it stands."""
    if _SOUNDS.issuperset(sound):
        return sound
    if word_script(sound) not in ("Latn", ""):
        sound = romanize(sound)
    return "".join(c for c in "".join(c if c in _SOUNDS else without_marks(c) for c in sound) if c.isalnum() or c == "'")
