"""The service's queue of calls, and the way each call is answered: one by one, or several reads joined in one message."""

from __future__ import annotations

import time
from collections.abc import Mapping, Sequence
from dataclasses import replace
from typing import TYPE_CHECKING, Any, Final

import eventlet
import orjson
from kombu import Exchange, Queue
from nameko.extensions import SharedExtension
from nameko.messaging import ProviderCollector

from services.common.answering import Request, answer
from services.common.answers import Answer, answer_json
from services.common.container import SteadyConsumer, acknowledge
from services.common.errors import Problem
from services.common.logs import get_log
from services.common.metrics import CALLS
from services.common.replies import RPC_EXCHANGE, ReplyPublisher
from services.common.together import answer_together
from services.common.tracing import span

if TYPE_CHECKING:
    from services.common.entrypoints import Answers

log = get_log(__name__)

QUEUE_LENGTH: Final = 10_000
_START: Final = b'{"result": '
_END: Final = b', "error": null}'


def read_request(kwargs: Mapping[str, Any], headers: Mapping[str, Any]) -> Request:
    """Read what a call's body and headers say."""
    return Request(
        path=kwargs.get("path") or {},
        query=kwargs.get("query") or {},
        body=kwargs.get("body"),
        actor_token=headers.get("nameko.actor"),
        deadline_ms=headers.get("nameko.deadline"),
        correlation_id=str(headers.get("nameko.correlation_id") or ""),
        idempotency_key=headers.get("nameko.idempotency_key"),
        if_match=headers.get("nameko.if_match"),
        traceparent=headers.get("nameko.traceparent"),
    )


def write_refusal(problem: Problem) -> bytes:
    """Write a Problem as any nameko proxy, and our own callers, read it."""
    error = {
        "exc_type": "Problem", "exc_path": "services.common.errors.Problem", "exc_args": [problem.code],
        "value": problem.detail, "problem": problem.to_wire(),
    }  # fmt: skip
    return orjson.dumps({"result": None, "error": error}, default=str)


