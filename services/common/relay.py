"""The relay: publishes what stands in the outbox, in order, with publisher confirms, and marks it.

One relay of a service works at a time (an advisory lock); others wait to take over. A relay that dies between publishing
and marking publishes again: listeners know an event by its id. It is a plain process with pika, without green threads.
"""

from __future__ import annotations

import contextlib
import select
import signal
import time
import zlib
from typing import Any, Final

import pika
import psycopg2
from pika.exceptions import AMQPError

from services.common.closing import CHANNEL
from services.common.logs import get_log
from services.common.metrics import OUTBOX_AGE, PUBLISHED

BATCH: Final = 200
_POLL_SECONDS: Final = 1.0
_GATHER_SECONDS: Final = 0.02
_LONGEST_WAIT: Final = 5.0
_HEARTBEAT_SECONDS: Final = 10

_PENDING = "SELECT id, event_type, envelope FROM outbox WHERE published_at IS NULL ORDER BY id LIMIT %s"
_MARK = "UPDATE outbox SET published_at = clock_timestamp() WHERE id = ANY(%s)"
_AGE = (
    "SELECT coalesce(extract(epoch FROM clock_timestamp() - min(written_at)), 0) FROM outbox WHERE published_at IS NULL"
)

log = get_log(__name__)


class Relay:
    """Carries one service's events from its outbox to its exchange."""

    def __init__(self, service: str, database_url: str, amqp_url: str) -> None:
        """Take the service's name, its database and its broker login."""
        self._service = service
        self._database_url = database_url
        self._exchange = f"{service}.events"
        self._parameters = pika.URLParameters(amqp_url)
        self._parameters.heartbeat = _HEARTBEAT_SECONDS
        self._parameters.blocked_connection_timeout = 10
        self._parameters.socket_timeout = 3
        self._database: Any = None
        self._broker: Any = None
        self._channel: Any = None
        self._is_stopping = False
        self._aged_at = 0.0

    @property
    def is_connected(self) -> bool:
        """Tell whether both the database and the broker are there."""
        return bool(self._database and not self._database.closed and self._broker and self._broker.is_open)

    def stop(self, *_signal: Any) -> None:
        """End after the batch under way."""
        self._is_stopping = True

    def run(self) -> None:
        """Carry events until told to stop, however often either side goes away."""
        wait = 0.2
        while not self._is_stopping:
            try:
                self._connect()
                wait = 0.2
                self._carry()
            except (psycopg2.Error, AMQPError, OSError) as error:
                log.warning("relay_waits", reason=repr(error), again_in=wait)
                self._disconnect()
                time.sleep(wait)
                wait = min(wait * 2, _LONGEST_WAIT)
        self._disconnect()

    def _connect(self) -> None:
        self._database = psycopg2.connect(
            self._database_url, connect_timeout=3, application_name=f"cmms-{self._service}-relay",
            options="-c timezone=UTC -c statement_timeout=15000",
            keepalives_idle=15, keepalives_interval=5, keepalives_count=3,
        )  # fmt: skip
        self._database.autocommit = True
        self._broker = pika.BlockingConnection(self._parameters)
        self._channel = self._broker.channel()
        self._channel.confirm_delivery()

    def _disconnect(self) -> None:
        with contextlib.suppress(Exception):
            self._database.close()
        with contextlib.suppress(Exception):
            self._broker.close()
        self._database = self._broker = None

    def _carry(self) -> None:
        with self._database.cursor() as cursor:
            key = zlib.crc32(f"relay {self._service}".encode())
            while not self._is_stopping:
                cursor.execute("SELECT pg_try_advisory_lock(%s)", (key,))
                if cursor.fetchone()[0]:
                    break
                self._broker.process_data_events(time_limit=1)
            cursor.execute(f"LISTEN {CHANNEL}")
            while not self._is_stopping:
                if not self.carry_batch(cursor):
                    self._wait_for_more(cursor)

    def carry_batch(self, cursor: Any) -> int:
        """Publish and mark the oldest events; give how many."""
        cursor.execute(_PENDING, (BATCH,))
        rows = cursor.fetchall()
        done: list[int] = []
        try:
            for number, event_type, envelope in rows:
                self._channel.basic_publish(self._exchange, event_type, envelope.encode(), _properties())
                done.append(number)
        finally:
            if done:
                cursor.execute(_MARK, (done,))
                PUBLISHED.inc(len(done))
        return len(rows)

    def _wait_for_more(self, cursor: Any) -> None:
        if time.monotonic() - self._aged_at >= _POLL_SECONDS:
            self._aged_at = time.monotonic()
            cursor.execute(_AGE)
            OUTBOX_AGE.set(float(cursor.fetchone()[0]))
        self._broker.process_data_events(time_limit=0)
        if select.select([self._database], [], [], _POLL_SECONDS)[0]:
            time.sleep(
                _GATHER_SECONDS
            )  # what is committed meanwhile goes along: far fewer statements when much happens
        self._database.poll()
        self._database.notifies.clear()


def _properties() -> pika.BasicProperties:
    return pika.BasicProperties(content_type="application/json", content_encoding="utf-8", delivery_mode=2)


def run_relay(relay: Relay) -> None:
    """Run a relay until SIGTERM."""
    signal.signal(signal.SIGTERM, relay.stop)
    signal.signal(signal.SIGINT, relay.stop)
    relay.run()
