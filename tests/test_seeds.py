"""The sample corpus: every fold of the gold annotation is made, and every other character stays.

The expected text is rebuilt from `gold.tsv` alone, without any code of the library.
"""

from __future__ import annotations

from dataclasses import dataclass
from pathlib import Path

import pytest

from translit import Normalizer

ROOT = Path(__file__).parents[1]
SEEDS = ROOT / "seeds"
FURTHER = ROOT.parent / "shared" / "seeds"
FREE = {"001_7de2594e7b22977b.txt": "Olexisiy candle"}
"""What may come out as it likes: a machine translation of a surname that no rule could undo."""


@dataclass(frozen=True)
class Fold:
    """One row of gold: code points `start`–`end` hold `surface`, which must become `canonical`."""

    start: int
    end: int
    surface: str
    canonical: str

    @property
    def written(self) -> str:
        """What must stand there: the canonical form in the case of the surface, line ends inside the surface behind it."""
        line_end = "".join(c for c in self.surface if c in "\r\n")
        letters = [c for c in self.surface if c.isalpha()]
        capitals = len(letters) > 1 and all(c.isupper() for c in letters)
        return (self.canonical.upper() if capitals else self.canonical) + line_end


def read_text(path: Path) -> str:
    return path.read_bytes().decode("utf-8")


def read_gold(folder: Path) -> dict[str, list[Fold]]:
    gold: dict[str, list[Fold]] = {path.name: [] for path in sorted(folder.glob("*.txt"))}
    for row in (folder / "gold.tsv").read_text(encoding="utf-8").splitlines() if folder.is_dir() else ():
        if row and not row.startswith("#") and not row.startswith("file\t"):
            name, start, end, surface, canonical, _ = row.split("\t")
            plain = surface.replace("\\r", "\r").replace("\\n", "\n")
            gold[name].append(Fold(int(start), int(end), plain, canonical))
    return gold


def expected(text: str, folds: list[Fold]) -> str:
    parts: list[str] = []
    position = 0
    for fold in sorted(folds, key=lambda f: f.start):
        assert text[fold.start : fold.end] == fold.surface, fold
        parts += (text[position : fold.start], fold.written)
        position = fold.end
    return "".join([*parts, text[position:]])


GOLD, FURTHER_GOLD = read_gold(SEEDS), read_gold(FURTHER)
further_only = pytest.mark.skipif(not FURTHER_GOLD, reason="the further sample texts are not beside this checkout")


def test_seeds_were_found() -> None:
    assert len(GOLD) >= 40
    assert sum(map(len, GOLD.values())) >= 190


def test_some_seeds_have_nothing_to_fold() -> None:
    assert sum(not folds for folds in GOLD.values()) >= 5


@pytest.mark.parametrize("name", GOLD)
def test_seed_is_folded_as_annotated(norm: Normalizer, name: str) -> None:
    text = read_text(SEEDS / name)
    assert norm.fold(text) == expected(text, GOLD[name])


@pytest.mark.parametrize("name", GOLD)
def test_folded_seed_folds_to_itself(norm: Normalizer, name: str) -> None:
    once = norm.fold(read_text(SEEDS / name))
    assert norm.fold(once) == once


@further_only
def test_further_seeds_have_their_fifteen_folds() -> None:
    assert sum(map(len, FURTHER_GOLD.values())) == 15


@further_only
@pytest.mark.parametrize("name", FURTHER_GOLD)
def test_further_seed_is_folded_as_annotated(norm: Normalizer, name: str) -> None:
    text = read_text(FURTHER / name)
    before, free, after = expected(text, FURTHER_GOLD[name]).partition(FREE.get(name, "\0"))
    folded = norm.fold(text)
    assert folded.startswith(before)
    assert folded.endswith(after)
    assert free or folded == before
