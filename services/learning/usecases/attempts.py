"""Attempts: start one, submit its answers, let it lapse when its time is up.

Comes after enrolment. An attempt keeps the course's version it was started on, its own order of questions and its own time
limit. Submitting scores it at once, sets off AttemptSubmitted and, when it is passed, issues the certificate. An attempt that is not
submitted in time lapses and counts as used.
"""

from __future__ import annotations

import datetime as dt
import secrets
import uuid
from collections.abc import Sequence
from decimal import Decimal
from typing import Any

import sqlalchemy as sa
from sqlalchemy.orm import Session

from services.common.actor import Actor
from services.common.audit import record
from services.common.errors import conflict, invalid
from services.common.events import Audience
from services.common.outbox import publish
from services.learning.access import access_attempt, access_enrolment, access_published
from services.learning.events import AttemptSubmitted
from services.learning.models import Attempt, CourseVersion, Enrolment
from services.learning.rules import states
from services.learning.rules.scoring import cut, find_answer_faults, score_attempt
from services.learning.usecases.certificates import issue_certificate


def start_attempt(session: Session, actor: Actor, enrolment_id: uuid.UUID) -> uuid.UUID:
    """Start an attempt on the course's newest version; give its id."""
    enrolment = access_enrolment(session, actor, enrolment_id)
    version = access_published(session, enrolment.course_id)
    now = dt.datetime.now(dt.UTC)
    earlier = session.scalars(sa.select(Attempt).where(Attempt.enrolment_id == enrolment_id)).all()
    _lapse_overdue(session, actor, earlier, now)
    _require_room(enrolment, version, earlier)
    attempt = Attempt(
        enrolment_id=enrolment.id,
        course_version_id=version.id,
        number=len(earlier) + 1,
        seed=secrets.token_hex(8),
        state=states.OPEN,
        started_at=now,
        due_at=states.find_due(now, version.time_limit_minutes),
    )
    enrolment.state = states.STARTED
    session.add(attempt)
    session.flush()
    record(session, actor, "attempt_started", f"attempt:{attempt.id}", enrolment_id=enrolment.id, number=attempt.number)
    return attempt.id


def _lapse_overdue(session: Session, actor: Actor, earlier: Sequence[Attempt], now: dt.datetime) -> None:
    for attempt in earlier:
        if attempt.state == states.OPEN and states.is_over(attempt.due_at, now):
            _lapse(session, actor, attempt)


def _lapse(session: Session, actor: Actor, attempt: Attempt) -> None:
    attempt.state = states.LAPSED
    record(session, actor, "attempt_lapsed", f"attempt:{attempt.id}", enrolment_id=attempt.enrolment_id)


def _require_room(enrolment: Enrolment, version: CourseVersion, earlier: Sequence[Attempt]) -> None:
    if enrolment.state == states.PASSED:
        raise conflict(
            "already_passed", "You have passed this course already. Read your certificate on the progress page."
        )
    running = next((attempt for attempt in earlier if attempt.state == states.OPEN), None)
    if running is not None:
        raise conflict("attempt_open", "You have an attempt under way. Submit it first.", attempt_id=str(running.id))
    if len(earlier) >= version.attempts_allowed:
        raise conflict(
            "attempts_used_up", "You have used all attempts at this course. Ask your trainer.",
            attempts_allowed=version.attempts_allowed,
        )  # fmt: skip


def submit_attempt(
    session: Session, actor: Actor, attempt_id: uuid.UUID, given: list[dict[str, Any]], *, prefix: str
) -> bool:
    """Submit and score an attempt; tell whether it is passed."""
    attempt, enrolment = access_attempt(session, actor, attempt_id)
    now = dt.datetime.now(dt.UTC)
    if attempt.state == states.SUBMITTED:
        raise conflict("attempt_submitted", "This attempt was submitted already. Read its result.")
    if attempt.state == states.LAPSED or states.is_over(attempt.due_at, now):
        raise conflict("attempt_lapsed", "The time for this attempt is over. Start another one.")
    version = session.get_one(CourseVersion, attempt.course_version_id)
    answers = {str(answer["question_id"]): sorted(set(answer["choice_ids"])) for answer in given}
    if faults := find_answer_faults(version.questions, answers):
        raise invalid("answers_wrong", "Some answers do not fit their questions.", fields={"answers": faults})
    result = score_attempt(version.questions, answers, version.pass_mark)
    attempt.answers = answers
    attempt.state, attempt.submitted_at = states.SUBMITTED, now
    attempt.percent, attempt.passed = Decimal(str(cut(result.percent))), result.passed
    enrolment.state = states.stand(passed=result.passed, used=attempt.number, allowed=version.attempts_allowed)
    session.flush()
    event = AttemptSubmitted(attempt_id=attempt.id, enrolment_id=enrolment.id, passed=result.passed)
    publish(session, event, audience=Audience(users=[str(enrolment.account_id)]))
    record(session, actor, "attempt_submitted", f"attempt:{attempt.id}", passed=result.passed, percent=attempt.percent)
    if result.passed:
        issue_certificate(session, actor, enrolment, attempt, prefix=prefix)
    return result.passed


def lapse_attempts(session: Session, actor: Actor, now: dt.datetime) -> int:
    """Let attempts lapse whose time is over; give how many. Attempts being submitted just now are left for later."""
    overdue = (
        sa.select(Attempt, Enrolment, CourseVersion.attempts_allowed)
        .join(Enrolment, Enrolment.id == Attempt.enrolment_id)
        .join(CourseVersion, CourseVersion.id == Attempt.course_version_id)
        .where(Attempt.state == states.OPEN, Attempt.due_at < now - states.GRACE)
        .order_by(Attempt.due_at)
        .limit(200)
        .with_for_update(of=[Enrolment, Attempt], skip_locked=True)
    )
    found = session.execute(overdue).all()
    for attempt, enrolment, allowed in found:
        _lapse(session, actor, attempt)
        enrolment.state = states.stand(passed=False, used=attempt.number, allowed=allowed)
    return len(found)
