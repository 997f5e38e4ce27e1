"""The lexicon that ships is complete, ordered and finds its own names; a faulty file is told where and how to mend it."""

from __future__ import annotations

import pickle
import re
from collections import Counter, defaultdict
from collections.abc import Callable
from pathlib import Path

import pytest
import yaml

from translit import ConfigError, Entry, Lexicon, LexiconError, Normalizer

ROOT = Path(__file__).parents[1]
FILES = sorted((ROOT / "lexicons" / "names").rglob("*.yaml"))
BARE_NAMES = ("given-name", "family-name")

# The lexicon that ships


@pytest.fixture(scope="module")
def entries(norm: Normalizer) -> list[Entry]:
    return list(norm.lexicon)


def test_files_were_found() -> None:
    assert len(FILES) >= 10


def test_lexicon_is_large_enough(entries: list[Entry]) -> None:
    kinds = Counter(e.kind for e in entries)
    assert len(entries) >= 500
    assert kinds["person"] >= 200
    assert kinds["place"] >= 250
    assert kinds["organization"] >= 50


def test_every_entry_has_a_native_form_with_its_language(entries: list[Entry]) -> None:
    assert [e.id for e in entries if not e.native or not all(k and v for k, v in e.native.items())] == []


def test_every_person_has_a_gender(entries: list[Entry]) -> None:
    assert [e.id for e in entries if e.kind == "person" and e.gender not in ("m", "f")] == []


def test_ids_are_unique_and_made_of_small_letters(entries: list[Entry]) -> None:
    ids = [e.id for e in entries]
    assert len(ids) == len(set(ids))
    assert [i for i in ids if not re.fullmatch(r"[a-z0-9]+(-[a-z0-9]+)*", i)] == []


@pytest.mark.parametrize("path", FILES, ids=lambda p: f"{p.parent.name}/{p.name}")
def test_file_is_sorted_by_id_and_names_its_licence(path: Path) -> None:
    values = yaml.safe_load(path.read_text(encoding="utf-8"))
    ids = [entry["id"] for entry in values["entries"]]
    assert ids == sorted(ids)
    assert values["license"]
    assert values["lexicon"] == f"{path.parent.name}/{path.stem}"


def test_no_full_name_is_claimed_by_two_entries(entries: list[Entry]) -> None:
    owners: dict[str, set[str]] = defaultdict(set)
    for e in entries:
        names = (e.canonical, *e.native.values(), *e.styles.values(), *(v.text for v in e.variants))
        for name in names if e.kind not in BARE_NAMES else ():
            if " " in name:
                owners[name.casefold()].add(e.id)
    assert {name: ids for name, ids in owners.items() if len(ids) > 1} == {}


def test_no_entry_bans_its_own_name(entries: list[Entry]) -> None:
    own = {e.id: {e.canonical, *e.native.values(), *e.styles.values(), *(v.text for v in e.variants), *e.alone} for e in entries}
    assert [(e.id, n) for e in entries for n in e.never if n in own[e.id]] == []


# Every listed form is found. What stays unfound by design stands here, each with its reason.

CARRIER = "He wrote about {} again."
AS_A_PLACE = ("They met in {} again.", "They live in the city of {} now.")

UNFOUND: dict[str, Callable[[Entry, str], bool]] = {
    "a word of one letter or with a digit is not looked up": lambda e, form: (
        bool(re.search(r"\d", form)) or min(map(len, re.split(r"[\s.-]+", form))) < 2
    ),
    "a name that is also a word or another name needs more evidence": lambda e, form: (
        form in ("HUR", "PACE", "WHO", "Memorial", "Wagner", "Концерн Калашников", "Батальйон Донбас", "Батальон Донбасс")
    ),
}

GAPS: dict[str, Callable[[Entry, str], bool]] = {
    "joiners and abbreviation marks inside a word end it": lambda e, form: bool(re.search('[\u200c\u200d"]', form)),
    "a capital behind a small letter does not start a word": lambda e, form: form == "eSwatini",
    "a hyphened name with a particle of another language is not joined": lambda e, form: form == "Шарм-эль-Шейх",
    "a native form in Latin letters that differs much from the canonical one counts as a foreign word": lambda e, form: (
        form in e.native.values() and form != e.canonical and bool(re.match(r"[A-Za-zÀ-žƏəŞ]", form))
    ),
}
"""Faults of the matching, not decisions: an entry goes when the fault is mended, and the test below says when."""


