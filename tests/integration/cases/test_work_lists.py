"""Work lists: whose tasks stand in them, in which group, how many, and who may see them."""

from __future__ import annotations

import uuid
from typing import Any

import sqlalchemy as sa
from sqlalchemy.orm import Session

from services.cases import api
from services.cases.access import person_id
from services.cases.models import Task
from services.cases.usecases import tasks_holding as holding
from services.common.actor import Actor
from services.common.ids import new_id
from services.common.tables import audit_entries
from tests.conftest import database_of, make_actor
from tests.integration.cases.asking import ask
from tests.integration.cases.desk import assigned, days_ago, desk, registered, sealed
from tests.integration.cases.working import (
    counted,
    manager,
    outsider,
    refused,
    shown,
    tasked,
    work_list,
    worker,
)


def of_case(rows: list[dict[str, Any]], case_id: uuid.UUID) -> list[dict[str, Any]]:
    """Give a list's rows of one case; other tests' cases may stand beside it."""
    return [row for row in rows if row["case_id"] == str(case_id)]


def moved(session: Session, task_id: uuid.UUID, count: int) -> None:
    """Move a task's dates by days, as time would."""
    by = sa.cast(sa.literal(f"{count} days"), sa.Interval)
    dates = {name: sa.cast(getattr(Task, name) + by, sa.Date) for name in ("remind_on", "due_on", "escalate_on")}
    session.execute(sa.update(Task).where(Task.id == task_id).values(dates))


def test_a_work_list_is_grouped_by_how_pressing_it_is() -> None:
    """Each open task is in one group, lists run from the day due first, and counts agree with the lists."""
    with desk() as session:
        me, case_id = worker(), registered(session)
        made = {offset: tasked(session, me, case_id) for offset in (-7, -8, -10, 0, 1)}
        for offset, task_id in made.items():
            moved(session, task_id, offset)
        ended = tasked(session, me, case_id)
        holding.complete_task(session, me, case_id, ended, None, 1)
        listed = work_list(session, me)
        assert [row["id"] for row in listed] == [str(made[offset]) for offset in sorted(made)]
        assert [row["group"] for row in listed] == [
            "critically_overdue", "overdue", "due_soon", "not_due_yet", "not_due_yet",
        ]  # fmt: skip
        groups = counted(session, me)
        assert groups == {"critically_overdue": 1, "overdue": 1, "due_soon": 1, "not_due_yet": 2}
        for group, count in groups.items():
            assert len(work_list(session, me, group=group)) == count
        assert len(work_list(session, me, limit="2")) == 2


def test_a_task_of_the_team_is_taken_by_one_of_it() -> None:
    """Those on the case see it in their team's list; others cannot take it; once taken it is in no list but the taker's."""
    with desk() as session:
        one, other, case_id = worker(), worker(), registered(session)
        assigned(session, case_id, one.id)
        task_id = tasked(session, one, case_id, held_by="team")
        assert ([row["id"] for row in work_list(session, one, whose="team")], work_list(session, other, whose="team")) == (
            [str(task_id)], [],
        )  # fmt: skip
        assert refused(holding.take_task, session, other, case_id, task_id, 1).code == "not_on_team"
        assert refused(holding.complete_task, session, one, case_id, task_id, None, 1).code == "take_it_first"
        holding.take_task(session, one, case_id, task_id, 1)
        assert (work_list(session, one, whose="team"), len(work_list(session, one))) == ([], 1)
        assert refused(holding.take_task, session, one, case_id, task_id, 2).code == "task_taken"
        holding.give_back_task(session, one, case_id, task_id, "On leave", 2)
        assert (len(work_list(session, one, whose="team")), work_list(session, one)) == (1, [])
        assert refused(holding.give_back_task, session, one, case_id, task_id, "Again", 3).code == "task_not_taken"


def test_a_task_of_the_pool_is_the_districts() -> None:
    """Whoever works in the district finds it and may take it; nobody elsewhere sees, counts or takes it."""
    with desk() as session:
        me, other, case_id = worker(), outsider(), registered(session)
        task_id = tasked(session, me, case_id, held_by="pool")
        assert len(of_case(work_list(session, worker(), whose="pool"), case_id)) == 1
        assert of_case(work_list(session, other, whose="pool"), case_id) == []
        assert refused(holding.take_task, session, other, case_id, task_id, 1).code == "no_such_case"
        holding.take_task(session, me, case_id, task_id, 1)
        assert of_case(work_list(session, me, whose="pool"), case_id) == []


def test_a_sealed_cases_tasks_show_to_its_team_alone() -> None:
    """Whoever loses sight of a case loses its tasks with it, from lists and counts too."""
    with desk() as session:
        me, boss, case_id = worker(), manager(), registered(session)
        tasked(session, me, case_id)
        tasked(session, me, case_id, held_by="pool")
        sealed(session, case_id)
        assert (
            work_list(session, me),
            of_case(work_list(session, me, whose="pool"), case_id),
            sum(counted(session, me).values()),
        ) == (
            [],
            [],
            0,
        )
        assert len(of_case(work_list(session, boss, whose="managed"), case_id)) == 2


