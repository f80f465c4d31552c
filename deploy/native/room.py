"""What must be free before anything starts: ports and disk. Says who holds what we need."""

from __future__ import annotations

import shutil
import socket
from contextlib import suppress
from pathlib import Path

from deploy.native.failures import DiskFullError, PortTakenError


def require_ports(ports: dict[str, int]) -> None:
    """Refuse to start where somebody else listens; ports are given by what they are for."""
    for purpose, port in ports.items():
        if not _is_free(port):
            holder = find_holder(port) or "a process of another user"
            raise PortTakenError(
                f"port {port} (for {purpose}) is taken by {holder}.",
                "Stop that process, or start the platform elsewhere: CMMS_BASE_PORT=28400 ./cmms up",
            )


def _is_free(port: int) -> bool:
    with socket.socket() as listener:
        # As servers do: a port whose last connections are only being wound up is free.
        listener.setsockopt(socket.SOL_SOCKET, socket.SO_REUSEADDR, 1)
        try:
            listener.bind(("127.0.0.1", port))
        except OSError:
            return False
    return True


def find_holder(port: int) -> str | None:
    """Name the process that listens on a port, as far as we may see it."""
    sockets = {f"socket:[{inode}]" for inode in _listening_inodes(port)}
    for entry in Path("/proc").iterdir():
        if entry.name.isdigit() and not sockets.isdisjoint(_open_files(entry)):
            command = (entry / "cmdline").read_bytes().replace(b"\0", b" ").decode(errors="replace").strip()
            return f"process {entry.name} ({command[:100]})"
    return None


def _open_files(process: Path) -> set[str]:
    found = set()
    with suppress(OSError):
        for link in (process / "fd").iterdir():
            # A file may be closed, or its process end, while we look.
            with suppress(OSError):
                found.add(str(link.readlink()))
    return found


def _listening_inodes(port: int) -> set[str]:
    inodes = set()
    for table in ("/proc/net/tcp", "/proc/net/tcp6"):
        if not Path(table).exists():
            continue
        for line in Path(table).read_text().splitlines()[1:]:
            fields = line.split()
            if fields[3] == "0A" and int(fields[1].rpartition(":")[2], 16) == port:
                inodes.add(fields[9])
    return inodes


def require_room(folder: Path, gigabytes: float) -> None:
    """Refuse to start on a disk that would be full soon."""
    there = next(parent for parent in (folder, *folder.parents) if parent.exists())
    free = shutil.disk_usage(there).free / 1e9
    if free < gigabytes:
        raise DiskFullError(
            f"{there} has {free:.1f} GB free; {gigabytes:.1f} GB are needed.",
            "Make room there, or move the project to a larger disk.",
        )
