"""Every process of the platform, in one table: what it runs, for whom, and on which port its health is asked."""

from __future__ import annotations

import json
import os
import sys
from dataclasses import dataclass
from typing import Final, Literal

from deploy.native import postgres, rabbitmq
from deploy.native.ceph import Ceph
from deploy.native.places import BUCKET, MARK, PARTIES, ROOT, SERVICES, Places, write_private
from deploy.native.supervisor import Program

Group = Literal["infrastructure", "services", "gateway"]

POSTGRES: Final = "postgres"
EPMD: Final = "epmd"
RABBITMQ: Final = "rabbitmq"
S3: Final = ("ceph-mon", "ceph-osd", "radosgw")
MAILBOX: Final = "mailbox"
SMSC: Final = "smsc"
GATEWAY: Final = "gateway"
INFRASTRUCTURE: Final = (POSTGRES, EPMD, RABBITMQ, *S3, MAILBOX, SMSC)
# What a caller's environment may set for the processes; everything else is derived from the instance.
_FROM_OUTSIDE: Final = ("CMMS_LOG_LEVEL", "CMMS_OTLP_URL", "CMMS_RETRY_SECONDS", "CMMS_RATE", "CMMS_LOGIN_RATE")


@dataclass(frozen=True)
class Process:
    """A process of a service or of the gateway."""

    name: str
    party: str
    module: tuple[str, ...]
    threads: int


def _list_processes() -> tuple[Process, ...]:
    found = []
    for service in SERVICES:
        found += [
            Process(f"{service}-answers", service, ("services.common.run", service, "answers"), 20),
            Process(f"{service}-listens", service, ("services.common.run", service, "listens"), 8),
            Process(f"{service}-relay", service, ("services.common.run", service, "relay"), 2),
        ]
    found += [
        Process("cases-importer", "cases", ("services.cases.workers.importer",), 2),
        Process("cases-reporter", "cases", ("services.cases.workers.reporter",), 2),
        Process("cases-exporter", "cases", ("services.cases.workers.exporter",), 2),
        Process("documents-extractor", "documents", ("services.documents.workers.extractor",), 4),
        Process("notifications-sender", "notifications", ("services.notifications.workers.sender",), 4),
        Process("scheduling-cause-lists", "scheduling", ("services.scheduling.workers.cause_lists",), 2),
        Process("scheduling-solver", "scheduling", ("services.scheduling.workers.solver",), 2),
    ]
    return tuple(found)


PROCESSES: Final = _list_processes()
SERVICE_PROCESSES: Final = tuple(process.name for process in PROCESSES)


ALL: Final = (*INFRASTRUCTURE, *SERVICE_PROCESSES, GATEWAY)


def health_port(places: Places, name: str) -> int:
    """Give the port on which a process of a service, or the gateway, says how it is: in the order of the table."""
    return places.ports.first_health + (*SERVICE_PROCESSES, GATEWAY).index(name)


def list_ports(places: Places) -> dict[str, int]:
    """Give every port the instance listens on, by what it is for."""
    ports = places.ports
    fixed = {
        "the gateway": ports.gateway, "PostgreSQL": ports.postgres, "RabbitMQ": ports.amqp, "Erlang": ports.erlang,
        "Erlang's port mapper": ports.epmd, "S3": ports.s3, "the store's monitor": ports.s3_monitor, "SMTP": ports.smtp,
        "the mailbox": ports.mailbox, "SMPP": ports.smpp, "the SMS centre": ports.smsc,
    }  # fmt: skip
    return fixed | {f"the health of {name}": health_port(places, name) for name in (*SERVICE_PROCESSES, GATEWAY)}


def give_command(places: Places, name: str) -> tuple[str, ...]:
    """Give the command of a process."""
    interpreter = str(ROOT / ".venv/bin/python")
    ports = places.ports
    infrastructure: dict[str, tuple[str, ...]] = {
        POSTGRES: tuple(postgres.give_command(places)) if name == POSTGRES else (),
        EPMD: tuple(rabbitmq.give_epmd_command(places)),
        RABBITMQ: tuple(rabbitmq.give_command()),
        **Ceph(places).give_commands(),
        MAILBOX: (interpreter, "-m", "deploy.native.mailbox", str(ports.smtp), str(ports.mailbox)),
        SMSC: (
            interpreter, "-m", "deploy.native.smsc", "--smpp-port", str(ports.smpp), "--http-port", str(ports.smsc),
            "--folder", str(places.folder / "smsc"),
        ),
        GATEWAY: (str(ROOT / ".venv/bin/gunicorn"), "-c", "gateway/gunicorn.conf.py", "gateway.app:application"),
    }  # fmt: skip
    if name in infrastructure:
        return infrastructure[name]
    return (interpreter, "-m", *_find(name).module)