def test_other_peoples_lists_are_for_their_managers() -> None:
    """A manager reads anybody's list of the district, a prosecutor only their own."""
    with desk() as session:
        me, boss, case_id = worker(), manager(), registered(session)
        task_id = tasked(session, me, case_id)
        for query in ({"whose": "managed"}, {"whose": "managed", "owner": me.id}, {"owner": boss.id}):
            assert refused(lambda asked=query: work_list(session, me, **asked)).code == "not_your_list"
            assert refused(lambda asked=query: counted(session, me, **asked)).code == "not_your_list"
        assert [row["id"] for row in work_list(session, boss, whose="managed", owner=me.id)] == [str(task_id)]
        assert counted(session, boss, whose="managed", owner=me.id)["not_due_yet"] == 1
        assert work_list(session, boss, whose="managed", owner=str(new_id())) == []
        assert work_list(session, manager("larkana"), whose="managed") == []


def test_a_prosecutors_work_list_is_served_by_one_index() -> None:
    """Among many tasks of others, PostgreSQL finds a page of theirs by the index of owners, and reads no table through."""
    with desk() as session:
        me = worker()
        # Tasks of many cases, each counted anew: what other tests left must not decide which way is the cheapest.
        session.execute(
            sa.text(
                "INSERT INTO cases (id, district, police_station, police_station_key, fir_number, fir_year, fir_on, received_on, sections,"
                " is_terrorism, stage, accused_count) SELECT gen_random_uuid(), 'karachi-south', 'Lists', 'lists', n::text, 1990,"
                " DATE '1990-01-01', DATE '1990-01-01', '[]', false, 'investigation', 1 FROM generate_series(1, 2000) n"
            )
        )
        rows = sa.text(
            "INSERT INTO tasks (id, case_id, district, says, held_by, owner_id, source, remind_on, due_on, escalate_on, is_urgent,"
            " made_by) SELECT gen_random_uuid(), id, 'karachi-south', 'x', 'person', CASE WHEN n % 10 = 0 AND fir_number::int % 10 = 0"
            " THEN CAST(:me AS uuid) ELSE gen_random_uuid() END, 'hand', DATE '2026-01-01' + n, DATE '2026-01-02' + n,"
            " DATE '2026-01-03' + n, false, 'x' FROM cases, generate_series(1, 10) n WHERE police_station_key = 'lists'"
        )
        session.execute(rows, {"me": me.id})
        session.execute(sa.text("ANALYZE tasks"))
        session.execute(sa.text("ANALYZE cases"))
        plan = explained(session, me)
    assert "ix_tasks_owner" in plan
    assert "Seq Scan on tasks" not in plan


def explained(session: Session, actor: Actor) -> str:
    """Give PostgreSQL's plan of the first page of a work list."""
    from services.cases.access import sight
    from services.cases.queries import tasks as queries

    statement = queries._work_list("mine", False, None).select(is_later=False)
    given = {**sight(actor), "today": days_ago(0), "page_limit": 51, "sight_me": person_id(actor)}
    bound = statement.params(**given).compile(session.connection(), compile_kwargs={"render_postcompile": True})
    rows = session.connection().exec_driver_sql(f"EXPLAIN {bound}", bound.construct_params(given))
    return "\n".join(row[0] for row in rows)


def test_services_by_themselves_have_no_list() -> None:
    """An actor without an account has no tasks, and cannot make one of their own."""
    with desk() as session:
        case_id, robot = registered(session), Actor(id="service:cases")
        assert work_list(session, robot) == []
        assert refused(lambda: tasked(session, robot, case_id)).code == "owner_missing"
        assert tasked(session, robot, case_id, held_by="pool")
        assert shown(session, make_actor("cases.read"), case_id, tasked(session, robot, case_id, held_by="team"))


def test_a_sealed_case_in_a_work_list_leaves_its_trace() -> None:
    """That it was shown is kept before it is, for the list as for the case's own tasks; of an open case nothing is."""
    boss = manager()
    with database_of("cases").transaction() as session:
        case_id, open_id = registered(session), registered(session)
        task_id = tasked(session, boss, case_id)
        tasked(session, boss, open_id)
        sealed(session, case_id)
    assert {row["case_id"] for row in ask(api.list_tasks, boss)} == {str(case_id), str(open_id)}
    ask(api.list_case_tasks, boss, path={"case_id": case_id})
    ask(api.read_task, boss, path={"case_id": case_id, "task_id": task_id})
    ask(api.list_directions, boss, path={"case_id": case_id})
    assert traces(case_id) == ["sealed_case_listed", *["sealed_case_read"] * 3]
    assert traces(open_id) == []


def traces(case_id: uuid.UUID) -> list[str]:
    """Give what was kept of reading a case."""
    found = sa.select(audit_entries.c.action).where(
        audit_entries.c.subject == f"case:{case_id}", audit_entries.c.action.like("sealed_case_%")
    )
    with database_of("cases").reading() as session:
        return sorted(session.scalars(found))
