"""Decisions carried out: forms written into the entries, new entries made, refusals noted."""

from __future__ import annotations

import os
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, field
from pathlib import Path
from tempfile import TemporaryDirectory

from rapidfuzz.distance import JaroWinkler

from translit.errors import ConfigError, LexiconError
from translit.lexicon.entry import Damaged, Entry, Variant
from translit.lexicon.paths import lexicon_files
from translit.resources import lexicons_folder
from translit.rules.fold import word_keys
from translit.text.script import plain
from translit.workbench.decisions import REFUSED, Row, with_refused
from translit.workbench.entry_text import quoted
from translit.workbench.insertion import check_with, with_entry, write_whole
from translit.workbench.proposal import NEW
from translit.workbench.write_back import entry_head, entry_ids, with_item


@dataclass(slots=True)
class Changes:
    """What decisions make of files: their new texts, what was done, and snippets for files that cannot be written.

    `done` holds (path, what); `by_hand` are pieces of YAML to be put in by hand, with where.
    """

    texts: dict[Path, str] = field(default_factory=dict)
    done: list[tuple[str, str]] = field(default_factory=list)
    by_hand: list[str] = field(default_factory=list)

    def text(self, path: Path) -> str:
        """The text of a file as the changes leave it; "" for one that is not there."""
        return self.texts[path] if path in self.texts else _read(path)

    def before(self) -> Iterable[tuple[Path, str, str]]:
        """Each changed file with its text before and after."""
        for path, after in self.texts.items():
            yield path, _read(path), after

    def write(self) -> None:
        """Write the files, each whole or not at all. Raises `OSError`."""
        for path, text in self.texts.items():
            write_whole(path, text)


def changes_of(rows: Sequence[Row], paths: Sequence[Path], into: Path | None = None, refused: Path | None = None) -> Changes:
    """What the decisions change in the lexicon of these files and folders; nothing is written yet.

    `into` takes new entries, `refused` is the list of refused proposals (by default beside the lexicon). Raises one
    `LexiconError` with every decision that cannot be carried out, and `ConfigError` where a file has to be named.
    """
    changes = Changes()
    problems: list[LexiconError] = []
    files = lexicon_files([p for p in paths if p.exists()])
    if into is not None and into.exists() and into not in files:
        files.append(into)
    for id in dict.fromkeys(row.entry_id for row in rows if row.is_new):
        _make([row for row in rows if row.entry_id == id], files, into, changes, problems)
    listed = [row for row in rows if not row.is_new and row.decision in ("yes", "never")]
    homes = _homes({row.entry_id for row in listed}, files)
    for row in listed:
        _list(row, homes, changes, problems)
    if problems:
        raise LexiconError.of(problems)
    _refuse(rows, paths, refused, changes)
    return changes


def _homes(ids: Iterable[str], files: Sequence[Path]) -> dict[str, Path]:
    """The file that holds each of the entries."""
    wanted = set(ids)
    homes: dict[str, Path] = {}
    for path in files if wanted else ():
        text = _read(path)
        if any(id in text for id in wanted):
            homes.update(dict.fromkeys(wanted & entry_ids(str(path), text), path))
            wanted -= homes.keys()
    return homes


def _list(row: Row, homes: Mapping[str, Path], changes: Changes, problems: list[LexiconError]) -> None:
    """Put the form of a row into the list of its entry that the decision and the method ask for."""
    path = homes.get(row.entry_id)
    if path is None:
        problems.append(
            row.error(f'there is no entry "{row.entry_id}" in the lexicon; check the id, or name its file with --lexicon')
        )
        return
    name = "never" if row.decision == "never" else list_for(row)
    text = changes.text(path)
    try:
        form = form_to_list(row.form, *entry_head(str(path), text, row.entry_id), name)
        made = with_item(str(path), text, row.entry_id, name, form)
    except LexiconError as error:
        problems.append(error)
        return
    if made == text:
        return
    if is_writable(path):
        changes.texts[path] = made
        changes.done.append((str(path), f'{row.entry_id}: "{form}" in {name}'))
    else:
        changes.by_hand.append(f"# into {path}\n- id: {quoted(row.entry_id)}\n  {name}: [{quoted(form)}]\n")


def list_for(row: Row) -> str:
    """The list that takes an accepted form: what no rule explains is damage, which needs evidence beside it."""
    return "damaged" if row.method == "fuzzy" else "variants"


def form_to_list(form: str, canonical: str, kind: str, field: str) -> str:
    """The form as a list takes it: a word that no fold key ties to a word of a person's name is listed within the whole name.

    Alone it would stand for the whole name, and could not be written over.

    >>> form_to_list("Zabusko", "Oksana Zabuzhko", "person", "variants")
    'Oksana Zabusko'
    """
    words = canonical.split()
    if field != "variants" or kind != "person" or len(words) < 2 or len(form.split()) > 1:
        return form
    keys = set(word_keys(form))
    if any(keys & set(word_keys(word)) for word in words):
        return form
    nearest = max(range(len(words)), key=lambda place: (_likeness(form, words[place]), place))
    return " ".join((*words[:nearest], form, *words[nearest + 1 :]))


