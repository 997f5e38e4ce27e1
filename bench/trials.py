"""What the weights of name comparison are tried on: lists of names with queries, and labelled pairs of names.

The project's own pairs stand in `tests/cases/names.yaml`. The folder of an outside evaluation, where it is at hand, adds its
development data; nothing of them is kept but figures.
"""

from __future__ import annotations

import hashlib
import json
import random
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from pathlib import Path

import numpy as np
import yaml

import translit
from translit.match.arrays import Floats, Rows
from translit.match.names import NameIndex
from translit.match.queries import Queries
from translit.match.similarity import raw_similarity
from translit.match.tokens import name_of
from translit.match.weights import weights

ROOT = Path(__file__).resolve().parent.parent
OWN_CASES = ROOT / "tests" / "cases" / "names.yaml"

LISTS = {"B": ("ofac", "un", "un_xscript", "ep_latin", "ep_xscript"), "N": ("news_per", "news_loc")}
_SPELLINGS = {"trivial", "spacing", "spelling", "subset", "xscript", "lemma", "inflected"}
_SURE = 0.95

LIKENESS = frozenset(
    [
        "vowel",
        "lone_vowel",
        "beside",
        "swapped",
        "first",
        "ending",
        "feminine",
        "foreign",
        "nickname",
        "clipped",
        "cognate",
        "begun",
        "apart",
        "opposed",
        "key",
        "keyed_from",
        "keyed_to",
        "differing",
    ]
)
"""The weights that say how alike two words are; the others say what that means for two names."""


@dataclass(frozen=True)
class Asked:
    """One query of a list: the name, the id of its entry or None, and whether it counts for more than being found alone."""

    name: str
    gold: str | None
    full: bool

    @property
    def half(self) -> int:
        """Which half it is in: all queries for an entry are in one."""
        return hashlib.blake2b((self.gold or self.name).encode(), digest_size=1).digest()[0] & 1


class ListTrial:
    """A list of names with queries. What is looked up is fixed at the start, by the weights then in force, as how it is scored is
    by those of the moment."""

    def __init__(self, name: str, entries: Sequence[tuple[str, str]], queries: Sequence[Asked]) -> None:
        self.name, self._asked = name, queries
        self._index = NameIndex(translit.Lexicon.from_names(entries))
        self._queries = Queries.of([name_of(q.name, None) for q in queries])
        self._words = self._index.asked(self._queries)
        self._likely = self._index.likely(self._words, self._queries, 1)
        self._known: dict[tuple[bytes, bytes], Floats] = {}
        self._known_by: tuple[float, ...] = ()

    def results(self) -> list[tuple[Asked, str | None, float]]:
        """Each query with the entry found and its raw score."""
        self._index.weigh()
        self._words.forget()
        found = self._index.first_of_each(self._likes, self._queries, *self._likely)
        return [(asked, entry, score) for asked, (entry, score) in zip(self._asked, found, strict=True)]

    def _likes(self, x: Rows, y: Rows) -> Floats:
        """The likenesses, remembered as long as none of the numbers changes that they depend on."""
        in_force = tuple(v for k, v in sorted(weights().scoring.items()) if k in LIKENESS)
        if in_force != self._known_by:
            self._known, self._known_by = {}, in_force
        key = (hashlib.blake2b(x.tobytes()).digest(), hashlib.blake2b(y.tobytes()).digest())
        if key not in self._known:
            self._known[key] = self._words.likes(x, y)
        return self._known[key]


@dataclass(frozen=True)
class PairTrial:
    """Pairs of names: are they one?"""

    name: str
    pairs: Sequence[tuple[str, str, bool]]

    def results(self) -> list[tuple[float, bool]]:
        """The raw score of each pair, and what it should be."""
        return [(raw_similarity(a, b), one) for a, b, one in self.pairs]


