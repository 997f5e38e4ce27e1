"""What a change of a lexicon does to a corpus: folds won, lost and changed."""

from __future__ import annotations

import json
import subprocess
from pathlib import Path

import pytest
from commandline import COMMAND, ENVIRONMENT, ROOT

from translit import Lexicon, LexiconError, Normalizer
from translit.mention import Mention
from translit.stream.document import Document
from translit.workbench.corpus import Corpus
from translit.workbench.differing import Differing
from translit.workbench.impact import Change, Impact, impact
from translit.workbench.recorded import Recorded

OLD = """\
lexicon: "old"
license: "CC0-1.0"
entries:
  - id: "kyiv"
    kind: "place"
    canonical: "Kyiv"
    native: {uk: "Київ", ru: "Киев"}
    alone: ["Kyiv"]
  - id: "roman-kostenko"
    kind: "person"
    gender: "m"
    canonical: "Roman Kostenko"
    native: {uk: "Роман Костенко"}
    alone: ["Kostenko"]
  - id: "sumy-oblast"
    kind: "place"
    canonical: "Sumy Oblast"
    native: {uk: "Сумська область"}
  - id: "volodymyr-zelenskyy"
    kind: "person"
    gender: "m"
    canonical: "Volodymyr Zelenskyy"
    native: {uk: "Володимир Зеленський", ru: "Владимир Зеленский"}
    alone: ["Zelenskyy"]
"""
CHANGES = {
    "a canonical form": ('canonical: "Volodymyr Zelenskyy"\n', 'canonical: "Volodymyr Zelenskyi"\n', 'alone: ["Zelenskyy"]', 'alone: ["Zelenskyi"]'),
    "a variant": ('alone: ["Kyiv"]', 'alone: ["Kyiv"]\n    variants: ["Kyvyiv"]'),
    "a look-alike": ('alone: ["Kostenko"]', 'alone: ["Kostenko"]\n    never: ["Kosthenko"]'),
    "what stands alone": ('    alone: ["Zelenskyy"]\n', ""),
    "a native form": (', ru: "Киев"', ""),
    "an entry less": (OLD[OLD.index('  - id: "roman') : OLD.index('  - id: "sumy')], ""),
    "a given name": ("entries:\n", 'entries:\n  - id: "given-lina"\n    kind: "given-name"\n    canonical: "Lyna"\n    native: {uk: "Ліна"}\n'),
    "a name with a small word": (
        "entries:\n", 'entries:\n  - id: "lviv-oblast"\n    kind: "place"\n    canonical: "Lviv Oblast"\n    native: {uk: "Львівська область"}\n',
    ),
    "a namesake": (
        "entries:\n", 'entries:\n  - id: "lina-kostenko"\n    kind: "person"\n    gender: "f"\n    canonical: "Lina Kostenko"\n    alone: ["Kostenko"]\n',
    ),
    "a style": ('alone: ["Zelenskyy"]', 'alone: ["Zelenskyy"]\n    styles: {nyt: "Volodymyr Zelensky"}'),
    "nothing": (),
}  # fmt: skip
LINES = """\
President Zelensky flew from Kiev to Sumy Oblast.
Kostenko spoke; Roman Kosthenko did not.
Lyna Kostenko, the poet, read in Kyvyiv.
Сумська область і Львівська область; у Києві тихо.
In Kiev, the Kosthenko papers. Roman Kostenko came.
Volodymyr Zelenksy and Zelenskiy’s aides
A line without any name of the lexicon. Paris, London and New York.
The word Zelen-
sky is broken.
"""


@pytest.fixture(scope="module")
def old(tmp_path_factory: pytest.TempPathFactory) -> Normalizer:
    return Normalizer(Lexicon.load(written(tmp_path_factory.mktemp("old"), OLD)))


def written(folder: Path, text: str, name: str = "names.yaml") -> Path:
    path = folder / name
    path.write_text(text, encoding="utf-8")
    return path


def changed(*pairs: str) -> str:
    text = OLD
    for before, after in zip(pairs[::2], pairs[1::2], strict=True):
        assert before in text
        text = text.replace(before, after)
    return text


