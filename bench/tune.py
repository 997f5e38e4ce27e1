"""Fits the weights of name comparison and writes them to lexicons/rules/weights.yaml, with figures, data digest and date.

    python bench/tune.py                                        # on the project's own pairs alone: what would change
    python bench/tune.py --eval ../shared/eval --write          # on these and an outside evaluation: fit and write
    python bench/tune.py --eval ../shared/eval --sample 300     # on so many queries of each list

Each weight in turn is moved up and down between the bounds of lexicons/rules/damage/names.yaml, and stays where the figures
are best. With an outside evaluation the weights are first fitted on each half of its entries and measured on the other: those
are the figures to judge the method by. The same seed and data give the same weights.
"""

from __future__ import annotations

import argparse
import hashlib
import json
import random
import sys
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import date
from pathlib import Path

import yaml

sys.path.insert(0, str(Path(__file__).resolve().parent))
from trials import ListTrial, PairTrial, digest, list_figures, outside_lists, outside_pairs, own_pairs, pair_figures

from translit.match.weights import using
from translit.rules.load import rules

WEIGHTS = Path(__file__).resolve().parent.parent / "lexicons" / "rules" / "weights.yaml"

Numbers = dict[str, float]

LINES = ("line", "line_alone")
"""The raw scores that become 0.7: read off the figures, not searched for."""

SAMPLE = 80
"""Queries of each list that a test measures again."""

_NO_LINE = {"line": 0.7, "line_alone": 0.7}
_STEPS = (0.12, 0.12, 0.05, 0.02)
_SHY = 0.001
"""What a change must bring to the sum of all figures: less is noise."""

_FALSE_WEIGHT = 2.0
"""How many missed pairs a false one counts for where the line is drawn."""


@dataclass(frozen=True)
class Trials:
    """All that the weights are tried on."""

    lists: Sequence[ListTrial]
    pairs: Sequence[PairTrial]

    def figures(self, numbers: Mapping[str, float]) -> dict[str, Numbers]:
        """The figures of each trial, thresholds left free."""
        with using({**numbers, **_NO_LINE}):
            found = {trial.name: list_figures(trial.results()) for trial in self.lists}
            pairs = {trial.name: trial.results() for trial in self.pairs}
        if pairs:
            found["pairs"] = pair_figures([row for rows in pairs.values() for row in rows])
            found |= {name: pair_figures(rows, found["pairs"]["line"]) for name, rows in pairs.items()}
        return found

    def worth(self, numbers: Mapping[str, float]) -> float:
        """The one number that fitting raises: the mean figures of the lists, and how well pairs are told apart."""
        figures = self.figures(numbers)
        lists = [sum(figures[t.name].values()) / len(figures[t.name]) for t in self.lists]
        return sum(lists) + figures["pairs"]["f1"] + figures["own"]["f1"] - sum(figures[t.name]["false"] for t in self.pairs)

    def lines(self, numbers: Mapping[str, float]) -> Numbers:
        """The raw scores at which to draw the line, for names in lists and for pairs."""
        with using({**numbers, **_NO_LINE}):
            found = [row for trial in self.lists for row in trial.results() if row[0].full or row[0].gold is None]
            pairs = [row for trial in self.pairs for row in trial.results()]
        listed = [(score, asked.gold is not None and asked.gold == entry) for asked, entry, score in found if entry is not None]
        return {"line": _line(listed) if listed else numbers["line"], "line_alone": _line(pairs)}


def looked_up(folder: Path | None, sample: int, numbers: Mapping[str, float], half: int | None = None) -> Trials:
    """The trials with so many queries of each list, looked up by these weights: by no others that were fitted before."""
    if folder is None:
        return Trials([], [own_pairs()])
    with using(numbers):
        return Trials(outside_lists(folder, sample, half), [own_pairs(), *outside_pairs(folder)])


def _line(rows: Sequence[tuple[float, bool]]) -> float:
    """The threshold with the fewest errors, a false match counting for more than a missed one."""
    best = worth = 0.0
    line = 0.7
    for score, right in sorted(rows, reverse=True):
        worth += 1.0 if right else -_FALSE_WEIGHT
        if worth > best:
            best, line = worth, score
    return min(0.95, max(0.3, line))


def bounds() -> dict[str, tuple[float, float]]:
    """Between which numbers each weight may be."""
    found: dict[str, list[float]] = rules().file("damage-names").values["fitted"]
    return {name: (least, most) for name, (least, most, _) in found.items()}


def first_guess() -> Numbers:
    """The weights from which every fit starts, so that it depends on nothing that was fitted before."""
    found: dict[str, list[float]] = rules().file("damage-names").values["fitted"]
    return {name: guess for name, (_, _, guess) in found.items()}


