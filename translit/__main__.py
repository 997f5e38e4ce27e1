"""`python -m translit` is the command `translit`."""

import sys

from translit.cli.main import main

sys.exit(main())
