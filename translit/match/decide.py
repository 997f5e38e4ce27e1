"""Which chains are mentions: evidence first, then the longest, leftmost, most trusted."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Mapping, Sequence, Set
from dataclasses import dataclass
from types import MappingProxyType
from typing import Any, NamedTuple, TypeVar

from translit.match.assemble import Assembler, Chain
from translit.match.company import UNKNOWN_EDIT
from translit.match.evidence import Judge, Verdict
from translit.match.index import Index
from translit.match.interest import NONE
from translit.match.language import Language
from translit.match.near import ALONE, FAINT, FAR, UNWEIGHED, Nearness, Spoken, Weight
from translit.match.reading import Reading, Spelling
from translit.mention import Method

SCORES: dict[Method, float] = {"exact": 1.0, "derived": 0.97, "folded": 0.9, "fuzzy": 0.85}
"""The score of a certain mention by method; missing evidence that the document made up for takes something off."""


WEAK = 0.15
"""What a damaged spelling loses for which nothing speaks but that it is near."""

HELD = 0.3
"""The score of what is listed only because it was held back."""


class Decision(NamedTuple):
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
    """What is decided: in which language, with what counts, and whether weak candidates are listed."""

    lang: Language
    wide: bool = False
    weight: Weight = UNWEIGHED


Judged = Sequence[tuple[Chain, Verdict]]

Said = TypeVar("Said")

Place = tuple[int, int]
"""A place in a document: the number of a passage, and of a word in it."""

_NOWHERE: Mapping[Any, int] = MappingProxyType({})


class Survey:
    """What one document, or one passage of it, says of itself; what the rest of the document adds is for `concluded`.

    `spoken_of` are the entries that it speaks of for certain, with the spellings that it has for them, `open` the entries of
    which a mention elsewhere would change something here, `needed` those and the spellings that this takes, `parts` those of
    certain mentions that are a part of a name, one word, or a place. `of_rivals` are the spellings of those whose surname it
    gives to somebody else, with the first place; `named` those that an office, an initial or a preposition names, `of_named`
    how they are spelled there; `namesakes` those of whose namesake it speaks, with the first place; `against` are the
    entries of rivals and namesakes, `mentioned` all of which it says anything.
    """

    def __init__(self, judged: Judged, near: Judged, certain: list[Decision], number: Callable[[Reading], int]) -> None:
        self.judged, self.near, self.certain = judged, near, certain
        waiting: list[tuple[int, Chain, Verdict]] = []
        named, of_named = set[int](), set[Spelling]()
        of_rivals: dict[Spelling, int] = {}
        namesakes: dict[int, int] = {}
        for chain, verdict in judged:
            entry = chain.entry.number
            if verdict.names:
                named.add(entry)
                of_named.add(chain.spelling)
            if chain.entry.names_nobody:
                continue
            if verdict.standing == "needs entry":
                waiting.append((number(chain.links[0][1]) if verdict.alike else entry, chain, verdict))
            elif verdict.reason.startswith(("the given name", "the initial")):
                of_rivals[chain.spelling] = min(of_rivals.get(chain.spelling, chain.first), chain.first)
            elif verdict.reason.startswith("a namesake"):
                namesakes[entry] = min(namesakes.get(entry, chain.first), chain.first)
        chains = [c for d in certain for c in d.chains]
        named.update(c.entry.number for c in chains if c.entry.kind == "place" and c.canonical)
        meant = [d.chains[0] for d in certain if len(d.chains) == 1]
        spoken_of = {c.entry.number for c in meant}.union(number(r) for c in meant for _, r in c.links)
        # what is written without it speaks for the entry, as it will when the text is folded again
        spoken_of.update(c.entry.number for c, v in near if v is ALONE or (len(c.links) > 1 and v is not FAR))
        opened = {c.entry.number for _, c, _ in waiting}.union(c.entry.number for c, _ in near)
        parts = {c.entry.number for c in chains if c.is_part or len(c.links) == 1 or c.entry.kind == "place"}
        against = {entry for entry, _, _ in of_rivals}.union(namesakes)
        # many passages are remembered, and most say little: what is empty is made once
        self.waiting: Sequence[tuple[int, Chain, Verdict]] = waiting or ()
        self.spoken_of: Set[int] = spoken_of or NONE
        self.open: Set[int] = opened or NONE
        self.needed = frozenset(opened.union(needed for needed, _, _ in waiting)) or NONE
        self.parts: Set[int] = parts or NONE
        self.named: Set[int] = named or NONE
        self.of_named: Set[Spelling] = of_named or NONE
        self.of_rivals: Mapping[Spelling, int] = of_rivals or _NOWHERE
        self.namesakes: Mapping[int, int] = namesakes or _NOWHERE
        self.against: Set[int] = against or NONE
        self.mentioned: Set[int] = opened.union(against, named, (c.entry.number for c in chains)) or NONE

    def settled(self, spoken_of: Set[int]) -> list[Decision]:
        """The mentions, in order, where the document speaks of these entries."""
        return in_order({id(d): d for d in self._taken(spoken_of).values()}.values())

    def held_back(self, spoken_of: Set[int]) -> list[Decision]:
        """What is listed besides, with the reason why it is not written."""
        return _held_back(self.judged, self.near, self._taken(spoken_of))

    def close(self) -> None:
        """Forget what only the question of other mentions would need."""
        self.judged, self.near, self.waiting = (), (), ()

    def _taken(self, spoken_of: Set[int]) -> dict[int, Decision]:
        taken: dict[int, Decision] = {}
        _take(taken, self.certain)
        written = [(c, v) for c, v in self.near if v is not FAR]
        _take(taken, _longest([(c, v) for c, v in written if len(c.links) > 1], taken))
        waiting = [(c, v) for needed, c, v in self.waiting if needed in spoken_of]
        _take(taken, _longest(waiting, taken))
        near = [(c, v) for c, v in written if v.standing == "certain" or _is_spoken_of(c, spoken_of)]
        _take(taken, _longest(near, taken))
        return taken


def survey(index: Index, assembler: Assembler, fuzzy: Spoken, scope: Scope) -> Survey:
    """What the words of a document, or of a passage, say of themselves."""
    judge = Judge(index, assembler, scope.lang)
    chains = (chain for place in range(len(assembler.tokens)) for chain in assembler.chains(place))
    judged = [(chain, judge.verdict(chain)) for chain in chains]
    taken: dict[int, Decision] = {}
    certain = _longest([(c, v) for c, v in judged if v.standing == "certain"], ())
    _take(taken, certain)
    held = {p for c, v in judged if v.standing == "blocked" for p in range(c.first, c.last + 1)} - taken.keys()
    nearness = Nearness(index, assembler, judge, fuzzy, scope.weight)
    near = list(nearness.chains(taken.__contains__))
    held |= nearness.held
    return Survey(judged, _undisturbing(assembler, near, held) if held else near, certain, index.spelling)


def decide(index: Index, assembler: Assembler, fuzzy: Spoken, scope: Scope) -> list[Decision]:
    """The mentions of one document, in order; no two overlap."""
    whole = survey(index, assembler, fuzzy, scope)
    found = concluded([whole], [whole.settled(whole.spoken_of)])[0]
    if scope.wide:
        found = in_order((*found, *whole.held_back(whole.spoken_of)))
    return found


def concluded(surveys: Sequence[Survey], settled: Sequence[list[Decision]]) -> Sequence[list[Decision]]:
    """What remains of the mentions of each passage of a document, when what the others say against them is heard.

    A surname alone is not the entry's where another bearer stands in the document ("Igor Zelensky … Zelensky danced"),
    unless the document also names the entry in full, and not only in another spelling than that of a bearer who stands before
    ("Martin Schulz … Howard Schultz … Schultz said"), nor is a place the entry where it is somebody's surname ("Rosa Luxemburg …
    Luxemburg wrote") and no preposition says that it is a place; and where the document speaks of a namesake first ("ODESSA,
    Texas (AP) … Odessa police said"), it speaks of the namesake throughout.
    """
    if not any(s.against for s in surveys):
        return settled
    spared = _namesakes(surveys, settled)
    settled = [[d for d in row if not all(c.entry.number in spared for c in d.chains)] for row in settled]
    named = {c.entry.number for row in settled for d in row for c in d.chains if c.full and not _may_be_surname(c)}
    rivals = {entry for s in surveys for entry, _, _ in s.of_rivals} - named.union(*(s.named for s in surveys))
    full = {r.spelling for s in surveys for d in s.certain for c in d.chains if c.full for _, r in c.links}
    met = _first((s.of_rivals for s in surveys), full.union(*(s.of_named for s in surveys)))

    def is_rivals(chain: Chain, passage: int) -> bool:
        if not _may_be_surname(chain):
            return False
        return chain.entry.number in rivals or met.get(chain.spelling, (passage, chain.first)) < (passage, chain.first)

    return [[d for d in row if not all(is_rivals(c, n) for c in d.chains)] for n, row in enumerate(settled)]


def _may_be_surname(chain: Chain) -> bool:
    """True for a part of a name, and for a place of one word."""
    return chain.is_part or (chain.entry.kind == "place" and len(chain.links) == 1)


def _namesakes(surveys: Sequence[Survey], settled: Sequence[list[Decision]]) -> set[int]:
    """The entries of which the document speaks of a namesake first."""
    first = _first(s.namesakes for s in surveys)
    mentions = ((c, (passage, c.first)) for passage, row in enumerate(settled) for d in row for c in d.chains)
    return set(first) - {c.entry.number for c, place in mentions if place < first.get(c.entry.number, (-1, -1))}


def _first(said: Iterable[Mapping[Said, int]], without: Set[Said] = frozenset()) -> dict[Said, Place]:
    """Where what the passages of a document say is said first."""
    first: dict[Said, Place] = {}
    for passage, places in enumerate(said):
        for what, place in places.items():
            if what not in without:
                first.setdefault(what, (passage, place))
    return first


def in_order(decisions: Iterable[Decision]) -> list[Decision]:
    """The decisions as they stand in the text."""
    return sorted(decisions, key=lambda d: d.chains[0].first)


def _is_spoken_of(chain: Chain, spoken_of: Set[int]) -> bool:
    """True for a known confusion where the document speaks of the entry, and for any damage beside another word of the name."""
    known = len(chain.links) > 1 or chain.links[0][1].cost < UNKNOWN_EDIT
    return known and chain.entry.number in spoken_of


def _held_back(
    judged: Sequence[tuple[Chain, Verdict]], near: Sequence[tuple[Chain, Verdict]], taken: dict[int, Decision]
) -> list[Decision]:
    """What is not written, with the reason: weak candidates first, then names that are perhaps somebody else's."""
    rest: list[Decision] = []
    for decision in _longest([(c, v) for c, v in near if v is not FAINT], taken, spoken_of=False):
        weaker = decision._replace(score=round(decision.score - WEAK, 3), held="near, but nothing else speaks for it")
        _take(taken, [weaker])
        rest.append(weaker)
    others = [(c, v) for c, v in judged if v.standing != "certain" and not c.entry.names_nobody]
    reasons = {id(c): v.reason for c, v in others}
    for decision in _longest(others, taken, spoken_of=False):
        rest.append(decision._replace(score=HELD, held=reasons[id(decision.chains[0])], whose=False))
    return rest


