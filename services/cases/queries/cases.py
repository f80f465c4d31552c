"""Reading cases: one, a list, the reference other services take. One statement each."""

from __future__ import annotations

import uuid
from collections.abc import Callable, Iterable, Sequence
from functools import cache
from typing import Any, Final

import orjson
import sqlalchemy as sa
from sqlalchemy.dialects import postgresql as pg
from sqlalchemy.orm import Session

from services.cases.access import Sight, no_such_case, note_sealed_read, sight, visible
from services.cases.models import Assignment, Case
from services.cases.queries.parts import parts
from services.cases.rules.identity import fold_digits, police_station_key
from services.common.actor import Actor
from services.common.answers import Answer, JsonPage, JsonRow
from services.common.audit import record
from services.common.database import Database
from services.common.prepared import Ready

_ID: Final = sa.bindparam("case_id", type_=pg.UUID(as_uuid=True))
_ROW: Final = (
    Case.id, Case.district, Case.police_station, Case.fir_number, Case.fir_year, Case.fir_on, Case.sections,
    Case.is_terrorism, Case.stage, Case.is_sealed, Case.court_case_number, Case.outcome, Case.lead_prosecutor_id,
    Case.accused_count, Case.next_due_on, Case.next_hearing_at, Case.version,
)  # fmt: skip
_MORE: Final = (
    Case.fir_as_written, Case.received_on, Case.complainant_initials, Case.summary, Case.court_id, Case.filed_on, Case.decided_on,
    Case.next_hearing_id, Case.import_id, Case.registered_at, Case.changed_at,
)  # fmt: skip


def _body(row: Any) -> sa.Label[str]:
    return sa.cast(sa.func.row_to_json(row.table_valued()), sa.Text).label("body")


def _whole_case() -> sa.Select[tuple[str, int, bool]]:
    row = sa.select(*_ROW, *_MORE, *parts()).where(Case.id == _ID, visible()).subquery("answer")
    return sa.select(_body(row), row.c.version, row.c.is_sealed)


def _whole_cases() -> sa.Select[tuple[int, str, int, bool]]:
    """Give the statement that reads many cases, each held against the sight of the one who asks for it."""
    asked = (
        sa.func.json_to_recordset(sa.cast(sa.bindparam("asked", type_=sa.Text), pg.JSON))
        .table_valued(
            sa.column("place", sa.Integer), sa.column("case_id", _ID.type),
            sa.column("sight_everywhere", sa.Boolean), sa.column("sight_districts", sa.ARRAY(sa.Text)),
            sa.column("sight_sealed", sa.Boolean), sa.column("sight_me", _ID.type), name="asked",
        )
        .render_derived(with_types=True)
    )  # fmt: skip
    by = Sight(asked.c.sight_everywhere, asked.c.sight_districts, asked.c.sight_sealed, asked.c.sight_me)
    row = (
        sa.select(*_ROW, *_MORE, *parts(by))
        .where(Case.id == asked.c.case_id, visible(by=by))
        .correlate(asked)
        .limit(
            sa.literal_column("1")
        )  # so that each case is looked up by its index: PostgreSQL expects a hundred of them
        .lateral("answer")
    )
    return sa.select(asked.c.place, _body(row), row.c.version, row.c.is_sealed).join_from(asked, row, sa.true())


_CASE: Final = Ready(_whole_case())
_CASES: Final = Ready(_whole_cases())
_TEAM: Final = (
    sa.select(sa.func.coalesce(sa.func.json_agg(Assignment.prosecutor_id), sa.text("'[]'::json")))
    .where(Assignment.case_id == Case.id, Assignment.released_on.is_(None))
    .correlate(Case)
    .scalar_subquery()
)
# Where what PostgreSQL wrote (a list by json_build_object, a reference by row_to_json) holds a sealed case; no text can look like
# this: its quotes are escaped.
_ROW_IS_SEALED: Final = b'"is_sealed" : true'
_REFERENCE_IS_SEALED: Final = b'"sealed":true'
_REFERENCE: Final = JsonRow(
    sa.select(
        Case.id, Case.police_station, Case.fir_number, Case.fir_year, Case.district, Case.court_case_number,
        Case.is_sealed.label("sealed"), _TEAM.label("prosecutor_ids"),
    ).where(Case.id == _ID, visible())
)  # fmt: skip


def read_case(
    session: Session, actor: Actor, case_id: uuid.UUID, *, status: int = 200, location: str | None = None
) -> Answer:
    """Answer a case with all that belongs to it."""
    return _find_case(session, actor, case_id, status=status, location=location)[0]


def read_case_traced(session: Session, database: Database, actor: Actor, case_id: uuid.UUID) -> Answer:
    """Answer a case; that a sealed one was read is kept before it is shown."""
    answer, is_sealed = _find_case(session, actor, case_id)
    if is_sealed:
        trace_sealed_read(database, actor, case_id)
    return answer


def read_cases(session: Session, asked: Sequence[tuple[Actor, uuid.UUID]]) -> list[Answer | None]:
    """Answer cases, each to the actor who asks for it; None for what is not in their sight, or sealed: its reading leaves a trace."""
    wanted = [{"place": place, "case_id": case_id, **sight(actor)} for place, (actor, case_id) in enumerate(asked)]
    answers: list[Answer | None] = [None] * len(asked)
    for row in _CASES.rows(session, {"asked": orjson.dumps(wanted).decode()}):
        if not row.is_sealed:
            answers[row.place] = Answer(row.body.encode(), etag=str(row.version))
    return answers


