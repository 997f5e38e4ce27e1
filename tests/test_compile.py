"""What makes compiling quick changes no result: remembered, shared and joined work equals the plain way of doing it."""

from __future__ import annotations

import gc
from collections.abc import Iterable, Iterator

import pytest
import regex
from hypothesis import given, settings
from hypothesis import strategies as st

from translit import Lexicon, fold_keys, romanize
from translit.lexicon.compile import compile_lexicon
from translit.lexicon.entry import Entry, Variant
from translit.lexicon.store import Store
from translit.rules.endings import Form, _declension, _inflections, endings_in, inflected
from translit.rules.invert import native_readings
from translit.rules.load import rules
from translit.rules.patterns import compiled
from translit.rules.reach import reach
from translit.rules.rewrite import Program, step_from
from translit.rules.spell import derived_spellings, labelled_spellings, press_spelling, press_spellings
from translit.rules.step import EDGE, Segment, Step
from translit.rules.together import Together
from translit.text.script import plain

RULES = rules()
NATIVE = ["зеленський", "сирський", "щербакова", "п’ятигорськ", "знам’янка", "згурський", "ющенко", "йосипенко", "зїєґ", "обух"]
NATIVE += ["медведев", "объедков", "подъячий", "ёлкин", "щукин", "цой", "эйзенштейн", "ильич", "ый", "сталинский", "нижний"]
LATIN = [
    "schewtschenko",
    "tchaïkovski",
    "szczęsny",
    "müller",
    "jerjomenko",
    "aleksandrovskij",
    "quigley",
    "anna",
    "x",
    "ffoulkes",
]
ARABIC = ["القذافي", "محمد", "عبد", "حسين"]


def programs(kind: str, lang: str | None = None, script: str | None = None) -> list[Program]:
    return [RULES.program(name) for name in RULES.names(kind, lang, script)]


def words_for(program: Program) -> list[str]:
    """Words of the letters that a program rewrites, and some that it does not."""
    letters = sorted({char for step in program.steps for rule in step.rules if not rule.is_pattern for char in rule.source})
    made = ["".join(letters[i : i + 6]) for i in range(0, len(letters), 3)]
    return [*NATIVE, *LATIN, *ARABIC, *made, *(word[::-1] for word in made)]


def plainly(step: Step, word: str) -> Iterator[Segment]:
    """The word cut up with nothing remembered: at each place patterns first, then the rules of the letter."""
    position = 0
    while position < len(word):
        segment = None
        for rule, test in step._anywhere:
            match = test.match(word, position)
            if match is not None and match.end() > position:
                outs = tuple(match.expand(out) if "\\" in out else out for out in rule.outs)
                segment = outs, (rule.name,), match.end() - position
                break
        segment = segment or step.segment(word, position)
        yield segment
        position += segment[2]


def said(segments: Iterable[Segment]) -> list[Segment]:
    """The segments with letters that are left as they are in one piece."""
    made: list[Segment] = []
    for outs, name, length in segments:
        if made and not name and not made[-1][1]:
            made[-1] = (made[-1][0][0] + outs[0],), (), made[-1][2] + length
        else:
            made.append((outs, name, length))
    return made


@pytest.mark.parametrize("kind", ["scheme", "reading", "spelling", "key"])
def test_remembered_segments_are_those_found_anew(kind: str) -> None:
    for program in programs(kind):
        for word in words_for(program):
            for step in program.steps:
                assert said(step.segments(word)) == said(plainly(step, word)), (program.name, word)


@settings(max_examples=60, deadline=None)
@given(st.text(alphabet="абгеєжзийкльоршщїюя’ъыё", min_size=1, max_size=12))
def test_remembered_segments_of_any_word(word: str) -> None:
    for program in programs("scheme", "uk") + programs("scheme", "ru") + programs("reading", "uk"):
        for step in program.steps:
            assert said(step.segments(word)) == said(plainly(step, word)), program.name


@pytest.mark.parametrize("kind", ["scheme", "reading", "spelling", "key"])
def test_texts_are_those_that_can_be_explained(kind: str) -> None:
    for program in programs(kind):
        for word in NATIVE + LATIN:
            assert program.texts(word, 16) == [s.text for s in program.expand(word, 16)], (program.name, word)


@pytest.mark.parametrize(
    ("kind", "lang"), [("spelling", None), ("scheme", "uk"), ("scheme", "ru"), ("scheme", "ar"), ("scheme", "fa")]
)
def test_programs_run_together_make_what_each_makes(kind: str, lang: str | None) -> None:
    chosen = programs(kind, lang)
    together = Together(chosen)
    for word in (*NATIVE, *LATIN, *ARABIC, "", f"a{EDGE}b"):
        assert together.texts(word, 16) == [program.texts(word, 16) for program in chosen], word


