"""Learners: enrolments, attempts, certificates. People are account ids here, never names."""

from __future__ import annotations

from typing import Any

from marshmallow import ValidationError, fields, validate, validates_schema

from services.common.schemas import Choice, Day, Instant, PageQuery, PersonId, Schema, Text, View, Whole

STATES = ("enrolled", "started", "passed", "failed")
ATTEMPT_STATES = ("open", "submitted", "lapsed")


class NewEnrolment(Schema):
    """Who is to be enrolled: the caller, unless a trainer names someone."""

    account_id = PersonId(load_default=None, allow_none=True)


class LearnerFilter(PageQuery):
    """Which of a course's learners to list."""

    state = Choice(STATES, load_default=None)


class ProgressFilter(PageQuery):
    """Whose progress to list: the caller's, unless a trainer names someone."""

    account_id = fields.UUID(load_default=None)


class EnrolmentView(View):
    """An enrolment and how far it has come."""

    id = fields.UUID()
    account_id = fields.UUID()
    course_id = fields.UUID()
    title_en = fields.String()
    title_ur = fields.String(allow_none=True)
    state = fields.String(validate=validate.OneOf(STATES))
    enrolled_at = Instant()
    lessons_done = fields.List(fields.UUID())
    lesson_count = Whole()
    attempts_used = Whole()
    attempts_allowed = Whole()
    open_attempt_id = fields.UUID(allow_none=True)
    best_percent = fields.Float(allow_none=True)
    certificate_code = fields.String(allow_none=True)


class GivenAnswer(Schema):
    """What was chosen for one question."""

    question_id = fields.UUID(required=True)
    choice_ids = fields.List(Text(most=20), required=True, validate=validate.Length(max=20))


class Submission(Schema):
    """The answers of an attempt; a question that is left out counts as unanswered."""

    answers = fields.List(fields.Nested(GivenAnswer), required=True, validate=validate.Length(max=500))

    @validates_schema
    def check_once(self, data: dict[str, Any], **_: Any) -> None:
        """Refuse two answers to one question."""
        asked = [answer["question_id"] for answer in data["answers"]]
        if len(set(asked)) != len(asked):
            raise ValidationError(["Answer each question once."], field_name="answers")


class AskedChoice(View):
    """A choice as the learner sees it; whether it is right is told after submission only."""

    id = fields.String()
    text_en = fields.String()
    text_ur = fields.String(allow_none=True)
    is_right = fields.Boolean(allow_none=True)


class AskedQuestion(View):
    """A question as the learner sees it; rationale, source and score are told after submission only."""

    id = fields.UUID()
    kind = fields.String()
    text_en = fields.String()
    text_ur = fields.String(allow_none=True)
    points = Whole()
    choices = fields.List(fields.Nested(AskedChoice))
    chosen = fields.List(fields.String(), allow_none=True)
    score = fields.Float(allow_none=True)
    rationale_en = fields.String(allow_none=True)
    rationale_ur = fields.String(allow_none=True)
    source = fields.String(allow_none=True)


class AttemptView(View):
    """An attempt: its questions in its own order and, once submitted, what it scored."""

    id = fields.UUID()
    enrolment_id = fields.UUID()
    course_id = fields.UUID()
    course_version = Whole(metadata={"description": "The course's version that the attempt was started on"})
    number = Whole()
    state = fields.String(validate=validate.OneOf(ATTEMPT_STATES))
    started_at = Instant()
    due_at = Instant(allow_none=True)
    submitted_at = Instant(allow_none=True)
    pass_mark = Whole()
    score = fields.Float(allow_none=True)
    most = Whole()
    percent = fields.Float(allow_none=True)
    passed = fields.Boolean(allow_none=True)
    certificate_code = fields.String(allow_none=True)
    questions = fields.List(fields.Nested(AskedQuestion))


class AttemptRow(View):
    """An attempt in the list of an enrolment's attempts."""

    id = fields.UUID()
    number = Whole()
    course_version = Whole(metadata={"description": "The course's version that the attempt was started on"})
    state = fields.String(validate=validate.OneOf(ATTEMPT_STATES))
    started_at = Instant()
    submitted_at = Instant(allow_none=True)
    percent = fields.Float(allow_none=True)
    passed = fields.Boolean(allow_none=True)


class CertificateRow(View):
    """A certificate as its holder sees it."""

    id = fields.UUID()
    number = fields.String()
    code = fields.String()
    account_id = fields.UUID()
    course_id = fields.UUID()
    course_version = Whole()
    title_en = fields.String()
    title_ur = fields.String(allow_none=True)
    issued_on = Day()
    revoked_on = Day(allow_none=True)


class CertificateCheck(View):
    """Whether a code belongs to a valid certificate; the other members are null when there is none."""

    code = fields.String()
    valid = fields.Boolean()
    number = fields.String(allow_none=True)
    account_id = fields.UUID(allow_none=True)
    course_id = fields.UUID(allow_none=True)
    title_en = fields.String(allow_none=True)
    title_ur = fields.String(allow_none=True)
    issued_on = Day(allow_none=True)
    revoked_on = Day(allow_none=True)


class Revocation(Schema):
    """Why a certificate is taken back."""

    reason = Text(most=500, required=True)
