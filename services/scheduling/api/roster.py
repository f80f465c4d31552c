"""Prosecutors' postings and their leave."""

from __future__ import annotations

from services.common.schemas import Empty
from services.scheduling.api.declaring import READ, ROSTER, api
from services.scheduling.schemas import roster

add_to_roster = api.post(
    "/roster",
    takes=roster.NewRosterEntry,
    returns=roster.RosterEntryView,
    may=ROSTER,
    says="Put a prosecutor on the roster",
)
list_roster = api.get(
    "/roster", query=roster.RosterFilter, pages_of=roster.RosterEntryView, may=READ, says="List the roster"
)
read_roster_entry = api.get(
    "/roster/{prosecutor_id:uuid}", returns=roster.RosterEntryView, may=READ, says="Read a prosecutor's posting"
)
change_roster_entry = api.patch(
    "/roster/{prosecutor_id:uuid}", takes=roster.RosterChange, returns=roster.RosterEntryView, may=ROSTER, guarded=True,
    says="Change a prosecutor's posting",
)  # fmt: skip
apply_for_leave = api.post(
    "/leave",
    takes=roster.NewLeave,
    returns=roster.LeaveAnswer,
    may="scheduling.apply_for_leave",
    says="Apply for leave",
)
list_leave = api.get("/leave", query=roster.LeaveFilter, pages_of=roster.LeaveView, may=READ, says="List leave")
read_leave = api.get("/leave/{leave_id:uuid}", returns=roster.LeaveView, may=READ, says="Read leave")
approve_leave = api.post(
    "/leave/{leave_id:uuid}/approval", takes=roster.LeaveApproval, returns=roster.LeaveAnswer, status=200,
    may="scheduling.decide_leave", guarded=True, says="Approve leave, handing over the hearings on those days",
)  # fmt: skip
refuse_leave = api.post(
    "/leave/{leave_id:uuid}/refusal", takes=roster.LeaveRefusal, returns=roster.LeaveView, status=200,
    may="scheduling.decide_leave", guarded=True, says="Refuse leave",
)  # fmt: skip
cancel_leave = api.post(
    "/leave/{leave_id:uuid}/cancellation", takes=Empty, returns=roster.LeaveView, status=200,
    may="scheduling.apply_for_leave", guarded=True, says="Cancel leave",
)  # fmt: skip
