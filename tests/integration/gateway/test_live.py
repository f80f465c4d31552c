"""Live updates: they reach those whom an event's audience names, and end with the session or the worker."""

from __future__ import annotations

import socket
import threading
import time
import uuid
from collections.abc import Iterator
from contextlib import contextmanager, suppress
from typing import Any

import httpx
import orjson
import sqlalchemy as sa

from gateway.accounts.models import Account, SignedSession
from services.common.database import Database
from tests.integration.gateway.conftest import read_amqp_url
from tests.integration.gateway.echo import Echo
from tests.integration.gateway.running import Gateway, make_account


class Heard:
    """What came over one stream."""

    def __init__(self) -> None:
        """Begin with nothing."""
        self.lines: list[str] = []
        self.ended = threading.Event()
        self.line: socket.socket | None = None

    @property
    def events(self) -> list[dict[str, Any]]:
        """Give the events' data."""
        return [orjson.loads(line.removeprefix("data: ")) for line in self.lines if line.startswith("data: ")]

    def wait(self, count: int, seconds: float = 5) -> list[dict[str, Any]]:
        """Wait for a number of events."""
        end = time.monotonic() + seconds
        while len(self.events) < count and time.monotonic() < end:
            time.sleep(0.02)
        return self.events


@contextmanager
def listening(client: httpx.Client, **headers: str) -> Iterator[Heard]:
    """Listen in a thread of its own."""
    heard, begun = Heard(), threading.Event()
    own = httpx.Client(base_url=client.base_url, cookies=client.cookies, timeout=30)

    def listen() -> None:
        with suppress(httpx.TransportError, RuntimeError), own.stream("GET", "/api/live", headers=headers) as answer:
            assert answer.status_code == 200
            heard.line = answer.extensions["network_stream"].get_extra_info("socket")
            assert answer.headers["content-type"].startswith("text/event-stream")
            for line in answer.iter_lines():
                heard.lines.append(line)
                begun.set()
        heard.ended.set()

    threading.Thread(target=listen, daemon=True).start()
    assert begun.wait(5)
    try:
        yield heard
    finally:
        if heard.line is not None:
            with suppress(OSError):
                heard.line.shutdown(socket.SHUT_RDWR)
        heard.ended.wait(5)
        own.close()


def envelope(*, users: tuple[str, ...] = (), districts: tuple[str, ...] = ()) -> dict[str, Any]:
    """Make an event's envelope."""
    return {
        "id": str(uuid.uuid4()),
        "type": "thing_sold",
        "version": 1,
        "source": "echo",
        "occurred_at": "2026-11-24T05:00:00Z",
        "aggregate_id": "7",
        "data": {"thing_id": "7", "district": "karachi-south", "buyer_ids": ["8"]},
        "audience": {"users": list(users), "districts": list(districts)},
    }


def test_events_reach_their_audience_and_nobody_else(gateway: Gateway, accounts: Database, echo: Echo) -> None:
    """Somebody named, or whose district is named, gets ids and type; others, and events without an audience, nothing."""
    here, there = (gateway.sign_in(make_account(accounts, districts=(name,))) for name in ("karachi-south", "thatta"))
    province = gateway.sign_in(make_account(accounts, districts=("*",)))
    named = there.get("/api/me").json()["id"]

    with listening(here) as one, listening(there) as two, listening(province) as three:
        mine = envelope(districts=("karachi-south",))
        for event in (envelope(), mine, envelope(users=(named,))):
            echo.publish(event["type"], event)
        seen = one.wait(1), two.wait(1), three.wait(1)
        time.sleep(0.2)

    assert [len(stream.events) for stream in (one, two, three)] == [1, 1, 1]
    assert seen[0][0] == {
        "id": mine["id"],
        "type": "thing_sold",
        "source": "echo",
        "aggregate_id": "7",
        "occurred_at": "2026-11-24T05:00:00Z",
        "ids": {"thing_id": "7", "buyer_ids": ["8"]},
    }
    assert f"id: {mine['id']}" in one.lines
    assert "event: thing_sold" in one.lines


