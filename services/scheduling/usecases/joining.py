"""Joining and parting: cases tried together are heard at one hearing, and one of them goes to a hearing of its own.

One incident often gives several FIRs (the main one, one under the Arms Act for each accused) that are tried together (CrPC 235,
239). Merging lets two hearings become one, at the time of the one that stays; splitting lets joined cases have their own. The cases
that go and come are told by their ids, so that each case shows when it is heard next.
"""

from __future__ import annotations

import uuid
from typing import Any, Final

from sqlalchemy.orm import Session

from services.common.actor import Actor
from services.common.audit import record
from services.common.errors import conflict, invalid
from services.common.outbox import publish
from services.scheduling.events import HearingCasesChanged, HearingVacated
from services.scheduling.models import Hearing
from services.scheduling.rules.outcomes import HELD
from services.scheduling.usecases.bookings import release, take_turns
from services.scheduling.usecases.changes import Picture, keep_change
from services.scheduling.usecases.moving import take_open_hearing
from services.scheduling.usecases.placing import (
    PEOPLE,
    audience_of,
    book_hearing,
    check_prosecutors,
    length_of,
    others_of,
    touch,
    write_listings,
)
from services.scheduling.usecases.scheduling import place_hearing

MOST_JOINED: Final = 30


def split_hearing(
    session: Session, actor: Actor, hearing_id: uuid.UUID, given: dict[str, Any], if_match: int | None
) -> uuid.UUID:
    """Let joined cases have a hearing of their own; give its id."""
    hearing = take_open_hearing(session, actor, hearing_id, if_match)
    leaving = _require_joined(hearing, given["case_ids"])
    before = Picture.of(hearing)
    people = hearing.prosecutor_ids if given["prosecutor_ids"] is None else given["prosecutor_ids"]
    hearing.joined_case_ids = [case_id for case_id in hearing.joined_case_ids if case_id not in leaving]
    touch(hearing)
    write_listings(session, hearing)
    wanted = {
        **given, "case_id": leaving[0], "joined_case_ids": leaving[1:],
        "court_id": given["court_id"] or hearing.court_id,
        "purpose": given["purpose"] or hearing.purpose, "prosecutor_ids": people,
        "minutes": given["minutes"] or length_of(hearing),
    }  # fmt: skip
    own = place_hearing(session, actor, wanted, asked_by=given["asked_by"], reason=given["reason"])
    _tell_cases(session, hearing, removed=leaving)
    keep_change(
        session, actor, hearing, "split", reason=given["reason"], asked_by=given["asked_by"], before=before
    )  # fmt: skip
    record(
        session, actor, "hearing_split", f"hearing:{hearing.id}", given["reason"], case_ids=leaving,
        into=own.id, asked_by=given["asked_by"],
    )  # fmt: skip
    return own.id


def merge_hearings(
    session: Session, actor: Actor, hearing_id: uuid.UUID, given: dict[str, Any], if_match: int | None
) -> None:
    """Let another hearing's cases be heard at this one, with all who had to be there; the other one ends."""
    hearing, other = _take_both(session, actor, hearing_id, given, if_match)
    before, before_other = Picture.of(hearing), Picture.of(other)
    added = _require_mergeable(hearing, other)
    people = {*hearing.prosecutor_ids, *other.prosecutor_ids}
    take_turns(session, courts={hearing.court_id, other.court_id}, prosecutors=people, others=others_of(hearing, other))
    release(session, hearing_id=other.id)
    release(session, hearing_id=hearing.id)
    hearing.joined_case_ids = [*hearing.joined_case_ids, *added]
    for name in ("prosecutor_ids", *PEOPLE):
        setattr(hearing, name, list(dict.fromkeys((*getattr(hearing, name), *getattr(other, name)))))
    hearing.link_id = hearing.link_id or other.link_id
    other.status, other.merged_into_id = "merged", hearing.id
    touch(hearing)
    touch(other)
    check_prosecutors(session, actor, hearing, override=hearing.override)
    book_hearing(session, hearing)
    write_listings(session, hearing)
    _tell_merged(session, hearing, other, added)
    for one, was in ((hearing, before), (other, before_other)):
        keep_change(session, actor, one, "merged", reason=given["reason"], asked_by=given["asked_by"], before=was)
    record(
        session, actor, "hearings_merged", f"hearing:{hearing.id}", given["reason"], case_ids=added,
        merged=other.id, asked_by=given["asked_by"],
    )  # fmt: skip


def _require_joined(hearing: Hearing, case_ids: list[uuid.UUID]) -> list[uuid.UUID]:
    leaving = list(dict.fromkeys(case_ids))
    strangers = [case_id for case_id in leaving if case_id not in hearing.joined_case_ids]
    if strangers:
        raise invalid(
            "case_not_joined", "Only cases that are joined to this hearing's own case can leave it.",
            fields={"case_ids": [f"Not joined: {case_id}." for case_id in strangers]},
        )  # fmt: skip
    return leaving


def _take_both(
    session: Session, actor: Actor, hearing_id: uuid.UUID, given: dict[str, Any], if_match: int | None
) -> tuple[Hearing, Hearing]:
    other_id = given["hearing_id"]
    if other_id == hearing_id:
        raise invalid("same_hearing", "Name another hearing.", fields={"hearing_id": ["Is this hearing."]})
    versions = {hearing_id: if_match, other_id: given["version"]}
    taken = {one: take_open_hearing(session, actor, one, versions[one], also_held=True) for one in sorted(versions)}
    if any(one.status == HELD for one in taken.values()):
        raise conflict("hearing_not_confirmed", "One of the two is only held for now. Confirm it first.", status=HELD)
    return taken[hearing_id], taken[other_id]


def _require_mergeable(hearing: Hearing, other: Hearing) -> list[uuid.UUID]:
    present = {hearing.case_id, *hearing.joined_case_ids}
    added = [case_id for case_id in (other.case_id, *other.joined_case_ids) if case_id not in present]
    if len(hearing.joined_case_ids) + len(added) > MOST_JOINED:
        raise conflict("too_many_joined", f"At most {MOST_JOINED} cases are joined at one hearing.")
    if hearing.link_id and other.link_id and hearing.link_id != other.link_id:
        raise conflict("two_video_links", "The two use different video links. Change one of them first.")
    return added


def _tell_merged(session: Session, hearing: Hearing, other: Hearing, added: list[uuid.UUID]) -> None:
    publish(
        session,
        HearingVacated(
            hearing_id=other.id, case_id=other.case_id, court_id=other.court_id, starts_at=other.starts_at,
            reason="merged", prosecutor_ids=other.prosecutor_ids, merged_into_id=hearing.id,
        ),
        audience=audience_of(other),
    )  # fmt: skip
    _tell_cases(session, hearing, added=added)


def _tell_cases(
    session: Session, hearing: Hearing, *, added: list[uuid.UUID] | None = None, removed: list[uuid.UUID] | None = None
) -> None:
    publish(
        session,
        HearingCasesChanged(
            hearing_id=hearing.id, case_id=hearing.case_id, court_id=hearing.court_id, starts_at=hearing.starts_at,
            ends_at=hearing.ends_at, prosecutor_ids=hearing.prosecutor_ids, joined_case_ids=hearing.joined_case_ids,
            added_case_ids=added or [], removed_case_ids=removed or [],
        ),
        audience=audience_of(hearing),
    )  # fmt: skip
