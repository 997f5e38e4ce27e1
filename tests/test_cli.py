"""The command line as its users run it."""

from __future__ import annotations

import gzip
import json
import os
import re
import shlex
import signal
import stat
import subprocess
import sys
import time
from collections.abc import Sequence
from pathlib import Path

import pytest
from commandline import COMMAND as FROM_SOURCE
from commandline import ENVIRONMENT

INSTALLED = Path(sys.executable).with_name("translit")
COMMAND = [str(INSTALLED)] if INSTALLED.exists() else FROM_SOURCE
COMMANDS = [
    "fold", "find", "explain", "resolve", "romanize", "key", "count", "report", "lexicon", "lexicon check", "lexicon list",
    "lexicon show", "lexicon add", "lexicon schema", "lexicon suggest", "lexicon diff", "lexicon test",
]  # fmt: skip

LEXICON = """
lexicon: "test"
license: "CC0-1.0"
entries:
  - id: "kyiv"
    kind: "place"
    canonical: "Kyiv"
    native: {uk: "Київ", ru: "Киев"}
    alone: ["Kyiv"]
    variants: ["Kiev"]
  - id: "volodymyr-zelenskyy"
    kind: "person"
    gender: "m"
    canonical: "Volodymyr Zelenskyy"
    native: {uk: "Володимир Зеленський", ru: "Владимир Зеленский"}
    alone: ["Zelenskyy"]
    styles: {nyt: "Volodymyr Zelensky"}
"""


@pytest.fixture(scope="module", autouse=True)
def lexicon(tmp_path_factory: pytest.TempPathFactory) -> str:
    path = tmp_path_factory.mktemp("lexicon") / "names.yaml"
    path.write_text(LEXICON, encoding="utf-8")
    ENVIRONMENT["NAMES"] = str(path)
    return str(path)


def translit(*arguments: str, input: bytes = b"", cwd: Path | None = None) -> subprocess.CompletedProcess[bytes]:
    """Run the command; "NAMES" among the arguments stands for the lexicon above."""
    given = [ENVIRONMENT["NAMES"] if a == "NAMES" else a for a in arguments]
    return subprocess.run([*COMMAND, *given], input=input, capture_output=True, cwd=cwd, env=ENVIRONMENT, timeout=120)


def fold(*arguments: str, input: bytes = b"", cwd: Path | None = None) -> subprocess.CompletedProcess[bytes]:
    return translit("fold", "--lexicon", "NAMES", *arguments, input=input, cwd=cwd)


def started(*arguments: str) -> subprocess.Popen[bytes]:
    pipe = subprocess.PIPE
    command = [*COMMAND, "fold", "--lexicon", ENVIRONMENT["NAMES"], *arguments]
    return subprocess.Popen(command, stdin=pipe, stdout=pipe, stderr=pipe, env=ENVIRONMENT, start_new_session=True)


def rows(result: subprocess.CompletedProcess[bytes]) -> list[dict[str, object]]:
    return [json.loads(line) for line in result.stdout.splitlines()]


def is_clean(result: subprocess.CompletedProcess[bytes]) -> bool:
    return result.returncode == 0 and result.stderr == b""


# starting and help


def test_version_imports_nothing_heavy() -> None:
    code = (
        "import sys; from translit.cli.main import main; main(['--version']);print(*sorted(set(sys.modules) & set(sys.argv[1:])))"
    )
    heavy = ["argparse", "numpy", "yaml", "regex", "rapidfuzz", "json", "dataclasses", "translit.normalizer", "pathlib"]
    result = subprocess.run([sys.executable, "-c", code, *heavy], capture_output=True, env=ENVIRONMENT)
    assert result.stdout.split(b"\n") == [b"translit 0.1.0", b"", b""]


@pytest.mark.parametrize("arguments", [["--version"], ["-V"], ["fold", "--version"], ["--no-cache", "--version"]])
def test_version_is_one_line(arguments: list[str]) -> None:
    result = translit(*arguments)
    assert (result.stdout, result.returncode) == (b"translit 0.1.0\n", 0)


