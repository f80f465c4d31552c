"""Reading what belongs to hearings' lives: their changes, sittings of several days, those that wait for a date, video links."""

from __future__ import annotations

import uuid
from typing import Any, Final

import sqlalchemy as sa
from sqlalchemy.dialects import postgresql as pg
from sqlalchemy.orm import Session

from services.common.actor import Actor
from services.common.answers import Answer, JsonRow, answer_json, page
from services.common.errors import not_found
from services.scheduling.models import Hearing, HearingChange, Sitting, UnscheduledHearing, VideoLink
from services.scheduling.models.sight import hearings_seen, unscheduled_seen
from services.scheduling.queries.courts import as_list
from services.scheduling.queries.hearings import ROWS
from services.scheduling.queries.trial_gaps import read_gaps, say_gap

_UUID: Final = pg.UUID(as_uuid=True)
_CHANGES: Final = sa.select(
    HearingChange.id, HearingChange.kind, HearingChange.asked_by, HearingChange.reason, HearingChange.before,
    HearingChange.after, HearingChange.changed_by, HearingChange.changed_at,
)  # fmt: skip
_WAITING: Final = sa.select(
    UnscheduledHearing.id, UnscheduledHearing.case_id, UnscheduledHearing.joined_case_ids, UnscheduledHearing.court_id,
    UnscheduledHearing.district, UnscheduledHearing.purpose, UnscheduledHearing.purpose_as_written,
    UnscheduledHearing.minutes, UnscheduledHearing.prosecutor_ids, UnscheduledHearing.not_before,
    UnscheduledHearing.not_after, UnscheduledHearing.status, UnscheduledHearing.asked_by, UnscheduledHearing.reason,
    UnscheduledHearing.previous_hearing_id, UnscheduledHearing.recorded_at, UnscheduledHearing.version,
)  # fmt: skip
_LINKS: Final = sa.select(
    VideoLink.id, VideoLink.name, VideoLink.place, VideoLink.district, VideoLink.is_active, VideoLink.version
)
_LINK: Final = JsonRow(_LINKS.where(VideoLink.id == sa.bindparam("link_id", type_=_UUID)))


def list_hearing_changes(session: Session, actor: Actor, hearing_id: uuid.UUID, query: dict[str, Any]) -> Answer:
    """Answer a page of a hearing's changes, the first one first."""
    if session.scalar(sa.select(Hearing.id).where(Hearing.id == hearing_id, hearings_seen(actor))) is None:
        raise not_found("hearing_not_found", "There is no such hearing, or it is not in your sight.")
    chosen = _CHANGES.where(HearingChange.hearing_id == hearing_id)
    return page(session, chosen, order=[(HearingChange.id, "asc")], query=query)


def read_sitting(
    session: Session, actor: Actor, sitting_id: uuid.UUID, *, status: int = 200, warnings: list[dict[str, Any]] | None = None
) -> Answer:  # fmt: skip
    """Answer a trial's hearings in the actor's sight, and where it does not go on from day to day."""
    hearings = ROWS.where(Hearing.sitting_id == sitting_id, hearings_seen(actor))
    row = sa.select(as_list(hearings, Hearing.starts_at, Hearing.id))
    found = session.scalar(row) or []
    sitting = session.get(Sitting, sitting_id)
    if sitting is None or not found:
        raise not_found("sitting_not_found", "There is no such trial sitting, or it is not in your sight.")
    gaps = [
        {"code": "not_from_day_to_day", "prosecutor_id": None, "hearing_id": None, "detail": say_gap(gap)}
        for gap in read_gaps(session, sitting)
    ]
    others = [warning for warning in warnings or () if warning["code"] != "not_from_day_to_day"]
    told = {"id": sitting.id, "kind": sitting.kind, "case_id": sitting.case_id, "court_id": sitting.court_id}
    location = f"/api/sittings/{sitting_id}" if status == 201 else None
    return answer_json({**told, "hearings": found, "warnings": [*others, *gaps]}, status=status, location=location)


def read_unscheduled(session: Session, actor: Actor, unscheduled_id: uuid.UUID, *, status: int = 200) -> Answer:
    """Answer a hearing that waits for its date, in the actor's sight."""
    missing = not_found("unscheduled_hearing_not_found", "No such hearing waits, or it is not in your sight.")
    location = f"/api/unscheduled-hearings/{unscheduled_id}" if status == 201 else None
    chosen = _WAITING.where(UnscheduledHearing.id == unscheduled_id, unscheduled_seen(actor))
    return JsonRow(chosen).one(session, missing=missing, status=status, location=location)


def list_unscheduled(session: Session, actor: Actor, query: dict[str, Any]) -> Answer:
    """Answer a page of hearings that wait for their date, the longest waiting first."""
    chosen = _WAITING.where(UnscheduledHearing.status == query["status"], unscheduled_seen(actor))
    if query["court_id"] is not None:
        chosen = chosen.where(UnscheduledHearing.court_id == query["court_id"])
    if query["case_id"] is not None:
        chosen = chosen.where(UnscheduledHearing.case_id == query["case_id"])
    return page(session, chosen, order=[(UnscheduledHearing.id, "asc")], query=query)


def read_video_link(session: Session, link_id: uuid.UUID, *, status: int = 200) -> Answer:
    """Answer a video link; the catalogue is open to all."""
    location = f"/api/video-links/{link_id}" if status == 201 else None
    missing = not_found("video_link_not_found", "There is no such video link.")
    return _LINK.one(session, missing=missing, status=status, location=location, link_id=link_id)


def list_video_links(session: Session, query: dict[str, Any]) -> Answer:
    """Answer a page of video links."""
    chosen = _LINKS
    if query["district"] is not None:
        chosen = chosen.where(VideoLink.district == query["district"])
    if query["is_active"] is not None:
        chosen = chosen.where(VideoLink.is_active.is_(query["is_active"]))
    return page(session, chosen, order=[(VideoLink.district, "asc"), (VideoLink.name, "asc")], query=query)
