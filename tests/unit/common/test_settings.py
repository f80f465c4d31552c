"""Settings are read whole or not at all."""

from __future__ import annotations

import pytest

from gateway.accounts.settings import GatewaySettings, read_settings
from services.common.actor import make_key_pair
from services.common.settings import read_chassis

PRIVATE, PUBLIC = make_key_pair()
GOOD = {
    "CMMS_DATABASE_URL": "postgresql://u:p@h/d", "CMMS_AMQP_URL": "amqp://u:p@h/", "CMMS_ACTOR_PRIVATE_KEY": PRIVATE,
    "CMMS_ACTOR_PUBLIC_KEYS": f'{{"probe": "{PUBLIC}"}}', "CMMS_PUBLIC_URL": "https://cmms.example:8443/",
    "CMMS_DEVICE_SECRET": "d" * 32,
}  # fmt: skip


@pytest.fixture(autouse=True)
def good(monkeypatch: pytest.MonkeyPatch) -> None:
    """Set what a process needs, and nothing else."""
    for name in ("HEALTH_PORT", "LOG_LEVEL", "WORKERS", "OTLP_URL", "COOKIE_SECURE", "RATE", "TRUSTED_PROXIES"):
        monkeypatch.delenv(f"CMMS_{name}", raising=False)
    for name, value in GOOD.items():
        monkeypatch.setenv(name, value)


def test_what_is_not_said_has_a_default() -> None:
    """Tracing is off, twenty greenthreads work, and the keys can be used."""
    settings = read_chassis("probe")

    assert (settings.workers, settings.otlp_url, settings.health_port, settings.log_level) == (20, None, 0, "INFO")
    assert settings.verifier.verify(settings.signer.sign_service()).id == "service:probe"


def test_all_that_is_missing_or_wrong_is_named_at_once(monkeypatch: pytest.MonkeyPatch) -> None:
    """An operator mends his settings once, not once for each start."""
    monkeypatch.delenv("CMMS_DATABASE_URL")
    monkeypatch.setenv("CMMS_AMQP_URL", "")
    monkeypatch.setenv("CMMS_WORKERS", "many")
    monkeypatch.setenv("CMMS_ACTOR_PUBLIC_KEYS", "{")

    with pytest.raises(SystemExit) as stopped:
        read_chassis("probe")
    for name in ("CMMS_DATABASE_URL", "CMMS_AMQP_URL", "CMMS_WORKERS", "CMMS_ACTOR_PUBLIC_KEYS"):
        assert name in str(stopped.value)


@pytest.mark.parametrize(
    ("said", "cookie"),
    [
        ({}, "__Host-session"),
        ({"CMMS_PUBLIC_URL": "http://127.0.0.1:18400"}, "session"),
        ({"CMMS_COOKIE_SECURE": "false"}, "session"),
    ],
)
def test_the_cookie_is_bound_to_https_where_there_is_https(
    monkeypatch: pytest.MonkeyPatch, said: dict[str, str], cookie: str
) -> None:
    """The public address decides, unless it is said otherwise; the origin is the address without its path."""
    for name, value in said.items():
        monkeypatch.setenv(name, value)
    settings: GatewaySettings = read_settings()

    assert settings.cookie == cookie
    assert settings.origin == said.get("CMMS_PUBLIC_URL", "https://cmms.example:8443")


def test_a_short_secret_for_devices_is_refused(monkeypatch: pytest.MonkeyPatch) -> None:
    """What locks files on shared machines is not guessed."""
    monkeypatch.setenv("CMMS_DEVICE_SECRET", "d" * 31)

    with pytest.raises(SystemExit, match="CMMS_DEVICE_SECRET"):
        read_settings()


def test_proxies_are_listed(monkeypatch: pytest.MonkeyPatch) -> None:
    """Blanks and empty places between commas count for nothing."""
    monkeypatch.setenv("CMMS_TRUSTED_PROXIES", " 10.0.0.1, ,10.0.0.2,")

    assert read_settings().trusted_proxies == ("10.0.0.1", "10.0.0.2")
