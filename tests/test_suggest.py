"""What a corpus says that a lexicon lacks: counts, proposals, decisions and what they write."""

from __future__ import annotations

import gzip
import json
import os
import pty
import select
import subprocess
import time
from collections import Counter
from collections.abc import Iterable, Sequence
from difflib import unified_diff
from pathlib import Path
from typing import Any

import pytest
from commandline import COMMAND, ENVIRONMENT, ROOT

from translit import Lexicon, LexiconError, Normalizer
from translit.errors import ConfigError, TranslitError
from translit.match.counts import Bounded, Counts
from translit.resources import lexicons_folder
from translit.text.scan import scan
from translit.workbench.applying import changes_of, is_writable
from translit.workbench.corpus import Corpus
from translit.workbench.decisions import NATIVE_METHOD, Row, read_decisions, read_refused, rows_of, write_decisions
from translit.workbench.near import near_pairs
from translit.workbench.proposal import Proposal
from translit.workbench.review import Terminal, review
from translit.workbench.suggest import Asked, suggest
from translit.workbench.write_back import with_item

LEXICON = """\
# names of a small desk
lexicon: "desk"
license: "CC0-1.0"
entries:
  - id: "kharkiv"   # the city
    kind: "place"
    canonical: "Kharkiv"
    native: {uk: "Харків", ru: "Харьков"}
    alone: ["Kharkiv"]

  - id: "roman-kostenko"
    kind: "person"
    gender: "m"
    canonical: "Roman Kostenko"
    native: {uk: "Роман Костенко"}
    alone: ["Kostenko"]
  - id: "volodymyr-zelenskyy"
    kind: "person"
    gender: "m"
    canonical: "Volodymyr Zelenskyy"
    native: {uk: "Володимир Зеленський", ru: "Владимир Зеленский"}
    alone: ["Zelenskyy"]
    damaged:
      - "Zelerisky"   # a scan
    never: ["Zelenka"]
"""
TEXT = """\
President Volodymyr Zelenskyy spoke in Kharkiv, and Zelensky thanked Kharkiv. Zelenskyy left Kharkiv.
Volodymyr Zelenksy was quoted. "Zelenksy is right," said Zelenksy’s spokesman.
The deputy Roman Kostenko met Roman Kosenko. Kostenko said that Kosenko had come.
The poet Oksana Zabuzhko read. Oksana Zabuzhko smiled, and Zabuzhko signed books; Oksana Zabuzhkko is a misprint. Оксана Забужко читала.
"""


@pytest.fixture(scope="module")
def desk(tmp_path_factory: pytest.TempPathFactory) -> Normalizer:
    path = tmp_path_factory.mktemp("desk") / "desk.yaml"
    path.write_text(LEXICON, encoding="utf-8")
    return Normalizer(Lexicon.load(path))


@pytest.fixture
def folder(tmp_path: Path) -> Path:
    """A folder with the lexicon and a corpus."""
    (tmp_path / "desk.yaml").write_text(LEXICON, encoding="utf-8")
    (tmp_path / "corpus").mkdir()
    (tmp_path / "corpus" / "a.txt").write_text(TEXT, encoding="utf-8")
    return tmp_path


def proposed(
    norm: Normalizer, folder: Path, text: str = TEXT, refused: Sequence[tuple[str, str]] = (), **asked: Any
) -> list[Proposal]:
    path = folder / "text.txt"
    path.write_text(text, encoding="utf-8")
    return suggest(norm, Corpus.of([str(path)]), Asked(**asked), frozenset(refused))


def by_form(proposals: Iterable[Proposal]) -> dict[str, Proposal]:
    return {p.form: p for p in proposals}


def translit(*arguments: str, cwd: Path, input: bytes = b"") -> subprocess.CompletedProcess[bytes]:
    return subprocess.run([*COMMAND, *arguments], input=input, capture_output=True, cwd=cwd, env=ENVIRONMENT, timeout=120)


def changed_lines(before: str, after: str) -> tuple[list[str], list[str]]:
    """The lines that are gone, and those that are new."""
    lines = list(unified_diff(before.splitlines(keepends=True), after.splitlines(keepends=True), n=0))[2:]
    return [line[1:] for line in lines if line[0] == "-"], [line[1:] for line in lines if line[0] == "+"]


# counting


