"""The object store of the native start: a Ceph monitor, a store and the S3 gateway above them, all on 127.0.0.1.

The steps and every setting were measured: no delay on small reads, a map that is written at once, one copy on one disk. Tests
keep the objects in memory, a lasting instance in one sparse file.
"""

from __future__ import annotations

import hashlib
import shutil
import socket
import subprocess
import uuid
from collections.abc import Callable
from pathlib import Path
from typing import Final

from deploy.native.places import Places
from deploy.native.programs import run, wait_for

USER: Final = "cmms-documents"
_GIGABYTES: Final = 50
_CAPABILITIES: Final = {
    "mon.": {"mon": "allow *"},
    "client.admin": {"mon": "allow *", "osd": "allow *"},
    "osd.0": {"mon": "allow profile osd", "osd": "allow *"},
    "client.rgw": {"mon": "allow rw", "osd": "allow rwx"},
}


class Ceph:
    """The store of one instance."""

    def __init__(self, places: Places) -> None:
        """Take the instance's places."""
        self._places = places
        self.home = places.folder / "ceph"
        self.configuration = self.home / "ceph.conf"
        self._log = places.log

    def give_commands(self) -> dict[str, tuple[str, ...]]:
        """Give the commands of the three processes, in the order in which they start."""
        with_configuration = ("-c", str(self.configuration), "-f")
        return {
            "ceph-mon": ("ceph-mon", *with_configuration, "-i", "a"),
            "ceph-osd": ("ceph-osd", *with_configuration, "-i", "0"),
            "radosgw": ("radosgw", *with_configuration, "-n", "client.rgw"),
        }

    def start(self, begin: Callable[[str], None]) -> None:
        """Bring the store up, making it first when there is none; `begin` starts a process by name."""
        if not self._places.is_lasting:
            shutil.rmtree(self.home, ignore_errors=True)
        self.home.mkdir(mode=0o700, exist_ok=True)
        self._write_configuration()
        if not (self.home / "mon").exists():
            self._make_monitor()
        begin("ceph-mon")
        wait_for("the store's monitor", self._has_quorum, seconds=60, log=self._log / "ceph-mon.log")
        if not (self.home / "osd.ready").exists():
            self._make_store()
        begin("ceph-osd")
        # The map may still call the last run's store up, and a client that comes too early waits for 5 to 30 s: ask the store itself.
        wait_for("the store", self._is_active, seconds=120, log=self._log / "ceph-osd.log")
        self._make_user()
        begin("radosgw")
        wait_for("the S3 gateway", self._listens, seconds=90, log=self._log / "radosgw.log")

    def _write_configuration(self) -> None:
        home, sockets, ports = self.home, self._places.sockets, self._places.ports
        fsid_file = self.home / "fsid"
        if not fsid_file.exists():
            fsid_file.write_text(str(uuid.uuid4()))
        values = {
            "FSID": fsid_file.read_text(),
            "HOME": str(home),
            "SOCKETS": str(sockets),
            "MONITOR_PORT": str(ports.s3_monitor),
            "PORT": str(ports.s3),
            "KIND": self._places.s3_kind,
            "SIZE": str(_GIGABYTES * 2**30 if self._places.is_lasting else 4 * 2**30),
        }
        text = (Path(__file__).parent / "ceph.conf").read_text()
        for name, value in values.items():
            text = text.replace(f"@{name}@", value)
        self.configuration.write_text(text)

    def _make_monitor(self) -> None:
        keyring, unfinished = self.home / "keyring", self.home / "mon.unfinished"
        keyring.unlink(missing_ok=True)
        shutil.rmtree(unfinished, ignore_errors=True)
        unfinished.mkdir()
        run(["ceph-authtool", "--create-keyring", keyring])
        for name, capabilities in _CAPABILITIES.items():
            words = [word for kind, what in capabilities.items() for word in ("--cap", kind, what)]
            run(["ceph-authtool", keyring, "--gen-key", "-n", name, *words])
        address = f"[v2:127.0.0.1:{self._places.ports.s3_monitor}]"
        fsid = (self.home / "fsid").read_text()
        run(["monmaptool", "--create", "--clobber", "--fsid", fsid, "--addv", "a", address, self.home / "monmap"])
        run([
            "ceph-mon", "-c", self.configuration, "--mkfs", "-i", "a", "--monmap", self.home / "monmap",
            "--keyring", keyring, "--mon-data", unfinished,
        ])  # fmt: skip
        unfinished.rename(self.home / "mon")

    def _make_store(self) -> None:
        shutil.rmtree(self.home / "osd", ignore_errors=True)
        (self.home / "osd").mkdir()
        name_file = self.home / "osd.uuid"
        if not name_file.exists():
            name_file.write_text(str(uuid.uuid4()))
        name = name_file.read_text()
        run(["ceph", "-c", self.configuration, "osd", "new", name, "0"])
        run(["ceph-osd", "-c", self.configuration, "-i", "0", "--mkfs", "--osd-uuid", name])
        (self.home / "osd.ready").touch()

    def _make_user(self) -> None:
        """Make the documents service's user, before the gateway runs: only one of the two may create the default zone."""
        keys = self._places.secrets["s3"]
        made = self.home / "user.ready"
        mark = hashlib.sha256(f"{keys['access_key']}:{keys['secret_key']}".encode()).hexdigest()
        if made.exists() and made.read_text() == mark:
            return
        # Without its own socket the tool fights the gateway for one.
        tool = [
            "radosgw-admin",
            "-c",
            str(self.configuration),
            "-n",
            "client.rgw",
            "--admin-socket=",
            "--log-file=/dev/null",
        ]
        pair = [f"--access-key={keys['access_key']}", f"--secret-key={keys['secret_key']}"]
        known = subprocess.run([*tool, "user", "info", f"--uid={USER}"], capture_output=True, check=False, timeout=120)
        if known.returncode:
            run(
                [*tool, "user", "create", f"--uid={USER}", f"--display-name={USER}", "--max-buckets=1", *pair],
                seconds=120,
            )
        else:
            run([*tool, "key", "create", f"--uid={USER}", "--key-type=s3", *pair], seconds=120)
        made.write_text(mark)

    def _has_quorum(self) -> bool:
        return self._asks("ceph", "-c", str(self.configuration), "--connect-timeout", "5", "quorum_status") is not None

    def _is_active(self) -> bool:
        said = self._asks("ceph", "--admin-daemon", str(self._places.sockets / "osd.0.asok"), "status")
        return said is not None and '"state": "active"' in said

    def _listens(self) -> bool:
        with socket.socket() as visitor:
            visitor.settimeout(1)
            return visitor.connect_ex(("127.0.0.1", self._places.ports.s3)) == 0

    def _asks(self, *command: str) -> str | None:
        try:
            done = subprocess.run(command, capture_output=True, text=True, check=False, timeout=15)
        except subprocess.TimeoutExpired:
            return None
        return done.stdout if done.returncode == 0 else None
