"""Whether two names are one, with no lexicon to tell which words are common."""

from __future__ import annotations

import numpy as np

from translit.match.arrays import Floats, Rows
from translit.match.exonyms import one_place
from translit.match.likeness import likeness
from translit.match.parts import parts
from translit.match.queries import Queries
from translit.match.score import calibrated
from translit.match.tables import Side, Tables
from translit.match.tokens import name_of
from translit.match.weights import weights
from translit.match.word import Word, is_womans


def name_similarity(a: str, b: str, lang: str | None = None) -> float:
    """How sure it is, from 0 to 1, that two names are one; 0.7 is the decision line.

    >>> name_similarity("Zelensky, Volodymyr", "Wolodymyr Selenskyj") > 0.7 > name_similarity("Kosenko", "Kostenko")
    True
    """
    score = float(calibrated(np.array([raw_similarity(a, b, lang)]), weights().scoring["line_alone"])[0])
    elsewhere = weights().scoring["elsewhere"]
    return elsewhere if score < elsewhere and one_place(a, b) else score


def raw_similarity(a: str, b: str, lang: str | None = None) -> float:
    """The same by their words alone and before the decision line is moved to 0.7."""
    name, other = name_of(a, lang), name_of(b, lang)
    if not name.words or not other.words:
        return float(a == b and bool(a.strip()))
    left, right = Queries.of([name]), Queries.of([other])

    def likes(x: Rows, y: Rows) -> Floats:
        pairs = zip(x.tolist(), y.tolist(), strict=True)
        return np.array([_either_way(left.words[i], right.words[j]) for i, j in pairs], np.float32)

    rows = np.indices((len(left.names), len(right.names))).reshape(2, -1)
    scores = np.zeros(rows.shape[1])
    for places, found in Tables(likes, _side(left), _side(right)).compare(*rows):
        scores[places] = found.scores
    return float((scores * left.trust[rows[0]] * right.trust[rows[1]]).max())


def _either_way(a: Word, b: Word) -> float:
    return max(likeness(a, b), likeness(b, a))


def _side(names: Queries) -> Side:
    weighed = [_weight(w) for w in names.words]
    return Side(names.phrases, names.words, weighed, [n.brief for n in names.names], [is_womans(n.words) for n in names.names])


def _weight(word: Word) -> float:
    """How much a word counts where no lexicon tells how common it is."""
    return word.share * (weights().scoring["given"] if word.text in parts().given else 1.0)
