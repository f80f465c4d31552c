"""Cause lists as they stand and as they are made."""

from __future__ import annotations

from typing import Final

from marshmallow import fields

from services.common.schemas import Choice, Day, PageQuery, Schema, Text, View
from services.scheduling.rules.cause_list_states import FORMS, LANGUAGES
from services.scheduling.schemas.courts import HolidayView
from services.scheduling.schemas.hearings import HearingRow

FILES: Final = ("pdf", "csv", "ics")


class CauseListView(View):
    """A court's list of one day, in the order of time; callers fetch each case's reference by its id."""

    court_id = fields.UUID()
    day = fields.Date()
    holiday = fields.Nested(HolidayView, allow_none=True)
    items = fields.List(fields.Nested(HearingRow))


class ChangesQuery(Schema):
    """With which day a court's day is compared: its last day before with a hearing when left out."""

    since = Day(load_default=None)


class NewCauseList(Schema):
    """A list to be made. `public`: for the court's door, where nobody is named who may not be; `judge`: who presides."""

    court_id = fields.UUID(required=True)
    day = Day(required=True)
    form = Choice(FORMS, load_default="office")
    language = Choice(LANGUAGES, load_default="en")
    judge = Text(most=120, load_default=None, allow_none=True)


class MadeCauseListView(View):
    """Whether a list is made, and how many hearings stand on it."""

    id = fields.UUID()
    court_id = fields.UUID()
    district = fields.String()
    listed_on = fields.Date()
    form = fields.String()
    language = fields.String()
    judge = fields.String(allow_none=True)
    state = fields.String()
    hearing_count = fields.Integer(allow_none=True)
    requested_by = fields.String()
    requested_at = fields.AwareDateTime()
    made_at = fields.AwareDateTime(allow_none=True)


class MadeCauseListFilter(PageQuery):
    """Which lists to show: one's own and the public ones in sight, the newest first."""

    court_id = fields.UUID(load_default=None)
    listed_on = Day(load_default=None)


class FileQuery(Schema):
    """Which of a list's files; `mark`: CSV begins with a byte order mark, for spreadsheet programs."""

    file = Choice(FILES, load_default="pdf")
    mark = fields.Boolean(load_default=True)
