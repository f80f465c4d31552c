"""Resolving what a cause list leaves to a clerk: the cases of a row are chosen and remembered, or the row is dismissed with a reason.

Comes after the list was read, before it is accepted or after: a row of an accepted list gets its hearing at once.
"""

from __future__ import annotations

import datetime as dt
import uuid
from typing import Any

import sqlalchemy as sa
from sqlalchemy.orm import Session

from services.common.actor import Actor
from services.common.audit import record
from services.common.errors import conflict, not_found
from services.common.ids import new_id
from services.scheduling.models import CauseListImport, CauseListRow, CauseListSpelling
from services.scheduling.models.sight import require_cases
from services.scheduling.rules.cause_list_matching import spelling_of
from services.scheduling.rules.cause_list_states import DISMISSED, KNOWN, MATCHED, RESOLVABLE
from services.scheduling.usecases.cause_lists_accepting import take_ground
from services.scheduling.usecases.cause_lists_carrying import carry_out
from services.scheduling.usecases.cause_lists_taking import hold_against, read_standing, take_import


def resolve_row(session: Session, actor: Actor, import_id: uuid.UUID, row: int, given: dict[str, Any]) -> None:
    """Say which cases a row is about; with `remember` the court's spelling means them from now on."""
    kept, found = _take_row(session, actor, import_id, row)
    cases = list(dict.fromkeys((given["case_id"], *given["joined_case_ids"])))
    require_cases(session, actor, cases, field="case_id")
    found.case_ids, found.state = cases, MATCHED
    hold_against(found, read_standing(session, kept.court_id, kept.listed_on, cases))
    if kept.state == "accepted":
        ground = take_ground(session, kept, cases, hearing_ids=[], override=given["override"])
        step = carry_out(session, actor, found, ground)
        if step.problem is not None:
            raise step.problem
    if given["remember"]:
        _remember(session, actor, found)
    _settle(kept, found, actor, "case chosen")
    record(
        session, actor, "cause_list_row_resolved", f"cause_list_import:{import_id}", row=row, case_id=cases[0],
        remembered=given["remember"],
    )  # fmt: skip


def dismiss_row(session: Session, actor: Actor, import_id: uuid.UUID, row: int, reason: str) -> None:
    """Say that a row is none of the prosecution's cases, and why."""
    kept, found = _take_row(session, actor, import_id, row)
    found.state, found.case_ids, found.hearing_id, found.awaits_clerk = DISMISSED, [], None, False
    _settle(kept, found, actor, reason)
    record(session, actor, "cause_list_row_dismissed", f"cause_list_import:{import_id}", reason, row=row)


def _take_row(
    session: Session, actor: Actor, import_id: uuid.UUID, row: int
) -> tuple[CauseListImport, CauseListRow]:  # fmt: skip
    kept = take_import(session, actor, import_id)
    found = session.get(CauseListRow, (import_id, row))
    if found is None:
        raise not_found("cause_list_row_not_found", "The list has no such row.")
    if kept.state not in ("read", "accepted"):
        raise conflict("cause_list_not_open", "This list is over: a newer one of the day holds.", state=kept.state)
    if found.state not in RESOLVABLE and not (kept.state == "read" and found.state in KNOWN):
        raise conflict("row_settled", "This row is settled already.", state=found.state)
    return kept, found


def _settle(kept: CauseListImport, found: CauseListRow, actor: Actor, why: str) -> None:
    found.resolved_by, found.resolved_at, found.resolved_because = actor.id, dt.datetime.now(dt.UTC), why
    kept.version += 1


def _remember(session: Session, actor: Actor, found: CauseListRow) -> None:
    """Keep what the court means by this spelling; what was remembered before is forgotten."""
    spelling = spelling_of(found.number_as_printed, found.printed.get("parties"))
    if spelling is None:
        return
    session.execute(
        sa.update(CauseListSpelling)
        .where(CauseListSpelling.court_id == found.court_id, CauseListSpelling.spelling == spelling)
        .where(CauseListSpelling.forgotten_at.is_(None))
        .values(forgotten_at=dt.datetime.now(dt.UTC))
    )
    session.add(
        CauseListSpelling(
            id=new_id(), court_id=found.court_id, spelling=spelling, case_ids=list(found.case_ids), remembered_by=actor.id
        )
    )  # fmt: skip
