"""What cases needs from the environment beside what the chassis reads: an import's time, the keys of the vault."""

from __future__ import annotations

from dataclasses import dataclass

from cryptography.fernet import Fernet
from environs import ValidationError

from services.common.settings import new_env, seal


@dataclass(frozen=True, slots=True)
class ImportSettings:
    """The importer's lease in seconds: after it another importer may take the file up again."""

    lease_seconds: int


def read_settings() -> ImportSettings:
    """Read the settings; stop the process when one is malformed."""
    env = new_env()
    lease = env.int("IMPORT_LEASE_SECONDS", 30)
    seal(env)
    return ImportSettings(lease_seconds=lease)


def read_vault_keys() -> list[str]:
    """Read the keys of the vault of identities, the newest first; none when they are not set."""
    keys: list[str] = new_env().list("VAULT_KEYS", [])
    return [key.strip() for key in keys if key.strip()]


def require_vault_keys() -> None:
    """Stop the process when the vault's keys are missing or malformed: a secret has no default."""
    env = new_env()
    env.list("VAULT_KEYS", validate=_check_keys)
    seal(env)


def _check_keys(keys: list[str]) -> None:
    given = [key.strip() for key in keys if key.strip()]
    if not given:
        raise ValidationError("It is empty.")
    for place, key in enumerate(given, 1):
        try:
            Fernet(key)
        except ValueError:
            raise ValidationError(f"Key {place} is no Fernet key of 32 bytes in URL-safe base64.") from None
