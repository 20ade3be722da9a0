"""No garbage collection while a large caseload is read.

Reading makes hundreds of thousands of values and no cycle; the collector would walk them again and again,
which took half of the time at 10 000 participants.
"""

from __future__ import annotations

import contextlib
import gc
from collections.abc import Iterator


@contextlib.contextmanager
def collected_later() -> Iterator[None]:
    """Keep the cyclic collector off inside the block, if it was on."""
    if not gc.isenabled():
        yield
        return
    gc.disable()
    try:
        yield
    finally:
        gc.enable()