class CallConsumer(SharedExtension, ProviderCollector):
    """The service's queue of calls, and the way each is answered."""

    queue_consumer = SteadyConsumer()

    def __init__(self) -> None:
        """Start without operations."""
        super().__init__()
        self._answering: dict[str, Answers] = {}
        self._publisher: ReplyPublisher | None = None
        self._left: Any = None

    def setup(self) -> None:
        """Describe the queue: bounded, so that a service that cannot keep up refuses instead of drowning."""
        name = self.container.service_name
        exchange = Exchange(RPC_EXCHANGE, type="topic", durable=True, no_declare=True)
        arguments = {"x-max-length": QUEUE_LENGTH, "x-overflow": "reject-publish"}
        self.queue = Queue(f"rpc-{name}", exchange, f"{name}.*", durable=True, queue_arguments=arguments)
        self.prefetch = self.container.max_workers
        self._publisher = ReplyPublisher(self.container.config["AMQP_URI"])
        self.queue_consumer.register_provider(self)

    def register_provider(self, provider: Answers) -> None:
        """Take an operation in."""
        super().register_provider(provider)
        self._answering[provider.operation.name] = provider

    def unregister_provider(self, provider: Answers) -> None:
        """Leave the queue with the first operation that stops: they all stop together."""
        if self._left is None:
            self._left = eventlet.Event()
            self.queue_consumer.unregister_provider(self)
            self._left.send(None)
        self._left.wait()
        super().unregister_provider(provider)

    def stop(self) -> None:
        """Leave nothing more to do: the operations have left the queue already."""

    def work(self, service: Any, message: Any) -> None:
        """Answer one message. One that comes again is acknowledged first: it may have ended its process."""
        if message.delivery_info.get("redelivered"):
            acknowledge(message)
        reply_to = message.properties.get("reply_to")
        if reply_to:
            body, headers = self._answer(service, message)
            sent = self._publisher and self._publisher.publish(
                reply_to, message.properties.get("correlation_id"), body, headers
            )
            if not sent:
                log.warning("reply_lost", routing_key=message.delivery_info["routing_key"])
        else:
            log.warning("call_without_reply_to", routing_key=message.delivery_info["routing_key"])
        acknowledge(message)

    def _answer(self, service: Any, message: Any) -> tuple[bytes, dict[str, Any]]:
        name = message.delivery_info["routing_key"].rpartition(".")[2]
        try:
            kwargs = self._read_kwargs(message.body)
            if name == "answer_many":
                return self._answer_many(service, kwargs, message.headers or {})
            if name == "hello":
                said = answer_json(
                    {"service": service.name, "version": service.version, "ready": service.database.is_up()}
                )
                return b"".join((_START, said.body, _END)), said.to_headers()
            given = self._answer_one(service, name, read_request(kwargs, message.headers or {}))
        except Problem as problem:
            return write_refusal(problem), {"cmms.status": 0}
        except Exception:
            # An unanswered message would stay with this process and take one of its places for ever.
            log.exception("call_failed", routing_key=message.delivery_info["routing_key"])
            return write_refusal(Problem("failed", "failed", "The service failed. The failure has been recorded.")), {
                "cmms.status": 0
            }
        return b"".join((_START, given.body, _END)), given.to_headers()

    @staticmethod
    def _read_kwargs(body: bytes | str) -> dict[str, Any]:
        try:
            kwargs = orjson.loads(body)["kwargs"]
        except (ValueError, KeyError, TypeError) as error:
            raise Problem("malformed", "message_malformed", "This message is not a call.") from error
        if not isinstance(kwargs, dict):
            raise Problem("malformed", "message_malformed", "This message is not a call.")
        return kwargs

    def _answer_one(self, service: Any, name: str, request: Request) -> Answer:
        provider = self._answering.get(name)
        if provider is None:
            raise Problem("not_found", "operation_unknown", "This service has no such operation.")
        started = time.perf_counter()
        outcome = "answered"
        try:
            with span(f"answer {name}", request.traceparent) as trace:
                traced = request if trace == request.traceparent else replace(request, traceparent=trace)
                return answer(
                    service, provider.method, provider.operation, traced, service.equipment,
                    transaction=provider.transaction,
                )  # fmt: skip
        except Problem as problem:
            outcome = problem.kind
            raise
        finally:
            CALLS.labels(name, outcome).observe(time.perf_counter() - started)

    def _answer_many(
        self, service: Any, kwargs: Mapping[str, Any], headers: Mapping[str, Any]
    ) -> tuple[bytes, dict[str, Any]]:
        bodies: list[bytes] = []
        answers: list[dict[str, Any]] = []
        calls = _read_calls(kwargs)
        known = self._answer_together(service, calls, headers)
        for place, call in enumerate(calls):
            try:
                given = known.get(place) or self._answer_one(
                    service, call["operation"], _read_joined(call, headers, self._answering)
                )
            except Problem as problem:
                bodies.append(orjson.dumps(problem.to_wire(), default=str))
                answers.append({"status": 0})
            else:
                bodies.append(given.body)
                answers.append({key.removeprefix("cmms."): value for key, value in given.to_headers().items()})
        lengths = [len(body) for body in bodies]
        return b"".join(bodies), {"cmms.status": 200, "cmms.lengths": lengths, "cmms.answers": answers}

    def _answer_together(
        self, service: Any, calls: Sequence[Mapping[str, Any]], headers: Mapping[str, Any]
    ) -> dict[int, Answer]:
        """Give the answers, by their place, of reads that one statement answers together."""
        places: dict[str, list[int]] = {}
        for place, call in enumerate(calls):
            places.setdefault(call["operation"], []).append(place)
        known: dict[int, Answer] = {}
        for name, asked in places.items():
            provider = self._answering.get(name)
            if provider is None or provider.together is None or len(asked) < 2:
                continue
            started = time.perf_counter()
            requests = [_read_joined(calls[place], headers, self._answering) for place in asked]
            given = answer_together(provider.operation, provider.together, requests, service.equipment)
            took = time.perf_counter() - started
            for place, answered in zip(asked, given, strict=True):
                if answered is not None:
                    known[place] = answered
                    CALLS.labels(name, "answered").observe(took)
        return known


def _read_calls(kwargs: Mapping[str, Any]) -> list[dict[str, Any]]:
    calls = kwargs.get("calls")
    if not isinstance(calls, list) or not all(
        isinstance(call, dict) and isinstance(call.get("operation"), str) for call in calls
    ):
        raise Problem("malformed", "message_malformed", "This message is not a list of calls.")
    return calls


def _read_joined(call: Mapping[str, Any], headers: Mapping[str, Any], known: Mapping[str, Answers]) -> Request:
    provider = known.get(call["operation"])
    if provider is not None and provider.operation.changes:
        raise Problem("malformed", "only_reads_join", "Only reads may be joined into one message.")
    return Request(
        path=call.get("path") or {},
        query=call.get("query") or {},
        actor_token=call.get("actor"),
        deadline_ms=headers.get("nameko.deadline"),
        correlation_id=str(call.get("correlation_id") or ""),
        traceparent=call.get("traceparent"),
    )
