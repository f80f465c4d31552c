"""`python -m services.scheduling.workers.cause_lists`: reads the cause lists that were sent in, and makes those that were asked for.

The claim is a transaction of its own, so that a file that kills its worker is given up after a few attempts. A file is read by a
child process, cases are asked without a transaction, and what was read is kept in one.
"""

from __future__ import annotations

import uuid
from collections import Counter
from collections.abc import Sequence
from contextlib import suppress
from typing import Final

from sqlalchemy.exc import SQLAlchemyError

from services.common.answering import Equipment
from services.common.logs import get_log
from services.common.working import run_worker
from services.scheduling.clients.cases import find_cases
from services.scheduling.models import CauseListImport
from services.scheduling.rules.cause_list_checks import check_above, mark_rows
from services.scheduling.rules.cause_list_matching import Match, mark_twice, match_numbers, spelling_of
from services.scheduling.rules.cause_list_rows import ListedRow, Table, UnreadableList, turn_days
from services.scheduling.rules.cause_list_states import MATCHED
from services.scheduling.usecases import cause_lists_taking as taking
from services.scheduling.workers.cause_list_files import read_list
from services.scheduling.workers.cause_list_making import make_one

log = get_log(__name__)
MOST_LISTED: Final = 500
_LEASE_SECONDS: Final = 300
_LONGEST: Final = 300
_LONGEST_STATION: Final = 80


def step(equipment: Equipment) -> bool:
    """Read one list or make one; tell whether there was one."""
    return read_one(equipment) or make_one(equipment)


def read_one(equipment: Equipment) -> bool:
    """Read the oldest list that waits, find its cases, and keep both."""
    with equipment.database.transaction() as session:
        claimed = taking.claim_import(session, _LEASE_SECONDS)
    if claimed is None:
        return False
    try:
        state = _read(equipment, claimed)
    except Exception:
        with suppress(SQLAlchemyError), equipment.database.transaction() as session:
            taking.hand_back(session, claimed.id)
        raise
    log.info("cause_list_read", import_id=str(claimed.id), state=state)
    return True


def _read(equipment: Equipment, claimed: CauseListImport) -> str:
    with equipment.database.reading() as session:
        names = taking.read_court_names(session)
        spellings = taking.read_spellings(session, claimed.court_id)
    try:
        table = read_list(claimed.content)
        warnings = check_above(table.above, claimed.court_id, claimed.listed_on, names)
        turn_days(table.rows, claimed.listed_on)
        marked = mark_rows(table.rows, claimed.court_id, claimed.listed_on, names)
        wanted = _require_few([row for row in table.rows if row.row not in marked])
    except UnreadableList as refused:
        with equipment.database.transaction() as session:
            taking.refuse_import(session, claimed.id, refused)
        return refused.code
    matches = {row: Match(state) for row, state in marked.items()}
    explained = _explained(wanted, spellings)
    matches |= explained
    matches |= _find(equipment, claimed, [row for row in wanted if row.row not in explained])
    mark_twice({row.row: matches[row.row] for row in table.rows})
    _mark_shared_times(wanted)
    _keep(equipment, claimed, table, matches, warnings)
    return "read"


def _require_few(rows: list[ListedRow]) -> list[ListedRow]:
    """Refuse more rows of one court and day than a list can have."""
    if len(rows) > MOST_LISTED:
        raise UnreadableList(
            "list_too_long",
            f"{len(rows)} rows are of one court and day; a list has {MOST_LISTED} at most. Send each court's list by itself.",
        )
    return rows


def _explained(rows: Sequence[ListedRow], spellings: dict[str, list[uuid.UUID]]) -> dict[int, Match]:
    """Give the rows whose spelling a clerk explained before."""
    found = {}
    for row in rows:
        cases = spellings.get(spelling_of(row.number, row.text("parties")) or "")
        if cases:
            found[row.row] = Match(MATCHED, list(cases), warnings=["spelling_remembered"])
    return found


def _find(equipment: Equipment, claimed: CauseListImport, rows: Sequence[ListedRow]) -> dict[int, Match]:
    """Ask cases what the rows' numbers mean."""
    lines = [
        {
            "place": row.row, "number": _short(row.text("number"), _LONGEST), "fir": _short(row.text("fir"), _LONGEST),
            "police_station": _short(row.text("police_station"), _LONGEST_STATION),
        }
        for row in rows
    ]  # fmt: skip
    found = find_cases(
        equipment.caller, claimed.asker, lines, court_id=claimed.court_id, district=claimed.district
    )  # fmt: skip
    return {row.row: match_numbers(found[row.row], claimed.court_id) for row in rows}


def _short(text: str | None, most: int) -> str | None:
    return text[:most].strip() or None if text else None


def _mark_shared_times(rows: Sequence[ListedRow]) -> None:
    """Mark the times that many rows share: the list is called from then on, no case has that hour for itself."""
    times = Counter(row.time for row in rows if row.time)
    for row in rows:
        if row.time and times[row.time] > 1:
            row.warnings.append("time_shared")


def _keep(
    equipment: Equipment, claimed: CauseListImport, table: Table, matches: dict[int, Match], warnings: Sequence[str]
) -> None:  # fmt: skip
    with equipment.database.transaction() as session:
        taking.keep_read(session, claimed.id, table.rows, matches, above=table.above, warnings=warnings)


if __name__ == "__main__":
    run_worker("scheduling", "cause-lists", step)
