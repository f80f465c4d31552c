"""One request as an operation gets it, once it was read from HTTP."""

from __future__ import annotations

from dataclasses import dataclass, field


@dataclass(slots=True)
class Asked:
    """One request as it was read from HTTP; path and query are strings as they came, the body is checked JSON."""

    actor: str
    correlation_id: str
    path: dict[str, str] = field(default_factory=dict)
    query: dict[str, str] = field(default_factory=dict)
    body: bytes | None = None
    idempotency_key: str | None = None
    if_match: str | None = None
    traceparent: str | None = None
