"""One's own calendar and its feed, free times, and the words used about hearings."""

from __future__ import annotations

import datetime as dt
from typing import Any, Final

from marshmallow import ValidationError, fields, validates_schema

from services.common.schemas import Choice, CountParam, Day, Instant, Schema, Text, View
from services.scheduling.schemas.courts import HolidayView
from services.scheduling.schemas.hearings import HearingRow
from services.scheduling.schemas.ranges import DayRange
from services.scheduling.schemas.roster import LeaveView

_LONGEST_SPAN: Final = dt.timedelta(days=366)
_LONGEST_OFFICE: Final = dt.timedelta(days=6)
CODE_KINDS: Final = ("purpose", "cause", "result", "court_kind")


class CalendarRange(DayRange):
    """The days of one's own calendar."""

    from_day = Day(data_key="from", required=True)
    to_day = Day(data_key="to", required=True)


class CalendarQuery(CalendarRange):
    """The days of one's own calendar, and how many of the office's hearings of each day to answer besides (within a week)."""

    office = CountParam(most=50, load_default=None)

    @validates_schema
    def _is_near(self, data: dict[str, Any], **_: Any) -> None:
        first, last = data.get("from_day"), data.get("to_day")
        if data.get("office") is not None and first and last and last - first > _LONGEST_OFFICE:
            raise ValidationError("Ask for the office's hearings of at most a week.", "office")


class OfficeDayView(View):
    """A day of the office: how many hearings stand that are in one's sight but not one's own, and the first of them.

    Where one has hearings of one's own among the days asked for, the others are counted only.
    """

    day = fields.Date()
    count = fields.Integer()
    hearings = fields.List(fields.Nested(HearingRow))


class CalendarView(View):
    """One's own hearings, leave and the province's and district's holidays; the office's days that have hearings, when asked for."""

    hearings = fields.List(fields.Nested(HearingRow))
    leave = fields.List(fields.Nested(LeaveView))
    holidays = fields.List(fields.Nested(HolidayView))
    office = fields.List(fields.Nested(OfficeDayView))


class FreeSlotQuery(CalendarRange):
    """Where to look for a free time, and how long a time."""

    minutes = CountParam(least=5, most=480, load_default=30)
    prosecutor_id = fields.UUID(load_default=None)


class FreeSlotView(View):
    """A time at which a room, and the prosecutor asked for, are free; `in_own_time`: he has something of his own then."""

    starts_at = fields.AwareDateTime()
    ends_at = fields.AwareDateTime()
    room_id = fields.UUID()
    in_own_time = fields.Boolean()


class FreeSlotsView(View):
    """The first free times in the range; those in the prosecutor's own time come last."""

    items = fields.List(fields.Nested(FreeSlotView))


class CalendarFeedView(View):
    """Whether one has a calendar feed; the token is shown only once, when it is made."""

    exists = fields.Boolean()
    created_at = fields.AwareDateTime(allow_none=True)


class NewCalendarFeedView(View):
    """A new feed's secret token and its path; for calendar programs (CalDAV) the token is the password at `collection_path`.

    Anyone who has it can read one's dates.
    """

    token = fields.String()
    path = fields.String()
    collection_path = fields.String()
    created_at = fields.AwareDateTime()


class FeedQuery(Schema):
    """What a feed shows besides one's hearings and leave."""

    holidays = fields.Boolean(load_default=False)


class InstantRange(Schema):
    """A span of instants, half-open, of at most a year."""

    starts_at = Instant(data_key="from", required=True)
    ends_at = Instant(data_key="to", required=True)

    @validates_schema
    def _in_order(self, data: dict[str, Any], **_: Any) -> None:
        first, last = data.get("starts_at"), data.get("ends_at")
        if first and last and last <= first:
            raise ValidationError("The end lies before the beginning.", "to")
        if first and last and last - first > _LONGEST_SPAN:
            raise ValidationError("Ask for at most a year at a time.", "to")


class BusyView(View):
    """A time that is taken: `busy`, `tentative` (provisionally held), `away` (on leave)."""

    starts_at = fields.AwareDateTime()
    ends_at = fields.AwareDateTime()
    kind = fields.String()


class FreeBusyView(View):
    """When a prosecutor is busy, in order; never by what."""

    prosecutor_id = fields.UUID()
    items = fields.List(fields.Nested(BusyView))


class NewOwnTimes(Schema):
    """Busy times of one's own, as an iCalendar file's text."""

    calendar = Text(most=200_000, lines=True, required=True)


class OwnTimeView(View):
    """A busy time of one's own, and how often it comes."""

    id = fields.UUID()
    title = fields.String(allow_none=True)
    recorded_at = fields.AwareDateTime()
    next_starts_at = fields.AwareDateTime(allow_none=True)
    times_within_a_year = fields.Integer()


class OwnTimesView(View):
    """One's own busy times that count."""

    items = fields.List(fields.Nested(OwnTimeView))


class ObjectQuery(Schema):
    """Which objects of a collection: those named (separated by commas), those that touch a span, or all; 500 at once."""

    starts_at = Instant(data_key="from", load_default=None)
    ends_at = Instant(data_key="to", load_default=None)
    names = Text(most=20_000, load_default=None)
    after = Text(most=100, load_default=None)


class CalendarObjectView(View):
    """An object of a collection with its text."""

    name = fields.String()
    etag = fields.String()
    changed_at = fields.AwareDateTime()
    calendar = fields.String()


class CalendarObjectsView(View):
    """Objects in order of their names; `next` is the name to go on after."""

    items = fields.List(fields.Nested(CalendarObjectView))
    next = fields.String(allow_none=True)


class Synchronisation(Schema):
    """The state that was seen last; none for all there is."""

    since = Text(most=100, load_default=None, allow_none=True)


class MemberView(View):
    """An object of a collection without its text."""

    name = fields.String()
    etag = fields.String()
    changed_at = fields.AwareDateTime()
    size = fields.Integer()


class SynchronisationView(View):
    """What changed and what is gone since that state, and the state it is now."""

    token = fields.String()
    changed = fields.List(fields.Nested(MemberView))
    gone = fields.List(fields.String())


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
