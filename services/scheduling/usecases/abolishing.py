"""Abolishing a court: from a day on there is none, and its successor takes what was to be heard there (ATA 13 and 28).

It happened in September 2025, to ten anti-terrorism courts at once. In one step the court is closed, its hearings from that day on go
over to the successor at their own times, or the next free one, as previewed, and hearings that wait for a date wait there. Sets off
one message to each person concerned; the cases service hears which court succeeds, so that each case's transfer is recorded.
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
from services.common.errors import conflict, invalid
from services.common.events import Audience
from services.common.outbox import publish
from services.scheduling.events import CourtAbolished
from services.scheduling.models import Court, UnscheduledHearing
from services.scheduling.models.court_days import find_court
from services.scheduling.rules.clearing import Plan
from services.scheduling.rules.days import day_of
from services.scheduling.usecases.clearing import carry_out
from services.scheduling.usecases.clearing_plans import list_hearings, make_plan, read_courts, read_target
from services.scheduling.usecases.courts import require_successor


def preview_abolition(session: Session, actor: Actor, court_id: uuid.UUID, given: dict[str, Any]) -> Plan:
    """Say where the court's hearings would go; nothing is changed."""
    court = find_court(session, court_id)
    request = _request(court, given)
    courts, target = read_courts(session, actor, request), _read_target(session, actor, court, request)
    return make_plan(session, list_hearings(session, courts, request), courts, target, request)


def abolish_court(
    session: Session, actor: Actor, court_id: uuid.UUID, given: dict[str, Any], if_match: int | None
) -> tuple[uuid.UUID, Plan]:
    """Close the court and let its successor take its hearings, as previewed; give the clearing's id and its plan."""
    find_court(session, court_id)
    # Not so strictly that a hearing's reference to the court would have to wait while this step waits for the court's turn.
    court = session.get_one(Court, court_id, with_for_update={"key_share": True}, populate_existing=True)
    require_version(if_match, court.version)
    request = _request(court, given)
    target = _read_target(session, actor, court, request)
    read_courts(session, actor, request)
    done = carry_out(session, actor, [court], target, request)
    court.closed_on, court.successor_id, court.closing_source = given["closed_on"], target.id, given["source"]
    court.version += 1
    waiting = sa.update(UnscheduledHearing).where(
        UnscheduledHearing.court_id == court.id, UnscheduledHearing.status == "waiting"
    )
    session.execute(
        waiting.values(court_id=target.id, district=target.district, version=UnscheduledHearing.version + 1)
    )
    publish(
        session, CourtAbolished(court_id=court.id, closed_on=given["closed_on"], successor_id=target.id),
        audience=Audience(districts=sorted({court.district, target.district})),
    )  # fmt: skip
    record(
        session, actor, "court_abolished", f"court:{court.id}", given["source"], closed_on=given["closed_on"],
        successor_id=target.id, hearings=len(done[1].steps),
    )  # fmt: skip
    return done


def _read_target(session: Session, actor: Actor, court: Court, request: dict[str, Any]) -> Court:
    target = read_target(session, actor, [court], request)
    if target is None:
        raise invalid("court_unknown", "Name the successor.", fields={"successor_id": ["Unknown court."]})
    require_successor(session, court, target, closed_on=request["closed_on"])
    return target


def _request(court: Court, given: dict[str, Any]) -> dict[str, Any]:
    if court.closed_on is not None:
        raise conflict(
            "court_closed", f"This court was closed on {court.closed_on} already.", closed_on=str(court.closed_on)
        )
    if given["closed_on"] <= court.opened_on:
        raise invalid(
            "closes_too_early",
            "A court closes after it opened.",
            fields={"closed_on": ["A court closes after it opened."]},
        )
    first = max(given["closed_on"], day_of(dt.datetime.now(dt.UTC)))
    return {
        "court_ids": [court.id], "from_day": first, "to_day": None, "action": "move", "not_before": first,
        "to_court_id": given["successor_id"], "or_next_free": True, "per_day": given["per_day"], "keep_urgent": False,
        "cause": "court_abolished", "asked_by": "administration", "reason": given["source"],
        "plan": given.get("plan"), "closed_on": given["closed_on"],
    }  # fmt: skip