@pytest.mark.parametrize("command", ["", *COMMANDS])
def test_help_has_examples_and_exit_codes(command: str) -> None:
    result = translit(*command.split(), "--help")
    assert is_clean(result)
    text = result.stdout.decode()
    assert len(examples_in(text)) >= 2
    assert "exit codes:" in text


def examples_in(text: str) -> list[str]:
    part = text.partition("examples:\n")[2].partition("\n\n")[0]
    return [line.strip() for line in part.splitlines()]


@pytest.mark.parametrize("command", ["", *COMMANDS])
@pytest.mark.skipif(os.name == "nt", reason="examples are for a POSIX shell")
def test_examples_of_the_help_work(command: str, tmp_path: Path) -> None:
    (tmp_path / "articles").mkdir()
    (tmp_path / "articles" / "one.txt").write_text("Zelensky in Kiev\n")
    (tmp_path / "story.txt").write_text("Zelensky in Kiev\n")
    (tmp_path / "news.jsonl").write_text('{"text": "Zelensky in Kiev"}\n')
    (tmp_path / "news.jsonl.gz").write_bytes(gzip.compress(b'{"text": "Zelensky in Kiev"}\n'))
    (tmp_path / "names.txt").write_text("Zelensky\nKiev\n")
    (tmp_path / "names.yaml").write_text(LEXICON, encoding="utf-8")
    (tmp_path / "wire.log").write_text("Zelensky in Kiev\n")
    lexicon = LEXICON.replace('"kyiv"', '"some-id"').replace('"volodymyr-zelenskyy"', '"another-id"')
    (tmp_path / "mine.yaml").write_text(re.sub("variants.*", "", lexicon), encoding="utf-8")
    function = f'translit() {{ {shlex.join(COMMAND)} "$@"; }}; tail() {{ cat story.txt; }}; '
    finds = command.startswith(("lexicon", "count", "report"))  # what is found in the sample is no failure of the command
    for example in examples_in(translit(*command.split(), "--help").stdout.decode()):
        if example.startswith("git ") or "--review" in example or "before.jsonl" in example:
            continue  # these need a repository, a terminal, an earlier run
        result = subprocess.run(["sh", "-c", function + example], capture_output=True, cwd=tmp_path, env=ENVIRONMENT)
        assert result.returncode in ((0, 1) if finds else (0,)), (example, result.stderr)
        assert finds or result.stderr == b""


@pytest.mark.parametrize(
    "arguments",
    [[], ["nope"], ["--nope"], ["fold", "--nope"], ["fold", "--format", "jsonl"], ["fold", "--field", "x"], ["fold", "--write"],
     ["fold", "--write", "-"], ["fold", "--write", "--check", "x"], ["fold", "--min-score", "2"], ["fold", "--lexicon", "NAMES", "--style", "nope"],
     ["fold", "-j", "-1"], ["fold", "--document", "--format", "csv", "--field", "x"], ["explain", "x", "--file", "y"], ["resolve", "--limit", "0", "x"], ["romanize", "--scheme", "nope"],
     ["lexicon"], ["lexicon", "nope"], ["lexicon", "show", "--lexicon", "NAMES", "nope"]],
)  # fmt: skip
def test_wrong_usage_is_2(arguments: list[str]) -> None:
    result = translit(*arguments, input=b"Kiev\n")
    assert (result.returncode, result.stdout) == (2, b"")
    assert result.stderr.startswith((b"usage:", b"translit: "))


