"""What laboratories are asked about exhibits and answer (CrPC s.510; ATA s.27B).

Before: the parcels are sealed and lie in the malkhana. Here: the request with its questions, later the report; a corrected
report supersedes the first. Sets off: the report is a step of custody of each parcel, so nobody enters it twice.
"""

from __future__ import annotations

import datetime as dt
import uuid
from typing import Any, Final

import orjson
import sqlalchemy as sa
from sqlalchemy.orm import Session

from services.cases.access import open_case
from services.cases.events import LaboratoryAsked, LaboratoryReported
from services.cases.models import (
    Case,
    CustodyEvent,
    Exhibit,
    Laboratory,
    LaboratoryParcel,
    LaboratoryReport,
    LaboratoryRequest,
    LaboratoryRequestRevision,
)
from services.cases.usecases.exhibits_custody import add_events
from services.cases.usecases.exhibits_finding import find_exhibit
from services.cases.usecases.today import day_of, day_refused
from services.cases.usecases.watching import audience_of
from services.common.actor import Actor
from services.common.answers import require_version
from services.common.audit import record
from services.common.errors import conflict, invalid, not_found
from services.common.ids import new_id
from services.common.outbox import publish

_CORRECTABLE: Final = (
    "laboratory", "department", "questions", "requested_on", "reference", "seal_impression", "document_id",
)  # fmt: skip
_EMPTY_STEP: Final = dict.fromkeys(
    (
        "place", "person_id", "carrier_id", "register_entry", "road_certificate", "seal_impression", "quantity", "sha256",
        "note",
    )
)  # fmt: skip


def ask_laboratory(session: Session, actor: Actor, case_id: uuid.UUID, new: dict[str, Any]) -> uuid.UUID:
    """Record what a laboratory is asked about which parcels."""
    case = open_case(session, actor, case_id)
    values = dict(new)
    exhibit_ids = list(dict.fromkeys(values.pop("exhibit_ids")))
    values["requested_on"] = day_of(values["requested_on"], "requested_on")
    _require_laboratory(session, values["laboratory"], values["requested_on"])
    _require_exhibits(session, case_id, exhibit_ids)
    request = LaboratoryRequest(id=new_id(), case_id=case_id, entered_by=actor.id, **values)
    session.add(request)
    session.flush()
    session.add_all(LaboratoryParcel(request_id=request.id, exhibit_id=exhibit_id) for exhibit_id in exhibit_ids)
    record(
        session, actor, "laboratory_asked", f"case:{case_id}", request_id=request.id, laboratory=request.laboratory,
        exhibit_ids=exhibit_ids,
    )  # fmt: skip
    told = LaboratoryAsked(
        case_id=case_id, request_id=request.id, laboratory=request.laboratory, requested_on=request.requested_on
    )
    publish(session, told, audience=audience_of(session, case))
    return request.id


def correct_laboratory_request(  # noqa: PLR0917 - session and actor, the request in the case, the body, the guard
    session: Session,
    actor: Actor,
    case_id: uuid.UUID,
    request_id: uuid.UUID,
    change: dict[str, Any],
    if_match: int | None,
) -> None:
    """Correct what was written of a request; what it said before is kept with the reason.

    Once the laboratory has reported, its parcels stay: each has the report as a step of its custody.
    """
    case = open_case(session, actor, case_id)
    request = find_request(session, case_id, request_id)
    require_version(if_match, request.version)
    stands = {name: getattr(request, name) for name in _CORRECTABLE} | {"exhibit_ids": _read_parcels(session, request)}
    given = {name: value for name, value in change.items() if name != "reason"}
    if "exhibit_ids" in given:
        given["exhibit_ids"] = sorted(set(given["exhibit_ids"]))
    changed = sorted(name for name, value in given.items() if value != stands[name])
    if not changed:
        raise invalid("nothing_to_change", "Say what is to be corrected; the request says this already.")
    _require_correctable(session, request, {name: given[name] for name in changed})
    before = {name: stands[name] for name in changed}
    for name in changed:
        _set(session, request, name, given[name])
    _keep_revision(session, actor, request, before, change["reason"])
    request.version += 1
    session.flush()
    record(
        session, actor, "laboratory_request_corrected", f"case:{case_id}", change["reason"], request_id=request_id,
        changed=changed,
    )  # fmt: skip
    told = LaboratoryAsked(
        case_id=case_id, request_id=request_id, laboratory=request.laboratory, requested_on=request.requested_on
    )
    publish(session, told, audience=audience_of(session, case))


