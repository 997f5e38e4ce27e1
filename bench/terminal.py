"""The command line measured from outside: start-up, the delay of a line, processes side by side, memory."""

from __future__ import annotations

import os
import statistics
import subprocess
import sys
import time
from collections.abc import Mapping, Sequence
from dataclasses import asdict
from pathlib import Path
from typing import Any

from meter import Spread

ROOT = Path(__file__).resolve().parent.parent
TRANSLIT = (sys.executable, "-m", "translit")
_ECHO = "import os\nwhile data := os.read(0, 1 << 18): os.write(1, data)"
_TOLD = """import re, sys
from translit.cli.main import program
code = program()
found = re.search(r"VmHWM:\\s+(\\d+)", open("/proc/self/status").read())
print(found.group(1), file=sys.stderr)
sys.exit(code)"""
"""The command, which then tells the most memory that it had; what the system tells of it counts its parent's memory, too."""

_LINE = b"The minister met Angela Merkel in Kiev on Tuesday, said Saluschnyj, and left for Lvov.\n"


def environment(cache: Path) -> dict[str, str]:
    """Where the measured commands find this checkout, and keep compiled lexicons."""
    return {**os.environ, "PYTHONPATH": str(ROOT), "TRANSLIT_CACHE": str(cache)}


def finished(
    command: Sequence[str], env: Mapping[str, str], input: bytes = b"", out: int = subprocess.DEVNULL
) -> dict[str, float]:
    """CPU and wall seconds of a command with its children, and CPU seconds without them (`main_cpu`)."""
    began, before = time.monotonic(), os.times()
    with subprocess.Popen(command, stdin=subprocess.PIPE, stdout=out, env=env) as process:
        assert process.stdin is not None
        if input:
            process.stdin.write(input)
        process.stdin.close()
        _, status, used = os.wait4(process.pid, 0)
        process.returncode = os.waitstatus_to_exitcode(status)
    after = os.times()
    if process.returncode:
        raise RuntimeError(f"{' '.join(command)}: exit code {process.returncode}")
    cpu = after.children_user + after.children_system - before.children_user - before.children_system
    return {
        "cpu": cpu,
        "wall": time.monotonic() - began,
        "rss_mb": used.ru_maxrss * 1024 / 1e6,
        "main_cpu": used.ru_utime + used.ru_stime,
    }


def start_up(cache: Path, rounds: int) -> dict[str, Any]:
    """CPU milliseconds of commands that do next to nothing, in turns."""
    commands: dict[str, tuple[Sequence[str], bytes]] = {
        "python -c pass": ((sys.executable, "-c", "pass"), b""),
        "translit --version": ((*TRANSLIT, "--version"), b""),
        "translit fold, one line": ((*TRANSLIT, "fold"), _LINE),
        "translit resolve, one name": ((*TRANSLIT, "resolve", "Wolodymyr Selenskyj"), b""),
    }
    env = environment(cache)
    for command, given in commands.values():
        finished(command, env, given)
    times: dict[str, list[float]] = {name: [] for name in commands}
    for _ in range(rounds):
        for name, (command, given) in commands.items():
            times[name].append(1000 * finished(command, env, given)["main_cpu"])
    return {name: asdict(Spread.of(found)) for name, found in times.items()}


def line_delay(cache: Path, count: int) -> dict[str, Any]:
    """Microseconds from writing a line to reading it back, and CPU a line, against a process that passes everything on."""
    commands = {"passed on": (sys.executable, "-c", _ECHO), "translit fold": (*TRANSLIT, "fold")}
    made = {}
    for name, command in commands.items():
        with subprocess.Popen(command, stdin=subprocess.PIPE, stdout=subprocess.PIPE, env=environment(cache)) as process:
            _answered(process, _LINE * 20)
            before = _cpu_of(process.pid)
            waits = sorted(_answered(process, _LINE) for _ in range(count))
            cpu = _cpu_of(process.pid) - before
            assert process.stdin is not None
            process.stdin.close()
        made[name] = {
            "median_us": statistics.median(waits) * 1e6,
            "p99_us": waits[int(0.99 * count)] * 1e6,
            "cpu_us_per_line": cpu / count * 1e6,
        }
    return made


def _answered(process: subprocess.Popen[bytes], lines: bytes) -> float:
    assert process.stdin is not None
    assert process.stdout is not None
    began = time.perf_counter()
    process.stdin.write(lines)
    process.stdin.flush()
    for _ in range(lines.count(b"\n")):
        process.stdout.readline()
    return time.perf_counter() - began


def _cpu_of(pid: int) -> float:
    """CPU seconds of a process so far, in nanosecond steps (`stat` counts hundredths of a second)."""
    return int(Path(f"/proc/{pid}/schedstat").read_text().split()[0]) / 1e9


def side_by_side(cache: Path, lexicon: Path, text: Path, modes: Mapping[str, Sequence[str]], rounds: int) -> dict[str, Any]:
    """One file folded by one process and by two: wall time, and CPU of all processes together.

    `speed_up_by_cpu` is no measurement of time but its bound: twice the CPU time of one process, divided by that of two
    together, as if both had a processor for themselves and never waited. `speed_up_by_wall` is what the clock said.
    """
    env = environment(cache)
    nothing = finished((*TRANSLIT, "fold", "--lexicon", str(lexicon)), env)["cpu"]
    made: dict[str, Any] = {}
    for mode, options in modes.items():
        runs: dict[str, list[dict[str, float]]] = {"1": [], "2": []}
        for _ in range(rounds):
            for workers, found in runs.items():
                found.append(finished((*TRANSLIT, "fold", "--lexicon", str(lexicon), *options, "-j", workers, str(text)), env))
        cpu = {w: Spread.of([r["cpu"] - nothing for r in found]) for w, found in runs.items()}
        wall = {w: Spread.of([r["wall"] for r in found]) for w, found in runs.items()}
        made[mode] = {
            "megabytes": text.stat().st_size / 1e6,
            "cpu_s": {w: asdict(s) for w, s in cpu.items()},
            "wall_s": {w: asdict(s) for w, s in wall.items()},
            "speed_up_by_cpu": 2 * cpu["1"].median / cpu["2"].median,
            "speed_up_by_wall": wall["1"].low / wall["2"].low,
        }
    return made


def memory_of_streams(cache: Path, lexicon: Path, megabytes: Sequence[int], options: Sequence[str] = ()) -> dict[str, Any]:
    """The most memory of `translit fold` for one line of so many megabytes on standard input, and for lines of that size together."""
    piece = b"Nothing of this line is a name, and it goes on and on without an end in sight, word for word. " * 11_000
    shapes = {"one line": piece, "lines": piece.replace(b". ", b".\n")}
    command = (sys.executable, "-c", _TOLD, "fold", "--lexicon", str(lexicon), *options)
    return {shape: {str(size): _peak(command, data, size, cache) for size in megabytes} for shape, data in shapes.items()}


def _peak(command: Sequence[str], piece: bytes, megabytes: int, cache: Path) -> float:
    pipe = subprocess.PIPE
    with subprocess.Popen(command, stdin=pipe, stdout=subprocess.DEVNULL, stderr=pipe, env=environment(cache)) as process:
        assert process.stdin is not None
        assert process.stderr is not None
        for _ in range(megabytes):
            process.stdin.write(piece)
        process.stdin.close()
        told = process.stderr.read()
    if process.wait():
        raise RuntimeError(told.decode())
    return int(told.split()[-1]) * 1024 / 1e6
