"""`translit lexicon`: the maintainers' workbench; one module an action."""

from __future__ import annotations

from importlib import import_module

from translit.cli.console import USAGE
from translit.cli.options import command_parser

ACTIONS = {
    "add": "add an entry, with its native form",
    "check": "name every problem of a lexicon, and mend what is mechanical",
    "import": "make lexicon files of GeoNames, Wikidata, tables and FollowTheMoney",
    "list": "list entries, one a line",
    "test": "run the examples of a lexicon, and the tests that follow from it",
    "show": "show entries with all that is derived from them",
    "suggest": "read text and propose what to add",
    "diff": "show what a change of the lexicon does to a corpus",
    "schema": "print the JSON Schema of lexicon files, for editors",
}


def run(arguments: list[str]) -> int:
    """Run the action that the first argument names."""
    if arguments and arguments[0] in ACTIONS:
        return int(import_module(f"translit.cli.lexicon_{arguments[0]}").run(arguments[1:]))
    about = "Look after lexicons: the files that say which names there are and how they are written."
    examples = ("translit lexicon check mine.yaml", "translit lexicon list --kind place", "translit lexicon show kyiv")
    parser = command_parser("lexicon", "ACTION …", about, examples)
    width = max(map(len, ACTIONS))
    actions = "\n".join(f"  {name:<{width}}  {summary}" for name, summary in ACTIONS.items())
    parser.epilog = f"actions (`translit lexicon ACTION --help` tells more):\n{actions}\n\n{parser.epilog}"
    parser.add_argument("action", choices=ACTIONS, help="what to do")
    parser.parse_args(arguments)
    return USAGE
