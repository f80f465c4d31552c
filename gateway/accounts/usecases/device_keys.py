"""The key of what a browser keeps on a device: files on their way, entries that wait for the line, answers for a dead one.

A browser asks for it once it is signed in and forgets it as one signs out, so that what stays behind on a shared device can be read
by nobody until the same person signs in there again.
"""

from __future__ import annotations

import uuid

import sqlalchemy as sa
from sqlalchemy.orm import Session

from gateway.accounts.models import SignedSession
from gateway.accounts.rules.device_keys import derive_key
from gateway.accounts.settings import read_device_secret
from services.common.actor import Actor
from services.common.errors import forbidden


def give_key(session: Session, actor: Actor, device: uuid.UUID) -> str:
    """Give the own key for a device to a browser's session; a program's token opens nothing that a browser locked."""
    kind = session.scalar(sa.select(SignedSession.kind).where(SignedSession.id == uuid.UUID(actor.session_id or "")))
    if kind != "browser":
        raise forbidden("browser_only", "Only a browser in which you signed in with your password may ask for this.")
    return derive_key(read_device_secret(), uuid.UUID(actor.id), device)
