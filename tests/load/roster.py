"""`./cmms bench roster`: a province's week assigned by the solver beside the greedy roster, and one absence repaired.

The week comes from a seed. District after district is solved on this machine's processors, within the time in all; each stage is shown with
its bounds. Then whoever has most hearings on the first day is away, and his hearings go to others. Nothing is kept.
"""

from __future__ import annotations

import argparse
import json
import os
import sys
import time
from collections import Counter
from collections.abc import Sequence
from dataclasses import asdict, dataclass, replace
from pathlib import Path
from typing import Any, Final

from services.scheduling.rules.days import span_of
from services.scheduling.rules.rostering import Assignment, Board, Demand, find_double
from services.scheduling.rules.rostering_aims import ROSTER, Stage, cost_of, value_of
from services.scheduling.rules.rostering_greedy import assign_greedily
from services.scheduling.rules.rostering_loads import loads_after, measure_fairness, settle
from services.scheduling.rules.rostering_repair import begin_repair
from services.scheduling.workers.model import Stop
from services.scheduling.workers.solving import Wanted, improve, repair
from tests.load.roster_week import FIRST, Size, make_week


class WrongRosterError(Exception):
    """A roster that must never be shown."""


LEAST_COVERED: Final = 0.998
LONGEST: Final = 60.0
LONGEST_REPAIR: Final = 2.0
# The rest is for what is done between the districts.
_SOLVING: Final = 0.95


@dataclass(frozen=True, slots=True)
class District:
    """What came of a district: the greedy roster beside the solved one."""

    name: str
    board: Board
    greedy: Assignment
    solved: Assignment
    stages: tuple[Stage, ...]


@dataclass(frozen=True, slots=True)
class Repaired:
    """What came of an absence: the absent one's hearings, how many of them stay open, and how many of others' were touched."""

    district: str
    seconds: float
    hearings: int
    left_open: int
    others_touched: int
    stages: tuple[Stage, ...]


def read_arguments(words: Sequence[str]) -> argparse.Namespace:
    """Read the command line."""
    parser = argparse.ArgumentParser(prog="./cmms bench roster", description=(__doc__ or "").splitlines()[0])
    parser.add_argument("--hearings", type=int, default=5000, help="how many hearings the week has (5000)")
    parser.add_argument("--prosecutors", type=int, default=400, help="how many prosecutors there are (400)")
    parser.add_argument("--districts", type=int, default=8, help="in how many districts (8)")
    parser.add_argument("--seconds", type=float, default=LONGEST, help="how long the solver may take in all (60)")
    parser.add_argument("--seed", type=int, default=1, help="what the week is made from, and how ties are broken (1)")
    parser.add_argument("--json", type=Path, help="write the figures to a file as well")
    return parser.parse_args(words)


def solve(week: Demand, seed: str, seconds: float) -> list[District]:
    """Solve district after district, within the time in all; each is shown when it is done."""
    until = time.monotonic() + seconds
    left, solved = len(week.needs), []
    for name, demand in week.by_district().items():
        board = Board(demand)
        greedy = assign_greedily(board, seed, settle(board))
        share = (until - time.monotonic()) * len(demand.needs) / left
        found = improve(board, greedy, Wanted(ROSTER, seed, share, Stop()))
        left -= len(demand.needs)
        solved.append(District(name, board, greedy, found.assignment, found.stages))
        show_district(solved[-1])
    return solved


def show_district(one: District) -> None:
    """Print a district's stages."""
    print(f"{one.name}: {len(one.board.needs)} hearings, {len(one.board.people)} prosecutors")
    settled = settle(one.board)
    for stage in one.stages:
        greedy = value_of(stage.aim, one.board, one.greedy, settled)
        proof = "proven" if stage.is_best else f"bound {stage.bound_among} among the candidates"
        print(
            f"  {stage.aim:13} greedy {greedy:5}   solved {stage.value:5}   bound {stage.bound:5} for everybody, "
            f"{proof}   {stage.seconds:5.1f} s",
            flush=True,
        )


def repair_absence(one: District, seed: str) -> Repaired:
    """Let whoever has most hearings on the first day be away, the solved roster being published."""
    began = time.monotonic()
    day = span_of(FIRST, FIRST)
    today = {place for place, need in enumerate(one.board.needs) if day[0] <= need.span[0] < day[1]}
    held = Counter(one.solved[place] for place in today if place in one.solved)
    absent = max(held, key=lambda person: (held[person], person))
    demand = _publish(one).with_work({place: person for place, person in one.solved.items() if place not in today})
    begun = begin_repair(demand, one.board.people[absent].id, [day], seed)
    found = repair(begun, Wanted((), seed, LONGEST_REPAIR * 0.8, Stop()))
    seconds = time.monotonic() - began
    if find_double(begun.whole, found.assignment):
        raise WrongRosterError("somebody stands in two hearings at once")
    left_open = len(begun.whole.needs) - len(found.assignment) - (len(one.board.needs) - len(one.solved))
    touched = sum(found.assignment.get(need) != person for need, person in begun.whole.current.items())
    return Repaired(one.name, seconds, held[absent], left_open, touched, found.stages)


