"""The probe's fixtures: its database, its exchanges, its processes, and a client that speaks the wire format."""

from __future__ import annotations

import json
import os
import signal
import socket
import subprocess
import sys
import time
import urllib.error
import urllib.request
import uuid
from collections.abc import Callable, Iterator
from contextlib import closing
from pathlib import Path
from typing import Any

import orjson
import pika
import pytest
import sqlalchemy as sa

import services
from services.common.actor import Signer, make_key_pair
from services.common.database import Database
from tests.conftest import database_of, read_instance
from tests.integration.chassis.wire import Wire

HERE = Path(__file__).parent
if str(HERE) not in services.__path__:
    services.__path__.append(str(HERE))


def free_port() -> int:
    """Give a port that nobody listens on."""
    with closing(socket.create_server(("127.0.0.1", 0))) as listener:
        port: int = listener.getsockname()[1]
        return port


def eventually(check: Callable[[], Any], *, seconds: float = 20.0) -> Any:
    """Give what the check gives once it is true; fail when it never is."""
    end = time.monotonic() + seconds
    while time.monotonic() < end:
        found = check()
        if found:
            return found
        time.sleep(0.05)
    raise AssertionError(f"not within {seconds} s")


def read_amqp_url() -> str:
    """Give the URL of the tests' broker, or skip what needs it when there is none."""
    url = read_instance().get("amqp_url") or os.environ.get("CMMS_TEST_AMQP")
    if not url:
        if os.environ.get("CI"):
            pytest.fail("no RabbitMQ for the tests: run them by ./cmms test")
        pytest.skip("needs RabbitMQ: run by ./cmms test, or set CMMS_TEST_AMQP")
    return str(url)


class Probe:
    """The probe's world: servers behind wires, keys, processes."""

    def __init__(self, database: Database, amqp_url: str, folder: Path) -> None:
        """Take the servers."""
        self.database = database
        self.amqp_url = amqp_url
        self._folder = folder
        self.broker_wire = Wire(pika.URLParameters(amqp_url).port)
        self.database_wire = Wire(database.engine.url.port or 5432)
        self.keys = {name: make_key_pair() for name in ("gateway", "probe", "friend", "stranger")}
        self.processes: dict[str, subprocess.Popen[bytes]] = {}
        self._started: list[subprocess.Popen[bytes]] = []
        self.health: dict[str, int] = {}

    def environment(self, **more: str) -> dict[str, str]:
        """Give a probe process's environment; its servers lie behind the wires."""
        amqp = sa.make_url(self.amqp_url).set(host="127.0.0.1", port=self.broker_wire.port)
        database = self.database.engine.url.set(drivername="postgresql", host="127.0.0.1", port=self.database_wire.port)
        public = {name: pair[1] for name, pair in self.keys.items() if name != "stranger"}
        return {
            **{name: value for name, value in os.environ.items() if not name.startswith("CMMS_")},
            "CMMS_DATABASE_URL": database.render_as_string(hide_password=False),
            "CMMS_AMQP_URL": amqp.render_as_string(hide_password=False),
            "CMMS_ACTOR_PUBLIC_KEYS": json.dumps(public),
            "CMMS_ACTOR_PRIVATE_KEY": self.keys["probe"][0],
            "CMMS_RETRY_SECONDS": "1,1",
            **more,
        }

    def start(
        self, role: str, *, may_die: bool = False, waits: bool = True, **environment: str
    ) -> subprocess.Popen[bytes]:
        """Start a process of the probe and wait until it is ready (or, where it may, dead)."""
        port = self.health[role] = free_port()
        with (self._folder / f"{role}.log").open("ab") as log:
            process = self.processes[role] = subprocess.Popen(
                [sys.executable, str(HERE / "run_probe.py"), role],
                env=self.environment(CMMS_HEALTH_PORT=str(port), **environment), stdout=log, stderr=log,
            )  # fmt: skip
        self._started.append(process)
        if not waits:
            return process
        eventually(lambda: self.is_ready(role) or process.poll() is not None)
        assert may_die or process.poll() is None, self.logs(role)
        return process

    def is_ready(self, role: str) -> bool:
        """Tell whether a process says that it can work."""
        try:
            with urllib.request.urlopen(f"http://127.0.0.1:{self.health[role]}/health/ready", timeout=2) as answer:
                return bool(answer.status == 200)
        except (OSError, urllib.error.HTTPError):
            return False

    def metrics(self, role: str) -> str:
        """Give what a process measures."""
        with urllib.request.urlopen(f"http://127.0.0.1:{self.health[role]}/metrics", timeout=2) as answer:
            return str(answer.read().decode())

    def logs(self, role: str) -> str:
        """Give what a process has logged."""
        return (self._folder / f"{role}.log").read_text()

    def token(self, *may: str, issuer: str = "gateway", sub: str | None = None, lifetime: float = 100) -> str:
        """Sign an actor token."""
        claims = {"sub": sub or str(uuid.uuid4()), "may": list(may), "districts": ["*"]}
        return Signer(issuer, self.keys[issuer][0]).sign(claims, lifetime=lifetime)

    def count(self, statement: str, **values: Any) -> int:
        """Give the number that a statement finds."""
        with self.database.reading() as session:
            return int(session.scalar(sa.text(statement), values) or 0)

    def execute(self, statement: str, **values: Any) -> None:
        """Run a statement."""
        with self.database.transaction() as session:
            session.execute(sa.text(statement), values)

    def end(self) -> None:
        """End every process."""
        for process in self._started:
            if process.poll() is None:
                process.send_signal(signal.SIGKILL)
                process.wait()
        self.broker_wire.close()
        self.database_wire.close()


