"""Running text: what is folded as it should be, against what is rewritten that should have stayed.

Recall is counted over the words that the project's own cases and sample texts say must change. A false fold is a rewrite
of a text that must stay, or one beside the gold; in outside news every rewrite counts as false unless it is in the
accepted list.
"""

from __future__ import annotations

from collections.abc import Callable, Iterable, Mapping, Sequence
from dataclasses import dataclass
from typing import Any

import numpy as np
import own
import regex
from figures import Floats, interval, resamples, share_with_interval
from own import Document, Edit
from rapidfuzz import fuzz, process

import translit

RATIOS = tuple(range(70, 101, 2))
"""The cut-offs at which the edit ratio is tried."""

WEAKER = (0.6, 0.5, 0.4, 0.3)
"""The `min_score` values at which `fuzzy="wide"` is tried beside its default."""

NOTHING_SEEN = 3.69
"""The upper 97.5 % bound of a Poisson count that was 0."""

_CAPITALISED = regex.compile(r"\b\p{Lu}[\p{L}\p{M}-]+\b")
_SHORTEST = 3
_ALIKE = 60

Folder = Callable[[str], list[Edit]]
Accepted = frozenset[tuple[str, str]]


@dataclass(frozen=True)
class Corpora:
    """The texts: gold says what must change in the first, nothing must in the others."""

    gold: Sequence[Document]
    negative: Sequence[Document]
    news: Sequence[Document] = ()
    accepted: Accepted = frozenset()


def corpora(news: Iterable[str] = (), accepted: Iterable[tuple[str, str]] = ()) -> Corpora:
    """The project's own texts, and clean news where it is given."""
    return Corpora([*own.wild(), *own.seeds()], own.negative(), [Document(line) for line in news], frozenset(accepted))


def translit_folder(fuzzy: translit.config.Fuzzy, min_score: float = 0.7) -> Folder:
    """The rewrites that translit makes with this configuration."""
    norm = translit.Normalizer(config=translit.Config(fuzzy=fuzzy, min_score=min_score))
    return lambda text: [(m.start, m.end, m.replacement) for m in norm.find(text) if m.replacement != m.text]


def listed_words(lexicon: translit.Lexicon, variants: bool) -> dict[str, str]:
    """Lower-case spelling → word to write, for each capitalised Latin word of a canonical form; with the listed variants too.

    A variant with as many words as the canonical form gives its words in order, as far as they look alike where there are
    several (Great Britain does not make Britain a spelling of Kingdom); one that two words claim is left out.
    """
    words = {w.lower(): w for entry in lexicon for w in _CAPITALISED.findall(entry.canonical) if _is_latin(w)}
    claims: dict[str, set[str]] = {}
    for entry in lexicon if variants else ():
        for variant in (*(v.text for v in entry.variants), *entry.styles.values()):
            left, right = variant.split(), entry.canonical.split()
            for spelling, word in zip(left, right, strict=True) if len(left) == len(right) else ():
                alike = len(left) == 1 or fuzz.ratio(spelling.lower(), word.lower()) >= _ALIKE
                if alike and _is_latin(spelling) and word.lower() in words:
                    claims.setdefault(spelling.lower(), set()).add(words[word.lower()])
    return words | {s: w.pop() for s, w in claims.items() if len(w) == 1 and s not in words}


def _is_latin(word: str) -> bool:
    return regex.fullmatch(r"[\p{Latin}\p{M}-]+", word) is not None and len(word) >= _SHORTEST


def nearest_words(texts: Iterable[str], words: Mapping[str, str]) -> dict[str, tuple[str, float]]:
    """For each capitalised word of the texts the lexicon word with the best edit ratio, in the letter case of the text."""
    tokens = sorted({t for text in texts for t in _CAPITALISED.findall(text) if _is_latin(t)})
    known = list(words)
    nearest: dict[str, tuple[str, float]] = {}
    for start in range(0, len(tokens), 1024):
        chunk = tokens[start : start + 1024]
        ratios = process.cdist([t.lower() for t in chunk], known, scorer=fuzz.ratio, score_cutoff=RATIOS[0], dtype=np.float32)
        for token, row in zip(chunk, ratios, strict=True):
            written = words[known[int(row.argmax())]]
            nearest[token] = (written.upper() if token.isupper() else written, float(row.max()))
    return nearest


def ratio_folder(nearest: Mapping[str, tuple[str, float]], cut_off: float) -> Folder:
    """The rewrites of a cut-off on the edit ratio: each capitalised word becomes its nearest lexicon word."""

    def edits(text: str) -> list[Edit]:
        found = ((m.start(), m.end(), m.group(), nearest.get(m.group(), ("", 0.0))) for m in _CAPITALISED.finditer(text))
        return [
            (start, end, word) for start, end, token, (word, ratio) in found if ratio >= cut_off and word.lower() != token.lower()
        ]

    return edits


