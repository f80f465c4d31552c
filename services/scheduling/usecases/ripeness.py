"""What ripeness rests on: the little that is kept of cases' events, and the process by which people are called to a hearing.

Comes before the hearing's day: the court issues process (CrPC 68 to 86; of prisoners a production order, Prisoners Act 1900
Part IX, to be confirmed), the police or the prison answer. Sets off nothing but what is shown: no hearing is refused or moved
because it is not ripe. Events may come twice, late and out of order: of two words on one thing the later one holds.
"""

from __future__ import annotations

import datetime as dt
import uuid
from typing import Any, Final

import sqlalchemy as sa
from sqlalchemy.dialects.postgresql import insert
from sqlalchemy.orm import Session

from services.cases.events import (
    CaseRegistered,
    CustodyChanged,
    FactNoted,
    LaboratoryAsked,
    LaboratoryReported,
    PersonAdded,
    ResultRecorded,
)
from services.common.actor import Actor
from services.common.audit import record
from services.common.errors import conflict, invalid
from services.common.events import Heard
from services.common.outbox import publish
from services.scheduling.events import ProcessRecorded
from services.scheduling.models import Hearing, HearingProcess, KnownState
from services.scheduling.models.sight import take_hearing
from services.scheduling.rules.days import day_of
from services.scheduling.rules.ripeness import PRODUCTION_ORDER
from services.scheduling.usecases.placing import audience_of

_COPIES: Final = "copies_supplied"
_STANDING: Final = ("scheduled", "provisional")
_KIND_OF: Final = {"person": "person", "accused": "custody"}


def learn_accused(session: Session, heard: Heard[CaseRegistered]) -> None:
    """Keep the custody of each accused that a case begins with."""
    for accused_id, state in heard.event.custody.items():
        _learn(session, heard, "custody", uuid.UUID(accused_id), state)


def learn_custody(session: Session, heard: Heard[CustodyChanged]) -> None:
    """Keep an accused's custody."""
    _learn(session, heard, "custody", heard.event.accused_id, heard.event.state, heard.event.since_on)


def learn_result(session: Session, heard: Heard[ResultRecorded]) -> None:
    """Keep that an accused's trial is over, so that nobody waits for their production."""
    _learn(session, heard, "custody", heard.event.accused_id, "tried")


def learn_person(session: Session, heard: Heard[PersonAdded]) -> None:
    """Keep that a person belongs to a case, so that process can be recorded on them; not who it is."""
    _learn(session, heard, "person", heard.event.person_id, "protected" if heard.event.is_protected else "known")


def learn_laboratory(session: Session, heard: Heard[LaboratoryAsked] | Heard[LaboratoryReported]) -> None:
    """Keep that a laboratory was asked, or has reported; a report that is heard before its request stands."""
    event = heard.event
    if isinstance(event, LaboratoryAsked):
        _learn(session, heard, "laboratory", event.request_id, "asked", event.requested_on)
    else:
        _learn(session, heard, "laboratory", event.request_id, "reported", event.received_on)


def learn_fact(session: Session, heard: Heard[FactNoted]) -> None:
    """Keep when the copies were supplied to the accused (CrPC 265-C), or that this was a mistake."""
    event = heard.event
    if event.fact == _COPIES:
        state = "not_supplied" if event.action == "fact_retracted" else "supplied"
        _learn(session, heard, "copies", event.case_id, state, event.happened_on)


def record_process(session: Session, actor: Actor, hearing_id: uuid.UUID, given: dict[str, Any]) -> None:
    """Record that process for a hearing was issued, served, or came back unserved."""
    hearing = take_hearing(session, actor, hearing_id)
    if hearing.status not in _STANDING:
        raise conflict(
            "hearing_does_not_stand",
            f"This hearing is {hearing.status}. Record the process at the hearing for which it is issued.",
            status=hearing.status,
        )
    hearing_on = day_of(hearing.starts_at)
    _require_day(given["happened_on"], hearing_on)
    _require_subject(session, hearing, given)
    entry = HearingProcess(hearing_id=hearing.id, hearing_on=hearing_on, recorded_by=actor.id, **given)
    session.add(entry)
    session.flush()
    publish(
        session,
        ProcessRecorded(
            hearing_id=hearing.id, case_id=hearing.case_id, court_id=hearing.court_id, process_id=entry.id,
            subject_kind=entry.subject_kind, process=entry.process, outcome=entry.outcome,
            happened_on=entry.happened_on,
        ),
        audience=audience_of(hearing),
    )  # fmt: skip
    record(
        session, actor, "process_recorded", f"hearing:{hearing.id}", case_id=hearing.case_id,
        subject_kind=entry.subject_kind, subject_id=entry.subject_id, process=entry.process, outcome=entry.outcome,
        happened_on=entry.happened_on,
    )  # fmt: skip


def _learn(  # noqa: PLR0917 - what was heard, of which thing, its state and day
    session: Session, heard: Heard[Any], kind: str, subject_id: uuid.UUID, state: str, since_on: dt.date | None = None
) -> None:
    row = insert(KnownState).values(
        case_id=heard.event.case_id, kind=kind, subject_id=subject_id, state=state,
        since_on=since_on or day_of(heard.occurred_at), event=heard.event.wire_name, event_id=heard.id,
        heard_at=heard.occurred_at,
    )  # fmt: skip
    said = ("state", "since_on", "event", "event_id", "heard_at")
    session.execute(
        row.on_conflict_do_update(
            index_elements=[KnownState.case_id, KnownState.kind, KnownState.subject_id],
            set_={name: row.excluded[name] for name in said},
            where=KnownState.heard_at < row.excluded.heard_at,
        )
    )


def _require_day(happened_on: dt.date, hearing_on: dt.date) -> None:
    today = day_of(dt.datetime.now(dt.UTC))
    if happened_on > min(today, hearing_on):
        last = min(today, hearing_on)
        raise invalid(
            "day_impossible", "Process is issued and served before the hearing, and recorded afterwards.",
            fields={"happened_on": [f"Give a day up to {last}."]},
        )  # fmt: skip


def _require_subject(session: Session, hearing: Hearing, given: dict[str, Any]) -> None:
    if given["process"] == PRODUCTION_ORDER and given["subject_kind"] != "accused":
        raise invalid(
            "process_unfit", "A production order is for an accused in custody; summon this person instead.",
            fields={"process": ["Not for this person."]},
        )  # fmt: skip
    known = sa.select(KnownState.subject_id).where(
        KnownState.case_id.in_([hearing.case_id, *hearing.joined_case_ids]),
        KnownState.kind == _KIND_OF[given["subject_kind"]], KnownState.subject_id == given["subject_id"],
    )  # fmt: skip
    if session.scalar(known.limit(1)) is None:
        raise invalid(
            "subject_unknown",
            "This person is not known in the hearing's cases. One who was just entered is known within seconds.",
            fields={"subject_id": ["Not of this hearing's cases."]},
        )
