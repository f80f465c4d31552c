"""Posting prosecutors from a day on, and recording what they are qualified for (SCPSA 4 and 5; ATA 18).

The Law Department posts and transfers by order, often from a day to come. A posting is never overwritten: the next one ends it.
A transfer names the hearings left behind, so that they are handed over. What a special court asks of its prosecutor (posted for
anti-terrorism, narcotics, anti-corruption) is a dated qualification with its order.
"""

from __future__ import annotations

import datetime as dt
import uuid
from typing import Any

import sqlalchemy as sa
from sqlalchemy.orm import Session

from services.common.actor import Actor
from services.common.answers import require_version
from services.common.audit import record
from services.common.errors import conflict, forbidden, invalid, not_found
from services.common.events import Audience
from services.common.ids import new_id
from services.common.outbox import publish
from services.scheduling.events import ProsecutorPosted
from services.scheduling.models import Hearing, HearingListing, Posting, Qualification, RosterEntry
from services.scheduling.rules.days import day_of, start_of
from services.scheduling.rules.outcomes import OPEN
from services.scheduling.usecases.words import require_word

_DAY = dt.timedelta(days=1)


def take_entry(session: Session, actor: Actor, prosecutor_id: uuid.UUID) -> RosterEntry:
    """Give a prosecutor of the actor's districts, held until the transaction ends."""
    entry = session.get(RosterEntry, prosecutor_id, with_for_update=True, populate_existing=True)
    if entry is None:
        raise not_found("prosecutor_not_found", "There is no such prosecutor on the roster.")
    require_district(actor, entry.district)
    return entry


def require_district(actor: Actor, district: str) -> None:
    """Refuse a district that is not the actor's."""
    if not actor.sees_district(district):
        raise forbidden("district_out_of_sight", "You keep the roster of your own districts only.")


def post_prosecutor(
    session: Session, actor: Actor, prosecutor_id: uuid.UUID, given: dict[str, Any], if_match: int | None
) -> uuid.UUID:
    """Post a prosecutor from a day on; give the posting's id."""
    entry = take_entry(session, actor, prosecutor_id)
    require_version(if_match, entry.version)
    require_district(actor, given["district"])
    _end_former(session, entry, given["first_on"])
    seat = given["seat"] or given["district"]
    posting = Posting(id=new_id(), prosecutor_id=entry.id, **{**given, "seat": seat})
    session.add(posting)
    session.flush()
    if given["first_on"] <= day_of(dt.datetime.now(dt.UTC)):
        entry.district, entry.seat, entry.designation = posting.district, posting.seat, posting.designation
    entry.version += 1
    publish(
        session,
        ProsecutorPosted(
            prosecutor_id=entry.id, district=posting.district, designation=posting.designation or "",
            first_on=given["first_on"],
        ),
        audience=Audience(users=[str(entry.id)], districts=sorted({entry.district, posting.district})),
    )  # fmt: skip
    record(
        session, actor, "prosecutor_posted", f"prosecutor:{entry.id}", given["source"],
        district=posting.district, seat=seat, first_on=given["first_on"],
    )  # fmt: skip
    return posting.id


def find_hearings_left_behind(session: Session, prosecutor_id: uuid.UUID, given: dict[str, Any]) -> list[uuid.UUID]:
    """Give his open hearings (at most 200) from the day on that are not in the new district."""
    listed = sa.select(HearingListing.hearing_id).where(
        HearingListing.kind == "prosecutor", HearingListing.subject_id == prosecutor_id,
        HearingListing.starts_at >= start_of(given["first_on"]),
    )  # fmt: skip
    chosen = sa.select(Hearing.id).where(
        Hearing.id.in_(listed), Hearing.status == OPEN, Hearing.district != given["district"]
    )
    return list(session.scalars(chosen.order_by(Hearing.starts_at, Hearing.id).limit(200)))


