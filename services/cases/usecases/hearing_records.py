"""Keep of scheduling's hearings what reports count: held or adjourned, why and at whose request, witnesses examined.

Events may come twice, late or out of order: each part of a record is set by the newest word on it.
"""

from __future__ import annotations

import datetime as dt
import uuid
from typing import Any

import sqlalchemy as sa
from sqlalchemy.dialects.postgresql import insert
from sqlalchemy.orm import Session

from services.cases.models import CaseHearing, HearingRecord
from services.cases.rules.days import day_in_karachi
from services.common.events import Heard
from services.scheduling.events import HearingAdjourned, HearingHeld, ProceedingsRecorded


def keep_outcome(session: Session, heard: Heard[HearingAdjourned] | Heard[HearingHeld]) -> None:
    """Keep how a hearing went; a later word, such as a correction, stands over an earlier one."""
    told = heard.event
    if isinstance(told, HearingAdjourned):
        outcome = {"outcome": "adjourned", "result": None, "cause": told.cause, "asked_by": told.asked_by}
    else:
        outcome = {"outcome": "held", "result": told.result or None, "cause": None, "asked_by": None}
    row = {
        "hearing_id": told.hearing_id, "case_id": told.case_id, "court_id": told.court_id,
        "heard_on": told.heard_on or _day_of(session, told.hearing_id, told.case_id, heard.occurred_at),
        "told_at": heard.occurred_at, **outcome,
    }  # fmt: skip
    _upsert(session, row, sa.or_(HearingRecord.outcome.is_(None), HearingRecord.told_at < heard.occurred_at))


def keep_proceedings(session: Session, heard: Heard[ProceedingsRecorded]) -> None:
    """Keep how many witnesses were examined; the highest revision of the proceedings holds."""
    told = heard.event
    row = {
        "hearing_id": told.hearing_id, "case_id": told.case_id, "court_id": told.court_id, "heard_on": told.heard_on,
        "revision": told.revision, "witnesses_present": told.witnesses_present, "examined_fact": told.examined_fact,
        "examined_formal": told.examined_formal, "examined_other": told.examined_other,
    }  # fmt: skip
    _upsert(session, row, HearingRecord.revision < told.revision, only_new={"told_at": heard.occurred_at})


def _upsert(session: Session, row: dict[str, Any], is_newer: Any, only_new: dict[str, Any] | None = None) -> None:
    statement = insert(HearingRecord).values({**row, **(only_new or {})})
    changes = {name: value for name, value in row.items() if name != "hearing_id"}
    session.execute(statement.on_conflict_do_update(index_elements=["hearing_id"], set_=changes, where=is_newer))


def _day_of(session: Session, hearing_id: uuid.UUID, case_id: uuid.UUID, otherwise: dt.datetime) -> dt.date:
    """Give the day of a hearing whose teller did not say it: that it was set down for, or that of the telling."""
    kept = sa.select(CaseHearing.starts_at).where(CaseHearing.hearing_id == hearing_id, CaseHearing.case_id == case_id)
    return day_in_karachi(session.scalar(kept) or otherwise)
