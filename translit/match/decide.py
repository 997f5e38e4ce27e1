"""Which chains are mentions: evidence first, then the longest, leftmost, most trusted."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Sequence
from dataclasses import dataclass

from translit.match.assemble import Assembler, Chain
from translit.match.evidence import Judge, Verdict
from translit.match.index import Index
from translit.match.reading import Reading
from translit.mention import Method

SCORES: dict[Method, float] = {"exact": 1.0, "derived": 0.97, "folded": 0.9, "fuzzy": 0.85}
"""The score of a certain mention by method; missing evidence that the document made up for takes something off."""


_UNKNOWN_EDIT = 1.0
"""The cost of an edit that is no known confusion: Micron is not Macron. Only a given name beside the word outweighs one."""


@dataclass(frozen=True, slots=True)
class Decision:
    """One mention: its chain, or several of different entries over the same words; score and reasons."""

    chains: tuple[Chain, ...]
    score: float
    rules: tuple[str, ...]


Spoken = Callable[[str], Sequence[Reading]]


def decide(index: Index, assembler: Assembler, fuzzy: Spoken, lang: str | None = None) -> list[Decision]:
    """The mentions of one document, in order; no two overlap."""
    judge = Judge(index, assembler, lang)
    judged = [(chain, judge.verdict(chain)) for place in range(len(assembler.tokens)) for chain in assembler.chains(place)]
    certain = [(c, v) for c, v in judged if v.standing == "certain"]
    taken: dict[int, Decision] = {}
    for decision in _longest(certain, ()):
        _take(taken, decision)
    spoken_of = {c.entry.number for d in taken.values() if len(d.chains) == 1 for c in d.chains}
    held = {p for c, v in judged if v.standing == "blocked" for p in range(c.first, c.last + 1)}
    near = [(c, v) for c, v in _near_chains(index, assembler, judge, fuzzy, taken) if not _touches(assembler, c, held)]
    # a given name beside a word that is nearly the surname speaks for the entry as the surname itself would
    spoken_of |= {c.entry.number for c, _ in near if len(c.links) > 1}
    waiting = [(c, v) for c, v in judged if v.standing == "needs entry" and c.entry.number in spoken_of]
    for decision in _longest(waiting, taken):
        _take(taken, decision)
    for decision in _longest([(c, v) for c, v in near if c.entry.number in spoken_of], taken):
        _take(taken, decision)
    found = _without_rivals(judged, dict.fromkeys(taken.values()))
    return sorted(found, key=lambda d: d.chains[0].first)


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
        rules.append(f"{verdict.reason}, but the document speaks of {chain.entry.canonical}")
    return Decision(chains, round(max(score, 0.0), 3), tuple(dict.fromkeys(rules)))


def _near_chains(
    index: Index, assembler: Assembler, judge: Judge, fuzzy: Spoken, taken: dict[int, Decision]
) -> list[tuple[Chain, Verdict]]:
    """Chains with a damaged word: a part that stands alone, or a surname behind or before a fitting given name."""
    found: list[tuple[Chain, Verdict]] = []
    for place, token in enumerate(assembler.tokens):
        if place in taken or assembler.readings(place):
            continue
        for reading in fuzzy(token.text):
            entry = index.entry(reading.entry)
            chain = _beside_given(assembler, place, reading, index) or _among_words(assembler, place, reading, index)
            if chain is None and (len(entry.words) == 1 or reading.slot in entry.family):
                chain = Chain(entry, ((place, reading),), len(entry.words) == 1)
                if reading.cost >= _UNKNOWN_EDIT or judge.verdict(chain).standing == "blocked":
                    continue
            if chain is not None:
                found.append((chain, Verdict("needs entry", "a damaged spelling")))
    return found


def _touches(assembler: Assembler, chain: Chain, held: set[int]) -> bool:
    """True beside a word that is held back: a fold here would make that word's neighbour known, and so release it."""
    before, behind = chain.first - 1, chain.last + 1
    return (before in held and bool(assembler.gap(before))) or (behind in held and bool(assembler.gap(chain.last)))


def _beside_given(assembler: Assembler, place: int, reading: Reading, index: Index) -> Chain | None:
    """The chain of a damaged surname with the given name of its entry directly beside it."""
    entry = index.entry(reading.entry)
    surname = entry.family or {len(entry.words) - 1}
    if entry.kind not in ("person", "") or len(entry.words) == 1 or reading.slot not in surname:
        return None
    for other, gap in ((place - 1, assembler.gap(place - 1)), (place + 1, assembler.gap(place))):
        if gap != "space" or not 0 <= other < len(assembler.tokens):
            continue
        for given in assembler.readings(other):
            if given.entry == reading.entry and given.slot != reading.slot and given.name == reading.name:
                links = sorted(((place, reading), (other, given)), key=lambda link: link[0])
                return Chain(entry, tuple(links), True)
    return None


def _among_words(assembler: Assembler, place: int, reading: Reading, index: Index) -> Chain | None:
    """The chain of a damaged word with all the other words of a name of several words, in order, around it."""
    entry = index.entry(reading.entry)
    first = place - reading.slot
    places = range(first, first + len(entry.words))
    if entry.kind == "person" or len(entry.words) < 2 or first < 0 or places[-1] >= len(assembler.tokens):
        return None
    if any(assembler.gap(p) not in ("space", "hyphen", "particle") for p in places[:-1]):
        return None
    links: list[tuple[int, Reading]] = []
    for slot, other in enumerate(places):
        same = (r for r in assembler.readings(other) if (r.entry, r.name, r.slot) == (reading.entry, reading.name, slot))
        found = reading if other == place else next(same, None)
        if found is None:
            return None
        links.append((other, found))
    return Chain(entry, tuple(links), True)


def _without_rivals(judged: Sequence[tuple[Chain, Verdict]], found: Iterable[Decision]) -> list[Decision]:
    """The decisions without surnames alone where another bearer of the surname stands in the document.

    "Igor Zelensky … Zelensky danced": unless the document also names the entry in full, the surname is not its.
    """
    rivals = {
        c.entry.number for c, v in judged if v.standing == "blocked" and v.reason.startswith(("the given name", "the initial"))
    }
    found = list(found)
    found = [d for d in found if not all(_is_namesake(c, judged, found) for c in d.chains)]
    named = {c.entry.number for d in found for c in d.chains if c.full} | {c.entry.number for c, v in judged if v.names}
    return [d for d in found if not all(c.is_part and c.entry.number in rivals - named for c in d.chains)]


def _is_namesake(chain: Chain, judged: Sequence[tuple[Chain, Verdict]], found: Sequence[Decision]) -> bool:
    """True where the document speaks of a namesake first: "ODESSA, Texas (AP) … Odessa police said"."""
    number = chain.entry.number
    first = min((c.first for c, v in judged if c.entry.number == number and v.reason.startswith("a namesake")), default=None)
    return first is not None and all(c.first > first for d in found for c in d.chains if c.entry.number == number)
