"""Reading a report's scrutiny in its parts, and its memo."""

from __future__ import annotations

import uuid
from typing import Any, Final

import sqlalchemy as sa
from sqlalchemy.orm import Session

from services.cases.access import see_case
from services.cases.models import (
    Accused,
    Case,
    DefectAnswer,
    DefectCode,
    DelayJudgment,
    District,
    Opinion,
    Report,
    ReportDefect,
    ScrutinyAnswer,
)
from services.cases.queries.cases import trace_sealed_read
from services.cases.queries.routes import pick
from services.cases.rules.memo import DefectLine, OpinionLine, Scrutiny, to_html, to_text, write_memo
from services.cases.rules.names_ur import DEFECTS_UR, DISTRICTS_UR
from services.cases.rules.scrutinising import defect_state
from services.cases.rules.written_days import DIRECTIONS
from services.cases.usecases.scrutinising import read_questions
from services.common.actor import Actor
from services.common.answers import Answer, answer_json
from services.common.database import Database
from services.common.errors import not_found

_ANSWER: Final = ("answer", "says", "answered_on", "decision", "decision_reason", "decided_on")
_GIVEN: Final = ("answer", "note", "answered_by", "answered_at")
_DELAY: Final = ("is_compelling", "asks_for", "reasons", "judged_on", "judged_by")


def read_scrutiny(
    session: Session, actor: Actor, case_id: uuid.UUID, report_id: uuid.UUID, *, status: int = 200
) -> Answer:
    """Answer a report's checklist, defects and judgment of delay."""
    see_case(session, actor, case_id)
    session.flush()
    return _answer(session, case_id, report_id, status)


def read_scrutiny_traced(
    session: Session, database: Database, actor: Actor, case_id: uuid.UUID, report_id: uuid.UUID
) -> Answer:
    """Answer a report's scrutiny; that a sealed case's was read is kept before it is shown."""
    _trace(session, database, actor, case_id)
    return _answer(session, case_id, report_id, 200)


def read_memo(  # noqa: PLR0917 - who reads which report's memo, in which language
    session: Session, database: Database, actor: Actor, case_id: uuid.UUID, report_id: uuid.UUID, lang: str
) -> Answer:
    """Answer the memo of a report's scrutiny, made from what was entered."""
    _trace(session, database, actor, case_id)
    report = _find_report(session, case_id, report_id)
    memo = write_memo(_gather(session, session.get_one(Case, case_id), report, lang), lang)
    view = {
        "report_id": report_id, "lang": lang, "direction": DIRECTIONS[lang], "title": memo.title, "text": to_text(memo),
        "html": to_html(memo),
    }  # fmt: skip
    return answer_json(view)


def find_report_of(session: Session, case_id: uuid.UUID, defect_id: uuid.UUID) -> uuid.UUID:
    """Give the report that a defect of a case belongs to."""
    found = sa.select(Report.id).join(ReportDefect, ReportDefect.report_id == Report.id)
    return session.scalars(found.where(ReportDefect.id == defect_id, Report.case_id == case_id)).one()


def _trace(session: Session, database: Database, actor: Actor, case_id: uuid.UUID) -> None:
    if see_case(session, actor, case_id):
        trace_sealed_read(database, actor, case_id)


def _find_report(session: Session, case_id: uuid.UUID, report_id: uuid.UUID) -> Report:
    report = session.get(Report, report_id)
    if report is None or report.case_id != case_id:
        raise not_found("no_such_report", "There is no such report in this case.")
    return report


def _answer(session: Session, case_id: uuid.UUID, report_id: uuid.UUID, status: int) -> Answer:
    report, case = _find_report(session, case_id, report_id), session.get_one(Case, case_id)
    delay = session.get(DelayJudgment, report_id)
    view = {
        "report_id": report.id, "case_id": case.id, "version": case.version,
        **pick(report, ("round", "kind", "state")),
        "questions": _read_questions(session, case, report),
        "defects": _read_defects(session, report),
        "delay": pick(delay, _DELAY) if delay else None,
    }  # fmt: skip
    return answer_json(view, status=status, etag=case.version)


def _read_questions(session: Session, case: Case, report: Report) -> list[dict[str, Any]]:
    given = {
        row.code: row for row in session.scalars(sa.select(ScrutinyAnswer).where(ScrutinyAnswer.report_id == report.id))
    }
    return [
        {
            **pick(row, ("code", "asks", "asks_ur", "source", "defect_code")),
            **(pick(given[row.code], _GIVEN) if row.code in given else dict.fromkeys(_GIVEN)),
        }
        for row in read_questions(session, report, is_terrorism=case.is_terrorism)
    ]


def _read_defects(session: Session, report: Report) -> list[dict[str, Any]]:
    said: dict[uuid.UUID, list[DefectAnswer]] = {}
    answers = sa.select(DefectAnswer).join(ReportDefect, ReportDefect.id == DefectAnswer.defect_id)
    answers = answers.where(ReportDefect.report_id == report.id).order_by(DefectAnswer.number)
    for row in session.scalars(answers):
        said.setdefault(row.defect_id, []).append(row)
    defects = session.execute(
        sa.select(ReportDefect, DefectCode.says)
        .join(DefectCode, DefectCode.code == ReportDefect.code)
        .where(ReportDefect.report_id == report.id)
        .order_by(ReportDefect.number)
    )
    return [
        {
            **pick(defect, ("id", "number", "code", "note")),
            "says": says,
            "state": _state_of(said.get(defect.id, [])),
            "answers": [pick(row, _ANSWER) for row in said.get(defect.id, [])],
        }
        for defect, says in defects
    ]


def _state_of(answers: list[DefectAnswer]) -> str:
    last = answers[-1] if answers else None
    return defect_state(last.answer, last.decision) if last else defect_state(None, None)


def _gather(session: Session, case: Case, report: Report, lang: str) -> Scrutiny:
    asks = "asks_ur" if lang == "ur" else "asks"
    questions = _read_questions(session, case, report)
    delay = session.get(DelayJudgment, report.id)
    return Scrutiny(
        fir_label=case.fir_label, police_station=case.police_station,
        district=_name_district(session, case.district, lang),
        sections=[f"{one['section']} {one['act'].upper()}" for one in case.sections],
        **pick(report, ("kind", "round", "state", "received_on", "settled_on", "comply_by", "delay_reasons")),
        unanswered=[one[asks] for one in questions if one["answer"] is None],
        missing=[one[asks] for one in questions if one["answer"] == "no"],
        defects=_gather_defects(session, report, lang),
        opinions=_read_opinions(session, report),
        delay=(delay.is_compelling, delay.asks_for, delay.reasons) if delay else None,
    )  # fmt: skip


def _name_district(session: Session, code: str, lang: str) -> str:
    district = session.get(District, code)
    name = district.name if district else code
    return DISTRICTS_UR.get(code, name) if lang == "ur" else name


def _gather_defects(session: Session, report: Report, lang: str) -> list[DefectLine]:
    words = DEFECTS_UR if lang == "ur" else {}
    defects = _read_defects(session, report)
    return [DefectLine(words.get(one["code"], one["says"]), one["note"], one["state"]) for one in defects]


def _read_opinions(session: Session, report: Report) -> list[OpinionLine]:
    rows = session.execute(
        sa.select(Accused.number, Accused.initials, Opinion.opinion, Opinion.reasons)
        .join(Accused, Accused.id == Opinion.accused_id)
        .where(Opinion.report_id == report.id, Opinion.superseded_at.is_(None))
        .order_by(Accused.number)
    )
    return [OpinionLine(row.number, row.initials, row.opinion, row.reasons) for row in rows]
