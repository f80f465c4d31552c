"""What every report stands on: the cases in the reader's sight as they were known on a day, and what happened in them.

Rows carry two times: the day of a step, and the instant it was entered. A report counts by the days; read as of a past day it
leaves out what was entered later, so that it is the same again; and what was entered after its period had ended counts as late.
"""

from __future__ import annotations

import datetime as dt
import re
from typing import Any, Final

import sqlalchemy as sa
from sqlalchemy.dialects import postgresql as pg
from sqlalchemy.dialects.postgresql.base import PGDialect

from services.cases.access import sight, visible
from services.cases.models import Case
from services.cases.rules.days import KARACHI
from services.common.actor import Actor

ALWAYS: Final = "infinity"
SHOW_SMALL: Final = "cases.report_small"
_COLUMNS: Final = (
    Case.id, Case.district, Case.police_station, Case.police_station_key, Case.fir_number, Case.fir_year,
    Case.received_on, Case.sections, Case.is_terrorism, Case.court_id, Case.court_case_number, Case.filed_on,
    Case.decided_on, Case.outcome, Case.registered_at,
)  # fmt: skip


def made_at(column: str) -> str:
    """Write the instant at which a row was made, which its id (UUIDv7) begins with."""
    return f"to_timestamp(('x' || lpad(replace(left({column}::text, 13), '-', ''), 16, '0'))::bit(64)::bigint / 1000.0)"


def _visible_cases() -> str:
    """Write the cases in sight as access has it, in words that a longer statement can hold."""
    dialect = PGDialect(paramstyle="named")  # type: ignore[no-untyped-call] # SQLAlchemy's dialects are not typed
    text = str(sa.select(*_COLUMNS).where(visible()).compile(dialect=dialect))
    # A parameter that is followed by its type would not be read as one.
    return re.sub(r":(\w+)::([\w\[\]]+)", r"CAST(:\1 AS \2)", text)


# The decision that was known when a report is read as of a day before a retrial was entered: it was set aside since.
_FORMER: Final = """
  SELECT DISTINCT ON (case_id) case_id, former_decided_on, former_outcome, former_recorded_at FROM retrials
  WHERE recorded_at >= :known_before AND former_decided_on IS NOT NULL ORDER BY case_id, recorded_at"""


def _known(step: str, column: str) -> str:
    """Write a step's day, as far as it was known."""
    return f"CASE WHEN coalesce({step}.recorded_at, c.registered_at) < :known_before THEN c.{column} END AS {column}"


# Filters come before the days, so that a court's or a district's cases are found by their indexes.
SEEN: Final = f"""
seen AS (
  SELECT c.id, c.district, c.police_station, c.police_station_key, c.fir_number, c.fir_year, c.received_on, c.sections,
    c.is_terrorism, c.court_id, c.court_case_number, coalesce(former.former_outcome, c.outcome) AS outcome, c.registered_at,
    {_known("filed", "filed_on")}, coalesce(filed.recorded_at, c.registered_at) AS filed_at,
    CASE WHEN former.former_recorded_at < :known_before THEN former.former_decided_on
      WHEN former.case_id IS NULL AND coalesce(decided.recorded_at, c.registered_at) < :known_before THEN c.decided_on
      END AS decided_on,
    coalesce(former.former_recorded_at, decided.recorded_at, c.registered_at) AS decided_at
  FROM ({_visible_cases()}) c
  LEFT JOIN step_entries filed ON filed.subject_id = c.id AND filed.step = 'filed'
  LEFT JOIN step_entries decided ON decided.subject_id = c.id AND decided.step = 'decided'
  LEFT JOIN ({_FORMER}) former ON former.case_id = c.id
  WHERE (CAST(:district AS text) IS NULL OR c.district = :district)
    AND (CAST(:court_id AS uuid) IS NULL OR c.court_id = :court_id
      OR c.id = ANY (ARRAY(SELECT case_id FROM court_numbers WHERE court_numbers.court_id = :court_id)))
    AND c.received_on <= :last_on AND c.registered_at < :known_before
)"""  # noqa: S608 - made of the words above alone

FACTS: Final = f"""
report_facts AS (
  SELECT r.id, r.case_id, r.received_on, {made_at("r.id")} AS received_at, r.due_on, r.state,
    r.settled_on, coalesce(e.recorded_at, {made_at("r.id")}) AS settled_at
  FROM reports r JOIN seen ON seen.id = r.case_id
  LEFT JOIN step_entries e ON e.subject_id = r.id AND e.step = 'settled'
), facts (subject_id, case_id, accused_id, day, entered_at, fact) AS (
  SELECT id, id, CAST(NULL AS uuid), received_on, registered_at, 'registered' FROM seen
  UNION ALL SELECT id, id, NULL, filed_on, filed_at, 'filed' FROM seen
  UNION ALL SELECT id, id, NULL, decided_on, decided_at, CASE outcome WHEN 'convicted' THEN 'case_convicted'
      WHEN 'partly_convicted' THEN 'case_convicted' WHEN 'acquitted' THEN 'case_acquitted' ELSE 'case_otherwise' END
    FROM seen WHERE decided_on IS NOT NULL
  UNION ALL SELECT id, case_id, NULL, received_on, received_at, 'report_received' FROM report_facts
  UNION ALL SELECT id, case_id, NULL, settled_on, settled_at, 'report_' || state FROM report_facts
  UNION ALL SELECT id, case_id, NULL, settled_on, settled_at, 'report_late' FROM report_facts WHERE settled_on > due_on
  UNION ALL SELECT o.id, o.case_id, o.accused_id, o.given_on, o.given_at,
      CASE o.opinion WHEN 'discharge' THEN 'opinion_discharge' ELSE 'opinion_fit' END
    FROM opinions o JOIN seen ON seen.id = o.case_id
    WHERE o.superseded_at IS NULL OR o.superseded_at >= :known_before
  UNION ALL SELECT r.id, r.case_id, r.accused_id, r.decided_on, r.recorded_at, CASE
      WHEN verdict = 'convicted' THEN 'accused_convicted'
      WHEN verdict IN ('acquitted', 'acquitted_early', 'compounded') THEN 'accused_acquitted'
      ELSE 'accused_otherwise' END
    FROM results r JOIN seen ON seen.id = r.case_id
    WHERE r.superseded_at IS NULL OR r.superseded_at >= :known_before
  UNION ALL SELECT h.hearing_id, h.case_id, NULL, h.heard_on, h.recorded_at, 'hearing_' || h.outcome
    FROM hearing_records h JOIN seen ON seen.id = h.case_id
    WHERE h.heard_on BETWEEN :first_on AND :last_on AND h.outcome IS NOT NULL
), dated AS (
  SELECT subject_id, case_id, accused_id, day, fact, entered_at >= :period_over AS is_late
  FROM facts WHERE day BETWEEN :first_on AND :last_on AND entered_at < :known_before
)"""  # noqa: S608 - made of the words above alone

