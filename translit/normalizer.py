"""The interface: fold, find, explain, resolve."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence
from functools import cached_property
from itertools import chain
from typing import TYPE_CHECKING

from translit.config import Config, check_language
from translit.errors import ConfigError, check_text, many
from translit.lexicon.lexicon import Lexicon
from translit.match.beside import Beside
from translit.match.gate import Gate
from translit.match.hits import Hits
from translit.match.index import Index
from translit.match.interest import Hit as Telling
from translit.match.lookup import Lookup
from translit.match.passages import Document, Edit, Passages, mentions
from translit.mention import Explanation, Match, Mention, rewritten, written
from translit.pipeline import Pipeline
from translit.rewrite import check_style
from translit.text.zones import without_code

if TYPE_CHECKING:
    from translit.documents import Documents
    from translit.match.literal import Hit, Literal
    from translit.match.names import NameIndex

_MIN_NAME = 2
"""Letters and digits that a name has at the least: one letter is nobody's name."""


_LONG = 16_384
"""Code points past which a document is looked at by numpy: below, the calls cost more than the work."""

_BATCH = 1 << 18
"""Code points of texts that are looked at together."""


class Normalizer:
    """Finds the names of a lexicon in text and folds them to their canonical forms.

    Immutable after construction and safe to share between threads; pickles as lexicon and configuration.

    >>> norm = Normalizer()
    >>> norm.fold("President Zelensky met Gen. Syrsky in Kiev.")
    'President Zelenskyy met Gen. Syrskyi in Kyiv.'
    >>> [(m.text, m.entry_id) for m in norm.find("Igor Zelensky, the dancer, left Kiev.")]
    [('Kiev', 'kyiv')]
    """

    def __init__(self, lexicon: Lexicon | None = None, config: Config | None = None) -> None:
        if lexicon is not None and not isinstance(lexicon, Lexicon):
            raise ConfigError(f"the lexicon is {lexicon!r}; make one with Lexicon.load(path) or Lexicon.from_names(names)")
        if config is not None and not isinstance(config, Config):
            raise ConfigError(f"the configuration is {config!r}; make one with Config(…)")
        self.lexicon = lexicon if lexicon is not None else Lexicon.default()
        self.config = config or Config()
        if self.config.style not in ("canonical", "native"):
            check_style(self.config.style, self.lexicon.styles)

    def __reduce__(self) -> tuple[type[Normalizer], tuple[Lexicon, Config]]:
        return type(self), (self.lexicon, self.config)

    @cached_property
    def _index(self) -> Index:
        return self.lexicon.index

    @cached_property
    def _lookup(self) -> Lookup:
        return Lookup(self._index, self.config)

    @cached_property
    def _pipeline(self) -> Pipeline:
        return Pipeline(self._index, self._lookup, self.config)

    @cached_property
    def _gate(self) -> Gate:
        return Gate(self._lookup)

    @cached_property
    def _beside(self) -> Beside:
        return Beside(self._gate)

    @cached_property
    def _literal(self) -> Literal | None:
        if self.config.methods != ("exact",):
            return None
        from translit.match.literal import Literal

        return Literal(self._index, self.config)

    @cached_property
    def _documents(self) -> Documents:
        from translit.documents import Documents
        from translit.match.bulk import Bulk

        return Documents(Bulk(self._gate), self._edits, self._passages, self._beside, self._pipeline.language_of)

    def prepare(self) -> Normalizer:
        """Load now what bulk folding else loads when it is first needed, and return the normaliser itself.

        That is the lexicon, the tables of the block scanner, and with the extra `fast` loops that numba compiles for this
        machine: 0.5 s, and 15 s the first time, after which they are kept on disk. Without this they are loaded after 128 MB
        of text. Results are the same either way. What is loaded stays: `gc.freeze()` behind it spares Python from going through
        all of that when it looks for garbage, and lets forked processes share it.

        >>> Normalizer().prepare().fold("He left Kiev.")
        'He left Kyiv.'
        """
        if self._literal is not None:
            self._literal.prepare()
        else:
            self._documents.prepare()
        return self

    def fold(self, text: str) -> str:
        """The text with every mention folded; one call is one document."""
        check_text(text)
        if self._literal is not None:
            return self._literal.fold(text)
        if len(text) > _LONG:
            return self._documents.fold(text)
        if self._gate.is_silent(text):
            return text
        shown = without_code(text, self.config.protect)
        edits = self._edits(shown, 0, len(text), self._gate.hits(shown))
        return written(text, 0, len(text), edits) if edits else text

    def _edits(self, text: str, start: int, stop: int, hits: Sequence[Telling]) -> Sequence[Edit]:
        """What is written in a document without code, the stretch `start`–`stop` of a text with these words that say anything."""
        document = Document(text, start, stop, self._pipeline.language_of)
        return Hits(document, hits, self._gate, self._beside).edits(self._passages)

    @cached_property
    def _passages(self) -> Passages:
        return Passages(self._index, self._pipeline.passage)

    def find(self, text: str) -> list[Mention]:
        """Every mention in the text, in order, those included that stand as they should."""
        if self._literal is not None:
            check_text(text)
            return [self._listed(text, hit) for hit in self._literal.hits(text)]
        check_text(text)
        text = without_code(text, self.config.protect)
        hits = self._gate.hits(text) if len(text) <= _LONG else self._documents.hits_of(text)
        if not hits:
            return []
        document = Document(text, 0, len(text), self._pipeline.language_of)
        return mentions(self._passages.around(document, [place for place, _, _ in hits]))

    def _listed(self, text: str, hit: Hit) -> Mention:
        """The mention of a spelling that exact mode found."""
        entry = self._index.entry(hit.spelling.entry)
        return Mention(
            hit.start, hit.end, text[hit.start : hit.end], hit.spelling.replacement, entry.canonical, entry.id, entry.kind,
            "exact", 1.0, ("exact: listed",),
        )  # fmt: skip

    def explain(self, text: str) -> Explanation:
        """The folded text with the mentions that explain it, and for each the way from the form to the entry."""
        from translit.match.reasons import reasons

        if self._literal is not None:
            listed = tuple(self.find(text))
            return Explanation(text, rewritten(text, listed), listed, tuple(m.rules for m in listed))
        check_text(text)
        found = self._pipeline.mentions(text)
        told = tuple(mention for mention, _, _ in found)
        why = tuple(reasons(self._index, chain, tokens) for _, chain, tokens in found)
        return Explanation(text, rewritten(text, told), told, why)

    def fold_many(self, texts: Iterable[str]) -> Iterator[str]:
        """Each text folded, in order; one text is one document. Reads up to 256 KB of texts ahead."""
        return chain.from_iterable(map(self._fold_batch, _batches(many(texts))))

    def _fold_batch(self, texts: list[str]) -> Iterator[str]:
        if sum(map(len, texts)) <= _LONG or len(texts) == 1 or self._literal is not None:
            return map(self.fold, texts)
        return self._documents.fold_texts(texts)

    def fold_lines(self, data: bytes) -> bytes:
        """Lines of UTF-8 folded, each a document; line ends and bytes that are not UTF-8 stay as they are.

        >>> Normalizer().fold_lines(b"He left Kiev.\\r\\nLvov\\xff\\n")
        b'He left Kyiv.\\r\\nLviv\\xff\\n'
        """
        if self._literal is not None:
            return self._literal.fold(data.decode("utf-8", "surrogateescape")).encode("utf-8", "surrogateescape")
        if len(data) <= _LONG:
            lines = data.decode("utf-8", "surrogateescape").split("\n")
            return "\n".join(map(self.fold, lines)).encode("utf-8", "surrogateescape")
        return self._documents.fold_lines(data, self.fold)

    def resolve(self, name: str, *, lang: str | None = None, min_score: float = 0.7) -> Match | None:
        """The entry that a name belongs to, in any script and word order, or None below `min_score`."""
        return self.resolve_many([name], lang=lang, min_score=min_score)[0]

    def resolve_many(self, names: Iterable[str], *, lang: str | None = None, min_score: float = 0.7) -> list[Match | None]:
        """`resolve` for each name; item i depends on names[i] alone."""
        if not isinstance(min_score, (int, float)) or not 0 <= min_score <= 1:
            raise ConfigError(f"min_score is {min_score!r}; it lies between 0 and 1")
        found = self.candidates_many(names, lang=lang, limit=1)
        return [best[0] if best and best[0].score >= min_score else None for best in found]

    def candidates(self, name: str, *, lang: str | None = None, limit: int = 5) -> list[Match]:
        """The entries nearest to a name, best first, with honest scores, whatever they are."""
        return self.candidates_many([name], lang=lang, limit=limit)[0]

    def candidates_many(self, names: Iterable[str], *, lang: str | None = None, limit: int = 5) -> list[list[Match]]:
        """`candidates` for each name; item i depends on names[i] alone."""
        if not isinstance(limit, int) or limit < 0:
            raise ConfigError(f"limit is {limit!r}; it is a number of candidates")
        if lang is not None:
            check_language(lang)
        asked = [_whole_name(name) for name in many(names)]
        return list(self._names.candidates_many(asked, lang or self.config.lang, limit)) if limit else [[] for _ in asked]

    @cached_property
    def _names(self) -> NameIndex:
        from translit.match.names import NameIndex

        return NameIndex(self.lexicon)


def _whole_name(name: str) -> str:
    """The name, "" where it is too short to be anybody's."""
    check_text(name)
    return name if sum(c.isalnum() for c in name) >= _MIN_NAME else ""


def _batches(texts: Iterable[str]) -> Iterator[list[str]]:
    batch: list[str] = []
    size = 0
    for text in texts:
        check_text(text)
        batch.append(text)
        size += len(text) + 1
        if size >= _BATCH:
            yield batch
            batch, size = [], 0
    if batch:
        yield batch
