"""Inputs folded side by side give what one process gives, whatever becomes of the processes."""

from __future__ import annotations

import gzip
import io
import os
import signal
import subprocess
import threading
import time
from collections.abc import Callable, Iterable, Iterator
from concurrent.futures import ProcessPoolExecutor, ThreadPoolExecutor
from functools import partial
from multiprocessing import get_all_start_methods, get_context
from pathlib import Path
from types import SimpleNamespace
from typing import Any

import pytest
from commandline import COMMAND, ENVIRONMENT

from translit import Normalizer
from translit.stream import fold, workers
from translit.stream.fold import Folded
from translit.stream.form import Form
from translit.stream.parts import line_ranges, parts, ranges
from translit.stream.workers import Input, Task, fold_inputs

TEXT = ("В Киеве\nKiev and Lvov, Kiev again.\n" + "filler words without a name\n" * 6) * 40
JSONL = '{"text": "Kiev", "n": 1}\n{"x": 5}\n{"text": 7}\nnonsense\n' * 60
CSV = 'id,text\n1,"Kiev, ""Lvov""\nKiev"\n2,Kiev\nshort\n' + '1,"Kiev\n"\n2,Kiev\nshort\n' * 60
FORMS = {"text": Form(), "jsonl": Form("jsonl", "text"), "csv": Form("csv", "text"), "absent": Form("jsonl", "nope")}
CONTENT = {"text": TEXT, "jsonl": JSONL, "csv": CSV, "absent": JSONL.replace("nonsense", "{}")}

needs_fork = pytest.mark.skipif("fork" not in get_all_start_methods(), reason="what is patched reaches forked processes only")


class Replacing:
    """Stands for a normalizer where only the way of the bytes is tested."""

    lexicon = SimpleNamespace(index=None)

    def fold(self, text: str) -> str:
        return text.replace("Kiev", "Kyiv")

    find = None

    def fold_many(self, texts: Iterable[str]) -> Iterator[str]:
        return map(self.fold, texts)

    def fold_lines(self, data: bytes) -> bytes:
        return data.replace(b"Kiev", b"Kyiv")


NORM: Any = Replacing()


@pytest.fixture(autouse=True)
def small_parts(monkeypatch: pytest.MonkeyPatch) -> None:
    """Parts of some hundred bytes, so that short texts have many."""
    monkeypatch.setattr(workers, "PART", 500)
    monkeypatch.setattr(workers, "ranges", partial(ranges, part=500, slack=60))
    monkeypatch.setattr(workers, "line_ranges", partial(line_ranges, part=500))
    for module in (workers, fold):
        monkeypatch.setattr(module, "parts", partial(parts, part=500, slack=60))


def summary(outcomes: Iterable[tuple[int, Any]]) -> list[tuple[bytes, list[tuple[int, str]], str]]:
    """Of each input the bytes, the problems and the error; each input ends once."""
    made: dict[int, tuple[bytes, list[tuple[int, str]], str]] = {}
    ended: list[int] = []
    for number, outcome in outcomes:
        data, problems, error = made.setdefault(number, (b"", [], ""))
        if outcome is None:
            ended.append(number)
        elif isinstance(outcome, OSError):
            made[number] = (data, problems, type(outcome).__name__)
        else:
            made[number] = (data + outcome.after, problems + [(p.line, p.message) for p in outcome.problems], error)
    assert ended == list(made) == list(range(len(made)))
    return list(made.values())


def run(inputs: list[Input], number: int, norm: Any = NORM, **more: Any) -> list[tuple[bytes, list[tuple[int, str]], str]]:
    return summary(fold_inputs(norm, inputs, number, **more))


def stored(folder: Path, name: str, text: str) -> str:
    path = folder / name
    path.write_bytes(gzip.compress(text.encode()) if name.endswith(".gz") else text.encode())
    return str(path)


@needs_fork
@pytest.mark.parametrize("kind", list(FORMS))
@pytest.mark.parametrize("way", ["range", "compressed", "stream"])
def test_processes_give_what_one_gives(tmp_path: Path, kind: str, way: str) -> None:
    def given() -> list[Input]:
        path = stored(tmp_path, "a.gz" if way == "compressed" else "a", CONTENT[kind])
        return [Input(path, FORMS[kind], open(path, "rb") if way == "stream" else None)]

    alone = run(given(), 1)
    assert alone[0][0].count(b"Kyiv") > 20 or kind == "absent"
    assert run(given(), 3) == alone


@needs_fork
def test_lines_of_a_stream_are_documents_in_processes_too() -> None:
    def given() -> list[Input]:
        return [Input("-", Form(by_line=True), io.BytesIO(TEXT.encode()))]

    assert run(given(), 2) == run(given(), 1)


