"""Reading enrolments, progress and certificates: one's own; a learner's for those who may follow learners."""

from __future__ import annotations

import uuid
from typing import Any, Final

import sqlalchemy as sa
from sqlalchemy.orm import Session

from services.common.actor import Actor
from services.common.answers import Answer, JsonRow, answer_json, page
from services.learning.access import FOLLOW, find_learner, no_course, no_enrolment
from services.learning.models import Attempt, Certificate, Course, CourseVersion, Enrolment, LessonCompletion
from services.learning.rules.codes import tidy_code


def _of_attempts(what: Any, *conditions: Any) -> Any:
    found = sa.select(what).where(Attempt.enrolment_id == Enrolment.id, *conditions)
    return found.correlate(Enrolment).scalar_subquery()


_DONE: Final = (
    sa.select(sa.func.coalesce(sa.func.json_agg(LessonCompletion.lesson_id), sa.text("'[]'::json")))
    .where(
        LessonCompletion.enrolment_id == Enrolment.id,
        CourseVersion.outline.contains(
            sa.func.jsonb_build_array(sa.func.jsonb_build_object("id", LessonCompletion.lesson_id))
        ),
    )
    .correlate(Enrolment, CourseVersion)
    .scalar_subquery()
)
_CODE: Final = (
    sa.select(Certificate.code)
    .where(Certificate.enrolment_id == Enrolment.id, Certificate.revoked_on.is_(None))
    .correlate(Enrolment)
    .scalar_subquery()
)
_ENROLMENTS: Final = (
    sa.select(
        Enrolment.id, Enrolment.account_id, Enrolment.course_id, CourseVersion.title_en, CourseVersion.title_ur,
        Enrolment.state, Enrolment.enrolled_at, _DONE.label("lessons_done"),
        sa.func.jsonb_array_length(CourseVersion.outline).label("lesson_count"),
        _of_attempts(sa.func.count()).label("attempts_used"), CourseVersion.attempts_allowed,
        _of_attempts(Attempt.id, Attempt.state == "open").label("open_attempt_id"),
        _of_attempts(sa.func.max(Attempt.percent)).label("best_percent"), _CODE.label("certificate_code"),
    )
    .join_from(Enrolment, Course, Course.id == Enrolment.course_id)
    .join(CourseVersion, sa.and_(CourseVersion.course_id == Course.id, CourseVersion.number == Course.published_number))
)  # fmt: skip
_ENROLMENT: Final = JsonRow(_ENROLMENTS.where(Enrolment.id == sa.bindparam("enrolment_id")))
_OWN_ENROLMENT: Final = JsonRow(
    _ENROLMENTS.where(
        Enrolment.id == sa.bindparam("enrolment_id"), Enrolment.account_id == sa.bindparam("account_id", type_=sa.UUID)
    )
)
_ATTEMPTS: Final = sa.select(
    Attempt.id, Attempt.number, CourseVersion.number.label("course_version"), Attempt.state, Attempt.started_at,
    Attempt.submitted_at, Attempt.percent, Attempt.passed,
).join_from(Attempt, CourseVersion, CourseVersion.id == Attempt.course_version_id)  # fmt: skip
_CERTIFICATES: Final = sa.select(
    Certificate.id, Certificate.number, Certificate.code, Certificate.account_id, CourseVersion.course_id,
    CourseVersion.number.label("course_version"), CourseVersion.title_en, CourseVersion.title_ur, Certificate.issued_on,
    Certificate.revoked_on,
).join_from(Certificate, CourseVersion, CourseVersion.id == Certificate.course_version_id)  # fmt: skip
_CHECK: Final = (
    sa.select(
        Certificate.code, Certificate.revoked_on.is_(None).label("valid"), Certificate.number, Certificate.account_id,
        CourseVersion.course_id, CourseVersion.title_en, CourseVersion.title_ur, Certificate.issued_on,
        Certificate.revoked_on,
    )
    .join_from(Certificate, CourseVersion, CourseVersion.id == Certificate.course_version_id)
    .where(Certificate.code == sa.bindparam("code"))
)  # fmt: skip
_UNKNOWN: Final = ("number", "account_id", "course_id", "title_en", "title_ur", "issued_on", "revoked_on")


def read_enrolment(
    session: Session, actor: Actor, enrolment_id: uuid.UUID, *, status: int = 200, location: str | None = None
) -> Answer:
    """Answer an enrolment and how far it has come."""
    if FOLLOW in actor.may:
        return _ENROLMENT.one(
            session, missing=no_enrolment(), status=status, location=location, enrolment_id=enrolment_id
        )
    return _OWN_ENROLMENT.one(
        session, missing=no_enrolment(), status=status, location=location, enrolment_id=enrolment_id,
        account_id=uuid.UUID(actor.id),
    )  # fmt: skip


def read_new_enrolment(session: Session, enrolment_id: uuid.UUID, location: str) -> Answer:
    """Answer the enrolment that was just made, also to a trainer who may enrol but not follow."""
    return _ENROLMENT.one(session, missing=no_enrolment(), status=201, location=location, enrolment_id=enrolment_id)


def list_learners(session: Session, course_id: uuid.UUID, query: dict[str, Any]) -> Answer:
    """Answer a page of a course's learners, the latest first."""
    if session.get(Course, course_id) is None:
        raise no_course()
    rows = _ENROLMENTS.where(Enrolment.course_id == course_id)
    if query["state"]:
        rows = rows.where(Enrolment.state == query["state"])
    return page(session, rows, order=[(Enrolment.id, "desc")], query=query)


def list_attempts(session: Session, actor: Actor, enrolment_id: uuid.UUID, query: dict[str, Any]) -> Answer:
    """Answer a page of an enrolment's attempts, the latest first: of one's own, or of a learner whom one may follow."""
    enrolment = session.get(Enrolment, enrolment_id)
    if enrolment is None or (str(enrolment.account_id) != actor.id and FOLLOW not in actor.may):
        raise no_enrolment()
    rows = _ATTEMPTS.where(Attempt.enrolment_id == enrolment_id)
    return page(session, rows, order=[(Attempt.number, "desc")], query=query)


def list_progress(session: Session, actor: Actor, query: dict[str, Any]) -> Answer:
    """Answer a page of someone's enrolments, the latest first."""
    rows = _ENROLMENTS.where(Enrolment.account_id == find_learner(actor, query["account_id"]))
    return page(session, rows, order=[(Enrolment.id, "desc")], query=query)


def list_certificates(session: Session, actor: Actor, query: dict[str, Any]) -> Answer:
    """Answer a page of someone's certificates, the latest first."""
    rows = _CERTIFICATES.where(Certificate.account_id == find_learner(actor, query["account_id"]))
    return page(session, rows, order=[(Certificate.id, "desc")], query=query)


def verify_certificate(session: Session, code: str) -> Answer:
    """Answer whether a code belongs to a valid certificate, to anyone."""
    found = session.execute(_CHECK, {"code": tidy_code(code)}).mappings().first()
    if found is None:
        return answer_json({"code": code, "valid": False, **dict.fromkeys(_UNKNOWN)})
    return answer_json(dict(found))
