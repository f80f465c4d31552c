"""The demonstration's cases: made once, whole, and alive."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterator
from types import SimpleNamespace
from typing import Any

import orjson
import pytest
import sqlalchemy as sa

from services.cases import seed
from services.cases.models import AbsconderStep, Assignment, Case, CasePerson, Clock, CourtDirection, Task
from services.cases.queries.cases import list_cases
from services.cases.queries.exhibit_gaps import list_cases_with_gaps
from services.cases.queries.performance import read_performance
from services.cases.schemas.case import CaseFilter
from services.cases.schemas.exhibit_gaps import GapsFilter
from services.cases.schemas.performance import PerformanceQuery
from services.cases.seed_steps import case_seed_id, person
from services.cases.usecases.timing_ladder import miss_clocks
from services.common.ids import new_id, seed_id
from services.common.tables import audit_entries, outbox
from tests.conftest import database_of, make_actor
from tests.integration.cases.bench import reads
from tests.integration.cases.desk import days_ago, view

IDS = [case_seed_id(story.label) for story in seed.STORIES]


@pytest.fixture(scope="module", autouse=True)
def _seeded() -> Iterator[None]:
    """Seed a database of this module's own, which is dropped with the others."""
    database_of.cache_clear()
    equipment: Any = SimpleNamespace(database=database_of("cases"))
    seed.seed(equipment)
    yield
    database_of.cache_clear()


def counted() -> list[int]:
    """Count what a seed could make twice."""
    with database_of("cases").reading() as session:
        tables = (Case, Clock, Assignment, outbox, audit_entries)
        return [session.scalar(sa.select(sa.func.count()).select_from(table)) or 0 for table in tables]


def test_seeding_twice_makes_nothing_twice() -> None:
    """Cases, clocks, teams, events and audit entries stay as they were."""
    before = counted()
    assert before[0] == len(seed.STORIES) >= 12
    equipment: Any = SimpleNamespace(database=database_of("cases"))
    seed.seed(equipment)
    assert counted() == before


def test_every_seeded_case_is_readable_and_older_than_any_other() -> None:
    """Each answers its declared shape; a case registered now comes before all of them in a list."""
    with database_of("cases").reading() as session:
        shown = [view(session, case_id, make_actor("cases.read_sealed")) for case_id in IDS]
    assert all(case["summary"] and case["accused"] for case in shown)
    assert all(case_id.version == 7 and case_id < new_id() for case_id in IDS)


def test_the_demonstration_shows_every_stage_and_living_clocks() -> None:
    """Of every stage one at least; something is due soon and something overdue; one is sealed; both prosecutors have work."""
    with database_of("cases").reading() as session:
        cases = list(session.scalars(sa.select(Case)))
        leads = {case.lead_prosecutor_id for case in cases}
    assert set(Counter(case.stage for case in cases)) == {
        "investigation", "scrutiny", "returned", "in_court", "decided",
    }  # fmt: skip
    due = [case.next_due_on for case in cases if case.next_due_on]
    assert any(day < days_ago(0) for day in due)
    assert any(days_ago(0) <= day <= days_ago(-3) for day in due)
    assert leads >= {seed_id("account:prosecutor1"), seed_id("account:prosecutor2")}
    assert len({case.district for case in cases}) >= 3
    assert [case.is_sealed for case in cases].count(True) == 1


def test_lists_and_the_report_are_not_empty_for_the_demonstrations_people() -> None:
    """A prosecutor sees the own cases; the report of the year has decided, returned and pending ones, and reconciles."""
    prosecutor = make_actor("cases.read", id=person("prosecutor1").id, districts=())
    with database_of("cases").transaction() as session:
        miss_clocks(session)
        mine = orjson.loads(list_cases(session, prosecutor, CaseFilter().load({})).body)["items"]
        query = PerformanceQuery().load({"from": str(days_ago(365)), "to": str(days_ago(0))})
        report = orjson.loads(
            read_performance(session, make_actor("cases.read_sealed", "cases.report_small"), query).body
        )
    assert len(mine) >= 5
    assert report["total"]["decided"] == 1
    assert report["total"]["conviction_rate_of_contested"] == 50.0
    assert report["total"]["reports_returned"] >= 3
    assert report["total"]["unexplained"] == 0
    assert len(report["prosecutors"]) == 2


def test_the_demonstration_shows_trials_and_an_appeal_on_its_way() -> None:
    """A trial at its evidence with its remand, a joint trial, bail refused, an acquittal whose appeal awaits the Prosecutor General."""
    with database_of("cases").reading() as session:
        trials = [reads(session, case_id, make_actor("cases.read_sealed")) for case_id in IDS]
    stages = Counter(trial["stage"] for trial in trials)
    assert stages["prosecution_evidence"] == stages["judgment_given"] == 1
    assert [len(trial["joint_trial"]) for trial in trials if trial["joint_trial"]] == [2, 2]
    people = [person for trial in trials for person in trial["accused"]]
    assert [bail["state"] for person in people for bail in person["bail"]] == ["refused"]
    assert sum(len(person["remands"]) for person in people) == 1
    appeals = [appeal for trial in trials for appeal in trial["appeals"]]
    assert [(appeal["awaits"], appeal["days_left"] > 0) for appeal in appeals] == [("prosecutor_general", True)]


def test_the_demonstration_shows_a_gap_of_custody_beside_a_whole_chain() -> None:
    """One case is listed: its empties lack days, Register XIX and road certificate, its pistol nothing."""
    supervisor = make_actor("cases.report")
    with database_of("cases").reading() as session:
        listed = list_cases_with_gaps(session, database_of("cases"), supervisor, GapsFilter().load({}))
    (row,) = orjson.loads(listed.body)["items"]
    assert (row["police_station"], row["longest_days"]) == ("Clifton", 4)
    assert row["kinds"] == {"missing_entry": 2, "unexplained_days": 1}


def test_the_demonstration_has_a_protected_witness_and_a_proclaimed_absconder() -> None:
    """One shows as PW-A and nowhere by name; the absconder was declared one after the time to appear."""
    with database_of("cases").reading() as session:
        protected = session.scalars(sa.select(CasePerson).where(CasePerson.is_protected)).one()
        steps = session.scalars(sa.select(AbsconderStep).order_by(AbsconderStep.taken_on)).all()
    assert (protected.pseudonym, protected.name) == ("PW-A", None)
    assert [(step.step, step.is_early) for step in steps][-1] == ("declared_absconder", False)


def test_the_demonstration_has_work() -> None:
    """A prosecutor's own, a team's and a pool's tasks, one of a checklist, and a court's direction that is still open."""
    with database_of("cases").reading() as session:
        tasks = session.execute(sa.select(Task.held_by, Task.source)).all()
        directions = session.scalars(sa.select(CourtDirection.state)).all()
    assert {held_by for held_by, _ in tasks} == {"person", "team", "pool"}
    assert {source for _, source in tasks} >= {"hand", "checklist"}
    assert directions == ["open"]
