"""OpenTelemetry tracing, off unless CMMS_OTLP_URL says where to send spans; W3C trace context travels in bus headers and events."""

from __future__ import annotations

from collections.abc import Iterator
from contextlib import contextmanager

from opentelemetry import propagate, trace
from opentelemetry.exporter.otlp.proto.http.trace_exporter import OTLPSpanExporter
from opentelemetry.sdk.resources import Resource
from opentelemetry.sdk.trace import TracerProvider
from opentelemetry.sdk.trace.export import BatchSpanProcessor

_state: dict[str, trace.Tracer] = {}


def set_up_tracing(process: str, otlp_url: str | None) -> None:
    """Switch tracing on when there is an address to send spans to."""
    if not otlp_url:
        return
    provider = TracerProvider(resource=Resource.create({"service.name": process}))
    provider.add_span_processor(BatchSpanProcessor(OTLPSpanExporter(endpoint=otlp_url)))
    _state["tracer"] = provider.get_tracer("cmms")


@contextmanager
def span(name: str, traceparent: str | None) -> Iterator[str | None]:
    """Open a span under the caller's trace; gives the `traceparent` to pass on (the same one when tracing is off)."""
    tracer = _state.get("tracer")
    if tracer is None:
        yield traceparent
        return
    parent = propagate.extract({"traceparent": traceparent} if traceparent else {})
    with tracer.start_as_current_span(name, context=parent):
        carrier: dict[str, str] = {}
        propagate.inject(carrier)
        yield carrier.get("traceparent", traceparent)
