"""Adding entries to lexicon files, and showing what is derived from them."""

from __future__ import annotations

import os
import re
import subprocess
import sys
import time
from collections.abc import Sequence
from pathlib import Path

import pytest
import yaml

from translit.cli.commands import run
from translit.lexicon.entry import Entry, Example, Variant
from translit.lexicon.load import read_entries
from translit.resources import lexicons_folder
from translit.workbench.adding import proposed_canonical, proposed_id
from translit.workbench.entry_text import entry_text
from translit.workbench.insertion import with_entry

ROOT = Path(__file__).parents[1]

MINE = """\
# Names of our own.
lexicon: "test/mine"   # a remark
license: 'CC0-1.0'
entries:
  # the river, not the town
  - id: "desna"
    kind: "place"
    canonical: "Desna"
    native: { uk: "Десна",  ru: "Десна" }

  # a person
  - id: 'olena-kostenko'
    kind: "person"
    gender: "f"
    canonical: "Olena Kostenko"
    native: {uk: "Олена Костенко"}
    alone: ["Kostenko"]
# the end
"""


@pytest.fixture
def mine(tmp_path: Path) -> Path:
    path = tmp_path / "mine.yaml"
    path.write_text(MINE, encoding="utf-8")
    return path


def add(path: Path, *arguments: str, code: int = 0) -> None:
    """Run the command beside a lexicon of the file itself, so that nothing else has to be compiled."""
    assert run(["lexicon", "add", "--into", str(path), "--lexicon", str(path), *arguments]) == code


PERSON = ("--kind", "person", "--gender", "m", "--native", "uk=Петро Дорошенко", "--yes")


# The place in the file


@pytest.mark.parametrize(
    ("id", "before"),
    [("aaa", "  # the river"), ("kyiv-x", "\n  # a person"), ("zzz", "# the end"), ("desna-b", "\n  # a person")],
)
def test_an_entry_goes_to_its_place_and_every_other_byte_stays(mine: Path, id: str, before: str) -> None:
    add(mine, *PERSON, "--id", id)
    text = mine.read_text(encoding="utf-8")
    new = next(m.group() for m in re.finditer(r'  - id: "[^"]*"\n(?:    .*\n)+', text) if f'"{id}"' in m.group())
    assert text.replace(new, "", 1) == MINE
    assert text.partition(new)[2].startswith(before)
    assert [e.id for e in read_entries([mine])] == sorted(["desna", "olena-kostenko", id])


@pytest.mark.parametrize(
    "text",
    [
        MINE.replace("\n", "\r\n"),
        MINE.rstrip("\n"),
        MINE + 'source: "a field below the list"\n',
        "\ufeff" + MINE,
        MINE.partition("entries:")[0] + "entries: []\n" + 'source: "below"\n',
        MINE.replace("\n    ", "\n        ").replace("\n  - id", "\n      - id"),
    ],
    ids=["CRLF", "no newline at the end", "a field below", "byte order mark", "an empty list", "a deep indent"],
)
def test_files_of_other_manners_stay_as_they_are(tmp_path: Path, text: str) -> None:
    entry = Entry("zzz", "Zarichne", "place", native={"uk": "Зарічне"})
    path = tmp_path / "other.yaml"
    path.write_bytes(text.encode("utf-8"))
    made = with_entry(path, entry, {})
    path.write_bytes(made.encode("utf-8"))
    entries = read_entries([path])
    assert entries[-1].canonical == "Zarichne"
    assert ("\r\n" in made) == ("\r\n" in text)
    assert "\n" not in made.replace("\r\n", "") or "\r\n" not in text
    was, now = text.replace("entries: []", "entries:").splitlines(), made.splitlines()
    start = next(n for n, line in enumerate(now) if "zzz" in line)
    assert now[:start] + now[start + 4 :] == was


def test_an_entry_is_written_on_one_line_where_the_others_are(tmp_path: Path) -> None:
    path = tmp_path / "given.yaml"
    path.write_text(
        'lexicon: "test/given"\nentries:\n  - {id: "given-b", kind: "given-name", canonical: "Bohdan"}\n', encoding="utf-8"
    )
    made = with_entry(path, Entry("given-a", "Andrii", "given-name", "m", {"uk": "Андрій"}), {})
    assert (
        made.splitlines()[2]
        == '  - {id: "given-a", kind: "given-name", gender: "m", canonical: "Andrii", native: {uk: "Андрій"}}'
    )


