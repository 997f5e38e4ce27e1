"""The fitted weights: they are those that fitting wrote, they are as good as it says, and fitting again changes little."""

from __future__ import annotations

import sys
from datetime import date
from pathlib import Path
from typing import Any

import pytest
import yaml

from translit.match.weights import using, weights

ROOT = Path(__file__).resolve().parent.parent
sys.path.insert(0, str(ROOT / "bench"))

import trials  # noqa: E402
import tune  # noqa: E402

EVALUATION = ROOT.parent / "shared" / "eval"
FILE: dict[str, Any] = yaml.safe_load(tune.WEIGHTS.read_text(encoding="utf-8"))
SHIPPED: dict[str, float] = FILE["weights"]


def test_no_number_was_changed_by_hand() -> None:
    assert tune.digest_of(SHIPPED) == FILE["numbers"]
    on = date.fromisoformat(FILE["date"])
    assert tune.written(SHIPPED, FILE["figures"], FILE["data"], on) == tune.WEIGHTS.read_text(encoding="utf-8")


def test_every_weight_lies_between_its_bounds() -> None:
    limits = tune.bounds()
    assert SHIPPED.keys() == limits.keys()
    assert not [name for name, (least, most) in limits.items() if not least <= SHIPPED[name] <= most]


def test_the_weights_are_as_good_on_the_own_pairs_as_the_file_says() -> None:
    assert tune.own_figures(SHIPPED) == pytest.approx(FILE["figures"]["own"], abs=0.005)
    assert FILE["figures"]["own"]["f1"] >= 0.9


def test_other_weights_change_the_figures() -> None:
    worse = {**SHIPPED, "unlike": 1.0, "unlike_alone": 1.5, "contradiction": 0.5}
    assert tune.own_figures(worse)["f1"] < FILE["figures"]["own"]["f1"] - 0.03


def test_weights_for_a_while_are_gone_afterwards() -> None:
    before = weights()
    with using({**SHIPPED, "first": 2.5}):
        assert weights().first == 2.5
    assert weights() is before


def test_fitting_again_on_a_small_sample_gains_little() -> None:
    found = tune.Trials([], [trials.own_pairs()])
    again = tune.fit(found, SHIPPED, steps=(0.05,))
    assert found.worth(again) - found.worth(SHIPPED) <= 0.15
    assert again == tune.fit(found, SHIPPED, steps=(0.05,))


def test_halves_of_the_data_share_no_entry() -> None:
    asked = [trials.Asked(name, gold, True) for name, gold in (("a", "x"), ("b", "x"), ("c", None))]
    assert asked[0].half == asked[1].half


def test_figures_of_a_list_count_what_they_say() -> None:
    asked = [trials.Asked("a", "1", True), trials.Asked("b", "2", True), trials.Asked("c", None, False)]
    rows = [(asked[0], "1", 0.9), (asked[1], "3", 0.8), (asked[2], "1", 0.5)]
    assert trials.list_figures(rows) == {"top1": 0.5, "recall95": 0.5, "f1": pytest.approx(2 / 3)}


@pytest.mark.skipif(not (EVALUATION / "data").is_dir(), reason="the evaluation on outside names is not at hand")
def test_the_weights_are_as_good_on_a_sample_of_outside_names_as_the_file_says() -> None:
    if FILE["data"] != trials.digest(EVALUATION):
        pytest.skip("the weights were fitted on other data")
    found = tune.sample_figures(EVALUATION, SHIPPED)
    for name, figures in FILE["figures"]["sample"].items():
        assert found[name] == pytest.approx(figures, abs=0.02), name
