"""Take in a police station's register: the file is kept as it came, then checked and entered by the importer.

All or nothing: one faulty line refuses the whole file, and its faults are listed line by line. Half a register in the system
is worse than none: nobody could tell which of its FIRs are missing. A dry run checks everything and enters nothing.
"""

from __future__ import annotations

import base64
import binascii
import datetime as dt
import hashlib
import uuid
from dataclasses import dataclass
from typing import Any

import sqlalchemy as sa
from sqlalchemy.orm import Session

from services.cases.access import require_district
from services.cases.models import Act, District, ImportFault, RegisterImport
from services.cases.rules.register import Fault, Line, read_line
from services.cases.rules.register_file import Sheet, read_sheet
from services.cases.usecases.entering import enter_lines, find_registered
from services.cases.usecases.today import today
from services.common.actor import Actor
from services.common.audit import record
from services.common.errors import invalid
from services.common.ids import new_id

KEPT_FAULTS = 1000
MOST_ATTEMPTS = 3


@dataclass(slots=True)
class Checked:
    """A file that was read: its good lines with their rows and cells, and every fault."""

    lines: list[tuple[int, Line, dict[str, str]]]
    faults: list[tuple[int, Fault]]
    row_count: int


def take_in_register(session: Session, actor: Actor, new: dict[str, Any]) -> uuid.UUID:
    """Keep a register's file for the importer."""
    require_district(actor, new["district"])
    if session.get(District, new["district"]) is None:
        raise invalid("district_unknown", "This district is not known.", fields={"district": ["Unknown district."]})
    content = _read_content(new)
    kept = RegisterImport(
        id=new_id(), district=new["district"], file_name=new["file_name"], content=content,
        sha256=hashlib.sha256(content).hexdigest(), is_dry_run=new["is_dry_run"], state="queued", created_by=actor.id,
    )  # fmt: skip
    session.add(kept)
    session.flush()
    record(session, actor, "register_taken_in", f"import:{kept.id}", district=kept.district, sha256=kept.sha256)
    return kept.id


def claim_import(session: Session, lease_seconds: int) -> RegisterImport | None:
    """Claim the oldest file that waits, or whose importer died; one that failed too often is given up."""
    now = dt.datetime.now(dt.UTC)
    free = sa.or_(
        RegisterImport.state == "queued",
        sa.and_(RegisterImport.state == "running", RegisterImport.claimed_until < now),
    )
    waiting = sa.select(RegisterImport).where(RegisterImport.state.in_(("queued", "running")), free)
    found = session.scalars(waiting.order_by(RegisterImport.id).limit(1).with_for_update(skip_locked=True)).first()
    if found is None:
        return None
    if found.attempts >= MOST_ATTEMPTS:
        found.state, found.finished_at = "failed", now
        return None
    found.attempts += 1
    found.state, found.claimed_until = "running", now + dt.timedelta(seconds=lease_seconds)
    return found


def check_register(content: bytes) -> Checked:
    """Read and check a file without the database."""
    sheet = read_sheet(content)
    lines: list[tuple[int, Line, dict[str, str]]] = []
    faults = list(sheet.faults)
    seen: dict[tuple[str, int, str], int] = {}
    for row, cells in sheet.rows:
        line, wrong = read_line(cells, today())
        first = seen.setdefault((line.police_station_key, line.fir_year, line.fir_number), row)
        if not wrong and first != row:
            wrong.append(Fault("fir", "fir_twice", f"Row {first} has the same FIR."))
        faults += [(row, fault) for fault in wrong]
        if not wrong:
            lines.append((row, line, cells))
    return Checked(lines, faults, _count_rows(sheet))


def enter_register(session: Session, import_id: uuid.UUID, checked: Checked) -> str:
    """Enter a checked file whole, or keep its faults; give the state it ended in."""
    session.execute(sa.text("SET LOCAL statement_timeout = '10min'"))
    session.execute(sa.text("SET LOCAL idle_in_transaction_session_timeout = '10min'"))
    kept = session.scalars(sa.select(RegisterImport).where(RegisterImport.id == import_id).with_for_update()).one()
    if kept.state != "running":
        return kept.state
    faults = [*checked.faults, *_find_known(session, kept.district, checked)]
    kept.row_count, kept.fault_count = checked.row_count, len(faults)
    if faults:
        kept.state = "refused"
        _keep_faults(session, import_id, faults)
    elif kept.is_dry_run:
        kept.state = "checked"
    else:
        acts = {act.code: act.is_terrorism for act in session.execute(sa.select(Act.code, Act.is_terrorism))}
        clerk = Actor(id=kept.created_by)
        lines = [(line, cells) for _, line, cells in checked.lines]
        kept.case_count = enter_lines(session, clerk, kept.district, import_id, lines, acts)
        kept.state = "imported"
    kept.finished_at, kept.claimed_until = dt.datetime.now(dt.UTC), None
    record(
        session, Actor(id=kept.created_by), f"register_{kept.state}", f"import:{import_id}", rows=kept.row_count,
        faults=kept.fault_count, cases=kept.case_count,
    )  # fmt: skip
    return kept.state


def _read_content(new: dict[str, Any]) -> bytes:
    if "text" in new:
        return str(new["text"]).encode()
    try:
        return base64.b64decode(new["content_base64"], validate=True)
    except binascii.Error:
        wrong = {"content_base64": ["This is not base64."]}
        raise invalid("content_unreadable", "The file cannot be read as base64.", fields=wrong) from None


def _count_rows(sheet: Sheet) -> int:
    return len(sheet.rows) + len({row for row, fault in sheet.faults if fault.code == "cells_do_not_match"})


def _find_known(session: Session, district: str, checked: Checked) -> list[tuple[int, Fault]]:
    known = find_registered(session, district, [line for _, line, _ in checked.lines])
    detail = "This FIR is registered already."
    return [
        (row, Fault("fir", "fir_already_registered", detail))
        for row, line, _ in checked.lines
        if (line.police_station_key, line.fir_year, line.fir_number) in known
    ]


def _keep_faults(session: Session, import_id: uuid.UUID, faults: list[tuple[int, Fault]]) -> None:
    kept = sorted(faults, key=lambda found: found[0])[:KEPT_FAULTS]
    rows = [
        {
            "import_id": import_id, "number": number, "row": row, "column": fault.column, "code": fault.code,
            "detail": fault.detail,
        }
        for number, (row, fault) in enumerate(kept, 1)
    ]  # fmt: skip
    session.execute(sa.insert(ImportFault), rows)