@needs_fork
@pytest.mark.parametrize("number", [1, 2, 5])
def test_the_order_of_files_is_kept_and_faulty_ones_are_told(tmp_path: Path, number: int) -> None:
    paths = [stored(tmp_path, name, f"{name} Kiev\n" * (200 if name == "c" else 2)) for name in ("a", "b.gz", "c", "d.gz", "e")]
    (tmp_path / "cut.gz").write_bytes((tmp_path / "b.gz").read_bytes()[:-9])
    paths[1:1] = [str(tmp_path / "missing"), str(tmp_path / "cut.gz"), stored(tmp_path, "empty", "")]
    found = run([Input(p, Form()) for p in paths], number)
    assert [error for _, _, error in found] == ["", "FileNotFoundError", "OSError", "", "", "", "", ""]
    assert [data[:6] for data, _, _ in found] == [b"a Kyiv", b"", b"", b"", b"b.gz K", b"c Kyiv", b"d.gz K", b"e Kyiv"]
    assert found[5][0].count(b"Kyiv") == 200


@needs_fork
@pytest.mark.parametrize("keep", [True, False])
def test_what_was_before_comes_back_where_it_is_asked_for(tmp_path: Path, keep: bool) -> None:
    path = stored(tmp_path, "a", TEXT)
    outcomes = [o for _, o in fold_inputs(NORM, [Input(path, Form())], 2, keep_before=keep) if isinstance(o, Folded)]
    assert b"".join(o.before for o in outcomes) == (TEXT.encode() if keep else b"")
    assert sum(o.size for o in outcomes) == len(TEXT.encode())
    assert sum(o.lines for o in outcomes) == TEXT.count("\n")


# processes that die


def dying(flag: Path, when: Callable[[Task], bool], attempts: int) -> Callable[..., Iterator[Any]]:
    """The work of a process that is killed in the middle of some tasks, so many times."""
    work = workers._done

    def done(norm: Normalizer, task: Task, keep_before: bool) -> Iterator[Any]:
        for place, result in enumerate(work(norm, task, keep_before)):
            yield result
            if place == 0 and when(task) and len(list(flag.iterdir())) < attempts:
                (flag / str(time.monotonic_ns())).touch()
                os.kill(os.getpid(), signal.SIGKILL)

    return done


@needs_fork
@pytest.mark.parametrize("form", ["text", "jsonl"])
def test_the_part_of_a_process_that_died_is_done_anew(tmp_path: Path, monkeypatch: pytest.MonkeyPatch, form: str) -> None:
    path = stored(tmp_path, "a", CONTENT[form])
    alone = run([Input(path, FORMS[form])], 1)
    (flag := tmp_path / "flag").mkdir()
    monkeypatch.setattr(workers, "_done", dying(flag, lambda task: 1000 <= task.start < 1400, 1))
    told: list[tuple[Task, int]] = []
    assert run([Input(path, FORMS[form])], 2, died=lambda task, code: told.append((task, code))) == alone
    assert [code for _, code in told] == [-signal.SIGKILL]
    assert "signal 9" in workers.told_of(*told[0])
    assert f"bytes {told[0][0].start} to" in workers.told_of(*told[0])