def is_found(norm: Normalizer, entry: Entry, form: str) -> bool:
    """True where the form is found in a sentence: of a person all of it, of a place at the latest behind a preposition."""
    for carrier in (CARRIER, *(AS_A_PLACE if entry.kind == "place" else ())):
        for m in norm.find(carrier.format(form)):
            whole = entry.kind != "person" or len(m.text.split()) == len(form.split())
            if whole and entry.id in (m.entry_id, *m.candidates):
                return True
    return False


@pytest.fixture(scope="module")
def unfound(norm: Normalizer, entries: list[Entry]) -> list[tuple[Entry, str]]:
    named = [e for e in entries if e.kind not in BARE_NAMES]
    forms = ((e, form) for e in named for form in dict.fromkeys((e.canonical, *e.native.values())))
    return [(e, form) for e, form in forms if not is_found(norm, e, form)]


def test_canonical_and_native_forms_fold_home(unfound: list[tuple[Entry, str]]) -> None:
    known = (*UNFOUND.values(), *GAPS.values())
    missed = [f"{e.id}: {form}" for e, form in unfound if not any(explains(e, form) for explains in known)]
    assert not missed, "\n".join(missed)


def test_exceptions_are_few_and_still_needed(unfound: list[tuple[Entry, str]]) -> None:
    by_design = [form for e, form in unfound if any(explains(e, form) for explains in UNFOUND.values())]
    assert len(by_design) <= 30
    every = {**UNFOUND, **GAPS}
    assert [reason for reason, explains in every.items() if not any(explains(e, form) for e, form in unfound)] == []


def test_look_alike_never_folds_to_its_entry(norm: Normalizer, entries: list[Entry]) -> None:
    folded = set()
    for entry in entries:
        for look_alike in entry.never:
            for m in norm.find(CARRIER.format(look_alike)):
                whole = m.text == look_alike or m.replacement != m.text
                if whole and entry.id in (m.entry_id, *m.candidates):
                    folded.add((entry.id, look_alike))
    assert folded == set()


# A faulty file

HEAD = 'lexicon: "mine"\nentries:\n'
GOOD = HEAD + '  - {id: "jane-roe", kind: "person", canonical: "Jane Roe", native: {uk: "Джейн Роу"}, alone: ["Roe"]}\n'

# § marks the place that the error must name; it is no part of the file.
FAULTS = {
    "duplicate key": (
        HEAD + '  - id: "a"\n    kind: "place"\n    §id: "b"\n    canonical: "A"\n',
        '"id" stands here a second time',
    ),
    "unknown field": (
        HEAD + '  - id: "a"\n    kind: "place"\n    canonical: "A"\n    nativ: §{uk: "А"}\n',
        'unknown field "nativ"',
    ),
    "unknown field of the file": ('lexicon: "mine"\nentires: §[]\n', 'unknown field "entires"'),
    "id used twice": (GOOD + '  - {id: §"jane-roe", kind: "place", canonical: "Roe"}\n', '"jane-roe" is used twice'),
    "unquoted No": (HEAD + '  - id: "a"\n    kind: "place"\n    canonical: §No\n', "put it in quotes"),
    "unquoted number": (HEAD + '  - id: "a"\n    kind: "place"\n    canonical: §1984\n', "put it in quotes"),
    "bad kind": (HEAD + '  - id: "a"\n    kind: §"town"\n    canonical: "A"\n', 'the kind "town" does not exist; choose from'),
    "bad gender": (HEAD + '  - {id: "a", kind: "person", gender: §"x", canonical: "A"}\n', "leave it out where unknown"),
    "missing canonical": (HEAD + '  - §id: "a"\n    kind: "place"\n', 'the entry has no "canonical"; add it'),
    "part that is no part": (
        HEAD + '  - {id: "a", kind: "person", canonical: "A B", alone: [§"C"]}\n',
        '"C" is not made of words of the canonical form',
    ),
    "list that is none": (HEAD + '  - {id: "a", kind: "place", canonical: "A", variants: §"B"}\n', '"variants" is a list; write'),
    "empty string": (HEAD + '  - {id: "a", kind: "place", canonical: §""}\n', "this string is empty; write the name"),
    "bad language": (
        HEAD + '  - {id: "a", kind: "place", canonical: "A", native: {"?": §"А"}}\n',
        'no language code; write one such as "uk"',
    ),
    "name claimed twice": (
        HEAD
        + '  - {id: "a", kind: "person", canonical: "A B", variants: ["X Y"]}\n'
        + '  - {id: "c", kind: "person", canonical: "C D", variants: [§"X Y"]}\n',
        'also claimed by "a"',
    ),
    "example that does not hold": (
        GOOD.rstrip("}\n") + ', examples: [§{in: "Roe left.", out: "Doe left."}]}\n',
        "'Roe left.' becomes 'Roe left.', not 'Doe left.'",
    ),
    "YAML syntax": (HEAD + '  - id: "a\n§', "check quotes, indents and colons"),
    "no mapping": ('§- "a"\n', "a lexicon file is a mapping"),
}


