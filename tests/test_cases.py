"""Sentences from the wild: what is folded, what stays, and what is known to fail.

The cases are data. `cases/in_the_wild.yaml` holds `text` and `out`, `cases/negative.yaml` texts that come out as they went in,
`cases/known_failures.yaml` what should come out but does not yet: a strict xfail, so that an accidental repair fails the run.
"""

from __future__ import annotations

from pathlib import Path
from typing import Any

import pytest
import yaml

from translit import Normalizer

FOLDER = Path(__file__).parent / "cases"


def read_cases(name: str) -> list[dict[str, str]]:
    values: Any = yaml.safe_load((FOLDER / name).read_text(encoding="utf-8"))
    return list(values["cases"] or ())


def title_of(case: dict[str, str]) -> str:
    return f"{case['text'][:60].strip()} [{case['why']}]".replace("\n", " ")


IN_THE_WILD, NEGATIVE, KNOWN_FAILURES = (read_cases(f"{n}.yaml") for n in ("in_the_wild", "negative", "known_failures"))


def test_cases_were_found() -> None:
    assert len(IN_THE_WILD) >= 150
    assert len(NEGATIVE) >= 250


def test_negatives_outnumber_positives() -> None:
    assert len(NEGATIVE) > len(IN_THE_WILD)


def test_each_case_stands_once_and_says_why() -> None:
    every = [*IN_THE_WILD, *NEGATIVE, *KNOWN_FAILURES]
    texts = [case["text"] for case in every]
    assert sorted(texts) == sorted(set(texts))
    assert not [case["text"] for case in every if not case.get("why")]


def test_in_the_wild_holds_only_what_changes() -> None:
    assert not [case["text"] for case in IN_THE_WILD if case["text"] == case["out"]]


@pytest.mark.parametrize("case", IN_THE_WILD, ids=title_of)
def test_name_is_folded(norm: Normalizer, case: dict[str, str]) -> None:
    assert norm.fold(case["text"]) == case["out"]


@pytest.mark.parametrize("case", NEGATIVE, ids=title_of)
def test_text_is_left_alone(norm: Normalizer, case: dict[str, str]) -> None:
    assert norm.fold(case["text"]) == case["text"]


def test_folded_cases_fold_to_themselves(norm: Normalizer) -> None:
    folded = [norm.fold(case["text"]) for case in IN_THE_WILD]
    assert [norm.fold(text) for text in folded] == folded


@pytest.mark.parametrize(
    "case", [pytest.param(c, marks=pytest.mark.xfail(strict=True, reason=c["why"]), id=title_of(c)) for c in KNOWN_FAILURES]
)
def test_known_failure(norm: Normalizer, case: dict[str, str]) -> None:
    assert norm.fold(case["text"]) == case["out"]
