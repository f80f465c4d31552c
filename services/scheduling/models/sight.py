"""What an actor may see: hearings in the courts of his districts, those he stands in, and those of his cases.

Who is recused from a case (CrPC s.495(4)) sees its hearings by way of the district no more, as in the cases service: only those he
still stands in, or while he is still on the case.
"""

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
from services.scheduling.models.working_time import Recusal

NOBODY: Final = uuid.UUID(int=0)


def account_of(actor: Actor) -> uuid.UUID:
    """Give the actor's account, or an id that nobody has when a service or nobody acts."""
    try:
        return uuid.UUID(actor.id)
    except ValueError:
        return NOBODY


def in_sight(me: Any, districts: Any, hearing: Any = Hearing) -> sa.ColumnElement[bool]:
    """Give the condition under which a hearing is in the sight of an account with these districts (SQL values; None: everywhere)."""
    # Aliases of its own, so that a list that joins the listings or the cases is not mistaken for this condition's.
    listing, place = aliased(HearingListing), aliased(CaseProsecutor)
    listed = sa.select(sa.literal(1)).where(listing.hearing_id == hearing.id)
    mine = listed.where(listing.kind == "prosecutor", listing.subject_id == me)
    my_case = listed.where(
        listing.kind == "case", listing.subject_id == place.case_id, place.prosecutor_id == me, place.is_assigned
    )
    in_district = sa.true() if districts is None else hearing.district == sa.any_(districts)
    by_district = sa.and_(in_district, hearing.id != sa.all_(_barred_hearings(me)))
    return sa.or_(by_district, sa.exists(mine), sa.exists(my_case))


def barred_cases(me: Any) -> sa.ColumnElement[Any]:
    """Give the cases that an account is recused from, as an array."""
    return _array_of(sa.select(Recusal.case_id).where(Recusal.prosecutor_id == me, Recusal.is_recused))


def _barred_hearings(me: Any) -> sa.ColumnElement[Any]:
    listing, recusal = aliased(HearingListing), aliased(Recusal)
    barred = (
        sa.select(listing.hearing_id)
        .join(recusal, sa.and_(listing.kind == "case", listing.subject_id == recusal.case_id))
        .where(recusal.prosecutor_id == me, recusal.is_recused)
    )
    return _array_of(barred)


def _array_of(ids: sa.Select[Any]) -> sa.ColumnElement[Any]:
    # Nothing of it depends on the row that is looked at: the database gathers it once for a statement.
    return sa.func.array(ids.scalar_subquery(), type_=pg.ARRAY(sa.Uuid))


def hearings_seen(actor: Actor, hearing: Any = Hearing) -> sa.ColumnElement[bool]:
    """Give the condition under which a hearing is in the actor's sight."""
    if actor.is_service:
        return sa.true()
    districts = None if actor.sees_everywhere else sa.literal(list(actor.districts), pg.ARRAY(sa.Text))
    return in_sight(account_of(actor), districts, hearing)


def unscheduled_seen(actor: Actor) -> sa.ColumnElement[bool]:
    """Give the condition under which a hearing that waits for its date is in the actor's sight: of his districts, or of his cases."""
    if actor.is_service:
        return sa.true()
    waiting, me = UnscheduledHearing, account_of(actor)
    mine = sa.exists().where(
        CaseProsecutor.prosecutor_id == me, CaseProsecutor.is_assigned,
        sa.or_(
            CaseProsecutor.case_id == waiting.case_id, CaseProsecutor.case_id == sa.any_(waiting.joined_case_ids)
        ),
    )  # fmt: skip
    barred = barred_cases(me)
    by_district = sa.and_(
        sa.true() if actor.sees_everywhere else waiting.district.in_(actor.districts),
        waiting.case_id != sa.all_(barred),
        sa.not_(waiting.joined_case_ids.overlap(barred)),
    )
    return sa.or_(by_district, sa.literal(me) == sa.any_(waiting.prosecutor_ids), mine)


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
    found = set(session.scalars(sa.select(KnownCase.id).where(KnownCase.id.in_(case_ids), _cases_seen(actor))))
    missing = [str(case_id) for case_id in case_ids if case_id not in found]
    if missing:
        raise invalid(
            "case_unknown",
            "This case is not known here, or not in your sight. One that was just registered is known within seconds.",
            fields={field: [f"Unknown case: {case_id}." for case_id in missing]},
        )


def _cases_seen(actor: Actor) -> sa.ColumnElement[bool]:
    if actor.is_service:
        return sa.true()
    me, courts = account_of(actor), sa.select(Court.id).where(Court.district.in_(actor.districts))
    assigned = sa.exists().where(
        CaseProsecutor.case_id == KnownCase.id, CaseProsecutor.prosecutor_id == me, CaseProsecutor.is_assigned
    )
    in_district = sa.or_(KnownCase.district.in_(actor.districts), KnownCase.court_id.in_(courts))
    by_district = sa.and_(
        sa.true() if actor.sees_everywhere else in_district, KnownCase.id != sa.all_(barred_cases(me))
    )
    return sa.or_(by_district, assigned)
