"""The logins that the native start makes: each does its daily work, and none reaches for what is another's."""

from __future__ import annotations

import os
from collections.abc import Iterator

import pika
import psycopg2
import pytest
from pika.exceptions import ChannelClosedByBroker

from deploy.native import postgres
from deploy.native.instance import Instance
from services.common.migrate import migrate


@pytest.fixture(scope="module")
def running() -> Instance:
    """Give the instance that `./cmms test` started."""
    if "CMMS_TEST_INSTANCE" not in os.environ:
        pytest.skip("needs the test instance: run by ./cmms test")
    return Instance.of_tests()


def _connect(running: Instance, login: str, database: str) -> psycopg2.extensions.connection:
    url = running.places.database_url(login)
    connection = psycopg2.connect(url.rpartition("/")[0] + f"/{database}")
    connection.autocommit = True
    return connection


@pytest.mark.parametrize("database", ["cases", "gateway", "postgres", "template1"])
def test_a_service_cannot_open_another_database(running: Instance, database: str) -> None:
    """A service's login gets into its own database only."""
    with pytest.raises(psycopg2.OperationalError, match="permission denied for database"):
        _connect(running, "scheduling", database)


@pytest.fixture(scope="module")
def migrated(running: Instance) -> Iterator[psycopg2.extensions.cursor]:
    """Give the scheduling service's login in its migrated database."""
    migrate("scheduling", running.places.database_url("scheduling", owner=True))
    postgres.protect_evidence(running.places.superuser_dsn, "scheduling")
    connection = _connect(running, "scheduling", "scheduling")
    yield connection.cursor()
    connection.close()


@pytest.mark.parametrize(
    "statement",
    [
        "DELETE FROM audit_entries",
        "UPDATE audit_entries SET entry = ''",
        "TRUNCATE audit_entries",
        "DELETE FROM audit_checkpoints",
        "UPDATE alembic_version SET version_num = 'x'",
        "DROP TABLE outbox",
        "ALTER TABLE audit_entries DISABLE TRIGGER ALL",
        "CREATE TABLE mine (id int)",
        "CREATE EXTENSION hstore",
    ],
)
def test_a_service_cannot_touch_evidence_or_tables(migrated: psycopg2.extensions.cursor, statement: str) -> None:
    """The login that runs a service can neither change what was recorded nor the shape of its tables."""
    with pytest.raises(psycopg2.errors.InsufficientPrivilege):
        migrated.execute(statement)


def test_a_service_reads_and_writes_its_rows(migrated: psycopg2.extensions.cursor) -> None:
    """The same login does its daily work: rows and the audit trail's own function."""
    migrated.execute("SELECT cmms_audit_append(ARRAY[]::text[])")
    migrated.execute("DELETE FROM inbox WHERE false")
    migrated.execute("SELECT count(*) FROM audit_entries")

    assert migrated.fetchone() is not None


@pytest.fixture
def channel(running: Instance) -> Iterator[pika.adapters.blocking_connection.BlockingChannel]:
    """Give a channel of the cases service's broker login, beside a queue of another service's."""
    administrator = pika.BlockingConnection(pika.URLParameters(running.places.amqp_url("administrator")))
    administrator.channel().queue_declare(
        "rpc-learning", durable=True, arguments={"x-max-length": 10_000, "x-overflow": "reject-publish"}
    )
    administrator.close()
    connection = pika.BlockingConnection(pika.URLParameters(running.places.amqp_url("cases")))
    opened = connection.channel()
    opened.confirm_delivery()
    yield opened
    connection.close()


def _is_refused(
    channel: pika.adapters.blocking_connection.BlockingChannel, method: str, *words: object, **options: object
) -> bool:
    try:
        getattr(channel, method)(*words, **options)
    except ChannelClosedByBroker as closed:
        return bool(closed.reply_code == 403)
    return False


@pytest.mark.parametrize(
    ("method", "words"),
    [
        ("basic_get", ("rpc-learning",)),
        ("queue_purge", ("rpc-learning",)),
        ("queue_delete", ("rpc-learning",)),
        ("queue_declare", ("evt-cases-case_registered--learning.listen",)),
        ("exchange_declare", ("learning.events", "topic")),
        ("exchange_delete", ("nameko-rpc",)),
        ("basic_publish", ("learning.events", "certificate_issued", b"{}")),
        ("basic_publish", ("learning.dead", "", b"{}")),
        ("basic_publish", ("", "rpc-learning", b"{}")),
    ],
)
def test_a_service_cannot_reach_for_others_on_the_bus(
    channel: pika.adapters.blocking_connection.BlockingChannel, method: str, words: tuple[object, ...]
) -> None:
    """A service cannot take another's calls or events, remove its queues, or publish in its name."""
    assert _is_refused(channel, method, *words)


def test_a_service_cannot_overhear_calls(channel: pika.adapters.blocking_connection.BlockingChannel) -> None:
    """A service cannot bind its own queue to calls that are meant for another."""
    channel.queue_declare("rpc.reply-cases-overhears", exclusive=True)

    assert _is_refused(channel, "queue_bind", "rpc.reply-cases-overhears", "nameko-rpc", "learning.*")


def test_a_service_works_on_the_bus(channel: pika.adapters.blocking_connection.BlockingChannel) -> None:
    """A service may do what it needs: its queues, calls, answers, its own events and others' to hear."""
    key = "0" * 32
    channel.queue_declare("rpc.reply-cases-works", exclusive=True)
    channel.queue_bind("rpc.reply-cases-works", "nameko-rpc", key)
    channel.queue_bind("rpc.reply-cases-works", "learning.events", "certificate_issued")
    channel.basic_publish("nameko-rpc", key, b"an answer")
    channel.basic_publish("nameko-rpc", "learning.hello", b"a call")
    channel.basic_publish("cases.events", "case_registered", b"{}")

    _method, _properties, body = channel.basic_get("rpc.reply-cases-works", auto_ack=True)
    assert body == b"an answer"