@needs_fork
def test_an_input_whose_process_dies_twice_fails_and_the_rest_is_done(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    paths = [stored(tmp_path, name, TEXT) for name in "abc"]
    (flag := tmp_path / "flag").mkdir()
    monkeypatch.setattr(workers, "_done", dying(flag, lambda task: task.input == 1 and 1000 <= task.start < 1400, 2))
    found = run([Input(p, Form()) for p in paths], 2)
    assert [error for _, _, error in found] == ["", "WorkerDied", ""]
    assert found[0][0] == found[2][0] == TEXT.encode().replace(b"Kiev", b"Kyiv")
    assert found[0][0].startswith(found[1][0])


@needs_fork
def test_an_error_in_a_process_comes_out_with_its_place(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    work = workers._done

    def failing(norm: Normalizer, task: Task, keep_before: bool) -> Iterator[Any]:
        if task.start > 1000:
            raise KeyError("a fault of the program")
        return work(norm, task, keep_before)

    monkeypatch.setattr(workers, "_done", failing)
    with pytest.raises(KeyError) as caught:
        run([Input(stored(tmp_path, "a", TEXT), Form())], 2)
    assert "in failing" in str(caught.value.__cause__)


@needs_fork
def test_no_process_is_left_when_the_results_are_not_wanted_any_more(tmp_path: Path) -> None:
    import multiprocessing

    outcomes = fold_inputs(NORM, [Input(stored(tmp_path, "a", TEXT * 20), Form())], 2)
    next(outcomes)
    assert len(multiprocessing.active_children()) == 2
    outcomes.close()
    assert multiprocessing.active_children() == []


@needs_fork
def test_results_come_while_the_input_goes_on() -> None:
    reader, writer = os.pipe()
    with open(reader, "rb") as stream, open(writer, "wb", buffering=0) as pipe:
        outcomes = fold_inputs(NORM, [Input("-", Form(by_line=True), stream)], 2)
        for number in range(3):
            pipe.write(b"Kiev %d\n" % number)
            _, outcome = next(outcomes)
            assert isinstance(outcome, Folded)
            assert outcome.after == b"Kyiv %d\n" % number
        outcomes.close()


# a normalizer in threads and processes


TEXTS = ["Zelensky met Syrsky in Kiev.", "Saluschny left Charkiw.", "В Киеве Зеленский.", "Nothing here."]


def test_threads_share_a_normalizer(norm: Normalizer) -> None:
    expected = [norm.fold(text) for text in TEXTS]
    fresh = Normalizer(norm.lexicon)
    start = threading.Barrier(4)

    def work(turn: int) -> list[str]:
        start.wait()
        order = TEXTS[turn:] + TEXTS[:turn]
        made = [fresh.fold(text) for text in order]
        return made[-turn:] + made[:-turn] if turn else made

    with ThreadPoolExecutor(4) as pool:
        assert list(pool.map(work, range(4))) == [expected] * 4


@pytest.mark.parametrize("method", ["fork", "spawn"])
def test_a_normalizer_goes_into_processes(norm: Normalizer, method: str) -> None:
    if method not in get_all_start_methods():
        pytest.skip(f"no {method} here")
    with ProcessPoolExecutor(1, get_context(method)) as pool:
        assert pool.submit(norm.fold, TEXTS[0]).result() == norm.fold(TEXTS[0])


def test_spawned_workers_give_the_same(norm: Normalizer, tmp_path: Path) -> None:
    path = stored(tmp_path, "a", "Zelensky left Kiev.\n" * 60)
    given = [Input(path, Form())]
    assert run(given, 2, norm, method="spawn") == run(given, 1, norm)


# the command


def command(*arguments: str) -> list[str]:
    return [*COMMAND, "fold", *arguments]


@pytest.fixture(scope="module")
def long_text(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """A file of several parts with little to find."""
    path = tmp_path_factory.mktemp("long") / "long.txt"
    path.write_text("nothing to be found in this line of words, nor in the next\n" * 50_000 + "Kiev\n", encoding="utf-8")
    return path


def test_an_output_is_whole_or_not_there(norm: Normalizer, tmp_path: Path) -> None:
    source, target = tmp_path / "a.txt", tmp_path / "b.txt.gz"
    source.write_text("Kiev\n")
    done = subprocess.run(command(str(source), "-o", str(target)), capture_output=True, env=ENVIRONMENT)
    assert (done.returncode, done.stdout, done.stderr) == (0, b"", b"")
    assert gzip.decompress(target.read_bytes()) == b"Kyiv\n"
    target.write_bytes(b"old")
    done = subprocess.run(command(str(source), str(tmp_path / "none"), "-o", str(target)), capture_output=True, env=ENVIRONMENT)
    assert (done.returncode, target.read_bytes()) == (74, b"old")
    assert b"not written" in done.stderr
    assert sorted(os.listdir(tmp_path)) == ["a.txt", "b.txt.gz"]


@pytest.mark.skipif(os.name == "nt", reason="signals are sent otherwise there")
@pytest.mark.parametrize("number", ["1", "2"])
@pytest.mark.parametrize(("sign", "code"), [(signal.SIGINT, 130), (signal.SIGTERM, 143)])
def test_an_interrupt_ends_at_once_and_leaves_no_half_output(
    norm: Normalizer, long_text: Path, number: str, sign: signal.Signals, code: int
) -> None:
    out = long_text.with_name(f"out{number}{code}.txt")
    fifo = long_text.with_name(f"fifo{number}{code}")
    os.mkfifo(fifo)
    arguments = command("-j", number, str(long_text), str(fifo), "-o", str(out))
    with subprocess.Popen(arguments, stderr=subprocess.PIPE, env=ENVIRONMENT, start_new_session=True) as process:
        time.sleep(1.5)
        began = time.monotonic()
        os.killpg(process.pid, sign)
        assert process.wait(30) == code
        assert time.monotonic() - began < 5
        assert process.stderr is not None
        assert process.stderr.read() == b""
        with pytest.raises(ProcessLookupError):
            os.killpg(process.pid, 0)
    assert sorted(p.name for p in long_text.parent.iterdir() if "out" in p.name or p.suffix == ".part") == []
