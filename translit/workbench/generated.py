"""Tests of a lexicon: the examples of its entries, and those that follow from what they list.

Every derived spelling folds home in a text that names the entry, every `never` stays there. One text holds all the
spellings of an entry, a line each, so that an entry costs one pass.
"""

from __future__ import annotations

from bisect import bisect_right
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from functools import cached_property
from itertools import accumulate

from translit.lexicon.entry import Entry
from translit.lexicon.flags import INFLECTED, NAME_LIKE
from translit.lexicon.names import Name, is_home, is_own
from translit.lexicon.spellings import MIN_DERIVED
from translit.match.index import Index
from translit.mention import Mention
from translit.normalizer import Normalizer
from translit.rules.load import rules
from translit.rules.spell import labelled_spellings
from translit.text.script import plain, script_of
from translit.workbench.findings import Finding
from translit.workbench.forms import native_names
from translit.workbench.subject import BARE_NAMES, Row, Subject

VOCALIC = ("Cyrl", "Grek", "Armn", "Geor")
"""Scripts that write all vowels; spellings derived from others propose a name, they do not decide."""
_VOWELS = frozenset("aeiouy")
"""A spelling needs one of these to be kept at all, as in translit.lexicon.spellings."""
_CZECH = "ová"
"""A surname with this ending is read in Czech and Slovak texts only."""
_SHOWN = 5
MANY = 5000
"""From so many entries on a few spellings of each are tried, and the plugin makes one test of a file."""
FEW = 6


@dataclass
class Count:
    """How many tests there were, by sort."""

    examples: int = 0
    spellings: int = 0
    look_alikes: int = 0


def check_examples(subject: Subject) -> Iterator[Finding]:
    """TL105 for every example that does not hold."""
    trial = Trial(subject)
    for row in subject.judged():
        for place in range(len(row.entry.examples)):
            yield from trial.example(row, place)