def judged(document: Document, edits: Sequence[Edit], accepted: Accepted = frozenset()) -> tuple[list[bool], int]:
    """Which of the document's folds are made, and how many rewrites are false.

    Folds and rewrites that overlap are taken together: they are right if the same text comes out.

    >>> text = Document("Igor Zelensky left Kiev.", ((19, 23, "Kyiv"),))
    >>> judged(text, [(5, 13, "Zelenskyy"), (19, 23, "Kyiv")])
    ([True], 1)
    """
    made, false = [False] * len(document.folds), 0
    marked = sorted([(*fold, n) for n, fold in enumerate(document.folds)] + [(*edit, -1) for edit in edits])
    while marked:
        start, end, _, _ = marked[0]
        size = 1
        while size < len(marked) and marked[size][0] < end:
            end = max(end, marked[size][1])
            size += 1
        together, marked = marked[:size], marked[size:]
        wanted = _written(document.text, start, end, [m[:3] for m in together if m[3] >= 0])
        got = [m[:3] for m in together if m[3] < 0]
        if _written(document.text, start, end, got) == wanted:
            for *_, number in together:
                if number >= 0:
                    made[number] = True
        else:
            false += sum((document.text[s:e], w) not in accepted for s, e, w in got)
    return made, false


def _written(text: str, start: int, end: int, edits: Iterable[Edit]) -> str:
    parts: list[str] = []
    position = start
    for s, e, written in edits:
        parts += (text[position:s], written)
        position = e
    return "".join([*parts, text[position:end]])


def accepted_words(accepted: Accepted) -> Accepted:
    """The accepted rewrites word by word too, for a folder that rewrites single words."""
    pairs = ((a.split(), b.split()) for a, b in accepted)
    return accepted | {(x, y) for a, b in pairs if len(a) == len(b) for x, y in zip(a, b, strict=True) if x != y}


def counted(texts: Corpora, folder: Folder) -> dict[str, Any]:
    """The folds made in the gold, by document, and the false ones in each corpus, by document."""
    accepted = accepted_words(texts.accepted)
    gold = [judged(d, folder(d.text)) for d in texts.gold]
    news = [folder(d.text) for d in texts.news]
    return {
        "made": [[int(m) for m in made] for made, _ in gold],
        "beside": [false for _, false in gold],
        "negative": [judged(d, folder(d.text))[1] for d in texts.negative],
        "news": [judged(d, edits, accepted)[1] for d, edits in zip(texts.news, news, strict=True)],
        "news_rewrites": sum(map(len, news)),
    }


def run(texts: Corpora) -> dict[str, Any]:
    """Every folder over every corpus, as a stored run keeps it."""
    folders: dict[str, list[tuple[float, Folder]]] = {
        "translit, fuzzy off": [(0.7, translit_folder("off"))],
        "translit, fuzzy safe": [(0.7, translit_folder("safe"))],
        "translit, fuzzy wide": [(score, translit_folder("wide", score)) for score in (0.7, *WEAKER)],
    }
    every = [d.text for d in (*texts.gold, *texts.negative, *texts.news)]
    for name, variants in (("edit ratio to canonical names", False), ("edit ratio to all listed spellings", True)):
        nearest = nearest_words(every, listed_words(translit.Lexicon.default(), variants))
        folders[name] = [(float(cut), ratio_folder(nearest, cut)) for cut in RATIOS]
    return {
        "words": {name: [len(d.text.split()) for d in getattr(texts, name)] for name in ("gold", "negative", "news")},
        "accepted": len(texts.accepted),
        "folders": {name: [{"line": line, **counted(texts, f)} for line, f in points] for name, points in folders.items()},
    }


def summary(kept: Mapping[str, Any], number: int, seed: int) -> dict[str, list[dict[str, Any]]]:
    """Recall and false folds per million words of each folder, with intervals over the documents."""
    return {name: [_point(point, kept["words"], number, seed) for point in points] for name, points in kept["folders"].items()}


def _point(point: Mapping[str, Any], words: Mapping[str, Sequence[int]], number: int, seed: int) -> dict[str, Any]:
    rates = {corpus: _rate(point[corpus], words[corpus], number, seed) for corpus in ("negative", "news") if words[corpus]}
    counts = {"beside": sum(point["beside"]), "news_rewrites": point["news_rewrites"], "news_false": sum(point["news"])}
    return {"line": point["line"], "recall": _recall(point["made"], number, seed), **rates, **counts}


def _recall(made: Sequence[Sequence[int]], number: int, seed: int) -> list[float]:
    """The share of gold words that are folded as they should be; documents are drawn whole."""
    good, wanted = np.array([sum(m) for m in made]), np.array([len(m) for m in made])
    if good.sum() in (0, wanted.sum()):
        return share_with_interval([bool(f) for m in made for f in m], number, seed)
    counts = resamples(range(len(made)), number, seed)
    spread: Floats = (counts @ good) / (counts @ wanted)
    return [float(good.sum() / wanted.sum()), *interval(spread)]


def _rate(false: Sequence[int], words: Sequence[int], number: int, seed: int) -> list[float]:
    """False folds per million words as [value, low, high]; with none seen the bound is that of a Poisson count."""
    total = sum(words)
    if not any(false):
        return [0.0, 0.0, 1e6 * NOTHING_SEEN / total]
    counts = resamples(range(len(words)), number, seed)
    spread: Floats = 1e6 * (counts @ np.array(false)) / np.maximum(counts @ np.array(words), 1)
    return [1e6 * sum(false) / total, *interval(spread)]
