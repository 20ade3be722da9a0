"""Why the system would not open or write a file, in words of either language."""

from __future__ import annotations

import errno

from exin_tui.language import Sayable, text

_WORDS: dict[int, Sayable] = {
    errno.ENOENT: text("there is no such folder"),
    errno.EACCES: text("you may not write there"),
    errno.EPERM: text("you may not write there"),
    errno.EROFS: text("it is on a disk that cannot be written"),
    errno.ENOSPC: text("the disk is full"),
    errno.EISDIR: text("it is a folder"),
    errno.ENOTDIR: text("a file stands where a folder is needed"),
    errno.ENAMETOOLONG: text("its name is too long"),
}


def why(error: OSError) -> Sayable:
    """The reason; what has no words of ours is the system's own number and name."""
    if error.errno in _WORDS:
        return _WORDS[error.errno]
    return text("system error {number}", number=error.errno or type(error).__name__)
