"""Courts, their rooms, their sitting hours."""

from __future__ import annotations

from services.common.answering import Call
from services.common.answers import Answer
from services.common.bus import answers
from services.scheduling import api
from services.scheduling.queries import clearing as clearing_queries
from services.scheduling.queries import courts as court_queries
from services.scheduling.usecases import abolishing, courts


class CourtAnswers:
    """Courts, their rooms, their sitting hours."""

    @answers(api.open_court)
    def open_court(self, call: Call) -> Answer:
        """Open a court."""
        court_id = courts.open_court(call.session, call.actor, call.body)
        return court_queries.read_court(call.session, court_id, status=201)

    @answers(api.list_courts)
    def list_courts(self, call: Call) -> Answer:
        """List courts."""
        return court_queries.list_courts(call.session, call.query)

    @answers(api.read_court)
    def read_court(self, call: Call) -> Answer:
        """Read a court."""
        return court_queries.read_court(call.session, call.path["court_id"])

    @answers(api.change_court)
    def change_court(self, call: Call) -> Answer:
        """Rename or close a court."""
        courts.change_court(call.session, call.actor, call.path["court_id"], call.body, call.if_match)
        return court_queries.read_court(call.session, call.path["court_id"])

    @answers(api.add_court_room)
    def add_court_room(self, call: Call) -> Answer:
        """Add a court room."""
        courts.add_court_room(call.session, call.actor, call.path["court_id"], call.body["name"])
        return court_queries.read_court(call.session, call.path["court_id"], status=201)

    @answers(api.set_sitting_hours)
    def set_sitting_hours(self, call: Call) -> Answer:
        """Declare a court's sitting hours."""
        timetable_id = courts.set_sitting_hours(call.session, call.actor, call.path["court_id"], call.body)
        return court_queries.read_timetable(call.session, timetable_id)

    @answers(api.list_sitting_hours)
    def list_sitting_hours(self, call: Call) -> Answer:
        """List a court's sitting hours."""
        return court_queries.list_sitting_hours(call.session, call.path["court_id"], call.query)

    @answers(api.designate_court)
    def designate_court(self, call: Call) -> Answer:
        """Record what a court hears besides."""
        courts.designate_court(call.session, call.actor, call.path["court_id"], call.body)
        return court_queries.read_court(call.session, call.path["court_id"], status=201)

    @answers(api.preview_abolition)
    def preview_abolition(self, call: Call) -> Answer:
        """Say where a court's hearings would go."""
        plan = abolishing.preview_abolition(call.session, call.actor, call.path["court_id"], call.body)
        return clearing_queries.show_plan(plan)

    @answers(api.abolish_court)
    def abolish_court(self, call: Call) -> Answer:
        """Abolish a court."""
        court_id = call.path["court_id"]
        done = abolishing.abolish_court(call.session, call.actor, court_id, call.body, call.if_match)
        return clearing_queries.show_done(*done)

    @answers(api.set_hours_widely)
    def set_hours_widely(self, call: Call) -> Answer:
        """Declare the sitting hours of many courts."""
        court_ids, outside = courts.set_hours_widely(call.session, call.actor, call.body)
        return court_queries.show_wide_hours(court_ids, outside)
