"""What the notifications' tests share: a session that is rolled back, a database for the sender, the centre and a mail server."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path

import pytest
import sqlalchemy as sa
from sqlalchemy.orm import Session

from services.common.database import Database
from tests.conftest import database_of, rolled_back
from tests.integration.notifications.outside import Centre, Letters, run_centre, run_mail_server


@pytest.fixture
def session() -> Iterator[Session]:
    """Give a session whose work is rolled back."""
    with rolled_back(database_of("notifications")) as opened:
        yield opened


@pytest.fixture
def database() -> Iterator[Database]:
    """Give the database for tests that commit; what they leave is emptied."""
    database = database_of("notifications")
    yield database
    with database.transaction() as session:
        tables = (
            "notices, receipts, attempts, message_parts, messages, reminders, hearings, case_recipients, recipients"
        )
        session.execute(sa.text(f"TRUNCATE {tables}, outbox"))


@pytest.fixture
def centre(tmp_path: Path) -> Iterator[Centre]:
    """Give a running short-message centre."""
    with run_centre(tmp_path / "smsc") as running:
        yield running


@pytest.fixture
def letters() -> Iterator[Letters]:
    """Give a running mail server that keeps what it is sent."""
    with run_mail_server() as running:
        yield running