def _take(taken: dict[int, Decision], decisions: Iterable[Decision]) -> None:
    for decision in decisions:
        chain = decision.chains[0]
        taken.update(dict.fromkeys(range(chain.first, chain.last + 1), decision))


def _longest(judged: Judged, taken: Iterable[int], spoken_of: bool = True) -> list[Decision]:
    """The leftmost, longest chains that do not overlap; of several over the same words the most trusted.

    `spoken_of` is False where no document speaks of the entries, so that nothing made up for what evidence is missing.
    """
    if not judged:
        return []
    claimed = set(taken)
    by_span: dict[tuple[int, int], list[tuple[Chain, Verdict]]] = {}
    for chain, verdict in judged:
        by_span.setdefault((chain.first, -chain.last), []).append((chain, verdict))
    found: list[Decision] = []
    for (first, last), options in sorted(by_span.items()):
        places = range(first, -last + 1)
        if claimed.isdisjoint(places):
            claimed.update(places)
            found.append(_decision(options, spoken_of))
    return found


def _decision(options: list[tuple[Chain, Verdict]], spoken_of: bool) -> Decision:
    kept = options if len(options) == 1 else _best(options)
    chains = tuple({c.entry.number: c for c, _ in reversed(kept)}.values())[::-1]
    chain, verdict = kept[0]
    score = SCORES[chain.method] - 0.1 * chain.cost
    rules = [f"{r.method}: {r.label}" for _, r in chain.links]
    if verdict.reason:
        score -= 0.05
        made_up = spoken_of and verdict.standing != "certain"
        rules.append(f"{verdict.reason}, but the document speaks of {chain.entry.canonical}" if made_up else verdict.reason)
    return Decision(chains, round(max(score, 0.0), 3), tuple(dict.fromkeys(rules)))


