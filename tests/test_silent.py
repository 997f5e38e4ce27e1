"""The look at a batch of new words calls silent only what the look at each word calls silent."""

from __future__ import annotations

import random
from collections.abc import Iterator
from pathlib import Path

import numpy as np
import pytest
import regex
import yaml
from hypothesis import given
from hypothesis import strategies as st
from rapidfuzz.distance import OSA

from translit import Config, Lexicon, Normalizer
from translit.lexicon.sieve import Sieve, Sums, hashes_of
from translit.match.batch_keys import BatchKeys
from translit.match.bulk import Bulk
from translit.match.edits import begins_alike
from translit.match.flat import Flat
from translit.match.lookup import Lookup
from translit.match.measured import Measured
from translit.match.needed import needed
from translit.match.rewriter import LETTERS, Rewriter
from translit.match.silent import Silent
from translit.rules.fold import readings_of, word_keys
from translit.rules.load import rules
from translit.rules.step import MAX_SPELLINGS, Rule, Step

ROOT = Path(__file__).parent.parent
_LATIN = "abcdefghijklmnopqrstuvwxyzáčćđéěęëğıíïłńñóöőřšśşțüýžż"
_CYRILLIC = "абвгґдеєёжзиіїйклмнопрстуўфхцчшщъыьэюяђјљњћџѓќӣқғө"
_ODD = ["", "A", "É", "İzmir", "ſtraße", "Straße", "Æneas", "Ŀleida", "Zelen\u0301sky", "Ки\u0301ев", "Кyiv", "Kиїв", "Хор", "Ёж", "O'Brien", "D’Artagnan",
        "Zelensky’s", "Kiev's'", "Kiev'", "'s", "I's", "S's", "Ze1ensky", "Kie|v", "K9", "Ａbc", "𝐀bc", "Ǆemal", "ǅemal", "ﬁeld", "Kiev_", "_Kiev",
        "Αθήνα", "Երեւան", "თბილისი", "Თბილისი", "القاهرة", "北京", "ひらがな", "서울", "ירושלים", "X" * 90, "Ab" * 30, "\ud800", "K\udfffev", "Łódź", "Ŭ", "Ӏ"]  # fmt: skip


def _edited(word: str, times: int, chance: random.Random, letters: str) -> str:
    """The word after so many letters put in, taken out, changed or swapped."""
    for _ in range(times):
        at = chance.randrange(len(word) + 1)
        kind = chance.randrange(4)
        if kind == 0 or at == len(word):
            word = word[:at] + chance.choice(letters) + word[at:]
        elif kind == 1:
            word = word[:at] + word[at + 1 :]
        elif kind == 2:
            word = word[:at] + chance.choice(letters) + word[at + 1 :]
        else:
            word = word[:at] + word[at + 1 : at + 2] + word[at] + word[at + 2 :]
    return word


def _words_of_cases() -> Iterator[str]:
    for name in ("in_the_wild", "negative", "known_failures"):
        for case in yaml.safe_load((ROOT / f"tests/cases/{name}.yaml").read_text(encoding="utf-8"))["cases"]:
            yield from regex.findall(r"[^\s.,;:!?()\[\]\"«»“”/–—-]+", case["text"])


def _spellings(norm: Normalizer, count: int, chance: random.Random) -> list[str]:
    table = norm.lexicon.index.store.table("words")
    return [table.key(place) for place in chance.sample(range(table.size), min(count, table.size))]