def _likeness(form: str, word: str) -> float:
    return float(JaroWinkler.similarity(plain(form), plain(word)))


def _make(rows: Sequence[Row], files: Sequence[Path], into: Path | None, changes: Changes, problems: list[LexiconError]) -> None:
    """Make the new entry of these rows, if it is accepted."""
    accepted = [row for row in rows if row.decision == "yes"]
    head = next((row for row in accepted if row.kind_of_new), None)
    if head is None:
        for row in accepted:
            message = f'"{row.form}" is accepted for an entry that is not; say yes to the line of "{row.entry_id}", too'
            problems.append(row.error(message))
        return
    home = into or (files[0] if len(files) == 1 and is_writable(files[0]) else None)
    if home is None:
        raise ConfigError("a new entry is accepted; name the lexicon file that takes it with --into FILE")
    entry = _entry(head, accepted, files)
    try:
        changes.texts[home] = _with_entry(home, changes.texts.get(home), entry)
    except LexiconError as error:
        problems += error.problems
        return
    changes.done.append(
        (str(home), f'new entry "{entry.id}": {entry.canonical}' + ("" if entry.native else "; add its native form"))
    )


def _with_entry(home: Path, text: str | None, entry: Entry) -> str:
    """The text of a file with one more entry; `text` is the file as earlier changes leave it, None if it is as on disk."""
    if text is None:
        made = with_entry(home, entry, {"lexicon": home.stem})
    else:
        with TemporaryDirectory() as folder:
            copy = Path(folder) / home.name
            copy.write_bytes(text.encode("utf-8"))
            made = with_entry(copy, entry, {})
    check_with(home, made, [])
    return made


def _entry(head: Row, accepted: Sequence[Row], files: Sequence[Path]) -> Entry:
    words = head.form.split()
    others = [row for row in accepted if row is not head and not row.language]
    person = head.kind_of_new == "person"
    return Entry(
        id=_free_id(head.entry_id.removeprefix(NEW), files),
        canonical=head.form,
        kind=head.kind_of_new,
        native={row.language: row.form for row in accepted if row.language},
        alone=(words[-1],) if person and len(words) > 1 else (),
        variants=tuple(
            Variant(form_to_list(row.form, head.form, head.kind_of_new, "variants"))
            for row in others
            if list_for(row) == "variants"
        ),
        damaged=tuple(Damaged(row.form) for row in others if list_for(row) == "damaged"),
    )


def _free_id(wanted: str, files: Sequence[Path]) -> str:
    """The id, with a number behind it where it is taken."""
    taken = set(_homes((wanted, *(f"{wanted}-{n}" for n in range(2, 9))), files))
    return next(id for id in (wanted, *(f"{wanted}-{n}" for n in range(2, 10))) if id not in taken)


def _refuse(rows: Sequence[Row], paths: Sequence[Path], refused: Path | None, changes: Changes) -> None:
    """Note what was refused, so that it is not proposed again; a look-alike of a new name can be noted there only."""
    turned_down = [row for row in rows if row.decision == "no" or (row.decision == "never" and row.is_new)]
    if not turned_down:
        return
    path = refused or refused_beside(paths)
    if path is None:
        raise ConfigError("the lexicon cannot be written, so its list of refused proposals can't; name one with --refused FILE")
    text = changes.text(path)
    made = with_refused(text, turned_down)
    if made != text:
        changes.texts[path] = made
        changes.done.append((str(path), f"{len(turned_down)} refused"))


def refused_beside(paths: Sequence[Path]) -> Path | None:
    """Where the refused proposals of a lexicon are noted: beside its last layer that can be written; None where none can."""
    for path in reversed(paths):
        folder = path if path.is_dir() else path.parent
        if is_writable(folder):
            return folder / REFUSED
    return None


def _read(path: Path) -> str:
    """The text of a file, "" for one that is not there. Raises `LexiconError` for one that is not UTF-8."""
    try:
        return path.read_bytes().decode("utf-8") if path.exists() else ""
    except UnicodeDecodeError as error:
        raise LexiconError(str(path), 1, 1, "the file is not UTF-8; save it as UTF-8") from error


def is_writable(path: Path) -> bool:
    """Whether a file or folder may be changed: not one of an installed package, which the next version replaces."""
    package = Path(__file__).resolve().parent.parent
    packaged = lexicons_folder().resolve()
    inside = packaged.is_relative_to(package) and path.resolve().is_relative_to(packaged)
    return not inside and os.access(path, os.W_OK)
