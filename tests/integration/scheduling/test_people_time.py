"""Prosecutors' postings, qualifications, patterns, duties, dates to avoid and ways, as the office enters and reads them."""

from __future__ import annotations

import datetime as dt
import uuid
from typing import Any

from sqlalchemy.orm import Session

from services.cases.events import ProsecutorRecused, RecusalWithdrawn
from services.common.events import Heard
from services.common.outbox import pending_events
from services.scheduling import api
from services.scheduling.models import Hearing, Posting, Recusal, RosterEntry
from services.scheduling.queries.availability import read_availability
from services.scheduling.rules.days import KARACHI
from services.scheduling.service import SchedulingService
from services.scheduling.usecases.known_cases import learn_recusal
from services.scheduling.usecases.leave import apply_for_leave, approve_leave
from services.scheduling.usecases.postings import post_prosecutor, take_up_postings
from tests.conftest import database_of, make_actor
from tests.integration.scheduling.answering import me, refusal, scheduled
from tests.integration.scheduling.asking import ask
from tests.integration.scheduling.factories import DISTRICT, KEEPER, SCHEDULE, Scene, at, make_case, make_prosecutor

ROSTER = make_actor(*SCHEDULE, "scheduling.roster", districts=(DISTRICT,))
OWN = "scheduling.apply_for_leave"


def posting(day: dt.date, **more: Any) -> dict[str, Any]:
    """Give the input of a posting."""
    return {
        "district": "jacobabad", "seat": None, "designation": "district-public-prosecutor", "first_on": day,
        "source": "order of the Law Department", **more,
    }  # fmt: skip


def post(place: Scene, person: uuid.UUID, **more: Any) -> Any:
    """Post somebody and give the answer."""
    body = posting(place.day, **more)
    version = ask(api.read_roster_entry, KEEPER, path={"prosecutor_id": person}).value["version"]
    body["first_on"] = str(body["first_on"])
    return ask(api.post_prosecutor, KEEPER, path={"prosecutor_id": person}, body=body, if_match=version).value


def test_a_transfer_ends_the_former_posting(place: Scene) -> None:
    """The days before are his at the old place, those after at the new one; the hearings left behind are named."""
    person, path = place.prosecutor_id, {"prosecutor_id": place.prosecutor_id}
    hearing = scheduled(place)

    answer = post(place, person)
    assert (answer["posting"]["seat"], answer["hearings_in_the_way"]) == ("jacobabad", [hearing["id"]])
    listed = ask(api.list_postings, place.actor, path=path).value["items"]
    assert [(one["district"], one["first_on"], one["last_on"]) for one in listed] == [
        ("jacobabad", str(place.day), None),
        (DISTRICT, None, str(place.day - dt.timedelta(days=1))),
    ]
    assert ask(api.read_roster_entry, KEEPER, path=path).value["district"] == DISTRICT


def test_a_posting_of_today_shows_at_once_and_one_to_come_on_its_day(session: Session) -> None:
    """Every hour the roster takes up what holds by then; each change is an event with ids and facts."""
    person, today = make_prosecutor(session), dt.datetime.now(KARACHI).date()
    post_prosecutor(session, KEEPER, person, posting(today, designation="deputy-district-public-prosecutor"), 1)
    entry = session.get_one(RosterEntry, person)
    assert (entry.district, entry.version) == ("jacobabad", 2)
    event = pending_events(session)[-1]
    assert (event["type"], event["data"]["district"]) == ("prosecutor_posted", "jacobabad")

    take_up_postings(session)
    session.refresh(entry)
    assert entry.version == 2
    last = session.query(Posting).filter_by(prosecutor_id=person, district="jacobabad").one()
    last.district = "thatta"
    session.flush()
    assert take_up_postings(session) == 1
    session.refresh(entry)
    assert (entry.district, entry.version) == ("thatta", 3)


