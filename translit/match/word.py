"""One word of a name as it is compared: its plain form, and its rough sounds in every way to read it."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from functools import lru_cache

import regex

from translit.match.parts import parts
from translit.match.weights import Weights, weights
from translit.rules.load import rules
from translit.rules.romanize import romanize
from translit.text.script import script_of, without_marks

SEPARATE = ("Hani", "Hang")
"""Scripts in which a name is one stretch of characters, the family name first."""

TITLE = 0.1
"""What a title counts beside a name."""

_DOUBLED = regex.compile(r"(.)\1+")


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
        return TITLE, False
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
        if not known.any_alternative.search(token):
            return (_rough_latin(token),)
        texts = [token, *(p.sub(out, token) for p, out in known.alternatives if p.search(token))]
        return tuple(dict.fromkeys(_rough_latin(t) for t in texts))
    if script in known.sounds and script != "Hani":
        return (_single(_by_letters(token, script, known)),)
    romanized = romanize(token, lang).replace(" ", "").lower()
    if script == "Hani":
        romanized = _by_letters(romanized, script, known)
        return (_single(regex.sub(r"[^a-zA-Z]", "", romanized)),)
    form = _rough_latin(romanized)
    return tuple(dict.fromkeys((form, *(p.sub(out, form) for p, out in known.native_alternatives.get(script, ())))))


def _by_letters(token: str, script: str, known: Weights) -> str:
    pattern, letters = known.sounds[script]
    written = pattern.sub(lambda m: letters[m.group()], token)
    return "".join(c for c in written if c.isascii() and c.isalpha())


def _rough_latin(token: str) -> str:
    if not token.isascii():
        token = without_marks(rules().program("damage-names").apply(token))
    pattern, letters = weights().latin
    written = pattern.sub(lambda m: letters[m.group()], token)
    return _single(
        written if written.isalnum() and written.isascii() else "".join(c for c in written if c.isascii() and c.isalnum())
    )


def _single(form: str) -> str:
    return _DOUBLED.sub(r"\1", form) if _DOUBLED.search(form) else form


def is_womans(words: Sequence[Word]) -> bool:
    """True where the first given name among the words is a woman's."""
    known = parts()
    given = next((w.text for w in words if w.text in known.given or w.text in known.women), "")
    return given in known.women or (given.endswith("a") and given not in known.men)