@pytest.fixture(scope="module")
def words(norm: Normalizer) -> list[str]:
    """Words of the cases, spellings of the lexicon with damage, listed words, made-up ones and odd ones."""
    chance = random.Random(11)
    made = [*_words_of_cases(), *_ODD]
    for spelling in _spellings(norm, 1500, chance):
        if " " not in spelling and spelling:
            letters = _CYRILLIC if spelling[0] in _CYRILLIC else _LATIN
            made += [_edited(spelling, times, chance, letters).capitalize() for times in (0, 1, 2)]
            made.append(chance.choice((spelling.upper(), spelling.capitalize() + chance.choice(("'s", "’s", "s", "ov", "'")))))
    for name in ("words/en", "words/ru", "words/de", "surnames/latin", "given/latin"):
        lines = (ROOT / f"lexicons/guard/{name}.txt").read_text(encoding="utf-8").split("\n")
        made += [line.strip().capitalize() for line in chance.sample(lines, min(len(lines), 400))]
    for letters in ("abcdefghijklmnopqrstuvwxyz", _LATIN, _CYRILLIC, "shcztwjaeou"):
        made += ["".join(chance.choices(letters, k=chance.randint(1, 14))).capitalize() for _ in range(500)]
    return [word for word in dict.fromkeys(made) if not regex.search(r"[\s\0]", word)]


@pytest.mark.parametrize(
    "config",
    [Config(), Config(fuzzy="wide", rewrite="all"), Config(fuzzy="off"), Config(lang="de", rewrite="all"), Config(lang="uk"), Config(methods=("exact", "derived"))],
    ids=["safe", "wide", "off", "de", "uk", "derived"],
)  # fmt: skip
def test_a_word_that_passes_for_silent_says_nothing(norm: Normalizer, words: list[str], config: Config) -> None:
    asked = Normalizer(norm.lexicon, config)
    silent = Silent(Lookup(asked._index, config)).among([word.encode("utf-8", "surrogatepass") for word in words])
    assert [word for word, quiet in zip(words, silent.tolist(), strict=True) if quiet and asked._gate.examined(word)] == []
    assert silent.sum() > len(words) // 4


def test_most_words_that_say_nothing_are_told_at_once(norm: Normalizer) -> None:
    chance = random.Random(5)
    names = [
        "".join(chance.choices("bdfgklmnprstvz", k=1)[0] + chance.choice("aeiou") for _ in range(4)).capitalize()
        for _ in range(400)
    ]
    listed = (ROOT / "lexicons/guard/words/en.txt").read_text(encoding="utf-8").split()
    asked = [*names, *(word.capitalize() for word in chance.sample(listed, 400) if word.isalpha())]
    nothing = [word for word in asked if norm._gate.examined(word) is None]
    silent = Silent(Lookup(norm._index, norm.config)).among([word.encode() for word in nothing])
    assert silent.mean() > 0.85


def test_a_batch_finds_the_words_that_a_look_at_each_finds(norm: Normalizer, words: list[str]) -> None:
    data = "\n".join(word for word in words if "\ud800" not in word and "\udfff" not in word).encode()
    together, alone = Bulk(norm._gate), Bulk(norm._gate)
    alone._silent = lambda words: np.zeros(len(words), np.bool_)
    found = []
    for table in (together, alone):
        places, ids = table.hits(data)
        found.append([(place, *table.words[number]) for place, number in zip(places.tolist(), ids.tolist(), strict=True)])
    assert found[0] == found[1]
    assert len(found[0]) > 500


def test_the_keys_of_a_batch_are_those_of_each_word(words: list[str]) -> None:
    keys = BatchKeys(rules(), None)
    for letters, look, share in ((_LATIN, keys.latin, 0.97), (_CYRILLIC, keys.cyrillic, 0.7)):
        asked = [word for word in dict.fromkeys(word.lower() for word in words) if word and set(word) <= set(letters)]
        made = look(Flat.of(asked))
        found = made.of(np.ones(len(asked), np.bool_))
        assert {asked[row]: row_keys for row, row_keys in found.items()} == {asked[row]: word_keys(asked[row]) for row in found}
        assert len(found) > share * len(asked) > 1000


def test_a_batch_is_read_in_the_orthographies_of_each_word(words: list[str]) -> None:
    asked = list(dict.fromkeys(word.lower() for word in words if word and set(word.lower()) <= set(_LATIN)))
    found: dict[str, list[str]] = {word: [] for word in asked}
    for name, rows in BatchKeys(rules(), None)._latin.of(Flat.of(asked)).items():
        for row in rows.tolist():
            found[asked[row]].append(name)
    assert found == {word: readings_of(word, None, rules()) for word in asked}
    assert len({name for names in found.values() for name in names}) > 12


