"""Certificates: issued when an attempt is passed, verified by anyone who holds the code, taken back with a reason.

Issuing is the last step of a passed attempt and sets off CertificateIssued. The certificate names an account and a course, never a
person: whoever shows it shows its code, and the public check says whether the code is good.
"""

from __future__ import annotations

import datetime as dt
import secrets
import uuid
from typing import Final

import sqlalchemy as sa
from sqlalchemy.orm import Session

from services.common.actor import Actor
from services.common.audit import record
from services.common.errors import conflict, not_found
from services.common.events import Audience
from services.common.outbox import publish
from services.learning.events import CertificateIssued
from services.learning.models import Attempt, Certificate, Enrolment
from services.learning.rules.codes import ALPHABET, LENGTH, group_code, tidy_code
from services.learning.rules.days import find_day

_NUMBERS: Final = sa.Sequence("certificate_numbers")


def issue_certificate(
    session: Session, actor: Actor, enrolment: Enrolment, attempt: Attempt, *, prefix: str
) -> uuid.UUID:
    """Issue the certificate of a passed attempt, numbered after the prefix of who issues it; give its id."""
    today = find_day(dt.datetime.now(dt.UTC))
    certificate = Certificate(
        number=f"{prefix}-{today.year}-{session.scalar(_NUMBERS):06d}",
        code=group_code("".join(secrets.choice(ALPHABET) for _ in range(LENGTH))),
        enrolment_id=enrolment.id,
        attempt_id=attempt.id,
        account_id=enrolment.account_id,
        course_version_id=attempt.course_version_id,
        issued_on=today,
    )
    session.add(certificate)
    session.flush()
    event = CertificateIssued(
        certificate_id=certificate.id, account_id=enrolment.account_id, course_id=enrolment.course_id
    )
    publish(session, event, audience=Audience(users=[str(enrolment.account_id)]))
    record(session, actor, "certificate_issued", f"certificate:{certificate.id}", attempt_id=attempt.id)
    return certificate.id


def revoke_certificate(session: Session, actor: Actor, code: str, reason: str) -> None:
    """Take a certificate back; from now on its code is not valid."""
    wanted = sa.select(Certificate).where(Certificate.code == tidy_code(code)).with_for_update()
    certificate = session.scalars(wanted).first()
    if certificate is None:
        raise not_found("no_such_certificate", "There is no certificate with this code. Check its letters.")
    if certificate.revoked_on is not None:
        raise conflict("certificate_revoked", "This certificate was taken back already.")
    certificate.revoked_on = find_day(dt.datetime.now(dt.UTC))
    certificate.revoked_for = reason
    record(session, actor, "certificate_revoked", f"certificate:{certificate.id}", reason)
