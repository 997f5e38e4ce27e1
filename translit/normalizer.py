"""The pipeline: protect → scan → exact → derived → folded → fuzzy → assemble → rewrite."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence
from functools import cached_property
from typing import TYPE_CHECKING

from translit.config import Config, check_language
from translit.errors import ConfigError, check_text, many
from translit.lexicon.lexicon import Lexicon
from translit.match.assemble import Assembler, Chain
from translit.match.decide import Decision, decide
from translit.match.exact import spelled_readings
from translit.match.folded import folded_readings
from translit.match.fuzzy import fuzzy_readings
from translit.match.genitive import with_genitives
from translit.match.index import Index
from translit.match.reading import Reading
from translit.mention import Explanation, Match, Mention, rewritten
from translit.rewrite import check_style, replacement
from translit.text.scan import Token, scan, with_lower
from translit.text.zones import in_protected_phrase, protected_zones

if TYPE_CHECKING:
    from translit.match.names import NameIndex

_MIN_NAME = 2
"""Letters and digits that a name has at the least: one letter is nobody's name."""

MEMO_SIZE = 100_000
"""How many words are remembered with their readings; past it the memo starts anew. It changes the cost, never a result."""


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
        self._spelled: dict[str, list[Reading]] = {}
        self._fuzzy: dict[str, list[Reading]] = {}

    def __reduce__(self) -> tuple[type[Normalizer], tuple[Lexicon, Config]]:
        return type(self), (self.lexicon, self.config)

    @cached_property
    def _index(self) -> Index:
        return self.lexicon.index

    def fold(self, text: str) -> str:
        """The text with every mention folded; one call is one document."""
        return rewritten(text, self.find(text))

    def find(self, text: str) -> list[Mention]:
        """Every mention in the text, in order, those included that stand as they should."""
        return [mention for mention, _, _ in self._found(text)]

    def explain(self, text: str) -> Explanation:
        """The folded text with the mentions that explain it, and for each the way from the form to the entry."""
        from translit.match.reasons import reasons

        found = self._found(text)
        mentions = tuple(mention for mention, _, _ in found)
        why = tuple(reasons(self._index, chain, tokens) for _, chain, tokens in found)
        return Explanation(text, rewritten(text, mentions), mentions, why)

    def _found(self, text: str) -> list[tuple[Mention, Chain, Sequence[Token]]]:
        """The pipeline, step by step, over one document."""
        check_text(text)
        zones = protected_zones(text, self.config.protect)
        tokens = self._allowed(with_lower(scan(text, zones), text, self._index.lower, self._index.hyphened), text)
        readings = [self._readings(token) for token in tokens]
        tokens = [t if t.joined and readings[i] and self._is_joined(t) else _unjoined(t) for i, t in enumerate(tokens)]
        assembler = Assembler(self._index, text, tokens, readings.__getitem__)
        fuzzy = self._fuzzy_readings if self.config.fuzzy != "off" else _nothing
        decisions = decide(self._index, assembler, fuzzy, self.config.lang)
        mentions = ((self._mention(d, tokens, text), d.chains[0]) for d in decisions)
        return [(mention, chain, tokens) for mention, chain in mentions if mention is not None]

    def fold_many(self, texts: Iterable[str]) -> Iterator[str]:
        """Each text folded, in order; one text is one document."""
        return (self.fold(text) for text in many(texts))

    def resolve(self, name: str, *, lang: str | None = None, min_score: float = 0.7) -> Match | None:
        """The entry that a name belongs to, in any script and word order, or None below `min_score`."""
        if not isinstance(min_score, (int, float)) or not 0 <= min_score <= 1:
            raise ConfigError(f"min_score is {min_score!r}; it lies between 0 and 1")
        best = self.candidates(name, lang=lang, limit=1)
        return best[0] if best and best[0].score >= min_score else None

    def resolve_many(self, names: Iterable[str], *, lang: str | None = None, min_score: float = 0.7) -> list[Match | None]:
        """`resolve` for each name; item i depends on names[i] alone."""
        return [self.resolve(name, lang=lang, min_score=min_score) for name in many(names)]

    def candidates(self, name: str, *, lang: str | None = None, limit: int = 5) -> list[Match]:
        """The entries nearest to a name, best first, with honest scores, whatever they are."""
        check_text(name)
        if not isinstance(limit, int) or limit < 0:
            raise ConfigError(f"limit is {limit!r}; it is a number of candidates")
        if lang is not None:
            check_language(lang)
        if limit == 0 or sum(c.isalnum() for c in name) < _MIN_NAME:
            return []
        return self._names.candidates(name, lang or self.config.lang, limit)

    def candidates_many(self, names: Iterable[str], *, lang: str | None = None, limit: int = 5) -> list[list[Match]]:
        """`candidates` for each name."""
        return [self.candidates(name, lang=lang, limit=limit) for name in many(names)]

    @cached_property
    def _names(self) -> NameIndex:
        from translit.match.names import NameIndex

        return NameIndex(self.lexicon)

    def _allowed(self, tokens: list[Token], text: str) -> list[Token]:
        """The tokens without those that the configuration or a protected phrase keeps."""
        allow = frozenset(self.config.allow)
        phrases = self._index.phrases if "phrase" in self.config.protect else {}
        kept = []
        for token in tokens:
            if token.text in allow:
                continue
            around = phrases.get(token.text.lower())
            if around and in_protected_phrase(text, token.start, token.end, around):
                continue
            kept.append(token)
        return kept

    def _readings(self, token: Token) -> Sequence[Reading]:
        if token.joined:
            whole = self._word_readings(token.joined)
            if whole:
                return whole
        return self._word_readings(token.text)

    def _is_joined(self, token: Token) -> bool:
        return bool(self._word_readings(token.joined))

    def _word_readings(self, word: str) -> Sequence[Reading]:
        known = self._spelled.get(word)
        if known is None:
            known = with_genitives(self._index, word, self._by_rule(word), self._by_rule)
            if len(self._spelled) >= MEMO_SIZE:
                self._spelled.clear()
            self._spelled[word] = known
        return known

    def _by_rule(self, word: str) -> list[Reading]:
        found = self._kinds(spelled_readings(self._index, word))
        entries = {r.entry for r in found}
        return found + [r for r in self._kinds(folded_readings(self._index, word, self.config.lang)) if r.entry not in entries]

    def _fuzzy_readings(self, word: str) -> Sequence[Reading]:
        known = self._fuzzy.get(word)
        if known is None:
            known = self._kinds(fuzzy_readings(self._index, word))
            if len(self._fuzzy) >= MEMO_SIZE:
                self._fuzzy.clear()
            self._fuzzy[word] = known
        return known

    def _kinds(self, readings: list[Reading]) -> list[Reading]:
        wanted = set(self.config.kinds)
        return [r for r in readings if (kind := self._index.entry(r.entry).kind) == "" or kind in wanted]

    def _mention(self, decision: Decision, tokens: Sequence[Token], text: str) -> Mention | None:
        chain = decision.chains[0]
        start, end = tokens[chain.first].start, tokens[chain.last].stop
        writings = {replacement(c, tokens, text, self.config, self._index.particles) for c in decision.chains}
        if decision.score < self.config.min_score:
            return None
        ids = sorted({c.entry.id for c in decision.chains})
        held = "several entries share this name" if len(writings) > 1 else None
        cases = {label.split(" ", 1)[1] for _, r in chain.links if r.inflected for label in (r.label,) if " " in label}
        return Mention(
            start=start,
            end=end,
            text=text[start:end],
            replacement=writings.pop() if len(writings) == 1 else text[start:end],
            canonical=chain.entry.canonical
            if len(ids) == 1
            else " / ".join(sorted({c.entry.canonical for c in decision.chains})),
            entry_id=ids[0] if len(ids) == 1 else None,
            kind=chain.entry.kind,
            method=chain.method,
            score=decision.score,
            rules=decision.rules,
            candidates=() if len(ids) == 1 else tuple(ids),
            case=cases.pop() if len(cases) == 1 and not any(" " in c for c in cases) else None,
            held_back=held,
        )


def _nothing(word: str) -> Sequence[Reading]:
    return ()


def _unjoined(token: Token) -> Token:
    return Token(token.start, token.end, token.text) if token.joined else token
