"""A service of a few lines on plain pika that speaks the wire format: it answers what it saw.

The path and query of a call say how it answers: `?after=problem` refuses, `?limit=2` has a next page, `/slow` never answers.
What a test puts into `answers` is answered to the operation of that name instead.
"""

from __future__ import annotations

import threading
from typing import Any

import orjson
import pika

PROBLEM = {
    "result": None,
    "error": {
        "exc_type": "Problem", "exc_path": "services.common.errors.Problem", "exc_args": ["thing_sold"], "value": "Sold.",
        "problem": {"kind": "conflict", "code": "thing_sold", "detail": "This thing is sold already.", "sold_to": "7"},
    },
}  # fmt: skip


class Echo:
    """Runs the service in a thread; `seen` holds every message, joined or single."""

    def __init__(self, amqp_url: str, service: str = "echo") -> None:
        """Take the broker's URL."""
        self._url = amqp_url
        self._service = service
        self._ready = threading.Event()
        self._thread: threading.Thread | None = None
        self._connection: Any = None
        self.seen: list[dict[str, Any]] = []
        self.messages: list[int] = []
        self.pause = 0.0
        self.answers: dict[str, Any] = {}

    def start(self) -> Echo:
        """Begin to answer, or begin again."""
        self._ready.clear()
        self._thread = threading.Thread(target=self._run, daemon=True)
        self._thread.start()
        assert self._ready.wait(10)
        return self

    def stop(self) -> None:
        """Stop answering; the queue stays, as nameko's does."""
        self._connection.add_callback_threadsafe(self._channel.stop_consuming)
        if self._thread is not None:
            self._thread.join(10)

    def remove_queue(self) -> None:
        """Remove the queue, as if the service had never run."""
        with pika.BlockingConnection(pika.URLParameters(self._url)) as connection:
            connection.channel().queue_delete(f"rpc-{self._service}")

    def publish(self, routing_key: str, envelope: dict[str, Any]) -> None:
        """Publish an event."""
        with pika.BlockingConnection(pika.URLParameters(self._url)) as connection:
            channel = connection.channel()
            channel.exchange_declare(f"{self._service}.events", "topic", durable=True)
            channel.basic_publish(f"{self._service}.events", routing_key, orjson.dumps(envelope))

    def _run(self) -> None:
        self._connection = pika.BlockingConnection(pika.URLParameters(self._url))
        self._channel = self._connection.channel()
        queue = f"rpc-{self._service}"
        self._channel.exchange_declare("nameko-rpc", "topic", durable=True)
        self._channel.queue_declare(queue, durable=True)
        self._channel.queue_bind(queue, "nameko-rpc", f"{self._service}.*")
        self._channel.queue_purge(queue)
        self._channel.basic_qos(prefetch_count=50)
        self._channel.basic_consume(queue, self._take)
        self._ready.set()
        self._channel.start_consuming()
        self._connection.close()

    def _take(self, channel: Any, method: Any, properties: Any, body: bytes) -> None:
        operation = method.routing_key.partition(".")[2]
        kwargs = orjson.loads(body)["kwargs"]
        if self.pause:
            self._connection.sleep(self.pause)
        if operation == "hello":
            headers, answer = {"cmms.status": 200}, b'{"result": {"service": "echo"}, "error": null}'
        elif operation == "answer_many":
            headers, answer = self._many(kwargs["calls"])
        else:
            call = {"operation": operation, **kwargs, "headers": dict(properties.headers)}
            self.messages.append(1)
            headers, answer = self._one(call)
        channel.basic_ack(method.delivery_tag)
        if operation != "read_slowly":
            channel.basic_publish(
                "nameko-rpc", properties.reply_to, answer,
                pika.BasicProperties(correlation_id=properties.correlation_id, headers=headers, content_type="application/json"),
            )  # fmt: skip

    def _many(self, calls: list[dict[str, Any]]) -> tuple[dict[str, Any], bytes]:
        self.messages.append(len(calls))
        pairs = [(headers, _bare(body)) for headers, body in map(self._one, calls)]
        answers = [
            {key.removeprefix("cmms."): value for key, value in headers.items()} or {"status": 0}
            for headers, _ in pairs
        ]
        return {"cmms.lengths": [len(body) for _, body in pairs], "cmms.answers": answers}, b"".join(
            body for _, body in pairs
        )

    def _one(self, call: dict[str, Any]) -> tuple[dict[str, Any], bytes]:
        self.seen.append(call)
        if (call.get("query") or {}).get("after") == "problem":
            return {}, orjson.dumps(PROBLEM)
        headers: dict[str, Any] = {"cmms.status": 200}
        result: Any = {
            "operation": call["operation"],
            "path": call["path"],
            "query": call["query"],
            "body": call.get("body"),
        }
        if call["operation"] == "create_thing":
            headers = {"cmms.status": 201, "cmms.location": "/api/things/1", "cmms.etag": "1"}
        if call["operation"] == "remove_thing":
            headers, result = {"cmms.status": 204}, None
        if call["operation"] == "read_thing":
            headers["cmms.etag"] = "7"
        if call["operation"] == "list_own_recusals":
            result = {"case_ids": []}
        if call["operation"] == "read_calendar":
            result = "BEGIN:VCALENDAR\r\nEND:VCALENDAR\r\n"
        if call["operation"] == "list_things" and call["query"].get("limit") == "2":
            headers["cmms.next"] = "a b&c"
        result = self.answers.get(call["operation"], result)
        return headers, b'{"result": ' + orjson.dumps(result) + b', "error": null}'


def _bare(body: bytes) -> bytes:
    """Give what a joined answer holds of a single one: the result, or the problem alone."""
    answer = orjson.loads(body)
    return orjson.dumps(answer["result"] if answer["error"] is None else answer["error"]["problem"])
