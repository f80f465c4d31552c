"""Enrolment: someone joins a published course, and works through its lessons.

Comes after publication; sets off Enrolled. A trainer may enrol others. Lessons may be read without being enrolled; noting
them as done, and attempts (attempts.py), need the enrolment.
"""

from __future__ import annotations

import uuid

import sqlalchemy as sa
from sqlalchemy.dialects.postgresql import insert
from sqlalchemy.orm import Session

from services.common.actor import Actor
from services.common.audit import record
from services.common.errors import Problem, conflict, not_found
from services.common.events import Audience
from services.common.ids import new_id
from services.common.outbox import publish
from services.learning.access import access_enrolment, access_published
from services.learning.events import Enrolled
from services.learning.models import Enrolment, LessonCompletion
from services.learning.rules.states import ENROLLED

ENROL = "learning.enrol"


def enrol(session: Session, actor: Actor, course_id: uuid.UUID, account_id: uuid.UUID | None) -> uuid.UUID:
    """Enrol oneself or, as a trainer, someone else; give the enrolment's id."""
    me = uuid.UUID(actor.id)
    learner = account_id or me
    if learner != me and ENROL not in actor.may:
        raise Problem(
            "forbidden", "enrols_self_only", "You may enrol yourself only. Ask a trainer to enrol others.",
            permission=ENROL,
        )  # fmt: skip
    version = access_published(session, course_id)
    enrolment_id = new_id()
    claim = (
        insert(Enrolment)
        .values(id=enrolment_id, course_id=version.course_id, account_id=learner, enrolled_by=me, state=ENROLLED)
        .on_conflict_do_nothing(index_elements=["course_id", "account_id"])
        .returning(Enrolment.id)
    )
    if session.execute(claim).first() is None:
        known = sa.select(Enrolment.id).where(Enrolment.course_id == course_id, Enrolment.account_id == learner)
        raise conflict(
            "already_enrolled", "This learner is in the course already. Go on from the progress page.",
            enrolment_id=str(session.scalar(known)),
        )  # fmt: skip
    event = Enrolled(enrolment_id=enrolment_id, account_id=learner, course_id=course_id)
    publish(session, event, audience=Audience(users=[str(learner)]))
    record(session, actor, "enrolled", f"enrolment:{enrolment_id}", course_id=course_id, account_id=learner)
    return enrolment_id


def complete_lesson(session: Session, actor: Actor, enrolment_id: uuid.UUID, lesson_id: uuid.UUID) -> None:
    """Note that one has worked through a lesson; a second time changes nothing."""
    enrolment = access_enrolment(session, actor, enrolment_id)
    version = access_published(session, enrolment.course_id)
    if str(lesson_id) not in {lesson["id"] for lesson in version.outline}:
        raise not_found("no_such_lesson", "The course has no such lesson now. Read its outline again.")
    done = insert(LessonCompletion).values(enrolment_id=enrolment_id, lesson_id=lesson_id).on_conflict_do_nothing()
    if session.execute(done.returning(LessonCompletion.lesson_id)).first() is not None:
        record(session, actor, "lesson_completed", f"enrolment:{enrolment_id}", lesson_id=lesson_id)
