"""Terror financing in a case: the parallel investigation's checklist, money moved, references, orders on property; and lists.

Lists of proscribed persons (ATA Fourth Schedule, UNSC) are data that an office loads, version by version.
"""

from __future__ import annotations

import datetime as dt
import decimal
import uuid

import sqlalchemy as sa
from sqlalchemy.dialects import postgresql
from sqlalchemy.orm import Mapped, mapped_column

from services.cases.models.ground import LIVE, NOW, Base, one_of
from services.cases.rules.financing import CHANNELS, CHECK_STATES, FIRST, ORDER_KINDS, REFERENCE_KINDS, STEPS


class Financing(Base):
    """That the financing behind a case is investigated in parallel, and of which offence it is."""

    __tablename__ = "financings"

    case_id: Mapped[uuid.UUID] = mapped_column(sa.ForeignKey("cases.id"), primary_key=True)
    is_terror_financing: Mapped[bool]
    predicate: Mapped[str | None]
    note: Mapped[str | None]
    opened_on: Mapped[dt.date]


class FinancingItem(Base):
    """A step that a parallel financial investigation is asked for, from a day on."""

    __tablename__ = "financing_items"

    code: Mapped[str] = mapped_column(primary_key=True)
    position: Mapped[int]
    says: Mapped[str]
    says_ur: Mapped[str]
    valid_from: Mapped[dt.date]
    valid_to: Mapped[dt.date | None]
    source: Mapped[str]


class FinancingCheck(Base):
    """Where an item of the checklist stands in a case; a later word supersedes it."""

    __tablename__ = "financing_checks"
    __table_args__ = (
        one_of("state", CHECK_STATES),
        sa.CheckConstraint("(state = 'done') = (done_on IS NOT NULL)", name="done_has_day"),
        sa.Index("uq_financing_checks_current", "case_id", "item_code", unique=True, postgresql_where=LIVE),
    )

    id: Mapped[uuid.UUID] = mapped_column(primary_key=True)
    case_id: Mapped[uuid.UUID] = mapped_column(sa.ForeignKey("cases.id"))
    item_code: Mapped[str] = mapped_column(sa.ForeignKey("financing_items.code"))
    state: Mapped[str]
    done_on: Mapped[dt.date | None]
    note: Mapped[str | None]
    recorded_by: Mapped[str]
    recorded_at: Mapped[dt.datetime] = mapped_column(server_default=NOW)
    superseded_at: Mapped[dt.datetime | None]


class MoneyTransfer(Base):
    """Money that moved from or to a record of the case."""

    __tablename__ = "money_transfers"
    __table_args__ = (
        one_of("channel", CHANNELS),
        sa.CheckConstraint("amount > 0", name="amount_positive"),
        sa.CheckConstraint("from_entity_id <> to_entity_id", name="two_ends"),
        sa.CheckConstraint("num_nonnulls(from_entity_id, to_entity_id) > 0", name="an_end"),
        sa.Index("ix_money_transfers_case_id", "case_id", "made_on"),
    )

    id: Mapped[uuid.UUID] = mapped_column(primary_key=True)
    case_id: Mapped[uuid.UUID] = mapped_column(sa.ForeignKey("cases.id"))
    from_entity_id: Mapped[uuid.UUID | None] = mapped_column(sa.ForeignKey("entities.id"))
    to_entity_id: Mapped[uuid.UUID | None] = mapped_column(sa.ForeignKey("entities.id"))
    made_on: Mapped[dt.date]
    amount: Mapped[decimal.Decimal] = mapped_column(sa.Numeric(16, 2))
    currency: Mapped[str]
    channel: Mapped[str]
    note: Mapped[str | None]
    recorded_by: Mapped[str]


class FinancingReference(Base):
    """A paper of a bank, of the Financial Monitoring Unit or of another State that the case rests on."""

    __tablename__ = "financing_references"
    __table_args__ = (one_of("kind", REFERENCE_KINDS), sa.UniqueConstraint("case_id", "kind", "reference"))

    id: Mapped[uuid.UUID] = mapped_column(primary_key=True)
    case_id: Mapped[uuid.UUID] = mapped_column(sa.ForeignKey("cases.id"))
    kind: Mapped[str]
    reference: Mapped[str]
    dated_on: Mapped[dt.date]
    note: Mapped[str | None]
    recorded_by: Mapped[str]


class PropertyOrder(Base):
    """An order on property: frozen, seized (ATA s.11O) or attached (AMLA s.8)."""

    __tablename__ = "property_orders"
    __table_args__ = (
        one_of("kind", ORDER_KINDS),
        sa.UniqueConstraint("case_id", "kind", "order_reference"),
    )

    id: Mapped[uuid.UUID] = mapped_column(primary_key=True)
    case_id: Mapped[uuid.UUID] = mapped_column(sa.ForeignKey("cases.id"))
    entity_id: Mapped[uuid.UUID | None] = mapped_column(sa.ForeignKey("entities.id"))
    kind: Mapped[str]
    property: Mapped[str]
    order_reference: Mapped[str]
    amount: Mapped[decimal.Decimal | None] = mapped_column(sa.Numeric(16, 2))
    recorded_by: Mapped[str]


class PropertyStep(Base):
    """A step under an order on property, with its day, and the hour where hours count."""

    __tablename__ = "property_steps"
    __table_args__ = (
        one_of("step", (*dict.fromkeys(FIRST.values()), *STEPS)),
        sa.Index("ix_property_steps_order_id", "order_id", "id"),
    )

    id: Mapped[uuid.UUID] = mapped_column(primary_key=True)
    order_id: Mapped[uuid.UUID] = mapped_column(sa.ForeignKey("property_orders.id"))
    step: Mapped[str]
    taken_on: Mapped[dt.date]
    taken_at: Mapped[dt.datetime | None]
    note: Mapped[str | None]
    recorded_by: Mapped[str]


class ProscribedPerson(Base):
    """A person or organisation of a list, in the list's newest version until it is superseded."""

    __tablename__ = "proscribed_persons"
    __table_args__ = (
        sa.Index("ix_proscribed_persons_list", "list_code", "id", postgresql_where=LIVE),
        sa.Index("ix_proscribed_persons_cnic", "cnic", postgresql_where=LIVE),
        sa.Index(
            "ix_proscribed_persons_sound",
            "sound",
            postgresql_using="gin",
            postgresql_ops={"sound": "gin_trgm_ops"},
            postgresql_where=LIVE,
        ),
    )

    id: Mapped[uuid.UUID] = mapped_column(primary_key=True)
    list_code: Mapped[str]
    list_version: Mapped[str]
    name: Mapped[str]
    aliases: Mapped[list[str]] = mapped_column(postgresql.ARRAY(sa.Text))
    father_name: Mapped[str | None]
    cnic: Mapped[str | None]
    sound: Mapped[str]
    listed_on: Mapped[dt.date | None]
    source: Mapped[str]
    loaded_by: Mapped[str]
    loaded_at: Mapped[dt.datetime] = mapped_column(server_default=NOW)
    superseded_at: Mapped[dt.datetime | None]
