"""The figures as tables, in Markdown for the documentation and aligned for a terminal."""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from typing import Any

TASKS = {
    "B": "Lists: a variant among thousands of listed names, with as many names that are not listed",
    "N": "News: a form from Slavic news, inflected, in two scripts, among English names",
    "C": "Pairs: are two names one name",
    "press": "Press spellings of this project: native form against press spelling or look-alike",
}
CATEGORIES = {
    "ofac": "sanctions list, a.k.a. (ofac)",
    "un": "sanctions list, a.k.a. (un)",
    "un_xscript": "the same in other scripts (un_xscript)",
    "ep_latin": "members of parliaments, other spellings (ep_latin)",
    "ep_xscript": "members of parliaments, other scripts (ep_xscript)",
    "news_per": "people in news (news_per)",
    "news_loc": "places in news (news_loc)",
    "person": "persons",
    "all": "persons and organisations",
    "strong": "of these, labels beyond doubt",
    "press": "press spellings",
    "together": "all of them, one threshold",
}
CORPORA = {
    "cases": "Cases",
    "seeds": "Sample texts: gold folds made, by phenomenon",
    "press": "Press spellings that share a fold key with the native form, by orthography",
}


@dataclass(frozen=True)
class Table:
    """A table with its title."""

    title: str
    header: Sequence[str]
    rows: Sequence[Sequence[str]]

    def markdown(self) -> str:
        lines = [self.header, ["---", *["--:"] * (len(self.header) - 1)], *self.rows]
        return f"### {self.title}\n\n" + "\n".join(f"| {' | '.join(line)} |" for line in lines) + "\n"

    def aligned(self) -> str:
        widths = [max(len(row[n]) for row in (self.header, *self.rows)) for n in range(len(self.header))]
        first, *others = widths
        lines = [
            "  ".join([row[0].ljust(first), *(cell.rjust(w) for cell, w in zip(row[1:], others, strict=True))])
            for row in (self.header, *self.rows)
        ]
        return "\n".join([self.title, *(f"  {line.rstrip()}" for line in lines), ""])


def percent(values: Sequence[float] | None) -> str:
    """A share in per cent with its interval.

    >>> percent([0.9312, 0.921, 0.94])
    '93.1 (92.1–94.0)'
    """
    if values is None:
        return "–"
    value, low, high = (f"{100 * v:.1f}" for v in values)
    return f"{value} ({low}–{high})"


def signed(values: Sequence[float] | None) -> str:
    """A difference in points with its interval."""
    if values is None:
        return "–"
    value, low, high = (f"{100 * v:+.1f}".replace("-", "−") for v in values)
    return f"{value} ({low} … {high})"


def tables(figures: Mapping[str, Any]) -> Iterator[Table]:
    """Every table of the figures, those of the project's own corpora first."""
    for corpus, parts in figures["own"].items():
        rows = [[name, str(part["items"]), percent(part["holds"])] for name, part in parts.items()]
        yield Table(CORPORA[corpus], ["", "items", "holds, %"], rows)
    for task, categories in figures["tasks"].items():
        for name, category in categories.items():
            subset = "core" if "core" in category else "all"
            yield _category(task, name, category[subset], category["ranks"], subset)
    yield from _running(figures["running"])
    if figures["spans"]:
        rows = [[s, _number(f["line"]), str(f["alarms"]), _rate(f["per_1000"], 1)] for s, f in figures["spans"].items()]
        spans = next(iter(figures["spans"].values()))["spans"]
        title = f"Clean news: capitalised spans taken for a person of the sanctions list ({spans:,} spans)"
        yield Table(title, ["", "line (precision ≥ 0.95 on ofac)", "alarms", "per 1,000 spans"], rows)
    if figures["minimal"] or figures["keys"]:
        yield _keys(figures)
    if figures["speed"]:
        rows = [[system, f"{rate:,.0f}"] for system, rate in figures["speed"].items()]
        yield Table("Speed: queries a second of CPU time, one core, lexicon preparation included", ["", "queries/s"], rows)


def _category(task: str, name: str, part: Mapping[str, Any], ranks: bool, subset: str) -> Table:
    lines = any("at_line" in row for row in part["systems"].values())
    header = ["", *(["top-1, %"] if ranks else []), "recall at precision ≥ 0.95, %", "best F1, %", "F1 against translit"]
    rows = []
    for system, row in part["systems"].items():
        cells = [
            system,
            *([percent(row["top1"])] if ranks else []),
            percent(row["r95"]),
            percent(row["f1"]),
            signed(row.get("behind")),
        ]
        rows.append(cells + ([" / ".join(f"{100 * v:.1f}" for v in row["at_line"].values())] if lines else []))
    size = f"{part['wanted']:,} wanted, {part['items'] - part['wanted']:,} not"
    title = f"{TASKS[task].split(':')[0]}: {CATEGORIES[name]}{', core kinds' if subset == 'core' else ''} ({size})"
    return Table(title, header + (["precision / recall / F1 at the line"] if lines else []), rows)


def _running(points: Mapping[str, Any]) -> Iterator[Table]:
    rows = []
    for name, found in points.items():
        for point in found if name.startswith("translit") else [p for p in found if p["line"] in (76, 80, 86, 90, 94, 100)]:
            where = f"{name}, ≥ {point['line']:g}" if len(found) > 1 else name
            news = _rate(point["news"]) if "news" in point else "–"
            counts = f"{point['news_rewrites']} / {point['news_false']}" if "news" in point else "–"
            rows.append([where, percent(point["recall"]), _rate(point["negative"]), news, counts])
    if rows:
        header = ["", "recall on gold, %", "false per million words, negative cases", "false per million words, clean news"]
        yield Table("Running text: recall against false folds", [*header, "rewrites in clean news / not accepted"], rows)


def _keys(figures: Mapping[str, Any]) -> Table:
    header = [
        "",
        "minimal pairs equal, %",
        "minimal pairs over the line, %",
        "romanisations equal (core), %",
        "near collisions, %",
    ]
    systems = dict.fromkeys([*figures["minimal"], *figures["keys"]])
    rows = []
    for system in systems:
        scored = figures["keys"].get(system, {})
        pairs, equal = scored.get("E", {}).get("pairs", {}), scored.get("M", {}).get("equal")
        over = figures["minimal"].get(system, {}).get("over")
        rows.append([system, *map(_share, (equal, over, pairs.get("core_fold"), pairs.get("collide_near")))])
    return Table("Keys: names one sound apart, and romanisations of one source", header, rows)


def _share(value: float | None) -> str:
    return "–" if value is None else f"{100 * value:.1f}"


def _number(value: float | None) -> str:
    return "–" if value is None else f"{value:.3g}"


def _rate(values: Sequence[float], digits: int = 0) -> str:
    value, low, high = (f"{v:,.{digits}f}" for v in values)
    return f"{value} ({low}–{high})"
