"""kill -9 of each process, and servers that stop, while people work: nothing accepted is lost, nothing happens twice, nobody hangs."""

from __future__ import annotations

import os
import signal
import time
from collections.abc import Callable, Iterator
from contextlib import contextmanager

import pytest

from deploy.demo.client import Person, RefusedError
from deploy.demo.world import World
from deploy.native.processes import GATEWAY, SERVICE_PROCESSES
from services.cases import api as cases
from tests.faults.telling import Tellers, heard_everywhere, settle

STEPS = 500
KILLED = (*SERVICE_PROCESSES, GATEWAY, "radosgw", "rabbitmq", "postgres")
STOPPED = ("rabbitmq", "postgres")


def until(check: Callable[[], bool], *, seconds: float = 90) -> None:
    """Wait until the check is true."""
    end = time.monotonic() + seconds
    while not check():
        assert time.monotonic() < end, f"not within {seconds} s"
        time.sleep(0.1)


@contextmanager
def told(world: World) -> Iterator[Tellers]:
    """Have the story told meanwhile; nobody tells on when the test ends, however it ends."""
    tellers = Tellers(world)
    tellers.start()
    try:
        yield tellers
    finally:
        tellers.end()


def kill(world: World, name: str) -> None:
    """Kill a process and wait until another one works in its place."""
    before = world.instance.process_pid(name)
    os.kill(before, signal.SIGKILL)
    until(lambda: world.instance.process_pid(name) not in (0, before))
    until(lambda: world.instance.is_ready(name))


# A busy machine takes its time: what is waited for below says how long at most.
@pytest.mark.timeout(900)
def test_killing_any_process_loses_nothing(world: World) -> None:
    """Every process is killed once while 500 steps of the story are taken; the supervisor brings each back."""
    with told(world) as tellers:
        for name in KILLED:
            before = tellers.steps
            kill(world, name)
            until(lambda before=before: tellers.steps > before + 4 or tellers.is_over)  # type: ignore[misc]
            assert not tellers.failed, f"after {name}: {tellers.failed[0]}"
        until(lambda: tellers.steps >= STEPS or tellers.is_over, seconds=600)
    assert tellers.steps >= STEPS, tellers.failed[0]
    settle(world, tellers)
    heard_everywhere(world, tellers.stories)
    print(f"{tellers.steps} steps in {len(tellers.stories)} stories, {len(KILLED)} processes killed")


@pytest.mark.parametrize("server", STOPPED)
def test_a_server_that_stops_is_said_so_and_loses_nothing(world: World, server: str) -> None:
    """While it is away a call is answered 503 with Retry-After within seconds; when it is back, all goes on and nothing was lost."""
    clerk = world.people["clerk"]
    hasty = Person(clerk.address, "clerk", "", 0.0, clerk.token)
    with told(world) as tellers:
        until(lambda: tellers.steps > 20)
        world.instance.stop_process(server)
        try:
            for _ in range(5):
                began = time.monotonic()
                with pytest.raises(RefusedError) as refused:
                    hasty.call(cases.list_cases)
                assert time.monotonic() - began < 15, "a call hung"
                assert (refused.value.status, "retry-after" in refused.value.headers) == (503, True), str(refused.value)
        finally:
            world.instance.start_process(server)
        steps = tellers.steps
        until(lambda: tellers.steps > steps + 20 or tellers.is_over)
    settle(world, tellers)
