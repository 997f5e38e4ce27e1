"""What a change of a lexicon does to a corpus: folds won, lost and changed, each with counts and places."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator, Sequence
from dataclasses import dataclass, field
from typing import Literal

from translit.mention import Mention, rewritten
from translit.stream.document import Document
from translit.workbench.corpus import Corpus

Kind = Literal["lost", "changed", "won"]
KINDS: tuple[Kind, ...] = ("lost", "changed", "won")

CONTEXTS = 3
"""How many places of a change are kept."""

_AROUND = 50

Find = Callable[[str, Document], Sequence[Mention]]
"""The mentions of a document of the input of this name."""


@dataclass(slots=True)
class Change:
    """A difference, gathered over the corpus: what stands in the text, what is and was written, whose name it is and was.

    `before` and `after` are the written forms, "" where nothing was or is folded; `places` are samples: input, line, text.
    """

    kind: Kind
    form: str
    before: str
    after: str
    entry_before: str
    entry_after: str
    count: int = 0
    places: list[tuple[str, int, str]] = field(default_factory=list)

    def as_json(self) -> dict[str, object]:
        """The change as plain values, ready for `json.dumps`."""
        places = [{"file": name, "line": line, "text": text} for name, line, text in self.places]
        return {
            "kind": self.kind, "form": self.form, "before": self.before, "after": self.after, "entry_before": self.entry_before,
            "entry_after": self.entry_after, "count": self.count, "places": places,
        }  # fmt: skip


@dataclass(slots=True)
class Impact:
    """All changes of a corpus, with the number of documents that were read and of those that had to be compared."""

    changes: list[Change] = field(default_factory=list)
    documents: int = 0
    compared: int = 0

    def count(self, kind: Kind) -> int:
        """How many places changed so."""
        return sum(change.count for change in self.changes if change.kind == kind)


def impact(
    old: Find,
    new: Find,
    corpus: Corpus,
    *,
    may_differ: Callable[[str], bool] = bool,
    by_line: bool = False,
    mentions: bool = False,
) -> Impact:
    """Compare what two lexicons find in a corpus; lost folds come first, then the more frequent ones.

    `may_differ` tells which texts have to be compared. With `mentions` names count, too, that are found and stand as they
    should: they are lost or won, or go over to another entry.
    """
    result = Impact()
    found: dict[tuple[str, ...], Change] = {}
    for name, document in corpus.documents(by_line):
        result.documents += 1
        if not document.text or not may_differ(document.text):
            continue
        result.compared += 1
        pairs = _differences(document.text, old(name, document), new(name, document), mentions)
        for kind, start, end, before, after in pairs:
            _gather(found, kind, name, document, (start, end), before, after)
    result.changes = sorted(found.values(), key=lambda c: (KINDS.index(c.kind), -c.count, c.form, c.before, c.after))
    return result


def _gather(
    found: dict[tuple[str, ...], Change],
    kind: Kind,
    name: str,
    document: Document,
    span: tuple[int, int],
    before: Sequence[Mention],
    after: Sequence[Mention],
) -> None:
    text, (start, end) = document.text, span
    form = " ".join(text[start:end].split())
    forms = (_written(text, start, end, before), _written(text, start, end, after))
    key = (kind, form, *forms, _whose(before), _whose(after))
    change = found.setdefault(key, Change(kind, form, *forms, _whose(before), _whose(after)))
    change.count += 1
    if len(change.places) < CONTEXTS:
        line = document.line + (0 if document.is_record else text.count("\n", 0, start))
        around = " ".join(text[max(0, start - _AROUND) : end + _AROUND].split())
        change.places.append((name, line, around))


def _differences(
    text: str, old: Sequence[Mention], new: Sequence[Mention], mentions: bool
) -> Iterator[tuple[Kind, int, int, list[Mention], list[Mention]]]:
    """Where two lists of mentions differ: the kind, the span, and what each list has there."""
    counted = [[m for m in row if mentions or m.replacement != m.text] for row in (old, new)]
    for before, after in _overlapping(*counted):
        both = before + after
        start, end = min(m.start for m in both), max(m.end for m in both)
        same_text = _written(text, start, end, before, whole=True) == _written(text, start, end, after, whole=True)
        if not before or not after:
            if mentions or not same_text:
                yield ("won" if after else "lost"), start, end, before, after
        elif not same_text or (mentions and _whose(before) != _whose(after)):
            yield "changed", start, end, before, after


def _overlapping(old: Iterable[Mention], new: Iterable[Mention]) -> Iterator[tuple[list[Mention], list[Mention]]]:
    """Mentions that stand over the same words, together; both lists are in order."""
    marked = sorted([(m.start, m.end, 0, m) for m in old] + [(m.start, m.end, 1, m) for m in new], key=lambda row: row[:3])
    group: tuple[list[Mention], list[Mention]] = ([], [])
    reach = 0
    for start, end, side, mention in marked:
        if start >= reach and any(group):
            yield group
            group = ([], [])
        group[side].append(mention)
        reach = max(reach, end)
    if any(group):
        yield group


def _written(text: str, start: int, end: int, mentions: Sequence[Mention], whole: bool = False) -> str:
    """What stands at a span once the mentions are written; "" where none is, unless the whole is wanted."""
    if not mentions and not whole:
        return ""
    written = rewritten(text[:end], list(mentions))[start:]
    return written if whole else " ".join(written.split())


def _whose(mentions: Sequence[Mention]) -> str:
    return " + ".join(dict.fromkeys(m.entry_id or " or ".join(m.candidates) for m in mentions))
