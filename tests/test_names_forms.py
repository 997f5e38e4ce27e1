"""Forms of names in fields that follow a custom: of peers, in Latvian and Lithuanian, in other alphabets, cut short, in batches."""

from __future__ import annotations

import numpy as np
import pytest

from translit import Lexicon, Normalizer, similarity
from translit.match.arrays import Doubles
from translit.match.likely import likely_names
from translit.match.names import NameIndex
from translit.match.parts import parts
from translit.match.queries import Queries
from translit.match.score import certainty
from translit.match.tokens import name_of, without_nominatives
from translit.rules.load import rules

LINE = 0.7


def best(query: str, *names: str) -> str | None:
    found = Normalizer(Lexicon.from_names([(name, name) for name in names])).candidates(query, limit=1)
    return found[0].canonical if found else None


@pytest.mark.parametrize(
    ("a", "b"),
    [
        ("Andris Vanags", "Andri Vanag"),
        ("Viktors Orbans", "Viktor Orban"),
        ("Donaldas Tuskas", "Donald Tusk"),
        ("Emanuels Makrons", "Emanuel Makron"),
        ("Margaret Thatcher, Baroness Thatcher of Kesteven", "Margaret Thatcher"),
        ("Harold Wilson, Baron Wilson of Rievaulx", "Harold Wilson"),
        ("Sammy Davis, Jr.", "Sammy Davis"),
        ("Baxtiyor Xalilov", "Bakhtiyor Khalilov"),
        ("Mohd Zahir Shah", "Mohammad Zahir Shah"),
        ("Christos Papadakis", "Kristos Papadakis"),
        ("Nádzsib Razzák", "Najib Razzak"),
    ],
)
def test_forms_that_follow_a_custom_are_one_name(a: str, b: str) -> None:
    assert similarity(a, b) >= LINE
    assert similarity(b, a) >= LINE


@pytest.mark.parametrize(
    ("a", "b"),
    [
        ("Pedro Schmidt", "Peter Schmidt"),
        ("Carlos Weber", "Charles Weber"),
        ("James Roberts", "Thomas Roberts"),
        ("Harold Wilson, Baron Wilson of Rievaulx", "Harold Rievaulx"),
        ("James Roberts", "Jame Gibberts"),
        ("Peters", "Peter"),
        ("Aziz", "Abdul Aziz"),
    ],
)
def test_names_that_such_customs_do_not_make_one(a: str, b: str) -> None:
    assert similarity(a, b) < LINE
    assert similarity(b, a) < LINE


def test_endings_of_the_nominative_are_taken_off_all_words_or_none() -> None:
    assert without_nominatives(name_of("James Baker")) is None
    assert without_nominatives(name_of("Peters")) is None
    bare = without_nominatives(name_of("Borisas Jelcinas"))
    assert bare is not None
    assert [word.text for word in bare.words] == ["boris", "jelcin"]


def test_an_entry_with_the_endings_is_found_without_them() -> None:
    names = ["Vladimirs Petrovs", "Vladimir Sokolov", "Vladimir Gusev", "Ivan Petrovic"]
    assert best("Władimir Pietrow", *names) == "Vladimirs Petrovs"


def test_an_exact_name_comes_before_one_without_endings() -> None:
    assert best("Carlos Torres", "Carlo Torre", "Carlos Torres") == "Carlos Torres"


def test_a_cognate_is_proposed_and_not_taken() -> None:
    names = ["Jorge Maldonado", "Pablo Maldonado", "George Smith"]
    found = Normalizer(Lexicon.from_names([(name, name) for name in names])).candidates("Georges Maldonado", limit=1)
    assert found[0].canonical == "Jorge Maldonado"
    assert found[0].score < LINE


def test_the_beginning_of_a_name_is_proposed() -> None:
    assert best("Kanwal Bhullar", "Jaswinder Bhullar", "Kanwaljit Bhullar", "Sukhpal Bhullar") == "Kanwaljit Bhullar"


