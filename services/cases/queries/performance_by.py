"""The performance report by one of its dimensions: who or what the cases are counted by, each with its figures.

Pendency is counted on its own at both ends, not carried forward, so that the report shows when it does not reconcile.
"""

from __future__ import annotations

from functools import cache
from typing import Any, Final

import orjson
import sqlalchemy as sa
from sqlalchemy.orm import Session

from services.cases.queries.cases import trace_sealed_among
from services.cases.queries.performance_ground import (
    FACTS,
    IS_OPEN,
    LEADS,
    MOVED,
    SEEN,
    SHOW_SMALL,
    STAYS,
    ask,
    statement,
)
from services.cases.rules.report_figures import BANDS, FACT_NAMES, MOVEMENT, hide_small, make_figures
from services.cases.rules.reports import EACH_CASE_ONCE
from services.common.actor import Actor
from services.common.answers import Answer
from services.common.database import Database

# Under which keys a case counts: for a time (first day, and the first one after it), or for one accused of it (accused_id).
_KEYS: Final = {
    "district": "SELECT id, CAST(NULL AS uuid), district, district, DATE '-infinity', DATE 'infinity' FROM seen",
    "police_station": (
        "SELECT id, CAST(NULL AS uuid), district || '/' || police_station_key, police_station, DATE '-infinity',"
        " DATE 'infinity' FROM seen"
    ),
    "court": (
        "SELECT case_id, CAST(NULL AS uuid), court_id::text, NULL, since_on, coalesce(left_on, DATE 'infinity')"
        " FROM stays WHERE CAST(:court_id AS uuid) IS NULL OR court_id = :court_id"
    ),
    "offence": (
        "SELECT id, CAST(NULL AS uuid), one ->> 'act' || ' ' || (one ->> 'section'), NULL, DATE '-infinity',"
        " DATE 'infinity' FROM seen, jsonb_array_elements(sections) one"
    ),
    "gender": (
        "SELECT case_id, accused.id, gender, NULL, DATE '-infinity', DATE 'infinity'"
        " FROM accused JOIN seen ON seen.id = case_id"
    ),
    "profession": (
        "SELECT case_id, accused.id, coalesce(profession, 'unknown'), professions.name, DATE '-infinity',"
        " DATE 'infinity' FROM accused JOIN seen ON seen.id = case_id"
        " LEFT JOIN accused_professions ON accused_id = accused.id LEFT JOIN professions ON code = profession"
    ),
    "prosecutor": (
        "SELECT case_id, CAST(NULL AS uuid), prosecutor_id::text, NULL, assigned_on,"
        " coalesce(released_on, DATE 'infinity') FROM leads"
    ),
}
# How long a case was pending under a key, and whether it came from another one, or went to another one undecided. Who is given a
# case after its decision decided nothing: it is the one's who led it on that day.
_SPAN: Final = "SELECT DISTINCT key, case_id, received_on, decided_on, false, false FROM keys JOIN seen ON id = case_id"
_SPANS: Final = {
    "court": "SELECT court_id::text, case_id, since_on, ended_on, is_taken_over, is_handed_over FROM stays"
    " WHERE CAST(:court_id AS uuid) IS NULL OR court_id = :court_id",
    "prosecutor": """SELECT prosecutor_id::text, case_id, assigned_on,
      CASE WHEN released_on IS NOT NULL OR decided_on IS NOT NULL
        THEN greatest(assigned_on, least(released_on, decided_on)) END,
      row_number() OVER (PARTITION BY case_id ORDER BY assigned_on, leads.id) > 1,
      decided_on IS NULL OR coalesce(released_on <= decided_on, false)
    FROM leads JOIN seen ON seen.id = case_id WHERE decided_on IS NULL OR assigned_on <= decided_on""",
}
_COUNTED: Final = ", ".join(f"count(*) FILTER (WHERE fact = '{fact}') AS {fact}" for fact in FACT_NAMES)
_AGES: Final = """
    count(*) FILTER (WHERE is_open AND opened > CAST(:last_on AS date) - interval '3 months') AS under_3_months,
    count(*) FILTER (WHERE is_open AND opened <= CAST(:last_on AS date) - interval '3 months'
      AND opened > CAST(:last_on AS date) - interval '6 months') AS months_3_to_6,
    count(*) FILTER (WHERE is_open AND opened <= CAST(:last_on AS date) - interval '6 months'
      AND opened > CAST(:last_on AS date) - interval '12 months') AS months_6_to_12,
    count(*) FILTER (WHERE is_open AND opened <= CAST(:last_on AS date) - interval '12 months'
      AND opened > CAST(:last_on AS date) - interval '24 months') AS years_1_to_2,
    count(*) FILTER (WHERE is_open AND opened <= CAST(:last_on AS date) - interval '24 months') AS over_2_years"""


