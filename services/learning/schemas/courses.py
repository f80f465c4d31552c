"""Courses: drafts that trainers write, and the published versions that learners see.

Texts come in English and, where there is one, in Urdu. Lessons and questions are plain text or Markdown, never HTML.
"""

from __future__ import annotations

from typing import Any

from marshmallow import ValidationError, fields, validate, validates_schema

from services.common.schemas import Choice, Code, CountParam, Instant, PageQuery, Schema, Text, View, Whole
from services.learning.rules.changes import KINDS as CHANGES
from services.learning.rules.questions import KINDS, find_faults

LONGEST_LESSON = 60_000


class CourseTerms(Schema):
    """How a course is examined: what passes, how long an attempt may take, how many there are."""

    pass_mark = Whole(least=1, most=100, load_default=70)
    time_limit_minutes = Whole(least=1, most=600, load_default=None, allow_none=True)
    attempts_allowed = Whole(least=1, most=20, load_default=3)


class NewCourse(CourseTerms):
    """A course to be written."""

    code = Code(required=True)
    title_en = Text(most=200, required=True)
    title_ur = Text(most=200, load_default=None, allow_none=True)
    summary_en = Text(most=2000, lines=True, required=True)
    summary_ur = Text(most=2000, lines=True, load_default=None, allow_none=True)


class CourseChange(Schema):
    """What is to be changed of a course's draft; members that are left out stay as they are."""

    title_en = Text(most=200)
    title_ur = Text(most=200, allow_none=True)
    summary_en = Text(most=2000, lines=True)
    summary_ur = Text(most=2000, lines=True, allow_none=True)
    pass_mark = Whole(least=1, most=100)
    time_limit_minutes = Whole(least=1, most=600, allow_none=True)
    attempts_allowed = Whole(least=1, most=20)


class NewLesson(Schema):
    """A lesson, to be put at the course's end or in the place of another."""

    title_en = Text(most=200, required=True)
    title_ur = Text(most=200, load_default=None, allow_none=True)
    text_en = Text(most=LONGEST_LESSON, lines=True, required=True)
    text_ur = Text(most=LONGEST_LESSON, lines=True, load_default=None, allow_none=True)


class NewChoice(Schema):
    """One of a question's choices."""

    text_en = Text(most=500, required=True)
    text_ur = Text(most=500, load_default=None, allow_none=True)
    is_right = fields.Boolean(required=True, truthy={True}, falsy={False})


class NewQuestion(Schema):
    """A question with its choices, and why the right ones are right."""

    kind = Choice(KINDS, required=True)
    text_en = Text(most=2000, lines=True, required=True)
    text_ur = Text(most=2000, lines=True, load_default=None, allow_none=True)
    choices = fields.List(fields.Nested(NewChoice), required=True)
    rationale_en = Text(most=2000, lines=True, required=True)
    rationale_ur = Text(most=2000, lines=True, load_default=None, allow_none=True)
    source = Text(most=200, load_default=None, allow_none=True)
    points = Whole(least=1, most=10, load_default=1)

    @validates_schema
    def check_choices(self, data: dict[str, Any], **_: Any) -> None:
        """Refuse a question that cannot be answered fairly."""
        faults = find_faults(data["kind"], data["choices"])
        if faults:
            raise ValidationError(faults, field_name="choices")


class CourseRow(View):
    """A published course in the list."""

    id = fields.UUID()
    code = fields.String()
    title_en = fields.String()
    title_ur = fields.String(allow_none=True)
    summary_en = fields.String()
    summary_ur = fields.String(allow_none=True)
    number = Whole(metadata={"description": "The published version's number"})
    published_at = Instant()
    lesson_count = Whole()
    question_count = Whole()
    pass_mark = Whole()
    time_limit_minutes = Whole(allow_none=True)
    attempts_allowed = Whole()


class OutlineLesson(View):
    """A lesson's place in the outline."""

    id = fields.UUID()
    title_en = fields.String()
    title_ur = fields.String(allow_none=True)


class CourseView(CourseRow):
    """A published course with its outline."""

    lessons = fields.List(fields.Nested(OutlineLesson))


class LessonView(OutlineLesson):
    """A lesson's text."""

    text_en = fields.String()
    text_ur = fields.String(allow_none=True)


class DraftChoice(View):
    """A choice as trainers see it."""

    id = fields.String()
    text_en = fields.String()
    text_ur = fields.String(allow_none=True)
    is_right = fields.Boolean()


class DraftQuestion(View):
    """A question as trainers see it."""

    id = fields.UUID()
    kind = fields.String()
    text_en = fields.String()
    text_ur = fields.String(allow_none=True)
    choices = fields.List(fields.Nested(DraftChoice))
    rationale_en = fields.String()
    rationale_ur = fields.String(allow_none=True)
    source = fields.String(allow_none=True)
    points = Whole()


class DraftView(View):
    """A course's draft, as trainers see it; its version guards every change to it."""

    id = fields.UUID()
    code = fields.String()
    title_en = fields.String()
    title_ur = fields.String(allow_none=True)
    summary_en = fields.String()
    summary_ur = fields.String(allow_none=True)
    pass_mark = Whole()
    time_limit_minutes = Whole(allow_none=True)
    attempts_allowed = Whole()
    published_number = Whole(allow_none=True)
    version = Whole()
    lessons = fields.List(fields.Nested(LessonView))
    questions = fields.List(fields.Nested(DraftQuestion))


class PartChange(View):
    """A lesson by its title, or a question by its text, that differs from what learners see now."""

    id = fields.UUID()
    title_en = fields.String()
    title_ur = fields.String(allow_none=True)
    change = fields.String(validate=validate.OneOf(CHANGES))


class DraftChanges(View):
    """What publishing the draft would change; against nothing, when nothing was published yet."""

    against = Whole(allow_none=True, metadata={"description": "The published version's number"})
    terms = fields.List(fields.String(), metadata={"description": "Names of the course's members that differ"})
    lessons = fields.List(fields.Nested(PartChange))
    questions = fields.List(fields.Nested(PartChange))


class OverviewQuery(PageQuery):
    """Which courses a trainer's overview shows."""

    limit = CountParam(least=1, most=100, load_default=50)


class OverviewRow(View):
    """A course, published or not, and how its learners stand."""

    id = fields.UUID()
    code = fields.String()
    title_en = fields.String()
    title_ur = fields.String(allow_none=True)
    published_number = Whole(allow_none=True)
    enrolled = Whole(metadata={"description": "Learners who have not started an attempt"})
    started = Whole(metadata={"description": "Learners with an attempt, not yet passed, with attempts left"})
    passed = Whole()
    failed = Whole(metadata={"description": "Learners who used all their attempts without passing"})
    version = Whole()
