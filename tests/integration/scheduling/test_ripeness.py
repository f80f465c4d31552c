"""Ripeness from cases' events and from the process that is recorded: read, listed, and never enforced."""

from __future__ import annotations

import datetime as dt
import uuid
from typing import Any

import pytest
import sqlalchemy as sa
from sqlalchemy.orm import Session

from services.cases.events import (
    CaseRegistered,
    CustodyChanged,
    FactNoted,
    LaboratoryAsked,
    LaboratoryReported,
    PersonAdded,
    ResultRecorded,
)
from services.common.audit import pending_entries
from services.common.errors import Problem
from services.common.events import Event, Heard
from services.common.ids import new_id
from services.common.outbox import pending_events
from services.scheduling.models import Hearing, HearingProcess, KnownState
from services.scheduling.queries.ripeness import ripeness_of
from services.scheduling.rules.days import KARACHI
from services.scheduling.service import SchedulingService
from services.scheduling.usecases import moving, ripeness
from services.scheduling.usecases.known_cases import learn_case
from tests.conftest import make_actor
from tests.integration.scheduling.factories import SCHEDULE, Scene, at, make_case, move

NOW = dt.datetime(2026, 11, 25, 9, tzinfo=dt.UTC)
TODAY = dt.datetime.now(KARACHI).date()
service = SchedulingService()


def hear(session: Session, *events: Event, since: dt.timedelta = dt.timedelta()) -> None:
    """Let the listeners of events hear them, one a minute."""
    for minute, event in enumerate(events):
        told_at = NOW + since + dt.timedelta(minutes=minute)
        heard: Heard[Any] = Heard(id=new_id(), event=event, occurred_at=told_at, correlation_id="test", actor_id="test")
        getattr(service, f"when_{event.wire_name}")(session, heard)


def check_of(session: Session, hearing_id: uuid.UUID, name: str) -> tuple[str, str]:
    """Give a check's state and reason."""
    found = ripeness_of(session, [hearing_id])[hearing_id]
    one = next(check for check in found["checks"] if check["check"] == name)
    return one["state"], one["reason"]


def custody(case_id: uuid.UUID, accused_id: uuid.UUID, state: str) -> CustodyChanged:
    """Make the event of a custody."""
    return CustodyChanged(case_id=case_id, accused_id=accused_id, state=state, since_on=dt.date(2026, 11, 1))


def called(session: Session, scene: Scene, kind: str = "witness") -> uuid.UUID:
    """Enter somebody in the scene's case."""
    person_id = uuid.uuid4()
    hear(session, PersonAdded(case_id=scene.case_id, person_id=person_id, kind=kind, is_protected=True))
    return person_id


def word(subject_id: uuid.UUID, outcome: str = "served", **more: Any) -> dict[str, Any]:
    """Give the input of a process."""
    return {
        "subject_kind": "person", "subject_id": subject_id, "process": "summons", "outcome": outcome,
        "happened_on": TODAY, **more,
    }  # fmt: skip


def order(accused_id: uuid.UUID, outcome: str = "served") -> dict[str, Any]:
    """Give the input of a production order."""
    return word(accused_id, outcome, subject_kind="accused", process="production_order")


def test_cognizance_waits_until_the_case_is_filed(session: Session, scene: Scene) -> None:
    """A hearing fixed for cognizance says so while its case is in no court, and no more once it is filed."""
    hearing_id = scene.schedule(purpose="cognizance")
    assert check_of(session, hearing_id, "report_filed") == ("not_ready", "not_filed")
    learn_case(session, scene.case_id, court_id=scene.court_id)
    assert check_of(session, hearing_id, "report_filed") == ("ready", "filed")


def test_a_laboratorys_report_is_awaited_until_it_comes(session: Session, scene: Scene) -> None:
    """Asked: not ready; reported: ready; heard the wrong way round, or twice, it stays reported."""
    hearing_id, request = scene.schedule(), uuid.uuid4()
    asked = LaboratoryAsked(
        case_id=scene.case_id, request_id=request, laboratory="fsl", requested_on=dt.date(2026, 11, 2)
    )
    reported = LaboratoryReported(
        case_id=scene.case_id, request_id=request, finding="positive", received_on=dt.date(2026, 11, 9)
    )
    assert check_of(session, hearing_id, "laboratory_reports") == ("ready", "none_asked")

    hear(session, asked)
    assert check_of(session, hearing_id, "laboratory_reports") == ("not_ready", "some_awaited")
    hear(session, reported, since=dt.timedelta(hours=1))
    hear(session, asked)
    assert check_of(session, hearing_id, "laboratory_reports") == ("ready", "all_reported")


