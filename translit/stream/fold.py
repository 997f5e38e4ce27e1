"""Streams and files folded."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass

from translit.normalizer import Normalizer
from translit.stream.document import Document
from translit.stream.form import Form
from translit.stream.lines import LONGEST_LINE, Read, blocks, decoded, encoded
from translit.stream.parts import parts


@dataclass(frozen=True, slots=True)
class Problem:
    """A record that was passed on as it is, and why."""

    line: int
    message: str


@dataclass(frozen=True, slots=True)
class Folded:
    """A part of a stream, before and after, its size in bytes and lines, and the records that could not be read.

    Where parts come from other processes, `before` is empty unless it was asked for.
    """

    before: bytes
    after: bytes
    problems: tuple[Problem, ...] = ()
    changed: bool = False
    size: int = 0
    lines: int = 0

    @classmethod
    def of(cls, before: bytes, after: bytes, problems: tuple[Problem, ...] = ()) -> Folded:
        """What became of `before`."""
        return cls(before, after, problems, before != after, len(before), before.count(b"\n"))


def fold_stream(norm: Normalizer, read: Read, form: Form) -> Iterator[Folded]:
    """The stream folded, part by part as it arrives; the parts in order are the whole.

    >>> import io
    >>> parts = fold_stream(Normalizer(), io.BytesIO(b"Kiev\\nLvov\\n").read1, Form(by_line=True))
    >>> b"".join(part.after for part in parts)
    b'Kyiv\\nLviv\\n'
    """
    if not form.is_text:
        return (_records(norm, documents) for documents in form.documents(read))
    if form.by_line:
        return (_lines(norm, block) for block in blocks(read, LONGEST_LINE))
    return (_document(norm, part) for part in parts(read))


def joined(parts: Iterable[Folded]) -> Folded:
    """Parts of a stream as one."""
    found = list(parts)
    problems = tuple(p for part in found for p in part.problems)
    return Folded.of(b"".join(p.before for p in found), b"".join(p.after for p in found), problems)


def _document(norm: Normalizer, data: bytes) -> Folded:
    return Folded.of(data, encoded(norm.fold(decoded(data))))


def _lines(norm: Normalizer, data: bytes) -> Folded:
    return Folded.of(data, norm.fold_lines(data))


def _records(norm: Normalizer, documents: Sequence[Document]) -> Folded:
    problems = tuple(Problem(d.line, d.problem) for d in documents if d.problem)
    after = encoded("".join(_folded(norm, documents)))
    return Folded.of(encoded("".join(d.raw for d in documents)), after, problems)


def _folded(norm: Normalizer, documents: Sequence[Document]) -> Iterator[str]:
    """What stands in the place of each record after folding: all but its field stays."""
    for document, text in zip(documents, norm.fold_many(d.text for d in documents), strict=True):
        if text == document.text:
            yield document.raw
            continue
        written = document.with_text(text)
        yield document.rewritten(norm.find(document.text)) if written is None else written
