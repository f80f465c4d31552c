"""Set the bench's ground up: an instance of the platform, a PostgreSQL for the peers, the same cases in both, three doors."""

from __future__ import annotations

import datetime as dt
import hashlib
import os
import uuid
from collections.abc import Iterator
from contextlib import ExitStack, closing, contextmanager
from dataclasses import dataclass
from pathlib import Path
from typing import Any, Final

import psycopg2

from deploy.native import contents, postgres, processes
from deploy.native.instance import Instance
from deploy.native.places import ROOT
from deploy.native.progress import say
from services.common.ids import new_id
from services.common.migrate import migrate
from tests.load import filling
from tests.load.asking import Door
from tests.load.generating import make_world
from tests.load.postgres import PrivatePostgres, read_settings
from tests.load.processes import Part
from tests.load.sides import DJANGO, FASTAPI, OURS, Side, platform_parts, start_django, start_fastapi

BASE_PORT: Final = 23400
TOKEN: Final = "cmms_" + "bench-token-of-a-prosecutor".ljust(43, "0")
PERMISSIONS: Final = ("cases.read", "cases.register")
_PEER_PORTS: Final = 60
_EXPIRES: Final = dt.datetime(2100, 1, 1, tzinfo=dt.UTC)


@dataclass(frozen=True)
class Ground:
    """What the measuring needs: the sides, cases to ask for, where new ones are registered, the broker."""

    sides: tuple[Side, ...]
    case_ids: list[str]
    districts: list[str]
    amqp_url: str
    broker: Part


@contextmanager
def ground(count: int, seed: int, base_port: int = BASE_PORT) -> Iterator[Ground]:
    """Set everything up and give it; take everything down again, whatever happens."""
    os.environ["CMMS_RATE"] = "1000000"  # one account asks as if it were many
    instance = Instance(ROOT / f".run/bench-{base_port}", base_port)
    instance.remove()
    with ExitStack() as undo:
        undo.callback(instance.places.folder.with_suffix(".lock").unlink, missing_ok=True)
        undo.callback(instance.remove)
        instance.start(parts=("postgres", "rabbitmq"))
        contents.migrate_all(instance.places)
        peers = PrivatePostgres(instance.places.folder / "peers", base_port + _PEER_PORTS)
        undo.callback(peers.stop)
        peers.start(read_settings(instance.places.superuser_dsn))
        yield _open(instance, peers, count, seed, undo)


def _open(instance: Instance, peers: PrivatePostgres, count: int, seed: int, undo: ExitStack) -> Ground:
    places = instance.places
    peers_url = _make_peers_database(peers)
    ours_url = places.superuser_dsn.rpartition("/")[0]
    districts = filling.read_districts(peers_url)
    world = make_world(districts, seed)
    say(f"generating {count} cases")
    filling.write_lines(places.folder / "lines", count, world, seed)
    say("copying them into both databases")
    filling.copy_into(places.folder / "lines", [f"{ours_url}/cases", peers_url])
    caller, sight = world.prosecutors[0], districts[:6]
    with postgres.connect(places.superuser_dsn) as cursor:
        cursor.execute("ALTER SYSTEM SET autovacuum = off")  # as at the peers': it would fall into somebody's round
        cursor.execute("SELECT pg_reload_conf()")
    _admit(f"{ours_url}/gateway", caller, sight)
    _admit_at_peers(peers_url, caller, sight)
    instance.start_process("cases-answers", "cases-relay", processes.GATEWAY)
    ours = Side(OURS, Door(places.ports.gateway, TOKEN), platform_parts(instance), f"{ours_url}/cases")
    sides = (ours, *_start_peers(places.folder, places.base_port, peers_url, peers.pid, undo))
    case_ids = filling.read_visible(peers_url, sight, caller, 2000)
    return Ground(sides, case_ids, sight, places.amqp_url("administrator"), ours.parts["broker"])


def _start_peers(folder: Path, base_port: int, url: str, postmaster: int, undo: ExitStack) -> list[Side]:
    sides = []
    for offset, (name, begin) in enumerate(((DJANGO, start_django), (FASTAPI, start_fastapi)), _PEER_PORTS + 1):
        process = begin(folder, base_port + offset, url)
        parts = {"server": Part((process.pid,)), "postgres": Part((postmaster,))}
        side = Side(name, Door(base_port + offset, TOKEN), parts, served=[process])
        undo.callback(side.stop)
        sides.append(side)
    return sides


def _make_peers_database(peers: PrivatePostgres) -> str:
    url = peers.make_database("peers")
    with postgres.connect(url) as cursor:
        for extension in postgres.EXTENSIONS:
            cursor.execute(f"CREATE EXTENSION IF NOT EXISTS {extension}")
    migrate("cases", url)
    with postgres.connect(url) as cursor:
        cursor.execute((ROOT / "tests/load/peers/tables.sql").read_text())
    return url


def _admit(url: str, account: uuid.UUID, districts: list[str]) -> None:
    """Let the bench's account in at our door, with a token as a program holds it."""
    statements: tuple[tuple[str, tuple[Any, ...]], ...] = (
        (
            (
                "INSERT INTO accounts (id, login, name, language, password_hash, must_change_password, is_locked)"
                " VALUES (%s, 'bench', 'Bench', 'en', 'none', false, false)"
            ),
            (str(account),),
        ),
        (
            (
                "INSERT INTO account_roles (id, account_id, role, districts, valid_from, source, given_by)"
                " VALUES (%s, %s, 'prosecutor', %s, '2020-01-01', 'the bench', 'the bench')"
            ),
            (str(new_id()), str(account), districts),
        ),
        (
            (
                "INSERT INTO sessions (id, account_id, kind, name, secret_hash, expires_at)"
                " VALUES (%s, %s, 'token', 'bench', %s, %s)"
            ),
            (str(new_id()), str(account), _hash(), _EXPIRES),
        ),
    )
    _run(url, statements)


def _admit_at_peers(url: str, account: uuid.UUID, districts: list[str]) -> None:
    values = (_hash(), str(account), list(PERMISSIONS), districts, _EXPIRES)
    _run(url, (("INSERT INTO peer_tokens VALUES (%s, %s, %s, %s, %s)", values),))


def _hash() -> bytes:
    return hashlib.sha256(TOKEN.encode()).digest()


def _run(url: str, statements: tuple[tuple[str, tuple[Any, ...]], ...]) -> None:
    with closing(psycopg2.connect(url)) as connection, connection, connection.cursor() as cursor:
        for statement, values in statements:
            cursor.execute(statement, values)
