"""What the sender needs from the environment: the mail server, the operator's centre, and the names it sends under."""

from __future__ import annotations

import re
from dataclasses import dataclass
from typing import Final
from urllib.parse import parse_qs, unquote, urlsplit

from marshmallow import ValidationError, validate

from services.common.settings import new_env, seal
from services.notifications.rules.quiet_hours import QuietHours, read_quiet_hours

_SENDER: Final = re.compile(r"(?:[A-Za-z0-9 .-]{1,11}|\+?[0-9]{3,15})\Z")


@dataclass(frozen=True, slots=True)
class Endpoint:
    """Where an outside system is, and how to sign in there."""

    scheme: str
    host: str
    port: int
    user: str | None
    password: str | None
    options: dict[str, str]


@dataclass(frozen=True, slots=True)
class NotificationsSettings:
    """What the sender needs."""

    smtp: Endpoint
    smpp: Endpoint
    mail_from: str
    sms_from: str
    lease_seconds: int
    quiet: QuietHours


_PORTS: Final = {"smtp": 25, "smtps": 465, "smpp": 2775}


def read_endpoint(url: str) -> Endpoint:
    """Read `scheme://user:password@host:port?option=value`; raise ValueError when it is none."""
    parts = urlsplit(url)
    if parts.scheme not in _PORTS or not parts.hostname:
        raise ValueError(f"not one of {', '.join(_PORTS)} with a host: {parts.scheme}")
    return Endpoint(
        parts.scheme,
        parts.hostname,
        parts.port or _PORTS[parts.scheme],
        unquote(parts.username) if parts.username else None,
        unquote(parts.password) if parts.password else None,
        {name: values[-1] for name, values in parse_qs(parts.query).items()},
    )


def read_settings() -> NotificationsSettings:
    """Read the settings; stop the process, naming what is missing or wrong."""
    env = new_env()
    smtp = env.str("SMTP_URL", validate=_is_endpoint("smtp", "smtps"))
    smpp = env.str("SMPP_URL", validate=_is_endpoint("smpp"))
    mail_from = env.str("MAIL_FROM", validate=validate.Email())
    sms_from = env.str("SMS_FROM", validate=validate.Regexp(_SENDER))
    lease_seconds = env.int("SENDER_LEASE_SECONDS", 60, validate=validate.Range(min=1, max=3600))
    quiet = env.str("QUIET_HOURS", "21:00-07:00", validate=_is_hours)
    seal(env)
    return NotificationsSettings(
        read_endpoint(smtp), read_endpoint(smpp), mail_from, sms_from, lease_seconds, read_quiet_hours(quiet)
    )


def _is_hours(text: str) -> str:
    try:
        read_quiet_hours(text)
    except ValueError:
        raise ValidationError("must be such as 21:00-07:00, or none") from None
    return text


class _is_endpoint:  # noqa: N801 - reads as the check it is
    def __init__(self, *schemes: str) -> None:
        self._schemes = schemes

    def __call__(self, url: str) -> str:
        try:
            scheme = read_endpoint(url).scheme
        except ValueError as error:
            raise ValidationError(str(error)) from error
        if scheme not in self._schemes:
            raise ValidationError(f"must begin with {' or '.join(self._schemes)}")
        return url
