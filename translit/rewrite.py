"""What is written over a mention: the entry's form in the wanted style, word by word."""

from __future__ import annotations

from collections.abc import Collection, Mapping, Sequence
from functools import lru_cache

from translit.config import Config
from translit.errors import ConfigError
from translit.lexicon.flags import Source
from translit.lexicon.words import name_words
from translit.match.assemble import Chain
from translit.match.index import CompiledEntry
from translit.rules.load import rules
from translit.rules.romanize import romanize
from translit.rules.spell import press_spelling
from translit.rules.words import recased
from translit.text.case import carried
from translit.text.scan import Token
from translit.text.script import is_mixed, repairs, script_of

_EXONYMS = (int(Source.VARIANT), int(Source.EXONYM))


def check_style(style: str, known: Sequence[str]) -> None:
    """Raises `ConfigError` for a style that no entry, orthography or scheme has."""
    if style in ("canonical", "native", *known):
        return
    if style not in rules():
        message = f"the style {style!r} does not exist; choose canonical, native, a press style, an orthography such as 'de' or a scheme"
        raise ConfigError(message)


def form_in_style(entry: CompiledEntry, style: str) -> str:
    """The form of an entry in a style; the canonical one where the entry has none in it."""
    if style == "canonical":
        return entry.canonical
    if style in entry.styles:
        return entry.styles[style]
    exonym = next((str(n["text"]) for n in entry.names if n["lang"] == style and n["source"] in _EXONYMS), None)
    if exonym is not None:
        return exonym
    if style == "native":
        return next(iter(entry.native.values()), entry.canonical)
    return _derived_form(entry.native.get(entry.lang or "", ""), entry.lang or "", style) or entry.canonical


@lru_cache(maxsize=16384)
def _derived_form(native: str, lang: str, style: str) -> str:
    if not native or script_of(native) == "Latn":
        return ""
    known = rules()
    if style not in known:
        return ""
    if known.names("spelling", style):
        words = [press_spelling(w, known.code(lang), style, known) for w in native.split()]
        return " ".join(_capital(recased(n, w)) for n, w in zip(native.split(), words, strict=True) if w)
    scheme = known.file(style).name
    own = known.file(scheme).lang == known.code(lang)
    return " ".join(_capital(w) for w in (romanize(native, lang, scheme) if own else romanize(native, lang)).split())


def _capital(word: str) -> str:
    """The word with a capital, which the native form has not where its script knows none; al- and the like stay small."""
    return word if not word[:1].islower() or "-" in word else word[:1].upper() + word[1:]


def replacement(chain: Chain, tokens: Sequence[Token], text: str, config: Config, particles: Collection[str]) -> str:
    """What `fold` writes over the chain; the text as it stands where nothing may be written."""
    start, end = tokens[chain.first].start, tokens[chain.last].stop
    stands = text[start:end]
    if config.rewrite == "none" or (chain.former and not config.rewrite_former):
        return stands
    if chain.inflected and config.rewrite != "all":
        return stands
    form = form_in_style(chain.entry, config.style)
    words = chain.entry.words if form is chain.entry.canonical else name_words(form, particles)
    aligned = all(r.name < 0 for _, r in chain.links) and len(words) == len(chain.entry.words)
    if not aligned:
        return _whole(chain, form, stands, config)
    parts: list[str] = []
    position = start
    for place, reading in chain.links:
        token = tokens[place]
        written = written_word(_surface(token), words[reading.slot], config)
        if token.joined:
            tail = token.newline
            parts += (text[position : token.start], (written or token.joined) + tail)
            position = token.joined_end
        else:
            parts += (text[position : token.start], written or token.text)
            position = token.end
    return "".join(parts)


def as_written(entry: CompiledEntry, name: Mapping[str, object], config: Config, particles: Collection[str]) -> str:
    """What is written over a listed name of an entry that stands in full; the name itself where nothing may be."""
    text = str(name["text"])
    form = form_in_style(entry, config.style)
    if config.rewrite == "none" or (config.rewrite == "same-script" and script_of(text) != script_of(form)):
        return text
    here, there = name_words(text, particles), name_words(form, particles)
    if not name["aligned"] or not len(here) == len(there) == len(entry.words):
        return carried(text, form) if config.rewrite == "all" else text
    if len(here) > 1 and here[0][0] != there[0][0] and here[0][0] == there[-1][0]:
        return text  # the surname comes first, and no word changes its place
    parts: list[str] = []
    position = 0
    for word, written in zip(here, there, strict=True):
        place = text.index(word, position)
        parts += (text[position:place], carried(word, written))
        position = place + len(word)
    return "".join((*parts, text[position:]))


def _surface(token: Token) -> str:
    return token.joined or token.text


def written_word(surface: str, target: str, config: Config) -> str | None:
    """The word to be written, None where the scripts forbid it."""
    if config.rewrite == "all" or (script_of(target) == script_of(surface) and not is_mixed(surface)):
        return carried(surface, target)
    if is_mixed(surface):
        options = repairs(surface)
        same = [r for r in options if script_of(r) == script_of(target)]
        if same:
            return carried(same[0], target)
        return options[0] if len(options) == 1 else None
    return None


def _whole(chain: Chain, form: str, stands: str, config: Config) -> str:
    if config.rewrite == "all" and chain.full and all(r.source is not Source.FORMER for _, r in chain.links):
        return carried(stands, form)
    return stands
