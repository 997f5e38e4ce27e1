"""The codes of `translit lexicon check`: what each one means, why it matters and how it is mended."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass
from typing import Literal, get_args

from translit.errors import ConfigError

Severity = Literal["error", "warning", "note"]
SEVERITIES: tuple[Severity, ...] = get_args(Severity)
"""The gravest first: an error stops a lexicon from loading rightly, a warning costs folds or makes wrong ones, a note informs."""


@dataclass(frozen=True, slots=True)
class Code:
    """One kind of finding: `title` names it, `why` and `mend` are sentences, `example` is a piece of a lexicon file."""

    code: str
    severity: Severity
    fixable: bool
    title: str
    why: str
    mend: str
    example: str


CODES = (
    Code("TL001", "error", False, "the file cannot be read as a lexicon",
         "It is missing, not UTF-8, not YAML, or no mapping with entries; nothing else in it can be checked.",
         "Mend what stands at the place; `lexicon:` and `entries:` are the two fields that a file needs.",
         'entries: "'),
    Code("TL002", "error", False, "a key stands twice in one mapping",
         "YAML keeps the last one silently, so half of what was written would be lost.",
         "Keep one of them.",
         '- {id: "kyiv", kind: "place", id: "kiev", canonical: "Kyiv"}'),
    Code("TL003", "error", True, "YAML changes a value that stands without quotes",
         "A bare `No` becomes false, `12:30` a number, `2022-02-24` a date.",
         "Put the value in quotes; `--fix` does.",
         "canonical: No"),
    Code("TL004", "error", False, "a YAML alias",
         "Two entries that share one list by alias cannot be edited apart.",
         "Write the value out.",
         "variants: *others"),
    Code("TL005", "error", False, "an unknown field",
         "A misspelt field says nothing to anybody, and what it holds is not looked for.",
         "Correct its name; the message lists the fields that there are.",
         'nativ: {uk: "Київ"}'),
    Code("TL006", "error", False, "a value of the wrong shape",
         "A list where a string belongs, or a string where a list does, cannot be read.",
         "Write it as the message shows.",
         'variants: "Kiev"'),
    Code("TL007", "error", False, "a required field is missing",
         "An entry needs `id`, `kind` and `canonical`.",
         "Add the field.",
         '- {id: "kyiv", canonical: "Kyiv"}'),
    Code("TL008", "error", True, "an empty string, or white space at its ends",
         "An empty name would match nothing or everything; a space at the end is never seen and never found.",
         "Write the name or take the line out; `--fix` takes white space off.",
         'canonical: "Kyiv "'),
    Code("TL009", "error", False, "a value that the field cannot take",
         "Kinds, genders and languages are closed sets; anything else is a slip.",
         "Choose one of those that the message lists.",
         'kind: "town"'),
    Code("TL101", "error", False, "an id used twice",
         "An id is what other files, decisions and databases know an entry by.",
         "Give one of the entries another id, or join the two.",
         '- {id: "kyiv", …}\n- {id: "kyiv", …}'),
    Code("TL102", "error", False, "a full name claimed as a variant by two entries",
         "The name could fold to either, so it would fold to neither.",
         "Leave it to the entry that it means.",
         'variants: ["Vladimir Zelensky"]    # in two entries'),
    Code("TL103", "error", False, "`never` lists a name of the entry itself",
         "The entry would be banned from its own name.",
         'Take it out of `never`, or out of the other list.',
         'canonical: "Kyiv"\nnever: ["Kyiv"]'),
    Code("TL104", "error", False, "`alone` holds a word that is not in the canonical form",
         "`alone` says which words of the canonical form may stand for the entry.",
         "Write words of the canonical form; another spelling belongs into `variants`.",
         'canonical: "Volodymyr Zelenskyy"\nalone: ["Zelensky"]'),
    Code("TL105", "error", False, "an example that does not hold",
         "The file says what a text must become, and it becomes something else.",
         "Correct the example, or the entry that it tests; the message shows what comes out.",
         'examples: [{in: "in Kiev", out: "in Kiew"}]'),
    Code("TL106", "warning", False, "an id that is not made of small letters, digits and hyphens",
         "Ids stand in URLs, file names and shell commands.",
         "Write it like `volodymyr-zelenskyy`.",
         'id: "Volodymyr Zelenskyy"'),
    Code("TL107", "warning", True, "an entry out of order",
         "In a file sorted by id an entry is found by eye, and two people who add one seldom meet in the same line.",
         "Move the entry; `--fix` sorts the file and keeps comments with their entries.",
         '- id: "lviv"\n- id: "kyiv"'),
    Code("TL108", "warning", False, "a file without `license`",
         "Whoever takes names over must know whether they may.",
         'Add `license:` below `lexicon:`, for example "CC0-1.0".',
         'lexicon: "mine"\nentries: []'),
    Code("TL109", "warning", True, "a comment that accepts a finding which is not there",
         "It hides the next finding of that code in the line.",
         "Take the comment out; `--fix` does.",
         'canonical: "Kyiv"  # translit: ignore TL306'),
    Code("TL110", "note", False, "an entry without native form, or a person without gender",
         "Nothing is derived without a native form; without gender a feminine surname cannot be told from a case form.",
         "Add `native` and `gender` where they are known.",
         '- {id: "kyiv", kind: "place", canonical: "Kyiv"}'),
    Code("TL201", "warning", True, "text that is not in Unicode form NFC",
         "й as one character and as и with a breve look alike and compare unequal in editors, searches and reviews.",
         "Save the text in NFC; `--fix` does.",
         'canonical: "Rza\\u0301v"'),
    Code("TL202", "warning", True, "letters of two scripts in one word",
         "A Latin i inside a Cyrillic word is seen by nobody and found by nobody.",
         "Write the word in one script; `--fix` does where only one way is possible.",
         'native: {uk: "Зеленськиi"}    # the last letter is Latin'),
    Code("TL203", "warning", False, "a form in another script than its language",
         "Forms under the wrong language go through the wrong rules.",
         "Correct the form or the language code; a language in two scripts may say which: `sr-Latn`.",
         'native: {uk: "Kyiv"}'),
    Code("TL204", "warning", False, "a letter that the alphabet of the language does not have",
         "Mostly a Russian form under `uk` or the reverse, or a letter of the neighbouring key.",
         "Correct the letter or the language code.",
         'native: {uk: "Днепр", ru: "Дніпро"}'),
    Code("TL205", "warning", True, "an invisible or a no-break character",
         "Copied from a web page, it makes the form unlike every text that is typed.",
         "Take it out, or write a plain space; `--fix` does.",
         'canonical: "Kyiv\\u200b"'),
    Code("TL206", "warning", False, "the code of a country in place of a language",
         "`ua`, `gr` and `jp` are countries; no rules belong to them, so nothing is derived.",
         "Write the language: `uk`, `el`, `ja`.",
         'native: {ua: "Київ"}'),
    Code("TL207", "note", False, "a native form in a language without rules",
         "It is found as it stands; no spellings are derived from it.",
         "Nothing needs to be done; docs/adding-a-language.md tells how rules are added.",
         'native: {my: "မြန်မာ"}'),
    Code("TL301", "warning", True, "a variant that is found without being listed",
         "The rules derive it, or it differs from a listed form in diacritics only; lists stay short enough to be read.",
         "Take it out; `--fix` does.",
         'native: {uk: "Залужний"}\nvariants: ["Zaluzhny"]'),
    Code("TL302", "warning", True, "a form listed twice in one entry",
         "The second says nothing.",
         "Keep one; `--fix` takes the second out.",
         'canonical: "Kyiv"\nvariants: ["Kyiv"]'),
    Code("TL303", "warning", False, "a variant without language that is an ordinary word",
         "It asks for further evidence in every text, whatever its language, and is wrong wherever the evidence misleads.",
         'Say whose word for the name it is, {text: "…", lang: "…"}, or take it out.',
         'variants: ["Rivne", "Ravine"]'),
    Code("TL304", "warning", False, "a variant that is a demonym",
         "Iraqi is not Iraq; folding it changes what the text says.",
         "Take it out.",
         'canonical: "Iraq"\nvariants: ["Iraqi"]'),
    Code("TL305", "note", False, "`alone` holds a common surname or an ordinary word",
         "The word alone asks for further evidence by itself; where it mostly means somebody else, only the full name should be found.",
         "Think about taking it out of `alone`.",
         'canonical: "Sergei Ivanov"\nalone: ["Ivanov"]'),
    Code("TL306", "warning", False, "a canonical form that no rule derives from the native one",
         "Between one romanisation and another there are rules; a form that none of them makes is mostly a typing error.",
         "Correct the canonical or the native form, or accept the finding where the name is an English one (Lisbon).",
         'canonical: "Valerii Zaluzhnji"\nnative: {uk: "Валерій Залужний"}'),
    Code("TL307", "warning", False, "a style form with more or fewer words than the canonical form",
         "Names of persons are rewritten word by word; a form of another length can be found, not written.",
         "Give it as many words, or list it under `variants`.",
         'canonical: "Volodymyr Zelenskyy"\nstyles: {nyt: "Zelensky"}'),
    Code("TL308", "warning", False, "derived spellings by which the entry is not found",
         "The rules derive them, and in a text that names the entry they are passed over; found by `translit lexicon test`.",
         "Correct the native form; put a spelling that means something else under `never`.",
         'native: {ru: "Уфа", be: "Вуфа"}'),
    Code("TL309", "error", False, "a look-alike that folds to the entry all the same",
         "`never` promises that it stays; found by `translit lexicon test`.",
         "Make the look-alike an entry of its own.",
         'never: ["Zelenka"]'),
    Code("TL401", "warning", False, "a variant that is a name of another entry, too",
         "Where two entries claim a spelling the text stays as it is.",
         "Leave it to the entry that it means, or give the whole name.",
         'variants: ["Dnepr"]    # and "Dnepr" is a variant of the river'),
    Code("TL402", "warning", False, "two persons whose full names fold to one key",
         "Mostly one person was entered twice; otherwise every unlisted spelling of either is left alone.",
         "Join the entries, or accept the finding where they are two people.",
         'canonical: "Oleksandr Syrskyi"    # and "Oleksandr Syrsky" in another file'),
    Code("TL403", "note", False, "two places or organisations whose names fold to one key",
         "Spellings that neither entry lists may mean either, and are left alone.",
         "List the spellings that matter where they belong; put the other name into `never`.",
         'canonical: "Oman"    # and "Amman"'),
    Code("TL404", "note", False, "a native or canonical form that two entries share",
         "The text is rewritten only where both give the same; `find` reports both.",
         "Nothing needs to be done where both things have that name.",
         'native: {ru: "Днепр"}    # the city and the river'),
)  # fmt: skip
"""Every code, in order. TL0: the file; TL1: entries; TL2: letters; TL3: forms of an entry; TL4: forms of several entries."""

BY_CODE = {c.code: c for c in CODES}
TESTED = frozenset({"TL105", "TL308", "TL309"})
"""What `translit lexicon test` finds; the first is found by a check, too."""


def chosen_codes(select: Iterable[str] = (), ignore: Iterable[str] = (), level: Severity = "warning") -> frozenset[str]:
    """The codes to report: those of `select` (codes or their beginnings, also several with commas), else all as grave as `level`; less `ignore`.

    Raises `ConfigError` for what is no code and no beginning of one.

    >>> sorted(chosen_codes(["TL20,TL001"], ["TL202"]))
    ['TL001', 'TL201', 'TL203', 'TL204', 'TL205', 'TL206', 'TL207']
    """
    grave = SEVERITIES[: SEVERITIES.index(level) + 1]
    wanted = _beginning_with(select) if select else {c.code for c in CODES if c.severity in grave}
    return frozenset(wanted - _beginning_with(ignore))


def _beginning_with(beginnings: Iterable[str]) -> set[str]:
    found: set[str] = set()
    for beginning in (part.strip() for given in beginnings for part in given.split(",")):
        codes = {c.code for c in CODES if beginning and c.code.startswith(beginning.upper())}
        if not codes:
            raise ConfigError(f"there is no code {beginning!r}; `translit lexicon check --codes` lists them")
        found |= codes
    return found


def with_codes(page: str) -> str:
    """A page in Markdown with the table and the sections of all codes between its two marks."""
    head, _, rest = page.partition(_BEGIN)
    rows = (f"| [{c.code}](#{c.code.lower()}) | {c.severity} | {'yes' if c.fixable else ''} | {c.title} |" for c in CODES)
    table = "\n".join(("| code | severity | `--fix` | what was found |", "|---|---|---|---|", *rows))
    return "\n\n".join((head + _BEGIN, table, *map(_section, CODES), _END)) + rest.partition(_END)[2]


def _section(code: Code) -> str:
    severity = f"{code.severity}, mended by `--fix`" if code.fixable else code.severity
    title = code.title[0].upper() + code.title[1:]
    return f"### {code.code}\n\n**{title}** ({severity}). {code.why}\n\n*Mend:* {code.mend}\n\n```yaml\n{code.example}\n```"


_BEGIN, _END = "<!-- codes: written by `python -m translit.workbench.codes docs/checks.md` -->", "<!-- end of codes -->"


if __name__ == "__main__":
    import sys
    from pathlib import Path

    for name in sys.argv[1:]:
        Path(name).write_text(with_codes(Path(name).read_text(encoding="utf-8")), encoding="utf-8")
