"""The performance report: counted by PostgreSQL in one statement, from the days that the records themselves carry.

Pendency is counted on its own at both ends, not carried forward, so that the report shows when it does not reconcile. A sealed
case counts for those alone who may see it, and the report says so: else its figures would tell of what lists keep back.
"""

from __future__ import annotations

from typing import Any, Final

import orjson
import sqlalchemy as sa
from sqlalchemy.dialects import postgresql as pg
from sqlalchemy.orm import Session

from services.cases.access import sight
from services.cases.queries.performance_ground import SHOW_SMALL
from services.cases.rules.report_figures import add, hide
from services.cases.rules.reports import percent
from services.common.actor import Actor
from services.common.answers import Answer

_FACTS: Final = (
    "registered", "report_received", "report_returned", "report_filed", "report_in_time", "opinion_fit",
    "opinion_discharge", "filed", "decided", "convicted", "acquitted", "otherwise",
)  # fmt: skip
_PENDENCY: Final = ("pending_at_start", "received", "disposed", "handed_over", "pending_at_end")
# What follows from one another within a row.
_SUMS: Final = (
    ("pending_at_start", "received", "disposed", "pending_at_end"), ("received", "registered"), ("disposed", "decided"),
)  # fmt: skip
_COUNTED: Final = ", ".join(f"count(*) FILTER (WHERE fact = '{fact}') AS {fact}" for fact in _FACTS)
_STATEMENT: Final = sa.text(f"""
WITH seen AS (
  SELECT id, district, received_on, filed_on, decided_on FROM cases
  WHERE received_on <= :last_on AND (:sight_everywhere OR district = ANY(:sight_districts))
    AND (CAST(:district AS text) IS NULL OR district = :district)
    AND (NOT is_sealed OR :sight_sealed OR EXISTS (SELECT FROM assignments mine WHERE mine.case_id = cases.id
      AND mine.prosecutor_id = :sight_me AND mine.released_on IS NULL))
), facts AS (
  SELECT id AS case_id, district, received_on AS day, 'registered' AS fact FROM seen
  UNION ALL SELECT id, district, filed_on, 'filed' FROM seen
  UNION ALL SELECT id, district, decided_on, 'decided' FROM seen
  UNION ALL SELECT case_id, district, reports.received_on, 'report_received'
    FROM reports JOIN seen ON seen.id = case_id
  UNION ALL SELECT case_id, district, settled_on, 'report_' || state
    FROM reports JOIN seen ON seen.id = case_id
  UNION ALL SELECT case_id, district, settled_on, 'report_in_time'
    FROM reports JOIN seen ON seen.id = case_id WHERE settled_on <= due_on
  UNION ALL SELECT case_id, district, given_on, CASE opinion WHEN 'discharge' THEN 'opinion_discharge' ELSE 'opinion_fit' END
    FROM opinions JOIN seen ON seen.id = case_id WHERE superseded_at IS NULL
  UNION ALL SELECT case_id, district, results.decided_on, CASE
      WHEN verdict = 'convicted' THEN 'convicted'
      WHEN verdict IN ('acquitted', 'acquitted_early', 'compounded') THEN 'acquitted' ELSE 'otherwise' END
    FROM results JOIN seen ON seen.id = case_id WHERE superseded_at IS NULL
), dated AS (
  SELECT * FROM facts WHERE day BETWEEN :first_on AND :last_on
), keyed AS (
  SELECT 'total' AS kind, '' AS key, fact FROM dated
  UNION ALL SELECT 'district', district, fact FROM dated
  UNION ALL SELECT 'prosecutor', prosecutor_id::text, fact FROM dated JOIN assignments led
    ON led.case_id = dated.case_id AND role = 'lead' AND assigned_on <= day AND (released_on IS NULL OR day < released_on)
), counted AS (
  SELECT kind, key, {_COUNTED} FROM keyed GROUP BY kind, key
), spans AS (
  SELECT 'total' AS kind, '' AS key, received_on AS opened, decided_on AS closed, false AS is_handed_over FROM seen
  UNION ALL SELECT 'district', district, received_on, decided_on, false FROM seen
  UNION ALL SELECT 'prosecutor', prosecutor_id::text, assigned_on, CASE WHEN released_on IS NOT NULL OR decided_on IS NOT NULL
      THEN greatest(assigned_on, least(released_on, decided_on)) END, decided_on IS NULL OR released_on <= decided_on
    FROM assignments JOIN seen ON seen.id = case_id
    WHERE role = 'lead' AND (decided_on IS NULL OR assigned_on <= decided_on)
), pendency AS (
  SELECT kind, key,
    count(*) FILTER (WHERE opened < :first_on AND (closed IS NULL OR closed >= :first_on)) AS pending_at_start,
    count(*) FILTER (WHERE opened BETWEEN :first_on AND :last_on) AS received,
    count(*) FILTER (WHERE closed BETWEEN :first_on AND :last_on) AS disposed,
    count(*) FILTER (WHERE closed BETWEEN :first_on AND :last_on AND is_handed_over) AS handed_over,
    count(*) FILTER (WHERE opened <= :last_on AND (closed IS NULL OR closed > :last_on)) AS pending_at_end
  FROM spans GROUP BY kind, key
), keys AS (
  SELECT 'total' AS kind, '' AS key UNION SELECT kind, key FROM counted UNION SELECT kind, key FROM pendency
)
SELECT kind, key, {", ".join(f"coalesce({fact}, 0) AS {fact}" for fact in _FACTS)},
  coalesce(pending_at_start, 0) AS pending_at_start, coalesce(received, 0) AS received,
  coalesce(disposed, 0) AS disposed, coalesce(handed_over, 0) AS handed_over, coalesce(pending_at_end, 0) AS pending_at_end
FROM keys LEFT JOIN counted USING (kind, key) LEFT JOIN pendency USING (kind, key)
ORDER BY kind, key
""").bindparams(  # noqa: S608 - made of the words above alone
    sa.bindparam("sight_districts", type_=sa.ARRAY(sa.Text)),
    sa.bindparam("sight_everywhere", type_=sa.Boolean),
    sa.bindparam("sight_sealed", type_=sa.Boolean),
    sa.bindparam("sight_me", type_=pg.UUID(as_uuid=True)),
)


