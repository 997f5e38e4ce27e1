"""Native script to Latin, by a published scheme or a language's default one."""

from __future__ import annotations

from collections.abc import Callable
from functools import lru_cache

import regex

from translit.config import Fallback, check_language
from translit.errors import RuleError, check_text
from translit.rules.load import RuleSet, rules
from translit.rules.words import lowered, phrase_pattern, recased, word_pattern
from translit.text.script import script_of, script_of_letter

_KATAKANA_DOT = "・"
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
    asked = known.code(lang) if lang else None

    def word(match: regex.Match[str]) -> str:
        form: str = match.group()
        script = script_of(form)
        if script in ("Latn", "", "Zyyy"):
            return form
        chosen = _scheme_for(form, script, asked, scheme, known)
        return _by_scheme(form, chosen) if chosen else _by_fallback(form, fallback)

    def phrase(match: regex.Match[str]) -> str:
        form: str = match.group()
        script = script_of(form)
        chosen = _scheme_for(form, script, asked, scheme, known)
        whole = chosen is not None and known.file(chosen).values.get("unit") == "phrase" and _is_one_script(form, script)
        return _by_scheme(form, chosen) if whole and chosen else word_pattern().sub(word, form)

    return phrase_pattern().sub(phrase, text).replace(_KATAKANA_DOT, " ") if not text.isascii() else text


def _scheme_for(form: str, script: str, asked: str | None, scheme: str | None, known: RuleSet) -> str | None:
    """The scheme that romanises a form: the one asked for where it reads the script, else the default of the language."""
    if scheme is not None and script in _SCRIPTS.get(
        str(known.file(scheme).values.get("script")), (known.file(scheme).values.get("script"),)
    ):
        return scheme
    own = asked if asked and known.languages.get(asked, {}).get("script") == script else language_of(form, known)
    return known.languages.get(own or "", {}).get("scheme")


def _is_one_script(text: str, script: str) -> bool:
    return all(script_of_letter(c) in (script, "") for c in text)


def language_of(text: str, known: RuleSet | None = None) -> str | None:
    """The language that the letters of a native form tell, else the one assumed for its script, else None.

    >>> language_of("Україна"), language_of("Россия")
    ('uk', 'ru')
    """
    known = known or rules()
    script = script_of(text)
    letters = set(text.lower())
    for lang, row in known.languages.items():
        if row.get("script") == script and letters & set(row.get("letters", "")):
            return lang
    return known.default_language.get(script)


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
