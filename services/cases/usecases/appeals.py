"""Appeals: from the prosecutor's recommendation from office to office until it is filed, and the higher court's decision.

Before: an accused has a result. The route is dated rows (`powers`): prosecutor, Prosecutor General, Law Secretary, Law Minister.
The countdown is the clock that the acquittal started (ATA s.25(4); CrPC 417 with the Limitation Act). Sets off: the case
is under appeal. Every acquittal is reported to the Prosecutor General (SCPSA s.11(5)).
"""

from __future__ import annotations

import datetime as dt
import uuid
from typing import Any, Final

import sqlalchemy as sa
from sqlalchemy.orm import Session

from services.cases.access import open_case, require_team, touch
from services.cases.events import AppealMoved
from services.cases.models import AcquittalReport, Appeal, AppealStep, Case, Clock, ClockRule, Result
from services.cases.rules.outcomes import ACQUITTALS
from services.cases.rules.routes import RETRIAL, Row, next_office
from services.cases.usecases.offences import read_powers, require_power
from services.cases.usecases.people import find_accused
from services.cases.usecases.procedure import find_way, move
from services.cases.usecases.retrials import order_retrial
from services.cases.usecases.timing import note_fact, refresh_next_due
from services.cases.usecases.today import day_of, today
from services.cases.usecases.watching import audience_of
from services.common.actor import Actor
from services.common.audit import record
from services.common.errors import conflict, forbidden, invalid, not_found
from services.common.ids import new_id
from services.common.outbox import publish

ROUTE: Final = "appeal_acquittal"
REPORT: Final = "report_acquittal"
FILING_OFFICE: Final = "prosecutor_general"
# Which of an accused's clocks counts down to an appeal of a kind.
_LIMITED_BY: Final = {
    "acquittal": ("acquitted", "state_appealed"), "enhancement": ("convicted", "state_appealed"),
    "conviction": ("convicted", "convict_appealed"), "aggrieved": ("acquitted", "aggrieved_appealed"),
}  # fmt: skip
_OPEN: Final = ("recommended", "approved", "filed")


def report_acquittal(  # noqa: PLR0917 - session and actor, the accused in the case, the body, the guard
    session: Session,
    actor: Actor,
    case_id: uuid.UUID,
    accused_id: uuid.UUID,
    body: dict[str, Any],
    if_match: int | None,
) -> uuid.UUID:
    """Report an acquittal with its grounds to the Prosecutor General, by the office that the law names (SCPSA s.11(5))."""
    case = open_case(session, actor, case_id, if_match)
    result = read_result(session, case_id, accused_id)
    if result.verdict not in ACQUITTALS:
        raise conflict("not_acquitted", "Only an acquittal is reported like this.", verdict=result.verdict)
    row = _office_of_report(session, case)
    require_power(actor, row)
    if session.scalar(sa.select(AcquittalReport.id).where(AcquittalReport.result_id == result.id)) is not None:
        raise conflict("acquittal_reported", "This acquittal is reported already.")
    reported_on = day_of(body["reported_on"], "reported_on", not_before=result.decided_on)
    report = AcquittalReport(
        id=new_id(), case_id=case_id, result_id=result.id, accused_id=accused_id, office=row.office,
        grounds=body["grounds"], details=body["details"], reported_on=reported_on, reported_by=actor.id,
    )  # fmt: skip
    session.add(report)
    note_fact(session, actor, case, "acquittal_reported", reported_on, accused_id=accused_id)
    touch(case)
    refresh_next_due(session, case)
    record(
        session, actor, "acquittal_reported", f"case:{case_id}", accused_id=accused_id, grounds=body["grounds"],
        reported_on=reported_on,
    )  # fmt: skip
    return report.id


def recommend_appeal(  # noqa: PLR0917 - session and actor, the accused in the case, the body, the guard
    session: Session,
    actor: Actor,
    case_id: uuid.UUID,
    accused_id: uuid.UUID,
    body: dict[str, Any],
    if_match: int | None,
) -> uuid.UUID:
    """Recommend an appeal from an accused's result; the next office in the route has it then."""
    case = open_case(session, actor, case_id, if_match)
    require_team(session, actor, case)
    result = read_result(session, case_id, accused_id)
    kind = body["kind"]
    if (kind == "acquittal") != (result.verdict in ACQUITTALS):
        raise conflict("appeal_does_not_fit", "This kind of appeal does not fit the result.", verdict=result.verdict)
    if _find_open(session, result.id, kind) is not None:
        raise conflict("appeal_open", "An appeal of this kind is under way already.")
    route = read_powers(session, ROUTE, today())
    first = next_office(route, None)
    if first is None:
        raise conflict("no_office", "No office is known that could recommend an appeal. Ask the administrator.")
    require_power(actor, first)
    taken_on = day_of(body["recommended_on"], "recommended_on", not_before=result.decided_on)
    last_day, source = read_limit(session, accused_id, kind)
    appeal = Appeal(
        id=new_id(), case_id=case_id, accused_id=accused_id, result_id=result.id, kind=kind, state="recommended",
        last_day=last_day, limit_source=source, awaits=_office_after(route, first.office),
    )  # fmt: skip
    session.add(appeal)
    session.flush()
    _add_step(session, actor, appeal, first.office, "recommended", taken_on, body["reasons"])
    _close(session, actor, case, appeal, "recommended", taken_on)
    return appeal.id