def test_missed_events_come_again(gateway: Gateway, accounts: Database, echo: Echo) -> None:
    """With Last-Event-ID a stream begins with what was missed; an unknown id begins with what comes next."""
    client = gateway.sign_in(make_account(accounts))
    with listening(client) as first:
        echo.publish("thing_sold", envelope(districts=("karachi-south",)))
        last = first.wait(1)[-1]["id"]
    missed = envelope(districts=("karachi-south",))
    echo.publish("thing_sold", missed)
    time.sleep(0.3)

    with listening(client, **{"Last-Event-ID": last}) as again, listening(client, **{"Last-Event-ID": "x"}) as unknown:
        found = again.wait(1)
        time.sleep(0.2)

    assert [event["id"] for event in found] == [missed["id"]]
    assert unknown.events == []


def test_stream_ends_with_its_session(gateway: Gateway, accounts: Database) -> None:
    """A revoked session's stream ends within five seconds."""
    login = make_account(accounts)
    client = gateway.sign_in(login)
    with listening(client) as heard:
        with accounts.transaction() as session:
            account_id = session.scalar(sa.select(Account.id).where(Account.login == login))
            session.execute(
                sa.update(SignedSession)
                .where(SignedSession.account_id == account_id)
                .values(ended_at=sa.func.now(), ended_why="test")
            )

        assert heard.ended.wait(5)


def test_streams_are_counted(gateway: Gateway, accounts: Database) -> None:
    """One person has six streams at most; closing one makes room; strangers have none."""
    client = gateway.sign_in(make_account(accounts))
    streams = [listening(client) for _ in range(6)]
    for stream in streams:
        stream.__enter__()

    refused = client.get("/api/live")

    assert (refused.status_code, refused.json()["code"]) == (429, "too_many_listeners")
    streams[0].__exit__(None, None, None)
    gateway.wait_for(lambda: _opens(client), seconds=3)
    for stream in streams[1:]:
        stream.__exit__(None, None, None)
    assert gateway.client().get("/api/live").status_code == 401


def _opens(client: httpx.Client) -> bool:
    with client.stream("GET", "/api/live") as answer:
        return answer.status_code == 200


def test_streams_do_not_hold_up_a_stop(echo: Echo, accounts: Database) -> None:
    """A gateway that is stopped ends its streams and is gone within seconds."""
    own = Gateway(accounts, read_amqp_url())
    own.wait_until_ready()
    client = own.sign_in(make_account(accounts))
    with listening(client) as heard:
        began = time.monotonic()
        client.close()
        own.stop()

        assert heard.ended.wait(1)
    assert time.monotonic() - began < 7


def test_a_recused_persons_stream_does_not_name_the_case(gateway: Gateway, accounts: Database, echo: Echo) -> None:
    """Of what they are recused from nothing comes, of the district's other cases all."""
    client = gateway.sign_in(make_account(accounts))
    barred, other = str(uuid.uuid4()), str(uuid.uuid4())
    echo.answers["list_own_recusals"] = {"case_ids": [barred]}
    with listening(client) as heard:
        for case_id in (barred, other):
            told = {**envelope(districts=("karachi-south",)), "source": "cases", "aggregate_id": case_id}
            echo.publish("case_filed", {**told, "data": {"case_id": case_id}})
        found = heard.wait(1)
        time.sleep(0.3)
    del echo.answers["list_own_recusals"]

    assert [event["ids"] for event in found] == [{"case_id": other}]
    assert barred not in "".join(heard.lines)


def test_events_that_cannot_be_read_are_left_out(gateway: Gateway, accounts: Database, echo: Echo) -> None:
    """What is no envelope is skipped, and the next event still comes."""
    client = gateway.sign_in(make_account(accounts))
    with listening(client) as heard:
        echo.publish("odd", {"no": "envelope"})
        echo.publish("odd", {**envelope(districts=("karachi-south",)), "type": "two\nlines"})
        echo.publish("thing_sold", envelope(districts=("karachi-south",)))

        assert len(heard.wait(1)) == 1
