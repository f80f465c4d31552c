"""What cases keeps of how hearings went: out of order, twice, corrected, without a day."""

from __future__ import annotations

import datetime as dt
import uuid
from typing import Any

import pytest
import sqlalchemy as sa
from sqlalchemy.orm import Session

from services.cases.models import HearingRecord
from services.common.events import Event
from services.scheduling.events import HearingAdjourned, HearingHeld, ProceedingsRecorded
from tests.integration.cases.desk import desk, registered
from tests.integration.cases.test_listening import COURT, NOON, scheduled, tell

DAY = dt.date(2026, 12, 2)


def made(kind: type[Event], hearing: uuid.UUID, **more: Any) -> Event:
    """Make an event on a hearing of no case in particular."""
    return kind(**{"hearing_id": hearing, "case_id": uuid.UUID(int=1), "court_id": COURT, **more})


def examined(hearing: uuid.UUID, revision: int, fact: int) -> Event:
    """Make the proceedings at which so many witnesses of fact were examined."""
    return made(
        ProceedingsRecorded, hearing, revision=revision, heard_on=DAY, attended=["judge"], absent=[],
        witnesses_present=3, witnesses_examined=fact, examined_fact=fact,
    )  # fmt: skip


def adjourned(hearing: uuid.UUID, **more: Any) -> Event:
    """Make an adjournment at the defence's request."""
    return made(HearingAdjourned, hearing, cause="lawyers_strike", asked_by="defence", heard_on=DAY, **more)


def kept(session: Session, hearing: uuid.UUID) -> tuple[Any, ...]:
    """Give what is kept: the outcome, its cause, who asked, the revision, the witnesses of fact."""
    session.expire_all()
    row = session.scalars(sa.select(HearingRecord).where(HearingRecord.hearing_id == hearing)).one()
    assert row.heard_on == DAY
    return (row.outcome, row.cause, row.asked_by, row.revision, row.examined_fact)


@pytest.mark.parametrize("order", [(0, 1, 2), (2, 1, 0), (1, 0, 2), (2, 0, 1), (0, 0, 2)])
def test_the_parts_of_a_record_come_in_any_order(order: tuple[int, ...]) -> None:
    """Outcome, proceedings and their amendment end the same, whichever comes first, and when one comes twice."""
    hearing = uuid.uuid4()
    words = [(made(HearingHeld, hearing, heard_on=DAY), 1), (examined(hearing, 1, 1), 2), (examined(hearing, 2, 2), 3)]
    with desk() as session:
        for place in order:
            tell(session, *words[place])
        assert kept(session, hearing) == ("held", None, None, 2, 2)


def test_a_later_word_on_the_outcome_stands() -> None:
    """A hearing marked adjourned by mistake was held; the older word comes late and changes nothing."""
    hearing = uuid.uuid4()
    with desk() as session:
        tell(session, adjourned(hearing), 1)
        assert kept(session, hearing) == ("adjourned", "lawyers_strike", "defence", 0, None)
        tell(session, made(HearingHeld, hearing, heard_on=DAY), 5)
        tell(session, adjourned(hearing), 3)
        assert kept(session, hearing) == ("held", None, None, 0, None)


def test_the_day_is_that_which_the_hearing_was_set_down_for() -> None:
    """An event that does not say the day is dated by the hearing's own; one never heard of before, by the telling."""
    hearing, unknown = uuid.uuid4(), uuid.uuid4()
    with desk() as session:
        case_id = registered(session)
        tell(session, scheduled(case_id, hearing, 2))
        tell(session, HearingHeld(hearing_id=hearing, case_id=case_id, court_id=COURT), 9)
        assert kept(session, hearing)[0] == "held"
        tell(session, made(HearingHeld, unknown), 9)
        row = session.scalars(sa.select(HearingRecord).where(HearingRecord.hearing_id == unknown)).one()
    assert row.heard_on == NOON.date()
