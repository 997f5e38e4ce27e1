"""`translit lexicon check`: every problem of a lexicon, and the mechanical ones mended."""

from __future__ import annotations

import difflib
import sys
from argparse import ArgumentParser, Namespace
from collections import Counter
from collections.abc import Iterable, Sequence
from pathlib import Path

from translit.cli.console import BAD_DATA, CHANGED, CLEAN, write_text
from translit.cli.options import command_parser
from translit.lexicon.lexicon import DEFAULT
from translit.stream.save import replace_file
from translit.workbench.check import Report, check
from translit.workbench.codes import CODES, SEVERITIES, chosen_codes
from translit.workbench.findings import Finding
from translit.workbench.fix import mended
from translit.workbench.formats import FORMATS, shown_path

_ABOUT = """
    Name every problem of lexicon files in one run: file, line, column, a code, what is wrong and how it is mended. Without
    PATH the lexicon that ships is checked. A comment `# translit: ignore TL306` accepts a finding of its line.
    docs/checks.md explains each code."""
_EXAMPLES = (
    "translit lexicon check --fix mine.yaml",
    "translit lexicon check --level error --lexicon default mine.yaml",
    "translit lexicon check --level note --ignore TL305 mine.yaml",
    "translit lexicon check --format sarif mine.yaml > findings.sarif",
    "translit lexicon check --codes",
)
_MAX_ROUNDS = 5
"""One mend may uncover another: a value that was no string is read only once it is quoted."""


def run(arguments: list[str]) -> int:
    """Check."""
    options = _parser().parse_intermixed_args(arguments)
    if options.codes:
        write_text("".join(f"{c.code}  {c.severity:<8} {'fix' if c.fixable else '   '}  {c.title}\n" for c in CODES))
        return CLEAN
    codes = chosen_codes(options.select, options.ignore, options.level)
    report = _checked(options, codes)
    if options.diff:
        return _differences(report.findings)
    mends = 0
    for _ in range(_MAX_ROUNDS if options.fix else 0):
        if not _mend(report.findings):
            break
        mends += sum(f.fix is not None for f in report.findings)
        report = _checked(options, codes)
        mends -= sum(f.fix is not None for f in report.findings)
    return tell(report, options.format, mends, options.statistics)


def _parser() -> ArgumentParser:
    parser = finding_parser("lexicon check", _ABOUT, _EXAMPLES)
    add = parser.add_argument
    add(
        "--select",
        action="append",
        default=[],
        metavar="CODES",
        help="report only these codes, or codes that begin so (TL2,TL301)",
    )
    add("--ignore", action="append", default=[], metavar="CODES", help="leave these codes out")
    add("--level", choices=SEVERITIES, default="warning", help="report what is at least so grave (default: warning)")
    add("--statistics", action="store_true", help="count the findings of each code in place of listing them")
    add("--codes", action="store_true", help="list the codes and stop")
    group = parser.add_mutually_exclusive_group()
    group.add_argument("--fix", action="store_true", help="mend what is mechanical; comments, order and quoting stay")
    group.add_argument("--diff", action="store_true", help="show what --fix would change, and change nothing")
    return parser


def finding_parser(command: str, about: str, examples: Sequence[str]) -> ArgumentParser:
    """A parser for a command that reports findings about lexicon files."""
    parser = command_parser(command, "[OPTION …] [PATH …]", about, examples, codes=(0, 1, 2, 65, 74))
    epilog = parser.epilog or ""
    epilog = epilog.replace("something would change (--check)", "there are findings")
    parser.epilog = epilog.replace(
        "a lexicon or a record is malformed; other records were still read", "a file cannot be read as a lexicon"
    )
    add = parser.add_argument
    add("paths", nargs="*", metavar="PATH", help='files and folders, in layers; "default" is what ships (default: default)')
    add(
        "--lexicon",
        action="append",
        default=[],
        metavar="PATH",
        help="a lexicon below PATH, which is read and not judged; may be repeated",
    )
    add(
        "--format",
        choices=tuple(FORMATS),
        default="text",
        help="text, JSON, SARIF or annotations of GitHub Actions (default: text)",
    )
    add("--no-cache", action="store_true", help="compile the lexicon anew and keep no copy")
    return parser


def _checked(options: Namespace, codes: frozenset[str]) -> Report:
    paths = options.paths or [DEFAULT]
    return check(paths, codes, options.lexicon, cache=not options.no_cache, on_compile=tell_of_compiling)


def tell_of_compiling() -> None:
    """Say at a terminal why it takes a while."""
    if sys.stderr.isatty():
        print("translit: compiling the lexicon, once …", file=sys.stderr)


def tell(report: Report, form: str, mends: int = 0, statistics: bool = False) -> int:
    """Write the findings, and return the exit code that they ask for."""
    findings = report.findings
    if statistics and form == "text":
        counts = Counter((f.code, f.severity) for f in findings)
        titles = {c.code: c.title for c in CODES}
        write_text("".join(f"{n:>7}  {code}  {grave:<8} {titles[code]}\n" for (code, grave), n in counts.most_common()))
    else:
        write_text("".join(line + "\n" for line in FORMATS[form](findings)))
    if form == "text":
        write_text(_summary(report, mends))
    return BAD_DATA if not report.is_readable else CHANGED if findings else CLEAN


def _summary(report: Report, mends: int) -> str:
    counts = Counter(f.severity for f in report.findings)
    told = ", ".join(_number(counts[s], s) for s in SEVERITIES if counts[s]) or "no problems"
    fixable = sum(f.fix is not None for f in report.findings)
    more = [f"{mends} mended"] if mends else []
    more += [f"{fixable} of them can be mended with --fix"] if fixable else []
    more += [f"{report.accepted} accepted by comments"] if report.accepted else []
    return f"{_number(report.entries, 'entry')}, {told}" + "".join(f"; {m}" for m in more) + "\n"


def _number(count: int, noun: str) -> str:
    many = noun[:-1] + "ies" if noun.endswith("y") else noun + "s"
    return f"{count} {noun if count == 1 else many}"


def _mends(findings: Iterable[Finding]) -> dict[str, str]:
    """The new text of each file that mends would change."""
    by_path: dict[str, list[Finding]] = {}
    for finding in findings:
        if finding.fix:
            by_path.setdefault(finding.path, []).append(finding)
    texts = {path: mended(path, own) for path, own in by_path.items()}
    return {path: text for path, text in texts.items() if text.encode() != Path(path).read_bytes()}


def _mend(findings: Iterable[Finding]) -> bool:
    texts = _mends(findings)
    for path, text in texts.items():
        replace_file(path, text.encode())
    return bool(texts)


def _differences(findings: Iterable[Finding]) -> int:
    status = CLEAN
    for path, text in _mends(findings).items():
        before = Path(path).read_bytes().decode().splitlines(keepends=True)
        name = shown_path(path)
        write_text("".join(difflib.unified_diff(before, text.splitlines(keepends=True), name, name)))
        status = CHANGED
    return status