def test_an_accused_in_custody_waits_for_the_prison(session: Session, scene: Scene) -> None:
    """Custody comes from the case's registration and its changes; the order is for the hearing; a result ends the waiting."""
    hearing_id, one, two = scene.schedule(), uuid.uuid4(), uuid.uuid4()
    told = CaseRegistered(
        case_id=scene.case_id, police_station="clifton", fir_number="1", fir_year=2026, district="karachi-south",
        custody={str(one): "in_custody", str(two): "on_bail"},
    )  # fmt: skip
    assert check_of(session, hearing_id, "accused_produced") == ("unknown", "none_known")

    hear(session, told)
    assert check_of(session, hearing_id, "accused_produced") == ("not_ready", "some_without_order")
    ripeness.record_process(session, scene.actor, hearing_id, order(one, "issued"))
    assert check_of(session, hearing_id, "accused_produced") == ("not_ready", "some_without_order")
    ripeness.record_process(session, scene.actor, hearing_id, order(one))
    assert check_of(session, hearing_id, "accused_produced") == ("ready", "orders_in_hand")

    hear(session, custody(scene.case_id, two, "in_custody"), since=dt.timedelta(hours=1))
    assert check_of(session, hearing_id, "accused_produced") == ("not_ready", "some_without_order")
    hear(
        session, ResultRecorded(case_id=scene.case_id, accused_id=two, verdict="acquitted"), since=dt.timedelta(hours=2)
    )
    assert check_of(session, hearing_id, "accused_produced") == ("ready", "orders_in_hand")


def test_the_accused_of_joined_cases_count(session: Session, scene: Scene) -> None:
    """A joined case's accused in custody, and its laboratory, make the hearing wait as the first case's do."""
    joined = make_case(session)
    hearing_id = scene.schedule(joined_case_ids=[joined])
    hear(session, custody(joined, uuid.uuid4(), "in_custody"))
    hear(session, LaboratoryAsked(case_id=joined, request_id=uuid.uuid4(), laboratory="fsl"))

    assert check_of(session, hearing_id, "accused_produced") == ("not_ready", "some_without_order")
    assert check_of(session, hearing_id, "laboratory_reports") == ("not_ready", "some_awaited")


def test_process_is_for_the_day_of_the_hearing(session: Session, scene: Scene) -> None:
    """Served, the witness is in hand; when the hearing moves to another day, the process of the old day counts no more."""
    hearing_id, witness = scene.schedule(), called(session, scene)
    ripeness.record_process(session, scene.actor, hearing_id, word(witness, "issued"))
    assert check_of(session, hearing_id, "witnesses_served") == ("not_ready", "some_unserved")
    ripeness.record_process(session, scene.actor, hearing_id, word(witness))
    assert check_of(session, hearing_id, "witnesses_served") == ("ready", "all_served")

    later = at(scene.day + dt.timedelta(days=7), 9)
    moving.move_hearing(session, scene.actor, hearing_id, move(starts_at=later), None)
    assert check_of(session, hearing_id, "witnesses_served") == ("unknown", "none_named")
    assert session.scalar(sa.select(sa.func.count()).where(HearingProcess.hearing_id == hearing_id)) == 2


def test_named_witnesses_without_process_are_not_known(session: Session, scene: Scene) -> None:
    """Those whom the hearing names count, whether or not anything was recorded of them."""
    hearing_id, witness = scene.schedule(), called(session, scene)
    session.get_one(Hearing, hearing_id).witness_ids = [witness, called(session, scene)]
    session.flush()
    ripeness.record_process(session, scene.actor, hearing_id, word(witness))

    assert check_of(session, hearing_id, "witnesses_served") == ("unknown", "some_unrecorded")


