"""What becomes of the words of an entry: derived spellings by orthography, what they need, and who else has them."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass

from translit.lexicon.entry import Entry
from translit.lexicon.flags import DERIVED, Guard
from translit.lexicon.lexicon import Lexicon
from translit.lexicon.words import name_words
from translit.match.index import Index
from translit.rules.fold import fold_keys
from translit.rules.load import RuleSet, rules
from translit.rules.spell import derived_spellings
from translit.text.case import recased
from translit.text.script import plain, script_of

SCHEMES = "romanisation"
"""What stands for all published schemes where spellings are grouped."""

_SAID = (
    (Guard.WORD, "an ordinary word"),
    (Guard.GIVEN, "a given name"),
    (Guard.SURNAME, "a common surname"),
    (Guard.DEMONYM, "a demonym"),
)


@dataclass(frozen=True, slots=True)
class Derivation:
    """The derived spellings of one native word: orthography ("German press") to the spellings, usual ones first."""

    word: str
    lang: str
    by_orthography: dict[str, list[str]]


@dataclass(frozen=True, slots=True)
class Trouble:
    """A spelling of an entry that folds on further evidence only: what else it is, and which other entries have it."""

    spelling: str
    also: tuple[str, ...]
    owners: tuple[str, ...]


def derivations(entry: Entry, index: Index, number: int) -> Iterator[Derivation]:
    """The derived spellings that a compiled lexicon holds for the entry of this number, native word by native word."""
    known = rules()
    for lang, form in entry.native.items():
        for word in name_words(form, index.particles):
            if script_of(word) == "Latn":
                continue
            found: dict[str, list[str]] = {}
            for spelling, file, _ in derived_spellings(word, known.code(lang), known):
                if _is_held(spelling, index, number):
                    found.setdefault(orthography(file, known), []).append(recased(word, spelling))
            if found:
                yield Derivation(word, lang, found)


def orthography(file: str, known: RuleSet) -> str:
    """How a rule file is called where spellings are grouped: "German press", or what stands for all schemes."""
    values = known.file(file).values
    if values["kind"] == "scheme":
        return SCHEMES
    lang = str(values["lang"])
    return f"{known.languages.get(lang, {}).get('name', lang)} press"


def _is_held(spelling: str, index: Index, number: int) -> bool:
    return any(how & DERIVED and any(p.entry == number for p in index.postings(word)) for word, how, _ in index.spelled(spelling))


def troubles(entry: Entry, spellings: Iterable[str], index: Index, skip: str | None = None) -> list[Trouble]:
    """The spellings that are also something else, or that other entries of the index have; `skip` is the id of this one."""
    found = []
    for spelling in dict.fromkeys(plain(s) for s in spellings):
        flags = index.guard(spelling)
        also = tuple(said for bit, said in _SAID if flags & bit)
        others = owners(spelling, index, skip)
        if also or others:
            found.append(Trouble(spelling, also, others))
    return found


def owners(spelling: str, index: Index, skip: str | None = None) -> tuple[str, ...]:
    """The ids of the entries that a spelling may stand for by itself, given names left out."""
    ids: dict[str, None] = {}
    for word, _, _ in index.spelled(plain(spelling)):
        for posting in index.postings(word):
            entry = index.entry(posting.entry)
            name = entry.names[posting.name]
            alone = name["n"] == 1 or (name["aligned"] and any(group == {posting.slot} for group in entry.alone))
            if alone and entry.id != skip and entry.kind != "given-name":
                ids.setdefault(entry.id)
    return tuple(ids)


def words_alone(entry: Entry, index: Index) -> list[str]:
    """The words that may stand for the entry by themselves: its `alone` parts, or a name of one word."""
    words = [w for part in entry.alone for w in part.split()]
    forms = (entry.canonical, *entry.native.values(), *(v.text for v in entry.variants))
    return list(dict.fromkeys([*words, *(f for f in forms if len(name_words(f, index.particles)) == 1)]))


def spellings_alone(entry: Entry, index: Index, found: Sequence[Derivation]) -> list[str]:
    """Every listed and derived spelling that may stand for the entry by itself."""
    canonical = name_words(entry.canonical, index.particles)
    slots = {canonical.index(w) for part in entry.alone for w in part.split() if w in canonical}
    counts = {lang: name_words(form, index.particles) for lang, form in entry.native.items()}
    derived = []
    for d in found:
        words = counts[d.lang]
        if len(words) == 1 or (len(words) == len(canonical) and words.index(d.word) in slots):
            derived += [d.word, *(s for spellings in d.by_orthography.values() for s in spellings)]
    return list(dict.fromkeys([*words_alone(entry, index), *derived]))


def keys_of(entry: Entry) -> list[str]:
    """The fold keys of the canonical and the native forms."""
    forms = [(entry.canonical, None), *((form, lang) for lang, form in entry.native.items())]
    return sorted({key for form, lang in forms for key in fold_keys(form, lang if script_of(form) != "Latn" else None)})


def named(text: str, lexicon: Lexicon, whole: bool = False) -> list[int]:
    """The numbers of the entries that a spelling names, by the compiled lexicon: those it names whole, else those with all its words.

    With `whole` only the former.

    >>> lexicon = Lexicon.from_names({"a": "Jane Roe", "b": "Roe"})
    >>> named("Roe", lexicon), named("roe jane", lexicon)
    ([1], [0])
    """
    index = lexicon.index
    words = name_words(text, index.particles)
    places = [{(p.entry, p.name): p.slot for w, _, _ in index.spelled(plain(word)) for p in index.postings(w)} for word in words]
    if not places:
        return []
    shared = set.intersection(*(set(p) for p in places))
    names = {e for e, n in shared if index.entry(e).names[n]["n"] == len(words)}
    slots = {(e, n): frozenset(p[e, n] for p in places) for e, n in shared}
    names |= {e for (e, n), found in slots.items() if index.entry(e).names[n]["aligned"] and found in index.entry(e).alone}
    return sorted(names or ({e for e, _ in shared} if not whole else ()))
