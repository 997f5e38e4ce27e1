"""Where the data that ship with translit stand."""

from __future__ import annotations

from functools import lru_cache
from pathlib import Path


@lru_cache(maxsize=1)
def lexicons_folder() -> Path:
    """The folder `lexicons/`: inside the installed package, or beside it in a checkout."""
    here = Path(__file__).resolve().parent
    packaged = here / "lexicons"
    return packaged if packaged.is_dir() else here.parent / "lexicons"


def files_below(*folders: str, suffixes: tuple[str, ...] = (".yaml", ".txt")) -> list[Path]:
    """Every data file below these folders of `lexicons/`, in a fixed order."""
    root = lexicons_folder()
    return sorted(p for f in folders for p in (root / f).rglob("*") if p.suffix in suffixes and p.is_file())
