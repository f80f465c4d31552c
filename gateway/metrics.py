"""Prometheus metrics of the gateway; its worker processes add up in files (prometheus_client's multiprocess mode)."""

from __future__ import annotations

import os

from prometheus_client import CONTENT_TYPE_LATEST, CollectorRegistry, Counter, Gauge, generate_latest
from prometheus_client.multiprocess import MultiProcessCollector

REQUESTS = Counter("cmms_http_requests_total", "HTTP requests by operation and status", ("operation", "status"))
LIVE = Gauge("cmms_live_connections", "Open connections for live updates", multiprocess_mode="livesum")
MEDIA_TYPE = CONTENT_TYPE_LATEST


def render_metrics() -> bytes:
    """Give the metrics of all workers in Prometheus' text format."""
    if "PROMETHEUS_MULTIPROC_DIR" not in os.environ:
        return generate_latest()
    registry = CollectorRegistry()
    MultiProcessCollector(registry)  # type: ignore[no-untyped-call]
    return generate_latest(registry)
