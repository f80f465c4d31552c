"""Structured logs: one JSON object a line on standard output, with the correlation id of what is under way.

What PostgreSQL says in a DETAIL holds the values of rows, and so names and numbers of people: it is left out of every exception.
"""

from __future__ import annotations

import logging
import re
import sys
from typing import Any, Final

import structlog

from services.common.context import current

_DETAIL: Final = re.compile(
    r"^DETAIL:.*?(?=^\[SQL:|^CONTEXT:|^The above exception|^Traceback|\Z)", re.MULTILINE | re.DOTALL
)


def _add_context(_logger: Any, _method: str, event: dict[str, Any]) -> dict[str, Any]:
    context = current.get()
    if context.correlation_id:
        event.setdefault("correlation_id", context.correlation_id)
    return event


def _leave_values_out(_logger: Any, _method: str, event: dict[str, Any]) -> dict[str, Any]:
    if "exception" in event:
        event["exception"] = _DETAIL.sub("DETAIL: left out\n", event["exception"])
    return event


def set_up_logs(process: str, level: str = "INFO") -> None:
    """Send structlog's and the standard library's records to standard output as JSON."""
    shared: list[Any] = [
        structlog.stdlib.add_log_level,
        structlog.processors.TimeStamper(fmt="iso", utc=True),
        _add_context,
        structlog.processors.format_exc_info,
        _leave_values_out,
    ]
    formatter = structlog.stdlib.ProcessorFormatter(
        foreign_pre_chain=[*shared, structlog.stdlib.add_logger_name],
        processors=[
            structlog.stdlib.ProcessorFormatter.remove_processors_meta,
            structlog.processors.JSONRenderer(sort_keys=False, ensure_ascii=False),
        ],
    )
    handler = logging.StreamHandler(sys.stdout)
    handler.setFormatter(formatter)
    root = logging.getLogger()
    root.handlers[:] = [handler]
    root.setLevel(level)
    for noisy in ("pika", "kombu", "amqp", "urllib3", "alembic", "fontTools"):
        logging.getLogger(noisy).setLevel(logging.WARNING)
    structlog.configure(
        processors=[*shared, structlog.stdlib.ProcessorFormatter.wrap_for_formatter],
        logger_factory=structlog.stdlib.LoggerFactory(),
        wrapper_class=structlog.make_filtering_bound_logger(logging.getLevelName(level)),
        cache_logger_on_first_use=True,
    )
    structlog.contextvars.bind_contextvars(process=process)


def get_log(name: str) -> Any:
    """Give a logger: `log.info("what_happened", thing_id=…)`; never pass it personal data."""
    return structlog.get_logger(name)
