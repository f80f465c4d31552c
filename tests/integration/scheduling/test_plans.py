"""Roster plans: asked for, made by the solver, read side by side with what is, and decided on by a person."""

from __future__ import annotations

import uuid

import pytest

from services.scheduling import api
from tests.conftest import database_of
from tests.integration.scheduling.answering import learn_place
from tests.integration.scheduling.asking import ask
from tests.integration.scheduling.factories import at, clerk
from tests.integration.scheduling.planning import Province, people_of, solve_all


@pytest.fixture
def province() -> Province:
    """Give a district nobody else is in."""
    return Province()


def test_a_plan_covers_the_day_and_nothing_is_booked_before_somebody_accepts(province: Province) -> None:
    """Three hearings at one hour and three prosecutors: each gets one, with a reason; accepting books them."""
    people = province.people(3)
    hearings = [province.hearing(province.court()) for _ in range(3)]
    plan_id = province.plan()
    assert province.read(plan_id)["state"] == "queued"
    solve_all()
    plan = province.read(plan_id)
    assert (plan["state"], plan["phase"], plan["suggestions"]["open"]) == ("made", "improved", 3)
    found = province.suggestions(plan_id)
    assert {uuid.UUID(row["prosecutor_id"]) for row in found.values()} == set(people)
    assert all(row["reason"]["sentence"].endswith(".") and row["prosecutor_ids"] == [] for row in found.values())
    assert all(people_of(hearing) == [] for hearing in hearings)
    answer = province.accept(plan_id)
    assert (answer["open"], {row["state"] for row in answer["items"]}) == (0, {"accepted"})
    assert {person for hearing in hearings for person in people_of(hearing)} == set(people)


def test_a_plan_says_how_each_aim_ended_and_how_even_the_loads_are(province: Province) -> None:
    """Every district's part has its stages with bounds, and fairness over the days and over months."""
    province.people(2)
    province.hearing(province.court())
    plan_id = province.plan()
    solve_all()
    (part,) = province.read(plan_id)["parts"]
    assert [stage["aim"] for stage in part["stages"]] == ["coverage", "highest_load", "continuity"]
    assert part["stages"][0]["value"] == part["stages"][0]["bound"] == 1
    assert part["fairness"]["days"]["gini"] == 0.5
    assert (part["hearings"], part["covered"], part["is_improved"]) == (1, 1, True)


def test_only_the_qualified_stand_in_a_special_court(province: Province) -> None:
    """An anti-terrorism court gets the one who is posted for it; where nobody is, the hearing is left open and says so."""
    (posted,) = province.people(1, "anti_terrorism")
    province.people(3)
    terror, narcotics = (
        province.hearing(province.court("anti_terrorism")),
        province.hearing(province.court("narcotics")),
    )
    plan_id = province.plan()
    solve_all()
    found = province.suggestions(plan_id)
    assert found[str(terror)]["prosecutor_id"] == str(posted)
    assert found[str(terror)]["reason"]["code"] == "only_one_qualified"
    assert (found[str(narcotics)]["state"], found[str(narcotics)]["prosecutor_id"]) == ("unfilled", None)
    assert found[str(narcotics)]["reason"]["sentence"] == "Nobody of 4 in the district is qualified for narcotics."


def test_who_stands_in_a_hearing_already_stays(province: Province) -> None:
    """Unless asked otherwise a plan fills what is open; who is booked stays where he is and is not booked twice."""
    first, second = province.people(2)
    taken = province.hearing(province.court(), prosecutor_ids=[first])
    free = province.hearing(province.court())
    plan_id = province.plan()
    solve_all()
    found = province.suggestions(plan_id)
    assert found.keys() == {str(free)}
    assert found[str(free)]["prosecutor_id"] == str(second)
    assert people_of(taken) == [first]


def test_what_is_not_published_can_be_planned_anew(province: Province) -> None:
    """With `published` those who are booked may change: the one who is posted for the special court is freed for it."""
    (posted,) = province.people(1, "anti_terrorism")
    (other,) = province.people(1)
    ordinary = province.hearing(province.court(), prosecutor_ids=[posted])
    special = province.hearing(province.court("anti_terrorism"))
    plan_id = province.plan(keeps="published")
    solve_all()
    found = province.suggestions(plan_id)
    assert (found[str(ordinary)]["prosecutor_id"], found[str(special)]["prosecutor_id"]) == (str(other), str(posted))
    assert {row["state"] for row in province.accept(plan_id)["items"]} == {"accepted"}
    assert (people_of(ordinary), people_of(special)) == ([other], [posted])


