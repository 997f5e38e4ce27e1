"""Loops that numba compiles, for folding in bulk, and the tables that they go by."""

from __future__ import annotations

import os
from functools import cache


@cache
def are_there() -> bool:
    """True where numba can be imported and compiles; the rest of the package is imported only then. Asked when first needed."""
    try:
        import numba  # noqa: F401 (it goes with some versions of numpy only)
    except ImportError:
        return False
    return os.environ.get("NUMBA_DISABLE_JIT", "0") == "0"
