"""The examples of the entries, run when a lexicon is compiled."""

from __future__ import annotations

from typing import TYPE_CHECKING

from translit.errors import LexiconError
from translit.lexicon.store import Store

if TYPE_CHECKING:
    from translit.lexicon.lexicon import Lexicon


def check_examples(lexicon: Lexicon, store: Store) -> None:
    """Raises one `LexiconError` that reports every example that does not hold, at its line."""
    problems = failing_examples(lexicon, store)
    if problems:
        raise LexiconError.of(problems)


def failing_examples(lexicon: Lexicon, store: Store) -> list[LexiconError]:
    """The examples that do not hold with this compiled lexicon."""
    from translit.normalizer import Normalizer

    lexicon._store = store
    norm = Normalizer(lexicon)
    problems: list[LexiconError] = []
    for entry in lexicon.entries:
        for example in entry.examples:
            got = norm.fold(example.text)
            if got != example.out:
                path = entry.source.rpartition(":")[0]
                message = f'the example of "{entry.id}" does not hold: {example.text!r} becomes {got!r}, not {example.out!r}'
                problems.append(LexiconError(path, example.line, example.column, message))
    return problems
