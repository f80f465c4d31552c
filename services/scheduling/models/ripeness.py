"""What ripeness is read from: what cases said last of its accused, people and laboratories, and the process of each hearing."""

from __future__ import annotations

import datetime as dt
import uuid

import sqlalchemy as sa
from sqlalchemy.orm import Mapped, mapped_column

from services.common.ids import new_id
from services.scheduling.models.ground import NOW, Base


class KnownState(Base):
    """What cases said last of one thing of a case: an accused's custody, a person, a laboratory's report, the copies.

    `event` and `event_id` name the event that said so, `since_on` the day it speaks of. Neither names nor numbers are here.
    """

    __tablename__ = "known_states"
    __table_args__ = (sa.CheckConstraint("kind IN ('custody', 'person', 'laboratory', 'copies')", name="kind"),)

    case_id: Mapped[uuid.UUID] = mapped_column(primary_key=True)
    kind: Mapped[str] = mapped_column(primary_key=True)
    subject_id: Mapped[uuid.UUID] = mapped_column(primary_key=True)
    state: Mapped[str]
    since_on: Mapped[dt.date]
    event: Mapped[str]
    event_id: Mapped[uuid.UUID]
    heard_at: Mapped[dt.datetime]


class HearingProcess(Base):
    """One word on the process by which somebody is called to a hearing: issued, served, or come back. Never changed.

    The last one on a person holds, and only for the day of the hearing for which it was recorded.
    """

    __tablename__ = "hearing_processes"
    __table_args__ = (
        sa.CheckConstraint("subject_kind IN ('person', 'accused')", name="subject_kind"),
        sa.CheckConstraint(
            "process IN ('summons', 'bailable_warrant', 'non_bailable_warrant', 'notice', 'production_order')",
            name="process",
        ),
        sa.CheckConstraint("outcome IN ('issued', 'served', 'not_served')", name="outcome"),
        sa.CheckConstraint("process <> 'production_order' OR subject_kind = 'accused'", name="prisoners_are_produced"),
        sa.Index("ix_hearing_processes_hearing_id", "hearing_id", "id"),
    )

    id: Mapped[uuid.UUID] = mapped_column(primary_key=True, default=new_id)
    hearing_id: Mapped[uuid.UUID] = mapped_column(sa.ForeignKey("hearings.id"))
    hearing_on: Mapped[dt.date]
    subject_kind: Mapped[str]
    subject_id: Mapped[uuid.UUID]
    process: Mapped[str]
    outcome: Mapped[str]
    happened_on: Mapped[dt.date]
    recorded_by: Mapped[str]
    recorded_at: Mapped[dt.datetime] = mapped_column(server_default=NOW)
