"""What scheduling's tests on PostgreSQL share."""

from __future__ import annotations

from collections.abc import Iterator

import pytest
from sqlalchemy.orm import Session

from tests.conftest import database_of, rolled_back
from tests.integration.scheduling.factories import Scene, make_scene


@pytest.fixture
def session() -> Iterator[Session]:
    """Give a session whose work is rolled back."""
    with rolled_back(database_of("scheduling")) as opened:
        yield opened


@pytest.fixture
def scene(session: Session) -> Scene:
    """Give a court, a case and a prosecutor."""
    return make_scene(session)


@pytest.fixture
def place() -> Scene:
    """Give a court, a case and a prosecutor that are in the database for good."""
    with database_of("scheduling").transaction() as session:
        return make_scene(session)
