"""The cases behind a period's delays and endings are those that the reports count, and no others."""

from __future__ import annotations

import datetime as dt
import uuid
from typing import Any

import orjson
import sqlalchemy as sa
from sqlalchemy.orm import Session

from services.cases.models import CustodySpell
from services.cases.queries.performance_cases import list_delayed_cases, list_ended_cases
from services.cases.schemas.performance_cases import (
    DelayedCaseRow,
    DelayedCasesQuery,
    EndedCaseRow,
    EndedCasesQuery,
)
from services.common.actor import Actor
from services.common.ids import new_id
from tests.conftest import database_of, make_actor
from tests.integration.cases.counting import (
    AFTER,
    BEFORE,
    DISTRICT,
    FIRST,
    LAST,
    OTHER_COURT,
    WITHIN,
    accused,
    case,
    hearing,
    insider,
    report,
)
from tests.integration.cases.desk import desk
from tests.integration.cases.test_delays import clock
from tests.integration.cases.test_endings import acquitted, reported


def asked(**query: Any) -> dict[str, str]:
    """Give what March of the district is asked with."""
    return {name: str(value) for name, value in {"from": FIRST, "to": LAST, "district": DISTRICT, **query}.items()}


def delayed(session: Session, actor: Actor | None = None, **query: Any) -> list[dict[str, Any]]:
    """List March's delays, and hold them against their declared shape."""
    loaded = DelayedCasesQuery().load(asked(**query))
    found = orjson.loads(list_delayed_cases(session, database_of("cases"), actor or insider(), loaded).body)["items"]
    assert DelayedCaseRow(many=True).validate(found) == {}
    return list(found)


def ended(session: Session, **query: Any) -> list[dict[str, Any]]:
    """List March's results, and hold them against their declared shape."""
    loaded = EndedCasesQuery().load(asked(**query))
    found = orjson.loads(list_ended_cases(session, database_of("cases"), insider(), loaded).body)["items"]
    assert EndedCaseRow(many=True).validate(found) == {}
    return list(found)


def held(session: Session, case_id: uuid.UUID, since_on: dt.date) -> None:
    """Write an accused who is in custody since a day."""
    spell = {"id": new_id(), "accused_id": accused(session, case_id), "state": "in_custody", "since_on": since_on}
    session.execute(sa.insert(CustodySpell).values(spell))


def test_a_delayed_case_says_why_it_waits() -> None:
    """Adjourned, with how often at one side's request; overdue; sent back; long in custody. Who waits for nothing is not on it."""
    with desk() as session:
        often, late, back, jailed, fresh, quiet = (case(session) for _ in range(6))
        for day in (2, 3, 4):
            hearing(session, often, dt.date(2026, 3, day), cause="prosecutor_absent", asked_by="prosecution")
        hearing(session, often, WITHIN, cause="lawyers_strike", asked_by="defence")
        hearing(session, quiet, AFTER, cause="lawyers_strike", asked_by="defence")
        clock(session, late, WITHIN, None, "missed")
        report(session, back, state="returned", comply_by=AFTER)
        held(session, jailed, dt.date(2025, 9, 30))
        held(session, fresh, BEFORE)
        found = {uuid.UUID(row["case_id"]): row for row in delayed(session)}
        why = {
            one: [uuid.UUID(row["case_id"]) for row in delayed(session, why=one)]
            for one in ("adjourned", "adjourned_often", "overdue", "returned", "long_custody")
        }
        assert delayed(session, court=OTHER_COURT) == []
        assert delayed(session, make_actor("cases.report_small", districts=("dadu",))) == []
    assert set(found) == {often, late, back, jailed}
    assert (found[often]["adjournments"], found[often]["most_by_one"]) == (4, 3)
    assert (found[late]["overdue"], found[back]["returned"]) == (1, 1)
    assert found[jailed]["in_custody_since"] == "2025-09-30"
    assert why == {
        "adjourned": [often], "adjourned_often": [often], "overdue": [late], "returned": [back], "long_custody": [jailed],
    }  # fmt: skip


def test_delays_are_given_page_by_page() -> None:
    """Each case once."""
    with desk() as session:
        for _ in range(3):
            hearing(session, case(session), WITHIN, cause="lawyers_strike", asked_by="defence")
        query = DelayedCasesQuery().load(asked(limit=2))
        first = list_delayed_cases(session, database_of("cases"), insider(), query)
        rest = delayed(session, limit=2, after=first.next)
    ids = [row["id"] for row in [*orjson.loads(first.body)["items"], *rest]]
    assert len(set(ids)) == len(ids) == 3


def test_an_ended_case_says_its_result() -> None:
    """The last first, each accused by number; an acquittal with whether and on which grounds it was reported; by verdict."""
    with desk() as session:
        one = acquitted(session)
        reported(session, one, "witness_hostile")
        other = case(session, filed_on=BEFORE)
        accused(session, other, 2, verdict="convicted", decided_on=LAST)
        acquitted(session, AFTER)
        found = ended(session)
        convicted = ended(session, verdict="convicted")
    assert [(row["case_id"], row["accused_number"], row["verdict"], row["is_reported"], row["grounds"]) for row in found] == [
        (str(other), 2, "convicted", False, []), (str(one[0]), 1, "acquitted", True, ["witness_hostile"]),
    ]  # fmt: skip
    assert [row["case_id"] for row in convicted] == [str(other)]
