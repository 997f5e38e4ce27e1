"""What `suggest` proposes: one spelling for one entry, or one spelling of a name that no entry has yet."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Literal

from translit.workbench.sightings import Context

LINE = 0.7
"""The decision line: a proposal below it is doubtful."""

NEW = "new:"
"""What the id of an entry that is not there yet begins with."""


def gain_of(places: float, score: float) -> float:
    """How much a spelling would change: the places, weighed so that a doubtful one must stand often to be seen early."""
    return round(places * score**3, 2)


ListField = Literal["variants", "damaged"]


@dataclass(frozen=True, slots=True)
class Proposal:
    """A spelling that the corpus holds and the lexicon does not.

    `entry_id` is the entry it seems to belong to, or `new:…` for one that is proposed with it; `canonical` is what that
    entry is written as, `kind` and `native` what is known of a new one. `gain` is how many places would change, weighed by the score:
    proposals are ranked by it. `reasons` say what speaks for and against; a doubtful one begins with what speaks against.
    """

    form: str
    entry_id: str
    canonical: str
    count: int
    method: str
    score: float
    gain: float
    reasons: tuple[str, ...]
    contexts: tuple[Context, ...] = ()
    kind: str = ""
    native: tuple[tuple[str, str], ...] = ()
    already: bool = False

    @property
    def doubtful(self) -> bool:
        """Whether it is as likely another name."""
        return self.score < LINE

    @property
    def is_new(self) -> bool:
        """Whether the entry is not there yet."""
        return self.entry_id.startswith(NEW)

    @property
    def field(self) -> ListField:
        """The list of the entry that takes the form: what no rule explains is damage, and needs evidence beside it."""
        return "damaged" if self.method == "fuzzy" else "variants"

    def as_json(self) -> dict[str, object]:
        """The proposal as plain values, ready for `json.dumps`."""
        contexts = [{"file": c.name, "line": c.line, "text": "".join(c.shown())} for c in self.contexts]
        return {
            "form": self.form, "entry_id": self.entry_id, "canonical": self.canonical, "count": self.count, "method": self.method,
            "score": self.score, "gain": self.gain, "doubtful": self.doubtful, "reasons": list(self.reasons), "contexts": contexts,
            "kind": self.kind, "native": dict(self.native),
        }  # fmt: skip
