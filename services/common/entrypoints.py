"""The three ways into a service, as nameko entrypoints: a call is answered, an event is heard, a timer runs."""

from __future__ import annotations

import zlib
from typing import Any, Final

import eventlet
import orjson
import sqlalchemy as sa
from kombu import Exchange, Queue
from nameko.extensions import Entrypoint

from services.common.api import Operation
from services.common.call_queue import CallConsumer
from services.common.container import SteadyConsumer, acknowledge
from services.common.context import Context, current
from services.common.events import Event
from services.common.listening import Listener, keep_failure, listen, read_delays
from services.common.logs import get_log
from services.common.together import Together

log = get_log(__name__)

ANSWERS: Final = "answers"
LISTENS: Final = "listens"
DELIVERY_LIMIT: Final = 5


class Answers(Entrypoint):
    """A method that answers an operation."""

    role = ANSWERS
    calls = CallConsumer()

    def __init__(self, operation: Operation, *, transaction: bool = True, together: Together | None = None) -> None:
        """Take the operation; transaction=False leaves opening transactions to the method.

        together: how reads of it that came in one message are answered by one statement.
        """
        super().__init__()
        self.operation = operation
        self.transaction = transaction
        self.together = together
        self.method: Any = None

    def setup(self) -> None:
        """Find the method and join the queue."""
        self.method = getattr(self.container.service_cls, self.method_name)
        self.calls.register_provider(self)

    def stop(self) -> None:
        """Leave the queue."""
        self.calls.unregister_provider(self)


class Hears(Entrypoint):
    """A method that hears an event; its durable queue is named after it, so the method's name is frozen once released."""

    role = LISTENS
    prefetch = 1
    queue_consumer = SteadyConsumer()

    def __init__(self, event: type[Event]) -> None:
        """Take the event."""
        super().__init__()
        self.event = event

    def setup(self) -> None:
        """Describe the queue: quorum, with a delivery limit and a dead queue behind it."""
        service = self.container.service_cls
        name = f"evt-{self.event.source}-{self.event.wire_name}--{service.name}.{self.method_name}"
        exchange = Exchange(f"{self.event.source}.events", type="topic", durable=True, no_declare=True)
        arguments = {
            "x-queue-type": "quorum", "x-delivery-limit": DELIVERY_LIMIT,
            "x-dead-letter-exchange": dead_exchange(service.name),
        }  # fmt: skip
        self.queue = Queue(name, exchange, self.event.wire_name, durable=True, queue_arguments=arguments)
        self.listener = Listener(self.method_name, self.event, getattr(service, self.method_name))
        self.queue_consumer.register_provider(self)

    def stop(self) -> None:
        """Take no more events."""
        self.queue_consumer.unregister_provider(self)

    def work(self, service: Any, message: Any) -> None:
        """Hear one message; it is acknowledged once its effect, or its failure, is in the database."""
        try:
            listen(service, self.listener, read_envelope_text(message.body), service.database, read_delays())
        except Exception:
            # Not even the failure could be kept. The broker counts how often the event comes back, then it is a dead letter.
            log.exception("listening_failed", handler=self.listener.name)
            eventlet.sleep(1)
            message.requeue()
            return
        acknowledge(message)


def dead_exchange(service: str) -> str:
    """Give the exchange of a service's dead letters: its own, for who may use the default exchange may write to any queue."""
    return f"{service}.dead"


def dead_queue(service: str) -> str:
    """Give the name of the queue of a service's dead letters."""
    return f"dead-{service}"


def read_envelope_text(body: bytes | str) -> Any:
    """Read a message's JSON; what is none comes back as text, to be parked as it is."""
    try:
        return orjson.loads(body)
    except ValueError:
        return body.decode("utf-8", "backslashreplace") if isinstance(body, bytes) else body


class ParksDeadLetters(Entrypoint):
    """Parks the events that ended their process as often as the broker allows."""

    role = LISTENS
    prefetch = 1
    queue_consumer = SteadyConsumer()

    def setup(self) -> None:
        """Describe the dead queue."""
        name = self.container.service_name
        exchange = Exchange(dead_exchange(name), type="fanout", durable=True, no_declare=True)
        self.queue = Queue(dead_queue(name), exchange, durable=True, queue_arguments={"x-queue-type": "quorum"})
        self.queue_consumer.register_provider(self)

    def stop(self) -> None:
        """Take no more dead letters."""
        self.queue_consumer.unregister_provider(self)

    def work(self, service: Any, message: Any) -> None:
        """Park one dead letter, waiting for the database as long as it takes."""
        envelope = read_envelope_text(message.body)
        queue = str((message.headers or {}).get("x-first-death-queue", ""))
        handler = queue.rpartition(".")[2] or "unknown"
        event_type = str(envelope.get("type", "unknown")) if isinstance(envelope, dict) else "unknown"
        while True:
            try:
                keep_failure(
                    service.database,
                    handler,
                    event_type,
                    envelope,
                    "its process ended, or could not keep why it failed",
                    delays=(),
                )
                break
            except sa.exc.SQLAlchemyError as error:
                log.warning("dead_letter_waits_for_database", reason=repr(error))
                eventlet.sleep(1)
        acknowledge(message)


class Every(Entrypoint):
    """A method that runs at a fixed interval, in one process of the service at a time, in one transaction."""

    role = LISTENS

    def __init__(self, seconds: float, *, transaction: bool = True) -> None:
        """Take the pause between two runs; transaction=False leaves opening transactions to the method."""
        super().__init__()
        self.seconds = seconds
        self.transaction = transaction
        self._is_stopping = eventlet.Event()

    def start(self) -> None:
        """Begin to run."""
        self.container.spawn_managed_thread(self._run, identifier=f"every {self.method_name}")

    def stop(self) -> None:
        """Run no more."""
        if not self._is_stopping.ready():
            self._is_stopping.send(None)

    def _run(self) -> None:
        while self._is_stopping.wait(timeout=self.seconds) is None and not self._is_stopping.ready():
            try:
                self._run_once()
            except Exception:
                log.exception("timer_failed", timer=self.method_name)

    def _run_once(self) -> None:
        service = self.container.service_cls()
        method = getattr(service, self.method_name)
        key = zlib.crc32(f"{service.name}.{self.method_name}".encode())
        token = current.set(Context("", f"service:{service.name}"))
        try:
            if self.transaction:
                with service.database.transaction() as session:
                    if session.scalar(sa.text("SELECT pg_try_advisory_xact_lock(:key)"), {"key": key}):
                        method(session)
                return
            with service.database.reading() as session:
                if not session.scalar(sa.text("SELECT pg_try_advisory_lock(:key)"), {"key": key}):
                    return
                try:
                    method(session)
                finally:
                    session.execute(sa.text("SELECT pg_advisory_unlock(:key)"), {"key": key})
        finally:
            current.reset(token)