def test_two_who_exchange_their_hearings_do_so_in_one_step(province: Province) -> None:
    """Neither is free before the other has given his hearing back; both are, or none."""
    first, second = province.people(2)
    one, other = (province.hearing(province.court(), prosecutor_ids=[who]) for who in (first, second))
    plan_id = province.plan(keeps="published")
    solve_all()
    found = province.decide(
        plan_id,
        {"hearing_id": str(one), "decision": "change", "prosecutor_id": str(second), "reason": "knows the witness"},
        {"hearing_id": str(other), "decision": "change", "prosecutor_id": str(first), "reason": "knows the witness"},
    )
    assert {row["state"] for row in found.values()} == {"changed"}
    assert (people_of(one), people_of(other)) == ([second], [first])


def test_a_suggestion_is_changed_or_refused_with_a_reason_that_is_kept(province: Province) -> None:
    """A person decides: who he chose instead, or that he refused, and why, stays with the suggestion."""
    people = province.people(2)
    changed, refused = province.hearing(province.court()), province.hearing(province.court(), 11)
    plan_id = province.plan()
    solve_all()
    suggested = province.suggestions(plan_id)[str(changed)]["prosecutor_id"]
    other = next(str(person) for person in people if str(person) != suggested)
    found = province.decide(
        plan_id,
        {"hearing_id": str(changed), "decision": "change", "prosecutor_id": other, "reason": "he asked for it"},
        {"hearing_id": str(refused), "decision": "refuse", "reason": "private counsel appears"},
    )
    assert (found[str(changed)]["state"], found[str(changed)]["chosen_id"]) == ("changed", other)
    assert (found[str(refused)]["state"], found[str(refused)]["decided_because"]) == (
        "refused",
        "private counsel appears",
    )
    assert (people_of(changed), people_of(refused)) == ([uuid.UUID(other)], [])
    assert found[str(changed)]["decided_by"] is not None


def test_what_changed_meanwhile_is_refused_by_itself_and_the_rest_goes_on(province: Province) -> None:
    """A moved hearing, and one whose prosecutor was booked elsewhere, are stale and say why; the third is booked."""
    province.people(3)
    courts = [province.court() for _ in range(3)]
    moved, taken, good = (province.hearing(court) for court in courts)
    plan_id = province.plan()
    solve_all()
    planned = province.suggestions(plan_id)
    ask(
        api.move_hearing, clerk(districts=(province.district,)), hearing_id=moved, if_match="1",
        body={"starts_at": at(province.day, 12).isoformat(), "reason": "the judge is late"},
    )  # fmt: skip
    province.hearing(province.court(), prosecutor_ids=[uuid.UUID(planned[str(taken)]["prosecutor_id"])])
    answer = province.accept(plan_id)
    found = {row["id"]: row for row in answer["items"]}
    assert (found[str(moved)]["state"], found[str(moved)]["stale_code"]) == ("stale", "changed_meanwhile")
    assert (found[str(taken)]["state"], found[str(taken)]["stale_code"]) == ("stale", "double_booked")
    assert found[str(good)]["state"] == "accepted"
    assert (people_of(moved), people_of(taken)) == ([], [])
    assert len(people_of(good)) == 1


def test_a_courts_list_without_hours_gets_one_prosecutor(province: Province) -> None:
    """Matters that are called in turn go together; nobody is needed for each of them."""
    (person,) = province.people(1)
    court = province.court()
    matters = [province.hearing(court, starts_at=None, day=province.day) for _ in range(3)]
    plan_id = province.plan()
    solve_all()
    found = province.suggestions(plan_id)
    assert {row["prosecutor_id"] for row in found.values()} == {str(person)}
    assert len(province.accept(plan_id)["items"]) == 3
    assert all(people_of(matter) == [person] for matter in matters)


def test_the_same_days_have_the_same_seed_and_so_the_same_luck(province: Province) -> None:
    """Asking again draws no other lots: the seed follows from days and districts, and is shown."""
    province.people(6)
    for _ in range(3):
        province.hearing(province.court())
    plans = [province.plan(), province.plan()]
    solve_all()
    seeds = {province.read(plan_id)["seed"] for plan_id in plans}
    assert seeds == {f"{province.day}/{province.day}/{province.district}"}
    first, second = (
        {key: row["prosecutor_id"] for key, row in province.suggestions(plan_id).items()} for plan_id in plans
    )
    assert first == second


def test_suggestions_for_one_hearing_come_at_once_with_their_reasons(province: Province) -> None:
    """The best first; those at another hearing then are counted, not named."""
    busy, free, knowing = province.people(3)
    case_id = province.case()
    hearing = province.hearing(province.court(), case_id=case_id)
    province.hearing(province.court(), prosecutor_ids=[busy])
    with database_of("scheduling").transaction() as session:
        learn_place(session, case_id, knowing, is_assigned=True)
    answer = ask(api.suggest_prosecutors, province.chief, hearing_id=hearing).value
    assert [row["prosecutor_id"] for row in answer["items"]] == [str(knowing), str(free)]
    assert answer["items"][0]["reason"]["code"] == "knows_case"
    assert answer["barred"] == {"unqualified": 0, "in_conflict": 0, "away": 0, "at_work": 1}