def fit(
    trials: Trials, start: Mapping[str, float], steps: Sequence[float] = _STEPS, seed: int = 0, loud: bool = False
) -> Numbers:
    """The weights moved one at a time, in ever smaller steps, as long as the figures gain."""
    numbers, limits, order = dict(start), bounds(), random.Random(seed)
    best = trials.worth(numbers)
    for step in steps:
        names = [name for name in limits if name not in LINES]
        order.shuffle(names)
        for name in names:
            for sign in (1, -1):
                least, most = limits[name]
                value = round(min(most, max(least, numbers[name] + sign * step * (most - least))), 4)
                worth = trials.worth({**numbers, name: value}) if value != numbers[name] else best
                if worth > best + _SHY:
                    numbers[name], best = value, worth
                    if loud:
                        print(f"{name} {value:g}: {worth:.4f}", file=sys.stderr)
                    break
    return {**numbers, **{k: round(v, 4) for k, v in trials.lines(numbers).items()}}


def digest_of(numbers: Mapping[str, float]) -> str:
    """A digest of the weights, by which a number is known that was changed by hand."""
    return hashlib.blake2b(json.dumps(dict(numbers), sort_keys=True).encode(), digest_size=8).hexdigest()


def written(numbers: Mapping[str, float], figures: object, data: str, on: date) -> str:
    """The text of the file of weights."""
    head = {
        "name": "weights",
        "kind": "damage",
        "authority": "bench/tune.py",
        "year": on.year,
        "url": "docs/design.md",
        "why": "How much each thing counts when two names are compared is measured, not chosen.",
        "tests": [],
        "date": on.isoformat(),
        "data": data,
        "numbers": digest_of(numbers),
        "figures": figures,
        "weights": dict(numbers),
    }
    text: str = yaml.dump(head, sort_keys=False, allow_unicode=True, width=130)
    return (
        "# Written by bench/tune.py, which fits these numbers; nobody edits them. What each means: damage/names.yaml, `fitted`.\n"
        + text
    )


def rounded(figures: Mapping[str, Mapping[str, float]]) -> dict[str, Numbers]:
    """The figures to four places."""
    return {name: {k: round(v, 4) for k, v in row.items()} for name, row in figures.items()}


def held_out(folder: Path, sample: int, start: Mapping[str, float], seed: int) -> dict[str, dict[str, Numbers]]:
    """The figures of weights fitted on one half of the entries, on that half and on the other."""
    halves = [looked_up(folder, sample, start, half) for half in (0, 1)]
    found = {}
    for number, name in enumerate(("first", "second")):
        numbers = fit(halves[number], start, seed=seed)
        for kind, trials in (("fitted", halves[number]), ("held_out", halves[1 - number])):
            found[f"{name}_half_{kind}"] = rounded(Trials(trials.lists, ()).figures(numbers))
    return found


def main() -> int:
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("--eval", type=Path, help="folder of the evaluation on outside names")
    parser.add_argument("--sample", type=int, default=1500, help="queries of each list (default: 1500; 0: all)")
    parser.add_argument("--seed", type=int, default=0, help="order in which the weights are moved")
    parser.add_argument("--no-halves", action="store_true", help="don't fit on halves of the data first")
    parser.add_argument("--write", action="store_true", help="write lexicons/rules/weights.yaml")
    options = parser.parse_args()
    start, folder = first_guess(), options.eval
    trials = looked_up(folder, options.sample, start)
    numbers = fit(trials, start, seed=options.seed, loud=True)
    figures: dict[str, object] = {"first_guess": rounded(trials.figures(start)), "fitted": rounded(trials.figures(numbers))}
    figures["own"] = own_figures(numbers)
    if folder:
        figures["sample"] = sample_figures(folder, numbers)
    if folder and not options.no_halves:
        figures |= held_out(folder, options.sample, start, options.seed)
    if options.write:
        WEIGHTS.write_text(written(numbers, figures, digest(folder), date.today()), encoding="utf-8")
    print(json.dumps({"weights": numbers, "figures": figures}, indent=1))
    return 0


def sample_figures(folder: Path, numbers: Mapping[str, float]) -> dict[str, Numbers]:
    """The figures on a few queries of each list, quick to measure again."""
    found = looked_up(folder, SAMPLE, numbers)
    return rounded(Trials(found.lists, outside_pairs(folder)).figures(numbers))


def own_figures(numbers: Mapping[str, float]) -> Numbers:
    """How the weights do on the project's own pairs, at their own line."""
    with using(numbers):
        results = own_pairs().results()
    return {k: round(v, 4) for k, v in pair_figures(results, numbers["line_alone"]).items()}


if __name__ == "__main__":
    raise SystemExit(main())
