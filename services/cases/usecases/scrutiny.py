"""Scrutiny of police reports by the prosecutor (SCPSA s.9(3) to (6)).

Before: the police forward a report under s.173 CrPC through the prosecutor. Here: it is received (its three days begin),
returned with its defects and a time to mend them, or opined on per accused. After: it is filed in court (`filing`), or
comes again as the next round.
"""

from __future__ import annotations

import datetime as dt
import uuid
from typing import Any

import sqlalchemy as sa
from sqlalchemy.orm import Session

from services.cases.access import open_undecided, require_team, touch
from services.cases.events import OpinionGiven, ReportReceived, ReportReturned
from services.cases.models import Accused, Case, DefectCode, Opinion, Report, ReportDefect
from services.cases.rules.facts import REPORT_RECEIVED, REPORT_RETURNED
from services.cases.rules.replay import Fact
from services.cases.rules.scrutiny import contradiction
from services.cases.rules.stages import milestones_of_report
from services.cases.usecases.people import find_accused
from services.cases.usecases.procedure import find_way, move
from services.cases.usecases.timing import first_due, note_fact, note_facts
from services.cases.usecases.today import day_of, day_refused
from services.cases.usecases.watching import audience_of
from services.common.actor import Actor
from services.common.audit import record
from services.common.errors import conflict, invalid, not_found
from services.common.ids import new_id
from services.common.outbox import publish


def receive_report(
    session: Session, actor: Actor, case_id: uuid.UUID, new: dict[str, Any], *, if_match: int | None = None
) -> uuid.UUID:
    """Receive a police report: the next round of scrutiny begins, and with it the three days of SCPSA s.9(4)(a)."""
    case = open_undecided(session, actor, case_id, if_match)
    last = _find_last_report(session, case_id)
    _require_expected(session, case, last, new["kind"])
    received_on = day_of(new["received_on"], "received_on", not_before=_earliest(case, last))
    report_id = new_id()
    due_on = first_due(session, case, REPORT_RECEIVED, received_on)
    if due_on is None:
        raise day_refused("received_on", "No law on scrutiny is known for this day.")
    report = Report(
        id=report_id, case_id=case_id, round=last.round + 1 if last else 1, state="under_scrutiny",
        due_on=due_on, **{**new, "received_on": received_on},
    )  # fmt: skip
    session.add(report)
    kinds = sorted({REPORT_RECEIVED, *milestones_of_report(new["kind"])})
    note_facts(session, actor, case, [Fact(new_id(), kind, received_on, report_id=report_id) for kind in kinds])
    move(session, actor, case, "receive_report", received_on, kind=new["kind"])
    touch(case)
    told = ReportReceived(
        case_id=case_id, report_id=report_id, round=report.round, kind=report.kind, received_on=received_on,
        due_on=report.due_on,
    )  # fmt: skip
    publish(session, told, audience=audience_of(session, case))
    record(
        session, actor, "report_received", f"case:{case_id}", report_id=report_id, round=report.round,
        kind=report.kind, received_on=received_on,
    )  # fmt: skip
    return report_id


def return_report(  # noqa: PLR0917 - session and actor, the report in its case, the body, the guard
    session: Session, actor: Actor, case_id: uuid.UUID, report_id: uuid.UUID, body: dict[str, Any], if_match: int | None
) -> None:
    """Return a defective report to the police with its defects and a time to mend them (SCPSA ss.9(4)(a), 10(2))."""
    case = open_undecided(session, actor, case_id, if_match)
    require_team(session, actor, case)
    report = find_report_under_scrutiny(session, case_id, report_id)
    returned_on = day_of(body["returned_on"], "returned_on", not_before=report.received_on)
    if body["comply_by"] < returned_on:
        raise day_refused("comply_by", f"This cannot be before {returned_on.isoformat()}.")
    _require_defects_known(session, [defect["code"] for defect in body["defects"]], returned_on)
    session.add_all(
        ReportDefect(id=new_id(), report_id=report_id, number=number, **defect)
        for number, defect in enumerate(body["defects"], 1)
    )
    report.state, report.comply_by = "returned", body["comply_by"]
    report.settled_on, report.settled_by = returned_on, actor.id
    move(session, actor, case, "return_report", returned_on)
    given = body["comply_by"]
    note_fact(session, actor, case, REPORT_RETURNED, returned_on, report_id=report_id, given=given)
    touch(case)
    told = ReportReturned(
        case_id=case_id, report_id=report_id, round=report.round, defect_count=len(body["defects"]), comply_by=given
    )
    publish(session, told, audience=audience_of(session, case))
    record(
        session, actor, "report_returned", f"case:{case_id}", report_id=report_id, round=report.round,
        defects=[defect["code"] for defect in body["defects"]], comply_by=given,
    )  # fmt: skip