@cache
def _statement(dimension: str) -> sa.TextClause:
    """Make a dimension's statement, once. The total comes under the empty key."""
    return statement(f"""
WITH {SEEN}, {LEADS}, {STAYS}, {FACTS}, keys (case_id, accused_id, key, label, since, until) AS ({_KEYS[dimension]}), keyed AS (
  SELECT DISTINCT key, fact, subject_id, is_late FROM dated JOIN keys USING (case_id)
  WHERE (keys.accused_id IS NULL OR dated.accused_id IS NULL OR keys.accused_id = dated.accused_id)
    AND since <= day AND day < until
  UNION ALL SELECT '', fact, subject_id, is_late FROM dated
), counted AS (
  SELECT key, {_COUNTED}, count(*) FILTER (WHERE is_late) AS entered_late FROM keyed GROUP BY key
), spans (key, case_id, opened, closed, is_taken_over, is_handed_over) AS (
  {_SPANS.get(dimension, _SPAN)}
  UNION ALL SELECT '', id, received_on, decided_on, false, false FROM seen
), aged AS (
  SELECT *, {IS_OPEN} FROM spans
), moved AS (
  SELECT key, {MOVED}, {_AGES},
    (array_agg(case_id ORDER BY opened, case_id) FILTER (WHERE is_open))[1:3] AS oldest_ids,
    (array_agg(opened ORDER BY opened, case_id) FILTER (WHERE is_open))[1:3] AS oldest_days
  FROM aged GROUP BY key
), labels AS (
  SELECT key, min(label) AS label FROM keys GROUP BY key
)
SELECT key, label, {", ".join(f"coalesce({name}, 0) AS {name}" for name in FACT_NAMES)},
  coalesce(entered_late, 0) AS entered_late,
  {", ".join(f"coalesce({name}, 0) AS {name}" for name in (*MOVEMENT, *BANDS))}, oldest_ids, oldest_days
FROM counted FULL JOIN moved USING (key) LEFT JOIN labels USING (key)
ORDER BY key
""")  # noqa: S608 - made of the words above alone


def read_figures(session: Session, actor: Actor, query: dict[str, Any]) -> Answer:
    """Answer the report by a dimension, over the cases in the actor's sight."""
    return Answer(orjson.dumps(count_figures(session, actor, query, set()), default=str))


def read_figures_traced(session: Session, database: Database, actor: Actor, query: dict[str, Any]) -> Answer:
    """Answer the report by a dimension; of each sealed case that it names, that it was shown is kept before it is."""
    named: set[object] = set()
    counted = count_figures(session, actor, query, named)
    trace_sealed_among(session, database, actor, named)
    return Answer(orjson.dumps(counted, default=str))


def count_figures(session: Session, actor: Actor, query: dict[str, Any], named: set[object]) -> dict[str, Any]:
    """Give the report by a dimension; which cases it names is noted in `named`."""
    dimension, params = query["by"], ask(actor, query)
    rows = [dict(row) for row in session.execute(_statement(dimension), params).mappings()]
    total = next((row for row in rows if row["key"] == ""), _nothing())
    groups = [row for row in rows if row["key"] != ""]
    shows_small = actor.is_service or SHOW_SMALL in actor.may
    is_once = dimension in EACH_CASE_ONCE
    if not shows_small:
        hide_small(total, groups, is_sum=is_once)
    named.update(case_id for row in (total, *groups) for case_id in row["oldest_ids"] or ())
    days = (query["to"] - query["from_"]).days + 1
    return {
        "dimension": dimension,
        "first_on": query["from_"],
        "last_on": query["to"],
        "as_of": query["as_of"],
        "district": query["district"],
        "court_id": query["court"],
        "each_case_once": is_once,
        "counts_all_sealed": params["sight_sealed"],
        "hides_small": not shows_small,
        "total": make_figures(total, days),
        "groups": [{"key": row["key"], "label": row["label"], **make_figures(row, days)} for row in groups],
    }


def _nothing() -> dict[str, Any]:
    return {
        "key": "", "label": None, "entered_late": 0, "oldest_ids": None, "oldest_days": None,
        **dict.fromkeys((*FACT_NAMES, *MOVEMENT, *BANDS), 0),
    }  # fmt: skip