# fold: bytes


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        (b"Zelensky in Kiev.\n", b"Zelenskyy in Kyiv.\n"),
        (b"", b""),
        (b"Kiev", b"Kyiv"),
        (b"\nKiev\r\n\r\nKiev\r\n", b"\nKyiv\r\n\r\nKyiv\r\n"),
        (b"Kiev \xff\xfe Kiev\xc3\n\xed\xa0\x80 Kiev", b"Kyiv \xff\xfe Kyiv\xc3\n\xed\xa0\x80 Kyiv"),
        (b"Kiev \x00 Kiev\x00\n", b"Kyiv \x00 Kyiv\x00\n"),
        (b"\xef\xbb\xbfKiev\n", b"\xef\xbb\xbfKyiv\n"),
        ("Kiev\u2028Kiev\x85\x0cKiev\rKiev 😀\n".encode(), "Kyiv\u2028Kyiv\x85\x0cKyiv\rKyiv 😀\n".encode()),
    ],
)
def test_fold_keeps_every_other_byte(text: bytes, expected: bytes, tmp_path: Path) -> None:
    (tmp_path / "a.txt").write_bytes(text)
    for result in (fold(input=text), fold("--document", input=text), fold("a.txt", cwd=tmp_path)):
        assert (result.stdout, result.returncode) == (expected, 0)


def test_files_and_standard_input_are_folded_in_order(tmp_path: Path) -> None:
    for name in "ab":
        (tmp_path / name).write_text(f"{name} Kiev")
    assert fold("a", "-", "b", input=b" Kiev ", cwd=tmp_path).stdout == b"a Kyiv Kyiv b Kyiv"
    assert fold("-j", "2", "a", "-", "b", input=b" Kiev ", cwd=tmp_path).stdout == b"a Kyiv Kyiv b Kyiv"


def test_each_line_of_standard_input_is_a_document_unless_all_is_one() -> None:
    text = b"Volodymyr Zelen-\nsky\n"
    assert fold(input=text).stdout == text
    assert fold("--document", input=text).stdout == b"Volodymyr Zelenskyy\n\n"


@pytest.mark.parametrize(
    ("arguments", "expected"),
    [
        (["--style", "nyt"], b"Zelensky in Kyiv, https://Kiev.example"),
        (["--kind", "place"], b"Zelenski in Kyiv, https://Kiev.example"),
        (["--allow", "Kiev"], b"Zelenskyy in Kiev, https://Kiev.example"),
        (["--allow-file", "allow.txt"], b"Zelenskyy in Kiev, https://Kiev.example"),
        (["--rewrite", "none"], b"Zelenski in Kiev, https://Kiev.example"),
        (["--no-protect"], b"Zelenskyy in Kyiv, https://Kyiv.example"),
        (["--fuzzy", "off", "--lang", "en", "--min-score", "0.5"], b"Zelenskyy in Kyiv, https://Kiev.example"),
    ],
)
def test_options_reach_the_library(arguments: list[str], expected: bytes, tmp_path: Path) -> None:
    (tmp_path / "allow.txt").write_bytes(b"\xef\xbb\xbf# kept\n\nKiev\r\n")
    result = fold(*arguments, input=b"Zelenski in Kiev, https://Kiev.example", cwd=tmp_path)
    assert (result.stdout, result.stderr) == (expected, b"")


def test_lexicons_stand_in_layers(tmp_path: Path) -> None:
    more = LEXICON.partition('  - id: "kyiv"')[0] + (
        '  - {id: "odesa", kind: "place", canonical: "Odesa", native: {uk: "Одеса"}, alone: ["Odesa"], variants: ["Odessa"]}\n'
    )
    (tmp_path / "more.yaml").write_text(more, encoding="utf-8")
    result = fold("--lexicon", "more.yaml", input=b"Kiev, Odessa\n", cwd=tmp_path)
    assert (result.stdout, result.stderr) == (b"Kyiv, Odesa\n", b"")


# fold: streams


def test_a_line_is_folded_before_the_next_one_comes() -> None:
    with started() as process:
        assert process.stdin is not None
        assert process.stdout is not None
        for text in (b"Kiev 1\n", b"Kiev 2\n"):
            process.stdin.write(text)
            process.stdin.flush()
            assert process.stdout.readline() == text.replace(b"Kiev", b"Kyiv")
        process.stdin.close()
        assert process.wait(30) == 0


