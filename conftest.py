"""What holds for every test, those of the plugins too."""

from __future__ import annotations

from hypothesis import HealthCheck, settings

# A busy machine is no failure: no test of ours has an opinion about time.
settings.register_profile("exin", deadline=None, suppress_health_check=[HealthCheck.too_slow])
settings.load_profile("exin")