class Trial:
    """Runs the tests of entries against their compiled lexicon. Findings come without line; `where` leads to the place.

    `per_entry` is how many derived spellings of an entry are tried, evenly chosen; without it all, of many entries few.
    """

    def __init__(self, subject: Subject, per_entry: int | None = None) -> None:
        self._subject = subject
        self._per_entry = FEW if per_entry is None and len(subject.rows) > MANY else per_entry
        self.count = Count()

    @cached_property
    def _norm(self) -> Normalizer:
        return Normalizer(self._subject.lexicon)

    @property
    def _index(self) -> Index:
        return self._subject.lexicon.index

    def of_entry(self, row: Row) -> Iterator[Finding]:
        """What fails of all tests of an entry."""
        for place in range(len(row.entry.examples)):
            yield from self.example(row, place)
        yield from self.spellings(row)
        yield from self.look_alikes(row)

    def example(self, row: Row, place: int) -> Iterator[Finding]:
        """TL105 where an example does not hold."""
        self.count.examples += 1
        example = row.entry.examples[place]
        got = self._norm.fold(example.text)
        if got != example.out:
            message = f'the example of "{row.entry.id}" does not hold: {example.text!r} becomes {got!r}, not {example.out!r}'
            yield Finding("TL105", row.path, row.at("examples", place), message, "correct it or the entry")

    def spellings(self, row: Row) -> Iterator[Finding]:
        """TL308 where the entry is not found by derived spellings, although the text names it."""
        names = self.derived_names(row.entry)
        self.count.spellings += len(names)
        found = self._found(row.entry, names)
        missed = [n for n, mentions in zip(names, found, strict=True) if not any(_is_of(m, row.entry) for m in mentions)]
        missed = [name for name in missed if not self._has_reason(name, row.entry)]
        if missed:
            shown = ", ".join(f'"{name}"' for name in missed[:_SHOWN]) + (", …" if len(missed) > _SHOWN else "")
            message = f'"{row.entry.id}" is not found as {shown} ({len(missed)} of {len(names)} derived spellings)'
            yield Finding(
                "TL308", row.path, row.at("native"), message, 'correct the native form, or list what must stay under "never"'
            )

    def look_alikes(self, row: Row) -> Iterator[Finding]:
        """TL309 for each name under `never` that is taken for the entry, in a text that names it."""
        names = row.entry.never
        self.count.look_alikes += len(names)
        for place, mentions in enumerate(self._found(row.entry, names)):
            if any(_claims(m, row.entry, names[place]) for m in mentions):
                message = f'"{names[place]}" is taken for "{row.entry.id}", which must never be'
                yield Finding("TL309", row.path, row.at("never", place), message, "make it an entry of its own, or tell us")

    def derived_names(self, entry: Entry) -> list[str]:
        """Whole names that hold every derived spelling of every word, each once."""
        made: dict[str, None] = {}
        for name in native_names(entry, self._subject.particles) if entry.kind not in BARE_NAMES else ():
            if script_of(name.text) in VOCALIC and is_own(entry, name.lang):
                made.update(dict.fromkeys(_spelt(name, entry)))
        names = [name for name in made if name not in entry.never]
        return names if self._per_entry is None else names[:: max(1, -(-len(names) // self._per_entry))]

    def _found(self, entry: Entry, names: Sequence[str]) -> list[list[Mention]]:
        """The mentions in the line of each name, in a text that names the entry first."""
        about = "in" if entry.kind == "place" else "about"
        lines = [f"{about} {name} again.\n" for name in (entry.canonical, *names)]
        ends = list(accumulate(map(len, lines)))
        here: list[list[Mention]] = [[] for _ in lines]
        for mention in self._norm.find("".join(lines)) if names else ():
            here[bisect_right(ends, mention.start)].append(mention)
        return here[1:]

    def _has_reason(self, name: str, entry: Entry) -> bool:
        """True where a name is held back on purpose: one of its words means something else, too.

        That is: `never` lists it, it is an ordinary word or a common name, it is Czech, or another entry has the last word.
        """
        words = name.split()
        never = {plain(word) for listed in entry.never for word in listed.split()}
        if any(plain(word) in never or self._index.guard(plain(word)) & NAME_LIKE or word.endswith(_CZECH) for word in words):
            return True
        return self._is_of_another(words[-1], entry)

    def _is_of_another(self, word: str, entry: Entry) -> bool:
        rows = self._index.spelled(plain(word))
        owners = {p.entry for at, how, _ in rows if not how & INFLECTED for p in self._index.postings(at)}
        return any(self._index.entry(number).id != entry.id for number in owners)


def _spelt(name: Name, entry: Entry) -> Iterator[str]:
    """The name in as many spellings as its most varied word has; shorter rows of spellings begin anew."""
    options = [_spellings(word, name.lang or "", entry) for word in name.words]
    order = sorted(range(len(options)), key=lambda i: name.slots[i])
    for turn in range(max(map(len, options), default=0)):
        if all(options):
            yield " ".join(_cased(options[i][turn % len(options[i])], name.words[i]) for i in order)


def _spellings(word: str, lang: str, entry: Entry) -> list[str]:
    known = rules()
    found = labelled_spellings(word, known.code(lang), known, None if is_home(entry, lang) else "en")
    return [s for s, _ in found if len(s) >= MIN_DERIVED and s.isalpha() and not _VOWELS.isdisjoint(s)]


def _cased(spelling: str, word: str) -> str:
    return spelling.upper() if word.isupper() and len(word) > 1 else spelling[:1].upper() + spelling[1:]


def _is_of(mention: Mention, entry: Entry) -> bool:
    return entry.id in (mention.entry_id, *mention.candidates)


def _claims(mention: Mention, entry: Entry, look_alike: str) -> bool:
    """True where the look-alike, or a part that would be rewritten, is taken for the entry."""
    return _is_of(mention, entry) and (mention.text == look_alike or mention.replacement != mention.text)
