"""Processes of an instance that outlived their supervisor: found by the mark in their environment, and ended."""

from __future__ import annotations

import os
import signal
import time
from contextlib import suppress
from pathlib import Path
from typing import Final

from deploy.native.places import MARK, Places

_GENTLE_SECONDS: Final = 10.0


def find_processes(places: Places) -> list[int]:
    """Give the pids of every process of this instance, the supervisor's too."""
    mark = f"{MARK}={places.folder}".encode()
    found = {pid for pid in _all_pids() if mark in _read_environment(pid)}
    postmaster = _read_postmaster(places)
    if postmaster is not None:
        found.add(postmaster)
    return sorted(found - {os.getpid()})


def end_processes(pids: list[int], *, seconds: float = _GENTLE_SECONDS) -> None:
    """Ask processes to stop and, when they do not, end them."""
    for sign, patience in ((signal.SIGINT, 0.3), (signal.SIGTERM, seconds), (signal.SIGKILL, 5.0)):
        for pid in pids:
            with suppress(ProcessLookupError, PermissionError):
                os.kill(pid, sign)
        if _wait_gone(pids, patience):
            return


def _wait_gone(pids: list[int], seconds: float) -> bool:
    end = time.monotonic() + seconds
    while time.monotonic() < end:
        if not any(is_alive(pid) for pid in pids):
            return True
        time.sleep(0.05)
    return False


def is_alive(pid: int) -> bool:
    """Tell whether a process runs; one that only waits to be collected does not."""
    try:
        state = Path(f"/proc/{pid}/stat").read_text().rpartition(")")[2].split()[0]
    except OSError:
        return False
    return state not in ("Z", "X")


def _all_pids() -> list[int]:
    return [int(entry.name) for entry in Path("/proc").iterdir() if entry.name.isdigit()]


def _read_environment(pid: int) -> list[bytes]:
    try:
        return Path(f"/proc/{pid}/environ").read_bytes().split(b"\0")
    except OSError:
        return []


def _read_postmaster(places: Places) -> int | None:
    # PostgreSQL writes over its environment, so it is known by the pid file in its data folder, checked against its name.
    try:
        pid = int((places.postgres / "postmaster.pid").read_text().split()[0])
        is_postgres = "postgres" in Path(f"/proc/{pid}/comm").read_text()
        is_ours = Path(f"/proc/{pid}/cwd").resolve() == places.postgres.resolve()
    except (OSError, ValueError, IndexError):
        return None
    return pid if is_postgres and is_ours else None
