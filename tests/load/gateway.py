"""`./cmms bench gateway`: read one case, list 50, register one; ours beside Django REST and FastAPI, in turn in one run.

An instance of its own and a PostgreSQL for the peers get the same generated cases; that the sides answer alike is checked
first. Then each job is driven at each number of clients, side after side, round after round. Requests a second depend on what
else the machine does; CPU milliseconds a request do not, and are summed over all processes that take part.
"""

from __future__ import annotations

import argparse
import importlib.util
import itertools
import os
import signal
import subprocess
import sys
import time
from collections.abc import Sequence
from pathlib import Path
from typing import Any, Final

from deploy.native.progress import say
from tests.load.jobs import JOBS, collect_cursors, compare_registering, make_plan, require_alike
from tests.load.measuring import measure
from tests.load.processes import Part
from tests.load.report import write_json, write_ratios, write_table
from tests.load.setting_up import BASE_PORT, Ground, ground
from tests.load.sides import DJANGO, FASTAPI, OURS, Side
from tests.load.starting import stop
from tests.load.summary import Figure, Round, summarise

FLOOR: Final = "pika_echo"
_WARM_SECONDS: Final = 1.0
_ECHO_BYTES: Final = 2000


def read_arguments(words: Sequence[str]) -> argparse.Namespace:
    """Read the command line."""
    parser = argparse.ArgumentParser(prog="./cmms bench gateway", description=(__doc__ or "").splitlines()[0])
    parser.add_argument("--cases", type=int, default=200_000, help="how many cases there are (200000)")
    parser.add_argument("--seconds", type=float, default=5.0, help="how long a side is driven in a round (5)")
    parser.add_argument("--rounds", type=int, default=3, help="how often each side gets its turn (3)")
    parser.add_argument("--clients", type=int, nargs="+", default=[16, 64], help="numbers of clients (16 64)")
    parser.add_argument("--jobs", nargs="+", choices=JOBS, default=list(JOBS), help="which jobs (all)")
    parser.add_argument("--sides", nargs="+", choices=(OURS, DJANGO, FASTAPI), default=[OURS, DJANGO, FASTAPI])
    parser.add_argument("--seed", type=int, default=1, help="what the cases are generated from (1)")
    parser.add_argument("--port", type=int, default=BASE_PORT, help=f"the first of the bench's ports ({BASE_PORT})")
    parser.add_argument("--json", type=Path, help="write the figures to a file as well")
    return parser.parse_args(words)


def run(arguments: argparse.Namespace) -> list[Figure]:
    """Set up, compare, measure, take down; give the figures."""
    with ground(arguments.cases, arguments.seed, arguments.port) as set_up:
        require_alike(set_up.sides, set_up)
        compare_registering(set_up.sides, set_up)
        say("the sides answer alike; measuring")
        figures = _measure_jobs(set_up, arguments)
        for clients in arguments.clients:
            rounds = [_measure_floor(set_up, clients, arguments.seconds) for _ in range(arguments.rounds)]
            figures.append(summarise("echo", clients, FLOOR, rounds))
        return figures


def _measure_jobs(set_up: Ground, arguments: argparse.Namespace) -> list[Figure]:
    sides = [side for side in set_up.sides if side.name in arguments.sides]
    cursors = {side.name: collect_cursors(side.door) for side in sides}
    numbers = itertools.count(0, 100_000)  # the peers share a database, so no two rounds may register the same
    figures: list[Figure] = []
    for job, clients in itertools.product(arguments.jobs, arguments.clients):
        rounds: dict[str, list[Round]] = {side.name: [] for side in sides}
        for turn in range(arguments.rounds + 1):
            for side in sides if turn % 2 else sides[::-1]:
                plan = make_plan(job, side, set_up, cursors[side.name], numbers)
                measured = _drive(side, plan, clients, arguments.seconds if turn else _WARM_SECONDS)
                if turn:  # the first turn warms caches and connections up
                    rounds[side.name].append(measured)
        figures += [summarise(job, clients, side.name, rounds[side.name]) for side in sides]
        say(f"{job} at {clients} clients: done")
    return figures


def _drive(side: Side, plan: dict[str, Any], clients: int, seconds: float) -> Round:
    whole = {**plan, "host": side.door.host, "port": side.door.port, "clients": clients, "seconds": seconds}
    return measure(whole, side.parts, side.settle)


def _measure_floor(set_up: Ground, clients: int, seconds: float) -> Round:
    queue = f"bench-echo-{os.getpid()}-{time.monotonic_ns()}"
    plan = {"url": set_up.amqp_url, "queue": queue, "clients": clients, "seconds": seconds, "bytes": _ECHO_BYTES}
    command = [sys.executable, "-m", "tests.load.floor", "serve", set_up.amqp_url, queue]
    answering = subprocess.Popen(command, stdout=subprocess.PIPE)
    try:
        assert answering.stdout is not None
        answering.stdout.readline()
        parts = {"echo": Part((answering.pid,)), "broker": set_up.broker}
        return measure(plan, parts, lambda: None, module="tests.load.floor", counts_driver=True)
    finally:
        stop(answering)


def describe(arguments: argparse.Namespace) -> dict[str, Any]:
    """Give what the figures were measured with."""
    fast = [name for name in ("uvloop", "httptools") if importlib.util.find_spec(name)]
    settings = {name: str(value) if isinstance(value, Path) else value for name, value in vars(arguments).items()}
    return {**settings, "uvicorn_has": fast}


def _end(*_: object) -> None:
    sys.exit("ended by a signal")


def main() -> None:
    """Read the command line, measure, show."""
    arguments = read_arguments(sys.argv[1:])
    signal.signal(signal.SIGTERM, _end)
    begun = time.monotonic()
    figures = run(arguments)
    settings = describe(arguments)
    print(write_table(figures, OURS))
    print(write_ratios(figures, OURS, (DJANGO, FASTAPI)))
    print(f"settings: {settings}; {time.monotonic() - begun:.0f} s in all")
    if arguments.json:
        write_json(arguments.json, figures, settings)
    if any(figure.errors for figure in figures):
        sys.exit("some requests failed; see the first errors above")


if __name__ == "__main__":
    main()
