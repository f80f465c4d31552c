"""Reference data: the acts offences are charged under, and the districts."""

from __future__ import annotations

import datetime as dt

from sqlalchemy.orm import Mapped, mapped_column

from services.cases.models.ground import Base


class Act(Base):
    """A statute, by a short code."""

    __tablename__ = "acts"

    code: Mapped[str] = mapped_column(primary_key=True)
    name: Mapped[str]
    is_terrorism: Mapped[bool]
    valid_from: Mapped[dt.date]
    valid_to: Mapped[dt.date | None]
    source: Mapped[str]


class District(Base):
    """A district of Sindh, by its code."""

    __tablename__ = "districts"

    code: Mapped[str] = mapped_column(primary_key=True)
    name: Mapped[str]
    division: Mapped[str]
    valid_from: Mapped[dt.date]
    valid_to: Mapped[dt.date | None]
    source: Mapped[str]
