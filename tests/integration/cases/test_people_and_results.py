"""Custody, charges, team, links, seals and results of cases."""

from __future__ import annotations

import datetime as dt
import uuid
from typing import Any

import orjson
import pytest
from sqlalchemy.orm import Session

from services.cases.queries.cases import list_cases, read_case, read_case_reference, read_case_traced
from services.cases.queries.history import list_history
from services.cases.rules.clocks import add_months
from services.cases.schemas.case import CaseFilter, HistoryRow, SealChange
from services.cases.schemas.people import ChargeSet, CustodyChange, Decision, NewLink, NewResult, Release
from services.cases.usecases.linking import link_case
from services.cases.usecases.people import change_custody, set_charges
from services.cases.usecases.results import decide_case, record_result
from services.cases.usecases.sealing import seal_case
from services.cases.usecases.team import assign_prosecutor, release_prosecutor
from services.common.actor import Actor
from services.common.errors import Problem
from services.common.outbox import pending_events
from tests.conftest import database_of, make_actor
from tests.integration.cases.desk import (
    assigned,
    clerk,
    days_ago,
    desk,
    filed,
    loaded,
    new_accused,
    prosecutor,
    received,
    registered,
    supervisor,
    view,
)


def person(session: Session, case_id: uuid.UUID, place: int = 0) -> uuid.UUID:
    """Give an accused's id."""
    return uuid.UUID(view(session, case_id)["accused"][place]["id"])


def resulted(session: Session, case_id: uuid.UUID, place: int = 0, **changes: Any) -> None:
    """Record a result of today, an acquittal unless changed."""
    body = loaded(NewResult, **{"verdict": "acquitted", "decided_on": str(days_ago(0)), **changes})
    record_result(session, clerk(), case_id, person(session, case_id, place), body, None)


def refused_with(code: str) -> Any:
    """Expect a refusal of this code."""
    return pytest.raises(Problem, check=lambda problem: problem.code == code)


def test_custody_changes_without_a_gap() -> None:
    """The spell before ends on the day the next begins."""
    with desk() as session:
        case_id = registered(session)
        body = loaded(CustodyChange, state="on_bail", since_on=str(days_ago(1)), order_reference="Cr. Bail 12/2026")
        change_custody(session, clerk(), case_id, person(session, case_id), body, 1)
        accused = view(session, case_id)["accused"][0]
    assert accused["custody"] == {"state": "on_bail", "since_on": str(days_ago(1)), "until_on": None}
    assert [(spell["state"], spell["until_on"]) for spell in accused["custody_history"]] == [
        ("in_custody", str(days_ago(1))), ("on_bail", None),
    ]  # fmt: skip


@pytest.mark.parametrize(
    ("state", "since_on", "code"),
    [
        ("in_custody", days_ago(1), "custody_unchanged"),
        ("on_bail", days_ago(-1), "day_impossible"),
        ("on_bail", days_ago(40), "day_impossible"),
    ],
)
def test_custody_that_cannot_be_is_refused(state: str, since_on: dt.date, code: str) -> None:
    """The same state again, a day to come, a day before the present state began."""
    with desk() as session:
        case_id = registered(session)
        body = loaded(CustodyChange, state=state, since_on=str(since_on))
        with refused_with(code):
            change_custody(session, clerk(), case_id, person(session, case_id), body, 1)


def test_new_charges_supersede_the_old() -> None:
    """Only the last set shows, each section once."""
    with desk() as session:
        case_id = registered(session)
        accused_id = person(session, case_id)
        for section in ("302", "324"):
            charges = [{"act": "ppc", "section": section}, {"act": "ppc", "section": "34"}]
            body = loaded(ChargeSet, charges=charges, framed_on=str(days_ago(1)))
            set_charges(session, clerk(), case_id, accused_id, body, None)
        session.flush()
        charges = view(session, case_id)["accused"][0]["charges"]
        assert [charge["section"] for charge in charges] == ["324", "34"]
        wrong = loaded(ChargeSet, charges=[{"act": "x", "section": "1"}], framed_on=str(days_ago(1)))
        with pytest.raises(Problem) as refused:
            set_charges(session, clerk(), case_id, accused_id, wrong, None)
        assert list(refused.value.fields or {}) == ["charges.0.act"]


