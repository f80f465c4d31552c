"""Servers that are not there yet, that hang, or that lack what was never declared: nothing ends, nothing is lost."""

from __future__ import annotations

from contextlib import closing
from typing import Any

import pika
import pytest

from tests.integration.chassis.conftest import Line, Probe, eventually

PUBLISHED = "SELECT count(*) FROM outbox WHERE published_at IS NOT NULL"


def add(line: Line, probe: Probe, **options: Any) -> int:
    """Add a note; give the status."""
    body = {"body": {"text": "a note"}}
    return int(line.ask("add_note", body, headers={"actor": probe.token("notes.add")}, **options)[0]["cmms.status"])


@pytest.mark.parametrize("role", ["answers", "listens", "relay"])
def test_a_process_that_starts_before_its_broker_waits_for_it(probe: Probe, role: str) -> None:
    """Nobody needs to start things in order."""
    probe.broker_wire.cut()
    process = probe.start(role, waits=False)
    eventually(lambda: any(word in probe.logs(role) for word in ("broker_away", "relay_waits")))
    assert process.poll() is None
    probe.broker_wire.mend()

    eventually(lambda: probe.is_ready(role))


def test_a_process_that_starts_before_its_database_waits_for_it(probe: Probe, line: Line) -> None:
    """It is there, says that it is not ready, and works once the database is."""
    probe.database_wire.cut()
    process = probe.start("answers", waits=False)
    eventually(lambda: "service_started" in probe.logs("answers"))
    assert not probe.is_ready("answers")
    probe.database_wire.mend()

    eventually(lambda: probe.is_ready("answers"))
    assert add(line, probe) == 201
    assert process.poll() is None


def test_a_broker_that_hangs_is_left_and_found_again(probe: Probe, line: Line) -> None:
    """A connection that is open and silent is given up within the heartbeats; afterwards calls and events go on, none lost."""
    for role in ("answers", "listens", "relay"):
        probe.start(role)
    assert add(line, probe) == 201
    eventually(lambda: probe.count("SELECT count(*) FROM heard") == 1)
    probe.broker_wire.freeze()
    probe.execute(
        "INSERT INTO outbox (event_id, event_type, aggregate_id, envelope) SELECT gen_random_uuid(), event_type, aggregate_id, "
        "replace(envelope, event_id::text, gen_random_uuid()::text) FROM outbox LIMIT 1"
    )
    eventually(lambda: "relay_waits" in probe.logs("relay"), seconds=60)
    eventually(lambda: not probe.is_ready("answers"), seconds=90)
    assert all(process.poll() is None for process in probe.processes.values())
    probe.broker_wire.mend()

    eventually(lambda: probe.count("SELECT count(*) FROM heard") == 2, seconds=60)
    eventually(lambda: probe.is_ready("answers"), seconds=60)
    assert add(line, probe) == 201


def test_an_event_that_nobody_hears_is_delivered(probe: Probe, line: Line) -> None:
    """Without a single listener's queue an event is published and marked, and holds up nothing."""
    for role in ("answers", "relay"):
        probe.start(role)
    assert add(line, probe) == 201

    eventually(lambda: probe.count(PUBLISHED) == 1)


def test_an_exchange_that_is_not_there_yet_is_waited_for(probe: Probe, line: Line) -> None:
    """An event stays in the outbox until there is somewhere to publish it."""
    with closing(pika.BlockingConnection(pika.URLParameters(probe.amqp_url))) as connection:
        channel = connection.channel()
        channel.exchange_delete("probe.events")
        try:
            for role in ("answers", "relay"):
                probe.start(role)
            assert add(line, probe) == 201
            eventually(lambda: "relay_waits" in probe.logs("relay"))
            assert probe.count(PUBLISHED) == 0
        finally:
            channel.exchange_declare("probe.events", "topic", durable=True)
    eventually(lambda: probe.count(PUBLISHED) == 1)


def test_a_killed_process_hands_its_calls_to_the_next(probe: Probe, line: Line) -> None:
    """Kill -9 under a call: another process answers it, and the change happened once."""
    first = probe.start("answers")
    asked = line.send(
        "keep_time",
        {"query": {"milliseconds": "1500"}},
        headers={"actor": probe.token(), "idempotency_key": "key-12345678"},
    )
    works = "SELECT count(*) FROM pg_locks WHERE relation = 'ran'::regclass AND mode = 'RowExclusiveLock'"
    eventually(lambda: probe.count(works))
    first.kill()
    first.wait()
    probe.start("answers")

    answer = line.wait(asked, seconds=20)
    assert answer is not None
    assert answer[0]["cmms.status"] == 200, answer[1]
    assert probe.count("SELECT count(*) FROM ran WHERE what = 'keep_time'") == 1
