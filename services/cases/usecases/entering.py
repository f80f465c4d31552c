"""Enter a register's lines as cases, all at once: rows in bulk, and for each case its event and its audit entry."""

from __future__ import annotations

import datetime as dt
import uuid
from typing import Any

import sqlalchemy as sa
from sqlalchemy.orm import Session

from services.cases.models import Case, Clock, Report
from services.cases.rules.clocks import FIR_RECORDED, REPORT_RECEIVED, Rule, applicable_rules, due_day, settled_state
from services.cases.rules.register import Line, LineReport
from services.cases.rules.stages import milestones_of_report
from services.cases.usecases.registration import tell_registered
from services.cases.usecases.timing import read_holidays, read_rules
from services.common.actor import Actor
from services.common.audit import record
from services.common.ids import new_id

Fir = tuple[str, int, str]


def find_registered(session: Session, district: str, lines: list[Line]) -> set[Fir]:
    """Give the FIRs of these lines that are registered in the district already."""
    years = sorted({line.fir_year for line in lines})
    stations = sorted({line.police_station_key for line in lines})
    known = sa.select(Case.police_station_key, Case.fir_year, Case.fir_number).where(
        Case.district == district, Case.police_station_key.in_(stations), Case.fir_year.in_(years)
    )
    return {(station, year, number) for station, year, number in session.execute(known)}


def enter_lines(  # noqa: PLR0917 - the lines, where they belong, and who sent them
    session: Session,
    actor: Actor,
    district: str,
    import_id: uuid.UUID,
    lines: list[tuple[Line, dict[str, str]]],
    acts: dict[str, bool],
) -> int:
    """Enter the lines as cases; give how many."""
    if not lines:
        return 0
    rules = [*read_rules(session, FIR_RECORDED), *read_rules(session, REPORT_RECEIVED)]
    holidays = read_holidays(session, district, min(line.fir_on for line, _ in lines))
    cases: list[dict[str, Any]] = []
    reports: list[dict[str, Any]] = []
    clocks: list[dict[str, Any]] = []
    for line, cells in lines:
        case = _case_row(line, cells, district, import_id, acts)
        its_reports = [_report_row(case["id"], number, one) for number, one in enumerate(line.reports, 1)]
        its_clocks = _clock_rows(case, line, its_reports, rules, holidays)
        case["next_due_on"] = min((clock["due_on"] for clock in its_clocks if clock["ended_on"] is None), default=None)
        cases.append(case)
        reports += its_reports
        clocks += its_clocks
        tell_registered(session, case["id"], case)
        record(session, actor, "case_registered", f"case:{case['id']}", import_id=import_id, district=district)
    for model, rows in ((Case, cases), (Report, reports), (Clock, clocks)):
        if rows:
            session.execute(sa.insert(model), rows)
    return len(cases)


def _case_row(
    line: Line, cells: dict[str, str], district: str, import_id: uuid.UUID, acts: dict[str, bool]
) -> dict[str, Any]:
    return {
        "id": new_id(),
        "district": district,
        "police_station": line.police_station,
        "police_station_key": line.police_station_key,
        "fir_number": line.fir_number,
        "fir_year": line.fir_year,
        "fir_on": line.fir_on,
        "received_on": line.fir_on,
        "sections": line.sections,
        "is_terrorism": any(acts.get(section["act"], False) for section in line.sections),
        "summary": line.summary,
        "register_line": {column: text for column, text in cells.items() if text},
        "import_id": import_id,
        "stage": line.stage,
        "filed_on": line.filed_on,
        "decided_on": line.decided_on,
        "outcome": line.outcome,
        "next_due_on": None,
    }


def _report_row(case_id: uuid.UUID, number: int, report: LineReport) -> dict[str, Any]:
    return {
        "id": new_id(),
        "case_id": case_id,
        "round": number,
        "kind": report.kind,
        "received_on": report.received_on,
        "due_on": report.received_on,
        "state": report.state,
        "settled_on": report.settled_on,
        "comply_by": report.settled_on if report.state == "returned" else None,
    }


def _clock_rows(
    case: dict[str, Any], line: Line, reports: list[dict[str, Any]], rules: list[Rule], holidays: set[dt.date]
) -> list[dict[str, Any]]:
    rows: list[dict[str, Any]] = []
    terrorism = bool(case["is_terrorism"])
    for rule in applicable_rules(rules, FIR_RECORDED, line.fir_on, is_terrorism=terrorism):
        met_on = min((r["received_on"] for r in reports if rule.met_by & milestones_of_report(r["kind"])), default=None)
        rows.append(_clock_row(case, rule, line.fir_on, holidays, met_on, None))
    for report in reports:
        for rule in applicable_rules(rules, REPORT_RECEIVED, report["received_on"], is_terrorism=terrorism):
            rows.append(_clock_row(case, rule, report["received_on"], holidays, report["settled_on"], report["id"]))
            report["due_on"] = rows[-1]["due_on"]
    return rows


def _clock_row(  # noqa: PLR0917 - a plain row
    case: dict[str, Any],
    rule: Rule,
    on: dt.date,
    holidays: set[dt.date],
    met_on: dt.date | None,
    report_id: uuid.UUID | None,
) -> dict[str, Any]:
    due_on = due_day(rule, on, holidays)
    ended_on, state = met_on, "running"
    if met_on is not None:
        state = settled_state(due_on, met_on)
    elif case["decided_on"] is not None:
        ended_on, state = max(on, case["decided_on"]), "stopped"
    return {
        "id": new_id(),
        "case_id": case["id"],
        "report_id": report_id,
        "rule_id": rule.rule_id,
        "rule_valid_from": rule.valid_from,
        "started_on": on,
        "due_on": due_on,
        "state": state,
        "ended_on": ended_on,
    }
