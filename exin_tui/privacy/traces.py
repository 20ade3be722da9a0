"""A record of what went wrong that says where in the program, and nothing of whom it was about.

Exception messages and local variables carry names, addresses and cell values. What is written is the
exception's type and the places in the code that led there.
"""

from __future__ import annotations

import datetime as dt
import os
import traceback
from collections.abc import Iterator
from pathlib import Path

LIMIT = 1_000_000
"""Bytes after which the log starts anew; the one before is kept as ``.1``."""


def trace(error: BaseException) -> str:
    """``error`` and what led to it, innermost cause first: types and places, no message and no variable."""
    return "\n".join(_blocks(error))


def _blocks(error: BaseException) -> Iterator[str]:
    before = error.__cause__ or (None if error.__suppress_context__ else error.__context__)
    if before is not None:
        yield from _blocks(before)
        yield "which led to:"
    kind = type(error)
    yield f"{kind.__module__}.{kind.__qualname__}"
    for frame in traceback.extract_tb(error.__traceback__, limit=-40):
        yield f'  File "{frame.filename}", line {frame.lineno}, in {frame.name}'


def write_trace(error: BaseException, file: Path, *, now: dt.datetime) -> Path | None:
    """Append the `trace` of ``error`` to ``file``, readable by its owner only.

    Returns the file, or None when it cannot be written: a failing log must not hide the failure.
    """
    try:
        file.parent.mkdir(parents=True, exist_ok=True, mode=0o700)
        if file.exists() and file.stat().st_size > LIMIT:
            file.replace(file.with_name(file.name + ".1"))
        descriptor = os.open(file, os.O_WRONLY | os.O_CREAT | os.O_APPEND, 0o600)
        with os.fdopen(descriptor, "a", encoding="utf-8") as log:
            log.write(f"{now.isoformat(timespec='seconds')}\n{trace(error)}\n\n")
    except OSError:
        return None
    return file
