"""The JSON Schemas hold for every file that ships, and agree with the reader on what a lexicon file may have."""

from __future__ import annotations

import json
from pathlib import Path
from typing import Any

import pytest
import yaml

from translit.cli.commands import run
from translit.config import KINDS
from translit.errors import LexiconError
from translit.lexicon import load
from translit.lexicon.load import read_entries
from translit.rules.load import KINDS as rule_kinds

jsonschema = pytest.importorskip("jsonschema")

ROOT = Path(__file__).parents[1]
SCHEMAS = ROOT / "lexicons" / "schema"
NAMES = sorted((ROOT / "lexicons" / "names").rglob("*.yaml"))
RULES = sorted((ROOT / "lexicons" / "rules").rglob("*.yaml"))

GOOD = """
lexicon: "test/good"
license: "CC0-1.0"
source: "made for this test"
retrieved: "2024-02-29"
entries:
  - id: "jane-roe"
    kind: "person"
    gender: "f"
    canonical: "Jane Roe"
    native: {uk: "Джейн Роу", sr-Latn: "Džejn Ro"}
    alone: ["Roe"]
    variants: ["Jane Rowe", {text: "Dżejn Ro", lang: "pl"}]
    damaged: ["Jane Rae", {text: "Jane R0e", needs: "none"}]
    former: ["Jane Doe"]
    never: ["Jane Poe"]
    styles: {nyt: "Jayne Roe"}
    examples:
      - {in: "Jane Rowe said.", out: "Jane Roe said."}
"""

FAULTY = {
    "an unknown field of the file": GOOD.replace("source:", "sauce:"),
    "an unknown field of an entry": GOOD.replace("gender:", "sex:"),
    "a kind that does not exist": GOOD.replace('"person"', '"persona"'),
    "a gender that does not exist": GOOD.replace('gender: "f"', 'gender: "w"'),
    "an entry without an id": GOOD.replace('  - id: "jane-roe"\n    kind', "  - kind"),
    "an entry without a canonical form": GOOD.replace('    canonical: "Jane Roe"\n', ""),
    "an entry that is no mapping": GOOD.replace('  - id: "jane-roe"', '  - "jane-roe"\n  - id: "jane-roe"'),
    "entries that are no list": GOOD.partition("entries:")[0] + 'entries: {a: "b"}\n',
    "a list that is a string": GOOD.replace('["Roe"]', '"Roe"'),
    "an empty string": GOOD.replace('"Jane Roe"\n', '""\n'),
    "white space at the end": GOOD.replace('"Jane Roe"\n', '"Jane Roe "\n'),
    "a number for a string": GOOD.replace('"Jane Roe"\n', "2022\n"),
    "a native form without a language": GOOD.replace('{uk: "Джейн Роу", sr-Latn: "Džejn Ro"}', '["Джейн Роу"]'),
    "a native form with no language code": GOOD.replace("{uk:", '{"українська мова":'),
    "a variant with an unknown mark": GOOD.replace('lang: "pl"', 'language: "pl"'),
    "a variant without its text": GOOD.replace('{text: "Dżejn Ro", lang: "pl"}', '{lang: "pl"}'),
    "an example without what comes out": GOOD.replace(', out: "Jane Roe said."', ""),
}


def validator(name: str) -> Any:
    schema = json.loads((SCHEMAS / f"{name}.schema.json").read_text(encoding="utf-8"))
    jsonschema.Draft202012Validator.check_schema(schema)
    return jsonschema.Draft202012Validator(schema)


LEXICON, RULE = validator("lexicon"), validator("rules")


def values(text: str) -> Any:
    return yaml.load(text, Loader=getattr(yaml, "CSafeLoader", yaml.SafeLoader))


def test_files_were_found() -> None:
    assert len(NAMES) >= 10
    assert len(RULES) >= 200


@pytest.mark.parametrize("path", NAMES, ids=lambda p: f"{p.parent.name}/{p.name}")
def test_every_lexicon_that_ships_fits_the_schema(path: Path) -> None:
    assert [(list(e.path), e.message) for e in LEXICON.iter_errors(values(path.read_text(encoding="utf-8")))] == []


def test_every_rule_file_that_ships_fits_the_schema() -> None:
    for path in RULES:
        found = [(list(e.path), e.message) for e in RULE.iter_errors(values(path.read_text(encoding="utf-8")))]
        assert found == [], path


@pytest.mark.parametrize("path", NAMES, ids=lambda p: f"{p.parent.name}/{p.name}")
def test_every_lexicon_that_ships_names_the_schema_for_editors(path: Path) -> None:
    first = path.read_text(encoding="utf-8").partition("\n")[0]
    assert first.startswith("# yaml-language-server: $schema=")
    assert (path.parent / first.partition("=")[2]).resolve() == SCHEMAS / "lexicon.schema.json"


def test_a_file_with_every_field_fits_and_loads(tmp_path: Path) -> None:
    path = tmp_path / "good.yaml"
    path.write_text(GOOD, encoding="utf-8")
    assert list(LEXICON.iter_errors(values(GOOD))) == []
    assert [e.id for e in read_entries([path])] == ["jane-roe"]


@pytest.mark.parametrize("text", FAULTY.values(), ids=FAULTY)
def test_a_faulty_file_fits_neither_the_schema_nor_the_reader(text: str, tmp_path: Path) -> None:
    assert text != GOOD
    path = tmp_path / "faulty.yaml"
    path.write_text(text, encoding="utf-8")
    assert list(LEXICON.iter_errors(values(text)))
    with pytest.raises(LexiconError):
        read_entries([path])


def test_the_schema_of_rules_knows_every_kind() -> None:
    assert tuple(RULE.schema["properties"]["kind"]["enum"]) == rule_kinds


def test_schema_and_reader_know_the_same_fields_and_kinds() -> None:
    schema = LEXICON.schema
    entry = schema["$defs"]["entry"]["properties"]
    assert set(schema["properties"]) == load._FILE_FIELDS
    assert set(entry) == load._FIELDS
    assert tuple(entry["kind"]["enum"]) == KINDS
    assert schema["$defs"]["language"]["maxLength"] == load._NATIVE_CODE_MAX


@pytest.mark.parametrize(
    ("before", "after"),
    [
        ('kind: "scheme"', 'kind: "schema"'),
        ('why: "', 'because: "'),
        ('script: "', 'script: "Latin and '),
        ("letters:", "lettres:"),
        ("rules:\n", 'rules:\n  - {in: "a", pattern: "b", out: "c"}\n'),
        ("rules:\n", 'rules:\n  - {in: "a", oout: "c"}\n'),
    ],
)
def test_a_faulty_rule_file_does_not_fit(before: str, after: str) -> None:
    text = (ROOT / "lexicons" / "rules" / "schemes" / "ua-ukr-Cyrl-Latn-2010.yaml").read_text(encoding="utf-8")
    assert before in text
    assert list(RULE.iter_errors(values(text))) == []
    assert list(RULE.iter_errors(values(text.replace(before, after, 1))))


@pytest.mark.parametrize(("arguments", "name"), [([], "lexicon"), (["--rules"], "rules")])
def test_the_command_prints_the_schema(arguments: list[str], name: str, capfdbinary: pytest.CaptureFixture[bytes]) -> None:
    assert run(["lexicon", "schema", *arguments]) == 0
    assert capfdbinary.readouterr().out == (SCHEMAS / f"{name}.schema.json").read_bytes()
