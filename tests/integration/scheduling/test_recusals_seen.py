"""Who is recused from a case sees its hearings no more by way of the district, as in the cases service (CrPC s.495(4))."""

from __future__ import annotations

import datetime as dt
import uuid

import pytest

from services.scheduling import api
from services.scheduling.usecases.known_cases import learn_recusal
from tests.conftest import database_of, make_actor
from tests.integration.scheduling.answering import refusal, scheduled
from tests.integration.scheduling.asking import ask
from tests.integration.scheduling.factories import DISTRICT, SCHEDULE, Scene


@pytest.mark.parametrize("districts", [(DISTRICT,), ("*",)], ids=["district", "province"])
def test_who_is_recused_sees_nothing_of_the_case_by_the_district(place: Scene, districts: tuple[str, ...]) -> None:
    """Neither read nor listed nor asked for a date, until the recusal is taken back; whoever stands in a hearing still sees it."""
    hearing = scheduled(place)
    actor = make_actor(*SCHEDULE, districts=districts)
    person, path = uuid.UUID(actor.id), {"hearing_id": hearing["id"]}
    query = {"from": str(place.day), "to": str(place.day), "case_id": place.case_id}
    first = dt.datetime(2026, 6, 1, tzinfo=dt.UTC)
    assert ask(api.read_hearing, actor, path=path).value["id"] == hearing["id"]
    recuse(place, person, is_recused=True, at=first)

    assert refusal(api.read_hearing, actor, path=path).code == "hearing_not_found"
    assert ask(api.list_hearings, actor, query=query).value["items"] == []
    new = {
        "case_id": str(place.case_id),
        "court_id": str(place.court_id),
        "purpose": "evidence",
        "reason": "no date yet",
    }
    assert "case_unknown" in refusal(api.ask_for_hearing, actor, body=new).code
    standing = make_actor(*SCHEDULE, districts=(), id=place.prosecutor_id)
    recuse(place, place.prosecutor_id, is_recused=True, at=first)
    assert ask(api.read_hearing, standing, path=path).value["id"] == hearing["id"]

    recuse(place, person, is_recused=False, at=first + dt.timedelta(days=1))
    assert ask(api.read_hearing, actor, path=path).value["id"] == hearing["id"]


def recuse(place: Scene, person: uuid.UUID, *, is_recused: bool, at: dt.datetime) -> None:
    """Let it be heard that somebody is recused from the place's case, or is no more."""
    with database_of("scheduling").transaction() as session:
        learn_recusal(session, place.case_id, person, is_recused=is_recused, at=at)
