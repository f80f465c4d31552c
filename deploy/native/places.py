"""Where an instance of the platform lives: its folder, its ports, its secrets. Everything else is derived from these."""

from __future__ import annotations

import base64
import hashlib
import json
import os
import pwd
import secrets
import tempfile
from dataclasses import dataclass
from functools import cached_property
from pathlib import Path
from typing import Any, Final, Literal

ROOT: Final = Path(__file__).resolve().parents[2]
SERVICES: Final = ("cases", "scheduling", "documents", "learning", "notifications")
PARTIES: Final = (*SERVICES, "gateway")
BUCKET: Final = "cmms-documents"
MARK: Final = "CMMS_INSTANCE"
_SOCKET_PATH_LIMIT: Final = 107
_LONGEST_SOCKET: Final = "supervisor.sock.12345678"

StoreKind = Literal["bluestore", "memstore"]


@dataclass(frozen=True)
class Ports:
    """The ports of an instance: a base and fixed offsets, all on 127.0.0.1."""

    gateway: int
    postgres: int
    amqp: int
    erlang: int
    epmd: int
    s3: int
    s3_monitor: int
    smtp: int
    mailbox: int
    smpp: int
    smsc: int
    first_health: int

    @classmethod
    def at(cls, base: int) -> Ports:
        """Give the ports over a base."""
        return cls(*(base + offset for offset in (*range(11), 20)))


@dataclass(frozen=True)
class Places:
    """An instance's folder and what lies in it. Test instances keep nothing: S3 in memory, no fsync."""

    folder: Path
    base_port: int
    s3_kind: StoreKind = "bluestore"

    @property
    def is_lasting(self) -> bool:
        """Tell whether the data must outlive a power cut."""
        return self.s3_kind == "bluestore"

    @cached_property
    def ports(self) -> Ports:
        """Give the instance's ports."""
        return Ports.at(self.base_port)

    @property
    def log(self) -> Path:
        """Give the folder of the logs, one file a process."""
        return self.folder / "log"

    @cached_property
    def postgres(self) -> Path:
        """Give PostgreSQL's data folder: in the instance's own, unless the user that it runs as cannot get there."""
        inside = self.folder / "postgres"
        if self.postgres_user is None or all(parent.stat().st_mode & 0o001 for parent in self._existing_parents()):
            return inside
        return Path("/var/lib/cmms") / self.token / "postgres"

    @property
    def postgres_user(self) -> str | None:
        """Give the user PostgreSQL runs as; None: whoever starts us. It refuses to run as root."""
        return "postgres" if os.getuid() == 0 else None

    @property
    def token(self) -> str:
        """Give a short name that no other instance on this machine has."""
        return hashlib.sha256(str(self.folder).encode()).hexdigest()[:10]

    @cached_property
    def sockets(self) -> Path:
        """Give the folder of the unix sockets: their whole path must stay below 108 characters."""
        inside = self.folder / "sockets"
        if len(str(inside / _LONGEST_SOCKET)) <= _SOCKET_PATH_LIMIT:
            return inside
        return Path(tempfile.gettempdir()) / f"cmms-{os.getuid()}-{self.token}"

    @property
    def supervisor_socket(self) -> Path:
        """Give the socket over which the supervisor is spoken to."""
        return self.sockets / "supervisor.sock"

    @property
    def demo_logins(self) -> Path:
        """Give the file in which the gateway's seed leaves the demonstration's logins."""
        return self.folder / "demo-logins.json"

    @property
    def public_url(self) -> str:
        """Give the address at which a browser finds the platform."""
        return f"http://127.0.0.1:{self.ports.gateway}"

    @property
    def s3_url(self) -> str:
        """Give the address of the object store."""
        return f"http://127.0.0.1:{self.ports.s3}"

    @property
    def superuser_dsn(self) -> str:
        """Give the URL of PostgreSQL's superuser."""
        return f"postgresql://postgres:{self.secrets['postgres']}@127.0.0.1:{self.ports.postgres}/postgres"

    def database_url(self, party: str, *, owner: bool = False) -> str:
        """Give the URL of a service's database, for its own login or for the one that owns its tables."""
        password = self.secrets["databases"][party]["owner" if owner else "user"]
        login = f"{party}_owner" if owner else party
        return f"postgresql://{login}:{password}@127.0.0.1:{self.ports.postgres}/{party}"

    def amqp_url(self, user: str) -> str:
        """Give the URL of the broker for one of its users: a service, the gateway, or `administrator`."""
        return f"amqp://{user}:{self.secrets['rabbitmq'][user]}@127.0.0.1:{self.ports.amqp}/cmms"

    @cached_property
    def secrets(self) -> dict[str, Any]:
        """Give the instance's secrets; made once, kept over restarts, readable by its owner alone."""
        path = self.folder / "secrets.json"
        kept: dict[str, Any] = json.loads(path.read_text()) if path.exists() else {}
        complete = _complete(kept)
        if complete != kept:
            write_private(path, json.dumps(complete, indent=1))
        return complete

    def make_folders(self) -> None:
        """Make the folders; the way to PostgreSQL's data must be open to its user, nothing else is to anybody."""
        self.folder.mkdir(parents=True, exist_ok=True)
        self.folder.chmod(0o711)
        for private in (self.log, self.sockets):
            private.mkdir(mode=0o700, exist_ok=True)
            if private.stat().st_uid != os.getuid():
                raise PermissionError(f"{private} belongs to somebody else")
            private.chmod(0o700)
        self.postgres.mkdir(parents=True, exist_ok=True)
        self.postgres.chmod(0o700)
        if self.postgres_user:
            user = pwd.getpwnam(self.postgres_user)
            os.chown(self.postgres, user.pw_uid, user.pw_gid)

    def _existing_parents(self) -> list[Path]:
        return [parent for parent in self.folder.parents if parent.exists()]


def write_private(path: Path, text: str) -> None:
    """Write a file that only its owner may read, whole or not at all."""
    unfinished = path.with_name(path.name + ".new")
    unfinished.touch(mode=0o600)
    unfinished.chmod(0o600)
    unfinished.write_text(text)
    unfinished.replace(path)


def make_vault_key() -> str:
    """Make a key of the vault of identities, as Fernet takes it."""
    return base64.urlsafe_b64encode(secrets.token_bytes(32)).decode()


def _complete(kept: dict[str, Any]) -> dict[str, Any]:
    from services.common.actor import make_key_pair

    def word() -> str:
        return secrets.token_urlsafe(24)

    made: dict[str, Any] = {
        "postgres": word(),
        "erlang_cookie": secrets.token_hex(20),
        "s3": {"access_key": secrets.token_hex(10), "secret_key": secrets.token_hex(20)},
        "vault_keys": make_vault_key(),
        "device_secret": secrets.token_urlsafe(32),
        "smpp": {"system_id": "cmms", "password": secrets.token_hex(4)},
        "demo_password": f"{secrets.token_hex(2)}-{secrets.token_hex(2)}-{secrets.token_hex(2)}-{secrets.token_hex(2)}",
        **kept,
    }
    made["rabbitmq"] = {user: word() for user in (*PARTIES, "administrator")} | kept.get("rabbitmq", {})
    made["databases"] = {p: {"owner": word(), "user": word()} for p in PARTIES} | kept.get("databases", {})
    keys = {p: dict(zip(("private", "public"), make_key_pair(), strict=True)) for p in PARTIES}
    made["keys"] = keys | kept.get("keys", {})
    return made
