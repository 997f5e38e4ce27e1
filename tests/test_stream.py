"""Streams keep every byte beside the mentions, however they are cut, quoted or escaped."""

from __future__ import annotations

import csv
import io
import json
import os
import shutil
import stat
import subprocess
import tempfile
from collections.abc import Callable, Iterator
from functools import lru_cache
from pathlib import Path

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from translit import Config, Lexicon, Normalizer
from translit.errors import ConfigError
from translit.stream.diff import unified_diff
from translit.stream.document import places
from translit.stream.fold import Folded, fold_stream, joined
from translit.stream.form import Form
from translit.stream.lines import batches, decoded, encoded
from translit.stream.save import replace_file
from translit.stream.workers import fold_files

WORDS = [
    "Kiev",
    "Lvov",
    "Zelensky",
    "said",
    "в Киеве",
    "😀",
    "café",
    "\\",
    '"',
    ",",
    ";",
    "\n",
    "\r\n",
    "\t",
    "\x00",
    "\u2028",
    " ",
]
TEXTS = st.lists(st.sampled_from(WORDS), max_size=8).map(" ".join)
JSON_FIELD = Form("jsonl", "text")
CSV_COLUMN = Form("csv", "text")


@lru_cache(maxsize=1)
def norm() -> Normalizer:
    return Normalizer()


def in_steps(data: bytes, step: int) -> Callable[[int], bytes]:
    """A read function that brings `step` bytes at a time."""
    source = io.BytesIO(data)
    return lambda size: source.read(min(size, step))


def run(data: bytes, form: Form, step: int = 1 << 18) -> Folded:
    return joined(fold_stream(norm(), in_steps(data, step), form))


def after(data: bytes, form: Form) -> bytes:
    return run(data, form).after


# lines


@given(st.binary(max_size=200), st.integers(1, 50), st.one_of(st.none(), st.integers(4, 40)))
def test_lines_are_the_stream_again(data: bytes, step: int, longest: int | None) -> None:
    assert b"".join(line for batch in batches(in_steps(data, step), longest) for line in batch) == data


@given(st.text("ab é\n", max_size=120), st.integers(1, 30), st.integers(4, 20))
def test_long_lines_are_cut_where_the_line_says_not_where_reads_end(text: str, step: int, longest: int) -> None:
    data = text.encode()
    whole, stepwise = ([line for batch in batches(in_steps(data, s), longest) for line in batch] for s in (len(data) + 1, step))
    assert whole == stepwise
    assert all(len(line) <= longest + 1 for line in whole)
    assert "".join(piece.decode() for piece in whole) == text


@given(st.binary(max_size=60))
def test_any_bytes_survive_decoding(data: bytes) -> None:
    assert encoded(decoded(data)) == data


@pytest.mark.parametrize("step", [1, 3, 1000])
def test_size_of_reads_changes_nothing(step: int) -> None:
    data = "Kiev\r\nна улице\nLvov 😀 \xff".encode("latin-1", "ignore") + b"Kiev"
    assert run(data, Form(by_line=True), step).after == data.replace(b"Kiev", b"Kyiv").replace(b"Lvov", b"Lviv")


def test_only_a_line_feed_ends_a_line() -> None:
    assert list(batches(in_steps(b"a\rb\x0cc\x85d\n", 99))) == [[b"a\rb\x0cc\x85d\n"]]


# documents


def test_a_word_broken_over_lines_is_joined_within_a_document_only() -> None:
    data = b"Volodymyr Zelen-\nsky said\n"
    assert after(data, Form()) == b"Volodymyr Zelenskyy\n said\n"
    assert after(data, Form(by_line=True)) == data


def test_places_count_code_points_and_bytes() -> None:
    data = "Lvov 😀\n".encode() + b"\xff" + "й Kiev in Lvov".encode()
    (document,) = next(Form().documents(in_steps(data, 99)))
    found = list(places(document, norm().find(document.text)))
    assert [(p.line, p.start, p.byte_start) for p in found] == [(1, 0, 0), (2, 10, 14), (2, 18, 22)]
    assert [data[p.byte_start : p.byte_end] for p in found] == [b"Lvov", b"Kiev", b"Lvov"]
    assert [document.text[p.start : p.end] for p in found] == ["Lvov", "Kiev", "Lvov"]


