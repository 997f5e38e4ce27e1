"""`translit lexicon check`: every problem of a lexicon."""

from __future__ import annotations

from translit.cli.console import CLEAN, write_text
from translit.cli.options import command_parser, lexicon_from


def run(arguments: list[str]) -> int:
    """Check."""
    about = """
        Load lexicons, run the examples of their entries, and name every problem with file, line and column on standard
        error. Without PATH the lexicon that ships is checked."""
    examples = ("translit lexicon check", "translit lexicon check mine.yaml", "translit lexicon check default mine.yaml")
    parser = command_parser("lexicon check", "[--no-cache] [PATH …]", about, examples)
    parser.add_argument("lexicon", nargs="*", metavar="PATH", help='files and folders, in layers; "default" is what ships')
    parser.add_argument("--no-cache", action="store_true", help="check again what has been found good before")
    lexicon = lexicon_from(parser.parse_intermixed_args(arguments))
    write_text(f"{len(lexicon)} entries, no problems\n")
    return CLEAN
