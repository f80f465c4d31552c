"""Exhibits, their chain of custody, and what the laboratories were asked and answered (SCCR 8.20; Police Rules 22.70, 22.72)."""

from __future__ import annotations

import datetime as dt
import decimal
import uuid
from typing import Any, Final

import sqlalchemy as sa
from sqlalchemy.dialects import postgresql
from sqlalchemy.orm import Mapped, mapped_column

from services.cases.models.ground import LIVE, NOW, Base, one_of
from services.cases.rules.custody_chain_steps import (
    CUSTODY_STEPS,
    EXHIBIT_NATURES,
    EXHIBIT_SERIES,
    FINDINGS,
    LABORATORY_DEPARTMENTS,
    RULINGS,
)

_QUANTITY: Final = sa.Numeric(14, 3)
_SHA256: Final = "sha256 ~ '^[0-9a-f]{64}$'"
_SUPERSEDED: Final = "num_nulls(superseded_at, superseded_by, superseded_why) IN (0, 3)"


class CustodyRule(Base):
    """What counts as a gap of custody, above how many days, in which natures of exhibits (all: null), and how long they are kept."""

    __tablename__ = "custody_rules"

    rule: Mapped[str] = mapped_column(primary_key=True)
    valid_from: Mapped[dt.date] = mapped_column(primary_key=True)
    valid_to: Mapped[dt.date | None]
    days: Mapped[int | None]
    natures: Mapped[list[str] | None] = mapped_column(postgresql.ARRAY(sa.Text))
    says: Mapped[str]
    source: Mapped[str]


class Laboratory(Base):
    """A laboratory that exhibits are sent to."""

    __tablename__ = "laboratories"

    code: Mapped[str] = mapped_column(primary_key=True)
    name: Mapped[str]
    valid_from: Mapped[dt.date]
    valid_to: Mapped[dt.date | None]
    source: Mapped[str]


class Exhibit(Base):
    """A thing or paper that is to prove something; `label` is the court's mark, once it has exhibited it.

    `document_id`: the recording or paper itself, as it lies in the documents' store.
    """

    __tablename__ = "exhibits"
    __table_args__ = (
        one_of("series", EXHIBIT_SERIES),
        one_of("nature", EXHIBIT_NATURES),
        one_of("ruling", RULINGS),
        sa.CheckConstraint(_SHA256, name="sha256"),
        sa.CheckConstraint(
            "nature <> 'electronic' OR num_nulls(sha256, source_device) = 0", name="electronic_has_hash"
        ),
        sa.CheckConstraint("quantity > 0 AND num_nulls(quantity, unit) IN (0, 2)", name="quantity_has_unit"),
        sa.CheckConstraint("num_nulls(ruling, ruled_on) IN (0, 2)", name="ruling_has_day"),
        sa.CheckConstraint(
            "(ruling IS NOT DISTINCT FROM 'exhibited') = (label IS NOT NULL) AND num_nulls(number, label) IN (0, 2)"
            " AND (suffix IS NULL OR number IS NOT NULL)",
            name="exhibited_has_label",
        ),
        sa.UniqueConstraint("case_id", "position"),
        sa.UniqueConstraint("case_id", "label"),
    )

    id: Mapped[uuid.UUID] = mapped_column(primary_key=True)
    case_id: Mapped[uuid.UUID] = mapped_column(sa.ForeignKey("cases.id"))
    position: Mapped[int]
    series: Mapped[str]
    nature: Mapped[str]
    description: Mapped[str]
    parcel_number: Mapped[str | None]
    quantity: Mapped[decimal.Decimal | None] = mapped_column(_QUANTITY)
    unit: Mapped[str | None]
    recovered_from_id: Mapped[uuid.UUID | None] = mapped_column(sa.ForeignKey("accused.id"))
    memo_document_id: Mapped[uuid.UUID | None]
    document_id: Mapped[uuid.UUID | None]
    sha256: Mapped[str | None]
    source_device: Mapped[str | None]
    transcript_document_id: Mapped[uuid.UUID | None]
    ruling: Mapped[str | None]
    ruled_on: Mapped[dt.date | None]
    number: Mapped[int | None]
    suffix: Mapped[str | None]
    label: Mapped[str | None]
    version: Mapped[int] = mapped_column(server_default="1")
    entered_by: Mapped[str]
    entered_at: Mapped[dt.datetime] = mapped_column(server_default=NOW)


class ExhibitRevision(Base):
    """What an exhibit said before it was corrected, and why it was."""

    __tablename__ = "exhibit_revisions"

    exhibit_id: Mapped[uuid.UUID] = mapped_column(sa.ForeignKey("exhibits.id"), primary_key=True)
    number: Mapped[int] = mapped_column(primary_key=True)
    before: Mapped[dict[str, Any]] = mapped_column(postgresql.JSONB)
    reason: Mapped[str]
    changed_by: Mapped[str]
    changed_at: Mapped[dt.datetime] = mapped_column(server_default=NOW)


