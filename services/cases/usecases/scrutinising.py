"""Scrutiny in its parts: the checklist, the police's answers to defects and their disputes, and delay weighed (SCPSA 9(4), 9(5)).

Before: a report is under scrutiny, or went back with defects. Sets off: an accepted dispute withdraws its defect; an interim
report can be filed once it is said whether its reasons are compelling.
"""

from __future__ import annotations

import datetime as dt
import uuid
from typing import Any

import sqlalchemy as sa
from sqlalchemy.dialects.postgresql import insert
from sqlalchemy.orm import Session

from services.cases.access import open_undecided, require_team, touch
from services.cases.models import DefectAnswer, DelayJudgment, Report, ReportDefect, ScrutinyAnswer, ScrutinyQuestion
from services.cases.rules.procedure import is_valid
from services.cases.rules.scrutinising import delay_contradiction
from services.cases.usecases.scrutiny import find_report_under_scrutiny
from services.cases.usecases.today import day_of
from services.common.actor import Actor
from services.common.audit import record
from services.common.errors import conflict, invalid, not_found
from services.common.ids import new_id


def answer_questions(  # noqa: PLR0917 - session and actor, the report in its case, the body, the guard
    session: Session, actor: Actor, case_id: uuid.UUID, report_id: uuid.UUID, body: dict[str, Any], if_match: int | None
) -> None:
    """Answer questions of the checklist on a report; an answer given before is replaced."""
    case = open_undecided(session, actor, case_id, if_match)
    require_team(session, actor, case)
    report = find_report_under_scrutiny(session, case_id, report_id)
    asked = {row.code for row in read_questions(session, report, is_terrorism=case.is_terrorism)}
    wrong = {
        f"answers.{place}.code": ["This question is not asked of this report. See its checklist."]
        for place, answer in enumerate(body["answers"])
        if answer["code"] not in asked
    }
    if wrong:
        raise invalid("question_unknown", "Some questions are not known. See the marked fields.", fields=wrong)
    for answer in body["answers"]:
        row = {**answer, "report_id": report_id, "answered_by": actor.id, "answered_at": dt.datetime.now(dt.UTC)}
        kept = {name: row[name] for name in ("answer", "note", "answered_by", "answered_at")}
        session.execute(
            insert(ScrutinyAnswer).values(row).on_conflict_do_update(index_elements=["report_id", "code"], set_=kept)
        )
    touch(case)
    answers = {answer["code"]: answer["answer"] for answer in body["answers"]}
    record(session, actor, "checklist_answered", f"case:{case_id}", report_id=report_id, answers=answers)


def read_questions(session: Session, report: Report, *, is_terrorism: bool) -> list[ScrutinyQuestion]:
    """Give the questions that are asked of a report of its kind, as they stood on the day it was received."""
    kinds = {"every_case", "terrorism" if is_terrorism else "ordinary"}
    rows = session.scalars(sa.select(ScrutinyQuestion).order_by(ScrutinyQuestion.position)).all()
    return [
        row
        for row in rows
        if is_valid(row.valid_from, row.valid_to, report.received_on)
        and row.applies_to in kinds
        and (not row.kinds or report.kind in row.kinds)
    ]


def answer_defect(  # noqa: PLR0917 - session and actor, the defect in its case, the body, the guard
    session: Session, actor: Actor, case_id: uuid.UUID, defect_id: uuid.UUID, body: dict[str, Any], if_match: int | None
) -> uuid.UUID:
    """Record what the police say to a defect: that it is removed, or that it is none and why."""
    case = open_undecided(session, actor, case_id, if_match)
    report, _ = _find_defect(session, case_id, defect_id)
    last = _last_answer(session, defect_id)
    if last is not None and (last.answer == "removed" or last.decision != "rejected"):
        raise conflict("defect_answered", "The police have answered this defect. Decide the dispute first.")
    answered_on = day_of(body["answered_on"], "answered_on", not_before=report.settled_on)
    answer = DefectAnswer(
        id=new_id(), defect_id=defect_id, number=last.number + 1 if last else 1, answer=body["answer"],
        says=body["says"], answered_on=answered_on, recorded_by=actor.id,
    )  # fmt: skip
    session.add(answer)
    touch(case)
    record(
        session, actor, f"defect_{body['answer']}", f"case:{case_id}", report_id=report.id, defect_id=defect_id,
        answered_on=answered_on,
    )  # fmt: skip
    return answer.id


