"""Keeping the catalogue of video links, by which witnesses and accused are heard from elsewhere (ATA 21(2))."""

from __future__ import annotations

import uuid
from typing import Any

import sqlalchemy as sa
from sqlalchemy.orm import Session

from services.common.actor import Actor
from services.common.answers import require_version
from services.common.audit import record
from services.common.errors import conflict, forbidden, not_found
from services.common.ids import new_id
from services.scheduling.models import VideoLink


def add_video_link(session: Session, actor: Actor, given: dict[str, Any]) -> uuid.UUID:
    """Add a link to the catalogue; give its id."""
    _require_district(actor, given["district"])
    _require_free_name(session, given["district"], given["name"])
    link = VideoLink(id=new_id(), **given)
    session.add(link)
    record(session, actor, "video_link_added", f"video_link:{link.id}", district=link.district, place=link.place)
    return link.id


def change_video_link(
    session: Session, actor: Actor, link_id: uuid.UUID, given: dict[str, Any], if_match: int | None
) -> None:
    """Rename a link, or take it out of use; hearings that have it keep it."""
    link = session.scalar(sa.select(VideoLink).where(VideoLink.id == link_id).with_for_update())
    if link is None:
        raise not_found("video_link_not_found", "There is no such video link.")
    _require_district(actor, link.district)
    require_version(if_match, link.version)
    if given.get("name") not in (None, link.name):
        _require_free_name(session, link.district, given["name"])
    for name, value in given.items():
        setattr(link, name, value)
    link.version += 1
    record(session, actor, "video_link_changed", f"video_link:{link.id}", changed=sorted(given))


def _require_district(actor: Actor, district: str) -> None:
    if not actor.sees_district(district):
        raise forbidden("district_out_of_sight", "You keep the video links of your own districts only.")


def _require_free_name(session: Session, district: str, name: str) -> None:
    taken = sa.select(VideoLink.id).where(VideoLink.district == district, VideoLink.name == name)
    if session.scalar(taken) is not None:
        raise conflict("video_link_exists", "This district has a video link of this name.", name=name)
