"""The tables, which the migrations of services/cases have made."""

from __future__ import annotations

from tests.load.peers.django_rest.models.case import Accused, Assignment, Case, Charge, CustodySpell, Result
from tests.load.peers.django_rest.models.chassis import AuditEntry, IdempotencyKey, Outbox, Token
from tests.load.peers.django_rest.models.law import (
    Act,
    CaseFact,
    Clock,
    ClockRule,
    DefectCode,
    District,
    Holiday,
    Offence,
)
from tests.load.peers.django_rest.models.scrutiny import CaseDocument, CaseLink, Opinion, Report, ReportDefect

__all__ = [
    "Accused",
    "Act",
    "Assignment",
    "AuditEntry",
    "Case",
    "CaseDocument",
    "CaseFact",
    "CaseLink",
    "Charge",
    "Clock",
    "ClockRule",
    "CustodySpell",
    "DefectCode",
    "District",
    "Holiday",
    "IdempotencyKey",
    "Offence",
    "Opinion",
    "Outbox",
    "Report",
    "ReportDefect",
    "Result",
    "Token",
]
