"""The supervisor above every process of an instance: its configuration, its start, and what it is asked to do.

It is supervisord, spoken to over a unix socket that only its owner may open.
"""

from __future__ import annotations

import http.client
import os
import socket
import subprocess
import time
import xmlrpc.client
from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from pathlib import Path
from typing import Any, Final

from deploy.native.failures import NotStartedError
from deploy.native.places import MARK, ROOT, Places
from deploy.native.programs import wait_for
from deploy.native.strays import is_alive

RUNNING: Final = "RUNNING"
ALIVE: Final = (RUNNING, "STARTING")
STOPPED: Final = ("STOPPED", "EXITED", "FATAL", "UNKNOWN")


@dataclass(frozen=True)
class Program:
    """One process as the supervisor runs it."""

    name: str
    command: tuple[str, ...]
    user: str | None = None
    stop_signal: str = "TERM"
    stop_seconds: int = 25
    start_seconds: int = 1


@dataclass(frozen=True)
class State:
    """What the supervisor says of one process."""

    name: str
    state: str
    pid: int
    started_at: int
    reason: str


class _SocketConnection(http.client.HTTPConnection):
    def __init__(self, path: str) -> None:
        super().__init__("localhost", timeout=60)
        self._path = path

    def connect(self) -> None:
        self.sock = socket.socket(socket.AF_UNIX, socket.SOCK_STREAM)
        self.sock.settimeout(self.timeout)
        self.sock.connect(self._path)


class _SocketTransport(xmlrpc.client.Transport):
    def __init__(self, path: Path) -> None:
        super().__init__()
        self._path = str(path)

    def make_connection(self, host: Any) -> http.client.HTTPConnection:
        del host
        return _SocketConnection(self._path)


class Supervisor:
    """Speaks to an instance's supervisor."""

    def __init__(self, places: Places) -> None:
        """Take the instance's places."""
        self._places = places

    def _ask(self, method: str, *arguments: Any) -> Any:
        proxy = xmlrpc.client.ServerProxy(
            "http://localhost/RPC2", transport=_SocketTransport(self._places.supervisor_socket)
        )
        with proxy:
            return getattr(proxy, method)(*arguments)

    @property
    def is_running(self) -> bool:
        """Tell whether the supervisor is there."""
        try:
            return bool(self._ask("supervisor.getState")["statename"] == RUNNING)
        except (OSError, xmlrpc.client.Error, http.client.HTTPException):
            return False

    @property
    def pid(self) -> int:
        """Give the supervisor's own pid."""
        return int(self._ask("supervisor.getPID"))

    def states(self) -> dict[str, State]:
        """Give what it says of every process, by name."""
        found = self._ask("supervisor.getAllProcessInfo")
        return {
            row["name"]: State(
                row["name"], row["statename"], row["pid"], row["start"], row["spawnerr"] or row["description"]
            )
            for row in found
        }

    def launch(self, programs: Iterable[Program]) -> None:
        """Write the configuration and start the supervisor; nothing under it starts yet."""
        path = self._places.folder / "supervisor.conf"
        path.touch(mode=0o600)
        path.write_text(write_configuration(self._places, programs))
        environment = {
            "PATH": os.environ.get("PATH", "/usr/bin:/bin"),
            "LANG": "C.UTF-8",
            MARK: str(self._places.folder),
        }
        log = self._places.log / "supervisor.log"
        subprocess.Popen(
            [str(ROOT / ".venv/bin/python"), "-m", "supervisor.supervisord", "--nodaemon", "--configuration", str(path)],
            env=environment, cwd="/", start_new_session=True, stdin=subprocess.DEVNULL, stdout=subprocess.DEVNULL,
            stderr=log.with_suffix(".err").open("w"),
        )  # fmt: skip
        wait_for("the supervisor", lambda: self.is_running, seconds=20, log=log, every=0.05)

    def begin(self, names: Iterable[str]) -> None:
        """Let processes start, all at once, those that do not run yet."""
        states = self.states()
        for name in names:
            if states[name].state in STOPPED:
                self._ask("supervisor.startProcess", name, False)

    def start(self, *names: str, seconds: float = 30) -> None:
        """Start processes and wait until each has stayed up for a second."""
        self.begin(names)
        end = time.monotonic() + seconds
        while waiting := [name for name, state in self._states_of(names).items() if state.state != RUNNING]:
            failed = [state for state in self._states_of(waiting).values() if state.state == "FATAL"]
            if failed or time.monotonic() > end:
                name = failed[0].name if failed else waiting[0]
                raise NotStartedError(f"{name} does not stay up.", f"Read its log: {self._places.log / name}.log")
            time.sleep(0.1)

    def stop(self, *names: str) -> None:
        """Stop processes, all at once, and wait until they are gone."""
        running = [name for name, state in self._states_of(names).items() if state.state not in STOPPED]
        for name in running:
            try:
                self._ask("supervisor.stopProcess", name, False)
            except xmlrpc.client.Fault as fault:
                # It ended by itself in between.
                if "NOT_RUNNING" not in fault.faultString:
                    raise
        while any(state.state not in STOPPED for state in self._states_of(running).values()):
            time.sleep(0.05)

    def shut_down(self) -> None:
        """End the supervisor, and with it whatever still runs under it."""
        pid = self.pid
        self._ask("supervisor.shutdown")
        while is_alive(pid):
            time.sleep(0.05)

    def _states_of(self, names: Iterable[str]) -> Mapping[str, State]:
        wanted = set(names)
        return {name: state for name, state in self.states().items() if name in wanted}


def write_configuration(places: Places, programs: Iterable[Program]) -> str:
    """Write the supervisor's configuration: what ends is started again, whatever it took along is ended with it."""
    head = f"""[supervisord]
nodaemon=true
pidfile={places.folder}/supervisor.pid
logfile={places.log}/supervisor.log
logfile_maxbytes=5MB
logfile_backups=1
loglevel=info
minfds=4096
minprocs=200
silent=true
{"user=root" if os.getuid() == 0 else ""}

[unix_http_server]
file={places.supervisor_socket}
chmod=0600

[rpcinterface:supervisor]
supervisor.rpcinterface_factory=supervisor.rpcinterface:make_main_rpcinterface
"""
    return head + "".join(_section(places, program) for program in programs)


def _section(places: Places, program: Program) -> str:
    command = " ".join(f'"{word}"' if " " in word else word for word in program.command).replace("%", "%%")
    lines = {
        "command": command,
        "directory": "/" if program.user else ROOT,
        "autostart": "false",
        "autorestart": "true",
        "startsecs": program.start_seconds,
        "startretries": 1_000_000,
        "stopsignal": program.stop_signal,
        "stopwaitsecs": program.stop_seconds,
        "stopasgroup": "true" if program.stop_signal == "TERM" else "false",
        "killasgroup": "true",
        "redirect_stderr": "true",
        "stdout_logfile": places.log / f"{program.name}.log",
        "stdout_logfile_maxbytes": "10MB",
        "stdout_logfile_backups": 2,
        **({"user": program.user} if program.user else {}),
    }
    return f"\n[program:{program.name}]\n" + "".join(f"{name}={value}\n" for name, value in lines.items())
