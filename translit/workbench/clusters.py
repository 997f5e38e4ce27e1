"""Names that no entry has: the spellings of a corpus that seem to be one name, and the entry that they would make."""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Collection, Mapping, Sequence
from dataclasses import dataclass

from translit.lexicon.flags import Guard
from translit.match.context import around, has
from translit.mention import Method
from translit.rules.fold import word_keys
from translit.rules.load import rules
from translit.rules.romanize import language_of, romanize
from translit.text.script import plain, script_of, without_marks
from translit.workbench.near import near_pairs
from translit.workbench.proposal import NEW, Proposal, gain_of
from translit.workbench.sightings import Census, Places
from translit.workbench.spellings import Finder

MIN_LENGTH = 5
"""Letters below which two unknown words are too easily alike."""

MIN_COUNT = 2
"""How often the usual spelling of a new name stands in the corpus at the least."""

RATIO = 3
"""How many times as frequent the usual spelling is as one that looks like its misprint."""

COMPARED = 300_000
"""How many unknown words are compared with one another: the most frequent ones, so that memory stays bounded."""

_KEYS = 3
_SAME_KEY, _SHARED_KEY, _DAMAGED, _COST = 0.8, 0.68, 0.8, 0.35
_SAME_NEIGHBOUR, _OTHER_GIVEN, _OTHER_NEIGHBOUR, _BESIDE, _SHORT, _LOWER = 0.1, 0.25, 0.12, 0.05, 0.1, 0.3
_ENOUGH_NEIGHBOURS = 3
_TELLING = 8
"""Letters from which on a likeness says something by itself: Ryder and Ridder have one fold key, and are two names."""
_DOUBT = 0.69
_SLUG = re.compile(r"[^a-z0-9]+")


@dataclass(frozen=True, slots=True)
class Member:
    """One more spelling of a cluster: its plain form, how it belongs to the usual one, and how sure that is."""

    form: str
    method: Method
    score: float
    reason: str


@dataclass(frozen=True, slots=True)
class Cluster:
    """An unknown name: its most frequent form, its other spellings, and forms in other scripts that sound like it."""

    head: str
    members: tuple[Member, ...]
    natives: tuple[str, ...] = ()

    @property
    def forms(self) -> tuple[str, ...]:
        return (self.head, *(m.form for m in self.members))


def clusters(finder: Finder, taken: Collection[str], refused: Collection[tuple[str, str]]) -> list[Cluster]:
    """The clusters among the unknown words, those with the more frequent spellings first.

    Each spelling belongs to one cluster, and is compared with the usual spelling only, so that no chain of likenesses
    makes one name of several. `taken` are forms that belong to known entries.
    """
    census = finder.census
    unknown = [f for f in finder.unknown if len(f) >= MIN_LENGTH and f not in taken and (f, NEW) not in refused]
    unknown = sorted(unknown, key=lambda form: (-census.count(form), form))[:COMPARED]
    keys = {form: keys_of(form) for form in unknown}
    by_key: dict[str, list[str]] = {}
    for form in unknown:
        for key in keys[form]:
            by_key.setdefault(key, []).append(form)
    damaged = _damaged(unknown, census)
    assigned: set[str] = set()
    found: list[Cluster] = []
    for head in unknown:
        if head in assigned or census.count(head) < MIN_COUNT:
            continue
        alike = dict.fromkeys(f for key in keys[head] for f in by_key[key] if f not in assigned and f != head)
        own = [f for f in alike if script_of(f) == script_of(head)]
        members = [_of_key(f, keys[f], keys[head]) for f in own if _may_be_misspelt(f, finder)]
        listed = {m.form for m in members}
        members += [m for m in damaged.get(head, ()) if m.form not in assigned | listed and _may_be_misspelt(m.form, finder)]
        if members:
            assigned.update((head, *(m.form for m in members)))
            found.append(Cluster(head, tuple(members), tuple(f for f in alike if script_of(f) != script_of(head))))
    return found


