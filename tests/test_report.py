"""The review page: what it holds, and how it behaves in a browser."""

from __future__ import annotations

import base64
import html
import json
import re
import shutil
import subprocess
import sys
from collections.abc import Iterator
from hashlib import sha256
from pathlib import Path
from typing import TYPE_CHECKING, Any

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from translit import Config, Lexicon, Normalizer
from translit.cli.report import run
from translit.mention import Mention
from translit.stream.document import Document
from translit.workbench import excerpts, page_data, survey
from translit.workbench.decisions import read_decisions
from translit.workbench.report import report_page
from translit.workbench.survey import Survey

if TYPE_CHECKING:
    from selenium.webdriver import Chrome
    from selenium.webdriver.remote.webelement import WebElement

ROOT = Path(__file__).resolve().parent.parent
LEXICON = """
lexicon: "test"
license: "CC0-1.0"
entries:
  - id: "dnieper"
    kind: "place"
    canonical: "Dnieper"
    native: {uk: "Дніпро", ru: "Днепр"}
    alone: ["Dnieper"]
  - id: "dnipro"
    kind: "place"
    canonical: "Dnipro"
    native: {uk: "Дніпро", ru: "Днепр"}
    alone: ["Dnipro"]
  - id: "kyiv"
    kind: "place"
    canonical: "Kyiv"
    native: {uk: "Київ", ru: "Киев"}
    alone: ["Kyiv"]
    variants: ["Kiev"]
  - id: "volodymyr-zelenskyy"
    kind: "person"
    gender: "m"
    canonical: "Volodymyr Zelenskyy"
    native: {uk: "Володимир Зеленський", ru: "Владимир Зеленский"}
    alone: ["Zelenskyy"]
    styles: {nyt: "Volodymyr Zelensky"}
"""
HOSTILE = "<script>document.title='owned'</script> <b onclick=\"x\">Kiev</b> &amp; 'Kiev' \"Kiev\" </script><!-- Kiev -->\n"
SIGNS = "Emoji 😀👩‍👩‍👧 Kiev 🇺🇦.\n{{title}} {{data}} ${Kiev} \\u003c Kiev\u2028Kiev\n"
RIGHT_TO_LEFT = "زار Zelensky مدينة Kiev أمس.\nזלנסקי אמר: Kiev.\n"
NEWS = "President Zelensky left Kiev for the Dnepr. Volodymyr Zelensky said Kyiv is Kyiv.\n"


def data_of(page: str) -> dict[str, Any]:
    found = re.search(r'<script type="application/json" id="data">(.*?)</script>', page, re.DOTALL)
    assert found is not None
    loaded: dict[str, Any] = json.loads(found.group(1))
    return loaded


def mention(start: int, text: str, replacement: str = "", **rest: Any) -> Mention:
    known: dict[str, Any] = {"canonical": "Kyiv", "entry_id": "kyiv", "kind": "place", "method": "exact", "score": 1.0}
    return Mention(start, start + len(text), text, replacement or text, **(known | rest))


def surveyed(text: str, mentions: list[Mention], **limits: int) -> Survey:
    made = Survey(**limits)
    made.add("a.txt", Document(text, text), mentions)
    return made


def text_of(made: Survey) -> str:
    """The text of all excerpts, mentions included."""
    spellings = made.spellings
    parts = (part for excerpt in made.excerpts.kept for part in excerpt.parts)
    return "".join(part if isinstance(part, str) else spellings[part].mention.text for part in parts)


@pytest.fixture(scope="module")
def small(tmp_path_factory: pytest.TempPathFactory) -> Normalizer:
    path = tmp_path_factory.mktemp("lexicon") / "names.yaml"
    path.write_text(LEXICON, encoding="utf-8")
    return Normalizer(Lexicon.load(path), Config(fuzzy="safe"))


# what a corpus holds


def test_spellings_are_counted_over_documents() -> None:
    made = Survey()
    for text in ("Kiev and Kiev", "Kiev"):
        made.add("a.txt", Document(text, text), [mention(m.start(), "Kiev", "Kyiv") for m in re.finditer("Kiev", text)])
    assert [(s.mention.text, s.count) for s in made.spellings] == [("Kiev", 3)]
    assert (made.documents, made.mentions, made.written, made.files) == (2, 3, 3, ["a.txt"])


def test_spellings_that_differ_in_entry_method_or_score_are_told_apart() -> None:
    text = "Kiev " * 4
    rests: list[dict[str, Any]] = [{}, {"entry_id": "other"}, {"method": "derived"}, {"score": 0.8}]
    made = surveyed(text, [mention(5 * i, "Kiev", **rest) for i, rest in enumerate(rests)])
    assert [s.count for s in made.spellings] == [1, 1, 1, 1]


def test_contexts_are_sampled_over_the_whole_corpus_and_bounded() -> None:
    made = Survey(max_contexts=3)
    for number in range(400):
        text = f"report {number} from Kiev today"
        made.add("a.txt", Document(text, text, line=number + 1), [mention(text.index("Kiev"), "Kiev")])
    contexts = made.spellings[0].contexts
    assert len(contexts) == 3
    assert max(c.line for c in contexts) > 100
    assert all(f"report {c.line - 1} from " == c.before and c.after == " today" for c in contexts)


