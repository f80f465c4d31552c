"""The shapes of what is gathered: a service's own shapes, each with the service that gave it, and who gave no answer."""

from __future__ import annotations

from marshmallow import fields

from services.common import overseeing
from services.common.schemas import View


class GatheredParkedEvent(overseeing.ParkedEvent):
    """A parked event and the service whose handler it is."""

    service = fields.String()


class ParkedEvents(View):
    """The parked events of all services, the longest parked first; the silent ones may have more."""

    items = fields.List(fields.Nested(GatheredParkedEvent))
    more = fields.Boolean()
    silent = fields.List(fields.String())


class GatheredEntry(overseeing.AuditEntry):
    """An entry and the service in whose trail it stands."""

    service = fields.String()


class AuditEntries(View):
    """A page of entries, the newest first; the silent services' entries are missing from it."""

    items = fields.List(fields.Nested(GatheredEntry))
    next = fields.String(allow_none=True)
    silent = fields.List(fields.String())


class ServiceVerification(overseeing.Verification):
    """The last verification of one service's trail."""

    service = fields.String()


class Verifications(View):
    """The last verification of each trail."""

    items = fields.List(fields.Nested(ServiceVerification))
    silent = fields.List(fields.String())


class PartState(View):
    """One part of the system: `running`, `away`, or `silent` when it did not answer within a second."""

    part = fields.String()
    state = fields.String()


class SystemState(View):
    """Which parts of the system are running."""

    version = fields.String()
    items = fields.List(fields.Nested(PartState))