def error_of(*paths: str | Path) -> LexiconError:
    with pytest.raises(LexiconError) as caught:
        Lexicon.load(*paths)
    return caught.value


@pytest.mark.parametrize("name", FAULTS)
def test_fault_is_told_with_place_and_mend(tmp_path: Path, name: str) -> None:
    text, words = FAULTS[name]
    above = text.partition("§")[0]
    line, column = above.count("\n") + 1, len(above) - above.rfind("\n")
    path = tmp_path / "mine.yaml"
    path.write_text(text.replace("§", ""), encoding="utf-8")
    error = error_of(path)
    assert words in error.message
    assert (error.path, error.line, error.column) == (str(path), line, column)
    assert str(error).startswith(f"{path}:{line}:{column}: ")


def test_control_character_is_told_by_its_place(tmp_path: Path) -> None:
    (tmp_path / "a.yaml").write_text('entries:\n  - {id: kyiv, kind: place, canonical: "Ky\u008eiv"}\n', encoding="utf-8")
    with pytest.raises(LexiconError, match=r"a\.yaml:2:43: the character U\+008E stands here"):
        Lexicon.load(tmp_path)


def test_file_that_is_not_utf8_is_told_by_line(tmp_path: Path) -> None:
    path = tmp_path / "mine.yaml"
    path.write_bytes(GOOD.encode() + b"# \xff\n")
    error = error_of(path)
    assert error.line == 4
    assert "save the file as UTF-8" in error.message


def test_missing_path_and_empty_folder_are_told(tmp_path: Path) -> None:
    assert "check the path" in error_of(tmp_path / "none.yaml").message
    assert "no .yaml file" in error_of(tmp_path).message
    with pytest.raises(ConfigError, match="at least one file"):
        Lexicon.load()


def test_all_problems_of_all_files_are_told_at_once(tmp_path: Path) -> None:
    (tmp_path / "a.yaml").write_text(HEAD + '  - {id: "a", kind: "town", canonical: No}\n', encoding="utf-8")
    (tmp_path / "b.yaml").write_text(HEAD + '  - {id: "a", kind: "place", canonical: "B", alias: "C"}\n', encoding="utf-8")
    (tmp_path / "c.yaml").write_text('entries: "\n', encoding="utf-8")
    error = error_of(tmp_path)
    assert [Path(p.path).name for p in error.problems].count("a.yaml") >= 2
    assert {Path(p.path).name for p in error.problems} == {"a.yaml", "b.yaml", "c.yaml"}
    assert len(str(error).splitlines()) == len(error.problems)
    assert error.problems[0] is error


def test_every_example_that_does_not_hold_is_told(tmp_path: Path) -> None:
    examples = ', examples: [{in: "Roe", out: "Doe"}, {in: "Roe left.", out: "Roe left."}, {in: "A", out: "B"}]}\n'
    (tmp_path / "a.yaml").write_text(GOOD.rstrip("}\n") + examples, encoding="utf-8")
    assert len(error_of(tmp_path).problems) == 2


def test_error_is_a_value_error_and_survives_pickling(tmp_path: Path) -> None:
    error = error_of(tmp_path / "none.yaml")
    assert isinstance(error, ValueError)
    again = pickle.loads(pickle.dumps(error))
    assert (str(again), again.line, again.problems[0].message) == (str(error), error.line, error.message)