def test_what_a_posting_may_not_be(place: Scene) -> None:
    """Before one that is recorded, over a version that moved on, in districts out of sight; then corrections go by postings."""
    path = {"prosecutor_id": place.prosecutor_id}
    post(place, place.prosecutor_id)
    body = {**posting(place.day), "first_on": str(place.day)}

    assert refusal(api.post_prosecutor, KEEPER, path=path, body=body, if_match=2).code == "posted_later"
    assert refusal(api.post_prosecutor, KEEPER, path=path, body=body, if_match=1).kind == "moved_on"
    assert refusal(api.post_prosecutor, ROSTER, path=path, body=body, if_match=2).code == "district_out_of_sight"
    assert refusal(api.post_prosecutor, place.actor, path=path, body=body, if_match=2).code == "permission_missing"
    change = {"designation": "district-public-prosecutor"}
    assert refusal(api.change_roster_entry, KEEPER, path=path, body=change, if_match=2).code == "postings_recorded"
    gone = ask(api.change_roster_entry, KEEPER, path=path, body={"is_active": False}, if_match=2).value
    assert gone["is_active"] is False


def test_qualifications_are_recorded_and_end(place: Scene) -> None:
    """Known words only, not twice for a day; the end lies after the beginning; both ends stay readable."""
    path = {"prosecutor_id": place.prosecutor_id}
    body = {"qualification": "anti_terrorism", "valid_from": "2026-01-01", "source": "order of the Law Department"}
    made = ask(api.qualify_prosecutor, ROSTER, path=path, body=body).value

    assert refusal(api.qualify_prosecutor, ROSTER, path=path, body=body).code == "qualified_already"
    wrong = {**body, "qualification": "juggling"}
    assert refusal(api.qualify_prosecutor, ROSTER, path=path, body=wrong).code == "qualification_unknown"
    assert refusal(api.qualify_prosecutor, place.actor, path=path, body=body).code == "permission_missing"
    end = {"valid_to": "2025-12-31", "reason": "transferred"}
    to_end = {**path, "qualification_id": made["id"]}
    assert refusal(api.end_qualification, ROSTER, path=to_end, body=end).code == "ends_too_early"
    ended = ask(api.end_qualification, ROSTER, path=to_end, body={**end, "valid_to": "2026-06-30"}).value
    assert ended["valid_to"] == "2026-06-30"
    ask(api.qualify_prosecutor, ROSTER, path=path, body={**body, "valid_from": "2026-07-01"})
    listed = ask(api.list_qualifications, place.actor, path=path).value["items"]
    assert [one["valid_from"] for one in listed] == ["2026-01-01", "2026-07-01"]
    missing = {**path, "qualification_id": uuid.uuid4()}
    assert refusal(api.end_qualification, ROSTER, path=missing, body=end).code == "qualification_not_found"


def test_a_working_week_shows_in_what_a_person_can_do(place: Scene) -> None:
    """Hours off are told as away; each weekday is named once."""
    path = {"prosecutor_id": place.prosecutor_id}
    hours = [{"weekday": place.day.isoweekday(), "starts": "08:00", "ends": "13:00"}]
    body = {"valid_from": "2026-01-01", "source": "agreed", "hours": hours}
    made = ask(api.set_working_pattern, ROSTER, path=path, body=body).value

    assert made["hours"] == hours
    assert ask(api.list_working_patterns, place.actor, path=path).value["items"] == [made]
    days = {"from": str(place.day), "to": str(place.day)}
    shown = ask(api.read_availability, place.actor, path=path, query=days).value
    assert (len(shown["away"]), shown["rank"], shown["district"]) == (2, 18, DISTRICT)
    problem = refusal(api.set_working_pattern, ROSTER, path=path, body={**body, "hours": hours * 2})
    assert "hours" in (problem.fields or {})


def duties(place: Scene, **more: Any) -> dict[str, Any]:
    """Give the input of a whole day of remand duty."""
    entry = {"prosecutor_id": str(place.prosecutor_id), "day": str(place.day), **more}
    return {"duty": "remand_duty", "entries": [entry]}


