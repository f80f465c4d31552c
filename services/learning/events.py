"""What happens in learning that others may hear."""

from __future__ import annotations

from dataclasses import dataclass
from uuid import UUID

from services.common.events import Event


@dataclass(frozen=True, kw_only=True)
class Enrolled(Event, source="learning"):
    """Someone was enrolled in a course, by themselves or by a trainer."""

    enrolment_id: UUID
    account_id: UUID
    course_id: UUID


@dataclass(frozen=True, kw_only=True)
class AttemptSubmitted(Event, source="learning"):
    """A learner handed in an attempt, which was scored at once."""

    attempt_id: UUID
    enrolment_id: UUID
    passed: bool


@dataclass(frozen=True, kw_only=True)
class CertificateIssued(Event, source="learning"):
    """A learner passed a course and got its certificate."""

    certificate_id: UUID
    account_id: UUID
    course_id: UUID
