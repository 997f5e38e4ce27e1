"""Protected zones: stretches of text that are never touched."""

from __future__ import annotations

import re
from bisect import bisect_right
from collections.abc import Iterator, Sequence
from functools import lru_cache

import regex

from translit.config import Zone

_PATTERNS: dict[str, str] = {
    "url": r"(?:\b[a-zA-Z][a-zA-Z0-9+.\-]{1,15}://|\bwww\.)[^\s<>\"“”«»]+|(?<![\w.\-])[\w\-]+(?:\.[\w\-]+)*\.(?:com|org|net|edu|gov|info|eu|ua|ru|de|fr|pl|uk|us|by|io|tv|me)(?:/[^\s<>\"“”]*)?(?![\w.])",
    "email": r"(?<![\w.+\-])[\w.+\-]+@[\w\-]+(?:\.[\w\-]+)+",
    "handle": r"(?<![\w@])@\w+(?:\.\w+)*",
    "tag": r"(?<![\w#&])\#[\w\-]+",
    "code": r"```.*?```|(?:``[^`\n]+``|(?<![\w`])`[^`\n]+`)(?:(?!\p{L})|(?=s\b))",
    "timezone": r"\b(?:Africa|America|Antarctica|Asia|Atlantic|Australia|Europe|Indian|Pacific|Etc)/[A-Z]\w+(?:/[A-Z]\w+)?",
    "file": r"(?:[A-Za-z]:\\|(?<![\w.])~?/)(?:[\w.\-]+[\\/])*[\w.\-]+|(?<![\w\-\\/])\w[\w\-]*(?:[\\/][\w\-]+)*\.(?:txt|csv|tsv|jsonl?|ya?ml|xml|html?|md|pdf|docx?|xlsx?|pptx?|odt|rtf|zip|gz|bz2|xz|tar|7z|png|jpe?g|gif|svg|webp|mp[34]|wav|avi|mov|py|js|ts|c|h|cpp|rs|go|java|sh|sql|log|ini|cfg|toml)\b|(?<!\w)\w*?\p{L}_\w+|\b_\w+",
}  # fmt: skip
_SHORT = frozenset(_PATTERNS) - {"code"}
_SIGNS = re.compile(r"[/@#\\_]|\w\.\w")
_SPACE = re.compile(r"\s")
_HIDDEN = "\x1a"
_EDGE = f"{_HIDDEN} 0 "


def code_zones(text: str, kinds: Sequence[Zone]) -> list[tuple[int, int]]:
    """The stretches of code, in order: the only zones that run over several words."""
    return [m.span() for m in _pattern(("code",)).finditer(text)] if "code" in kinds and "`" in text else []


def without_code(text: str, kinds: Sequence[Zone], starts: Sequence[int] = (0,), stops: Sequence[int] | None = None) -> str:
    r"""The text, of the same length, with the stretches of code in each of its documents hidden; without any, the text itself.

    What is hidden reads as no word, and as a number on either side, so that it parts the passages around it. A backtick alone
    is no code; none behind a letter begins any, since it often stands for an apostrophe, and none before a letter ends any (but
    for a plural s), since it opens a quotation: `Kiev' and `Lvov'.

    >>> without_code("run `kiev --now` from L`viv to Luts`k", ("code",))
    'run \x1a 0 \x1a\x1a\x1a\x1a 0 \x1a from L`viv to Luts`k'
    """
    place = text.find("`") if "code" in kinds else -1
    if place < 0:
        return text
    ends = stops or (len(text),)
    parts: list[str] = []
    done = 0
    while place >= 0:
        document = bisect_right(starts, place) - 1
        for found in _pattern(("code",)).finditer(text, place, ends[document]):
            parts += (text[done : found.start()], _hidden(found.end() - found.start()))
            done = found.end()
        place = text.find("`", ends[document])
    return "".join((*parts, text[done:])) if parts else text


def _hidden(length: int) -> str:
    """What stands for so many code points of code."""
    inner = length - 2 * len(_EDGE)
    return f"{_EDGE}{_HIDDEN * inner}{_EDGE[::-1]}" if inner >= 0 else _HIDDEN * length


def short_zones(text: str, kinds: Sequence[Zone], start: int, end: int) -> Iterator[tuple[int, int]]:
    """The zones that hold no white space, so that only the stretches between white space with a telling sign are searched."""
    wanted = tuple(k for k in kinds if k in _SHORT)
    if not wanted:
        return
    done = start
    for sign in _SIGNS.finditer(text, start, end):
        if sign.start() < done:
            continue
        first = _first(text, sign.start(), done)
        space = _SPACE.search(text, sign.start(), end)
        done = space.start() if space else end
        yield from (m.span() for m in _pattern(wanted).finditer(text, first, done))


def _first(text: str, place: int, least: int) -> int:
    """Where the stretch without white space begins that holds a place."""
    while place > least and not text[place - 1].isspace():
        place -= 1
    return place


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
