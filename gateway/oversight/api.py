"""What is gathered from all services, declared as every service declares its operations; the gateway answers these itself."""

from __future__ import annotations

from gateway.oversight import schemas
from services.common import overseeing
from services.common.api import Api

api = Api("oversight", __name__)

list_parked_events = api.get(
    "/parked-events", returns=schemas.ParkedEvents, may=overseeing.EVENTS,
    says="The events that a service could not take in, of all services",
)  # fmt: skip
replay_events = api.post(
    "/services/{service}/parked-events/replay", takes=overseeing.Replay, returns=overseeing.Replayed, status=200,
    may=overseeing.EVENTS, says="Try a service's parked events again, once what was wrong is mended",
)  # fmt: skip
search_audit_entries = api.get(
    "/audit-entries", query=overseeing.AuditFilter, returns=schemas.AuditEntries, may=overseeing.AUDIT, audited=True,
    says="Who did what to which thing, when and why, in all services",
)  # fmt: skip
list_audit_verifications = api.get(
    "/audit-verifications", returns=schemas.Verifications, may=overseeing.AUDIT,
    says="What the last verification of each audit trail found",
)  # fmt: skip
verify_audit_trails = api.post(
    "/audit-verifications", takes=overseeing.AskVerification, returns=schemas.Verifications, may=overseeing.AUDIT,
    status=202, says="Have every chain, checkpoint and signature of the audit trails verified",
)  # fmt: skip
read_state = api.get("/parts", returns=schemas.SystemState, says="Which parts of the system are running")
