"""What happens to cases and in learning, told to those it concerns."""

from __future__ import annotations

from sqlalchemy.orm import Session

from services.cases.events import CaseDecided, ProsecutorAssigned, ProsecutorReleased, ReportReturned
from services.common.events import Heard
from services.learning.events import CertificateIssued
from services.notifications.models import Recipient
from services.notifications.rules.tellings import LEARNER, PROSECUTOR
from services.notifications.usecases.case_recipients import (
    as_addressee,
    find_accounts,
    find_addressees,
    hear_assignment,
)
from services.notifications.usecases.telling import Fact, tell


def hear_assigned(session: Session, heard: Heard[ProsecutorAssigned]) -> None:
    """Tell a prosecutor of a new case; from now on the case's messages go there too."""
    _hear_team(session, heard, "prosecutor_assigned", assigned=True)


def hear_released(session: Session, heard: Heard[ProsecutorReleased]) -> None:
    """Tell a prosecutor that a case is no longer theirs; its messages end with this one."""
    _hear_team(session, heard, "prosecutor_released", assigned=False)


def _hear_team(
    session: Session, heard: Heard[ProsecutorAssigned] | Heard[ProsecutorReleased], code: str, *, assigned: bool
) -> None:
    event = heard.event
    recipient_id = hear_assignment(
        session, event.case_id, event.prosecutor_id, event.district, heard.occurred_at, assigned=assigned
    )
    addressee = as_addressee(session.get_one(Recipient, recipient_id), PROSECUTOR)
    tell(session, Fact(code=code, event_id=heard.id, case_id=event.case_id, district=event.district), [addressee])


def hear_report_returned(session: Session, heard: Heard[ReportReturned]) -> None:
    """Tell the case's prosecutors and officers what is asked of the police, and by when."""
    event = heard.event
    details = {"defect_count": event.defect_count, "comply_by": event.comply_by.isoformat()}
    fact = Fact(code="report_returned", event_id=heard.id, case_id=event.case_id, details=details)
    tell(session, fact, find_addressees(session, [event.case_id]))


def hear_decided(session: Session, heard: Heard[CaseDecided]) -> None:
    """Tell those concerned that a case is decided; the outcome itself is not sent."""
    event = heard.event
    tell(
        session,
        Fact(code="case_decided", event_id=heard.id, case_id=event.case_id),
        find_addressees(session, [event.case_id]),
    )


def hear_certificate(session: Session, heard: Heard[CertificateIssued]) -> None:
    """Tell a learner that the certificate is there."""
    fact = Fact(code="certificate_issued", event_id=heard.id)
    tell(session, fact, find_accounts(session, [heard.event.account_id], LEARNER))