def test_a_closed_pipe_ends_quietly() -> None:
    with started() as process:
        assert process.stdin is not None
        assert process.stdout is not None
        assert process.stderr is not None
        process.stdin.write(b"Kiev\n")
        process.stdin.flush()
        process.stdout.readline()
        process.stdout.close()
        process.stdin.write(b"Kiev\n")
        process.stdin.close()
        assert process.wait(30) == 141
        assert process.stderr.read() == b""


@pytest.mark.skipif(os.name == "nt", reason="signals are sent otherwise there")
def test_an_interrupt_ends_quietly() -> None:
    with started() as process:
        assert process.stdin is not None
        assert process.stdout is not None
        assert process.stderr is not None
        process.stdin.write(b"Kiev\n")
        process.stdin.flush()
        process.stdout.readline()
        process.send_signal(signal.SIGINT)
        assert process.wait(30) == 130
        assert process.stderr.read() == b""


@pytest.mark.skipif(os.name == "nt", reason="signals are sent otherwise there")
@pytest.mark.parametrize("workers", ["1", "2"])
def test_an_interrupted_write_leaves_whole_files(tmp_path: Path, workers: str) -> None:
    old = b"Zelensky left Kiev.\n" * 100
    new = old.replace(b"Kiev", b"Kyiv").replace(b"Zelensky", b"Zelenskyy")
    never_ending = tmp_path / "pipe"
    os.mkfifo(never_ending)
    paths = [tmp_path / f"{n}.txt" for n in range(20)]
    for path in paths:
        path.write_bytes(old)
    with started("--write", "-j", workers, *map(str, paths), str(never_ending)) as process:
        assert process.stderr is not None
        until = time.monotonic() + 60
        while paths[0].read_bytes() == old and time.monotonic() < until:
            time.sleep(0.01)
        os.killpg(process.pid, signal.SIGINT)
        assert process.wait(60) == 130
        assert process.stderr.read() == b""
    assert sorted(os.listdir(tmp_path)) == sorted([p.name for p in paths] + ["pipe"])
    assert {p.read_bytes() for p in paths} <= {old, new}


@pytest.mark.skipif(not Path("/dev/full").exists(), reason="needs /dev/full")
def test_a_full_disk_is_74() -> None:
    with open("/dev/full", "wb") as full:
        command = [*COMMAND, "fold", "--lexicon", ENVIRONMENT["NAMES"]]
        result = subprocess.run(command, input=b"Kiev\n", stdout=full, stderr=subprocess.PIPE, env=ENVIRONMENT)
    assert result.returncode == 74
    assert result.stderr.startswith(b"translit: standard output: ")
    assert result.stderr.count(b"\n") == 1


@pytest.mark.skipif(sys.platform == "win32", reason="needs a pseudo-terminal")
def test_a_terminal_gets_one_hint_and_no_color() -> None:
    import pty

    primary, secondary = pty.openpty()
    command = [*COMMAND, "fold", "--lexicon", ENVIRONMENT["NAMES"]]
    process = subprocess.Popen(command, stdin=secondary, stdout=subprocess.PIPE, stderr=subprocess.PIPE, env=ENVIRONMENT)
    os.close(secondary)
    os.write(primary, b"Kiev\n\x04")
    out, err = process.communicate(timeout=60)
    os.close(primary)
    assert (out, process.returncode) == (b"Kyiv\n", 0)
    assert err.startswith(b"translit: reading from the terminal")
    assert (err.count(b"\n"), b"\x1b" in err) == (1, False)


