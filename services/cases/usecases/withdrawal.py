"""Withdraw the prosecution of an accused, with the approval of the office whose power reaches so far and the court's consent.

Before: the prosecutor proposes it. Who approves follows from the gravest punishment (SCPSA s.9-A(3)(e)). Sets off: with the
court's consent the accused is discharged, or after the charge acquitted (CrPC 494); that is their result.
"""

from __future__ import annotations

import uuid
from typing import Any

import sqlalchemy as sa
from sqlalchemy.orm import Session

from services.cases.access import open_undecided, require_team, touch
from services.cases.events import WithdrawalMoved
from services.cases.models import Case, Charge, Withdrawal
from services.cases.rules.routes import effect_of_withdrawal, route_withdrawal
from services.cases.usecases.offences import gravest_punishment, read_powers, require_power, sections_against
from services.cases.usecases.people import find_accused
from services.cases.usecases.results import record_result
from services.cases.usecases.today import day_of, today
from services.cases.usecases.watching import audience_of
from services.common.actor import Actor
from services.common.audit import record
from services.common.errors import conflict, not_found
from services.common.ids import new_id
from services.common.outbox import publish

POWER = "approve_withdrawal"


def propose_withdrawal(  # noqa: PLR0917 - session and actor, the accused in the case, the body, the guard
    session: Session,
    actor: Actor,
    case_id: uuid.UUID,
    accused_id: uuid.UUID,
    body: dict[str, Any],
    if_match: int | None,
) -> uuid.UUID:
    """Propose to withdraw; the office that approves is found by the gravest punishment of what the accused faces."""
    case = open_undecided(session, actor, case_id, if_match)
    require_team(session, actor, case)
    accused = find_accused(session, case_id, accused_id)
    if _find_open(session, accused.id) is not None:
        raise conflict("withdrawal_open", "A withdrawal for this accused is under way already.")
    proposed_on = day_of(body["proposed_on"], "proposed_on", not_before=case.fir_on)
    punishment = gravest_punishment(session, sections_against(session, case, accused.id), today())
    row = route_withdrawal(read_powers(session, POWER, today()), punishment, is_special_court=case.is_terrorism)
    if row is None:
        raise conflict("no_office", "No office is known that could approve this. Ask the administrator.")
    withdrawal = Withdrawal(
        id=new_id(), case_id=case_id, accused_id=accused.id, state="proposed", office=row.office, routed_by=row.source,
        reasons=body["reasons"], proposed_on=proposed_on, proposed_by=actor.id,
    )  # fmt: skip
    session.add(withdrawal)
    _close(session, case, withdrawal)
    record(
        session, actor, "withdrawal_proposed", f"case:{case_id}", accused_id=accused.id, withdrawal_id=withdrawal.id,
        office=row.office, proposed_on=proposed_on,
    )  # fmt: skip
    return withdrawal.id


def decide_withdrawal(  # noqa: PLR0917 - session and actor, the withdrawal in its case, the body, the guard
    session: Session,
    actor: Actor,
    case_id: uuid.UUID,
    withdrawal_id: uuid.UUID,
    body: dict[str, Any],
    if_match: int | None,
) -> None:
    """Approve or refuse a withdrawal, as the office that it went to, or as who records that office's decision."""
    case = open_undecided(session, actor, case_id, if_match)
    withdrawal = _find(session, case_id, withdrawal_id, "proposed")
    row = next((row for row in read_powers(session, POWER, today()) if row.office == withdrawal.office), None)
    if row is None:
        raise conflict("no_office", "The power of this office has ended. Propose the withdrawal anew.")
    require_power(actor, row)
    withdrawal.approval_on = day_of(body["decided_on"], "decided_on", not_before=withdrawal.proposed_on)
    withdrawal.state = "approved" if body["is_approved"] else "refused"
    withdrawal.approval_by, withdrawal.approval_note = actor.id, body["note"]
    _close(session, case, withdrawal)
    record(
        session, actor, f"withdrawal_{withdrawal.state}", f"case:{case_id}", body["note"],
        withdrawal_id=withdrawal_id, office=withdrawal.office, decided_on=withdrawal.approval_on,
    )  # fmt: skip


def record_consent(  # noqa: PLR0917 - session and actor, the withdrawal in its case, the body, the guard
    session: Session,
    actor: Actor,
    case_id: uuid.UUID,
    withdrawal_id: uuid.UUID,
    body: dict[str, Any],
    if_match: int | None,
) -> None:
    """Record the court's answer: with its consent the accused has their result, discharge or acquittal (CrPC 494)."""
    case = open_undecided(session, actor, case_id, if_match)
    withdrawal = _find(session, case_id, withdrawal_id, "approved")
    court_on = day_of(body["court_on"], "court_on", not_before=withdrawal.approval_on)
    effect = effect_of_withdrawal(is_charged=_is_charged(session, withdrawal.accused_id))
    withdrawal.court_on, withdrawal.state = court_on, "not_consented"
    if body["is_consented"]:
        withdrawal.state, withdrawal.effect = "consented", effect
        result = {
            "verdict": "withdrawn", "decided_on": withdrawal.court_on, "sentence": None, "imprisonment_months": None,
            "fine": None, "reason": None,
        }  # fmt: skip
        record_result(session, actor, case_id, withdrawal.accused_id, result, None)
    _close(session, case, withdrawal)
    record(
        session, actor, f"withdrawal_{withdrawal.state}", f"case:{case_id}", withdrawal_id=withdrawal_id,
        effect=withdrawal.effect, court_on=withdrawal.court_on,
    )  # fmt: skip


def _find(session: Session, case_id: uuid.UUID, withdrawal_id: uuid.UUID, state: str) -> Withdrawal:
    withdrawal = session.get(Withdrawal, withdrawal_id)
    if withdrawal is None or withdrawal.case_id != case_id:
        raise not_found("no_such_withdrawal", "There is no such withdrawal in this case.")
    if withdrawal.state != state:
        raise conflict(
            "withdrawal_elsewhere", "This withdrawal is at another step.", state=withdrawal.state, expected=state
        )
    return withdrawal


def _find_open(session: Session, accused_id: uuid.UUID) -> uuid.UUID | None:
    live = sa.select(Withdrawal.id).where(
        Withdrawal.accused_id == accused_id, Withdrawal.state.in_(("proposed", "approved"))
    )
    found: uuid.UUID | None = session.scalar(live)
    return found


def _is_charged(session: Session, accused_id: uuid.UUID) -> bool:
    live = sa.select(Charge.id).where(Charge.accused_id == accused_id, Charge.superseded_at.is_(None)).limit(1)
    return session.scalar(live) is not None


def _close(session: Session, case: Case, withdrawal: Withdrawal) -> None:
    touch(case)
    told = WithdrawalMoved(
        case_id=case.id, accused_id=withdrawal.accused_id, withdrawal_id=withdrawal.id, state=withdrawal.state,
        office=withdrawal.office,
    )  # fmt: skip
    publish(session, told, audience=audience_of(session, case))
