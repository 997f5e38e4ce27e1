"""What a search returns: mentions in text, matches of names, and the explanation of a text."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import asdict, dataclass
from typing import Literal

Method = Literal["exact", "derived", "folded", "fuzzy"]


@dataclass(frozen=True, slots=True)
class Mention:
    """One name found in a text.

    `start` and `end` are code points of the caller's string, `text` what stands there, `replacement` what `fold`
    writes there (equal to `text` where it writes nothing). `canonical`, `entry_id` and `kind` tell whose name it is;
    where several entries share the name, `entry_id` is None and `candidates` lists them. `method` is how it was
    found, `score` ranks it (0.7 is the decision line; not a probability), `rules` says why, in order. `case` is the
    grammatical case of an inflected form where it is unambiguous, `held_back` why a mention is listed but not written.
    """

    start: int
    end: int
    text: str
    replacement: str
    canonical: str
    entry_id: str | None
    kind: str
    method: Method
    score: float
    rules: tuple[str, ...] = ()
    candidates: tuple[str, ...] = ()
    case: str | None = None
    held_back: str | None = None

    def moved(self, offset: int) -> Mention:
        """The same mention, `offset` code points further on."""
        return Mention(
            self.start + offset, self.end + offset, self.text, self.replacement, self.canonical, self.entry_id, self.kind,
            self.method, self.score, self.rules, self.candidates, self.case, self.held_back,
        )  # fmt: skip

    def as_json(self) -> dict[str, object]:
        """The mention as plain values, ready for `json.dumps`."""
        return _plain(asdict(self))


@dataclass(frozen=True, slots=True)
class Match:
    """The entry that a name belongs to, with `score` (0.7 is the decision line), method and reasons.

    `runner_up` is the id of the next best entry, or None.
    """

    entry_id: str
    canonical: str
    method: Method
    score: float
    rules: tuple[str, ...] = ()
    runner_up: str | None = None

    def as_json(self) -> dict[str, object]:
        """The match as plain values, ready for `json.dumps`."""
        return _plain(asdict(self))


@dataclass(frozen=True, slots=True)
class Explanation:
    """A folded text with the mentions that explain it; replaying them on the input gives `text`.

    `reasons` holds, for each mention, a line for each of its words: the form, the rules, the native form, the entry.
    """

    source: str
    text: str
    mentions: tuple[Mention, ...]
    reasons: tuple[tuple[str, ...], ...] = ()

    def replay(self) -> str:
        """The input with every replacement written: always equal to `text`."""
        return rewritten(self.source, self.mentions)

    def as_json(self) -> dict[str, object]:
        """The explanation as plain values, ready for `json.dumps`."""
        rows = zip(self.mentions, self.reasons, strict=True) if self.reasons else ((m, ()) for m in self.mentions)
        return {"text": self.text, "mentions": [m.as_json() | {"reasons": list(lines)} for m, lines in rows]}

    def __str__(self) -> str:
        lines = [self.text]
        for place, mention in enumerate(self.mentions):
            lines.append(_line(mention))
            lines += [f"      {reason}" for reason in (self.reasons[place] if self.reasons else ())]
        return "\n".join(lines)


def rewritten(text: str, mentions: Iterable[Mention]) -> str:
    """The text with each mention's replacement written; mentions come in order and do not overlap."""
    return written(text, 0, len(text), ((m.start, m.end, m.replacement) for m in mentions if m.replacement != m.text))


def written(text: str, start: int, stop: int, edits: Iterable[tuple[int, int, str]]) -> str:
    """The stretch `start`–`stop` of a text with edits (start, end, what is written); they come in order and do not overlap."""
    parts: list[str] = []
    position = start
    for first, last, new in edits:
        parts += (text[position:first], new)
        position = last
    parts.append(text[position:stop])
    return "".join(parts)


def _line(m: Mention) -> str:
    whose = m.entry_id or " or ".join(m.candidates)
    change = f"{m.text!r} → {m.replacement!r}" if m.replacement != m.text else f"{m.text!r} stays"
    why = f" ({'; '.join(m.rules)})" if m.rules else ""
    held = f"; {m.held_back}" if m.held_back else ""
    case = f", {m.case}" if m.case else ""
    return f"  {m.start}–{m.end} {change}: {whose} [{m.canonical}], {m.method} {m.score:.2f}{case}{why}{held}"


def _plain(values: dict[str, object]) -> dict[str, object]:
    return {k: list(v) if isinstance(v, tuple) else v for k, v in values.items()}