@settings(max_examples=60, deadline=None)
@given(st.text(alphabet="abcčdefghijklmnoprsštuvxyzž'", max_size=10))
def test_spellings_of_any_sounds_are_the_same_together(sounds: str) -> None:
    chosen = programs("spelling")
    assert Together(chosen).texts(sounds, 16) == [program.texts(sounds, 16) for program in chosen]


def test_edge_of_a_word_is_told_from_a_letter() -> None:
    step = step_from([{"in": "a", "out": "1", "after": "^"}, {"in": "a", "out": "2", "before": "$"}], {"a": "3"})
    assert [step.apply(word) for word in ("a", "ba", "ab", "bab", f"{EDGE}a{EDGE}")] == ["1", "b2", "1b", "b3b", f"{EDGE}3{EDGE}"]


@pytest.mark.parametrize(
    ("context", "ahead", "far"),
    [
        ("", True, 0),
        ("^", False, 1),
        ("[аеё]|^", False, 1),
        ("л[её]|ь?$", True, 2),
        ("(?:ab|c)?d{2,3}", True, 5),
        ("([жч])\\1я", False, 3),
        ("я(?!х)", True, 2),
        ("я(?!х)", False, None),
        ("(?<=х)я", True, None),
        ("a+", True, None),
        ("^.{4,}", False, None),
        ("[^a]*$", True, None),
        (r"\w|\p{M}", True, 1),
        (r"\bа", True, None),
        ("(a|b)(?:c\\1)", True, None),
    ],
)
def test_reach_of_a_context(context: str, ahead: bool, far: int | None) -> None:
    assert reach(context, ahead) == far


def test_both_engines_read_the_expressions_of_rule_files_alike() -> None:
    steps = [step for kind in ("scheme", "reading", "spelling", "key") for program in programs(kind) for step in program.steps]
    tests = [
        test for step in steps for _, test in (*step._anywhere, *(t for row in step._by_first.values() for t in row)) if test
    ]
    expressions = {test.pattern for test in tests if not isinstance(test, regex.Pattern)}
    assert expressions
    for expression in expressions:
        theirs = regex.compile(expression)
        for word in NATIVE + LATIN + ARABIC:
            assert [m.span() for m in compiled(expression).finditer(word)] == [m.span() for m in theirs.finditer(word)], (
                expression
            )


@pytest.mark.parametrize("expression", [r"\p{L}", r"\w", "(?<=a|bc)d", "[[a-c]--b]", "a++", "(?:abc){e<=1}"])
def test_expression_that_only_one_engine_reads_is_left_to_it(expression: str) -> None:
    assert isinstance(compiled(expression), regex.Pattern)


def test_expression_that_is_none_is_an_error() -> None:
    with pytest.raises(regex.error):
        compiled("(a")


INFLECTED = [
    "зеленський",
    "львів",
    "павел",
    "пётр",
    "королев",
    "лев",
    "ник",
    "ро",
    "кот",
    "novák",
    "dvořák",
    "zelensky",
    "putin",
    "sir",
]


@pytest.mark.parametrize("role", ["family", "given", "place"])
@pytest.mark.parametrize("gender", ["m", "f", ""])
def test_words_that_end_alike_are_inflected_as_each_by_itself(gender: str, role: str) -> None:
    langs = list(dict.fromkeys(RULES.file(name).lang for name in RULES.names("endings")))
    for lang in langs:
        files = _declension(lang, gender, role, RULES).every
        for word in [*INFLECTED, *(f"xy{word}" for word in INFLECTED), *INFLECTED]:
            alone = [
                Form(word[: len(word) - drop] + letters + form.text, *form[1:])
                for drop, endings in _inflections(word, files)
                for letters, forms in endings.parts
                for form in forms
            ]
            assert list(inflected(word, lang, gender, role, RULES)) == alone, (lang, word)


def test_endings_of_several_languages_are_those_of_each() -> None:
    langs = tuple(RULES.names_of_languages("endings", "Latn"))
    for word in ("zelensky", "novák", "putin", "sir", "zelensky", "szymański", "kowalczyk", "ab"):
        made = endings_in(word, langs, "", "place", RULES)
        joint = [stem + letters + f.text for stem, endings in made for letters, forms in endings.parts for f in forms]
        assert joint == [form.text for lang in langs for form in inflected(word, lang, "", "place", RULES)], word


@pytest.mark.parametrize(("word", "lang"), [("Щербаков", "ru"), ("Залужний", "uk"), ("Знам’янка", "uk"), ("القذافي", "ar")])
def test_spellings_are_the_same_with_and_without_their_rules(word: str, lang: str) -> None:
    assert [row[:2] for row in derived_spellings(word, lang, RULES)] == list(labelled_spellings(word, lang, RULES))
    assert any(fired for _, _, fired in derived_spellings(word, lang, RULES))


