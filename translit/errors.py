"""What can go wrong, and where."""

from __future__ import annotations

from collections.abc import Iterable, Sequence


class TranslitError(ValueError):
    """Anything that translit refuses to do; the message says why and how to mend it."""


class ConfigError(TranslitError):
    """A setting that does not exist or a value that it cannot take."""


class RuleError(TranslitError):
    """A rule file that cannot be used, or a scheme or language that has no rules."""


class LexiconError(TranslitError):
    """A lexicon that cannot be used: where, what, and every other problem found in the same run.

    Attributes: `path`, `line` and `column` (both from 1; 0 where there is no place), `message`, and `problems`, all
    problems of the run, this one first.

    >>> print(LexiconError("names.yaml", 7, 5, 'the id "kyiv" is used twice; give one of them another id'))
    names.yaml:7:5: the id "kyiv" is used twice; give one of them another id
    """

    def __init__(self, path: str, line: int, column: int, message: str, others: Sequence[LexiconError] = ()) -> None:
        self.path, self.line, self.column, self.message = path, line, column, message
        self.problems: tuple[LexiconError, ...] = (self, *others)
        super().__init__("\n".join(f"{p.path}:{p.line}:{p.column}: {p.message}" for p in self.problems))

    def __reduce__(self) -> tuple[type[LexiconError], tuple[object, ...]]:
        return type(self), (self.path, self.line, self.column, self.message, self.problems[1:])

    @classmethod
    def of(cls, problems: Sequence[LexiconError]) -> LexiconError:
        """One error that reports all of them; `problems` holds at least one."""
        first, *others = problems
        return cls(first.path, first.line, first.column, first.message, others)


def check_text(text: object) -> None:
    """Raises `TranslitError` for what is no string."""
    if not isinstance(text, str):
        raise TranslitError(f"a text is a string, not {type(text).__name__}; decode bytes with errors='surrogateescape'")


def many(texts: Iterable[str]) -> Iterable[str]:
    """The texts, unless they are one string, which would be taken apart into letters. Raises `TranslitError`."""
    if isinstance(texts, (str, bytes)) or not isinstance(texts, Iterable):
        raise TranslitError(f"several texts are wanted, not {type(texts).__name__}; give a list of strings")
    return texts
