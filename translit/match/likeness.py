"""How alike two words are: by their sounds, by the fold keys that they share, and by what is known of names."""

from __future__ import annotations

from collections.abc import Mapping
from functools import lru_cache

import regex
from rapidfuzz.distance import Levenshtein

from translit.match.cost import KEYED, word_cost
from translit.match.parts import parts
from translit.match.tokens import SERVANT
from translit.match.weights import weights
from translit.match.word import SEPARATE, Word, is_womans
from translit.rules.fold import word_keys
from translit.rules.load import rules

SHORTEST_STEM = 3
"""Sounds of a given name that may stand for the whole."""

SHORTEST_BEGUN = 5
"""Sounds that a word must have to be taken for the beginning of a longer one."""

ONE_NAME = 0.97
"""Given names less alike, though both are usual ones, may be two."""


def likeness(a: Word, b: Word, inflected: bool = True) -> float:
    """How alike two words are, from 0 to 1; `inflected` allows `a` to be a case form of `b`.

    >>> from translit.match.word import word_of
    >>> likeness(word_of("зеленского", "ru"), word_of("zelensky", None)) > 0.9
    True
    """
    return likeness_at(a, b, word_cost(a, b, inflected))


def likeness_at(a: Word, b: Word, cost: float) -> float:
    """The likeness of two words whose sounds are so far apart, raised where their fold keys meet."""
    like, scoring = _by_sounds(a, b, cost), weights().scoring
    if not scoring["keyed_from"] <= like <= scoring["keyed_to"] or not same_by_rule(a, b):
        return like
    return 1.0 - scoring["key"] / max(2, min(len(a.forms[0]), len(b.forms[0])))


def _by_sounds(a: Word, b: Word, cost: float) -> float:
    """The same by sounds alone; a usual short form of a name is nearer than these."""
    if a.spelled == b.spelled:
        return 1.0
    if a.script == b.script and a.script in SEPARATE:
        return Levenshtein.normalized_similarity(a.text, b.text)
    if _is_patronymic(a, b) or _is_patronymic(b, a):
        return 0.0
    shortest = max(2, min(len(a.forms[0]), len(b.forms[0])))
    known = weights()
    cost += known.scoring["differing" if a.script == b.script else "foreign"]
    if a.script == b.script == "Latn" and 0.0 < cost < known.feminine and _differ_in_sex(a.text, b.text):
        return 1.0 - known.feminine / shortest
    found = max(0.0, 1.0 - cost / shortest)
    if found < known.scoring["nickname"] and _share_group(parts().nicknames, a.text, b.text):
        return known.scoring["nickname"]
    if found < known.scoring["clipped"] and (_is_clipped(a, b) or _is_clipped(b, a)):
        return known.scoring["clipped"]
    if found < known.scoring["cognate"] and _share_group(parts().cognates, a.text, b.text):
        return known.scoring["cognate"]
    if found < known.scoring["begun"] and a.script == b.script and (_is_begun(a, b) or _is_begun(b, a)):
        return known.scoring["begun"]
    if found < ONE_NAME and a.script == b.script and a.text in parts().given and b.text in parts().given:
        apart = known.scoring["opposed" if is_womans([a]) != is_womans([b]) else "apart"]
        return max(0.0, 1.0 - (1.0 - found) * (1.0 + apart))
    return found


def same_by_rule(a: Word, b: Word) -> bool:
    """True where the fold keys of two words meet.

    >>> from translit.match.word import word_of
    >>> same_by_rule(word_of("schewtschenko", None), word_of("shevchenko", None))
    True
    """
    if a.script not in KEYED or b.script not in KEYED:
        return False
    # what has one reading only is compared by its sounds already
    if not (_is_read_otherwise(a.spelled) or _is_read_otherwise(b.spelled)):
        return False
    return not _keys(a.spelled, a.lang).isdisjoint(_keys(b.spelled, b.lang))


@lru_cache(maxsize=65536)
def _is_read_otherwise(spelled: str) -> bool:
    """True for a Latin spelling that some orthography besides the primary one may have made."""
    return _evidence().search(spelled) is not None


@lru_cache(maxsize=1)
def _evidence() -> regex.Pattern[str]:
    files = [rules().file(name).values for name in rules().names("reading", script="Latn")]
    return regex.compile("|".join(f"(?:{v['evidence']})" for v in files if "evidence" in v) or r"\b\B")


@lru_cache(maxsize=65536)
def _keys(spelled: str, lang: str | None) -> frozenset[str]:
    return frozenset(word_keys(spelled, lang))


def _differ_in_sex(a: str, b: str) -> bool:
    """True where one surname is the form that a man bears and the other a woman: Kowalski, Kowalska.

    >>> _differ_in_sex("ivanov", "ivanova"), _differ_in_sex("berzins", "berzina"), _differ_in_sex("ivanov", "ivanow")
    (True, True, False)
    """
    for his, hers in parts().sexed:
        for x, y in ((a, b), (b, a)):
            if x.endswith(his) and y.endswith(hers) and x[: -len(his)] == y[: -len(hers)]:
                return True
    return False


def _is_patronymic(a: Word, b: Word) -> bool:
    """True for a patronymic and the name that it is made of: Oleksandrovych, Oleksandr."""
    return a.share < b.share and a.text.startswith(b.text)


def _is_clipped(a: Word, b: Word) -> bool:
    """True where one word is a given name without its end, or what is left of a servant's name: Russ, Gerry,
    Stella of Mariastella, Aziz of Abdul Aziz.

    >>> from translit.match.word import word_of
    >>> _is_clipped(word_of("russ", None), word_of("russell", None)), _is_clipped(word_of("berg", None), word_of("bergmann", None))
    (True, False)
    """
    short, long = a.forms[0], b.forms[0]
    if b.text.startswith(SERVANT) and a.script == b.script:
        return b.text == SERVANT + a.text or long == SERVANT + short or a.text == SERVANT
    given, stem = parts().given, stem_of(short)
    if len(short) > SHORTEST_STEM and long.endswith(short) and a.text in given:
        return True
    return len(stem) >= SHORTEST_STEM and long.startswith(stem) and (a.text in given or b.text in given)


def _is_begun(a: Word, b: Word) -> bool:
    """True where one word, though not short, is only the beginning of the other: Kanwal, Kanwaljit."""
    return len(a.forms[0]) >= SHORTEST_BEGUN and b.forms[0].startswith(a.forms[0])


def stem_of(form: str) -> str:
    """A short form without the ending of endearment."""
    return form[:-1] if form[-1:] in ("j", "i") else form[:-2] if form.endswith("ie") else form


def _share_group(groups: Mapping[str, frozenset[int]], a: str, b: str) -> bool:
    return a in groups and b in groups and not groups[a].isdisjoint(groups[b])
