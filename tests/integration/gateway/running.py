"""How the tests run a gateway: its own gunicorn, its own database, a broker reached through a line that can be cut."""

from __future__ import annotations

import datetime as dt
import json
import os
import signal
import socket
import subprocess
import sys
import threading
import time
import uuid
from contextlib import closing, suppress
from functools import cache
from pathlib import Path
from typing import Any
from urllib.parse import urlsplit

import httpx

from gateway.accounts.hashing import hash_password
from gateway.accounts.models import AccountRole, RolePermission
from gateway.accounts.usecases.accounts import create_account
from services.common.actor import Actor, make_key_pair
from services.common.database import Database
from services.common.ids import new_id

ROOT = Path(__file__).resolve().parents[3]
ECHO_DOORWAY = "tests.integration.gateway.doorway:application"
PASSWORD = "four plain words together"
ADMIN = Actor(id="service:gateway")
ROLE = {"role": "clerk", "districts": ["jacobabad"], "valid_from": "2026-01-01", "source": "Order 12/2026"}
_LONG_AGO = dt.date(2020, 1, 1)


def free_port() -> int:
    """Give a port that nobody listens on."""
    with closing(socket.socket()) as found:
        found.bind(("127.0.0.1", 0))
        return int(found.getsockname()[1])


class Line:
    """A TCP line to the broker that can be cut and joined again, so that a test loses its broker and nobody else does."""

    def __init__(self, amqp_url: str) -> None:
        """Listen on a port of its own."""
        parts = urlsplit(amqp_url)
        self._target = (parts.hostname, parts.port)
        self._server = socket.create_server(("127.0.0.1", 0))
        self._pairs: list[socket.socket] = []
        self._is_cut = False
        self.url = (
            f"amqp://{parts.username}:{parts.password}@127.0.0.1:{self._server.getsockname()[1]}{parts.path or '/'}"
        )
        threading.Thread(target=self._accept, daemon=True).start()

    def cut(self) -> None:
        """Cut the line: what is open ends, what is new is refused."""
        self._is_cut = True
        for one in self._pairs:
            with suppress(OSError):
                one.shutdown(socket.SHUT_RDWR)
            one.close()
        self._pairs.clear()

    def join(self) -> None:
        """Let the broker be reached again."""
        self._is_cut = False

    def close(self) -> None:
        """End the line."""
        self.cut()
        self._server.close()

    def _accept(self) -> None:
        with suppress(OSError):
            while True:
                near, _ = self._server.accept()
                if self._is_cut:
                    near.close()
                    continue
                far = socket.create_connection(self._target)
                self._pairs += [near, far]
                for pair in ((near, far), (far, near)):
                    threading.Thread(target=_pump, args=pair, daemon=True).start()


def _pump(source: socket.socket, target: socket.socket) -> None:
    with suppress(OSError):
        while chunk := source.recv(65536):
            target.sendall(chunk)
    for one in (source, target):
        with suppress(OSError):
            one.shutdown(socket.SHUT_RDWR)


class Gateway:
    """A gunicorn of one worker that serves the gateway with the echo service, or with what another doorway puts there."""

    def __init__(self, database: Database, amqp_url: str, *, doorway: str = ECHO_DOORWAY, **settings: str) -> None:
        """Start it and wait until it can answer."""
        private, public = make_key_pair()
        self.port = free_port()
        self.url = f"http://127.0.0.1:{self.port}"
        self.public_key = public
        self._log = Path(f"/tmp/cmms-test-gateway-{self.port}.log")
        environment = {
            **{name: value for name, value in os.environ.items() if not name.startswith("CMMS_")},
            "CMMS_GATEWAY_PORT": str(self.port), "CMMS_GATEWAY_WORKERS": "1", "CMMS_PUBLIC_URL": self.url,
            "CMMS_DATABASE_URL": database.engine.url.render_as_string(hide_password=False).replace("+psycopg2", ""),
            "CMMS_AMQP_URL": amqp_url, "CMMS_ACTOR_PRIVATE_KEY": private,
            "CMMS_ACTOR_PUBLIC_KEYS": json.dumps({"gateway": public}), "PYTHONPATH": str(ROOT),
            "CMMS_DEVICE_SECRET": "a secret that only this gateway's tests know", "CMMS_RATE": "1000", "CMMS_LOGIN_RATE": "1000", **settings,
        }  # fmt: skip
        command = [
            sys.executable,
            "-m",
            "gunicorn",
            "-c",
            "gateway/gunicorn.conf.py",
            doorway,
        ]
        self.process = subprocess.Popen(
            command, cwd=ROOT, env=environment, stdout=self._log.open("w"), stderr=subprocess.STDOUT
        )
        self.wait_for(lambda: httpx.get(f"{self.url}/health/ready").status_code in (200, 503))

    def wait_for(self, holds: Any, seconds: float = 20) -> None:
        """Wait until something holds, or fail with the gateway's log."""
        end = time.monotonic() + seconds
        while time.monotonic() < end:
            with suppress(httpx.TransportError):
                if holds():
                    return
            if self.process.poll() is not None:
                break
            time.sleep(0.05)
        raise AssertionError(f"the gateway did not come so far:\n{self._log.read_text()[-4000:]}")

    def wait_until_ready(self) -> None:
        """Wait until the gateway reaches bus and database."""
        self.wait_for(lambda: httpx.get(f"{self.url}/health/ready").status_code == 200)

    def stop(self) -> str:
        """Stop it as an operator does; give its log."""
        self.process.send_signal(signal.SIGTERM)
        self.process.wait(30)
        log = self._log.read_text()
        self._log.unlink()
        return log

    def client(self) -> httpx.Client:
        """Give a browser-like client without a session."""
        return httpx.Client(base_url=self.url, timeout=15)

    def sign_in(self, login: str, password: str = PASSWORD) -> httpx.Client:
        """Give a client that is signed in."""
        client = self.client()
        answer = client.post("/api/login", json={"login": login, "password": password})
        assert answer.status_code == 200, answer.text
        return client


def make_account(database: Database, *permissions: str, districts: tuple[str, ...] = ("karachi-south",)) -> str:
    """Make an account with a role of its own that carries the permissions; give its login."""
    login, role = f"user-{uuid.uuid4().hex[:12]}", f"role-{uuid.uuid4().hex[:8]}"
    with database.transaction() as session:
        account_id = create_account(
            session, ADMIN, login=login, name="Amina Shah", language="ur", password_hash=_hash(), must_change=False
        )
        session.add(
            AccountRole(
                id=new_id(),
                account_id=account_id,
                role=role,
                districts=list(districts),
                valid_from=_LONG_AGO,
                source="test",
                given_by="test",
            )
        )
        for permission in permissions:
            session.add(
                RolePermission(role=role, permission=permission, valid_from=_LONG_AGO, source="test", listed_in="tests")
            )
    return login


@cache
def _hash() -> str:
    return hash_password(PASSWORD)


def new_account(administrator: httpx.Client, **changes: Any) -> httpx.Response:
    """Make an account over the API; give the answer."""
    body = {
        "login": f"new-{uuid.uuid4().hex[:8]}",
        "name": "ثنا قریشی",
        "language": "ur",
        "password": PASSWORD,
        **changes,
    }
    return administrator.post("/api/accounts", json=body)


def act(administrator: httpx.Client, account: httpx.Response, path: str, body: dict[str, Any]) -> httpx.Response:
    """Do something to an account that was made; give the answer."""
    return administrator.post(f"/api/accounts/{account.json()['id']}/{path}", json=body)
