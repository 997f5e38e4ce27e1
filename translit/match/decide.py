"""Which chains are mentions: evidence first, then the longest, leftmost, most trusted."""

from __future__ import annotations

from collections.abc import Iterable, Sequence, Set
from dataclasses import dataclass, replace

from translit.match.assemble import Assembler, Chain
from translit.match.evidence import Judge, Verdict
from translit.match.index import Index
from translit.match.near import UNKNOWN_EDIT, UNWEIGHED, Nearness, Spoken, Weight
from translit.mention import Method

SCORES: dict[Method, float] = {"exact": 1.0, "derived": 0.97, "folded": 0.9, "fuzzy": 0.85}
"""The score of a certain mention by method; missing evidence that the document made up for takes something off."""


WEAK = 0.15
"""What a damaged spelling loses for which nothing speaks but that it is near."""

HELD = 0.3
"""The score of what is listed only because it was held back."""


@dataclass(frozen=True, slots=True)
class Decision:
    """One mention: its chain, or several of different entries over the same words; score and reasons.

    `held` says why it is listed but not written; `whose` is False where it is said to be nobody's in particular.
    """

    chains: tuple[Chain, ...]
    score: float
    rules: tuple[str, ...]
    held: str | None = None
    whose: bool = True


@dataclass(frozen=True, slots=True)
class Scope:
    """What is decided: of which entries alone, in which language, with what counts, and whether weak candidates are listed."""

    lang: str | None = None
    wide: bool = False
    weight: Weight = UNWEIGHED
    entries: Set[int] | None = None


def decide(index: Index, assembler: Assembler, fuzzy: Spoken, scope: Scope) -> list[Decision]:
    """The mentions of one document, in order; no two overlap."""
    judge = Judge(index, assembler, scope.lang)
    chains = (chain for place in range(len(assembler.tokens)) for chain in assembler.chains(place, scope.entries))
    judged = [(chain, judge.verdict(chain)) for chain in chains]
    certain = [(c, v) for c, v in judged if v.standing == "certain"]
    taken: dict[int, Decision] = {}
    for decision in _longest(certain, ()):
        _take(taken, decision)
    spoken_of = {c.entry.number for d in taken.values() if len(d.chains) == 1 for c in d.chains}
    held = {p for c, v in judged if v.standing == "blocked" for p in range(c.first, c.last + 1)}
    nearness = Nearness(index, assembler, judge, fuzzy, scope.weight)
    near = [(c, v) for c, v in nearness.chains(taken.__contains__) if not _touches(assembler, c, held)]
    # a given name beside a word that is nearly the surname speaks for the entry as the surname itself would
    spoken_of |= {c.entry.number for c, _ in near if len(c.links) > 1}
    waiting = [(c, v) for c, v in judged if v.standing == "needs entry" and c.entry.number in spoken_of]
    for decision in _longest(waiting, taken):
        _take(taken, decision)
    for decision in _longest([(c, v) for c, v in near if v.standing == "certain" or _is_spoken_of(c, spoken_of)], taken):
        _take(taken, decision)
    found = _without_rivals(judged, dict.fromkeys(taken.values()))
    if scope.wide:
        found += _held_back(judged, near, taken)
    return sorted(found, key=lambda d: d.chains[0].first)


def _is_spoken_of(chain: Chain, spoken_of: Set[int]) -> bool:
    """True for a known confusion where the document speaks of the entry, and for any damage beside another word of the name."""
    known = len(chain.links) > 1 or chain.links[0][1].cost < UNKNOWN_EDIT
    return known and chain.entry.number in spoken_of


