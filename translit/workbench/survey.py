"""What a corpus holds of a lexicon: each spelling with its count and sampled contexts, and a sample of the text."""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, field, replace
from random import Random

from translit.mention import Mention, Method
from translit.stream.document import Document, places
from translit.workbench.excerpts import Excerpts

CONTEXT_CHARACTERS = 70
"""How much text a context has on each side of the mention."""

MOST_SPELLINGS = 100_000
"""How many spellings are told apart; mentions of others are counted by method and score, so that memory stays bounded."""

Rank = tuple[Method, float, bool]
"""What the charts count a mention by: method, score, and whether it is held back."""


@dataclass(frozen=True, slots=True)
class Context:
    """A place where a spelling stands: number of the file, line, and the text around the mention."""

    file: int
    line: int
    before: str
    after: str


@dataclass(slots=True)
class Spelling:
    """One way in which a name stands in the corpus: a mention without its place, how often, and where for example."""

    number: int
    mention: Mention
    count: int = 0
    contexts: list[Context] = field(default_factory=list)

    @property
    def is_doubtful(self) -> bool:
        """Whether somebody should look at it: several entries share it, it is held back, or no rule explains it."""
        return self.mention.entry_id is None or self.mention.held_back is not None or self.mention.method == "fuzzy"


def rank_of(mention: Mention) -> Rank:
    """What the charts count a mention by."""
    return mention.method, mention.score, mention.held_back is not None


class Survey:
    """Counts the mentions of a corpus, document by document; what it keeps is bounded, whatever the size of the corpus.

    `max_text` is how many characters of text are kept for reading, `max_contexts` how many contexts for each spelling.

    >>> survey = Survey()
    >>> document = Document("Kiev fell.", "Kiev fell.")
    >>> survey.add("a.txt", document, [Mention(0, 4, "Kiev", "Kyiv", "Kyiv", "kyiv", "place", "derived", 0.97)])
    >>> [(s.mention.text, s.count, s.contexts[0].after) for s in survey.spellings]
    [('Kiev', 1, ' fell.')]
    """

    def __init__(self, max_text: int = 2_000_000, max_contexts: int = 3) -> None:
        self.files: list[str] = []
        self.documents = self.characters = self.mentions = self.written = self.held = 0
        self.scores: Counter[Rank] = Counter()
        self.unlisted: Counter[Rank] = Counter()
        self.excerpts = Excerpts(max_text)
        self._max_contexts = max_contexts
        self._spellings: dict[Mention, Spelling] = {}
        self._random = Random(0)

    @property
    def spellings(self) -> list[Spelling]:
        """Every spelling, in the order in which they were first met."""
        return list(self._spellings.values())

    def add(self, file: str, document: Document, mentions: Sequence[Mention]) -> None:
        """Count the mentions of one more document, or part of a long one; those of one file come one after another."""
        if not self.files or self.files[-1] != file:
            self.files.append(file)
        self.documents += document.skipped == 0
        self.characters += len(document.text)
        found = list(self._spelled(document, mentions))
        self.excerpts.add(len(self.files) - 1, self.documents, document, mentions, found)

    def _spelled(self, document: Document, mentions: Sequence[Mention]) -> Iterator[int | None]:
        """The number of the spelling of each mention, None for one past the limit."""
        for mention, place in zip(mentions, places(document, mentions), strict=True):
            self.mentions += 1
            self.written += mention.replacement != mention.text
            self.held += mention.held_back is not None
            self.scores[rank_of(mention)] += 1
            spelling = self._spelling(mention)
            if spelling is None:
                self.unlisted[rank_of(mention)] += 1
                yield None
                continue
            self._sample(spelling, document.text, mention, place.line)
            yield spelling.number

    def _spelling(self, mention: Mention) -> Spelling | None:
        key = replace(mention, start=0, end=0)
        known = self._spellings.get(key)
        if known is None and len(self._spellings) < MOST_SPELLINGS:
            known = self._spellings[key] = Spelling(len(self._spellings), key)
        return known

    def _sample(self, spelling: Spelling, text: str, mention: Mention, line: int) -> None:
        """Count a mention and keep its context, so that in the end each of the spelling has had the same chance."""
        spelling.count += 1
        place = spelling.count - 1 if spelling.count <= self._max_contexts else self._random.randrange(spelling.count)
        if place < self._max_contexts:
            context = Context(len(self.files) - 1, line, *_around(text, mention.start, mention.end))
            spelling.contexts[place : place + 1] = [context]


def _around(text: str, start: int, end: int) -> tuple[str, str]:
    """The words before and behind a place, on one line."""
    first, last = max(0, start - CONTEXT_CHARACTERS), end + CONTEXT_CHARACTERS
    before, after = text[first:start], text[end:last]
    if first > 0:
        before = "…" + before[before.find(" ") if " " in before else 0 :]
    if last < len(text):
        after = after[: after.rfind(" ") + 1 if " " in after else len(after)] + "…"
    return _on_one_line(before), _on_one_line(after)


def _on_one_line(text: str) -> str:
    return re.sub(r"\s+", " ", text)
