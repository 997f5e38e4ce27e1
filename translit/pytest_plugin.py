"""A pytest plugin: the tests of a lexicon run with the tests of the repository that it stands in.

One line in pyproject.toml switches it on:

    [tool.pytest.ini_options]
    translit_lexicon = ["lexicon/"]

Each example of an entry is a test (`lexicon/people.yaml::jane-roe::example[0]`), so are all derived spellings of an entry
together (`::spellings`), what stands under its `never` (`::never`), and the reading of each file (`::reads`).
"""

from __future__ import annotations

import os
from collections.abc import Iterable, Iterator
from pathlib import Path
from typing import TYPE_CHECKING, Any

import pytest

if TYPE_CHECKING:
    from translit.workbench.findings import Finding
    from translit.workbench.generated import Trial
    from translit.workbench.subject import Row, Subject

_PATHS, _BELOW, _BY_FILE = "translit_lexicon", "translit_lexicon_over", "translit_lexicon_by_file"


def pytest_addoption(parser: pytest.Parser) -> None:
    """The settings."""
    parser.addini(_PATHS, "files and folders of the lexicon that is tested", type="args", default=[])
    parser.addini(_BELOW, 'lexicons that lie below it and are not tested; "default" is what ships', type="args", default=[])
    parser.addini(_BY_FILE, "one generated test a file, not an entry: yes, no, auto (from 5,000 entries on)", default="auto")


def pytest_configure(config: pytest.Config) -> None:
    """Collect the lexicon, too, where no paths are named on the command line."""
    paths = _paths(config)
    config.stash[_SESSION] = _Session(config, paths)
    if paths and config.args_source is not pytest.Config.ArgsSource.ARGS:
        given = [Path(os.path.abspath(arg.partition("::")[0])) for arg in config.args]
        config.args += [str(path) for path in paths if not any(path.is_relative_to(one) for one in given)]


def pytest_collect_file(file_path: Path, parent: pytest.Collector) -> pytest.Collector | None:
    """The tests of a lexicon file."""
    session = parent.config.stash[_SESSION]
    if file_path.suffix not in (".yaml", ".yml") or not any(file_path.is_relative_to(path) for path in session.paths):
        return None
    return LexiconFile.from_parent(parent, path=file_path)


class _Session:
    """What all tests share: the lexicon, read when the first file is collected and compiled when the first test runs."""

    def __init__(self, config: pytest.Config, paths: list[Path]) -> None:
        self.config, self.paths = config, paths
        self._subject: Subject | None = None
        self._trial: Trial | None = None
        self._rows: dict[str, list[Row]] = {}

    @property
    def subject(self) -> Subject:
        if self._subject is None:
            from translit.workbench.subject import opened

            self._subject = opened([str(path) for path in self.paths], self.config.getini(_BELOW))
            for row in self._subject.judged():
                self._rows.setdefault(os.path.abspath(row.path), []).append(row)
        return self._subject

    @property
    def trial(self) -> Trial:
        if self._trial is None:
            from translit.workbench.generated import Trial

            self._trial = Trial(self.subject)
        return self._trial

    def rows(self, path: Path) -> list[Row]:
        """The entries of a file."""
        return self._rows.get(str(path), []) if self.subject else []

    @property
    def is_by_file(self) -> bool:
        """Whether the generated tests of a file are one."""
        from translit.workbench.generated import MANY  # so many items would cost more than their tests

        choice = str(self.config.getini(_BY_FILE))
        return choice == "yes" or (choice == "auto" and len(self.subject.rows) > MANY)


_SESSION = pytest.StashKey[_Session]()