def record_laboratory_report(  # noqa: PLR0917 - session and actor, the request in the case, the body, the guard
    session: Session,
    actor: Actor,
    case_id: uuid.UUID,
    request_id: uuid.UUID,
    new: dict[str, Any],
    if_match: int | None,
) -> None:
    """Record a laboratory's report, or correct the one recorded."""
    case = open_case(session, actor, case_id)
    request = find_request(session, case_id, request_id)
    require_version(if_match, request.version)
    values = {name: value for name, value in new.items() if name != "reason"}
    values["reported_on"] = day_of(values["reported_on"], "reported_on", not_before=request.requested_on)
    values["received_on"] = day_of(values["received_on"], "received_on", not_before=values["reported_on"])
    for name in ("matched_exhibit_id", "exhibited_as_id"):
        if values[name] is not None:
            find_exhibit(session, case_id, values[name])
    is_first = _supersede_report(session, actor, request, new["reason"])
    session.add(LaboratoryReport(id=new_id(), request_id=request_id, entered_by=actor.id, **values))
    request.version += 1
    session.flush()
    if is_first:
        _add_steps(session, actor, case, request, values)
    record(
        session, actor, "laboratory_reported", f"case:{case_id}", None if is_first else new["reason"], request_id=request_id,
        finding=values["finding"], reported_on=values["reported_on"],
    )  # fmt: skip
    told = LaboratoryReported(
        case_id=case_id, request_id=request_id, finding=values["finding"], received_on=values["received_on"]
    )
    publish(session, told, audience=audience_of(session, case))


def find_request(session: Session, case_id: uuid.UUID, request_id: uuid.UUID) -> LaboratoryRequest:
    """Give a case's laboratory request."""
    request = session.get(LaboratoryRequest, request_id, populate_existing=True)
    if request is None or request.case_id != case_id:
        raise not_found("no_such_request", "There is no such laboratory request in this case.")
    return request


def _keep_revision(
    session: Session, actor: Actor, request: LaboratoryRequest, before: dict[str, Any], reason: str
) -> None:
    kept = sa.select(sa.func.count()).where(LaboratoryRequestRevision.request_id == request.id)
    said = orjson.loads(orjson.dumps(before))
    session.add(
        LaboratoryRequestRevision(
            request_id=request.id, number=(session.scalar(kept) or 0) + 1, before=said, reason=reason,
            changed_by=actor.id,
        )
    )  # fmt: skip


def _read_parcels(session: Session, request: LaboratoryRequest) -> list[uuid.UUID]:
    parcels = sa.select(LaboratoryParcel.exhibit_id).where(LaboratoryParcel.request_id == request.id)
    return sorted(session.scalars(parcels))


def _set(session: Session, request: LaboratoryRequest, name: str, value: Any) -> None:
    if name != "exhibit_ids":
        setattr(request, name, value)
        return
    session.execute(sa.delete(LaboratoryParcel).where(LaboratoryParcel.request_id == request.id))
    session.add_all(LaboratoryParcel(request_id=request.id, exhibit_id=exhibit_id) for exhibit_id in value)


