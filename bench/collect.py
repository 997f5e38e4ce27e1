"""A run: every installed system's answers to every question, as bare numbers."""

from __future__ import annotations

import argparse
import platform
import sys
import time
from collections.abc import Iterable, Iterator
from datetime import datetime
from typing import Any

import own
import running
from outside import Evaluation, load_evaluation
from peers import PEERS, installed, missing
from questions import Question, ask, chosen, stored
from systems import SharedKeys, System, Translit

import translit


def tell(message: str) -> None:
    """Say at a terminal what is being done."""
    if sys.stderr.isatty():
        print(f"quality: {message}", file=sys.stderr, flush=True)


def collected(options: argparse.Namespace) -> dict[str, Any]:
    """Everything that the options ask for, as numbers; no name of the evaluation is in it."""
    begun = time.process_time()
    evaluation = load_evaluation(options.eval) if options.eval else None
    systems = list(systems_of(options.peer))
    norm = translit.Normalizer()
    run: dict[str, Any] = {
        "about": about(options, norm, {s.name for s in systems}),
        "own": own_figures(norm),
        "tasks": asked(questions(evaluation, options), systems, options),
    }
    tell("running text")
    scans = evaluation is not None and "G" in options.tasks
    news, accepted = (evaluation.news(), evaluation.accepted()) if evaluation and scans else ([], set())
    run["running"] = running.run(running.corpora(news, accepted))
    run["about"]["accepted"] = len(accepted)
    if evaluation is not None:
        run |= outside_figures(evaluation, systems, options)
    run["about"]["cpu_seconds"] = round(time.process_time() - begun)
    return run


def systems_of(wanted: list[str] | None) -> Iterator[System]:
    """translit and the installed peers; the others are named."""
    yield Translit()
    for peer in missing(wanted):
        print(f"quality: {peer.name} is left out: pip install {' '.join(peer.packages)}", file=sys.stderr)
    for peer in installed(wanted):
        tell(f"loading {peer.name}")
        try:
            yield peer.make()
        except ImportError as error:
            print(f"quality: {peer.name} is left out: {error}", file=sys.stderr)


def about(options: argparse.Namespace, norm: translit.Normalizer, names: set[str]) -> dict[str, Any]:
    """What ran, on what, with which settings."""
    return {
        "date": f"{datetime.now():%Y-%m-%d}",
        "version": translit.__version__,
        "lexicon": norm.lexicon.version,
        "entries": len(norm.lexicon),
        "python": platform.python_version(),
        "machine": platform.machine(),
        "peers": {p.name: p.versions for p in installed() if p.name in names},
        "missing": [p.name for p in PEERS if p.name not in names],
        "sample": options.sample,
        "resamples": options.resamples,
        "seed": options.seed,
    }


def own_figures(norm: translit.Normalizer) -> dict[str, dict[str, list[bool]]]:
    """Which of the project's own cases, gold folds and press spellings hold."""
    tell("own corpora")
    seeds: dict[str, list[bool]] = {}
    for document in own.seeds():
        edits = [(m.start, m.end, m.replacement) for m in norm.find(document.text) if m.replacement != m.text]
        made, false = running.judged(document, edits)
        for phenomenon, held in zip(document.phenomena, made, strict=True):
            seeds.setdefault(phenomenon, []).append(held)
        seeds.setdefault("texts without another change", []).append(not false)
    cases = {
        "cases that change come out as they should": [norm.fold(c["text"]) == c["out"] for c in own.cases("in_the_wild")],
        "cases that must stay do": [norm.fold(d.text) == d.text for d in own.negative()],
        "known failures still fail": own.known_failures(norm),
    }
    press = own.press_by_rule()
    others = {"look-alikes that do not": press.pop("others")}
    return {"cases": cases, "seeds": seeds, "press": {"all": [h for v in press.values() for h in v], **press, **others}}


def questions(evaluation: Evaluation | None, options: argparse.Namespace) -> dict[str, dict[str, Question]]:
    """What every system is asked, by task and category."""
    found: dict[str, dict[str, Question]] = {"press": {"press": own.press_pairs()}}
    if evaluation is not None:
        found |= {task: evaluation.listed(task) for task in "BN" if task in options.tasks}
        found |= {"C": evaluation.pairs()} if "C" in options.tasks else {}
    if options.sample is None:
        return found
    return {t: {name: q.sample(options.sample, options.seed) for name, q in asks.items()} for t, asks in found.items()}


def asked(found: dict[str, dict[str, Question]], systems: Iterable[System], options: argparse.Namespace) -> dict[str, Any]:
    kept: dict[str, Any] = {task: {name: stored(q) for name, q in asks.items()} for task, asks in found.items()}
    for system in systems:
        for task, asks in found.items():
            for name, question in asks.items():
                tell(f"{system.name}: {task} {name}")
                kept[task][name]["systems"][system.name] = ask(question, system)
    return kept


def outside_figures(evaluation: Evaluation, systems: list[System], options: argparse.Namespace) -> dict[str, Any]:
    """Clean news in spans, keys and minimal pairs of all systems; and translit by the evaluation's own scorer."""
    found: dict[str, Any] = {}
    tasks = set(options.tasks)
    if tasks >= {"B", "G"}:
        every, lexicon = evaluation.spans(), evaluation.lexicon("B", "ofac")
        spans = [every[n] for n in chosen(len(every), options.sample or len(every), options.seed)]
        found["spans"] = {}
        for system in systems:
            tell(f"{system.name}: spans of clean news")
            answers = system.resolve(spans, lexicon, "person")
            found["spans"][system.name] = [None if id is None else round(score, 4) for id, score in answers]
    if tasks >= {"C", "M"}:
        found["minimal"] = {s.name: evaluation.minimal_pairs(s) for s in systems}
    tell("the scorer's own figures")
    found["scorer"] = evaluation.scored(options.tasks)
    if tasks >= {"E", "M"}:
        tell("keys")
        found["keys"] = {s.name: evaluation.keys(s) for s in systems if isinstance(s, SharedKeys)}
        found["keys"] |= {"translit": {task: found["scorer"][task] for task in "EM"}}
    return found
