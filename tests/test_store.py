"""The compiled lexicon on disk: written whole or not at all, never trusted when damaged or stale, and quick to open."""

from __future__ import annotations

import os
import pickletools
import subprocess
import sys
from collections.abc import Callable
from concurrent.futures import ThreadPoolExecutor
from pathlib import Path

import pytest

from translit import Lexicon, Normalizer
from translit.lexicon import cache as cache_module
from translit.lexicon.cache import digest_of, read_cached, write_cached
from translit.lexicon.store import Store, Writer

ROOT = Path(__file__).parents[1]
NAMES = 'lexicon: "mine"\nentries:\n  - {id: "roenick", kind: "person", canonical: "Jane Roenick", alone: ["Roenick"]}\n'
WARM_FOLD_CALLS = 220_000
"""How many functions a warm `translit fold` of a line may call, imports with it: some 183,000 in Python 3.11, whatever the machine."""


@pytest.fixture
def cache(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    folder = tmp_path / "cache"
    monkeypatch.setenv("TRANSLIT_CACHE", str(folder))
    return folder


@pytest.fixture
def names(tmp_path: Path) -> Path:
    path = tmp_path / "names.yaml"
    path.write_text(NAMES, encoding="utf-8")
    return path


def compiled(folder: Path, path: Path) -> list[Path]:
    """The files in the cache that hold this lexicon; the compiled rules stand beside them."""
    return sorted(folder.glob(f"{Lexicon.load(path).version}*.lexicon"))


def finds_its_name(path: Path) -> bool:
    return [m.entry_id for m in Normalizer(Lexicon.load(path)).find("Jane Roenick spoke.")] == ["roenick"]


def test_first_opening_writes_one_file_and_no_scraps(cache: Path, names: Path) -> None:
    assert finds_its_name(names)
    assert len(compiled(cache, names)) == 1
    assert not list(cache.glob("*.part"))


def test_second_opening_leaves_the_file_alone(cache: Path, names: Path) -> None:
    assert finds_its_name(names)
    (file,) = compiled(cache, names)
    before = file.stat().st_mtime_ns
    assert finds_its_name(names)
    assert file.stat().st_mtime_ns == before


@pytest.mark.parametrize(
    "damage",
    [
        lambda data: b"",
        lambda data: data[:20],
        lambda data: data[: len(data) // 2],
        lambda data: data[:-1],
        lambda data: data + b"x",
        lambda data: data[: len(data) // 2] + bytes([data[len(data) // 2] ^ 1]) + data[len(data) // 2 + 1 :],
        lambda data: b"X" + data[1:],
    ],
    ids=["empty", "header only", "half", "one byte short", "one byte more", "one bit turned", "not ours"],
)
def test_damaged_file_is_rebuilt(cache: Path, names: Path, damage: Callable[[bytes], bytes]) -> None:
    assert finds_its_name(names)
    (file,) = compiled(cache, names)
    sound = file.read_bytes()
    file.write_bytes(damage(sound))
    assert finds_its_name(names)
    assert file.read_bytes() == sound


def flipped(file: Path) -> None:
    """One bit of the last section is turned, the time of change stays."""
    status = file.stat()
    data = bytearray(file.read_bytes())
    data[-9] ^= 1
    file.write_bytes(data)
    os.utime(file, ns=(status.st_atime_ns, status.st_mtime_ns))


def test_large_file_is_checked_whole_once_and_after_each_change(cache: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(cache_module, "ALWAYS_CHECKED", 0)
    assert write_cached("digest", _small("digest"))
    assert read_cached("digest") is not None
    checks: list[Store] = []
    monkeypatch.setattr(Store, "is_whole", lambda store: checks.append(store) or True)
    assert read_cached("digest") is not None and not checks
    os.utime(cache / "digest.lexicon", ns=(1, 1))
    assert read_cached("digest") is not None and len(checks) == 1
    assert read_cached("digest") is not None and len(checks) == 1


def test_large_file_that_is_damaged_at_first_sight_is_not_believed(cache: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(cache_module, "ALWAYS_CHECKED", 0)
    assert write_cached("digest", _small("digest"))
    flipped(cache / "digest.lexicon")
    assert read_cached("digest") is None
    assert not list(cache.glob("*.checked"))


def test_small_file_is_checked_at_every_opening(cache: Path) -> None:
    assert write_cached("digest", _small("digest"))
    assert read_cached("digest") is not None
    flipped(cache / "digest.lexicon")
    assert read_cached("digest") is None


QUERIES = ["Dr. Jane Rönick", "ROENICK, Jane", "Джейн Роеник", "Jane", "John Doe"]


def nearest(lexicon: Lexicon, queries: list[str]) -> list[list[tuple[str, float]]]:
    """For each query the entries nearest to it, with their scores."""
    return [[(m.entry_id, m.score) for m in row] for row in Normalizer(lexicon).candidates_many(queries)]


def test_names_in_fields_are_read_again_without_the_entries(cache: Path, names: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    first = nearest(Lexicon.load(names), QUERIES)
    assert first[0][0][0] == "roenick"
    monkeypatch.setattr(Lexicon, "__iter__", lambda self: pytest.fail("the entries are read"))
    assert nearest(Lexicon.load(names), QUERIES) == first


def test_names_in_fields_come_anew_where_their_file_is_damaged(cache: Path, names: Path) -> None:
    before = set(cache.glob("*.lexicon")) if finds_its_name(names) else set()
    first = nearest(Lexicon.load(names), QUERIES)
    for file in set(cache.glob("*.lexicon")) - before:
        flipped(file)
    assert nearest(Lexicon.load(names), QUERIES) == first


@pytest.mark.parametrize(
    "lexicon", [Lexicon.from_names({"roenick": "Jane Roenick"}, kind="person"), None], ids=["bare names", "no cache"]
)
def test_names_in_fields_are_kept_only_where_the_lexicon_is(cache: Path, names: Path, lexicon: Lexicon | None) -> None:
    Normalizer(Lexicon.load(names)).resolve("Berlin")  # what ships with translit is compiled
    kept = sorted(cache.glob("*.lexicon"))
    names.write_text(NAMES.replace("roenick", "roenick-jane"), encoding="utf-8")
    assert nearest(lexicon or Lexicon.load(names, cache=False), QUERIES)[1]
    assert sorted(cache.glob("*.lexicon")) == kept


def test_opened_file_can_be_replaced(cache: Path, names: Path) -> None:
    lexicon = Lexicon.load(names)
    (file,) = compiled(cache, names)
    assert write_cached(file.stem, file.read_bytes())
    assert [e.id for e in lexicon] == ["roenick"] and lexicon.index.spelled("roenick")


def test_oldest_files_are_taken_out_where_there_are_too_many(cache: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(cache_module, "KEPT_BYTES", 2 * len(_small("0")))
    monkeypatch.setattr(cache_module, "KEPT_NOTES", 1)
    for number in range(4):
        assert write_cached(str(number), _small(str(number)))
        os.utime(cache / f"{number}.lexicon", ns=(number, number))
        (cache / f"{number}.digest").write_text("x", encoding="ascii")
    assert write_cached("4", _small("4"))
    assert sorted(p.name for p in cache.glob("*.lexicon")) == ["3.lexicon", "4.lexicon"]
    assert len(list(cache.glob("*.digest"))) == 1


def test_writers_at_the_same_time_leave_one_whole_file(cache: Path) -> None:
    data = _small("digest")
    with ThreadPoolExecutor(8) as pool:
        assert all(pool.map(lambda _: write_cached("digest", data), range(40)))
    assert [p.name for p in cache.iterdir()] == ["digest.lexicon"]
    assert read_cached("digest") is not None


@pytest.mark.parametrize("size", [0, 1, 2, 3, 300])
def test_every_string_of_a_table_is_found_and_no_other(size: int) -> None:
    writer = Writer()
    rows = {f"{'ї' * (n % 7)}{n}": [n] * (n % 4) for n in range(size)}
    writer.table("rows", rows)
    table = Store(writer.bytes("digest")).table("rows")
    assert [(key, list(row)) for key, row in table] == list(rows.items())
    assert all(list(table.get(key) or ()) == row for key, row in rows.items())
    assert [table.place(key) for key in rows] == list(range(size)) and [table.key(n) for n in range(size)] == list(rows)
    assert table.get("none") is None and table.get("") is None


def test_file_of_another_lexicon_is_not_believed(cache: Path, names: Path) -> None:
    data = _small("another")
    assert write_cached("wanted", data)
    assert read_cached("wanted") is None
    assert write_cached("another", data)
    assert read_cached("another") is not None


def test_changed_file_is_compiled_anew(cache: Path, names: Path) -> None:
    assert finds_its_name(names)
    (before,) = compiled(cache, names)
    names.write_text(NAMES.replace("Roenick", "Tolmach"), encoding="utf-8")
    assert not finds_its_name(names)
    assert [m.text for m in Normalizer(Lexicon.load(names)).find("Jane Tolmach spoke.")] == ["Jane Tolmach"]
    assert compiled(cache, names) != [before]


def test_digest_changes_with_name_and_content(cache: Path, tmp_path: Path) -> None:
    a, b = str(tmp_path / "a.yaml"), str(tmp_path / "b.yaml")
    for path in (a, b):
        Path(path).write_text("x", encoding="utf-8")
    digests = {digest_of([]), digest_of([a]), digest_of([b]), digest_of([a, b]), digest_of([a], b"more")}
    assert len(digests) == 5
    first = digest_of([a])
    Path(a).write_text("yy", encoding="utf-8")
    assert digest_of([a]) != first
    Path(a).write_text("x", encoding="utf-8")
    assert digest_of([a]) == first


def test_version_follows_the_content(cache: Path, names: Path) -> None:
    first = Lexicon.load(names).version
    assert Lexicon.load(names).version == first
    names.write_text(NAMES + "# a comment\n", encoding="utf-8")
    assert Lexicon.load(names).version != first


def test_cache_that_cannot_be_made_is_done_without(tmp_path: Path, names: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    (tmp_path / "file").write_text("in the way", encoding="utf-8")
    monkeypatch.setenv("TRANSLIT_CACHE", str(tmp_path / "file" / "cache"))
    assert finds_its_name(names)


def test_cache_that_cannot_be_written_is_done_without(cache: Path, names: Path) -> None:
    cache.mkdir()
    cache.chmod(0o500)
    try:
        assert finds_its_name(names)
    finally:
        cache.chmod(0o700)


def test_failed_writing_leaves_nothing_behind(cache: Path) -> None:
    (cache / "digest.lexicon").mkdir(parents=True)
    assert not write_cached("digest", _small("digest"))
    assert [p.name for p in cache.iterdir()] == ["digest.lexicon"]


def test_cache_can_be_left_out(cache: Path, names: Path) -> None:
    lexicon = Lexicon.load(names, cache=False)
    assert [e.id for e in lexicon] == ["roenick"]
    assert not list(cache.glob(f"{lexicon.version}*"))


def _small(digest: str) -> bytes:
    writer = Writer()
    writer.table("words", {"kyiv": [1, 2], "київ": [3], "\udcff": []})
    writer.blobs("entries", {"a": b"one", "b": b""})
    writer.json("labels", ["x", "ї"])
    writer.rows("lists", [[1, 2], [], [3]])
    writer.items("strings", [b"", b"ab"])
    writer.numbers("numbers", [0, 2**32 - 1])
    return writer.bytes(digest)


def test_what_is_written_is_read_again() -> None:
    store = Store(_small("digest"))
    assert store.digest == "digest"
    assert {key: list(row) for key, row in store.table("words")} == {"kyiv": [1, 2], "київ": [3], "\udcff": []}
    assert store.table("words").get("kiev") is None
    rows, items = store.rows("lists"), store.items("strings")
    assert dict(store.blobs("entries")) == {"a": b"one", "b": b""}
    assert store.json("labels") == ["x", "ї"]
    assert list(store.numbers("numbers")) == [0, 2**32 - 1]
    assert [list(row) for row in (rows[0], rows[1], rows[2])] == [[1, 2], [], [3]] and len(rows) == 3
    assert [bytes(items[n]) for n in range(len(items))] == [b"", b"ab"]


def test_compiled_file_is_no_pickle(cache: Path, names: Path) -> None:
    assert finds_its_name(names)
    with pytest.raises(ValueError):
        list(pickletools.genops(compiled(cache, names)[0].read_bytes()))


def run_python(*arguments: str, text: str = "", **environment: str) -> subprocess.CompletedProcess[str]:
    return subprocess.run(
        [sys.executable, *arguments],
        input=text,
        capture_output=True,
        text=True,
        cwd=ROOT,
        check=True,
        encoding="utf-8",
        env={**os.environ, **environment},
    )


def imported(code: str) -> set[str]:
    shown = run_python("-c", f"import sys\n{code}\nprint('\\n'.join(sys.modules), file=sys.stderr)")
    return {name.partition(".")[0] for name in shown.stderr.split()}


FOLD = "from translit.cli.main import main\nassert main(['fold']) == 0"


def test_second_opening_reads_no_yaml() -> None:
    _, modules = (imported("import translit\ntranslit.fold('Zelensky in Kiev')") for _ in range(2))
    assert "translit" in modules
    assert modules.isdisjoint({"yaml", "numpy", "unidecode"})


def test_warm_fold_reads_no_yaml() -> None:
    _, modules = (imported(FOLD) for _ in range(2))
    assert modules.isdisjoint({"yaml", "numpy"})


def test_version_imports_next_to_nothing() -> None:
    modules = imported("from translit.cli.main import main\nmain(['--version'])")
    assert modules.isdisjoint({"yaml", "numpy", "regex", "argparse", "rapidfuzz"})


COUNTED = """
import sys
calls = 0
def counted(frame, event, argument):
    global calls
    calls += event in ("call", "c_call")
sys.setprofile(counted)
from translit.cli.main import main
assert main(["fold"]) == 0
sys.setprofile(None)
print(calls, file=sys.stderr)
"""


def test_warm_fold_of_a_line_is_little_work() -> None:
    _, calls = (int(run_python("-c", COUNTED, text="Zelensky in Kiev\n").stderr) for _ in range(2))
    assert calls <= WARM_FOLD_CALLS


def looks_for_cycles(entry_point: str) -> int:
    """How often Python looks for cycles while a line is folded by `program`, which has the process to itself, or `main`, which has not."""
    code = f"import gc, sys\nfrom translit.cli.main import {entry_point}\nsys.argv = ['translit', 'fold']\n{entry_point}()"
    shown = run_python("-c", f"{code}\nprint(gc.get_stats()[0]['collections'], file=sys.stderr)", text="Zelensky in Kiev\n")
    return int(shown.stderr)


def test_a_command_hardly_looks_for_cycles() -> None:
    assert looks_for_cycles("program") < looks_for_cycles("main")
