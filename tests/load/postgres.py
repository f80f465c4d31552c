"""A private PostgreSQL for the peers, with the settings of ours, so that the server is the same and only the work differs."""

from __future__ import annotations

import os
import pwd
import shutil
import signal
import subprocess
import time
from collections.abc import Mapping
from pathlib import Path
from typing import Any, Final

import psycopg2

from tests.load.starting import stop, wait_for_port

_USER: Final = "postgres"
_STARTING_SECONDS: Final = 30.0
_PLACES: Final = (
    "data_directory",
    "hba_file",
    "ident_file",
    "config_file",
    "external_pid_file",
    "unix_socket_directories",
)
_OWN: Final = frozenset({*_PLACES, "port", "listen_addresses", "max_connections", "autovacuum"})


def find_programs() -> Path:
    """Give the folder of the newest PostgreSQL's programs."""
    return max(Path("/usr/lib/postgresql").glob("*/bin"), key=lambda folder: int(folder.parent.name))


def read_settings(dsn: str) -> dict[str, str]:
    """Give what a server's administrator changed from the defaults, but for its addresses and folders."""
    with psycopg2.connect(dsn) as connection, connection.cursor() as cursor:
        cursor.execute(
            "SELECT name, current_setting(name) FROM pg_settings WHERE source IN"
            " ('configuration file', 'command line', 'environment variable') AND context <> 'internal'"
        )
        return {name: value for name, value in cursor.fetchall() if name not in _OWN}


class PrivatePostgres:
    """One cluster in a folder of its own, on a loopback port."""

    def __init__(self, folder: Path, port: int) -> None:
        """Take where it lies and where it listens."""
        self._folder = folder
        self._port = port
        self._process: subprocess.Popen[bytes] | None = None

    @property
    def pid(self) -> int:
        """Give the postmaster's process id."""
        assert self._process is not None
        return self._process.pid

    def url(self, database: str = "postgres") -> str:
        """Give the superuser's URL of a database."""
        return f"postgresql://{_USER}@127.0.0.1:{self._port}/{database}"

    def start(self, settings: Mapping[str, str]) -> None:
        """Make the cluster where there is none, and start it with these settings."""
        data = self._folder / "data"
        self._folder.mkdir(parents=True, exist_ok=True)
        if not (data / "PG_VERSION").exists():
            self._own(self._folder)
            self._run("initdb", "-D", str(data), "-U", _USER, "-A", "trust", "-E", "UTF8", "--locale=C.UTF-8")
        own = {
            "port": self._port,
            "listen_addresses": "127.0.0.1",
            "unix_socket_directories": "",
            "max_connections": 300,
        }
        options = [f"-c{name}={value}" for name, value in {**settings, **own, "autovacuum": "off"}.items()]
        with (self._folder / "postgres.log").open("ab") as log:
            command = [*_as_postgres(), str(find_programs() / "postgres"), "-D", str(data), *options]
            self._process = subprocess.Popen(command, stdout=log, stderr=log)
        wait_for_port(self._port, "PostgreSQL of the peers", self._process)
        self._wait_until_it_answers()

    def _wait_until_it_answers(self) -> None:
        """Wait for the end of "the database system is starting up", which is said on the open port."""
        until = time.monotonic() + _STARTING_SECONDS
        while True:
            try:
                psycopg2.connect(self.url()).close()
            except psycopg2.OperationalError:
                if time.monotonic() > until:
                    raise
                time.sleep(0.1)
            else:
                return

    def make_database(self, name: str) -> str:
        """Make a database afresh; give its URL."""
        connection = psycopg2.connect(self.url())
        connection.autocommit = True
        with connection.cursor() as cursor:
            cursor.execute(f'DROP DATABASE IF EXISTS "{name}" WITH (FORCE)')
            cursor.execute(f'CREATE DATABASE "{name}"')
        connection.close()
        return self.url(name)

    def stop(self) -> None:
        """Stop it."""
        if self._process is not None:
            stop(self._process, signal.SIGINT)

    def _own(self, folder: Path) -> None:
        if os.getuid() == 0:
            shutil.chown(folder, _USER)

    def _run(self, program: str, *arguments: str) -> None:
        command = [*_as_postgres(), str(find_programs() / program), *arguments]
        subprocess.run(command, check=True, stdout=subprocess.DEVNULL)


def _as_postgres() -> list[str]:
    """Give what to put before a command: PostgreSQL refuses to run as root."""
    if os.getuid():
        return []
    user: Any = pwd.getpwnam(_USER)
    return ["setpriv", f"--reuid={user.pw_uid}", f"--regid={user.pw_gid}", "--clear-groups", "--"]