def compared(old: Normalizer, new: Normalizer, folder: Path, text: str, **options: bool) -> Impact:
    corpus = Corpus.of([str(written(folder, text, "text.txt"))])
    return impact(lambda _, d: old.find(d.text), lambda _, d: new.find(d.text), corpus, **options)


def rows(result: Impact) -> list[tuple[str, str, str, str, int]]:
    return [(c.kind, c.form, c.before, c.after, c.count) for c in result.changes]


@pytest.mark.parametrize("change", CHANGES)
@pytest.mark.parametrize("by_line", [True, False])
def test_nothing_is_passed_over_that_changes(old: Normalizer, tmp_path: Path, change: str, by_line: bool) -> None:
    new = Normalizer(Lexicon.load(written(tmp_path, changed(*CHANGES[change]))))
    texts = LINES + "".join(p.read_text(encoding="utf-8") for p in sorted((ROOT / "seeds").glob("0[0-2]*.txt")))
    full = compared(old, new, tmp_path, texts, by_line=by_line, mentions=True)
    differing = Differing(old, new)
    corpus = Corpus.of([str(tmp_path / "text.txt")])
    quick = impact(
        lambda _, d: old.find(d.text), lambda _, d: new.find(d.text), corpus, may_differ=differing, by_line=by_line, mentions=True
    )
    assert [c.as_json() for c in quick.changes] == [c.as_json() for c in full.changes]
    if by_line:
        assert bool(full.changes) == (change not in ("nothing", "a given name", "a style"))
        assert quick.compared < quick.documents


def test_equal_lexicons_compare_nothing(old: Normalizer, tmp_path: Path) -> None:
    differing = Differing(old, Normalizer(Lexicon.load(written(tmp_path, OLD))))
    assert not any(differing(line) for line in LINES.splitlines())


def test_folds_won_lost_and_changed_are_told_apart(old: Normalizer, tmp_path: Path) -> None:
    text = changed(', ru: "Киев"', "", 'alone: ["Kyiv"]', 'alone: ["Kyiv"]\n    never: ["Kiev"]',
                   'canonical: "Volodymyr Zelenskyy"', 'canonical: "Volodymyr Zelenskyi"', 'alone: ["Zelenskyy"]', 'alone: ["Zelenskyi"]',
                   'canonical: "Roman Kostenko"', 'canonical: "Roman Kostenko"\n    variants: ["Roman Kostinka"]')  # fmt: skip
    new = Normalizer(Lexicon.load(written(tmp_path, text)))
    result = compared(old, new, tmp_path, "Zelensky left Kiev. Roman Kostinka stayed in Kiev.")
    assert rows(result) == [
        ("lost", "Kiev", "Kyiv", "", 2),
        ("changed", "Zelensky", "Zelenskyy", "Zelenskyi", 1),
        ("won", "Roman Kostinka", "", "Roman Kostenko", 1),
    ]
    assert [result.count(kind) for kind in ("lost", "changed", "won")] == [2, 1, 1]
    assert result.changes[0].places[0][1:] == (1, "Zelensky left Kiev. Roman Kostinka stayed in Kiev.")


def test_names_that_stand_as_they_should_count_only_if_asked_for(old: Normalizer, tmp_path: Path) -> None:
    new = Normalizer(Lexicon.load(written(tmp_path, changed(*CHANGES["an entry less"]))))
    assert rows(compared(old, new, tmp_path, "Roman Kostenko spoke.")) == []
    result = compared(old, new, tmp_path, "Roman Kostenko spoke.", mentions=True)
    assert rows(result) == [("lost", "Roman Kostenko", "Roman Kostenko", "", 1)]


def mention(start: int, end: int, text: str, replacement: str, entry: str = "x") -> Mention:
    return Mention(start, end, text, replacement, replacement, entry, "person", "exact", 1.0)


def found_in(text: str, old: list[Mention], new: list[Mention], **options: bool) -> list[Change]:
    class One:
        def documents(self, by_line: bool) -> list[tuple[str, Document]]:
            return [("a", Document(text, text))]

    return impact(lambda *_: old, lambda *_: new, One(), **options).changes  # type: ignore[arg-type]


