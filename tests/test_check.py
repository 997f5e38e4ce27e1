"""`translit lexicon check` finds every sort of fault at its place, `--fix` mends what is mechanical and nothing else, `test` runs what follows."""

from __future__ import annotations

import json
import re
import subprocess
import sys
import unicodedata
from collections.abc import Sequence
from pathlib import Path

import pytest
import yaml

from translit import ConfigError, Lexicon, Mention, Normalizer
from translit.cli.commands import run
from translit.workbench.check import Report, check, run_tests
from translit.workbench.codes import BY_CODE, CODES, chosen_codes, with_codes
from translit.workbench.findings import accepted_codes
from translit.workbench.fix import mended
from translit.workbench.formats import FORMATS
from translit.workbench.generated import Trial
from translit.workbench.subject import opened

ROOT = Path(__file__).parents[1]
EVERY = chosen_codes(level="note")
LISTED = chosen_codes(ignore=["TL105,TL301,TL306"])
"""What is found without compiling, which takes a second."""

HEAD = 'lexicon: "mine"\nlicense: "CC0-1.0"\nentries:\n'
ROE = '  - id: "petro-doroshenkov"\n    kind: "person"\n    gender: "m"\n    canonical: "Petro Doroshenkov"\n    native: {uk: "Петро Дорошенков"}\n'
TOWN = '  - id: "zelenivka"\n    kind: "place"\n    canonical: "Zelenivka"\n    native: {uk: "Зеленівка"}\n'


def place(**fields: str) -> str:
    """An entry for a town in flow style."""
    rest = "".join(f", {name}: {value}" for name, value in fields.items())
    return f'  - {{id: "zarichchia", kind: "place", canonical: "Zarichchia", native: {{uk: "Заріччя"}}{rest}}}\n'


