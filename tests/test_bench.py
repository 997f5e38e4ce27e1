"""The quality figures: sweeps, intervals, what counts as a false fold, and that no outside name is kept."""

from __future__ import annotations

import doctest
import json
import random
import sys
from importlib import import_module
from pathlib import Path
from typing import Any

import numpy as np
import pytest

ROOT = Path(__file__).parents[1]
sys.path.insert(0, str(ROOT / "bench"))

figures, own, peers, quality, questions, report, running, systems, tables = map(
    import_module, ("figures", "own", "peers", "quality", "questions", "report", "running", "systems", "tables")
)
RESULTS = ROOT / "bench" / "results"
LEXICON = [("k", "Roman Kostenko"), ("z", "Volodymyr Zelenskyy"), ("s", "Oleksandr Syrskyi")]


def outcomes(rows: list[tuple[float, bool, bool]]) -> Any:
    scores, right, wanted = zip(*rows, strict=True)
    return figures.Outcomes(np.array(scores), np.array(right), np.array(wanted))


def drawn(size: int, seed: int) -> list[tuple[float, bool, bool]]:
    """Made-up answers with many ties and some without a score."""
    pick = random.Random(seed)
    rows = []
    for _ in range(size):
        wanted = pick.random() < 0.6
        score = pick.choice([float("nan"), 0.5, 0.6, 0.7, 0.8, 0.9])
        rows.append((score, wanted and pick.random() < 0.8 and not np.isnan(score), wanted))
    return rows


def slow_figures(rows: list[tuple[float, bool, bool]]) -> dict[str, float]:
    """The figures by their definition: try every threshold and count."""
    wanted = sum(w for _, _, w in rows)
    best = {"top1": sum(r for _, r, _ in rows) / wanted, "r95": 0.0, "f1": 0.0}
    for line in {s for s, _, _ in rows if not np.isnan(s)}:
        taken = [r for s, r, _ in rows if s >= line]
        precision, recall = sum(taken) / len(taken), sum(taken) / wanted
        if precision >= 0.95:
            best["r95"] = max(best["r95"], recall)
        if precision + recall:
            best["f1"] = max(best["f1"], 2 * precision * recall / (precision + recall))
    return best


@pytest.mark.parametrize("seed", range(20))
def test_figures_equal_their_slow_definition(seed: int) -> None:
    rows = drawn(60, seed)
    found = figures.figures(outcomes(rows), figures.once(60))
    assert {name: v[0] for name, v in found.items()} == pytest.approx(slow_figures(rows))


def test_a_resample_is_the_sample_with_its_items_repeated() -> None:
    rows = drawn(12, 3)
    counts = figures.resamples(range(12), 30, 7)
    found = figures.figures(outcomes(rows), counts)
    for place, row in enumerate(counts):
        repeated = [item for item, times in zip(rows, row, strict=True) for _ in range(times)]
        if any(w for _, _, w in repeated):
            assert {name: v[place] for name, v in found.items()} == pytest.approx(slow_figures(repeated))


def test_items_of_one_group_are_drawn_together() -> None:
    counts = figures.resamples(["a", "a", "b", "c", "c"], 50, 1)
    assert (counts[:, 0] == counts[:, 1]).all()
    assert (counts[:, 3] == counts[:, 4]).all()
    assert (counts[:, 0] != counts[:, 2]).any()


def test_resamples_depend_on_nothing_but_their_seed() -> None:
    assert (figures.resamples(range(40), 20, 5) == figures.resamples(range(40), 20, 5)).all()
    assert (figures.resamples(range(40), 20, 5) != figures.resamples(range(40), 20, 6)).any()


def test_interval_of_a_share_without_exceptions_is_not_empty() -> None:
    value, low, high = figures.share_with_interval([True] * 100, 50, 1)
    assert (value, high) == (1.0, 1.0)
    assert low == pytest.approx(0.9638, abs=1e-4)
    assert figures.share_with_interval([False] * 100, 50, 1)[2] == pytest.approx(1 - 0.9638, abs=1e-4)


def test_interval_of_a_share_holds_it() -> None:
    value, low, high = figures.share_with_interval([True] * 70 + [False] * 30, 500, 1)
    assert low < value < high
    assert high - low == pytest.approx(0.18, abs=0.03)


def test_line_takes_every_answer_that_reaches_it() -> None:
    found = figures.at_line(
        outcomes([(0.9, True, True), (0.7, False, False), (0.6, True, True), (float("nan"), False, True)]), 0.7
    )
    assert found == pytest.approx({"precision": 1 / 2, "recall": 1 / 3, "f1": 2 / 5})


def test_words_that_change_are_found_in_the_cases() -> None:
    wild = own.wild()
    assert len(wild) >= 150
    assert all(document.folds for document in wild)
    for document, case in zip(wild, own.cases("in_the_wild"), strict=True):
        assert running.judged(document, list(document.folds)) == ([True] * len(document.folds), 0)
        assert running._written(document.text, 0, len(document.text), document.folds) == case["out"]


