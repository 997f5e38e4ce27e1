"""The public interface: what can be imported, what is frozen, what pickles, and what is refused."""

from __future__ import annotations

import dataclasses
import json
import pickle
from concurrent.futures import ThreadPoolExecutor
from typing import Any

import pytest

import translit
from translit import Config, ConfigError, Lexicon, LexiconError, Match, Mention, Normalizer, RuleError, TranslitError

TEXT = "President Zelensky met Gen. Syrsky in Kiev."
FOLDED = "President Zelenskyy met Gen. Syrskyi in Kyiv."


def test_every_public_name_can_be_imported() -> None:
    assert all(getattr(translit, name) is not None for name in translit.__all__)


def test_unknown_name_is_an_attribute_error() -> None:
    with pytest.raises(AttributeError, match="no attribute 'normalise'"):
        translit.normalise  # noqa: B018


def test_errors_are_value_errors() -> None:
    for error in (ConfigError, RuleError, LexiconError):
        assert issubclass(error, TranslitError)
        assert issubclass(error, ValueError)


def test_function_folds_like_a_normalizer(norm: Normalizer) -> None:
    assert translit.fold(TEXT) == norm.fold(TEXT) == FOLDED


def test_fold_many_is_lazy_and_in_order(norm: Normalizer) -> None:
    texts = iter(["Kiev", "Lvov", "Odessa"])
    made = norm.fold_many(texts)
    assert next(made) == "Kyiv"
    assert list(made) == ["Lviv", "Odesa"]


def test_mention_has_what_is_promised(norm: Normalizer) -> None:
    (mention,) = norm.find("He left Kiev.")
    assert (mention.start, mention.end, mention.text, mention.replacement) == (8, 12, "Kiev", "Kyiv")
    assert (mention.canonical, mention.entry_id, mention.kind, mention.method) == ("Kyiv", "kyiv", "place", "exact")
    assert mention.score == 1.0
    assert mention.rules and mention.candidates == ()


def test_mention_and_match_are_frozen_and_make_json(norm: Normalizer) -> None:
    match = norm.resolve("Zelensky, Vladimir")
    found: list[Any] = [*norm.find(TEXT), match]
    assert all(isinstance(f, (Mention, Match)) for f in found)
    for item in found:
        assert json.loads(json.dumps(item.as_json()))["canonical"] == item.canonical
        with pytest.raises(dataclasses.FrozenInstanceError):
            item.score = 0.0


def test_explanation_is_readable_and_replays(norm: Normalizer) -> None:
    told = norm.explain(TEXT)
    assert (told.source, told.text, told.replay()) == (TEXT, FOLDED, FOLDED)
    assert str(told).startswith(FOLDED)
    assert "volodymyr-zelenskyy" in str(told)
    assert json.loads(json.dumps(told.as_json()))["text"] == FOLDED


def test_entry_has_what_is_promised(norm: Normalizer) -> None:
    entry = next(e for e in norm.lexicon if e.id == "volodymyr-zelenskyy")
    assert (entry.kind, entry.gender, entry.canonical, entry.primary_language) == ("person", "m", "Volodymyr Zelenskyy", "uk")
    assert entry.native["uk"] == "Володимир Зеленський"
    assert "people/ukraine.yaml:" in entry.source.replace("\\", "/")
    assert all(hasattr(entry, field) for field in ("alone", "variants", "damaged", "former", "never", "styles"))


def test_name_below_the_asked_score_is_not_resolved(norm: Normalizer) -> None:
    assert norm.resolve("Zelensky, Vladimir", min_score=0.7) is not None
    assert norm.resolve("Zzyzx Qwerty") is None
    assert norm.resolve("") is None


def test_candidates_come_best_first_and_limited(norm: Normalizer) -> None:
    found = norm.candidates("Roman Kostenko", limit=3)
    assert found[0].entry_id == "roman-kostenko"
    assert len(found) <= 3
    assert [m.score for m in found] == sorted((m.score for m in found), reverse=True)
    assert norm.candidates("Roman Kostenko", limit=0) == []
    assert norm.candidates_many(["Roman Kostenko"], limit=3) == [found]


def test_similarity_has_its_line_at_seven_tenths() -> None:
    assert translit.similarity("Zelensky, Volodymyr", "Wolodymyr Selenskyj") > 0.7
    assert translit.similarity("Kosenko", "Kostenko") < 0.7
    assert translit.similarity("Kiev", "Kiev") == 1.0


def test_primary_key_is_one_of_the_keys() -> None:
    assert translit.fold_key("Schewtschenko") in translit.fold_keys("Schewtschenko")
    assert translit.fold_keys("Schewtschenko") & translit.fold_keys("Шевченко", "uk")


def test_language_codes_of_two_and_three_letters_are_equal() -> None:
    assert translit.romanize("Запоріжжя", lang="uk") == translit.romanize("Запоріжжя", lang="ukr") == "Zaporizhzhia"


def test_normalizer_pickles_small_and_folds_the_same(norm: Normalizer) -> None:
    norm.fold(TEXT)
    content = pickle.dumps(norm)
    assert len(content) < 1500
    assert pickle.loads(content).fold(TEXT) == FOLDED


def test_lexicon_of_names_pickles_with_its_content() -> None:
    norm = pickle.loads(pickle.dumps(Normalizer(Lexicon.from_names({"q1": "Hosni Mubarak"}))))
    assert norm.resolve("Hosny Mubarak").entry_id == "q1"


def test_threads_share_a_normalizer(norm: Normalizer) -> None:
    texts = [f"{TEXT} {n} Kharkov{'a' * (n % 3)}" for n in range(60)]
    expected = [Normalizer(norm.lexicon).fold(t) for t in texts]
    fresh = Normalizer(norm.lexicon)
    with ThreadPoolExecutor(8) as pool:
        assert list(pool.map(fresh.fold, texts)) == expected


def test_bytes_are_refused_with_advice(norm: Normalizer) -> None:
    with pytest.raises(TranslitError, match="surrogateescape"):
        norm.fold(b"Kiev")  # type: ignore[arg-type]


@pytest.mark.parametrize(
    ("options", "words"),
    [
        ({"fuzzy": "very"}, "choose one of: off, safe, wide"),
        ({"rewrite": True}, "choose one of"),
        ({"fallback": "icu"}, "choose one of"),
        ({"allow": "Kiev"}, "not the string"),
        ({"kinds": ("town",)}, "choose from"),
        ({"protect": ("urls",)}, "choose from"),
        ({"min_score": 2}, "between 0 and 1"),
        ({"style": ""}, "name one"),
        ({"lang": 5}, "language code"),
    ],
)
def test_wrong_option_is_told_with_its_choices(options: dict[str, Any], words: str) -> None:
    with pytest.raises(ConfigError, match=words):
        Config(**options)


def test_config_is_frozen_and_takes_lists() -> None:
    config = Config(allow=["Kiev"])  # type: ignore[arg-type]
    assert config.allow == ("Kiev",)
    with pytest.raises(dataclasses.FrozenInstanceError):
        config.style = "de"  # type: ignore[misc]


def test_wrong_lexicon_and_config_are_refused() -> None:
    with pytest.raises(ConfigError, match=r"Lexicon\.load"):
        Normalizer("mine.yaml")  # type: ignore[arg-type]
    with pytest.raises(ConfigError, match="Config"):
        Normalizer(None, {"fuzzy": "off"})  # type: ignore[arg-type]


def test_unknown_scheme_is_a_rule_error() -> None:
    with pytest.raises(RuleError, match="no-such-scheme"):
        translit.romanize("Київ", scheme="no-such-scheme")
