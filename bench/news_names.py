"""Damaged and otherwise spelt names in English news, with a lexicon of canonical names and nothing else.

    python bench/news_names.py                               # the project's own spellings, in made-up sentences
    python bench/news_names.py --eval PATH                   # what there is to read in the news lines
    python bench/news_names.py --eval PATH --gold FILE       # found, missed and false, against what was read

The names (`news_names.tsv`) and their spellings (`news_variants.tsv`) are the project's own. The news lines and the gold
(line, start, end, canonical name, characters; tab-separated) are kept outside it. Every rewrite outside the gold counts as
false, in wide also what is listed as near.
"""

from __future__ import annotations

import argparse
from collections import Counter
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from functools import cache
from pathlib import Path

import translit
from translit.lexicon.entry import Entry

HERE = Path(__file__).parent
NEWS = Path("data") / "G" / "dev" / "news.txt"
NEAR = "near"
"""How the reason begins for which a weak candidate is held back."""

LAYOUTS = ("kinds", "plain")
"""Names with their kind, and bare names."""

FRAMES = {
    "person": ("Officials said {} would arrive on Friday.", "The statement of {} came after talks, reporters were told."),
    "place": ("Police in {} said on Monday that two people died.", "The road to {} was closed, officials said."),
    "organization": ("A report about {} was read on Monday, officials said.", "They spoke of {} and of what it had done."),
}  # fmt: skip


@dataclass(frozen=True, order=True)
class Wanted:
    """A spelling that should be found: in which text, where, and whose it is."""

    text: int
    start: int
    end: int
    canonical: str
    surface: str


@dataclass(frozen=True)
class Tally:
    """What became of the wanted spellings, and what else was taken for a name."""

    found: Sequence[Wanted]
    missed: Sequence[Wanted]
    false: Sequence[str]

    @property
    def recall(self) -> float:
        return len(self.found) / max(1, len(self.found) + len(self.missed))


def rows(name: str) -> list[list[str]]:
    """The lines of one of the data files, cut at tabs, without remarks."""
    lines = (HERE / name).read_text(encoding="utf-8").splitlines()
    return [line.split("\t") for line in lines if line and not line.startswith("#")]


@cache
def kinds() -> Mapping[str, str]:
    """The kind of each name.

    >>> kinds()["Grozny"]
    'place'
    """
    return {row[0]: row[1] for row in rows("news_names.tsv")}


def lexicon(layout: str) -> translit.Lexicon:
    """A lexicon of the canonical names and nothing else."""
    if layout == "plain":
        return translit.Lexicon.from_names({name: name for name in kinds()})
    return translit.Lexicon(entries=tuple(Entry(id=name, kind=kind, canonical=name) for name, kind in kinds().items()))


def own_spellings() -> tuple[list[str], list[Wanted]]:
    """Sentences around the project's own spellings, one for each."""
    texts: list[str] = []
    wanted: list[Wanted] = []
    for name, *spellings in rows("news_variants.tsv"):
        for number, spelling in enumerate(spellings):
            frame = FRAMES[kinds()[name]][number % 2]
            start = frame.index("{}")
            wanted.append(Wanted(len(texts), start, start + len(spelling), name, spelling))
            texts.append(frame.format(spelling))
    return texts, wanted


def read_gold(path: Path) -> list[Wanted]:
    """The spellings that somebody read in the news lines."""
    found = (line.split("\t") for line in path.read_text(encoding="utf-8").splitlines())
    return [Wanted(int(line) - 1, int(start), int(end), name, surface) for line, start, end, name, surface in found]


def measured(norm: translit.Normalizer, texts: Sequence[str], gold: Iterable[Wanted]) -> Tally:
    """What is found of the gold, and what is taken for a name beside it."""
    by_text: dict[int, list[Wanted]] = {}
    for wanted in gold:
        by_text.setdefault(wanted.text, []).append(wanted)
    found: list[Wanted] = []
    missed: list[Wanted] = []
    false: list[str] = []
    for number, text in enumerate(texts):
        mentions = [m for m in norm.find(text) if not m.held_back or _is_near(m)]
        for wanted in by_text.get(number, ()):
            hit = any(_is_of(m, wanted) for m in mentions)
            (found if hit else missed).append(wanted)
        for m in mentions:
            if (_is_near(m) or m.replacement != m.text) and not any(_is_of(m, wanted) for wanted in by_text.get(number, ())):
                around = text[max(0, m.start - 30) : m.end + 30]
                false.append(f"{m.text} -> {m.canonical} ({m.held_back or 'rewritten'}) | {around}")
    return Tally(found, missed, false)


def _is_near(mention: translit.Mention) -> bool:
    """True for a weak candidate that is listed as near."""
    return (mention.held_back or "").startswith(NEAR)


def _is_of(mention: translit.Mention, wanted: Wanted) -> bool:
    return mention.entry_id == wanted.canonical and mention.start < wanted.end and mention.end > wanted.start


def table(found: Mapping[tuple[str, str], Tally], words: int) -> Iterator[str]:
    """The lines of a table: for each layout and mode how many are found, missed and false."""
    yield f"{'names':8}{'fuzzy':7}{'found':>7}{'missed':>8}{'recall':>8}{'false':>7}{'right':>8}{'false/M words':>15}"
    for (layout, fuzzy), t in found.items():
        right = len(t.found) / max(1, len(t.found) + len(t.false))
        rate = 1e6 * len(t.false) / max(1, words)
        yield (f"{layout:8}{fuzzy:7}{len(t.found):7}{len(t.missed):8}{t.recall:8.1%}{len(t.false):7}{right:8.1%}{rate:15.1f}")


def main(argv: Sequence[str] | None = None) -> int:
    """Print the table, and with -v what was missed and what was false."""
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("--eval", type=Path, help="the folder of the evaluation data; without it the project's own sentences")
    parser.add_argument("--gold", type=Path, help="what was read in the news lines; without it what there is to read is printed")
    parser.add_argument("--names", choices=LAYOUTS, action="append", help="only this layout of the lexicon (may be repeated)")
    parser.add_argument("--fuzzy", choices=("safe", "wide"), action="append", help="only this mode (may be repeated)")
    parser.add_argument("-v", "--verbose", action="store_true", help="list what is missed and what is false")
    asked = parser.parse_args(argv)
    texts, gold = own_spellings()
    if asked.eval:
        texts = (asked.eval / NEWS).read_text(encoding="utf-8").splitlines()
        gold = read_gold(asked.gold) if asked.gold else []
    done: dict[tuple[str, str], Tally] = {}
    for layout in asked.names or LAYOUTS:
        known = lexicon(layout)
        for fuzzy in asked.fuzzy or ("safe", "wide"):
            tally = measured(translit.Normalizer(known, translit.Config(fuzzy=fuzzy)), texts, gold)
            done[layout, fuzzy] = tally
            if asked.verbose or not gold:
                print(*_details(layout, fuzzy, tally), sep="\n")
    if gold:
        print(*table(done, sum(len(text.split()) for text in texts)), sep="\n")
    return 0


def _details(layout: str, fuzzy: str, tally: Tally) -> Iterator[str]:
    yield f"== {layout} {fuzzy}"
    for (name, surface), count in sorted(Counter((w.canonical, w.surface) for w in tally.missed).items()):
        yield f"missed {count}  {surface}  ({name})"
    for line in tally.false:
        yield f"false  {line}"


if __name__ == "__main__":
    raise SystemExit(main())
