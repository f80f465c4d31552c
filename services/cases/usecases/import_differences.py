"""Say of a register that was refused in which columns it differs from what is registered.

Before: the importer found FIRs that are registered with other facts, and refused the whole file. Sets off: whoever sent it sees each line's
columns side by side, and corrects one of the two. Reading a long workbook again is a worker's job: no entrypoint does it.
"""

from __future__ import annotations

import uuid
from typing import Final

import sqlalchemy as sa
from sqlalchemy.orm import Session

from services.cases.models import Case, ComparedImport, ImportDifference, ImportFault, RegisterImport
from services.cases.rules.differing import Registered, find_differences
from services.cases.rules.register import Fault, Line, read_line
from services.cases.rules.register_file import read_rows
from services.cases.usecases.today import today

FAULT: Final = "fir_already_registered"


def compare_next(session: Session) -> uuid.UUID | None:
    """Compare the oldest refused import that has such faults and was not compared; give it, or None when there is none."""
    compared = sa.exists().where(ComparedImport.import_id == RegisterImport.id)
    differs = sa.exists().where(ImportFault.import_id == RegisterImport.id, ImportFault.code == FAULT)
    waiting = sa.select(RegisterImport).where(RegisterImport.state == "refused", differs, sa.not_(compared))
    found = session.scalars(waiting.order_by(RegisterImport.id).limit(1).with_for_update(skip_locked=True)).first()
    if found is None:
        return None
    faults = sa.select(ImportFault.row).where(ImportFault.import_id == found.id, ImportFault.code == FAULT)
    rows = set(session.scalars(faults))
    for row, cells in read_rows(bytes(found.content)):
        if row in rows and not isinstance(cells, Fault):
            rows.discard(row)
            _compare(session, found, row, cells)
        if not rows:
            break
    session.add(ComparedImport(import_id=found.id))
    session.flush()
    return found.id


def _compare(session: Session, kept: RegisterImport, row: int, cells: dict[str, str]) -> None:
    line, _ = read_line(cells, today())
    case = _find_case(session, kept.district, line)
    if case is None:
        return
    known = Registered(case.register_line, case.fir_on, case.sections)
    columns = [one._asdict() for one in find_differences(line, cells, known)]
    session.add(ImportDifference(import_id=kept.id, row=row, case_id=case.id, columns=columns))


def _find_case(session: Session, district: str, line: Line) -> Case | None:
    station, year, number = line.fir
    return session.scalars(
        sa.select(Case).where(
            Case.district == district, Case.police_station_key == station, Case.fir_year == year, Case.fir_number == number
        )
    ).one_or_none()  # fmt: skip