def test_copies_come_from_the_cases_facts(session: Session, scene: Scene) -> None:
    """Noted, they are counted from their day; taken back, nothing is known; other facts say nothing."""
    hearing_id = scene.schedule(purpose="charge")
    told: dict[str, Any] = {
        "case_id": scene.case_id,
        "fact_id": uuid.uuid4(),
        "fact": "copies_supplied",
        "happened_on": dt.date(2026, 11, 2),
    }
    hear(session, FactNoted(**{**told, "fact": "charge_framed"}, action="fact_noted"))
    assert check_of(session, hearing_id, "copies_supplied") == ("unknown", "not_noted")

    hear(session, FactNoted(**told, action="fact_noted"))
    assert check_of(session, hearing_id, "copies_supplied") == ("ready", "in_time")
    hear(session, FactNoted(**told, action="fact_retracted"), since=dt.timedelta(hours=1))
    assert check_of(session, hearing_id, "copies_supplied") == ("unknown", "not_noted")


def test_recording_process_is_told_and_kept_without_who_it_is(session: Session, scene: Scene) -> None:
    """The event names the hearing and the kind, the audit trail the id, and neither a name."""
    hearing_id, witness = scene.schedule(), called(session, scene)
    ripeness.record_process(session, scene.actor, hearing_id, word(witness))
    event, entry = pending_events(session)[-1], pending_entries(session)[-1]

    assert (event["type"], event["data"]["outcome"]) == ("process_recorded", "served")
    assert str(witness) not in str(event["data"])
    assert (entry["action"], entry["subject"]) == ("process_recorded", f"hearing:{hearing_id}")
    assert session.get_one(KnownState, (scene.case_id, "person", witness)).state == "protected"


@pytest.mark.parametrize(
    ("more", "code", "field"),
    [
        ({"subject_id": uuid.uuid4()}, "subject_unknown", "subject_id"),
        ({"subject_kind": "accused"}, "subject_unknown", "subject_id"),
        ({"process": "production_order"}, "process_unfit", "process"),
        ({"happened_on": TODAY + dt.timedelta(days=1)}, "day_impossible", "happened_on"),
    ],
)
def test_process_that_cannot_be_is_refused_at_its_field(
    session: Session, scene: Scene, more: dict[str, Any], code: str, field: str
) -> None:
    """Strangers to the case, orders for those at liberty and days to come write nothing."""
    hearing_id, witness = scene.schedule(), called(session, scene)
    with pytest.raises(Problem) as caught:
        ripeness.record_process(session, scene.actor, hearing_id, {**word(witness), **more})

    assert (caught.value.kind, caught.value.code) == ("invalid", code)
    assert list(caught.value.fields or ()) == [field]
    assert session.scalar(sa.select(sa.func.count()).where(HearingProcess.hearing_id == hearing_id)) == 0


def test_process_is_recorded_by_who_sees_the_hearing_while_it_stands(session: Session, scene: Scene) -> None:
    """One of another district finds no hearing; one that was vacated takes no process."""
    hearing_id, witness = scene.schedule(), called(session, scene)
    stranger = make_actor(*SCHEDULE, districts=("thatta",))
    with pytest.raises(Problem, match="not in your sight"):
        ripeness.record_process(session, stranger, hearing_id, word(witness))

    session.get_one(Hearing, hearing_id).status = "vacated"
    with pytest.raises(Problem) as caught:
        ripeness.record_process(session, scene.actor, hearing_id, word(witness))
    assert caught.value.code == "hearing_does_not_stand"


def test_a_hearing_that_is_not_ripe_is_held_all_the_same(session: Session, scene: Scene) -> None:
    """It is shown and never enforced: scheduling and moving ask nothing of it."""
    hear(session, custody(scene.case_id, uuid.uuid4(), "in_custody"))
    hearing_id = scene.schedule()
    moving.move_hearing(session, scene.actor, hearing_id, move(starts_at=at(scene.day, 11)), None)

    assert ripeness_of(session, [hearing_id])[hearing_id]["state"] == "not_ready"


def test_a_days_ripeness_is_read_in_three_statements(session: Session, scene: Scene) -> None:
    """However many hearings there are, no more is asked of the database."""
    hearing_ids = [scene.schedule(starts_at=at(scene.day, 9, 30 * place), minutes=30) for place in (0, 1)]
    session.flush()
    statements: list[str] = []
    listen = ("before_cursor_execute", lambda *given: statements.append(given[2]))
    sa.event.listen(session.get_bind(), *listen)
    found = ripeness_of(session, hearing_ids)
    sa.event.remove(session.get_bind(), *listen)

    assert set(found) == set(hearing_ids)
    assert len(statements) <= 3
    assert ripeness_of(session, []) == {}
