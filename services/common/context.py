"""What travels with a call and into everything it causes: the correlation id, the trace, who is asking."""

from __future__ import annotations

from contextvars import ContextVar
from dataclasses import dataclass


@dataclass(frozen=True, slots=True)
class Context:
    """The call, event or timer under way."""

    correlation_id: str = ""
    actor_id: str = ""
    traceparent: str | None = None


current: ContextVar[Context] = ContextVar("cmms_context", default=Context())
