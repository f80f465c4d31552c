"""One's own calendar, its feed, and the words used about hearings."""

from __future__ import annotations

from services.common.answering import Call
from services.common.answers import Answer, answer_json, no_content
from services.common.bus import answers
from services.scheduling import api
from services.scheduling.queries import calendar, feed
from services.scheduling.queries import courts as court_queries
from services.scheduling.usecases import feeds


class CalendarAnswers:
    """One's own calendar, its feed, and the words used about hearings."""

    @answers(api.read_calendar)
    def read_calendar(self, call: Call) -> Answer:
        """Read one's own calendar."""
        return calendar.read_my_calendar(call.session, call.actor, call.query["from_day"], call.query["to_day"])

    @answers(api.create_calendar_feed)
    def create_calendar_feed(self, call: Call) -> Answer:
        """Make one's calendar feed."""
        made = feeds.create_calendar_feed(call.session, call.actor)
        path = f"/api/calendar-feeds/{made.token}"
        return answer_json({"token": made.token, "path": path, "created_at": made.created_at}, status=201)

    @answers(api.read_calendar_feed)
    def read_calendar_feed(self, call: Call) -> Answer:
        """Tell whether one has a calendar feed."""
        return calendar.read_calendar_feed(call.session, call.actor)

    @answers(api.revoke_calendar_feed)
    def revoke_calendar_feed(self, call: Call) -> Answer:
        """End one's calendar feed."""
        feeds.revoke_calendar_feed(call.session, call.actor)
        return no_content()

    @answers(api.subscribe_calendar)
    def subscribe_calendar(self, call: Call) -> Answer:
        """Give one person's hearings to a calendar app."""
        return feed.read_feed(call.session, feeds.hash_token(call.path["token"].removesuffix(".ics")))

    @answers(api.list_hearing_codes)
    def list_hearing_codes(self, call: Call) -> Answer:
        """List the words used about hearings."""
        return court_queries.list_codes(call.session, call.query)
