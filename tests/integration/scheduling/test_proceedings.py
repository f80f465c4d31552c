"""The record of proceedings: entered on the day, amended with a reason, every entry kept."""

from __future__ import annotations

import datetime as dt
from typing import Any

import pytest
import sqlalchemy as sa
from sqlalchemy.orm import Session

from services.common.errors import Problem
from services.common.outbox import pending_events
from services.scheduling import api
from services.scheduling.models import Hearing, Proceedings
from services.scheduling.rules.days import KARACHI
from services.scheduling.usecases import vacating
from services.scheduling.usecases.outcomes import record_outcome
from services.scheduling.usecases.proceedings import record_proceedings
from tests.conftest import database_of, make_actor
from tests.integration.scheduling.answering import ANYONE, refusal, scheduled
from tests.integration.scheduling.asking import ask
from tests.integration.scheduling.factories import SCHEDULE, Scene, at, clerk, make_scene, outcome


def entry(**more: Any) -> dict[str, Any]:
    """Give the input of an entry: one of two witnesses was examined."""
    counts = {"witnesses_called": 3, "witnesses_present": 2, "examined_fact": 1, "examined_formal": 0}
    people = {"attended": ["prosecutor", "accused", "prosecutor"], "absent": ["complainant"]}
    nothing = dict.fromkeys(("costs", "costs_on", "done", "reason"))
    return {**nothing, **people, **counts, "examined_other": 0, **more}


def hear(scene: Scene, *, days_ago: int = 0, word: str = "held") -> Hearing:
    """Give a hearing that has taken place."""
    scene.actor = clerk("scheduling.override")
    day = dt.datetime.now(KARACHI).date() - dt.timedelta(days=days_ago)
    hearing_id = scene.schedule(starts_at=at(day, 0), override="test", purpose="remand")
    record_outcome(scene.session, scene.actor, hearing_id, outcome(word), 1)
    return scene.session.get_one(Hearing, hearing_id)


def code_of(scene: Scene, hearing: Hearing, given: dict[str, Any]) -> str:
    """Give the code with which an entry is refused."""
    with pytest.raises(Problem) as caught:
        record_proceedings(scene.session, scene.actor, hearing.id, given, hearing.version)
    return caught.value.code


def test_an_entry_is_kept_and_told(scene: Scene) -> None:
    """On the hearing's day no reason is needed; others are told counts and capacities, never what was typed."""
    hearing = hear(scene)
    record_proceedings(scene.session, scene.actor, hearing.id, entry(done="PW-1 Bashir examined"), 2)
    kept = scene.session.scalars(sa.select(Proceedings).where(Proceedings.hearing_id == hearing.id)).one()
    assert (kept.revision, kept.attended, kept.recorded_by) == (1, ["accused", "prosecutor"], scene.actor.id)
    event = pending_events(scene.session)[-1]
    assert (event["type"], event["data"]["witnesses_examined"]) == ("proceedings_recorded", 1)
    assert [event["data"][f"examined_{kind}"] for kind in ("fact", "formal", "other")] == [1, 0, 0]
    assert "Bashir" not in str(event)
    assert hearing.version == 3


def test_amendments_and_late_entries_say_why(scene: Scene) -> None:
    """Without a reason they are refused; with one they follow the entry they amend, which stays."""
    hearing = hear(scene)
    record_proceedings(scene.session, scene.actor, hearing.id, entry(), hearing.version)
    assert code_of(scene, hearing, entry(examined_formal=1)) == "reason_missing"
    amended = entry(examined_formal=1, reason="the formal witness was left out")
    record_proceedings(scene.session, scene.actor, hearing.id, amended, hearing.version)
    rows = scene.session.execute(
        sa.select(Proceedings.revision, Proceedings.examined_formal).order_by(Proceedings.revision)
        .where(Proceedings.hearing_id == hearing.id)
    )  # fmt: skip
    assert [tuple(row) for row in rows] == [(1, 0), (2, 1)]
    late = hear(scene, days_ago=1)
    assert code_of(scene, late, entry()) == "reason_missing"
    record_proceedings(scene.session, scene.actor, late.id, entry(reason="the file was with the judge"), 2)


