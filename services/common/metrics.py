"""Prometheus metrics of a service's process, served at `/metrics` on its health port."""

from __future__ import annotations

from prometheus_client import Counter, Gauge, Histogram

CALLS = Histogram(
    "cmms_calls_seconds", "Answered calls by operation and outcome", ("operation", "outcome"),
    buckets=(0.001, 0.0025, 0.005, 0.01, 0.025, 0.05, 0.1, 0.25, 0.5, 1, 2.5, 5, 10),
)  # fmt: skip
EVENTS = Counter("cmms_events_total", "Events heard by handler and outcome", ("handler", "outcome"))
PUBLISHED = Counter("cmms_outbox_published_total", "Events published by the relay")
OUTBOX_AGE = Gauge("cmms_outbox_oldest_seconds", "Age of the oldest event not yet published")
PARKED = Gauge("cmms_events_parked", "Events parked after their last attempt")
HUB_LAG = Gauge("cmms_hub_lag_seconds", "How late the hub of green threads last ran a timer: what blocks it shows here")
