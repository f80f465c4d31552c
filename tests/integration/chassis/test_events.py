"""What is promised about events: published if and only if they happened, heard once, never lost, parked with their reason."""

from __future__ import annotations

import signal
import subprocess
import sys
import time
from contextlib import closing
from typing import Any

import orjson
import pika
import pytest

from tests.integration.chassis.conftest import Line, Probe, eventually

QUEUE = "evt-probe-note_added--probe.when_note_added"


@pytest.fixture
def whole(probe: Probe) -> Probe:
    """Give the probe with all its processes."""
    for role in ("answers", "listens", "relay"):
        probe.start(role)
    return probe


def add(line: Line, probe: Probe, text: str = "a note") -> str:
    """Add a note; give its id."""
    answer = line.ask("add_note", {"body": {"text": text}}, headers={"actor": probe.token("notes.add")})
    return str(answer[1]["result"]["id"])


def heard(probe: Probe) -> int:
    """Give how many notes were heard of."""
    return probe.count("SELECT count(*) FROM heard")


def publish(probe: Probe, body: bytes, routing_key: str = "note_added") -> None:
    """Publish something as an event, past the outbox."""
    with closing(pika.BlockingConnection(pika.URLParameters(probe.amqp_url))) as connection:
        channel = connection.channel()
        channel.confirm_delivery()
        channel.basic_publish("probe.events", routing_key, body, pika.BasicProperties(delivery_mode=2))


def envelope_of(probe: Probe) -> dict[str, Any]:
    """Give the newest event's envelope."""
    with probe.database.reading() as session:
        from services.common.tables import outbox

        text = session.query(outbox.c.envelope).order_by(outbox.c.id.desc()).limit(1).scalar()
    found: dict[str, Any] = orjson.loads(text)
    return found


def events_cli(probe: Probe, *arguments: str) -> str:
    """Run the operators' command."""
    done = subprocess.run(
        [sys.executable, "-m", "services.common.events_cli", "probe", *arguments],
        env=probe.environment(), capture_output=True, text=True, check=True,
    )  # fmt: skip
    return done.stdout


def test_what_happened_is_heard_once_and_marked(whole: Probe, line: Line) -> None:
    """Twenty notes are published, heard once each, in order, and marked as published."""
    made = [add(line, whole, str(number)) for number in range(20)]
    eventually(lambda: heard(whole) == 20)
    eventually(lambda: whole.count("SELECT count(*) FROM outbox WHERE published_at IS NULL") == 0)
    with whole.database.reading() as session:
        from sqlalchemy import text

        assert [str(row[0]) for row in session.execute(text("SELECT note_id FROM heard"))] == made


def test_the_envelope_carries_ids_and_who_and_the_correlation(whole: Probe, line: Line) -> None:
    """An envelope says what, when, by whom, and under which correlation id."""
    actor = whole.token("notes.add", sub="0198f3a0-0000-7000-8000-000000000001")
    line.ask("add_note", {"body": {"text": "x"}}, headers={"actor": actor, "correlation_id": "from the browser"})
    found = envelope_of(whole)
    assert (found["type"], found["version"], found["source"]) == ("note_added", 1, "probe")
    assert (found["actor"], found["correlation_id"]) == ("0198f3a0-0000-7000-8000-000000000001", "from the browser")
    assert found["aggregate_id"] == found["data"]["note_id"]


def test_an_event_that_comes_again_is_heard_once(whole: Probe, line: Line) -> None:
    """The same event, five times over, has one effect."""
    add(line, whole)
    eventually(lambda: heard(whole) == 1)
    for _ in range(5):
        publish(whole, orjson.dumps(envelope_of(whole)))
    add(line, whole, "after")
    eventually(lambda: heard(whole) == 2)
    assert whole.count("SELECT count(*) FROM inbox") == 2


def test_a_refused_change_publishes_nothing(whole: Probe, line: Line) -> None:
    """What was rolled back leaves neither event nor audit entry."""
    before = whole.count("SELECT count(*) FROM audit_entries")
    line.ask(
        "add_note", {"body": {"text": "x"}}, headers={"actor": whole.token("notes.add"), "if_match": "not a version"}
    )
    assert whole.count("SELECT count(*) FROM outbox") == 0
    assert whole.count("SELECT count(*) FROM audit_entries") == before


