"""What the tests of reports share: rows written on any days at all, and the report of a period as it is answered."""

from __future__ import annotations

import datetime as dt
import uuid
from typing import Any

import orjson
import sqlalchemy as sa
from sqlalchemy.orm import Session

from services.cases.models import Accused, Assignment, Case, CourtNumber, HearingRecord, Opinion, Report, Result
from services.cases.queries.performance_by import read_figures
from services.cases.schemas.report_figures import DimensionView, FiguresQuery
from services.common.actor import Actor
from services.common.ids import new_id
from tests.conftest import make_actor

FIRST, LAST = dt.date(2026, 3, 1), dt.date(2026, 3, 31)
BEFORE, WITHIN, AFTER = dt.date(2026, 2, 10), dt.date(2026, 3, 10), dt.date(2026, 4, 10)
DISTRICT = "matiari"
COURT, OTHER_COURT = uuid.UUID(int=71), uuid.UUID(int=72)
LEAD, OTHER_LEAD = uuid.UUID(int=81), uuid.UUID(int=82)
THEN = dt.datetime(2026, 3, 15, tzinfo=dt.UTC)


def insider() -> Actor:
    """Make somebody to whom small numbers and sealed cases are shown."""
    return make_actor("cases.report", "cases.report_small", "cases.read_sealed")


def figures(session: Session, by: str, actor: Actor | None = None, **query: Any) -> dict[str, Any]:
    """Read March's report by a dimension, and hold it against its declared shape."""
    asked = {"from": str(FIRST), "to": str(LAST), "district": DISTRICT, **query, "by": by}
    loaded = FiguresQuery().load({name: str(value) for name, value in asked.items()})
    found: dict[str, Any] = orjson.loads(read_figures(session, actor or insider(), loaded).body)
    assert DimensionView().validate(found) == {}
    return found


def groups(found: dict[str, Any], *names: str) -> dict[str, tuple[Any, ...]]:
    """Give some figures of each group."""
    return {one["key"]: tuple(one[name] for name in names) for one in found["groups"]}


def case(session: Session, received_on: dt.date = BEFORE, **changes: Any) -> uuid.UUID:
    """Write a case of Matiari; `filed_on` brings it to court, `decided_on` ends it."""
    case_id = new_id()
    decided_on = changes.get("decided_on")
    filed_on = changes.pop("filed_on", decided_on)
    row = {
        "id": case_id, "district": DISTRICT, "police_station": "Hala", "police_station_key": "hala",
        "fir_number": str(case_id), "fir_year": 2026, "fir_on": received_on, "received_on": received_on, "sections": [],
        "is_terrorism": False, "stage": "decided" if decided_on else "in_court" if filed_on else "investigation",
        "outcome": "acquitted" if decided_on else None, "filed_on": filed_on, "registered_at": THEN,
        "court_id": COURT if filed_on else None, **changes,
    }  # fmt: skip
    session.execute(sa.insert(Case).values(row))
    return case_id


def accused(session: Session, case_id: uuid.UUID, number: int = 1, **changes: Any) -> uuid.UUID:
    """Write an accused; with `verdict` and `decided_on` also a result."""
    verdict, decided_on = changes.pop("verdict", None), changes.pop("decided_on", WITHIN)
    one = Accused(
        id=new_id(), case_id=case_id, number=number,
        **{"initials": "A.B.", "role": "unknown", "gender": "male", "is_juvenile": False, **changes},
    )  # fmt: skip
    session.add(one)
    session.flush()
    if verdict is not None:
        session.add(
            Result(
                id=new_id(), accused_id=one.id, case_id=case_id, verdict=verdict, decided_on=decided_on,
                recorded_at=THEN,
            )
        )  # fmt: skip
        session.flush()
    return one.id


def lead(
    session: Session, case_id: uuid.UUID, prosecutor_id: uuid.UUID, since: dt.date, until: dt.date | None = None
) -> None:
    """Write a lead's time on a case."""
    session.add(
        Assignment(
            id=new_id(), case_id=case_id, prosecutor_id=prosecutor_id, role="lead", assigned_on=since, released_on=until
        )
    )
    session.flush()


def report(session: Session, case_id: uuid.UUID, received_on: dt.date = WITHIN, **changes: Any) -> uuid.UUID:
    """Write a police report, filed on the day after it came unless changed."""
    row = {
        "id": new_id(), "case_id": case_id, "round": 1, "kind": "final", "received_on": received_on,
        "due_on": received_on + dt.timedelta(days=3), "state": "filed",
        "settled_on": received_on + dt.timedelta(days=1), **changes,
    }  # fmt: skip
    session.execute(sa.insert(Report).values(row))
    return uuid.UUID(str(row["id"]))


def opinion(session: Session, case_id: uuid.UUID, accused_id: uuid.UUID, report_id: uuid.UUID, what: str) -> None:
    """Write an opinion of March."""
    session.add(
        Opinion(
            id=new_id(), case_id=case_id, report_id=report_id, accused_id=accused_id, opinion=what,
            evidential_test="met", public_interest_test="met", reasons="-", given_on=WITHIN, given_by="-", given_at=THEN,
        )
    )  # fmt: skip
    session.flush()


def hearing(session: Session, case_id: uuid.UUID, heard_on: dt.date = WITHIN, **changes: Any) -> uuid.UUID:
    """Write a hearing that was held, or with `cause` adjourned."""
    row = {
        "hearing_id": new_id(), "case_id": case_id, "court_id": COURT, "heard_on": heard_on, "told_at": THEN,
        "outcome": "adjourned" if changes.get("cause") else "held", "recorded_at": THEN, **changes,
    }  # fmt: skip
    session.execute(sa.insert(HearingRecord).values(row))
    return uuid.UUID(str(row["hearing_id"]))


def stays(session: Session, case_id: uuid.UUID, *courts: tuple[uuid.UUID, dt.date, dt.date | None]) -> None:
    """Write a case's numbers, court after court, each since a day and until one."""
    for position, (court_id, since, until) in enumerate(courts, 1):
        session.add(
            CourtNumber(
                id=new_id(), case_id=case_id, position=position, court_id=court_id, number=f"SC {position}/2026",
                reason="filed" if position == 1 else "transferred", since_on=since, until_on=until,
            )
        )  # fmt: skip
    session.flush()