def test_counts_are_those_of_the_words_that_folding_looks_at() -> None:
    for path in sorted((ROOT / "seeds").glob("*.txt")):
        text = path.read_text(encoding="utf-8")
        if "-\n" in text or "#" in text or "@" in text:
            continue
        assert dict(Counts.of([text])) == Counter(token.text for token in scan(text)), path.name


def test_a_word_broken_over_a_line_end_is_not_counted() -> None:
    counts = Counts.of(["Zelen-\nsky left. Zelensky stayed."])
    assert (counts["Zelen"], counts["Zelensky"]) == (0, 1)


def test_counts_come_back_as_they_were_written(tmp_path: Path) -> None:
    counts = Counts.of([TEXT])
    path = tmp_path / "counts"
    path.write_text("".join(counts.lines()), encoding="utf-8")
    loaded = Counts.load(path)
    assert (dict(loaded), loaded.total, loaded.short_by) == (dict(counts), counts.total, 0)
    assert loaded["Zelenksy"] == 3 and "Zelenksy" in loaded
    assert loaded["Nobody"] == 0 and "Nobody" not in loaded


def test_counts_are_sorted_by_number_then_spelling() -> None:
    rows = [line.rstrip("\n").split("\t") for line in list(Counts.of([TEXT]).lines())[1:]]
    assert rows == sorted(rows, key=lambda row: (-int(row[1]), row[0])) and len(rows) > 10


@pytest.mark.parametrize(
    ("text", "line", "message"),
    [
        ("Kyiv\t5\n", 1, "no file of counts"),
        ("#translit-counts 9\twords 1\ttotal 5\tshort_by 0\nKyiv\t5\n", 1, "another version"),
        ("#translit-counts 1\twords 2\ttotal 5\tshort_by 0\nKyiv\t5\n", 1, "incomplete"),
        ("#translit-counts 1\twords 1\ttotal 5\tshort_by 0\nKyiv 5\n", 2, "a word, a tab and a number"),
        ("#translit-counts 1\twords 2\ttotal 5\tshort_by 0\nKyiv\t5\nKyiv\t5\n", 3, "a second time"),
    ],
)
def test_a_faulty_file_of_counts_is_named_with_its_line(tmp_path: Path, text: str, line: int, message: str) -> None:
    path = tmp_path / "counts"
    path.write_text(text, encoding="utf-8")
    with pytest.raises(LexiconError, match=message) as caught:
        Counts.load(path)
    assert (caught.value.path, caught.value.line) == (str(path), line)


def test_counting_is_bounded_and_says_what_may_be_missing() -> None:
    words = [f"{a}{b}{c}" for a in "ABCDEFGH" for b in "aeiou" for c in "klmnr"]
    texts = [f"Kyiv {word}" for word in words for _ in range(2)]
    counts = Counts.of(texts, max_words=50)
    assert len(counts) <= 50 and counts["Kyiv"] == len(texts) and counts.total == 2 * len(texts)
    assert counts.short_by >= 2


def test_no_count_is_short_by_more_than_is_said() -> None:
    truth, kept = Counter[str](), Bounded(20)
    for number in range(4000):
        word = f"w{(number * number) % 97}"
        truth[word] += 1
        kept[word] += 1
        kept.trim()
    assert all(truth[word] - kept[word] <= kept.short_by for word in truth) and kept.short_by > 0


def test_count_command(folder: Path) -> None:
    done = translit("count", "corpus", cwd=folder)
    assert done.returncode == 0 and done.stderr == b""
    head, first, *_ = done.stdout.decode().splitlines()
    assert head.startswith("#translit-counts 1\twords ") and first == "Kharkiv\t3"
    assert done.stdout == translit("count", cwd=folder, input=TEXT.encode()).stdout


# reading a corpus


def test_a_corpus_is_read_alike_in_every_form(tmp_path: Path) -> None:
    (tmp_path / "a.txt").write_text("Kyiv fell.\nLviv stood.\n", encoding="utf-8")
    (tmp_path / "b.jsonl").write_text(json.dumps({"text": "Kyiv fell.\nLviv stood.\n"}) + "\n", encoding="utf-8")
    (tmp_path / "c.csv").write_text('id,text\n1,"Kyiv fell.\nLviv stood.\n"\n', encoding="utf-8")
    (tmp_path / "d.txt.gz").write_bytes(gzip.compress(b"Kyiv fell.\nLviv stood.\n"))
    texts = [[p.text for p in Corpus.of([str(path)], column="text" if path.suffix in (".jsonl", ".csv") else None).passages()]
             for path in sorted(tmp_path.iterdir())]  # fmt: skip
    assert texts == [["Kyiv fell.\nLviv stood.\n"]] * 4


