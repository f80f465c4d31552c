"""Accepting a court's cause list: its rows become hearings, all of them or none, as they were looked at before.

Comes after the list was read (`cause_lists_taking`). Looking at it carries it out whole and takes everything back, so what is shown is
what will be done. Rows that nobody could match stay in the clerk's queue. A newer list of the same day takes the place of the former
one: hearings that the former had and this one has not stay, or are vacated, as whoever accepts it says.
"""

from __future__ import annotations

import datetime as dt
import hashlib
import uuid
from collections import Counter
from collections.abc import Sequence
from dataclasses import dataclass
from typing import Any

import sqlalchemy as sa
from sqlalchemy.orm import Session

from services.common.actor import Actor
from services.common.audit import record
from services.common.database import Database
from services.common.errors import conflict
from services.common.events import Audience
from services.common.outbox import publish
from services.scheduling.events import CauseListAccepted
from services.scheduling.models import CauseListImport, CauseListRow, Court, Hearing
from services.scheduling.models.sight import require_cases
from services.scheduling.rules.cause_list_states import KNOWN
from services.scheduling.rules.days import day_of
from services.scheduling.usecases.bookings import take_turns
from services.scheduling.usecases.cause_lists_carrying import Ground, Step, carry_out, read_prosecutors
from services.scheduling.usecases.cause_lists_taking import hold_against, read_standing, take_import
from services.scheduling.usecases.placing import others_of
from services.scheduling.usecases.vacating import vacate


@dataclass(frozen=True, slots=True)
class Outcome:
    """What accepting a list does: its steps in the list's order, then those of hearings that are no longer listed."""

    steps: Sequence[Step]
    awaiting: int

    @property
    def name(self) -> str:
        """Give a name that changes with anything in it, so that what was looked at is what is done."""
        return hashlib.sha256("|".join(step.named() for step in self.steps).encode()).hexdigest()[:32]

    @property
    def counts(self) -> Counter[str]:
        """Count the steps by what they do."""
        return Counter(step.action for step in self.steps)

    @property
    def blocked(self) -> list[Step]:
        """Give the steps that something stands against."""
        return [step for step in self.steps if step.problem]


def preview_acceptance(database: Database, actor: Actor, import_id: uuid.UUID, given: dict[str, Any]) -> Outcome:
    """Say what accepting a list would do, by doing it and taking it back; nothing is changed."""
    with database.transaction() as session:
        outcome = _carry_out_all(session, actor, take_read(session, actor, import_id), given)
        session.rollback()
    return outcome


def accept_list(session: Session, actor: Actor, import_id: uuid.UUID, given: dict[str, Any]) -> Outcome:
    """Accept a list as it was looked at: all of it, or nothing when anything is otherwise now or stands against a row."""
    kept = take_read(session, actor, import_id)
    outcome = _carry_out_all(session, actor, kept, given)
    if outcome.name != given["plan"]:
        raise conflict("plan_changed", "Something changed since you looked. Look at the list again.", plan=outcome.name)
    if outcome.blocked:
        raise conflict(
            "cause_list_blocked", "Some rows cannot be scheduled as they stand. Resolve or dismiss them first.",
            rows=[{"row": one.row, "code": one.problem.code, "detail": one.problem.detail} for one in outcome.blocked if one.problem],
        )  # fmt: skip
    counts = outcome.counts
    publish(
        session,
        CauseListAccepted(
            import_id=kept.id, court_id=kept.court_id, listed_on=kept.listed_on, scheduled=counts["schedule"],
            moved=counts["move"], vacated=counts["vacate"], awaiting=outcome.awaiting, supersedes_id=kept.supersedes_id,
        ),
        audience=Audience(districts=[kept.district]),
    )  # fmt: skip
    record(
        session, actor, "cause_list_accepted", f"cause_list_import:{kept.id}", given["override"],
        court_id=kept.court_id, listed_on=kept.listed_on, awaiting=outcome.awaiting, **counts,
    )  # fmt: skip
    return outcome


def take_read(session: Session, actor: Actor, import_id: uuid.UUID) -> CauseListImport:
    """Give a list that was read and not yet accepted, held until the transaction ends."""
    # The court first: of two of its lists that are accepted at once the second sees the first. Hearings may refer to it meanwhile.
    court_id = sa.select(CauseListImport.court_id).where(CauseListImport.id == import_id).scalar_subquery()
    session.scalar(sa.select(Court.id).where(Court.id == court_id).with_for_update(key_share=True))
    kept = take_import(session, actor, import_id)
    if kept.state != "read":
        sentences = {
            "queued": "The list is not read yet. Look again in a moment.",
            "running": "The list is being read. Look again in a moment.",
            "accepted": "This list is accepted already.",
            "superseded": "A newer list of this day was accepted.",
        }
        detail = sentences.get(kept.state, "This list could not be read. Correct the file and send it in again.")
        raise conflict("cause_list_not_open", detail, state=kept.state)
    return kept


