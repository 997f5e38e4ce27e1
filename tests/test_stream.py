"""Streams keep every byte beside the mentions, however they are cut, quoted or escaped."""

from __future__ import annotations

import csv
import gzip
import io
import json
import os
import re
import shutil
import stat
import subprocess
import tempfile
import tracemalloc
from collections.abc import Callable, Iterable, Iterator
from contextlib import contextmanager
from functools import lru_cache, partial
from pathlib import Path
from types import SimpleNamespace
from typing import Literal

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from translit import Config, Lexicon, Normalizer
from translit.errors import ConfigError
from translit.stream.compressed import SUFFIXES, open_input, open_output
from translit.stream.csv import csv_pieces
from translit.stream.diff import Diff, unified_diff
from translit.stream.document import places
from translit.stream.fold import Folded, fold_stream, joined
from translit.stream.form import Form, Format
from translit.stream.jsonl import json_lines
from translit.stream.lines import batches, decoded, encoded
from translit.stream.parts import line_ranges, parts, ranges
from translit.stream.save import Replacement, replace_file

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
    assert "".join(piece.decode() for piece in whole) == text
    assert all(line.endswith(b"\n") for line in whole if len(line) < longest and line is not whole[-1])


@given(st.binary(max_size=60))
def test_any_bytes_survive_decoding(data: bytes) -> None:
    assert encoded(decoded(data)) == data


@pytest.mark.parametrize("step", [1, 3, 1000])
def test_size_of_reads_changes_nothing(step: int) -> None:
    data = "Kiev\r\nна улице\nLvov 😀 \xff".encode("latin-1", "ignore") + b"Kiev"
    assert run(data, Form(by_line=True), step).after == data.replace(b"Kiev", b"Kyiv").replace(b"Lvov", b"Lviv")


def test_only_a_line_feed_ends_a_line() -> None:
    assert list(batches(in_steps(b"a\rb\x0cc\x85d\n", 99))) == [[b"a\rb\x0cc\x85d\n"]]


# parts


def cut_with(data: bytes, part: int, slack: int) -> list[bytes]:
    return [data[start:stop] for start, stop in ranges(io.BytesIO(data), len(data), part, slack)]


@given(st.text("aaé😀 \n", max_size=150), st.integers(1, 40), st.integers(20, 40), st.integers(1, 16))
def test_a_pipe_is_cut_as_a_file_is(text: str, step: int, part: int, slack: int) -> None:
    data = text.encode()
    assert list(parts(in_steps(data, step), part, slack)) == cut_with(data, part, slack)


@given(st.text("aaé😀 \n", max_size=150), st.integers(20, 40), st.integers(1, 16))
def test_parts_are_the_document_again_and_cut_no_character(text: str, part: int, slack: int) -> None:
    made = cut_with(text.encode(), part, slack)
    assert "".join(piece.decode() for piece in made) == text
    assert all(len(piece) <= part + 2 * slack + 6 for piece in made)


@given(st.binary(max_size=100), st.integers(8, 30))
def test_bytes_that_are_no_text_are_cut_and_kept(data: bytes, part: int) -> None:
    assert b"".join(cut_with(data, part, 4)) == data


@pytest.mark.parametrize(
    ("text", "first"),
    [
        ("aaaa\nbbbb cc\ndddd", "aaaa\nbbbb cc\n"),
        ("aaaaaaaaa bbbbb cccccc", "aaaaaaaaa "),
        ("éééééééééééé", "ééééé"),
        ("aaaaaaaaaaa", None),
    ],
)
def test_a_cut_is_at_a_line_end_or_else_a_space_or_else_a_character(text: str, first: str | None) -> None:
    assert cut_with(text.encode(), 9, 6)[0].decode() == (text if first is None else first)


@given(st.text("ab\n", max_size=100), st.integers(1, 20))
def test_ranges_of_lines_keep_lines_whole(text: str, part: int) -> None:
    data = text.encode()
    made = [data[start:stop] for start, stop in line_ranges(io.BytesIO(data), len(data), part)]
    assert b"".join(made) == data
    assert all(piece.endswith(b"\n") for piece in made[:-1])
    assert all(made)


class Replacing:
    """Stands for a normalizer where only the way of the bytes is tested."""

    lexicon = SimpleNamespace(index=None)

    def fold(self, text: str) -> str:
        return text.replace("Kiev", "Kyiv")

    def fold_many(self, texts: Iterable[str]) -> Iterator[str]:
        return map(self.fold, texts)

    def fold_lines(self, data: bytes) -> bytes:
        return data.replace(b"Kiev", b"Kyiv")


