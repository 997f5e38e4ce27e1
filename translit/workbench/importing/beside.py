"""Names that a lexicon has already, listed or derived: an import that is laid over it must not claim them."""

from __future__ import annotations

from collections.abc import Callable

from translit.lexicon.lexicon import Lexicon
from translit.text.script import plain
from translit.workbench.derivation import named

Owner = Callable[[str], str | None]
"""The id of the entry that has a name already, None where none has."""

_BARE = ("given-name", "family-name")
"""Entries of these kinds fold nothing by themselves."""


def nobody(name: str) -> str | None:
    """No entry has any name: what stands for the absence of a lexicon."""
    return None


def owner_in(lexicon: Lexicon) -> Owner:
    """What tells the owner of a name in a lexicon: the entry that lists it, else one whose spellings by rule it is.

    >>> owner = owner_in(Lexicon.from_names({"budanov": "Буданов"}, lang="uk", kind="person"))
    >>> owner("Буданов"), owner("Budanow"), owner("Bogdanov")
    ('budanov', 'budanov', None)
    """
    listed = _listed(lexicon)

    def owner(name: str) -> str | None:
        found = listed.get(plain(name))
        if found is None:
            entries = (lexicon.index.entry(number) for number in named(name, lexicon, whole=True))
            found = next((entry.id for entry in entries if entry.kind not in _BARE), None)
        return found

    return owner


def _listed(lexicon: Lexicon) -> dict[str, str]:
    found: dict[str, str] = {}
    for entry in lexicon:
        names = (
            entry.canonical,
            *entry.native.values(),
            *(v.text for v in entry.variants),
            *entry.styles.values(),
            *entry.former,
        )
        for name in names if entry.kind not in _BARE else ():
            found.setdefault(plain(name), entry.id)
    return found
