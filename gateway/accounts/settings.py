"""What the gateway needs from its environment."""

from __future__ import annotations

from dataclasses import dataclass, field
from functools import cache
from typing import Final
from urllib.parse import urlsplit

from environs import validate

from services.common.settings import ChassisSettings, new_env, read_chassis, seal

_LONG_ENOUGH: Final = validate.Length(min=32, error="It is shorter than 32 characters.")


@dataclass(frozen=True, slots=True)
class GatewaySettings:
    """The gateway's settings beside the chassis' own.

    rate: requests a second that one account (or address, when nobody signed in) may make at a worker; four seconds' worth
    may come at once. store_url: where browsers reach the object store. login_rate: sign-ins a minute that one address may try at a worker.
    """

    chassis: ChassisSettings
    cookie_secure: bool
    public_url: str
    store_url: str | None = None
    rate: int = 50
    login_rate: int = 30
    live_connections: int = 200
    trusted_proxies: tuple[str, ...] = field(default_factory=tuple)

    @property
    def cookie(self) -> str:
        """Give the session cookie's name; `__Host-` binds it to this host and to HTTPS."""
        return "__Host-session" if self.cookie_secure else "session"

    @property
    def origin(self) -> str:
        """Give the origin that browsers know the gateway by."""
        parts = urlsplit(self.public_url)
        return f"{parts.scheme}://{parts.netloc}"


@cache
def read_device_secret() -> bytes:
    """Read what the keys of devices are derived from. With another one nobody reads what lies on the devices by now."""
    env = new_env()
    secret = env.str("DEVICE_SECRET", validate=_LONG_ENOUGH)
    seal(env)
    return secret.encode()


def read_settings() -> GatewaySettings:
    """Read the environment; stop the process, naming all that is missing or wrong."""
    env = new_env()
    secure, url = env.bool("COOKIE_SECURE", None), env.str("PUBLIC_URL")
    store = env.str("S3_PUBLIC_URL", None)
    env.str("DEVICE_SECRET", validate=_LONG_ENOUGH)
    rate, login_rate = env.int("RATE", 50), env.int("LOGIN_RATE", 30)
    live, proxies = env.int("LIVE_CONNECTIONS", 200), env.str("TRUSTED_PROXIES", "")
    chassis = read_chassis("gateway", env)
    return GatewaySettings(
        chassis=chassis, cookie_secure=url.startswith("https:") if secure is None else secure, public_url=url, store_url=store, rate=rate, login_rate=login_rate, live_connections=live,
        trusted_proxies=tuple(proxy.strip() for proxy in proxies.split(",") if proxy.strip()),
    )  # fmt: skip
