"""The plots: precision against recall of each category, and false folds in running text against recall."""

from __future__ import annotations

import math
from collections.abc import Mapping, Sequence
from pathlib import Path
from textwrap import fill
from typing import Any

import matplotlib

matplotlib.use("Agg")

from matplotlib import pyplot
from matplotlib.axes import Axes
from matplotlib.figure import Figure
from report import OURS
from tables import CATEGORIES

COLOURS = ("#E69F00", "#56B4E9", "#009E73", "#CC79A7", "#D55E00", "#8C8C8C", "#5A4FCF", "#7A5C00", "#B2182B")
"""One for each peer, told apart by readers who see few colours; translit is black."""

FILES = {"B": "precision-recall-lists.svg", "N": "precision-recall-news.svg", "C": "precision-recall-pairs.svg"}
PRESS, RUNNING = "precision-recall-press.svg", "false-folds.svg"

_FOLDERS = {
    "translit, fuzzy off": ("#56B4E9", "s"),
    "translit, fuzzy safe": ("black", "o"),
    "translit, fuzzy wide": ("#009E73", "x"),
    "edit ratio to canonical names": ("#D55E00", "."),
    "edit ratio to all listed spellings": ("#E69F00", "."),
}
_LABELLED = (70, 80, 90, 100)
_LINEAR_TO = 20
"""False folds per million words below which the axis is linear, so that none at all has a place."""

STYLE: Any = {
    "svg.hashsalt": "translit",
    "svg.fonttype": "none",
    "font.size": 9,
    "axes.spines.top": False,
    "axes.spines.right": False,
    "axes.titlesize": 9,
    "figure.facecolor": "white",
}


def draw(figures: Mapping[str, Any], folder: Path) -> list[Path]:
    """Write every plot that the figures are enough for; returns their files."""
    with pyplot.rc_context(STYLE):
        plots = {name: _task(figures["tasks"][task]) for task, name in FILES.items() if task in figures["tasks"]}
        plots[PRESS] = _task(figures["tasks"]["press"])
        plots[RUNNING] = _running(figures["running"])
        for name, plot in plots.items():
            plot.savefig(folder / name, metadata={"Date": None}, bbox_inches="tight")
            pyplot.close(plot)
    return [folder / name for name in plots]


def _task(categories: Mapping[str, Any]) -> Figure:
    """A panel for each category of a task, with the curve of each system."""
    columns = min(3, len(categories))
    rows = math.ceil(len(categories) / columns)
    size = (3.5 * columns + 0.6, 3.1 * rows + 0.7)
    plot, axes = pyplot.subplots(rows, columns, figsize=size, squeeze=False, layout="constrained")
    panels: list[Axes] = list(axes.flat)
    colours = _colours(categories)
    for panel, (name, category) in zip(panels, categories.items(), strict=False):
        part = category.get("core", category["all"])
        _precision_recall(panel, part["systems"], colours)
        panel.set_title(fill(f"{CATEGORIES[name]}{', core kinds' if 'core' in category else ''}", 40))
    for panel in panels[len(categories) :]:
        panel.axis("off")
    handles, labels = panels[0].get_legend_handles_labels()
    plot.legend(handles, labels, loc="outside lower center", ncols=4, frameon=False)
    return plot


def _colours(categories: Mapping[str, Any]) -> dict[str, str]:
    systems = dict.fromkeys(s for c in categories.values() for s in c["all"]["systems"] if s != OURS)
    return {OURS: "black", **{s: COLOURS[n % len(COLOURS)] for n, s in enumerate(systems)}}


def _precision_recall(panel: Axes, systems: Mapping[str, Any], colours: Mapping[str, str]) -> None:
    for system, row in sorted(systems.items(), key=lambda item: item[0] == OURS):
        recall, precision = zip(*row["curve"], strict=True) if row["curve"] else ((), ())
        panel.plot(recall, precision, color=colours[system], linewidth=2.2 if system == OURS else 1.2, label=system)
    panel.axhline(0.95, color="#BBBBBB", linewidth=0.8, linestyle=":")
    panel.set(xlim=(0, 1.01), ylim=(0.4, 1.01), xlabel="recall", ylabel="precision")


def _running(points: Mapping[str, Any]) -> Figure:
    """False folds per million words against recall: clean news where it was given, and the negative cases."""
    corpora = [(key, title) for key, title in _PANELS.items() if any(key in p for found in points.values() for p in found)]
    plot, axes = pyplot.subplots(1, len(corpora), figsize=(4.6 * len(corpora) + 0.4, 4.2), squeeze=False, layout="constrained")
    for panel, (key, title) in zip(axes.flat, corpora, strict=True):
        for name, found in points.items():
            _folder(panel, name, found, key)
        panel.set_yscale("symlog", linthresh=_LINEAR_TO)
        panel.set(xlim=(-0.03, 1.05), xlabel="recall on the gold words of this project", ylabel="false folds per million words")
        panel.set_ylim(bottom=-4)
        panel.set_title(title)
    handles, labels = axes.flat[0].get_legend_handles_labels()
    plot.legend(handles, labels, loc="outside lower center", ncols=2, frameon=False)
    return plot


_PANELS = {"news": "clean news of 2004: rewrites not in the accepted list", "negative": "negative cases: texts made to mislead"}


def _folder(panel: Axes, name: str, found: Sequence[Mapping[str, Any]], key: str) -> None:
    """The points of one folder, joined, with 95 % intervals; cut-offs of the edit ratio are written beside some."""
    colour, marker = _FOLDERS[name]
    across, up = [p["recall"][0] for p in found], [p[key][0] for p in found]
    errors = [_spread([p["recall"] for p in found]), _spread([p[key] for p in found])]
    ours = name.startswith(OURS)
    panel.errorbar(
        across, up, xerr=errors[0], yerr=errors[1], color=colour, marker=marker, label=name, linewidth=1.2,
        elinewidth=0.8 if ours else 0.4, markersize=6 if ours else 4, linestyle="-" if len(found) > 1 else "none",
    )  # fmt: skip
    for point, x, y in zip(found, across, up, strict=True):
        if not ours and point["line"] in _LABELLED:
            panel.annotate(f"≥ {point['line']:g}", (x, y), (5, -9), textcoords="offset points", fontsize=7, color=colour)


def _spread(values: Sequence[Sequence[float]]) -> list[list[float]]:
    """How far the intervals reach below and above their values."""
    return [[max(v - low, 0.0) for v, low, _ in values], [max(high - v, 0.0) for v, _, high in values]]
