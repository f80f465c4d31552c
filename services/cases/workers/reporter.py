"""`python -m services.cases.workers.reporter`: counts and sets the reports that were asked for, one at a time.

The claim is a transaction of its own, so that a report that kills its reporter is given up after a few attempts.
"""

from __future__ import annotations

import datetime as dt
from typing import Any, Final

import orjson
import sqlalchemy as sa

from services.cases.models import MadeReport
from services.cases.queries.cases import trace_sealed_among
from services.cases.queries.made_reports import count_report
from services.cases.rules.days import KARACHI
from services.cases.rules.report_sheet import lay_out
from services.cases.usecases.reporting import asker_of, claim_report, keep_report
from services.cases.workers.report_files import make_pdf, make_xlsx
from services.common.answering import Equipment
from services.common.logs import get_log
from services.common.working import run_worker

log = get_log(__name__)
_LEASE_SECONDS: Final = 900
_LONGEST: Final = "SET LOCAL statement_timeout = '10min'"


def step(equipment: Equipment) -> bool:
    """Make one report; tell whether there was one."""
    with equipment.database.transaction() as session:
        claimed = claim_report(session, _LEASE_SECONDS)
    if claimed is None:
        return False
    counted = _count(equipment, claimed)
    sheet = lay_out(claimed.kind, counted)
    made_at = f"{dt.datetime.now(KARACHI):%Y-%m-%d %H:%M}"
    files = {"pdf": make_pdf(sheet, made_at), "xlsx": make_xlsx(sheet, made_at)}
    with equipment.database.transaction() as session:
        state = keep_report(session, claimed.id, counted, files)
    log.info("report_done", report_id=str(claimed.id), kind=claimed.kind, state=state, rows=len(sheet.rows))
    return True


def _count(equipment: Equipment, claimed: MadeReport) -> dict[str, Any]:
    with equipment.database.transaction() as session:
        session.execute(sa.text(_LONGEST))
        named: set[object] = set()
        counted: dict[str, Any] = orjson.loads(orjson.dumps(count_report(session, claimed, named), default=str))
        trace_sealed_among(session, equipment.database, asker_of(claimed), named)
        return counted


if __name__ == "__main__":
    run_worker("cases", "reporter", step)
