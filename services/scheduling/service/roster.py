"""Prosecutors' postings and their leave."""

from __future__ import annotations

from services.common.answering import Call
from services.common.answers import Answer
from services.common.bus import answers
from services.scheduling import api
from services.scheduling.queries import roster as roster_queries
from services.scheduling.usecases import leave, roster
from services.scheduling.usecases.warnings import take_warnings


class RosterAnswers:
    """Prosecutors' postings and their leave."""

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
        return roster_queries.read_leave(
            call.session, call.actor, leave_id, status=201, warnings=take_warnings(call.session)
        )

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
        leave_id = call.path["leave_id"]
        leave.approve_leave(call.session, call.actor, leave_id, call.body["hand_over_to"], call.if_match)
        return roster_queries.read_leave(call.session, call.actor, leave_id, warnings=take_warnings(call.session))

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