def test_a_folder_is_read_without_what_is_no_text(tmp_path: Path) -> None:
    (tmp_path / "sub").mkdir()
    (tmp_path / "sub" / "a.txt").write_text("Kyiv", encoding="utf-8")
    (tmp_path / ".hidden").write_text("Lviv", encoding="utf-8")
    (tmp_path / "image").write_bytes(b"\x89PNG\0\0")
    (tmp_path / "rows.csv").write_text("id,text\n", encoding="utf-8")
    corpus = Corpus.of([str(tmp_path)])
    assert [Path(name).name for name in corpus.names] == ["a.txt"]
    assert "--field" in corpus.problems[0][2]
    with pytest.raises(OSError):
        Corpus.of([str(tmp_path / "nowhere")])
    (tmp_path / "empty").mkdir()
    with pytest.raises(TranslitError, match="no text file"):
        Corpus.of([str(tmp_path / "empty")])


def test_passages_give_the_text_and_its_lines(tmp_path: Path) -> None:
    path = tmp_path / "long.txt"
    path.write_text("".join(f"line {n} of a long text\n" for n in range(1, 3000)), encoding="utf-8")
    passages = list(Corpus.of([str(path)]).passages())
    assert len(passages) > 3 and "".join(p.text for p in passages) == path.read_text(encoding="utf-8")
    assert all(p.text.startswith(f"line {p.line} ") for p in passages)


# proposals


def test_a_misprint_beside_the_given_name_is_proposed(desk: Normalizer, tmp_path: Path) -> None:
    found = by_form(proposed(desk, tmp_path, already=True))["Zelenksy"]
    assert (found.entry_id, found.count, found.method, found.field, found.doubtful) == (
        "volodymyr-zelenskyy",
        3,
        "fuzzy",
        "damaged",
        False,
    )
    assert any("beside Volodymyr" in reason for reason in found.reasons)
    assert found.contexts[0].form == "Zelenksy"


def test_what_is_folded_today_is_left_out_unless_asked_for(desk: Normalizer, tmp_path: Path) -> None:
    assert "Zelenksy" in desk.fold(TEXT) or "Zelenksy" not in by_form(proposed(desk, tmp_path))


def test_known_spellings_are_not_proposed(desk: Normalizer, tmp_path: Path) -> None:
    assert (
        not {"Zelensky", "Zelenskyy", "Kharkiv", "Kostenko", "Roman", "Volodymyr"}
        & by_form(proposed(desk, tmp_path, already=True)).keys()
    )


def test_another_name_is_doubtful_if_proposed_at_all(desk: Normalizer, tmp_path: Path) -> None:
    for form in ("Kosenko",):
        found = by_form(proposed(desk, tmp_path, already=True, min_score=0.0)).get(form)
        assert found is None or found.doubtful
        if found is not None:
            assert "perhaps another name" in found.reasons[0]


def test_a_listed_look_alike_is_not_proposed(desk: Normalizer, tmp_path: Path) -> None:
    text = "Volodymyr Zelenskyy and Volodymyr Zelenka. Zelenka is a composer, Zelenskyy a president."
    assert "Zelenka" not in by_form(proposed(desk, tmp_path, text, already=True, min_score=0.0))


def test_somebody_elses_given_name_speaks_against_a_misprint(desk: Normalizer, tmp_path: Path) -> None:
    text = "Volodymyr Zelenskyy spoke. Later Igor Zelenksy danced, and Igor Zelenksy bowed. Zelenskyy watched."
    found = by_form(proposed(desk, tmp_path, text, already=True, min_score=0.0)).get("Zelenksy")
    assert found is None or (found.doubtful and any("Igor" in reason for reason in found.reasons))


def test_ordinary_words_are_not_proposed(tmp_path: Path) -> None:
    entry = '  - id: "{}"\n    kind: "{}"\n    canonical: "{}"\n    alone: ["{}"]\n'
    names = [("poland", "place", "Poland", "Poland"), ("emmanuel-macron", "person", "Emmanuel Macron", "Macron")]
    (tmp_path / "names.yaml").write_text("entries:\n" + "".join(entry.format(*name) for name in names), encoding="utf-8")
    norm = Normalizer(Lexicon.load(tmp_path / "names.yaml"))
    text = "Poland agreed. Polish papers wrote; Polend is a misprint in Poland. Micron shares fell; Macron spoke, Macron left. Monday came."
    found = by_form(proposed(norm, tmp_path, text, already=True, min_score=0.0))
    assert not {"Polish", "Monday"} & found.keys() and "Polend" in found
    assert "Micron" not in found or found["Micron"].doubtful