def endless_line(megabytes: int) -> Callable[[int], bytes]:
    """A read function that brings one line without an end."""
    blocks = iter([b"Kiev und Lvov " * 18_000] * (megabytes * 4))
    return lambda size: next(blocks, b"")


@pytest.mark.parametrize("form", [Form(), Form(by_line=True)])
def test_memory_is_bounded_whatever_the_length_of_a_line(form: Form) -> None:
    tracemalloc.start()
    try:
        size = sum(part.size for part in fold_stream(Replacing(), endless_line(50), form))  # type: ignore[arg-type]
        peak = tracemalloc.get_traced_memory()[1]
    finally:
        tracemalloc.stop()
    assert size > 50_000_000
    assert peak < 12_000_000


def test_places_in_a_document_of_several_parts_count_from_its_start(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr("translit.stream.form.parts", partial(parts, part=12, slack=6))
    data = "й в Lvov\nKiev 1\nLvov, Kiev 2".encode()
    found = []
    for documents in Form().documents(in_steps(data, 5)):
        for document in documents:
            found += [(p.line, p.start, p.byte_start) for p in places(document, norm().find(document.text))]
    assert found == [(1, 4, 6), (2, 9, 11), (3, 16, 18), (3, 22, 24)]


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


@pytest.mark.parametrize("value", [b"5", b"1.0e5", b"NaN", b"-0"])
def test_a_number_is_no_text_though_strings_follow(value: bytes) -> None:
    line = b'{"text": ' + value + b', "x": "Kiev", "y": "Kiev"}\n'
    result = run(line, JSON_FIELD)
    assert result.after == line
    assert [p.line for p in result.problems] == [1]


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
    rows: list[tuple[str, str]], quoting: Literal[0, 1], end: str, delimiter: str, step: int
) -> None:
    made = io.StringIO()
    writer = csv.writer(made, quoting=quoting, lineterminator=end, delimiter=delimiter)
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
def test_a_form_without_its_field_is_refused(form: tuple[Format, str | None]) -> None:
    with pytest.raises(ConfigError):
        Form(*form)


@pytest.mark.parametrize("delimiter", ["", ",,", '"', "\n"])
def test_an_impossible_delimiter_is_refused(delimiter: str) -> None:
    with pytest.raises(ConfigError):
        Form("csv", "text", delimiter=delimiter)


def test_csv_is_cut_behind_records_only() -> None:
    data = b'\nid,"te""xt"\n1,"Kiev\nKiev"\n2,Kiev\n3,"open\n'
    pieces = list(csv_pieces(batches(in_steps(data, 7)), ","))
    assert b"".join(pieces) == data
    assert pieces[0] == b'\nid,"te""xt"\n'
    assert all(piece.count(b'"') % 2 == 0 for piece in pieces[:-1])


@given(TEXTS, TEXTS)
@settings(deadline=None)
def test_a_changed_text_stands_in_its_record_as_its_mentions_would(text: str, other: str) -> None:
    for line, form in (
        (json.dumps({"text": text, "x": other}), JSON_FIELD),
        (json.dumps({"text": text}, ensure_ascii=False), JSON_FIELD),
    ):
        (document,) = next(form.documents(in_steps(line.encode(), 999)))
        written = document.with_text(norm().fold(document.text))
        assert written in (None, document.rewritten(norm().find(document.text)))


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


def test_a_difference_in_parts_is_the_difference_of_the_whole() -> None:
    before, after = spread({0, 4, 5, 12, 13, 30}, 31)
    for size in (1, 7, 64):
        diff = Diff(b"a")
        made = [piece for at in range(0, 31 * 10, size) for piece in diff.add(*pair_at(before, after, at, size))]
        assert b"".join((*made, *diff.end())) == unified_diff(b"a", before, after)


def pair_at(before: bytes, after: bytes, at: int, size: int) -> tuple[bytes, bytes]:
    """As many lines of both as begin in these bytes of the first, the last one in two."""
    lines = [(m.start(), m.end()) for m in re.finditer(rb"[^\n]*\n", before) if at <= m.start() < at + size]
    new = after.splitlines(keepends=True)
    first = before.count(b"\n", 0, lines[0][0]) if lines else 0
    return b"".join(before[a:b] for a, b in lines), b"".join(new[first : first + len(lines)])


