"""Start and stop the processes of a bench, and wait until they listen."""

from __future__ import annotations

import os
import signal
import socket
import subprocess
import time
from collections.abc import Mapping, Sequence
from pathlib import Path


class NotUpError(Exception):
    """A process of the bench did not come up."""


def start(
    command: Sequence[str], *, log: Path, environment: Mapping[str, str] | None = None
) -> subprocess.Popen[bytes]:
    """Start a process whose words go to a file."""
    log.parent.mkdir(parents=True, exist_ok=True)
    with log.open("ab") as words:
        return subprocess.Popen(command, stdout=words, stderr=words, env={**os.environ, **(environment or {})})


def wait_for_port(port: int, what: str, process: subprocess.Popen[bytes], *, seconds: float = 60.0) -> None:
    """Wait until somebody listens on a loopback port, or the process ended."""
    until = time.monotonic() + seconds
    while time.monotonic() < until:
        if process.poll() is not None:
            raise NotUpError(f"{what} ended with status {process.returncode}")
        with socket.socket() as probe:
            probe.settimeout(1)
            if probe.connect_ex(("127.0.0.1", port)) == 0:
                return
        time.sleep(0.1)
    raise NotUpError(f"{what} does not listen on port {port} after {seconds:.0f} s")


def stop(process: subprocess.Popen[bytes], number: signal.Signals = signal.SIGTERM) -> None:
    """Ask a process to end; make it, when it does not within 20 seconds."""
    if process.poll() is not None:
        return
    process.send_signal(number)
    try:
        process.wait(20)
    except subprocess.TimeoutExpired:
        process.kill()
        process.wait()
