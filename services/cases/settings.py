"""What cases needs from the environment beside what the chassis reads: how long an import of a register may take."""

from __future__ import annotations

from dataclasses import dataclass

from services.common.settings import new_env, seal


@dataclass(frozen=True, slots=True)
class ImportSettings:
    """The importer's lease in seconds: after it another importer may take the file up again."""

    lease_seconds: int


def read_settings() -> ImportSettings:
    """Read the settings; stop the process when one is malformed."""
    env = new_env()
    lease = env.int("IMPORT_LEASE_SECONDS", 600)
    seal(env)
    return ImportSettings(lease_seconds=lease)