@pytest.mark.skipif(sys.platform == "win32", reason="needs a pseudo-terminal")
@pytest.mark.parametrize("quiet", [True, False])
def test_progress_is_for_a_watched_run_over_files(tmp_path: Path, quiet: bool) -> None:
    import pty

    slow = tmp_path / "pipe"
    os.mkfifo(slow)
    (tmp_path / "a.txt").write_text("Kiev\n")
    primary, secondary = pty.openpty()
    paths = [str(tmp_path / "a.txt"), str(slow)]
    command = [*COMMAND, "fold", "--lexicon", ENVIRONMENT["NAMES"], *(["--quiet"] if quiet else []), *paths]
    process = subprocess.Popen(command, stdout=subprocess.DEVNULL, stderr=secondary, env=ENVIRONMENT)
    os.close(secondary)
    with open(slow, "wb") as pipe:
        time.sleep(0.2)
        pipe.write(b"Kiev\n" * 20_000)
    shown = b""
    try:
        while part := os.read(primary, 4096):
            shown += part
    except OSError:
        pass
    os.close(primary)
    assert process.wait(60) == 0
    assert (b"1/2 files, 0.1 MB" in shown) is not quiet
    assert shown == b"" if quiet else shown.endswith(b"\r")


# fold: files


def test_write_replaces_files_in_place_and_keeps_their_mode(tmp_path: Path) -> None:
    changed, clean = tmp_path / "changed.txt", tmp_path / "clean.txt"
    changed.write_bytes(b"Kiev\r\n\xff Kiev")
    changed.chmod(0o640)
    clean.write_bytes(b"Kyiv\n")
    os.utime(clean, ns=(10**18, 10**18))
    result = fold("--write", "changed.txt", "clean.txt", cwd=tmp_path)
    assert (result.returncode, result.stdout, result.stderr) == (0, b"", b"")
    assert changed.read_bytes() == b"Kyiv\r\n\xff Kyiv"
    assert stat.S_IMODE(changed.stat().st_mode) == 0o640
    assert clean.stat().st_mtime_ns == 10**18
    assert sorted(os.listdir(tmp_path)) == ["changed.txt", "clean.txt"]


@pytest.mark.parametrize("more", [[], ["-j", "3"]])
def test_check_names_the_files_that_would_change(tmp_path: Path, more: list[str]) -> None:
    for name, text in (("a", "Kiev"), ("b", "Kyiv"), ("c", "in Kiev")):
        (tmp_path / name).write_text(text)
    result = fold("--check", *more, "a", "b", "c", cwd=tmp_path)
    assert (result.returncode, result.stdout, result.stderr) == (1, b"a\nc\n", b"")
    assert (tmp_path / "a").read_text() == "Kiev"
    assert fold("--check", *more, "b", cwd=tmp_path).returncode == 0
    assert fold("--check", input=b"Kyiv\nKiev\n").stdout == b"-\n"


def test_diff_shows_what_would_change_and_writes_nothing(tmp_path: Path) -> None:
    (tmp_path / "a").write_bytes(b"1\n2\n3\n4\nKiev\r\n\xff\n")
    (tmp_path / "b").write_bytes(b"Kyiv\n")
    expected = b"--- a\n+++ a\n@@ -2,5 +2,5 @@\n 2\n 3\n 4\n-Kiev\r\n+Kyiv\r\n \xff\n"
    result = fold("--diff", "a", "b", cwd=tmp_path)
    assert (result.stdout, result.returncode) == (expected, 0)
    result = fold("--diff", "--check", "a", "b", cwd=tmp_path)
    assert (result.stdout, result.returncode) == (expected, 1)
    assert (tmp_path / "a").read_bytes().startswith(b"1\n")
    assert fold("--diff", input=b"Kiev").stdout == (
        b"--- -\n+++ -\n@@ -1,1 +1,1 @@\n-Kiev\n\\ No newline at end of file\n+Kyiv\n\\ No newline at end of file\n"
    )


@pytest.mark.parametrize("more", [[], ["-j", "2"], ["--write"], ["--diff"]])
def test_a_file_that_cannot_be_read_is_named_and_the_rest_is_done(tmp_path: Path, more: list[str]) -> None:
    (tmp_path / "folder").mkdir()
    for name in "ab":
        (tmp_path / name).write_text("Kiev\n")
    result = fold(*more, "a", "missing", "folder", "b", cwd=tmp_path)
    assert result.returncode == 74
    assert [line.split(b": ")[1] for line in result.stderr.splitlines()] == [b"missing", b"folder"]
    assert result.stdout.count(b"Kyiv") == (0 if more == ["--write"] else 2)
    assert (tmp_path / "b").read_text() == ("Kyiv\n" if more == ["--write"] else "Kiev\n")


