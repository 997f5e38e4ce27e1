"""How far the context of a rule looks, so that what was found at one place can be remembered for the next like it."""

from __future__ import annotations

from functools import cache

import regex

_TOKEN = (
    r"(?P<letter>\\u[0-9a-fA-F]{4}|\\x[0-9a-fA-F]{2}|\\[pP]\{\w+\}|\\[wWdDsS]|\\[^\w]|\\\P{ASCII}|\[\^?(?:\\.|[^\]\\])+\]|[^\\\[\](){}|?*+^$])"
    r"|(?P<again>\\[1-9])|(?P<edge>[\^$])|(?P<open>\((?:\?[:=!])?)|(?P<close>\))|(?P<bar>\|)|(?P<times>[?*+]|\{\d*,?\d*\})"
)


@cache
def _token() -> regex.Pattern[str]:
    return regex.compile(_TOKEN)


@cache
def reach(context: str, ahead: bool) -> int | None:
    """How many characters a context can look at, its own edge of the word counted; None where there is no limit to it.

    `ahead` says on which side of the rule the context stands: only there a look-ahead stays within it.

    >>> reach("^|[аеё]", False), reach("л[её]|ь?$", True), reach("^.{4,}", False)
    (1, 2, None)
    """
    tokens: list[tuple[str, str]] = []
    position = 0
    while position < len(context):
        match = _token().match(context, position)
        if match is None or (match.group() in ("(?=", "(?!") and not ahead):
            return None
        tokens.append((match.lastgroup or "", match.group()))
        position = match.end()
    width, rest = _alternatives(tokens, 0)
    return None if rest else width


def _alternatives(tokens: list[tuple[str, str]], depth: int) -> tuple[int | None, list[tuple[str, str]]]:
    """The width of the widest alternative, and the tokens from the closing bracket on."""
    widest: int | None = 0
    here: list[int | None] = []
    while tokens and tokens[0][0] != "close":
        (kind, text), tokens = tokens[0], tokens[1:]
        if kind == "bar":
            widest, here = _wider(widest, _total(here)), []
        elif kind == "open":
            inner, tokens = _alternatives(tokens, depth + 1)
            tokens = tokens[1:]
            here.append(inner)
        elif kind == "again":  # a group outside of this one could be of any width
            here.append(_total(here) if depth == 0 else None)
        elif kind == "times":
            last = here.pop() if here else None
            here.append(_repeated(last, text))
        else:
            here.append(1)
    return _wider(widest, _total(here)), tokens


def _repeated(width: int | None, times: str) -> int | None:
    if times == "?":
        return width
    most = times[1:-1].rpartition(",")[2] if times[0] == "{" else ""
    return width * int(most) if width is not None and most else None


def _total(widths: list[int | None]) -> int | None:
    known = [w for w in widths if w is not None]
    return sum(known) if len(known) == len(widths) else None


def _wider(a: int | None, b: int | None) -> int | None:
    return None if a is None or b is None else max(a, b)
