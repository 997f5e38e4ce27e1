"""The commands, and what becomes of an error."""

from __future__ import annotations

import sys
from collections.abc import Callable, Sequence
from importlib import import_module
from io import TextIOWrapper

from translit._version import __version__
from translit.cli.console import BAD_DATA, IO_FAILED, USAGE, warn, warn_located
from translit.errors import LexiconError, TranslitError

COMMANDS = {
    "fold": "write text with the names in it folded to one spelling",
    "find": "list the names in text, with their places",
    "explain": "show what is folded, and why",
    "report": "write a page that shows what is found in a corpus",
    "resolve": "tell which entry a name belongs to",
    "romanize": "write text in Latin letters",
    "key": "print the fold keys of names",
    "count": "count the capitalised words of a corpus",
    "lexicon": "check and show lexicons",
}

_USAGE = "usage: translit [-h] [--version] [--no-cache] COMMAND …"


def run(arguments: Sequence[str]) -> int:
    """Run the command that the arguments name and return its exit code."""
    if isinstance(sys.stdout, TextIOWrapper):
        sys.stdout.reconfigure(errors="backslashreplace")  # help has examples in Cyrillic; not every console has the letters
    rest = list(arguments)
    flags = []
    while rest and rest[0] == "--no-cache":
        flags.append(rest.pop(0))
    if rest and rest[0] in ("-h", "--help"):
        print(_help(), flush=True)
        return 0
    if rest and rest[0] in ("-V", "--version"):
        print(f"translit {__version__}", flush=True)
        return 0
    if not rest or rest[0] not in COMMANDS:
        return _no_command(rest)
    command = import_module(f"translit.cli.{rest[0]}").run
    return _guarded(command, [*rest[1:], *flags])


def _guarded(command: Callable[[list[str]], int], arguments: list[str]) -> int:
    try:
        return command(arguments)
    except SystemExit as stop:
        sys.stdout.flush()
        return stop.code if isinstance(stop.code, int) else USAGE if stop.code else 0
    except LexiconError as error:
        for problem in error.problems:
            warn_located(problem.path, problem.line, problem.column, problem.message)
        return BAD_DATA
    except TranslitError as error:
        warn(str(error))
        return USAGE
    except BrokenPipeError:
        raise
    except OSError as error:
        warn(f"{error.filename}: {error.strerror}" if error.filename else error.strerror or str(error))
        return IO_FAILED


def _no_command(rest: list[str]) -> int:
    print(_USAGE, file=sys.stderr)
    if rest:
        kind = "option" if rest[0].startswith("-") else "command"
        warn(f"there is no {kind} {rest[0]!r}; the commands are: {', '.join(COMMANDS)}")
    else:
        warn(f"name a command: {', '.join(COMMANDS)}; `translit --help` tells more")
    return USAGE


def _help() -> str:
    commands = "\n".join(f"  {name:<10} {summary}" for name, summary in COMMANDS.items())
    return f"""{_USAGE}

Folds the spellings of names in text to one canonical form, and leaves everything else as it is.

commands (`translit COMMAND --help` tells more):
{commands}

options:
  -h, --help     show this message
  -V, --version  show the version
  --no-cache     read the lexicon anew and keep no compiled copy of it

examples:
  echo "Zelensky returned to Kiev." | translit fold
  translit explain "Gen. Syrsky spoke in Kharkov."
  translit resolve "Wolodymyr Selenskyj"
  translit romanize --lang uk "Запоріжжя"

exit codes:
  0  done                    65  a lexicon or a record is malformed
  1  changes under --check   74  a file cannot be read or written
  2  wrong usage            130  interrupted"""