@pytest.mark.skipif(os.name == "nt" or os.geteuid() == 0, reason="for root nothing is write-protected")
def test_a_write_protected_file_is_named_and_left(tmp_path: Path) -> None:
    path = tmp_path / "a"
    path.write_text("Kiev")
    path.chmod(0o444)
    result = fold("--write", "a", cwd=tmp_path)
    assert (result.returncode, path.read_text()) == (74, "Kiev")


@pytest.mark.parametrize("command", ["fold", "find", "explain", "resolve"])
def test_a_bad_lexicon_stops_the_run_with_every_error_at_its_place(tmp_path: Path, command: str) -> None:
    bad = LEXICON.replace('kind: "place"', 'kind: "plaice"').replace('gender: "m"', "gender: 5")
    (tmp_path / "bad.yaml").write_text(bad, encoding="utf-8")
    result = translit(command, "--lexicon", "bad.yaml", input=b"Kiev\n", cwd=tmp_path)
    assert (result.returncode, result.stdout) == (65, b"")
    told = [re.match(rb"bad\.yaml:(\d+):\d+: ", line) for line in result.stderr.splitlines()]
    assert [match and match.group(1) for match in told] == [b"6", b"13"]


def test_a_missing_lexicon_is_named() -> None:
    result = translit("fold", "--lexicon", "missing.yaml", input=b"Kiev\n")
    assert (result.returncode, result.stdout) == (65, b"")
    assert result.stderr.startswith(b"missing.yaml: ")


# records


def test_jsonl_folds_the_field_and_keeps_the_rest(tmp_path: Path) -> None:
    data = (
        b'{"id": 1,  "text":"Kiev \\u2014 \\ud83d\\ude00 Kiev", "x": {"text": "Kiev"}, "n": 1.0e5}\r\n'
        b'{"text": "Kiev \xff"}\n{"text": "Kiev"\n{"text": null}'
    )
    expected = (
        data.replace(b'"Kiev \\u2014', b'"Kyiv \\u2014')
        .replace(b'ude00 Kiev"', b'ude00 Kyiv"')
        .replace(b"Kiev \xff", b"Kyiv \xff")
    )
    (tmp_path / "a.jsonl").write_bytes(data)
    for more, input in (([], data), (["a.jsonl"], b"")):
        result = fold("--format", "jsonl", "--field", "text", *more, input=input, cwd=tmp_path)
        assert (result.stdout, result.returncode) == (expected, 65)
        place = b"a.jsonl:3: " if more else b"standard input:3: "
        assert result.stderr.startswith(place + b"not JSON")


def test_csv_folds_the_column_and_keeps_the_rest(tmp_path: Path) -> None:
    data = b'id;"text"\r\nKiev;"He said ""Kiev"",\nthen Kiev"\r\n2;Kiev\n3'
    (tmp_path / "a.csv").write_bytes(data)
    result = fold("--format", "csv", "--field", "text", "--delimiter", ";", "a.csv", cwd=tmp_path)
    assert result.stdout == b'id;"text"\r\nKiev;"He said ""Kyiv"",\nthen Kyiv"\r\n2;Kyiv\n3'
    assert (result.returncode, result.stderr) == (65, b'a.csv:5: the record ends before the column "text"\n')


def test_records_are_written_in_place(tmp_path: Path) -> None:
    (tmp_path / "a.jsonl").write_bytes(b'{"a": "Kiev", "text": "Kiev"}\n')
    assert is_clean(fold("--write", "--format", "jsonl", "--field", "text", "a.jsonl", cwd=tmp_path))
    assert (tmp_path / "a.jsonl").read_bytes() == b'{"a": "Kiev", "text": "Kyiv"}\n'


# find