def _may_be_misspelt(form: str, finder: Finder) -> bool:
    """False for a word that is known as a surname: that is a name of its own."""
    return not finder.index.guard(form) & Guard.SURNAME


def _of_key(form: str, keys: Sequence[str], wanted: Sequence[str]) -> Member:
    same = keys[0] == wanted[0]
    shared = next(key for key in keys if key in wanted)
    return Member(form, "folded", _SAME_KEY if same else _SHARED_KEY, f"fold key {shared}")


def _damaged(unknown: Sequence[str], census: Census) -> dict[str, list[Member]]:
    """For each form the rarer ones that look like its misprints."""
    latin = [form for form in unknown if script_of(form) == "Latn"]
    found: dict[str, list[Member]] = {}
    bare = [without_marks(form) for form in latin]
    for rare, frequent, cost in near_pairs(bare, [census.count(form) for form in latin], RATIO):
        member = Member(latin[rare], "fuzzy", round(_DAMAGED - _COST * cost, 2), f"near by {cost:g}")
        found.setdefault(latin[frequent], []).append(member)
    return {head: sorted(row, key=lambda m: (-m.score, m.form)) for head, row in found.items()}


class Skeletons:
    """Turns clusters into proposals: the entry that the usual spelling would make, and the spellings to list in it."""

    def __init__(self, finder: Finder, found: Sequence[Cluster], places: Mapping[str, Places]) -> None:
        self.finder, self.census, self.index, self.places = finder, finder.census, finder.index, places
        self.before, self.behind = self.census.neighbours(
            {form for cluster in found for form in (*cluster.forms, *cluster.natives)}
        )

    def proposals(self, cluster: Cluster) -> list[Proposal]:
        """The entry first, then each further spelling; only the latter change anything."""
        kind, canonical, native = self._entry(cluster)
        entry_id = NEW + _slug(canonical)
        rows = [self._member(m, cluster.head, entry_id, canonical, kind) for m in cluster.members]
        head = Proposal(
            form=self.census.display(cluster.head),
            entry_id=entry_id,
            canonical=canonical,
            count=self.census.count(cluster.head),
            method="new",
            score=max(row.score for row in rows),
            gain=0.0,
            reasons=("the most frequent spelling of an unknown name",),
            contexts=tuple(self.places[cluster.head].contexts),
            kind=kind,
            native=native,
        )
        return [head, *sorted(rows, key=lambda p: (-p.gain, p.form))]

    def _entry(self, cluster: Cluster) -> tuple[str, str, tuple[tuple[str, str], ...]]:
        """Kind, canonical form and native form of the entry, as far as the corpus tells."""
        word = self.census.display(cluster.head)
        given = self._given(cluster.head)
        kind = "person" if given else self._kind(cluster.head)
        full = self._full(cluster.head)
        if script_of(word) == "Latn":
            natives = [self._native(form, full) for form in cluster.natives]
            return kind, full, tuple({_language(n, full): n for n in reversed(natives)}.items())[:2]
        lang = language_of(full, rules()) or "und"
        return kind, romanize(full, lang), ((lang, full),)

    def _full(self, form: str) -> str:
        """A form with the given name that mostly stands before it, if one does."""
        word, given = self.census.display(form), self._given(form)
        return f"{max(given, key=lambda g: (given[g], g))} {word}" if given else word

    def _native(self, form: str, full: str) -> str:
        """A form in another script, behind the word there that sounds like the given name."""
        word, *given = self.census.display(form), *full.split()[:-1]
        wanted = {key for name in given for key in word_keys(name)}
        before = self.before.get(form, Counter()).most_common()
        return next((f"{first} {word}" for first, _ in before if wanted & set(word_keys(first))), word)

    def _given(self, form: str) -> Counter[str]:
        """The given names directly before a form, if they are what mostly stands there."""
        before = self.before.get(form, Counter())
        given: Counter[str] = Counter()
        for word, count in before.items():
            flags = self.index.flags(word)
            if flags & Guard.GIVEN and not flags & Guard.TITLE:
                given[word] = count
        return given if given.total() * 4 >= self.census.count(form) else Counter()

    def _kind(self, form: str) -> str:
        places = self.places[form].contexts
        prepositions = sum(
            has(self.index, around(c.text, c.start, c.end).before, Guard.PREPOSITION | Guard.TYPE_BEFORE) for c in places
        )
        return "place" if prepositions * 2 > len(places) else "person"

    def _member(self, member: Member, head: str, entry_id: str, canonical: str, kind: str) -> Proposal:
        places, count = self.places[member.form], self.census.count(member.form)
        score, reasons = member.score, [member.reason]
        weight, why = self._company(member.form, head)
        score += weight
        reasons = [why, *reasons] if weight < 0 else [*reasons, why] if why else reasons
        score += _BESIDE if places.beside else 0
        score -= _SHORT if len(member.form) == MIN_LENGTH else 0
        score -= _LOWER * min(1.0, 4 * (places.lower + self.places[head].lower) / max(count, 1))
        if min(len(member.form), len(head)) < _TELLING and weight <= 0 and not places.beside:
            score = min(score, _DOUBT)
        score = round(min(max(score, 0.0), 1.0), 2)
        return Proposal(
            form=self.census.display(member.form),
            entry_id=entry_id,
            canonical=canonical,
            count=count,
            method=member.method,
            score=score,
            gain=gain_of(count, score),
            reasons=tuple(reasons),
            contexts=tuple(places.contexts),
            kind=kind,
        )

    def _company(self, form: str, head: str) -> tuple[float, str]:
        """What the words beside two spellings say about their being one name."""
        own, usual = self._neighbours(form), self._neighbours(head)
        if shared := own & usual:
            return _SAME_NEIGHBOUR, f"beside {', '.join(sorted(shared)[:2])} like the usual spelling"
        given, usual_given = self._given(form), self._given(head)
        if given and usual_given:
            return -_OTHER_GIVEN, f"behind {', '.join(sorted(given)[:2])}, which the usual spelling never is"
        if own and len(usual) >= _ENOUGH_NEIGHBOURS:
            return -_OTHER_NEIGHBOUR, f"beside {', '.join(sorted(own)[:2])}, which the usual spelling never is"
        return 0.0, ""

    def _neighbours(self, form: str) -> set[str]:
        """The names beside a form; titles and the like say nothing."""
        words = (*self.before.get(form, ()), *self.behind.get(form, ()))
        return {w for w in words if not self.index.flags(w, self.finder.lang) & (Guard.WORD | Guard.TITLE | Guard.RANK)}


