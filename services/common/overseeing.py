"""What every service answers about itself, beside its own operations: its parked events and its audit trail.

The gateway gathers these from all services into one answer; nobody else calls them.
"""

from __future__ import annotations

from typing import Final

from marshmallow import fields

from services.common.api import Api
from services.common.schemas import Code, Day, Instant, PageQuery, Schema, Text, View, Whole

EVENTS: Final = "oversight.events"
AUDIT: Final = "oversight.audit"

VERIFICATION_STATES: Final = ("never", "waiting", "running", "sound", "faulty", "failed")


class ParkedEvent(View):
    """An event that a handler could not take in; of what it says, only the ids."""

    id = fields.Integer()
    handler = Text()
    event_type = Text()
    event_id = Text()
    about = fields.Dict(keys=fields.String(), values=fields.String())
    attempts = fields.Integer()
    parked_at = Instant()
    reason = Text()


class ParkedEvents(View):
    """The parked events of a service, the longest parked first; `more` when there are more than are shown."""

    items = fields.List(fields.Nested(ParkedEvent))
    more = fields.Boolean()


class Replay(Schema):
    """Which event to try again (none named: all of the service), and why that will help now."""

    number = Whole(least=1, load_default=None, allow_none=True)
    reason = Text(required=True, least=3, most=500)


class Replayed(View):
    """How many events will be tried again."""

    replayed = fields.Integer()


class AuditFilter(PageQuery):
    """Which entries of the audit trail to give; days are those of Karachi, both counted."""

    subject = Text(most=200, load_default=None)
    case_id = fields.UUID(load_default=None)
    actor_id = Text(most=200, load_default=None)
    action = Code(load_default=None)
    correlation_id = Text(most=200, load_default=None)
    from_day = Day(data_key="from", load_default=None)
    to_day = Day(data_key="to", load_default=None)


class AuditEntry(View):
    """Who did what to which thing, when and why; lane and number are its place in the trail."""

    at = Instant()
    lane = fields.Integer()
    number = fields.Integer()
    actor_id = Text()
    action = Text()
    subject = Text()
    reason = fields.String(allow_none=True)
    detail = fields.Dict(keys=fields.String())
    correlation_id = Text()


class AskVerification(Schema):
    """Why the trail is to be verified."""

    reason = Text(required=True, least=3, most=500)


class Verification(View):
    """The last verification of a trail: how far it is, and what it found."""

    state = fields.String()
    asked_at = Instant(allow_none=True)
    asked_by = fields.String(allow_none=True)
    finished_at = Instant(allow_none=True)
    entries = fields.Integer(allow_none=True)
    checkpoints = fields.Integer(allow_none=True)
    fault_count = fields.Integer(allow_none=True)
    faults = fields.List(fields.String())


api = Api("chassis", __name__)

list_parked_events = api.get("/parked-events", returns=ParkedEvents, may=EVENTS, says="The events that are parked")
replay_events = api.post(
    "/parked-events/replay", takes=Replay, returns=Replayed, may=EVENTS, status=200, says="Try parked events again"
)
search_audit_entries = api.get(
    "/audit-entries", query=AuditFilter, pages_of=AuditEntry, may=AUDIT, says="Entries of the audit trail"
)
read_audit_verification = api.get(
    "/audit-verification", returns=Verification, may=AUDIT, says="The last verification of the audit trail"
)
verify_audit_trail = api.post(
    "/audit-verification", takes=AskVerification, returns=Verification, may=AUDIT, status=202,
    says="Verify the audit trail, apart from the service's own work",
)  # fmt: skip
