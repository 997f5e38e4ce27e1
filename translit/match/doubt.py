"""How doubtful it is that a single word is a spelling of the name that it is read as, whatever stands around it."""

from __future__ import annotations

import math

from translit.match.edits import damage_cost, latin_costs
from translit.match.index import CompiledEntry
from translit.match.language import Language
from translit.match.loose import loosely
from translit.match.reading import Reading
from translit.text.script import plain, script_of, without_marks

SURE, DOUBTFUL, HARDLY = range(3)
"""It is one; it may be one, so that something beside it must speak for the entry; nothing beside it could make it one."""

_LONG_ENOUGH = 5
"""Letters of a word and of the name of a place for which the same sound is enough."""
_SHORT, _SHORT_AT_SECOND_HAND, _ACRONYM = 5, 6, 4
"""Letters up to which a word says little in a foreign orthography, as the transcription of a transcription, and in capitals."""
_FAR, _FAR_OF_SHORT = 1.0, 0.5
"""What the damage to a person's name, and to a short word, would cost that is too far from it to be a spelling by its sounds."""
_SPELLING = "spelling-"


def doubt(entry: CompiledEntry, reading: Reading, word: str, lang: Language) -> int:
    """`SURE`, `DOUBTFUL` or `HARDLY`: of a word that is read as a word of an entry, in a document in this language."""
    if reading.name >= 0 or (reading.method == "exact" and not reading.brief):
        return SURE
    at_second_hand = is_at_second_hand(entry, reading)
    if (at_second_hand or reading.method == "folded") and _is_far(entry, reading, word):
        return HARDLY
    if reading.brief:
        return SURE if _sounds_alike(entry, reading, word) else DOUBTFUL
    if reading.method == "derived" and (
        (at_second_hand and len(word) <= _SHORT_AT_SECOND_HAND)
        or (word.isupper() and len(word) <= _ACRONYM and entry.kind == "person")
        or _is_foreign(reading, word, lang)
    ):
        return DOUBTFUL
    return SURE


def is_at_second_hand(entry: CompiledEntry, reading: Reading) -> bool:
    """True for the transcription of a transcription: Khan, by way of Хан, for a Hahn."""
    return reading.method == "derived" and entry.is_at_second_hand(reading.lang)


def _is_far(entry: CompiledEntry, reading: Reading, word: str) -> bool:
    """True for a word that sounds the same only by the loosest reading: Orwat and Arafat."""
    short = len(word) <= _SHORT_AT_SECOND_HAND
    if script_of(word) != "Latn" or not (short or entry.kind == "person"):
        return False
    form, most = without_marks(plain(word)), _FAR_OF_SHORT if short else _FAR
    costs = (damage_cost(form, anchor, latin_costs(), most) for anchor in entry.anchors[reading.slot])
    return min(costs, default=math.inf) > most


def _sounds_alike(entry: CompiledEntry, reading: Reading, word: str) -> bool:
    """True for a word that sounds like the name of a place or an organisation, neither of them short: Sudzhha."""
    form, meant = plain(word), plain(entry.words[reading.slot])
    return entry.kind != "person" and min(len(form), len(meant)) >= _LONG_ENOUGH and loosely(form) == loosely(meant)


def _is_foreign(reading: Reading, word: str, lang: Language) -> bool:
    """True for a short word in the orthography of another language than the document's: Och is French for Osh."""
    orthography = reading.label.removeprefix(_SPELLING)
    if len(word) > _SHORT or orthography == reading.label:
        return False
    return reading.guarded or lang.code not in (None, orthography)
