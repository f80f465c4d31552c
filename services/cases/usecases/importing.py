"""Take in a police station's register: the file is kept as it came, then checked and entered by the importer.

All or nothing: one faulty line refuses the whole file, and its faults are listed line by line. Half a register in the system
is worse than none: nobody could tell which of its FIRs are missing. A dry run checks everything and enters nothing. A register
may be sent again when it has grown: lines that are there already, saying the same, are passed over; others are faults.
"""

from __future__ import annotations

import base64
import datetime as dt
import hashlib
import uuid
from collections.abc import Callable, Iterable
from dataclasses import dataclass, field, replace
from typing import Any

import sqlalchemy as sa
from sqlalchemy.dialects.postgresql import insert
from sqlalchemy.orm import Session, defer

from services.cases.access import SYSTEM, require_district
from services.cases.models import District, ImportFault, ImportProgress, RegisterImport
from services.cases.rules.register import Fault, Fir, column_letter, read_line
from services.cases.rules.register_file import OF_A_ROW, read_rows
from services.cases.rules.register_packed import Packed
from services.cases.usecases.entering import enter_lines, find_registered, read_ground
from services.cases.usecases.today import today
from services.common.actor import Actor
from services.common.audit import record
from services.common.closing import write_events
from services.common.errors import invalid
from services.common.ids import new_id

KEPT_FAULTS = 1000
MOST_ATTEMPTS = 3
BATCH = 1000


# The phase (checking, entering), how many rows are done, and of how many if that is known.
Progress = tuple[str, int, int | None]
Tell = Callable[[Progress], None]


def _tell_nobody(_progress: Progress) -> None:
    """Keep no progress."""


@dataclass(slots=True)
class Checked:
    """A file that was checked: its FIRs by their first rows, and the lines of these; its faults, of which the first are kept."""

    rows: dict[Fir, int] = field(default_factory=dict)
    known: set[Fir] = field(default_factory=set)
    row_count: int = 0
    fault_count: int = 0
    faults: list[tuple[int, Fault]] = field(default_factory=list)
    lines: Packed = field(default_factory=lambda: Packed(BATCH))

    def add_faults(self, row: int, faults: Iterable[Fault]) -> None:
        """Count a row's faults, and keep them while there are few."""
        for fault in faults:
            self.fault_count += 1
            if len(self.faults) < KEPT_FAULTS:
                self.faults.append((row, fault))


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
        _give_up(session, found)
        return None
    found.attempts += 1
    found.state, found.claimed_until = "running", now + dt.timedelta(seconds=lease_seconds)
    return found


def hand_back_import(session: Session, import_id: uuid.UUID) -> None:
    """End a claim early, because its importer failed and lives: the next attempt need not wait for the lease to run out."""
    ended = sa.update(RegisterImport).where(RegisterImport.id == import_id, RegisterImport.state == "running")
    session.execute(ended.values(claimed_until=dt.datetime.now(dt.UTC)))


def keep_progress(session: Session, import_id: uuid.UUID, progress: Progress, lease_seconds: int) -> None:
    """Keep how far an import is, in a transaction of its own; whoever checks a long file goes on holding it.

    While it is entered, the importer's transaction holds it, and nobody else can take it up.
    """
    now = dt.datetime.now(dt.UTC)
    phase, done, of = progress
    told = {"phase": phase, "rows_done": done, "row_total": of, "at": now}
    kept = insert(ImportProgress).values(import_id=import_id, **told)
    session.execute(kept.on_conflict_do_update(index_elements=["import_id"], set_=told))
    if phase == "checking":
        held = sa.update(RegisterImport).where(RegisterImport.id == import_id, RegisterImport.state == "running")
        session.execute(held.values(claimed_until=now + dt.timedelta(seconds=lease_seconds)))


def check_register(content: bytes, tell: Tell = _tell_nobody) -> Checked:
    """Read and check a file without the database; `tell` hears now and then how many rows are done."""
    checked, now = Checked(), today()
    for row, cells in read_rows(content):
        if isinstance(cells, Fault):
            checked.row_count += cells.code in OF_A_ROW
            checked.add_faults(row, [cells])
            continue
        checked.row_count += 1
        line, wrong = read_line(cells, now)
        first = checked.rows.setdefault(line.fir, row)
        if first != row and not wrong:
            wrong.append(Fault("fir", "fir_twice", f"Row {first} has the same FIR."))
        if wrong:
            letters = {column: column_letter(place) for place, column in enumerate(cells)}
            checked.add_faults(row, (replace(fault, letter=letters.get(fault.column or "")) for fault in wrong))
        if first == row:
            checked.lines.add(line, cells)
        if checked.row_count % BATCH == 0:
            tell(("checking", checked.row_count, None))
    return checked


