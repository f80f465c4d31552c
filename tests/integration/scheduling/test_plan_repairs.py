"""Repairing a roster when somebody is ill today: a plan that touches as few hearings as can be."""

from __future__ import annotations

import pytest

from tests.integration.scheduling.planning import Province, people_of, solve_all


@pytest.fixture
def province() -> Province:
    """Give a district nobody else is in."""
    return Province()


def test_a_repair_gives_the_absent_ones_hearings_to_others_and_touches_nothing_else(province: Province) -> None:
    """Whoever is ill today: his hearings go to those who are free, once somebody accepts."""
    ill, busy, free = province.people(3)
    his = [province.hearing(province.court(), hour, prosecutor_ids=[ill]) for hour in (9, 11)]
    others = province.hearing(province.court(), prosecutor_ids=[busy])
    plan_id = province.repair(ill)
    solve_all()
    plan = province.read(plan_id)
    assert (plan["kind"], plan["state"]) == ("repair", "made")
    assert [stage["aim"] for stage in plan["parts"][0]["stages"]] == [
        "coverage",
        "changes",
        "highest_load",
        "continuity",
    ]
    open_ones = province.suggestions(plan_id, state="open")
    assert open_ones.keys() == {str(hearing) for hearing in his}
    assert open_ones[str(his[0])]["prosecutor_id"] == str(free)
    assert people_of(his[0]) == [ill]
    province.accept(plan_id)
    assert ill not in people_of(his[0]) + people_of(his[1])
    assert (people_of(his[0]), people_of(others)) == ([free], [busy])


def test_a_repair_moves_another_only_when_nobody_free_can(province: Province) -> None:
    """The only other one posted for the special court gives his hearing to one who is free, and takes the absent one's."""
    ill, posted = province.people(2, "anti_terrorism")
    (free,) = province.people(1)
    special = province.hearing(province.court("anti_terrorism"), prosecutor_ids=[ill])
    ordinary = province.hearing(province.court(), prosecutor_ids=[posted])
    plan_id = province.repair(ill)
    solve_all()
    found = province.suggestions(plan_id)
    assert (found[str(special)]["prosecutor_id"], found[str(ordinary)]["prosecutor_id"]) == (str(posted), str(free))
    assert found[str(ordinary)]["reason"]["code"] == "makes_room"
    province.accept(plan_id)
    assert (people_of(special), people_of(ordinary)) == ([posted], [free])


def test_the_absent_one_leaves_a_hearing_in_which_several_stand(province: Province) -> None:
    """His colleague stays, and another takes the place of the one who is away."""
    ill, colleague, free = province.people(3)
    shared = province.hearing(province.court(), prosecutor_ids=[ill, colleague])
    plan_id = province.repair(ill)
    solve_all()
    assert province.suggestions(plan_id)[str(shared)]["prosecutor_id"] == str(free)
    province.accept(plan_id)
    assert people_of(shared) == [free, colleague]
