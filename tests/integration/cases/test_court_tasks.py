"""A court that was abolished leaves the transfer of its cases to be recorded: one task a case, however often it is told."""

from __future__ import annotations

import datetime as dt
import uuid

import sqlalchemy as sa

from services.cases.models import Case, Task
from services.cases.usecases.court_tasks import ask_for_transfers
from services.cases.usecases.today import today
from services.common.events import Heard
from services.common.ids import new_id
from services.scheduling.events import CourtAbolished
from tests.integration.cases.desk import desk, filed, registered


def test_each_open_case_of_the_court_gets_its_task() -> None:
    """For the pool, within a week; not those of another court, not one in no court yet, not one that was decided."""
    with desk() as session:
        mine, decided, elsewhere = filed(session), filed(session), filed(session)
        court = session.get_one(Case, mine).court_id
        assert court is not None
        assert session.get_one(Case, elsewhere).court_id != court
        registered(session)
        over = {"stage": "decided", "decided_on": today(), "outcome": "acquitted", "court_id": court}
        session.execute(sa.update(Case).where(Case.id == decided).values(over))
        event = CourtAbolished(court_id=court, closed_on=today(), successor_id=uuid.uuid4())
        heard = Heard(id=new_id(), event=event, occurred_at=dt.datetime.now(dt.UTC), correlation_id="t", actor_id="t")

        assert ask_for_transfers(session, heard) == 1
        assert ask_for_transfers(session, heard) == 0
        [task] = session.scalars(sa.select(Task).where(Task.cause_id == court)).all()
        assert (task.case_id, task.source, task.held_by) == (mine, "court_abolished", "pool")
        assert task.due_on == today() + dt.timedelta(days=7)
