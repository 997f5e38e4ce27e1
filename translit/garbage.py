"""How a process of the program's own looks for garbage; in a caller's process that is the caller's affair."""

from __future__ import annotations

import gc

_OBJECTS = 50_000
"""How many new objects are made before cycles are looked for among them: there are hardly any, and most of the rest is kept."""


def look_seldom() -> None:
    """Look for cycles less often than Python does by itself."""
    gc.set_threshold(_OBJECTS)