# Layers and bare names


@pytest.fixture
def own(tmp_path: Path) -> Path:
    path = tmp_path / "mine.yaml"
    path.write_text(
        GOOD.replace("Jane Roe", "Jane Roenick").replace('"Roe"', '"Roenick"').replace("Роу", "Роеник"), encoding="utf-8"
    )
    return path


def test_own_file_stands_alone(own: Path) -> None:
    norm = Normalizer(Lexicon.load(own))
    assert norm.fold("Джейн Роеник; Djane Roenik in Kiev") != ""
    assert [m.entry_id for m in norm.find("Jane Roenick in Kiev, Джейн Роеник")] == ["jane-roe", "jane-roe"]


def test_own_file_is_a_layer_over_the_default(own: Path, entries: list[Entry]) -> None:
    lexicon = Lexicon.load("default", own)
    assert len(lexicon) == len(entries) + 1
    assert [m.entry_id for m in Normalizer(lexicon).find("Jane Roenick in Kiev")] == ["jane-roe", "kyiv"]


def test_id_of_the_default_cannot_be_used_again(tmp_path: Path) -> None:
    path = tmp_path / "mine.yaml"
    path.write_text(HEAD + '  - {id: "kyiv", kind: "place", canonical: "Kiev"}\n', encoding="utf-8")
    assert '"kyiv" is used twice' in error_of("default", path).message


def test_folder_is_read_with_its_subfolders(own: Path) -> None:
    (own.parent / "more").mkdir()
    (own.parent / "more" / "b.yaml").write_text(HEAD + '  - {id: "b", kind: "place", canonical: "Bexhill"}\n', encoding="utf-8")
    assert [e.id for e in Lexicon.load(own.parent)] == ["jane-roe", "b"]


def test_entry_tells_where_it_stands(own: Path) -> None:
    (entry,) = Lexicon.load(own)
    assert entry.source == f"{own}:3"
    assert (entry.kind, entry.canonical, entry.primary_language, entry.alone) == ("person", "Jane Roenick", "uk", ("Roenick",))


@pytest.mark.parametrize(
    "names",
    [
        {"q1": "Hosni Mubarak", "q2": "Borispol"},
        [("q1", "Hosni Mubarak"), ("q2", "Borispol")],
        (pair for pair in [("q1", "Hosni Mubarak"), ("q2", "Borispol")]),
    ],
    ids=["mapping", "pairs", "generator"],
)
def test_bare_names_make_a_lexicon(names: dict[str, str]) -> None:
    lexicon = Lexicon.from_names(names)
    assert [(e.id, e.canonical, e.kind) for e in lexicon] == [("q1", "Hosni Mubarak", ""), ("q2", "Borispol", "")]
    match = Normalizer(lexicon).resolve("Mubarak, Hosny")
    assert match is not None
    assert match.entry_id == "q1"


def test_bare_names_take_language_and_kind() -> None:
    lexicon = Lexicon.from_names({"q1": "Валерій Залужний"}, lang="uk", kind="person")
    (entry,) = lexicon
    assert (dict(entry.native), entry.kind) == ({"uk": "Валерій Залужний"}, "person")
    match = Normalizer(lexicon).resolve("Walerij Saluschnyj")
    assert match is not None
    assert match.entry_id == "q1"


def test_bare_surname_in_running_text_needs_more_evidence() -> None:
    norm = Normalizer(Lexicon.from_names({"q1": "Hosni Mubarak"}))
    assert [m.entry_id for m in norm.find("Hosny Mubarak spoke.")] == ["q1"]
    assert norm.find("Mubarak spoke.") == []


def test_faulty_bare_names_are_told() -> None:
    with pytest.raises(ConfigError, match="used twice"):
        Lexicon.from_names([("a", "A"), ("a", "B")])
    with pytest.raises(ConfigError, match="pair of strings"):
        Lexicon.from_names({"a": 1})  # type: ignore[arg-type]
    with pytest.raises(ConfigError, match="choose from"):
        Lexicon.from_names({"a": "A"}, kind="town")


def test_lexicon_pickles_by_its_paths(own: Path) -> None:
    content = pickle.dumps(Lexicon.load(own))
    assert len(content) < 1000
    assert [e.id for e in pickle.loads(content)] == ["jane-roe"]