def test_find_gives_the_place_in_code_points_and_bytes(tmp_path: Path) -> None:
    data = "й 😀 ".encode() + b"\xff Kiev\nin Kiev\n"
    (tmp_path / "a.txt").write_bytes(data)
    (one,) = [r for r in rows(translit("find", "--lexicon", "NAMES", "a.txt", cwd=tmp_path)) if r["line"] == 2]
    assert {k: one[k] for k in ("file", "line", "start", "end", "byte_start", "byte_end", "text", "replacement", "entry_id")} == {
        "file": "a.txt", "line": 2, "start": 14, "end": 18, "byte_start": 18, "byte_end": 22,
        "text": "Kiev", "replacement": "Kyiv", "entry_id": "kyiv",
    }  # fmt: skip
    found = rows(translit("find", "--lexicon", "NAMES", input=data))
    places = [(r["file"], r["line"], r["start"], r["end"], r["byte_start"], r["byte_end"]) for r in found]
    assert places == [("-", 1, 6, 10, 10, 14), ("-", 2, 3, 7, 3, 7)]


def test_find_lists_all_fields_of_a_mention() -> None:
    (row,) = rows(translit("find", "--lexicon", "NAMES", input=b"Kiev\n"))
    assert list(row)[:6] == ["file", "line", "start", "end", "byte_start", "byte_end"]
    assert {"canonical", "kind", "method", "score", "rules", "candidates", "lexicon_version"} <= set(row)


def test_find_reads_records_and_goes_on_after_a_bad_one() -> None:
    data = b'{"text": "a \\u00e9 Kiev"}\nx\n{"text": "Kiev"}\n'
    result = translit("find", "--lexicon", "NAMES", "--format", "jsonl", "--field", "text", input=data)
    assert [(r["line"], r["start"], r["byte_start"]) for r in rows(result)] == [(1, 4, 5), (3, 0, 0)]
    assert result.returncode == 65


def test_find_has_a_table_for_readers() -> None:
    result = translit("find", "--lexicon", "NAMES", "--output", "table", input=b"in Kiev\n")
    assert result.stdout.decode().startswith("-:1:3  1.00 exact")


def test_find_of_nothing_is_nothing() -> None:
    result = translit("find", "--lexicon", "NAMES", input=b"no names here\n")
    assert (result.stdout, result.returncode) == (b"", 0)


# the other commands


def test_explain_takes_text_files_and_standard_input(tmp_path: Path) -> None:
    (tmp_path / "a.txt").write_bytes(b"Zelensky in Kiev\n")
    calls: Sequence[tuple[list[str], bytes]] = (
        (["Zelensky", "in", "Kiev"], b""), (["--file", "a.txt"], b""), ([], b"Zelensky in Kiev\n"),
    )  # fmt: skip
    for arguments, input in calls:
        result = translit("explain", "--lexicon", "NAMES", *arguments, input=input, cwd=tmp_path)
        text = result.stdout.decode()
        assert (text.splitlines()[0], result.returncode) == ("Zelenskyy in Kyiv", 0)
        assert text.index("volodymyr-zelenskyy") < text.index(" kyiv ")
    (row,) = rows(translit("explain", "--lexicon", "NAMES", "--json", "Kiev"))
    assert row["text"] == "Kyiv"


def test_resolve_answers_each_name_in_order(tmp_path: Path) -> None:
    (tmp_path / "names.txt").write_bytes("Zelensky, Volodymyr\r\nQqq\nКиїв".encode())
    for arguments in (["Zelensky, Volodymyr", "Qqq", "Київ"], ["--file", "names.txt"]):
        result = translit("resolve", "--lexicon", "NAMES", *arguments, cwd=tmp_path)
        assert [r["name"] for r in rows(result)] == ["Zelensky, Volodymyr", "Qqq", "Київ"]
        found = [r["match"] for r in rows(result)]
        assert [m["entry_id"] if isinstance(m, dict) else m for m in found] == ["volodymyr-zelenskyy", None, "kyiv"]


