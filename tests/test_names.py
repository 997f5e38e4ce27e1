"""Names in fields: what is one name, what is not, and what a query brings from a lexicon."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from translit import Lexicon, Normalizer, similarity
from translit.match.align import edit_cost, word_cost
from translit.match.batch import Batch
from translit.match.tokens import name_words_of, word_of
from translit.match.weights import parts, weights
from translit.rules.load import rules

LINE = 0.7

ONE_NAME = [
    ("Volodymyr Zelenskyy", "ZELENSKY, Vladimir"),
    ("Volodymyr Zelenskyy", "Володимир Зеленський"),
    ("Wolodymyr Selenskyj", "Volodymyr Zelenskyy"),
    ("Muammar Gaddafi", "Moammar Qadhafi"),
    ("Muammar al-Gaddafi", "معمر القذافي"),
    ("Abdul Rahman al-Rashid", "Abd ar-Rahman Al Rashid"),
    ("Abdulrahman Rashid", "Abd al-Rahman al-Rashid"),
    ("Binyamin Netanyahu", "בנימין נתניהו"),
    ("Kim Dae-jung", "김대중"),
    ("Ronald Reagan", "ロナルド・レーガン"),
    ("Dr. Henry Kissinger", "Kissinger, Henry"),
    ("H. Kissinger", "Henry Kissinger"),
    ("Anwar Sadat", "Anouar El Sadate"),
    ("Bill Clinton", "William Clinton"),
    ("Mikhail Sergeyevich Gorbachev", "Michail Gorbatschow"),
    ("Lech Wałęsa", "Lech Walesa"),
]

TWO_NAMES = [
    ("Marko Kovalenko", "Marko Kostenko"),
    ("Abdul Aziz", "Aziz"),
    ("Saddam Hussein", "Saddam Hassan"),
    ("Salim", "Salam"),
    ("Smirnov", "Smirnova"),
    ("Nowicki", "Nowicka"),
    ("Danilova", "Danilenko"),
    ("Vladimir Putin", "Vladimir Kornilov"),
    ("Igor Sechin", "Ivan Sechin"),
    ("Kim Il-sung", "Kim Il-chol"),
]


@pytest.mark.parametrize(("a", "b"), ONE_NAME)
def test_spellings_of_one_name_pass_the_line(a: str, b: str) -> None:
    assert similarity(a, b) >= LINE
    assert similarity(b, a) >= LINE


@pytest.mark.parametrize(("a", "b"), TWO_NAMES)
def test_two_names_stay_below_the_line(a: str, b: str) -> None:
    assert similarity(a, b) < LINE
    assert similarity(b, a) < LINE


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
    assert leaders.candidates("Xyzzy Qwfp") == []
    assert leaders.candidates("") == leaders.candidates("—") == []


def test_the_company_of_a_query_does_not_matter(leaders: Normalizer) -> None:
    names = ["Kohl", "Aziz", "Merkelová", "Орбан", "Nobody Atall"]
    assert leaders.resolve_many(names) == [leaders.resolve(n) for n in names]
    assert leaders.resolve_many(names[::-1]) == leaders.resolve_many(names)[::-1]


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


def test_native_forms_and_parts_of_an_entry_are_found() -> None:
    norm = Normalizer()
    assert norm.candidates("Залужний")[0].canonical == norm.candidates("Zaluzhnyi")[0].canonical


@pytest.mark.parametrize(
    ("name", "words"),
    [
        ("Abd al-Rahman", ["abdrahman"]), ("Abdurrahman", ["abdrahman"]), ("Abu Bakr", ["abubakr"]), ("Al-Sadr, Muqtada", ["muqtada", "sadr"]),
        ("AlisherUsmanov", ["alisher", "usmanov"]), ("RAHMAN, Abdul", ["abdrahman"]),
    ],
)  # fmt: skip
def test_words_that_bind_are_one(name: str, words: list[str]) -> None:
    assert [w.text for w in name_words_of(name)] == words


@pytest.mark.parametrize("query", ["зеленского", "нетаньяху", "merkelovou", "김대중", "نتنياهو", "サッチャー"])
def test_many_words_at_once_cost_what_each_costs(query: str) -> None:
    words = [word_of(w, None) for w in ("zelensky", "netanyahu", "merkel", "daejung", "thatcher", "obama", "orban")]
    import numpy as np

    from translit.match.align import KEYED, costs_between

    word = word_of(query, None)
    table, _ = costs_between(word.script, "Latn")
    together = Batch([w.forms[0] for w in words]).costs(word.forms[0], np.arange(len(words)), table, word.script in KEYED)
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