def test_places_in_a_cut_line_count_from_its_start(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr("translit.stream.form.LONGEST_LINE", 16)
    data = "й Kiev, Lvov and Kiev\nLvov\n".encode()
    found = []
    for documents in Form(by_line=True).documents(in_steps(data, 5)):
        for document in documents:
            found += [(p.line, p.start, p.byte_start) for p in places(document, norm().find(document.text))]
    assert found == [(1, 2, 3), (1, 8, 9), (1, 17, 18), (2, 0, 0)]


# JSON lines


@given(TEXTS, TEXTS, st.booleans(), st.booleans())
@settings(deadline=None)
def test_a_json_field_is_folded_and_nothing_else(text: str, other: str, ascii_only: bool, last: bool) -> None:
    record: dict[str, object] = {"id": 1.50, "other": other, "nested": {"text": text, "list": [text, None]}}
    record = {**record, "text": text} if last else {"text": text, **record}
    line = json.dumps(record, ensure_ascii=ascii_only)
    result = run(line.encode(), JSON_FIELD)
    assert json.loads(result.after) == {**record, "text": norm().fold(text)}
    assert result.problems == ()
    if norm().fold(text) == text:
        assert result.after == result.before
    if ascii_only:
        assert result.after.isascii()


@pytest.mark.parametrize(
    ("line", "expected"),
    [
        (rb'{"text" : "Kiev \u2014 caf\u00e9 \/ Kiev", "n": 1.0e5}', rb'{"text" : "Kyiv \u2014 caf\u00e9 \/ Kyiv", "n": 1.0e5}'),
        (rb'{"text": "\ud83d\ude00 Kiev \ud800 Kiev"}', rb'{"text": "\ud83d\ude00 Kyiv \ud800 Kyiv"}'),
        (rb'{"text": "K\u0069ev \"Kiev\""}', rb'{"text": "Kyiv \"Kyiv\""}'),
        (rb'{"t\u0065xt": "Kiev", "x": {"text": "Kiev"}}', rb'{"t\u0065xt": "Kyiv", "x": {"text": "Kiev"}}'),
        (b'  {"text": "Kiev"\t}  \r\n', b'  {"text": "Kyiv"\t}  \r\n'),
        (b'\xef\xbb\xbf{"text": "Kiev"}', b'\xef\xbb\xbf{"text": "Kyiv"}'),
        (b'{"text": "Kiev \xff\xc3 Kiev"}', b'{"text": "Kyiv \xff\xc3 Kyiv"}'),
        (b'{"text": "Lvov", "text": "Kiev"}', b'{"text": "Lvov", "text": "Kyiv"}'),
        (b'{"text": "Kiev", "n": ' + b"9" * 5000 + b"}", b'{"text": "Kyiv", "n": ' + b"9" * 5000 + b"}"),
    ],
)
def test_json_bytes_around_a_mention_stay(line: bytes, expected: bytes) -> None:
    result = run(line, JSON_FIELD)
    assert result.after == expected
    assert result.problems == ()


@pytest.mark.parametrize(
    "line",
    [b'{"text": "Kiev"', b'{"text": Kiev}', b'["Kiev"]', b'{"text": "Kiev"} {}', b'{"text": 5}', b"Kiev", b'{"text": ["Kiev"]}',
     b'{"text": "Ki\tev"}', b'{"text": "Kiev", "x": ' + b"[" * 100_000, b'{"text": "Kiev",}', b'{"text" "Kiev"}'],
)  # fmt: skip
def test_malformed_json_passes_and_is_named(line: bytes) -> None:
    result = run(b'{"text": "Kiev"}\n' + line + b'\n{"text": "Kiev"}\n', JSON_FIELD)
    assert result.after == b'{"text": "Kyiv"}\n' + line + b'\n{"text": "Kyiv"}\n'
    assert [p.line for p in result.problems] == [2]


def test_json_records_without_text_pass_in_silence() -> None:
    data = b'{"text": null}\n\n{}\n{"other": "Kiev"}\n{"text": ""}\n'
    result = run(data, JSON_FIELD)
    assert (result.after, result.problems) == (data, ())


def test_a_field_that_no_json_record_has_is_a_problem() -> None:
    assert [p.message for p in run(b'{"txt": "Kiev"}\n' * 2, JSON_FIELD).problems] == [
        'no record has the field "text"; check its name'
    ]
    assert run(b"", JSON_FIELD).problems == ()


# CSV


@given(
    st.lists(st.tuples(TEXTS, TEXTS), min_size=1, max_size=4),
    st.sampled_from([csv.QUOTE_MINIMAL, csv.QUOTE_ALL]),
    st.sampled_from(["\n", "\r\n"]),
    st.sampled_from([",", ";", "\t"]),
    st.integers(1, 40),
)
@settings(deadline=None)
def test_a_csv_column_is_folded_and_nothing_else(
    rows: list[tuple[str, str]], quoting: int, end: str, delimiter: str, step: int
) -> None:
    made = io.StringIO()
    writer = csv.writer(made, quoting=quoting, lineterminator=end, delimiter=delimiter)  # type: ignore[arg-type]
    writer.writerow(["other", "text", "last"])
    for other, text in rows:
        writer.writerow([other, text, other])
    data = made.getvalue().encode()
    result = run(data, Form("csv", "text", delimiter=delimiter), step)
    assert result.problems == ()
    read = list(csv.reader(io.StringIO(result.after.decode(), newline=""), delimiter=delimiter))
    assert read[1:] == [[other, norm().fold(text), other] for other, text in rows]
    if read == list(csv.reader(io.StringIO(data.decode(), newline=""), delimiter=delimiter)):
        assert result.after == data


@pytest.mark.parametrize(
    ("data", "expected"),
    [
        (b'id,text\r\n1,"He said ""Kiev"", then\r\nKiev"\r\n', b'id,text\r\n1,"He said ""Kyiv"", then\r\nKyiv"\r\n'),
        (b'\xef\xbb\xbf"text",id\nKiev,1', b'\xef\xbb\xbf"text",id\nKyiv,1'),
        (b'text,id\n5" Kiev,5" Kiev\n\n"Kiev",x', b'text,id\n5" Kyiv,5" Kiev\n\n"Kyiv",x'),
        (b'"text"\n"Kiev \xff \x00"\n', b'"text"\n"Kyiv \xff \x00"\n'),
        (b"id,text\nKiev,\n,Kiev\n", b"id,text\nKiev,\n,Kyiv\n"),
        (b'id,text\n"a\n,Kiev\nb",Kiev\n', b'id,text\n"a\n,Kiev\nb",Kyiv\n'),
    ],
)
def test_csv_bytes_around_a_mention_stay(data: bytes, expected: bytes) -> None:
    result = run(data, CSV_COLUMN)
    assert result.after == expected
    assert result.problems == ()


def test_an_unquoted_cell_is_quoted_when_its_new_text_needs_it(tmp_path: Path) -> None:
    lexicon = tmp_path / "names.yaml"
    lexicon.write_text(
        'lexicon: "t"\nlicense: "CC0-1.0"\nentries:\n  - id: "x"\n    kind: "organization"\n    canonical: "Smith, Jones & Co"\n'
        '    alone: []\n    variants: ["Smithjones"]\n',
        encoding="utf-8",
    )
    own = Normalizer(Lexicon.load(lexicon), Config(rewrite="all"))
    expected = f'text,id\n"{own.fold("A Smithjones")}",1\n'.encode()
    parts = fold_stream(own, in_steps(b"text,id\nA Smithjones,1\n", 99), CSV_COLUMN)
    assert b"Smith, Jones" in expected
    assert joined(parts).after == expected


@pytest.mark.parametrize(
    ("record", "why"),
    [(b"1", "ends before"), (b'"a"b,Kiev', "closing quote"), (b'1,"Kiev', "never closed")],
)
def test_malformed_csv_passes_and_is_named(record: bytes, why: str) -> None:
    data = b'id,text\n1,Kiev\n2,"a\nb"\n' + record
    result = run(data, CSV_COLUMN)
    assert result.after == data.replace(b"1,Kiev\n", b"1,Kyiv\n")
    assert [(p.line, why in p.message) for p in result.problems] == [(5, True)]


def test_a_missing_csv_column_is_one_problem() -> None:
    result = run(b'id,title\n1,Kiev\n"2"x,Kiev\n', CSV_COLUMN)
    assert result.after == result.before
    assert [(p.line, p.message) for p in result.problems] == [(1, 'no column is named "text"; the columns are: id, title')]


@pytest.mark.parametrize("form", [("jsonl", None), ("csv", ""), ("text", "x")])
def test_a_form_without_its_field_is_refused(form: tuple[str, str | None]) -> None:
    with pytest.raises(ConfigError):
        Form(*form)  # type: ignore[arg-type]


@pytest.mark.parametrize("delimiter", ["", ",,", '"', "\n"])
def test_an_impossible_delimiter_is_refused(delimiter: str) -> None:
    with pytest.raises(ConfigError):
        Form("csv", "text", delimiter=delimiter)


# differences


def spread(changed: set[int], length: int) -> tuple[bytes, bytes]:
    before = [b"line %d\n" % i for i in range(length)]
    made = [b"new %d\n" % i if i in changed else line for i, line in enumerate(before)]
    return b"".join(before), b"".join(made)


def test_no_difference_is_empty() -> None:
    assert unified_diff(b"a", b"x\n", b"x\n") == b""


@pytest.mark.skipif(shutil.which("patch") is None, reason="needs patch")
@given(st.sets(st.integers(0, 39), min_size=1), st.booleans())
@settings(deadline=None, max_examples=25)
def test_patch_applies_the_difference(changed: set[int], ends: bool) -> None:
    before, wanted = spread(changed, 40)
    if not ends:
        before, wanted = before[:-1], wanted[:-1]
    assert apply(unified_diff(b"a.txt", before, wanted), before) == wanted


def apply(diff: bytes, before: bytes) -> bytes:
    """What `patch` makes of a text and a difference."""
    with tempfile.TemporaryDirectory() as folder:
        target, change = Path(folder, "a.txt"), Path(folder, "a.diff")
        target.write_bytes(before)
        change.write_bytes(diff)
        subprocess.run(["patch", "--silent", "--fuzz=0", str(target), str(change)], check=True, cwd=folder)
        return target.read_bytes()


# files


def test_a_file_is_replaced_with_its_mode(tmp_path: Path) -> None:
    path = tmp_path / "a.sh"
    path.write_bytes(b"old")
    path.chmod(0o750)
    replace_file(str(path), b"new")
    assert (path.read_bytes(), stat.S_IMODE(path.stat().st_mode)) == (b"new", 0o750)
    assert os.listdir(tmp_path) == ["a.sh"]


def test_a_link_stays_and_its_target_is_replaced(tmp_path: Path) -> None:
    target, link = tmp_path / "a.txt", tmp_path / "link.txt"
    target.write_bytes(b"old")
    link.symlink_to(target)
    replace_file(str(link), b"new")
    assert link.is_symlink()
    assert target.read_bytes() == b"new"


def test_an_interrupted_replacement_leaves_the_old_file(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    path = tmp_path / "a.txt"
    path.write_bytes(b"old")

    def interrupted(source: str, target: str) -> None:
        raise KeyboardInterrupt

    monkeypatch.setattr(os, "replace", interrupted)
    with pytest.raises(KeyboardInterrupt):
        replace_file(str(path), b"new")
    assert path.read_bytes() == b"old"
    assert os.listdir(tmp_path) == ["a.txt"]


@pytest.mark.parametrize("workers", [1, 3])
def test_workers_keep_the_order_and_the_result(tmp_path: Path, workers: int) -> None:
    paths = []
    for number in range(6):
        path = tmp_path / f"{number}.txt"
        path.write_text(f"{number} Kiev\n" * (6 - number))
        paths.append(str(path))
    paths.insert(3, str(tmp_path / "missing.txt"))
    outcomes = list(fold_files(norm(), paths, Form(), workers))
    assert isinstance(outcomes.pop(3), FileNotFoundError)
    assert [o.after for o in outcomes if isinstance(o, Folded)] == [b"%d Kyiv\n" % n * (6 - n) for n in range(6)]


def parts_of(folded: Iterator[Folded]) -> list[bytes]:
    return [part.after for part in folded]


def test_each_read_is_folded_at_once() -> None:
    reads = iter([b"Kiev\nLv", b"ov\n", b"Kiev", b""])
    assert parts_of(fold_stream(norm(), lambda size: next(reads), Form(by_line=True))) == [b"Kyiv\n", b"Lviv\n", b"Kyiv"]
