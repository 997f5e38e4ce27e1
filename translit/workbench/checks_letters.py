"""Codes TL2: letters that are not what they look like, or not those of the language."""

from __future__ import annotations

import unicodedata
from collections.abc import Iterator
from functools import lru_cache

from translit.lexicon.words import SPLIT
from translit.rules.load import rules
from translit.text.script import is_mixed, repairs, script_of, script_of_letter
from translit.workbench.findings import Finding, Fix
from translit.workbench.forms import Form, forms_of
from translit.workbench.source_file import SourceFile
from translit.workbench.subject import Row, Subject

CODES = frozenset({"TL202", "TL203", "TL204", "TL205", "TL206", "TL207"})

_ALPHABETIC = ("Cyrl", "Grek", "Armn", "Geor")
"""Scripts of which the alphabet of a language is a closed set; Arabic and Latin ones borrow letters."""
_JOINED = ("Latn", "Cyrl", "Grek", "Armn", "Geor", "Hebr")
"""Scripts in which a zero-width joiner means nothing."""
_JOINERS = "\u200c\u200d"
_ALSO = {
    "az": ("Latn", "Arab"), "bs": ("Cyrl",), "ja": ("Hani",), "kk": ("Latn", "Arab"), "ko": ("Hani",), "ky": ("Latn", "Arab"), "mn": ("Mong",),
    "ro": ("Latn",), "sr": ("Latn",), "tg": ("Latn", "Arab"), "tk": ("Latn",), "tt": ("Latn",), "uz": ("Latn", "Arab"),
}  # fmt: skip
"""Scripts in which a language is written besides the one that is romanised, after Unicode CLDR (languageData)."""
_COUNTRIES = {
    "by": "be", "cn": "zh", "cz": "cs", "dk": "da", "eg": "ar", "ge": "ka", "gr": "el", "il": "he", "iq": "ar", "ir": "fa", "jp": "ja", "kz": "kk",
    "md": "ro", "pk": "ur", "rs": "sr", "sy": "ar", "tj": "tg", "tm": "tk", "ua": "uk", "us": "en",
}  # fmt: skip
"""ISO 3166 codes that are no ISO 639 code, with the language that was meant."""


def check_letters(subject: Subject) -> Iterator[Finding]:
    """Findings about the letters of every listed form."""
    for row in subject.judged():
        for form in forms_of(row.entry):
            if not form.text.isascii():
                yield from _invisible(row, form)
                yield from _mixed(row, form)
            if form.lang and form.field in ("native", "variants"):
                yield from _of_language(row, form)


def check_normal_form(source: SourceFile) -> Iterator[Finding]:
    """TL201 for every value of a file that is not in NFC."""
    if unicodedata.is_normalized("NFC", source.text):
        return
    for where, node in source.scalars():
        if not unicodedata.is_normalized("NFC", node.value):
            text = unicodedata.normalize("NFC", node.value)
            fix = Fix("write", text, node.value)
            yield Finding("TL201", source.path, where, f'"{text}" is not in Unicode form NFC', "save it in NFC", fix)


def _invisible(row: Row, form: Form) -> Iterator[Finding]:
    if form.text.isprintable():
        return
    joins = script_of(form.text) not in _JOINED
    hidden = [c for c in form.text if not c.isprintable() and not (joins and c in _JOINERS)]
    if hidden:
        names = ", ".join(dict.fromkeys(f"U+{ord(c):04X} {unicodedata.name(c, '')}".strip() for c in hidden))
        clean = "".join((" " if unicodedata.category(c) == "Zs" else "") if c in hidden else c for c in form.text)
        message = f'"{clean}" holds a character that is not seen ({names})'
        yield _found("TL205", row, form, message, "take it out, or write a plain space", clean)


def _mixed(row: Row, form: Form) -> Iterator[Finding]:
    for word in SPLIT.split(form.text):
        if is_mixed(word):
            whole = repairs(word)
            alien = _minority(word)
            message = f'the word "{word}" has letters of two scripts ({alien})'
            clean = form.text.replace(word, whole[0]) if len(whole) == 1 else ""
            yield _found("TL202", row, form, message, "write it in one script", clean)


def _minority(word: str) -> str:
    main = script_of(word)
    others = (c for c in word if script_of_letter(c) not in (main, ""))
    return ", ".join(dict.fromkeys(f"{c} is {unicodedata.name(c, '').title()}" for c in others))


def _of_language(row: Row, form: Form) -> Iterator[Finding]:
    lang = form.lang or ""
    if lang.lower() in _COUNTRIES:
        message = f'"{lang}" is the code of a country'
        yield _found("TL206", row, form, message, f'write the language, "{_COUNTRIES[lang.lower()]}"')
        return
    scripts, alphabet = _writing(lang)
    script = script_of(form.text)
    if not scripts:
        if form.field == "native":
            yield _found("TL207", row, form, f'there are no rules for "{lang}"', "nothing is derived from this form")
    elif script and script not in scripts and not _is_brand(row, form):
        names = " or ".join(scripts)
        yield _found(
            "TL203",
            row,
            form,
            f'"{form.text}" is in {script}, but "{lang}" is written in {names}',
            "correct the form or the code",
        )
    elif alphabet and script in _ALPHABETIC:
        strange = [c for c in dict.fromkeys(form.text.lower()) if c not in alphabet and script_of_letter(c) == script]
        if strange:
            message = f'"{form.text}" has a letter that the alphabet of "{lang}" does not have ({", ".join(strange)})'
            yield _found("TL204", row, form, message, "correct the letter or the language code")


def _is_brand(row: Row, form: Form) -> bool:
    """True for a form that organisations keep in every script: RT, YPG."""
    return row.entry.kind == "organization" and form.text == row.entry.canonical


@lru_cache(maxsize=1024)
def _writing(lang: str) -> tuple[tuple[str, ...], frozenset[str]]:
    """The scripts that a language is written in, and the letters of its alphabet, as far as they are known."""
    known = rules()
    code = known.code(lang)
    row = known.languages.get(code)
    if row is None:
        return (), frozenset()
    named = [part.title() for part in lang.split("-")[1:] if len(part) == 4 and part.isalpha()]
    scripts = tuple(named) or (str(row["script"]), *_ALSO.get(code, ()))
    alphabet = row.get("alphabet", "") if scripts[0] == row["script"] else ""
    marks = unicodedata.normalize("NFD", alphabet)
    return scripts, frozenset((*alphabet, *marks)) if alphabet else frozenset()


def _found(code: str, row: Row, form: Form, message: str, mend: str, clean: str = "") -> Finding:
    fix = Fix("write", clean, form.text) if clean else None
    return Finding(code, row.path, row.at(*form.way), message, mend, fix)