def test_resolve_lists_candidates() -> None:
    (row,) = rows(translit("resolve", "--lexicon", "NAMES", "--limit", "2", input=b"Volodymyr Zelensky\n"))
    candidates = row["candidates"]
    assert isinstance(candidates, list)
    assert candidates[0]["entry_id"] == "volodymyr-zelenskyy"
    assert len(candidates) <= 2


def test_an_undecodable_name_is_answered_in_valid_json() -> None:
    result = translit("resolve", "--lexicon", "NAMES", input=b"Qq\xff\n")
    assert result.stdout.isascii()
    assert rows(result)[0]["name"] == "Qq\udcff"


def test_romanize_keeps_what_is_not_to_be_romanised(tmp_path: Path) -> None:
    assert translit("romanize", "--lang", "uk", "Запоріжжя").stdout == b"Zaporizhzhia\n"
    data = "Щербаков\r\n".encode() + b"\xff\x00 caf\xc3\xa9"
    result = translit("romanize", "--scheme", "bgnpcgn-rus-Cyrl-Latn-1947", input=data)
    assert result.stdout == b"Shcherbakov\r\n\xff\x00 caf\xc3\xa9"


def test_romanize_lists_schemes_by_tabs() -> None:
    table = [line.split("\t") for line in translit("romanize", "--list").stdout.decode().splitlines()]
    assert {len(row) for row in table} == {6}
    assert ["ua-ukr-Cyrl-Latn-2010", "uk", "Cyrl"] in [[row[0], *row[2:4]] for row in table]
    assert {row.split(b"\t")[2] for row in translit("romanize", "--list", "--lang", "ukr").stdout.splitlines()} == {b"uk"}


def test_keys_meet_where_spellings_are_equal_by_rule() -> None:
    first, second = translit("key", "--all", "Schewtschenko", "Shevchenko").stdout.decode().splitlines()
    assert set(first.split("\t")) & set(second.split("\t"))
    assert (
        translit("key", input=b"Zelensky\nZelenskyy\n").stdout.split(b"\n")[:2]
        == [translit("key", "Zelensky").stdout.strip()] * 2
    )


def test_lexicon_check_list_and_show(tmp_path: Path) -> None:
    assert translit("lexicon", "check", "NAMES").stdout == b"2 entries, no problems\n"
    assert translit("--no-cache", "lexicon", "check", "NAMES").stdout == b"2 entries, no problems\n"
    listed = translit("lexicon", "list", "--lexicon", "NAMES", "--kind", "place").stdout.decode().splitlines()
    assert [line.split("\t")[:4] for line in listed] == [["kyiv", "place", "Kyiv", "Київ"]]
    assert b"canonical:  Kyiv\n" in translit("lexicon", "show", "--lexicon", "NAMES", "kyiv").stdout
    near = translit("lexicon", "show", "--lexicon", "NAMES", "kyjv")
    assert (near.returncode, b"near it: kyiv" in near.stderr) == (2, True)


def test_lexicon_check_names_an_example_that_does_not_hold(tmp_path: Path) -> None:
    example = '    examples:\n      - {in: "Kiev fell.", out: "Kiev fell."}\n'
    (tmp_path / "bad.yaml").write_text(
        LEXICON.rstrip().replace('  - id: "volo', example + '  - id: "volo') + "\n", encoding="utf-8"
    )
    result = translit("lexicon", "check", "bad.yaml", cwd=tmp_path)
    assert result.returncode == 1
    assert b"bad.yaml:12:9" in result.stdout and b'the example of "kyiv"' in result.stdout


def test_commands_name_an_input_that_is_missing(tmp_path: Path) -> None:
    (tmp_path / "a.txt").write_text("Kiev\n")
    for command in ("find", "explain", "resolve", "romanize", "key"):
        files = ["missing", "a.txt"] if command == "find" else ["--file", "missing", "--file", "a.txt"]
        more = ["--lexicon", "NAMES"] if command in ("find", "explain", "resolve") else []
        result = translit(command, *more, *files, cwd=tmp_path)
        assert (result.returncode, result.stderr) == (74, b"translit: missing: No such file or directory\n")
        assert result.stdout