def _held_back(
    judged: Sequence[tuple[Chain, Verdict]], near: Sequence[tuple[Chain, Verdict]], taken: dict[int, Decision]
) -> list[Decision]:
    """What is not written, with the reason: weak candidates first, then names that are perhaps somebody else's."""
    rest: list[Decision] = []
    for decision in _longest(near, taken):
        weaker = replace(decision, score=round(decision.score - WEAK, 3), held="near, but nothing else speaks for it")
        _take(taken, weaker)
        rest.append(weaker)
    others = [(c, v) for c, v in judged if v.standing != "certain" and c.entry.kind not in ("given-name", "family-name")]
    reasons = {id(c): v.reason for c, v in others}
    for decision in _longest(others, taken):
        rest.append(replace(decision, score=HELD, held=reasons[id(decision.chains[0])], whose=False))
    return rest


def _take(taken: dict[int, Decision], decision: Decision) -> None:
    chain = decision.chains[0]
    for place in range(chain.first, chain.last + 1):
        taken[place] = decision


def _longest(judged: Sequence[tuple[Chain, Verdict]], taken: Iterable[int]) -> list[Decision]:
    """The leftmost, longest chains that do not overlap; of several over the same words the most trusted."""
    claimed = set(taken)
    by_span: dict[tuple[int, int], list[tuple[Chain, Verdict]]] = {}
    for chain, verdict in judged:
        by_span.setdefault((chain.first, -chain.last), []).append((chain, verdict))
    found: list[Decision] = []
    for (first, last), options in sorted(by_span.items()):
        places = range(first, -last + 1)
        if claimed.isdisjoint(places):
            claimed.update(places)
            found.append(_decision(options))
    return found


def _decision(options: list[tuple[Chain, Verdict]]) -> Decision:
    best = min(chain.rank for chain, _ in options)
    cheapest = min(sum(r.cost for _, r in c.links) for c, _ in options if c.rank == best)
    kept = [(c, v) for c, v in options if c.rank == best and sum(r.cost for _, r in c.links) <= cheapest + 0.3]
    chains = tuple({c.entry.number: c for c, _ in reversed(kept)}.values())[::-1]
    chain, verdict = kept[0]
    score = SCORES[chain.method] - 0.1 * sum(r.cost for _, r in chain.links)
    rules = [f"{r.method}: {r.label}" for _, r in chain.links]
    if verdict.reason:
        score -= 0.05
        why = "" if verdict.standing == "certain" else f", but the document speaks of {chain.entry.canonical}"
        rules.append(verdict.reason + why)
    return Decision(chains, round(max(score, 0.0), 3), tuple(dict.fromkeys(rules)))


def _touches(assembler: Assembler, chain: Chain, held: set[int]) -> bool:
    """True beside a word that is held back: a fold here would make that word's neighbour known, and so release it."""
    before, behind = chain.first - 1, chain.last + 1
    return (before in held and bool(assembler.gap(before))) or (behind in held and bool(assembler.gap(chain.last)))


def _without_rivals(judged: Sequence[tuple[Chain, Verdict]], found: Iterable[Decision]) -> list[Decision]:
    """The decisions without surnames alone where another bearer of the surname stands in the document.

    "Igor Zelensky … Zelensky danced": unless the document also names the entry in full, the surname is not its.
    """
    rivals = {
        c.entry.number for c, v in judged if v.standing == "blocked" and v.reason.startswith(("the given name", "the initial"))
    }
    found = list(found)
    spared = _namesakes(judged, found)
    found = [d for d in found if not all(c.entry.number in spared for c in d.chains)]
    named = {c.entry.number for d in found for c in d.chains if c.full} | {c.entry.number for c, v in judged if v.names}
    return [d for d in found if not all(c.is_part and c.entry.number in rivals - named for c in d.chains)]


def _namesakes(judged: Sequence[tuple[Chain, Verdict]], found: Sequence[Decision]) -> set[int]:
    """The entries of which the document speaks of a namesake first: "ODESSA, Texas (AP) … Odessa police said"."""
    first: dict[int, int] = {}
    for chain, verdict in judged:
        if verdict.reason.startswith("a namesake"):
            number = chain.entry.number
            first[number] = min(first.get(number, chain.first), chain.first)
    earlier = {c.entry.number for d in found for c in d.chains if c.first < first.get(c.entry.number, -1)}
    return set(first) - earlier
