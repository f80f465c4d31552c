"""Look at a case that the prosecution had adjourned twice, and again when it is three times.

Before: scheduling tells how a hearing went (`hearing_records`). Sets off: a task in the district's pool and an event for the team and
the district, each once a case and count, whatever comes twice or is corrected and adjourned again. A terrorism trial has two
adjournments in all (ATA s.19(8)); elsewhere it is the office's own rule that a supervisor asks why.
"""

from __future__ import annotations

import datetime as dt
import uuid
from typing import Final

import sqlalchemy as sa
from sqlalchemy.orm import Session

from services.cases.access import SYSTEM, hold_case
from services.cases.events import AdjournmentsRepeated
from services.cases.models import HearingRecord, Task
from services.cases.rules.tasks import Dates, fill_dates
from services.cases.usecases.tasks import Draft, make_task
from services.cases.usecases.today import today
from services.cases.usecases.watching import audience_of
from services.common.outbox import publish

PROSECUTION: Final = "prosecution"
SOURCE: Final = "adjournments"
_TO_LOOK: Final = dt.timedelta(days=3)
_SAYS: Final = {
    2: "The prosecution has had this case adjourned twice. Ask why, and see that the next hearing can be held.",
    3: "The prosecution has had this case adjourned for the third time. Ask why, and decide who leads it from now on.",
}
_URGENT: Final = {3: "The third adjournment that the prosecution asked for."}


def watch_adjournments(session: Session, hearing_id: uuid.UUID) -> None:
    """Make the task, and tell, once the prosecution's adjournments of a case are two, and once they are three."""
    case_id = session.scalar(sa.select(HearingRecord.case_id).where(HearingRecord.hearing_id == hearing_id))
    case = hold_case(session, case_id) if case_id is not None else None
    if case is None or case.decided_on is not None:
        return
    asked = sa.select(sa.func.count()).where(
        HearingRecord.case_id == case.id, HearingRecord.outcome == "adjourned", HearingRecord.asked_by == PROSECUTION
    )
    made = sa.select(sa.func.count()).where(Task.case_id == case.id, Task.source == SOURCE)
    count, told = session.scalar(asked) or 0, session.scalar(made) or 0
    for reached in range(told + 2, min(count, max(_SAYS)) + 1):
        draft = Draft(
            says=_SAYS[reached], dates=_dates(reached), held_by="pool", urgent_why=_URGENT.get(reached), source=SOURCE,
            cause_id=hearing_id,
        )  # fmt: skip
        make_task(session, SYSTEM, case, draft)
        event = AdjournmentsRepeated(
            case_id=case.id, hearing_id=hearing_id, count=reached, district=None if case.is_sealed else case.district
        )
        publish(session, event, audience=audience_of(session, case))


def _dates(reached: int) -> Dates:
    """Give three days to look at it; the third adjournment is reminded of at once and goes up a day after."""
    due_on = today() + _TO_LOOK
    return Dates(today(), due_on, due_on + dt.timedelta(days=1)) if reached in _URGENT else fill_dates(due_on)
