"""The demonstration's work: tasks of a person, a team and the pool, a checklist, and what courts directed."""

from __future__ import annotations

from services.cases.schemas.tasks import ChecklistStart, NewDirection, NewTask
from services.cases.seed_steps import Desk, Step, day, loaded, person
from services.cases.usecases.checklists import start_checklist
from services.cases.usecases.directions import give_direction
from services.cases.usecases.tasks import add_task


def has_to(says: str, due: int, *, held_by: str = "team", urgent_why: str | None = None) -> Step:
    """Give the step that makes a task, due in some days: the lead's own, the team's or the pool's."""

    def step(desk: Desk) -> None:
        actor = person(desk.story.team[0] if desk.story.team and held_by == "person" else "supervisor", "cases.assign")
        new = loaded(NewTask, says=says, held_by=held_by, due_on=day(-due), urgent_why=urgent_why)
        add_task(desk.session, actor, desk.case_id, new)

    return step


def works_through(checklist: str) -> Step:
    """Give the step that starts a checklist today."""

    def step(desk: Desk) -> None:
        start_checklist(desk.session, person("supervisor"), desk.case_id, loaded(ChecklistStart, checklist=checklist))

    return step


def is_directed(says: str, addressee: str, *, given: int, due: int) -> Step:
    """Give the step that enters what a court directed some days ago, due in some days."""

    def step(desk: Desk) -> None:
        new = loaded(NewDirection, says=says, addressee=addressee, given_on=day(given), due_on=day(-due))
        give_direction(desk.session, person("supervisor"), desk.case_id, new)

    return step
