"""What learning needs from the environment beside what every service needs: the letters before a certificate's number."""

from __future__ import annotations

from dataclasses import dataclass

from services.common.settings import new_env, seal


@dataclass(frozen=True, slots=True)
class LearningSettings:
    """certificate_prefix: who issues certificates, in a few letters (`CPS-2026-000001`)."""

    certificate_prefix: str


def read_settings() -> LearningSettings:
    """Read the settings; stop the process when one is malformed."""
    env = new_env()
    prefix: str = env.str("CERTIFICATE_PREFIX", "CPS")
    seal(env)
    return LearningSettings(certificate_prefix=prefix)
