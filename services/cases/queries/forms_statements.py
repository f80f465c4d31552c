"""The statements by which the courts' returns are counted."""

from __future__ import annotations

from typing import Final

from services.cases.queries.performance_ground import IS_OPEN, MOVED, SEEN, STAYS, statement

# A court's cases in its time; without a court each case once, from the day it came to court to its decision.
_BEFORE_COURTS: Final = f"""
cases_of (case_id, number, opened, closed, is_taken_over, is_handed_over) AS (
  SELECT case_id, number, since_on, ended_on, is_taken_over, is_handed_over FROM stays WHERE court_id = :court_id
  UNION ALL
  SELECT id, court_case_number, filed_on, decided_on, false, false FROM seen
  WHERE CAST(:court_id AS uuid) IS NULL AND filed_on IS NOT NULL
), trials AS (
  SELECT *, {IS_OPEN} FROM cases_of
), verdicts AS (
  SELECT r.* FROM results r JOIN trials USING (case_id)
  WHERE r.recorded_at < :known_before AND (r.superseded_at IS NULL OR r.superseded_at >= :known_before)
)"""  # noqa: S608 - made of the words above alone
_IS_MURDER: Final = 'sections @> \'[{"act": "ppc", "section": "302"}]\''

TRIALS: Final = statement(f"""
WITH {SEEN}, {STAYS}, {_BEFORE_COURTS}, done AS (
  SELECT trials.* FROM trials WHERE closed BETWEEN :first_on AND :last_on AND NOT is_handed_over
), days AS (
  SELECT case_id, count(DISTINCT heard_on) FILTER (WHERE outcome = 'held') AS days_occupied,
    json_agg(DISTINCT heard_on) FILTER (WHERE outcome = 'held') AS dates, coalesce(sum(examined_fact), 0) AS fact,
    coalesce(sum(examined_formal), 0) AS formal, coalesce(sum(examined_other), 0) AS other
  FROM hearing_records JOIN done USING (case_id) WHERE heard_on <= :last_on AND recorded_at < :known_before
  GROUP BY case_id
)
SELECT row_number() OVER (ORDER BY closed, done.case_id, a.number) AS serial, done.case_id, done.number,
  CASE WHEN a.is_juvenile THEN 'juvenile' ELSE a.initials END AS accused,
  (SELECT json_agg(act || ' ' || section ORDER BY act, section) FROM charges c
    WHERE c.accused_id = a.id AND c.framed_on <= :last_on
      AND (c.superseded_at IS NULL OR c.superseded_at >= :known_before)) AS charged,
  (SELECT json_agg(act || ' ' || section ORDER BY act, section) FROM charges c JOIN charge_verdicts v ON v.charge_id = c.id
    WHERE c.accused_id = a.id AND v.verdict = 'convicted' AND v.recorded_at < :known_before
      AND (v.superseded_at IS NULL OR v.superseded_at >= :known_before)) AS convicted,
  (SELECT state FROM custody_spells s WHERE s.accused_id = a.id AND since_on <= closed
    ORDER BY since_on DESC, id DESC LIMIT 1) AS held,
  opened AS received_on, v.decided_on, v.verdict AS result,
  coalesce(v.sentence, CASE WHEN v.imprisonment_months IS NOT NULL THEN v.imprisonment_months || ' months' END) AS sentence,
  coalesce(fact, 0)::int AS witnesses_fact, coalesce(formal, 0)::int AS witnesses_formal,
  coalesce(other, 0)::int AS witnesses_other, coalesce(days_occupied, 0) AS days_occupied, dates
FROM done JOIN accused a ON a.case_id = done.case_id LEFT JOIN verdicts v ON v.accused_id = a.id
LEFT JOIN days ON days.case_id = done.case_id
ORDER BY 1
""")  # noqa: S608 - made of the words above alone