def test_proceedings_need_an_outcome(scene: Scene) -> None:
    """A hearing still to come, and one that was vacated, have none; an adjourned one has no examined witnesses."""
    session = scene.session
    hearing = session.get_one(Hearing, scene.schedule())
    assert code_of(scene, hearing, entry()) == "no_proceedings_yet"
    vacating.vacate_hearing(session, scene.actor, hearing.id, "stayed", 1)
    assert code_of(scene, hearing, entry()) == "no_proceedings_yet"
    adjourned = hear(scene, word="adjourned")
    assert code_of(scene, adjourned, entry()) == "proceedings_contradict"
    record_proceedings(session, scene.actor, adjourned.id, entry(examined_fact=0), 2)


def test_of_two_who_record_at_once_the_second_reads_again(scene: Scene) -> None:
    """An entry needs the version of the hearing that was read."""
    hearing = hear(scene)
    record_proceedings(scene.session, scene.actor, hearing.id, entry(), 2)
    with pytest.raises(Problem) as caught:
        record_proceedings(scene.session, scene.actor, hearing.id, entry(reason="mine"), 2)
    assert caught.value.kind == "moved_on"


@pytest.mark.parametrize(
    "wrong",
    [
        {"revision": 0}, {"revision": 2}, {"examined_fact": 3}, {"examined_other": -1}, {"costs": 5},
        {"attended": ["complainant"]},
    ],
)  # fmt: skip
def test_the_database_keeps_no_nonsense(session: Session, scene: Scene, wrong: dict[str, Any]) -> None:
    """What the rules refuse the table refuses too."""
    given = {**entry(), "revision": 1, "recorded_by": "test", "recorded_at": sa.func.now(), **wrong}
    with pytest.raises(sa.exc.IntegrityError, match="ck_proceedings"), session.begin_nested():
        session.execute(sa.insert(Proceedings).values(hearing_id=hear(scene).id, **given))


def test_proceedings_from_request_to_bytes() -> None:
    """The entry that holds comes first, amounts are text, and those who do not see the hearing find nothing."""
    with database_of("scheduling").transaction() as session:
        place = make_scene(session)
        place.actor = clerk("scheduling.override")
    today = dt.datetime.now(KARACHI).date()
    first = scheduled(place, starts_at=at(today, 0).isoformat(), purpose="remand", override="night remand")
    path = {"hearing_id": first["id"]}
    assert ask(api.read_proceedings, place.actor, path=path).value["entries"] == []
    held = {"outcome": "held", "result": "remand_granted"}
    version = ask(api.record_outcome, place.actor, path=path, if_match="1", body=held).etag
    given = {"attended": ["accused"], "costs": "5000", "costs_on": "defence"}
    version = ask(api.record_proceedings, place.actor, path=path, if_match=version, body=given).etag
    amended = {**given, "costs": "4000.50", "reason": "misheard"}
    answer = ask(api.record_proceedings, place.actor, path=path, if_match=version, body=amended)
    assert [(row["revision"], row["costs"]) for row in answer.value["entries"]] == [(2, "4000.50"), (1, "5000.00")]
    assert ask(api.read_proceedings, place.actor, path=path).value == answer.value
    assert ask(api.read_hearing, place.actor, path=path).etag == answer.etag
    stranger = make_actor(*SCHEDULE, districts=("jacobabad",))
    assert refusal(api.read_proceedings, stranger, path=path).code == "hearing_not_found"
    assert refusal(api.read_proceedings, ANYONE, path=path).code == "permission_missing"
    for wrong in ({"attended": ["witness"]}, {"examined_fact": 201}, {"costs": "-1"}, {"costs": "NaN"}, {"done": ""}):
        problem = refusal(api.record_proceedings, place.actor, path=path, if_match=answer.etag, body=wrong)
        assert (problem.kind, list(problem.fields or {})) == ("invalid", list(wrong))
