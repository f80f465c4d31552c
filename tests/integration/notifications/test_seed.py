"""The demonstration's people."""

from __future__ import annotations

import sqlalchemy as sa

from services.common.database import Database
from services.common.ids import seed_id
from services.notifications.models import Recipient
from services.notifications.seed import PEOPLE, seed
from tests.integration.notifications.sending import equip


def test_seeding_twice_changes_nothing(database: Database) -> None:
    """Every demonstration account is there once, with a fictitious number; what somebody changed stays."""
    seed(equip(database))
    with database.transaction() as session:
        first = session.scalars(
            sa.select(Recipient).where(Recipient.account_id == seed_id("account:prosecutor1"))
        ).one()
        assert (first.language, first.phone, first.email) == ("ur", "+923000000102", "prosecutor1@example.org")
        first.language = "sd"
    seed(equip(database))
    with database.transaction() as session:
        found = session.scalars(sa.select(Recipient)).all()

    assert len(found) == len(PEOPLE)
    assert next(one for one in found if one.id == first.id).language == "sd"
