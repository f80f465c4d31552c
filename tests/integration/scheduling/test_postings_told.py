"""The others are told where a prosecutor is posted and as what, also when he is only put on the roster, or corrected there."""

from __future__ import annotations

import datetime as dt
import uuid

from sqlalchemy.orm import Session

from services.common.outbox import pending_events
from services.scheduling.rules.days import KARACHI
from services.scheduling.usecases import roster
from tests.integration.scheduling.factories import DISTRICT, KEEPER

TODAY = dt.datetime.now(KARACHI).date()


def test_a_roster_entry_tells_district_and_designation(session: Session) -> None:
    """From today, or the day that is given; a correction of something else tells nothing."""
    account_id = uuid.uuid4()
    roster.add_to_roster(
        session, KEEPER, {"id": account_id, "district": DISTRICT, "designation": "assistant-district-public-prosecutor"}
    )
    roster.change_roster_entry(session, KEEPER, account_id, {"designation": "district-public-prosecutor"}, None)
    roster.change_roster_entry(session, KEEPER, account_id, {"is_active": False}, None)
    dated = {
        "id": uuid.uuid4(),
        "district": DISTRICT,
        "designation": "prosecutor-general",
        "posted_on": dt.date(2026, 1, 5),
    }
    roster.add_to_roster(session, KEEPER, dated)
    told = [event["data"] for event in pending_events(session) if event["type"] == "prosecutor_posted"]

    assert [(one["designation"], one["first_on"]) for one in told] == [
        ("assistant-district-public-prosecutor", str(TODAY)), ("district-public-prosecutor", str(TODAY)),
        ("prosecutor-general", "2026-01-05"),
    ]  # fmt: skip
