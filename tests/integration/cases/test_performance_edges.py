"""The performance report on the first and the last day of a period, at a handover, and for days gone by."""

from __future__ import annotations

import datetime as dt
import uuid
from typing import Any

import pytest
import sqlalchemy as sa
from sqlalchemy.orm import Session

from services.cases.models import Assignment, Case
from services.common.ids import new_id
from tests.integration.cases.desk import desk
from tests.integration.cases.test_performance import report

FIRST, LAST = dt.date(2026, 3, 1), dt.date(2026, 3, 31)
A_DAY = dt.timedelta(days=1)
BEFORE, AFTER = FIRST - A_DAY, LAST + A_DAY
ONE, OTHER = uuid.UUID(int=1), uuid.UUID(int=2)


def written(session: Session, received_on: dt.date, decided_on: dt.date | None = None) -> uuid.UUID:
    """Write a case of Sujawal that came on a day, and was decided on one."""
    case_id = new_id()
    row = {
        "id": case_id, "district": "sujawal", "police_station": "E", "police_station_key": "e", "fir_number": str(case_id),
        "fir_year": 2026, "fir_on": received_on, "received_on": received_on, "sections": [], "is_terrorism": False,
        "stage": "decided" if decided_on else "investigation", "decided_on": decided_on,
        "outcome": "acquitted" if decided_on else None, "filed_on": decided_on,
    }  # fmt: skip
    session.execute(sa.insert(Case).values(row))
    return case_id


def led(session: Session, case_id: uuid.UUID, lead: uuid.UUID, since: dt.date, until: dt.date | None = None) -> None:
    """Write a lead's time on a case."""
    session.add(
        Assignment(id=new_id(), case_id=case_id, prosecutor_id=lead, role="lead", assigned_on=since, released_on=until)
    )
    session.flush()


def total(session: Session, first: dt.date = FIRST, last: dt.date = LAST) -> tuple[int, ...]:
    """Give what reconciles: pending at the start, received, disposed, pending at the end."""
    figures = report(session, first, last, district="sujawal")["total"]
    assert figures["unexplained"] == figures["handed_over"] == 0
    return tuple(figures[name] for name in ("pending_at_start", "received", "disposed", "pending_at_end"))


@pytest.mark.parametrize(
    ("received_on", "decided_on", "expected"),
    [
        (BEFORE, None, (1, 0, 0, 1)),
        (FIRST, None, (0, 1, 0, 1)),
        (LAST, None, (0, 1, 0, 1)),
        (AFTER, None, (0, 0, 0, 0)),
        (BEFORE, BEFORE, (0, 0, 0, 0)),
        (BEFORE, FIRST, (1, 0, 1, 0)),
        (BEFORE, LAST, (1, 0, 1, 0)),
        (BEFORE, AFTER, (1, 0, 0, 1)),
        (FIRST, FIRST, (0, 1, 1, 0)),
        (FIRST, LAST, (0, 1, 1, 0)),
        (LAST, LAST, (0, 1, 1, 0)),
        (LAST, AFTER, (0, 1, 0, 1)),
    ],
)
def test_both_days_belong_to_the_period(
    received_on: dt.date, decided_on: dt.date | None, expected: tuple[int, ...]
) -> None:
    """A case that comes or ends on the first or the last day counts within; the day before and after do not."""
    with desk() as session:
        written(session, received_on, decided_on)
        assert total(session) == expected


def test_periods_that_follow_one_another_hand_over_their_figures() -> None:
    """What one leaves pending the next begins with, and together they count what both count."""
    with desk() as session:
        for received_on, decided_on in ((BEFORE, FIRST), (FIRST, LAST), (LAST, AFTER), (AFTER, None), (FIRST, None)):
            written(session, received_on, decided_on)
        march, april = total(session), total(session, AFTER, AFTER + 29 * A_DAY)
        both = total(session, FIRST, AFTER + 29 * A_DAY)
    assert march[3] == april[0]
    assert both == (march[0], march[1] + april[1], march[2] + april[2], april[3])


def of_leads(session: Session) -> dict[str, tuple[int, ...]]:
    """Give each lead's received, disposed, handed over, decided and pending at the end."""
    names = ("received", "disposed", "handed_over", "decided", "pending_at_end")
    found: list[dict[str, Any]] = report(session, FIRST, LAST, district="sujawal")["prosecutors"]
    assert all(row["unexplained"] == 0 for row in found)
    return {row["prosecutor_id"]: tuple(row[name] for name in names) for row in found}


def test_a_case_that_is_handed_over_counts_for_one_lead_on_each_day() -> None:
    """On the day of the handover it is the new lead's, who has it decided; the old one handed it over undecided."""
    with desk() as session:
        case_id = written(session, BEFORE, LAST)
        led(session, case_id, ONE, FIRST, FIRST + 9 * A_DAY)
        led(session, case_id, OTHER, FIRST + 9 * A_DAY)
        assert of_leads(session) == {str(ONE): (1, 1, 1, 0, 0), str(OTHER): (1, 1, 0, 1, 0)}


def test_a_case_decided_on_the_day_of_a_handover_is_the_new_leads() -> None:
    """Never decided by both, and never by none."""
    with desk() as session:
        case_id = written(session, BEFORE, LAST)
        led(session, case_id, ONE, FIRST, LAST)
        led(session, case_id, OTHER, LAST)
        assert of_leads(session) == {str(ONE): (1, 1, 1, 0, 0), str(OTHER): (1, 1, 0, 1, 0)}


def test_a_lead_who_leaves_after_the_decision_had_it_decided() -> None:
    """Leaving a decided case hands nothing over."""
    with desk() as session:
        case_id = written(session, BEFORE, LAST - A_DAY)
        led(session, case_id, ONE, FIRST, LAST)
        assert of_leads(session) == {str(ONE): (1, 1, 0, 1, 0)}


def test_a_lead_who_is_given_a_decided_case_decided_nothing() -> None:
    """It stays the one's who led it on the day of the decision, also when it comes back to them."""
    with desk() as session:
        case_id = written(session, BEFORE, LAST - 3 * A_DAY)
        led(session, case_id, ONE, FIRST, LAST - 2 * A_DAY)
        led(session, case_id, OTHER, LAST - 2 * A_DAY, LAST - A_DAY)
        led(session, case_id, ONE, LAST - A_DAY)
        assert of_leads(session) == {str(ONE): (1, 1, 0, 1, 0)}