def test_spellings_of_an_unknown_name_come_together(desk: Normalizer, tmp_path: Path) -> None:
    rows = [p for p in proposed(desk, tmp_path) if p.is_new]
    assert [(p.form, p.count, p.method) for p in rows] == [("Zabuzhko", 3, "new"), ("Zabuzhkko", 1, "folded")]
    assert {p.entry_id for p in rows} == {"new:oksana-zabuzhko"} and rows[0].canonical == "Oksana Zabuzhko"
    assert rows[0].kind == "person"


def test_the_native_form_comes_from_the_corpus(desk: Normalizer, tmp_path: Path) -> None:
    text = "Lesia Hryhorenko came. Lesia Hryhorenko left. Hryhorrenko is a misprint. Леся Григоренко прийшла."
    head = next(p for p in proposed(desk, tmp_path, text) if p.method == "new")
    assert dict(head.native) and set(dict(head.native).values()) == {"Леся Григоренко"}


def test_two_names_with_other_given_names_are_doubtful(desk: Normalizer, tmp_path: Path) -> None:
    text = "Anna Pavlinova sang. Anna Pavlinova won. Later Maria Pavllinova lost, and Maria Pavllinova cried.\n"
    for p in proposed(desk, tmp_path, text, min_score=0.0):
        if p.is_new:
            assert p.doubtful, p


def test_a_form_of_another_sound_is_listed_within_the_whole_name(folder: Path) -> None:
    text = decided(folder, Row("yes", "Selenskow", "volodymyr-zelenskyy", method="folded"))
    assert '    variants: ["Volodymyr Selenskow"]\n' in changed_lines(LEXICON, text)[1]
    assert Normalizer(Lexicon.load(folder / "desk.yaml")).fold("Volodymyr Selenskow came.") == "Volodymyr Zelenskyy came."


def test_one_edit_that_is_no_confusion_joins_no_names() -> None:
    words, counts = ["kostenko", "kosthenko", "kosenko", "kostenka", "hassan", "hussein"], [41, 1, 1, 1, 20, 2]
    assert list(near_pairs(words, counts, 4)) == [(1, 0, 0.3)]


def test_an_equally_frequent_spelling_is_no_misprint() -> None:
    assert list(near_pairs(["kostenko", "kosthenko"], [5, 4], 4)) == []


def test_proposals_do_not_depend_on_the_order_of_the_files(desk: Normalizer, tmp_path: Path) -> None:
    lines = TEXT.splitlines(keepends=True)
    made = []
    for number, order in enumerate((lines, lines[::-1])):
        folder = tmp_path / str(number)
        folder.mkdir()
        for place, line in enumerate(order):
            (folder / f"{place}.txt").write_text(line, encoding="utf-8")
        found = suggest(desk, Corpus.of([str(folder)]), Asked(already=True))
        made.append(sorted((p.form, p.entry_id, p.count, p.method) for p in found))
    assert made[0] == made[1]


def test_the_limit_keeps_what_changes_most(desk: Normalizer, tmp_path: Path) -> None:
    full = proposed(desk, tmp_path, already=True)
    assert proposed(desk, tmp_path, already=True, limit=1)[0] == full[0]


def test_what_was_refused_is_not_proposed_again(desk: Normalizer, tmp_path: Path) -> None:
    refused = [("zelenksy", "volodymyr-zelenskyy"), ("zabuzhkko", "new:")]
    found = by_form(proposed(desk, tmp_path, refused=refused, already=True))
    assert not {"Zelenksy", "Zabuzhko", "Zabuzhkko"} & found.keys()


# decisions in a file


def test_decisions_come_back_as_they_were_written(desk: Normalizer, tmp_path: Path) -> None:
    rows = rows_of(proposed(desk, tmp_path, already=True))
    assert len(rows) >= 3
    path = tmp_path / "decisions.tsv"
    path.write_text(write_decisions(rows), encoding="utf-8")
    assert [row.cells() for row in read_decisions(str(path))] == [row.cells() for row in rows]


