"""The compiled lexicon on disk: written whole or not at all, never trusted when damaged or stale, and quick to open."""

from __future__ import annotations

import os
import pickletools
import statistics
import subprocess
import sys
from pathlib import Path

import pytest

from translit import Lexicon, Normalizer
from translit.lexicon.store import Store, Writer, digest_of, read_cached, write_cached

ROOT = Path(__file__).parents[1]
NAMES = 'lexicon: "mine"\nentries:\n  - {id: "roenick", kind: "person", canonical: "Jane Roenick", alone: ["Roenick"]}\n'
WARM_FOLD_SECONDS = 0.150
WARM_FOLD_INTERPRETERS = 12
"""What a warm `translit fold` of a line may cost: this much CPU time, or as often the bare interpreter on a slower machine."""


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
def test_damaged_file_is_rebuilt(cache: Path, names: Path, damage: object) -> None:
    assert finds_its_name(names)
    (file,) = compiled(cache, names)
    sound = file.read_bytes()
    file.write_bytes(damage(sound))  # type: ignore[operator]
    assert finds_its_name(names)
    assert file.read_bytes() == sound


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
    writer.numbers("numbers", [0, 2**32 - 1])
    return writer.bytes(digest)


def test_what_is_written_is_read_again() -> None:
    store = Store(_small("digest"))
    assert store.digest == "digest"
    assert {key: list(row) for key, row in store.table("words")} == {"kyiv": [1, 2], "київ": [3], "\udcff": []}
    assert store.table("words").get("kiev") is None
    assert dict(store.blobs("entries")) == {"a": b"one", "b": b""}
    assert store.json("labels") == ["x", "ї"]
    assert list(store.numbers("numbers")) == [0, 2**32 - 1]


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


def test_second_opening_reads_no_yaml(norm: Normalizer) -> None:
    modules = imported("import translit\ntranslit.fold('Zelensky in Kiev')")
    assert "translit" in modules
    assert modules.isdisjoint({"yaml", "numpy", "unidecode"})


def test_warm_fold_reads_no_yaml(norm: Normalizer) -> None:
    assert imported(FOLD).isdisjoint({"yaml", "numpy"})


def test_version_imports_next_to_nothing() -> None:
    modules = imported("from translit.cli.main import main\nmain(['--version'])")
    assert modules.isdisjoint({"yaml", "numpy", "regex", "argparse", "rapidfuzz"})


def cpu_seconds(arguments: list[str], text: str, bytecode: Path) -> float:
    """The CPU time of a child process, with compiled modules kept in a folder as they are once translit is installed."""
    import resource

    before = resource.getrusage(resource.RUSAGE_CHILDREN)
    run_python(*arguments, text=text, PYTHONPYCACHEPREFIX=str(bytecode), PYTHONDONTWRITEBYTECODE="")
    after = resource.getrusage(resource.RUSAGE_CHILDREN)
    return after.ru_utime + after.ru_stime - before.ru_utime - before.ru_stime


@pytest.mark.skipif(os.name != "posix", reason="the CPU time of a child is measured the POSIX way")
def test_warm_fold_of_a_line_is_quick(norm: Normalizer, tmp_path: Path) -> None:
    line = (["-m", "translit", "fold"], "Zelensky in Kiev\n", tmp_path)
    cpu_seconds(*line)
    fold = statistics.median(cpu_seconds(*line) for _ in range(5))
    bare = statistics.median(cpu_seconds(["-c", "pass"], "", tmp_path) for _ in range(5))
    assert fold <= max(WARM_FOLD_SECONDS, WARM_FOLD_INTERPRETERS * bare), f"{fold:.3f} s, bare interpreter {bare:.3f} s"
