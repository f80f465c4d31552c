"""Rosters: nobody stands where he may not, whatever is asked; aims are met as well as they can be."""

from __future__ import annotations

from itertools import product

from hypothesis import given, settings
from hypothesis import strategies as st

from services.scheduling.rules.availability import minutes_between, overlaps
from services.scheduling.rules.rostering import Assignment, Board, Demand, Work
from services.scheduling.rules.rostering_aims import CONTINUITY, LOAD, cost_of, value_of
from services.scheduling.rules.rostering_cliques import cover_by_cliques
from services.scheduling.rules.rostering_greedy import assign_greedily
from services.scheduling.rules.rostering_levelling import Roster, bring_home, level_loads
from services.scheduling.rules.rostering_loads import (
    Weighting,
    least_highest_load,
    level_of,
    loads_after,
    measure_fairness,
    settle,
)
from services.scheduling.rules.rostering_repair import begin_repair
from tests.unit.scheduling.rosters import DISTRICT, SEATS, TRAVEL, demands, name, need, person, span


def find_wrong(demand: Demand, assignment: Assignment) -> list[str]:
    """Give what a roster does that it must not, told from the demand alone."""
    wrong = []
    for place, who in assignment.items():
        one, wanted = demand.people[who], demand.needs[place]
        if not wanted.needs <= one.free.qualifications:
            wrong.append("unqualified")
        if wanted.case_id in one.free.conflicts:
            wrong.append("in conflict")
        if any(overlaps(wanted.span, away) for away in one.free.away):
            wrong.append("away")
        others = [
            demand.needs[other].as_work() for other, whose in assignment.items() if whose == who and other != place
        ]
        for taken in [*others, *one.work]:
            same_list = taken.court_id is not None and taken.court_id == wanted.court_id
            if same_list and not (taken.is_timed and wanted.is_timed):
                continue
            way = minutes_between(demand.travel, taken.seat or one.free.seat, wanted.seat)
            between = (max(taken.span[0], wanted.span[0]) - min(taken.span[1], wanted.span[1])).total_seconds() / 60
            if between < way or overlaps(taken.span, wanted.span):
                wrong.append("at two places")
    return wrong


def most_covered(board: Board) -> int:
    """Try every roster; give how many hearings the best covers."""
    best = 0
    for choice in product(*[(None, *people) for people in board.eligible]):
        chosen = {place: who for place, who in enumerate(choice) if who is not None}
        if len(chosen) > best and not any(
            chosen.get(other) == who for place, who in chosen.items() for other in board.clashes[place]
        ):
            best = len(chosen)
    return best


@given(demands())
def test_the_greedy_roster_forbids_itself_what_is_forbidden(demand: Demand) -> None:
    """Nobody is double-booked, unqualified, in conflict or away; what could be filled is."""
    board = Board(demand)
    found = assign_greedily(board, "seed", settle(board))
    assert find_wrong(demand, found) == []
    assert len(found) <= most_covered(board)


@given(demands())
def test_single_steps_forbid_themselves_the_same_and_make_nothing_worse(demand: Demand) -> None:
    """Levelling covers the same hearings with no higher load; bringing home costs no more, below the highest load."""
    board = Board(demand)
    settled = settle(board)
    start = assign_greedily(board, "seed", settled)
    roster = Roster(board, start, settled)
    level_loads(roster, least_highest_load(board, settled, len(start)))
    levelled = dict(roster.assignment)
    assert find_wrong(demand, levelled) == []
    assert levelled.keys() == start.keys()
    assert value_of(LOAD, board, levelled, settled) <= value_of(LOAD, board, start, settled)
    assert roster.loads == loads_after(board, levelled, settled)
    highest = max(roster.loads, default=0)
    bring_home(roster, highest)
    assert find_wrong(demand, roster.assignment) == []
    assert cost_of(board, roster.assignment) <= cost_of(board, levelled)
    assert max(roster.loads, default=0) <= highest


@given(demands())
def test_the_bounds_hold_for_every_roster(demand: Demand) -> None:
    """The highest load of a roster is never below what is said that it cannot be below."""
    board = Board(demand)
    settled = settle(board)
    found = assign_greedily(board, "seed", settled)
    assert least_highest_load(board, settled, len(found)) <= value_of(LOAD, board, found, settled)
    assert value_of(CONTINUITY, board, found, settled) >= 0


@given(demands())
def test_every_two_that_clash_lie_in_a_clique(demand: Demand) -> None:
    """The cliques say what the pairs say, no more and no less."""
    clashes = Board(demand).clashes
    order = sorted(range(len(demand.needs)), key=lambda place: demand.needs[place].span)
    cliques = cover_by_cliques(clashes, order)
    pairs = {(one, other) for one, others in enumerate(clashes) for other in others}
    assert {(one, other) for clique in cliques for one in clique for other in clique if one != other} == pairs


@settings(max_examples=300)
@given(demands(), st.integers(0, 3))
def test_a_repair_leaves_everybody_where_he_may_be(demand: Demand, which: int) -> None:
    """After a repair nobody stands where he may not, the absent one least of all; a direct one touches his hearings alone."""
    if which >= len(demand.people):
        return
    absent, hours = demand.people[which].id, span(0, 300)
    begun = begin_repair(demand, absent, [hours], "seed")
    found = begun.widen(begun.start)
    assert find_wrong(begun.whole.demand, found) == []
    assert not [
        place for place, who in found.items() if who == which and overlaps(begun.whole.needs[place].span, hours)
    ]
    if begun.is_direct:
        assert all(found[place] == who for place, who in begun.whole.current.items())


