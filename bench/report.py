"""Figures of a stored run: every number with its interval, ready for tables, plots and the frozen results."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from typing import Any

import numpy as np
import running
from figures import (
    Flags,
    Outcomes,
    at_line,
    curve,
    figures,
    interval,
    once,
    pooled,
    resamples,
    share_with_interval,
    sweep,
    with_intervals,
)
from questions import outcomes_of

OURS = "translit"


def figures_of(run: Mapping[str, Any], line: float | None = None) -> dict[str, Any]:
    """Everything that is printed, drawn and frozen; with `line` also precision and recall at that score."""
    number, seed = run["about"]["resamples"], run["about"]["seed"]
    tasks = {task: _task(kept, number, seed, line) for task, kept in run["tasks"].items()}
    return {
        "about": run["about"],
        "own": _own(run["own"], number, seed),
        "tasks": tasks,
        "speed": _speed(run["tasks"]),
        "running": running.summary(run["running"], number, seed) if run["running"] else {},
        "spans": _spans(run.get("spans") or {}, tasks, number, seed),
        "minimal": _minimal(run.get("minimal") or {}, tasks),
        "keys": run.get("keys") or {},
        "scorer": run.get("scorer") or {},
    }


def _own(kept: Mapping[str, Any], number: int, seed: int) -> dict[str, Any]:
    """The share that holds of each kind of case, phenomenon of the sample texts and press orthography, with its size."""
    return {
        corpus: {name: {"items": len(held), "holds": share_with_interval(held, number, seed)} for name, held in parts.items()}
        for corpus, parts in kept.items()
    }


def _task(kept: Mapping[str, Any], number: int, seed: int, line: float | None) -> dict[str, Any]:
    """The figures of each category, and of all categories of a task that ranks names as one."""
    found = {name: _category(category, number, seed, line) for name, category in kept.items()}
    if len(kept) > 1 and all(category["ranks"] for category in kept.values()):
        found["together"] = _category(together(list(kept.values())), number, seed, line)
    return found


def together(categories: Sequence[Mapping[str, Any]]) -> dict[str, Any]:
    """The items of several categories as one category."""
    shared = [s for s in categories[0]["systems"] if all(s in c["systems"] for c in categories)]
    starts = np.cumsum([0, *(max(c["groups"], default=0) + 1 for c in categories)])
    parts = {s: pooled([outcomes_of(dict(c), s) for c in categories]) for s in shared}
    return {
        "wanted": [w for c in categories for w in c["wanted"]],
        "core": [v for c in categories for v in c["core"]],
        "groups": [int(g + start) for c, start in zip(categories, starts, strict=False) for g in c["groups"]],
        "ranks": True,
        "systems": {s: _as_kept(p) for s, p in parts.items()},
    }


def _as_kept(outcomes: Outcomes) -> dict[str, Any]:
    scores = [None if np.isnan(s) else float(s) for s in outcomes.scores]
    return {"scores": scores, "right": [int(r) for r in outcomes.right], "seconds": 0.0}


def _category(kept: Mapping[str, Any], number: int, seed: int, line: float | None) -> dict[str, Any]:
    """The figures of one category: over all its items, and over the core of it where that is a part only."""
    every = np.ones(len(kept["wanted"]), dtype=bool)
    core = np.array(kept["core"], dtype=bool)
    subsets = {"all": every} if core.all() else {"core": core, "all": every}
    return {"ranks": kept["ranks"], **{name: _subset(kept, chosen, number, seed, line) for name, chosen in subsets.items()}}


def _subset(kept: Mapping[str, Any], chosen: Flags, number: int, seed: int, line: float | None) -> dict[str, Any]:
    groups = [g for g, c in zip(kept["groups"], chosen, strict=True) if c]
    counts = resamples(groups, number, seed)
    outcomes = {system: outcomes_of(dict(kept), system).only(chosen) for system in kept["systems"]}
    values = {system: figures(o, once(len(o))) for system, o in outcomes.items()}
    spreads = {system: figures(o, counts) for system, o in outcomes.items()}
    wanted = next(iter(outcomes.values())).wanted
    found: dict[str, Any] = {"items": len(groups), "wanted": int(wanted.sum()), "systems": {}}
    for system, o in outcomes.items():
        row: dict[str, Any] = _rounded(with_intervals(values[system], spreads[system])) | _thresholds(o) | {"curve": curve(o)}
        if system != OURS and OURS in outcomes:
            row["behind"] = _behind(values, spreads, system)
        if line is not None:
            row["at_line"] = {name: round(v, 4) for name, v in at_line(o, line).items()}
        found["systems"][system] = row
    return found


def _behind(values: Mapping[str, Any], spreads: Mapping[str, Any], system: str) -> list[float]:
    """By how much the best F1 of a system is above that of translit, over the same resamples."""
    value = float(values[system]["f1"][0] - values[OURS]["f1"][0])
    return [round(v, 4) for v in (value, *interval(spreads[system]["f1"] - spreads[OURS]["f1"]))]


def _thresholds(outcomes: Outcomes) -> dict[str, float | None]:
    """The scores at which recall at precision ≥ 0.95 and the best F1 are reached."""
    thresholds, precision, recall, f1 = sweep(outcomes, once(len(outcomes)))
    good = np.where(precision[0] >= 0.95, recall[0], 0.0)
    at_95 = float(thresholds[good.argmax()]) if good.any() else None
    return {"t95": at_95, "tf1": float(thresholds[f1[0].argmax()]) if f1.size and f1.any() else None}


def _rounded(rows: Mapping[str, Sequence[float]]) -> dict[str, Any]:
    return {name: [round(v, 4) for v in values] for name, values in rows.items()}


def _speed(tasks: Mapping[str, Any]) -> dict[str, float]:
    """Queries a second of CPU time of each system over the categories that rank names, preparation of the lexicon included."""
    ranking = [c for kept in tasks.values() for c in kept.values() if c["ranks"]]
    systems = dict.fromkeys(s for c in ranking for s in c["systems"])
    seconds = {s: sum(c["systems"][s]["seconds"] for c in ranking if s in c["systems"]) for s in systems}
    queries = sum(len(c["wanted"]) for c in ranking)
    return {s: round(queries / taken, 1) for s, taken in seconds.items() if taken > 0}


def _spans(kept: Mapping[str, Any], tasks: Mapping[str, Any], number: int, seed: int) -> dict[str, Any]:
    """Of the capitalised spans of clean news those that each system takes for a listed person, at its line for precision 0.95."""
    found: dict[str, Any] = {}
    for system, scores in kept.items():
        line = tasks["B"]["ofac"]["all"]["systems"][system]["t95"]
        taken = [line is not None and score is not None and score >= line for score in scores]
        alarms = [round(1000 * v, 2) for v in share_with_interval(taken, number, seed)]
        found[system] = {"spans": len(scores), "line": line, "alarms": sum(taken), "per_1000": alarms}
    return found


def _minimal(kept: Mapping[str, Any], tasks: Mapping[str, Any]) -> dict[str, Any]:
    """Of the minimal pairs those over each system's line: translit's own, a peer's where its F1 on pairs of persons is best."""
    found: dict[str, Any] = {}
    for system, scores in kept.items():
        line = 0.7 if system == OURS else tasks["C"]["person"]["all"]["systems"][system]["tf1"]
        taken = sum(line is not None and score >= line for score in scores)
        found[system] = {"pairs": len(scores), "line": line, "over": round(taken / len(scores), 4)}
    return found
