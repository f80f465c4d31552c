"""Searching cases: pages of what a person may see, newest first, and how what was found spreads.

Facets count a bounded number of the newest cases that were found, and only cases that the same person's pages would show.
"""

from __future__ import annotations

from collections.abc import Callable
from typing import Any, Final

import orjson
import sqlalchemy as sa
from sqlalchemy.orm import Session

from services.cases.access import sight, visible
from services.cases.models import Accused, Case, CustodySpell
from services.cases.queries import finding
from services.cases.queries.cases import trace_sealed_read
from services.cases.rules.identifiers import normalise_cnic, normalise_phone
from services.cases.rules.identity import normalise_section
from services.cases.rules.searching import read_line, read_numbers
from services.cases.schemas.case import CaseRow
from services.common.actor import Actor
from services.common.answers import Answer, answer_json, page
from services.common.database import Database
from services.common.errors import Problem, invalid

COUNTED: Final = 5000
"""The newest cases that facets count."""
_Reader = Callable[[dict[str, Any], finding.Bound], list[finding.Arm]]
_ROW: Final = tuple(getattr(Case, name) for name in CaseRow().fields)
_UNREADABLE: Final = {
    "q": "Type a number such as 435/2022, a name, a CNIC, a telephone or a section of law.",
    "name": "Write a name in Latin, Urdu or Sindhi letters.",
    "number": "Write a number such as 435/2022 or 420-A.",
    "cnic": "A CNIC has 13 digits, such as 42101-1234567-1.",
    "phone": "Write a number such as 0300-1234567, or +44… for one abroad.",
    "section": "Write a section such as 302, 23(1)(a) or 265-K.",
}


def search_cases(session: Session, database: Database, actor: Actor, asked: dict[str, Any]) -> Answer:
    """Answer a page of the cases that were found; that sealed ones were shown is kept."""
    statement = sa.select(*_ROW).where(visible(), *read_search(asked, sa.bindparam("page_limit", type_=sa.Integer)))
    found = page(session, statement, order=[(Case.id, "desc")], query=asked, params=sight(actor))
    for row in orjson.loads(found.body)["items"]:
        if row["is_sealed"]:
            trace_sealed_read(database, actor, row["id"])
    return Answer(found.body)


def count_found(session: Session, actor: Actor, asked: dict[str, Any], *, most: int = COUNTED) -> Answer:
    """Answer how what was found spreads."""
    names = (Case.stage, Case.district, Case.court_id, Case.is_terrorism, Case.fir_year)
    # One more than is counted is asked for: whether there are more.
    wanted = sa.literal(most + 1)
    newest = sa.select(Case.id, *names).where(visible(), *read_search(asked, wanted))
    newest = newest.order_by(Case.id.desc()).limit(wanted)
    hits = newest.cte("hits").prefix_with("MATERIALIZED", dialect="postgresql")
    counted = sa.select(hits).order_by(hits.c.id.desc()).limit(most).cte("counted")
    columns = {name: _spread(counted, counted.c[name]) for name in (column.key for column in names)}
    statement = sa.select(
        sa.select(sa.func.count()).select_from(hits).scalar_subquery().label("found"),
        _custody(counted).label("custody"),
        *(column.label(name) for name, column in columns.items()),
    )
    row = session.execute(statement, sight(actor)).one()._mapping  # noqa: SLF001 - SQLAlchemy's own name for a row as a dict
    facets = {name: row[name] or [] for name in (*columns, "custody")}
    return answer_json({"counted": min(row["found"], most), "is_complete": row["found"] <= most, **facets})


def read_search(asked: dict[str, Any], most: sa.ColumnElement[int]) -> list[Any]:
    """Read what is asked for as conditions on a case, of which the newest `most` are shown; refuse what cannot be read, with its field."""
    conditions = [condition(asked[name]) for name, condition in finding.DIRECT.items() if asked[name] is not None]
    section = normalise_section(asked["section"] or "")
    if asked["act"] or section:
        conditions.append(finding.by_section(asked["act"], section))
    named = [name for name in _READERS if asked[name] is not None]
    # What two parts find is compared first, and bounded afterwards.
    bound = _bound([*conditions, *_beyond(asked)], most) if len(named) == 1 else finding.leave
    parts = {name: _READERS[name](asked, bound) for name in named}
    wrong = {name: [_UNREADABLE[name]] for name, part in parts.items() if not part}
    if asked["section"] is not None and section is None:
        wrong["section"] = [_UNREADABLE["section"]]
    if wrong:
        raise _unreadable(wrong)
    return [*conditions, finding.is_among(list(parts.values()))] if parts else conditions


def _bound(conditions: list[Any], most: sa.ColumnElement[int]) -> finding.Bound:
    """Give what leaves of a select of cases the newest in sight for which all conditions hold."""

    def bound(arm: finding.Arm) -> finding.Arm:
        (case_id,) = arm.selected_columns
        within = arm if case_id.table is Case.__table__ else arm.join(Case, Case.id == case_id)
        newest = within.where(visible(), *conditions).group_by(case_id).order_by(case_id.desc()).limit(most)
        return sa.select(newest.subquery().columns[0])

    return bound


def _beyond(asked: dict[str, Any]) -> list[Any]:
    """Give the condition of a page after the first, by the parameter that the page has."""
    after = sa.bindparam("after_0", type_=sa.Text)
    return [Case.id < sa.cast(after, Case.id.type)] if asked.get("after") else []


def _unreadable(wrong: dict[str, list[str]]) -> Problem:
    return invalid("search_not_readable", "This cannot be searched for. See the marked fields.", fields=wrong)


def _kept(name: str, normalise: Callable[[str], str | None], find: Callable[[str], list[finding.Arm]]) -> _Reader:
    def read(asked: dict[str, Any], _bound: finding.Bound) -> list[finding.Arm]:
        kept = normalise(asked[name])
        return find(kept) if kept else []

    return read


_READERS: Final[dict[str, _Reader]] = {
    "q": lambda asked, bound: finding.by_line(read_line(asked["q"]), bound),
    "name": lambda asked, bound: finding.by_name(asked["name"], bound),
    "number": lambda asked, _bound: finding.by_numbers(*read_numbers(asked["number"])),
    "cnic": _kept("cnic", normalise_cnic, finding.by_cnic),
    "phone": _kept("phone", normalise_phone, finding.by_phone),
}
"""Where search looks for each part; nowhere when the part cannot be read."""


def _spread(counted: Any, column: Any) -> Any:
    """Count a column's values, the most frequent first."""
    values = sa.select(sa.cast(column, sa.Text).label("value"), sa.func.count().label("count")).select_from(counted)
    return _as_list(values.group_by(column))


def _custody(counted: Any) -> Any:
    """Count the cases that have an accused in each state; one case counts for every state that occurs in it."""
    values = (
        sa.select(CustodySpell.state.label("value"), sa.func.count(sa.distinct(Accused.case_id)).label("count"))
        .select_from(counted)
        .join(Accused, Accused.case_id == counted.c.id)
        .join(CustodySpell, sa.and_(CustodySpell.accused_id == Accused.id, CustodySpell.until_on.is_(None)))
    )
    return _as_list(values.group_by(CustodySpell.state))


def _as_list(values: Any) -> Any:
    values = values.order_by(sa.desc("count"), sa.asc("value")).subquery()
    return sa.select(sa.func.json_agg(sa.func.row_to_json(values.table_valued()))).scalar_subquery()
