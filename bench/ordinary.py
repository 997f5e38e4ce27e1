"""Which ordinary words folding takes for names: each of a list, in a text that names every entry that it could be.

A word is put, with a capital, behind such a name into a sentence of the most frequent words of the list (which also tell the
language): first as its first word, then amid it. What is rewritten is printed, a line each: rank, word, what became of it, and
"alone" or the name that the text had to hold for it. Most exonyms (Deutschland) are meant; the rest are candidates for
`lexicons/guard/words`.

    python bench/ordinary.py de --most 30000          # frequency lists of the package wordfreq (pip install wordfreq)
    python bench/ordinary.py de --words words.txt     # a list of your own, a word a line, the most frequent first

exit codes:
  0  done
  2  wrong usage, or wordfreq is not installed
  74 the list cannot be read
"""

from __future__ import annotations

import argparse
import sys
from collections.abc import Iterator, Sequence
from pathlib import Path
from typing import NamedTuple

from translit import Config, Normalizer

_FILLERS, _BEFORE, _SHORTEST = 28, 14, 3


class Rewritten(NamedTuple):
    """An ordinary word that was rewritten."""

    rank: int
    word: str
    written: str
    spoken_of: str


def rewritten(norm: Normalizer, words: Sequence[str], start: bool) -> Iterator[Rewritten]:
    """The words that are rewritten as the first word of a sentence, or amid it."""
    known = [word for word in words if word.isalpha()]
    fillers = [word for word in known if len(word) > 1][:_FILLERS]
    before, behind = " ".join(fillers[:_BEFORE]), " ".join(fillers[_BEFORE:])
    lead = "" if start else f"{before} "
    for rank, word in enumerate(known):
        if len(word) < _SHORTEST:
            continue
        shown = word[0].upper() + word[1:]
        for name in ("", *_names(norm, shown)):
            head = f"{name} {before}. {lead}" if name else lead
            found = norm.find(f"{head}{shown} {behind}.")
            written = [m.replacement for m in found if m.start <= len(head) < m.end and m.replacement != m.text]
            if written:
                yield Rewritten(rank, word, written[0], name or "alone")
                break


def _names(norm: Normalizer, word: str) -> list[str]:
    """The canonical forms of all entries that a word could be."""
    lookup = norm._gate.lookup
    entries = (lookup.index.entry(r.entry) for r in (*lookup.by_rule(word), *lookup.near(word)))
    return list(dict.fromkeys(entry.canonical for entry in entries if not entry.names_nobody))


def parser() -> argparse.ArgumentParser:
    """The options of the command."""
    made = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    made.add_argument("lang", help="the language, as wordfreq names it")
    made.add_argument("--most", type=int, default=30_000, metavar="N", help="how many words (default: 30,000)")
    made.add_argument("--words", type=Path, metavar="FILE", help="a list of your own in place of wordfreq's")
    return made


def main() -> int:
    options = parser().parse_args()
    try:
        words = options.words.read_text(encoding="utf-8").split() if options.words else _frequent(options.lang, options.most)
    except (OSError, UnicodeDecodeError) as error:
        print(f"ordinary: {options.words} cannot be read: {error}", file=sys.stderr)
        return 74
    except ImportError:
        print("ordinary: wordfreq is not installed: pip install wordfreq, or give a list with --words FILE", file=sys.stderr)
        return 2
    norm = Normalizer(config=Config(rewrite="all"))
    for where, start in (("first", True), ("amid", False)):
        found = list(rewritten(norm, words[: options.most], start))
        for row in found:
            print(where, *row, sep="\t")
        print(f"ordinary: {where}: {len(found)} of {min(len(words), options.most)} words are rewritten", file=sys.stderr)
    return 0


def _frequent(lang: str, most: int) -> list[str]:
    from wordfreq import top_n_list

    return list(top_n_list(lang, most, wordlist="best"))


if __name__ == "__main__":
    sys.exit(main())
