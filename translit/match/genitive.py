"""Names with an -s behind them: a genitive in German, Dutch or Swedish, a plural in English."""

from __future__ import annotations

from collections.abc import Callable, Sequence

from translit.lexicon.flags import INFLECTED
from translit.match.index import Index
from translit.match.reading import GENITIVE, Reading

WITHOUT = frozenset((
    "bg", "ca", "cs", "el", "es", "et", "fi", "fr", "hr", "hu", "id", "it", "mk", "pl", "pt", "ro", "ru", "sk", "sl", "sr", "tr", "uk",
))  # fmt: skip
"""Languages with guard lists in which no name has such an ending: francés is no France."""

_MIN_LENGTH = 4


def with_genitives(
    index: Index, word: str, readings: Sequence[Reading], look_up: Callable[[str], Sequence[Reading]]
) -> list[Reading]:
    """The readings, those marked as inflected whose word is also a known name with -s: Selenskyjs, Putins, Kievs.

    A Latvian nominative looks the same, so such a form is found and left standing.
    """
    if len(word) <= _MIN_LENGTH or not word.endswith("s") or word.endswith("ss") or not readings:
        return list(readings)
    bare = {(r.entry, r.slot) for r in look_up(word[:-1])}
    return [
        r._replace(how=r.how | INFLECTED, label=GENITIVE) if (r.entry, r.slot) in bare and not _ends_in_s(index, r) else r
        for r in readings
    ]


def _ends_in_s(index: Index, reading: Reading) -> bool:
    return reading.name < 0 and index.entry(reading.entry).words[reading.slot].endswith("s")
