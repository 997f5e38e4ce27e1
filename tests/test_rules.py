"""Every rule file: its own tests hold, and the letters of each language are covered by what reads that language."""

from __future__ import annotations

import unicodedata
from collections.abc import Iterator
from pathlib import Path
from typing import Any

import pytest
from unidecode import unidecode

from translit.match.edits import damage_cost
from translit.rules.endings import inflected
from translit.rules.fold import keyed
from translit.rules.load import RuleFile, RuleSet, rule_paths, rules
from translit.rules.romanize import language_of
from translit.rules.spell import derived_spellings
from translit.rules.words import lowered
from translit.text.script import plain, script_of_letter, without_marks

RULES = RuleSet.read(rule_paths())
"""Read from the files themselves, not from a cache, so that a test always sees what stands in them."""

KINDS = ("scheme", "reading", "spelling", "key", "endings", "damage", "languages")
SOUNDS = frozenset("abcčdefghijklmnoprsštuvxyzž'q")
ROLES = ("family", "given", "place")


def files_of(*kinds: str) -> list[RuleFile]:
    return [file for kind in kinds for file in RULES.files(kind)]


def rows_of(*kinds: str) -> list[Any]:
    """Each line of the `tests` of the files of these kinds, with an id in ASCII (pytest escapes all else)."""
    found = [(file, row) for file in files_of(*kinds) for row in file.values["tests"]]
    return [pytest.param(file, row, id=f"{file.name}: {unidecode(' '.join(row))}") for file, row in found]


def native_readers() -> Iterator[Any]:
    """Every scheme and reading of a native script, with the language whose alphabet it must cover."""
    for file in files_of("scheme", "reading"):
        lang = RULES.code(file.lang)
        row = RULES.languages.get(lang)
        if row and row["script"] == file.values["script"] != "Latn":
            yield pytest.param(file, row["alphabet"], id=f"{file.name} ({lang})")


def romanised_languages() -> Iterator[Any]:
    for lang, row in RULES.languages.items():
        if row.get("scheme"):
            yield pytest.param(lang, row, id=lang)


def test_rule_files_were_found() -> None:
    counts = {kind: len(RULES.names(kind)) for kind in KINDS}
    assert counts["scheme"] >= 150 and counts["reading"] >= 40 and counts["spelling"] >= 20 and counts["endings"] >= 12
    assert all(counts.values())


def test_each_file_has_the_name_that_it_states() -> None:
    stems = {Path(path).stem for path in rule_paths()}
    for file in files_of("scheme", "reading"):
        assert file.name in stems


@pytest.mark.parametrize("file", files_of("scheme", "reading", "spelling", "key", "endings"), ids=lambda f: f.name)
def test_file_tests_itself(file: RuleFile) -> None:
    assert file.values["tests"]


@pytest.mark.parametrize(("file", "row"), rows_of("scheme"))
def test_scheme_writes_what_its_authority_says(file: RuleFile, row: list[str]) -> None:
    form, romanised = row
    assert file.program.apply(lowered(form)) == unicodedata.normalize("NFC", romanised.lower())


@pytest.mark.parametrize(("file", "row"), rows_of("reading"))
def test_reading_gives_the_sounds(file: RuleFile, row: list[str]) -> None:
    form, sounds = row
    assert file.program.apply(lowered(form)) == sounds


@pytest.mark.parametrize(("file", "row"), rows_of("spelling"))
def test_press_spelling_is_derived(file: RuleFile, row: list[str]) -> None:
    lang, native, spelling = row
    made = {text for text, _, _ in derived_spellings(native, lang, RULES)}
    assert plain(spelling) in made or without_marks(plain(spelling)) in made


@pytest.mark.parametrize(("file", "row"), rows_of("key"))
def test_key_merges_sounds(file: RuleFile, row: list[str]) -> None:
    sounds, key = row
    assert file.program.apply(sounds) == key
    assert keyed(sounds, RULES) == key


@pytest.mark.parametrize(("file", "row"), rows_of("endings"))
def test_name_is_inflected(file: RuleFile, row: list[str]) -> None:
    form, role, gender, case, wanted = row
    made = {f.text: f.cases.split() for f in inflected(lowered(form), file.lang, gender, role, RULES)}
    assert case in made.get(lowered(wanted), []), f"made: {made}"


@pytest.mark.parametrize(("file", "row"), rows_of("languages"))
def test_letters_tell_the_language(file: RuleFile, row: list[str]) -> None:
    form, lang = row
    assert language_of(form, RULES) == lang


@pytest.mark.parametrize(("file", "row"), [p for p in rows_of("damage") if p.values[0].name == "damage-latin"])
def test_damage_has_its_cost(file: RuleFile, row: list[str]) -> None:
    damaged, spelling, cost = row
    assert damage_cost(damaged, spelling) == pytest.approx(float(cost))


@pytest.mark.parametrize(("file", "alphabet"), list(native_readers()))
def test_every_letter_of_the_alphabet_is_covered(file: RuleFile, alphabet: str) -> None:
    script = script_of_letter(next(c for c in alphabet if c.isalpha()))
    left = {c for c in alphabet if any(script_of_letter(x) == script for x in file.program.apply(c))}
    assert not left, f"{file.name} leaves {' '.join(sorted(left))} in its own script"