def test_gold_of_the_sample_texts_is_read() -> None:
    seeds = own.seeds()
    assert sum(len(d.folds) for d in seeds) >= 190
    assert any(not d.folds for d in seeds)


def test_rewrite_of_a_text_that_must_stay_is_false() -> None:
    document = own.Document("Igor Zelensky danced.")
    assert running.judged(document, []) == ([], 0)
    assert running.judged(document, [(5, 13, "Zelenskyy")]) == ([], 1)


def test_accepted_rewrite_is_not_false() -> None:
    document = own.Document("KIEV, Dec. 3")
    accepted = running.accepted_words(frozenset({("KIEV", "KYIV")}))
    assert running.judged(document, [(0, 4, "KYIV")], accepted) == ([], 0)


def test_mention_of_two_words_counts_for_the_gold_word_inside() -> None:
    document = own.Document("Volodymyr Zelensky spoke.", ((10, 18, "Zelenskyy"),), ("case",))
    assert running.judged(document, [(0, 18, "Volodymyr Zelenskyy")]) == ([True], 0)
    assert running.judged(document, [(0, 18, "Vladimir Zelenskyy")]) == ([False], 1)


def test_edit_ratio_rewrites_another_name() -> None:
    nearest = running.nearest_words(["Kosenko and KOSENKO met Kostenko."], {"kostenko": "Kostenko"})
    folder = running.ratio_folder(nearest, 90)
    assert folder("Kosenko and KOSENKO met Kostenko.") == [(0, 7, "Kostenko"), (12, 19, "KOSTENKO")]
    assert running.ratio_folder(nearest, 96)("Kosenko met Kostenko.") == []


@pytest.mark.parametrize("peer", ["token_sort_ratio", "WRatio", "Jaro–Winkler"])
def test_edit_ratios_resolve_and_compare(peer: str) -> None:
    system = next(p for p in peers.PEERS if p.name == peer).make()
    (found, score), _ = system.resolve(["Oleksandr Syrsky", "Kostenko, Roman"], LEXICON, "person")
    assert found == "s"
    assert score == pytest.approx(system.pair("Oleksandr Syrsky", "Oleksandr Syrskyi"), abs=1e-3)


def test_keys_find_words_that_share_one() -> None:
    system = systems.SharedKeys("first letters", lambda word: (word[:3],))
    assert system.resolve(["Romanus Kosciuszko", "Xaver"], LEXICON, "person") == [("k", 1.0), (None, 0.0)]
    assert system.pair("Roman Kostenko", "Romanus") == pytest.approx(2 / 3)
    assert system.same("Kostenko", "Kosenko")
    assert not system.same("Roman Kostenko", "Kostenko")


def test_shortlist_holds_the_name_itself() -> None:
    names = tuple(f"{given} {family}" for given in ("Anna", "Boris", "Clara", "Denis") for family in range(100, 150))
    assert all(number in likely for number, likely in enumerate(systems.shortlists(names, names)))


def toy_run() -> dict[str, Any]:
    """A run of two ratios over a few names, stored as a real one is."""
    queries = ["Roman Kostenko", "Wolodymyr Selenskyj", "Lina Kostenko", "Oleksandr Syrsky", "Somebody Else"]
    listed = questions.Listed(queries, ["k", "z", None, "s", None], LEXICON, "person", [True, True, True, False, True])
    kept = {"B": {"ofac": questions.stored(listed)}}
    for name in ("token_sort_ratio", "WRatio"):
        system = next(p for p in peers.PEERS if p.name == name).make()
        kept["B"]["ofac"]["systems"][name if name == "WRatio" else "translit"] = questions.ask(listed, system)
    about = {"resamples": 50, "seed": 1}
    return {"about": about, "own": {"cases": {"toy": [True, False]}}, "tasks": kept, "running": {}}


def test_stored_run_holds_no_name() -> None:
    text = json.dumps(toy_run())
    assert "Kostenko" not in text
    assert "Selenskyj" not in text


def test_stored_run_can_be_printed_at_another_line() -> None:
    run = json.loads(json.dumps(toy_run()))
    printed = {line: [t.aligned() for t in tables.tables(report.figures_of(run, line))] for line in (0.4, 0.99)}
    assert printed[0.4] != printed[0.99]
    assert "100.0 / 50.0 / 66.7" in "".join(printed[0.99])


def test_core_leaves_out_the_other_kinds() -> None:
    found = report.figures_of(toy_run())["tasks"]["B"]["ofac"]
    assert (found["all"]["wanted"], found["core"]["wanted"]) == (3, 2)


def test_sample_is_the_same_for_every_run() -> None:
    listed = questions.Listed(list("abcdefgh"), ["k"] * 8, LEXICON, "person", [True] * 8)
    assert listed.sample(3, 1) == listed.sample(3, 1)
    assert len(listed.sample(3, 1).queries) == 3
    assert listed.sample(100, 1) == listed


