"""A new entry put into a lexicon file at its place, with every other byte left as it is."""

from __future__ import annotations

import os
import re
import tempfile
from collections.abc import Mapping, Sequence
from pathlib import Path

from translit.errors import LexiconError
from translit.lexicon.entry import Entry
from translit.lexicon.load import read_entries
from translit.lexicon.located import Document, read_yaml
from translit.resources import lexicons_folder
from translit.stream.save import replace_file
from translit.workbench.entry_text import entry_text, head_text

_EMPTY_LIST = re.compile(r"^(entries:)[ \t]*\[[ \t]*\][ \t]*(?=\r?$)", re.MULTILINE)
_ENTRIES = re.compile(r"^entries:[ \t]*(?:#[^\r\n]*)?(?:\r?\n|\Z)", re.MULTILINE)
_LINE = re.compile(r"[^\n]*\n|[^\n]+")
SCHEMA_COMMENT = "# yaml-language-server: $schema="
"""How the first line of a lexicon file tells editors which schema it keeps to."""


def with_entry(path: Path, entry: Entry, head: Mapping[str, str]) -> str:
    """The text of a file with one more entry; a file that is not there yet begins with `head`.

    Raises `LexiconError` for a file that cannot be read as a lexicon.
    """
    if not path.exists():
        return schema_comment(path) + head_text(head) + entry_text(entry)
    document = read_yaml(path)
    if document.problems:
        raise LexiconError.of(document.problems)
    return _inserted(path.read_bytes().decode("utf-8"), document, entry)


def ids_in(path: Path) -> set[str]:
    """The ids of a file's entries, as far as it can be read. Raises `OSError`."""
    value = read_yaml(path).value
    items = value.get("entries") if isinstance(value, dict) else None
    return {str(item.get("id", "")) for item in items if isinstance(item, dict)} if isinstance(items, list) else set()


def schema_comment(path: Path) -> str:
    """The line that names the schema for editors, for a file below the folder `lexicons/`; nothing for other files."""
    folder = path.resolve().parent
    schema = lexicons_folder().resolve() / "schema" / "lexicon.schema.json"
    if schema.parent.parent not in folder.parents or not schema.is_file():
        return ""
    return f"{SCHEMA_COMMENT}{Path(os.path.relpath(schema, folder)).as_posix()}\n"


def _inserted(text: str, document: Document, entry: Entry) -> str:
    items = document.value.get("entries") if isinstance(document.value, dict) else None
    if not isinstance(items, list):
        raise document.error((), 'the file has no list "entries:"; add that line, or name another file')
    end = "\r\n" if "\r\n" in text else "\n"
    if not items:
        text = _EMPTY_LIST.sub(r"\1", text)
        line = next((m.end() for m in _ENTRIES.finditer(text)), None)
        if line is None:
            raise document.error(("entries",), 'the list of entries is written in braces; write "entries:" on a line of its own')
        at, made = line, entry_text(entry)
    else:
        lines = _LINE.findall(text)
        line = _line_for(entry.id, items, document, lines)
        at, made = sum(map(len, lines[:line])), _in_the_manner(entry, items, document, lines)
    before = text[:at] if not at or text[at - 1] == "\n" else text[:at] + end
    return before + made.replace("\n", end) + text[at:]


def _line_for(id: str, items: Sequence[object], document: Document, lines: Sequence[str]) -> int:
    """The number of lines before the new entry: in front of the first entry with a greater id and of the comments above it."""
    for number, item in enumerate(items):
        if isinstance(item, dict) and str(item.get("id", "")) > id:
            line = document.places["entries", number][0] - 1
            break
    else:
        line = _end_of_entries(document, lines)
    while line > 0 and (not lines[line - 1].strip() or lines[line - 1].lstrip().startswith("#")):
        line -= 1
    return line


def _end_of_entries(document: Document, lines: Sequence[str]) -> int:
    """The line behind the list: that of the first field of the file that stands below it, or the end."""
    first = document.places["entries", 0][0]
    below = [n for n, text in enumerate(lines) if n >= first and re.match(r"[A-Za-z\"']", text)]
    return below[0] if below else len(lines)


def _in_the_manner(entry: Entry, items: Sequence[object], document: Document, lines: Sequence[str]) -> str:
    """The entry indented, and on one line or several, as the last entry of the file is."""
    line, column = document.places["entries", len(items) - 1]
    text = lines[line - 1]
    indent = text[: len(text) - len(text.lstrip())]
    return entry_text(entry, indent, flow=text[column - 1 : column] == "{")


def check_with(path: Path, text: str, others: Sequence[Path]) -> None:
    """Raises one `LexiconError` with every problem that the file would have with this text, beside the other files."""
    handle, name = tempfile.mkstemp(suffix=".yaml")
    temporary = Path(name)
    try:
        with os.fdopen(handle, "w", encoding="utf-8", newline="") as file:
            file.write(text)
        read_entries([*(p for p in others if p.resolve() != path.resolve()), temporary])
    except LexiconError as error:
        raise LexiconError.of([_renamed(p, str(temporary), str(path)) for p in error.problems]) from None
    finally:
        temporary.unlink()


def _renamed(problem: LexiconError, old: str, new: str) -> LexiconError:
    return LexiconError(problem.path.replace(old, new), problem.line, problem.column, problem.message.replace(old, new))


def write_whole(path: Path, text: str) -> None:
    """The file with this text, replaced whole, or made with its folders. Raises `OSError`."""
    path.parent.mkdir(parents=True, exist_ok=True)
    replace_file(str(path), text.encode("utf-8"))
