"""The bus by itself, on a real broker: nothing is left of a call that nobody answered."""

from __future__ import annotations

import asyncio
from collections.abc import Awaitable, Callable
from contextlib import closing

import pika
import pytest

from gateway.bus import Bus
from services.common.errors import Problem
from tests.integration.gateway.conftest import read_amqp_url
from tests.integration.gateway.echo import Echo

Play = Callable[[Bus], Awaitable[None]]


def on_bus(play: Play, *, in_flight: int = 512) -> None:
    """Run something on a bus that is connected."""

    async def run() -> None:
        bus = Bus(read_amqp_url(), in_flight=in_flight)
        bus.start()
        connected = asyncio.Event()
        bus.on_connected(lambda _connection: connected.set())
        await connected.wait()
        await play(bus)
        await bus.stop()

    asyncio.run(run())


async def ask(bus: Bus, service: str, operation: str = "read_slowly", seconds: float = 5) -> str:
    """Ask; give the code of the refusal."""
    try:
        await bus.send(
            service, operation, b'{"args": [], "kwargs": {"path": {}, "query": {}, "body": null}}', {}, seconds
        )
    except Problem as problem:
        return problem.code
    return "answered"


def test_a_call_that_comes_back_leaves_nothing_behind() -> None:
    """Fifty calls to a service that never was are refused, and no memory of them stays."""

    async def play(bus: Bus) -> None:
        codes = await asyncio.gather(*(ask(bus, "never_was") for _ in range(50)))
        assert set(codes) == {"service_away"}
        assert bus._waiting == {}

    on_bus(play)


def test_a_call_without_an_answer_leaves_nothing_behind(echo: Echo) -> None:
    """After its deadline it is refused and forgotten."""

    async def play(bus: Bus) -> None:
        codes = await asyncio.gather(*(ask(bus, "echo", seconds=0.3) for _ in range(20)))
        assert set(codes) == {"no_answer_in_time"}
        assert bus._waiting == {}

    on_bus(play)


def test_more_calls_than_places_are_refused_at_once(echo: Echo) -> None:
    """The gateway does not queue behind a slow service; whoever has a place keeps it."""

    async def play(bus: Bus) -> None:
        codes = await asyncio.gather(*(ask(bus, "echo", seconds=0.5) for _ in range(5)))
        assert sorted(codes) == ["no_answer_in_time"] * 3 + ["too_busy"] * 2

    on_bus(play, in_flight=3)


def test_stopping_refuses_what_waits_and_leaves_no_queue(echo: Echo) -> None:
    """A worker that stops lets nobody hang, and its queue of replies goes with it."""
    queues: list[str] = []

    async def play(bus: Bus) -> None:
        queues.append(f"rpc.reply-gateway-{bus._reply_to}")
        waiting = asyncio.create_task(ask(bus, "echo", seconds=30))
        await asyncio.sleep(0)
        await bus.stop()
        assert await waiting == "bus_away"

    on_bus(play)
    with (
        closing(pika.BlockingConnection(pika.URLParameters(read_amqp_url()))) as connection,
        pytest.raises(pika.exceptions.ChannelClosedByBroker, match="NOT_FOUND"),
    ):
        connection.channel().queue_declare(queues[0], passive=True)