def test_the_duty_roster_is_entered_whole(place: Scene) -> None:
    """Turns and the hearings beside them are answered; nobody has two turns at once, and then none of the list is entered."""
    hearing = scheduled(place)
    with database_of("scheduling").transaction() as session:
        other = make_prosecutor(session)
    answer = ask(api.assign_duties, ROSTER, body=duties(place, starts="08:00", ends="12:00")).value

    assert answer["hearings_in_the_way"] == [hearing["id"]]
    twice = duties(place)
    twice["entries"].insert(0, {"prosecutor_id": str(other), "day": str(place.day)})
    problem = refusal(api.assign_duties, ROSTER, body=twice)
    assert (problem.code, problem.facts["duty_id"]) == ("on_duty_already", answer["duties"][0]["id"])
    listed = ask(api.list_duties, place.actor, query={"from": str(place.day), "district": DISTRICT}).value["items"]
    assert str(other) not in {one["prosecutor_id"] for one in listed}
    path = {"duty_id": answer["duties"][0]["id"]}
    ask(api.withdraw_duty, ROSTER, path=path)
    assert refusal(api.withdraw_duty, ROSTER, path=path).code == "duty_not_found"
    assert len(ask(api.assign_duties, ROSTER, body=twice).value["duties"]) == 2


def test_leave_over_a_turn_of_duty_is_warned_of(place: Scene) -> None:
    """The turn stays until it is given to another."""
    ask(api.assign_duties, ROSTER, body=duties(place))
    body = {"first_on": str(place.day), "last_on": str(place.day), "kind": "casual"}
    applied = ask(api.apply_for_leave, me(place, OWN), body=body).value

    assert [one["code"] for one in applied["warnings"]] == ["duty_on_leave"]


def test_what_a_turn_may_not_be(place: Scene) -> None:
    """On leave, in the past, of an unknown duty or court, half an hour given, by one who does not keep the roster."""
    with database_of("scheduling").transaction() as session:
        given = {"prosecutor_id": place.prosecutor_id, "first_on": place.day, "last_on": place.day, "kind": "casual"}
        approve_leave(session, KEEPER, apply_for_leave(session, KEEPER, given), None, 1)

    assert refusal(api.assign_duties, ROSTER, body=duties(place)).code == "prosecutor_on_leave"
    assert refusal(api.assign_duties, ROSTER, body=duties(place, day="2026-01-01")).code == "in_the_past"
    assert refusal(api.assign_duties, ROSTER, body={**duties(place), "duty": "tea"}).code == "duty_unknown"
    nowhere = {**duties(place), "court_id": str(uuid.uuid4())}
    assert refusal(api.assign_duties, ROSTER, body=nowhere).code == "court_unknown"
    assert refusal(api.assign_duties, place.actor, body=duties(place)).code == "permission_missing"
    assert refusal(api.assign_duties, ROSTER, body=duties(place, starts="08:00")).kind == "invalid"


def test_dates_to_avoid_are_ones_own_business(place: Scene) -> None:
    """Named by oneself or by those who keep the roster, seen by these alone, and taken back."""
    mine = me(place, OWN)
    body = {"first_on": str(place.day), "last_on": str(place.day)}
    made = ask(api.avoid_dates, mine, body=body).value
    query = {"prosecutor_id": str(place.prosecutor_id)}

    assert made["prosecutor_id"] == str(place.prosecutor_id)
    assert ask(api.list_dates_to_avoid, ROSTER, query=query).value["items"] == [made]
    assert ask(api.list_dates_to_avoid, place.actor, query=query).value["items"] == []
    days, path = {"from": str(place.day), "to": str(place.day)}, {"prosecutor_id": place.prosecutor_id}
    assert ask(api.read_availability, place.actor, path=path, query=days).value["avoid"] == []
    assert len(ask(api.read_availability, mine, path=path, query=days).value["avoid"]) == 1
    stranger = make_actor(*SCHEDULE, OWN, districts=(DISTRICT,))
    assert refusal(api.avoid_dates, stranger, body={**body, **query}).code == "not_your_dates"
    assert refusal(api.avoid_dates, stranger, body=body).code == "prosecutor_unknown"
    assert refusal(api.withdraw_dates_to_avoid, stranger, path={"dates_id": made["id"]}).code == "dates_not_found"
    ask(api.withdraw_dates_to_avoid, mine, path={"dates_id": made["id"]})
    assert ask(api.list_dates_to_avoid, mine, query=query).value["items"] == []


