"""Where the data that ship with translit stand."""

from __future__ import annotations

import os
from collections.abc import Iterator
from functools import lru_cache
from pathlib import Path


@lru_cache(maxsize=1)
def lexicons_folder() -> Path:
    """The folder `lexicons/`: inside the installed package, or beside it in a checkout."""
    here = Path(__file__).resolve().parent
    packaged = here / "lexicons"
    return packaged if packaged.is_dir() else here.parent / "lexicons"


def files_below(*folders: str, suffixes: tuple[str, ...] = (".yaml", ".txt")) -> list[str]:
    """The path of every data file below these folders of `lexicons/`, in a fixed order."""
    root = os.fspath(lexicons_folder())
    return sorted(path for folder in folders for path in _below(os.path.join(root, folder)) if path.endswith(suffixes))


def _below(folder: str) -> Iterator[str]:
    with os.scandir(folder) as entries:
        for entry in entries:
            if entry.is_dir():
                yield from _below(entry.path)
            else:
                yield entry.path
