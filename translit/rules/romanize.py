"""Native script to Latin, by a published scheme or a language's default one."""

from __future__ import annotations

from collections.abc import Callable
from functools import lru_cache

import regex

from translit.config import Fallback, check_language
from translit.errors import RuleError, check_text
from translit.rules.load import RuleFile, RuleSet, rules
from translit.rules.words import lowered, phrase_pattern, recased, word_pattern
from translit.text.script import script_of, script_of_letter

_KATAKANA_DOT = "・"
_MEMO_SIZE = 1 << 16
_SCRIPTS = {"Hrkt": ("Hrkt",), "Kore": ("Hang", "Hani"), "Geok": ("Geor",)}
"""Codes of ISO 15924 that stand for several scripts, or for a part of one."""


def romanize(text: str, lang: str | None = None, scheme: str | None = None, *, fallback: Fallback = "unidecode") -> str:
    """The text in Latin letters; what is Latin already, and everything that is no letter, stays as it is.

    `lang` is a BCP 47 or ISO 639-3 code; `scheme` the name or alias of a published system (`translit romanize --list`
    shows them). Without `scheme` the default one of the language is used, without `lang` the language that the
    letters tell, else the one assumed for the script. Scripts without rules of our own go to `fallback`.

    Raises `RuleError` for a scheme that does not exist.

    >>> romanize("Володимир Зеленський прибув до Києва.", lang="uk")
    'Volodymyr Zelenskyi prybuv do Kyieva.'
    >>> romanize("Щербаков", scheme="bgnpcgn-rus-Cyrl-Latn-1947")
    'Shcherbakov'
    """
    check_text(text)
    if lang is not None:
        check_language(lang)
    if scheme is not None and not isinstance(scheme, str):
        raise RuleError(f"the scheme is {scheme!r}; name one as `translit romanize --list` shows them")
    known = rules()
    if scheme is not None and known.file(scheme).values["kind"] != "scheme":
        raise RuleError(f"{scheme!r} is not a romanisation scheme; `translit romanize --list` shows them")
    if text.isascii():
        return text
    ways = _ways(known.code(lang) if lang else None, scheme, fallback, known)
    if ways.joined.isdisjoint(map(script_of_letter, set(text))):
        made = word_pattern().sub(ways.word, text)
    else:
        made = phrase_pattern().sub(ways.phrase, text)
    return made.replace(_KATAKANA_DOT, " ")


class _Ways:
    """How words and phrases are romanised under one choice of language, scheme and fallback.

    `joined` are the scripts that some scheme reads over word boundaries.
    """

    def __init__(self, asked: str | None, scheme: str | None, fallback: Fallback, known: RuleSet) -> None:
        self._asked, self._scheme, self._fallback, self._known = asked, scheme, fallback, known
        names = {row.get("scheme") for row in known.languages.values()} | {scheme}
        over_words = [file for name in names if name and (file := known.file(name)).values.get("unit") == "phrase"]
        self.joined = frozenset(script for file in over_words for script in _scripts_read(file))
        self._memo: dict[str, str] = {}

    def word(self, match: regex.Match[str]) -> str:
        """A word in Latin letters."""
        form: str = match.group()
        known = self._memo.get(form)
        if known is None:
            if len(self._memo) >= _MEMO_SIZE:
                self._memo.clear()
            known = self._memo[form] = self._romanized(form)
        return known

    def phrase(self, match: regex.Match[str]) -> str:
        """Neighbouring words in Latin letters: at once where the scheme reads them so, else word by word."""
        form: str = match.group()
        script = script_of(form)
        chosen = _scheme_for(form, script, self._asked, self._scheme, self._known)
        if chosen and self._known.file(chosen).values.get("unit") == "phrase" and _is_one_script(form, script):
            return _by_scheme(form, chosen)
        return word_pattern().sub(self.word, form)

    def _romanized(self, form: str) -> str:
        script = script_of(form)
        if script in ("Latn", "", "Zyyy"):
            return form
        chosen = _scheme_for(form, script, self._asked, self._scheme, self._known)
        return _by_scheme(form, chosen) if chosen else _by_fallback(form, self._fallback)


_ways = lru_cache(maxsize=64)(_Ways)


def _scheme_for(form: str, script: str, asked: str | None, scheme: str | None, known: RuleSet) -> str | None:
    """The scheme that romanises a form: the one asked for where it reads the script, else the default of the language."""
    if scheme is not None and script in _scripts_read(known.file(scheme)):
        return scheme
    own = asked if asked and known.languages.get(asked, {}).get("script") == script else language_of(form, known)
    return known.languages.get(own or "", {}).get("scheme")


def _scripts_read(scheme: RuleFile) -> tuple[str, ...]:
    script = str(scheme.values.get("script"))
    return _SCRIPTS.get(script, (script,))


def _is_one_script(text: str, script: str) -> bool:
    return all(script_of_letter(c) in (script, "") for c in text)


def language_of(text: str, known: RuleSet | None = None) -> str | None:
    """The language that the letters of a native form tell, else the one assumed for its script, else None.

    >>> language_of("Україна"), language_of("Россия")
    ('uk', 'ru')
    """
    known = known or rules()
    script = script_of(text)
    for lang, letters in _telling_letters(known).get(script, ()):
        if not letters.isdisjoint(text.lower()):
            return lang
    return known.default_language.get(script)


@lru_cache(maxsize=8)
def _telling_letters(known: RuleSet) -> dict[str, list[tuple[str, frozenset[str]]]]:
    """For each script its languages with the letters that tell them."""
    found: dict[str, list[tuple[str, frozenset[str]]]] = {}
    for lang, row in known.languages.items():
        if row.get("letters"):
            found.setdefault(row.get("script", ""), []).append((lang, frozenset(row["letters"])))
    return found


@lru_cache(maxsize=65536)
def _by_scheme(form: str, scheme: str) -> str:
    return recased(form, rules().program(scheme).apply(lowered(form)))


def _by_fallback(form: str, fallback: Fallback) -> str:
    if fallback == "none":
        return form
    converted = _fallback(fallback)(form)
    return converted.strip() or form


@lru_cache(maxsize=2)
def _fallback(name: Fallback) -> Callable[[str], str]:
    if name == "anyascii":
        try:
            from anyascii import anyascii
        except ImportError as error:
            raise RuleError("fallback 'anyascii' needs its package; install translit-normalizer[anyascii]") from error
        convert: Callable[[str], str] = anyascii
        return convert
    from translit.rules.last_resort import convert_unidecode

    return convert_unidecode
