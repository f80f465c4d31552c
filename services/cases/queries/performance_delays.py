"""Why cases take long: adjournments by cause and asker, the law's periods kept and missed, defects of police reports, custody."""

from __future__ import annotations

from typing import Any, Final

from sqlalchemy.orm import Session

from services.cases.queries.performance_ground import SEEN, made_at, statement
from services.cases.queries.performance_parts import Part, answer_parts
from services.common.actor import Actor
from services.common.answers import Answer

ADJOURNED: Final = """
adjourned AS (
  SELECT h.case_id, h.cause, h.asked_by FROM hearing_records h JOIN seen ON seen.id = h.case_id
  WHERE h.outcome = 'adjourned' AND heard_on BETWEEN :first_on AND :last_on AND h.recorded_at < :known_before
)"""
_ADJOURNMENTS: Final = statement(f"""
WITH {SEEN}, {ADJOURNED}
SELECT coalesce(cause, 'not_said') AS cause, coalesce(asked_by, 'not_said') AS asked_by, count(*) AS times,
  count(DISTINCT case_id) AS cases
FROM adjourned GROUP BY 1, 2 ORDER BY count(*) DESC, 1, 2
""")  # noqa: S608 - made of the words above alone

# The prosecution's own adjournments beyond the second in a case are what a supervisor is to look at.
_REPEATED: Final = statement(f"""
WITH {SEEN}, {ADJOURNED}
SELECT asked_by, count(*) AS cases FROM (
  SELECT coalesce(asked_by, 'not_said') AS asked_by FROM adjourned GROUP BY case_id, asked_by HAVING count(*) > 2) repeated
GROUP BY asked_by ORDER BY count(*) DESC, asked_by
""")  # noqa: S608 - made of the words above alone

_PERIODS: Final = statement(f"""
WITH {SEEN}
SELECT c.rule_id, count(*) FILTER (WHERE ended_on BETWEEN :first_on AND :last_on AND ended_on <= due_on) AS kept,
  count(*) FILTER (WHERE ended_on BETWEEN :first_on AND :last_on AND ended_on > due_on) AS late,
  count(*) FILTER (WHERE due_on <= :last_on AND (ended_on IS NULL OR ended_on > :last_on)) AS overdue
FROM clocks c JOIN seen ON seen.id = c.case_id
WHERE c.state <> 'stopped' AND c.started_on <= :last_on AND {made_at("c.id")} < :known_before
GROUP BY c.rule_id
HAVING count(*) FILTER (WHERE ended_on BETWEEN :first_on AND :last_on OR (due_on <= :last_on
  AND (ended_on IS NULL OR ended_on > :last_on))) > 0
ORDER BY c.rule_id
""")  # noqa: S608 - made of the words above alone

RETURNED: Final = f"""
returned AS (
  SELECT r.id, r.case_id, r.round, r.settled_on FROM reports r JOIN seen ON seen.id = r.case_id
  LEFT JOIN step_entries e ON e.subject_id = r.id AND e.step = 'settled'
  WHERE r.state = 'returned' AND settled_on BETWEEN :first_on AND :last_on
    AND coalesce(e.recorded_at, {made_at("r.id")}) < :known_before
)"""  # noqa: S608 - made of the words above alone
_DEFECTS: Final = statement(f"""
WITH {SEEN}, {RETURNED}
SELECT category, d.code, count(*) AS times FROM returned JOIN report_defects d ON d.report_id = returned.id
JOIN defect_codes USING (code) GROUP BY category, d.code ORDER BY count(*) DESC, d.code
""")  # noqa: S608 - made of the words above alone

_RESUBMITTED: Final = statement(f"""
WITH {SEEN}, {RETURNED}
SELECT count(*) AS returned, count(after.id) AS came_again,
  round(avg(after.received_on - returned.settled_on), 1)::float AS days_mean, max(after.received_on - returned.settled_on) AS days_most
FROM returned LEFT JOIN reports after ON after.case_id = returned.case_id AND after.round = returned.round + 1
  AND {made_at("after.id")} < :known_before
""")  # noqa: S608 - made of the words above alone

HELD: Final = """
held AS (
  SELECT DISTINCT ON (a.id) a.id, a.case_id, s.state, s.since_on
  FROM accused a JOIN seen ON seen.id = a.case_id JOIN custody_spells s ON s.accused_id = a.id AND s.since_on <= :last_on
  WHERE (seen.decided_on IS NULL OR seen.decided_on > :last_on) AND NOT EXISTS (
    SELECT FROM results r WHERE r.accused_id = a.id AND r.decided_on <= :last_on AND r.superseded_at IS NULL)
  ORDER BY a.id, s.since_on DESC, s.id DESC
)"""
_IN_CUSTODY: Final = statement(f"""
WITH {SEEN}, {HELD}
SELECT count(*) AS under_trial_in_custody,
  count(*) FILTER (WHERE since_on <= CAST(:last_on AS date) - interval '6 months') AS over_6_months,
  count(*) FILTER (WHERE since_on <= CAST(:last_on AS date) - interval '1 year') AS over_1_year,
  count(*) FILTER (WHERE since_on <= CAST(:last_on AS date) - interval '2 years') AS over_2_years
FROM held WHERE state = 'in_custody'
""")  # noqa: S608 - made of the words above alone

_PARTS: Final = (
    Part("adjournments", _ADJOURNMENTS, ("times", "cases")),
    Part("adjourned_more_than_twice", _REPEATED, ("cases",)),
    Part("periods", _PERIODS, ("kept", "late", "overdue")),
    Part("defects", _DEFECTS, ("times",)),
    Part("resubmission", _RESUBMITTED, ("returned", "came_again"), is_single=True, with_them=("days_mean", "days_most")),
    Part(
        "custody", _IN_CUSTODY, ("under_trial_in_custody", "over_6_months", "over_1_year", "over_2_years"), is_single=True
    ),
)  # fmt: skip


def read_delays(session: Session, actor: Actor, query: dict[str, Any]) -> Answer:
    """Answer why cases take long, over those in the actor's sight."""
    return answer_parts(session, actor, query, _PARTS)