# The place that a finding names is marked with §, which is no part of the file.
FAULTS: dict[str, Sequence[str]] = {
    "TL001": ['entries: "\n§', '§- "a"\n', HEAD + '  - id: "a\n§'],
    "TL002": [HEAD + '  - {id: "a", kind: "place", §id: "b", canonical: "Aba"}\n'],
    "TL003": [HEAD + '  - {id: "a", kind: "place", canonical: §No}\n'],
    "TL004": [HEAD + '  - {id: "a", kind: &k "place", canonical: "Aba"}\n  - §{id: "b", kind: *k, canonical: "Bab"}\n'],
    "TL005": [HEAD + place(nativ='§{uk: "А"}'), 'license: "CC0"\nentires: §[]\n'],
    "TL006": [HEAD + place(variants='§"B"'), HEAD + place(styles='§["B"]'), HEAD + place(examples='[§{in: "B"}]')],
    "TL007": [HEAD + '  - §id: "a"\n    kind: "place"\n    native: {uk: "Аба"}\n'],
    "TL008": [HEAD + '  - {id: "a", kind: "place", canonical: §""}\n', HEAD + place(former='[§"Aba "]'),
              HEAD + '§  - {id: "a", kind: "place", canonical: "?"}\n'],
    "TL009": [HEAD + '  - {id: "a", kind: §"town", canonical: "Aba"}\n', HEAD + place(gender='§"x"')],
    "TL101": [HEAD + TOWN + TOWN.replace('"zelenivka"', '§"zelenivka"', 1)],
    "TL102": [HEAD + ROE + '    variants: ["Xan Yor"]\n' + TOWN + '    variants: [§"Xan Yor"]\n'],
    "TL103": [HEAD + place(never='[§"Zarichchia"]'), HEAD + place(variants='["Rekaberg"]', never='[§"Rekaberg"]')],
    "TL104": [HEAD + ROE + '    alone: [§"Doroshenko"]\n'],
    "TL105": [HEAD + ROE + '    examples: [§{in: "Petro left.", out: "Petra left."}]\n'],
    "TL106": [HEAD + ROE.replace('"petro-doroshenkov"', '§"Petro Doroshenkov"')],
    "TL107": [HEAD + TOWN + ROE.replace('id: "', 'id: §"')],
    "TL108": ['§lexicon: "mine"\nentries: []\n', '§{lexicon: "mine", entries: []}\n'],
    "TL109": [HEAD + place() + "# the next\n" + TOWN.replace('"Zelenivka"\n', '"Zelenivka"  §# translit: ignore TL302 (English)\n')],
    "TL110": [HEAD + '  - §{id: "aba", kind: "place", canonical: "Aba"}\n', HEAD + ROE.replace('    gender: "m"\n', "").replace("id", "§id")],
    "TL201": [HEAD + place(former=f'[§"{unicodedata.normalize("NFD", "Rzáv")}"]')],
    "TL202": [HEAD + place(variants='[{text: "Зaречье", lang: "ru"}]').replace("{text", "§{text")],
    "TL203": [HEAD + TOWN.replace('"Зеленівка"', '§"Zelenivka"')],
    "TL204": [HEAD + TOWN.replace("}", ', ru: §"Зеленівка"}')],
    "TL205": [HEAD + place(former='[§"Aba\u200bk"]'), HEAD + place(former='[§"Nova\u00a0Aba"]')],
    "TL206": [HEAD + TOWN.replace("uk: ", "ua: §")],
    "TL207": [HEAD + TOWN.replace("}", ', qqq: §"Zele"}')],
    "TL301": [HEAD + TOWN + '    variants: [§"Zeleniwka"]\n', HEAD + ROE + '    variants: [§"Pétro Doroshenkov"]\n'],
    "TL302": [HEAD + TOWN + '    variants: [§"Zelenivka"]\n', HEAD + place(variants='["Fluss", §"Fluss"]')],
    "TL303": [HEAD + TOWN + '    variants: [§"Green"]\n'],
    "TL304": [HEAD + TOWN + '    variants: [§"Ukrainian"]\n'],
    "TL305": [HEAD + ROE.replace("Doroshenkov", "Kostenko").replace("Дорошенков", "Костенко") + '    alone: [§"Kostenko"]\n'],
    "TL306": [HEAD + ROE.replace('"Petro Doroshenkov"', '§"Petro Doroshnekov"')],
    "TL307": [HEAD + ROE + '    styles: {nyt: §"Doroshenkov"}\n'],
    "TL401": [HEAD + place(variants='["Flussau"]') + TOWN + '    variants: [§"Flussau"]\n'],
    "TL402": [HEAD + ROE + ROE.replace("petro-doro", "petro-dors").replace('l: "Petro Doroshenkov', 'l: §"Petro Doroschenkow')],
    "TL403": [HEAD + place() + '  - {id: "zarichja", kind: "place", canonical: §"Zarichja", native: {uk: "Зарічья"}}\n'],
    "TL404": [HEAD + place() + '  - {id: "zaritsch", kind: "place", canonical: "Zarechye", native: {ru: "Заречье", uk: §"Заріччя"}}\n'],
}  # fmt: skip


def checked(tmp_path: Path, text: str, codes: frozenset[str] = EVERY) -> Report:
    path = tmp_path / "mine.yaml"
    path.write_bytes(text.encode())
    return check([str(path)], codes, cache=False)


def test_every_code_has_faulty_files() -> None:
    assert set(FAULTS) == set(BY_CODE) - {"TL308", "TL309"}


@pytest.mark.parametrize(("code", "text"), [(code, text) for code, texts in FAULTS.items() for text in texts])
def test_fault_is_found_at_its_place(tmp_path: Path, code: str, text: str) -> None:
    above = text.partition("§")[0]
    place = above.count("\n") + 1, len(above) - above.rfind("\n")
    found = [f for f in checked(tmp_path, text.replace("§", ""), frozenset({code, "TL302"})).findings if f.code == code]
    assert [(f.line, f.column) for f in found] == [place]
    assert found[0].message
    assert found[0].severity == BY_CODE[code].severity


def test_sound_file_has_no_findings(tmp_path: Path) -> None:
    examples = '    examples: [{in: "Petro Doroshenkow left.", out: "Petro Doroshenkov left."}]\n'
    assert checked(tmp_path, HEAD + ROE + examples + TOWN).findings == ()