def _best(options: list[tuple[Chain, Verdict]]) -> list[tuple[Chain, Verdict]]:
    """The most trusted of several chains over the same words, and of those the cheap ones."""
    best = min(chain.rank for chain, _ in options)
    cheapest = min(c.cost for c, _ in options if c.rank == best)
    return [(c, v) for c, v in options if c.rank == best and c.cost <= cheapest + 0.3]


def _undisturbing(assembler: Assembler, near: Judged, held: set[int]) -> Judged:
    """The chains that stand beside no word that is held back, or only beside one that is itself written in another of them."""
    found, left, held_back = list[tuple[Chain, Verdict]](), near, held
    while new := [(c, v) for c, v in left if not _touches(assembler, c, held_back)]:
        found += new
        written: dict[int, Decision] = {}
        _take(written, _longest([(c, v) for c, v in found if len(c.links) > 1 and v is not FAR], ()))
        left = [(c, v) for c, v in left if written.keys().isdisjoint(range(c.first, c.last + 1))]
        left, held_back = [pair for pair in left if pair not in new], held - written.keys()
    return found


def _touches(assembler: Assembler, chain: Chain, held: set[int]) -> bool:
    """True beside a word that is held back: a fold here would make that word's neighbour known, and so release it."""
    before, behind = chain.first - 1, chain.last + 1
    return (before in held and bool(assembler.gap(before))) or (behind in held and bool(assembler.gap(chain.last)))
