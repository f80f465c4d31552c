"""What an actor may see: hearings in the courts of his districts, those he stands in, and those of his cases."""

from __future__ import annotations

import uuid
from typing import Any, Final

import sqlalchemy as sa
from sqlalchemy.dialects import postgresql as pg
from sqlalchemy.orm import Session, aliased

from services.common.actor import Actor
from services.common.errors import invalid, not_found
from services.scheduling.models.courts import Court
from services.scheduling.models.hearing_lives import UnscheduledHearing
from services.scheduling.models.hearings import Hearing, HearingListing
from services.scheduling.models.known_cases import CaseProsecutor, KnownCase
from services.scheduling.models.roster import Leave, RosterEntry

NOBODY: Final = uuid.UUID(int=0)


def account_of(actor: Actor) -> uuid.UUID:
    """Give the actor's account, or an id that nobody has when a service or nobody acts."""
    try:
        return uuid.UUID(actor.id)
    except ValueError:
        return NOBODY


def in_sight(me: Any, districts: Any, hearing: Any = Hearing) -> sa.ColumnElement[bool]:
    """Give the condition under which a hearing is in the sight of an account with these districts (both SQL values)."""
    # Aliases of its own, so that a list that joins the listings or the cases is not mistaken for this condition's.
    listing, place = aliased(HearingListing), aliased(CaseProsecutor)
    listed = sa.select(sa.literal(1)).where(listing.hearing_id == hearing.id)
    mine = listed.where(listing.kind == "prosecutor", listing.subject_id == me)
    my_case = listed.where(
        listing.kind == "case", listing.subject_id == place.case_id, place.prosecutor_id == me, place.is_assigned
    )
    return sa.or_(hearing.district == sa.any_(districts), sa.exists(mine), sa.exists(my_case))


def hearings_seen(actor: Actor, hearing: Any = Hearing) -> sa.ColumnElement[bool]:
    """Give the condition under which a hearing is in the actor's sight."""
    if actor.sees_everywhere:
        return sa.true()
    return in_sight(account_of(actor), sa.literal(list(actor.districts), pg.ARRAY(sa.Text)), hearing)


def unscheduled_seen(actor: Actor) -> sa.ColumnElement[bool]:
    """Give the condition under which a hearing that waits for its date is in the actor's sight: of his districts, or of his cases."""
    if actor.sees_everywhere:
        return sa.true()
    waiting, me = UnscheduledHearing, account_of(actor)
    mine = sa.exists().where(
        CaseProsecutor.prosecutor_id == me, CaseProsecutor.is_assigned,
        sa.or_(
            CaseProsecutor.case_id == waiting.case_id, CaseProsecutor.case_id == sa.any_(waiting.joined_case_ids)
        ),
    )  # fmt: skip
    return sa.or_(waiting.district.in_(actor.districts), sa.literal(me) == sa.any_(waiting.prosecutor_ids), mine)


def leave_seen(actor: Actor) -> sa.ColumnElement[bool]:
    """Give the condition under which a leave is in the actor's sight: his own, or one in his districts if he keeps the roster."""
    own = Leave.prosecutor_id == account_of(actor)
    if not actor.may & {"scheduling.decide_leave", "scheduling.roster"}:
        return own
    if actor.sees_everywhere:
        return sa.true()
    posted = sa.select(RosterEntry.id).where(RosterEntry.district.in_(actor.districts))
    return sa.or_(own, Leave.prosecutor_id.in_(posted))


def take_hearing(session: Session, actor: Actor, hearing_id: uuid.UUID) -> Hearing:
    """Give a hearing in the actor's sight, held until the transaction ends."""
    found = session.scalar(
        sa.select(Hearing)
        .where(Hearing.id == hearing_id, hearings_seen(actor))
        # Not so strictly that the next hearing's reference to this one would have to wait: that could go round in a circle.
        .with_for_update(of=Hearing, key_share=True)
    )
    if found is None:
        raise not_found("hearing_not_found", "There is no such hearing, or it is not in your sight.")
    return found


def take_unscheduled(session: Session, actor: Actor, unscheduled_id: uuid.UUID) -> UnscheduledHearing:
    """Give a hearing that waits for its date, in the actor's sight, held until the transaction ends."""
    found = session.scalar(
        sa.select(UnscheduledHearing)
        .where(UnscheduledHearing.id == unscheduled_id, unscheduled_seen(actor))
        .with_for_update(of=UnscheduledHearing)
    )
    if found is None:
        raise not_found("unscheduled_hearing_not_found", "No such hearing waits, or it is not in your sight.")
    return found


def take_leave(session: Session, actor: Actor, leave_id: uuid.UUID) -> Leave:
    """Give a leave in the actor's sight, held until the transaction ends."""
    found = session.scalar(sa.select(Leave).where(Leave.id == leave_id, leave_seen(actor)).with_for_update(of=Leave))
    if found is None:
        raise not_found("leave_not_found", "There is no such leave, or it is not in your sight.")
    return found


def require_cases(session: Session, actor: Actor, case_ids: list[uuid.UUID], *, field: str) -> None:
    """Refuse cases that are not known, or not in the actor's sight; both alike, so that neither can be told from the other."""
    seen: sa.ColumnElement[bool] = sa.true()
    if not actor.sees_everywhere:
        courts = sa.select(Court.id).where(Court.district.in_(actor.districts))
        assigned = sa.exists().where(
            CaseProsecutor.case_id == KnownCase.id,
            CaseProsecutor.prosecutor_id == account_of(actor),
            CaseProsecutor.is_assigned,
        )
        seen = sa.or_(KnownCase.district.in_(actor.districts), KnownCase.court_id.in_(courts), assigned)
    found = set(session.scalars(sa.select(KnownCase.id).where(KnownCase.id.in_(case_ids), seen)))
    missing = [str(case_id) for case_id in case_ids if case_id not in found]
    if missing:
        raise invalid(
            "case_unknown",
            "This case is not known here, or not in your sight. One that was just registered is known within seconds.",
            fields={field: [f"Unknown case: {case_id}." for case_id in missing]},
        )
