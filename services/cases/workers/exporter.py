"""`python -m services.cases.workers.exporter`: makes the files that were asked for, one at a time; between them it goes through registers.

The claim is a transaction of its own, so that a file that kills its exporter is given up after a few attempts; another exporter
takes it up when the lease has run out.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from typing import Any, Final

import orjson
import sqlalchemy as sa

from services.cases.clients.vault import open_vault
from services.cases.models import Export
from services.cases.queries.exporting import HEADING, read_rows
from services.cases.rules.exporting import ending_of
from services.cases.settings import require_vault_keys
from services.cases.usecases.exporting import asker_of, claim_export, keep_made
from services.cases.usecases.import_differences import compare_next
from services.cases.usecases.withholding_registers import withhold_next
from services.cases.workers.case_file import make_pdf
from services.cases.workers.sheets import make_csv, make_xlsx
from services.common.answering import Equipment
from services.common.audit import record
from services.common.logs import get_log
from services.common.working import run_worker

log = get_log(__name__)
_LEASE_SECONDS: Final = 300
_LONGEST: Final = "SET LOCAL statement_timeout = '10min'"
_MAKERS: Final = {"csv": make_csv, "xlsx": make_xlsx}


def step(equipment: Equipment) -> bool:
    """Make one file, compare one refused register, or take one name out of registers; tell whether there was anything."""
    with equipment.database.transaction() as session:
        claimed = claim_export(session, _LEASE_SECONDS)
    if claimed is None:
        return _compare(equipment) or _withhold(equipment)
    sealed: list[str] = []
    content, rows = _make(equipment, claimed, sealed)
    with equipment.database.transaction() as session:
        for case_id in sealed:
            record(session, asker_of(claimed), "sealed_case_listed", f"case:{case_id}", export_id=claimed.id)
        state = keep_made(session, claimed.id, content, rows)
    log.info("export_done", export_id=str(claimed.id), kind=claimed.kind, state=state, bytes=len(content))
    return True


def _compare(equipment: Equipment) -> bool:
    with equipment.database.transaction() as session:
        session.execute(sa.text(_LONGEST))
        import_id = compare_next(session)
    if import_id is not None:
        log.info("import_compared", import_id=str(import_id))
    return import_id is not None


def _withhold(equipment: Equipment) -> bool:
    with equipment.database.transaction() as session:
        session.execute(sa.text(_LONGEST))
        return withhold_next(session, open_vault)


def _make(equipment: Equipment, claimed: Export, sealed: list[str]) -> tuple[bytes, int]:
    """Make a file; which sealed cases its list shows is noted in `sealed`."""
    ending = ending_of(claimed.kind)
    if ending == "pdf":
        return make_pdf(orjson.loads(claimed.wanted["package"])), 1
    # A transaction, for the rows come by a cursor: all of one moment, and not all in memory.
    with equipment.database.transaction() as session:
        rows = read_rows(session, asker_of(claimed), claimed.wanted)
        return _MAKERS[ending](HEADING, _note_sealed(rows, sealed))


def _note_sealed(rows: Iterable[list[Any]], sealed: list[str]) -> Iterator[list[Any]]:
    is_sealed, case_id = HEADING.index("Sealed"), HEADING.index("Case id")
    for row in rows:
        if row[is_sealed]:
            sealed.append(row[case_id])
        yield row


if __name__ == "__main__":
    require_vault_keys()
    run_worker("cases", "exporter", step)
