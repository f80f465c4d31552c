"""What learning's tests on PostgreSQL share."""

from __future__ import annotations

from collections.abc import Iterator

import pytest
from sqlalchemy.orm import Session

from tests.conftest import database_of, rolled_back
from tests.integration.learning.factories import Course, publish


@pytest.fixture
def session() -> Iterator[Session]:
    """Give a session whose work is rolled back."""
    with rolled_back(database_of("learning")) as opened:
        yield opened


@pytest.fixture
def course() -> Course:
    """Give a published course with two lessons and three questions that is in the database for good."""
    return publish()