class Line:
    """A caller that speaks the wire format, as the gateway does."""

    def __init__(self, amqp_url: str) -> None:
        """Open a connection and a queue for replies."""
        self.connection = pika.BlockingConnection(pika.URLParameters(amqp_url))
        self.channel = self.connection.channel()
        self._reply_key = uuid.uuid4().hex
        queue = f"rpc.reply-gateway-{self._reply_key}"
        self.channel.queue_declare(queue, exclusive=True, auto_delete=True)
        self.channel.queue_bind(queue, "nameko-rpc", self._reply_key)
        self.channel.basic_consume(queue, self._take, auto_ack=True)
        self._answers: dict[str, tuple[Any, bytes]] = {}

    def _take(self, _channel: Any, _method: Any, properties: Any, body: bytes) -> None:
        self._answers[properties.correlation_id] = (properties, body)

    def send(self, name: str, body: bytes | dict[str, Any] | None = None, **options: Any) -> str:
        """Send a request; give its correlation id."""
        correlation_id = uuid.uuid4().hex
        raw = body if isinstance(body, bytes) else orjson.dumps({"args": [], "kwargs": body or {}})
        headers = {f"nameko.{key}": value for key, value in options.get("headers", {}).items() if value is not None}
        properties = pika.BasicProperties(
            content_type=options.get("content_type", "application/json"), content_encoding="utf-8", headers=headers,
            correlation_id=correlation_id, reply_to=options.get("reply_to", self._reply_key), delivery_mode=1,
        )  # fmt: skip
        self.channel.basic_publish("nameko-rpc", f"probe.{name}", raw, properties)
        return correlation_id

    def wait(self, correlation_id: str, *, seconds: float = 10) -> tuple[dict[str, Any], Any, bytes] | None:
        """Give an answer's headers, JSON and bytes; None when there is none in time."""
        end = time.monotonic() + seconds
        while correlation_id not in self._answers and time.monotonic() < end:
            self.connection.process_data_events(time_limit=0.05)
        if correlation_id not in self._answers:
            return None
        properties, body = self._answers.pop(correlation_id)
        many = "cmms.lengths" in (properties.headers or {})
        return properties.headers or {}, None if many else orjson.loads(body), body

    def ask(
        self, name: str, body: bytes | dict[str, Any] | None = None, **options: Any
    ) -> tuple[dict[str, Any], Any, bytes]:
        """Send a request and give its answer."""
        answer = self.wait(self.send(name, body, **options), seconds=options.get("seconds", 10))
        assert answer is not None, f"no answer to {name}"
        return answer


@pytest.fixture(scope="session")
def _bus() -> str:
    url = read_amqp_url()
    with closing(pika.BlockingConnection(pika.URLParameters(url))) as connection:
        channel = connection.channel()
        for exchange in ("nameko-rpc", "probe.events"):
            channel.exchange_declare(exchange, "topic", durable=True)
        channel.exchange_declare("probe.dead", "fanout", durable=True)
    return url


@pytest.fixture
def probe(_bus: str, tmp_path: Path) -> Iterator[Probe]:
    """Give the probe with empty tables and queues; nothing of it runs yet."""
    database = database_of("probe")
    with database.transaction() as session:
        session.execute(
            sa.text("TRUNCATE notes, heard, ran, outbox, inbox, retries, idempotency_keys, audit_verifications")
        )
    with closing(pika.BlockingConnection(pika.URLParameters(_bus))) as connection:
        channel = connection.channel()
        for queue in ("rpc-probe", "dead-probe", "evt-probe-note_added--probe.when_note_added"):
            channel.queue_delete(queue)
    world = Probe(database, _bus, tmp_path)
    yield world
    world.end()


@pytest.fixture
def line(_bus: str) -> Iterator[Line]:
    """Give a caller."""
    opened = Line(_bus)
    yield opened
    opened.connection.close()