def decide_appeal_step(  # noqa: PLR0917 - session and actor, the appeal in its case, the body, the guard
    session: Session, actor: Actor, case_id: uuid.UUID, appeal_id: uuid.UUID, body: dict[str, Any], if_match: int | None
) -> None:
    """Give the word of the office that an appeal is with: it goes on to the next one, is approved by the last, or ends here."""
    case = open_case(session, actor, case_id, if_match)
    appeal = find_appeal(session, case_id, appeal_id)
    route = read_powers(session, ROUTE, today())
    row = next((row for row in route if row.office == appeal.awaits), None)
    if appeal.state != "recommended" or row is None:
        raise conflict("appeal_elsewhere", "This appeal awaits no office's word.", state=appeal.state)
    require_power(actor, row)
    taken_on = day_of(body["decided_on"], "decided_on", not_before=_last_step_on(session, appeal))
    step = _step_of(row, is_for=body["is_for"])
    appeal.awaits = _office_after(route, row.office) if body["is_for"] else None
    if not body["is_for"]:
        appeal.state = "refused"
    elif appeal.awaits is None:
        appeal.state, appeal.awaits = "approved", FILING_OFFICE
    _add_step(session, actor, appeal, row.office, step, taken_on, body["reasons"])
    _close(session, actor, case, appeal, step, taken_on)


def file_appeal(  # noqa: PLR0917 - session and actor, the appeal in its case, the body, the guard
    session: Session, actor: Actor, case_id: uuid.UUID, appeal_id: uuid.UUID, body: dict[str, Any], if_match: int | None
) -> None:
    """File an approved appeal in the higher court; after its last day only with the reasons for the delay (Limitation Act s.5)."""
    case = open_case(session, actor, case_id, if_match)
    appeal = find_appeal(session, case_id, appeal_id)
    if appeal.state != "approved":
        raise conflict("appeal_not_approved", "Only an approved appeal can be filed.", state=appeal.state)
    way = find_way(session, case, "file_appeal")
    if way is None:
        raise conflict("case_not_decided", "The case is not decided yet. Close it first.", stage=case.stage)
    if way.permission not in actor.may:
        raise forbidden("office_not_yours", "Filing appeals is for another office.", permission=way.permission)
    filed_on = day_of(body["filed_on"], "filed_on", not_before=_last_step_on(session, appeal))
    if appeal.last_day is not None and filed_on > appeal.last_day and body["delay_reasons"] is None:
        raise invalid(
            "appeal_out_of_time", f"The last day was {appeal.last_day.isoformat()}. Give the reasons for the delay.",
            fields={"delay_reasons": ["Say what the court is told about the delay."]},
        )  # fmt: skip
    appeal.state, appeal.awaits, appeal.filed_on = "filed", None, filed_on
    appeal.appeal_number, appeal.delay_reasons = body["appeal_number"], body["delay_reasons"]
    move(session, actor, case, "file_appeal", filed_on)
    note_fact(session, actor, case, "state_appealed", filed_on, accused_id=appeal.accused_id)
    _add_step(session, actor, appeal, FILING_OFFICE, "filed", filed_on, body["delay_reasons"] or "")
    _close(session, actor, case, appeal, "filed", filed_on)


def record_appeal_result(  # noqa: PLR0917 - session and actor, the appeal in its case, the body, the guard
    session: Session, actor: Actor, case_id: uuid.UUID, appeal_id: uuid.UUID, body: dict[str, Any], if_match: int | None
) -> None:
    """Record the higher court's decision. What it changes in an accused's result is entered as that result's correction.

    A retrial sets the result aside and brings the case back to court.
    """
    case = open_case(session, actor, case_id, if_match)
    appeal = find_appeal(session, case_id, appeal_id)
    if appeal.state != "filed":
        raise conflict("appeal_not_pending", "This appeal is not before a court.", state=appeal.state)
    decided_on = day_of(body["decided_on"], "decided_on", not_before=appeal.filed_on)
    if (body["result"] == RETRIAL) != (body["back_to"] is not None):
        raise invalid(
            "retrial_unclear", "Say from where on the accused is tried again, of a retrial alone.",
            fields={"back_to": ["Needed for a retrial, and for nothing else."]},
        )  # fmt: skip
    appeal.state, appeal.decided_on = body["result"], decided_on
    session.flush()
    if body["result"] == RETRIAL:
        order_retrial(session, actor, case, appeal, decided_on, body["back_to"])
    else:
        _leave_appeal(session, actor, case, decided_on)
    note_fact(session, actor, case, "appeal_decided", decided_on, accused_id=appeal.accused_id)
    _add_step(session, actor, appeal, FILING_OFFICE, "decided", decided_on, body["note"] or "")
    _close(session, actor, case, appeal, "decided", decided_on)