def test_doubtful_proposals_say_so_in_the_file() -> None:
    doubtful = Proposal("Kosenko", "roman-kostenko", "Roman Kostenko", 2, "fuzzy", 0.5, 0.2, ("perhaps another name",))
    assert rows_of([doubtful])[0].context.startswith("doubtful: perhaps another name")


@pytest.mark.parametrize(
    ("line", "message"),
    [
        ("maybe\tKiew\tkyiv\t1\tfuzzy\t0.8\t", "the decision 'maybe' is none"),
        ("yes\t\tkyiv\t1\tfuzzy\t0.8\t", "names the form and the id"),
        ("yes\tKiew\tkyiv\tmany\tfuzzy\t0.8\t", "numbers"),
    ],
)
def test_a_faulty_decision_is_named_with_its_line(tmp_path: Path, line: str, message: str) -> None:
    path = tmp_path / "d.tsv"
    path.write_text(
        f"{chr(9).join(('decision', 'form', 'entry_id', 'count', 'method', 'score', 'context'))}\n{line}\n", encoding="utf-8"
    )
    with pytest.raises(LexiconError, match=message) as caught:
        read_decisions(str(path))
    assert caught.value.line == 2


def test_decisions_may_come_from_a_spreadsheet(tmp_path: Path) -> None:
    path = tmp_path / "d.tsv"
    text = "\ufeffdecision\tform\tentry_id\tcount\tmethod\tscore\tcontext\r\nYES\tKiew\tkyiv\t\t\t\t\r\n\r\n"
    path.write_bytes(text.encode("utf-8"))
    assert [(r.decision, r.form, r.count) for r in read_decisions(str(path))] == [("yes", "Kiew", 0)]


# writing back