def test_a_case_has_one_lead_and_any_number_of_seconds() -> None:
    """A second lead is refused and the first named; the same person is not assigned twice."""
    with desk() as session:
        case_id = registered(session)
        lead, second = str(uuid.uuid4()), str(uuid.uuid4())
        assigned(session, case_id, lead)
        with pytest.raises(Problem) as refused:
            assigned(session, case_id, second)
        assert (refused.value.code, refused.value.facts["prosecutor_id"]) == ("lead_present", lead)
        assigned(session, case_id, second, "second")
        with refused_with("already_on_team"):
            assigned(session, case_id, lead, "second")
        case = view(session, case_id)
        event = pending_events(session)[-1]
    assert [member["role"] for member in case["team"]] == ["lead", "second"]
    assert case["lead_prosecutor_id"] == lead
    assert event["audience"]["users"] == sorted([lead, second])


def test_a_released_lead_makes_room() -> None:
    """After the release another lead is assigned; nobody is released twice, nor in another case."""
    with desk() as session:
        case_id = registered(session)
        lead = str(uuid.uuid4())
        assignment_id = assigned(session, case_id, lead)
        body = loaded(Release, reason="On leave")
        with refused_with("no_such_assignment"):
            release_prosecutor(session, supervisor(), registered(session), assignment_id, body, None)
        release_prosecutor(session, supervisor(), case_id, assignment_id, body, 2)
        with refused_with("already_released"):
            release_prosecutor(session, supervisor(), case_id, assignment_id, body, None)
        assert view(session, case_id)["lead_prosecutor_id"] is None
        assert pending_events(session)[-1]["audience"]["users"] == [lead]
        seconded = assigned(session, case_id, lead, "second")
        release_prosecutor(session, supervisor(), case_id, seconded, body, None)
        assigned(session, case_id, str(uuid.uuid4()))


def test_a_case_of_the_team_is_listed_and_read_from_another_district() -> None:
    """Team membership opens a case beyond one's districts, and its end closes it."""
    with desk() as session:
        case_id = registered(session)
        mine = prosecutor()
        assignment_id = assigned(session, case_id, mine.id)
        query = CaseFilter().load({"prosecutor": mine.id})
        assert [row["id"] for row in orjson.loads(list_cases(session, mine, query).body)["items"]] == [str(case_id)]
        release_prosecutor(session, supervisor(), case_id, assignment_id, loaded(Release, reason="Moved"), None)
        session.flush()
        with pytest.raises(Problem):
            read_case(session, mine, case_id)


def test_linked_cases_show_one_another_and_hide_what_is_sealed() -> None:
    """FIRs 435 and 436 are tried jointly; a sealed partner shows as restricted."""
    with desk() as session:
        first, second = registered(session), registered(session)
        link_case(session, clerk(), first, loaded(NewLink, other_case_id=str(second), kind="joint_trial"), if_match=1)
        assert [link["case_id"] for link in view(session, second)["links"]] == [str(first)]
        assert view(session, first)["version"] == 2
        with refused_with("already_linked"):
            link_case(session, clerk(), second, loaded(NewLink, other_case_id=str(first), kind="joint_trial"))
        with refused_with("linked_to_itself"):
            link_case(session, clerk(), first, loaded(NewLink, other_case_id=str(first), kind="joint_trial"))
        seal_case(session, supervisor(), second, loaded(SealChange, is_sealed=True, reason="ATA s.21"), if_match=2)
        session.flush()
        (link,) = view(session, first, clerk())["links"]
    assert (link["case_id"], link["fir_label"], link["is_restricted"]) == (None, None, True)


def test_a_sealed_case_is_its_teams() -> None:
    """Others do not find it, the team and a supervisor of the district do; services get its reference."""
    with desk() as session:
        case_id = registered(session)
        mine = prosecutor()
        assigned(session, case_id, mine.id)
        seal_case(session, supervisor(), case_id, loaded(SealChange, is_sealed=True, reason="Juvenile"), if_match=None)
        session.flush()
        with refused_with("no_such_case"):
            view(session, case_id, clerk())
        with refused_with("no_such_case"):
            view(session, case_id, supervisor("sukkur"))
        assert view(session, case_id, mine)["is_sealed"]
        assert view(session, case_id, supervisor())["is_sealed"]
        assert orjson.loads(read_case_reference(session, Actor(id="service:documents"), case_id).body)["sealed"]
        with refused_with("seal_unchanged"):
            seal_case(session, supervisor(), case_id, loaded(SealChange, is_sealed=True, reason="Again"), if_match=None)
        seal_case(session, supervisor(), case_id, loaded(SealChange, is_sealed=False, reason="Over"), if_match=None)
        session.flush()
        assert not view(session, case_id, clerk())["is_sealed"]