def _leave_appeal(session: Session, actor: Actor, case: Case, on: dt.date) -> None:
    """Move the case on, once no other appeal is pending."""
    pending = sa.select(Appeal.id).where(Appeal.case_id == case.id, Appeal.state == "filed").limit(1)
    kind = "last" if session.scalar(pending) is None else "pending"
    move(session, actor, case, "decide_appeal", on, kind=kind)


def find_appeal(session: Session, case_id: uuid.UUID, appeal_id: uuid.UUID) -> Appeal:
    """Give a case's appeal."""
    appeal = session.get(Appeal, appeal_id)
    if appeal is None or appeal.case_id != case_id:
        raise not_found("no_such_appeal", "There is no such appeal in this case.")
    return appeal


def read_limit(session: Session, accused_id: uuid.UUID, kind: str) -> tuple[dt.date | None, str | None]:
    """Give the last day for an appeal and the law that says so, from the clock that the result started."""
    started_by, met_by = _LIMITED_BY[kind]
    clock = session.execute(
        sa.select(Clock.due_on, ClockRule.source)
        .join(ClockRule, sa.and_(ClockRule.rule_id == Clock.rule_id, ClockRule.valid_from == Clock.rule_valid_from))
        .where(
            Clock.accused_id == accused_id, ClockRule.started_by == started_by, ClockRule.met_by.contains([met_by]),
        )
        .order_by(Clock.started_on.desc())
        .limit(1)
    ).first()  # fmt: skip
    return (clock.due_on, clock.source) if clock else (None, None)


def _office_of_report(session: Session, case: Case) -> Row:
    rows = read_powers(session, REPORT, today())
    fitting = [row for row in rows if row.is_special_court in (None, case.is_terrorism)]
    if not fitting:
        raise conflict("no_office", "No office is known that reports acquittals. Ask the administrator.")
    return fitting[0]


def read_result(session: Session, case_id: uuid.UUID, accused_id: uuid.UUID) -> Result:
    """Give an accused's result as it stands; refuse where there is none."""
    find_accused(session, case_id, accused_id)
    live = sa.select(Result).where(Result.accused_id == accused_id, Result.superseded_at.is_(None))
    result = session.scalars(live).one_or_none()
    if result is None:
        raise conflict("result_missing", "This accused has no result yet. Record it first.")
    return result


def _find_open(session: Session, result_id: uuid.UUID, kind: str) -> uuid.UUID | None:
    live = sa.select(Appeal.id).where(Appeal.result_id == result_id, Appeal.kind == kind, Appeal.state.in_(_OPEN))
    found: uuid.UUID | None = session.scalar(live)
    return found


def _office_after(route: list[Row], office: str) -> str | None:
    following = next_office(route, office)
    return following.office if following else None


def _step_of(row: Row, *, is_for: bool) -> str:
    if row.acts == "approve":
        return "approved" if is_for else "refused"
    return "recommended" if is_for else "not_recommended"


def _last_step_on(session: Session, appeal: Appeal) -> dt.date | None:
    found: dt.date | None = session.scalar(
        sa.select(sa.func.max(AppealStep.taken_on)).where(AppealStep.appeal_id == appeal.id)
    )
    return found


def _add_step(  # noqa: PLR0917 - who says what, when and why
    session: Session, actor: Actor, appeal: Appeal, office: str, step: str, on: dt.date, reasons: str
) -> None:
    count = session.scalar(sa.select(sa.func.count()).where(AppealStep.appeal_id == appeal.id)) or 0
    session.add(
        AppealStep(
            id=new_id(), appeal_id=appeal.id, number=count + 1, office=office, step=step, taken_on=on,
            taken_by=actor.id, reasons=reasons,
        )
    )  # fmt: skip


def _close(session: Session, actor: Actor, case: Case, appeal: Appeal, step: str, on: dt.date) -> None:  # noqa: PLR0917 - what happened to which appeal, when
    touch(case)
    refresh_next_due(session, case)
    told = AppealMoved(
        case_id=case.id, appeal_id=appeal.id, accused_id=appeal.accused_id, step=step, state=appeal.state,
        awaits=appeal.awaits, last_day=appeal.last_day,
    )  # fmt: skip
    publish(session, told, audience=audience_of(session, case))
    record(
        session, actor, f"appeal_{step}", f"case:{case.id}", appeal_id=appeal.id, accused_id=appeal.accused_id,
        state=appeal.state, awaits=appeal.awaits, taken_on=on,
    )  # fmt: skip
