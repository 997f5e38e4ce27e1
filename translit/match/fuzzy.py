"""The last step: damaged spellings, near to a word of an entry that the document speaks of."""

from __future__ import annotations

import math
from collections.abc import Collection, Iterable

from rapidfuzz.distance import OSA

from translit.lexicon.flags import GUARDED, NAME_LIKE, Guard, Source
from translit.match.edits import begins_alike, damage_cost, given_costs, latin_costs
from translit.match.exact import spelled_readings
from translit.match.index import CompiledEntry, Index, Posting
from translit.match.reading import Reading
from translit.rules.fold import word_keys
from translit.text.script import plain, script_of, without_marks

MIN_LENGTH = 5
SHORTEST_GIVEN = 4
"""Letters of the shortest given name that is read as another form of one: Ayad, Iyad."""
_MOST_EDITS, _FEW = 3, 1.2
"""A budget above the second holds as many edits as the first; a smaller one, one less."""
_OF_NAME = 1.0
"""What a word that is a name in itself may differ by."""
_OF_GIVEN = 1.2
"""What a word that is no known name may differ by from a given name: any one letter."""
_SAME_SOUND = 0.3
"""What costs no more is another way to write the same sound, at the end of a name, too: Hosny, Hosni."""
_LOST, _SHORTEST_CUT = 0.3, 6
"""The cost of a first letter that was lost from a word in capitals, and how many must be left."""
_SHORTEST_OUTLINED = 6
"""Letters of the shortest word that is looked up by its outline, too: a shorter one with two edits is hardly the same."""
_GENDERED, _VOWELS = frozenset("aeo"), frozenset("aeiouy")
NO_DAMAGE, NAMES_TOO = Guard.DEMONYM | Guard.KNOWN, Guard.SURNAME | Guard.TITLE
"""What is never a damaged word unless it is a given name; and what may be one though it is an ordinary word, too."""
_DERIVED = ("s", "es", "er", "an", "ian")
_ENDING = 2
"""Letters at the end of a name that inflection, plurals and derived words change."""


def budget(length: int) -> float:
    """The cost that a damaged word of so many letters may have; short words must be equal.

    >>> [budget(n) for n in (4, 6, 8, 12)]
    [0.0, 1.0, 1.2, 1.5]
    """
    return 0.0 if length < MIN_LENGTH else 1.0 if length < 7 else 1.2 if length < 10 else 1.5


def most_edits(cost: float) -> int:
    """How many letters may differ in a damaged word that may cost so much."""
    return _MOST_EDITS if cost > _FEW else _MOST_EDITS - 1


def fuzzy_readings(index: Index, word: str, known: Collection[int] = ()) -> list[Reading]:
    """The readings of a word that no rule explains, cheapest first; none for an ordinary word or a well-known place.

    A given name is read as another form of a given name only, and marked as guarded: it counts beside the surname. So
    is a short word, and one that is a name by rule of the entries in `known`.
    """
    form = without_marks(plain(word))
    if len(form) < SHORTEST_GIVEN or script_of(word) != "Latn":
        return []
    if not form.isalpha() and any(c.isdigit() or c == "|" for c in form):
        return [] if known or len(form) < MIN_LENGTH else _digits_repaired(index, word)
    flags = index.guard(form)
    if form != (marked := plain(word)):
        flags |= index.guard(marked)
    given = bool(flags & Guard.GIVEN)
    ordinary = flags & Guard.WORD and not flags & NAMES_TOO
    if not given and (known or ordinary or flags & NO_DAMAGE or _is_plural_or_derived(index, form)):
        return []
    if not given and not flags & (Guard.SURNAME | Guard.WORD) and len(form) >= MIN_LENGTH:
        if any(form[-n:] in latin_costs().endings and index.spelled(form[:-n]) for n in (1, 2)):
            return []  # a known name with an ending: the Zelenskys
        if repaired := _groups_repaired(index, form):
            return repaired
    # of the many surnames only those are looked for that sound alike
    surname = flags & Guard.SURNAME and not given
    return _near(index, _Damage(index, word, form, flags), index.outlined(form) if surname else _keys(index, word, form), known)


def _keys(index: Index, word: str, form: str) -> Iterable[str]:
    """The fold keys at most an edit from one of the word's first two, and those of canonical words of the same outline."""
    keys = dict.fromkeys(index.outlined(form) if len(form) >= _SHORTEST_OUTLINED else ())
    for key in word_keys(word)[:2]:
        keys.update(dict.fromkeys(index.near_keys(key)))
    return keys


def _near(index: Index, damage: _Damage, keys: Iterable[str], known: Collection[int]) -> list[Reading]:
    found: dict[tuple[int, int], Reading | None] = {}
    for number in dict.fromkeys(number for key in keys for number in index.keyed(key)):
        for p in index.postings(number):
            place = p.entry, p.slot
            if place in found or p.entry in known or p.source in (Source.DAMAGED, Source.PINNED):
                continue
            entry = index.entry(p.entry)
            name = entry.names[p.name]
            if name["aligned"]:
                cost = damage.cost(entry, p.slot)
                found[place] = None if cost == math.inf else damage.reading(p, cost, name["lang"], number)
    return sorted((r for r in found.values() if r is not None), key=lambda r: r.cost)


