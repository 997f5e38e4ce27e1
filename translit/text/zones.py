"""Protected zones: stretches of text that are never touched."""

from __future__ import annotations

from collections.abc import Sequence
from functools import lru_cache

import regex

from translit.config import Zone

_PATTERNS: dict[str, str] = {
    "url": r"(?:\b[a-zA-Z][a-zA-Z0-9+.\-]{1,15}://|\bwww\.)[^\s<>\"“”«»]+|(?<![\w.\-])[\w\-]+(?:\.[\w\-]+)*\.(?:com|org|net|edu|gov|info|eu|ua|ru|de|fr|pl|uk|us|by|io|tv|me)(?:/[^\s<>\"“”]*)?(?![\w.])",
    "email": r"(?<![\w.+\-])[\w.+\-]+@[\w\-]+(?:\.[\w\-]+)+",
    "handle": r"(?<![\w@])@\w+(?:\.\w+)*",
    "tag": r"(?<![\w#&])\#[\w\-]+",
    "code": r"```.*?```|``[^`\n]+``|`[^`\n]+`",
    "timezone": r"\b(?:Africa|America|Antarctica|Asia|Atlantic|Australia|Europe|Indian|Pacific|Etc)/[A-Z]\w+(?:/[A-Z]\w+)?",
    "file": r"(?:[A-Za-z]:\\|(?<![\w.])~?/)(?:[\w.\-]+[\\/])*[\w.\-]+|(?<![\w\-\\/])\w[\w\-]*(?:[\\/][\w\-]+)*\.(?:txt|csv|tsv|jsonl?|ya?ml|xml|html?|md|pdf|docx?|xlsx?|pptx?|odt|rtf|zip|gz|bz2|xz|tar|7z|png|jpe?g|gif|svg|webp|mp[34]|wav|avi|mov|py|js|ts|c|h|cpp|rs|go|java|sh|sql|log|ini|cfg|toml)\b|(?<!\w)\w*?\p{L}_\w+|\b_\w+",
}  # fmt: skip
_TRIGGERS = {"url": "./", "email": "@", "handle": "@", "tag": "#", "code": "`", "timezone": "/", "file": "./\\_"}


def protected_zones(text: str, kinds: Sequence[Zone]) -> list[tuple[int, int]]:
    """The stretches of the text that are not to be touched, as (start, end), in order.

    Phrases are not among them: they are looked up where one of their words is found (`protected_phrase`).

    >>> protected_zones("TZ=Europe/Kiev, see https://example.org/kiev and #Kiev", ("url", "tag", "timezone"))
    [(3, 14), (20, 44), (49, 54)]
    """
    wanted = tuple(k for k in kinds if k in _PATTERNS and any(c in text for c in _TRIGGERS[k]))
    if not wanted:
        return []
    return [m.span() for m in _pattern(wanted).finditer(text)]


@lru_cache(maxsize=64)
def _pattern(kinds: tuple[str, ...]) -> regex.Pattern[str]:
    return regex.compile("|".join(f"(?:{_PATTERNS[k]})" for k in kinds), regex.DOTALL)


def in_protected_phrase(text: str, start: int, end: int, phrases: Sequence[str]) -> bool:
    """True where the word at start–end stands inside one of these phrases, whatever the letter case and white space."""
    for phrase in phrases:
        around = text[max(0, start - len(phrase) - 8) : end + len(phrase) + 8]
        offset = max(0, start - len(phrase) - 8)
        for match in _phrase(phrase).finditer(around):
            if match.start() + offset <= start and end <= match.end() + offset:
                return True
    return False


@lru_cache(maxsize=1024)
def _phrase(phrase: str) -> regex.Pattern[str]:
    words = r"\s+".join(regex.escape(w).replace("’", "['’]").replace("'", "['’]") for w in phrase.split())
    return regex.compile(rf"(?<!\w){words}s?(?!\w)", regex.IGNORECASE)
