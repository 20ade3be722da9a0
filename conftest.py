"""What holds for every test, those of the plugins too."""

from __future__ import annotations

import os

from hypothesis import HealthCheck, settings

# A busy machine is no failure: no test of ours has an opinion about time.
settings.register_profile("exin", deadline=None, suppress_health_check=[HealthCheck.too_slow])
settings.load_profile("exin")


def pytest_xdist_auto_num_workers() -> int:
    """Twice as many workers as processors: half of the time a test waits, for a screen or a process."""
    return min(2 * (os.cpu_count() or 1), 16)
