"""Protected zones, the words of a text, scripts and look-alike letters, letter case."""

from __future__ import annotations

import pytest

from translit.config import ZONES, Zone
from translit.text.case import carried, recased
from translit.text.scan import scan, with_lower
from translit.text.script import is_mixed, plain, repairs, script_of, script_of_letter, unify_apostrophes, without_marks
from translit.text.zones import code_zones, in_protected_phrase, short_zones, without_code


def zones_of(text: str, *kinds: Zone) -> list[str]:
    kept = kinds or ZONES
    short = short_zones(without_code(text, kept), kept, 0, len(text))
    return [text[start:end] for start, end in sorted([*short, *code_zones(text, kept)])]


@pytest.mark.parametrize(
    ("kind", "text", "zone"),
    [
        ("url", "see https://example.org/Kiev?q=Lvov#Odessa now", "https://example.org/Kiev?q=Lvov#Odessa"),
        ("url", "see www.Kiev.example now", "www.Kiev.example"),
        ("url", "see Kiev.ua/news now", "Kiev.ua/news"),
        ("email", "to Zelensky.V+press@Kiev.gov.ua, please", "Zelensky.V+press@Kiev.gov.ua"),
        ("handle", "thanks @Zelensky_UA!", "@Zelensky_UA"),
        ("tag", "follow #Kiev, all", "#Kiev"),
        ("code", "set `Kiev` here", "`Kiev`"),
        ("code", "```\nKiev\n```", "```\nKiev\n```"),
        ("code", "two `Kiev`s here", "`Kiev`"),
        ("code", "two ``Kiev`` here", "``Kiev``"),
        ("timezone", "TZ=Europe/Kiev, please", "Europe/Kiev"),
        ("timezone", "in America/Argentina/Ushuaia", "America/Argentina/Ushuaia"),
        ("file", "open data/Kiev_2022.csv now", "data/Kiev_2022.csv"),
        ("file", "open C:\\Kiev\\a.doc now", "C:\\Kiev\\a.doc"),
    ],
)
def test_zone_is_found_alone_and_among_all(kind: Zone, text: str, zone: str) -> None:
    assert zones_of(text, kind) == [zone]
    assert zones_of(text) == [zone]


def test_zone_of_another_kind_is_not_found() -> None:
    assert zones_of("#Kiev @Kiev", "url", "timezone") == []
    assert list(short_zones("#Kiev", (), 0, 5)) == []


@pytest.mark.parametrize(
    "text",
    [
        "Kiev. Lvov",
        "Kiev/Moscow talks",
        "5 @ Kiev",
        "No. 1",
        "Kiev—Lvov",
        "Mr. Kiev’s",
        "a # b",
        "`Kiev' and `Lvov'",
        "``Kiev'' and ``Lvov''",
    ],
)
def test_ordinary_text_is_no_zone(text: str) -> None:
    assert zones_of(text) == []


def test_phrase_is_protected_across_white_space_and_case() -> None:
    text = "Chicken\n  Kiev, then Kiev"
    assert in_protected_phrase(text, 10, 14, ["chicken Kiev"])
    assert not in_protected_phrase(text, 21, 25, ["chicken Kiev"])


def words_of(text: str) -> list[str]:
    return [token.text for token in scan(text)]


@pytest.mark.parametrize(
    ("text", "words"),
    [
        ("Gen. Syrsky’s men left Kiev-based units", ["Gen", "Syrsky", "Kiev"]),
        ("no capitals, no names", []),
        ("O'Brien met Куп’янськ", ["O'Brien", "Куп’янськ"]),
        ("l'Ukraine, d’Odessa", ["Ukraine", "Odessa"]),
        ("L'Ukraine et L’Ukraine", ["Ukraine", "Ukraine"]),
        ("T-72 and Kiev2 and 2Kiev and _Kiev", ["T"]),
        ("Ze1ensky", ["Ze1ensky"]),
        ("القاهرة and 東京", ["القاهرة", "東京"]),
        ("Cafe\u0301 Kiev", ["Kiev"]),
        ("", []),
    ],
)
def test_words_that_can_be_names_are_scanned(text: str, words: list[str]) -> None:
    assert [w for w in words_of(text) if w != "Cafe\u0301"] == words