def test_press_prints_the_first_of_its_spellings() -> None:
    langs = tuple(RULES.names_of_languages("endings", "Latn"))
    for word in NATIVE:
        one_by_one = [(press, press_spelling(word, "uk", press, RULES)) for press in langs]
        assert list(press_spellings(word, "uk", langs, RULES)) == [row for row in one_by_one if row[1]]


@pytest.mark.parametrize("native", ["щербаков", "медведев", "павлов", "жуков", "ющук", "галущенко"])
def test_what_a_scheme_writes_can_be_read_back(native: str) -> None:
    lang = "uk" if "щук" in native or "ущ" in native else "ru"
    for name in RULES.names("scheme", lang, "Cyrl"):
        latin = plain(RULES.program(name).apply(native))
        read = native_readings(latin, name, RULES)
        assert native in read or "" in [rule.outs[0] for rule in RULES.program(name).steps[0].rules if rule.source in native], (
            name
        )
        assert all(plain(RULES.program(name).apply(word)) == latin for word in read), name


def test_long_word_is_read_back_in_spite_of_its_many_readings() -> None:
    latin = RULES.program("bgnpcgn-rus-Cyrl-Latn-1947").apply("преображенский")
    assert "преображенский" in native_readings(latin, "bgnpcgn-rus-Cyrl-Latn-1947", RULES)


def test_keys_are_the_same_when_asked_again() -> None:
    first = fold_keys("Oleksandr Syrskyi", "uk")
    assert fold_keys("Oleksandr Syrskyi", "uk") == first and first & fold_keys("Олександр Сирський", "uk")


def test_text_is_romanised_as_its_words_are() -> None:
    words = ["Київ,", "Знам’янка", "und", "Ляшко.", "Москва", "ՀԱՅԱՍՏԱՆ", "Αθήνα", "x"]
    assert romanize(" ".join(words)) == " ".join(romanize(word) for word in words)
    assert romanize("Київ القذافي Київ") == f"{romanize('Київ')} {romanize('القذافي')} {romanize('Київ')}"


ENTRIES = [
    Entry("a", "Anna Kowalska", "person", "f", {"pl": "Anna Kowalska", "uk": "Анна Ковальська"}, alone=("Kowalska",)),
    Entry("b", "Kyiv", "place", None, {"uk": "Київ", "ru": "Киев"}, variants=(Variant("Kijów"), Variant("Kiew", "de"))),
    Entry("c", "Anna", "given-name", "f", {"uk": "Анна", "ru": "Анна"}, variants=(Variant("Hanna"),)),
]


def test_compiling_twice_makes_the_same_file() -> None:
    assert compile_lexicon(ENTRIES, "d" * 40) == compile_lexicon(ENTRIES, "d" * 40)


def test_compiling_leaves_garbage_collection_as_it_was() -> None:
    assert gc.isenabled()
    compile_lexicon(ENTRIES, "d")
    assert gc.isenabled()
    gc.disable()
    try:
        compile_lexicon(ENTRIES, "d")
        assert not gc.isenabled()
    finally:
        gc.enable()


def test_compiling_lets_go_of_what_it_remembered() -> None:
    compile_lexicon(ENTRIES, "d")
    assert labelled_spellings.cache_info().currsize == 0


def test_every_spelling_stands_in_the_table_once_for_a_word() -> None:
    store = Store(compile_lexicon(ENTRIES, "d"))
    table = store.table("words")
    rows = {spelling: list(row) for spelling, row in table}
    assert len(rows) == table.size and {"kyiv", "kiev", "киев", "києва", "kowalskiej", "hanna"} <= set(rows)
    for spelling, row in rows.items():
        assert list(table.get(spelling) or ()) == row
        words = [packed >> 6 for packed in row[::2]]
        assert len(words) == len(set(words)), spelling
    assert table.get("kyivv") is None and table.get("") is None


def test_keys_stand_in_order_and_their_neighbours_point_to_them() -> None:
    store = Store(compile_lexicon(ENTRIES, "d"))
    keys = [key for key, _ in store.table("keys")]
    assert keys == sorted(keys)
    deletes = store.table("deletes")
    for place, key in enumerate(keys):
        assert all(place in list(deletes.get(variant) or ()) for variant in (key, key[1:], key[:-1]))


def test_thousands_of_names_are_compiled_while_one_waits() -> None:
    lexicon = Lexicon.from_names({str(i): f"{a}{b}ov {c}" for i, (a, b, c) in enumerate(_combinations())})
    index = lexicon.index
    assert len(index) == 1000 and index.spelled("barkinov") and index.spelled("barkinova")


def _combinations() -> Iterator[tuple[str, str, str]]:
    parts = ("bar", "tel", "mos", "gri", "vol", "zan", "pek", "sur", "lid", "nom")
    ends = ("kin", "dar", "len", "mat", "sov", "ruk", "bel", "tis", "gan", "por")
    return ((a.title(), b, c.title()) for a in parts for b in ends for c in parts)
