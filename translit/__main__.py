"""`python -m translit` is the command `translit`."""

import sys

from translit.cli.main import program

sys.exit(program())