def test_the_way_between_seats_is_one_either_way(place: Scene) -> None:
    """Recorded once for a day, listed by either seat, and never from a seat to itself."""
    one, other = f"a{uuid.uuid4().hex[:12]}", f"b{uuid.uuid4().hex[:12]}"
    body = {"one_seat": other, "other_seat": one, "minutes": 45, "valid_from": "2026-01-01", "source": "measured"}
    made = ask(api.set_travel_time, ROSTER, body=body).value

    assert (made["one_seat"], made["other_seat"]) == (one, other)
    assert ask(api.list_travel_times, place.actor, query={"seat": other}).value["items"] == [made]
    turned = {**body, "one_seat": one, "other_seat": other}
    assert refusal(api.set_travel_time, ROSTER, body=turned).code == "travel_known"
    assert "other_seat" in (refusal(api.set_travel_time, ROSTER, body={**body, "other_seat": other}).fields or {})
    assert refusal(api.set_travel_time, place.actor, body=body).code == "permission_missing"


def test_of_two_events_about_a_recusal_the_later_holds(session: Session) -> None:
    """However late or often they come."""
    person, case = make_prosecutor(session), make_case(session)
    first, second = (dt.datetime(2026, 6, day, tzinfo=dt.UTC) for day in (1, 2))
    learn_recusal(session, case, person, is_recused=False, at=second)
    learn_recusal(session, case, person, is_recused=True, at=first)
    learn_recusal(session, case, person, is_recused=False, at=second)

    assert session.get_one(Recusal, (case, person)).is_recused is False
    learn_recusal(session, case, person, is_recused=True, at=second + dt.timedelta(days=1))
    session.expire_all()
    [found] = read_availability(session, first.date(), first.date(), prosecutor_ids=[person])
    assert found.conflicts == {case}


def test_hearings_with_one_who_is_recused_are_marked(scene: Scene) -> None:
    """In the case itself and where it is joined, until the recusal is withdrawn; not his other hearings, nor others' in the case."""
    session, joined = scene.session, make_case(scene.session)
    mine = [
        scene.schedule(),
        scene.schedule(case_id=joined, joined_case_ids=[scene.case_id], starts_at=at(scene.day, 10)),
    ]
    others = [
        scene.schedule(case_id=make_case(session), starts_at=at(scene.day, 11)),
        scene.schedule(starts_at=at(scene.day, 12), prosecutor_ids=[make_prosecutor(session)]),
    ]
    service, at_noon = SchedulingService(), dt.datetime(2026, 6, 1, 12, tzinfo=dt.UTC)

    def heard(event: ProsecutorRecused | RecusalWithdrawn, hours: int) -> Any:
        when = at_noon + dt.timedelta(hours=hours)
        return Heard(id=uuid.uuid4(), event=event, occurred_at=when, correlation_id="t", actor_id="t")

    told = {"case_id": scene.case_id, "prosecutor_id": scene.prosecutor_id}
    for _ in range(2):
        service.when_prosecutor_recused(session, heard(ProsecutorRecused(**told, ground="kinship"), 0))
    marks = [session.get_one(Hearing, hearing).to_be_refixed for hearing in (*mine, *others)]
    assert marks == ["prosecutor_recused", "prosecutor_recused", None, None]
    assert session.get_one(Hearing, mine[0]).version == 2
    service.when_recusal_withdrawn(session, heard(RecusalWithdrawn(**told), 1))
    assert [session.get_one(Hearing, hearing).to_be_refixed for hearing in mine] == [None, None]


def test_a_free_time_is_one_in_which_the_prosecutor_works(place: Scene) -> None:
    """Neither outside his week nor on duty is he free; a day he would rather avoid is offered last."""
    path, days = {"prosecutor_id": place.prosecutor_id}, {"from": str(place.day), "to": str(place.day)}
    hours = [{"weekday": place.day.isoweekday(), "starts": "10:00", "ends": "12:00"}]
    body = {"valid_from": "2026-01-01", "source": "agreed", "hours": hours}
    ask(api.set_working_pattern, ROSTER, path=path, body=body)
    ask(api.assign_duties, ROSTER, body=duties(place, starts="10:00", ends="11:00"))
    query = {**days, "prosecutor_id": str(place.prosecutor_id), "minutes": "30"}

    offered = ask(api.find_free_slots, place.actor, path={"court_id": place.court_id}, query=query).value["items"]
    assert [(dt.datetime.fromisoformat(one["starts_at"]), one["in_own_time"]) for one in offered] == [
        (at(place.day, 11), False), (at(place.day, 11, 30), False),
    ]  # fmt: skip
