"""What all tests share: one folder for compiled lexicons and one `Normalizer` for the whole run."""

from __future__ import annotations

import os
import shutil
import tempfile

import pytest

from translit import Normalizer


def pytest_configure(config: pytest.Config) -> None:
    """Compile into a folder of this run's own: the digest of a cached lexicon does not cover the code that compiled it."""
    folder = tempfile.mkdtemp(prefix="translit-tests-")
    os.environ["TRANSLIT_CACHE"] = folder
    config.add_cleanup(lambda: shutil.rmtree(folder, ignore_errors=True))


@pytest.fixture(scope="session")
def norm() -> Normalizer:
    """The default lexicon with the default configuration."""
    return Normalizer()
