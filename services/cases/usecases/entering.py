"""Enter a register's lines as cases: rows in bulk, and for each case its event and its audit entry.

The caller gives the lines in batches, all in one transaction, so that a long register takes little memory.
"""

from __future__ import annotations

import datetime as dt
import uuid
from collections.abc import Collection
from dataclasses import dataclass, field
from typing import Any

import sqlalchemy as sa
from sqlalchemy.orm import Session

from services.cases.models import Act, Case, RegisterImport
from services.cases.rules.clocks import (
    FIR_RECORDED,
    REPORT_RECEIVED,
    Rule,
    applicable_rules,
    due_day,
    first_step_at,
    settled_state,
)
from services.cases.rules.register import Fir, Known, Line, LineReport, digest_fir, digest_line
from services.cases.rules.register_packed import Entry
from services.cases.rules.stages import milestones_of_report
from services.cases.usecases.registration import tell_registered
from services.cases.usecases.timing import read_holidays, read_rules
from services.cases.usecases.today import today
from services.common.actor import Actor
from services.common.audit import record
from services.common.copying import copy_rows
from services.common.ids import new_id


@dataclass(frozen=True, slots=True)
class Start:
    """A clock as a step on one day starts it, in whatever case: its rule, its last day, when its ladder begins."""

    rule: Rule
    started_on: dt.date
    due_on: dt.date
    first_step_at: dt.datetime | None


@dataclass(frozen=True, slots=True)
class Ground:
    """What every line of one import is entered by. The days of a register repeat, so what a day starts is worked out once."""

    import_id: uuid.UUID
    district: str
    clerk: Actor
    acts: dict[str, bool]
    rules: list[Rule]
    holidays: set[dt.date]
    today: dt.date
    starts: dict[tuple[str, dt.date, bool], list[Start]] = field(default_factory=dict)

    def starts_of(self, started_by: str, on: dt.date, *, is_terrorism: bool) -> list[Start]:
        """Give the clocks that a step on a day starts."""
        asked = started_by, on, is_terrorism
        if asked not in self.starts:
            rules = applicable_rules(self.rules, started_by, on, is_terrorism=is_terrorism)
            dues = [(rule, due_day(rule, on, self.holidays)) for rule in rules]
            self.starts[asked] = [Start(rule, on, due, first_step_at(rule, due, self.today)) for rule, due in dues]
        return self.starts[asked]


def find_registered(session: Session, district: str, firs: Collection[Fir]) -> dict[Fir, Known]:
    """Give those of these FIRs that are registered in the district already, with what is registered of them.

    A case that was imported is known by its line, one that was entered by hand by its FIR's day and sections.
    """
    stations = sorted({station for station, _, _ in firs})
    years = sorted({year for _, year, _ in firs})
    known = sa.select(
        Case.police_station_key, Case.fir_year, Case.fir_number, Case.register_line, Case.fir_on, Case.sections
    ).where(
        Case.district == district, Case.police_station_key == sa.any_(sa.literal(stations, sa.ARRAY(sa.Text))),
        Case.fir_year.in_(years),
    )  # fmt: skip
    found: dict[Fir, Known] = {}
    for station, year, number, line, fir_on, sections in session.execute(known.execution_options(yield_per=1000)):
        if (station, year, number) in firs:
            digest = digest_fir(fir_on, sections) if line is None else digest_line(line)
            found[station, year, number] = Known(digest, line is not None)
    return found


def read_ground(session: Session, kept: RegisterImport) -> Ground:
    """Read what an import's lines are entered by."""
    acts = {act.code: act.is_terrorism for act in session.execute(sa.select(Act.code, Act.is_terrorism))}
    rules = [*read_rules(session, FIR_RECORDED), *read_rules(session, REPORT_RECEIVED)]
    holidays = read_holidays(session, kept.district, dt.date.min)
    return Ground(kept.id, kept.district, Actor(id=kept.created_by), acts, rules, holidays, today())


def enter_lines(session: Session, ground: Ground, entries: Collection[Entry]) -> int:
    """Enter lines as cases; give how many."""
    cases: list[dict[str, Any]] = []
    reports: list[dict[str, Any]] = []
    clocks: list[dict[str, Any]] = []
    for line, cells in entries:
        case = _case_row(line, cells, ground)
        its_reports = [_report_row(case["id"], number, one) for number, one in enumerate(line.reports, 1)]
        its_clocks = _clock_rows(case, line, its_reports, ground)
        case["next_due_on"] = min((clock["due_on"] for clock in its_clocks if clock["ended_on"] is None), default=None)
        cases.append(case)
        reports += its_reports
        clocks += its_clocks
        tell_registered(session, case["id"], case)
        record(
            session, ground.clerk, "case_registered", f"case:{case['id']}", import_id=ground.import_id,
            district=ground.district,
        )  # fmt: skip
    for table, rows in (("cases", cases), ("reports", reports), ("clocks", clocks)):
        copy_rows(session, table, rows)
    return len(cases)


def _case_row(line: Line, cells: dict[str, str], ground: Ground) -> dict[str, Any]:
    return {
        "id": new_id(),
        "district": ground.district,
        "police_station": line.police_station,
        "police_station_key": line.police_station_key,
        "fir_number": line.fir_number,
        "fir_year": line.fir_year,
        "fir_as_written": cells.get("fir"),
        "fir_on": line.fir_on,
        "received_on": line.fir_on,
        "sections": line.sections,
        "is_terrorism": any(ground.acts.get(section["act"], False) for section in line.sections),
        "summary": line.summary,
        "register_line": cells,
        "import_id": ground.import_id,
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
    case: dict[str, Any], line: Line, reports: list[dict[str, Any]], ground: Ground
) -> list[dict[str, Any]]:
    rows: list[dict[str, Any]] = []
    terrorism = bool(case["is_terrorism"])
    for start in ground.starts_of(FIR_RECORDED, line.fir_on, is_terrorism=terrorism):
        met_by = start.rule.met_by
        met_on = min((r["received_on"] for r in reports if met_by & milestones_of_report(r["kind"])), default=None)
        rows.append(_clock_row(case, start, ended=(met_on, None)))
    for report in reports:
        ended = (report["settled_on"], report["id"])
        for start in ground.starts_of(REPORT_RECEIVED, report["received_on"], is_terrorism=terrorism):
            rows.append(_clock_row(case, start, ended=ended))
            report["due_on"] = start.due_on
    return rows


def _clock_row(case: dict[str, Any], start: Start, *, ended: tuple[dt.date | None, uuid.UUID | None]) -> dict[str, Any]:
    """Make a clock's row; `ended`: the day its step was taken, if it was, and the report it belongs to, if to one."""
    met_on, report_id = ended
    ended_on, state = met_on, "running"
    if met_on is not None:
        state = settled_state(start.due_on, met_on)
    elif case["decided_on"] is not None:
        ended_on, state = max(start.started_on, case["decided_on"]), "stopped"
    return {
        "id": new_id(),
        "case_id": case["id"],
        "report_id": report_id,
        "rule_id": start.rule.rule_id,
        "rule_valid_from": start.rule.valid_from,
        "started_on": start.started_on,
        "due_on": start.due_on,
        "state": state,
        "ended_on": ended_on,
        "next_step_at": start.first_step_at if ended_on is None else None,
    }
