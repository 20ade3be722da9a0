"""Whether others could have written a file or folder whose content the program would trust."""

from __future__ import annotations

import os
import stat
from pathlib import Path


def writable_by_others(path: Path) -> bool:
    """Its group or everybody may write to it, or its owner is neither us nor root. Raises OSError.

    Always false where permissions are not POSIX's.
    """
    if os.name != "posix":
        return False
    status = path.stat()
    return bool(status.st_mode & (stat.S_IWGRP | stat.S_IWOTH)) or status.st_uid not in {0, os.getuid()}
