"""Ask for the transfer of the cases of a court that was abolished (ATA 28; SCCR 7.2).

Before: scheduling closed the court and let its successor take its hearings. Sets off: in each open case before it one task in the
district's pool, to record the transfer with the new court's number (`transfer_case`), which only that court gives.
"""

from __future__ import annotations

import datetime as dt
from typing import Final

import sqlalchemy as sa
from sqlalchemy.orm import Session

from services.cases.access import SYSTEM, hold_case
from services.cases.models import Case, Task
from services.cases.rules.tasks import fill_dates
from services.cases.usecases.tasks import Draft, make_task
from services.cases.usecases.today import today
from services.common.events import Heard
from services.scheduling.events import CourtAbolished

SOURCE: Final = "court_abolished"
_WITHIN: Final = dt.timedelta(days=7)


def ask_for_transfers(session: Session, heard: Heard[CourtAbolished]) -> int:
    """Make the tasks that a court's end asks for; give how many. A case that has its task, or was decided, gets none."""
    event = heard.event
    there = sa.exists().where(Task.case_id == Case.id, Task.cause_id == event.court_id, Task.source == SOURCE)
    chosen = sa.select(Case.id).where(Case.court_id == event.court_id, Case.decided_on.is_(None), sa.not_(there))
    made = 0
    for case_id in session.scalars(chosen.order_by(Case.id)).all():
        case = hold_case(session, case_id)
        if case is not None and case.court_id == event.court_id:
            make_task(session, SYSTEM, case, _draft(event))
            made += 1
    return made


def _draft(event: CourtAbolished) -> Draft:
    return Draft(
        says=(
            f"The court of this case was abolished from {event.closed_on.isoformat()} on; its hearings went over to its successor. "
            "Ask that court for the case's new number and record the transfer."
        ),
        dates=fill_dates(max(today(), event.closed_on) + _WITHIN), held_by="pool", source=SOURCE,
        cause_id=event.court_id,
    )  # fmt: skip