def test_all_faults_of_all_files_are_told_in_one_run(tmp_path: Path) -> None:
    (tmp_path / "a.yaml").write_text(HEAD + '  - {id: "A", kind: "town", canonical: No}\n', encoding="utf-8")
    (tmp_path / "b.yaml").write_text(HEAD + TOWN + '    variants: ["Zelenivka", "Green"]\n', encoding="utf-8")
    (tmp_path / "c.yaml").write_text('entries: "\n', encoding="utf-8")
    report = check([str(tmp_path)], chosen_codes(), cache=False)
    assert [(Path(f.path).name, f.code) for f in report.findings] == [
        ("a.yaml", "TL106"), ("a.yaml", "TL009"), ("a.yaml", "TL003"), ("b.yaml", "TL302"), ("b.yaml", "TL303"), ("c.yaml", "TL001"),
    ]  # fmt: skip
    assert not report.is_readable


def test_findings_are_about_the_named_files_only(tmp_path: Path) -> None:
    (tmp_path / "below.yaml").write_text(HEAD + TOWN + '    variants: ["Zelenivka", "Flussau"]\n', encoding="utf-8")
    (tmp_path / "mine.yaml").write_text(HEAD + place(variants='["Flussau"]'), encoding="utf-8")
    report = check([str(tmp_path / "mine.yaml")], chosen_codes(), [str(tmp_path / "below.yaml")], cache=False)
    assert [(Path(f.path).name, f.code) for f in report.findings] == [("mine.yaml", "TL401")]
    assert report.entries == 1


def test_language_may_name_its_script_and_two_are_known(tmp_path: Path) -> None:
    natives = '{sr-Latn: "Zaričje", sr: "Заричје", ja: "東京", uz: "Zarichye"}'
    text = HEAD + f'  - {{id: "a", kind: "place", canonical: "Zarichje", native: {natives}}}\n'
    assert [f.code for f in checked(tmp_path, text, chosen_codes(["TL2"], ["TL207"])).findings] == []


def test_persian_joiner_is_no_invisible_character(tmp_path: Path) -> None:
    text = HEAD + place(variants='[{text: "احمدی\u200cنژاد", lang: "fa"}]')
    assert checked(tmp_path, text, chosen_codes(["TL205"])).findings == ()


def test_variant_that_another_entry_could_claim_is_not_redundant(tmp_path: Path) -> None:
    other = '  - {id: "zelenivska", kind: "place", canonical: "Zeleniwka", native: {de: "Zeleniwka"}}\n'
    assert checked(tmp_path, HEAD + TOWN + '    variants: ["Zeleniwka"]\n' + other, chosen_codes(["TL301"])).findings == ()


def test_two_spellings_of_diacritics_are_one_but_not_of_capitals(tmp_path: Path) -> None:
    entry = '  - {id: "a", kind: "person", gender: "m", canonical: "Adel al-Jubeir", native: {de: "Adel"}, variants: [%s]}\n'
    assert len(checked(tmp_path, HEAD + entry % '"Adél al-Jubeir"', chosen_codes(["TL301"])).findings) == 1
    assert checked(tmp_path, HEAD + entry % '"Adel Al-Jubeir"', chosen_codes(["TL301"])).findings == ()


# Accepted findings


def test_comment_accepts_a_finding_of_its_line(tmp_path: Path) -> None:
    accepted = TOWN.replace('"Zelenivka"\n', '"Zelinivka"  # translit: ignore TL306, TL999 (so it is)\n')
    report = checked(tmp_path, HEAD + accepted, chosen_codes())
    assert (report.findings, report.accepted) == ((), 1)


def test_comment_accepts_no_unreadable_file(tmp_path: Path) -> None:
    assert not checked(tmp_path, 'entries: "  # translit: ignore TL001\n').is_readable