class LexiconFile(pytest.File):
    """A lexicon file."""

    def collect(self) -> Iterator[pytest.Item | pytest.Collector]:
        """A test that it reads, and those of its entries."""
        session = self.config.stash[_SESSION]
        yield ReadTest.from_parent(self, name="reads")
        rows = session.rows(self.path)
        generated = not session.is_by_file
        for row in rows:
            if row.entry.examples or (generated and (row.entry.never or row.entry.native)):
                yield EntryTests.from_parent(self, name=row.entry.id, row=row, generated=generated)
        if session.is_by_file:
            yield GeneratedTest.from_parent(self, name="spellings", rows=rows)
            yield GeneratedTest.from_parent(self, name="never", rows=rows)


class EntryTests(pytest.Collector):
    """The tests of one entry."""

    def __init__(self, *, row: Row, generated: bool, **given: Any) -> None:
        super().__init__(**given)
        self._row, self._generated = row, generated

    def collect(self) -> Iterator[pytest.Item]:
        """Each example, the derived spellings, and what never folds."""
        for place in range(len(self._row.entry.examples)):
            yield ExampleTest.from_parent(self, name=f"example[{place}]", rows=[self._row], place=place)
        if self._generated and self._row.entry.native:
            yield GeneratedTest.from_parent(self, name="spellings", rows=[self._row])
        if self._generated and self._row.entry.never:
            yield GeneratedTest.from_parent(self, name="never", rows=[self._row])


class Failing(Exception):
    """The findings of a test."""

    def __init__(self, lines: Iterable[str]) -> None:
        super().__init__("\n".join(lines))


class _LexiconTest(pytest.Item):
    """A test of a lexicon; what it finds is told with file and line."""

    def __init__(self, *, rows: list[Row] | None = None, **given: Any) -> None:
        super().__init__(**given)
        self._rows = rows or []

    def runtest(self) -> None:
        from translit.workbench.check import reported
        from translit.workbench.codes import TESTED
        from translit.workbench.formats import as_text

        session = self.config.stash[_SESSION]
        findings = list(self._findings(session.trial))
        if findings:
            kept = reported(session.subject, findings, TESTED).findings
            if kept:
                raise Failing(as_text(kept))

    def _findings(self, trial: Trial) -> Iterator[Finding]:
        raise NotImplementedError

    def repr_failure(self, excinfo: pytest.ExceptionInfo[BaseException], style: object = None) -> str:
        if isinstance(excinfo.value, Failing):
            return str(excinfo.value)
        return str(super().repr_failure(excinfo))

    def reportinfo(self) -> tuple[Path, int | None, str]:
        line = int(self._rows[0].entry.source.rpartition(":")[2]) - 1 if len(self._rows) == 1 else None
        return self.path, line, self.nodeid.partition("::")[2]


class ExampleTest(_LexiconTest):
    """One example of an entry."""

    def __init__(self, *, place: int, **given: Any) -> None:
        super().__init__(**given)
        self._place = place

    def _findings(self, trial: Trial) -> Iterator[Finding]:
        return trial.example(self._rows[0], self._place)

    def reportinfo(self) -> tuple[Path, int | None, str]:
        return self.path, self._rows[0].entry.examples[self._place].line - 1, self.nodeid.partition("::")[2]


class GeneratedTest(_LexiconTest):
    """The derived spellings of entries, or what stands under their `never`."""

    def _findings(self, trial: Trial) -> Iterator[Finding]:
        for row in self._rows:
            yield from trial.spellings(row) if self.name == "spellings" else trial.look_alikes(row)


class ReadTest(_LexiconTest):
    """The file is read without problem."""

    def runtest(self) -> None:
        from translit.workbench.check import of_loading
        from translit.workbench.formats import as_text

        problems = self.config.stash[_SESSION].subject.problems
        own = [of_loading(p) for p in problems if os.path.abspath(p.path) == str(self.path)]
        if own:
            raise Failing(as_text(own))


def _paths(config: pytest.Config) -> list[Path]:
    root = config.inipath.parent if config.inipath else config.rootpath
    return [Path(os.path.abspath(root / path)) for path in config.getini(_PATHS)]
