"""One gateway, one echo service and one database for all tests of the gateway."""

from __future__ import annotations

import os
from collections.abc import Iterator

import httpx
import pytest

from gateway.accounts.usecases.grants import load_grants
from services.common.database import Database
from tests.conftest import database_of, read_instance
from tests.integration.gateway.echo import Echo
from tests.integration.gateway.running import Gateway, Line, make_account


def read_amqp_url() -> str:
    """Give the broker's URL, or skip what needs it when there is none."""
    url = read_instance().get("amqp_url") or os.environ.get("CMMS_TEST_AMQP_URL")
    if not url:
        pytest.skip("needs RabbitMQ: run by ./cmms test, or set CMMS_TEST_AMQP_URL")
    return str(url)


@pytest.fixture(scope="package")
def accounts() -> Database:
    """Give the gateway's own database, migrated, with the grants that are delivered."""
    database = database_of("gateway")
    with database.transaction() as session:
        load_grants(session)
    return database


@pytest.fixture(scope="package")
def echo() -> Iterator[Echo]:
    """Run the echo service."""
    service = Echo(read_amqp_url()).start()
    yield service
    service.stop()
    service.remove_queue()


@pytest.fixture(scope="package")
def line() -> Iterator[Line]:
    """Give the gateway's line to the broker."""
    joined = Line(read_amqp_url())
    yield joined
    joined.close()


@pytest.fixture(scope="package")
def gateway(accounts: Database, echo: Echo, line: Line) -> Iterator[Gateway]:
    """Run the gateway."""
    running = Gateway(accounts, line.url)
    running.wait_until_ready()
    yield running
    running.stop()


@pytest.fixture(scope="package")
def clerk(gateway: Gateway, accounts: Database) -> httpx.Client:
    """Give a client signed in with every permission of the echo service."""
    return gateway.sign_in(make_account(accounts, "things.read", "things.change"))


@pytest.fixture(scope="package")
def administrator(gateway: Gateway, accounts: Database) -> httpx.Client:
    """Give an administrator's client."""
    return gateway.sign_in(make_account(accounts, "accounts.administer", "accounts.read", districts=("*",)))
