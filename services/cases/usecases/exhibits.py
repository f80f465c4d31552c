"""Exhibits: entering, correcting, and the court's word on them (SCCR 8.20).

Before: the investigation recovers a thing by a memo (CrPC 103), or a paper or recording comes to hand. Sets off: its custody
is recorded step by step (`exhibits_custody`), and the detector names what the chain lacks. What an exhibit said before a
correction is kept.
"""

from __future__ import annotations

import decimal
import uuid
from typing import Any, Final

import sqlalchemy as sa
from sqlalchemy.orm import Session

from services.cases.access import open_case
from services.cases.events import ExhibitEntered, ExhibitRuled
from services.cases.models import Exhibit, ExhibitRevision
from services.cases.rules.custody_chain import needs_chain
from services.cases.rules.custody_chain_steps import exhibit_label
from services.cases.usecases.exhibits_custody import add_events, check_events
from services.cases.usecases.exhibits_finding import open_exhibit
from services.cases.usecases.people import find_accused
from services.cases.usecases.today import day_of
from services.cases.usecases.watching import audience_of
from services.common.actor import Actor
from services.common.audit import record
from services.common.errors import conflict, invalid
from services.common.ids import new_id
from services.common.outbox import publish

_CHANGEABLE: Final = (
    "nature", "description", "parcel_number", "quantity", "unit", "recovered_from_id", "memo_document_id", "document_id",
    "source_device", "transcript_document_id",
)  # fmt: skip


def enter_exhibit(session: Session, actor: Actor, case_id: uuid.UUID, new: dict[str, Any]) -> uuid.UUID:
    """Enter an exhibit with the steps of its custody so far."""
    case = open_case(session, actor, case_id)
    values = dict(new)
    custody: list[dict[str, Any]] = values.pop("custody")
    _check(session, case_id, values)
    if needs_chain(values["series"], values["nature"]) and "seized" not in [event["step"] for event in custody]:
        lacking = "Enter how it was recovered: its seizure, with the day."
        raise invalid("recovery_missing", lacking, fields={"custody": [lacking]})
    exhibit = Exhibit(
        id=new_id(), case_id=case_id, position=_next_position(session, case_id), entered_by=actor.id, **values
    )
    check_events(session, case, exhibit, custody, field="custody")
    session.add(exhibit)
    session.flush()
    add_events(session, actor, case, exhibit, custody)
    record(
        session, actor, "exhibit_entered", f"case:{case_id}", exhibit_id=exhibit.id, series=exhibit.series,
        nature=exhibit.nature,
    )  # fmt: skip
    told = ExhibitEntered(case_id=case_id, exhibit_id=exhibit.id, series=exhibit.series, nature=exhibit.nature)
    publish(session, told, audience=audience_of(session, case))
    return exhibit.id


def change_exhibit(  # noqa: PLR0917 - session and actor, the exhibit in the case, the body, the guard
    session: Session,
    actor: Actor,
    case_id: uuid.UUID,
    exhibit_id: uuid.UUID,
    change: dict[str, Any],
    if_match: int | None,
) -> None:
    """Correct an exhibit; what it said before is kept with the reason."""
    _, exhibit = open_exhibit(session, actor, case_id, exhibit_id, if_match)
    changed = [name for name in _CHANGEABLE if name in change and change[name] != getattr(exhibit, name)]
    if not changed:
        raise invalid("nothing_to_change", "Say what is to be changed; the exhibit says this already.")
    before = {name: _plain(getattr(exhibit, name)) for name in changed}
    for name in changed:
        setattr(exhibit, name, change[name])
    with session.no_autoflush:
        _check(session, case_id, {name: getattr(exhibit, name) for name in (*_CHANGEABLE, "sha256")})
    session.add(
        ExhibitRevision(
            exhibit_id=exhibit.id, number=_count_revisions(session, exhibit.id) + 1, before=before,
            reason=change["reason"], changed_by=actor.id,
        )
    )  # fmt: skip
    exhibit.version += 1
    record(
        session, actor, "exhibit_changed", f"case:{case_id}", change["reason"], exhibit_id=exhibit_id, changed=changed
    )


