"""A sample of the text of a corpus, spread evenly over it and bounded, with the mentions in place."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass

from translit.mention import Mention
from translit.stream.document import Document

EXCERPT_CHARACTERS = 6000
"""How long an excerpt is at the most, but for a mention or a word that ends behind it."""


@dataclass(frozen=True, slots=True)
class Excerpt:
    """A stretch of a document: number of the file, of the document and of the excerpt, line, and the text in parts.

    A number among `parts` is a mention: the number of its spelling.
    """

    file: int
    document: int
    number: int
    line: int
    parts: tuple[str | int, ...]

    @property
    def size(self) -> int:
        """Characters beside the mentions."""
        return sum(len(part) for part in self.parts if isinstance(part, str))


class Excerpts:
    """Every n-th excerpt of a corpus, where n doubles whenever more than `max_text` characters have come together.

    >>> few = Excerpts(max_text=30)
    >>> for number in range(100):
    ...     few.add(0, number, Document("", f"sentence {number}", line=number + 1), [], [])
    >>> [excerpt.line for excerpt in few.kept], few.every
    ([1, 65], 64)
    """

    def __init__(self, max_text: int) -> None:
        self.kept: list[Excerpt] = []
        self.every = 1
        self.seen = 0
        self._max_text, self._size = max_text, 0

    def add(
        self, file: int, number: int, document: Document, mentions: Sequence[Mention], spellings: Sequence[int | None]
    ) -> None:
        """Take the excerpts of a document whose turn it is; `spellings` are the numbers of its mentions."""
        text, line, first = document.text, document.line, 0
        for start, end in _stretches(text, mentions):
            behind = first
            while behind < len(mentions) and mentions[behind].start < end:
                behind += 1
            if self.seen % self.every == 0:
                parts = _parts(text, start, end, mentions[first:behind], spellings[first:behind])
                self._keep(Excerpt(file, number, self.seen, line, parts))
            self.seen += 1
            line += 0 if document.is_record else text.count("\n", start, end)
            first = behind

    def _keep(self, excerpt: Excerpt) -> None:
        self.kept.append(excerpt)
        self._size += excerpt.size
        while self._size > self._max_text and len(self.kept) > 1:
            self.every *= 2
            self.kept = [p for p in self.kept if p.number % self.every == 0]
            self._size = sum(p.size for p in self.kept)


def _stretches(text: str, mentions: Sequence[Mention]) -> Iterator[tuple[int, int]]:
    """Start and end of each excerpt of a text: whole lines where possible, and no mention in two of them."""
    start, near = 0, 0
    while start < len(text):
        end = _end(text, start)
        while near < len(mentions) and mentions[near].end <= end:
            near += 1
        if near < len(mentions) and mentions[near].start < end:
            end = mentions[near].end
        yield start, end
        start = end


def _end(text: str, start: int) -> int:
    limit = start + EXCERPT_CHARACTERS
    if limit >= len(text):
        return len(text)
    return text.rfind("\n", start, limit) + 1 or text.rfind(" ", start, limit) + 1 or limit


def _parts(
    text: str, start: int, end: int, mentions: Sequence[Mention], spellings: Sequence[int | None]
) -> tuple[str | int, ...]:
    """The text between mentions and the numbers of the mentions, in order; what is not listed stays text."""
    parts: list[str | int] = []
    at = start
    for mention, number in zip(mentions, spellings, strict=True):
        if number is not None:
            parts += (text[at : mention.start], number)
            at = mention.end
    parts.append(text[at:end])
    return tuple(part for part in parts if part != "")
