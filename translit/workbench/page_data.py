"""What the review page knows, as plain values that are compact in JSON."""

from __future__ import annotations

import json
from collections.abc import Iterable, Sequence
from hashlib import sha256
from typing import TypeVar

from translit._version import __version__
from translit.match.index import Index
from translit.normalizer import Normalizer
from translit.workbench.excerpts import Excerpt
from translit.workbench.survey import Spelling, Survey, rank_of

MOST_LISTED = 20_000
"""How many spellings the page lists, the most frequent first; those of the text shown and the doubtful come besides."""

MOST_DOUBTFUL = 5_000
"""How many spellings the page asks about, the most frequent first."""

FULL_CONTEXTS = 3_000
"""How many spellings keep all their contexts; of the rarer ones the doubtful do, the others keep one each."""

_T = TypeVar("_T")

_CONTROLS = dict.fromkeys(range(0xD800, 0xE000), "\ufffd")
_CONTROLS |= {code: chr(0x2400 + code) for code in range(32) if chr(code) not in "\t\n"}
_CONTROLS |= {0x7F: "\u2421", 0x2028: "\n", 0x2029: "\n"}


def shown(text: str) -> str:
    """The text as a page can show it: undecodable bytes and control characters as signs that stand for them.

    >>> shown("Ki\\udcffev\\0\\r\\n")
    'Ki\ufffdev␀\\n'
    """
    return text.replace("\r\n", "\n").replace("\r", "\n").translate(_CONTROLS)


def page_data(survey: Survey, norm: Normalizer, title: str) -> dict[str, object]:
    """Everything that the page shows, and what it leaves out, ready for JSON."""
    listed = _listed(survey)
    rows = _Rows(listed)
    values: dict[str, object] = {
        "title": shown(title),
        "facts": _facts(survey),
        "left_out": _left_out(survey, listed),
        "versions": {"translit": __version__, "lexicon": norm.lexicon.version},
        "settings": _settings(norm),
        "spellings": [rows.spelling(spelling, place) for place, spelling in enumerate(listed)],
        "unlisted": _unlisted(survey, listed),
        "excerpts": [rows.excerpt(excerpt) for excerpt in survey.excerpts.kept],
        "files": [shown(survey.files[file]) for file in rows.files],
        "rules": [shown(rule) for rule in rows.rules],
        "entries": _entries(norm.lexicon.index, tuple(rows.ids)),
    }
    digest = sha256(json.dumps(values, sort_keys=True).encode()).hexdigest()
    return {"digest": digest[:16], **values}


class _Rows:
    """Writes spellings and excerpts as rows, with numbers for what is repeated: `files`, `rules` and `ids`, in order of use."""

    def __init__(self, listed: Sequence[Spelling]) -> None:
        self._places = {spelling.number: place for place, spelling in enumerate(listed)}
        self.files: dict[int, int] = {}
        self.rules: dict[str, int] = {}
        self.ids: dict[str, int] = {}

    def spelling(self, spelling: Spelling, place: int) -> list[object]:
        """The row of the spelling in this place of the list."""
        m = spelling.mention
        contexts = spelling.contexts if place < FULL_CONTEXTS or spelling.is_doubtful else spelling.contexts[:1]
        return [
            shown(m.text),
            shown(m.replacement) if m.replacement != m.text else 0,
            [_number(self.ids, id) for id in ((m.entry_id,) if m.entry_id is not None else m.candidates)],
            m.method,
            round(m.score, 3),
            [_number(self.rules, rule) for rule in m.rules],
            m.case or "",
            m.held_back or "",
            spelling.count,
            [[_number(self.files, c.file), c.line, shown(c.before), shown(c.after)] for c in contexts],
        ]

    def excerpt(self, excerpt: Excerpt) -> list[object]:
        """The row of an excerpt."""
        parts = [shown(part) if isinstance(part, str) else self._places[part] for part in excerpt.parts]
        return [_number(self.files, excerpt.file), excerpt.line, excerpt.document, excerpt.number, parts]


def _number(known: dict[_T, int], value: _T) -> int:
    """The number of a value, a new one where it has none."""
    return known.setdefault(value, len(known))


def _listed(survey: Survey) -> list[Spelling]:
    """The spellings that the page lists, the most frequent first."""
    ranked = sorted(survey.spellings, key=lambda s: (-s.count, s.number))
    wanted = {s.number for s in ranked[:MOST_LISTED]}
    wanted |= {s.number for s in [s for s in ranked if s.is_doubtful][:MOST_DOUBTFUL]}
    wanted |= {part for excerpt in survey.excerpts.kept for part in excerpt.parts if isinstance(part, int)}
    return [s for s in ranked if s.number in wanted]


def _unlisted(survey: Survey, listed: Iterable[Spelling]) -> list[list[object]]:
    """Method, score, whether held back, and number of the mentions of spellings that the page does not list."""
    left = survey.scores.copy()
    for spelling in listed:
        left[rank_of(spelling.mention)] -= spelling.count
    return [[method, round(score, 3), int(held), count] for (method, score, held), count in sorted(left.items()) if count]


def _entries(index: Index, ids: Sequence[str]) -> list[list[str]]:
    """Id, name, kind and native form of each entry, in the order of the ids."""
    wanted = set(ids)
    found: dict[str, list[str]] = {}
    for number in range(len(index)):
        entry = index.entry(number)
        if entry.id in wanted:
            native = next((f"{form} ({lang})" for lang, form in entry.native.items()), "")
            found[entry.id] = [shown(part) for part in (entry.id, entry.canonical, entry.kind, native)]
            if len(found) == len(wanted):
                break
    return [found.get(id, [id, id, "", ""]) for id in ids]


def _facts(survey: Survey) -> dict[str, int]:
    return {
        "files": len(survey.files),
        "documents": survey.documents,
        "characters": survey.characters,
        "mentions": survey.mentions,
        "written": survey.written,
        "held": survey.held,
        "spellings": len(survey.spellings),
        "text": sum(excerpt.size for excerpt in survey.excerpts.kept),
    }


def _settings(norm: Normalizer) -> dict[str, object]:
    """The settings that are not as they are by default, and how weak a candidate may be."""
    plain = norm.config.as_json()
    usual = type(norm.config)().as_json()
    return {name: value for name, value in plain.items() if value != usual[name] or name in ("fuzzy", "min_score")}


def _left_out(survey: Survey, listed: Sequence[Spelling]) -> list[str]:
    """A sentence for everything that the corpus holds and the page does not show."""
    sentences = []
    excerpts = survey.excerpts
    if excerpts.every > 1:
        sentences.append(
            f"Of {excerpts.seen:,} excerpts of text, one in {excerpts.every} is shown ({len(excerpts.kept):,}), evenly spread. Counts, "
            "spellings and charts cover all of them. --text shows more."
        )
    missing = len(survey.spellings) - len(listed)
    if missing:
        sentences.append(f"{missing:,} rare spellings are counted in the charts but not listed; {len(listed):,} are.")
    if survey.unlisted:
        number = sum(survey.unlisted.values())
        sentences.append(f"{number:,} mentions have spellings past the limit of those told apart; the charts count them.")
    sampled = sum(s.count > len(s.contexts) for s in listed)
    if sampled:
        sentences.append(f"{sampled:,} spellings occur more often than contexts of them are shown; --contexts shows more.")
    return sentences