def test_tokens_slice_to_their_words() -> None:
    text = "“Zelensky’s” (Kiev) L’Odessa\nLvov"
    assert all(text[t.start : t.end] == t.text for t in scan(text))


def test_words_in_zones_are_passed_over() -> None:
    text = "#Kiev in Kiev"
    assert [t.start for t in scan(text, list(short_zones(text, ZONES, 0, len(text))))] == [9]


@pytest.mark.parametrize(
    ("text", "joined", "newline"), [("Zelen-\nsky", "Zelensky", "\n"), ("Zelen-\r\n  sky", "Zelensky", "\r\n")]
)
def test_word_broken_over_a_line_end_is_joined(text: str, joined: str, newline: str) -> None:
    (token,) = scan(text)
    assert (token.joined, token.newline, token.stop) == (joined, newline, len(text))


@pytest.mark.parametrize("text", ["Zelen- sky", "Zelen-\n\nsky", "Zelen-\nSky", "Zelen\nsky", "Kiev-based"])
def test_word_is_not_joined_elsewhere(text: str) -> None:
    assert all(not token.joined for token in scan(text))


def test_lower_case_word_of_a_name_is_scanned_beside_a_capital() -> None:
    text = "the Black sea and the sea"
    assert [t.text for t in with_lower(scan(text), text, lambda word, gap, neighbour: word == "sea")] == ["Black", "sea"]


@pytest.mark.parametrize(
    ("text", "script"),
    [
        ("Київ", "Cyrl"),
        ("Kyiv", "Latn"),
        ("القاهرة", "Arab"),
        ("თბილისი", "Geor"),
        ("Αθήνα", "Grek"),
        ("東京", "Hani"),
        ("서울", "Hang"),
        ("2022 –", ""),
    ],
)
def test_script_is_that_of_most_letters(text: str, script: str) -> None:
    assert script_of(text) == script


def test_script_of_a_character_that_is_no_letter_is_empty() -> None:
    assert [script_of_letter(c) for c in "1 -\ud800😀"] == ["", "", "", "", ""]


def test_mixed_word_is_repaired_only_where_complete() -> None:
    assert is_mixed("Кyiv")
    assert not is_mixed("Київ") and not is_mixed("Kyiv")
    assert repairs("Кyiv") == ("Kyiv",)
    assert repairs("Київz") == ()


def test_plain_form_drops_case_apostrophes_and_composition() -> None:
    assert plain("Куп’янськ") == plain("КУП'ЯНСЬК") == "купянськ"
    assert plain("ZÜRICH") == plain("Zu\u0308rich") == "zürich"
    assert unify_apostrophes("O'Brien Oʼbrien") == "O’Brien O’brien"


def test_marks_are_dropped_from_latin_letters_only() -> None:
    assert without_marks("załużny") == "zaluzny"
    assert without_marks("київ") == "київ"


@pytest.mark.parametrize(
    ("source", "target", "out"),
    [
        ("SYRSKY", "Syrskyi", "SYRSKYI"),
        ("Syrsky", "Syrskyi", "Syrskyi"),
        ("KyIw", "Kyiv", "Kyiv"),
        ("V", "Volodymyr", "Volodymyr"),
        ("LUKoil", "Lukoil", "LUKoil"),
        ("Nato", "NATO", "NATO"),
        ("КИЕВ", "Київ", "КИЇВ"),
    ],
)
def test_case_of_the_source_is_carried_over(source: str, target: str, out: str) -> None:
    assert carried(source, target) == out


@pytest.mark.parametrize(
    ("source", "lower", "out"), [("Київ", "kyiv", "Kyiv"), ("США", "ssha", "SSHA"), ("Ю", "yu", "Yu"), ("київ", "kyiv", "kyiv")]
)
def test_case_of_a_native_word_is_restored(source: str, lower: str, out: str) -> None:
    assert recased(source, lower) == out
