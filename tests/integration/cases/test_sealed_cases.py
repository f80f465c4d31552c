"""A sealed case does not leak: not by lists and their filters, counts, links, histories, conflicts or faults."""

from __future__ import annotations

import uuid
from collections.abc import Iterator
from typing import Any

import orjson
import pytest
from sqlalchemy.orm import Session

from services.cases.queries.cases import list_cases
from services.cases.queries.history import list_history, list_history_traced
from services.cases.queries.performance import read_performance
from services.cases.schemas.case import CaseFilter, SealChange
from services.cases.schemas.people import NewLink, Release
from services.cases.schemas.performance import PerformanceQuery
from services.cases.usecases.linking import link_case
from services.cases.usecases.sealing import seal_case
from services.cases.usecases.team import release_prosecutor
from services.common.actor import Actor
from services.common.errors import Problem
from services.common.outbox import pending_events
from tests.conftest import database_of, make_actor
from tests.integration.cases.desk import (
    assigned,
    clerk,
    days_ago,
    desk,
    loaded,
    prosecutor,
    received,
    registered,
    sealed,
    supervisor,
    view,
)
from tests.integration.cases.importing import row, sent, sheet

LEAD = uuid.uuid4()


@pytest.fixture
def session() -> Iterator[Session]:
    """Open a desk."""
    with desk() as opened:
        yield opened


@pytest.fixture
def case_id(session: Session) -> uuid.UUID:
    """Make a sealed case of Badin, under scrutiny, with a lead."""
    made = registered(session, district="badin", police_station="Hidden", fir_number="909")
    assigned(session, made, str(LEAD))
    received(session, made)
    session.flush()
    return sealed(session, made)


def listed(session: Session, actor: Actor, **query: str) -> list[str]:
    """Give the ids a list shows."""
    items = orjson.loads(list_cases(session, actor, CaseFilter().load(query)).body)["items"]
    return [item["id"] for item in items]


def counts(session: Session, actor: Actor) -> dict[str, Any]:
    """Read the report of the last days."""
    query = PerformanceQuery().load({"from": str(days_ago(9)), "to": str(days_ago(0)), "district": "badin"})
    found: dict[str, Any] = orjson.loads(read_performance(session, actor, query).body)
    return found


@pytest.mark.parametrize(
    "query",
    [
        {}, {"q": "909"}, {"q": f"909/{days_ago(2).year}"}, {"stage": "scrutiny"}, {"district": "badin"},
        {"police_station": "Hidden"}, {"prosecutor": str(LEAD)}, {"due_before": "2100-01-01"},
    ],
)  # fmt: skip
def test_no_filter_finds_it(session: Session, case_id: uuid.UUID, query: dict[str, str]) -> None:
    """For a clerk of the district each filter is empty; a supervisor and the lead find it by every one."""
    assert str(case_id) not in listed(session, clerk("badin"), **query)
    assert str(case_id) not in listed(session, clerk("*"), **query)
    assert str(case_id) in listed(session, supervisor("badin"), **query)
    assert str(case_id) in listed(session, make_actor(id=LEAD, districts=()), **query)


def test_the_report_does_not_count_it_and_says_so(session: Session, case_id: uuid.UUID) -> None:
    """Neither the district's figures nor the lead's tell of it to who may not see it; all reconcile."""
    registered(session, district="badin")
    session.flush()
    blind, seeing, lead = (
        make_actor("cases.report_small", *more, id=one, districts=("badin",))
        for more, one in (((), None), (("cases.read_sealed",), None), ((), LEAD))
    )
    reports = [counts(session, actor) for actor in (blind, seeing, lead)]
    assert [one["counts_all_sealed"] for one in reports] == [False, True, False]
    assert [one["total"]["registered"] for one in reports] == [1, 2, 2]
    assert [one["total"]["reports_received"] for one in reports] == [0, 1, 1]
    assert [[row["prosecutor_id"] for row in one["prosecutors"]] for one in reports] == [[], [str(LEAD)], [str(LEAD)]]
    assert [one["total"]["unexplained"] for one in reports] == [0, 0, 0]
    assert str(case_id)


