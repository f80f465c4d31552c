"""Carrying out one row of a cause list: its hearing is scheduled, moved, or found to stand already.

The steps are those of every hearing (`scheduling`, `moving`), so all that is impossible there is impossible here. One thing alone gives
way: the court has fixed the date, so a prosecutor of the case who cannot stand then is left out, and said to be.
"""

from __future__ import annotations

import datetime as dt
import uuid
from collections.abc import Callable, Iterable, Mapping, Sequence
from dataclasses import dataclass, field
from typing import Any, Final

import sqlalchemy as sa
from sqlalchemy.orm import Session

from services.common.actor import Actor
from services.common.errors import Problem
from services.scheduling.models import CaseProsecutor, CauseListRow, Hearing, RosterEntry
from services.scheduling.rules.cause_list_states import DIFFERS, MATCHED
from services.scheduling.rules.days import instant_at
from services.scheduling.schemas.hearings import HearingMove, NewHearing
from services.scheduling.usecases.cause_lists_taking import own_time
from services.scheduling.usecases.moving import move_hearing
from services.scheduling.usecases.scheduling import place_hearing
from services.scheduling.usecases.warnings import take_warnings

MINUTES: Final = 15
NOT_UNDERSTOOD: Final = "other"
_LONGEST_PURPOSE: Final = 120
_MOST_LEFT_OUT: Final = 10
_NEW: Final = dict.fromkeys(NewHearing().fields)
_MOVED: Final = dict.fromkeys(HearingMove().fields)


@dataclass(slots=True)
class Step:
    """What becomes of a row: schedule, move, keep; or of a hearing that is no longer listed: vacate, stay."""

    action: str
    row: int | None
    case_id: uuid.UUID
    hearing_id: uuid.UUID | None = None
    starts_at: dt.datetime | None = None
    prosecutor_ids: list[uuid.UUID] = field(default_factory=list)
    warnings: list[str] = field(default_factory=list)
    problem: Problem | None = None

    def named(self) -> str:
        """Give what tells this step from another one; a hearing that is only made by it has no name before."""
        known = None if self.action == "schedule" else self.hearing_id
        people = sorted(map(str, self.prosecutor_ids))
        code = self.problem.code if self.problem else None
        return (
            f"{self.action}:{self.row}:{self.case_id}:{known}:{self.starts_at}:{people}:{sorted(self.warnings)}:{code}"
        )


@dataclass(frozen=True, slots=True)
class Ground:
    """What every row of one list is carried out by."""

    court_id: uuid.UUID
    override: str | None
    prosecutors: Mapping[uuid.UUID, Sequence[uuid.UUID]]
    numbers: set[int]


def read_prosecutors(session: Session, case_ids: Iterable[uuid.UUID]) -> dict[uuid.UUID, list[uuid.UUID]]:
    """Give who of the roster stands on each case."""
    rows = session.execute(
        sa.select(CaseProsecutor.case_id, CaseProsecutor.prosecutor_id)
        .join(RosterEntry, RosterEntry.id == CaseProsecutor.prosecutor_id)
        .where(CaseProsecutor.case_id.in_(list(case_ids)), CaseProsecutor.is_assigned, RosterEntry.is_active)
        .order_by(CaseProsecutor.prosecutor_id)
    )
    found: dict[uuid.UUID, list[uuid.UUID]] = {}
    for case_id, prosecutor_id in rows:
        found.setdefault(case_id, []).append(prosecutor_id)
    return found


def carry_out(session: Session, actor: Actor, row: CauseListRow, ground: Ground) -> Step:
    """Carry out a row whose cases are known; what stands against it is given with the step, and nothing of it is done."""
    if row.state == MATCHED:
        step = _try(session, row, "schedule", lambda people: _schedule(session, actor, row, ground, people))
    elif row.state == DIFFERS and set(row.differs) & {"day", "time"}:
        step = _try(session, row, "move", lambda people: _move(session, actor, row, ground, people))
    else:
        hearing = session.get_one(Hearing, row.hearing_id)
        step = Step("keep", row.row, row.case_ids[0], hearing.id, hearing.starts_at, list(hearing.prosecutor_ids))
    if "purpose" in row.differs:
        step.warnings.append("purpose_differs")
    row.done = {"schedule": "scheduled", "move": "moved", "keep": "kept"}[step.action] if not step.problem else None
    row.hearing_id = step.hearing_id or row.hearing_id
    return step


