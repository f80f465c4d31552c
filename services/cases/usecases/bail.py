"""Bail of one accused: applied for, granted on terms or refused with reasons, cancelled (CrPC 496 to 498-A, 426; ATA 21D).

Sets off: the accused is on bail from the day it is granted, and in custody again from the day it is cancelled and they are taken.
"""

from __future__ import annotations

import uuid
from typing import Any

import sqlalchemy as sa
from sqlalchemy.orm import Session

from services.cases.access import open_case, touch
from services.cases.events import BailDecided
from services.cases.models import BailApplication, Case, CustodySpell
from services.cases.usecases.people import change_custody, find_accused
from services.cases.usecases.today import day_of
from services.cases.usecases.watching import audience_of
from services.common.actor import Actor
from services.common.audit import record
from services.common.errors import conflict, invalid, not_found
from services.common.ids import new_id
from services.common.outbox import publish

_TERMS = ("conditions", "surety_amount", "surety_count")


def apply_for_bail(  # noqa: PLR0917 - session and actor, the accused in the case, the body, the guard
    session: Session,
    actor: Actor,
    case_id: uuid.UUID,
    accused_id: uuid.UUID,
    body: dict[str, Any],
    if_match: int | None,
) -> uuid.UUID:
    """Record that bail was applied for; one application at a time."""
    case = open_case(session, actor, case_id, if_match)
    accused = find_accused(session, case_id, accused_id)
    applied_on = day_of(body["applied_on"], "applied_on", not_before=case.fir_on)
    pending = sa.select(BailApplication.id).where(
        BailApplication.accused_id == accused.id, BailApplication.state == "pending"
    )
    if session.scalar(pending) is not None:
        raise conflict("bail_pending", "An application of this accused is pending. Record its order first.")
    application = BailApplication(
        id=new_id(), case_id=case_id, accused_id=accused.id, state="pending", conditions=[],
        **{**body, "applied_on": applied_on},
    )  # fmt: skip
    session.add(application)
    touch(case)
    record(
        session, actor, "bail_applied_for", f"case:{case_id}", accused_id=accused.id, bail_id=application.id,
        kind=body["kind"], applied_on=applied_on,
    )  # fmt: skip
    return application.id


def decide_bail(  # noqa: PLR0917 - session and actor, the application in its case, the body, the guard
    session: Session, actor: Actor, case_id: uuid.UUID, bail_id: uuid.UUID, body: dict[str, Any], if_match: int | None
) -> None:
    """Record the order on an application: granted with its terms, refused with the reasons, or not pressed."""
    case = open_case(session, actor, case_id, if_match)
    application = _find(session, case_id, bail_id)
    if application.state != "pending":
        raise conflict("bail_decided", "This application has its order already.", state=application.state)
    _require_terms_fit(body)
    decided_on = day_of(body["decided_on"], "decided_on", not_before=application.applied_on)
    for name in ("reasons", *_TERMS):
        setattr(application, name, body[name])
    application.state, application.decided_on = body["decision"], decided_on
    if body["decision"] == "granted":
        _set_custody(session, actor, application, "on_bail", decided_on)
    _close(session, case, application)
    record(
        session, actor, "bail_decided", f"case:{case_id}", accused_id=application.accused_id, bail_id=bail_id,
        decision=body["decision"], decided_on=decided_on,
    )  # fmt: skip


def cancel_bail(  # noqa: PLR0917 - session and actor, the application in its case, the body, the guard
    session: Session, actor: Actor, case_id: uuid.UUID, bail_id: uuid.UUID, body: dict[str, Any], if_match: int | None
) -> None:
    """Record that bail was cancelled (CrPC 497(5)); `is_in_custody` says that the accused was taken the same day."""
    case = open_case(session, actor, case_id, if_match)
    application = _find(session, case_id, bail_id)
    if application.state != "granted":
        raise conflict("bail_not_granted", "Only bail that was granted can be cancelled.", state=application.state)
    cancelled_on = day_of(body["cancelled_on"], "cancelled_on", not_before=application.decided_on)
    application.state, application.cancelled_on = "cancelled", cancelled_on
    application.cancelled_why = body["reason"]
    if body["is_in_custody"]:
        _set_custody(session, actor, application, "in_custody", cancelled_on)
    _close(session, case, application)
    record(
        session, actor, "bail_cancelled", f"case:{case_id}", body["reason"], accused_id=application.accused_id,
        bail_id=bail_id, cancelled_on=cancelled_on,
    )  # fmt: skip


def _find(session: Session, case_id: uuid.UUID, bail_id: uuid.UUID) -> BailApplication:
    application = session.get(BailApplication, bail_id)
    if application is None or application.case_id != case_id:
        raise not_found("no_such_bail_application", "There is no such application in this case.")
    return application


def _require_terms_fit(body: dict[str, Any]) -> None:
    if body["decision"] != "granted":
        wrong = {name: ["Leave this out, or record that bail was granted."] for name in _TERMS if body[name]}
        if wrong:
            raise invalid("terms_without_bail", "Only bail that is granted has terms.", fields=wrong)
    if body["decision"] != "not_pressed" and body["reasons"] is None:
        raise invalid(
            "reasons_missing", "An order on bail gives its reasons (CrPC s.497(3)).",
            fields={"reasons": ["Write the reasons in short."]},
        )  # fmt: skip


def _set_custody(session: Session, actor: Actor, application: BailApplication, state: str, on: Any) -> None:
    current = session.scalar(
        sa.select(CustodySpell.state).where(
            CustodySpell.accused_id == application.accused_id, CustodySpell.until_on.is_(None)
        )
    )
    if current != state:
        change = {"state": state, "since_on": on, "order_reference": application.application_number}
        change_custody(session, actor, application.case_id, application.accused_id, change, None)


def _close(session: Session, case: Case, application: BailApplication) -> None:
    touch(case)
    told = BailDecided(
        case_id=case.id, accused_id=application.accused_id, bail_id=application.id, state=application.state
    )
    publish(session, told, audience=audience_of(session, case))