def read_performance(session: Session, actor: Actor, query: dict[str, Any]) -> Answer:
    """Answer the report of a period over the districts in the actor's sight."""
    seen = sight(actor)
    params = {"first_on": query["from_"], "last_on": query["to"], "district": query["district"], **seen}
    rows = [dict(row) for row in session.execute(_STATEMENT, params).mappings()]
    hides_small = not (actor.is_service or SHOW_SMALL in actor.may)
    if hides_small:
        adding_up = [place for place, row in enumerate(rows) if row["kind"] != "prosecutor"]
        hide(rows, (*_FACTS, *_PENDENCY), _SUMS, adding_up=adding_up)
    report = {
        "first_on": query["from_"],
        "last_on": query["to"],
        "district": query["district"],
        "counts_all_sealed": seen["sight_sealed"],
        "hides_small": hides_small,
        "total": next(_figures(row) for row in rows if row["kind"] == "total"),
        "districts": [{"district": row["key"], **_figures(row)} for row in rows if row["kind"] == "district"],
        "prosecutors": [{"prosecutor_id": row["key"], **_figures(row)} for row in rows if row["kind"] == "prosecutor"],
    }
    return Answer(orjson.dumps(report))


def _figures(row: dict[str, Any]) -> dict[str, Any]:
    contested = add(row["convicted"], row["acquitted"])
    everybody = add(contested, row["otherwise"])
    moved = [row[name] for name in ("pending_at_start", "received", "disposed", "pending_at_end")]
    start, received, disposed, end = moved
    return {
        "registered": row["registered"],
        "reports_received": row["report_received"],
        "reports_returned": row["report_returned"],
        "reports_filed": row["report_filed"],
        "reports_settled": add(row["report_returned"], row["report_filed"]),
        "reports_settled_in_time": row["report_in_time"],
        "opinions_fit": row["opinion_fit"],
        "opinions_discharge": row["opinion_discharge"],
        "filed": row["filed"],
        "decided": row["decided"],
        "accused_convicted": row["convicted"],
        "accused_acquitted": row["acquitted"],
        "accused_otherwise": row["otherwise"],
        "conviction_rate_of_contested": percent(row["convicted"], contested),
        "contested": contested,
        "conviction_rate_of_all": percent(row["convicted"], everybody),
        "all_results": everybody,
        **{name: row[name] for name in _PENDENCY},
        "unexplained": None if None in moved else start + received - disposed - end,
    }
