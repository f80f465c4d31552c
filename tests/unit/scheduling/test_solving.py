"""The solver: it forbids itself what is forbidden, reaches what can be reached, and gives nothing up."""

from __future__ import annotations

from itertools import product

from hypothesis import given, settings

from services.scheduling.rules.rostering import Assignment, Board, Demand
from services.scheduling.rules.rostering_aims import CHANGES, CONTINUITY, COVERAGE, LOAD, REPAIR, ROSTER, value_of
from services.scheduling.rules.rostering_greedy import assign_greedily
from services.scheduling.rules.rostering_loads import settle
from services.scheduling.rules.rostering_repair import begin_repair
from services.scheduling.workers.model import Stop
from services.scheduling.workers.solving import Solved, Wanted, improve, repair
from tests.unit.scheduling.rosters import demands, name, need, person, span
from tests.unit.scheduling.test_rostering import find_wrong


def solve(board: Board) -> Solved:
    """Solve a small district from its greedy roster."""
    start = assign_greedily(board, "seed", settle(board))
    return improve(board, start, Wanted(ROSTER, "seed", 20.0, Stop()))


def best_of_all(board: Board) -> tuple[int, int, int]:
    """Try every roster; give the best one's coverage (negative), highest load and cost of continuity."""
    settled = settle(board)

    def allowed(chosen: Assignment) -> bool:
        return not any(chosen.get(other) == who for place, who in chosen.items() for other in board.clashes[place])

    rosters = (
        {place: who for place, who in enumerate(choice) if who is not None}
        for choice in product(*[(None, *people) for people in board.eligible])
    )
    return min(
        (-len(one), value_of(LOAD, board, one, settled), value_of(CONTINUITY, board, one, settled))
        for one in rosters
        if allowed(one)
    )


@settings(max_examples=40)
@given(demands())
def test_small_districts_are_solved_as_well_as_they_can_be(demand: Demand) -> None:
    """Coverage and then the highest load are the best of all rosters that there are; nobody stands where he may not."""
    board = Board(demand)
    found = solve(board)
    reached = {stage.aim: stage for stage in found.stages}
    assert find_wrong(demand, found.assignment) == []
    assert -reached[COVERAGE].value == best_of_all(board)[0]
    assert all(stage.is_best for stage in found.stages)
    # Which hearings stay open is settled by coverage; where none does, the highest load is the least there is.
    if reached[COVERAGE].value == len(demand.needs):
        assert (reached[LOAD].value, reached[CONTINUITY].value) == best_of_all(board)[1:]


@settings(max_examples=40)
@given(demands())
def test_the_bounds_that_are_reported_hold(demand: Demand) -> None:
    """No stage comes out better than its bounds, nor worse than it began."""
    for stage in solve(Board(demand)).stages:
        if stage.aim == COVERAGE:
            assert stage.before <= stage.value <= stage.bound_among <= stage.bound
        else:
            assert stage.bound <= stage.bound_among <= stage.value <= stage.before


def test_a_hearing_is_freed_for_by_moving_as_few_others_as_can_be() -> None:
    """Only the one who is taken is qualified for the absent one's hearing: he gives his own to one who is free, and that is all."""
    special = frozenset({"narcotics"})
    people = (
        person(0, qualifications=special),
        person(1, qualifications=special),
        person(2),
        person(3),
    )
    needs = (
        need(0, needs=special, current=people[0].id),
        need(1, current=people[1].id),
        need(2, current=people[2].id),
    )
    begun = begin_repair(Demand(needs, people, {}), people[0].id, [span(0, 300)], "seed")
    found = repair(begun, Wanted((), "seed", 10.0, Stop()))
    assert not begun.is_direct
    assert found.assignment == {0: 1, 1: 3, 2: 2}
    assert {stage.aim: stage.value for stage in found.stages}[CHANGES] == 1
    assert [stage.aim for stage in found.stages] == list(REPAIR)


def test_a_repair_touches_nobody_else_when_others_are_free() -> None:
    """The absent one's hearings go to those who are free; what others stand in stays."""
    people = tuple(person(n) for n in range(3))
    needs = (need(0, current=people[0].id), need(1, current=people[1].id))
    begun = begin_repair(Demand(needs, people, {}), people[0].id, [span(0, 300)], "seed")
    found = repair(begun, Wanted((), "seed", 10.0, Stop()))
    assert found.assignment == {0: 2, 1: 1}
    assert {stage.aim: stage.value for stage in found.stages}[CHANGES] == 0


def test_a_search_that_is_stopped_gives_what_it_began_with() -> None:
    """Whoever stops it gets a roster all the same, and none of the time is waited out."""
    board = Board(Demand(tuple(need(n, case_id=name(9)) for n in range(3)), (person(1), person(2)), {}))
    stop = Stop()
    stop.set()
    start = assign_greedily(board, "seed", settle(board))
    assert len(improve(board, start, Wanted(ROSTER, "seed", 60.0, stop)).assignment) == len(start)