def _publish(one: District) -> Demand:
    """Give the district's demand with the solved roster as what stands."""
    people = one.board.people
    needs = [
        replace(need, current=people[one.solved[place]].id if place in one.solved else None)
        for place, need in enumerate(one.board.needs)
    ]
    return replace(one.board.demand, needs=tuple(needs))


def sum_up(solved: Sequence[District], seconds: float) -> dict[str, Any]:
    """Give the province's figures, greedy beside solved."""
    hearings = sum(len(one.board.needs) for one in solved)
    found: dict[str, Any] = {"hearings": hearings, "seconds": round(seconds, 1)}
    for side in ("greedy", "solved"):
        rosters: list[tuple[District, Assignment]] = [(one, getattr(one, side)) for one in solved]
        loads = [
            load for one, roster in rosters for load in loads_after(one.board, roster, [0] * len(one.board.people))
        ]
        fairness = measure_fairness(loads)
        covered = sum(len(roster) for _, roster in rosters)
        found[side] = {
            "covered": covered, "coverage": round(covered / hearings, 5),
            "highest_to_mean": round(fairness.highest_to_mean, 3), "gini": round(fairness.gini, 4),
            "doubles": sum(len(find_double(one.board, roster)) for one, roster in rosters),
            "cost_of_continuity": sum(cost_of(one.board, roster) for one, roster in rosters),
        }  # fmt: skip
    found["most_that_can_be_covered"] = sum(one.stages[0].bound for one in solved)
    return found


def judge(figures: dict[str, Any], repaired: Repaired, seconds: float) -> list[str]:
    """Give what was promised and not kept."""
    solved = figures["solved"]
    failed = {
        f"coverage {solved['coverage']:.4f} is below {LEAST_COVERED}": solved["coverage"] < LEAST_COVERED,
        f"it took {figures['seconds']} s, more than {seconds:.0f}": figures["seconds"] > seconds,
        f"the repair took {repaired.seconds:.2f} s, more than {LONGEST_REPAIR:.0f}": repaired.seconds > LONGEST_REPAIR,
        "somebody stands in two hearings at once": solved["doubles"] > 0,
    }
    return [said for said, is_so in failed.items() if is_so]


def main() -> None:
    """Make the week, solve it, repair it, say how it went; status 1 when what was promised was not kept."""
    arguments = read_arguments(sys.argv[1:])
    week = make_week(arguments.seed, Size(arguments.hearings, arguments.prosecutors, arguments.districts))
    busy = f"{os.getloadavg()[0]:.1f} busy before on {os.cpu_count()} processors"
    print(f"{len(week.needs)} hearings, {len(week.people)} prosecutors, seed {arguments.seed}; {busy}\n")
    began = time.monotonic()
    solved = solve(week, str(arguments.seed), arguments.seconds * _SOLVING)
    figures = sum_up(solved, time.monotonic() - began)
    repaired = repair_absence(solved[0], str(arguments.seed))
    show(figures, repaired)
    if arguments.json:
        arguments.json.write_text(json.dumps({**figures, "repair": asdict(repaired)}, indent=1))
    failed = judge(figures, repaired, arguments.seconds)
    print("\n".join(failed) or "\nAll that was promised was kept.")
    sys.exit(1 if failed else 0)


def show(figures: dict[str, Any], repaired: Repaired) -> None:
    """Print the figures."""
    print(f"\nThe province in {figures['seconds']} s; at most {figures['most_that_can_be_covered']} could be covered")
    for side in ("greedy", "solved"):
        one = figures[side]
        print(
            f"  {side}: covered {one['covered']} of {figures['hearings']} ({one['coverage']:.2%}), highest load "
            f"{one['highest_to_mean']:.2f} times the mean, Gini {one['gini']:.3f}, continuity's cost {one['cost_of_continuity']}"
        )
    print(
        f"\nOne absence in {repaired.district}, {repaired.hearings} hearings: repaired in {repaired.seconds:.2f} s, "
        f"{repaired.left_open} left open, {repaired.others_touched} hearings of others touched"
    )
    for stage in repaired.stages:
        print(f"  {stage.aim:13} {stage.value:5}   bound {stage.bound:5}, among the candidates {stage.bound_among:5}")


if __name__ == "__main__":
    main()
