"""The sides that are compared: each started, asked at a door of its own, and looked at as the processes that do its work."""

from __future__ import annotations

import os
import subprocess
import sys
import time
from collections.abc import Mapping
from contextlib import closing
from dataclasses import dataclass, field
from pathlib import Path
from typing import Final

import psycopg2

from deploy.native import processes
from deploy.native.instance import Instance
from deploy.native.places import MARK, ROOT
from tests.load.asking import Door
from tests.load.processes import Part
from tests.load.starting import start, stop, wait_for_port

OURS: Final = "ours"
DJANGO: Final = "django_rest"
FASTAPI: Final = "fastapi_asyncpg"
WORKERS: Final = 2
_THREADS: Final = 32
_RELAYED_SECONDS: Final = 30.0
_UNSENT: Final = "SELECT count(*) FROM outbox WHERE published_at IS NULL"


@dataclass
class Side:
    """One side: where it is asked, what works for it, what must be waited for after a round."""

    name: str
    door: Door
    parts: Mapping[str, Part]
    outbox_url: str | None = None
    served: list[subprocess.Popen[bytes]] = field(default_factory=list)

    def settle(self) -> None:
        """Wait until the events of the round are published, so that their cost is counted."""
        if self.outbox_url is None:
            return
        until = time.monotonic() + _RELAYED_SECONDS
        with closing(psycopg2.connect(self.outbox_url)) as connection, connection.cursor() as cursor:
            connection.autocommit = True
            while time.monotonic() < until:
                cursor.execute(_UNSENT)
                (unsent,) = cursor.fetchone() or (0,)
                if not unsent:
                    return
                time.sleep(0.05)

    def stop(self) -> None:
        """End what was started for this side."""
        for process in self.served:
            stop(process)


def platform_parts(instance: Instance) -> dict[str, Part]:
    """Give the processes that answer for us: gateway, service, relay, database, broker."""
    pid = instance.process_pid
    return {
        "gateway": Part((pid(processes.GATEWAY),)),
        "cases": Part((pid("cases-answers"), pid("cases-relay"))),
        "postgres": Part((pid(processes.POSTGRES),)),
        "broker": Part((pid(processes.RABBITMQ),)),
    }


def start_django(folder: Path, port: int, database_url: str) -> subprocess.Popen[bytes]:
    """Start the Django peer as its readers would: gunicorn with threads."""
    command = [
        str(ROOT / ".venv/bin/gunicorn"), "--worker-class=gthread", f"--workers={WORKERS}", f"--threads={_THREADS}",
        f"--bind=127.0.0.1:{port}", "--keep-alive=60", "--log-level=warning", "--no-control-socket",
        "tests.load.peers.django_rest.wsgi:application",
    ]  # fmt: skip
    return _serve(command, folder, DJANGO, port, database_url)


def start_fastapi(folder: Path, port: int, database_url: str) -> subprocess.Popen[bytes]:
    """Start the FastAPI peer as its readers would: uvicorn, with uvloop and httptools when they are installed."""
    command = [
        sys.executable, "-m", "uvicorn", "--workers", str(WORKERS), "--port", str(port), "--log-level", "warning",
        "--no-access-log", "--timeout-keep-alive", "60", "tests.load.peers.fastapi_asyncpg.app:app",
    ]  # fmt: skip
    return _serve(command, folder, FASTAPI, port, database_url)


def _serve(command: list[str], folder: Path, name: str, port: int, database_url: str) -> subprocess.Popen[bytes]:
    environment = {
        "PEER_DATABASE_URL": database_url,
        MARK: str(folder),  # so that a later run ends it when this one is killed
        "PYTHONPATH": os.pathsep.join([str(ROOT), os.environ.get("PYTHONPATH", "")]).rstrip(os.pathsep),
    }
    process = start(command, log=folder / "log" / f"{name}.log", environment=environment)
    wait_for_port(port, name, process)
    return process
