"""Taking a protected name out of what is superseded (ATA s.21AA; SWPA 2013).

Before: somebody is protected and `still_named_in` says where their name stands; what stands is corrected by its own step, which
keeps the former text. Here: the former texts that hold the name become `[withheld]`; that they were there stays.
"""

from __future__ import annotations

import uuid
from collections.abc import Iterable
from typing import Any, Final

import sqlalchemy as sa
from sqlalchemy.orm import Session

from services.cases.models import (
    CustodyEvent,
    ExhibitRevision,
    LaboratoryParcel,
    LaboratoryReport,
)
from services.cases.usecases.exhibits_finding import open_exhibit
from services.common.actor import Actor
from services.common.audit import record
from services.common.errors import conflict

WITHHELD: Final = "[withheld]"
_EVENT_TEXTS: Final = ("place", "note", "reference", "superseded_why")
_REPORT_TEXTS: Final = ("result", "laboratory_number", "superseded_why")


def withhold_superseded(
    session: Session, actor: Actor, where: dict[str, Any], words: list[str], if_match: int | None
) -> int:
    """Withhold every superseded text about an exhibit in which one of the words stands; tell how many there were."""
    _, exhibit = open_exhibit(session, actor, where["case_id"], where["exhibit_id"], if_match)
    folded = [word.casefold() for word in words]
    count = sum(_withhold(row, names, folded) for row, names in _find_superseded(session, exhibit.id))
    revisions = session.scalars(sa.select(ExhibitRevision).where(ExhibitRevision.exhibit_id == exhibit.id))
    count += sum(_withhold_revision(revision, folded) for revision in revisions)
    if not count:
        raise conflict("not_in_superseded", "No superseded text holds these words. Correct first what stands.")
    exhibit.version += 1
    record(session, actor, "superseded_texts_withheld", f"case:{exhibit.case_id}", exhibit_id=exhibit.id, count=count)
    return count


def _find_superseded(session: Session, exhibit_id: uuid.UUID) -> Iterable[tuple[Any, tuple[str, ...]]]:
    events = sa.select(CustodyEvent).where(
        CustodyEvent.exhibit_id == exhibit_id, CustodyEvent.superseded_at.is_not(None)
    )
    reports = (
        sa.select(LaboratoryReport)
        .join(LaboratoryParcel, LaboratoryParcel.request_id == LaboratoryReport.request_id)
        .where(LaboratoryParcel.exhibit_id == exhibit_id, LaboratoryReport.superseded_at.is_not(None))
    )
    yield from ((event, _EVENT_TEXTS) for event in session.scalars(events))
    yield from ((report, _REPORT_TEXTS) for report in session.scalars(reports))


def _withhold(row: Any, names: Iterable[str], folded: list[str]) -> int:
    holding = [name for name in names if _holds(getattr(row, name), folded)]
    for name in holding:
        setattr(row, name, WITHHELD)
    return len(holding)


def _withhold_revision(revision: ExhibitRevision, folded: list[str]) -> int:
    before = {name: WITHHELD if _holds(value, folded) else value for name, value in revision.before.items()}
    count = len([name for name, value in revision.before.items() if before[name] != value])
    revision.before = before
    return count + _withhold(revision, ("reason",), folded)


def _holds(text: Any, folded: list[str]) -> bool:
    return isinstance(text, str) and any(word in text.casefold() for word in folded)
