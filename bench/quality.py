"""Quality figures: the project's own cases and seeds and, where it is at hand, an evaluation on outside names.

    python bench/quality.py --out bench/results/quality.json
    python bench/quality.py --eval ../shared/eval --tasks BCEFMNP --out bench/results/quality.json

The evaluation folder holds `score.py` and `translit_adapter.py`; its data are not part of the project.
"""

from __future__ import annotations

import argparse
import json
import platform
import subprocess
import sys
from datetime import date
from pathlib import Path

import yaml

import translit

ROOT = Path(__file__).resolve().parent.parent


def own_cases(norm: translit.Normalizer) -> dict[str, dict[str, object]]:
    """How many of the project's own cases hold: those that fold, and those that must stay."""
    found: dict[str, dict[str, object]] = {}
    for name in ("in_the_wild", "negative"):
        cases = yaml.safe_load((ROOT / "tests" / "cases" / f"{name}.yaml").read_text(encoding="utf-8"))["cases"]
        failed = [c["text"] for c in cases if norm.fold(c["text"]) != c.get("out", c["text"])]
        found[name] = {"cases": len(cases), "hold": len(cases) - len(failed), "failed": failed}
    return found


def own_seeds(norm: translit.Normalizer) -> dict[str, int]:
    """Gold folds of the sample corpus that are made, and other changes."""
    rows = [line.split("\t") for line in (ROOT / "seeds" / "gold.tsv").read_text(encoding="utf-8").splitlines()]
    gold = [r for r in rows if len(r) == 6 and not r[0].startswith("#")]
    made = other = 0
    for file in sorted((ROOT / "seeds").glob("*.txt")):
        wanted = {(int(r[1]), int(r[2])): r[4] for r in gold if r[0] == file.name}
        text = file.read_bytes().decode("utf-8")
        met: set[tuple[int, int]] = set()
        for mention in norm.find(text):
            if mention.replacement == mention.text:
                continue
            inside = {span for span in wanted if mention.start <= span[0] and span[1] <= mention.end}
            met |= {span for span in inside if wanted[span] in mention.replacement}
            other += not inside
        made += len(met)
    return {"gold": len(gold), "made": made, "other_changes": other}


def outside(folder: Path, tasks: str) -> dict[str, object]:
    """The figures of the evaluation's own scorer."""
    folder = folder.resolve()
    command = [sys.executable, str(folder / "score.py"), "translit_adapter:Adapter", "--tasks", tasks]
    done = subprocess.run(command, cwd=folder, capture_output=True, text=True, check=True, encoding="utf-8")
    figures: dict[str, object] = json.loads(done.stdout)
    return figures


def without_examples(value: object) -> object:
    """The figures without single items of the evaluation data."""
    if isinstance(value, dict):
        kept = {k: v for k, v in value.items() if k not in ("examples", "equal_pairs", "over_line_pairs")}
        return {k: without_examples(v) for k, v in kept.items()}
    return round(value, 4) if isinstance(value, float) else value


def main() -> int:
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("--eval", type=Path, help="folder of the evaluation on outside names")
    parser.add_argument("--tasks", default="BCEFMNPG", help="its tasks (default: all)")
    parser.add_argument("--out", type=Path, help="write the figures here (default: standard output)")
    options = parser.parse_args()
    norm = translit.Normalizer()
    figures: dict[str, object] = {
        "date": date.today().isoformat(),
        "version": translit.__version__,
        "lexicon": norm.lexicon.version,
        "python": platform.python_version(),
        "machine": platform.machine(),
        "cases": own_cases(norm),
        "seeds": own_seeds(norm),
    }
    if options.eval is not None:
        figures["eval_dev"] = without_examples(outside(options.eval, options.tasks))
    text = json.dumps(figures, ensure_ascii=False, indent=1) + "\n"
    if options.out is None:
        print(text, end="")
    else:
        options.out.parent.mkdir(parents=True, exist_ok=True)
        options.out.write_text(text, encoding="utf-8")
    return 0


if __name__ == "__main__":
    raise SystemExit(main())
