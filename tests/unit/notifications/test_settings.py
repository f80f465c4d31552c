"""Settings are read whole or not at all."""

from __future__ import annotations

import pytest

from services.notifications.settings import read_endpoint, read_settings

GOOD = {
    "CMMS_SMTP_URL": "smtp://user:p%40ss@mail.example:587?tls=required",
    "CMMS_SMPP_URL": "smpp://id:secret@operator.example",
    "CMMS_MAIL_FROM": "cmms@prosecution.example",
    "CMMS_SMS_FROM": "PROSECUTION",
}


def test_good_settings_are_read(monkeypatch: pytest.MonkeyPatch) -> None:
    """Addresses come apart into their parts; what is left out has its default."""
    for name, value in GOOD.items():
        monkeypatch.setenv(name, value)
    settings = read_settings()

    assert (settings.smtp.user, settings.smtp.password, settings.smtp.port) == ("user", "p@ss", 587)
    assert settings.smtp.options == {"tls": "required"}
    assert (settings.smpp.port, settings.lease_seconds) == (2775, 60)


@pytest.mark.parametrize(
    ("name", "value"),
    [
        ("CMMS_SMTP_URL", "http://mail.example"),
        ("CMMS_SMTP_URL", "smpp://mail.example"),
        ("CMMS_SMPP_URL", "smpp://"),
        ("CMMS_MAIL_FROM", "nobody"),
        ("CMMS_QUIET_HOURS", "nine to seven"),
        ("CMMS_SMS_FROM", "much too long a name"),
    ],
)
def test_wrong_settings_stop_the_process(monkeypatch: pytest.MonkeyPatch, name: str, value: str) -> None:
    """A wrong setting is named; so is every other."""
    for each in GOOD:
        monkeypatch.delenv(each, raising=False)
    monkeypatch.setenv(name, value)
    with pytest.raises(SystemExit) as stopped:
        read_settings()

    assert all(each in str(stopped.value) for each in GOOD)


def test_addresses_without_a_user() -> None:
    """A mail relay on loopback needs no sign-in."""
    assert read_endpoint("smtp://127.0.0.1").user is None