def take_up_postings(session: Session) -> int:
    """Let the roster show the postings that hold today; give how many changed. Done every hour, so soon after midnight."""
    today = day_of(dt.datetime.now(dt.UTC))
    holding = sa.and_(
        Posting.prosecutor_id == RosterEntry.id,
        sa.or_(Posting.first_on.is_(None), Posting.first_on <= today),
        sa.or_(Posting.last_on.is_(None), Posting.last_on >= today),
    )
    differs = sa.tuple_(RosterEntry.district, RosterEntry.seat, RosterEntry.designation).is_distinct_from(
        sa.tuple_(Posting.district, Posting.seat, Posting.designation)
    )
    changed = session.execute(
        sa.update(RosterEntry)
        .where(holding, differs)
        .values(
            district=Posting.district, seat=Posting.seat, designation=Posting.designation,
            version=RosterEntry.version + 1,
        )
        .returning(RosterEntry.id)
        .execution_options(synchronize_session=False)
    )  # fmt: skip
    return len(changed.all())


def qualify_prosecutor(session: Session, actor: Actor, prosecutor_id: uuid.UUID, given: dict[str, Any]) -> uuid.UUID:
    """Record what a prosecutor is qualified for; give its id."""
    entry = take_entry(session, actor, prosecutor_id)
    require_word(session, "qualification", given["qualification"], given["valid_from"], field="qualification")
    days = sa.func.daterange(given["valid_from"], given["valid_to"], "[]")
    held = sa.func.daterange(Qualification.valid_from, Qualification.valid_to, "[]")
    known = session.scalar(
        sa.select(Qualification.id).where(
            Qualification.prosecutor_id == entry.id, Qualification.qualification == given["qualification"],
            held.op("&&")(days),
        )
    )  # fmt: skip
    if known is not None:
        raise conflict(
            "qualified_already", "This is recorded for some of these days already.", qualification_id=str(known)
        )
    qualification = Qualification(id=new_id(), prosecutor_id=entry.id, **given)
    session.add(qualification)
    session.flush()
    record(
        session, actor, "prosecutor_qualified", f"prosecutor:{entry.id}", given["source"],
        qualification=given["qualification"], valid_from=given["valid_from"], valid_to=given["valid_to"],
    )  # fmt: skip
    return qualification.id


def end_qualification(
    session: Session, actor: Actor, prosecutor_id: uuid.UUID, qualification_id: uuid.UUID, given: dict[str, Any]
) -> None:
    """Let a qualification end with a day."""
    entry = take_entry(session, actor, prosecutor_id)
    found = session.get(Qualification, qualification_id)
    if found is None or found.prosecutor_id != entry.id:
        raise not_found("qualification_not_found", "This prosecutor has no such qualification.")
    if given["valid_to"] < found.valid_from:
        raise invalid(
            "ends_too_early", "It ends after it began.", fields={"valid_to": [f"Began on {found.valid_from}."]}
        )
    found.valid_to = given["valid_to"]
    record(
        session, actor, "qualification_ended", f"prosecutor:{entry.id}", given["reason"],
        qualification=found.qualification, valid_to=found.valid_to,
    )  # fmt: skip


def _end_former(session: Session, entry: RosterEntry, first_on: dt.date) -> None:
    """Let the posting that held end the day before; one that was never recorded is recorded now, as the roster shows it."""
    former = session.scalar(
        sa.select(Posting)
        .where(Posting.prosecutor_id == entry.id)
        .order_by(Posting.first_on.desc().nulls_last())
        .limit(1)
    )
    if former is None:
        session.add(
            Posting(
                id=new_id(), prosecutor_id=entry.id, district=entry.district, seat=entry.seat or entry.district,
                designation=entry.designation, last_on=first_on - _DAY, source="as the roster stood",
            )
        )  # fmt: skip
        return
    if former.first_on is not None and former.first_on >= first_on:
        raise conflict(
            "posted_later", f"A posting from {former.first_on} on is recorded. Give a later day.",
            first_on=str(former.first_on),
        )  # fmt: skip
    former.last_on = first_on - _DAY
