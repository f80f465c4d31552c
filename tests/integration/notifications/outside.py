"""The outside systems of the tests: the short-message centre as its own process, and a mail server that can be told to fail."""

from __future__ import annotations

import json
import os
import socket
import subprocess
import sys
import time
import urllib.request
from collections.abc import Iterator
from contextlib import closing, contextmanager
from dataclasses import dataclass, field
from email import message_from_bytes, policy
from email.message import EmailMessage
from pathlib import Path
from typing import Any, cast

from aiosmtpd.controller import Controller

from services.notifications.settings import Endpoint

ROOT = Path(__file__).parents[3]


def free_port() -> int:
    """Give a port that nobody listens on."""
    with closing(socket.create_server(("127.0.0.1", 0))) as listener:
        port: int = listener.getsockname()[1]
        return port


@dataclass
class Centre:
    """The short-message centre's process."""

    folder: Path
    smpp_port: int
    http_port: int
    process: subprocess.Popen[bytes] | None = None

    @property
    def url(self) -> str:
        """Give where and as whom to bind."""
        return f"smpp://tester:secret@127.0.0.1:{self.smpp_port}"

    @property
    def endpoint(self) -> Endpoint:
        """Give the same as the clients take it."""
        return Endpoint("smpp", "127.0.0.1", self.smpp_port, "tester", "secret", {})

    def start(self) -> None:
        """Start the process and wait until it answers."""
        command = [sys.executable, "-m", "deploy.native.smsc", "--smpp-port", str(self.smpp_port)]
        command += ["--http-port", str(self.http_port), "--folder", str(self.folder)]
        environment = {
            **os.environ,
            "CMMS_SMPP_URL": self.url,
            "PYTHONPATH": f"{ROOT}{os.pathsep}{os.environ.get('PYTHONPATH', '')}",
        }
        self.process = subprocess.Popen(command, cwd=ROOT, env=environment, stdout=subprocess.DEVNULL)
        wait_until(lambda: is_open(self.http_port), "the centre to start")

    def stop(self) -> None:
        """End the process."""
        if self.process is not None:
            self.process.terminate()
            self.process.wait(10)
            self.process = None

    def messages(self) -> list[dict[str, Any]]:
        """Give what the centre holds, the oldest first."""
        found: list[dict[str, Any]] = self._ask("GET", "/messages")
        return found[::-1]

    def behave(self, **behaviour: Any) -> None:
        """Tell the centre what to do with what comes next."""
        self._ask("POST", "/behaviour", behaviour)

    def drop(self) -> None:
        """Let the centre close every session."""
        self._ask("POST", "/drop", {})

    def page(self) -> str:
        """Give the page for people."""
        with urllib.request.urlopen(f"http://127.0.0.1:{self.http_port}/", timeout=5) as answer:
            return cast("bytes", answer.read()).decode()

    def _ask(self, method: str, path: str, body: Any = None) -> Any:
        data = None if body is None else json.dumps(body).encode()
        request = urllib.request.Request(f"http://127.0.0.1:{self.http_port}{path}", data=data, method=method)
        with urllib.request.urlopen(request, timeout=5) as answer:
            return json.loads(answer.read())


@contextmanager
def run_centre(folder: Path) -> Iterator[Centre]:
    """Run a centre."""
    centre = Centre(folder, free_port(), free_port())
    centre.start()
    try:
        yield centre
    finally:
        centre.stop()


@dataclass
class Letters:
    """A mail server: what it was sent, and what it shall say."""

    port: int
    kept: list[EmailMessage] = field(default_factory=list)
    recipients: list[str] = field(default_factory=list)
    say_to_recipient: str | None = None
    say_to_letter: str | None = None
    hang_up: bool = False

    @property
    def endpoint(self) -> Endpoint:
        """Give where the server is."""
        return Endpoint("smtp", "127.0.0.1", self.port, None, None, {})

    async def handle_RCPT(self, _server: Any, _session: Any, envelope: Any, address: str, _options: Any) -> str:  # noqa: N802 - aiosmtpd's name
        """Take a recipient, or refuse as told."""
        if self.say_to_recipient:
            return self.say_to_recipient
        envelope.rcpt_tos.append(address)
        return "250 OK"

    async def handle_DATA(self, server: Any, _session: Any, envelope: Any) -> str:  # noqa: N802 - aiosmtpd's name
        """Keep a letter, refuse it as told, or keep it and hang up before saying so."""
        if self.say_to_letter:
            return self.say_to_letter
        self.kept.append(message_from_bytes(envelope.content, policy=policy.default))
        self.recipients += envelope.rcpt_tos
        if self.hang_up:
            server.transport.abort()
        return "250 kept as 4711"


@contextmanager
def run_mail_server() -> Iterator[Letters]:
    """Run a mail server."""
    letters = Letters(free_port())
    controller = Controller(letters, hostname="127.0.0.1", port=letters.port)
    controller.start()
    try:
        yield letters
    finally:
        controller.stop()


def is_open(port: int) -> bool:
    """Tell whether somebody listens on a port."""
    with closing(socket.socket()) as probe:
        probe.settimeout(0.5)
        return probe.connect_ex(("127.0.0.1", port)) == 0


def wait_until(holds: Any, what: str, *, seconds: float = 15.0) -> None:
    """Wait until something holds, or fail."""
    end = time.monotonic() + seconds
    while not holds():
        if time.monotonic() > end:
            raise AssertionError(f"waited {seconds} s for {what}")
        time.sleep(0.05)
