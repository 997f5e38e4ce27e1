"""Quality figures of translit, compared with its peers in the same run.

Own corpora (cases, sample texts, press spellings) need nothing else; the tasks on outside names need the folder of that
evaluation, whose data are no part of the project. Each run is stored case by case, without names, below results/runs,
and can be printed again at another line without running. Peers that are not installed are left out and named.
"""

from __future__ import annotations

import argparse
import json
import os
import sys
from datetime import datetime
from importlib.util import find_spec
from pathlib import Path
from typing import Any

from collect import collected
from outside import EvaluationError
from peers import PEERS
from report import figures_of
from tables import tables

HERE = Path(__file__).resolve().parent
RESULTS, RUNS = HERE / "results", HERE / "results" / "runs"
PAGE = HERE.parent / "docs" / "quality.md"
TASKS = "BCEFGMNP"
BEGIN, END = "<!-- figures: begin -->", "<!-- figures: end -->"

EXAMPLES = """
examples:
  python bench/quality.py                                     own corpora, printed
  python bench/quality.py --eval PATH                         and outside names, with every installed peer
  python bench/quality.py --eval PATH --tasks BC --peer rigour --sample 300
  python bench/quality.py --eval PATH --all                   and write results, plots and the page of the documentation
  python bench/quality.py --again bench/results/runs/RUN.json --line 0.8

tasks:
  B lists, N news, C pairs, G clean news, E romanisations, M minimal pairs: with the peers;
  F inflection, P single words in other scripts: translit alone, by the evaluation's own scorer

exit codes:
    0  done
    2  wrong usage, or something is not installed
   65  the evaluation folder or a stored run is not as it should be
   74  a file cannot be read or written
"""


def parser() -> argparse.ArgumentParser:
    made = argparse.ArgumentParser(description=__doc__, epilog=EXAMPLES, formatter_class=argparse.RawDescriptionHelpFormatter)
    add = made.add_argument
    add("--eval", type=Path, metavar="FOLDER", help="the evaluation on outside names (score.py, its adapter, data/)")
    add("--tasks", type=tasks, default=TASKS, metavar="LETTERS", help=f"which of its tasks (default: {TASKS})")
    add("--peer", action="append", choices=[p.name for p in PEERS], metavar="NAME", help="compare with this one; may be repeated")
    add("--list-peers", action="store_true", help="name the peers, what each is given and the version installed, and stop")
    add("--sample", type=positive, metavar="N", help="ask at most N items of each category, the same of every system")
    add("--resamples", type=positive, default=1000, metavar="N", help="bootstrap resamples behind each interval (default: 1000)")
    add("--seed", type=int, default=20041, help="seed of samples and resamples (default: 20041)")
    add("--again", type=Path, metavar="RUN", help="print a stored run instead of running")
    add("--line", type=float, metavar="SCORE", help="also show precision, recall and F1 at this score")
    add("--out", type=Path, metavar="FILE", help="write the figures here, as JSON")
    add("--all", action="store_true", help="write bench/results/quality.json, the plots and the tables of docs/quality.md")
    return made


def tasks(value: str) -> str:
    if not value or set(value) - set(TASKS):
        raise ValueError
    return value


def positive(value: str) -> int:
    number = int(value)
    if number < 1:
        raise ValueError
    return number


def main(argv: list[str] | None = None) -> int:
    commands = parser()
    options = commands.parse_args(argv)
    if options.list_peers:
        return list_peers()
    if options.all and find_spec("matplotlib") is None:
        commands.error("--all draws plots with matplotlib: pip install -r bench/requirements.txt")
    if options.all and options.eval is None and options.again is None:
        commands.error("--all writes the figures on outside names, too: give --eval FOLDER or --again RUN")
    try:
        run = read_run(options.again) if options.again else new_run(options)
        figures = figures_of(run, options.line)
        if options.out:
            write_json(options.out, frozen(figures))
        if options.all:
            freeze(figures)
        print("\n".join(table.aligned() for table in tables(figures)), flush=True)
    except BrokenPipeError:
        os.dup2(os.open(os.devnull, os.O_WRONLY), sys.stdout.fileno())
    except OSError as error:
        return failed(f"{error.filename}: {error.strerror}", 74)
    except EvaluationError as error:
        return failed(str(error), 65)
    return 0


