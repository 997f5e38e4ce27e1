"""Letters that a word must hold for a pattern to be found in it: what most words are told by that a reading does not apply to them."""

from __future__ import annotations

import re
from collections.abc import Iterator

Letters = frozenset[str] | None
"""One letter of these; None for any."""

Run = tuple[frozenset[str], ...]
"""Letters one behind the other."""

_ATOM = re.compile(
    r"(?P<ahead>\(\?[=!])|(?P<open>\((?:\?:)?)|(?P<close>\))|(?P<bar>\|)|(?P<edge>[\^$])|(?P<any>\.|\[\^[^\]\\]+\])"
    r"|\[(?P<of>[^\]\\^-]+)\]|(?P<letter>[^\W\d_])"
)
_TIMES = re.compile(r"[*?+]|\{[\d,]*\}")


def needed(pattern: str) -> list[Run] | None:
    """Runs of letters one of which stands in every word in which the pattern is found; None where that is not known.

    >>> [["".join(sorted(letters)) for letters in run] for run in needed("^(?!.*ng).*(j[ae]|ou)") or ()]
    [['j', 'ae'], ['o', 'u']]
    """
    try:
        return _Reader(pattern).all()
    except ValueError:
        return None


class _Reader:
    """Reads a pattern of letters, classes, groups, looks ahead and repetitions. Raises `ValueError` for any other."""

    def __init__(self, pattern: str) -> None:
        self._pattern, self._place = pattern, 0

    def all(self) -> list[Run] | None:
        """What the whole pattern needs."""
        found = self._alternatives()
        if self._place < len(self._pattern):
            raise ValueError(self._pattern)
        return found

    def _alternatives(self) -> list[Run] | None:
        """What one of the alternatives up to a closing bracket needs."""
        every = [self._sequence()]
        while self._pattern.startswith("|", self._place):
            self._place += 1
            every.append(self._sequence())
        return None if any(runs is None for runs in every) else [run for runs in every for run in runs or ()]

    def _sequence(self) -> list[Run] | None:
        """The rarest of what its parts need."""
        known: list[list[Run]] = []
        run: list[frozenset[str]] = []
        for letters, runs, repeated in self._parts():
            if letters is not None and not repeated:
                run.append(letters)
                continue
            known += [[tuple(run)]] if run else []
            known += [runs] if runs else []
            run = []
        known += [[tuple(run)]] if run else []
        return min(known, key=_frequency, default=None)

    def _parts(self) -> Iterator[tuple[Letters, list[Run] | None, bool]]:
        """For each part of a sequence its letters or what it needs, and whether it may stand more or less than once."""
        while self._place < len(self._pattern) and self._pattern[self._place] not in "|)":
            atom = _ATOM.match(self._pattern, self._place)
            if atom is None:
                raise ValueError(self._pattern)
            self._place = atom.end()
            letters: Letters = None
            runs: list[Run] | None = None
            if atom["ahead"] or atom["open"]:
                runs = self._alternatives()
                self._place += 1
                runs = None if atom["ahead"] == "(?!" else runs
            elif atom["of"] or atom["letter"]:
                letters = frozenset(atom["of"] or atom["letter"])
            times = _TIMES.match(self._pattern, self._place)
            if times is not None:
                self._place = times.end()
                runs = None
            if not atom["edge"] and not (atom["ahead"] and runs is None):
                yield letters, runs, times is not None


def _frequency(runs: list[Run]) -> float:
    """About how often one of the runs stands in a text of ASCII letters."""
    found = 0.0
    for run in runs:
        chance = 1.0
        for letters in run:
            chance *= sum(0.05 if letter.isascii() else 0.001 for letter in letters)
        found += chance
    return found
