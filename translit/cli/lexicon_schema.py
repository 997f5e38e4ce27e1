"""`translit lexicon schema`: what editors need to help while a file is written."""

from __future__ import annotations

from translit.cli.console import CLEAN, write_text
from translit.cli.options import command_parser
from translit.resources import lexicons_folder

_ABOUT = """
    Print the JSON Schema (draft 2020-12) of lexicon files, or of rule files. An editor with a YAML language server checks a
    file and completes its fields when the first line of the file names the schema:
    # yaml-language-server: $schema=lexicon.schema.json"""
_EXAMPLES = ("translit lexicon schema > lexicon.schema.json", "translit lexicon schema --rules > rules.schema.json")


def run(arguments: list[str]) -> int:
    """Print a schema."""
    parser = command_parser("lexicon schema", "[--rules]", _ABOUT, _EXAMPLES, (0, 2))
    parser.add_argument("--rules", action="store_true", help="the schema of rule files, such as romanisation schemes")
    name = "rules" if parser.parse_args(arguments).rules else "lexicon"
    write_text((lexicons_folder() / "schema" / f"{name}.schema.json").read_text(encoding="utf-8"))
    return CLEAN