@pytest.mark.parametrize(
    ("arguments", "code"),
    [(["--list-peers"], 0), (["--eval", "nowhere", "--peer", "WRatio"], 65), (["--again", "nowhere.json"], 74)],
)
def test_exit_codes(arguments: list[str], code: int) -> None:
    assert quality.main(arguments) == code


def test_file_that_is_no_run_is_named(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    path = tmp_path / "run.json"
    path.write_text("{}", encoding="utf-8")
    assert quality.main(["--again", str(path)]) == 65
    assert str(path) in capsys.readouterr().err


@pytest.mark.parametrize("arguments", [["--all"], ["--tasks", "BX"], ["--sample", "0"], ["--peer", "nobody"]])
def test_wrong_usage_ends_with_2(arguments: list[str]) -> None:
    with pytest.raises(SystemExit) as ended:
        quality.main(arguments)
    assert ended.value.code == 2


def strings(value: object) -> list[str]:
    if isinstance(value, dict):
        return [s for v in value.values() for s in strings(v)]
    return [s for v in value for s in strings(v)] if isinstance(value, list) else [value] if isinstance(value, str) else []


def test_frozen_results_hold_figures_only() -> None:
    frozen = json.loads((RESULTS / "quality.json").read_text(encoding="utf-8"))
    assert frozen["tasks"]
    assert [s for part, value in frozen.items() if part != "about" for s in strings(value) if s != "scan"] == []


def test_plots_are_small_and_shown() -> None:
    pages = (quality.PAGE, quality.PAGE.with_name("performance.md"))
    shown = "".join(page.read_text(encoding="utf-8") for page in pages)
    plots = sorted(RESULTS.glob("*.svg"))
    assert len(plots) >= 2
    for plot in plots:
        assert plot.stat().st_size < 200_000, plot.name
        assert f"results/{plot.name}" in shown


def test_page_has_a_place_for_the_tables() -> None:
    page = quality.PAGE.read_text(encoding="utf-8")
    assert page.index(quality.BEGIN) < page.index(quality.END)


@pytest.mark.parametrize("module", [own, running, systems, tables])
def test_examples_hold(module: Any) -> None:
    failed, tried = doctest.testmod(module)
    assert failed == 0
    assert tried


def test_strangers_are_counted_once_for_each_spelling(norm: Any) -> None:
    strangers = import_module("strangers")
    names = [("Igor", "Orwat"), ("Viktor", "Orbán"), ("Viktor", "Orbán")]
    found = strangers.measured(norm, "President {family} was there.", names)
    assert (found["sentences"], found["pairs"]) == (2, ["Orbán → Orban (exact)"])


def test_prose_is_cut_at_blank_lines_and_nothing_is_lost(norm: Any, tmp_path: Path) -> None:
    strangers = import_module("strangers")
    text = "\n\n".join(["It rained in Kiev. " * 50] * 5)
    assert "".join(strangers.documents(text)).split() == text.split()
    (tmp_path / "a.txt").write_text(text, encoding="utf-8")
    assert [row.split("\t")[:4] for row in strangers.rewritten_in(norm, tmp_path / "a.txt")] == [["250", "Kiev", "Kyiv", "exact"]]


def test_prose_is_measured_in_every_way(
    tmp_path: Path, capsys: pytest.CaptureFixture[str], monkeypatch: pytest.MonkeyPatch
) -> None:
    prose = import_module("prose")
    (tmp_path / "a.txt").write_text("It rained in Kiev, run `kiev` in Lu-\nhansk.\n\n" * 20, encoding="utf-8")
    monkeypatch.setattr(sys, "argv", ["prose.py", "--rounds", "1", str(tmp_path / "a.txt")])
    monkeypatch.setattr(prose, "_alone", prose.measured)
    assert prose.main() == 0
    (row,) = [line for line in capsys.readouterr().out.splitlines() if line.startswith("| a.txt")]
    assert row.count("/") == 2 * len(prose.WAYS)


def test_ordinary_words_that_are_rewritten_are_listed(
    tmp_path: Path, capsys: pytest.CaptureFixture[str], monkeypatch: pytest.MonkeyPatch
) -> None:
    ordinary = import_module("ordinary")
    (tmp_path / "words.txt").write_text(
        "the of and to in is for that on with said was it by from he have as this but they not at are be his or an kiev bout",
        encoding="utf-8",
    )
    monkeypatch.setattr(sys, "argv", ["ordinary.py", "en", "--words", str(tmp_path / "words.txt")])
    assert ordinary.main() == 0
    rows = [line.split("\t") for line in capsys.readouterr().out.splitlines()]
    assert [(where, word, written) for where, _, word, written, _ in rows] == [
        ("first", "kiev", "Kyiv"),
        ("amid", "kiev", "Kyiv"),
    ]
    monkeypatch.setattr(sys, "argv", ["ordinary.py", "en", "--words", str(tmp_path / "nowhere.txt")])
    assert ordinary.main() == 74
    assert "nowhere.txt" in capsys.readouterr().err
