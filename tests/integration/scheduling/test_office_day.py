"""One's own calendar with the office's day beside it: for clerks and supervisors who stand in no hearing."""

from __future__ import annotations

import datetime as dt

from services.scheduling import api
from tests.conftest import make_actor
from tests.integration.scheduling.answering import me, refusal, scheduled
from tests.integration.scheduling.asking import ask
from tests.integration.scheduling.factories import DISTRICT, SCHEDULE, Scene, at


def test_the_offices_day_is_shown_to_who_has_none_of_his_own(place: Scene) -> None:
    """Others' hearings that stand are counted a day; the first are shown to who has none of his own, not to who stands in some."""
    query = {"from": place.day, "to": place.day + dt.timedelta(days=1), "office": "50"}
    before, _ = ask(api.read_calendar, place.actor, query=query).value["office"]
    first, other = scheduled(place), scheduled(place, starts_at=at(place.day, 10).isoformat())
    gone = scheduled(place, starts_at=at(place.day, 11).isoformat())
    ask(api.vacate_hearing, me(place), path={"hearing_id": gone["id"]}, if_match="1", body={"reason": "stayed"})
    after, _ = ask(api.read_calendar, place.actor, query=query).value["office"]
    assert (after["day"], after["count"]) == (str(place.day), before["count"] + 2)
    # Of the many that other tests leave on this day only the first fifty are shown, by their hour.
    shown = [row["id"] for row in after["hearings"] if row["court_id"] == str(place.court_id)]
    assert len(after["hearings"]) == min(after["count"], 50)
    assert shown == [first["id"], other["id"]][: len(shown)]
    assert len(shown) == 2 or after["count"] > 50
    one, _ = ask(api.read_calendar, place.actor, query={**query, "office": "1"}).value["office"]
    assert (one["count"], len(one["hearings"])) == (after["count"], 1)
    own = make_actor(*SCHEDULE, id=str(place.prosecutor_id), districts=(DISTRICT,))
    mine = ask(api.read_calendar, own, query=query).value
    assert [row["id"] for row in mine["hearings"]] == [first["id"], other["id"], gone["id"]]
    assert (mine["office"][0]["count"], mine["office"][0]["hearings"]) == (before["count"], [])


def test_the_offices_day_is_asked_for_and_near(place: Scene) -> None:
    """Without asking there is none of it; more than a week of it is not had at once."""
    assert ask(api.read_calendar, place.actor, query={"from": place.day, "to": place.day}).value["office"] == []
    far = {"from": place.day, "to": place.day + dt.timedelta(days=7), "office": "1"}
    assert list(refusal(api.read_calendar, place.actor, query=far).fields or {}) == ["office"]
