"""Reports of acquittals, and appeals on their way through the offices to the higher court."""

from __future__ import annotations

import datetime as dt
import uuid
from typing import Any

import orjson
import pytest
import sqlalchemy as sa
from sqlalchemy.orm import Session

from services.cases.models import Power
from services.cases.queries.routes import list_appeals
from services.cases.schemas import routes
from services.cases.schemas.people import NewResult
from services.cases.usecases import appeals
from services.cases.usecases.results import record_result
from services.common.actor import Actor
from services.common.errors import Problem
from services.common.outbox import pending_events
from tests.conftest import make_actor
from tests.integration.cases.bench import (
    ATA,
    CLERK,
    DPP,
    LEAD,
    OFFICE,
    PG,
    accused_of,
    decided,
    filed_long_ago,
    first_of,
    reads,
)
from tests.integration.cases.desk import days_ago, desk, filed, loaded, new_accused, sealed


def recommended(session: Session, case_id: uuid.UUID, **changes: Any) -> uuid.UUID:
    """Recommend an appeal against the first accused's acquittal."""
    body = loaded(routes.NewAppeal, **{"reasons": "The recovery was ignored.", **changes})
    return appeals.recommend_appeal(session, LEAD, case_id, first_of(session, case_id), body, None)


def says(session: Session, actor: Actor, case_id: uuid.UUID, appeal_id: uuid.UUID, *, is_for: bool = True) -> None:
    """Give an office's word."""
    body = loaded(routes.AppealWord, is_for=is_for, reasons="Considered")
    appeals.decide_appeal_step(session, actor, case_id, appeal_id, body, None)


def lodged(session: Session, case_id: uuid.UUID, appeal_id: uuid.UUID, **changes: Any) -> None:
    """File an appeal today."""
    body = loaded(routes.AppealFiling, **{"appeal_number": "Cr. Acq. Appeal 5/2026", **changes})
    appeals.file_appeal(session, PG, case_id, appeal_id, body, None)


def settled(session: Session, case_id: uuid.UUID, appeal_id: uuid.UUID, result: str = "dismissed") -> None:
    """Record the higher court's decision today."""
    body = loaded(routes.AppealResult, result=result, decided_on=str(days_ago(0)))
    appeals.record_appeal_result(session, CLERK, case_id, appeal_id, body, None)


def reported(session: Session, actor: Actor, case_id: uuid.UUID, **changes: Any) -> None:
    """Report the first accused's acquittal."""
    body = {"grounds": ["witness_hostile", "recovery_defective"], "details": "The recovery witness turned.", **changes}
    accused_id = first_of(session, case_id)
    appeals.report_acquittal(session, actor, case_id, accused_id, loaded(routes.NewAcquittalReport, **body), None)


def test_an_acquittal_is_reported_by_the_office_that_the_law_names() -> None:
    """SCPSA 11(5): in a district the DPP, in a special court the prosecutor; once, and of acquittals alone."""
    with desk() as session:
        ordinary, special = filed(session), filed(session, sections=ATA)
        for case_id in (ordinary, special):
            decided(session, case_id)
        with pytest.raises(Problem) as refused:
            reported(session, LEAD, ordinary)
        assert refused.value.facts["office"] == "district_public_prosecutor"
        reported(session, DPP, ordinary)
        reported(session, LEAD, special)
        with pytest.raises(Problem) as refused:
            reported(session, LEAD, special)
        assert refused.value.code == "acquittal_reported"
        assert reads(session, special)["acquittal_reports"][0]["grounds"] == ["witness_hostile", "recovery_defective"]
        convicted = filed(session)
        with pytest.raises(Problem) as refused:
            reported(session, DPP, convicted)
        assert refused.value.code == "result_missing"
        decided(session, convicted, "convicted")
        with pytest.raises(Problem) as refused:
            reported(session, DPP, convicted)
    assert refused.value.code == "not_acquitted"


