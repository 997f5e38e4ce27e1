"""Which files a lexicon is made of."""

from __future__ import annotations

from collections.abc import Iterable
from pathlib import Path

from translit.errors import LexiconError


def lexicon_files(paths: Iterable[Path]) -> list[Path]:
    """The YAML files that these files and folders stand for, each folder's in the order of their names.

    Raises `LexiconError` for a path that does not exist and for a folder without YAML files.
    """
    files: list[Path] = []
    for path in paths:
        if path.is_dir():
            found = sorted(p for p in path.rglob("*") if p.suffix in (".yaml", ".yml") and p.is_file())
            if not found:
                raise LexiconError(str(path), 0, 0, "this folder holds no .yaml file; name a lexicon file or its folder")
            files += found
        elif path.exists():
            files.append(path)
        else:
            raise LexiconError(str(path), 0, 0, "there is no such file or folder; check the path")
    return list(dict.fromkeys(files))