def test_every_shipped_file_keeps_all_else(tmp_path: Path) -> None:
    files = sorted((ROOT / "lexicons" / "names").rglob("*.yaml"))
    assert len(files) >= 10
    for path in files:
        before = path.read_text(encoding="utf-8")
        after = with_entry(path, Entry("m-new", "New Town", "place"), {})
        new = [line for line in after.splitlines() if line not in set(before.splitlines())]
        assert len(after.splitlines()) - len(before.splitlines()) in (1, 3)
        assert any("m-new" in line for line in new)
        start = next(n for n, line in enumerate(after.splitlines()) if '"m-new"' in line)
        count = len(after.splitlines()) - len(before.splitlines())
        assert after.splitlines()[:start] + after.splitlines()[start + count :] == before.splitlines()


def test_a_new_file_gets_a_head(mine: Path) -> None:
    path = mine.parent / "more" / "new.yaml"
    assert run(["lexicon", "add", "--into", str(path), "--lexicon", str(mine), *PERSON, "--license", "CC0-1.0"]) == 0
    assert path.read_text(encoding="utf-8").splitlines()[:4] == [
        'lexicon: "more/new"', 'license: "CC0-1.0"', "entries:", '  - id: "petro-doroshenko"'
    ]  # fmt: skip


def test_a_new_file_beside_those_that_ship_names_the_schema() -> None:
    made = with_entry(
        lexicons_folder() / "names" / "places" / "nowhere.yaml", Entry("x", "X", "place"), {"lexicon": "places/nowhere"}
    )
    assert made.startswith('# yaml-language-server: $schema=../../schema/lexicon.schema.json\nlexicon: "places/nowhere"\n')


# What is proposed


@pytest.mark.parametrize(
    ("form", "lang", "scheme", "canonical"),
    [
        ("Ольга Заріцька", "uk", None, "Olha Zaritska"),
        ("Сергей Зареченский", "ru", None, "Sergey Zarechenskiy"),
        ("Сергей Зареченский", "ru", "press", "Sergei Zarechensky"),
        ("Ігор Соловʼяненко", "uk", None, "Ihor Solovianenko"),
        ("Ольга Соболь", "ru", None, "Olga Sobol"),
        ("Łukasz Zarzecki", "pl", None, "Łukasz Zarzecki"),
        ("Τρίπολη", "el", None, "Tripoli"),
    ],
)
def test_the_canonical_form_is_the_native_one_in_latin_letters(form: str, lang: str, scheme: str | None, canonical: str) -> None:
    assert proposed_canonical(form, lang, scheme) == canonical


@pytest.mark.parametrize(
    ("canonical", "taken", "id"),
    [
        ("Kryvyi Rih", [], "kryvyi-rih"),
        ("O’Brien", [], "obrien"),
        ("Sumy", ["sumy"], "sumy-2"),
        ("Ærøskøbing", [], "aeroskobing"),
    ],
)
def test_ids_are_made_of_small_ascii_letters(canonical: str, taken: Sequence[str], id: str) -> None:
    assert proposed_id(canonical, taken) == id


def test_a_surname_stands_alone_unless_another_entry_has_it(mine: Path) -> None:
    add(mine, *PERSON)
    add(mine, "--kind", "person", "--native", "uk=Роман Костенко", "--yes")
    alone = {e.id: e.alone for e in read_entries([mine])}
    assert alone["petro-doroshenko"] == ()  # a common surname
    assert alone["roman-kostenko"] == ()
    add(mine, "--kind", "person", "--native", "uk=Роман Жужелянський", "--yes")
    assert {e.id: e.alone for e in read_entries([mine])}["roman-zhuzhelianskyi"] == ("Zhuzhelianskyi",)


def test_an_id_that_the_file_has_already_is_not_proposed(mine: Path) -> None:
    path = mine.parent / "more.yaml"
    for _ in range(2):
        assert run(["lexicon", "add", "--into", str(path), "--lexicon", str(mine), *PERSON]) == 0
    assert [e.id for e in read_entries([path])] == ["petro-doroshenko", "petro-doroshenko-2"]