def test_comment_inside_a_string_accepts_nothing() -> None:
    assert accepted_codes('canonical: "Kyiv # translit: ignore TL306"') == []
    assert accepted_codes('canonical: "a \\" b"  # translit: ignore TL306 TL301') == ["TL306", "TL301"]


# Mends

MENDS = {
    "unquoted value": (HEAD + '  - {id: "a", kind: "place", canonical: No}\n', "canonical: No", 'canonical: "No"'),
    "white space": (HEAD + place(former='["Aba "]'), '"Aba "', '"Aba"'),
    "single quotes stay": (HEAD + place(former="['Aba''s ']"), "'Aba''s '", "'Aba''s'"),
    "NFC": (HEAD + place(former='["Rza\u0301v"]'), "Rza\u0301v", "Rzáv"),
    "Latin letter": (HEAD + place(variants='[{text: "Зaречьe", lang: "ru"}]'), '"Зaречьe"', '"Заречье"'),
    "invisible": (HEAD + place(former='["Aba\u200bk", "Nova\u00a0Aba"]'), '"Aba\u200bk", "Nova\u00a0Aba"', '"Abak", "Nova Aba"'),
    "first of a list": (HEAD + place(variants='["Zarichchia", "Fluss"]'), '"Zarichchia", "Fluss"]', '"Fluss"]'),
    "last of a list": (HEAD + place(variants='["Fluss" , "Zarichchia"]'), '"Fluss" , "Zarichchia"]', '"Fluss"]'),
    "several of a list": (HEAD + place(variants='["Zarichchia", "A b", "A b", "C d", "A b"]'), '"Zarichchia", "A b", "A b", "C d", "A b"', '"A b", "C d"'),
    "whole field in a flow mapping": (HEAD + place(variants='["Zarichchia"]'), ', variants: ["Zarichchia"]', ""),
    "whole field in a block": (HEAD + TOWN + '    variants: ["Zelenivka"]   # gone\n    never: ["Zelena"]\n', '    variants: ["Zelenivka"]   # gone\n', ""),
    "item of a block list": (HEAD + TOWN + '    variants:\n      - "Zelenivka"   # gone\n      - "Fluss"   # stays\n', '      - "Zelenivka"   # gone\n', ""),
    "block mapping in a list": (
        HEAD + TOWN + '    variants:\n      - "Fluss"\n      - text: "Fluss"\n        lang: "pl"\n', '      - text: "Fluss"\n        lang: "pl"\n', ""),
    "list over several lines": (
        HEAD + TOWN + '    variants: ["Fluss",  # stays\n               "Zelenivka"]\n', '               "Zelenivka"]', "               ]"),
    "idle comment": (HEAD + place().replace("}}", "}}  # translit: ignore TL302"), "  # translit: ignore TL302", ""),
    "idle comment in a line of its own": (HEAD + "  # translit: ignore TL302\n" + place(), "  # translit: ignore TL302\n", ""),
}  # fmt: skip


@pytest.mark.parametrize("ends", ["\n", "\r\n"], ids=["LF", "CRLF"])
@pytest.mark.parametrize("mark", ["", "\ufeff"], ids=["plain", "byte order mark"])
@pytest.mark.parametrize("name", MENDS)
def test_mend_changes_its_own_characters_only(tmp_path: Path, name: str, mark: str, ends: str) -> None:
    text, old, new = (part.replace("\n", ends) for part in MENDS[name])
    assert text.count(old) == 1
    report = checked(tmp_path, mark + text, LISTED)
    path = str(tmp_path / "mine.yaml")
    assert mended(path, report.findings) == mark + text.replace(old, new)


UNSORTED = """\
# a file of towns
lexicon: "mine"
license: "CC0-1.0"
entries:
  # the second
  - {id: "b", kind: "place", canonical: "Bab", native: {de: "Bab"}}   # b

  - id: "c"
    kind: "place"
    canonical: 'Cab'
    native: {de: "Cab"}
  # the first
  # of all
  - {id: "a", kind: "place", canonical: "Aba", native: {de: "Aba"}}
# the end
"""