STATE: Final = statement(f"""
WITH {SEEN}, {STAYS}, {_BEFORE_COURTS}, work (kind, case_id, number, opened, closed, is_taken_over, is_handed_over, is_open) AS (
  SELECT 'trials', * FROM trials
  UNION ALL
  SELECT 'appeals', case_id, appeal_number, opened, closed, false, false, {IS_OPEN}
  FROM (SELECT case_id, appeal_number, filed_on AS opened, decided_on AS closed FROM appeals) one
  JOIN (SELECT id FROM seen) known ON known.id = case_id
  WHERE CAST(:court_id AS uuid) IS NULL AND opened IS NOT NULL
), kinds (kind, place) AS (VALUES ('trials', 1), ('appeals', 2))
SELECT kinds.kind, {MOVED},
  count(*) FILTER (WHERE is_open AND opened <= CAST(:last_on AS date) - interval '3 months') AS over_3_months,
  count(*) FILTER (WHERE is_open AND opened <= CAST(:last_on AS date) - interval '6 months') AS over_6_months,
  round(avg(closed - opened) FILTER (WHERE closed BETWEEN :first_on AND :last_on AND NOT is_handed_over), 1)::float
    AS average_days,
  to_json((array_agg(json_build_object('number', number, 'case_id', case_id, 'since', opened) ORDER BY opened, case_id)
    FILTER (WHERE is_open))[1:3]) AS oldest
FROM kinds LEFT JOIN work USING (kind) WHERE kinds.kind = 'trials' OR CAST(:court_id AS uuid) IS NULL
GROUP BY kinds.kind, place ORDER BY place
""")  # noqa: S608 - made of the words above alone

DURATIONS: Final = statement(f"""
WITH {SEEN}, {STAYS}, {_BEFORE_COURTS}
SELECT row_number() OVER (ORDER BY closed, case_id) AS serial, case_id, number, opened AS sent_up_on, closed AS decided_on,
  closed - opened AS days, closed > opened + interval '1 year' AS over_a_year,
  CASE WHEN closed > opened + interval '1 year' THEN (
    SELECT json_object_agg(cause, times) FROM (
      SELECT cause, count(*) AS times FROM hearing_records h WHERE h.case_id = trials.case_id AND cause IS NOT NULL
        AND heard_on <= :last_on AND recorded_at < :known_before GROUP BY cause) counted) END AS explanation
FROM trials JOIN (SELECT id, sections FROM seen) known ON known.id = case_id
WHERE closed BETWEEN :first_on AND :last_on AND NOT is_handed_over AND (NOT :murder_only OR {_IS_MURDER})
ORDER BY 1
""")  # noqa: S608 - made of the words above alone

PERSONS: Final = statement(f"""
WITH {SEEN}, {STAYS}, {_BEFORE_COURTS}, persons AS (
  SELECT a.id, opened, v.verdict, is_handed_over AND coalesce(v.decided_on >= closed, true) AS is_handed_over,
    CASE WHEN is_handed_over THEN least(closed, v.decided_on) ELSE v.decided_on END AS left_on
  FROM trials JOIN accused a USING (case_id) LEFT JOIN verdicts v ON v.accused_id = a.id
  WHERE v.decided_on IS NULL OR v.decided_on >= opened
), placed AS (
  SELECT *, left_on BETWEEN :first_on AND :last_on AND NOT is_handed_over AS is_settled,
    opened <= :last_on AND (left_on IS NULL OR left_on > :last_on) AS is_left, (
      SELECT state FROM custody_spells s WHERE s.accused_id = persons.id AND since_on <= :last_on
      ORDER BY since_on DESC, s.id DESC LIMIT 1) AS state
  FROM persons
)
SELECT count(*) FILTER (WHERE opened < :first_on AND (left_on IS NULL OR left_on >= :first_on)) AS opening,
  count(*) FILTER (WHERE opened BETWEEN :first_on AND :last_on) AS came,
  count(*) FILTER (WHERE is_settled AND verdict = 'discharged') AS discharged,
  count(*) FILTER (WHERE is_settled AND verdict = 'withdrawn') AS acquitted_on_withdrawal,
  count(*) FILTER (WHERE is_settled AND verdict IN ('acquitted', 'acquitted_early', 'compounded')) AS acquitted_otherwise,
  count(*) FILTER (WHERE is_settled AND verdict = 'convicted') AS convicted,
  count(*) FILTER (WHERE is_settled AND verdict IN ('abated', 'dormant')) AS otherwise,
  count(*) FILTER (WHERE is_left) AS remaining,
  count(*) FILTER (WHERE is_left AND state = 'in_custody') AS remaining_in_custody,
  count(*) FILTER (WHERE is_left AND state = 'on_bail') AS remaining_on_bail,
  count(*) FILTER (WHERE is_left AND state = 'absconding') AS remaining_absconding,
  count(*) FILTER (WHERE left_on BETWEEN :first_on AND :last_on AND is_handed_over) AS transferred
FROM placed
""")  # noqa: S608 - made of the words above alone
