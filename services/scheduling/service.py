"""Scheduling's entrypoints: what it answers and what it hears."""

from __future__ import annotations

from sqlalchemy.orm import Session

from services.cases.events import CaseFiled, CaseRegistered, ProsecutorAssigned, ProsecutorReleased
from services.common.answering import Call
from services.common.answers import Answer, answer_json, no_content
from services.common.bus import Service, answers, hears
from services.common.events import Heard
from services.scheduling import api
from services.scheduling.queries import calendar, feed
from services.scheduling.queries import clearing as clearing_queries
from services.scheduling.queries import courts as court_queries
from services.scheduling.queries import hearings as hearing_queries
from services.scheduling.queries import proceedings as proceedings_queries
from services.scheduling.queries import roster as roster_queries
from services.scheduling.usecases import (
    clearing,
    courts,
    feeds,
    holidays,
    known_cases,
    leave,
    moving,
    outcomes,
    proceedings,
    roster,
    scheduling,
    vacating,
)


class SchedulingService(Service):
    """Courts and their calendars, leave, hearings, cause lists, calendar feeds."""

    name = "scheduling"

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

    @answers(api.read_cause_list)
    def read_cause_list(self, call: Call) -> Answer:
        """Read a court's list of a day."""
        return hearing_queries.read_cause_list(call.session, call.actor, call.path["court_id"], call.path["day"])

    @answers(api.find_free_slots)
    def find_free_slots(self, call: Call) -> Answer:
        """Find free times in a court."""
        return calendar.find_free_slots(call.session, call.path["court_id"], call.query)

    @answers(api.preview_clearing)
    def preview_clearing(self, call: Call) -> Answer:
        """Say what clearing a court's days would do."""
        plan = clearing.preview_clearing(call.session, call.actor, call.path["court_id"], call.body)
        return clearing_queries.show_plan(plan)

    @answers(api.clear_court_days)
    def clear_court_days(self, call: Call) -> Answer:
        """Clear a court's days."""
        plan = clearing.clear_court_days(call.session, call.actor, call.path["court_id"], call.body)
        return clearing_queries.show_plan(plan)

    @answers(api.declare_holidays)
    def declare_holidays(self, call: Call) -> Answer:
        """Declare holidays."""
        declared = holidays.declare_holidays(call.session, call.actor, call.body)
        in_the_way = holidays.find_hearings_in_the_way(call.session, call.body)
        return court_queries.read_declared(call.session, declared, in_the_way)

    @answers(api.list_holidays)
    def list_holidays(self, call: Call) -> Answer:
        """List holidays."""
        return court_queries.list_holidays(call.session, call.query)

    @answers(api.withdraw_holiday)
    def withdraw_holiday(self, call: Call) -> Answer:
        """Take a holiday back."""
        holidays.withdraw_holiday(call.session, call.actor, call.path["holiday_id"], call.body["reason"])
        return no_content()

    @answers(api.add_to_roster)
    def add_to_roster(self, call: Call) -> Answer:
        """Put a prosecutor on the roster."""
        prosecutor_id = roster.add_to_roster(call.session, call.actor, call.body)
        return roster_queries.read_roster_entry(call.session, prosecutor_id, status=201)

    @answers(api.list_roster)
    def list_roster(self, call: Call) -> Answer:
        """List the roster."""
        return roster_queries.list_roster(call.session, call.query)

    @answers(api.read_roster_entry)
    def read_roster_entry(self, call: Call) -> Answer:
        """Read a prosecutor's posting."""
        return roster_queries.read_roster_entry(call.session, call.path["prosecutor_id"])

    @answers(api.change_roster_entry)
    def change_roster_entry(self, call: Call) -> Answer:
        """Change a prosecutor's posting."""
        roster.change_roster_entry(call.session, call.actor, call.path["prosecutor_id"], call.body, call.if_match)
        return roster_queries.read_roster_entry(call.session, call.path["prosecutor_id"])

    @answers(api.apply_for_leave)
    def apply_for_leave(self, call: Call) -> Answer:
        """Apply for leave."""
        leave_id = leave.apply_for_leave(call.session, call.actor, call.body)
        return roster_queries.read_leave(call.session, call.actor, leave_id, status=201)

    @answers(api.list_leave)
    def list_leave(self, call: Call) -> Answer:
        """List leave."""
        return roster_queries.list_leave(call.session, call.actor, call.query)

    @answers(api.read_leave)
    def read_leave(self, call: Call) -> Answer:
        """Read leave."""
        return roster_queries.read_leave(call.session, call.actor, call.path["leave_id"])

    @answers(api.approve_leave)
    def approve_leave(self, call: Call) -> Answer:
        """Approve leave."""
        leave.approve_leave(call.session, call.actor, call.path["leave_id"], call.body["hand_over_to"], call.if_match)
        return roster_queries.read_leave(call.session, call.actor, call.path["leave_id"])

    @answers(api.refuse_leave)
    def refuse_leave(self, call: Call) -> Answer:
        """Refuse leave."""
        leave.refuse_leave(call.session, call.actor, call.path["leave_id"], call.body["reason"], call.if_match)
        return roster_queries.read_leave(call.session, call.actor, call.path["leave_id"])

    @answers(api.cancel_leave)
    def cancel_leave(self, call: Call) -> Answer:
        """Cancel leave."""
        leave.cancel_leave(call.session, call.actor, call.path["leave_id"], call.if_match)
        return roster_queries.read_leave(call.session, call.actor, call.path["leave_id"])

    @answers(api.schedule_hearing)
    def schedule_hearing(self, call: Call) -> Answer:
        """Schedule a hearing."""
        hearing_id = scheduling.schedule_hearing(call.session, call.actor, call.body)
        return hearing_queries.read_hearing(call.session, call.actor, hearing_id, status=201)

    @answers(api.list_hearings)
    def list_hearings(self, call: Call) -> Answer:
        """List hearings."""
        return hearing_queries.list_hearings(call.session, call.actor, call.query)

    @answers(api.read_hearing)
    def read_hearing(self, call: Call) -> Answer:
        """Read a hearing."""
        return hearing_queries.read_hearing(call.session, call.actor, call.path["hearing_id"])

    @answers(api.move_hearing)
    def move_hearing(self, call: Call) -> Answer:
        """Move a hearing."""
        moving.move_hearing(call.session, call.actor, call.path["hearing_id"], call.body, call.if_match)
        return hearing_queries.read_hearing(call.session, call.actor, call.path["hearing_id"])

    @answers(api.vacate_hearing)
    def vacate_hearing(self, call: Call) -> Answer:
        """Vacate a hearing."""
        vacating.vacate_hearing(call.session, call.actor, call.path["hearing_id"], call.body["reason"], call.if_match)
        return hearing_queries.read_hearing(call.session, call.actor, call.path["hearing_id"])

    @answers(api.record_outcome)
    def record_outcome(self, call: Call) -> Answer:
        """Record what happened at a hearing."""
        outcomes.record_outcome(call.session, call.actor, call.path["hearing_id"], call.body, call.if_match)
        return hearing_queries.read_hearing(call.session, call.actor, call.path["hearing_id"])

    @answers(api.record_proceedings)
    def record_proceedings(self, call: Call) -> Answer:
        """Record a hearing's proceedings."""
        hearing_id = call.path["hearing_id"]
        proceedings.record_proceedings(call.session, call.actor, hearing_id, call.body, call.if_match)
        return proceedings_queries.read_proceedings(call.session, call.actor, hearing_id)

    @answers(api.read_proceedings)
    def read_proceedings(self, call: Call) -> Answer:
        """Read a hearing's proceedings."""
        return proceedings_queries.read_proceedings(call.session, call.actor, call.path["hearing_id"])

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

    @hears(CaseRegistered)
    def when_case_registered(self, session: Session, heard: Heard[CaseRegistered]) -> None:
        """Keep the case's district."""
        known_cases.learn_case(session, heard.event.case_id, district=heard.event.district)

    @hears(CaseFiled)
    def when_case_filed(self, session: Session, heard: Heard[CaseFiled]) -> None:
        """Keep the case's court."""
        event = heard.event
        known_cases.learn_case(session, event.case_id, district=event.district, court_id=event.court_id)

    @hears(ProsecutorAssigned)
    def when_prosecutor_assigned(self, session: Session, heard: Heard[ProsecutorAssigned]) -> None:
        """Keep who stands on the case, and make sure he can be booked."""
        event = heard.event
        known_cases.learn_case(session, event.case_id, district=event.district)
        known_cases.learn_roster_entry(session, event.prosecutor_id, event.district)
        known_cases.learn_prosecutor(
            session, event.case_id, event.prosecutor_id, is_assigned=True, at=heard.occurred_at
        )

    @hears(ProsecutorReleased)
    def when_prosecutor_released(self, session: Session, heard: Heard[ProsecutorReleased]) -> None:
        """Keep that he left the case."""
        event = heard.event
        known_cases.learn_prosecutor(
            session, event.case_id, event.prosecutor_id, is_assigned=False, at=heard.occurred_at
        )
