"""The texts of a corpus: files, folders and standard input, compressed or not, read as often as is wanted."""

from __future__ import annotations

import os
import shutil
import tempfile
from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass, field, replace
from pathlib import Path
from typing import BinaryIO

from translit.errors import TranslitError
from translit.stream.compressed import SUFFIXES, open_input
from translit.stream.document import Document
from translit.stream.form import Form

STDIN = "-"
PASSAGE = 8_000
"""Characters that are read together: words this near to one another count as standing in one piece of news."""

_JSON, _CSV, _TSV = (".jsonl", ".ndjson"), (".csv",), (".tsv",)
_NO_TEXT = (
    ".yaml", ".yml", ".png", ".jpg", ".jpeg", ".gif", ".pdf", ".zip", ".tar", ".docx", ".xlsx", ".parquet", ".py", ".pyc", ".lexicon",
)  # fmt: skip
_PROBE = 4096


@dataclass(frozen=True, slots=True)
class Passage:
    """A stretch of a document: which input, which document of it, and the number of its first line."""

    name: str
    document: int
    line: int
    text: str


@dataclass(slots=True)
class Corpus:
    """Files to be read, each in the form that its suffix tells unless `form` says otherwise.

    `column` names the field of JSON lines or the column of CSV that holds the text. `read` is told of every block that is
    read; `problems` holds what was left out, as (input, line, message).
    """

    names: Sequence[str]
    form: Form | None = None
    column: str | None = None
    read: Callable[[int], None] = lambda size: None
    problems: list[tuple[str, int, str]] = field(default_factory=list)
    _spool: BinaryIO | None = None

    @classmethod
    def of(cls, paths: Sequence[str], form: Form | None = None, column: str | None = None) -> Corpus:
        """The corpus of these files and folders (all text files in them); "-" is standard input. Raises `OSError`."""
        found = [(path, name) for path in paths for name in _files(path)]
        records = () if form or column else (*_JSON, *_CSV, *_TSV)
        left_out = [name for path, name in found if name != path and _suffix(name) in records]
        corpus = cls([name for _, name in found if name not in left_out], form, column)
        if paths and not corpus.names:
            raise TranslitError(f"{', '.join(paths)} holds no text file; name files, or a folder that has some")
        corpus.problems += [(name, 0, "left out; say with --field which field holds the text") for name in left_out]
        return corpus

    def documents(self, by_line: bool = False) -> Iterator[tuple[str, Document]]:
        """Every document with the name of its input: a file, a record, or a line of plain text with `by_line`."""
        for name in self.names:
            form = self._form(name)
            if form.format == "text":
                form = replace(form, by_line=by_line)
            with self._open(name) as file:
                for documents in form.documents(self._reader(file)):
                    for document in documents:
                        self._note(name, document)
                        yield name, document

    def passages(self) -> Iterator[Passage]:
        """The text in pieces of some thousand characters, cut at line ends; memory does not grow with the files."""
        number = 0
        for name, document in self.documents():
            number += document.skipped == 0
            for piece, lines in _pieces(document.text):
                yield Passage(name, number, document.line + (0 if document.is_record else lines), piece)

    def _note(self, name: str, document: Document) -> None:
        if document.problem and (name, document.line, document.problem) not in self.problems:
            self.problems.append((name, document.line, document.problem))

    def _form(self, name: str) -> Form:
        if self.form is not None:
            return self.form
        suffix = _suffix(name)
        if suffix in _JSON:
            return Form("jsonl", self.column)
        if suffix in _CSV + _TSV:
            return Form("csv", self.column, delimiter="\t" if suffix in _TSV else ",")
        return Form()

    def _open(self, name: str) -> BinaryIO:
        if name != STDIN:
            return open_input(name)
        if self._spool is None:  # read more than once, so it is kept on disk while the command runs
            self._spool = tempfile.TemporaryFile()  # noqa: SIM115 (kept open for the next pass)
            with open(0, "rb", closefd=False) as source:
                shutil.copyfileobj(source, self._spool)
            self._spool.flush()
        copy = os.dup(self._spool.fileno())
        file = os.fdopen(copy, "rb")
        file.seek(0)
        return file

    def _reader(self, file: BinaryIO) -> Callable[[int], bytes]:
        take = getattr(file, "read1", file.read)

        def read(size: int) -> bytes:
            block: bytes = take(size)
            self.read(len(block))
            return block

        return read


def _pieces(text: str) -> Iterator[tuple[str, int]]:
    """The text cut at the first line end behind each `PASSAGE` characters, with the lines before each piece."""
    start = line = 0
    while start < len(text):
        end = text.find("\n", start + PASSAGE) + 1 or len(text)
        piece = text[start:end]
        yield piece, line
        start, line = end, line + piece.count("\n")


def _suffix(name: str) -> str:
    """What a name ends with, in small letters, that of a compression left out."""
    stem, suffix = os.path.splitext(name.lower())
    return os.path.splitext(stem)[1] if suffix in SUFFIXES else suffix


def _files(path: str) -> list[str]:
    if path == STDIN or not os.path.isdir(path):
        if path != STDIN:
            os.stat(path)
        return [path]
    found = (p for p in sorted(Path(path).rglob("*")) if not any(part.startswith(".") for part in p.relative_to(path).parts))
    return [os.fspath(p) for p in found if p.is_file() and p.suffix.lower() not in _NO_TEXT and _is_text(p)]


def _is_text(path: Path) -> bool:
    if path.suffix.lower() in SUFFIXES:
        return True
    with open(path, "rb") as file:
        return b"\0" not in file.read(_PROBE)