def failed(message: str, code: int) -> int:
    print(f"quality: {message}", file=sys.stderr)
    return code


def list_peers() -> int:
    for peer in PEERS:
        versions = peer.versions
        here = ", ".join(f"{k} {v}" for k, v in versions.items()) if versions else f"not installed ({', '.join(peer.packages)})"
        print(f"{peer.name:28}{here}\n{'':28}{peer.about}")
    return 0


def new_run(options: argparse.Namespace) -> dict[str, Any]:
    """A run, stored below `RUNS`."""
    run = collected(options)
    path = RUNS / f"{datetime.now():%Y%m%d-%H%M%S}.json"
    write_json(path, run)
    print(f"quality: stored as {os.path.relpath(path)}; print it again with --again", file=sys.stderr)
    return run


def read_run(path: Path) -> dict[str, Any]:
    """A stored run. Raises `EvaluationError` where the file is none."""
    try:
        run = json.loads(path.read_text(encoding="utf-8"))
        if not {"about", "own", "tasks", "running"} <= run.keys():
            raise ValueError("it lacks a part")
    except (ValueError, AttributeError) as error:
        raise EvaluationError(f"{path} is no stored run of this program: {error}") from error
    return dict(run)


def write_json(path: Path, content: object) -> None:
    path.parent.mkdir(parents=True, exist_ok=True)
    path.write_text(json.dumps(content, ensure_ascii=False, indent=1) + "\n", encoding="utf-8")


def frozen(figures: dict[str, Any]) -> dict[str, Any]:
    """The figures without the curves, which only the plots need."""

    def bare(value: Any) -> Any:
        return {k: bare(v) for k, v in value.items() if k != "curve"} if isinstance(value, dict) else value

    kept: dict[str, Any] = bare(figures)
    return kept


def freeze(figures: dict[str, Any]) -> None:
    """Write the results that are kept with the project: figures, plots, tables of the page."""
    from plots import draw

    write_json(RESULTS / "quality.json", frozen(figures))
    draw(figures, RESULTS)
    before, begun, rest = PAGE.read_text(encoding="utf-8").partition(BEGIN)
    _, ended, after = rest.partition(END)
    if not begun or not ended:
        raise EvaluationError(f"{PAGE} lacks the lines {BEGIN} and {END}, between which the tables stand")
    PAGE.write_text(f"{before}{BEGIN}\n{block(figures)}\n{END}{after}", encoding="utf-8")


def block(figures: dict[str, Any]) -> str:
    """What stands between the marks of the page."""
    ran = figures["about"]
    peers = ", ".join(dict.fromkeys(f"{k} {v}" for versions in ran["peers"].values() for k, v in versions.items()))
    sample = f"at most {ran['sample']} items of each category" if ran["sample"] else "all items"
    read = f"{ran['accepted']} rewrites of clean news in the accepted list" if ran["accepted"] else "no accepted list was given"
    lines = [
        f"translit {ran['version']}, lexicon {ran['lexicon']} ({ran['entries']:,} entries), {ran['date']}, Python {ran['python']}; {peers}.",
        f"Asked: {sample}; {ran['resamples']:,} resamples, seed {ran['seed']}; {read}.",
        *([f"Left out of this run: {', '.join(ran['missing'])}."] if ran["missing"] else []),
    ]
    return "\n".join(["", *lines, "", *(table.markdown() for table in tables(figures))]).rstrip() + "\n"


if __name__ == "__main__":
    raise SystemExit(main())