def test_a_long_run_of_changes_is_shown_in_turns() -> None:
    before, after = spread(set(range(2500)), 2500)
    assert apply(unified_diff(b"a.txt", before, after), before) == after


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


def test_a_new_file_is_there_once_it_is_whole(tmp_path: Path) -> None:
    path = tmp_path / "new.txt.gz"
    with Replacement(str(path)) as new:
        new.write(b"Kyiv\n")
        assert not path.exists()
    assert os.listdir(tmp_path) == []
    with Replacement(str(path)) as new:
        new.write(b"Kyiv\n")
        new.commit()
    assert gzip.decompress(path.read_bytes()) == b"Kyiv\n"
    assert os.listdir(tmp_path) == ["new.txt.gz"]


# compressed files


@pytest.mark.parametrize("suffix", ["", *SUFFIXES])
def test_a_compressed_file_is_read_as_it_was_written(tmp_path: Path, suffix: str) -> None:
    path = str(tmp_path / f"a.txt{suffix}")
    data = os.urandom(300_000) * 2
    with zstd_or_skip(suffix), open_output(path) as file:
        file.write(data)
    with open_input(path) as file:
        assert b"".join(iter(lambda: file.read(1 << 18), b"")) == data
    twice = Path(path).read_bytes() * 2
    Path(path).write_bytes(twice)
    with open_input(path) as file:
        assert file.read() == data * 2


@contextmanager
def zstd_or_skip(suffix: str) -> Iterator[None]:
    try:
        yield
    except OSError as error:
        if suffix != ".zst" or "pip install" not in str(error):
            raise
        pytest.skip(str(error))


@pytest.mark.parametrize("suffix", SUFFIXES)
@pytest.mark.parametrize("fault", ["short", "plain", "damaged"])
def test_a_faulty_compressed_file_is_named(tmp_path: Path, suffix: str, fault: str) -> None:
    path = tmp_path / f"a.txt{suffix}"
    with zstd_or_skip(suffix), open_output(str(path)) as file:
        file.write(os.urandom(2000) * 3)
    whole = path.read_bytes()
    path.write_bytes({"short": whole[:-20], "plain": b"Kiev\n", "damaged": whole[:300] + bytes(200) + whole[500:]}[fault])
    with pytest.raises(OSError) as caught, open_input(str(path)) as file:
        file.read()
    assert caught.value.filename == str(path)
    assert ("ends early" in str(caught.value)) or ("not readable as" in str(caught.value))


def test_a_missing_zstd_says_how_to_get_it(monkeypatch: pytest.MonkeyPatch, tmp_path: Path) -> None:
    monkeypatch.setattr("translit.stream.compressed.find_spec", lambda name: None)
    (tmp_path / "a.zst").write_bytes(b"")
    with pytest.raises(OSError, match="pip install"):
        open_input(str(tmp_path / "a.zst"))


def parts_of(folded: Iterator[Folded]) -> list[bytes]:
    return [part.after for part in folded]


def test_each_read_is_folded_at_once() -> None:
    reads = iter([b"Kiev\nLv", b"ov\n", b"Kiev", b""])
    assert parts_of(fold_stream(norm(), lambda size: next(reads), Form(by_line=True))) == [b"Kyiv\n", b"Lviv\n", b"Kyiv"]


@given(
    st.lists(
        st.tuples(
            st.sampled_from(["text", "t\\u0065xt", "x", 'a\\"text', "TEXT"]),
            st.sampled_from(['"Kiev"', '{"text": "Kiev"}', '"\\"text\\": Kiev"', '["text", "Kiev"]', "5", "null", '"Kiev \\n\\\\"', '"text"', "1.0e5"]),
        ),
        min_size=1,
        max_size=4,
    ),
    st.sampled_from(["", " ", "\t"]),
    st.sampled_from(["", "\r\n", " x", "}"]),
)  # fmt: skip
def test_a_record_is_read_alike_at_once_and_key_by_key(pairs: list[tuple[str, str]], space: str, tail: str) -> None:
    raw = "{" + f",{space}".join(f'"{key}"{space}:{space}{value}' for key, value in pairs) + "}" + tail
    at_once, key_by_key = (next(json_lines([[raw.encode()]], "text"))[0] for _ in slow_path_second())
    assert at_once == key_by_key


def slow_path_second() -> Iterator[None]:
    """Twice; the second time no record is read at once."""
    yield
    with pytest.MonkeyPatch.context() as patch:
        patch.setattr("translit.stream.jsonl._plain_document", lambda raw, field, line: None)
        yield
