"""What is measured on a province: each job draws what it asks for by a seed, and asks as the service itself does."""

from __future__ import annotations

import datetime as dt
import random
import time
import uuid
from collections.abc import Callable, Sequence
from contextlib import suppress
from dataclasses import dataclass
from statistics import median
from typing import Any, Final

import sqlalchemy as sa
from sqlalchemy.exc import DBAPIError
from sqlalchemy.orm import Session

from services.cases.models import Case
from services.cases.queries.cases import list_cases, read_case
from services.cases.queries.forms import make_court_return
from services.cases.queries.searching import search_cases
from services.cases.queries.tasks import list_tasks
from services.cases.schemas.case import CaseFilter
from services.cases.schemas.report_figures import ReturnQuery
from services.cases.schemas.searching import SearchQuery
from services.cases.schemas.tasks import TaskFilter
from services.common.actor import Actor
from services.common.database import Database
from tests.load.province import Province
from tests.load.summary import percentile

WARMING: Final = 10
MOST_SECONDS: Final = 60
_PERMISSIONS: Final = frozenset({"cases.read", "cases.report", "cases.report_small", "cases.returns"})


@dataclass(frozen=True)
class Ground:
    """A filled database, what lies in it, and ids of its cases spread over all of it."""

    database: Database
    province: Province
    case_ids: list[uuid.UUID]
    count: int


@dataclass(frozen=True)
class Measured:
    """How long a job took, in milliseconds: half of the draws at most `p50`, 95 of 100 at most `p95`."""

    job: str
    count: int
    draws: int
    p50: float
    p95: float
    plan: str = ""


def open_ground(url: str, province: Province, count: int, draws: int, seed: int) -> Ground:
    """Open a database for the jobs."""
    database = Database(url, size=2, name="bench")
    with database.reading() as session:
        spread = (
            sa.select(Case.id)
            .where(~Case.is_sealed)
            .order_by(sa.func.md5(sa.cast(Case.id, sa.Text) + str(seed)))
            .limit(draws + WARMING)
        )
        return Ground(database, province, list(session.scalars(spread)), count)


def reader(account: uuid.UUID | None = None) -> Actor:
    """Make somebody who sees the whole province, or a prosecutor who sees their own cases there too."""
    return Actor(id=str(account or uuid.UUID(int=1)), roles=(), may=_PERMISSIONS, districts=("*",))


Draw = Callable[[Ground, random.Random, int], Callable[[Session], object]]


def _open_case(ground: Ground, _chance: random.Random, turn: int) -> Callable[[Session], object]:
    case_id = ground.case_ids[turn % len(ground.case_ids)]
    return lambda session: read_case(session, reader(), case_id)


def _list_of_court(ground: Ground, chance: random.Random, _turn: int) -> Callable[[Session], object]:
    court = str(chance.choice(ground.province.courts))
    query = CaseFilter().load({"court": court, "stage": chance.choice(("in_court", "decided")), "limit": "50"})
    return lambda session: list_cases(session, reader(), query)


def _search(name: str) -> Callable[[Ground, Session], object]:
    query = SearchQuery().load({"name": name})
    return lambda ground, session: search_cases(session, ground.database, reader(), query)


def _search_surname(ground: Ground, chance: random.Random, _turn: int) -> Callable[[Session], object]:
    found = _search(chance.choice(ground.province.surnames))
    return lambda session: found(ground, session)


def _search_first_name(ground: Ground, chance: random.Random, _turn: int) -> Callable[[Session], object]:
    found = _search(chance.choice(("Muhammad", "Fatima", "Ghulam", "Zahid")))
    return lambda session: found(ground, session)


def _work_list(ground: Ground, chance: random.Random, _turn: int) -> Callable[[Session], object]:
    prosecutor = reader(chance.choice(ground.province.world.prosecutors))
    query = TaskFilter().load({"whose": "mine", "limit": "50"})
    return lambda session: list_tasks(session, prosecutor, query)


def _form_17(ground: Ground, chance: random.Random, _turn: int) -> Callable[[Session], object]:
    first = dt.date(chance.choice((2023, 2024)), chance.randint(1, 12), 1)
    last = (first + dt.timedelta(days=32)).replace(day=1) - dt.timedelta(days=1)
    asked = {"form": "17", "court": str(chance.choice(ground.province.courts)), "from": str(first), "to": str(last)}
    query = ReturnQuery().load(asked)
    return lambda session: make_court_return(session, reader(), query)


JOBS: Final[dict[str, Draw]] = {
    "open a case": _open_case,
    "list 50 by court and stage": _list_of_court,
    "search by a surname": _search_surname,
    "search by a first name": _search_first_name,
    "work list of a prosecutor": _work_list,
    "form 17 of a court's month": _form_17,
}


def measure(grounds: Sequence[Ground], job: str, draws: int, seed: int) -> list[Measured]:
    """Ask each ground so often in turn, each time for something else, after a few that warm caches and plans up.

    In turn, so that what else the machine does falls on all of them alike. A slow job is asked less often.
    """
    chances = [random.Random(f"{job} {seed}") for _ in grounds]
    taken: list[list[float]] = [[] for _ in grounds]
    ends = time.monotonic() + MOST_SECONDS
    for turn in range(draws + WARMING):
        for ground, chance, times in zip(grounds, chances, taken, strict=True):
            times.append(_time(ground, JOBS[job](ground, chance, turn)))
        if time.monotonic() > ends and turn > 2 * WARMING:
            break
    return [
        Measured(
            job, ground.count, len(times) - WARMING, median(times[WARMING:]), percentile(sorted(times[WARMING:]), 0.95)
        )
        for ground, times in zip(grounds, taken, strict=True)
    ]


def _time(ground: Ground, ask: Callable[[Session], object]) -> float:
    """Give the milliseconds that one asking takes; one that PostgreSQL gives up counts as long as that took."""
    with ground.database.reading() as session:
        begun = time.perf_counter()
        with suppress(DBAPIError):
            ask(session)
        return 1000 * (time.perf_counter() - begun)


def explain(ground: Ground, job: str, seed: int) -> str:
    """Give the plans of what a job sends, as PostgreSQL carries them out."""
    sent: list[tuple[str, Any]] = []

    def keep(
        _connection: Any,
        _cursor: Any,
        statement: str,
        parameters: Any,
        _context: Any,
        _many: bool,  # noqa: FBT001 - the same
    ) -> None:
        sent.append((statement, parameters))

    engine = ground.database.engine
    sa.event.listen(engine, "after_cursor_execute", keep)
    try:
        with ground.database.reading() as session:
            JOBS[job](ground, random.Random(f"{job} {seed}"), 0)(session)
            asked = list(sent)
            cursor = session.connection().connection.cursor()
            return "\n\n".join(_explain(cursor, statement, parameters) for statement, parameters in asked)
    finally:
        sa.event.remove(engine, "after_cursor_execute", keep)


def _explain(cursor: Any, statement: str, parameters: Any) -> str:
    if not statement.lstrip().startswith(("SELECT", "WITH", "EXECUTE")):
        return statement[:200]
    cursor.execute("SET LOCAL statement_timeout = 0")
    cursor.execute(f"EXPLAIN (ANALYZE, BUFFERS) {statement}", parameters)
    return "\n".join(line for (line,) in cursor.fetchall())
