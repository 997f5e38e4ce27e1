"""Records to entries: each is cleaned by itself, then names that several of them claim are taken out.

What is between the two steps stands in a temporary file, so memory grows by a few numbers for each record only.
"""

from __future__ import annotations

import json
import tempfile
from array import array
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import asdict, dataclass, field
from hashlib import blake2b
from typing import IO

from translit.lexicon.entry import Entry, Variant
from translit.text.script import plain, script_of
from translit.workbench.adding import proposed_canonical
from translit.workbench.importing.beside import Owner
from translit.workbench.importing.names import ORDINARY, cleaned, is_derived, refusal
from translit.workbench.importing.record import Choice, Label, Record

CLAIMED, KNOWN, TWICE = "claimed by several entries", "a name of another lexicon's", "the id stands in the input twice"
NO_LATIN, LEFT_OUT = "no form in Latin letters and no native form", "entry left out: "


@dataclass(frozen=True, slots=True)
class Dropped:
    """A name that was not taken over, and why."""

    reason: str
    name: str
    lang: str
    id: str
    canonical: str


@dataclass(frozen=True, slots=True)
class Gathered:
    """An entry with the file that it goes to, or None where it was left out, and the names that were dropped."""

    group: str
    entry: Entry | None
    dropped: tuple[Dropped, ...]


@dataclass(slots=True)
class _Draft:
    """What a record comes to by itself. Names are (text, language), dropped ones (reason, text, language)."""

    id: str
    kind: str
    gender: str | None
    canonical: str
    native: dict[str, str]
    variants: list[tuple[str, str]] = field(default_factory=list)
    former: list[tuple[str, str]] = field(default_factory=list)
    dropped: list[tuple[str, str, str]] = field(default_factory=list)
    out: bool = False

    def names(self) -> set[str]:
        """The plain names that it claims, each once."""
        texts = [self.canonical, *self.native.values(), *(text for text, _ in (*self.variants, *self.former))]
        return set() if self.out else {plain(text) for text in texts}

    def drop(self, reason: str, label: Label) -> None:
        """Note a name that is not taken over."""
        self.dropped.append((reason, label.text, label.lang or ""))


def gather(records: Iterable[Record], choice: Choice, owner: Owner) -> Iterator[Gathered]:
    """The entries of all records, by group and id, without names that are unfit, known already or claimed twice.

    `owner` tells which names the lexicons have beside which these will be used. Nothing comes before the last record has
    been read.
    """
    claims = array("q")
    order: list[tuple[str, str, int]] = []
    with tempfile.TemporaryFile("w+", encoding="utf-8") as spool:
        for record in records:
            draft = _drafted(record, choice, owner)
            order.append((record.group, record.id, spool.tell()))
            spool.write(json.dumps(asdict(draft), ensure_ascii=False) + "\n")
            claims.extend(_claim(name) for name in draft.names())
        order.sort()
        yield from _settled(spool, order, _twice(claims))


def _drafted(record: Record, choice: Choice, owner: Owner) -> _Draft:
    labels = [Label(cleaned(x.text), x.lang, x.role) for x in record.labels]
    natives = {str(x.lang): x for x in labels if x.role == "native" and x.text}
    canonical = next((x.text for x in labels if x.role == "canonical"), "") or _romanized(natives)
    draft = _Draft(record.id, record.kind, record.gender, canonical, {})
    why = _why_not([canonical, *(x.text for x in natives.values())], owner, choice.words)
    if why:
        draft.out = True
        draft.drop(why, Label(canonical))
    else:
        _take_natives(draft, natives)
        _take_others(draft, [x for x in labels if x.role in ("name", "former")], choice, owner)
    for label, reason in record.refused:
        draft.drop(reason, label)
    return draft


def _romanized(natives: Mapping[str, Label]) -> str:
    """The first native form in Latin letters, for a record that has no other form in them."""
    return next((proposed_canonical(x.text, lang) for lang, x in natives.items()), "")


def _why_not(own: Sequence[str], owner: Owner, words: bool) -> str | None:
    """Why a whole record is left out; `own` are its canonical form and its native ones."""
    if script_of(own[0]) != "Latn":
        return LEFT_OUT + NO_LATIN
    reason = refusal(own[0])
    if reason and not (reason == ORDINARY and words):
        return LEFT_OUT + reason
    other = next((id for name in own if (id := owner(name))), None)
    return f"{LEFT_OUT}{KNOWN} {other}" if other else None


def _take_natives(draft: _Draft, natives: Mapping[str, Label]) -> None:
    """The native forms; one that is an ordinary word stays, since matching asks for evidence of such a word by itself."""
    for lang, label in natives.items():
        reason = refusal(label.text)
        if reason in (None, ORDINARY) or plain(label.text) == plain(draft.canonical):
            draft.native[lang] = label.text
        elif reason:
            draft.drop(reason, label)


def _take_others(draft: _Draft, labels: Iterable[Label], choice: Choice, owner: Owner) -> None:
    """Variants and former names, each spelling once; what was a former name is no variant."""
    taken = draft.names()
    for label in sorted(labels, key=lambda x: x.role != "former"):
        form = plain(label.text)
        if not label.text or form in taken or not _is_wanted(label, choice):
            continue
        taken.add(form)
        reason = refusal(label.text) or (f"{KNOWN} {other}" if (other := owner(label.text)) else None)
        if reason:
            draft.drop(reason, label)
        elif label.role == "former":
            draft.former.append((label.text, label.lang or ""))
        elif not (choice.minimal and is_derived(label.text, draft.native)):
            draft.variants.append((label.text, label.lang or ""))


def _is_wanted(label: Label, choice: Choice) -> bool:
    fits_script = not choice.scripts or script_of(label.text) in choice.scripts
    return fits_script and not (label.lang and choice.langs and label.lang not in choice.langs)


def _claim(name: str) -> int:
    return int.from_bytes(blake2b(name.encode("utf-8", "surrogatepass"), digest_size=8).digest(), "little", signed=True)


def _twice(claims: array[int]) -> frozenset[int]:
    """The claims that stand there more than once."""
    import numpy as np

    numbers = np.sort(np.frombuffer(claims, dtype=np.int64)) if claims else np.empty(0, np.int64)
    return frozenset(np.unique(numbers[1:][numbers[1:] == numbers[:-1]]).tolist())


def _settled(spool: IO[str], order: Iterable[tuple[str, str, int]], twice: frozenset[int]) -> Iterator[Gathered]:
    """The drafts in this order, without the names that are claimed more than once."""
    seen: set[str] = set()
    for group, id, offset in order:
        spool.seek(offset)
        draft = _Draft(**json.loads(spool.readline()))
        if id in seen:
            yield Gathered(group, None, (Dropped(TWICE, draft.canonical, "", id, draft.canonical),))
            continue
        seen.add(id)
        for names in (draft.variants, draft.former):
            shared = [name for name in names if _claim(plain(name[0])) in twice]
            draft.dropped += [(CLAIMED, text, lang) for text, lang in shared]
            names[:] = [name for name in names if name not in shared]
        dropped = tuple(Dropped(reason, text, lang, id, draft.canonical) for reason, text, lang in draft.dropped)
        yield Gathered(group, None if draft.out else _entry(draft), dropped)


def _entry(draft: _Draft) -> Entry:
    variants = tuple(Variant(text, lang or None) for text, lang in draft.variants)
    former = tuple(text for text, _ in draft.former)
    return Entry(draft.id, draft.canonical, draft.kind, draft.gender, draft.native, variants=variants, former=former)