@given(st.lists(st.integers(0, 500), min_size=1), st.integers(0, 1000))
def test_a_level_is_the_least_that_takes_it_all(loads: list[int], more: int) -> None:
    """What is poured fits below the level, and not below one less."""
    level = level_of(loads, more)
    assert sum(max(0, level - load) for load in loads) >= more
    assert level == min(loads) or sum(max(0, level - 1 - load) for load in loads) < more


def test_the_same_seed_gives_the_same_roster_and_another_seed_another() -> None:
    """Whoever has the seed can check a roster; nobody can choose who is favoured but by choosing the seed."""
    board = Board(Demand(tuple(need(n) for n in range(4)), tuple(person(n) for n in range(8)), {}))
    rosters = [assign_greedily(board, seed, settle(board)) for seed in ("2026-11-30", "2026-11-30", "2026-12-07")]
    assert rosters[0] == rosters[1] != rosters[2]


def test_the_way_between_two_towns_is_kept_free() -> None:
    """A hearing that ends at ten in the city leaves no time for one at half past in a town three quarters of an hour away."""
    needs = (need(1), need(2, start=90, seat=SEATS[1]), need(3, start=105, seat=SEATS[1]))
    board = Board(Demand(needs, (person(1),), TRAVEL))
    assert board.clashes == [{1}, {0, 2}, {1}]
    assert board.eligible == [(0,), (0,), (0,)]


def test_the_matters_of_one_list_go_together() -> None:
    """A court calls the matters of its list in turn: one prosecutor stands in all of them, and in no other court's meanwhile."""
    one, other = name(1), name(2)
    needs = (
        need(1, 0, 240, court_id=one, is_timed=False),
        need(2, 60, 30, court_id=one),
        need(3, 60, 30, court_id=other),
    )
    assert Board(Demand(needs, (person(1),), {})).clashes == [{2}, {2}, {0, 1}]


def test_what_stays_bars_from_hearings_at_its_time() -> None:
    """Published work is not moved: its prosecutor stands in nothing else then, on the way included."""
    board = Board(Demand((need(1), need(2, start=80)), (person(1, work=(Work(span(0), SEATS[1]),)),), TRAVEL))
    assert [board.what_bars(place, 0) for place in (0, 1)] == ["at_work", "at_work"]


def test_who_knows_the_case_comes_first_until_his_load_is_fair() -> None:
    """Continuity does not heap everything on one: above a fair load the next one stands in."""
    case = need(1).case_id
    needs = tuple(need(n, start=60 * n, case_id=case) for n in range(4))
    board = Board(Demand(needs, (person(1, knows=frozenset({case})), person(2)), {}))
    assert sorted(assign_greedily(board, "seed", settle(board)).values()) == [0, 0, 1, 1]


def test_the_months_before_count_by_at_most_a_quarter_of_a_fair_share() -> None:
    """Who carried more gets less, little by little; nobody is flooded for having been away."""
    board = Board(Demand((need(1, minutes=400, weight=400),), (person(1, load_before=9000), person(2)), {}))
    assert settle(board) == [100, 0]


def test_heavier_courts_and_purposes_weigh_more() -> None:
    """A weight is the minutes by the percents of the kind of court and of the purpose; what is unknown weighs as it is."""
    weighting = Weighting({"anti_terrorism": 160}, {"bail": 50})
    assert weighting.weigh(60, "anti_terrorism", "bail") == 48
    assert weighting.weigh(60, "magistrate", "arguments") == 60


def test_fairness_is_told_by_the_highest_load_and_by_gini() -> None:
    """All alike is 1 and 0; all on one of four is 4 and three quarters."""
    alike, heaped, idle = (measure_fairness(loads) for loads in ([5, 5, 5, 5], [0, 0, 0, 20], [0, 0]))
    assert (alike.highest_to_mean, alike.gini) == (1.0, 0.0)
    assert (heaped.highest_to_mean, heaped.gini) == (4.0, 0.75)
    assert (idle.highest_to_mean, idle.gini) == (1.0, 0.0)


def test_a_district_is_planned_with_its_own_people() -> None:
    """A province falls into its districts; who belongs to another is not in sight."""
    needs = (need(1), need(2, district="malir"))
    parts = Demand(needs, (person(1), person(2, district="malir")), {}).by_district()
    assert {one: (len(part.needs), len(part.people)) for one, part in parts.items()} == {
        DISTRICT: (1, 1),
        "malir": (1, 1),
    }


@settings(max_examples=30)
@given(demands())
def test_work_that_stays_is_work_and_load(demand: Demand) -> None:
    """Hearings that stay with their people bar them at their time, and count."""
    board = Board(demand)
    rest = demand.with_work(board.current)
    assert len(rest.needs) == len(demand.needs) - len(board.current)
    assert [one.load for one in rest.people] == loads_after(board, board.current, [one.load for one in demand.people])
