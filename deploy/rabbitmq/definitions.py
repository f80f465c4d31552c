"""What RabbitMQ is told at its start: the users with the least rights they can work with, the exchanges, and the limits.

A service may make, fill and empty its own queues; write to the exchange of calls and to its own exchanges of events and of
dead letters; and bind to others' events. It can neither read another's queue, nor see calls to another service, nor publish another's events.
"""

from __future__ import annotations

import base64
import hashlib
import re
import secrets
from collections.abc import Iterable, Mapping
from typing import Any, Final

VIRTUAL_HOST: Final = "cmms"
RPC_EXCHANGE: Final = "nameko-rpc"
ADMINISTRATOR: Final = "administrator"
_REPLY_KEY: Final = "[0-9a-f-]{32,36}"


def make_definitions(parties: Iterable[str], passwords: Mapping[str, str]) -> dict[str, Any]:
    """Give the definitions for these services (and the gateway) with their passwords, the administrator's too."""
    names = tuple(parties)
    return {
        "vhosts": [{"name": VIRTUAL_HOST}],
        "users": [_user(name, passwords[name], "") for name in names]
        + [_user(ADMINISTRATOR, passwords[ADMINISTRATOR], "administrator")],
        "permissions": [_permission(name) for name in names] + [_all_rights()],
        "topic_permissions": [_calls(name) for name in names],
        "exchanges": [_exchange(RPC_EXCHANGE)]
        + [_exchange(f"{name}.events") for name in names]
        + [_exchange(f"{name}.dead", "fanout") for name in names],
        "policies": [_limit_calls()],
        "queues": [],
        "bindings": [],
        "parameters": [],
        "global_parameters": [],
    }


def hash_password(password: str) -> str:
    """Hash a password as RabbitMQ keeps it: SHA-256 over a salt of four bytes and the password."""
    salt = secrets.token_bytes(4)
    return base64.b64encode(salt + hashlib.sha256(salt + password.encode()).digest()).decode()


def _user(name: str, password: str, tag: str) -> dict[str, Any]:
    return {
        "name": name,
        "password_hash": hash_password(password),
        "hashing_algorithm": "rabbit_password_hashing_sha256",
        "tags": tag,
    }


def own_queues(name: str) -> str:
    """Give the pattern of the queues that belong to a service: its calls, its events, its dead letters, its answers."""
    own = re.escape(name)
    return rf"rpc-{own}|evt-[a-z]+-[a-z0-9_]+--{own}\..+|dead-{own}|live-{own}-.+|rpc\.reply-{own}-.+"


def _permission(name: str) -> dict[str, Any]:
    queues, exchanges = own_queues(name), rf"{re.escape(name)}\.(events|dead)"
    return {
        "user": name,
        "vhost": VIRTUAL_HOST,
        "configure": f"^({queues})$",
        "write": rf"^({queues}|{RPC_EXCHANGE}|{exchanges})$",
        "read": rf"^({queues}|{RPC_EXCHANGE}|[a-z]+\.events|{re.escape(name)}\.dead)$",
    }


def _all_rights() -> dict[str, Any]:
    return {"user": ADMINISTRATOR, "vhost": VIRTUAL_HOST, "configure": ".*", "write": ".*", "read": ".*"}


def _calls(name: str) -> dict[str, Any]:
    """Let a service call anybody and answer anybody, but listen only to calls meant for it and to answers."""
    return {
        "user": name,
        "vhost": VIRTUAL_HOST,
        "exchange": RPC_EXCHANGE,
        "write": rf"^([a-z]+\.[a-z0-9_]+|{_REPLY_KEY})$",
        "read": rf"^({re.escape(name)}\.\*|{_REPLY_KEY})$",
    }


def _exchange(name: str, kind: str = "topic") -> dict[str, Any]:
    return {
        "name": name,
        "vhost": VIRTUAL_HOST,
        "type": kind,
        "durable": True,
        "auto_delete": False,
        "internal": False,
        "arguments": {},
    }


def _limit_calls() -> dict[str, Any]:
    """Bound the queues of calls, whoever declared them: what cannot be kept is refused at once, not lost silently."""
    return {
        "name": "bounded-calls",
        "vhost": VIRTUAL_HOST,
        "pattern": r"^rpc-[a-z]+$",
        "apply-to": "queues",
        "priority": 1,
        "definition": {"max-length": 10000, "overflow": "reject-publish"},
    }
