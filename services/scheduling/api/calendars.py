"""One's own calendar, its feed, and the words used about hearings."""

from __future__ import annotations

from services.common.schemas import Empty
from services.scheduling.api.declaring import READ, api
from services.scheduling.schemas import calendar

read_calendar = api.get(
    "/calendar", query=calendar.CalendarRange, returns=calendar.CalendarView, may=READ, says="Read one's own calendar"
)
create_calendar_feed = api.post(
    "/calendar-feed",
    takes=Empty,
    returns=calendar.NewCalendarFeedView,
    may=READ,
    says="Make one's calendar feed, ending an older one",
)
read_calendar_feed = api.get(
    "/calendar-feed", returns=calendar.CalendarFeedView, may=READ, says="Tell whether one has a calendar feed"
)
revoke_calendar_feed = api.delete("/calendar-feed", may=READ, says="End one's calendar feed")
subscribe_calendar = api.get(
    "/calendar-feeds/{token:text}", public=True, media="text/calendar", says="One person's hearings for calendar apps"
)
list_hearing_codes = api.get(
    "/hearing-codes",
    query=calendar.CodeFilter,
    returns=calendar.CodesView,
    says="List purposes, causes of adjournment, results, kinds of court",
)
