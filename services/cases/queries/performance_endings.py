"""How cases end: verdicts, why there were acquittals, what became of appeals, whether witnesses were heard."""

from __future__ import annotations

from typing import Any, Final

from sqlalchemy.orm import Session

from services.cases.queries.performance_ground import SEEN, made_at, statement
from services.cases.queries.performance_parts import Part, answer_parts
from services.common.actor import Actor
from services.common.answers import Answer

DECIDED: Final = """
decided AS (
  SELECT r.id, r.verdict FROM results r JOIN seen ON seen.id = r.case_id
  WHERE r.decided_on BETWEEN :first_on AND :last_on AND r.recorded_at < :known_before
    AND (r.superseded_at IS NULL OR r.superseded_at >= :known_before)
), acquitted AS (
  SELECT decided.id, reported.id AS report_id, reported.grounds FROM decided
  LEFT JOIN acquittal_reports reported ON reported.result_id = decided.id
  WHERE verdict IN ('acquitted', 'acquitted_early', 'compounded')
)"""
_VERDICTS: Final = statement(f"""
WITH {SEEN}, {DECIDED}
SELECT verdict, count(*) AS accused FROM decided GROUP BY verdict ORDER BY count(*) DESC, verdict
""")  # noqa: S608 - made of the words above alone

_ACQUITTALS: Final = statement(f"""
WITH {SEEN}, {DECIDED}
SELECT count(*) AS acquittals, count(report_id) AS reported FROM acquitted
""")  # noqa: S608 - made of the words above alone

_GROUNDS: Final = statement(f"""
WITH {SEEN}, {DECIDED}
SELECT ground, count(*) AS acquittals FROM acquitted, unnest(grounds) ground GROUP BY ground ORDER BY count(*) DESC, ground
""")  # noqa: S608 - made of the words above alone

_APPEALS: Final = statement(f"""
WITH {SEEN}, known AS (
  SELECT a.*, (SELECT min(taken_on) FROM appeal_steps s WHERE s.appeal_id = a.id AND s.step = 'recommended') AS asked_on
  FROM appeals a JOIN seen ON seen.id = a.case_id WHERE {made_at("a.id")} < :known_before
), counted AS (
  SELECT kind, count(*) FILTER (WHERE asked_on BETWEEN :first_on AND :last_on) AS recommended,
    count(*) FILTER (WHERE filed_on BETWEEN :first_on AND :last_on) AS filed,
    count(*) FILTER (WHERE decided_on BETWEEN :first_on AND :last_on AND state IN ('allowed', 'partly_allowed')) AS allowed,
    count(*) FILTER (WHERE decided_on BETWEEN :first_on AND :last_on AND state = 'dismissed') AS dismissed,
    count(*) FILTER (WHERE last_day BETWEEN :first_on AND :last_on AND state IN ('recommended', 'approved')
      OR last_day BETWEEN :first_on AND :last_on AND filed_on > last_day) AS missed
  FROM known GROUP BY kind
)
SELECT * FROM counted WHERE recommended + filed + allowed + dismissed + missed > 0 ORDER BY kind
""")  # noqa: S608 - made of the words above alone

_WITNESSES: Final = statement(f"""
WITH {SEEN}, heard AS (
  SELECT h.* FROM hearing_records h JOIN seen ON seen.id = h.case_id
  WHERE heard_on BETWEEN :first_on AND :last_on AND h.recorded_at < :known_before
)
SELECT coalesce(sum(witnesses_present), 0)::int AS attended, coalesce(sum(examined_fact), 0)::int AS examined_fact,
  coalesce(sum(examined_formal), 0)::int AS examined_formal, coalesce(sum(examined_other), 0)::int AS examined_other,
  coalesce(sum(witnesses_present - examined_fact - examined_formal - examined_other), 0)::int AS unheard
FROM heard
""")  # noqa: S608 - made of the words above alone

_PARTS: Final = (
    Part("verdicts", _VERDICTS, ("accused",)),
    Part("acquittals", _ACQUITTALS, ("acquittals", "reported"), is_single=True),
    Part("acquittal_grounds", _GROUNDS, ("acquittals",)),
    Part("appeals", _APPEALS, ("recommended", "filed", "allowed", "dismissed", "missed")),
    Part(
        "witnesses", _WITNESSES, ("attended", "examined_fact", "examined_formal", "examined_other", "unheard"),
        is_single=True,
    ),
)  # fmt: skip


def read_endings(session: Session, actor: Actor, query: dict[str, Any]) -> Answer:
    """Answer how cases ended, over those in the actor's sight."""
    return answer_parts(session, actor, query, _PARTS)
