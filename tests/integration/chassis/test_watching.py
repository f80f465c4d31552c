"""What operators see of a process: its metrics, its health, its log; and a request's way through all of them."""

from __future__ import annotations

import json
import threading
import urllib.request
from collections.abc import Iterator
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer
from typing import Any

import orjson
import pytest
from opentelemetry.proto.collector.trace.v1.trace_service_pb2 import ExportTraceServiceRequest
from opentelemetry.proto.trace.v1.trace_pb2 import Span

from services.common.tracing import span
from tests.conftest import database_of
from tests.integration.chassis.conftest import Line, Probe, eventually
from tests.integration.gateway.running import Gateway, make_account

TRACE = "0af7651916cd43dd8448eb211c80319c"
TRACEPARENT = f"00-{TRACE}-b7ad6b7169203331-01"


class Collector(BaseHTTPRequestHandler):
    """Takes spans as OpenTelemetry sends them (OTLP over HTTP)."""

    spans: dict[str, tuple[str, Span]]

    def do_POST(self) -> None:
        """Keep the spans of one export by their names."""
        sent = ExportTraceServiceRequest.FromString(self.rfile.read(int(self.headers["content-length"])))
        for resource in sent.resource_spans:
            names = {one.key: one.value.string_value for one in resource.resource.attributes}
            for scope in resource.scope_spans:
                self.spans.update({one.name: (names["service.name"], one) for one in scope.spans})
        self.send_response(200)
        self.end_headers()

    def log_message(self, *_: object) -> None:
        """Say nothing."""


@pytest.fixture
def collector() -> Iterator[tuple[str, dict[str, tuple[str, Span]]]]:
    """Give a collector's address and the spans that it has."""
    spans: dict[str, tuple[str, Span]] = {}
    handler = type("Kept", (Collector,), {"spans": spans})
    server = ThreadingHTTPServer(("127.0.0.1", 0), handler)
    threading.Thread(target=server.serve_forever, daemon=True).start()
    yield f"http://127.0.0.1:{server.server_address[1]}/v1/traces", spans
    server.shutdown()
    server.server_close()


def read_live(probe: Probe, role: str, path: str) -> Any:
    """Give what a process answers on its health port."""
    with urllib.request.urlopen(f"http://127.0.0.1:{probe.health[role]}{path}", timeout=5) as answer:
        return json.load(answer)


def test_one_trace_leads_from_the_door_to_whoever_hears(
    probe: Probe, collector: tuple[str, dict[str, tuple[str, Span]]]
) -> None:
    """A caller's trace goes on in the gateway, in the service that answers, and in the listener of its event; each under the one before."""
    address, spans = collector
    traced: dict[str, Any] = {"CMMS_OTLP_URL": address, "OTEL_BSP_SCHEDULE_DELAY": "100"}
    accounts = database_of("gateway")
    gateway = Gateway(accounts, probe.amqp_url, doorway="tests.integration.chassis.doorway:application", **traced)
    try:
        keys = json.dumps({"gateway": gateway.public_key, "probe": probe.keys["probe"][1]})
        for role in ("answers", "listens", "relay"):
            probe.start(role, CMMS_ACTOR_PUBLIC_KEYS=keys, **traced)
        client = gateway.sign_in(make_account(accounts, "notes.add"))
        gateway.wait_for(lambda: client.get("/api/notes").status_code == 200)
        added = client.post("/api/notes", json={"text": "x"}, headers={"traceparent": TRACEPARENT})
        assert added.status_code == 201, added.text

        wanted = ("probe.add_note", "answer add_note", "hear when_note_added")
        eventually(lambda: set(wanted) <= set(spans))
    finally:
        gateway.stop()
    door, answered, heard = (spans[name] for name in wanted)
    assert [owner for owner, _ in (door, answered, heard)] == ["gateway", "probe-answers", "probe-listens"]
    assert {one.trace_id.hex() for _, one in (door, answered, heard)} == {TRACE}
    assert door[1].parent_span_id.hex() == "b7ad6b7169203331"
    assert answered[1].parent_span_id == door[1].span_id
    assert heard[1].parent_span_id == answered[1].span_id


def test_without_an_address_a_trace_is_passed_on_and_nothing_else() -> None:
    """Tracing that is off changes nothing of the caller's trace and makes none of its own."""
    with span("anything", TRACEPARENT) as passed_on:
        assert passed_on == TRACEPARENT
    with span("anything", None) as passed_on:
        assert passed_on is None


def test_what_a_process_does_is_measured(probe: Probe, line: Line) -> None:
    """Calls by operation and outcome, events by handler and outcome, what the relay carried, and how late the hub turns."""
    for role in ("answers", "listens", "relay"):
        probe.start(role)
    line.ask("add_note", {"body": {"text": "x"}}, headers={"actor": probe.token("notes.add")})
    line.ask("add_note", {"body": {}}, headers={"actor": probe.token("notes.add")})
    line.ask("add_note", {"body": {"text": "x"}}, headers={"actor": probe.token()})
    eventually(lambda: probe.count("SELECT count(*) FROM heard") == 1)

    calls = probe.metrics("answers")
    for outcome in ("answered", "invalid", "forbidden"):
        assert f'cmms_calls_seconds_count{{operation="add_note",outcome="{outcome}"}} 1.0' in calls
    eventually(lambda: 'handler="when_note_added",outcome="handled"} 1.0' in probe.metrics("listens"))
    assert "cmms_hub_lag_seconds" in calls
    eventually(lambda: "cmms_outbox_published_total 1.0" in probe.metrics("relay"))
    assert "cmms_outbox_oldest_seconds" in probe.metrics("relay")


def test_parked_events_are_counted(probe: Probe, line: Line) -> None:
    """An operator's alarm can hang on the number of parked events."""
    for role in ("answers", "listens", "relay"):
        probe.start(role)
    line.ask("add_note", {"body": {"text": "fail"}}, headers={"actor": probe.token("notes.add")})

    eventually(lambda: "cmms_events_parked 1.0" in probe.metrics("listens"))


@pytest.mark.parametrize("role", ["answers", "listens", "relay"])
def test_a_process_lives_without_its_servers_but_is_not_ready(probe: Probe, role: str) -> None:
    """Readiness follows broker and database, each by itself; liveness does not, so that an outage restarts nobody."""
    process = probe.start(role)
    for wire in (probe.broker_wire, probe.database_wire):
        wire.cut()
        eventually(lambda: not probe.is_ready(role), seconds=30)
        assert read_live(probe, role, "/health/live") == {"live": True}
        wire.mend()
        eventually(lambda: probe.is_ready(role), seconds=40)
    assert process.poll() is None


def test_the_log_is_json_with_the_callers_correlation_id(probe: Probe, line: Line) -> None:
    """What is logged during a call can be found by the id that the caller was given, and holds no token."""
    probe.start("answers")
    token = probe.token()
    line.ask("fail", {}, headers={"actor": token, "correlation_id": "browser-4711"})

    failed = eventually(lambda: [one for one in read_log(probe) if one["event"] == "operation_failed"])
    assert (failed[0]["correlation_id"], failed[0]["operation"]) == ("browser-4711", "fail")
    assert "RuntimeError" in failed[0]["exception"]
    assert token not in probe.logs("answers")


def read_log(probe: Probe) -> list[dict[str, Any]]:
    """Give the lines of the answering process's log; each is a JSON object."""
    return [orjson.loads(one) for one in probe.logs("answers").splitlines()]