def test_everything_can_be_given(mine: Path) -> None:
    add(
        mine, "--kind", "person", "--gender", "f", "--native", "uk=Ганна Зарічна", "--native", "ru=Анна Заречная", "--canonical", "Hanna Zarichna",
        "--id", "hz", "--alone", "Zarichna", "--variant", "Anna Zarichna", "--variant", "pl=Hanna Zariczna", "--former", "Hanna Desna",
        "--never", "Zarechnov", "--style", "nyt=Anna Zarichna-Roe", "--yes",
    )  # fmt: skip
    entry = next(e for e in read_entries([mine]) if e.id == "hz")
    assert dict(entry.native) == {"uk": "Ганна Зарічна", "ru": "Анна Заречная"}
    assert (entry.alone, entry.former, entry.never) == (("Zarichna",), ("Hanna Desna",), ("Zarechnov",))
    assert entry.variants == (Variant("Anna Zarichna"), Variant("Hanna Zariczna", "pl"))
    assert (entry.gender, dict(entry.styles)) == ("f", {"nyt": "Anna Zarichna-Roe"})


# What is shown before


def test_derived_spellings_and_collisions_are_shown(mine: Path, capfd: pytest.CaptureFixture[str]) -> None:
    add(mine, "--kind", "person", "--gender", "m", "--native", "uk=Роман Костенко", "--alone", "Kostenko", "--yes")
    shown = capfd.readouterr().out
    assert re.search(r"Polish press +Kostienko", shown)
    assert "also of olena-kostenko" in shown
    assert "a common surname" in shown


def test_an_entry_that_is_there_already_is_named(mine: Path, capfd: pytest.CaptureFixture[str]) -> None:
    add(mine, "--kind", "place", "--native", "uk=Десна", "--yes")
    assert f'"desna" (Desna, {mine}:6) has this name already' in capfd.readouterr().out


def test_a_native_form_of_which_nothing_is_derived_is_noted(mine: Path, capfd: pytest.CaptureFixture[str]) -> None:
    add(mine, "--kind", "place", "--native", "uk=Zarichne", "--yes")
    assert "nothing is derived from it" in capfd.readouterr().out


# Refusals: nothing is written


@pytest.mark.parametrize(
    ("arguments", "code", "message"),
    [
        (["--native", "uk=Петро"], 2, "--kind must be given"),
        (["--kind", "person"], 2, "--native or --canonical must be given"),
        (["--kind", "person", "--native", "Петро", "--yes"], 2, "--native 'Петро' does not say which"),
        (["--kind", "person", "--native", "u=Петро", "--yes"], 2, "lang is 'u'"),
        (["--kind", "place", "--native", "uk=Десна", "--id", "desna", "--yes"], 65, 'the id "desna" is used twice'),
        ([*PERSON, "--alone", "Doroshenka"], 2, "is not made of words of the canonical form"),
        ([*PERSON, "--scheme", "nope"], 2, "'nope'"),
        ([*PERSON, "--variant", "Olena Kostenko"], 65, 'is also claimed by "olena-kostenko"'),
        ([*PERSON, "--never", "Petro Doroshenko"], 65, "is the entry itself"),
        ([*PERSON[:-1]], 2, "add --yes to write it"),
    ],
)
def test_what_does_not_fit_is_told_and_nothing_is_written(
    mine: Path, arguments: list[str], code: int, message: str, capfd: pytest.CaptureFixture[str]
) -> None:
    add(mine, *arguments, code=code)
    assert message in capfd.readouterr().err
    assert mine.read_text(encoding="utf-8") == MINE


@pytest.mark.parametrize("text", ["entries: {a: b}\n", 'lexicon: "x"\n', "entries:\n  - {id: [}\n", "- a\n"])
def test_a_file_that_is_no_lexicon_stays(mine: Path, text: str, capfd: pytest.CaptureFixture[str]) -> None:
    path = mine.parent / "broken.yaml"
    path.write_text(text, encoding="utf-8")
    assert run(["lexicon", "add", "--into", str(path), "--lexicon", str(mine), *PERSON]) == 65
    assert str(path) in capfd.readouterr().err
    assert path.read_text(encoding="utf-8") == text


def test_a_write_protected_file_stays(mine: Path) -> None:
    if os.geteuid() == 0:
        pytest.skip("root may write everything")
    mine.chmod(0o444)
    add(mine, *PERSON, code=74)
    assert mine.read_text(encoding="utf-8") == MINE


# At a terminal


