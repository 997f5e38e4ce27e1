"""Loops that numba compiles, for folding in bulk, and the tables that they go by."""

from __future__ import annotations

import os
from importlib.util import find_spec


def are_there() -> bool:
    """True where numba is installed and compiles; the rest of the package is imported only then."""
    return find_spec("numba") is not None and os.environ.get("NUMBA_DISABLE_JIT", "0") == "0"