def test_a_handler_that_fails_is_retried_parked_mended_and_replayed(whole: Probe, line: Line) -> None:
    """Its effect is rolled back each time; operators see the reason; once mended, a replay succeeds; others pass meanwhile."""
    add(line, whole, "fail")
    add(line, whole, "fine")
    eventually(lambda: heard(whole) == 1)
    eventually(lambda: whole.count("SELECT count(*) FROM retries WHERE parked_at IS NOT NULL") == 1)
    listed = events_cli(whole, "parked")
    assert "when_note_added" in listed
    assert "cannot hear this" in listed
    assert "3 attempts" in listed
    whole.execute("INSERT INTO ran VALUES ('mended', now())")
    assert "1 to be tried again" in events_cli(whole, "replay")
    eventually(lambda: heard(whole) == 2)
    assert whole.count("SELECT count(*) FROM retries") == 0


@pytest.mark.parametrize(
    "body",
    [
        b"not json", b"[]", b'{"id": "x"}', b"\xff", b"a\x00b", b'{"id":"0198f3a0-0000-7000-8000-000000000001"}',
        b'{"id": "a\\u0000b", "type": {"a": 1}}', b'{"id": [1], "type": null}', b'{"id": "' + b"x" * 9000 + b'"}',
    ],
)  # fmt: skip
def test_what_is_no_event_is_parked(whole: Probe, line: Line, body: bytes) -> None:
    """An unreadable message is kept for an operator to see, not lost, and holds nobody up."""
    publish(whole, body)
    add(line, whole)
    eventually(lambda: heard(whole) == 1)
    assert whole.count("SELECT count(*) FROM retries WHERE parked_at IS NOT NULL") == 1


def test_an_event_that_ends_its_process_is_parked(whole: Probe, line: Line) -> None:
    """After the broker's delivery limit the event is dead-lettered and parked; the next one is heard."""
    add(line, whole, "kill")
    add(line, whole, "fine")

    def parked() -> bool:
        if whole.processes["listens"].poll() is not None:
            whole.start("listens", may_die=True)
        return whole.count("SELECT count(*) FROM retries WHERE parked_at IS NOT NULL") == 1

    eventually(parked, seconds=90)
    assert "its process ended" in events_cli(whole, "parked")
    eventually(lambda: heard(whole) == 1)


@pytest.mark.parametrize("body", [b'{"type": "a\\u0000b"}', b'{"type": {"a": 1}, "id": 7}', b"\xff\x00", b""])
def test_dead_letters_that_nobody_can_read_are_parked_too(whole: Probe, body: bytes) -> None:
    """Whatever the broker gave up on is kept for an operator; the dead letters behind it are too."""
    with closing(pika.BlockingConnection(pika.URLParameters(whole.amqp_url))) as connection:
        channel = connection.channel()
        for letter in (body, b'{"type": "the next one"}'):
            channel.basic_publish("probe.dead", "", letter)

    eventually(lambda: whole.count("SELECT count(*) FROM retries WHERE parked_at IS NOT NULL") == 2)


def test_a_failure_that_cannot_be_kept_is_parked_by_way_of_the_broker(whole: Probe, line: Line) -> None:
    """Even without its table of failures a listener loses no event, and hears the others."""
    whole.execute("ALTER TABLE retries RENAME TO hidden")
    try:
        add(line, whole, "fail")
        eventually(lambda: "listening_failed" in whole.logs("listens"))
    finally:
        whole.execute("ALTER TABLE hidden RENAME TO retries")
    eventually(lambda: whole.count("SELECT count(*) FROM retries") == 1)
    add(line, whole, "fine")
    eventually(lambda: heard(whole) == 1)


def test_a_relay_killed_at_any_moment_loses_nothing(whole: Probe, line: Line) -> None:
    """Kill -9 of the relay while notes are added: each is heard once."""
    for number in range(30):
        add(line, whole, str(number))
        if number % 10 == 5:
            whole.processes["relay"].send_signal(signal.SIGKILL)
            whole.processes["relay"].wait()
            whole.start("relay")
    eventually(lambda: heard(whole) == 30)
    assert whole.count("SELECT count(DISTINCT note_id) FROM heard") == 30


