"""One's own calendar, its feed, and the words used about hearings."""

from __future__ import annotations

from services.common.answering import Call
from services.common.answers import Answer, answer_json, no_content
from services.common.bus import answers
from services.scheduling import api
from services.scheduling.queries import calendar, collection, feed, free_busy
from services.scheduling.queries import courts as court_queries
from services.scheduling.queries import own_times as own_time_queries
from services.scheduling.usecases import calendar_states, feeds, own_times


def _hash_of(call: Call) -> bytes:
    """Give the hash of the token in the address, which may end as a file's name does."""
    return feeds.hash_token(call.path["token"].removesuffix(".ics"))


class CalendarAnswers:
    """One's own calendar, its feed, and the words used about hearings."""

    @answers(api.read_calendar)
    def read_calendar(self, call: Call) -> Answer:
        """Read one's own calendar."""
        return calendar.read_my_calendar(call.session, call.actor, call.query)

    @answers(api.create_calendar_feed)
    def create_calendar_feed(self, call: Call) -> Answer:
        """Make one's calendar feed."""
        made = feeds.create_calendar_feed(call.session, call.actor)
        path = f"/api/calendar-feeds/{made.token}"
        shown = {"token": made.token, "path": path, "collection_path": "/dav/", "created_at": made.created_at}
        return answer_json(shown, status=201)

    @answers(api.read_calendar_feed)
    def read_calendar_feed(self, call: Call) -> Answer:
        """Tell whether one has a calendar feed."""
        return calendar.read_calendar_feed(call.session, call.actor)

    @answers(api.revoke_calendar_feed)
    def revoke_calendar_feed(self, call: Call) -> Answer:
        """End one's calendar feed."""
        feeds.revoke_calendar_feed(call.session, call.actor)
        return no_content()

    @answers(api.end_prosecutors_feed)
    def end_prosecutors_feed(self, call: Call) -> Answer:
        """End a prosecutor's calendar feed."""
        feeds.end_feed_of(call.session, call.actor, call.path["prosecutor_id"])
        return no_content()

    @answers(api.subscribe_calendar)
    def subscribe_calendar(self, call: Call) -> Answer:
        """Give one person's hearings to a calendar app."""
        return feed.read_feed(call.session, _hash_of(call), with_holidays=call.query["holidays"])

    @answers(api.read_calendar_objects)
    def read_calendar_objects(self, call: Call) -> Answer:
        """Give one person's hearings and leave, each as an object."""
        return collection.read_calendar_objects(call.session, _hash_of(call), call.query)

    @answers(api.sync_calendar)
    def sync_calendar(self, call: Call) -> Answer:
        """Tell what changed in one person's calendar since a state."""
        return answer_json(calendar_states.sync_calendar(call.session, _hash_of(call), call.body["since"]))

    @answers(api.read_feed_free_busy)
    def read_feed_free_busy(self, call: Call) -> Answer:
        """Tell when the person of a feed is busy."""
        return free_busy.read_feed_free_busy(call.session, _hash_of(call), call.query)

    @answers(api.read_free_busy)
    def read_free_busy(self, call: Call) -> Answer:
        """Tell when a prosecutor is busy."""
        return free_busy.read_free_busy(call.session, call.actor, call.path["prosecutor_id"], call.query)

    @answers(api.add_own_times)
    def add_own_times(self, call: Call) -> Answer:
        """Keep busy times of one's own."""
        own_times.add_own_times(call.session, call.actor, call.body["calendar"])
        return own_time_queries.list_own_times(call.session, call.actor, status=201)

    @answers(api.list_own_times)
    def list_own_times(self, call: Call) -> Answer:
        """List one's own busy times."""
        return own_time_queries.list_own_times(call.session, call.actor)

    @answers(api.end_own_time)
    def end_own_time(self, call: Call) -> Answer:
        """Let a busy time of one's own count no more."""
        own_times.end_own_time(call.session, call.actor, call.path["own_time_id"])
        return no_content()

    @answers(api.list_hearing_codes)
    def list_hearing_codes(self, call: Call) -> Answer:
        """List the words used about hearings."""
        return court_queries.list_codes(call.session, call.query)