@pytest.mark.parametrize("field", ["variants", "damaged", "never"])
def test_one_line_changes_whatever_the_entry(field: str) -> None:
    for path in sorted((lexicons_folder() / "names").rglob("*.yaml"))[::3]:
        text = path.read_bytes().decode("utf-8")
        entries = [line.split('"')[1] for line in text.splitlines() if line.startswith("  - id:")]
        for id in entries[:: max(1, len(entries) // 3)]:
            made = with_item(str(path), text, id, field, "Zyx 'quoted' \"word\"")
            gone, new = changed_lines(text, made)
            assert len(new) == 1 and len(gone) <= 1, (path.name, id)
            if gone:
                assert new[0].startswith(gone[0].rstrip("\r\n").rpartition("]")[0])


@pytest.mark.parametrize(
    ("before", "after"),
    [
        ('    variants: ["A"]  # one\n', '    variants: ["A", "B"]  # one\n'),
        ("    variants: ['A']\n", "    variants: ['A', 'B']\n"),
        ("    variants: []\n", '    variants: ["B"]\n'),
        ("    variants:\n", '    variants: ["B"]\n'),
        (
            '    variants:\n      - "A" # one\n    never: ["N"]\n',
            '    variants:\n      - "A" # one\n      - "B"\n    never: ["N"]\n',
        ),
        ('    variants:\n    - {text: "A", lang: "pl"}\n', '    variants:\n    - {text: "A", lang: "pl"}\n    - "B"\n'),
        ('    variants: [\n      "A",\n      "C"\n    ]\n', '    variants: [\n      "A",\n      "C",\n      "B"\n    ]\n'),
        ('    never: ["N"]\n', '    variants: ["B"]\n    never: ["N"]\n'),
        ("", '    variants: ["B"]\n'),
    ],
)
@pytest.mark.parametrize("newline", ["\n", "\r\n"])
def test_an_item_is_put_where_the_list_is(before: str, after: str, newline: str) -> None:
    head, tail = 'entries:\n  - id: "x"   # first\n    canonical: "X"\n', '\n  # a comment\n  - id: "y"\n    canonical: "Y"\n'
    text, wanted = ((head + part + tail).replace("\n", newline) for part in (before, after))
    if "variants" not in before and before:  # the field goes behind the canonical form
        wanted = (head + '    variants: ["B"]\n' + before + tail).replace("\n", newline)
    assert with_item("x.yaml", text, "x", "variants", "B") == wanted
    assert with_item("x.yaml", wanted, "x", "variants", "B") == wanted


def test_an_entry_on_one_line_takes_a_field() -> None:
    text = 'entries:\n  - {id: "x", canonical: "X", never: ["N"]}\n'
    assert (
        with_item("x.yaml", text, "x", "damaged", "B")
        == 'entries:\n  - {id: "x", canonical: "X", damaged: ["B"], never: ["N"]}\n'
    )


def test_a_last_line_without_end_stays_so() -> None:
    text = 'entries:\n  - id: "x"\n    canonical: "X"'
    assert with_item("x.yaml", text, "x", "variants", "B") == f'{text}\n    variants: ["B"]'


def test_what_is_no_list_is_not_written_over() -> None:
    with pytest.raises(LexiconError, match="is a list"):
        with_item("x.yaml", 'entries:\n  - id: "x"\n    variants: "A"\n', "x", "variants", "B")
    with pytest.raises(LexiconError, match="no entry"):
        with_item("x.yaml", LEXICON, "nobody", "variants", "B")
    with pytest.raises(LexiconError, match="not YAML"):
        with_item("x.yaml", "entries: [", "x", "variants", "B")


# carrying decisions out


def decided(folder: Path, *rows: Row) -> str:
    """Carry decisions out on the lexicon of the folder and return its text."""
    changes_of(rows, [folder / "desk.yaml"]).write()
    return (folder / "desk.yaml").read_text(encoding="utf-8")


def test_yes_lists_a_spelling_by_how_it_was_found(folder: Path) -> None:
    text = decided(folder, Row("yes", "Kharkov", "kharkiv", method="folded"), Row("yes", "Kharkw", "kharkiv", method="fuzzy"))
    gone, new = changed_lines(LEXICON, text)
    assert (gone, new) == ([], ['    variants: ["Kharkov"]\n', '    damaged: ["Kharkw"]\n'])
    Lexicon.load(folder / "desk.yaml")


def test_never_lists_a_look_alike(folder: Path) -> None:
    text = decided(folder, Row("never", "Zelenko", "volodymyr-zelenskyy", method="fuzzy"))
    assert changed_lines(LEXICON, text) == (['    never: ["Zelenka"]\n'], ['    never: ["Zelenka", "Zelenko"]\n'])


def test_no_is_noted_beside_the_lexicon_and_nothing_else_changes(folder: Path) -> None:
    assert decided(folder, Row("no", "Kharkw", "kharkiv", method="fuzzy"), Row("no", "Ankw", "new:ankw")) == LEXICON
    path = folder / "refused.tsv"
    assert path.read_text(encoding="utf-8") == "form\tentry_id\nAnkw\tnew:\nKharkw\tkharkiv\n"
    assert read_refused([str(path)]) == {("ankw", "new:"), ("kharkw", "kharkiv")}
    decided(folder, Row("no", "Kharkw", "kharkiv"), Row("no", "Zelenko", "volodymyr-zelenskyy"))
    assert path.read_text(encoding="utf-8").count("\n") == 4


def test_a_new_entry_is_made_of_its_lines(folder: Path) -> None:
    rows = [
        Row("yes", "Oksana Zabuzhko", "new:oksana-zabuzhko", method="new person"),
        Row("yes", "Оксана Забужко", "new:oksana-zabuzhko", method=f"{NATIVE_METHOD}uk"),
        Row("yes", "Zabushko", "new:oksana-zabuzhko", method="folded"),
        Row("no", "Sabushko", "new:oksana-zabuzhko", method="folded"),
    ]
    gone, new = changed_lines(LEXICON, decided(folder, *rows))
    assert gone == [] and "".join(new) == (
        '  - id: "oksana-zabuzhko"\n    kind: "person"\n    canonical: "Oksana Zabuzhko"\n    native: {uk: "Оксана Забужко"}\n'
        '    alone: ["Zabuzhko"]\n    variants: ["Oksana Zabushko"]\n'
    )
    assert Normalizer(Lexicon.load(folder / "desk.yaml")).fold("Oksana Zabushko read.") == "Oksana Zabuzhko read."


def test_several_new_entries_and_spellings_go_into_one_file(folder: Path) -> None:
    rows = [Row("yes", name, f"new:{name.lower()}", method="new place") for name in ("Bakota", "Aluston")]
    text = decided(folder, *rows, Row("yes", "Kharkw", "kharkiv", method="fuzzy"))
    entries = [line.split('"')[1] for line in text.splitlines() if "- id:" in line]
    assert entries == ["aluston", "bakota", "kharkiv", "roman-kostenko", "volodymyr-zelenskyy"] and '"Kharkw"' in text


def test_a_spelling_of_a_new_name_needs_its_entry(folder: Path) -> None:
    with pytest.raises(LexiconError, match="say yes to the line"):
        decided(folder, Row("yes", "Zabushko", "new:oksana-zabuzhko", method="folded"))
    assert (folder / "desk.yaml").read_text(encoding="utf-8") == LEXICON


def test_an_unknown_entry_is_an_error_and_nothing_is_written(folder: Path) -> None:
    with pytest.raises(LexiconError, match='no entry "nobody"'):
        decided(folder, Row("yes", "Kharkw", "kharkiv", method="fuzzy"), Row("yes", "N", "nobody", path="d.tsv", line=3))
    assert (folder / "desk.yaml").read_text(encoding="utf-8") == LEXICON


def test_a_lexicon_of_several_files_needs_one_named_for_new_entries(folder: Path) -> None:
    (folder / "more.yaml").write_text(LEXICON.replace('id: "', 'id: "more-'), encoding="utf-8")
    row = Row("yes", "Bakota", "new:bakota", method="new place")
    with pytest.raises(ConfigError, match="--into"):
        changes_of([row], [folder])
    changes_of([row], [folder], into=folder / "fresh.yaml").write()
    assert "bakota" in (folder / "fresh.yaml").read_text(encoding="utf-8")


def test_what_cannot_be_written_is_shown(folder: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr("translit.workbench.applying.is_writable", lambda path: False)
    changes = changes_of([Row("yes", "Kharkw", "kharkiv", method="fuzzy")], [folder / "desk.yaml"])
    assert not changes.texts and 'damaged: ["Kharkw"]' in changes.by_hand[0] and "desk.yaml" in changes.by_hand[0]
    with pytest.raises(ConfigError, match="--refused"):
        changes_of([Row("no", "Kharkw", "kharkiv")], [folder / "desk.yaml"])


def test_files_of_an_installed_package_are_not_written(monkeypatch: pytest.MonkeyPatch, tmp_path: Path) -> None:
    package = ROOT / "translit" / "lexicons"
    monkeypatch.setattr("translit.workbench.applying.lexicons_folder", lambda: package)
    assert not is_writable(package / "names" / "x.yaml") and is_writable(tmp_path)


# review


def reviewed(rows: list[Row], *answers: str) -> tuple[bool, str]:
    given, shown = iter(answers), []

    def ask(prompt: str) -> str:
        try:
            return next(given)
        except StopIteration:
            raise EOFError from None

    return review(rows, Terminal(ask, shown.append)), "".join(shown)


def some_rows() -> list[Row]:
    return [
        Row("", "Kharkw", "kharkiv", 3, "fuzzy", 0.6, "in Kharkw", contexts=("in [Kharkw]", "near [Kharkw]")),
        Row("", "Oksana Zabuzhko", "new:oksana-zabuzhko", 2, "new person", 0.9),
        Row("", "Zabushko", "new:oksana-zabuzhko", 1, "folded", 0.9),
    ]


def test_answers_become_decisions() -> None:
    rows = some_rows()
    ended, shown = reviewed(rows, "v", "y", "uk=Оксана Забужко", "n")
    assert ended and [(r.decision, r.form) for r in rows] == [
        ("never", "Kharkw"), ("yes", "Oksana Zabuzhko"), ("yes", "Оксана Забужко"), ("no", "Zabushko"),
    ]  # fmt: skip
    assert "doubtful" in shown and rows[2].method == "native uk"


def test_the_end_of_input_keeps_what_was_decided() -> None:
    rows = some_rows()
    ended, _ = reviewed(rows, "y")
    assert not ended and [r.decision for r in rows] == ["yes", "", ""]


def test_back_help_context_skip_and_edit() -> None:
    rows = some_rows()
    ended, shown = reviewed(rows, "y", "b", "?", "c", "s", "e", "Oksana Zabužko", "", "n")
    assert ended and [r.decision for r in rows] == ["", "yes", "no"] and rows[1].form == "Oksana Zabužko"
    assert "near [Kharkw]" in shown and "this help" in shown


def test_spellings_of_a_refused_name_are_not_asked() -> None:
    rows = some_rows()[1:]
    ended, shown = reviewed(rows, "n")
    assert ended and [r.decision for r in rows] == ["no", ""] and "Zabushko" not in shown


# the command


def test_suggest_writes_a_file_that_it_applies(folder: Path) -> None:
    run = ("lexicon", "suggest", "--lexicon", "desk.yaml")
    done = translit(*run, "--already", "corpus", "-o", "d.tsv", cwd=folder)
    assert done.returncode == 0 and b"write yes, no or never" in done.stderr
    path = folder / "d.tsv"
    text = path.read_text(encoding="utf-8")
    assert "\n\tZelenksy\tvolodymyr-zelenskyy\t3\tfuzzy\t" in text
    path.write_text(text.replace("\n\tZelenksy", "\nyes\tZelenksy"), encoding="utf-8")
    dry = translit(*run, "--decisions", "d.tsv", "--dry-run", cwd=folder)
    assert b'+      - "Zelenksy"' in dry.stdout and (folder / "desk.yaml").read_text(encoding="utf-8") == LEXICON
    applied = translit(*run, "--decisions", "d.tsv", cwd=folder)
    assert applied.returncode == 0 and b'"Zelenksy" in damaged' in applied.stdout
    assert changed_lines(LEXICON, (folder / "desk.yaml").read_text(encoding="utf-8")) == ([], ['      - "Zelenksy"\n'])
    again = translit(*run, "--already", "corpus", cwd=folder)
    assert b"\tZelenksy\tvolodymyr" not in again.stdout
    assert b"nothing to change" in translit(*run, "--decisions", "d.tsv", cwd=folder).stdout


def test_suggest_prints_json(folder: Path) -> None:
    done = translit("lexicon", "suggest", "--lexicon", "desk.yaml", "--output", "jsonl", "-", cwd=folder, input=TEXT.encode())
    rows = [json.loads(line) for line in done.stdout.splitlines()]
    assert done.returncode == 0 and "Zabuzhkko" in {row["form"] for row in rows} and all(row["contexts"] for row in rows)


@pytest.mark.parametrize(
    ("arguments", "message"),
    [
        (("--review", "corpus"), b"needs a terminal"),
        (("--decisions", "d.tsv", "corpus"), b"either a corpus or --decisions"),
        (("--limit", "0", "corpus"), b"at least 1"),
    ],
)
def test_wrong_usage_is_told(folder: Path, arguments: tuple[str, ...], message: bytes) -> None:
    done = translit("lexicon", "suggest", "--lexicon", "desk.yaml", *arguments, cwd=folder)
    assert done.returncode == 2 and message in done.stderr


def test_missing_files_are_named(folder: Path) -> None:
    done = translit("lexicon", "suggest", "--lexicon", "desk.yaml", "nowhere", cwd=folder)
    assert done.returncode == 74 and b"nowhere" in done.stderr
    done = translit("lexicon", "suggest", "--lexicon", "desk.yaml", "--decisions", "corpus/a.txt", cwd=folder)
    assert done.returncode == 65 and b"corpus/a.txt:1:1:" in done.stderr


def test_a_review_at_a_terminal_is_saved_and_taken_up(folder: Path) -> None:
    run = ["lexicon", "suggest", "--lexicon", "desk.yaml", "--review", "--already", "corpus", "-o", "d.tsv"]
    first = on_terminal(run, folder, ["y", "q", "n"])
    assert "1/" in first and "kept in d.tsv" in first
    assert sum(row.decision == "yes" for row in read_decisions(str(folder / "d.tsv"))) == 1
    second = on_terminal(["lexicon", "suggest", "--lexicon", "desk.yaml", "--review", "--decisions", "d.tsv"], folder, ["q", "y"])
    assert "desk.yaml: " in second
    assert (folder / "desk.yaml").read_text(encoding="utf-8") != LEXICON


def on_terminal(arguments: list[str], cwd: Path, answers: list[str]) -> str:
    """What the command shows at a terminal at which these answers are typed, one at each prompt."""
    leader, follower = pty.openpty()
    process = subprocess.Popen([*COMMAND, *arguments], stdin=follower, stdout=follower, stderr=follower, cwd=cwd, env=ENVIRONMENT)
    os.close(follower)
    shown, asked, deadline = b"", 0, time.monotonic() + 60
    while time.monotonic() < deadline:
        if select.select([leader], [], [], 0.2)[0]:
            try:
                shown += os.read(leader, 65536)
            except OSError:
                break
        elif process.poll() is not None:
            break
        if answers and shown.count(b"[y/") + shown.count(b"Enter: not known") > asked:
            asked += 1
            os.write(leader, answers.pop(0).encode() + b"\n")
    os.close(leader)
    assert process.wait(10) == 0, shown.decode()
    return shown.decode()
