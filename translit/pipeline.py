"""The pipeline: protect → scan → exact → derived → folded → fuzzy → assemble → rewrite."""

from __future__ import annotations

from collections.abc import Sequence

from translit.config import Config
from translit.match.assemble import Assembler, Chain
from translit.match.decide import Decision, Scope, decide, survey
from translit.match.index import Index
from translit.match.language import Language
from translit.match.lookup import Lookup
from translit.match.near import UNWEIGHED, Weight
from translit.match.passages import Passage
from translit.match.reading import Readings
from translit.mention import Mention
from translit.rewrite import replacement
from translit.text.scan import Token, scan, with_lower
from translit.text.zones import in_protected_phrase, short_zones, without_code


class Pipeline:
    """Finds the mentions of a document, or of a passage of one, step by step."""

    def __init__(self, index: Index, lookup: Lookup, config: Config) -> None:
        self.index, self.lookup, self.config = index, lookup, config
        self._weight = _weight(config)
        self._allowed_words = frozenset(config.allow)
        self._phrases = index.phrases if "phrase" in config.protect else {}

    def mentions(self, text: str) -> list[tuple[Mention, Chain, Sequence[Token]]]:
        """The mentions of a document, in order, each with the words that make it."""
        text = without_code(text, self.config.protect)
        tokens, assembler = self._assembled(text)
        decisions = decide(self.index, assembler, self.lookup.near, self._scope(Language(lambda: self.language_of(text))))
        found = ((self._mention(d, tokens, text), d.chains[0]) for d in decisions)
        return [(mention, chain, tokens) for mention, chain in found if mention is not None]

    def passage(self, text: str, shift: int, language: Language) -> Passage:
        """What a passage says that begins at `shift` in a text with nothing else of weight in it, and without code."""
        tokens, assembler = self._assembled(text)
        said = survey(self.index, assembler, self.lookup.near, self._scope(language))

        def mention(decision: Decision) -> Mention | None:
            return self._mention(decision, tokens, text, shift)

        return Passage(said, mention, self.config.fuzzy == "wide")

    def language_of(self, text: str) -> str | None:
        """The language of a document, as configured or as its words tell."""
        return self.config.lang or self.index.language_of(text)

    def _scope(self, language: Language) -> Scope:
        return Scope(language, self.config.fuzzy == "wide", self._weight)

    def _assembled(self, text: str) -> tuple[list[Token], Assembler]:
        """The words of a text that may be names, with what builds chains of them: protect, scan, exact, derived, folded."""
        zones = list(short_zones(text, self.config.protect, 0, len(text)))
        tokens = self._allowed(with_lower(scan(text, zones), text, self.lookup.belongs), text)
        readings = [self._readings(token) for token in tokens]
        tokens = [t if t.joined and self.lookup.by_rule(t.joined) else _unjoined(t) for t in tokens]
        return tokens, Assembler(self.index, text, tokens, readings.__getitem__)

    def _allowed(self, tokens: list[Token], text: str) -> list[Token]:
        """The tokens without those that the configuration or a protected phrase keeps."""
        kept = []
        for token in tokens:
            if token.text in self._allowed_words:
                continue
            around = self._phrases.get(token.text.lower())
            if around and in_protected_phrase(text, token.start, token.end, around):
                continue
            kept.append(token)
        return kept

    def _readings(self, token: Token) -> Readings:
        whole = self.lookup.by_rule(token.joined) if token.joined else None
        return whole or self.lookup.by_rule(token.text)

    def _mention(self, decision: Decision, tokens: Sequence[Token], text: str, shift: int = 0) -> Mention | None:
        """The mention of a decision, its places counted from `shift`."""
        chain = decision.chains[0]
        start, end = tokens[chain.first].start, tokens[chain.last].stop
        if decision.score < self.config.min_score and decision.held is None:
            return None
        asked = decision.score >= self.config.min_score
        writings = {replacement(c, tokens, text, self.config, self.index.particles) for c in decision.chains}
        ids = sorted({c.entry.id for c in decision.chains})
        held = decision.held if not asked else "several entries share this name" if len(writings) > 1 else None
        known = len(ids) == 1 and decision.whose
        cases = {label.split(" ", 1)[1] for _, r in chain.links if r.inflected for label in (r.label,) if " " in label}
        return Mention(
            start=start - shift,
            end=end - shift,
            text=text[start:end],
            replacement=writings.pop() if held is None else text[start:end],
            canonical=chain.entry.canonical
            if len(ids) == 1
            else " / ".join(sorted({c.entry.canonical for c in decision.chains})),
            entry_id=ids[0] if known else None,
            kind=chain.entry.kind,
            method=chain.method,
            score=decision.score,
            rules=decision.rules,
            candidates=() if known else tuple(ids),
            case=cases.pop() if len(cases) == 1 and not any(" " in c for c in cases) else None,
            held_back=held,
        )


def _weight(config: Config) -> Weight:
    if config.counts is None:
        return UNWEIGHED
    from translit.match.counts import Counts

    return Weight(Counts.load(config.counts).__getitem__)


def _unjoined(token: Token) -> Token:
    return Token(token.start, token.end, token.text) if token.joined else token
