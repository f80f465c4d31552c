"""Prosecutors' postings and qualifications."""

from __future__ import annotations

from typing import Any

from marshmallow import ValidationError, fields, validates_schema

from services.common.schemas import Code, Day, Schema, Text, View


class NewPosting(Schema):
    """A posting from a day on; the one that held until then ends the day before."""

    district = Code(required=True)
    seat = Code(load_default=None, allow_none=True)
    designation = Code(required=True)
    first_on = Day(required=True)
    source = Text(required=True, most=300)


class PostingView(View):
    """A posting; without a first day it held since before it was recorded."""

    id = fields.UUID()
    prosecutor_id = fields.UUID()
    district = fields.String()
    seat = fields.String()
    designation = fields.String(allow_none=True)
    first_on = fields.Date(allow_none=True)
    last_on = fields.Date(allow_none=True)
    source = fields.String()
    recorded_at = fields.AwareDateTime()


class PostingAnswer(View):
    """The posting, and his hearings from that day on outside his new district, which have to be handed over."""

    posting = fields.Nested(PostingView)
    hearings_in_the_way = fields.List(fields.UUID())


class PostingsView(View):
    """A prosecutor's postings, the latest first."""

    items = fields.List(fields.Nested(PostingView))


class NewQualification(Schema):
    """What a prosecutor is qualified for, from a day to a day or until further notice."""

    qualification = Code(required=True)
    valid_from = Day(required=True)
    valid_to = Day(load_default=None, allow_none=True)
    source = Text(required=True, most=300)

    @validates_schema
    def _in_order(self, data: dict[str, Any], **_: Any) -> None:
        if data.get("valid_to") and data["valid_to"] < data["valid_from"]:
            raise ValidationError("The last day lies before the first.", "valid_to")


class QualificationEnd(Schema):
    """The last day on which a qualification holds, and by what."""

    valid_to = Day(required=True)
    reason = Text(required=True, most=300)


class QualificationView(View):
    """What a prosecutor is qualified for."""

    id = fields.UUID()
    prosecutor_id = fields.UUID()
    qualification = fields.String()
    valid_from = fields.Date()
    valid_to = fields.Date(allow_none=True)
    source = fields.String()
    recorded_at = fields.AwareDateTime()


class QualificationsView(View):
    """A prosecutor's qualifications, in the order they were recorded."""

    items = fields.List(fields.Nested(QualificationView))
