"""Calls from one service to another: RPC with a deadline, over a small pool of pika connections.

Each connection serves one call at a time and is thrown away after any trouble, so a late answer can never reach the wrong caller.
Works in plain threads (workers) and under eventlet alike. Never call inside a transaction.
"""

from __future__ import annotations

import threading
import time
import uuid
from collections import deque
from collections.abc import Mapping
from typing import Any, Final

import orjson
import pika
from pika.exceptions import AMQPError

from services.common.actor import Signer
from services.common.api import Operation
from services.common.context import current
from services.common.errors import Problem

RPC_EXCHANGE: Final = "nameko-rpc"
_IDLE: Final = 4


class _Line:
    """One connection with its own reply queue."""

    def __init__(self, amqp_url: str, name: str) -> None:
        params = pika.URLParameters(amqp_url)
        params.heartbeat = 0
        params.socket_timeout = 3
        params.blocked_connection_timeout = 5
        params.tcp_options = {"TCP_KEEPIDLE": 15, "TCP_KEEPINTVL": 5, "TCP_KEEPCNT": 3}
        self.key = uuid.uuid4().hex
        self.connection = pika.BlockingConnection(params)
        self.channel = self.connection.channel()
        queue = f"rpc.reply-{name}-{self.key}"
        self.channel.queue_declare(queue, exclusive=True, auto_delete=True)
        self.channel.queue_bind(queue, RPC_EXCHANGE, self.key)
        self.channel.basic_consume(queue, self._take, auto_ack=True)
        self.channel.add_on_return_callback(self._returned)
        self._expected = ""
        self._answer: tuple[Any, bytes] | None = None
        self._unroutable = False

    def _take(self, _channel: Any, _method: Any, properties: Any, body: bytes) -> None:
        if properties.correlation_id == self._expected:
            self._answer = (properties, body)

    def _returned(self, *_: Any) -> None:
        self._unroutable = True

    def ask(self, routing_key: str, body: bytes, headers: dict[str, Any], seconds: float) -> tuple[Any, bytes] | None:
        """Send one request and wait for its answer; None when time ran out. Raises UnroutableError's Problem."""
        self._expected, self._answer, self._unroutable = uuid.uuid4().hex, None, False
        properties = pika.BasicProperties(
            content_type="application/json", content_encoding="utf-8", delivery_mode=1, headers=headers,
            correlation_id=self._expected, reply_to=self.key, expiration=str(max(1, int(seconds * 1000))),
        )  # fmt: skip
        self.channel.basic_publish(RPC_EXCHANGE, routing_key, body, properties, mandatory=True)
        end = time.monotonic() + seconds
        while self._answer is None and (left := end - time.monotonic()) > 0:
            if self._unroutable:
                raise Problem(
                    "unavailable",
                    "service_away",
                    "A service that is needed for this is not running. Try again shortly.",
                )
            self.connection.process_data_events(time_limit=left)
        return self._answer

    def close(self) -> None:
        """Drop the connection without waiting for a broker that may not answer."""
        try:
            self.connection.close()
        except AMQPError:
            return


class Caller:
    """Calls other services' operations, as this service itself or on behalf of the person who asked it."""

    def __init__(self, amqp_url: str, signer: Signer, name: str) -> None:
        """Take the broker's URL, the signer of this service's own token, and the service's name."""
        self._amqp_url = amqp_url
        self._signer = signer
        self._name = name
        self._idle: deque[_Line] = deque()
        self._lock = threading.Lock()

    def call(
        self,
        operation: Operation,
        *,
        path: Mapping[str, Any] | None = None,
        query: Mapping[str, Any] | None = None,
        body: Any = None,
        on_behalf_of: str | None = None,
        seconds: float = 5.0,
        idempotency_key: str | None = None,
    ) -> Any:
        """Call and give the parsed answer; a refusal is raised as the Problem the other service gave.

        Without `on_behalf_of` (an actor token) the service asks as itself. An unreachable service is Problem `unavailable`, a late one `too_late`.
        """
        context = current.get()
        headers = {
            "nameko.call_id_stack": [f"{self._name}.call"],
            "nameko.actor": on_behalf_of or self._signer.sign_service(),
            "nameko.deadline": int((time.time() + seconds) * 1000),
            "nameko.correlation_id": context.correlation_id or uuid.uuid4().hex,
        }
        if context.traceparent:
            headers["nameko.traceparent"] = context.traceparent
        if operation.changes:
            headers["nameko.idempotency_key"] = idempotency_key or uuid.uuid4().hex
        kwargs = {
            "path": {name: str(value) for name, value in (path or {}).items()},
            "query": {name: str(value) for name, value in (query or {}).items()},
            "body": body,
        }
        request = orjson.dumps({"args": [], "kwargs": kwargs}, default=str)
        _properties, answer = self._ask(f"{operation.service}.{operation.name}", request, headers, seconds)
        parsed = orjson.loads(answer)
        if parsed["error"] is None:
            return parsed["result"]
        raise Problem.from_wire(
            parsed["error"].get("problem", {"kind": "failed", "code": "failed", "detail": "The service failed."})
        )

    def _ask(self, routing_key: str, body: bytes, headers: dict[str, Any], seconds: float) -> tuple[Any, bytes]:
        for fresh in (False, True):
            line: _Line | None = None
            try:
                line = self._borrow(fresh=fresh)
                answer = line.ask(routing_key, body, headers, seconds)
            except (AMQPError, OSError) as error:
                if line is not None:
                    line.close()
                if fresh:
                    raise Problem(
                        "unavailable", "bus_away", "The services cannot reach one another just now. Try again shortly."
                    ) from error
                continue
            except Problem:
                if line is not None:
                    self._give_back(line)
                raise
            if answer is None:
                line.close()
                raise Problem(
                    "too_late",
                    "no_answer_in_time",
                    "A service that is needed for this did not answer in time. Try again.",
                )
            self._give_back(line)
            return answer
        raise AssertionError("unreachable")

    def _borrow(self, *, fresh: bool) -> _Line:
        with self._lock:
            if self._idle and not fresh:
                return self._idle.pop()
        return _Line(self._amqp_url, self._name)

    def _give_back(self, line: _Line) -> None:
        with self._lock:
            if len(self._idle) < _IDLE:
                self._idle.append(line)
                return
        line.close()

    def close(self) -> None:
        """Close the idle connections."""
        while self._idle:
            self._idle.pop().close()
