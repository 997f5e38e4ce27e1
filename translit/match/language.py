"""The language of a document, told only where a decision turns on it."""

from __future__ import annotations

from collections.abc import Callable


class Language:
    """A language that is worked out when `code` is first asked for; `asked` is True from then on.

    >>> language = Language(lambda: "uk")
    >>> language.asked, language.code, language.asked
    (False, 'uk', True)
    """

    __slots__ = ("_code", "_tell", "asked")

    def __init__(self, tell: Callable[[], str | None]) -> None:
        self._tell, self._code, self.asked = tell, "", False

    @property
    def code(self) -> str | None:
        """The code as the guard lists have it, None where the text does not tell."""
        if not self.asked:
            self._code = self._tell() or ""
            self.asked = True
        return self._code or None
