"""The cases behind the reports on delays and endings: each with what keeps it waiting, and each accused's result.

They stand on the same ground as the reports' numbers, so that a number and the cases it counts are the same.
"""

from __future__ import annotations

from typing import Any, Final

import orjson
import sqlalchemy as sa
from sqlalchemy.dialects import postgresql as pg
from sqlalchemy.orm import Session

from services.cases.queries.cases import trace_sealed_among
from services.cases.queries.performance_delays import ADJOURNED, HELD, RETURNED
from services.cases.queries.performance_endings import DECIDED
from services.cases.queries.performance_ground import SEEN, ask, made_at, statement
from services.common.actor import Actor
from services.common.answers import Answer, page
from services.common.database import Database

_ID: Final = pg.UUID(as_uuid=True)
_CASE: Final = (
    sa.column("id", _ID), sa.column("case_id", _ID), sa.column("district", sa.Text), sa.column("police_station", sa.Text),
    sa.column("fir_number", sa.Text), sa.column("fir_year", sa.Integer), sa.column("lead_prosecutor_id", _ID),
)  # fmt: skip
_DELAYED: Final = statement(f"""
WITH {SEEN}, {ADJOURNED}, {RETURNED}, {HELD}, put_off AS (
  SELECT case_id, sum(times)::int AS adjournments, max(times)::int AS most_by_one FROM (
    SELECT case_id, count(*) AS times FROM adjourned GROUP BY case_id, coalesce(asked_by, 'not_said')) asked GROUP BY case_id
), waited AS (
  SELECT c.case_id, count(*) AS overdue FROM clocks c JOIN seen ON seen.id = c.case_id
  WHERE c.state <> 'stopped' AND due_on <= :last_on AND (ended_on IS NULL OR ended_on > :last_on)
    AND {made_at("c.id")} < :known_before GROUP BY c.case_id
), sent_back AS (SELECT case_id, count(*) AS times FROM returned GROUP BY case_id),
imprisoned AS (SELECT case_id, min(since_on) AS since_on FROM held WHERE state = 'in_custody' GROUP BY case_id)
SELECT c.id, c.id AS case_id, c.district, c.police_station, c.fir_number, c.fir_year, c.lead_prosecutor_id, c.stage,
  coalesce(put_off.adjournments, 0) AS adjournments, coalesce(put_off.most_by_one, 0) AS most_by_one,
  coalesce(waited.overdue, 0)::int AS overdue, coalesce(sent_back.times, 0)::int AS returned,
  imprisoned.since_on AS in_custody_since
FROM seen JOIN cases c ON c.id = seen.id LEFT JOIN put_off ON put_off.case_id = c.id
LEFT JOIN waited ON waited.case_id = c.id LEFT JOIN sent_back ON sent_back.case_id = c.id
LEFT JOIN imprisoned ON imprisoned.case_id = c.id
""")  # noqa: S608 - made of the words above alone
_delayed: Final = _DELAYED.columns(
    *_CASE, sa.column("stage", sa.Text), sa.column("adjournments", sa.Integer), sa.column("most_by_one", sa.Integer),
    sa.column("overdue", sa.Integer), sa.column("returned", sa.Integer), sa.column("in_custody_since", sa.Date),
).subquery("delayed")  # fmt: skip
# Why a case is on the list of delays; six months in custody is where the law begins to ask (CrPC s.497(1)).
_WHY: Final = {
    "adjourned": _delayed.c.adjournments > 0,
    "adjourned_often": _delayed.c.most_by_one > 2,
    "overdue": _delayed.c.overdue > 0,
    "returned": _delayed.c.returned > 0,
    "long_custody": _delayed.c.in_custody_since <= sa.text("CAST(:last_on AS date) - interval '6 months'"),
}

_ENDED: Final = statement(f"""
WITH {SEEN}, {DECIDED}
SELECT r.id, c.id AS case_id, c.district, c.police_station, c.fir_number, c.fir_year, c.lead_prosecutor_id,
  a.number AS accused_number, r.verdict, r.decided_on, acquitted.report_id IS NOT NULL AS is_reported,
  coalesce(acquitted.grounds, '{{}}') AS grounds
FROM decided JOIN results r ON r.id = decided.id JOIN accused a ON a.id = r.accused_id JOIN cases c ON c.id = r.case_id
LEFT JOIN acquitted ON acquitted.id = r.id
""")  # noqa: S608 - made of the words above alone
_ended: Final = _ENDED.columns(
    *_CASE, sa.column("accused_number", sa.Integer), sa.column("verdict", sa.Text), sa.column("decided_on", sa.Date),
    sa.column("is_reported", sa.Boolean), sa.column("grounds", sa.ARRAY(sa.Text)),
).subquery("ended")  # fmt: skip


def list_delayed_cases(session: Session, database: Database, actor: Actor, query: dict[str, Any]) -> Answer:
    """Answer the cases that wait, each with why: of one reason, or of any."""
    why = _WHY[query["why"]] if query["why"] else sa.or_(*_WHY.values())
    found = page(
        session, sa.select(_delayed).where(why), order=[(_delayed.c.id, "desc")], query=query, params=ask(actor, query)
    )
    return _traced(session, database, actor, found)


def list_ended_cases(session: Session, database: Database, actor: Actor, query: dict[str, Any]) -> Answer:
    """Answer the results of a period, the last first: of one verdict, or of any."""
    rows = sa.select(_ended)
    if query["verdict"]:
        rows = rows.where(_ended.c.verdict == sa.bindparam("wanted_verdict", query["verdict"], type_=sa.Text))
    order = [(_ended.c.decided_on, "desc"), (_ended.c.id, "desc")]
    return _traced(session, database, actor, page(session, rows, order=order, query=query, params=ask(actor, query)))


def _traced(session: Session, database: Database, actor: Actor, found: Answer) -> Answer:
    """Keep that sealed cases were shown, before they are."""
    trace_sealed_among(session, database, actor, [row["case_id"] for row in orjson.loads(found.body)["items"]])
    return found
