"""Ask a side single questions, before and beside the load: is it right, what does it answer, where do its pages begin."""

from __future__ import annotations

import json
import socket
from dataclasses import dataclass
from typing import Any

from tests.load.wire import AnswerReader


class WrongAnswerError(Exception):
    """A side does not answer as it must; measuring it would mean nothing."""


@dataclass(frozen=True, slots=True)
class Door:
    """Where a side answers, and as whom it is asked."""

    port: int
    token: str
    host: str = "127.0.0.1"

    def request(self, method: str, path: str, body: str | None = None, **headers: str) -> str:
        """Give a request as text, ready to be sent."""
        lines = [
            f"{method} {path} HTTP/1.1",
            f"Host: {self.host}:{self.port}",
            f"Authorization: Bearer {self.token}",
            "Accept: application/json",
            *(f"{name.replace('_', '-')}: {value}" for name, value in headers.items()),
        ]
        if body is not None:
            lines += ["Content-Type: application/json", f"Content-Length: {len(body.encode())}"]
        return "\r\n".join(lines) + "\r\n\r\n" + (body or "")


@dataclass(frozen=True, slots=True)
class Said:
    """An answer: its status and its JSON."""

    status: int
    body: bytes

    def json(self) -> Any:
        """Give the JSON."""
        return json.loads(self.body)


def ask(door: Door, request: str) -> Said:
    """Send one request on a connection of its own and read the whole answer."""
    reader = AnswerReader(keeps=True)
    with socket.create_connection((door.host, door.port), timeout=30) as connection:
        connection.sendall(request.encode())
        while True:
            chunk = connection.recv(1 << 16)
            if not chunk:
                raise WrongAnswerError("the connection ended before the answer did")
            if reader.feed(chunk):
                return Said(reader.status, reader.body)


def require(door: Door, request: str, status: int) -> Any:
    """Ask and give the JSON; refuse another status."""
    said = ask(door, request)
    if said.status != status:
        first = request.split("\r\n", 1)[0]
        raise WrongAnswerError(
            f"{first}: {said.status} in place of {status}: {said.body[:500].decode(errors='replace')}"
        )
    return said.json()


def shape(value: Any) -> Any:
    """Give what a JSON value is made of: names of members and kinds of values, for comparing two sides' answers.

    A list has the shape of its first element; null fits anything, so it is left out of a comparison by `differences`.
    """
    if isinstance(value, dict):
        return {name: shape(member) for name, member in value.items()}
    if isinstance(value, list):
        return [shape(value[0])] if value else []
    return None if value is None else type(value).__name__


def differences(one: Any, other: Any, path: str = "") -> list[str]:
    """Say where two shapes differ."""
    if one is None or other is None or one == other:
        return []
    if isinstance(one, dict) and isinstance(other, dict):
        missing = [f"{path}.{name}: only one side has it" for name in sorted(one.keys() ^ other.keys())]
        common = sorted(one.keys() & other.keys())
        return missing + [text for name in common for text in differences(one[name], other[name], f"{path}.{name}")]
    if isinstance(one, list) and isinstance(other, list):
        return differences(one[0], other[0], f"{path}[]") if one and other else []
    return [f"{path}: {one} here, {other} there"]
