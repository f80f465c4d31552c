"""One's own calendar, its feed, and the words used about hearings."""

from __future__ import annotations

from services.common.schemas import Empty
from services.scheduling.api.declaring import READ, ROSTER, api
from services.scheduling.schemas import calendar

read_calendar = api.get(
    "/calendar", query=calendar.CalendarQuery, returns=calendar.CalendarView, may=READ, says="Read one's own calendar"
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
end_prosecutors_feed = api.delete(
    "/roster/{prosecutor_id:uuid}/calendar-feed", may=ROSTER, says="End a prosecutor's calendar feed"
)
subscribe_calendar = api.get(
    "/calendar-feeds/{token:text}", query=calendar.FeedQuery, public=True, media="text/calendar",
    says="One person's hearings and leave for calendar apps",
)  # fmt: skip
read_calendar_objects = api.get(
    "/calendar-feeds/{token:text}/objects", query=calendar.ObjectQuery, returns=calendar.CalendarObjectsView, public=True,
    says="One person's hearings and leave, each as an iCalendar object",
)  # fmt: skip
sync_calendar = api.post(
    "/calendar-feeds/{token:text}/synchronisations", takes=calendar.Synchronisation, returns=calendar.SynchronisationView,
    status=200, public=True, says="What changed in one person's calendar since a state",
)  # fmt: skip
read_feed_free_busy = api.get(
    "/calendar-feeds/{token:text}/free-busy", query=calendar.InstantRange, public=True, media="text/calendar",
    says="When the person of a calendar feed is busy",
)  # fmt: skip
read_free_busy = api.get(
    "/roster/{prosecutor_id:uuid}/free-busy", query=calendar.InstantRange, returns=calendar.FreeBusyView, may=READ,
    says="When a prosecutor is busy: hearings, duties, leave and own times, never by what",
)  # fmt: skip
add_own_times = api.post(
    "/calendar/own-times", takes=calendar.NewOwnTimes, returns=calendar.OwnTimesView, may=READ,
    says="Keep busy times of one's own, from an iCalendar file",
)  # fmt: skip
list_own_times = api.get(
    "/calendar/own-times", returns=calendar.OwnTimesView, may=READ, says="List one's own busy times"
)
end_own_time = api.delete(
    "/calendar/own-times/{own_time_id:uuid}", may=READ, says="Let one of one's own busy times count no more"
)
list_hearing_codes = api.get(
    "/hearing-codes",
    query=calendar.CodeFilter,
    returns=calendar.CodesView,
    says="List purposes, causes of adjournment, results, kinds of court",
)
