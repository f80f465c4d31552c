"""A case that goes to another court: its hearings before the former one are marked until somebody moves or vacates them."""

from __future__ import annotations

import uuid

from services.cases.events import CaseTransferred
from services.scheduling import api
from services.scheduling.models import Hearing, HearingChange, KnownCase
from services.scheduling.usecases import moving, refixing
from tests.conftest import database_of
from tests.integration.scheduling.answering import scheduled
from tests.integration.scheduling.asking import ask
from tests.integration.scheduling.factories import Scene, at, make_case, make_court, move


def transfer(scene: Scene, case_id: uuid.UUID, to: uuid.UUID) -> None:
    """Let scheduling hear that a case went to another court."""
    told = CaseTransferred(
        case_id=case_id, from_court_id=scene.court_id, court_id=to, court_case_number="12/9", district="karachi-east"
    )
    refixing.follow_transfer(
        scene.session, case_id=told.case_id, from_court_id=told.from_court_id, court_id=told.court_id,
        district=told.district,
    )  # fmt: skip


def test_hearings_before_the_former_court_are_marked(scene: Scene) -> None:
    """Those of the case, also where it is only joined; not those of others, and each once however often it is told."""
    session = scene.session
    joined, stranger = make_case(session), make_case(session)
    other = make_court(session, district="karachi-east")
    mine = scene.schedule(joined_case_ids=[joined])
    theirs = scene.schedule(case_id=stranger, starts_at=at(scene.day, 11))
    for _ in range(2):
        transfer(scene, joined, other)
    hearing = session.get_one(Hearing, mine)
    assert (hearing.to_be_refixed, hearing.version, hearing.status) == ("case_transferred", 2, "scheduled")
    # Other tests' hearings stay in the database: only this scene's count.
    changes = session.query(HearingChange).filter(HearingChange.hearing_id.in_([mine, theirs]))
    marked = [one.hearing_id for one in changes.filter_by(kind="to_be_refixed")]
    assert marked == [mine]
    known = session.get_one(KnownCase, joined)
    assert (known.court_id, known.district) == (other, "karachi-east")
    moving.move_hearing(session, scene.actor, mine, move(court_id=other), 2)
    assert session.get_one(Hearing, mine).to_be_refixed is None


def test_what_is_to_be_fixed_anew_is_listed(place: Scene) -> None:
    """Whoever schedules finds the marked hearings of a court."""
    made = scheduled(place)
    scheduled(place, starts_at=at(place.day, 11).isoformat())
    with database_of("scheduling").transaction() as session:
        scene = Scene(session, place.court_id, place.case_id, place.prosecutor_id)
        other = make_court(session)
        transfer(scene, make_case(session), other)
        refixing.follow_transfer(
            session, case_id=place.case_id, from_court_id=other, court_id=place.court_id, district="karachi-south"
        )
    query = {"court_id": place.court_id, "to_be_refixed": "true"}
    assert ask(api.list_hearings, place.actor, query=query).value["items"] == []
    with database_of("scheduling").transaction() as session:
        transfer(Scene(session, place.court_id, place.case_id, place.prosecutor_id), place.case_id, other)
    found = ask(api.list_hearings, place.actor, query=query).value["items"]
    assert made["id"] in {one["id"] for one in found}
    assert {one["to_be_refixed"] for one in found} == {"case_transferred"}
