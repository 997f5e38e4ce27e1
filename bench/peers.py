"""The peers that translit is compared with: what each is given, and which of them are installed.

A peer gets what its users would give it: names are romanised first where it cannot read their script, lower-cased and
freed of punctuation. `bench/requirements.txt` pins the versions.
"""

from __future__ import annotations

from collections.abc import Callable, Iterable
from dataclasses import dataclass
from functools import cache
from importlib.metadata import PackageNotFoundError, version
from itertools import count
from typing import Any

from rapidfuzz import fuzz, utils
from rapidfuzz.distance import JaroWinkler
from systems import Compared, Ratio, SharedKeys, System, sorted_words


@dataclass(frozen=True)
class Peer:
    """A peer by name, with the packages it needs and what is done with the names."""

    name: str
    packages: tuple[str, ...]
    about: str
    make: Callable[[], System]

    @property
    def versions(self) -> dict[str, str] | None:
        """The installed version of each package, or None where one is missing."""
        try:
            return {package: version(package) for package in self.packages}
        except PackageNotFoundError:
            return None


def token_sort() -> System:
    return Ratio("token_sort_ratio", fuzz.token_sort_ratio)


def w_ratio() -> System:
    return Ratio("WRatio", fuzz.WRatio)


def jaro_winkler() -> System:
    return Ratio("Jaro–Winkler", JaroWinkler.normalized_similarity, sorted_words, most=1.0)


def uroman_ratio() -> System:
    from uroman import Uroman

    romanizer = Uroman()

    @cache
    def prepared(text: str) -> str:
        return " ".join(utils.default_process(str(romanizer.romanize_string(text))).split())

    return Ratio("uroman + token_sort_ratio", fuzz.token_sort_ratio, prepared)


def metaphone() -> System:
    import jellyfish

    return SharedKeys("Metaphone keys", lambda word: (jellyfish.metaphone(word),))


def nysiis() -> System:
    import jellyfish

    return SharedKeys("NYSIIS keys", lambda word: (jellyfish.nysiis(word),))


def beider_morse() -> System:
    from abydos.phonetic import BeiderMorse

    encoder = BeiderMorse(match_mode="approx")

    def keys(word: str) -> Iterable[str]:
        return str(encoder.encode(word)).split()

    return SharedKeys("Beider–Morse keys", keys)


def rigour_parts() -> System:
    from rigour.names import NameTypeTag, align_person_name_order, analyze_names, compare_parts
    from rigour.text.translit import ascii_text

    def prepared(text: str, kind: str) -> list[Any]:
        tag = NameTypeTag.PER if kind == "person" else NameTypeTag.ENT
        return [part for name in analyze_names(tag, [ascii_text(text)]) for part in name.parts]

    def likeness(a: list[Any], b: list[Any]) -> float:
        aligned = compare_parts(*align_person_name_order(list(a), list(b)))
        letters = [sum(len(part.comparable) for part in (*found.qps, *found.rps)) for found in aligned]
        weighed = sum(found.score * length for found, length in zip(aligned, letters, strict=True))
        return float(weighed / sum(letters)) if sum(letters) else 0.0

    return Compared("rigour", prepared, likeness)


def logic_v2() -> System:
    from followthemoney import ValueEntity, model
    from nomenklatura.matching.logic_v2.model import LogicV2
    from rigour.text.translit import ascii_text

    config, numbers = LogicV2.default_config(), count()

    def prepared(text: str, kind: str) -> Any:
        # LegalEntity: places are not compared by name at all under a schema of their own
        entity = ValueEntity(model["Person" if kind == "person" else "LegalEntity"], {"id": f"n{next(numbers)}"})
        for name in dict.fromkeys((text, ascii_text(text))):
            entity.add("name", name)
        return entity

    def likeness(a: Any, b: Any) -> float:
        return float(LogicV2.compare(a, b, config).score)

    return Compared("nomenklatura", prepared, likeness)


_RATIO = "names romanised by Unidecode; every name of the lexicon"
_KEYS = "names romanised by Unidecode; score: share of words whose keys meet"
_SHORTLIST = "over a shortlist of the names that two rapidfuzz ratios put first"

PEERS = (
    Peer("token_sort_ratio", ("rapidfuzz",), _RATIO, token_sort),
    Peer("WRatio", ("rapidfuzz",), _RATIO, w_ratio),
    Peer("Jaro–Winkler", ("rapidfuzz",), f"{_RATIO}, words sorted", jaro_winkler),
    Peer("uroman + token_sort_ratio", ("uroman", "rapidfuzz"), _RATIO.replace("Unidecode", "uroman"), uroman_ratio),
    Peer("Metaphone keys", ("jellyfish",), _KEYS, metaphone),
    Peer("NYSIIS keys", ("jellyfish",), _KEYS, nysiis),
    Peer("Beider–Morse keys", ("abydos",), f"{_KEYS}; approximate matching, language unknown", beider_morse),
    Peer("rigour", ("rigour",), f"ascii_text, then compare_parts; {_SHORTLIST}", rigour_parts),
    Peer("nomenklatura", ("nomenklatura",), f"LogicV2 on entities with the name and its ascii_text; {_SHORTLIST}", logic_v2),
)


def installed(wanted: Iterable[str] | None = None) -> list[Peer]:
    """The peers of these names, or all, as far as their packages are there."""
    names = None if wanted is None else set(wanted)
    return [p for p in PEERS if (names is None or p.name in names) and p.versions is not None]


def missing(wanted: Iterable[str] | None = None) -> list[Peer]:
    """The peers of these names, or all, that lack a package."""
    names = None if wanted is None else set(wanted)
    return [p for p in PEERS if (names is None or p.name in names) and p.versions is None]