def test_a_second_relay_waits_for_the_first(whole: Probe, line: Line) -> None:
    """Two relays at once publish each event once; when the first dies, the second takes over."""
    first = whole.processes["relay"]
    whole.start("relay")
    add(line, whole)
    eventually(lambda: heard(whole) == 1)
    first.send_signal(signal.SIGKILL)
    first.wait()
    add(line, whole)
    eventually(lambda: heard(whole) == 2)


def test_a_cut_broker_delays_events_and_loses_none(whole: Probe, line: Line) -> None:
    """While the broker is away changes are accepted by the database; when it is back everything is heard."""
    add(line, whole)
    eventually(lambda: heard(whole) == 1)
    whole.broker_wire.cut()
    time.sleep(0.5)
    whole.execute(
        "INSERT INTO outbox (event_id, event_type, aggregate_id, envelope) SELECT gen_random_uuid(), event_type, aggregate_id, "
        "replace(envelope, event_id::text, gen_random_uuid()::text) FROM outbox LIMIT 1"
    )
    time.sleep(1)
    assert all(process.poll() is None for process in whole.processes.values())
    whole.broker_wire.mend()
    eventually(lambda: heard(whole) == 2, seconds=30)


def test_a_cut_database_lets_a_listener_wait(whole: Probe, line: Line) -> None:
    """An event that comes while the database is away waits, and is heard when it is back; it is not counted as failed."""
    add(line, whole)
    eventually(lambda: heard(whole) == 1)
    whole.database_wire.cut()
    envelope = envelope_of(whole)
    envelope["id"] = "0198f3a0-0000-7000-8000-0000000000aa"
    publish(whole, orjson.dumps(envelope))
    time.sleep(2)
    assert heard(whole) == 1
    whole.database_wire.mend()
    eventually(lambda: heard(whole) == 2, seconds=30)
    assert whole.count("SELECT count(*) FROM retries") == 0


def test_slow_events_do_not_starve_calls(whole: Probe, line: Line) -> None:
    """A hundred events wait while calls are answered at once: they are different processes."""
    for number in range(100):
        add(line, whole, str(number))
    started = time.monotonic()
    line.ask("hello")
    assert time.monotonic() - started < 1
    eventually(lambda: heard(whole) == 100)


def test_timers_run_in_one_process_at_a_time_and_outlive_outages(whole: Probe) -> None:
    """A timer leaves its trace, stops with its database and goes on after it."""
    ticks = "SELECT count(*) FROM ran WHERE what = 'tick'"
    eventually(lambda: whole.count(ticks) >= 2)
    whole.database_wire.cut()
    time.sleep(1)
    before = whole.count(ticks)
    whole.database_wire.mend()
    eventually(lambda: whole.count(ticks) > before)


def test_queues_are_durable_bounded_and_of_the_frozen_name(whole: Probe) -> None:
    """The queues are declared as agreed: asking for them otherwise is refused by the broker."""
    wanted = {
        "rpc-probe": {"x-max-length": 10_000, "x-overflow": "reject-publish"},
        QUEUE: {
            "x-queue-type": "quorum", "x-delivery-limit": 5, "x-dead-letter-exchange": "probe.dead",
        },
        "dead-probe": {"x-queue-type": "quorum"},
    }  # fmt: skip
    with closing(pika.BlockingConnection(pika.URLParameters(whole.amqp_url))) as connection:
        channel = connection.channel()
        for queue, arguments in wanted.items():
            channel.queue_declare(queue, durable=True, arguments=arguments)
        with pytest.raises(pika.exceptions.ChannelClosedByBroker, match="inequivalent"):
            channel.queue_declare("rpc-probe", durable=True)


def test_a_listener_stops_after_the_event_under_way(whole: Probe, line: Line) -> None:
    """SIGTERM to the listener and the relay ends both well, and nothing is heard twice afterwards."""
    for number in range(20):
        add(line, whole, str(number))
    for role in ("listens", "relay"):
        whole.processes[role].send_signal(signal.SIGTERM)
        assert whole.processes[role].wait(timeout=15) == 0
        whole.start(role)
    eventually(lambda: heard(whole) == 20)
    assert whole.count("SELECT count(DISTINCT note_id) FROM heard") == 20
