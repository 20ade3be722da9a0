"""What holds for every test, those of the plugins too."""

from __future__ import annotations

import gc
import os

from hypothesis import HealthCheck, settings

# A busy machine is no failure: no test of ours has an opinion about time.
settings.register_profile("exin", deadline=None, suppress_health_check=[HealthCheck.too_slow])
settings.load_profile("exin")


def pytest_xdist_auto_num_workers() -> int:
    """Twice as many workers as processors: half of the time a test waits, for a screen or a process."""
    return min(2 * (os.cpu_count() or 1), 16)


def pytest_collection_finish() -> None:
    """Look for garbage more rarely, and not among the thousands of tests that were collected.

    A screen is drawn with so many small objects that otherwise a quarter of the time went into that.
    """
    gc.collect()
    gc.freeze()
    gc.set_threshold(25_000, 20, 20)