def test_rules_over_many_words_make_what_they_make_of_each() -> None:
    chance = random.Random(3)
    done = 0
    for name in [*rules().names("reading", script="Latn"), *rules().names("reading", script="Cyrl"), "key"]:
        for step in rules().program(name).steps:
            rewriter = Rewriter.of(step)
            if rewriter is None:
                continue
            done += 1
            sources = [c for rule in step.rules if not rule.is_pattern for c in (rule.source, *rule.source)]
            letters = [source for source in sources if max(source) < chr(LETTERS)] or list("abcž")
            asked = ["".join(chance.choices(letters, k=chance.randint(1, 7))) for _ in range(300)]
            assert rewriter.first(Flat.of(asked)).texts() == [step.apply(word) for word in asked]
            if isinstance(rewriter, Rewriter):
                made, rows, many = rewriter.every(Flat.of(asked), MAX_SPELLINGS)
                found: dict[int, list[str]] = {row: [] for row in range(len(asked)) if row not in many}
                for row, text in zip(rows.tolist(), made.texts(), strict=True):
                    found[row].append(text)
                assert found == {row: [text for text, _ in step.texts(asked[row])] for row in found}
    assert done > 30


@pytest.mark.parametrize(
    "rule",
    [Rule("a", ("o",), after="^"), Rule("a", ("o",), before="$"), Rule("ab", ("",), after="[^b]"), Rule("a", ("x", "yz"), before="[bc]a|$"), Rule("b", ("ccc",), after="^a")],
    ids=str,
)  # fmt: skip
def test_a_rule_sees_the_edges_of_its_word_and_nothing_beyond(rule: Rule) -> None:
    step = Step((rule, Rule("c", ("",))))
    rewriter = Rewriter.of(step)
    assert rewriter is not None
    asked = [f"{a}{b}{c}" for a in ("", "a", "b", "ab") for b in ("a", "ba", "ca") for c in ("", "a", "bca", "b")]
    assert rewriter.first(Flat.of(asked)).texts() == [step.apply(word) for word in asked]


def test_rules_that_look_far_or_are_patterns_are_left_to_the_look_at_each_word() -> None:
    assert Rewriter.of(Step((Rule("a", ("o",), after="^.{4,}"),))) is None
    assert Rewriter.of(Step((Rule("a.c", ("o",), is_pattern=True),))) is None
    assert Rewriter.of(Step((Rule("a", ("o\u0301",)),))) is None


@pytest.mark.parametrize(
    ("pattern", "runs"),
    [
        ("tch|[ãõ]", ["tch", "ãõ"]),
        ("^(?=.{4})(?!.*c[^h]).*ou", ["ou"]),
        ("[sz]j$", ["sz j"]),
        ("ab?c+d", ["a"]),
        ("(ovas|evas)$", ["ovas", "evas"]),
        ("a*", None),
        (r"\w", None),
        ("x|.", None),
    ],
)
def test_what_a_pattern_needs(pattern: str, runs: list[str] | None) -> None:
    found = needed(pattern)
    assert (None if found is None else ["".join(map("".join, map(sorted, run))) for run in found]) == (
        None if runs is None else ["".join(sorted(r) if r == "ãõ" else r.replace(" ", "")) for r in runs]
    )