class _Damage:
    """What it costs to take one word for a damaged form of others; those of the same spellings are counted once."""

    def __init__(self, index: Index, word: str, form: str, flags: int) -> None:
        self._index = index
        self.form, self._named = form, bool(flags & Guard.GIVEN)
        self.guarded = bool(flags & (Guard.GIVEN | Guard.WORD)) or len(form) < MIN_LENGTH
        self._cut = word.isupper() and len(form) >= _SHORTEST_CUT
        most = _OF_NAME if flags & (Guard.GIVEN | Guard.SURNAME | Guard.BORNE) else math.inf
        most = _SAME_SOUND if flags & Guard.WORD and not self._named else most
        self._most = min(most, budget(len(form))), min(most, max(budget(len(form)), _OF_GIVEN))
        self._known: dict[tuple[tuple[str, ...], bool], float] = {}

    def cost(self, entry: CompiledEntry, slot: int) -> float:
        """The cost of the word as the damaged word in a slot of the entry's name; infinite where it is too far."""
        given = slot < len(entry.words) - 1 and entry.kind in ("person", "") and not (entry.alone and slot in entry.family)
        if self.form in entry.never or (self.guarded and not given and not self._may_end(entry, slot)):
            return math.inf
        anchors = entry.anchors[slot]
        known = self._known.get((anchors, given))
        if known is None:
            known = self._known[anchors, given] = min([self._counted(anchor, given) for anchor in anchors], default=math.inf)
        return known

    def reading(self, posting: Posting, cost: float, lang: str | None, word: int) -> Reading:
        """The word read as this one."""
        how, label = GUARDED if self.guarded else 0, f"near by {cost:g}"
        return Reading(posting.entry, -1, posting.slot, posting.source, "fuzzy", how, label, cost, lang, word)

    def _may_end(self, entry: CompiledEntry, slot: int) -> bool:
        """True for a word that is a given name or a title in itself and may be a surname: Saddam Hussain, Sharm el-Sheik."""
        word = entry.words[slot]
        if slot == 0 or len(self.form) < MIN_LENGTH or word[0].lower() != self.form[0]:
            return False
        return not self._named or bool(self._index.flags(word) & Guard.GIVEN)

    def _counted(self, anchor: str, given: bool) -> float:
        form, most = self.form, self._most[given]
        if self._cut and anchor[1:] == form:
            return _LOST
        if form[0] != anchor[0] and not begins_alike(form[:2], anchor[:2]):
            return math.inf
        edits = 1 if len(form) < MIN_LENGTH else most_edits(most)
        if OSA.distance(form, anchor, score_cutoff=edits) > edits:
            return math.inf
        cost = damage_cost(form, anchor, given_costs() if given else latin_costs(), most)
        return math.inf if cost > most or (cost > _SAME_SOUND and _is_other_name(form, anchor, given)) else cost


def _is_other_name(form: str, anchor: str, given: bool) -> bool:
    """True where the end makes the word another: another case, or a woman's name (Mariano, Marianna; Paul, Paula)."""
    ends = {form[-1], anchor[-1]}
    sexes = len(ends) > 1 and (not ends.isdisjoint(_GENDERED) if given else ends <= _GENDERED)
    return sexes or _differs_by_ending(form, anchor)


def _differs_by_ending(form: str, anchor: str) -> bool:
    """True where the word has another ending than the anchor, or none: Obaman, Syrskys, Zełenskim, Kostenka, Albani.

    What differs before an equal last letter, and makes the word no longer, is no ending: Tehren, Bethlehm.
    """
    if len(form) <= len(anchor) and form[-1] == anchor[-1]:
        return False
    shared = 0
    for one, other in zip(form, anchor, strict=False):
        if one != other:
            break
        shared += 1
    rest = form[shared:]
    return shared >= len(anchor) - _ENDING and (
        rest in latin_costs().endings or (not rest and _VOWELS.issuperset(anchor[shared:]))
    )


def _is_plural_or_derived(index: Index, form: str) -> bool:
    if not form.endswith(_DERIVED):
        return False
    return any(form.endswith(s) and index.guard(form[: -len(s)]) & NAME_LIKE for s in _DERIVED)


def _digits_repaired(index: Index, word: str) -> list[Reading]:
    """Readings of a word with a digit or a stroke where a letter belongs: Ze1ensky."""
    forms = [""]
    table = latin_costs().characters
    for char in word:
        options = table.get(char, char)
        forms = [f + o for f in forms for o in options][:16]
    found = [r for form in forms for r in spelled_readings(index, form)]
    return [r._replace(method="fuzzy", how=r.how & ~GUARDED, cost=0.4, label="a digit read for a letter") for r in found]


def _groups_repaired(index: Index, form: str) -> list[Reading]:
    """Readings of a word in which one letter was read as two or two as one: Gerasirnov; a case form is too far from the name."""
    found: dict[tuple[int, int, int], Reading] = {}
    for (seen, meant), cost in latin_costs().groups.items():
        at = form.find(seen) if seen in form else -1
        while at >= 0:
            meant_form = form[:at] + meant + form[at + len(seen) :]
            for r in (r for r in spelled_readings(index, meant_form) if not r.inflected):
                how, label = r.how & ~GUARDED, f"{seen} read for {meant}"
                found.setdefault((r.entry, r.name, r.slot), r._replace(method="fuzzy", how=how, cost=cost, label=label))
            at = form.find(seen, at + 1)
    return list(found.values())
