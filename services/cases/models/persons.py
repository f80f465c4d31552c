"""The people of a file, who may not prosecute it, and the vault where protected identities lie (ATA s.21AA, SWPA 2013)."""

from __future__ import annotations

import datetime as dt
import uuid
from typing import Final

import sqlalchemy as sa
from sqlalchemy.dialects import postgresql
from sqlalchemy.orm import Mapped, mapped_column

from services.cases.models.ground import NOW, Base, one_of
from services.cases.rules.people import PERSON_KINDS, PROTECTION_LAWS, RANKS, RECUSAL_GROUNDS, WITNESS_KINDS
from services.cases.rules.words import GENDERS

_FALSE: Final = sa.text("false")
_NOT_WITHDRAWN: Final = sa.text("withdrawn_at IS NULL")
_UNDECIDED: Final = sa.text("decided_at IS NULL")


class CasePerson(Base):
    """A person of a case's file. Of a protected one nothing is here but the pseudonym: the identity lies in the vault.

    Who has a `witness_kind` is on the list of witnesses, whatever else they are, until `given_up_on`.
    """

    __tablename__ = "case_persons"
    __table_args__ = (
        one_of("kind", PERSON_KINDS),
        one_of("witness_kind", WITNESS_KINDS),
        one_of("gender", GENDERS),
        one_of("rank", RANKS),
        sa.CheckConstraint("kind <> 'witness' OR witness_kind IS NOT NULL", name="witness_has_kind"),
        sa.CheckConstraint("(kind = 'accused') = (accused_id IS NOT NULL)", name="accused_is_named"),
        sa.CheckConstraint("cnic ~ '^[0-9]{13}$'", name="cnic"),
        sa.CheckConstraint("phone ~ '^[+][0-9]{8,15}$'", name="phone"),
        sa.CheckConstraint("until_on >= since_on", name="ends_after_start"),
        sa.CheckConstraint(
            "CASE WHEN is_protected THEN pseudonym IS NOT NULL AND gender = 'unknown'"
            " AND num_nonnulls(name, initials, father_name, cnic, cnic_as_written, phone, address, rank, agency) = 0"
            " ELSE num_nonnulls(name, initials) = 2 AND pseudonym IS NULL END",
            name="protected_by_pseudonym_alone",
        ),
        sa.UniqueConstraint("case_id", "number"),
        sa.Index("uq_case_persons_pseudonym", "case_id", "pseudonym", unique=True),
        sa.Index("uq_case_persons_accused_id", "accused_id", unique=True),
        sa.Index("ix_case_persons_cnic", "cnic", postgresql_where=sa.text("cnic IS NOT NULL")),
        sa.Index("ix_case_persons_phone", "phone", postgresql_where=sa.text("phone IS NOT NULL")),
    )

    id: Mapped[uuid.UUID] = mapped_column(primary_key=True)
    case_id: Mapped[uuid.UUID] = mapped_column(sa.ForeignKey("cases.id"))
    number: Mapped[int]
    kind: Mapped[str]
    witness_kind: Mapped[str | None]
    accused_id: Mapped[uuid.UUID | None] = mapped_column(sa.ForeignKey("accused.id"))
    name: Mapped[str | None]
    initials: Mapped[str | None]
    father_name: Mapped[str | None]
    cnic: Mapped[str | None]
    cnic_as_written: Mapped[str | None]
    phone: Mapped[str | None]
    address: Mapped[str | None]
    gender: Mapped[str] = mapped_column(server_default="unknown")
    rank: Mapped[str | None]
    agency: Mapped[str | None]
    is_child: Mapped[bool] = mapped_column(server_default=_FALSE)
    is_vulnerable: Mapped[bool] = mapped_column(server_default=_FALSE)
    is_intimidated: Mapped[bool] = mapped_column(server_default=_FALSE)
    needs_interpreter: Mapped[bool] = mapped_column(server_default=_FALSE)
    is_custodian: Mapped[bool] = mapped_column(server_default=_FALSE)
    is_protected: Mapped[bool] = mapped_column(server_default=_FALSE)
    pseudonym: Mapped[str | None]
    since_on: Mapped[dt.date | None]
    until_on: Mapped[dt.date | None]
    given_up_on: Mapped[dt.date | None]
    version: Mapped[int] = mapped_column(server_default="1")
    added_at: Mapped[dt.datetime] = mapped_column(server_default=NOW)