@pytest.mark.parametrize("file", [f for f in files_of("reading") if f.values["script"] != "Latn"], ids=lambda f: f.name)
def test_reading_writes_sounds_only(file: RuleFile) -> None:
    letters = RULES.languages[RULES.code(file.lang)]["alphabet"]
    forms = [*letters, *(lowered(form) for form, _ in file.values["tests"])]
    heard = {c for form in forms for spelling in file.program.expand(form) for c in spelling.text}
    assert heard <= SOUNDS, f"not among the sounds: {heard - SOUNDS}"


@pytest.mark.parametrize(("lang", "row"), list(romanised_languages()))
def test_default_scheme_reads_the_script_of_its_language(lang: str, row: dict[str, str]) -> None:
    scheme = RULES.file(row["scheme"])
    assert scheme.values["kind"] == "scheme"
    assert scheme.values["script"] == row["script"]


def test_each_script_has_a_language_that_is_assumed() -> None:
    for script, lang in RULES.default_language.items():
        assert RULES.languages[lang]["script"] == script


def test_language_codes_are_claimed_once() -> None:
    codes = [code for row in RULES.languages.values() for code in row["iso"].split()]
    assert sorted(codes) == sorted(set(codes))


def test_letters_that_tell_a_language_are_in_its_alphabet() -> None:
    for lang, row in RULES.languages.items():
        if row["script"] in ("Cyrl", "Arab"):
            assert set(row.get("letters", "")) <= set(row["alphabet"]), lang


@pytest.mark.parametrize("file", files_of("endings"), ids=lambda f: f.name)
def test_paradigms_are_well_formed(file: RuleFile) -> None:
    names = [p["name"] for p in file.values["paradigms"]]
    assert sorted(names) == sorted(set(names))
    for paradigm in file.values["paradigms"]:
        assert set(paradigm) <= {"name", "ends", "drop", "forms", "roles", "gender", "ambiguous", "changes"}, paradigm["name"]
        assert set(paradigm.get("roles", ())) <= set(ROLES), paradigm["name"]
        assert paradigm.get("gender", "m") in ("m", "f"), paradigm["name"]
        assert set(paradigm.get("ambiguous", ())) <= set(paradigm["forms"]), paradigm["name"]


@pytest.mark.parametrize("file", files_of("endings"), ids=lambda f: f.name)
def test_endings_keep_to_one_script(file: RuleFile) -> None:
    for paradigm in file.values["paradigms"]:
        for ending in (e for endings in paradigm["forms"].values() for e in endings):
            assert {script_of_letter(c) for c in ending if c.isalpha()} <= {file.values["script"]}, (paradigm["name"], ending)


NEVER_INFLECTED = [
    # a woman's surname in a consonant does not decline in East Slavic, Polish or Croatian
    ("uk", "Меркель", "family", "f"),
    ("uk", "Шевчук", "family", "f"),
    ("ru", "Меркель", "family", "f"),
    ("ru", "Шевчук", "family", "f"),
    ("be", "Караткевіч", "family", "f"),
    ("pl", "Merkel", "family", "f"),
    ("hr", "Merkel", "family", "f"),
    # nor does a woman's surname in -о
    ("uk", "Тимошенко", "family", "f"),
    ("ru", "Тимошенко", "family", "f"),
    ("ru", "Порошенко", "family", "m"),
    ("pl", "Tymoszenko", "family", "f"),
    ("bg", "Радев", "family", "m"),
]


@pytest.mark.parametrize(("lang", "form", "role", "gender"), NEVER_INFLECTED)
def test_indeclinable_name_has_no_other_form(lang: str, form: str, role: str, gender: str) -> None:
    assert not [f.text for f in inflected(lowered(form), lang, gender, role, RULES)]


AMBIGUOUS = [
    ("ru", "Васильев", "m", "васильева"),
    ("uk", "Захаров", "m", "захарова"),
    ("be", "Пуцін", "m", "пуціна"),
    ("pl", "Zacharow", "m", "zacharowa"),
    ("hr", "Zaharov", "m", "zaharova"),
    ("sr", "Захаров", "m", "захарова"),
    ("lv", "Zaharovs", "m", "zaharova"),
    ("sl", "Johnson", "m", "johnsonova"),
    ("cs", "Babiš", "m", "babišova"),
    ("de", "Peter", "m", "peters"),
]


@pytest.mark.parametrize(("lang", "form", "gender", "inflection"), AMBIGUOUS)
def test_form_that_is_another_name_needs_evidence(lang: str, form: str, gender: str, inflection: str) -> None:
    made = {f.text: f.ambiguous for f in inflected(lowered(form), lang, gender, "family", RULES)}
    assert made[inflection]


def test_rules_in_use_are_those_of_the_files() -> None:
    assert {f.name for f in files_of(*KINDS)} == {f.name for kind in KINDS for f in rules().files(kind)}
