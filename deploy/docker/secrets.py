"""Secrets of a containerised platform: made once, each party's settings in a folder that only its containers mount.

The folder `/secrets/<party>` holds `settings.json`: the environment of that party's processes. `/secrets/broker` holds what
RabbitMQ loads. In production the same files come from the operators' own store of secrets; nothing has a default.
"""

from __future__ import annotations

import json
import os
import secrets
from pathlib import Path
from typing import Any, Final

from deploy.native.places import BUCKET, PARTIES, make_vault_key, write_private
from deploy.rabbitmq.definitions import make_definitions
from services.common.actor import make_key_pair

FOLDER: Final = Path(os.environ.get("CMMS_SECRETS", "/secrets"))
ADMINISTRATOR: Final = "administrator"
IMAGE_USER: Final = 10001


def make_secrets() -> dict[str, Any]:
    """Make every secret anew."""
    return {
        "databases": {party: {role: secrets.token_urlsafe(24) for role in ("owner", "user")} for party in PARTIES},
        "rabbitmq": {user: secrets.token_urlsafe(24) for user in (*PARTIES, ADMINISTRATOR)},
        "keys": {party: dict(zip(("private", "public"), make_key_pair(), strict=True)) for party in PARTIES},
        "vault_keys": make_vault_key(),
        "device_secret": secrets.token_urlsafe(32),
        "demo_password": "-".join(secrets.token_hex(2) for _ in range(4)),
    }


def give_settings(made: dict[str, Any], party: str, environment: dict[str, str]) -> dict[str, str]:
    """Give the environment of a party's processes; `environment` says where the store and the carriers are."""
    keys = made["keys"]
    password = made["databases"][party]["user"]
    settings = {
        "CMMS_DATABASE_URL": f"postgresql://{party}:{password}@postgres:5432/{party}",
        "CMMS_AMQP_URL": f"amqp://{party}:{made['rabbitmq'][party]}@rabbitmq:5672/cmms",
        "CMMS_ACTOR_PUBLIC_KEYS": json.dumps({name: keys[name]["public"] for name in PARTIES}),
        "CMMS_ACTOR_PRIVATE_KEY": keys[party]["private"],
        "CMMS_PUBLIC_URL": environment["CMMS_PUBLIC_URL"],
    }
    if party == "cases":
        settings["CMMS_VAULT_KEYS"] = made["vault_keys"]
    if party == "documents":
        settings |= {
            "CMMS_S3_URL": "http://minio:9000",
            "CMMS_S3_PUBLIC_URL": environment["CMMS_S3_PUBLIC_URL"],
            "CMMS_S3_ACCESS_KEY": environment["CMMS_S3_ACCESS_KEY"],
            "CMMS_S3_SECRET_KEY": environment["CMMS_S3_SECRET_KEY"],
            "CMMS_S3_BUCKET": BUCKET,
        }
    if party == "notifications":
        settings |= {
            name: environment[name] for name in ("CMMS_SMTP_URL", "CMMS_SMPP_URL", "CMMS_MAIL_FROM", "CMMS_SMS_FROM")
        }
        settings["CMMS_QUIET_HOURS"] = environment.get("CMMS_QUIET_HOURS", "21:00-07:00")
    if party == "gateway":
        settings |= {
            "CMMS_GATEWAY_HOST": "0.0.0.0",
            "CMMS_GATEWAY_PORT": "18400",
            "CMMS_COOKIE_SECURE": environment.get("CMMS_COOKIE_SECURE", "true"),
            "CMMS_S3_PUBLIC_URL": environment["CMMS_S3_PUBLIC_URL"],
            "CMMS_DEVICE_SECRET": made["device_secret"],
            "CMMS_DEMO_PASSWORD": made["demo_password"],
            "CMMS_DEMO_LOGINS_FILE": "/tmp/demo-logins.json",  # noqa: S108 - a tmpfs of the container's own
        }
    return settings


def write_secrets(folder: Path, environment: dict[str, str]) -> dict[str, Any]:
    """Write each party's settings and the broker's definitions, once; give the secrets."""
    kept = folder / "set-up" / "secrets.json"
    made = make_secrets() | (json.loads(kept.read_text()) if kept.exists() else {})
    for name in ("set-up", "broker", *PARTIES):
        (folder / name).mkdir(exist_ok=True)
    write_private(kept, json.dumps(made))
    for party in PARTIES:
        settings = folder / party / "settings.json"
        write_private(settings, json.dumps(give_settings(made, party, environment)))
        os.chown(settings, IMAGE_USER if os.getuid() == 0 else -1, -1)
    definitions = folder / "broker" / "definitions.json"
    write_private(definitions, json.dumps(make_definitions(PARTIES, made["rabbitmq"])))
    definitions.chmod(0o644)
    (folder / "broker" / "rabbitmq.conf").write_text(
        "load_definitions = /etc/rabbitmq/cmms/definitions.json\ndefault_vhost = cmms\n"
    )
    return made