def at_terminal(arguments: Sequence[str], answers: str, cwd: Path) -> tuple[int, str]:
    """Run the command in a terminal of its own, typing the answers; the exit code and all that it showed."""
    pty = pytest.importorskip("pty")
    main, other = pty.openpty()
    environment = {**os.environ, "PYTHONPATH": str(ROOT)}
    command = [sys.executable, "-m", "translit", "lexicon", "add", *arguments]
    process = subprocess.Popen(command, stdin=other, stdout=other, stderr=other, cwd=cwd, env=environment, close_fds=True)
    os.close(other)
    os.write(main, answers.encode())
    shown = b""
    until = time.monotonic() + 120
    while time.monotonic() < until:
        try:
            data = os.read(main, 4096)
        except OSError:
            break
        if not data:
            break
        shown += data
    os.close(main)
    return process.wait(timeout=30), shown.decode("utf-8", "replace")


ANSWERS = ["Петро Жужелянський", "uk", "", "person", "m", "", "", ""]
"""Native form, language, no other form, kind, gender; canonical form, id and word alone as proposed."""


@pytest.mark.skipif(os.name != "posix", reason="needs a pseudo-terminal")
def test_at_a_terminal_what_is_open_is_asked_for(mine: Path) -> None:
    code, shown = at_terminal(["--into", "mine.yaml", "--lexicon", "mine.yaml"], "\n".join([*ANSWERS, "y"]) + "\n", mine.parent)
    assert code == 0, shown
    assert "canonical form [Petro Zhuzhelianskyi]" in shown
    entry = next(e for e in read_entries([mine]) if e.id == "petro-zhuzhelianskyi")
    assert (entry.gender, entry.alone, dict(entry.native)) == ("m", ("Zhuzhelianskyi",), {"uk": "Петро Жужелянський"})


@pytest.mark.skipif(os.name != "posix", reason="needs a pseudo-terminal")
@pytest.mark.parametrize("end", ["n\n", "\x04"])
def test_a_no_or_the_end_of_input_writes_nothing(mine: Path, end: str) -> None:
    code, shown = at_terminal(["--into", "mine.yaml", "--lexicon", "mine.yaml"], "\n".join(ANSWERS) + "\n" + end, mine.parent)
    assert "nothing was written" in shown
    assert code in (0, 2)
    assert mine.read_text(encoding="utf-8") == MINE


# YAML


@pytest.mark.parametrize(
    "text",
    ["O'Neil", 'the "Nick" one', "back\\slash", "tab\there", "\u2028line", "\x85next", "emoji 🏙", "\ufeffmark", "no", "12:30"],
)
def test_strings_come_back_as_they_were(text: str, tmp_path: Path) -> None:
    entry = Entry("x", "X", "place", native={"no": text}, variants=(Variant(text, "no"),), examples=(Example(text, text),))
    for flow in (False, True):
        (values,) = yaml.safe_load("entries:\n" + entry_text(entry, flow=flow))["entries"]
        assert values["native"] == {"no": text}
        assert values["variants"] == [{"text": text, "lang": "no"}]
        assert values["examples"] == [{"in": text, "out": text}]


# show


def show(mine: Path, *arguments: str, code: int = 0) -> int:
    return run(["lexicon", "show", "--lexicon", str(mine), *arguments])


@pytest.mark.parametrize("name", ["olena-kostenko", "Olena Kostenko", "kostienko", "Костенко Олена", "KOSTENKO"])
def test_an_entry_is_shown_by_id_and_by_any_spelling(mine: Path, name: str, capfd: pytest.CaptureFixture[str]) -> None:
    assert show(mine, name) == 0
    shown = capfd.readouterr().out
    assert "id:         olena-kostenko\n" in shown
    assert shown.count("id:  ") == 1


def test_derived_spellings_are_shown_by_orthography_with_what_they_need(mine: Path, capfd: pytest.CaptureFixture[str]) -> None:
    assert show(mine, "olena-kostenko") == 0
    shown = capfd.readouterr().out
    assert re.search(r"derived from Костенко \(uk\):\n  romanisation +Kostenko\n", shown)
    assert re.search(r"  Hungarian press +Kosztenko, Kosztyenko\n", shown)
    assert "also a common surname" in shown
    assert "fold keys:\nolena kostenko\n" in shown.replace("  ", "")


def test_brief_shows_only_what_the_file_says(mine: Path, capfd: pytest.CaptureFixture[str]) -> None:
    assert show(mine, "--brief", "desna") == 0
    assert "derived" not in capfd.readouterr().out


def test_an_unknown_name_is_wrong_usage_with_what_is_near(mine: Path, capfd: pytest.CaptureFixture[str]) -> None:
    assert show(mine, "desma") == 2
    assert "near it: desna" in capfd.readouterr().err
