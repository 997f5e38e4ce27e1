"""Files replaced whole or not at all."""

from __future__ import annotations

import os
import stat
import tempfile
from contextlib import suppress


def replace_file(path: str, data: bytes) -> None:
    """The file with new content, and with the mode, and where possible the owner, that it had.

    A symbolic link stays and its target is replaced. Whatever interrupts this, the file is either the old or the new one.
    Raises `OSError` where it cannot be written.
    """
    target = os.path.realpath(path)
    was = os.stat(target)
    if not os.access(target, os.W_OK):
        raise PermissionError(13, "the file is write-protected", path)
    handle, temporary = tempfile.mkstemp(dir=os.path.dirname(target), prefix=".translit-", suffix=".part")
    try:
        with os.fdopen(handle, "wb") as file:
            file.write(data)
        _keep_owner(temporary, was)
        os.chmod(temporary, stat.S_IMODE(was.st_mode))
        os.replace(temporary, target)
    except BaseException:
        with suppress(OSError):
            os.unlink(temporary)
        raise


def _keep_owner(path: str, was: os.stat_result) -> None:
    now = os.stat(path)
    if hasattr(os, "chown") and (now.st_uid, now.st_gid) != (was.st_uid, was.st_gid):
        with suppress(OSError):
            os.chown(path, was.st_uid, was.st_gid)