def _require_correctable(session: Session, request: LaboratoryRequest, given: dict[str, Any]) -> None:
    """Hold what is corrected against the laboratories of its day, the case's exhibits, and what was done on the request since."""
    requested_on = day_of(given.get("requested_on", request.requested_on), "requested_on")
    reported = sa.select(sa.func.min(LaboratoryReport.reported_on)).where(
        LaboratoryReport.request_id == request.id, LaboratoryReport.superseded_at.is_(None)
    )
    reported_on = session.scalar(reported)
    if reported_on is not None and requested_on > reported_on:
        raise day_refused("requested_on", f"The laboratory reported on {reported_on.isoformat()}.")
    if "laboratory" in given or "requested_on" in given:
        _require_laboratory(session, given.get("laboratory", request.laboratory), requested_on)
    if "exhibit_ids" in given:
        _require_exhibits(session, request.case_id, given["exhibit_ids"])
        _require_free(session, request, given["exhibit_ids"])


def _require_free(session: Session, request: LaboratoryRequest, exhibit_ids: list[uuid.UUID]) -> None:
    steps = sa.select(CustodyEvent.exhibit_id).where(
        CustodyEvent.laboratory_request_id == request.id, CustodyEvent.superseded_at.is_(None)
    )
    bound = sorted(str(exhibit_id) for exhibit_id in set(session.scalars(steps)) - set(exhibit_ids))
    answered = sa.select(LaboratoryReport.id).where(LaboratoryReport.request_id == request.id).limit(1)
    if bound or session.scalar(answered) is not None:
        raise conflict(
            "request_answered", "Steps of custody stand on this request: its parcels stay. Correct those steps first.",
            exhibit_ids=bound,
        )  # fmt: skip


def _require_laboratory(session: Session, code: str, on: dt.date) -> None:
    known = sa.select(Laboratory.code).where(
        Laboratory.code == code,
        Laboratory.valid_from <= on,
        sa.or_(Laboratory.valid_to.is_(None), Laboratory.valid_to >= on),
    )
    if session.scalar(known) is None:
        wrong = "This laboratory is not known on this day. See the list of laboratories."
        raise invalid("laboratory_unknown", wrong, fields={"laboratory": [wrong]})


def _require_exhibits(session: Session, case_id: uuid.UUID, exhibit_ids: list[uuid.UUID]) -> None:
    known = set(session.scalars(sa.select(Exhibit.id).where(Exhibit.case_id == case_id, Exhibit.id.in_(exhibit_ids))))
    wrong = {
        f"exhibit_ids.{place}": ["There is no such exhibit in this case."]
        for place, exhibit_id in enumerate(exhibit_ids)
        if exhibit_id not in known
    }
    if wrong:
        raise invalid("exhibits_unknown", "Some exhibits are not of this case. See the marked fields.", fields=wrong)


def _supersede_report(session: Session, actor: Actor, request: LaboratoryRequest, reason: str | None) -> bool:
    """Supersede the report that stands; tell whether there was none."""
    standing = session.scalar(
        sa.select(LaboratoryReport).where(
            LaboratoryReport.request_id == request.id, LaboratoryReport.superseded_at.is_(None)
        )
    )
    if standing is None:
        return True
    if reason is None:
        raise conflict("report_already_recorded", "A report is recorded. Say why it is corrected.")
    standing.superseded_at, standing.superseded_by = dt.datetime.now(dt.UTC), actor.id
    standing.superseded_why = reason
    session.flush()
    return False


def _add_steps(session: Session, actor: Actor, case: Case, request: LaboratoryRequest, values: dict[str, Any]) -> None:
    parcels = sa.select(Exhibit).join(LaboratoryParcel).where(LaboratoryParcel.request_id == request.id)
    for exhibit in session.scalars(parcels.order_by(Exhibit.position)).all():
        step = {
            **_EMPTY_STEP, "step": "laboratory_reported", "happened_on": values["reported_on"],
            "reference": values["laboratory_number"], "document_id": values["document_id"],
            "laboratory_request_id": request.id,
        }  # fmt: skip
        add_events(session, actor, case, exhibit, [step])
        exhibit.version += 1