SORTED = """\
# a file of towns
lexicon: "mine"
license: "CC0-1.0"
entries:
  # the first
  # of all
  - {id: "a", kind: "place", canonical: "Aba", native: {de: "Aba"}}

  # the second
  - {id: "b", kind: "place", canonical: "Bab", native: {de: "Bab"}}   # b
  - id: "c"
    kind: "place"
    canonical: 'Cab'
    native: {de: "Cab"}
# the end
"""


def test_sorting_moves_entries_with_their_comments(tmp_path: Path) -> None:
    report = checked(tmp_path, UNSORTED, chosen_codes(["TL107"]))
    assert mended(str(tmp_path / "mine.yaml"), report.findings) == SORTED


def test_sorting_gives_the_last_line_an_end(tmp_path: Path) -> None:
    text = HEAD + TOWN + place().rstrip("\n")
    report = checked(tmp_path, text, chosen_codes(["TL107"]))
    assert mended(str(tmp_path / "mine.yaml"), report.findings) == HEAD + place() + TOWN


def test_entries_that_share_a_line_are_not_sorted(tmp_path: Path) -> None:
    text = (
        'license: "CC0-1.0"\nentries: [{id: "b", kind: "place", canonical: "Bab"}, {id: "a", kind: "place", canonical: "Aba"}]\n'
    )
    report = checked(tmp_path, text, chosen_codes(["TL107"]))
    assert len(report.findings) == 1
    assert mended(str(tmp_path / "mine.yaml"), report.findings) == text


def test_mend_of_a_value_that_has_changed_since_is_left(tmp_path: Path) -> None:
    report = checked(tmp_path, HEAD + place(variants='["Zarichchia", "Fluss"]'), chosen_codes())
    other = HEAD + place(variants='["Fluss", "Zarichchia"]')
    (tmp_path / "mine.yaml").write_text(other, encoding="utf-8")
    assert mended(str(tmp_path / "mine.yaml"), report.findings) == other


def test_mends_of_the_lexicon_that_ships_change_only_lines_of_findings(tmp_path: Path) -> None:
    """Faults are put into the shipped files, one line in forty, and mended; the files come back but for the places of quotes."""
    for path in sorted((ROOT / "lexicons" / "names" / "places").glob("*.yaml")):
        lines = path.read_text(encoding="utf-8").splitlines(keepends=True)
        broken = [_broken(line) if number % 40 == 7 else line for number, line in enumerate(lines)]
        (tmp_path / path.name).write_text("".join(broken), encoding="utf-8")
        report = check([str(tmp_path / path.name)], chosen_codes(["TL008", "TL205"]), cache=False)
        assert mended(str(tmp_path / path.name), report.findings) == "".join(lines)


def _broken(line: str) -> str:
    """The line with a space at the end of its canonical form; as it is where it has none."""
    return (
        line.rstrip().removesuffix('"') + ' "\n'
        if line.lstrip().startswith("canonical:") and line.rstrip().endswith('"')
        else line
    )


# The lexicon that ships


def test_shipped_lexicon_has_no_errors_or_warnings() -> None:
    report = check(["default"], chosen_codes())
    assert "\n".join(FORMATS["text"](report.findings)) == ""


def test_shipped_lexicon_passes_its_tests() -> None:
    """One derived spelling of each entry; `translit lexicon test` tries all of them."""
    subject = opened(["default"])
    assert "\n".join(FORMATS["text"](run_tests(subject, Trial(subject, per_entry=1)).findings)) == ""


# The command line


def command(*arguments: str) -> int:
    return run(["lexicon", *arguments])


