"""A person at the API: signs in, calls operations by their declaration, and repeats under the same key what found nobody in.

Every change carries an Idempotency-Key, so repeating one after a lost answer is harmless: it happens once.
"""

from __future__ import annotations

import http.client
import json
import time
import urllib.parse
import uuid
from dataclasses import dataclass, field
from typing import Any, Final

from services.common.api import Operation

_AWAY: Final = (429, 502, 503, 504)


class RefusedError(Exception):
    """An answer that is not the one that was wanted."""

    def __init__(self, what: str, status: int, body: Any, headers: dict[str, str] | None = None) -> None:
        """Take what was asked, the status, the problem and the headers."""
        problem = body if isinstance(body, dict) else {}
        super().__init__(
            f"{what}: {status} {problem.get('code', '')} {problem.get('detail', body)} {problem.get('errors', '')}"
        )
        self.status = status
        self.headers = headers or {}
        self.code = str(problem.get("code", ""))
        self.problem = problem


@dataclass
class Answered:
    """An answer: its status, headers (lower-case names) and JSON."""

    status: int
    headers: dict[str, str]
    body: Any


@dataclass
class Person:
    """Somebody who is signed in; `patience`: seconds for which a service that is away is asked again."""

    address: str
    login: str
    password: str
    patience: float = 0.0
    token: str = ""
    told: list[float] = field(default_factory=list)

    def sign_in(self) -> Person:
        """Sign in with login and password, and take a bearer token as a program does."""
        credentials = {"login": self.login, "password": self.password}
        answer = self.ask("POST", "/api/login", credentials)
        cookie = answer.headers["set-cookie"].partition(";")[0]
        issued = self.ask(
            "POST", "/api/tokens", {"name": "demonstration", "days": 1}, {"Cookie": cookie, "Origin": self.address}
        )
        self.token = issued.body["token"]
        return self

    def call(
        self,
        operation: Operation,
        body: Any = None,
        *,
        query: dict[str, Any] | None = None,
        if_match: object = None,
        **path: Any,
    ) -> Any:
        """Call an operation; give its answer's JSON. The path's parameters go by name."""
        where = operation.plain_path.format(
            **{name: urllib.parse.quote(str(value), safe="") for name, value in path.items()}
        )
        if query:
            where += "?" + urllib.parse.urlencode(query)
        headers = {"If-Match": f'"{if_match}"'} if if_match is not None else {}
        return self.ask(operation.method, f"/api{where}", body, headers).body

    def ask(self, method: str, path: str, body: Any = None, headers: dict[str, str] | None = None) -> Answered:
        """Send a request, again while nobody is in and patience lasts; raise RefusedError for what is refused."""
        sent = {"Accept": "application/json", **(headers or {})}
        if self.token:
            sent["Authorization"] = f"Bearer {self.token}"
        if method != "GET":
            sent["Idempotency-Key"] = uuid.uuid4().hex
        raw = None if body is None else json.dumps(body, default=str).encode()
        if raw is not None:
            sent["Content-Type"] = "application/json"
        end = time.monotonic() + self.patience
        while True:
            answer = self._try(method, path, raw, sent)
            if answer and answer.status < 400:
                return answer
            if (answer is None or answer.status in _AWAY) and time.monotonic() < end:
                self.told.append(time.monotonic())
                time.sleep(0.3)
                continue
            if answer is None:
                raise RefusedError(f"{method} {path}", 0, f"nobody answers at {self.address}")
            raise RefusedError(f"{method} {path}", answer.status, answer.body, answer.headers)

    def _try(self, method: str, path: str, raw: bytes | None, headers: dict[str, str]) -> Answered | None:
        parts = urllib.parse.urlsplit(self.address)
        connection = http.client.HTTPConnection(parts.hostname or "", parts.port, timeout=30)
        try:
            connection.request(method, path, raw, headers)
            response = connection.getresponse()
            text = response.read()
        except (OSError, http.client.HTTPException):
            return None
        finally:
            connection.close()
        said = {name.lower(): value for name, value in response.getheaders()}
        is_json = "json" in said.get("content-type", "")
        return Answered(
            response.status, said, json.loads(text) if is_json and text else text.decode("utf-8", "replace")
        )


def send_file(form: dict[str, Any], content: bytes, patience: float = 0.0) -> int:
    """Send a file straight to the object store as its form says (RFC 7578), again while patience lasts; give the status.

    The form names the object, so that a file that is sent twice is there once. 0 when nobody answered.
    """
    boundary = uuid.uuid4().hex
    parts = [
        f'--{boundary}\r\nContent-Disposition: form-data; name="{name}"\r\n\r\n{value}\r\n'.encode()
        for name, value in form["fields"].items()
    ]
    parts.append(f'--{boundary}\r\nContent-Disposition: form-data; name="file"; filename="file"\r\n\r\n'.encode())
    body = b"".join((*parts, content, f"\r\n--{boundary}--\r\n".encode()))
    end = time.monotonic() + patience
    status = _post_form(form["url"], boundary, body)
    while status in (0, *_AWAY) and time.monotonic() < end:
        time.sleep(0.3)
        status = _post_form(form["url"], boundary, body)
    return status


def _post_form(url: str, boundary: str, body: bytes) -> int:
    where = urllib.parse.urlsplit(url)
    connection = http.client.HTTPConnection(where.hostname or "", where.port, timeout=60)
    try:
        connection.request(
            "POST", where.path or "/", body, {"Content-Type": f"multipart/form-data; boundary={boundary}"}
        )
        return connection.getresponse().status
    except (OSError, http.client.HTTPException):
        return 0
    finally:
        connection.close()
