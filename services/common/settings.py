"""Settings come from the environment only, are read once and typed; a process refuses to start, naming all that is wrong."""

from __future__ import annotations

import sys
from dataclasses import dataclass
from typing import Any, Final

from environs import Env, EnvValidationError, validate

from services.common.actor import Signer, Verifier

_GIVEN: Final = validate.Length(min=1, error="It is empty.")


@dataclass(frozen=True, slots=True)
class ChassisSettings:
    """What every process of a service needs."""

    service: str
    database_url: str
    amqp_url: str
    actor_public_keys: dict[str, str]
    actor_private_key: str
    health_port: int
    log_level: str
    workers: int
    otlp_url: str | None

    @property
    def verifier(self) -> Verifier:
        """Make the checker of actor tokens."""
        return Verifier(self.actor_public_keys)

    @property
    def signer(self) -> Signer:
        """Make the signer of this service's own tokens."""
        return Signer(self.service, self.actor_private_key)


def new_env() -> Env:
    """Open the environment so that every mistake in it is collected, not just the first."""
    return Env(eager=False, prefix="CMMS_")


def read_chassis(service: str, env: Env | None = None) -> ChassisSettings:
    """Read what the chassis needs; stop the process when something is missing."""
    env = env or new_env()
    values: dict[str, Any] = {
        "database_url": env.str("DATABASE_URL", validate=_GIVEN),
        "amqp_url": env.str("AMQP_URL", validate=_GIVEN),
        "actor_public_keys": env.json("ACTOR_PUBLIC_KEYS"),
        "actor_private_key": env.str("ACTOR_PRIVATE_KEY", validate=_GIVEN),
        "health_port": env.int("HEALTH_PORT", 0),
        "log_level": env.str("LOG_LEVEL", "INFO"),
        "workers": env.int("WORKERS", 20),
        "otlp_url": env.str("OTLP_URL", None),
    }
    seal(env)
    return ChassisSettings(service=service, **values)


def seal(env: Env) -> None:
    """Stop the process, naming every setting that is missing or malformed."""
    try:
        env.seal()
    except EnvValidationError as error:
        messages: Any = error.error_messages
        wrong = "; ".join(f"{name}: {' '.join(said)}" for name, said in messages.items())
        sys.exit(f"These settings are missing or wrong: {wrong}")
