"""Those who shall stand in a hearing: refused, let in with an override, or warned of."""

from __future__ import annotations

import datetime as dt
import uuid
from typing import Any

import pytest
from sqlalchemy.dialects.postgresql import Range

from services.common.errors import Problem
from services.scheduling.models import (
    Court,
    DateToAvoid,
    Duty,
    Qualification,
    Recusal,
    TravelTime,
    WorkingHours,
    WorkingPattern,
)
from services.scheduling.usecases.availability import Wanted, check_people
from tests.integration.scheduling.factories import KEEPER, Scene, at, make_case, make_court, make_prosecutor

LONG_AGO = dt.date(2000, 1, 1)


def wanted(scene: Scene, **more: Any) -> Wanted:
    """Give the scene's hearing, nine to half past nine."""
    given = {
        "court_id": scene.court_id, "starts_at": at(scene.day, 9), "ends_at": at(scene.day, 9, 30),
        "case_ids": [scene.case_id], "prosecutor_ids": [scene.prosecutor_id],
    }  # fmt: skip
    return Wanted(**{**given, **more})


def codes(scene: Scene, **more: Any) -> list[str]:
    """Give the codes of the warnings."""
    scene.session.flush()
    return [warning["code"] for warning in check_people(scene.session, scene.actor, wanted(scene, **more))]


def qualify(scene: Scene, qualification: str) -> None:
    """Let the scene's prosecutor be qualified."""
    scene.session.add(
        Qualification(
            prosecutor_id=scene.prosecutor_id, qualification=qualification, valid_from=LONG_AGO, source="notification"
        )
    )
    scene.session.flush()


def test_one_who_was_recused_may_not_stand(scene: Scene) -> None:
    """Neither in the case nor in one joined to it, whatever reason is given; in another case he may."""
    recusal = Recusal(
        case_id=scene.case_id, prosecutor_id=scene.prosecutor_id, is_recused=True, changed_at=at(scene.day, 8)
    )
    scene.session.add(recusal)
    scene.session.flush()
    other = make_case(scene.session)

    for cases in ([scene.case_id], [other, scene.case_id]):
        with pytest.raises(Problem) as caught:
            check_people(scene.session, KEEPER, wanted(scene, case_ids=cases), override="nobody else is there")
        assert caught.value.code == "prosecutor_recused"
        assert caught.value.facts["prosecutor_ids"] == [str(scene.prosecutor_id)]
    assert "prosecutor_recused" not in codes(scene, case_ids=[other])


def test_one_who_is_not_posted_for_such_a_court_needs_an_override(scene: Scene) -> None:
    """The reason lets him in where the role may override, and the answer still warns; one who is qualified needs none."""
    qualify(scene, "narcotics")

    with pytest.raises(Problem) as caught:
        codes(scene)
    assert (caught.value.code, caught.value.facts["missing"]) == ("prosecutor_not_qualified", ["anti_terrorism"])
    with pytest.raises(Problem) as caught:
        check_people(scene.session, scene.actor, wanted(scene), override="he knows the case")
    assert caught.value.code == "override_not_allowed"
    [warning] = check_people(scene.session, KEEPER, wanted(scene), override="he knows the case")
    assert warning["code"] == "qualification_missing"
    qualify(scene, "anti_terrorism")
    assert codes(scene) == []


def test_where_nothing_was_recorded_it_is_a_warning(scene: Scene) -> None:
    """An office that has not yet entered its people's qualifications can work; a sessions court asks for none."""
    assert codes(scene) == ["qualification_missing"]
    assert codes(scene, court_id=make_court(scene.session, kind="sessions")) == []


def test_what_speaks_against_a_time_is_told(scene: Scene) -> None:
    """Hours off, duty elsewhere, a day to avoid: one warning each; duty at this very court is none."""
    qualify(scene, "anti_terrorism")
    pattern = WorkingPattern(prosecutor_id=scene.prosecutor_id, valid_from=LONG_AGO, source="order")
    scene.session.add(pattern)
    scene.session.flush()
    hours = WorkingHours(pattern_id=pattern.id, weekday=scene.day.isoweekday(), starts=dt.time(10), ends=dt.time(16))
    duty = Duty(
        prosecutor_id=scene.prosecutor_id, duty="remand_duty", during=Range(at(scene.day, 8), at(scene.day, 12)),
        court_id=make_court(scene.session),
    )  # fmt: skip
    scene.session.add_all(
        [hours, duty, DateToAvoid(prosecutor_id=scene.prosecutor_id, first_on=scene.day, last_on=scene.day)]
    )

    assert codes(scene) == ["outside_working_pattern", "on_duty_elsewhere", "date_to_avoid"]
    duty.court_id = scene.court_id
    later = {"starts_at": at(scene.day, 11), "ends_at": at(scene.day, 11, 30)}
    assert codes(scene, **later) == ["date_to_avoid"]


def test_the_way_between_two_seats_is_told_when_it_is_too_long(scene: Scene) -> None:
    """Before and after; not when there is time enough, not within a seat, and never of the hearing itself."""
    qualify(scene, "anti_terrorism")
    away = make_court(scene.session)
    scene.session.get_one(Court, away).seat = seat = f"zz-{uuid.uuid4().hex[:8]}"
    here = scene.session.get_one(Court, scene.court_id).seat
    scene.session.add(TravelTime(one_seat=here, other_seat=seat, minutes=60, valid_from=LONG_AGO, source="measured"))
    hearing = scene.schedule(court_id=away, starts_at=at(scene.day, 10))

    assert codes(scene) == ["travel_too_short"]
    assert codes(scene, starts_at=at(scene.day, 11), ends_at=at(scene.day, 11, 30)) == ["travel_too_short"]
    assert codes(scene, starts_at=at(scene.day, 11, 30), ends_at=at(scene.day, 12)) == []
    assert codes(scene, hearing_id=hearing) == []
    assert codes(scene, court_id=make_court(scene.session), starts_at=at(scene.day, 8, 30)) == ["travel_too_short"]
    assert codes(scene, prosecutor_ids=[make_prosecutor(scene.session)]) == ["qualification_missing"]
    assert codes(scene, prosecutor_ids=[]) == []
