"""The evaluation on outside names: its data and figures, read from its own scorer wherever that folder is.

Nothing of it is part of the project, and nothing of it is kept but numbers.
"""

from __future__ import annotations

import importlib.util
import os
import re
import sys
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from pathlib import Path
from types import ModuleType
from typing import Any

from questions import Listed, Pairs, Question, numbered
from systems import Names, SharedKeys, System

SPLIT = "dev"
PLACES = frozenset({"news_loc"})
"""The categories whose names are places; the others are people."""

UNSTORED = frozenset({"examples", "equal_pairs", "over_line_pairs", "qps", "us_per_pair", "_secs"})
"""Figures of the scorer that hold single items, or wall time."""


class EvaluationError(ValueError):
    """The evaluation folder is not what it should be."""


@dataclass(frozen=True)
class Evaluation:
    """The scorer of an evaluation folder, with the adapter beside it."""

    score: ModuleType
    adapter: ModuleType

    def rows(self, name: str) -> list[dict[str, Any]]:
        """The items of one file of its data."""
        return list(self.score.load_jsonl(os.path.join(self.score.BUILD, *name.format(split=SPLIT).split("/"))))

    def lexicon(self, task: str, category: str) -> Names:
        """The (id, name) pairs that a category is resolved against."""
        return [(row["id"], row["canonical"]) for row in self.rows(f"{task}/{{split}}/lexicon.{category}.jsonl")]

    def listed(self, task: str) -> dict[str, Question]:
        """The categories of task B or N."""
        found: dict[str, Question] = {}
        for category in self.score.B_CATS if task == "B" else self.score.N_CATS:
            rows = self.rows(f"{task}/{{split}}/queries.{category}.jsonl")
            found[category] = Listed(
                [row["query"] for row in rows],
                [row["gold"] for row in rows],
                self.lexicon(task, category),
                "place" if category in PLACES else "person",
                [row["gold"] is None or row["kind"] in self.score.CORE for row in rows],
            )
        return found

    def pairs(self) -> dict[str, Question]:
        """The categories of task C, and of all its pairs those whose label is beyond doubt."""
        persons, every = self.rows("C/{split}/person.jsonl"), self.rows("C/{split}/all.jsonl")
        strong = [row for row in every if row["quality"] == "STRONG"]
        return {"person": _pairs(persons), "all": _pairs(every), "strong": _pairs(strong)}

    def news(self) -> list[str]:
        """The lines of clean news of task G."""
        path = os.path.join(self.score.BUILD, "G", SPLIT, "news.txt")
        return Path(path).read_text(encoding="utf-8").splitlines()

    def accepted(self) -> set[tuple[str, str]]:
        """The rewrites of clean news that were read and found right: `G_ACCEPTED`, or the list beside the data."""
        path = Path(os.environ.get("G_ACCEPTED", os.path.join(self.score.BUILD, "G", "accepted.tsv")))
        if not path.is_file():
            return set()
        lines = (line for line in path.read_text(encoding="utf-8").splitlines() if "\t" in line and not line.startswith("#"))
        return {(text, written) for text, written, *_ in (line.split("\t") for line in lines)}

    def spans(self) -> list[str]:
        """The capitalised spans of two to four words in clean news, as the scorer takes them."""
        capitals: re.Pattern[str] = self.score._CAP
        return sorted({found.group() for line in self.news() for found in capitals.finditer(line)})

    def scored(self, tasks: str) -> dict[str, Any]:
        """The figures of translit as the scorer itself writes them, without single items."""
        figures: dict[str, Any] = numbers_only(self.score.run(self.adapter.Adapter(), SPLIT, tasks))
        return figures

    def keys(self, system: SharedKeys) -> dict[str, Any]:
        """Tasks E (equal keys of romanisations) and M (minimal pairs) for phonetic keys."""
        figures: dict[str, Any] = numbers_only(self.score.run(system, SPLIT, "EM"))
        return figures

    def minimal_pairs(self, system: System) -> list[float]:
        """How much alike a system holds names one sound apart that are different names."""
        rows = self.rows("M/{split}/minimal_pairs.jsonl")
        return [round(system.pair(row["a"], row["b"]), 4) for row in rows]


def _pairs(rows: Sequence[Mapping[str, Any]]) -> Pairs:
    """Pairs of task C; those about the same names are drawn together."""
    pairs = [(row["name1"], row["name2"], None) for row in rows]
    return Pairs(pairs, [bool(row["label"]) for row in rows], numbered([row["component"] for row in rows]))


def load_evaluation(folder: Path) -> Evaluation:
    """The evaluation of this folder. Raises `EvaluationError` where the folder lacks a part."""
    for name in ("score.py", "translit_adapter.py", "data"):
        if not (folder / name).exists():
            raise EvaluationError(f"{folder / name} is missing; --eval names the folder of score.py, its adapter and data/")
    return Evaluation(_module(folder / "score.py"), _module(folder / "translit_adapter.py"))


def _module(path: Path) -> ModuleType:
    spec = importlib.util.spec_from_file_location(f"evaluation_{path.stem}", path.resolve())
    if spec is None or spec.loader is None:
        raise EvaluationError(f"{path} cannot be imported")
    module = importlib.util.module_from_spec(spec)
    sys.modules[spec.name] = module
    written, sys.dont_write_bytecode = sys.dont_write_bytecode, True
    try:
        spec.loader.exec_module(module)
    finally:
        sys.dont_write_bytecode = written
    return module


def numbers_only(value: Any) -> Any:
    """Figures without single items of the data, rounded."""
    if isinstance(value, dict):
        return {k: numbers_only(v) for k, v in value.items() if k not in UNSTORED}
    return round(value, 4) if isinstance(value, float) else value