def test_reading_a_sealed_case_leaves_a_trace() -> None:
    """The trace is committed before the case is shown; an open case leaves none."""
    database = database_of("cases")
    reader = supervisor()
    with database.transaction() as session:
        case_id = registered(session)
    with database.reading() as session:
        read_case_traced(session, database, reader, case_id)
    with database.transaction() as session:
        seal_case(session, reader, case_id, loaded(SealChange, is_sealed=True, reason="ATA s.21"), if_match=1)
    with database.reading() as session:
        read_case_traced(session, database, reader, case_id)
        history = _history(session, reader, case_id)
    assert [row["action"] for row in history] == ["case_registered", "case_sealed", "sealed_case_read"]
    assert history[-1]["actor_id"] == reader.id


def _history(session: Session, actor: Actor, case_id: uuid.UUID) -> list[dict[str, Any]]:
    rows: list[dict[str, Any]] = orjson.loads(list_history(session, actor, case_id, {"limit": 50, "after": None}).body)[
        "items"
    ]
    assert all(HistoryRow().validate(row) == {} for row in rows)
    return rows


def test_a_case_is_decided_when_each_accused_has_a_result() -> None:
    """One convicted and one acquitted: partly convicted; the State's appeal is due next, and the event says how it ended."""
    with desk() as session:
        case_id = filed(session, accused=[new_accused(), new_accused(initials="E.F.")])
        resulted(session, case_id, verdict="convicted", sentence="Life", imprisonment_months=300, fine="50000.00")
        with pytest.raises(Problem) as refused:
            decide_case(session, clerk(), case_id, loaded(Decision, decided_on=str(days_ago(0))), if_match=None)
        assert refused.value.facts["accused_ids"] == [str(person(session, case_id, 1))]
        resulted(session, case_id, 1, verdict="acquitted_early")
        with refused_with("day_impossible"):
            decide_case(session, clerk(), case_id, loaded(Decision, decided_on=str(days_ago(1))), if_match=None)
        decide_case(session, clerk(), case_id, loaded(Decision, decided_on=str(days_ago(0))), if_match=None)
        case = view(session, case_id)
        event = pending_events(session)[-1]
    assert (case["stage"], case["outcome"]) == ("decided", "partly_convicted")
    assert case["next_due_on"] == str(add_months(days_ago(0), 6))
    assert case["accused"][0]["result"]["fine"] == "50000.00"
    assert event["data"] == {"case_id": str(case_id), "outcome": "partly_convicted"}


def test_a_result_is_corrected_with_its_reason() -> None:
    """Without a reason the second result is refused; with one it supersedes, and the outcome of a decided case follows."""
    with desk() as session:
        case_id = filed(session)
        resulted(session, case_id, verdict="convicted")
        decide_case(session, clerk(), case_id, loaded(Decision, decided_on=str(days_ago(0))), if_match=None)
        with refused_with("result_already_recorded"):
            resulted(session, case_id)
        resulted(session, case_id, reason="The clerk marked the wrong line")
        session.flush()
        case = view(session, case_id)
    assert (case["outcome"], case["accused"][0]["result"]["verdict"]) == ("acquitted", "acquitted")


def test_results_that_cannot_be_are_refused() -> None:
    """Before filing, with a sentence and no conviction, before the filing's day, after the case was decided."""
    with desk() as session:
        with refused_with("case_not_in_court"):
            resulted(session, registered(session))
        with refused_with("case_not_in_court"):
            decide_case(
                session, clerk(), registered(session), loaded(Decision, decided_on=str(days_ago(0))), if_match=None
            )  # fmt: skip
        case_id = filed(session)
        with refused_with("sentence_without_conviction"):
            resulted(session, case_id, fine="10.00")
        with refused_with("day_impossible"):
            resulted(session, case_id, decided_on=str(days_ago(9)))
        resulted(session, case_id, decided_on=str(days_ago(1)))
        decide_case(session, clerk(), case_id, loaded(Decision, decided_on=str(days_ago(1))), if_match=None)
        with refused_with("day_impossible"):
            resulted(session, case_id, reason="Wrong day", decided_on=str(days_ago(0)))


def test_a_decided_case_takes_no_more_steps() -> None:
    """No report, no assignment, no second decision."""
    with desk() as session:
        case_id = filed(session)
        resulted(session, case_id)
        decide_case(session, clerk(), case_id, loaded(Decision, decided_on=str(days_ago(0))), if_match=None)
        session.flush()
        with refused_with("case_decided"):
            received(session, case_id, kind="supplementary")
        with refused_with("case_decided"):
            assign_prosecutor(session, make_actor(), case_id, {"prosecutor_id": uuid.uuid4(), "role": "lead"})
