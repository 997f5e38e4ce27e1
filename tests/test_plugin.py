"""The pytest plugin runs the tests of a lexicon in the repository that it stands in, by one line of configuration."""

from __future__ import annotations

import os
import re
import subprocess
import sys
from importlib.metadata import entry_points
from pathlib import Path

import pytest

ROOT = Path(__file__).parents[1]
LOADED = [] if entry_points(group="pytest11", name="translit") else ["-p", "translit.pytest_plugin"]
"""The plugin is loaded by name where translit is run from a checkout without being installed."""

PEOPLE = """\
lexicon: "people"
license: "CC0-1.0"
entries:
  - id: "petro-doroshenkov"
    kind: "person"
    gender: "m"
    canonical: "Petro Doroshenkov"
    native: {uk: "Петро Дорошенков"}
    alone: ["Doroshenkov"]
    never: ["Doroshenko"]
    examples:
      - {in: "Petro Doroschenkow left.", out: "Petro Doroshenkov left."}
      - {in: "Petro left.", out: "Petra left."}
  - id: "zelenivka"
    kind: "place"
    canonical: "Zelenivka"
    native: {uk: "Зеленівка"}
"""


@pytest.fixture
def repository(tmp_path: Path) -> Path:
    """A repository with a lexicon and a test of its own."""
    (tmp_path / "lexicon").mkdir()
    (tmp_path / "lexicon" / "people.yaml").write_text(PEOPLE, encoding="utf-8")
    (tmp_path / "tests").mkdir()
    (tmp_path / "tests" / "test_own.py").write_text("def test_own() -> None: pass\n", encoding="utf-8")
    configure(tmp_path, 'translit_lexicon = ["lexicon/"]', 'testpaths = ["tests"]')
    return tmp_path


def configure(repository: Path, *lines: str) -> None:
    (repository / "pyproject.toml").write_text("\n".join(("[tool.pytest.ini_options]", *lines, "")), encoding="utf-8")


def pytest_in(folder: Path, *arguments: str) -> tuple[dict[str, str], str]:
    """The outcome of each test by its id, and all that was printed."""
    environment = {**os.environ, "PYTHONPATH": os.pathsep.join(filter(None, (str(ROOT), os.environ.get("PYTHONPATH"))))}
    command = [sys.executable, "-m", "pytest", *LOADED, "-p", "no:cacheprovider", "-rA", "--color=no", *arguments]
    done = subprocess.run(command, cwd=folder, env=environment, capture_output=True, text=True, encoding="utf-8", timeout=300)
    outcomes = re.findall(r"^(PASSED|FAILED|ERROR) (\S+)", done.stdout, re.MULTILINE)
    return {name: outcome for outcome, name in outcomes}, done.stdout + done.stderr


def test_examples_and_generated_tests_run_beside_the_others(repository: Path) -> None:
    outcomes, printed = pytest_in(repository)
    assert outcomes == {
        "tests/test_own.py::test_own": "PASSED",
        "lexicon/people.yaml::reads": "PASSED",
        "lexicon/people.yaml::petro-doroshenkov::example[0]": "PASSED",
        "lexicon/people.yaml::petro-doroshenkov::example[1]": "FAILED",
        "lexicon/people.yaml::petro-doroshenkov::spellings": "PASSED",
        "lexicon/people.yaml::petro-doroshenkov::never": "PASSED",
        "lexicon/people.yaml::zelenivka::spellings": "PASSED",
    }
    assert "lexicon/people.yaml:13:9: TL105 error" in printed
    assert "Traceback" not in printed


def test_one_entry_is_chosen_by_its_id(repository: Path) -> None:
    outcomes, _ = pytest_in(repository, "lexicon/people.yaml::zelenivka")
    assert list(outcomes) == ["lexicon/people.yaml::zelenivka::spellings"]


def test_paths_on_the_command_line_replace_the_configured_ones(repository: Path) -> None:
    outcomes, _ = pytest_in(repository, "tests")
    assert list(outcomes) == ["tests/test_own.py::test_own"]


def test_faulty_file_fails_with_every_problem_at_its_line(repository: Path) -> None:
    (repository / "lexicon" / "people.yaml").write_text(
        PEOPLE.replace('"place"', '"town"').replace('"m"', "No"), encoding="utf-8"
    )
    outcomes, printed = pytest_in(repository, "-k", "reads")
    assert outcomes == {"lexicon/people.yaml::reads": "FAILED"}
    assert {("6:13", "TL003"), ("15:11", "TL009")} <= set(re.findall(r"lexicon/people\.yaml:(\d+:\d+): (TL\d+)", printed))


def test_names_claimed_in_a_lexicon_below_are_seen(repository: Path) -> None:
    below = repository / "below.yaml"
    below.write_text(PEOPLE.split("  - id")[0] + '  - {id: "zelenivka", kind: "place", canonical: "Green"}\n', encoding="utf-8")
    configure(repository, 'translit_lexicon = ["lexicon/"]', f'translit_lexicon_over = ["{below.as_posix()}"]')
    outcomes, printed = pytest_in(repository, "-k", "reads")
    assert outcomes == {"lexicon/people.yaml::reads": "FAILED"}
    assert "TL101" in printed


def test_generated_tests_are_one_a_file_where_wanted(repository: Path) -> None:
    configure(repository, 'translit_lexicon = ["lexicon/"]', 'translit_lexicon_by_file = "yes"')
    outcomes, _ = pytest_in(repository, "-k", "not example")
    assert set(outcomes) == {
        "tests/test_own.py::test_own",
        *(f"lexicon/people.yaml::{name}" for name in ("reads", "spellings", "never")),
    }
    assert set(outcomes.values()) == {"PASSED"}


def test_without_configuration_nothing_is_collected(repository: Path) -> None:
    configure(repository)
    outcomes, _ = pytest_in(repository)
    assert list(outcomes) == ["tests/test_own.py::test_own"]


def test_package_announces_the_plugin() -> None:
    text = (ROOT / "pyproject.toml").read_text(encoding="utf-8")
    assert '[project.entry-points.pytest11]\ntranslit = "translit.pytest_plugin"\n' in text
