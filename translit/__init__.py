"""translit folds the spellings of names in text to canonical forms.

>>> import translit
>>> translit.fold("President Zelensky met Gen. Syrsky in Kiev.")
'President Zelenskyy met Gen. Syrskyi in Kyiv.'
"""

from __future__ import annotations

from translit._version import __version__

TYPE_CHECKING = False  # as type checkers read it, without the cost of importing typing

if TYPE_CHECKING:
    from translit.api import fold, similarity
    from translit.config import Config
    from translit.errors import ConfigError, LexiconError, RuleError, TranslitError
    from translit.lexicon.entry import Entry
    from translit.lexicon.lexicon import Lexicon
    from translit.mention import Explanation, Match, Mention
    from translit.normalizer import Normalizer
    from translit.rules.fold import fold_key, fold_keys
    from translit.rules.romanize import romanize

_WHERE = {
    "fold": "translit.api", "similarity": "translit.api", "Config": "translit.config", "ConfigError": "translit.errors",
    "LexiconError": "translit.errors", "RuleError": "translit.errors", "TranslitError": "translit.errors",
    "Entry": "translit.lexicon.entry", "Lexicon": "translit.lexicon.lexicon", "Explanation": "translit.mention",
    "Match": "translit.mention", "Mention": "translit.mention", "Normalizer": "translit.normalizer",
    "fold_key": "translit.rules.fold", "fold_keys": "translit.rules.fold", "romanize": "translit.rules.romanize",
}  # fmt: skip

__all__ = [
    "Config", "ConfigError", "Entry", "Explanation", "Lexicon", "LexiconError", "Match", "Mention", "Normalizer", "RuleError",
    "TranslitError", "__version__", "fold", "fold_key", "fold_keys", "romanize", "similarity",
]  # fmt: skip


def __getattr__(name: str) -> object:
    """Import a public name when it is first used, so that starting costs little."""
    from importlib import import_module

    if name not in _WHERE:
        raise AttributeError(f"module 'translit' has no attribute {name!r}")
    value = globals()[name] = getattr(import_module(_WHERE[name]), name)
    return value
