"""Taking a protected name out of the work of a case: its tasks, their history, and what courts directed (ATA s.21AA; SWPA 2013).

Before: somebody is protected, and `still_named_in` says that their name stands here. Each place where one of the words stands
becomes `[withheld]`; the rest of the text stays, so that the work can go on.
"""

from __future__ import annotations

import re
import uuid
from collections.abc import Iterable
from typing import Any, Final

import sqlalchemy as sa
from sqlalchemy.orm import Session

from services.cases.access import open_case
from services.cases.models import CourtDirection, Task, TaskStep
from services.common.actor import Actor
from services.common.audit import record
from services.common.errors import conflict

WITHHELD: Final = "[withheld]"


def withhold_from_work(session: Session, actor: Actor, case_id: uuid.UUID, words: Iterable[str]) -> int:
    """Withhold the words wherever they stand in the case's work; tell in how many texts they stood."""
    open_case(session, actor, case_id)
    # The longest first: a name is withheld whole before a part of it is.
    pattern = re.compile("|".join(re.escape(word) for word in sorted(words, key=len, reverse=True)), re.IGNORECASE)
    count = sum(_withhold(row, names, pattern) for row, names in _find_texts(session, case_id))
    if not count:
        raise conflict("not_in_work", "No task or direction of this case holds these words.")
    record(session, actor, "work_texts_withheld", f"case:{case_id}", count=count)
    return count


def _find_texts(session: Session, case_id: uuid.UUID) -> Iterable[tuple[Any, tuple[str, ...]]]:
    steps = sa.select(TaskStep).join(Task, Task.id == TaskStep.task_id).where(Task.case_id == case_id)
    tasks = sa.select(Task).where(Task.case_id == case_id).with_for_update()
    directions = sa.select(CourtDirection).where(CourtDirection.case_id == case_id).with_for_update()
    yield from ((task, ("says", "note", "urgent_why")) for task in session.scalars(tasks))
    yield from ((step, ("why",)) for step in session.scalars(steps))
    yield from ((direction, ("says", "ended_why")) for direction in session.scalars(directions))


def _withhold(row: Any, names: Iterable[str], pattern: re.Pattern[str]) -> int:
    count = 0
    for name in names:
        text = getattr(row, name)
        if text is not None and pattern.search(text):
            setattr(row, name, pattern.sub(WITHHELD, text))
            count += 1
    if count and hasattr(row, "version"):
        row.version += 1
    return count
