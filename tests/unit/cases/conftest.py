"""Properties of cases' rules are tried without a deadline: a busy machine makes no rule wrong."""

from __future__ import annotations

from hypothesis import HealthCheck, settings

settings.register_profile("cases", deadline=None, suppress_health_check=[HealthCheck.too_slow])
settings.load_profile("cases")
