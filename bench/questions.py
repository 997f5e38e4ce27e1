"""What the systems are asked: names to find in a list, and pairs that are one name or two."""

from __future__ import annotations

import time
from collections.abc import Sequence
from dataclasses import dataclass, replace
from typing import Any

import numpy as np
from figures import Outcomes
from systems import Names, System


@dataclass(frozen=True)
class Listed:
    """Names of a category, each with the id of its entry in the lexicon, or None where none is listed."""

    queries: Sequence[str]
    gold: Sequence[str | None]
    lexicon: Names
    kind: str
    core: Sequence[bool]

    @property
    def wanted(self) -> list[bool]:
        return [g is not None for g in self.gold]

    @property
    def groups(self) -> list[int]:
        """Every query is drawn for itself."""
        return list(range(len(self.queries)))

    def asked_of(self, system: System) -> Outcomes:
        answers = system.resolve(self.queries, self.lexicon, self.kind)
        scores = np.array([np.nan if id is None else score for id, score in answers])
        right = np.array([g is not None and id == g for g, (id, _) in zip(self.gold, answers, strict=True)])
        return Outcomes(scores, right, np.array(self.wanted))

    def sample(self, number: int, seed: int) -> Listed:
        """Some of the queries, against the same lexicon."""
        kept = chosen(len(self.queries), number, seed)
        queries, gold, core = [self.queries[n] for n in kept], [self.gold[n] for n in kept], [self.core[n] for n in kept]
        return replace(self, queries=queries, gold=gold, core=core)


@dataclass(frozen=True)
class Pairs:
    """Pairs of names with the answer; pairs of one group share a name and are drawn together."""

    pairs: Sequence[tuple[str, str, str | None]]
    wanted: Sequence[bool]
    groups: Sequence[int]

    @property
    def core(self) -> list[bool]:
        return [True] * len(self.pairs)

    def asked_of(self, system: System) -> Outcomes:
        scores = np.array([system.pair(a, b, lang) for a, b, lang in self.pairs], dtype=float)
        wanted = np.array(self.wanted)
        return Outcomes(np.where(scores > 0, scores, np.nan), wanted, wanted)

    def sample(self, number: int, seed: int) -> Pairs:
        """Some of the pairs."""
        kept = chosen(len(self.pairs), number, seed)
        return Pairs([self.pairs[n] for n in kept], [self.wanted[n] for n in kept], [self.groups[n] for n in kept])


Question = Listed | Pairs


def chosen(items: int, number: int, seed: int) -> list[int]:
    """The places of `number` items, drawn without replacement, in order; all where there are no more."""
    if number >= items:
        return list(range(items))
    return sorted(map(int, np.random.default_rng(seed).choice(items, size=number, replace=False)))


def numbered(names: Sequence[object]) -> list[int]:
    """A number for each distinct name: what a stored run keeps of it."""
    places = {name: place for place, name in enumerate(dict.fromkeys(names))}
    return [places[name] for name in names]


def stored(question: Question) -> dict[str, Any]:
    """What a stored run keeps of a question: no name, only what its figures need."""
    return {
        "wanted": [int(w) for w in question.wanted],
        "core": [int(c) for c in question.core],
        "groups": list(question.groups),
        "ranks": isinstance(question, Listed),
        "systems": {},
    }


def ask(question: Question, system: System) -> dict[str, Any]:
    """The answers of one system as numbers, with the CPU seconds they took."""
    begun = time.process_time()
    outcomes = question.asked_of(system)
    seconds = time.process_time() - begun
    return {
        "scores": [None if np.isnan(s) else round(float(s), 4) for s in outcomes.scores],
        "right": [int(r) for r in outcomes.right],
        "seconds": round(seconds, 3),
    }


def outcomes_of(kept: dict[str, Any], system: str) -> Outcomes:
    """The outcomes of one system, from a stored run."""
    answers = kept["systems"][system]
    scores = np.array([np.nan if s is None else s for s in answers["scores"]], dtype=float)
    return Outcomes(scores, np.array(answers["right"], dtype=bool), np.array(kept["wanted"], dtype=bool))