def give_environment(places: Places, name: str) -> dict[str, str]:
    """Give the whole environment of a process: nothing of the caller's gets in but what is named here."""
    common = _give_ground(places)
    if name == RABBITMQ:
        return common | rabbitmq.give_environment(places)
    if name in (MAILBOX, SMSC):
        return common | give_carriers(places)
    if name in INFRASTRUCTURE:
        return common
    process = Process(GATEWAY, GATEWAY, (), 20) if name == GATEWAY else _find(name)
    work = {"CMMS_HEALTH_PORT": str(health_port(places, name)), "CMMS_WORKERS": str(process.threads)}
    return common | give_settings(places, process.party) | work


def give_party_environment(places: Places, party: str) -> dict[str, str]:
    """Give the environment of a command that is run for a service: a seed, the audit's check."""
    return _give_ground(places) | give_settings(places, party)


def _give_ground(places: Places) -> dict[str, str]:
    return {
        "PATH": f"{ROOT}/.venv/bin:/usr/local/bin:/usr/bin:/bin:/usr/sbin:/sbin",
        "HOME": os.environ.get("HOME", "/"),
        "LANG": "C.UTF-8",
        "PYTHONUNBUFFERED": "1",
        MARK: str(places.folder),
    }


def give_settings(places: Places, party: str) -> dict[str, str]:
    """Give the settings of a service or the gateway: its own secrets, and nobody else's."""
    keys = places.secrets["keys"]
    settings = {
        "CMMS_DATABASE_URL": places.database_url(party),
        "CMMS_AMQP_URL": places.amqp_url(party),
        "CMMS_ACTOR_PUBLIC_KEYS": json.dumps({name: keys[name]["public"] for name in PARTIES}),
        "CMMS_ACTOR_PRIVATE_KEY": keys[party]["private"],
        "CMMS_PUBLIC_URL": places.public_url,
    }
    special = {"cases": give_vault, "documents": give_store, "notifications": give_carriers, "gateway": _give_door}
    if party in special:
        settings |= special[party](places)
    return settings | {name: os.environ[name] for name in _FROM_OUTSIDE if name in os.environ}


def give_vault(places: Places) -> dict[str, str]:
    """Give what the cases service needs to lock protected identities away."""
    return {"CMMS_VAULT_KEYS": places.secrets["vault_keys"]}


def give_store(places: Places) -> dict[str, str]:
    """Give what the documents service needs to reach the object store."""
    return {
        "CMMS_S3_URL": places.s3_url,
        "CMMS_S3_PUBLIC_URL": places.s3_url,
        "CMMS_S3_ACCESS_KEY": places.secrets["s3"]["access_key"],
        "CMMS_S3_SECRET_KEY": places.secrets["s3"]["secret_key"],
        "CMMS_S3_BUCKET": BUCKET,
    }


def give_carriers(places: Places) -> dict[str, str]:
    """Give what the notifications service needs to send mail and SMS."""
    smpp = places.secrets["smpp"]
    return {
        "CMMS_SMTP_URL": f"smtp://127.0.0.1:{places.ports.smtp}",
        "CMMS_SMPP_URL": f"smpp://{smpp['system_id']}:{smpp['password']}@127.0.0.1:{places.ports.smpp}",
        "CMMS_MAIL_FROM": "cmms@prosecution.example",
        "CMMS_SMS_FROM": "PROSECUTION",
        # The centre on this machine wakes nobody: whoever tries the platform at night sees the SMS at once.
        "CMMS_QUIET_HOURS": "none",
    }


def _give_door(places: Places) -> dict[str, str]:
    return {
        "CMMS_GATEWAY_HOST": "127.0.0.1",
        "CMMS_GATEWAY_PORT": str(places.ports.gateway),
        "CMMS_COOKIE_SECURE": "false",
        "CMMS_DEVICE_SECRET": places.secrets["device_secret"],
        "CMMS_S3_PUBLIC_URL": places.s3_url,
        "CMMS_DEMO_PASSWORD": places.secrets["demo_password"],
        "CMMS_DEMO_LOGINS_FILE": str(places.demo_logins),
    }


def _find(name: str) -> Process:
    return next(process for process in PROCESSES if process.name == name)


def make_programs(places: Places) -> list[Program]:
    """Give every process as the supervisor runs it, and write down with which command and environment."""
    orders = {
        name: {"command": give_command(places, name), "environment": give_environment(places, name)}
        for name in ALL
        if name != POSTGRES
    }
    write_private(places.folder / "orders.json", json.dumps(orders, indent=1))
    return [_make_program(places, name) for name in ALL]


def _make_program(places: Places, name: str) -> Program:
    if name == POSTGRES:
        # INT: end the connections, write everything down, stop.
        return Program(name, give_command(places, name), places.postgres_user, "INT", 60)
    launcher = (sys.executable, "-I", "-S", str(ROOT / "deploy/native/launch.py"), str(places.folder), name)
    if name == "radosgw":
        # It takes up to 11 s over its idle threads; whoever spoke to it has stopped before.
        return Program(name, launcher, stop_seconds=2)
    if name in INFRASTRUCTURE:
        return Program(name, launcher, stop_seconds=60 if name == RABBITMQ else 25)
    # Python takes a second or two to find out that it cannot start; one that ends so early is not started again at once.
    return Program(name, launcher, start_seconds=5)