def test_contexts_stand_on_one_line_and_end_between_words() -> None:
    text = "word " * 30 + "in\nKiev, and " + "word " * 30
    context = surveyed(text, [mention(text.index("Kiev"), "Kiev")]).spellings[0].contexts[0]
    assert re.fullmatch(r"… (word )+in ", context.before)
    assert re.fullmatch(r", and (word )+…", context.after)


def test_line_of_a_context_is_that_of_the_mention() -> None:
    text = "one\ntwo\nKiev\nfour Kiev"
    made = surveyed(text, [mention(8, "Kiev"), mention(18, "Kiev")])
    assert [c.line for c in made.spellings[0].contexts] == [3, 4]


def test_spellings_past_the_limit_are_still_counted_by_method_and_score(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(survey, "MOST_SPELLINGS", 1)
    made = surveyed(
        "Kiev Kyjiw Kiev", [mention(0, "Kiev"), mention(5, "Kyjiw", method="derived", score=0.97), mention(11, "Kiev")]
    )
    assert [s.count for s in made.spellings] == [2]
    assert made.unlisted == {("derived", 0.97, False): 1}
    assert text_of(made) == "Kiev Kyjiw Kiev"


# the text shown

WORDS = st.lists(st.sampled_from(["Kiev", "Kyjiw", "said", "😀", "a", "longer-than-others", "\n", "  "]), max_size=60)


@settings(max_examples=60, deadline=None)
@given(WORDS, st.integers(1, 40))
def test_excerpts_of_a_document_make_the_document(words: list[str], size: int) -> None:
    text = " ".join(words)
    mentions = [mention(m.start(), m.group()) for m in re.finditer("Kiev|Kyjiw", text)]
    with pytest.MonkeyPatch.context() as patch:
        patch.setattr(excerpts, "EXCERPT_CHARACTERS", size)
        made = surveyed(text, mentions)
    assert text_of(made) == text
    numbers = [part for excerpt in made.excerpts.kept for part in excerpt.parts if isinstance(part, int)]
    assert len(numbers) == len(mentions)


def test_lines_of_excerpts_are_those_of_the_file(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(excerpts, "EXCERPT_CHARACTERS", 12)
    made = surveyed("one one\ntwo two\nthree three\nfour\n", [])
    assert [e.line for e in made.excerpts.kept] == [1, 2, 3, 4]


def test_text_shown_is_bounded_and_spread_over_the_corpus() -> None:
    made = Survey(max_text=1000)
    for number in range(2000):
        text = f"{number:04} " + "x" * 45
        made.add("a.txt", Document(text, text, line=number + 1), [])
    lines = [e.line for e in made.excerpts.kept]
    gaps = {b - a for a, b in zip(lines, lines[1:], strict=False)}
    assert 500 <= sum(e.size for e in made.excerpts.kept) <= 1000
    assert gaps == {made.excerpts.every}
    assert lines[-1] > 1800


# the data and the page


def test_page_asks_the_network_for_nothing(small: Normalizer) -> None:
    page = report_page(surveyed(NEWS, small.find(NEWS)), small, "News")
    without_data = re.sub(r'id="data">.*?</script>', "", page, flags=re.DOTALL)
    addresses = set(re.findall(r"\b(?:https?:)?//[\w.]+", without_data))
    assert {a for a in addresses if "w3.org" not in a} == set()
    assert not re.search(r"\b(src|srcset|action)=|@import|url\((?!#)", without_data)


def test_policy_lets_run_only_what_ships(small: Normalizer) -> None:
    page = report_page(Survey(), small, "News")
    (policy,) = map(html.unescape, re.findall(r'Security-Policy" content="([^"]*)"', page))
    for element, directive in (("style", "style-src"), ("script", "script-src")):
        content = re.findall(rf"<{element}>(.*?)</{element}>", page, re.DOTALL)
        assert len(content) == 1
        digest = base64.b64encode(sha256(content[0].encode()).digest()).decode()
        assert f"{directive} 'sha256-{digest}'" in policy
    assert policy.startswith("default-src 'none'")
    assert "unsafe" not in policy


@pytest.mark.parametrize("text", [HOSTILE, SIGNS, RIGHT_TO_LEFT])
def test_text_of_the_corpus_stays_data(small: Normalizer, text: str) -> None:
    page = report_page(surveyed(text, small.find(text)), small, text)
    block = page[page.index('id="data">') + 10 : page.rindex("</script>\n<script>")]
    assert not set("<>&\u2028\u2029") & set(block)
    assert page.count("<script") == 2
    assert f"<title>{html.escape(text)}".replace("\u2028", "\n") in page
    data = data_of(page)
    [(_, _, _, _, parts)] = data["excerpts"]
    assert "".join(p if isinstance(p, str) else data["spellings"][p][0] for p in parts) == text.replace("\u2028", "\n")


def test_bytes_that_cannot_be_shown_have_signs_that_stand_for_them(small: Normalizer) -> None:
    text = b"Ki\xffev \x00 \x1b[31m\r\nKiev\xed\xa0\x80".decode("utf-8", "surrogateescape")
    page = report_page(surveyed(text, small.find(text)), small, "News")
    page.encode("utf-8")
    assert data_of(page)["excerpts"][0][4][0].startswith("Ki\ufffdev \u2400 \u241b[31m\n")


def test_page_is_the_same_for_the_same_corpus(small: Normalizer) -> None:
    pages = {report_page(surveyed(NEWS, small.find(NEWS)), small, "News") for _ in range(2)}
    assert len(pages) == 1


def test_page_lists_the_most_frequent_the_doubtful_and_those_of_the_text(
    monkeypatch: pytest.MonkeyPatch, small: Normalizer
) -> None:
    monkeypatch.setattr(page_data, "MOST_LISTED", 1)
    monkeypatch.setattr(page_data, "MOST_DOUBTFUL", 1)
    monkeypatch.setattr(excerpts, "EXCERPT_CHARACTERS", 6)
    text = "Often Often Often Shown \nRare1\nNear1 Near1\nNear2\n"
    places = [(m.start(), m.group()) for m in re.finditer(r"\w+", text)]
    made = surveyed(text, [mention(s, w, method="fuzzy" if "Near" in w else "exact") for s, w in places], max_text=1)
    data = page_data.page_data(made, small, "News")
    rows: Any = data["spellings"]
    assert [row[0] for row in rows] == ["Often", "Near1"]
    assert data["unlisted"] == [["exact", 1.0, 0, 2], ["fuzzy", 1.0, 0, 1]]
    left_out: Any = data["left_out"]
    assert any("3 rare spellings" in sentence for sentence in left_out)
    assert any("excerpts of text" in sentence for sentence in left_out)


def test_page_of_a_small_corpus_leaves_nothing_out(small: Normalizer) -> None:
    assert page_data.page_data(surveyed(NEWS, small.find(NEWS)), small, "News")["left_out"] == []


# at the command line


@pytest.fixture
def names(tmp_path: Path) -> str:
    path = tmp_path / "lexicon" / "names.yaml"
    path.parent.mkdir()
    path.write_text(LEXICON, encoding="utf-8")
    return str(path)


def test_command_writes_a_page_for_files_and_folders(tmp_path: Path, names: str) -> None:
    (tmp_path / "news").mkdir()
    (tmp_path / "news" / "a.txt").write_text(NEWS, encoding="utf-8")
    (tmp_path / "b.txt").write_text("Kiev fell.\n", encoding="utf-8")
    out = tmp_path / "report.html"
    assert run([str(tmp_path / "news"), str(tmp_path / "b.txt"), "-o", str(out), "--lexicon", names]) == 0
    data = data_of(out.read_text(encoding="utf-8"))
    assert data["title"] == "Names in news, b.txt"
    assert (data["facts"]["files"], data["facts"]["documents"]) == (2, 2)
    assert ["kyiv", "Kyiv", "place", "Київ (uk)"] in data["entries"]


def test_command_reads_one_field_of_records(tmp_path: Path, names: str, capfd: pytest.CaptureFixture[str]) -> None:
    (tmp_path / "a.jsonl").write_text('{"text": "Kiev", "by": "Kiev"}\n{"text": 1}\n{"text": "Kiev"}\n', encoding="utf-8")
    out = tmp_path / "report.html"
    assert run([str(tmp_path / "a.jsonl"), "--field", "text", "-o", str(out), "--lexicon", names]) == 65
    assert "a.jsonl:2" in capfd.readouterr().err
    facts = data_of(out.read_text(encoding="utf-8"))["facts"]
    assert (facts["documents"], facts["mentions"]) == (2, 2)


def test_what_is_held_back_is_listed_unless_told_otherwise(tmp_path: Path, names: str) -> None:
    (tmp_path / "a.txt").write_text("Igor Zelensky, the dancer, left.\n", encoding="utf-8")
    out = tmp_path / "report.html"
    for option, held in (([], 1), (["--fuzzy", "safe"], 0)):
        assert run([str(tmp_path / "a.txt"), *option, "-o", str(out), "--lexicon", names]) == 0
        data = data_of(out.read_text(encoding="utf-8"))
        assert (data["facts"]["held"], data["facts"]["written"]) == (held, 0)


def test_each_line_is_a_document_with_lines(tmp_path: Path, names: str) -> None:
    (tmp_path / "a.txt").write_text("Kiev\nKiev\nLvov\n", encoding="utf-8")
    out = tmp_path / "report.html"
    for option, documents in (([], 1), (["--lines"], 3)):
        assert run([str(tmp_path / "a.txt"), *option, "-o", str(out), "--lexicon", names]) == 0
        assert data_of(out.read_text(encoding="utf-8"))["facts"]["documents"] == documents


def test_command_reads_standard_input_and_writes_standard_output(names: str) -> None:
    command = [sys.executable, "-m", "translit", "report", "--lexicon", names]
    done = subprocess.run(command, input=b"Kiev \xff fell.", capture_output=True, cwd=ROOT)
    assert (done.returncode, done.stderr) == (0, b"")
    assert data_of(done.stdout.decode())["title"] == "Names in standard input"


def test_page_that_cannot_be_written_leaves_the_old_one(tmp_path: Path, names: str) -> None:
    out = tmp_path / "report.html"
    out.write_text("old", encoding="utf-8")
    command = [sys.executable, "-m", "translit", "report", str(tmp_path / "none.txt"), "-o", str(out), "--lexicon", names]
    done = subprocess.run(command, capture_output=True, text=True, cwd=ROOT)
    assert done.returncode == 74
    assert "none.txt" in done.stderr
    assert out.read_text(encoding="utf-8") == "old"


@pytest.mark.parametrize("wrong", [["--text", "-1"], ["--contexts", "0"], ["--format", "jsonl"]])
def test_wrong_usage_is_refused(wrong: list[str], names: str) -> None:
    command = [sys.executable, "-m", "translit", "report", *wrong, "--lexicon", names]
    done = subprocess.run(command, input=b"", capture_output=True, cwd=ROOT)
    assert done.returncode == 2


# in a browser

FLAGS = "--headless --no-sandbox --disable-gpu --disable-quic --no-first-run --disable-background-networking --disable-component-update --disable-sync --disable-dev-shm-usage --window-size=1400,900"  # fmt: skip


@pytest.fixture(scope="module")
def downloads(tmp_path_factory: pytest.TempPathFactory) -> Path:
    return tmp_path_factory.mktemp("downloads")


@pytest.fixture(scope="module")
def chrome(tmp_path_factory: pytest.TempPathFactory, downloads: Path) -> Iterator[Chrome]:
    """A headless Chromium; where there is none, the tests that need it are skipped."""
    browser = shutil.which("chromium") or shutil.which("chromium-browser") or shutil.which("google-chrome")
    driver = shutil.which("chromedriver")
    if browser is None or driver is None:
        pytest.skip("no Chromium with chromedriver is installed (Debian: apt-get install chromium chromium-driver)")
    webdriver = pytest.importorskip("selenium.webdriver", reason="the package selenium is not installed")
    service = pytest.importorskip("selenium.webdriver.chrome.service").Service
    options = webdriver.ChromeOptions()
    options.binary_location = browser
    for flag in (*FLAGS.split(), f"--user-data-dir={tmp_path_factory.mktemp('profile')}"):
        options.add_argument(flag)
    options.add_experimental_option("prefs", {"download.default_directory": str(downloads)})
    options.set_capability("goog:loggingPrefs", {"browser": "ALL"})
    opened = webdriver.Chrome(options=options, service=service(driver))
    yield opened
    opened.quit()


class Page:
    """The page as a reader meets it."""

    def __init__(self, chrome: Chrome, path: Path) -> None:
        self.chrome = chrome
        chrome.execute_cdp_cmd("Emulation.setEmulatedMedia", {"media": "", "features": []})
        chrome.get(path.as_uri())
        chrome.execute_script("localStorage.clear()")
        chrome.get_log("browser")
        chrome.refresh()

    def script(self, code: str, *arguments: object) -> Any:
        return self.chrome.execute_script(code, *arguments)

    def one(self, selector: str) -> WebElement:
        return self.chrome.find_element("css selector", selector)

    def all(self, selector: str) -> list[WebElement]:
        code = "return [...document.querySelectorAll(arguments[0])].filter((e) => e.getClientRects().length)"
        found: list[WebElement] = self.script(code, selector)
        return found

    def view(self, name: str) -> None:
        self.one(f"#tab-{name}").click()

    def press(self, *keys: str) -> None:
        for key in keys:
            self.chrome.switch_to.active_element.send_keys(key)

    def focused(self) -> str:
        text: str = self.script("return document.activeElement.textContent")
        return text

    def emulate(self, **features: str) -> None:
        media = features.pop("media", "")
        named = [{"name": name.replace("_", "-"), "value": value} for name, value in features.items()]
        self.chrome.execute_cdp_cmd("Emulation.setEmulatedMedia", {"media": media, "features": named})

    def complaints(self) -> list[str]:
        return [entry["message"] for entry in self.chrome.get_log("browser")]

    def text_once_there(self, selector: str) -> str:
        """The text of an element, as soon as it has any."""
        from selenium.webdriver.support.ui import WebDriverWait

        return str(WebDriverWait(self.chrome, 10, 0.05).until(lambda _: self.one(selector).text))

    def set_value(self, selector: str, value: str) -> None:
        code = "arguments[0].value = arguments[1]; arguments[0].dispatchEvent(new Event('input', {bubbles: true}))"
        self.script(code, self.one(selector), value)


@pytest.fixture(scope="module")
def corpus(small: Normalizer) -> Survey:
    made = Survey(max_contexts=3)
    for name, text in (("news.txt", NEWS), ("hostile.txt", HOSTILE), ("signs.txt", SIGNS), ("right.txt", RIGHT_TO_LEFT)):
        made.add(name, Document(text, text), small.find(text))
    damaged = "Kyjv, wrote Zelenskij. " * 200
    found = [
        mention(m.start(), "Kyjv", "Kyiv", method="fuzzy", score=0.75, rules=("fuzzy: j for i",))
        for m in re.finditer("Kyjv", damaged)
    ]
    made.add("damaged.txt", Document(damaged, damaged), found)
    for number in range(6):
        text = f"Part {number}. " + "Nothing happened. " * 320
        made.add(f"long-{number}.txt", Document(text, text), [])
    held = "Kievan chicken"
    made.add("held.txt", Document(held, held), [mention(0, "Kievan", held_back="a word of its own", method="folded", score=0.72)])
    return made


@pytest.fixture(scope="module")
def page_file(corpus: Survey, small: Normalizer, tmp_path_factory: pytest.TempPathFactory) -> Path:
    path = tmp_path_factory.mktemp("page") / "report.html"
    path.write_text(report_page(corpus, small, "News <of> the week"), encoding="utf-8")
    return path


@pytest.fixture
def page(chrome: Chrome, page_file: Path) -> Iterator[Page]:
    opened = Page(chrome, page_file)
    yield opened
    assert opened.complaints() == []


def test_page_shows_the_text_as_it_is_and_runs_none_of_it(page: Page, corpus: Survey) -> None:
    page.view("text")
    shown = "".join(page.script("return [...document.querySelectorAll('.running')].map(e => e.textContent)"))
    assert shown.startswith((NEWS + HOSTILE + SIGNS + RIGHT_TO_LEFT).replace("\u2028", "\n"))
    assert page.chrome.title == "News <of> the week"
    assert page.script("return performance.getEntriesByType('resource').length") == 0
    assert page.script("return document.querySelectorAll('main script, main b').length") == 0


def test_lines_of_right_to_left_text_run_from_the_right(page: Page) -> None:
    page.view("text")
    styles = page.script(
        "const e = [...document.querySelectorAll('.running')].find(e => e.textContent.includes('زار'));"
        "return [e.dir, getComputedStyle(e).unicodeBidi, getComputedStyle(e.querySelector('mark')).unicodeBidi]"
    )
    assert styles == ["auto", "plaintext", "isolate"]


def test_before_and_after_are_told_on_pointing_and_on_focus(page: Page) -> None:
    from selenium.webdriver import ActionChains

    page.view("text")
    mark = page.all("mark.written")[0]
    ActionChains(page.chrome).move_to_element(mark).perform()
    tip = page.one("#tip")
    assert tip.is_displayed()
    assert re.match(r"Zelensky → Zelenskyy\nVolodymyr Zelenskyy person\n(exact|derived) [01]\.\d\d", tip.text)
    assert mark.get_attribute("aria-describedby") == "tip"
    page.press("\ue00c")
    assert not tip.is_displayed()
    page.script("arguments[0].focus()", mark)
    assert tip.is_displayed()
    assert mark.get_attribute("aria-describedby") == "tip"


def test_methods_are_told_apart_by_more_than_colour(page: Page) -> None:
    styles = page.script(
        "return [...document.querySelectorAll('#methods .method')].map(e => getComputedStyle(e).textDecorationStyle)"
    )
    assert styles == ["solid", "dashed", "dotted", "wavy"]
    fills = page.script("return [...document.querySelectorAll('#chart-methods pattern')].map(e => e.innerHTML)")
    assert len(set(fills)) == len(fills) == 5


def test_text_can_be_read_as_folded_and_with_both(page: Page) -> None:
    page.view("text")
    for mode, shown in (
        ("after", "President Zelenskyy left Kyiv for"),
        ("both", "President ZelenskyZelenskyy left KievKyiv for"),
    ):
        page.one(f"#mode [value={mode}]").click()
        assert page.script("return document.querySelector('.running').textContent").startswith(shown)


def test_keys_go_from_name_to_name_and_over_pages(page: Page) -> None:
    page.view("text")
    page.press("j")
    assert page.focused() == "Zelensky"
    page.press("j")
    assert page.focused() == "Kiev"
    page.press("k")
    assert page.focused() == "Zelensky"
    where = "return document.querySelector('#view-text .where').textContent"
    page.press("]")
    assert page.script(where) == "2 of 3"
    page.press("k")
    assert (page.script(where), page.focused()) == ("1 of 3", "Kyjv")
    page.press("j")
    assert (page.script(where), page.focused()) == ("3 of 3", "Kievan")
    page.press("j")
    assert page.focused() == "Kievan"


def test_one_name_of_a_page_is_reached_by_tab_and_every_one_without_single_keys(page: Page) -> None:
    page.view("text")
    stops = "return document.querySelectorAll('#excerpts mark[tabindex=\"0\"]').length"
    assert page.script(stops) == 1
    page.script("document.getElementById('keys-on').click()")
    assert page.script(stops) == len(page.all("#excerpts mark.item")) > 10
    page.press("j")
    assert page.script("return document.activeElement.tagName") != "MARK"


def test_enter_tells_more_and_escape_goes_back(page: Page) -> None:
    page.view("text")
    page.press("j", "j", "\ue007")
    panel = page.one("#details")
    assert panel.is_displayed()
    assert panel.text.startswith("Kiev → Kyiv")
    assert "Київ (uk)" in panel.text
    assert page.script("return document.activeElement.id") == "details"
    page.press("\ue00c")
    assert not panel.is_displayed()
    assert page.focused() == "Kiev"


def test_filters_choose_by_entry_method_and_score(page: Page) -> None:
    total = int(re.sub(r"\D", "", page.one("#matching").text))
    counts = {}
    page.set_value("#query", "zelen")
    counts["query"] = page.one("#matching").text
    page.one("#everything").click()
    page.one("#methods [value=fuzzy]").click()
    counts["method"] = page.one("#matching").text
    page.one("#everything").click()
    page.set_value("#high", "0.74")
    counts["score"] = page.one("#matching").text
    page.one("#everything").click()
    assert counts == {
        "query": f"2 of {total} mentions",
        "method": f"{total - 200} of {total} mentions",
        "score": f"1 of {total} mentions",
    }
    assert page.one("#matching").text == f"All {total} mentions"


def test_filter_leaves_out_text_without_a_match_and_says_so(page: Page) -> None:
    page.view("text")
    page.set_value("#query", "volodymyr")
    assert [e.text for e in page.all("mark.item")] == ["Zelensky", "Volodymyr Zelensky"]
    assert "Kiev" in page.one("mark.faded").text
    assert "without a matching name are not shown" in page.one("#text-note").text
    page.set_value("#query", "nobody")
    assert page.one("#text-note").text.endswith("No name in the text shown matches the filter.")


def test_showing_one_entry_shows_only_its_spellings(page: Page) -> None:
    page.view("spellings")
    next(e for e in page.all("button.entry") if e.text == "Kyiv").click()
    assert [e.text for e in page.all("tr.group button.entry")] == ["Kyiv"]
    assert page.one("#entry-chip").text.startswith("Only Kyiv")
    page.one("#entry-clear").click()
    assert len(page.all("tr.group")) > 1


def test_table_counts_the_spellings_of_each_entry(page: Page, corpus: Survey) -> None:
    page.view("spellings")
    shown = {}
    for body in page.all("#table tbody"):
        head, *rows = body.find_elements("css selector", "tr")
        for row in rows:
            cells = row.find_elements("css selector", "td")
            shown[head.find_element("css selector", "bdi").text, cells[0].text, cells[2].text] = int(cells[4].text)
    names = {"kyiv": "Kyiv", "volodymyr-zelenskyy": "Volodymyr Zelenskyy"}
    counted: dict[tuple[str, str, str], int] = {}
    for spelling in corpus.spellings:
        m = spelling.mention
        if m.entry_id in names:
            key = names[m.entry_id], m.text, m.method
            counted[key] = counted.get(key, 0) + spelling.count
    assert counted
    assert {key: shown.get(key) for key in counted} == counted


def test_charts_have_words_and_tables(page: Page) -> None:
    for chart, says in (("methods", "fuzzy 200"), ("scores", "0.75–0.79: fuzzy 200; 0.80–0.84: none")):
        drawing = page.one(f"#chart-{chart} svg")
        assert drawing.get_attribute("role") == "img"
        assert says in (drawing.get_attribute("aria-label") or "")
        page.one(f"#chart-{chart} summary").click()
        assert "200" in page.one(f"#chart-{chart} table").text


def test_doubtful_names_are_asked_about_with_the_reason(page: Page) -> None:
    page.view("review")
    cards = {card.find_element("css selector", "h2").text.split(" →")[0]: card.text for card in page.all(".card")}
    assert set(cards) == {"Dnepr", "Kyjv", "Kievan"}
    assert "several entries share this name" in cards["Dnepr"]
    assert "Dnieper" in cards["Dnepr"]
    assert "Dnipro" in cards["Dnepr"]
    assert "a word of its own" in cards["Kievan"]
    assert "200 mentions" in cards["Kyjv"]


def exported(page: Page, downloads: Path) -> list[list[str]]:
    from selenium.webdriver.support.ui import WebDriverWait

    path = downloads / "decisions.tsv"
    path.unlink(missing_ok=True)
    page.one("#export").click()
    WebDriverWait(page.chrome, 10, 0.05).until(lambda _: path.exists() and path.stat().st_size)
    text = path.read_text(encoding="utf-8")
    assert text.endswith("\n")
    return [line.split("\t") for line in text.splitlines()]


def test_decisions_made_by_key_are_exported(page: Page, downloads: Path) -> None:
    page.view("review")
    page.press("j", "y", "n", "v")
    head, *rows = exported(page, downloads)
    assert head == ["decision", "form", "entry_id", "count", "method", "score", "context"]
    by_pair = {(row[1], row[2]): row for row in rows}
    assert sorted(row[0] for row in rows) == ["never", "no", "yes"]
    assert by_pair["Kyjv", "kyiv"][:6] == ["yes", "Kyjv", "kyiv", "200", "fuzzy", "0.75"]
    assert "[Kyjv], wrote Zelenskij." in by_pair["Kyjv", "kyiv"][6]
    read = {(row.form, row.entry_id): row.decision for row in read_decisions(str(downloads / "decisions.tsv"))}
    assert read == {pair: row[0] for pair, row in by_pair.items()}


def test_capitals_make_no_question_of_their_own(chrome: Chrome, small: Normalizer, tmp_path: Path) -> None:
    text = "KYJV. Later, Kyjv was quiet. KYJV."
    rest: dict[str, Any] = {"method": "fuzzy", "score": 0.75}
    found = [mention(0, "KYJV", "KYIV", **rest), mention(13, "Kyjv", "Kyiv", **rest), mention(29, "KYJV", "KYIV", **rest)]
    path = tmp_path / "report.html"
    path.write_text(report_page(surveyed(text, found), small, "News"), encoding="utf-8")
    page = Page(chrome, path)
    page.view("review")
    [card] = page.all(".card")
    assert card.text.startswith("Kyjv → Kyiv")
    assert "3 mentions" in card.text
    page.press("j", "y")
    line = page.script("return decisionsFile().split('\\n')[1]").split("\t")
    assert line[:4] == ["yes", "Kyjv", "kyiv", "3"]
    page.view("spellings")
    pressed = page.all("button.yes")
    assert [b.get_attribute("aria-pressed") for b in pressed] == ["true", "true"]


def test_undecided_questions_are_exported_on_demand(page: Page, downloads: Path) -> None:
    page.view("review")
    page.one("#export-all").click()
    _, *rows = exported(page, downloads)
    assert [(row[0], row[1], row[2]) for row in rows if row[1] == "Dnepr"] == [("", "Dnepr", "dnieper"), ("", "Dnepr", "dnipro")]


def test_decisions_can_be_taken_back_and_outlast_the_visit(page: Page) -> None:
    page.view("review")
    yes = page.all("button.yes")[0]
    yes.click()
    open_before = int(page.one("#open-count").text)
    page.chrome.refresh()
    page.view("review")
    yes = page.all("button.yes")[0]
    assert yes.get_attribute("aria-pressed") == "true"
    yes.click()
    assert yes.get_attribute("aria-pressed") == "false"
    assert int(page.one("#open-count").text) == open_before + 1


def test_earlier_decisions_are_taken_up_and_passed_on(page: Page, downloads: Path, tmp_path: Path) -> None:
    earlier = tmp_path / "earlier.tsv"
    rows = [
        "decision\tform\tentry_id\tcount\tmethod\tscore\tcontext",
        "# noted",
        "Never\tKyjv\tkyiv\t2\tfuzzy\t0.75\tx",
        "no\tElsewhere\tkyiv\t1\tfuzzy\t0.71\ty",
    ]
    earlier.write_text("\ufeff" + "\r\n".join(rows) + "\r\n", encoding="utf-8")
    page.view("review")
    page.one("#import").send_keys(str(earlier))
    assert page.text_once_there("#import-note").startswith("2 decisions read; 1 about spellings")
    _, *found = exported(page, downloads)
    assert [row[:3] for row in found] == [["never", "Kyjv", "kyiv"], ["no", "Elsewhere", "kyiv"]]


def test_file_of_another_kind_is_refused(page: Page, tmp_path: Path) -> None:
    other = tmp_path / "other.tsv"
    other.write_text("a\tb\n1\t2\n", encoding="utf-8")
    page.view("review")
    page.one("#import").send_keys(str(other))
    assert page.text_once_there("#import-note").startswith("This is no decisions file")


def test_name_of_several_entries_is_decided_for_one_of_them(page: Page) -> None:
    page.view("text")
    page.set_value("#query", "dnepr")
    page.press("\ue004")
    page.script("document.querySelector('mark.item').focus()")
    page.press("y")
    assert page.one("#details").is_displayed()
    assert page.script("return document.querySelectorAll('[aria-pressed=true]').length") == 0
    page.all("#details button.yes")[1].click()
    assert page.one("#decided").text == "1 decided"


def test_listed_spelling_can_only_be_refused_for_good(page: Page) -> None:
    page.view("text")
    page.press("j", "j", "y")
    assert page.script("return document.getElementById('live').textContent").endswith("what can be decided on it: never")
    page.press("v")
    assert page.script("return document.getElementById('live').textContent") == "never: Kiev for Kyiv"


def test_single_keys_are_left_to_fields(page: Page) -> None:
    page.press("/")
    assert page.script("return document.activeElement.id") == "query"
    page.press("j", "y", "?", "2")
    assert page.one("#query").get_attribute("value") == "jy?2"
    assert page.one("#view-overview").is_displayed()


def test_views_are_tabs_that_arrows_go_through(page: Page) -> None:
    page.script("document.getElementById('tab-overview').focus()")
    page.press("\ue014")
    assert page.one("#view-text").is_displayed()
    assert page.script("return document.activeElement.id") == "tab-text"
    selected = page.script(
        "return [...document.querySelectorAll('[role=tab]')].map(e => [e.getAttribute('aria-selected'), e.tabIndex])"
    )
    assert selected == [["false", -1], ["true", 0], ["false", -1], ["false", -1]]


def test_help_opens_by_key_and_closes_by_escape(page: Page) -> None:
    page.press("?")
    assert page.one("#help").is_displayed()
    page.press("\ue00c")
    assert not page.one("#help").is_displayed()


def test_everything_that_can_be_used_has_a_name(page: Page) -> None:
    nameless = """
        return [...document.querySelectorAll("button, input, select, a[href], [role=button], [role=group], svg, nav, aside, fieldset, table")]
          .filter((e) => e.getClientRects().length)
          .filter((e) => !(e.textContent.trim() || e.getAttribute("aria-label") || e.labels?.length && e.labels[0].textContent.trim()))
          .map((e) => e.outerHTML.slice(0, 90))"""
    for view in ("overview", "text", "spellings", "review"):
        page.view(view)
        assert page.script(nameless) == []


CONTRASTS = """
    const canvas = document.createElement("canvas").getContext("2d", {willReadFrequently: true});
    function channels(color) {
      canvas.clearRect(0, 0, 1, 1);
      canvas.fillStyle = color;
      canvas.fillRect(0, 0, 1, 1);
      const [r, g, b, a] = canvas.getImageData(0, 0, 1, 1).data;
      return [r, g, b, a / 255];
    }
    const over = (top, below) => [0, 1, 2].map((i) => top[i] * top[3] + below[i] * (1 - top[3])).concat(1);
    function ground(element) {
      const color = element ? channels(getComputedStyle(element).backgroundColor) : [255, 255, 255, 1];
      return color[3] === 1 ? color : over(color, ground(element.parentElement));
    }
    const linear = (v) => (v / 255 <= 0.04045 ? v / 255 / 12.92 : ((v / 255 + 0.055) / 1.055) ** 2.4);
    const light = ([r, g, b]) => 0.2126 * linear(r) + 0.7152 * linear(g) + 0.0722 * linear(b);
    const found = [];
    const walker = document.createTreeWalker(document.body, NodeFilter.SHOW_TEXT);
    while (walker.nextNode()) {
      const element = walker.currentNode.parentElement;
      if (!walker.currentNode.data.trim() || !element.getClientRects().length || element.closest("[aria-disabled=true], option, .skip, script")) continue;
      const style = getComputedStyle(element);
      const below = ground(element);
      const isDrawn = element instanceof SVGElement;
      const [a, b] = [light(over(channels(isDrawn ? style.fill : style.color), below)), light(below)].sort((x, y) => y - x);
      found.push([(a + 0.05) / (b + 0.05), walker.currentNode.data.trim().slice(0, 30), element.className.baseVal ?? element.className]);
    }
    return found"""


@pytest.mark.parametrize("scheme", ["light", "dark"])
def test_text_stands_out_from_its_ground(page: Page, scheme: str) -> None:
    page.emulate(prefers_color_scheme=scheme)
    for view in ("overview", "text", "spellings", "review"):
        page.view(view)
        if view == "review":
            for button in ("yes", "no", "never"):
                page.press("j")
                page.all(f"button.{button}")[0].click()
        page.script("document.querySelectorAll('*').forEach((e) => e.getAnimations().forEach((a) => a.finish()))")
        found = page.script(CONTRASTS)
        assert len(found) > 30
        assert [row for row in found if row[0] < 4.5] == []


def test_nothing_moves_for_those_who_asked_for_it(page: Page) -> None:
    page.view("text")
    moves = "return getComputedStyle(document.querySelector('mark')).transitionDuration"
    page.emulate(prefers_reduced_motion="no-preference")
    assert page.script(moves) != "0s"
    page.emulate(prefers_reduced_motion="reduce")
    assert page.script(moves) == "0s"


def test_print_holds_the_view_without_its_controls(page: Page) -> None:
    page.view("text")
    page.emulate(media="print")
    assert page.one("#excerpts").is_displayed()
    assert [e.tag_name for e in page.all("button, input, select")] == []


def test_narrow_window_is_not_wider_than_the_screen(page: Page) -> None:
    size = page.chrome.get_window_size()
    page.chrome.set_window_size(500, 800)
    try:
        for view in ("overview", "text", "spellings", "review"):
            page.view(view)
            assert page.script("return document.documentElement.scrollWidth <= window.innerWidth")
    finally:
        page.chrome.set_window_size(size["width"], size["height"])


def test_large_corpus_is_paged(chrome: Chrome, small: Normalizer, tmp_path: Path) -> None:
    made = Survey()
    for number in range(12_000):
        forms = [f"Kyiw{number + i:x}" for i in range(4)]
        text = " said, ".join(forms) + " and so on. " * 12 + "\n"
        found = [mention(text.index(f), f, "Kyiv", method="fuzzy", score=0.7 + number % 6 * 0.05) for f in forms]
        made.add(f"{number // 50}.txt", Document(text, text, line=number), found)
    path = tmp_path / "large.html"
    path.write_text(report_page(made, small, "Large"), encoding="utf-8")
    assert path.stat().st_size < 20_000_000
    page = Page(chrome, path)
    for view in ("text", "spellings", "review"):
        page.view(view)
        assert page.script("return document.querySelectorAll('*').length") < 30_000
    page.view("text")
    page.set_value("#query", "kyiw1a2b")
    assert set(page.script("return [...document.querySelectorAll('mark.item')].map(e => e.textContent)")) == {"Kyiw1a2b"}
    page.one("#everything").click()
    page.view("overview")
    assert "48,000" in page.one(".tiles").text
    assert page.complaints() == []