def _try(
    session: Session, row: CauseListRow, action: str, do: Callable[[list[uuid.UUID] | None], Hearing]
) -> Step:  # fmt: skip
    """Do a step with all prosecutors of the case, then without those who cannot stand then."""
    step = Step(action, row.row, row.case_ids[0])
    left_out: set[uuid.UUID] = set()
    for _ in range(_MOST_LEFT_OUT):
        try:
            with session.begin_nested():
                hearing = do(sorted(left_out) or None)
        except Problem as problem:
            take_warnings(session)
            named = _named(problem) - left_out
            if not named:
                step.problem = problem
                return step
            left_out |= named
            step.warnings.append(f"without_prosecutor:{problem.code}")
            continue
        step.warnings += sorted({warning["code"] for warning in take_warnings(session)})
        step.hearing_id, step.starts_at = hearing.id, hearing.starts_at
        step.prosecutor_ids = list(hearing.prosecutor_ids)
        if not hearing.prosecutor_ids and not left_out:
            step.warnings.append("no_prosecutor")
        return step
    return step


def _named(problem: Problem) -> set[uuid.UUID]:
    """Give the prosecutors that stand against a step, if they alone do."""
    in_the_way = problem.facts.get("in_the_way", [])
    if any(one["kind"] != "prosecutor" for one in in_the_way):
        return set()
    named = [*problem.facts.get("prosecutor_ids", []), *(one["resource_id"] for one in in_the_way)]
    return {uuid.UUID(str(prosecutor_id)) for prosecutor_id in named}


def _schedule(
    session: Session, actor: Actor, row: CauseListRow, ground: Ground, left_out: list[uuid.UUID] | None
) -> Hearing:  # fmt: skip
    people = dict.fromkeys(who for case_id in row.case_ids for who in ground.prosecutors.get(case_id, ()))
    number = _number_of(row)
    given = {
        **_NEW, "case_id": row.case_ids[0], "joined_case_ids": list(row.case_ids[1:]), "court_id": ground.court_id,
        "minutes": MINUTES, "purpose": row.purpose or NOT_UNDERSTOOD, "override": ground.override, **_when(row),
        "prosecutor_ids": [who for who in people if who not in (left_out or ())],
    }  # fmt: skip
    if given["day"] is not None and number not in ground.numbers:
        given["list_number"] = number
    hearing = place_hearing(session, actor, given, asked_by="court")
    if row.printed.get("purpose"):
        hearing.purpose_as_written = row.printed["purpose"][:_LONGEST_PURPOSE]
    if hearing.list_number is not None:
        ground.numbers.add(hearing.list_number)
    return hearing


def _move(
    session: Session, actor: Actor, row: CauseListRow, ground: Ground, left_out: list[uuid.UUID] | None
) -> Hearing:  # fmt: skip
    hearing = session.get_one(Hearing, row.hearing_id)
    given = {
        **_MOVED, **_when(row), "reason": f"The court's cause list of {row.listed_on}.", "asked_by": "court",
        "override": ground.override,
    }  # fmt: skip
    if left_out:
        given["prosecutor_ids"] = [who for who in hearing.prosecutor_ids if who not in left_out]
    move_hearing(session, actor, hearing.id, given, None)
    return hearing


def _when(row: CauseListRow) -> dict[str, Any]:
    """Give the hour, or the day of whose list it is, at the earliest from the time that the rows share."""
    time = own_time(row)
    if time is not None:
        return {"starts_at": instant_at(row.listed_on, time)}
    return {"day": row.listed_on, "not_before": row.time}


def _number_of(row: CauseListRow) -> int:
    """Give a row's number on the list: its serial number, or else its place."""
    serial = "".join(str(int(one)) for one in row.printed.get("serial", "") if one.isdecimal())
    return int(serial) if serial and 0 < int(serial[:9]) <= 2000 else row.place