def rule_on_exhibit(  # noqa: PLR0917 - session and actor, the exhibit in the case, the body, the guard
    session: Session,
    actor: Actor,
    case_id: uuid.UUID,
    exhibit_id: uuid.UUID,
    body: dict[str, Any],
    if_match: int | None,
) -> None:
    """Record that the court exhibited a thing under a number of its series, or rejected it; rejected ones stay in the index."""
    case, exhibit = open_exhibit(session, actor, case_id, exhibit_id, if_match)
    if exhibit.ruling is not None:
        raise conflict("already_ruled", "The court's word on this exhibit is recorded.", label=exhibit.label)
    ruled_on = day_of(body["ruled_on"], "ruled_on", not_before=case.filed_on or case.fir_on)
    if body["ruling"] == "exhibited":
        _mark(session, exhibit, body)
    elif body["number"] is not None or body["suffix"] is not None:
        wrong = "A rejected exhibit gets no number."
        raise invalid("rejected_without_number", wrong, fields={"number": [wrong]})
    exhibit.ruling, exhibit.ruled_on = body["ruling"], ruled_on
    exhibit.version += 1
    record(
        session, actor, "exhibit_ruled", f"case:{case_id}", exhibit_id=exhibit_id, ruling=exhibit.ruling,
        label=exhibit.label, ruled_on=ruled_on,
    )  # fmt: skip
    told = ExhibitRuled(case_id=case_id, exhibit_id=exhibit_id, ruling=exhibit.ruling, label=exhibit.label)
    publish(session, told, audience=audience_of(session, case))


def _check(session: Session, case_id: uuid.UUID, values: dict[str, Any]) -> None:
    wrong: dict[str, list[str]] = {}
    if (values["quantity"] is None) != (values["unit"] is None):
        wrong["unit"] = ["Give a quantity with its unit, such as 6 pieces or 1020 grams, or neither."]
    if values["nature"] == "electronic":
        if values["sha256"] is None:
            wrong["sha256"] = ["Electronic evidence needs its SHA-256 at receipt."]
        if values["source_device"] is None:
            wrong["source_device"] = ["Say which device it was taken from."]
    if wrong:
        raise invalid("exhibit_incomplete", "Something about the exhibit lacks. See the marked fields.", fields=wrong)
    if values["recovered_from_id"] is not None:
        find_accused(session, case_id, values["recovered_from_id"])


def _mark(session: Session, exhibit: Exhibit, body: dict[str, Any]) -> None:
    exhibit.number = body["number"] or _next_number(session, exhibit)
    exhibit.suffix = body["suffix"]
    exhibit.label = exhibit_label(exhibit.series, exhibit.number, exhibit.suffix)
    taken = sa.select(Exhibit.id).where(
        Exhibit.case_id == exhibit.case_id, Exhibit.label == exhibit.label, Exhibit.id != exhibit.id
    )
    with session.no_autoflush:
        other = session.scalar(taken)
    if other is not None:
        raise conflict("mark_taken", f"Another exhibit of this case is {exhibit.label}.", exhibit_id=str(other))


def _next_number(session: Session, exhibit: Exhibit) -> int:
    highest = sa.select(sa.func.coalesce(sa.func.max(Exhibit.number), 0)).where(
        Exhibit.case_id == exhibit.case_id, Exhibit.series == exhibit.series
    )
    return (session.execute(highest).scalar_one() or 0) + 1


def _next_position(session: Session, case_id: uuid.UUID) -> int:
    highest = sa.select(sa.func.coalesce(sa.func.max(Exhibit.position), 0)).where(Exhibit.case_id == case_id)
    return int(session.execute(highest).scalar_one()) + 1


def _count_revisions(session: Session, exhibit_id: uuid.UUID) -> int:
    with session.no_autoflush:
        count = sa.select(sa.func.count()).where(ExhibitRevision.exhibit_id == exhibit_id)
        return int(session.execute(count).scalar_one())


def _plain(value: Any) -> Any:
    if isinstance(value, decimal.Decimal):
        return f"{value.normalize():f}"
    return str(value) if isinstance(value, uuid.UUID) else value