# A lead's time on a case, as far as it was known.
LEADS: Final = f"""
leads AS (
  SELECT a.id, a.case_id, a.prosecutor_id, a.assigned_on,
    CASE WHEN coalesce(e.recorded_at, {made_at("a.id")}) < :known_before THEN a.released_on END AS released_on
  FROM assignments a JOIN seen ON seen.id = a.case_id
  LEFT JOIN step_entries e ON e.subject_id = a.id AND e.step = 'released'
  WHERE a.role = 'lead' AND {made_at("a.id")} < :known_before
)"""  # noqa: S608 - made of the words above alone

# A case's time in each court, as far as it was known: to the day the next court had it, or to the decision. A case that came
# from a register has no history of numbers, but a court.
STAYS: Final = f"""
numbered AS (
  SELECT n.case_id, n.court_id, n.number, n.since_on, n.position,
    lead(n.since_on) OVER (PARTITION BY n.case_id ORDER BY n.position) AS left_on
  FROM court_numbers n JOIN seen ON seen.id = n.case_id
  WHERE n.reason <> 'corrected' AND {made_at("n.id")} < :known_before
  UNION ALL
  SELECT id, seen.court_id, court_case_number, filed_on, 1, NULL FROM seen
  WHERE seen.court_id IS NOT NULL AND filed_on IS NOT NULL
    AND NOT EXISTS (SELECT FROM court_numbers WHERE court_numbers.case_id = seen.id)
), stays AS (
  SELECT case_id, numbered.court_id, number, since_on, left_on, position > 1 AS is_taken_over,
    left_on IS NOT NULL AND (decided_on IS NULL OR left_on <= decided_on) AS is_handed_over,
    CASE WHEN left_on IS NOT NULL OR decided_on IS NOT NULL
      THEN greatest(since_on, least(left_on, decided_on)) END AS ended_on
  FROM numbered JOIN seen ON seen.id = case_id
)"""  # noqa: S608 - made of the words above alone

# How pendency moved, of rows with opened, closed, is_taken_over, is_handed_over, is_open; and how old what is pending is.
MOVED: Final = """
    count(*) FILTER (WHERE opened < :first_on AND (closed IS NULL OR closed >= :first_on)) AS opening,
    count(*) FILTER (WHERE opened BETWEEN :first_on AND :last_on AND NOT is_taken_over) AS instituted,
    count(*) FILTER (WHERE opened BETWEEN :first_on AND :last_on AND is_taken_over) AS received,
    count(*) FILTER (WHERE closed BETWEEN :first_on AND :last_on AND NOT is_handed_over) AS decided,
    count(*) FILTER (WHERE closed BETWEEN :first_on AND :last_on AND is_handed_over) AS transferred,
    count(*) FILTER (WHERE is_open) AS closing"""
IS_OPEN: Final = "opened <= :last_on AND (closed IS NULL OR closed > :last_on) AS is_open"

_TYPES: Final[dict[str, Any]] = {
    "sight_districts": sa.ARRAY(sa.Text), "sight_everywhere": sa.Boolean, "sight_sealed": sa.Boolean,
    "sight_me": pg.UUID(as_uuid=True),
}  # fmt: skip


def statement(text: str) -> sa.TextClause:
    """Make a report's statement, whose parameters `ask` gives."""
    return sa.text(text).bindparams(*(sa.bindparam(name, type_=kind) for name, kind in _TYPES.items()))


def ask(actor: Actor, query: dict[str, Any]) -> dict[str, Any]:
    """Give the parameters of a report: whose sight, which period, district and court, and what was known when."""
    as_of = query.get("as_of")
    return {
        "first_on": query["from_"],
        "last_on": query["to"],
        "period_over": end_of(query["to"]),
        "known_before": ALWAYS if as_of is None else end_of(as_of),
        "district": query.get("district"),
        "court_id": query.get("court"),
        **sight(actor),
    }


def end_of(day: dt.date) -> dt.datetime:
    """Give the instant at which a day ends in Karachi."""
    return dt.datetime.combine(day + dt.timedelta(days=1), dt.time(), KARACHI)
