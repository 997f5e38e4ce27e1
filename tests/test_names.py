"""Names in fields: what is one name, what is not, and what a query brings from a lexicon."""

from __future__ import annotations

from collections.abc import Sequence
from pathlib import Path

import numpy as np
import pytest
import yaml
from hypothesis import given
from hypothesis import strategies as st

from translit import Lexicon, Match, Normalizer, similarity
from translit.match.cost import KEYED, costs_between, edit_cost, word_cost
from translit.match.parts import parts
from translit.match.sounds import Sounds, costs
from translit.match.tokens import name_of, name_words_of
from translit.match.weights import weights
from translit.match.word import word_of
from translit.rules.load import rules

LINE = 0.7

CASES = yaml.safe_load((Path(__file__).parent / "cases" / "names.yaml").read_text(encoding="utf-8"))
ONE_NAME, TWO_NAMES, MISSED, TAKEN = ([tuple(pair) for pair in pairs] for pairs in CASES.values())
EVERY_NAME = list(dict.fromkeys(name for pair in (*ONE_NAME, *TWO_NAMES) for name in pair))


def test_cases_were_found() -> None:
    assert len(TWO_NAMES) > len(ONE_NAME) > 40


@pytest.mark.parametrize(("a", "b"), ONE_NAME)
def test_spellings_of_one_name_pass_the_line(a: str, b: str) -> None:
    assert similarity(a, b) >= LINE
    assert similarity(b, a) >= LINE


@pytest.mark.parametrize(("a", "b"), TWO_NAMES)
def test_two_names_stay_below_the_line(a: str, b: str) -> None:
    assert similarity(a, b) < LINE
    assert similarity(b, a) < LINE


@pytest.mark.xfail(strict=True)
@pytest.mark.parametrize(("a", "b"), MISSED)
def test_spelling_that_is_known_to_be_missed(a: str, b: str) -> None:
    assert similarity(a, b) >= LINE


@pytest.mark.xfail(strict=True)
@pytest.mark.parametrize(("a", "b"), TAKEN)
def test_two_names_that_are_known_to_be_taken_for_one(a: str, b: str) -> None:
    assert similarity(a, b) < LINE


@given(st.text(max_size=30), st.text(max_size=30))
def test_a_similarity_lies_between_0_and_1(a: str, b: str) -> None:
    assert 0.0 <= similarity(a, b) <= 1.0


@given(st.text(alphabet="abcdefghijklmnoprstuvyz -", min_size=1, max_size=20))
def test_a_name_is_like_itself(name: str) -> None:
    if name.strip(" -"):
        assert similarity(name, name) == 1.0


@pytest.fixture(scope="module")
def leaders() -> Normalizer:
    names = [
        "Angela Merkel",
        "Viktor Orbán",
        "AL-ASSAD, Bashar",
        "Abdul Aziz bin Saud",
        "Kim Jong Il",
        "Helmut Kohl",
        "Aziz Nesin",
    ]
    return Normalizer(Lexicon.from_names({f"q{i}": name for i, name in enumerate(names)}))


@pytest.mark.parametrize(
    ("query", "expected"),
    [
        ("Angelou Merkelovou", "q0"), ("Ангелы Меркель", "q0"), ("Viktorem Orbanem", "q1"), ("Виктора Орбана", "q1"),
        ("بشار الأسد", "q2"), ("Bashar Assad", "q2"), ("Abd al-Aziz ibn Saud", "q3"), ("김정일", "q4"), ("Kohl, Helmut", "q5"),
    ],
)  # fmt: skip
def test_the_best_candidate_is_the_entry(leaders: Normalizer, query: str, expected: str) -> None:
    assert leaders.candidates(query)[0].entry_id == expected


def test_candidates_come_best_first_and_name_the_runner_up(leaders: Normalizer) -> None:
    found = leaders.candidates("Abdul Aziz", limit=5)
    assert [m.score for m in found] == sorted((m.score for m in found), reverse=True)
    assert [m.runner_up for m in found[:-1]] == [m.entry_id for m in found[1:]]