class LaboratoryRequest(Base):
    """What a laboratory was asked about which parcels."""

    __tablename__ = "laboratory_requests"
    __table_args__ = (
        one_of("department", LABORATORY_DEPARTMENTS),
        sa.Index("ix_laboratory_requests_case_id", "case_id"),
    )

    id: Mapped[uuid.UUID] = mapped_column(primary_key=True)
    case_id: Mapped[uuid.UUID] = mapped_column(sa.ForeignKey("cases.id"))
    laboratory: Mapped[str] = mapped_column(sa.ForeignKey("laboratories.code"))
    department: Mapped[str]
    questions: Mapped[str]
    requested_on: Mapped[dt.date]
    reference: Mapped[str | None]
    seal_impression: Mapped[str | None]
    document_id: Mapped[uuid.UUID | None]
    version: Mapped[int] = mapped_column(server_default="1")
    entered_by: Mapped[str]
    entered_at: Mapped[dt.datetime] = mapped_column(server_default=NOW)


class LaboratoryRequestRevision(Base):
    """What a request said before it was corrected, and why it was."""

    __tablename__ = "laboratory_request_revisions"

    request_id: Mapped[uuid.UUID] = mapped_column(sa.ForeignKey("laboratory_requests.id"), primary_key=True)
    number: Mapped[int] = mapped_column(primary_key=True)
    before: Mapped[dict[str, Any]] = mapped_column(postgresql.JSONB)
    reason: Mapped[str]
    changed_by: Mapped[str]
    changed_at: Mapped[dt.datetime] = mapped_column(server_default=NOW)


class LaboratoryParcel(Base):
    """An exhibit that a request is about."""

    __tablename__ = "laboratory_parcels"
    __table_args__ = (sa.Index("ix_laboratory_parcels_exhibit_id", "exhibit_id"),)

    request_id: Mapped[uuid.UUID] = mapped_column(sa.ForeignKey("laboratory_requests.id"), primary_key=True)
    exhibit_id: Mapped[uuid.UUID] = mapped_column(sa.ForeignKey("exhibits.id"), primary_key=True)


class LaboratoryReport(Base):
    """A laboratory's answer (CrPC s.510); a corrected one supersedes it. `exhibited_as_id`: the report as an exhibit itself."""

    __tablename__ = "laboratory_reports"
    __table_args__ = (
        one_of("finding", FINDINGS),
        sa.CheckConstraint(_SUPERSEDED, name="superseded_whole"),
        sa.CheckConstraint("received_on >= reported_on", name="received_after_reported"),
        sa.Index("uq_laboratory_reports_current", "request_id", unique=True, postgresql_where=LIVE),
    )

    id: Mapped[uuid.UUID] = mapped_column(primary_key=True)
    request_id: Mapped[uuid.UUID] = mapped_column(sa.ForeignKey("laboratory_requests.id"))
    laboratory_number: Mapped[str]
    reported_on: Mapped[dt.date]
    received_on: Mapped[dt.date]
    finding: Mapped[str]
    result: Mapped[str]
    matched_exhibit_id: Mapped[uuid.UUID | None] = mapped_column(sa.ForeignKey("exhibits.id"))
    exhibited_as_id: Mapped[uuid.UUID | None] = mapped_column(sa.ForeignKey("exhibits.id"))
    document_id: Mapped[uuid.UUID | None]
    entered_by: Mapped[str]
    entered_at: Mapped[dt.datetime] = mapped_column(server_default=NOW)
    superseded_at: Mapped[dt.datetime | None]
    superseded_by: Mapped[str | None]
    superseded_why: Mapped[str | None]


class CustodyEvent(Base):
    """A step of an exhibit's custody. It is never changed: a correction (`corrects_id`) or a withdrawal supersedes it."""

    __tablename__ = "custody_events"
    __table_args__ = (
        one_of("step", CUSTODY_STEPS),
        sa.CheckConstraint(_SHA256, name="sha256"),
        sa.CheckConstraint("quantity > 0", name="quantity"),
        sa.CheckConstraint(_SUPERSEDED, name="superseded_whole"),
        sa.UniqueConstraint("corrects_id"),
        sa.Index("ix_custody_events_exhibit_id", "exhibit_id", "happened_on"),
        sa.Index(
            "uq_custody_events_seized", "exhibit_id", unique=True,
            postgresql_where=sa.text("step = 'seized' AND superseded_at IS NULL"),
        ),
    )  # fmt: skip

    id: Mapped[uuid.UUID] = mapped_column(primary_key=True)
    exhibit_id: Mapped[uuid.UUID] = mapped_column(sa.ForeignKey("exhibits.id"))
    position: Mapped[int]
    step: Mapped[str]
    happened_on: Mapped[dt.date]
    place: Mapped[str | None]
    person_id: Mapped[uuid.UUID | None] = mapped_column(sa.ForeignKey("case_persons.id"))
    carrier_id: Mapped[uuid.UUID | None] = mapped_column(sa.ForeignKey("case_persons.id"))
    register_entry: Mapped[str | None]
    road_certificate: Mapped[str | None]
    reference: Mapped[str | None]
    seal_impression: Mapped[str | None]
    quantity: Mapped[decimal.Decimal | None] = mapped_column(_QUANTITY)
    sha256: Mapped[str | None]
    note: Mapped[str | None]
    document_id: Mapped[uuid.UUID | None]
    laboratory_request_id: Mapped[uuid.UUID | None] = mapped_column(sa.ForeignKey("laboratory_requests.id"))
    corrects_id: Mapped[uuid.UUID | None] = mapped_column(sa.ForeignKey("custody_events.id"))
    entered_by: Mapped[str]
    entered_at: Mapped[dt.datetime] = mapped_column(server_default=NOW)
    superseded_at: Mapped[dt.datetime | None]
    superseded_by: Mapped[str | None]
    superseded_why: Mapped[str | None]
