"""What connects cases: each file's own record of a person or thing, its keys, and what people decided about records.

A record belongs to one file, so that nothing written in a file shows in another. Records of several files are joined by what
they share: a key, or a person's decision that they are one (`identity_id` is the same for all that were so joined).
"""

from __future__ import annotations

import datetime as dt
import uuid
from typing import Any, Final

import sqlalchemy as sa
from sqlalchemy.dialects import postgresql
from sqlalchemy.orm import Mapped, mapped_column

from services.cases.models.ground import NOW, Base, one_of
from services.cases.rules.entities import ENTITY_KINDS, ENTITY_ROLES, KEY_KINDS, NAME_KEY

_HEARD: Final = sa.text(f"kind = '{NAME_KEY}'")


class Entity(Base):
    """A person or thing as one file holds it, and the part it has there.

    Of a child (`child_initials`) the others than the team see the initials alone, and no key finds or links the record.
    """

    __tablename__ = "entities"
    __table_args__ = (
        one_of("kind", ENTITY_KINDS),
        one_of("role", ENTITY_ROLES),
        sa.CheckConstraint("child_initials IS NULL OR kind = 'person'", name="child_is_person"),
        sa.CheckConstraint("num_nulls(withdrawn_at, withdrawn_by, withdrawn_why) IN (0, 3)", name="withdrawn_whole"),
        sa.Index("ix_entities_case_id_id", "case_id", "id"),
        sa.Index("ix_entities_identity_id", "identity_id"),
    )

    id: Mapped[uuid.UUID] = mapped_column(primary_key=True)
    case_id: Mapped[uuid.UUID] = mapped_column(sa.ForeignKey("cases.id"))
    kind: Mapped[str]
    role: Mapped[str]
    label: Mapped[str]
    details: Mapped[dict[str, Any]] = mapped_column(postgresql.JSONB)
    warnings: Mapped[list[str]] = mapped_column(postgresql.ARRAY(sa.Text))
    note: Mapped[str | None]
    child_initials: Mapped[str | None]
    identity_id: Mapped[uuid.UUID]
    added_by: Mapped[str]
    added_at: Mapped[dt.datetime] = mapped_column(server_default=NOW)
    withdrawn_at: Mapped[dt.datetime | None]
    withdrawn_by: Mapped[str | None]
    withdrawn_why: Mapped[str | None]
    version: Mapped[int] = mapped_column(server_default="1")


class EntityKey(Base):
    """A key that a record is found by; those of kind `sound` are how its names are heard, the others link."""

    __tablename__ = "entity_keys"
    __table_args__ = (
        one_of("kind", KEY_KINDS),
        sa.Index("ix_entity_keys_kind_value", "kind", "value"),
        sa.Index(
            "ix_entity_keys_sound",
            "value",
            postgresql_using="gin",
            postgresql_ops={"value": "gin_trgm_ops"},
            postgresql_where=_HEARD,
        ),
        sa.Index(
            "ix_entity_keys_sounds",
            sa.text("string_to_array(value, ' ')"),
            postgresql_using="gin",
            postgresql_where=_HEARD,
        ),
    )

    entity_id: Mapped[uuid.UUID] = mapped_column(sa.ForeignKey("entities.id"), primary_key=True)
    kind: Mapped[str] = mapped_column(primary_key=True)
    value: Mapped[str] = mapped_column(primary_key=True)


class EntityMatch(Base):
    """Somebody's decision that two records are the same, or different ones; it is undone, never removed."""

    __tablename__ = "entity_matches"
    __table_args__ = (
        one_of("verdict", ("same", "different")),
        sa.CheckConstraint("first_id < second_id", name="ordered"),
        sa.CheckConstraint("num_nulls(undone_at, undone_by, undone_why) IN (0, 3)", name="undone_whole"),
        sa.Index(
            "uq_entity_matches_standing",
            "first_id",
            "second_id",
            unique=True,
            postgresql_where=sa.text("undone_at IS NULL"),
        ),
        sa.Index("ix_entity_matches_second_id", "second_id"),
    )

    id: Mapped[uuid.UUID] = mapped_column(primary_key=True)
    first_id: Mapped[uuid.UUID] = mapped_column(sa.ForeignKey("entities.id"))
    second_id: Mapped[uuid.UUID] = mapped_column(sa.ForeignKey("entities.id"))
    verdict: Mapped[str]
    points: Mapped[int]
    reasons: Mapped[list[str]] = mapped_column(postgresql.ARRAY(sa.Text))
    decided_why: Mapped[str]
    decided_by: Mapped[str]
    decided_at: Mapped[dt.datetime] = mapped_column(server_default=NOW)
    undone_at: Mapped[dt.datetime | None]
    undone_by: Mapped[str | None]
    undone_why: Mapped[str | None]
