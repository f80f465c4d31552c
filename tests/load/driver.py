"""The load driver: keep-alive clients that each send a request, wait for its whole answer, and send the next.

A process of its own (`python -m tests.load.driver`) on one epoll loop and raw sockets, so that it takes little of the machine
that it measures. The plan comes as one line of JSON on stdin. It connects, prints `ready`, waits for a line, drives, prints
`done` when the last answer is in, then the result as one line of JSON.
"""

from __future__ import annotations

import itertools
import json
import select
import socket
import sys
import time
from collections.abc import Callable, Iterator
from dataclasses import dataclass, field
from typing import Any, Final

from tests.load.wire import AnswerReader, MalformedAnswerError

PLACE: Final = b"@NUMBER@"
_ANSWER_SECONDS: Final = 15.0
_RECEIVED_BYTES: Final = 1 << 16


@dataclass(slots=True)
class Tally:
    """What came of the requests."""

    latencies_us: list[int] = field(default_factory=list)
    statuses: dict[str, int] = field(default_factory=dict)
    errors: int = 0
    reconnects: int = 0
    body_bytes: int = 0
    first_error: str = ""

    def add(self, status: str, *, good: bool, body: bytes) -> None:
        """Count an answer, or a failure to get one."""
        self.statuses[status] = self.statuses.get(status, 0) + 1
        if not good:
            self.errors += 1
            self.first_error = self.first_error or f"{status}: {body.decode(errors='replace')}"


class Client:
    """One connection and the request under way on it."""

    __slots__ = ("_address", "_answers", "_sent_at", "_tally", "busy", "socket")

    def __init__(self, address: tuple[str, int], tally: Tally) -> None:
        """Connect."""
        self._address = address
        self._tally = tally
        self._sent_at = 0
        self.busy = False
        self.connect()

    def connect(self) -> None:
        """Open the connection (anew)."""
        self._answers = AnswerReader()
        self.socket = socket.create_connection(self._address, timeout=_ANSWER_SECONDS)
        self.socket.settimeout(None)  # epoll says when there is something to read; a timeout would cost a poll a read
        self.socket.setsockopt(socket.IPPROTO_TCP, socket.TCP_NODELAY, 1)

    def send(self, request: bytes) -> None:
        """Send a request."""
        self.busy = True
        self._sent_at = time.perf_counter_ns()
        self.socket.sendall(request)

    def receive(self) -> bool:
        """Take what has arrived; tell whether the connection stands."""
        try:
            chunk = self.socket.recv(_RECEIVED_BYTES)
            complete = bool(chunk) and self._answers.feed(chunk)
        except (OSError, MalformedAnswerError, ValueError) as error:
            return self.fail(type(error).__name__)
        if not chunk:
            return self.fail("disconnected")
        if complete:
            self._finish()
            return not self._answers.closes
        return True

    def fail(self, why: str) -> bool:
        """Count the request under way as failed."""
        self.busy = False
        self._tally.add(why, good=False, body=b"")
        return False

    def _finish(self) -> None:
        answers, tally = self._answers, self._tally
        self.busy = False
        tally.latencies_us.append((time.perf_counter_ns() - self._sent_at) // 1000)
        tally.body_bytes += answers.length
        tally.add(str(answers.status), good=200 <= answers.status < 300, body=answers.body)


def requests_of(plan: dict[str, Any]) -> Iterator[bytes]:
    """Give the plan's requests: its list over and over, or its template with one number after another."""
    if "template" not in plan:
        return itertools.cycle([request.encode() for request in plan["requests"]])
    template = plan["template"].encode()
    return (template.replace(PLACE, b"%08d" % number) for number in itertools.count(plan["first"]))


def drive(clients: list[Client], requests: Iterator[bytes], seconds: float, tally: Tally) -> float:
    """Keep every client busy for so many seconds and wait for the last answers; give the seconds it took."""
    epoll = select.epoll()
    by_number = {client.socket.fileno(): client for client in clients}
    for number in by_number:
        epoll.register(number, select.EPOLLIN)
    begun = time.perf_counter()
    until = begun + seconds
    for client in clients:
        client.send(next(requests))
    while time.perf_counter() < until or any(client.busy for client in clients):
        if time.perf_counter() > until + _ANSWER_SECONDS:
            _give_up(clients)
        for number, _ in epoll.poll(0.2):
            client = by_number[number]
            if not client.receive():
                _reconnect(client, by_number, epoll, tally)
            if not client.busy and time.perf_counter() < until:
                client.send(next(requests))
    epoll.close()
    return time.perf_counter() - begun


def _give_up(clients: list[Client]) -> None:
    for client in clients:
        if client.busy:
            client.fail("no answer")


def _reconnect(client: Client, by_number: dict[int, Client], epoll: select.epoll, tally: Tally) -> None:
    tally.reconnects += 1
    epoll.unregister(client.socket)
    del by_number[client.socket.fileno()]
    client.socket.close()
    client.connect()
    by_number[client.socket.fileno()] = client
    epoll.register(client.socket, select.EPOLLIN)


def run(plan: dict[str, Any], say: Callable[[str], None], wait: Callable[[], object]) -> dict[str, Any]:
    """Carry the plan out."""
    tally = Tally()
    clients = [Client((plan["host"], plan["port"]), tally) for _ in range(plan["clients"])]
    say("ready")
    wait()
    cpu_before = time.process_time()
    seconds = drive(clients, requests_of(plan), plan["seconds"], tally)
    cpu = time.process_time() - cpu_before
    say("done")
    for client in clients:
        client.socket.close()
    return {
        "seconds": seconds,
        "cpu_seconds": cpu,
        "latencies_us": tally.latencies_us,
        "statuses": tally.statuses,
        "errors": tally.errors,
        "reconnects": tally.reconnects,
        "body_bytes": tally.body_bytes,
        "first_error": tally.first_error,
    }


def main() -> None:
    """Read the plan, drive, write the result."""
    plan = json.loads(sys.stdin.readline())
    result = run(plan, lambda word: print(word, flush=True), sys.stdin.readline)
    print(json.dumps(result), flush=True)


if __name__ == "__main__":
    main()
