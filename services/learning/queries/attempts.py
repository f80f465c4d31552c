"""Reading an attempt: its questions in its own order, and what is right once it was submitted, never before."""

from __future__ import annotations

import uuid
from collections.abc import Mapping
from fractions import Fraction
from typing import Any

import sqlalchemy as sa
from sqlalchemy.orm import Session

from services.common.actor import Actor
from services.common.answers import Answer, answer_json
from services.learning.access import FOLLOW, no_attempt
from services.learning.models import Attempt, Certificate, CourseVersion, Enrolment
from services.learning.rules.ordering import shuffle
from services.learning.rules.scoring import Result, cut, score_attempt
from services.learning.rules.states import SUBMITTED


def read_attempt(
    session: Session, actor: Actor, attempt_id: uuid.UUID, *, status: int = 200, location: str | None = None
) -> Answer:
    """Answer one's own attempt; for those who may follow learners, a learner's once it was submitted."""
    found = session.execute(
        sa.select(Attempt, CourseVersion, Enrolment.account_id, Certificate.code)
        .join(Enrolment, Enrolment.id == Attempt.enrolment_id)
        .join(CourseVersion, CourseVersion.id == Attempt.course_version_id)
        .outerjoin(Certificate, Certificate.attempt_id == Attempt.id)
        .where(Attempt.id == attempt_id)
    ).first()
    if found is None:
        raise no_attempt()
    attempt, version, account_id, code = found
    follows = FOLLOW in actor.may and attempt.state == SUBMITTED
    if str(account_id) != actor.id and not follows:
        raise no_attempt()
    return answer_json(_describe(attempt, version, code), status=status, location=location)


def _describe(attempt: Attempt, version: CourseVersion, code: str | None) -> dict[str, Any]:
    result = None
    if attempt.state == SUBMITTED:
        result = score_attempt(version.questions, attempt.answers or {}, version.pass_mark)
    return {
        "id": attempt.id,
        "enrolment_id": attempt.enrolment_id,
        "course_id": version.course_id,
        "course_version": version.number,
        "number": attempt.number,
        "state": attempt.state,
        "started_at": attempt.started_at,
        "due_at": attempt.due_at,
        "submitted_at": attempt.submitted_at,
        "pass_mark": version.pass_mark,
        "score": cut(result.score) if result else None,
        "most": sum(question["points"] for question in version.questions),
        "percent": cut(result.percent) if result else None,
        "passed": attempt.passed,
        "certificate_code": code,
        "questions": [
            _describe_question(question, attempt, result) for question in shuffle(version.questions, attempt.seed)
        ],
    }


def _describe_question(question: Mapping[str, Any], attempt: Attempt, result: Result | None) -> dict[str, Any]:
    choices = shuffle(question["choices"], f"{attempt.seed}:{question['id']}")
    open_members = {name: question[name] for name in ("id", "kind", "text_en", "text_ur", "points")}
    told = {name: question[name] if result else None for name in ("rationale_en", "rationale_ur", "source")}
    return {
        **open_members,
        "choices": [{**choice, "is_right": choice["is_right"] if result else None} for choice in choices],
        "chosen": (attempt.answers or {}).get(question["id"], []) if result else None,
        "score": cut(result.by_question.get(question["id"], Fraction(0))) if result else None,
        **told,
    }
