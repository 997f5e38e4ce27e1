"""What the documentation shows is so: doctests of every module and page, and the commands of the README."""

from __future__ import annotations

import doctest
import os
import pkgutil
import re
import shlex
import subprocess
import sys
from importlib import import_module
from pathlib import Path

import pytest

import translit
from translit import Normalizer
from translit.cli.commands import COMMANDS

ROOT = Path(__file__).parents[1]
PAGES = [ROOT / "README.md", *sorted((ROOT / "docs").glob("*.md"))]
MODULES = [
    "translit",
    *(m.name for m in pkgutil.walk_packages(translit.__path__, "translit.") if not m.name.endswith("__main__")),
]
OPTIONS = doctest.NORMALIZE_WHITESPACE | doctest.IGNORE_EXCEPTION_DETAIL
NEEDS_FILES = re.compile(r"\.(txt|jsonl?|csv|ya?ml|log)\b|tail -f|pip |venv|<|>")


@pytest.fixture(scope="module", autouse=True)
def compiled(norm: Normalizer) -> Normalizer:
    """Compile the lexicon before anything is timed or run in a process of its own."""
    return norm


def pages_id(path: Path) -> str:
    return path.name


def shell_lines(path: Path) -> list[str]:
    """The lines of the page's shell blocks that need no file, joined where a backslash ends them."""
    blocks = re.findall(r"^```(?:sh|bash|shell|console)\n(.*?)^```", path.read_text(encoding="utf-8"), re.MULTILINE | re.DOTALL)
    lines = [re.sub(r"^\$ ", "", line).strip() for block in blocks for line in block.replace("\\\n", " ").splitlines()]
    return [
        line for line in lines if re.search(r"\btranslit\b", line) and not NEEDS_FILES.search(re.sub(r"'[^']*'|\s#.*", "", line))
    ]


@pytest.fixture(scope="session")
def shell(tmp_path_factory: pytest.TempPathFactory) -> dict[str, str]:
    """An environment in which `translit` runs this checkout."""
    folder = tmp_path_factory.mktemp("bin")
    script = folder / "translit"
    script.write_text(f'#!/bin/sh\nexec {shlex.quote(sys.executable)} -m translit "$@"\n', encoding="utf-8")
    script.chmod(0o755)
    path = os.pathsep.join((str(folder), os.environ.get("PATH", "")))
    return {**os.environ, "PATH": path, "PYTHONPATH": str(ROOT), "PYTHONUTF8": "1"}


def run_shell(line: str, environment: dict[str, str]) -> subprocess.CompletedProcess[str]:
    return subprocess.run(["sh", "-c", line], env=environment, cwd=ROOT, capture_output=True, text=True, encoding="utf-8")


def test_modules_and_pages_were_found() -> None:
    assert len(MODULES) >= 30
    assert all(page.is_file() for page in PAGES)
    assert len(PAGES) >= 2


@pytest.mark.parametrize("name", MODULES)
def test_examples_of_the_module_hold(name: str) -> None:
    try:
        module = import_module(name)
    except ImportError as error:
        if (error.name or "").startswith("translit"):
            raise
        pytest.skip(f"{error.name} is not installed")
    failed, _ = doctest.testmod(module, optionflags=OPTIONS)
    assert failed == 0


@pytest.mark.parametrize("page", PAGES, ids=pages_id)
def test_examples_of_the_page_hold(page: Path) -> None:
    failed, _ = doctest.testfile(str(page), module_relative=False, optionflags=OPTIONS, encoding="utf-8")
    assert failed == 0


def test_before_and_after_of_the_readme_hold() -> None:
    text = PAGES[0].read_text(encoding="utf-8")
    shown = dict(re.findall(r"^(before|after) +(\S.*)$", text, re.MULTILINE))
    assert translit.fold(shown["before"]) == shown["after"]


@pytest.mark.skipif(os.name != "posix", reason="the pages show a POSIX shell")
@pytest.mark.parametrize("page", PAGES, ids=pages_id)
def test_commands_of_the_page_run(page: Path, shell: dict[str, str]) -> None:
    for line in shell_lines(page):
        done = run_shell(line, shell)
        assert (done.returncode, done.stderr) == (0, ""), f"{line}\n{done.stderr}"
        assert done.stdout, line


@pytest.mark.skipif(os.name != "posix", reason="the pages show a POSIX shell")
@pytest.mark.parametrize("command", ["", *COMMANDS])
def test_every_command_has_help(command: str, shell: dict[str, str]) -> None:
    done = run_shell(f"translit {command} --help", shell)
    assert (done.returncode, done.stderr) == (0, "")
    assert "usage: translit" in done.stdout


def test_readme_links_lead_somewhere() -> None:
    for page in PAGES:
        links = re.findall(r"\]\(([^)#]+)[^)]*\)", page.read_text(encoding="utf-8"))
        assert [link for link in links if "://" not in link and not (page.parent / link).exists()] == []