def give_opinion(
    session: Session,
    actor: Actor,
    case_id: uuid.UUID,
    report_id: uuid.UUID,
    new: dict[str, Any],
    *,
    if_match: int | None = None,
) -> uuid.UUID:
    """Give an opinion on one accused; it supersedes an earlier one. It does not bind the court."""
    case = open_undecided(session, actor, case_id, if_match)
    require_team(session, actor, case)
    report = find_report_under_scrutiny(session, case_id, report_id)
    accused = find_accused(session, case_id, new["accused_id"])
    wrong = contradiction(new["opinion"], new["evidential_test"], new["public_interest_test"])
    if wrong:
        raise invalid("opinion_contradicts_tests", wrong, fields={"opinion": [wrong]})
    given_on = day_of(new["given_on"], "given_on", not_before=report.received_on)
    _supersede(session, accused)
    opinion = Opinion(
        id=new_id(), case_id=case_id, report_id=report_id, given_by=actor.id, **{**new, "given_on": given_on}
    )
    session.add(opinion)
    touch(case)
    told = OpinionGiven(case_id=case_id, report_id=report_id, accused_id=accused.id, opinion=opinion.opinion)
    publish(session, told, audience=audience_of(session, case))
    record(
        session, actor, "opinion_given", f"case:{case_id}", report_id=report_id, accused_id=accused.id,
        opinion=opinion.opinion,
    )  # fmt: skip
    return opinion.id


def find_report_under_scrutiny(session: Session, case_id: uuid.UUID, report_id: uuid.UUID) -> Report:
    """Give a case's report that is neither returned nor filed yet."""
    report = session.get(Report, report_id)
    if report is None or report.case_id != case_id:
        raise not_found("no_such_report", "There is no such report in this case.")
    if report.state != "under_scrutiny":
        raise conflict(f"report_already_{report.state}", f"This report is {report.state} already.", round=report.round)
    return report


def _find_last_report(session: Session, case_id: uuid.UUID) -> Report | None:
    reports = sa.select(Report).where(Report.case_id == case_id).order_by(Report.round.desc()).limit(1)
    return session.scalars(reports).one_or_none()


def _require_expected(session: Session, case: Case, last: Report | None, kind: str) -> None:
    if last is not None and last.state == "under_scrutiny":
        raise conflict(
            "report_under_scrutiny", "A report is under scrutiny already: return it or file it first.",
            report_id=str(last.id),
        )  # fmt: skip
    if find_way(session, case, "receive_report", kind) is None:
        raise conflict(
            "report_not_expected", "A report of this kind is not expected now.", stage=case.stage, report_kind=kind
        )


def _earliest(case: Case, last: Report | None) -> dt.date:
    return last.settled_on if last is not None and last.settled_on is not None else case.fir_on


def _require_defects_known(session: Session, codes: list[str], on: dt.date) -> None:
    valid = sa.select(DefectCode.code).where(
        DefectCode.code.in_(codes),
        DefectCode.valid_from <= on,
        sa.or_(DefectCode.valid_to.is_(None), DefectCode.valid_to >= on),
    )
    known = set(session.scalars(valid))
    wrong = {
        f"defects.{place}.code": ["This kind of defect is not known on this day. See the list of defects."]
        for place, code in enumerate(codes)
        if code not in known
    }
    if wrong:
        raise invalid("defect_unknown", "Some defects are not known. See the marked fields.", fields=wrong)


def _supersede(session: Session, accused: Accused) -> None:
    session.execute(
        sa.update(Opinion)
        .where(Opinion.accused_id == accused.id, Opinion.superseded_at.is_(None))
        .values(superseded_at=sa.func.clock_timestamp())
    )