def test_an_appeal_goes_through_the_offices_to_the_higher_court() -> None:
    """Prosecutor, PG, Law Secretary, Law Minister, filed, dismissed: at each step it awaits the next, the case is under appeal."""
    with desk() as session:
        case_id = filed(session)
        decided(session, case_id)
        appeal_id = recommended(session, case_id)
        awaited = []
        for actor in (PG, OFFICE, OFFICE):
            awaited.append(reads(session, case_id)["appeals"][0]["awaits"])
            says(session, actor, case_id, appeal_id)
        appeal = reads(session, case_id)["appeals"][0]
        assert awaited == ["prosecutor_general", "law_secretary", "law_minister"]
        assert (appeal["state"], appeal["awaits"]) == ("approved", "prosecutor_general")
        lodged(session, case_id, appeal_id)
        assert reads(session, case_id)["stage"] == "under_appeal"
        settled(session, case_id, appeal_id)
        trial = reads(session, case_id)
        told = [one["data"]["step"] for one in pending_events(session) if one["type"] == "appeal_moved"]
    steps = ["recommended", "recommended", "recommended", "approved", "filed", "decided"]
    assert [one["step"] for one in trial["appeals"][0]["steps"]] == told == steps
    assert (trial["stage"], trial["appeals"][0]["state"]) == ("appeal_decided", "dismissed")


@pytest.mark.parametrize(
    ("sections", "source", "last_day"),
    [(ATA, "ATA s.25(4)", days_ago(0) + dt.timedelta(30)), (None, "Limitation Act", None)],
)
def test_an_appeal_counts_down_by_the_law_of_its_case(
    sections: list[dict[str, str]] | None, source: str, last_day: dt.date | None
) -> None:
    """Thirty days under the terrorism law, six months otherwise, from the day of the acquittal."""
    with desk() as session:
        case_id = filed(session, sections=sections) if sections else filed(session)
        decided(session, case_id)
        recommended(session, case_id)
        appeal = reads(session, case_id)["appeals"][0]
    assert source in appeal["limit_source"]
    assert appeal["days_left"] == (dt.date.fromisoformat(appeal["last_day"]) - days_ago(0)).days
    if last_day is not None:
        assert appeal["last_day"] == str(last_day)
    else:
        assert 180 <= appeal["days_left"] <= 184


def test_an_appeal_is_each_office_s_in_turn() -> None:
    """Who does not hold the next office's power is told which it is; the route cannot be cut short."""
    with desk() as session:
        case_id = filed(session)
        decided(session, case_id)
        appeal_id = recommended(session, case_id)
        for actor in (DPP, OFFICE):
            with pytest.raises(Problem) as refused:
                says(session, actor, case_id, appeal_id)
            assert (refused.value.code, refused.value.facts["office"]) == ("office_not_yours", "prosecutor_general")
        with pytest.raises(Problem) as refused:
            lodged(session, case_id, appeal_id)
        assert refused.value.code == "appeal_not_approved"
        says(session, PG, case_id, appeal_id, is_for=False)
        with pytest.raises(Problem) as refused:
            says(session, PG, case_id, appeal_id)
        assert refused.value.code == "appeal_elsewhere"
        found = reads(session, case_id)["appeals"][0]
        assert (found["state"], found["awaits"], found["days_left"]) == ("refused", None, None)
        assert [one["step"] for one in found["steps"]] == ["recommended", "not_recommended"]
        recommended(session, case_id)


def test_an_appeal_out_of_time_is_filed_with_its_reasons() -> None:
    """On the last day without, one day later only with what the court is told (Limitation Act s.5)."""
    with desk() as session:
        found = []
        for age in (30, 31):
            case_id = filed_long_ago(session, age, sections=ATA)
            decided(session, case_id, on=age)
            appeal_id = recommended(session, case_id, recommended_on=str(days_ago(age)))
            for actor in (PG, OFFICE, OFFICE):
                says(session, actor, case_id, appeal_id)
            found.append((case_id, appeal_id, reads(session, case_id)["appeals"][0]["days_left"]))
        assert [one[2] for one in found] == [0, -1]
        lodged(session, found[0][0], found[0][1])
        with pytest.raises(Problem) as refused:
            lodged(session, found[1][0], found[1][1])
        assert refused.value.code == "appeal_out_of_time"
        lodged(session, found[1][0], found[1][1], delay_reasons="The copy came late.")


