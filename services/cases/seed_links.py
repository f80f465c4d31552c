"""Demonstration data: what connects the stories, a telephone and a motorcycle that stand in two files. All numbers are invented."""

from __future__ import annotations

from services.cases.schemas.entities import NewEntity
from services.cases.seed_steps import Desk, Step, loaded, person
from services.cases.usecases.entities import add_entity


def holds(kind: str, role: str, **said: str) -> Step:
    """Give the step that records a person or thing of the case."""

    def step(desk: Desk) -> None:
        add_entity(desk.session, person("clerk"), desk.case_id, loaded(NewEntity, kind=kind, role=role, **said))

    return step