def test_its_steps_are_live_for_its_team_alone(session: Session, case_id: uuid.UUID) -> None:
    """No district hears of what happens in it."""
    second = uuid.uuid4()
    assigned(session, case_id, str(second), "second")
    told = pending_events(session)[-1]
    assert told["audience"] == {"users": sorted([str(LEAD), str(second)]), "districts": []}


def test_a_linked_cases_history_does_not_name_it() -> None:
    """Who sees only the open case reads that it was linked, not with what; who sees both reads both."""
    database = database_of("cases")
    with database.transaction() as session:
        open_id, other_id = registered(session), registered(session)
        link_case(session, clerk(), open_id, loaded(NewLink, other_case_id=str(other_id), kind="joint_trial"))

    def linked(actor: Actor) -> dict[str, Any]:
        with database.reading() as reading:
            rows = orjson.loads(list_history(reading, actor, open_id, {"limit": 50, "after": None}).body)["items"]
        detail: dict[str, Any] = next(row["detail"] for row in rows if row["action"] == "case_linked")
        return detail

    assert linked(clerk())["other_case_id"] == str(other_id)
    with database.transaction() as session:
        seal_case(session, supervisor(), other_id, loaded(SealChange, is_sealed=True, reason="ATA s.21"), if_match=None)
    assert "other_case_id" not in linked(clerk())
    assert linked(clerk())["kind"] == "joint_trial"
    assert linked(supervisor())["other_case_id"] == str(other_id)
    with database.reading() as reading:
        (link,) = view(reading, open_id, clerk())["links"]
    assert (link["case_id"], link["fir_label"], link["is_restricted"]) == (None, None, True)


def test_reading_its_history_leaves_a_trace() -> None:
    """As reading the case does; the history of an open case leaves none."""
    database = database_of("cases")
    reader, query = supervisor(), {"limit": 50, "after": None}
    with database.transaction() as session:
        open_id, sealed_id = registered(session), registered(session)
        seal_case(session, reader, sealed_id, loaded(SealChange, is_sealed=True, reason="Child"), if_match=None)
    for case_id, traces in ((open_id, 0), (sealed_id, 1)):
        with database.reading() as reading:
            rows = orjson.loads(list_history_traced(reading, database, reader, case_id, query).body)["items"]
        assert [row["action"] for row in rows].count("sealed_case_read") == traces


def test_a_registers_faults_tell_no_more_than_that_the_fir_is_there() -> None:
    """As the conflict of a single FIR: neither id nor anything else of the sealed case."""
    with database_of("cases").transaction() as session:
        sealed(session, registered(session, police_station="Secret", fir_number="5", fir_on=days_ago(40)))
    found = sent({"text": sheet(row(5, "Secret"))})
    assert found["faults"] == [(2, "fir", "fir_already_registered")]


def test_nobody_off_the_team_steps_into_it(session: Session, case_id: uuid.UUID) -> None:
    """Changing what one may not see is the same as changing what is not there."""
    for actor in (clerk("badin"), prosecutor("badin")):
        with pytest.raises(Problem, check=lambda refused: refused.code == "no_such_case"):
            link_case(
                session, actor, case_id, loaded(NewLink, other_case_id=str(registered(session)), kind="joint_trial")
            )


def test_nobody_shuts_themselves_out(session: Session) -> None:
    """Who would lose sight of the case by sealing it, or by leaving its team, is told so, and nothing changes."""
    case_id, sealer = registered(session), make_actor("cases.seal")
    seal = loaded(SealChange, is_sealed=True, reason="Child")
    with pytest.raises(Problem, check=lambda refused: refused.code == "sight_would_be_lost"):
        seal_case(session, sealer, case_id, seal, if_match=None)
    session.rollback()
    case_id = registered(session)
    assignment_id = assigned(session, case_id, sealer.id)
    seal_case(session, sealer, case_id, seal, if_match=None)
    with pytest.raises(Problem, check=lambda refused: refused.code == "sight_would_be_lost"):
        release_prosecutor(session, sealer, case_id, assignment_id, loaded(Release, reason="Over"), None)
