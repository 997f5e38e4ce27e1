"""Every problem of lexicon files, in one run: the checks in their order, the places of what they find, and what is accepted."""

from __future__ import annotations

import gc
from collections.abc import Callable, Iterable, Iterator, Sequence
from contextlib import contextmanager
from dataclasses import dataclass, replace

from translit.lexicon.located import Problem
from translit.workbench.checks_between import KEYED, SHARED, check_keys, check_shared
from translit.workbench.checks_entries import CODES as ENTRIES
from translit.workbench.checks_entries import check_entries, check_license
from translit.workbench.checks_forms import DERIVED, LISTED, check_derived, check_listed
from translit.workbench.checks_letters import CODES as LETTERS
from translit.workbench.checks_letters import check_letters, check_normal_form
from translit.workbench.codes import TESTED
from translit.workbench.findings import Finding, Fix, accepted_codes, accepting_comment
from translit.workbench.generated import Trial, check_examples
from translit.workbench.source_file import SourceFile
from translit.workbench.subject import Subject, opened

UNREADABLE = "TL001"
UNUSED = "TL109"

_CHECKS: tuple[tuple[frozenset[str], Callable[[Subject], Iterator[Finding]]], ...] = (
    (ENTRIES, check_entries),
    (LETTERS, check_letters),
    (LISTED, check_listed),
    (frozenset({"TL105"}), check_examples),
    (DERIVED, check_derived),
    (SHARED, check_shared),
)
_FILE_CHECKS = (("TL201", check_normal_form), ("TL108", check_license))
_OF_FILES = frozenset({"TL201", "TL108", UNUSED})
"""Codes that the text of a file is read for, although no entry in it is at fault."""
_PROMPT = {"TL003": Fix("quote"), "TL008": Fix("write")}
"""Mends for what loading refuses."""


@dataclass(frozen=True, slots=True)
class Report:
    """What a check found, in the order of the files, and how many entries were judged and findings accepted."""

    findings: tuple[Finding, ...]
    entries: int
    accepted: int

    @property
    def is_readable(self) -> bool:
        """False where a file could not be read as a lexicon."""
        return all(f.code != UNREADABLE for f in self.findings)


def check(
    paths: Sequence[str],
    codes: frozenset[str],
    over: Sequence[str] = (),
    *,
    cache: bool = True,
    on_compile: Callable[[], None] | None = None,
) -> Report:
    """Everything of these codes that is wrong with the files and folders `paths`, laid over the lexicons `over`.

    Raises `LexiconError` for a path that does not exist.
    """
    codes = codes - {"TL308", "TL309"}
    with _without_collection():
        subject = opened(paths, over, cache=cache, on_compile=on_compile)
        found = [*(of_loading(p) for p in subject.problems), *_all(subject, codes)]
        return reported(subject, [f for f in found if f.code in codes or f.code == UNREADABLE], codes)


def run_tests(
    subject: Subject, trial: Trial, codes: frozenset[str] = TESTED, on_row: Callable[[int], None] | None = None
) -> Report:
    """What fails of the examples and generated tests of all entries under check."""
    found = [of_loading(p) for p in subject.problems]
    gc.freeze()  # the entries stay; looking for garbage among them would cost more than the tests
    for number, row in enumerate(subject.judged()):
        found += trial.of_entry(row)
        if on_row:
            on_row(number)
    gc.unfreeze()
    return reported(subject, found, codes)


def reported(subject: Subject, found: Iterable[Finding], codes: frozenset[str]) -> Report:
    """The findings with their places, in the order of the files, less those that a comment accepts."""
    located, accepted = _located(subject, found, codes)
    order = {str(path): place for place, path in enumerate(subject.files)}
    located.sort(key=lambda f: (order.get(f.path, -1), f.line, f.column, f.code))
    return Report(tuple(dict.fromkeys(located)), sum(row.own for row in subject.rows), accepted)


@contextmanager
def _without_collection() -> Iterator[None]:
    """Reading makes millions of objects that all stay; looking for garbage among them takes a third of the time."""
    was = gc.isenabled()
    gc.disable()
    try:
        yield
    finally:
        if was:
            gc.enable()


def _all(subject: Subject, codes: frozenset[str]) -> Iterator[Finding]:
    for own, run in _CHECKS:
        if own & codes:
            yield from run(subject)
    if KEYED & codes:
        yield from check_keys(subject, codes)


def of_loading(problem: Problem) -> Finding:
    """A problem of reading as a finding."""
    message, _, mend = problem.message.rpartition("; ")
    code = problem.code or UNREADABLE
    fix = _PROMPT.get(code) if code != "TL008" or "white space" in message else None
    return Finding(code, problem.path, (), message or mend, mend if message else "", fix, problem.line, problem.column)


def _located(subject: Subject, found: Iterable[Finding], codes: frozenset[str]) -> tuple[list[Finding], int]:
    """The findings with line and column, less those that a comment accepts, and how many these are."""
    every = sorted(subject.own) if codes & _OF_FILES else ()
    by_path: dict[str, list[Finding]] = {path: [] for path in every}
    for finding in found:
        by_path.setdefault(finding.path, []).append(finding)
    unreadable = {f.path for findings in by_path.values() for f in findings if f.code == UNREADABLE}
    kept: list[Finding] = []
    accepted = 0
    for path, findings in by_path.items():
        if path in unreadable:
            kept += findings
            continue
        source = SourceFile(path)
        findings += [f for check in _FILE_CHECKS if check[0] in codes for f in check[1](source)]
        placed = [f if f.line else _placed(f, source) for f in findings]
        left = list(_not_accepted(placed, source, codes))
        accepted += len(placed) - sum(f.code != UNUSED for f in left)
        kept += left
    return kept, accepted


def _placed(finding: Finding, source: SourceFile) -> Finding:
    line, column = source.place(finding.where)
    return replace(finding, line=line, column=column)


def _not_accepted(findings: list[Finding], source: SourceFile, codes: frozenset[str]) -> Iterator[Finding]:
    """The findings without those that the comment of their line accepts, and TL109 for comments without finding."""
    comments = _comments(source)
    used: set[tuple[int, str]] = set()
    for finding in findings:
        if finding.code in comments.get(finding.line, ()) and finding.code != UNREADABLE:
            used.add((finding.line, finding.code))
        else:
            yield finding
    for line, accepted in comments.items() if UNUSED in codes else ():
        idle = [code for code in accepted if code in codes and (line, code) not in used]
        comment = accepting_comment(source.lines[line - 1])
        if idle and comment:
            whole = all(code in idle for code in accepted)
            message = f"the comment accepts {', '.join(idle)}, and there is no such finding in the line"
            fix = Fix("uncomment") if whole else None
            yield Finding(UNUSED, source.path, (), message, "take it out", fix, line, comment.start() + 1)


def _comments(source: SourceFile) -> dict[int, list[str]]:
    if "translit:" not in source.text:
        return {}
    found = ((number, accepted_codes(line)) for number, line in enumerate(source.lines, 1) if "translit:" in line)
    return {number: codes for number, codes in found if codes}