def test_nothing_shared_brings_nothing(leaders: Normalizer) -> None:
    assert leaders.candidates("Bggl Mpfwt") == []
    assert leaders.candidates("") == leaders.candidates("—") == []


def test_the_company_of_a_query_does_not_matter(leaders: Normalizer) -> None:
    names = ["Kohl", "Aziz", "Merkelová", "Орбан", "Nobody Atall"]
    assert leaders.resolve_many(names) == [leaders.resolve(n) for n in names]
    assert leaders.resolve_many(names[::-1]) == leaders.resolve_many(names)[::-1]


@pytest.fixture(scope="module")
def everybody() -> Normalizer:
    return Normalizer(Lexicon.from_names({f"q{i}": a for i, a in enumerate(EVERY_NAME)}))


def plain(found: Sequence[Sequence[Match]]) -> list[list[tuple[str, float, tuple[str, ...]]]]:
    return [[(m.entry_id, m.score, m.rules) for m in row] for row in found]


def test_many_names_at_once_bring_what_each_brings_however_they_are_ordered_or_cut(everybody: Normalizer) -> None:
    queries = [*EVERY_NAME, *(" ".join(reversed(name.split())) for name in EVERY_NAME), "", "—", "X"]
    alone = [everybody.candidates(query, limit=3) for query in queries]
    assert everybody.candidates_many(queries, limit=3) == alone
    assert everybody.candidates_many(queries[::-1], limit=3) == alone[::-1]
    cut = [row for start in range(0, len(queries), 7) for row in everybody.candidates_many(queries[start : start + 7], limit=3)]
    assert cut == alone
    best = [row[0] if row and row[0].score >= LINE else None for row in alone]
    assert [m and m.entry_id for m in everybody.resolve_many(queries)] == [m and m.entry_id for m in best]


def test_every_name_finds_itself(everybody: Normalizer) -> None:
    for number, found in enumerate(everybody.resolve_many(EVERY_NAME)):
        assert found is not None and (found.score, found.method) == (1.0, "exact"), EVERY_NAME[number]
        assert similarity(found.canonical, EVERY_NAME[number]) == 1.0


def test_the_number_of_candidates_does_not_change_the_first(leaders: Normalizer) -> None:
    for query in ("Bashar Assad", "Aziz", "Kim Jong", "Ангела Меркель"):
        first = leaders.candidates(query, limit=1)[0]
        assert (first.entry_id, first.score) == (lambda m: (m.entry_id, m.score))(leaders.candidates(query, limit=5)[0])


def test_an_exact_name_says_so(leaders: Normalizer) -> None:
    found = leaders.candidates("Helmut Kohl")[0]
    assert (found.method, found.score, found.rules) == ("exact", 1.0, ())


def test_the_rules_name_the_words_that_differ(leaders: Normalizer) -> None:
    found = leaders.candidates("H. Kohl")[0]
    assert "initial: h for helmut" in found.rules


def test_the_rules_name_the_words_without_counterpart(leaders: Normalizer) -> None:
    assert leaders.candidates("Kohl")[0].rules == ("missing: helmut",)
    assert "extra: michael" in leaders.candidates("Helmut Josef Michael Kohl")[0].rules[-1].replace("josef ", "")


@pytest.mark.parametrize("query", ["On", "он", "Оно", "No"])
def test_a_short_word_is_not_an_abbreviation(query: str) -> None:
    norm = Normalizer(Lexicon.from_names({"un": "ООН", "kyiv": "Kyiv"}))
    assert norm.resolve(query) is None
    assert norm.resolve("ООН") is not None


def test_a_skeleton_of_consonants_does_not_decide() -> None:
    from translit.lexicon.entry import Entry

    norm = Normalizer(Lexicon(entries=(Entry("sh", "Saddam Hussein", "person", native={"ar": "صدام حسين"}),)))
    assert norm.resolve("Saddam Hassan") is None
    assert norm.resolve("صدام حسين") is not None


