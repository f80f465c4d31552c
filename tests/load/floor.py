"""The floor under every answer of ours: a raw echo over the broker by pika, with nothing else in it.

`python -m tests.load.floor serve URL QUEUE` answers; `python -m tests.load.floor drive` asks, by the plan and the words that
`tests.load.driver` knows. Transient messages, no confirms, acknowledged by the broker as they are handed out: the least that
one question and one answer over RabbitMQ can cost in Python.
"""

from __future__ import annotations

import json
import sys
import time
from collections.abc import Callable
from typing import Any, Final

import pika
from pika.adapters.select_connection import SelectConnection

_TRANSIENT: Final = 1


def serve(url: str, queue: str) -> None:
    """Send every message of the queue back to its sender, until the process is ended."""

    def echo(channel: Any, _method: Any, properties: Any, body: bytes) -> None:
        answer = pika.BasicProperties(correlation_id=properties.correlation_id, delivery_mode=_TRANSIENT)
        channel.basic_publish("", properties.reply_to, body, answer)

    def declared(channel: Any) -> None:
        channel.basic_consume(queue, echo, auto_ack=True, callback=lambda _: print("ready", flush=True))

    _run(url, queue, declared)


class Asker:
    """Keeps a number of questions under way on one connection."""

    def __init__(self, plan: dict[str, Any]) -> None:
        """Take the plan: `url`, `queue`, `clients`, `seconds`, `bytes`."""
        self._plan = plan
        self._body = b"x" * int(plan["bytes"])
        self._reply_to = f"{plan['queue']}-answers"
        self._sent_at: dict[str, int] = {}
        self._until = 0.0
        self._begun = 0.0
        self._cpu = 0.0
        self.latencies_us: list[int] = []
        self.result: dict[str, Any] = {}

    def run(self) -> None:
        """Ask until the time is over and every answer is in."""
        _run(self._plan["url"], self._reply_to, self._begin)

    def _begin(self, channel: Any) -> None:
        channel.basic_consume(self._reply_to, self._answered, auto_ack=True, callback=lambda _: self._ask_all(channel))

    def _ask_all(self, channel: Any) -> None:
        print("ready", flush=True)
        sys.stdin.readline()
        self._cpu, self._begun = time.process_time(), time.perf_counter()
        self._until = self._begun + self._plan["seconds"]
        for number in range(self._plan["clients"]):
            self._ask(channel, str(number))

    def _ask(self, channel: Any, number: str) -> None:
        properties = pika.BasicProperties(
            correlation_id=number, reply_to=self._reply_to, delivery_mode=_TRANSIENT, content_type="application/json"
        )
        self._sent_at[number] = time.perf_counter_ns()
        channel.basic_publish("", self._plan["queue"], self._body, properties)

    def _answered(self, channel: Any, _method: Any, properties: Any, _body: bytes) -> None:
        number = properties.correlation_id
        self.latencies_us.append((time.perf_counter_ns() - self._sent_at.pop(number)) // 1000)
        if time.perf_counter() < self._until:
            self._ask(channel, number)
        elif not self._sent_at:
            self._end(channel)

    def _end(self, channel: Any) -> None:
        print("done", flush=True)
        self.result = {
            "seconds": time.perf_counter() - self._begun,
            "cpu_seconds": time.process_time() - self._cpu,
            "latencies_us": self.latencies_us,
            "statuses": {"echo": len(self.latencies_us)},
            "errors": 0,
            "reconnects": 0,
            "body_bytes": len(self._body) * len(self.latencies_us),
            "first_error": "",
        }
        # The CPU of this process is a part of the floor: it stays until it has been looked at.
        sys.stdin.readline()
        channel.connection.close()


def _run(url: str, queue: str, declared: Callable[[Any], None]) -> None:
    """Open a connection, a channel and an exclusive queue, and serve the connection until it is closed."""

    def with_channel(channel: Any) -> None:
        channel.queue_declare(queue, exclusive=True, auto_delete=True, callback=lambda _: declared(channel))

    connection = SelectConnection(
        pika.URLParameters(url),
        on_open_callback=lambda opened: opened.channel(on_open_callback=with_channel),
        on_open_error_callback=lambda failed, _: failed.ioloop.stop(),
        on_close_callback=lambda closed, _: closed.ioloop.stop(),
    )
    connection.ioloop.start()


def main() -> None:
    """Serve or drive."""
    if sys.argv[1] == "serve":
        serve(sys.argv[2], sys.argv[3])
        return
    asker = Asker(json.loads(sys.stdin.readline()))
    asker.run()
    print(json.dumps(asker.result), flush=True)


if __name__ == "__main__":
    main()