def test_half_of_a_double_surname_is_enough_among_names_that_resemble_it() -> None:
    names = ["Rosa Elvira Quintanar-Belmonte", "Belmondi Andrea", "Rosa Kowalska", "Elvira Belmont"]
    assert best("Rosa Belmonte", *names) == "Rosa Elvira Quintanar-Belmonte"


def test_what_a_peer_is_called_and_a_generation_are_no_given_names_behind_a_comma() -> None:
    assert name_of("Glenn, John").roles == (2, 1)
    assert name_of("John Glenn, Jr.").roles == (0, 0, 0)
    assert [word.text for word in name_of("Pat Jones, Baron Jones of Deeside").words] == ["pat", "jones"]
    assert [word.text for word in name_of(", Baron Jones").words] == ["baron", "jones"]


def test_groups_of_given_names_are_plain_words_and_no_word_is_a_peer_and_a_given_name() -> None:
    known = parts()
    for groups in (known.nicknames, known.cognates):
        assert all(word.isascii() and word.islower() for word in groups)
    assert known.peers.isdisjoint(known.given - {"earl", "duke", "baron", "marquis"})


def test_cognates_never_reach_the_line_by_themselves() -> None:
    _, most, _ = rules().file("damage-names").values["fitted"]["cognate"]
    assert most < LINE
    for a, b in (("Giovanni", "Juan"), ("Guillermo", "Wilhelm"), ("Jerzy", "Jorge")):
        assert similarity(f"{a} Lindqvist", f"{b} Lindqvist") < LINE


def certain(gained: float, lost: float, left: float, right: float) -> float:
    columns: list[Doubles] = [np.array([x]) for x in (gained, lost, left, right)]
    flags = np.zeros(1, np.bool_)
    return float(certainty(*columns, flags, flags)[0])


def test_certainty_falls_with_all_that_speaks_against() -> None:
    assert certain(1.0, 0.0, 0.0, 0.0) == 1.0
    assert certain(0.0, 0.0, 1.0, 1.0) == 0.0
    assert certain(1.0, 0.0, 0.5, 0.0) > certain(1.0, 0.0, 0.5, 0.5) > certain(1.0, 0.3, 0.5, 0.5)


def test_the_surest_names_come_first_whatever_their_order() -> None:
    names = ["Anna Maria Kowalczyk", "Anna Nowak", "Piotr Kowalczyk", "Anna Kowalczyk"]
    for order in (names, names[::-1]):
        index = NameIndex(Lexicon.from_names([(name, name) for name in order]))
        queries = Queries.of([name_of("Anna Kowalczyk")])
        _, found = index.likely(index.asked(queries), queries, 1)
        assert [order[n] for n in found.tolist()][:2] == ["Anna Kowalczyk", "Anna Maria Kowalczyk"]


def test_no_word_near_brings_no_name() -> None:
    index = NameIndex(Lexicon.from_names([("a", "Anna Kowalczyk")]))
    queries = Queries.of([name_of("Zzyzx")])
    asked = index.asked(queries)
    pairs = likely_names(queries.phrases, index._own(queries), asked.near(), index._totals, index._vocabulary, np.array([8]))
    assert [len(column) for column in pairs] == [0, 0]


def test_many_portions_bring_what_one_brings(monkeypatch: pytest.MonkeyPatch) -> None:
    names = [
        f"{first} {last}" for first in ("Anna", "Piotr", "Olga", "Ivan") for last in ("Kowal", "Koval", "Kovač", "Novak", "Nowak")
    ]
    asked = [name.replace("o", "u") for name in names] + ["Анна Новак", "ايفان نوفاك"]

    def answers() -> list[list[str]]:
        norm = Normalizer(Lexicon.from_names([(name, name) for name in names]))
        return [[f"{m.canonical} {m.score}" for m in found] for found in norm.candidates_many(asked, limit=3)]

    whole = answers()
    monkeypatch.setattr("translit.match.skeletons._AT_ONCE", 1)
    monkeypatch.setattr("translit.match.tables._AT_ONCE", 3)
    monkeypatch.setattr("translit.match.names._TOGETHER", 5)
    assert answers() == whole