class Recusal(Base):
    """A prosecutor who may not prosecute a case, and on which ground (CrPC s.495(4)); `withdrawn_at` when it was a mistake."""

    __tablename__ = "recusals"
    __table_args__ = (
        one_of("ground", RECUSAL_GROUNDS),
        sa.Index("uq_recusals_current", "case_id", "prosecutor_id", unique=True, postgresql_where=_NOT_WITHDRAWN),
        sa.Index("ix_recusals_current_by_prosecutor", "prosecutor_id", "case_id", postgresql_where=_NOT_WITHDRAWN),
    )

    id: Mapped[uuid.UUID] = mapped_column(primary_key=True)
    case_id: Mapped[uuid.UUID] = mapped_column(sa.ForeignKey("cases.id"))
    prosecutor_id: Mapped[uuid.UUID]
    ground: Mapped[str]
    declared_on: Mapped[dt.date]
    declared_by: Mapped[str]
    withdrawn_at: Mapped[dt.datetime | None]
    withdrawn_by: Mapped[str | None]


class ProtectedIdentity(Base):
    """Who a protected witness is, encrypted (`sealed`) under the key that `key_name` names, and the order that protects them.

    Once the protection was lifted (`lifted_at`) the identity is in the file again, and nothing is sealed here.
    """

    __tablename__ = "protected_identities"
    __table_args__ = (
        one_of("law", PROTECTION_LAWS),
        sa.CheckConstraint("(lifted_at IS NULL) = (length(sealed) > 0)", name="sealed_until_lifted"),
        sa.Index("ix_protected_identities_key_name", "key_name"),
    )

    person_id: Mapped[uuid.UUID] = mapped_column(sa.ForeignKey("case_persons.id"), primary_key=True)
    sealed: Mapped[bytes]
    key_name: Mapped[str]
    law: Mapped[str]
    order_reference: Mapped[str]
    ordered_on: Mapped[dt.date]
    measures: Mapped[list[str]] = mapped_column(postgresql.ARRAY(sa.Text))
    protected_by: Mapped[str]
    protected_at: Mapped[dt.datetime] = mapped_column(server_default=NOW)
    lifted_at: Mapped[dt.datetime | None]


class VaultOpener(Base):
    """Somebody who is named to open one witness's identity, until withdrawn."""

    __tablename__ = "vault_openers"
    __table_args__ = (
        sa.Index("uq_vault_openers_current", "person_id", "opener_id", unique=True, postgresql_where=_NOT_WITHDRAWN),
    )

    id: Mapped[uuid.UUID] = mapped_column(primary_key=True)
    person_id: Mapped[uuid.UUID] = mapped_column(sa.ForeignKey("protected_identities.person_id"))
    opener_id: Mapped[uuid.UUID]
    named_by: Mapped[str]
    named_at: Mapped[dt.datetime] = mapped_column(server_default=NOW)
    withdrawn_at: Mapped[dt.datetime | None]


class VaultOpening(Base):
    """A request to see an identity: its reason, the second person who decided on it, and until when it may be read.

    `is_break_glass`: whoever asks is not a named opener of this witness. `lapsed`: the protection ended before a decision.
    """

    __tablename__ = "vault_openings"
    __table_args__ = (
        one_of("decision", ("approved", "refused", "lapsed")),
        sa.CheckConstraint("decided_by <> asked_by", name="two_people"),
        sa.CheckConstraint(
            "num_nulls(decided_by, decided_at, decision) = "
            "CASE WHEN decision IS NOT DISTINCT FROM 'lapsed' THEN 1 WHEN decision IS NULL THEN 3 ELSE 0 END"
            " AND (decision IS NULL OR decided_at IS NOT NULL)",
            name="decided_whole",
        ),
        sa.CheckConstraint(
            "(decision IS NOT DISTINCT FROM 'approved') = (expires_at IS NOT NULL)", name="approved_expires"
        ),
        sa.Index("uq_vault_openings_asked", "person_id", "asked_by", unique=True, postgresql_where=_UNDECIDED),
        sa.Index("ix_vault_openings_case_id", "case_id", "id"),
    )

    id: Mapped[uuid.UUID] = mapped_column(primary_key=True)
    case_id: Mapped[uuid.UUID] = mapped_column(sa.ForeignKey("cases.id"))
    person_id: Mapped[uuid.UUID] = mapped_column(sa.ForeignKey("protected_identities.person_id"))
    asked_by: Mapped[uuid.UUID]
    asked_at: Mapped[dt.datetime] = mapped_column(server_default=NOW)
    reason: Mapped[str]
    is_break_glass: Mapped[bool]
    decision: Mapped[str | None]
    decided_by: Mapped[uuid.UUID | None]
    decided_at: Mapped[dt.datetime | None]
    expires_at: Mapped[dt.datetime | None]
