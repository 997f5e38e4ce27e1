"""Spellings that sound alike, whatever the language."""

from __future__ import annotations

import regex

_LOOSE = (("shch", "sh"), ("sch", "sh"), ("ph", "f"), ("ou", "u"), ("oo", "u"), ("ee", "i"), ("y", "i"), ("q", "k"), ("ck", "k"))
_SILENT = regex.compile(r"(?<=[^saeiou])h|(?<=[aeiou])h(?![aeiou])|(.)(?=\1)")


def loosely(form: str) -> str:
    """A plain word without what does not change its sound: doubled letters, ou for u, an h that stands neither between vowels nor behind s.

    >>> loosely("fallouja") == loosely("fallujah")
    True
    """
    for written, meant in _LOOSE:
        form = form.replace(written, meant)
    return _SILENT.sub("", form)
