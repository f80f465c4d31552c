"""Learning's entrypoints: read the request, call the use case, write the answer."""

from __future__ import annotations

import datetime as dt
from typing import Any, ClassVar

from sqlalchemy.orm import Session

from services.common.actor import Actor
from services.common.answering import Call
from services.common.answers import Answer
from services.common.bus import Service, answers, every
from services.learning import api
from services.learning.models import Lesson, Question
from services.learning.queries import attempts as read_attempts
from services.learning.queries import courses as read_courses
from services.learning.queries import learners as read_learners
from services.learning.queries import library as read_library
from services.learning.settings import LearningSettings, read_settings
from services.learning.usecases import attempts, certificates, courses, drafting, enrolment, library
from services.learning.usecases.drafting import Part


class LearningService(Service):
    """Courses with quizzes and certificates, and the library of law."""

    name = "learning"
    settings: ClassVar[LearningSettings] = read_settings()

    @answers(api.list_courses)
    def list_courses(self, call: Call) -> Answer:
        """List the published courses."""
        return read_courses.list_courses(call.session, call.query)

    @answers(api.read_course)
    def read_course(self, call: Call) -> Answer:
        """Read a published course's outline."""
        return read_courses.read_course(call.session, call.path["course_id"])

    @answers(api.read_lesson)
    def read_lesson(self, call: Call) -> Answer:
        """Read a published lesson."""
        return read_courses.read_lesson(call.session, call.path["course_id"], call.path["lesson_id"])

    @answers(api.create_course)
    def create_course(self, call: Call) -> Answer:
        """Begin the draft of a course."""
        course_id = courses.create_course(call.session, call.actor, call.body)
        location = f"/api/courses/{course_id}/draft"
        return read_courses.read_draft(call.session, course_id, status=201, location=location)

    @answers(api.read_draft)
    def read_draft(self, call: Call) -> Answer:
        """Read a course's draft."""
        return read_courses.read_draft(call.session, call.path["course_id"])

    @answers(api.change_course)
    def change_course(self, call: Call) -> Answer:
        """Change a draft's title, summary or terms."""
        course_id = call.path["course_id"]
        courses.change_course(call.session, call.actor, course_id, call.body, if_match=call.if_match)
        return _draft(call)

    @answers(api.add_lesson)
    def add_lesson(self, call: Call) -> Answer:
        """Add a lesson at the draft's end."""
        return _add(call, Lesson)

    @answers(api.change_lesson)
    def change_lesson(self, call: Call) -> Answer:
        """Write a draft's lesson anew."""
        return _change(call, Lesson)

    @answers(api.remove_lesson)
    def remove_lesson(self, call: Call) -> Answer:
        """Take a lesson out of the draft."""
        return _remove(call, Lesson)

    @answers(api.add_question)
    def add_question(self, call: Call) -> Answer:
        """Add a question to the draft."""
        return _add(call, Question)

    @answers(api.change_question)
    def change_question(self, call: Call) -> Answer:
        """Write a draft's question anew."""
        return _change(call, Question)

    @answers(api.remove_question)
    def remove_question(self, call: Call) -> Answer:
        """Take a question out of the draft."""
        return _remove(call, Question)

    @answers(api.read_draft_changes)
    def read_draft_changes(self, call: Call) -> Answer:
        """Tell what publishing the draft would change."""
        return read_courses.read_draft_changes(call.session, call.path["course_id"])

    @answers(api.publish_course)
    def publish_course(self, call: Call) -> Answer:
        """Publish the draft as the course's next version."""
        course_id = call.path["course_id"]
        courses.publish_course(call.session, call.actor, course_id, if_match=call.if_match)
        call.session.flush()
        return read_courses.read_course(call.session, course_id, status=201, location=f"/api/courses/{course_id}")

    @answers(api.list_course_overviews)
    def list_course_overviews(self, call: Call) -> Answer:
        """List all courses with how their learners stand."""
        return read_courses.list_overviews(call.session, call.query)

    @answers(api.enrol)
    def enrol(self, call: Call) -> Answer:
        """Enrol in a published course."""
        account_id = call.body["account_id"]
        enrolment_id = enrolment.enrol(call.session, call.actor, call.path["course_id"], account_id)
        return read_learners.read_new_enrolment(call.session, enrolment_id, f"/api/enrolments/{enrolment_id}")

    @answers(api.list_learners)
    def list_learners(self, call: Call) -> Answer:
        """List a course's learners."""
        return read_learners.list_learners(call.session, call.path["course_id"], call.query)

    @answers(api.read_enrolment)
    def read_enrolment(self, call: Call) -> Answer:
        """Read an enrolment."""
        return read_learners.read_enrolment(call.session, call.actor, call.path["enrolment_id"])

    @answers(api.list_progress)
    def list_progress(self, call: Call) -> Answer:
        """List someone's enrolments."""
        return read_learners.list_progress(call.session, call.actor, call.query)

    @answers(api.complete_lesson)
    def complete_lesson(self, call: Call) -> Answer:
        """Note that one has worked through a lesson."""
        enrolment_id = call.path["enrolment_id"]
        enrolment.complete_lesson(call.session, call.actor, enrolment_id, call.path["lesson_id"])
        return read_learners.read_enrolment(call.session, call.actor, enrolment_id)

    @answers(api.list_attempts)
    def list_attempts(self, call: Call) -> Answer:
        """List the attempts of an enrolment."""
        return read_learners.list_attempts(call.session, call.actor, call.path["enrolment_id"], call.query)

    @answers(api.start_attempt)
    def start_attempt(self, call: Call) -> Answer:
        """Start an attempt."""
        attempt_id = attempts.start_attempt(call.session, call.actor, call.path["enrolment_id"])
        location = f"/api/attempts/{attempt_id}"
        return read_attempts.read_attempt(call.session, call.actor, attempt_id, status=201, location=location)

    @answers(api.read_attempt)
    def read_attempt(self, call: Call) -> Answer:
        """Read an attempt."""
        return read_attempts.read_attempt(call.session, call.actor, call.path["attempt_id"])

    @answers(api.submit_attempt)
    def submit_attempt(self, call: Call) -> Answer:
        """Submit an attempt's answers."""
        attempt_id = call.path["attempt_id"]
        prefix = self.settings.certificate_prefix
        attempts.submit_attempt(call.session, call.actor, attempt_id, call.body["answers"], prefix=prefix)
        return read_attempts.read_attempt(call.session, call.actor, attempt_id)

    @answers(api.list_certificates)
    def list_certificates(self, call: Call) -> Answer:
        """List someone's certificates."""
        return read_learners.list_certificates(call.session, call.actor, call.query)

    @answers(api.verify_certificate)
    def verify_certificate(self, call: Call) -> Answer:
        """Tell whether a certificate is valid."""
        return read_learners.verify_certificate(call.session, call.path["code"])

    @answers(api.revoke_certificate)
    def revoke_certificate(self, call: Call) -> Answer:
        """Take a certificate back."""
        certificates.revoke_certificate(call.session, call.actor, call.path["code"], call.body["reason"])
        call.session.flush()
        return read_learners.verify_certificate(call.session, call.path["code"])

    @answers(api.list_library_items)
    def list_library_items(self, call: Call) -> Answer:
        """List the library's items."""
        return read_library.list_items(call.session, call.query)

    @answers(api.add_library_item)
    def add_library_item(self, call: Call) -> Answer:
        """Add an item to the library."""
        item_id = library.add_item(call.session, call.actor, call.body)
        call.session.flush()
        return read_library.read_item(call.session, item_id, status=201, location=f"/api/library/items/{item_id}")

    @answers(api.read_library_item)
    def read_library_item(self, call: Call) -> Answer:
        """Read an item's description."""
        return read_library.read_item(call.session, call.path["item_id"])

    @answers(api.correct_library_item)
    def correct_library_item(self, call: Call) -> Answer:
        """Correct an item's description."""
        item_id = call.path["item_id"]
        library.correct_item(call.session, call.actor, item_id, call.body, if_match=call.if_match)
        call.session.flush()
        return read_library.read_item(call.session, item_id)

    @answers(api.preview_sections)
    def preview_sections(self, call: Call) -> Answer:
        """See how the plain text of an Act would be cut into sections."""
        return read_library.preview_sections(call.session, call.path["item_id"], call.body["text"])

    @answers(api.import_sections)
    def import_sections(self, call: Call) -> Answer:
        """Cut an Act's plain text into an item's sections."""
        item_id = call.path["item_id"]
        library.import_sections(call.session, call.actor, item_id, call.body["text"], if_match=call.if_match)
        call.session.flush()
        return read_library.read_item(call.session, item_id)

    @answers(api.list_sections)
    def list_sections(self, call: Call) -> Answer:
        """List an item's sections."""
        return read_library.list_sections(call.session, call.path["item_id"], call.query)

    @answers(api.read_section)
    def read_section(self, call: Call) -> Answer:
        """Read a section."""
        return read_library.read_section(call.session, call.path["section_id"])

    @answers(api.search_sections)
    def search_sections(self, call: Call) -> Answer:
        """Search sections."""
        return read_library.search_sections(call.session, call.query)

    @every(seconds=60)
    def let_attempts_lapse(self, session: Session) -> None:
        """Let attempts lapse whose time is over."""
        attempts.lapse_attempts(session, Actor(id="service:learning"), dt.datetime.now(dt.UTC))


def _draft(call: Call, **options: Any) -> Answer:
    call.session.flush()
    return read_courses.read_draft(call.session, call.path["course_id"], **options)


def _add(call: Call, kind: type[Part]) -> Answer:
    course_id = call.path["course_id"]
    drafting.add_part(call.session, call.actor, course_id, kind, call.body, if_match=call.if_match)
    return _draft(call, status=201, location=f"/api/courses/{course_id}/draft")


def _change(call: Call, kind: type[Part]) -> Answer:
    drafting.change_part(call.session, call.actor, call.path, kind, call.body, if_match=call.if_match)
    return _draft(call)


def _remove(call: Call, kind: type[Part]) -> Answer:
    drafting.remove_part(call.session, call.actor, call.path, kind, if_match=call.if_match)
    return _draft(call)
