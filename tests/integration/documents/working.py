"""Turning the documents' worker in the test's own process, and the environment of processes like it."""

from __future__ import annotations

import json
import os

from services.documents.workers.extractor import extract_text
from services.documents.workers.reading import Limits
from tests.conftest import database_of
from tests.integration.documents.asking import equipment, keys
from tests.integration.documents.stores import shared_store

SMALL = Limits(cpu_seconds=2, clock_seconds=4.0, memory=512 * 1024 * 1024)


def extract_all(limits: Limits = SMALL) -> None:
    """Read every file that waits to be read."""
    while extract_text(equipment(), shared_store(), limits):
        pass


def give_environment() -> dict[str, str]:
    """Give the environment of a process of documents; the store's part is there by `store_environment`."""
    database = database_of("documents").engine.url.set(drivername="postgresql")
    return {
        **os.environ,
        "CMMS_DATABASE_URL": database.render_as_string(hide_password=False),
        "CMMS_AMQP_URL": "amqp://127.0.0.1:1/",
        "CMMS_ACTOR_PUBLIC_KEYS": json.dumps({issuer: public for issuer, (_, public) in keys().items()}),
        "CMMS_ACTOR_PRIVATE_KEY": keys()["documents"][0],
    }
