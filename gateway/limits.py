"""Limits: how often one account or address may ask, how large a request may be, and the headers that keep browsers strict.

Rates are token buckets in the worker's own memory: with two workers a caller gets at most twice the rate. That keeps a
runaway program or a guesser of passwords away without a shared counter on every request's path; a flood from many
addresses is the network's business in front of the gateway.
"""

from __future__ import annotations

import time
from typing import Final

from services.common.errors import Problem

_MOST_KEYS: Final = 20_000
DEPTH: Final = 64

API_HEADERS: Final = (
    ("cache-control", "no-store"),
    ("content-security-policy", "default-src 'none'; frame-ancestors 'none'"),
    ("referrer-policy", "no-referrer"),
    ("x-content-type-options", "nosniff"),
)
PAGE_HEADERS: Final = (
    ("cache-control", "no-store"),
    (
        "content-security-policy",
        "default-src 'none'; style-src 'self'; form-action 'none'; base-uri 'none'; frame-ancestors 'none'",
    ),
    ("referrer-policy", "no-referrer"),
    ("x-content-type-options", "nosniff"),
    ("content-type", "text/html; charset=utf-8"),
)
_SECURE_ONLY: Final = (("strict-transport-security", "max-age=31536000; includeSubDomains"),)


def secure_headers(*, secure: bool) -> tuple[tuple[str, str], ...]:
    """Give the headers that are only true behind HTTPS."""
    return _SECURE_ONLY if secure else ()


def api_headers(*, secure: bool) -> list[tuple[str, str]]:
    """Give the headers of every answer of the API."""
    return [*API_HEADERS, *secure_headers(secure=secure)]


def page_headers(*, secure: bool) -> list[tuple[str, str]]:
    """Give the headers of the gateway's own pages: nothing from outside, no script at all."""
    return [*PAGE_HEADERS, *secure_headers(secure=secure)]


class Rate:
    """Token buckets by key: `burst` at once, refilled by `per_second`."""

    def __init__(self, per_second: float, burst: float) -> None:
        """Take the refill and the size of a bucket."""
        self._per_second = per_second
        self._burst = burst
        self._buckets: dict[str, tuple[float, float]] = {}

    def take(self, key: str) -> None:
        """Take one token, or refuse with the seconds until there is one again."""
        now = time.monotonic()
        tokens, at = self._buckets.get(key, (self._burst, now))
        tokens = min(self._burst, tokens + (now - at) * self._per_second)
        if tokens < 1:
            seconds = max(1, round((1 - tokens) / self._per_second + 0.5))
            raise Problem(
                "too_many",
                "rate_exceeded",
                f"Too many requests. Wait {seconds} seconds, then go on.",
                retry_after=seconds,
            )
        self._buckets[key] = (tokens - 1, now)
        if len(self._buckets) > _MOST_KEYS:
            self._forget(now)

    def _forget(self, now: float) -> None:
        full = self._burst / self._per_second
        self._buckets = {key: bucket for key, bucket in self._buckets.items() if now - bucket[1] < full}


def is_too_deep(value: object, depth: int = DEPTH) -> bool:
    """Tell whether a JSON value nests deeper than `depth` levels."""
    level = [value]
    for _ in range(depth):
        below: list[object] = []
        for item in level:
            if isinstance(item, dict):
                below.extend(item.values())
            elif isinstance(item, list):
                below.extend(item)
        if not below:
            return False
        level = below
    return any(isinstance(item, (dict, list)) for item in level)
