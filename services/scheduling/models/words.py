"""The words used about hearings and courts, and a word as it stands on a day."""

from __future__ import annotations

import datetime as dt

import sqlalchemy as sa
from sqlalchemy.orm import Mapped, Session, mapped_column

from services.scheduling.models.ground import Base


class HearingCode(Base):
    """A word used about hearings and courts: a purpose, a cause of adjournment, a result, a kind of court."""

    __tablename__ = "hearing_codes"

    kind: Mapped[str] = mapped_column(primary_key=True)
    code: Mapped[str] = mapped_column(primary_key=True)
    valid_from: Mapped[dt.date] = mapped_column(primary_key=True)
    valid_to: Mapped[dt.date | None]
    title_en: Mapped[str]
    title_ur: Mapped[str | None]
    stage: Mapped[str | None]
    sits_on_holidays: Mapped[bool]
    asked_by: Mapped[str | None]
    source: Mapped[str]


def find_word(session: Session, kind: str, code: str | None, on: dt.date) -> HearingCode | None:
    """Give a word as it stands on a day."""
    return session.scalar(
        sa.select(HearingCode)
        .where(HearingCode.kind == kind, HearingCode.code == code, HearingCode.valid_from <= on)
        .where(sa.or_(HearingCode.valid_to.is_(None), HearingCode.valid_to >= on))
        .order_by(HearingCode.valid_from.desc())
        .limit(1)
    )
