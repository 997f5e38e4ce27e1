"""One document of a stream: what is folded, and what it stands in."""

from __future__ import annotations

import re
from collections.abc import Callable, Iterable, Iterator, Sequence
from dataclasses import dataclass

from translit.mention import Mention
from translit.mention import rewritten as with_replacements
from translit.stream.lines import decoded, size_in_bytes


@dataclass(frozen=True, slots=True)
class Quoting:
    """How a format writes a string inside a record.

    `unit` matches one character as it is written, `write` writes text in this way, `finish` gets the whole written
    string after a change.
    """

    unit: re.Pattern[str] | None
    write: Callable[[str], str]
    finish: Callable[[str], str] = str


PLAIN = Quoting(None, str)


@dataclass(frozen=True, slots=True)
class Document:
    """A line, a file, a part of a long one, or the field of a record.

    `raw` is all that the document's place in the stream holds, `text` what is folded: the characters `start` to `end` of
    `raw`, written with `quoting`. `line` is the number of its first line; `skipped` and `skipped_bytes` are what a
    long line or file holds before this part. `problem` says why a record is passed on as it is.
    """

    raw: str
    text: str
    line: int = 1
    start: int = 0
    end: int = 0
    quoting: Quoting = PLAIN
    skipped: int = 0
    skipped_bytes: int = 0
    problem: str = ""

    @property
    def is_record(self) -> bool:
        """Whether `text` is a part of `raw` only."""
        return self.raw is not self.text

    def with_text(self, text: str) -> str | None:
        """`raw` with another text in place of its own; None where its own is written otherwise than `quoting` writes it."""
        if not self.is_record:
            return text
        if self.quoting.write(self.text) != self.raw[self.start : self.end]:
            return None
        return self.raw[: self.start] + self.quoting.finish(self.quoting.write(text)) + self.raw[self.end :]

    def rewritten(self, mentions: Sequence[Mention]) -> str:
        """`raw` with the replacements of these mentions of `text` written; not a character beside them changes."""
        if not self.is_record:
            return with_replacements(self.text, list(mentions))
        places = self._places()
        parts: list[str] = []
        position = self.start
        for mention in mentions:
            if mention.replacement != mention.text:
                parts += (self.raw[position : places[mention.start]], self.quoting.write(mention.replacement))
                position = places[mention.end]
        if not parts:
            return self.raw
        parts.append(self.raw[position : self.end])
        return self.raw[: self.start] + self.quoting.finish("".join(parts)) + self.raw[self.end :]

    def _places(self) -> Sequence[int]:
        """Where in `raw` each character of `text` begins, and where the last one ends."""
        unit = self.quoting.unit
        if unit is None or len(self.text) == self.end - self.start:
            return range(self.start, self.end + 1)
        return [*(m.start() for m in unit.finditer(self.raw, self.start, self.end)), self.end]


@dataclass(frozen=True, slots=True)
class Place:
    """Where a mention stands: `line` of the file, code points and bytes of the document."""

    line: int
    start: int
    end: int
    byte_start: int
    byte_end: int


def places(document: Document, mentions: Iterable[Mention]) -> Iterator[Place]:
    """The place of each mention of a document, in order; of a record the line is the one that it begins in."""
    line, at, size = document.line, 0, document.skipped_bytes
    for mention in mentions:
        between = document.text[at : mention.start]
        size += size_in_bytes(between)
        line += 0 if document.is_record else between.count("\n")
        inside = size_in_bytes(mention.text)
        first = document.skipped + mention.start
        yield Place(line, first, first + len(mention.text), size, size + inside)
        line += 0 if document.is_record else mention.text.count("\n")
        size, at = size + inside, mention.end


def in_parts(parts: Iterable[bytes]) -> Iterator[list[Document]]:
    """Each part of a long document as a document of its own, whose places count from the start of the whole."""
    line, skipped, skipped_bytes = 1, 0, 0
    for data in parts:
        text = decoded(data)
        yield [Document(text, text, line=line, skipped=skipped, skipped_bytes=skipped_bytes)]
        line, skipped, skipped_bytes = line + data.count(b"\n"), skipped + len(text), skipped_bytes + len(data)


def one_a_line(lines: Iterable[list[bytes]]) -> Iterator[list[Document]]:
    """Each line as a document."""
    line, skipped, skipped_bytes = 1, 0, 0
    for batch in lines:
        made = []
        for data in batch:
            text = decoded(data)
            made.append(Document(text, text, line=line, skipped=skipped, skipped_bytes=skipped_bytes))
            if data.endswith(b"\n"):
                line, skipped, skipped_bytes = line + 1, 0, 0
            else:
                skipped, skipped_bytes = skipped + len(text), skipped_bytes + len(data)
        yield made