@pytest.fixture
def mine(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    monkeypatch.chdir(tmp_path)
    path = tmp_path / "mine.yaml"
    path.write_text(HEAD + TOWN + '    variants: ["Zelenivka", "Green"]\n', encoding="utf-8")
    return path


def test_exit_code_tells_findings_from_unreadable_files(mine: Path, capfdbinary: pytest.CaptureFixture[bytes]) -> None:
    assert command("check", "mine.yaml") == 1
    assert command("check", "--ignore", "TL303,TL302", "mine.yaml") == 0
    mine.write_text('entries: "\n', encoding="utf-8")
    assert command("check", "mine.yaml") == 65
    assert command("check", "missing.yaml") == 65
    assert command("check", "--select", "TL9", "mine.yaml") == 2


def test_text_begins_with_the_place_and_ends_with_a_count(mine: Path, capfdbinary: pytest.CaptureFixture[bytes]) -> None:
    command("check", "mine.yaml")
    lines = capfdbinary.readouterr().out.decode().splitlines()
    assert lines[0] == 'mine.yaml:8:16: TL302 warning: "Zelenivka" is listed twice (first under "canonical"); keep one of them'
    assert lines[-1] == "1 entry, 2 warnings; 1 of them can be mended with --fix"


def test_fix_writes_and_names_the_rest(mine: Path, capfdbinary: pytest.CaptureFixture[bytes]) -> None:
    before = mine.read_text(encoding="utf-8")
    assert command("check", "--diff", "mine.yaml") == 1
    assert mine.read_text(encoding="utf-8") == before
    assert b'+    variants: ["Green"]\n' in capfdbinary.readouterr().out
    assert command("check", "--fix", "mine.yaml") == 1
    assert mine.read_text(encoding="utf-8") == before.replace('"Zelenivka", ', "")
    assert capfdbinary.readouterr().out.decode().endswith("1 entry, 1 warning; 1 mended\n")


def test_one_run_of_fix_mends_what_another_mend_uncovers(mine: Path, capfdbinary: pytest.CaptureFixture[bytes]) -> None:
    mine.write_text(HEAD + '  - {id: "zarichchia", kind: "place", canonical: 1984, native: {uk: "Зap"}}\n', encoding="utf-8")
    command("check", "--fix", "--select", "TL0,TL202", "mine.yaml")
    assert 'canonical: "1984", native: {uk: "Зар"}' in mine.read_text(encoding="utf-8")


def test_json_and_github_carry_place_code_and_mend(mine: Path, capfdbinary: pytest.CaptureFixture[bytes]) -> None:
    command("check", "--format", "json", "mine.yaml")
    rows = json.loads(capfdbinary.readouterr().out)
    assert [(r["path"], r["line"], r["column"], r["code"], r["severity"], r["fixable"]) for r in rows] == [
        ("mine.yaml", 8, 16, "TL302", "warning", True),
        ("mine.yaml", 8, 29, "TL303", "warning", False),
    ]
    assert all(r["message"] and r["mend"] for r in rows)
    command("check", "--format", "github", "mine.yaml")
    assert capfdbinary.readouterr().out.startswith(b"::warning file=mine.yaml,line=8,col=16,title=TL302::")


def test_github_escapes_what_would_end_a_command(tmp_path: Path) -> None:
    report = checked(tmp_path, HEAD + place(former='["100%\\nsure"]'))
    line = next(iter(FORMATS["github"](report.findings)))
    assert "100%25" in line
    assert "\n" not in line


def test_sarif_is_of_version_2_1_0(mine: Path, capfdbinary: pytest.CaptureFixture[bytes]) -> None:
    command("check", "--format", "sarif", "mine.yaml")
    log = json.loads(capfdbinary.readouterr().out)
    (one,) = log["runs"]
    rules = one["tool"]["driver"]["rules"]
    assert log["version"] == "2.1.0"
    for result in one["results"]:
        assert rules[result["ruleIndex"]]["id"] == result["ruleId"]
        region = result["locations"][0]["physicalLocation"]["region"]
        assert (region["startLine"], region["startColumn"]) in {(8, 16), (8, 29)}
    assert one["results"][0]["locations"][0]["physicalLocation"]["artifactLocation"]["uri"] == "mine.yaml"


def test_codes_are_chosen_by_beginnings_and_level() -> None:
    assert chosen_codes(["TL30"], ["TL301", "TL308"]) == {"TL302", "TL303", "TL304", "TL305", "TL306", "TL307", "TL309"}
    assert chosen_codes(level="error") == {c.code for c in CODES if c.severity == "error"}
    with pytest.raises(ConfigError, match="no code 'TL9'"):
        chosen_codes(["TL9"])


def test_page_of_the_codes_agrees_with_the_source() -> None:
    page = (ROOT / "docs" / "checks.md").read_text(encoding="utf-8")
    assert with_codes(page) == page, "run python -m translit.workbench.codes docs/checks.md"


def test_pre_commit_hooks_run_the_installed_command() -> None:
    hooks = yaml.safe_load((ROOT / ".pre-commit-hooks.yaml").read_text(encoding="utf-8"))
    assert {h["id"] for h in hooks} == {"translit-lexicon-check", "translit-lexicon-fix", "translit-lexicon-test"}
    for hook in hooks:
        help_asked = [sys.executable, "-m", *hook["entry"].split(), "--help"]
        assert subprocess.run(help_asked, capture_output=True, cwd=ROOT).returncode == 0


# Examples and generated tests

TESTS = HEAD + ROE + '    alone: ["Doroshenkov"]\n    never: ["Doroshenko"]\n' + """\
    examples:
      - {in: "Petro Doroschenkow left.", out: "Petro Doroshenkov left."}
      - {in: "Petro left.", out: "Petra left."}
"""  # fmt: skip


def test_command_runs_examples_spellings_and_look_alikes(mine: Path, capfdbinary: pytest.CaptureFixture[bytes]) -> None:
    mine.write_text(TESTS, encoding="utf-8")
    assert command("test", "mine.yaml") == 1
    out = capfdbinary.readouterr().out.decode()
    counts = out.splitlines()[0].split(", ")
    assert counts[0] == "2 examples"
    assert int(counts[1].split()[0]) > 10
    assert counts[2] == "1 look-alikes"
    assert out.splitlines()[1].startswith('mine.yaml:13:9: TL105 error: the example of "petro-doroshenkov" does not hold')
    mine.write_text(TESTS.replace("Petra", "Petro"), encoding="utf-8")
    assert command("test", "mine.yaml") == 0


def test_spelling_by_which_the_entry_is_not_found_fails_at_the_native_form(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr("translit.normalizer.Normalizer.find", lambda self, text: [])
    report = tried(tmp_path, TESTS)
    assert ("TL308", 8) in {(f.code, f.line) for f in report.findings}
    accepted = TESTS.replace('"Петро Дорошенков"}', '"Петро Дорошенков"}  # translit: ignore TL308')
    assert "TL308" not in {f.code for f in tried(tmp_path, accepted).findings}


def test_look_alike_that_folds_fails_at_its_line(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    def find(norm: Normalizer, text: str) -> list[Mention]:
        places = [m.span() for m in re.finditer("Doroshenko\\b", text)]
        return [Mention(a, b, text[a:b], "Doroshenkov", "", "petro-doroshenkov", "person", "fuzzy", 0.8, ()) for a, b in places]

    assert "TL309" not in {f.code for f in tried(tmp_path, TESTS).findings}
    monkeypatch.setattr(Normalizer, "find", find)
    assert [f.line for f in tried(tmp_path, TESTS).findings if f.code == "TL309"] == [10]


def test_reasons_to_hold_a_spelling_back_are_no_failures(tmp_path: Path) -> None:
    moscow = '  - {id: "moscow", kind: "place", canonical: "Moscow", native: {ru: "Москва"}, never: ["Moskva"]}\n'
    assert tried(tmp_path, HEAD + moscow).findings == ()


def tried(tmp_path: Path, text: str) -> Report:
    path = tmp_path / "mine.yaml"
    path.write_text(text, encoding="utf-8")
    subject = opened([str(path)], cache=False)
    return run_tests(subject, Trial(subject))


def test_check_leaves_the_compiled_lexicon_for_the_next_start(mine: Path, capfdbinary: pytest.CaptureFixture[bytes]) -> None:
    command("check", "mine.yaml")
    compiled: list[bool] = []
    Lexicon.load("mine.yaml", on_compile=lambda: compiled.append(True))
    assert compiled == []
