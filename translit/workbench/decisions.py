"""Decisions on proposals as a file: one line each, easy to edit; and the list of what was refused."""

from __future__ import annotations

import os
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass
from typing import Literal, get_args

from translit.errors import LexiconError
from translit.text.script import plain
from translit.workbench.proposal import NEW, Proposal

Answer = Literal["yes", "no", "never", ""]
ANSWERS: tuple[str, ...] = get_args(Answer)
COLUMNS = ("decision", "form", "entry_id", "count", "method", "score", "context")
REFUSED = "refused.tsv"
"""The name of the list of refused proposals, which stands beside the lexicon."""

NEW_METHOD, NATIVE_METHOD = "new ", "native "
"""How the method of a row begins that proposes an entry (its kind follows) or a native form of one (its language follows)."""

_REFUSED_COLUMNS = ("form", "entry_id")


@dataclass(slots=True)
class Row:
    """A proposal in a file of decisions: `yes` lists the form, `no` refuses it, `never` lists it as a look-alike, "" leaves it.

    `details` is what a review shows besides: reasons, and more contexts.
    """

    decision: str
    form: str
    entry_id: str
    count: int = 0
    method: str = ""
    score: float = 0.0
    context: str = ""
    canonical: str = ""
    reasons: tuple[str, ...] = ()
    contexts: tuple[str, ...] = ()
    path: str = ""
    line: int = 0

    @property
    def is_new(self) -> bool:
        """Whether the entry is not there yet."""
        return self.entry_id.startswith(NEW)

    @property
    def kind_of_new(self) -> str:
        """The kind of the entry that the row itself proposes, "" where it proposes none."""
        return self.method[len(NEW_METHOD) :] if self.method.startswith(NEW_METHOD) else ""

    @property
    def language(self) -> str:
        """The language of the native form that the row proposes, "" where it proposes none."""
        return self.method[len(NATIVE_METHOD) :] if self.method.startswith(NATIVE_METHOD) else ""

    def cells(self) -> tuple[str, ...]:
        """What the file holds of the row."""
        score = f"{self.score:.2f}"
        row = (self.decision, self.form, self.entry_id, str(self.count), self.method, score, self.context)
        return tuple(" ".join(cell.split()) for cell in row)

    def error(self, message: str) -> LexiconError:
        """A problem with the row, at its line."""
        return LexiconError(self.path or "decisions", self.line, 1, message)


def rows_of(proposals: Iterable[Proposal]) -> list[Row]:
    """The rows of some proposals, undecided; a new entry is followed by the native forms that the corpus has for it."""
    rows: list[Row] = []
    for p in proposals:
        contexts = tuple(f"{left}[{form}]{right}" for left, form, right in (c.shown() for c in p.contexts))
        method = NEW_METHOD + p.kind if p.method == "new" else p.method
        rows.append(
            Row("", p.canonical if p.method == "new" else p.form, p.entry_id, p.count, method, p.score, _context(p, contexts), p.canonical, p.reasons, contexts)
        )  # fmt: skip
        if p.method == "new":
            rows += [Row("", form, p.entry_id, 0, NATIVE_METHOD + lang, p.score, "", p.canonical) for lang, form in p.native]
    return rows


def _context(proposal: Proposal, contexts: Sequence[str]) -> str:
    """The first context; before it, where the proposal is doubtful, what speaks against it."""
    first = contexts[0] if contexts else ""
    return f"doubtful: {proposal.reasons[0]} | {first}" if proposal.doubtful else first


def write_decisions(rows: Iterable[Row]) -> str:
    """The text of a file of decisions."""
    lines = [COLUMNS, *(row.cells() for row in rows)]
    return "".join("\t".join(cells) + "\n" for cells in lines)


def read_decisions(path: str) -> list[Row]:
    """The rows of a file of decisions. Raises one `LexiconError` with every bad line, and `OSError`."""
    problems: list[LexiconError] = []
    rows: list[Row] = []
    lines = _lines(path)
    if not lines or tuple(lines[0][1][: len(COLUMNS)]) != COLUMNS:
        raise LexiconError(path, 1, 1, f"the first line names the columns: {' '.join(COLUMNS)}, with tabs between them")
    for number, cells in lines[1:]:
        row = _row(path, number, cells, problems)
        if row is not None:
            rows.append(row)
    if problems:
        raise LexiconError.of(problems)
    return rows


def _row(path: str, number: int, cells: list[str], problems: list[LexiconError]) -> Row | None:
    def wrong(column: int, message: str) -> None:
        problems.append(LexiconError(path, number, sum(len(c) + 1 for c in cells[:column]) + 1, message))

    cells = [*cells, *[""] * (len(COLUMNS) - len(cells))]
    decision = cells[0].strip().lower().strip("?")
    if decision not in ANSWERS:
        wrong(0, f"the decision {cells[0]!r} is none; write yes, no or never, or leave it empty")
        return None
    if not cells[1].strip() or not cells[2].strip():
        wrong(1, "a line names the form and the id of the entry; copy them from the proposals")
        return None
    count, score = _number(cells[3]), _number(cells[5])
    if count is None or score is None:
        wrong(3 if count is None else 5, "the count and the score are numbers; leave them as they were proposed, or empty")
        return None
    form, entry_id = cells[1].strip(), cells[2].strip()
    return Row(decision, form, entry_id, int(count), cells[4].strip(), score, cells[6], path=path, line=number)


def _number(cell: str) -> float | None:
    try:
        return float(cell or 0)
    except ValueError:
        return None


def _lines(path: str) -> list[tuple[int, list[str]]]:
    with open(path, encoding="utf-8-sig", errors="surrogateescape", newline="") as file:
        lines = file.read().replace("\r\n", "\n").split("\n")
    return [(number, line.split("\t")) for number, line in enumerate(lines, 1) if line.strip() and not line.startswith("#")]


def refusal(form: str, entry_id: str) -> tuple[str, str]:
    """What a refusal is known by: the plain form, and the entry, or `new:` for whatever new entry it was proposed for."""
    return plain(form), NEW if entry_id.startswith(NEW) else entry_id


def read_refused(paths: Iterable[str]) -> frozenset[tuple[str, str]]:
    """What was refused, by the lists that are there; see `refusal`. Raises `LexiconError` for a list that is none."""
    return frozenset(pair for path in paths if os.path.exists(path) for pair in _refused(path))


def _refused(path: str) -> Iterator[tuple[str, str]]:
    lines = _lines(path)
    if lines and tuple(lines[0][1][:2]) != _REFUSED_COLUMNS:
        raise LexiconError(path, 1, 1, f"the first line names the columns: {' '.join(_REFUSED_COLUMNS)}, with a tab between them")
    for _, cells in lines[1:]:
        if len(cells) > 1:
            yield refusal(cells[0], cells[1])


def with_refused(text: str, rows: Iterable[Row]) -> str:
    """The text of a list of refused proposals with some more, each once, sorted by form."""
    kept = {tuple(line.split("\t")[:2]) for line in text.splitlines()[1:] if "\t" in line}
    kept |= {(row.form, NEW if row.is_new else row.entry_id) for row in rows}
    return "".join("\t".join(cells) + "\n" for cells in (_REFUSED_COLUMNS, *sorted(kept)))