def test_another_span_with_the_same_text_is_no_change() -> None:
    text = "Vladimir Zelensky"
    whole = [mention(0, 17, text, "Vladimir Zelenskyy")]
    part = [mention(9, 17, "Zelensky", "Zelenskyy")]
    assert found_in(text, whole, part) == []
    changed = found_in(text, [mention(0, 17, text, "Volodymyr Zelenskyy")], part)
    assert [(c.kind, c.form, c.before, c.after) for c in changed] == [
        ("changed", text, "Volodymyr Zelenskyy", "Vladimir Zelenskyy")
    ]


def test_another_entry_is_a_change_of_mentions() -> None:
    one, other = [mention(0, 4, "Kiev", "Kyiv", "kyiv")], [mention(0, 4, "Kiev", "Kyiv", "kyiv-oblast")]
    assert found_in("Kiev", one, other) == []
    assert [c.kind for c in found_in("Kiev", one, other, mentions=True)] == ["changed"]


# the command


def diff(*arguments: str, cwd: Path) -> subprocess.CompletedProcess[bytes]:
    return subprocess.run([*COMMAND, "lexicon", "diff", *arguments], capture_output=True, cwd=cwd, env=ENVIRONMENT, timeout=120)


@pytest.fixture
def folder(tmp_path: Path) -> Path:
    written(tmp_path, OLD, "old.yaml")
    written(tmp_path, changed(*CHANGES["a variant"]), "new.yaml")
    written(tmp_path, LINES, "text.txt")
    return tmp_path


def test_the_exit_code_follows_fail_on(folder: Path) -> None:
    done = diff("old.yaml", "new.yaml", "--corpus", "text.txt", cwd=folder)
    assert done.returncode == 0 and "won         1×  Kyvyiv: Kyiv  (kyiv)\n" in done.stdout.decode()
    assert diff("old.yaml", "new.yaml", "--corpus", "text.txt", "--fail-on", "lost", cwd=folder).returncode == 0
    assert (
        diff("old.yaml", "new.yaml", "--corpus", "text.txt", "--fail-on", "lost", "--fail-on", "won", cwd=folder).returncode == 1
    )
    assert diff("new.yaml", "old.yaml", "--corpus", "text.txt", "--fail-on", "lost", cwd=folder).returncode == 1


def test_layers_are_given_with_commas(folder: Path) -> None:
    more = 'entries:\n  - id: "paris"\n    kind: "place"\n    canonical: "Paris"\n    variants: ["Londoon"]\n'
    written(folder, more, "more.yaml")
    written(folder, "We went to Londoon.\n", "text.txt")
    done = diff("old.yaml", "old.yaml,more.yaml", "--corpus", "text.txt", "--mentions", "--output", "jsonl", cwd=folder)
    assert [json.loads(line)["kind"] for line in done.stdout.splitlines()] == ["won"]


def test_recorded_mentions_compare_like_the_lexicon_that_found_them(folder: Path) -> None:
    records = "".join(json.dumps({"text": line}) + "\n" for line in LINES.splitlines())
    written(folder, records, "rows.jsonl")
    for corpus, extra in (("text.txt", []), ("rows.jsonl", ["--format", "jsonl", "--field", "text"])):
        found = subprocess.run(
            [*COMMAND, "find", "--lexicon", "old.yaml", "--output", "jsonl", *extra, corpus],
            capture_output=True,
            cwd=folder,
            env=ENVIRONMENT,
        )
        (folder / "old.jsonl").write_bytes(found.stdout)
        arguments = ("--mentions", "--output", "jsonl", *extra, "--corpus", corpus)
        recorded = diff("old.jsonl", "new.yaml", *arguments, cwd=folder)
        assert recorded.stdout == diff("old.yaml", "new.yaml", *arguments, cwd=folder).stdout and recorded.stdout
        assert diff("old.jsonl", "old.yaml", *arguments, cwd=folder).stdout == b""


def test_a_file_that_records_nothing_is_named(tmp_path: Path) -> None:
    path = written(tmp_path, '{"file": "a"}\n', "x.jsonl")
    with pytest.raises(LexiconError, match="no mention"):
        Recorded.load(str(path))


def test_a_lexicon_that_is_not_there_is_named(folder: Path) -> None:
    done = diff("old.yaml", "nowhere.yaml", "--corpus", "text.txt", cwd=folder)
    assert done.returncode == 65 and b"nowhere.yaml" in done.stderr
    assert diff("old.yaml", "new.yaml", cwd=folder).returncode == 2
