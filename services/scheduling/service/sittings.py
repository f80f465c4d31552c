"""Trials over several days, hearings that wait for a date, video links."""

from __future__ import annotations

from services.common.answering import Call
from services.common.answers import Answer
from services.common.bus import answers
from services.scheduling import api
from services.scheduling.queries import hearing_lives
from services.scheduling.queries import hearings as hearing_queries
from services.scheduling.usecases import sittings, unscheduled, video_links
from services.scheduling.usecases.warnings import take_warnings


class SittingAnswers:
    """Trials over several days, hearings that wait for a date, video links."""

    @answers(api.schedule_sitting)
    def schedule_sitting(self, call: Call) -> Answer:
        """Schedule a trial over several days."""
        sitting_id = sittings.schedule_sitting(call.session, call.actor, call.body)
        warnings = take_warnings(call.session)
        return hearing_lives.read_sitting(call.session, call.actor, sitting_id, status=201, warnings=warnings)

    @answers(api.read_sitting)
    def read_sitting(self, call: Call) -> Answer:
        """Read a trial's days."""
        return hearing_lives.read_sitting(call.session, call.actor, call.path["sitting_id"])

    @answers(api.ask_for_hearing)
    def ask_for_hearing(self, call: Call) -> Answer:
        """Let a hearing wait for its date."""
        waiting_id = unscheduled.ask_for_hearing(call.session, call.actor, call.body)
        return hearing_lives.read_unscheduled(call.session, call.actor, waiting_id, status=201)

    @answers(api.list_unscheduled_hearings)
    def list_unscheduled_hearings(self, call: Call) -> Answer:
        """List hearings that wait for a date."""
        return hearing_lives.list_unscheduled(call.session, call.actor, call.query)

    @answers(api.read_unscheduled_hearing)
    def read_unscheduled_hearing(self, call: Call) -> Answer:
        """Read a hearing that waits for its date."""
        return hearing_lives.read_unscheduled(call.session, call.actor, call.path["unscheduled_id"])

    @answers(api.fix_hearing)
    def fix_hearing(self, call: Call) -> Answer:
        """Give a waiting hearing its date."""
        waiting_id = call.path["unscheduled_id"]
        hearing_id = unscheduled.fix_hearing(call.session, call.actor, waiting_id, call.body, call.if_match)
        return hearing_queries.read_hearing(
            call.session, call.actor, hearing_id, status=201, warnings=take_warnings(call.session)
        )

    @answers(api.withdraw_unscheduled_hearing)
    def withdraw_unscheduled_hearing(self, call: Call) -> Answer:
        """Say that a waiting hearing is not needed."""
        waiting_id, reason = call.path["unscheduled_id"], call.body["reason"]
        unscheduled.withdraw_unscheduled(call.session, call.actor, waiting_id, reason, call.if_match)
        return hearing_lives.read_unscheduled(call.session, call.actor, waiting_id)

    @answers(api.unschedule_hearing)
    def unschedule_hearing(self, call: Call) -> Answer:
        """Take a hearing from its day and let it wait for another."""
        hearing_id = call.path["hearing_id"]
        waiting_id = unscheduled.unschedule_hearing(call.session, call.actor, hearing_id, call.body, call.if_match)
        return hearing_lives.read_unscheduled(call.session, call.actor, waiting_id, status=201)

    @answers(api.add_video_link)
    def add_video_link(self, call: Call) -> Answer:
        """Add a video link."""
        link_id = video_links.add_video_link(call.session, call.actor, call.body)
        return hearing_lives.read_video_link(call.session, link_id, status=201)

    @answers(api.list_video_links)
    def list_video_links(self, call: Call) -> Answer:
        """List video links."""
        return hearing_lives.list_video_links(call.session, call.query)

    @answers(api.read_video_link)
    def read_video_link(self, call: Call) -> Answer:
        """Read a video link."""
        return hearing_lives.read_video_link(call.session, call.path["link_id"])

    @answers(api.change_video_link)
    def change_video_link(self, call: Call) -> Answer:
        """Rename a video link, or take it out of use."""
        link_id = call.path["link_id"]
        video_links.change_video_link(call.session, call.actor, link_id, call.body, call.if_match)
        return hearing_lives.read_video_link(call.session, link_id)
