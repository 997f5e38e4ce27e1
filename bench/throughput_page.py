"""The figures of `throughput.py` as plots, and as tables in docs/performance.md."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Mapping, Sequence
from importlib.util import find_spec
from pathlib import Path
from typing import Any

ROOT = Path(__file__).resolve().parent.parent
PAGE, PLOTS = ROOT / "docs" / "performance.md", ROOT / "bench" / "results"
BEGIN, END = "<!-- figures: begin -->", "<!-- figures: end -->"
_REFERENCE = "flashtext2"
_LANGUAGES = {"english": "English", "slavic": "Slavic"}
_COLORS = {"exact": "#1b7f5c", "keys": "#2a6fbb", "fuzzy": "#b8442e", "lines": "#777777"}

Measured = Mapping[str, Any]
Row = Mapping[str, Any]


def write_page(measured: Measured) -> None:
    """Put the tables into the page, and draw the plots where matplotlib is installed."""
    text = PAGE.read_text(encoding="utf-8")
    head, _, rest = text.partition(BEGIN)
    _, _, tail = rest.partition(END)
    PAGE.write_text(f"{head}{BEGIN}\n{figures(measured)}\n{END}{tail}", encoding="utf-8")
    if find_spec("matplotlib"):
        draw(measured)


def figures(measured: Measured) -> str:
    """All tables."""
    made = [_about(measured["about"])]
    for section, table in _TABLES.items():
        if section in measured:
            made += table(measured[section])
    return "\n\n".join(made)


def _about(about: Row) -> str:
    machine, versions = about["machine"], about["versions"]
    packages = ", ".join(f"{name} {number}" for name, number in versions.items())
    missing = f" Not measured: {', '.join(about['missing'])}." if about["missing"] else ""
    return (
        f"Measured on {about['date']}: {machine['processor']}, {machine['cores']} cores, {machine['system']}, "
        f"Python {machine['python']}; {packages}.{missing}"
    )


def _density(found: Mapping[str, Mapping[str, float]]) -> list[str]:
    languages = list(next(iter(found.values()), {}))
    rows = [[lexicon, *(_number(row[language]) for language in languages)] for lexicon, row in found.items()]
    return ["**Listed spellings met in a megabyte**\n\n" + _table(["", *(_LANGUAGES[x] for x in languages)], rows)]


def _engines(rows: Sequence[Row]) -> list[str]:
    made = []
    for linted, title in ((True, "Lexicons without ordinary words"), (False, "Lexicons as they come, ordinary words included")):
        suffix = "linted" if linted else "raw"
        sizes = list(dict.fromkeys(r["lexicon"].split("-")[0] for r in rows if r["lexicon"].endswith(suffix)))
        for language in _LANGUAGES:
            chosen = {
                (r["engine"], r["lexicon"].split("-")[0]): r
                for r in rows
                if r["lexicon"].endswith(suffix) and r["language"] == language
            }
            if not chosen:
                continue
            names = list(dict.fromkeys(name for name, _ in chosen))
            table = [
                [name, *(_rates(chosen.get((name, size)), chosen.get((_REFERENCE, size))) for size in sizes)] for name in names
            ]
            made.append(
                f"**{title}: {_LANGUAGES[language]} text, MB/s: steady (cold), × {_REFERENCE}**\n\n" + _table(["", *sizes], table)
            )
    made.append("**What is written: lines changed in a megabyte**\n\n" + _written(rows))
    made.append("**Memory and making an index**\n\n" + _memory_of_engines(rows))
    return made


def _rates(row: Row | None, reference: Row | None) -> str:
    if row is None:
        return ""
    cold = f" ({_number(row['cold']['median'])})" if row["cold"] else ""
    times = ""
    if reference is not None and row["engine"] != _REFERENCE:
        times = f", {_number(row['steady']['median'] / reference['steady']['median'])}×"
    return f"{_number(row['steady']['median'])}{cold}{times}"


def _written(rows: Sequence[Row]) -> str:
    """Engines that write less, or more, do another amount of work: rates are to be read beside this."""
    chosen = {(r["engine"], r["language"], r["lexicon"]): r for r in rows if "lines_changed_per_mb" in r}
    columns = list(dict.fromkeys((language, lexicon) for _, language, lexicon in chosen))

    def cell(name: str, column: tuple[str, str]) -> str:
        row = chosen.get((name, *column))
        return "" if row is None else f"{row['lines_changed_per_mb']:,.0f}"

    names = list(dict.fromkeys(name for name, _, _ in chosen))
    head = ["", *(f"{_LANGUAGES[language]}, {lexicon}" for language, lexicon in columns)]
    return _table(head, [[name, *(cell(name, column) for column in columns)] for name in names])


def _memory_of_engines(rows: Sequence[Row]) -> str:
    chosen = {(r["engine"], r["lexicon"]): r for r in rows if r["lexicon"].endswith("linted") and r["language"] == "english"}
    lexicons = list(dict.fromkeys(name for _, name in chosen))
    names = list(dict.fromkeys(name for name, _ in chosen))

    def cell(row: Row | None) -> str:
        return "" if row is None else f"{row['index_mb']:.0f} / {row['peak_mb']:.0f} MB, {_number(row['build_s'])} s"

    return _table(
        ["index / peak of the process, CPU until ready", *lexicons],
        [[n, *(cell(chosen.get((n, x))) for x in lexicons)] for n in names],
    )


def _stream(found: Mapping[str, Mapping[str, float]]) -> list[str]:
    steps = list(next(iter(found.values()), {}))
    head = ["MB/s, English text that never repeats", *(f"to {step} MB" for step in steps)]
    return [
        "**A stream of new text**\n\n" + _table(head, [[n, *(_number(row[step]) for step in steps)] for n, row in found.items()])
    ]


def _length(rows: Sequence[Row]) -> list[str]:
    sizes = list(dict.fromkeys(r["characters"] for r in rows))
    names = list(dict.fromkeys(r["engine"] for r in rows))
    cells = {(r["engine"], r["characters"]): _number(r["ms_per_mb"]["median"]) for r in rows}
    head = ["ms a MB, documents of", *(f"{s:,} characters" for s in sizes)]
    return ["**Cost by length of a document (steady)**\n\n" + _table(head, [[n, *(cells[n, s] for s in sizes)] for n in names])]


def _start(found: Measured) -> list[str]:
    bare = found["python -c pass"]["median"]
    rows = [
        [f"`{n}`", f"{s['median']:.0f} ({s['low']:.0f}–{s['high']:.0f})", f"{s['median'] / bare:.1f}×"] for n, s in found.items()
    ]
    return ["**Start-up, lexicon compiled before**\n\n" + _table(["", "CPU ms", "× python"], rows)]


def _lines(found: Measured) -> list[str]:
    rows = [[n, f"{v['median_us']:.0f}", f"{v['p99_us']:.0f}", f"{v['cpu_us_per_line']:.0f}"] for n, v in found.items()]
    return ["**A line written and read back**\n\n" + _table(["", "median µs", "99th percentile µs", "CPU µs a line"], rows)]


def _side(found: Measured) -> list[str]:
    rows = [
        [mode, f"{v['megabytes']:.0f} MB", _number(v["cpu_s"]["1"]["median"]), _number(v["cpu_s"]["2"]["median"]), f"{v['speed_up_by_cpu']:.2f}×", f"{v['speed_up_by_wall']:.2f}×"]
        for mode, v in found.items()
    ]  # fmt: skip
    head = ["", "one file of", "CPU s, one process", "CPU s, `-j 2` together", "faster at most (by CPU)", "faster by the clock"]
    return ["**Processes side by side**\n\n" + _table(head, rows)]


def _memory(found: Measured) -> list[str]:
    sizes = list(dict.fromkeys(size for row in found.values() for size in row))
    rows = [[shape, *(f"{row[size]:.0f}" for size in sizes)] for shape, row in found.items()]
    return [
        "**Peak memory of `translit fold`, MB, by length of standard input**\n\n"
        + _table(["", *(f"{s} MB" for s in sizes)], rows)
    ]


def _fields(found: Measured) -> list[str]:
    rows = [
        [name, size, _number(v["names_per_s"]["median"]), f"{100 * v['right']:.0f} %"]
        for size, systems in found.items()
        for name, v in systems.items()
    ]
    note = "Every name asked for is a listed one with one edit, so a tool that always takes the nearest does best here; "
    note += "what each makes of names that are *not* listed is on the page about quality."
    return [
        "**Names in fields, each with one edit**\n\n" + _table(["", "spellings", "names a second", "right"], rows) + f"\n\n{note}"
    ]


def _work(found: Measured) -> list[str]:
    return [
        f"**Function calls a kilobyte** with the lexicon that ships: {found['cold']:.0f} cold, {found['steady']:.0f} steady "
        "(the test suite fails where they grow by a quarter)."
    ]


_TABLES: Mapping[str, Callable[[Any], list[str]]] = {
    "density": _density, "engines": _engines, "stream": _stream, "length": _length, "start": _start, "lines": _lines, "side": _side, "memory": _memory, "fields": _fields, "work": _work,
}  # fmt: skip


def _number(value: float) -> str:
    """Three digits that count."""
    return f"{value:,.0f}" if value >= 100 else f"{value:.3g}"


def _table(head: Sequence[str], rows: Iterable[Sequence[str]]) -> str:
    lines = [head, ["---"] * len(head), *rows]
    return "\n".join("| " + " | ".join(line) + " |" for line in lines)


def draw(measured: Measured) -> None:
    """Plots of the rates by size of the lexicon, and of the cost by length of a document."""
    import matplotlib

    matplotlib.use("svg")
    matplotlib.rcParams.update({"svg.hashsalt": "translit", "font.size": 9, "axes.spines.top": False, "axes.spines.right": False})
    if "engines" in measured:
        _draw_rates(measured)
    if "length" in measured:
        _draw_length(measured["length"])


def _draw_rates(measured: Measured) -> None:
    from matplotlib import pyplot

    rows = [r for r in measured["engines"] if r["lexicon"].endswith("linted")]
    groups = {name: known["group"] for name, known in measured["about"]["engines"].items()}
    languages = list(dict.fromkeys(r["language"] for r in rows))
    figure, places = pyplot.subplots(1, len(languages), figsize=(5.2 * len(languages), 5.4), sharey=True, squeeze=False)
    for place, language in zip(places[0], languages, strict=True):
        for name in dict.fromkeys(r["engine"] for r in rows):
            own = [r for r in rows if r["engine"] == name and r["language"] == language]
            if not own:
                continue
            steady = [r["steady"] for r in own]
            where = [_spellings(r["lexicon"]) for r in own]
            is_ours = name.startswith("translit")
            style = {"color": _COLORS[groups[name]], "linewidth": 2 if is_ours else 1, "linestyle": "-" if is_ours else "--"}
            place.plot(where, [s["median"] for s in steady], marker="o", markersize=3, **style)
            place.fill_between(where, [s["low"] for s in steady], [s["high"] for s in steady], color=style["color"], alpha=0.15)
            place.annotate(name, (where[-1], steady[-1]["median"]), xytext=(4, 0), textcoords="offset points", fontsize=7)
        place.set(xscale="log", yscale="log", xlabel="spellings in the lexicon", title=f"{_LANGUAGES[language]} text, steady")
    places[0][0].set_ylabel("MB of text per second of CPU")
    _saved(figure, "throughput-rates.svg")


def _draw_length(rows: Sequence[Row]) -> None:
    from matplotlib import pyplot

    figure, place = pyplot.subplots(figsize=(5.6, 3.6))
    for name in dict.fromkeys(r["engine"] for r in rows):
        own = [r for r in rows if r["engine"] == name]
        place.plot([r["characters"] for r in own], [r["ms_per_mb"]["median"] for r in own], marker="o", markersize=3, label=name)
    place.set(xscale="log", yscale="log", xlabel="characters in a document", ylabel="CPU ms a MB")
    place.legend(frameon=False, fontsize=7)
    _saved(figure, "throughput-length.svg")


def _spellings(lexicon: str) -> int:
    return int(lexicon.split("-")[0].removesuffix("k")) * 1000


def _saved(figure: Any, name: str) -> None:
    from matplotlib import pyplot

    figure.tight_layout()
    figure.savefig(PLOTS / name, metadata={"Date": None})
    pyplot.close(figure)