def test_an_appeal_fits_its_result_and_is_not_recommended_twice() -> None:
    """Against an acquittal, or for more after a conviction; never of a case that has no result."""
    with desk() as session:
        case_id = filed(session)
        with pytest.raises(Problem) as refused:
            recommended(session, case_id)
        assert refused.value.code == "result_missing"
        decided(session, case_id)
        with pytest.raises(Problem) as refused:
            recommended(session, case_id, kind="enhancement")
        assert refused.value.code == "appeal_does_not_fit"
        appeal_id = recommended(session, case_id)
        with pytest.raises(Problem) as refused:
            recommended(session, case_id)
        assert refused.value.code == "appeal_open"
        with pytest.raises(Problem) as refused:
            settled(session, case_id, appeal_id)
        assert refused.value.code == "appeal_not_pending"
        with pytest.raises(Problem) as refused:
            settled(session, case_id, uuid.uuid4())
    assert refused.value.code == "no_such_appeal"


def test_a_case_stays_under_appeal_until_the_last_one_is_decided() -> None:
    """Two accused, two appeals; filing is for the Prosecutor General alone, and not before the case is closed."""
    with desk() as session:
        case_id = filed(session, accused=[new_accused(), new_accused(initials="C.D.")])
        decided(session, case_id)
        second = accused_of(session, case_id)[1]
        body = loaded(routes.NewAppeal, reasons="The same.")
        ids = [recommended(session, case_id), appeals.recommend_appeal(session, LEAD, case_id, second, body, None)]
        for appeal_id in ids:
            for actor in (PG, OFFICE, OFFICE):
                says(session, actor, case_id, appeal_id)
        with pytest.raises(Problem) as refused:
            appeals.file_appeal(session, OFFICE, case_id, ids[0], loaded(routes.AppealFiling, appeal_number="1"), None)
        assert refused.value.facts["permission"] == "cases.approve_province"
        for appeal_id in ids:
            lodged(session, case_id, appeal_id)
        settled(session, case_id, ids[0])
        assert reads(session, case_id)["stage"] == "under_appeal"
        settled(session, case_id, ids[1], "allowed")
        assert reads(session, case_id)["stage"] == "appeal_decided"


def test_an_office_sees_what_awaits_it_by_its_last_day() -> None:
    """The one whose time ends first at the top; what is sealed shows itself to who may see it alone."""
    with desk() as session:
        ordinary, special, hidden = filed(session), filed(session, sections=ATA), filed(session, sections=ATA)
        for case_id in (ordinary, special, hidden):
            decided(session, case_id)
            recommended(session, case_id)
        sealed(session, hidden)
        query = {**routes.AppealFilter().load({"awaits": "prosecutor_general"}), "limit": 200}
        rows = orjson.loads(list_appeals(session, PG, query).body)["items"]
        assert routes.AppealRow(many=True).validate(rows) == {}
        places = {row["case_id"]: place for place, row in enumerate(rows)}
        assert places[str(special)] < places[str(ordinary)]
        assert str(hidden) not in places
        seer = make_actor("cases.read", "cases.read_sealed")
        assert str(hidden) in {row["case_id"] for row in orjson.loads(list_appeals(session, seer, query).body)["items"]}


def test_a_power_that_has_ended_decides_nothing() -> None:
    """The rows are dated: when no office holds a power today, the step says so, and the rest stands."""
    with desk() as session:
        case_id = filed(session)
        decided(session, case_id)
        session.execute(sa.update(Power).values(valid_to=days_ago(1)))
        with pytest.raises(Problem) as refused:
            recommended(session, case_id)
        assert refused.value.code == "no_office"
        with pytest.raises(Problem) as refused:
            reported(session, DPP, case_id)
    assert refused.value.code == "no_office"


def test_an_appeal_is_filed_after_the_case_is_closed() -> None:
    """A result alone is no decision of the case; the refusal says what is missing."""
    with desk() as session:
        case_id = filed(session, accused=[new_accused(), new_accused(initials="C.D.")])
        body = loaded(NewResult, verdict="acquitted", decided_on=str(days_ago(0)))
        record_result(session, CLERK, case_id, first_of(session, case_id), body, None)
        appeal_id = recommended(session, case_id)
        for actor in (PG, OFFICE, OFFICE):
            says(session, actor, case_id, appeal_id)
        with pytest.raises(Problem) as refused:
            lodged(session, case_id, appeal_id)
    assert refused.value.code == "case_not_decided"