def decide_dispute(  # noqa: PLR0917 - session and actor, the defect in its case, the body, the guard
    session: Session, actor: Actor, case_id: uuid.UUID, defect_id: uuid.UUID, body: dict[str, Any], if_match: int | None
) -> None:
    """Accept or reject the police's dispute of a defect, with the reason."""
    case = open_undecided(session, actor, case_id, if_match)
    require_team(session, actor, case)
    report, _ = _find_defect(session, case_id, defect_id)
    last = _last_answer(session, defect_id)
    if last is None or last.answer != "disputed" or last.decision is not None:
        raise conflict("nothing_disputed", "The police dispute nothing here that is not decided.")
    last.decided_on = day_of(body["decided_on"], "decided_on", not_before=last.answered_on)
    last.decision, last.decision_reason, last.decided_by = body["decision"], body["reason"], actor.id
    touch(case)
    record(
        session, actor, f"dispute_{body['decision']}", f"case:{case_id}", body["reason"], report_id=report.id,
        defect_id=defect_id, decided_on=last.decided_on,
    )  # fmt: skip


def judge_delay(  # noqa: PLR0917 - session and actor, the report in its case, the body, the guard
    session: Session, actor: Actor, case_id: uuid.UUID, report_id: uuid.UUID, body: dict[str, Any], if_match: int | None
) -> None:
    """Say whether an interim report's reasons for delay are compelling, and what the court is asked for (SCPSA s.9(5))."""
    case = open_undecided(session, actor, case_id, if_match)
    require_team(session, actor, case)
    report = find_report_under_scrutiny(session, case_id, report_id)
    if report.kind != "interim":
        raise conflict("report_not_interim", "Only the delay of an interim report is weighed.", report_kind=report.kind)
    wrong = delay_contradiction(is_compelling=body["is_compelling"], asks_for=body["asks_for"])
    if wrong:
        raise invalid("delay_contradicts", wrong, fields={"asks_for": [wrong]})
    judged_on = day_of(body["judged_on"], "judged_on", not_before=report.received_on)
    row = {**body, "report_id": report_id, "judged_on": judged_on, "judged_by": actor.id}
    session.execute(
        insert(DelayJudgment)
        .values(row)
        .on_conflict_do_update(index_elements=["report_id"], set_={k: v for k, v in row.items() if k != "report_id"})
    )
    touch(case)
    record(
        session, actor, "delay_judged", f"case:{case_id}", report_id=report_id, is_compelling=body["is_compelling"],
        asks_for=body["asks_for"], judged_on=judged_on,
    )  # fmt: skip


def require_delay_judged(session: Session, report: Report) -> None:
    """Refuse to file an interim report whose delay nobody weighed."""
    if report.kind == "interim" and session.get(DelayJudgment, report.id) is None:
        raise conflict(
            "delay_not_judged", "Say first whether the reasons for the delay are compelling (SCPSA s.9(5)).",
            report_id=str(report.id),
        )  # fmt: skip


def _find_defect(session: Session, case_id: uuid.UUID, defect_id: uuid.UUID) -> tuple[Report, ReportDefect]:
    found = session.execute(
        sa.select(Report, ReportDefect)
        .join(ReportDefect, ReportDefect.report_id == Report.id)
        .where(ReportDefect.id == defect_id, Report.case_id == case_id)
    ).one_or_none()
    if found is None:
        raise not_found("no_such_defect", "There is no such defect in this case.")
    return found.Report, found.ReportDefect


def _last_answer(session: Session, defect_id: uuid.UUID) -> DefectAnswer | None:
    answers = sa.select(DefectAnswer).where(DefectAnswer.defect_id == defect_id)
    return session.scalars(answers.order_by(DefectAnswer.number.desc()).limit(1)).one_or_none()