def read_case_reference(session: Session, actor: Actor, case_id: uuid.UUID) -> Answer:
    """Answer the little that other services need of a case."""
    return _REFERENCE.one(session, missing=no_such_case(), case_id=case_id, **sight(actor))


def narrow(query: dict[str, Any]) -> tuple[list[sa.ColumnElement[bool]], dict[str, Any]]:
    """Give the conditions on a case that a list's filter means, and their parameters."""
    given = {name: read(query[name]) for name, read in _READ_FILTER.items() if query.get(name)}
    filters = _filters()
    return [filters[name] for name in given], {f"wanted_{name}": value for name, value in given.items()}


def list_cases(session: Session, actor: Actor, query: dict[str, Any]) -> Answer:
    """Answer the cases in the actor's sight: newest first, or with `due_before` those due first."""
    given = {name: read(query[name]) for name, read in _READ_FILTER.items() if query[name]}
    wanted = {f"wanted_{name}": value for name, value in given.items()}
    return _cases_page(frozenset(given)).answer(session, query, {**sight(actor), **wanted})


def list_cases_traced(session: Session, database: Database, actor: Actor, query: dict[str, Any]) -> Answer:
    """Answer a list of cases; of each sealed one in it, that it was shown is kept before it is."""
    answer = list_cases(session, actor, query)
    return trace_sealed_list(database, actor, answer, of="id")


def trace_sealed_list(database: Database, actor: Actor, answer: Answer, *, of: str = "case_id") -> Answer:
    """Keep of each sealed case in a list over many cases, whose rows say it by `is_sealed`, that it is shown; give the list."""
    if _ROW_IS_SEALED in answer.body:
        sealed = {row[of] for row in orjson.loads(answer.body)["items"] if row["is_sealed"]}
        trace_sealed_rows(database, actor, sorted(sealed))
    return answer


def trace_sealed_among(session: Session, database: Database, actor: Actor, case_ids: Iterable[object]) -> None:
    """Keep of each sealed case among those that a plan or a report names, that it is shown."""
    named = sa.literal(sorted({str(case_id) for case_id in case_ids}), sa.ARRAY(sa.Text))
    sealed = sa.select(Case.id).where(Case.id == sa.any_(sa.cast(named, sa.ARRAY(_ID.type))), Case.is_sealed)
    found = session.scalars(sealed.order_by(Case.id)).all()
    if found:
        trace_sealed_rows(database, actor, found)


def read_case_reference_traced(session: Session, database: Database, actor: Actor, case_id: uuid.UUID) -> Answer:
    """Answer what identifies a case; that a sealed one's was read is kept before it is shown."""
    answer = read_case_reference(session, actor, case_id)
    if _REFERENCE_IS_SEALED in answer.body:
        trace_sealed_rows(database, actor, [case_id])
    return answer


def trace_sealed_read(database: Database, actor: Actor, case_id: uuid.UUID) -> None:
    """Keep that a sealed case was read, before it is shown."""
    with database.transaction() as writing:
        note_sealed_read(writing, actor, case_id)


def trace_sealed_rows(database: Database, actor: Actor, case_ids: Iterable[object]) -> None:
    """Keep that sealed cases showed in a list, or were named to another service, before they are shown."""
    with database.transaction() as writing:
        for case_id in case_ids:
            record(writing, actor, "sealed_case_listed", f"case:{case_id}")


def _find_case(
    session: Session, actor: Actor, case_id: uuid.UUID, *, status: int = 200, location: str | None = None
) -> tuple[Answer, bool]:
    rows = _CASE.rows(session, {"case_id": case_id, **sight(actor)})
    if not rows:
        raise no_such_case()
    return Answer(rows[0].body.encode(), status, str(rows[0].version), location), rows[0].is_sealed


def _escape_prefix(value: str) -> str:
    for special in ("\\", "%", "_"):
        value = value.replace(special, "\\" + special)
    return value + "%"


_READ_FILTER: Final[dict[str, Callable[[Any], Any]]] = {
    "district": str,
    "police_station": police_station_key,
    "stage": str,
    "court": lambda court_id: court_id,
    "prosecutor": lambda prosecutor_id: prosecutor_id,
    "due_before": lambda day: day,
    "q": lambda label: _escape_prefix(fold_digits(label).upper()),
}


def _wanted(name: str, kind: Any = sa.Text) -> sa.BindParameter[Any]:
    return sa.bindparam(f"wanted_{name}", type_=kind)


def _filters() -> dict[str, sa.ColumnElement[bool]]:
    team = sa.select(Assignment.case_id).where(
        Assignment.prosecutor_id == _wanted("prosecutor", pg.UUID(as_uuid=True)), Assignment.released_on.is_(None)
    )
    return {
        "district": Case.district == _wanted("district"),
        "police_station": Case.police_station_key == _wanted("police_station"),
        "stage": Case.stage == _wanted("stage"),
        "court": Case.court_id == _wanted("court", pg.UUID(as_uuid=True)),
        "prosecutor": Case.id.in_(team),
        "due_before": Case.next_due_on < _wanted("due_before", sa.Date),
        "q": Case.fir_label.like(_wanted("q")),
    }


@cache
def _cases_page(names: frozenset[str]) -> JsonPage:
    """Give the pages of cases filtered by these names: made once for each combination that is asked for."""
    filters = _filters()
    statement = sa.select(*_ROW).where(visible(), *(filters[name] for name in _READ_FILTER if name in names))
    if "due_before" not in names:
        return JsonPage(statement, order=[(Case.id, "desc")])
    due = statement.where(Case.next_due_on.is_not(None))
    return JsonPage(due, order=[(Case.next_due_on, "asc"), (Case.id, "asc")])
