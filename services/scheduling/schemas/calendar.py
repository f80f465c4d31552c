"""One's own calendar and its feed, free times, and the words used about hearings."""

from __future__ import annotations

from typing import Final

from marshmallow import fields

from services.common.schemas import Choice, CountParam, Day, Schema, View
from services.scheduling.schemas.courts import HolidayView
from services.scheduling.schemas.hearings import HearingRow
from services.scheduling.schemas.ranges import DayRange
from services.scheduling.schemas.roster import LeaveView

CODE_KINDS: Final = ("purpose", "cause", "result", "court_kind")


class CalendarRange(DayRange):
    """The days of one's own calendar."""

    from_day = Day(data_key="from", required=True)
    to_day = Day(data_key="to", required=True)


class CalendarView(View):
    """One's own hearings, leave and the province's and district's holidays."""

    hearings = fields.List(fields.Nested(HearingRow))
    leave = fields.List(fields.Nested(LeaveView))
    holidays = fields.List(fields.Nested(HolidayView))


class FreeSlotQuery(CalendarRange):
    """Where to look for a free time, and how long a time."""

    minutes = CountParam(least=5, most=480, load_default=30)
    prosecutor_id = fields.UUID(load_default=None)


class FreeSlotView(View):
    """A time at which a room, and the prosecutor asked for, are free."""

    starts_at = fields.AwareDateTime()
    ends_at = fields.AwareDateTime()
    room_id = fields.UUID()


class FreeSlotsView(View):
    """The first free times in the range."""

    items = fields.List(fields.Nested(FreeSlotView))


class CalendarFeedView(View):
    """Whether one has a calendar feed; the token is shown only once, when it is made."""

    exists = fields.Boolean()
    created_at = fields.AwareDateTime(allow_none=True)


class NewCalendarFeedView(View):
    """A new feed's secret token, and its path; anyone who has it can read one's dates."""

    token = fields.String()
    path = fields.String()
    created_at = fields.AwareDateTime()


class CodeFilter(Schema):
    """Which words to list: those valid on a day (today when left out)."""

    kind = Choice(CODE_KINDS, load_default=None)
    on = Day(load_default=None)


class CodeView(View):
    """A word used about hearings and courts, from dated data."""

    kind = fields.String()
    code = fields.String()
    title_en = fields.String()
    title_ur = fields.String(allow_none=True)
    stage = fields.String(allow_none=True)
    sits_on_holidays = fields.Boolean()
    asked_by = fields.String(allow_none=True)
    source = fields.String()


class CodesView(View):
    """Words, in order of kind and code."""

    items = fields.List(fields.Nested(CodeView))
