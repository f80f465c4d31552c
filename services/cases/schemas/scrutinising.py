"""The shapes of scrutiny in its parts: the checklist, answers to defects, delay weighed, the memo."""

from __future__ import annotations

from marshmallow import fields

from services.cases.rules.scrutinising import ANSWERS, DELAY_REQUESTS, DISPUTE_DECISIONS, POLICE_ANSWERS
from services.cases.schemas.common import each, flag, some
from services.common.schemas import Choice, Code, Day, Instant, Schema, Text, View


class GivenAnswer(Schema):
    """An answer to one question."""

    code = Code(required=True)
    answer = Choice(ANSWERS, required=True)
    note = Text(most=1000, lines=True, load_default=None, allow_none=True)


class GivenAnswers(Schema):
    """Answers to questions of the checklist."""

    answers = some(GivenAnswer, required=True)


class QuestionView(View):
    """A question with its answer; `defect_code`: what `no` points to."""

    code = fields.String()
    asks = fields.String()
    asks_ur = fields.String()
    source = fields.String()
    defect_code = fields.String(allow_none=True)
    answer = fields.String(allow_none=True)
    note = fields.String(allow_none=True)
    answered_by = fields.String(allow_none=True)
    answered_at = Instant(allow_none=True)


class NewDefectAnswer(Schema):
    """What the police say to a defect (today when no day is given)."""

    answer = Choice(POLICE_ANSWERS, required=True)
    says = Text(most=2000, lines=True, required=True)
    answered_on = Day(load_default=None, allow_none=True)


class DisputeDecision(Schema):
    """The prosecutor's decision on a dispute, with the reason."""

    decision = Choice(DISPUTE_DECISIONS, required=True)
    reason = Text(most=1000, lines=True, required=True)
    decided_on = Day(load_default=None, allow_none=True)


class DefectAnswerView(View):
    """An answer of the police, and the decision on it."""

    answer = fields.String()
    says = fields.String()
    answered_on = Day()
    decision = fields.String(allow_none=True)
    decision_reason = fields.String(allow_none=True)
    decided_on = Day(allow_none=True)


class ScrutinyDefectView(View):
    """A defect with what was said about it; `state`: open, removed, disputed, withdrawn or upheld."""

    id = fields.UUID()
    number = fields.Integer()
    code = fields.String()
    says = fields.String()
    note = fields.String(allow_none=True)
    state = fields.String()
    answers = each(DefectAnswerView)


class NewDelayJudgment(Schema):
    """Whether an interim report's reasons are compelling, and what the court is asked for."""

    is_compelling = flag(required=True)
    asks_for = Choice(DELAY_REQUESTS, required=True)
    reasons = Text(most=4000, lines=True, required=True)
    judged_on = Day(load_default=None, allow_none=True)


class DelayJudgmentView(View):
    """The prosecutor's judgment of a delay."""

    is_compelling = fields.Boolean()
    asks_for = fields.String()
    reasons = fields.String()
    judged_on = Day()
    judged_by = fields.String()


class ScrutinyView(View):
    """A report's scrutiny in its parts; `version` is the case's."""

    report_id = fields.UUID()
    case_id = fields.UUID()
    version = fields.Integer()
    round = fields.Integer()
    kind = fields.String()
    state = fields.String()
    questions = each(QuestionView)
    defects = each(ScrutinyDefectView)
    delay = fields.Nested(DelayJudgmentView, allow_none=True)


class MemoQuery(Schema):
    """The memo's language."""

    lang = Choice(("en", "ur"), load_default="en")


class MemoView(View):
    """The memo of a scrutiny, made from what was entered."""

    report_id = fields.UUID()
    lang = fields.String()
    direction = fields.String()
    title = fields.String()
    text = fields.String()
    html = fields.String()