def test_a_place_is_known_by_its_name_in_other_languages() -> None:
    norm = Normalizer(Lexicon.from_names({"rome": "Rome", "kyiv": "Kyiv", "someone": "Rim Ahmadi"}))
    assert [m and m.entry_id for m in norm.resolve_many(["Řím", "Рим", "Київ", "Kijów"])] == ["rome", "rome", "kyiv", "kyiv"]


def test_a_surname_made_for_a_woman_is_hers() -> None:
    norm = Normalizer(Lexicon.from_names({"she": "Marilyn Hartman", "he": "Karl Hartman"}))
    assert norm.candidates("Hartmanová")[0].entry_id == "she"
    assert norm.candidates("Hartmanove")[0].entry_id == "she"


def test_a_family_name_is_not_a_given_name() -> None:
    assert similarity("SALEH, Omar", "OMAR, Saleh") < similarity("SALEH, Omar", "Omar Saleh") == 1.0
    assert name_of("SALEH, Omar").roles == (2, 1)


def test_a_patronymic_is_not_the_name_that_it_is_made_of() -> None:
    norm = Normalizer(Lexicon.from_names({"son": "MELNYK, Taras", "father": "MELNYK, Oleksandr"}))
    assert norm.candidates("MELNYK, Taras Oleksandrovych")[0].entry_id == "son"


def test_an_initial_does_not_stand_for_a_surname_that_is_another() -> None:
    norm = Normalizer(Lexicon.from_names({"hansen": "Mark Hansen", "hall": "Mark H. Hall"}))
    assert norm.resolve("Mark H. Olsen") is None


def test_native_forms_and_parts_of_an_entry_are_found() -> None:
    norm = Normalizer()
    assert norm.candidates("Залужний")[0].canonical == norm.candidates("Zaluzhnyi")[0].canonical


@pytest.mark.parametrize(
    ("name", "words"),
    [
        ("Abd al-Rahman", ["abdrahman"]), ("Abdurrahman", ["abdrahman"]), ("Abu Bakr", ["abubakr"]), ("Al-Sadr, Muqtada", ["muqtada", "sadr"]),
        ("AlisherUsmanov", ["alisher", "usmanov"]), ("RAHMAN, Abdul", ["abd", "rahman"]),
    ],
)  # fmt: skip
def test_words_that_bind_are_one(name: str, words: list[str]) -> None:
    assert [w.text for w in name_words_of(name)] == words


@pytest.mark.parametrize(
    "query", ["зеленского", "нетаньяху", "merkelovou", "김대중", "نتنياهو", "サッチャー", "obmaa", "hartmanova"]
)
def test_many_words_at_once_cost_what_each_costs(query: str) -> None:
    words = [word_of(w, None) for w in ("zelensky", "netanyahu", "merkel", "daejung", "thatcher", "obama", "orban", "hartman")]
    word = word_of(query, None)
    table, _ = costs_between(word.script, "Latn")
    asked, known = Sounds([word.forms[0]]), Sounds([w.forms[0] for w in words])
    rows = np.arange(len(words))
    together = costs(asked, rows * 0, known, rows, table, word.script in KEYED)
    apart = [edit_cost(word.forms[0], w.forms[0], table, word.script in KEYED) for w in words]
    assert together.tolist() == pytest.approx(apart, abs=1e-4)


def test_the_pairs_in_the_file_cost_what_it_says() -> None:
    for a, b, cost in rules().file("damage-names").values["tests"]:
        assert word_cost(word_of(a.lower(), None), word_of(b.lower(), None), False) == pytest.approx(float(cost), abs=0.05)


def test_every_sound_has_its_costs() -> None:
    known = weights()
    for letters in known.sounds.values():
        assert {c for written in letters[1].values() for c in written} <= set(known.tables["Latn"].pairs)


def test_the_lists_of_name_parts_do_not_overlap() -> None:
    known = parts()
    assert not known.titles & known.particles
    assert not known.titles & known.kin