@given(st.lists(st.text(st.characters(exclude_characters="\0"), min_size=1, max_size=12), min_size=1, max_size=8))
def test_sums_of_changed_words_are_the_sums_of_the_words(texts: list[str]) -> None:
    flat = Flat.of(texts)
    sums = Sums(flat.codes, flat.starts, flat.ends)
    assert sums.whole().tolist() == hashes_of(texts).tolist()
    shorter = [text[:at] + text[at + 1 :] for text in texts for at in range(len(text))]
    assert sums.without_one(np.arange(len(shorter))).tolist() == hashes_of(shorter).tolist()
    for length, by in ((1, "rn"), (2, "m"), (1, "")):
        rows = np.array([row for row, text in enumerate(texts) if len(text) >= length], np.int64)
        made = [f"{by}{texts[row][length:]}" for row in rows.tolist()]
        assert sums.replaced(flat.starts[rows], rows, length, by).tolist() == hashes_of(made).tolist()


def test_a_sieve_holds_what_was_put_in_and_little_else() -> None:
    sieve = Sieve.over(Sieve.of(hashes_of(f"name{n}" for n in range(20_000))).tobytes())
    assert sieve.holds(hashes_of(f"name{n}" for n in range(20_000))).all()
    assert sieve.holds(hashes_of(f"other{n}" for n in range(20_000))).mean() < 0.01
    assert not Sieve.over(Sieve.of(hashes_of([])).tobytes()).holds(hashes_of(["a"])).any()


def test_every_fold_key_within_one_edit_is_found(norm: Normalizer) -> None:
    """Against a look at every key: nothing within the edit budget is missed."""
    index = norm.lexicon.index
    table = index.store.table("keys")
    known = [table.key(place) for place in range(table.size)]
    chance = random.Random(2)
    for key in (_edited(key, 1, chance, "abceiklnorstuvzčšž") for key in chance.sample(known, 60)):
        near = {other for other in known if OSA.distance(key, other, score_cutoff=1) <= 1}
        assert near <= set(index.near_keys(key))
        flat = Flat.of([key])
        sums = Sums(flat.codes, flat.starts, flat.ends)
        sieve = Sieve.over(index.store.raw("deletes.sieve"))
        assert not near or sieve.holds(sums.whole()).any() or sieve.holds(sums.without_one(np.arange(len(key)))).any()


def test_words_near_a_spelling_of_a_key_are_those_that_a_look_at_each_spelling_finds(norm: Normalizer) -> None:
    index, chance = norm.lexicon.index, random.Random(8)
    names = [w for w in _spellings(norm, 400, chance) if w.isascii() and w.isalpha() and 4 < len(w) < 14]
    asked = [_edited(name, times, chance, "aeiklnorstuvz") for name in names[:120] for times in (1, 2, 3)]
    keys = [(row, key) for row, word in enumerate(asked) for key in word_keys(word)[:2]]
    flat = Flat.of([key for _, key in keys])
    sums = Sums(flat.codes, flat.starts, flat.ends)
    rows = np.array([row for row, _ in keys])
    hashes = np.concatenate((sums.whole(), sums.without_one(np.arange(len(sums.rows)))))
    near = Measured(index.store).near(Flat.of(asked), np.concatenate((rows, rows[sums.rows])), hashes)

    def is_near(word: str, key: str) -> bool:
        found = (p for near in index.near_keys(key) for number in index.keyed(near) for p in index.postings(number))
        entries = ((index.entry(p.entry), p) for p in found)
        anchors = (a for entry, p in entries if entry.names[p.name]["aligned"] for a in entry.anchors[p.slot])
        alike = (a for a in anchors if a[0] == word[0] or begins_alike(word[:2], a[:2]) or a[1:] == word)
        return any(OSA.distance(word, anchor) <= (3 if len(word) > 9 else 2) for anchor in alike)

    assert set(near.tolist()) == {row for row, key in keys if is_near(asked[row], key)}
    assert len(set(near.tolist())) > 40


def test_a_lexicon_of_one_name_is_looked_at_in_batches_too() -> None:
    norm = Normalizer(Lexicon.from_names([("zelenskyy", "Zelenskyy")]))
    lines = [f"Mr. Abc{chr(97 + n % 26)}{chr(97 + n // 26)} met Zelensky" for n in range(600)]
    assert list(norm.fold_many(lines)) == [norm.fold(line) for line in lines]
