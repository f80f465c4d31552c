"""The words used about hearings and courts."""

from __future__ import annotations

import datetime as dt

from sqlalchemy.orm import Mapped, mapped_column

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
