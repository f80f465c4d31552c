"""When the bus, a service or the database is away: a refusal at once, never a hang, and back again by itself."""

from __future__ import annotations

import threading
import time
from collections.abc import Iterator

import httpx
import pytest

from services.common.database import Database
from tests.integration.gateway.conftest import read_amqp_url
from tests.integration.gateway.echo import Echo
from tests.integration.gateway.running import Gateway, Line, make_account

THING = "/api/things/018f3c1e-0000-7000-8000-000000000001"


@pytest.fixture(autouse=True)
def _leaves_the_line_joined(line: Line, gateway: Gateway) -> Iterator[None]:
    yield
    line.join()
    gateway.wait_until_ready()


def test_without_the_broker_every_call_is_refused_at_once(clerk: httpx.Client, gateway: Gateway, line: Line) -> None:
    """503 with Retry-After within a fraction of a second; after the broker is back, calls are answered again."""
    assert clerk.get(THING).status_code == 200
    line.cut()

    time.sleep(0.1)
    began = time.monotonic()
    answers = [clerk.get(THING), clerk.post("/api/things", json={})]
    took = time.monotonic() - began

    assert [answer.status_code for answer in answers] == [503, 503]
    assert answers[0].json()["code"] == "bus_away"
    assert int(answers[0].headers["retry-after"]) >= 1
    assert took < 0.5
    assert httpx.get(f"{gateway.url}/health/ready").status_code == 503
    assert clerk.get("/api/me").status_code == 200
    line.join()
    gateway.wait_for(lambda: clerk.get(THING).status_code == 200, seconds=8)


def test_a_call_under_way_ends_with_the_broker(clerk: httpx.Client, echo: Echo, line: Line) -> None:
    """A call that waits when the connection is lost ends at once with 503."""
    echo.pause = 2.0
    answers: list[httpx.Response] = []
    waiting = threading.Thread(target=lambda: answers.append(clerk.post("/api/things", json={})))
    waiting.start()
    time.sleep(0.3)

    began = time.monotonic()
    line.cut()
    waiting.join(5)
    echo.pause = 0.0

    assert answers[0].status_code == 503
    assert time.monotonic() - began < 1


def test_late_answer_ends_at_the_deadline(clerk: httpx.Client) -> None:
    """An operation that does not answer within its deadline gives 504, and the next call is answered as ever."""
    began = time.monotonic()
    answer = clerk.get("/api/slow")

    assert (answer.status_code, answer.json()["code"]) == (504, "no_answer_in_time")
    assert 0.9 < time.monotonic() - began < 2
    assert clerk.get(THING).status_code == 200


def test_service_that_never_ran_is_away_at_once(accounts: Database, echo: Echo, clerk: httpx.Client) -> None:
    """A call to a service without a queue comes back from the broker, and is refused."""
    echo.stop()
    echo.remove_queue()

    began = time.monotonic()
    answer = clerk.get(THING)

    assert (answer.status_code, answer.json()["code"]) == (503, "service_away")
    assert time.monotonic() - began < 1
    echo.start()


def test_stopped_service_is_away_within_seconds(clerk: httpx.Client, gateway: Gateway, echo: Echo) -> None:
    """A service whose queue stands but whom nobody serves is refused within three seconds, and answered once it is back."""
    echo.stop()
    began = time.monotonic()
    first = clerk.get(THING)
    took = time.monotonic() - began
    second_began = time.monotonic()
    second = clerk.get(THING)

    assert (first.status_code, second.status_code) == (503, 503)
    assert took < 3.5
    assert time.monotonic() - second_began < 0.5
    assert httpx.get(f"{gateway.url}/health/ready").json()["services"] == {"echo": False}
    echo.start()
    gateway.wait_for(lambda: clerk.get(THING).status_code == 200, seconds=5)


def test_without_its_database_nobody_is_let_in(echo: Echo, accounts: Database) -> None:
    """Sessions that were seen just now still pass for seconds; others are refused with 503, never let in."""
    line = Line(accounts.engine.url.render_as_string(hide_password=False).replace("postgresql+psycopg2", "amqp"))
    url = accounts.engine.url.set(host="127.0.0.1", port=int(line.url.rsplit(":", 1)[1].split("/")[0]))
    gateway = Gateway(
        accounts, read_amqp_url(), CMMS_DATABASE_URL=url.render_as_string(hide_password=False).replace("+psycopg2", "")
    )
    try:
        gateway.wait_until_ready()
        client = gateway.sign_in(make_account(accounts, "things.read"))
        assert client.get(THING).status_code == 200
        line.cut()

        stranger = gateway.client().get(THING, headers={"Cookie": "session=" + "a" * 43})
        ready = httpx.get(f"{gateway.url}/health/ready")

        assert (stranger.status_code, stranger.json()["code"]) == (503, "database_away")
        assert ready.json()["checks"] == {"broker": True, "database": False}
        gateway.wait_for(lambda: client.get(THING).status_code == 503, seconds=7)
        line.join()
        gateway.wait_for(lambda: client.get(THING).status_code == 200, seconds=7)
    finally:
        gateway.stop()
        line.close()