def _carry_out_all(session: Session, actor: Actor, kept: CauseListImport, given: dict[str, Any]) -> Outcome:
    rows = list(
        session.scalars(
            sa.select(CauseListRow).where(CauseListRow.import_id == kept.id).order_by(CauseListRow.place)
        )
    )  # fmt: skip
    known = [row for row in rows if row.state in KNOWN]
    cases = list(dict.fromkeys(case_id for row in known for case_id in row.case_ids))
    require_cases(session, actor, cases, field="rows")
    former = _take_former(session, kept)
    ground = take_ground(session, kept, cases, hearing_ids=_hearings_of(session, former), override=given["override"])
    standing = read_standing(session, kept.court_id, kept.listed_on, cases)
    for row in known:
        hold_against(row, standing)
    steps = [carry_out(session, actor, row, ground) for row in known]
    listed = {row.hearing_id for row in known}
    gone = [one for one in _hearings_of(session, former) if one not in listed]
    steps += [_drop(session, actor, kept, hearing_id, vacates=given["gone"] == "vacate") for hearing_id in gone]
    _supersede(session, kept, former)
    kept.state, kept.accepted_by, kept.accepted_at = "accepted", actor.id, dt.datetime.now(dt.UTC)
    kept.version += 1
    return Outcome(steps, sum(row.awaits_clerk for row in rows))


def take_ground(
    session: Session, kept: CauseListImport, cases: Sequence[uuid.UUID], *,
    hearing_ids: Sequence[uuid.UUID], override: str | None,
) -> Ground:  # fmt: skip
    """Hold the hearings concerned, then wait for the turn of the court and of everybody in them; give what rows are carried out by."""
    standing = [one.hearing_id for one in read_standing(session, kept.court_id, kept.listed_on, cases)]
    held = list(
        session.scalars(
            sa.select(Hearing)
            .where(Hearing.id.in_({*standing, *hearing_ids}))
            .order_by(Hearing.id)
            .with_for_update(key_share=True)
            .execution_options(populate_existing=True)
        )
    )
    prosecutors = read_prosecutors(session, cases)
    people = {who for its in prosecutors.values() for who in its} | {who for one in held for who in one.prosecutor_ids}
    take_turns(session, courts=[kept.court_id], prosecutors=people, others=others_of(*held))
    numbers = session.scalars(
        sa.select(Hearing.list_number).where(
            Hearing.court_id == kept.court_id, Hearing.list_day == kept.listed_on,
            Hearing.status.not_in(("vacated", "lapsed", "merged")),
        )
    )  # fmt: skip
    return Ground(kept.court_id, override, prosecutors, {number for number in numbers if number is not None})


def _take_former(session: Session, kept: CauseListImport) -> CauseListImport | None:
    return session.scalars(
        sa.select(CauseListImport)
        .where(CauseListImport.court_id == kept.court_id, CauseListImport.listed_on == kept.listed_on)
        .where(CauseListImport.state == "accepted")
        .with_for_update()
    ).one_or_none()


def _hearings_of(session: Session, former: CauseListImport | None) -> list[uuid.UUID]:
    """Give the hearings that the former list had and that still stand on its day."""
    if former is None:
        return []
    hearings = session.scalars(
        sa.select(Hearing)
        .join(CauseListRow, CauseListRow.hearing_id == Hearing.id)
        .where(CauseListRow.import_id == former.id, CauseListRow.done.is_not(None))
        .where(Hearing.status == "scheduled", Hearing.court_id == former.court_id)
        .order_by(CauseListRow.place)
    )
    return [one.id for one in hearings if day_of(one.starts_at) == former.listed_on]


def _drop(session: Session, actor: Actor, kept: CauseListImport, hearing_id: uuid.UUID, *, vacates: bool) -> Step:
    """Say what becomes of a hearing that the court no longer lists."""
    hearing = session.get_one(Hearing, hearing_id)
    if vacates:
        vacate(session, actor, hearing, f"No longer on the court's cause list of {kept.listed_on}.", asked_by="court")
    action = "vacate" if vacates else "stay"
    return Step(action, None, hearing.case_id, hearing.id, hearing.starts_at, list(hearing.prosecutor_ids))


def _supersede(session: Session, kept: CauseListImport, former: CauseListImport | None) -> None:
    """Let the former list, and others of the day that were only read, give way; their rows wait no longer."""
    if former is not None:
        kept.supersedes_id = former.id
    older = sa.select(CauseListImport.id).where(
        CauseListImport.court_id == kept.court_id, CauseListImport.listed_on == kept.listed_on,
        CauseListImport.id != kept.id, CauseListImport.state.in_(("read", "accepted")),
    )  # fmt: skip
    ids = list(session.scalars(older))
    session.execute(
        sa.update(CauseListImport)
        .where(CauseListImport.id.in_(ids))
        .values(state="superseded", version=CauseListImport.version + 1)
    )
    session.execute(sa.update(CauseListRow).where(CauseListRow.import_id.in_(ids)).values(awaits_clerk=False))
    session.flush()
