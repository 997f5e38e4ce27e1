"""Streams and files folded."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass

from translit.normalizer import Normalizer
from translit.stream.document import Document
from translit.stream.form import Form
from translit.stream.lines import Read, encoded


@dataclass(frozen=True, slots=True)
class Problem:
    """A record that was passed on as it is, and why."""

    line: int
    message: str


@dataclass(frozen=True, slots=True)
class Folded:
    """A part of a stream, before and after, with the records that could not be read."""

    before: bytes
    after: bytes
    problems: tuple[Problem, ...] = ()


def fold_stream(norm: Normalizer, read: Read, form: Form) -> Iterator[Folded]:
    """The stream folded, part by part as it arrives; the parts in order are the whole.

    >>> import io
    >>> parts = fold_stream(Normalizer(), io.BytesIO(b"Kiev\\nLvov\\n").read1, Form(by_line=True))
    >>> b"".join(part.after for part in parts)
    b'Kyiv\\nLviv\\n'
    """
    for documents in form.documents(read):
        problems = tuple(Problem(d.line, d.problem) for d in documents if d.problem)
        after = encoded("".join(folded(norm, documents)))
        yield Folded(encoded("".join(d.raw for d in documents)), after, problems)


def fold_file(norm: Normalizer, path: str, form: Form) -> Folded:
    """The whole file folded. Raises `OSError` where it cannot be read."""
    with open(path, "rb") as file:
        return joined(fold_stream(norm, file.read1, form))


def joined(parts: Iterable[Folded]) -> Folded:
    """Parts of a stream as one."""
    found = list(parts)
    problems = tuple(p for part in found for p in part.problems)
    return Folded(b"".join(p.before for p in found), b"".join(p.after for p in found), problems)


def folded(norm: Normalizer, documents: Sequence[Document]) -> Iterator[str]:
    """What stands in the place of each document after folding; a record keeps all but its field."""
    for document, text in zip(documents, norm.fold_many(d.text for d in documents), strict=True):
        if text == document.text:
            yield document.raw
        else:
            yield document.rewritten(norm.find(document.text)) if document.is_record else text