def enter_register(session: Session, import_id: uuid.UUID, checked: Checked, tell: Tell = _tell_nobody) -> str:
    """Enter a checked file whole, but for what is there already, or keep its faults; give the state it ended in."""
    session.execute(sa.text("SET LOCAL statement_timeout = '10min'"))
    session.execute(sa.text("SET LOCAL idle_in_transaction_session_timeout = '10min'"))
    found = sa.select(RegisterImport).options(defer(RegisterImport.content)).where(RegisterImport.id == import_id)
    kept = session.scalars(found.with_for_update()).one()
    if kept.state != "running":
        return kept.state
    _add_known(session, kept, checked)
    kept.row_count, kept.fault_count, kept.known_count = checked.row_count, checked.fault_count, len(checked.known)
    if checked.fault_count:
        kept.state = "refused"
        _keep_faults(session, import_id, checked.faults)
    elif kept.is_dry_run:
        kept.state = "checked"
    else:
        kept.case_count = _enter_all(session, kept, checked, tell)
        kept.state = "imported"
    kept.finished_at, kept.claimed_until = dt.datetime.now(dt.UTC), None
    record(
        session, Actor(id=kept.created_by), f"register_{kept.state}", f"import:{import_id}", rows=kept.row_count,
        faults=kept.fault_count, cases=kept.case_count, known=kept.known_count,
    )  # fmt: skip
    return kept.state


def _enter_all(session: Session, kept: RegisterImport, checked: Checked, tell: Tell) -> int:
    """Enter the lines of a file without faults, but for those that are there already; give how many."""
    ground, done, count = read_ground(session, kept), 0, 0
    for batch in checked.lines.batches():
        done += len(batch)
        count += enter_lines(session, ground, [entry for entry in batch if entry[0].fir not in checked.known])
        # Not all at the commit: the events of a long register would take too much memory until then.
        write_events(session)
        if len(batch) == BATCH:
            tell(("entering", done, checked.row_count))
    return count


def _give_up(session: Session, kept: RegisterImport) -> None:
    kept.state, kept.finished_at, kept.claimed_until, kept.fault_count = "failed", dt.datetime.now(dt.UTC), None, 1
    detail = f"The importer failed {MOST_ATTEMPTS} times at this file; nothing of it was entered. Tell the operators."
    _keep_faults(session, kept.id, [(0, Fault(None, "import_failed", detail))])
    record(session, SYSTEM, "register_failed", f"import:{kept.id}", attempts=kept.attempts)


def _read_content(new: dict[str, Any]) -> bytes:
    if "text" in new:
        return str(new["text"]).encode()
    try:
        return base64.b64decode(new["content_base64"], validate=True)
    except ValueError:
        wrong = {"content_base64": ["This is not base64."]}
        raise invalid("content_unreadable", "The file cannot be read as base64.", fields=wrong) from None


def _add_known(session: Session, kept: RegisterImport, checked: Checked) -> None:
    """Set apart those FIRs that are registered already: with the same facts they are passed over, with others faulty."""
    known = find_registered(session, kept.district, checked.rows)
    if not known:
        return
    checked.known = {
        line.fir
        for batch in checked.lines.batches()
        for line, cells in batch
        if line.fir in known and known[line.fir].says(line, cells)
    }
    detail = "This FIR is registered already, and the register says something else of it. Correct one of the two."
    fault = Fault("fir", "fir_already_registered", detail)
    again = [(checked.rows[fir], fault) for fir in known if fir not in checked.known]
    checked.fault_count += len(again)
    checked.faults = sorted([*checked.faults, *again], key=lambda found: found[0])[:KEPT_FAULTS]


def _keep_faults(session: Session, import_id: uuid.UUID, faults: list[tuple[int, Fault]]) -> None:
    rows = [
        {
            "import_id": import_id, "number": number, "row": row, "column": fault.column, "letter": fault.letter,
            "code": fault.code, "detail": fault.detail,
        }
        for number, (row, fault) in enumerate(faults, 1)
    ]  # fmt: skip
    session.execute(sa.insert(ImportFault), rows)
