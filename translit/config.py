"""Every option of the library, documented once."""

from __future__ import annotations

import os
from collections.abc import Iterable
from dataclasses import dataclass, fields
from typing import Literal, get_args

from translit.errors import ConfigError
from translit.mention import Method

Fuzzy = Literal["off", "safe", "wide"]
Rewrite = Literal["same-script", "all", "none"]
Fallback = Literal["unidecode", "anyascii", "none"]
Kind = Literal["person", "place", "organization", "given-name", "family-name"]
Zone = Literal["url", "email", "handle", "tag", "code", "file", "timezone", "phrase"]

KINDS: tuple[Kind, ...] = get_args(Kind)
ZONES: tuple[Zone, ...] = get_args(Zone)
METHODS: tuple[Method, ...] = get_args(Method)


@dataclass(frozen=True, slots=True)
class Config:
    """How names are found and written; immutable, so it can be shared and pickled.

    `fuzzy`: what the last step may do. `"off"`: nothing. `"safe"` (default): only what the evidence of the document
    makes certain. `"wide"`: `find` also lists weaker candidates, rewritten only where `min_score` is as low as their
    score, and what looks like a name of the lexicon but is perhaps somebody else's; `held_back` says why.
    `counts`: a file that `translit count` wrote of a corpus; damage is rare there, another name is not. Default none.
    `style`: which form is written: `"canonical"` (default), `"native"` (the entry's primary language), the name of a
    press style of the entries (`"nyt"`), a press orthography (`"de"`) or a romanisation scheme.
    `rewrite`: `"same-script"` (default) writes a mention only where it and the form to be written share a script and
    the mention is not an inflected form; `"all"` writes every mention, for search indexes; `"none"` only finds.
    `rewrite_former`: also write over older names of a thing (Dnipropetrovsk); default no.
    `lang`: the language of the text (BCP 47 or ISO 639-3) where it is known; only readings in it are then derived.
    `protect`: kinds of text that are never touched; see `ZONES`. Default all.
    `allow`: spellings that are never touched, case as given.
    `methods`: how names may be found; default all. With `("exact",)` alone listed spellings are replaced in bulk, letter
    for letter, and no document is weighed: only what needs no evidence is found (full names, and single words that are
    nothing else and stand beside no other name). The extra `fast` makes that several times faster.
    `kinds`: the kinds of entry to look for; default all.
    `min_score`: the score below which a mention is neither listed nor written; 0.7 is the decision line.
    `fallback`: what romanises scripts that have no rules: `"unidecode"` (GPL-2.0-or-later), `"anyascii"` (ISC) or
    `"none"`, which leaves them as they are.

    Raises `ConfigError` for a value outside these.

    >>> Config(fuzzy="off").style
    'canonical'
    >>> Config(fuzzy="very")
    Traceback (most recent call last):
    translit.errors.ConfigError: fuzzy is 'very'; choose one of: off, safe, wide
    """

    fuzzy: Fuzzy = "safe"
    style: str = "canonical"
    rewrite: Rewrite = "same-script"
    rewrite_former: bool = False
    lang: str | None = None
    protect: tuple[Zone, ...] = ZONES
    allow: tuple[str, ...] = ()
    kinds: tuple[Kind, ...] = KINDS
    min_score: float = 0.7
    fallback: Fallback = "unidecode"
    counts: str | None = None
    methods: tuple[Method, ...] = METHODS

    def __post_init__(self) -> None:
        for name, choices in (("fuzzy", get_args(Fuzzy)), ("rewrite", get_args(Rewrite)), ("fallback", get_args(Fallback))):
            if getattr(self, name) not in choices:
                raise ConfigError(f"{name} is {getattr(self, name)!r}; choose one of: {', '.join(choices)}")
        if not isinstance(self.rewrite_former, bool):
            raise ConfigError(f"rewrite_former is {self.rewrite_former!r}; it is True or False")
        for name, known in (("protect", ZONES), ("kinds", KINDS), ("methods", METHODS), ("allow", None)):
            value = getattr(self, name)
            if not isinstance(value, Iterable):
                raise ConfigError(f"{name} is {value!r}; it takes a sequence of strings")
            if isinstance(value, str):
                raise ConfigError(f"{name} is a sequence of strings, not the string {value!r}; write ({value!r},)")
            if not all(isinstance(v, str) for v in value):
                raise ConfigError(f"{name} holds {value!r}; it takes strings only")
            unknown = [v for v in value if known is not None and v not in known]
            if unknown and known is not None:
                raise ConfigError(f"{name} has {unknown[0]!r}; choose from: {', '.join(known)}")
            object.__setattr__(self, name, tuple(value))
        if not self.methods:
            raise ConfigError(f"methods is empty; choose from: {', '.join(METHODS)}")
        if not isinstance(self.min_score, (int, float)) or not 0 <= self.min_score <= 1:
            raise ConfigError(f"min_score is {self.min_score!r}; it lies between 0 and 1")
        if not isinstance(self.style, str) or not self.style:
            raise ConfigError(f"style is {self.style!r}; name one, for example 'canonical'")
        if self.counts is not None and not isinstance(self.counts, (str, os.PathLike)):
            raise ConfigError(f"counts is {self.counts!r}; it is the path of a file that `translit count` wrote")
        if self.lang is not None:
            check_language(self.lang)

    def as_json(self) -> dict[str, object]:
        """The settings as plain values, for the head of a report."""
        return {f.name: getattr(self, f.name) for f in fields(self)}


def check_language(lang: object) -> None:
    """Raises `ConfigError` for what cannot be a language code."""
    parts = lang.replace("_", "-").split("-") if isinstance(lang, str) else [""]
    if not (2 <= len(parts[0]) <= 3 and all(p.isascii() and p.isalnum() for p in parts)):
        raise ConfigError(f"lang is {lang!r}; give a language code such as 'uk' or 'sr-Latn', or None")


def cache_folder() -> str:
    """The folder for compiled lexicons: `TRANSLIT_CACHE`, else the user's cache folder."""
    chosen = os.environ.get("TRANSLIT_CACHE")
    if chosen:
        return chosen
    base = os.environ.get("XDG_CACHE_HOME") or os.path.join(os.path.expanduser("~"), ".cache")
    return os.path.join(base, "translit")