def list_figures(results: Iterable[tuple[Asked, str | None, float]]) -> dict[str, float]:
    """First answers that are right; recall at a precision of 0.95 and best F1 over all thresholds; right answers for parts of names."""
    rows = list(results)
    full = [r for r in rows if r[0].full or r[0].gold is None]
    wanted = sum(a.gold is not None for a, _, _ in full)
    right = np.array([a.gold is not None and a.gold == found for a, found, _ in full])
    recall, f1 = _swept(np.array([s if f is not None else -1.0 for _, f, s in full]), right, wanted)
    parts = [a.gold == found for a, found, _ in rows if not a.full and a.gold is not None]
    figures = {"top1": float(right.sum()) / max(1, wanted), "recall95": recall, "f1": f1}
    return figures | ({"part": sum(parts) / len(parts)} if parts else {})


def _swept(scores: np.ndarray, right: np.ndarray, wanted: int) -> tuple[float, float]:
    order = np.argsort(-scores, kind="stable")
    scores, right = scores[order], right[order]
    last = np.append(scores[1:] != scores[:-1], True) & (scores >= 0)
    true, made = right.cumsum()[last], np.arange(1, len(right) + 1)[last]
    if not len(true) or not wanted:
        return 0.0, 0.0
    sure = true / made >= _SURE
    return float(true[sure].max() / wanted) if sure.any() else 0.0, float((2 * true / (made + wanted)).max())


def pair_figures(results: Iterable[tuple[float, bool]], line: float | None = None) -> dict[str, float]:
    """F1 at the line, or the best there is, with the line that gives it."""
    rows = list(results)
    lines = [line] if line is not None else sorted({s for s, _ in rows})
    found = [(_f1(rows, t), t) for t in lines]
    best = max(found, default=(0.0, 0.7))
    return {"f1": best[0], "line": best[1], "false": sum(s >= best[1] for s, one in rows if not one) / max(1, len(rows))}


def _f1(rows: Sequence[tuple[float, bool]], line: float) -> float:
    true = sum(s >= line for s, one in rows if one)
    return 2 * true / max(1, true + sum(one for _, one in rows) + sum(s >= line for s, one in rows if not one))


def own_pairs() -> PairTrial:
    """The project's own pairs."""
    values: Mapping[str, list[list[str]]] = yaml.safe_load(OWN_CASES.read_text(encoding="utf-8"))
    return PairTrial("own", [(a, b, kind.startswith("one_name")) for kind, pairs in values.items() for a, b in pairs])


def outside_pairs(folder: Path) -> list[PairTrial]:
    """The labelled pairs of an evaluation folder: of persons, and of names one sound apart."""
    persons = [(r["name1"], r["name2"], bool(r["label"])) for r in _rows(folder / "data/C/dev/person.jsonl")]
    minimal = [(r["a"], r["b"], False) for r in _rows(folder / "data/M/dev/minimal_pairs.jsonl")]
    return [PairTrial("persons", persons), PairTrial("minimal", minimal)]


def outside_lists(folder: Path, sample: int, half: int | None = None) -> list[ListTrial]:
    """The lists of an evaluation folder, with so many queries of each (0: all), of one half where asked."""
    found = []
    for task, names in LISTS.items():
        for name in names:
            entries = [(r["id"], r["canonical"]) for r in _rows(folder / f"data/{task}/dev/lexicon.{name}.jsonl")]
            rows = _rows(folder / f"data/{task}/dev/queries.{name}.jsonl")
            queries = [
                Asked(r["query"], r["gold"], r["kind"] in _SPELLINGS) for r in rows if r["kind"] not in ("partial", "xscript_far")
            ]
            kept = [q for q in queries if half is None or q.half == half]
            if sample and len(kept) > sample:
                kept = random.Random(name).sample(kept, sample)
            found.append(ListTrial(name, entries, kept))
    return found


def _rows(path: Path) -> list[dict[str, str]]:
    return [json.loads(line) for line in path.read_text(encoding="utf-8").splitlines() if line.strip()]


def digest(folder: Path | None) -> str:
    """A digest of all data that the weights are fitted on."""
    state = hashlib.blake2b(OWN_CASES.read_bytes(), digest_size=10)
    if folder is not None:
        for path in sorted(p for task in "BNCM" for p in (folder / "data" / task / "dev").glob("*.jsonl")):
            state.update(path.name.encode() + path.read_bytes())
    return state.hexdigest()
