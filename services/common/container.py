"""nameko's container and consumer, made so that nothing a message, a handler or the broker does can end the process.

nameko 2.14.1 as it comes ends its process when the broker goes away under a call, closes the connection while work is
still under way, and acknowledges what it cannot decode. Here a worker never raises, the connection stays until the last
message is acknowledged, and providers get the message undecoded, to answer or park what is not JSON.
"""

from __future__ import annotations

from collections.abc import Callable, Iterator
from contextlib import AbstractContextManager, contextmanager, suppress
from functools import partial
from typing import Any

from kombu import Connection
from nameko.containers import ServiceContainer
from nameko.extensions import iter_extensions
from nameko.messaging import QueueConsumer
from nameko.utils.concurrency import SpawningSet

from services.common.logs import get_log

log = get_log(__name__)

_HEARTBEAT_SECONDS = 20
_LONGEST_RECONNECT_SECONDS = 2


class RoleContainer(ServiceContainer):
    """A container of one role (`answers` or `listens`) of a service."""

    def __init__(self, service_cls: type, config: dict[str, Any]) -> None:
        """Keep the entrypoints of the configured role only."""
        super().__init__(service_cls, config)
        declared: Any = self.entrypoints
        self.entrypoints: Any = SpawningSet(bound for bound in declared if bound.role == config["ROLE"])
        self.subextensions = SpawningSet()
        for bound in self.entrypoints:
            self.subextensions.update(iter_extensions(bound))
        self.consumer: SteadyConsumer | None = None

    @property
    def is_busy(self) -> bool:
        """Tell whether work is under way."""
        return bool(self._worker_pool.running())

    @property
    def is_ready(self) -> bool:
        """Tell whether the process takes messages."""
        return self.consumer is not None and self.consumer.is_consuming

    def _run_worker(self, worker_ctx: Any, handle_result: Any) -> None:
        del handle_result
        try:
            worker_ctx.entrypoint.work(worker_ctx.service, *worker_ctx.args)
        except Exception:
            log.exception("worker_failed", entrypoint=type(worker_ctx.entrypoint).__name__)


class SteadyConsumer(QueueConsumer):
    """Consumes until the last taken message is acknowledged; comes back after any outage."""

    def __init__(self) -> None:
        """Start as not consuming."""
        super().__init__()
        self.is_consuming = False

    def setup(self) -> None:
        """Let the container know its consumer."""
        super().setup()
        self.container.consumer = self

    @property
    def connection(self) -> Any:
        """Give the parameters of the connection."""
        return Connection(self.amqp_uri, heartbeat=_HEARTBEAT_SECONDS, connect_timeout=3)

    @contextmanager
    def establish_connection(self) -> Iterator[Any]:
        """Connect, however long it takes, asking again every two seconds."""
        with self.create_connection() as connection:
            connection.ensure_connection(
                self.on_connection_error, self.connect_max_retries,
                interval_start=0.2, interval_step=0.3, interval_max=_LONGEST_RECONNECT_SECONDS,
            )  # fmt: skip
            try:
                yield connection
            except Exception:
                # A polite end would wait for ever for a broker that hangs.
                with suppress(Exception):
                    connection.connection.transport.sock.close()
                raise

    def get_consumers(self, consumer_cls: Callable[..., Any], _channel: Any) -> Any:
        """Make one consumer a provider, each with the number of messages that its provider takes at a time."""
        for provider in self._providers:
            consumer = consumer_cls(queues=[provider.queue], on_message=partial(self._take, provider))
            consumer.qos(prefetch_count=provider.prefetch)
            self._consumers[provider] = consumer
        return self._consumers.values()

    def on_consume_ready(self, connection: Any, channel: Any, consumers: Any, **options: Any) -> None:
        """Note that messages come."""
        self.is_consuming = True
        super().on_consume_ready(connection, channel, consumers, **options)

    def on_connection_error(self, exc: Exception, interval: float) -> None:
        """Say that the broker is away."""
        self.is_consuming = False
        log.warning("broker_away", reason=repr(exc), again_in=interval)

    def on_iteration(self) -> None:
        """End the loop once every provider has left and the last taken message is acknowledged."""
        self._cancel_consumers_if_requested()
        if not self._consumers and not self.container.is_busy:
            self.should_stop = True

    @contextmanager
    def Consumer(self) -> Iterator[Any]:  # noqa: N802 - kombu's name
        """Note when messages stop coming."""
        consuming: AbstractContextManager[Any] = super().Consumer()
        try:
            with consuming as parts:
                yield parts
        finally:
            self.is_consuming = False

    def _take(self, provider: Any, message: Any) -> None:
        self.container.spawn_worker(provider, (message,), {})


def acknowledge(message: Any) -> None:
    """Acknowledge; when the connection is gone the broker has taken the message back already."""
    if message.acknowledged:
        return
    try:
        message.ack()
    except Exception as error:  # noqa: BLE001 - whatever the reason, the message will come again
        log.warning("acknowledgement_lost", reason=repr(error))