def wanted_places(found: Sequence[Cluster]) -> dict[str, Collection[str]]:
    """The forms to look for, each member with the usual spelling beside it."""
    rows: dict[str, Collection[str]] = {}
    for cluster in found:
        rows[cluster.head] = ()
        rows.update({m.form: (cluster.head,) for m in cluster.members})
    return rows


def keys_of(form: str) -> tuple[str, ...]:
    """The fold keys of a form, the primary one first; one in another script than Latin is read in each language that it may be in."""
    own = word_keys(form)[:_KEYS]
    if script_of(form) == "Latn":
        return own
    return tuple(dict.fromkeys((*own, *(key for lang in _languages(form) for key in word_keys(form, lang)[:_KEYS]))))


def _languages(text: str) -> list[str]:
    """The languages that a text in another script than Latin may be in: those whose case forms are known."""
    return rules().names_of_languages("endings", script_of(text))


def _language(native: str, canonical: str) -> str:
    """The language in which a native form sounds like the canonical one."""
    wanted = set(word_keys(canonical.split()[-1])[:_KEYS])
    likely = language_of(native, rules()) or "und"
    fitting = (lang for lang in (likely, *_languages(native)) if wanted & set(word_keys(native.split()[-1], lang)[:_KEYS]))
    return next(fitting, likely)


def _slug(canonical: str) -> str:
    return _SLUG.sub("-", without_marks(plain(canonical))).strip("-")
