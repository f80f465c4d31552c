"""The way back of an answer: a connection of its own, transient, without confirms, encoded once.

A lost reply costs its caller a time-out and nothing else, so nothing here waits for the broker: a writer lock, one reader
that notices a close, and an abrupt end when anything is wrong. The next reply opens a new connection.
"""

from __future__ import annotations

import contextlib
from typing import Any

import amqp
import eventlet
from amqp import spec
from eventlet.semaphore import Semaphore
from kombu.utils.url import url_to_parts

from services.common.logs import get_log

RPC_EXCHANGE = "nameko-rpc"
_CONNECT_SECONDS = 3

log = get_log(__name__)


class ReplyPublisher:
    """Publishes replies from any green thread of the process."""

    def __init__(self, amqp_url: str) -> None:
        """Take the broker's URL; the connection is opened by the first reply."""
        self._amqp_url = amqp_url
        self._lock = Semaphore()
        self._connection: Any = None
        self._channel: Any = None

    def publish(self, reply_to: str, correlation_id: str | None, body: bytes, headers: dict[str, Any]) -> bool:
        """Send one reply; tell whether it could be handed to the broker."""
        message = amqp.Message(
            body, content_type="application/json", content_encoding="utf-8", correlation_id=correlation_id,
            delivery_mode=1, application_headers=headers,
        )  # fmt: skip
        with self._lock:
            for _attempt in range(2):
                try:
                    if self._connection is None:
                        self._connect()
                    self._channel.send_method(
                        spec.Basic.Publish, "Bssbb", (0, RPC_EXCHANGE, reply_to, False, False), message
                    )
                except Exception as error:  # noqa: BLE001 - whatever happened, the connection is of no more use
                    self._drop(self._connection)
                    log.warning("reply_connection_lost", reason=repr(error))
                else:
                    return True
        return False

    def close(self) -> None:
        """Drop the connection."""
        self._drop(self._connection)

    def _connect(self) -> None:
        _, host, port, user, password, vhost, _ = url_to_parts(self._amqp_url)
        connection = amqp.Connection(
            f"{host}:{port or 5672}", userid=user, password=password, virtual_host=vhost or "/", heartbeat=30,
            connect_timeout=_CONNECT_SECONDS, read_timeout=None, write_timeout=5,
        )  # fmt: skip
        connection.connect()
        self._channel = connection.channel()
        self._connection = connection
        eventlet.spawn_n(self._read, connection)

    def _read(self, connection: Any) -> None:
        try:
            while self._connection is connection:
                with contextlib.suppress(TimeoutError):
                    connection.drain_events(timeout=10)
                connection.heartbeat_tick()
        except Exception as error:  # noqa: BLE001 - any failure means the same: this connection is over
            log.info("reply_connection_closed", reason=repr(error))
        self._drop(connection)

    def _drop(self, connection: Any) -> None:
        if connection is None:
            return
        if self._connection is connection:
            self._connection = None
        with contextlib.suppress(Exception):
            connection.transport.sock.close()
