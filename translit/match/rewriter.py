"""The rewrite rules of one step over many words at once: what `Step` makes of each, by numpy."""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Iterable

import numpy as np

from translit.lexicon.sieve import Marks, Places, ragged
from translit.match.flat import PAD, Flat
from translit.rules.reach import reach
from translit.rules.step import Rule, Step

LETTERS = 0x530
"""Words of letters below this code point (Latin, Greek, Cyrillic) can be rewritten; what lies past it is passed on as it is."""

_BITS = 11
_WIDEST = 5
_DOUBLED = re.compile(r"\((\[[\w-]+\])\)\\1\+")


class Rewriter:
    """The rules of a step. `of` gives None for rules that need more than a few letters around theirs."""

    def __init__(self, rules: Iterable[Rule]) -> None:
        self._always = np.zeros(LETTERS + 1, np.int64)
        self._tests: dict[int, list[tuple[int, tuple[int, ...], _Context | None]]] = {}
        outs: list[tuple[str, ...]] = [("",)]
        widths = [1]
        for rule in sorted(rules, key=lambda r: (-len(r.source), not (r.after or r.before))):
            first, *rest = map(ord, rule.source)
            if max(first, *rest, 0) >= LETTERS or self._always[first]:
                continue
            number = len(outs)
            outs.append(rule.outs)
            widths.append(len(rule.source))
            context = _Context(rule) if rule.after or rule.before else None
            if not rest and context is None:
                self._always[first] = number
            else:
                self._tests.setdefault(first, []).append((number, tuple(rest), context))
        self._widths = np.array(widths)
        self._choices = np.array([len(row) for row in outs])
        self._lay_out(outs)

    @classmethod
    def of(cls, step: Step) -> Rewriter | Doubled | None:
        """The same as the step; None where it cannot be done so."""
        if len(step.rules) == 1 and (match := _DOUBLED.fullmatch(step.rules[0].source)) and step.rules[0].outs == ("\\1",):
            return Doubled(match.group(1)) if not step.rules[0].after + step.rules[0].before else None
        if any(rule.is_pattern or not rule.source or not _is_near(rule) or not _is_plain(rule.outs) for rule in step.rules):
            return None
        return cls(step.rules)

    def _lay_out(self, outs: list[tuple[str, ...]]) -> None:
        """Number of the rule times `_most` plus that of the choice: the place of what is written, and its length."""
        self._most = max(map(len, outs))
        longest = max(len(out) for row in outs for out in row)
        self._written = np.zeros((len(outs) * self._most, max(1, longest)), np.int64)
        self._lengths = np.ones(len(outs) * self._most, np.int64)
        for number, row in enumerate(outs[1:], 1):
            for choice, out in enumerate(row):
                self._written[number * self._most + choice, : len(out)] = [ord(c) for c in out]
                self._lengths[number * self._most + choice] = len(out)

    def first(self, words: Flat) -> Flat:
        """The words with the first choice of every rule written."""
        numbers, codes = self._numbers(words.codes)
        return Flat.within(self._write(numbers, codes, None))

    def every(self, words: Flat, most: int) -> tuple[Flat, Places, Places]:
        """All that the choices allow, the number of the word that each comes from, and the words for which that is more than `most`.

        What comes from one word is in the order in which `Step.texts` gives it.
        """
        numbers, codes = self._numbers(words.codes)
        choices = self._choices[numbers]
        open_ = np.flatnonzero(choices > 1)
        if not len(open_):
            return Flat.within(self._write(numbers, codes, None)), np.arange(len(words)), open_
        zeros = np.flatnonzero(codes == 0)[PAD - 1 : PAD + len(words)]
        rows = np.searchsorted(zeros, open_) - 1
        ways = np.ones(len(words), np.int64)
        np.multiply.at(ways, rows, choices[open_])
        many = np.flatnonzero(ways > most)
        ways[many] = 0
        single, several = np.flatnonzero(ways == 1), np.flatnonzero(ways > 1)
        lengths = zeros[1:] - zeros[:-1]
        firsts = self._gathered(numbers, codes, ragged(zeros[single] + 1, lengths[single]), None)
        steps = np.ones(len(numbers), np.int64)
        steps[open_] = _steps(rows.tolist(), choices[open_].tolist())
        copied = np.repeat(several, ways[several])
        copies = ragged(np.zeros(len(several), np.int64), ways[several])
        at = ragged(zeros[copied] + 1, lengths[copied])
        choice = (np.repeat(copies, lengths[copied]) // steps[at]) % choices[at]
        rest = self._gathered(numbers, codes, at, choice)
        edge = np.zeros(PAD, np.int64)
        made, rows = Flat.within(np.concatenate((edge, firsts, rest, edge))), np.concatenate((single, copied))
        costs = np.add.reduceat(choice, np.cumsum(lengths[copied]) - lengths[copied]) if len(copied) else copied
        order = np.concatenate((np.arange(len(single)), len(single) + np.lexsort((copies, costs, copied))))
        return made.chosen(order), rows[order], many

    def _gathered(self, numbers: Places, codes: Places, at: Places, choice: Places | None) -> Places:
        return self._write(numbers[at], codes[at], choice)

    def _numbers(self, codes: Places) -> tuple[Places, Places]:
        """For each stretch of the words the rule that fits, 0 for none, and its first letter."""
        numbers: Places = self._always.take(codes, mode="clip")
        for first, tests in self._tests.items():
            at = np.flatnonzero(codes == first)
            for number, rest, context in tests:
                fits = np.ones(len(at), np.bool_)
                for step, code in enumerate(rest, 1):
                    fits &= codes[at + step] == code
                if context is not None:
                    near = np.flatnonzero(fits)
                    fits[near] = context.fits(codes, at[near])
                numbers[at[fits]] = number
                at = at[~fits]
        return self._uncovered(numbers, codes)

    def _uncovered(self, numbers: Places, codes: Places) -> tuple[Places, Places]:
        """The stretches without those that begin inside another."""
        wide = np.flatnonzero(self._widths[numbers] > 1)
        if not len(wide):
            return numbers, codes
        widths = self._widths[numbers[wide]]
        if (wide[1:] < wide[:-1] + widths[:-1]).any():
            kept = _apart(wide.tolist(), widths.tolist())
            wide, widths = wide[kept], widths[kept]
        free = np.ones(len(numbers), np.bool_)
        for step in range(1, int(widths.max())):
            free[wide[widths > step] + step] = False
        return numbers[free], codes[free]

    def _write(self, numbers: Places, codes: Places, choice: Places | None) -> Places:
        places = numbers * self._most
        if choice is not None:
            places += choice
        lengths = self._lengths[places]
        first = np.where(numbers == 0, codes, self._written[places, 0])
        if (lengths == 1).all():
            return first
        ends = np.cumsum(lengths)
        made = np.empty(int(ends[-1]) if len(ends) else 0, np.int64)
        begins = ends - lengths
        some = lengths > 0
        made[begins[some]] = first[some]
        for step in range(1, self._written.shape[1]):
            longer = np.flatnonzero(lengths > step)
            made[begins[longer] + step] = self._written[places[longer], step]
        return made


class Doubled:
    """The one pattern that is known: letters that stand twice or more are written once."""

    def __init__(self, letters: str) -> None:
        self._once = np.zeros(LETTERS + 1, np.bool_)
        self._once[[ord(c) for c in re.findall(letters, "".join(map(chr, range(LETTERS))))]] = True

    def first(self, words: Flat) -> Flat:
        """The words without their doubled letters."""
        codes = words.codes
        again = np.append(False, (codes[1:] == codes[:-1]) & self._once.take(codes[1:], mode="clip"))
        return Flat.within(codes[~again]) if again.any() else words


class _Context:
    """Where the letters around a rule let it fire; each surrounding is asked of the rule once."""

    def __init__(self, rule: Rule) -> None:
        self._step, self._source = Step((rule,)), rule.source
        self._left, self._right = reach(rule.after, False) or 0, reach(rule.before, True) or 0
        self._known: dict[int, bool] = {}

    def fits(self, codes: Places, at: Places) -> Marks:
        """Whether the rule fires at each of these places."""
        around = np.zeros(len(at), np.int64)
        for inner, steps in ((False, range(1, self._left + 1)), (True, range(self._right))):
            inside = np.ones(len(at), np.bool_)
            for step in steps:
                letters = codes[at + len(self._source) + step] if inner else codes[at - step]
                inside &= letters != 0
                around = around << _BITS | np.where(inside, np.minimum(letters, LETTERS), 0)
        different, which = np.unique(around, return_inverse=True)
        found = np.array([self._fires(number) for number in different.tolist()], np.bool_)
        return found[which]

    def _fires(self, around: int) -> bool:
        known = self._known.get(around)
        if known is None:
            letters = [around >> _BITS * n & (1 << _BITS) - 1 for n in range(self._left + self._right)][::-1]
            left = "".join(chr(c) for c in reversed(letters[: self._left]) if c)
            right = "".join(chr(c) for c in letters[self._left :] if c)
            known = self._known[around] = bool(self._step.segment(left + self._source + right, len(left))[1])
        return known


def _is_near(rule: Rule) -> bool:
    """True where a rule looks at a few letters around its own."""
    left, right = reach(rule.after, False), reach(rule.before, True)
    return left is not None and right is not None and left + right <= _WIDEST and len(rule.source) + right <= PAD and left <= PAD


def _is_plain(outs: Iterable[str]) -> bool:
    """True where nothing that is written could join a letter beside it, or end a word."""
    return all(ord(c) and not unicodedata.combining(c) and unicodedata.normalize("NFC", c) == c for out in outs for c in out)


def _apart(wide: list[int], widths: list[int]) -> list[int]:
    """Which of these stretches are read, from left to right, where each ends before the next that is read."""
    kept: list[int] = []
    end = -1
    for number, (start, width) in enumerate(zip(wide, widths, strict=True)):
        if start >= end:
            kept.append(number)
            end = start + width
    return kept


def _steps(rows: list[int], choices: list[int]) -> list[int]:
    """How many ways of a word come before a choice changes: the product of the choices before it in the word."""
    found: list[int] = []
    last, product = -1, 1
    for row, count in zip(rows, choices, strict=True):
        product = product if row == last else 1
        found.append(product)
        last, product = row, product * count
    return found
