"""What a corpus says that a lexicon lacks: proposals, ranked by how much they would change."""

from __future__ import annotations

from collections import Counter
from collections.abc import Callable, Collection, Iterable, Iterator, Sequence
from dataclasses import dataclass

from translit.match.index import Index
from translit.match.lookup import Lookup
from translit.normalizer import Normalizer
from translit.text.script import plain
from translit.workbench.clusters import Cluster, Skeletons, clusters, wanted_places
from translit.workbench.corpus import Corpus
from translit.workbench.proposal import LINE, NEW, Proposal, gain_of
from translit.workbench.sightings import Census, Context, Places, places_of
from translit.workbench.spellings import Candidate, Finder, beside

LOOKED_UP = 5_000
"""How many forms are looked up in the text: those that could change most."""

_LISTENED = 500
"""How many passages tell which language the corpus is mostly in."""


@dataclass(frozen=True, slots=True)
class Asked:
    """What is wanted of `suggest`.

    `min_count` is how often a form stands in the corpus at the least, `min_score` what a proposal needs, `limit` how many are
    given. `known` and `new` switch the two sorts of proposals; `already` also lists what is folded today by other means.
    """

    min_count: int = 1
    min_score: float = 0.5
    limit: int = 200
    known: bool = True
    new: bool = True
    already: bool = False


def suggest(
    norm: Normalizer,
    corpus: Corpus,
    asked: Asked | None = None,
    refused: Collection[tuple[str, str]] = (),
    tell: Callable[[str], None] = lambda step: None,
) -> list[Proposal]:
    """The proposals for a corpus, those that would change most first.

    `refused` holds (plain form, entry id) pairs that are not proposed again; `tell` hears which step begins.
    """
    asked = asked or Asked()
    tell("counting words")
    languages: Counter[str | None] = Counter()
    census = Census.of(_listened(corpus, norm.lexicon.index, languages))
    tell("comparing words with the lexicon")
    lang = norm.config.lang or (languages.most_common(1) or [(None, 0)])[0][0]
    finder = Finder(Lookup(norm.lexicon.index, norm.config), census, lang)
    candidates = finder.candidates(asked.min_count if asked.known else None)
    candidates = [c for c in candidates if (plain(c.text), c.entry.id) not in refused]
    candidates = _promising(candidates, finder)
    sure = {c.form for c in candidates if c.score() >= LINE}
    groups = _frequent(clusters(finder, sure, refused), finder) if asked.new else []
    tell("looking at the places")
    places = places_of(corpus.passages(), {**wanted_places(groups), **beside(candidates, finder.spoken)})
    tell("weighing")
    found = [p for c in candidates if (p := _proposal(c, places[c.form], norm, asked)) is not None]
    skeletons = Skeletons(finder, groups, places)
    new = [rows for rows in map(skeletons.proposals, groups) if (plain(rows[0].canonical), NEW) not in refused]
    return _ranked(found, new, asked)


def _listened(corpus: Corpus, index: Index, languages: Counter[str | None]) -> Iterator[str]:
    """The text of the corpus, the languages of its first passages counted by the way."""
    for number, passage in enumerate(corpus.passages()):
        if number < _LISTENED:
            languages[index.language_of(passage.text)] += 1
        yield passage.text


def _promising(candidates: list[Candidate], finder: Finder) -> list[Candidate]:
    """The candidates that could change most, as far as the words alone tell."""
    for candidate in candidates:
        candidate.known_count = sum(map(finder.census.count, finder.spoken.get(candidate.entry.number, ())))
    return sorted(candidates, key=lambda c: (-c.count * c.score(), c.form))[:LOOKED_UP]


def _frequent(groups: list[Cluster], finder: Finder) -> list[Cluster]:
    """The clusters that could change most."""
    count = finder.census.count
    return sorted(groups, key=lambda g: (-sum(count(m.form) * m.score for m in g.members), g.head))[:LOOKED_UP]


def _proposal(candidate: Candidate, places: Places, norm: Normalizer, asked: Asked) -> Proposal | None:
    """The proposal of a candidate, None where it is too weak or would change nothing."""
    candidate.places = places
    if candidate.score() < asked.min_score or not places.contexts:
        return None
    found, elsewhere = _folded_today(norm, places.contexts, candidate.entry.id)
    if elsewhere * 2 > len(places.contexts):
        return None  # part of another name
    share = 1 - found / len(places.contexts)
    if share == 0 and not asked.already:
        return None
    score = candidate.score()
    return Proposal(
        form=candidate.text,
        entry_id=candidate.entry.id,
        canonical=candidate.entry.canonical,
        count=candidate.count,
        method=candidate.reading.method,
        score=score,
        gain=gain_of(candidate.count * share, score),
        reasons=(*candidate.reasons(), *((f"{found} of {len(places.contexts)} places are folded today",) if found else ())),
        contexts=tuple(places.contexts),
        kind=candidate.entry.kind,
        already=share == 0,
    )


def _folded_today(norm: Normalizer, contexts: Sequence[Context], entry_id: str) -> tuple[int, int]:
    """In how many of the places the form is found as the entry today, and in how many as another one."""
    own = other = 0
    for context in contexts:
        for mention in norm.find(context.text):
            if mention.start < context.end and context.start < mention.end:
                mine = entry_id in (mention.entry_id, *mention.candidates)
                own, other = own + mine, other + (not mine)
                break
    return own, other


def _ranked(known: Iterable[Proposal], new: Iterable[Sequence[Proposal]], asked: Asked) -> list[Proposal]:
    """All proposals by gain, the spellings of one new name together, cut to the limit."""
    groups: list[Sequence[Proposal]] = [[p] for p in known]
    groups += [kept for rows in new if len(kept := _strong(rows, asked.min_score)) > 1]
    groups.sort(key=lambda rows: (-sum(p.gain for p in rows), rows[0].form, rows[0].entry_id))
    taken: list[Proposal] = []
    for rows in groups:
        if len(taken) + len(rows) > asked.limit and taken:
            break
        taken += rows
    return taken


def _strong(rows: Sequence[Proposal], min_score: float) -> list[Proposal]:
    return [p for p in rows if p.score >= min_score]
