"""Compiling loops: where each is first called, and kept for the next process in the user's cache folder, if that can be written.

What is kept goes by the content of the loops, not by the times of their files, so nothing stale is ever run.
"""

from __future__ import annotations

import hashlib
import os
from collections.abc import Callable
from contextlib import suppress
from pathlib import Path
from typing import Any, TypeVar

import numba
from numba.core.caching import FunctionCache

from translit.config import cache_folder
from translit.text import units

Function = TypeVar("Function", bound=Callable[..., Any])

_LEAN = {"_nrt": False}
"""No array is made inside the loops, so none need be counted: that makes them six times as fast."""


def _folder() -> str | None:
    """Where compiled loops of this content are kept, None where nothing can be."""
    digest = hashlib.blake2b(digest_size=10)
    for path in (*sorted(Path(__file__).parent.glob("*.py")), Path(units.__file__)):
        digest.update(path.read_bytes())
    folder = os.path.join(cache_folder(), f"loops-{digest.hexdigest()}")
    try:
        os.makedirs(folder, exist_ok=True)
    except OSError:
        return None
    return folder if os.access(folder, os.W_OK) else None


class _Kept(FunctionCache):
    """Compiled loops on disk. What cannot be read is compiled anew, what cannot be written is done without."""

    def load_overload(self, sig: Any, target_context: Any) -> Any:
        whole: Any = super()
        try:
            return whole.load_overload(sig, target_context)
        except Exception:  # whatever unpickling a damaged file may raise
            whole.flush()
            return None

    def save_overload(self, sig: Any, data: Any) -> None:
        whole: Any = super()
        with suppress(OSError):
            whole.save_overload(sig, data)


_FOLDER = _folder()


def compiled(function: Function) -> Function:
    """A loop that is called from outside, without the lock of the interpreter."""
    made: Any = _made(function, nogil=True)
    if _FOLDER is not None:
        config: Any = numba.config
        kept: Any = _Kept
        before, config.CACHE_DIR = config.CACHE_DIR, _FOLDER
        try:
            made._cache = kept(function)
        finally:
            config.CACHE_DIR = before
    loop: Function = made
    return loop


def inner(function: Function) -> Function:
    """A part of such loops."""
    return _made(function)


def _made(function: Function, **options: bool) -> Function:
    njit: Any = numba.njit
    try:
        made: Function = njit(**options, **_LEAN)(function)
    except (KeyError, TypeError, ValueError):  # a numba that counts always
        made = njit(**options)(function)
    return made
