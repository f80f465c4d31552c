"""Add the people of a file, recusals, and the vault of protected identities."""

import sqlalchemy as sa
from alembic import op
from sqlalchemy.dialects import postgresql

revision = "cases_0006"
down_revision = "cases_0005"
branch_labels = None
depends_on = None


def upgrade() -> None:
    """Make the tables and their indexes."""
    _add_case_persons()
    _add_recusals()
    _add_protected_identities()
    _add_vault_openers()
    _add_vault_openings()


def _add_case_persons() -> None:
    op.create_table(
        "case_persons",
        sa.Column("id", sa.UUID(), nullable=False),
        sa.Column("case_id", sa.UUID(), nullable=False),
        sa.Column("number", sa.Integer(), nullable=False),
        sa.Column("kind", sa.Text(), nullable=False),
        sa.Column("witness_kind", sa.Text(), nullable=True),
        sa.Column("accused_id", sa.UUID(), nullable=True),
        sa.Column("name", sa.Text(), nullable=True),
        sa.Column("initials", sa.Text(), nullable=True),
        sa.Column("father_name", sa.Text(), nullable=True),
        sa.Column("cnic", sa.Text(), nullable=True),
        sa.Column("cnic_as_written", sa.Text(), nullable=True),
        sa.Column("phone", sa.Text(), nullable=True),
        sa.Column("address", sa.Text(), nullable=True),
        sa.Column("gender", sa.Text(), server_default="unknown", nullable=False),
        sa.Column("rank", sa.Text(), nullable=True),
        sa.Column("agency", sa.Text(), nullable=True),
        sa.Column("is_child", sa.Boolean(), server_default=sa.text("false"), nullable=False),
        sa.Column("is_vulnerable", sa.Boolean(), server_default=sa.text("false"), nullable=False),
        sa.Column("is_intimidated", sa.Boolean(), server_default=sa.text("false"), nullable=False),
        sa.Column("needs_interpreter", sa.Boolean(), server_default=sa.text("false"), nullable=False),
        sa.Column("is_custodian", sa.Boolean(), server_default=sa.text("false"), nullable=False),
        sa.Column("is_protected", sa.Boolean(), server_default=sa.text("false"), nullable=False),
        sa.Column("pseudonym", sa.Text(), nullable=True),
        sa.Column("since_on", sa.Date(), nullable=True),
        sa.Column("until_on", sa.Date(), nullable=True),
        sa.Column("given_up_on", sa.Date(), nullable=True),
        sa.Column("version", sa.Integer(), server_default="1", nullable=False),
        sa.Column("added_at", sa.DateTime(timezone=True), server_default=sa.text("clock_timestamp()"), nullable=False),
        sa.CheckConstraint(
            "(kind = 'accused') = (accused_id IS NOT NULL)", name=op.f("ck_case_persons_accused_is_named")
        ),
        sa.CheckConstraint(
            "CASE WHEN is_protected THEN pseudonym IS NOT NULL AND gender = 'unknown' AND num_nonnulls(name, initials, father_name, cnic, cnic_as_written, phone, address, rank, agency) = 0 ELSE num_nonnulls(name, initials) = 2 AND pseudonym IS NULL END",
            name=op.f("ck_case_persons_protected_by_pseudonym_alone"),
        ),
        sa.CheckConstraint("cnic ~ '^[0-9]{13}$'", name=op.f("ck_case_persons_cnic")),
        sa.CheckConstraint(
            "gender IN ('female', 'male', 'transgender', 'unknown')", name=op.f("ck_case_persons_gender")
        ),
        sa.CheckConstraint(
            "kind <> 'witness' OR witness_kind IS NOT NULL", name=op.f("ck_case_persons_witness_has_kind")
        ),
        sa.CheckConstraint(
            "kind IN ('complainant', 'victim', 'legal_heir', 'witness', 'accused', 'investigating_officer', 'jit_member', 'surety')",
            name=op.f("ck_case_persons_kind"),
        ),
        sa.CheckConstraint("phone ~ '^[+][0-9]{8,15}$'", name=op.f("ck_case_persons_phone")),
        sa.CheckConstraint(
            "rank IN ('constable', 'head_constable', 'asi', 'si', 'inspector', 'dsp', 'sp', 'ssp', 'dig', 'other')",
            name=op.f("ck_case_persons_rank"),
        ),
        sa.CheckConstraint("witness_kind IN ('fact', 'formal', 'official')", name=op.f("ck_case_persons_witness_kind")),
        sa.CheckConstraint("until_on >= since_on", name=op.f("ck_case_persons_ends_after_start")),
        sa.ForeignKeyConstraint(["accused_id"], ["accused.id"], name=op.f("fk_case_persons_accused_id")),
        sa.ForeignKeyConstraint(["case_id"], ["cases.id"], name=op.f("fk_case_persons_case_id")),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_case_persons")),
        sa.UniqueConstraint("case_id", "number", name=op.f("uq_case_persons_case_id_number")),
    )
    op.create_index(
        "ix_case_persons_cnic", "case_persons", ["cnic"], unique=False, postgresql_where=sa.text("cnic IS NOT NULL")
    )
    op.create_index(
        "ix_case_persons_phone", "case_persons", ["phone"], unique=False, postgresql_where=sa.text("phone IS NOT NULL")
    )
    op.create_index("uq_case_persons_accused_id", "case_persons", ["accused_id"], unique=True)
    op.create_index("uq_case_persons_pseudonym", "case_persons", ["case_id", "pseudonym"], unique=True)


def _add_recusals() -> None:
    op.create_table(
        "recusals",
        sa.Column("id", sa.UUID(), nullable=False),
        sa.Column("case_id", sa.UUID(), nullable=False),
        sa.Column("prosecutor_id", sa.UUID(), nullable=False),
        sa.Column("ground", sa.Text(), nullable=False),
        sa.Column("declared_on", sa.Date(), nullable=False),
        sa.Column("declared_by", sa.Text(), nullable=False),
        sa.Column("withdrawn_at", sa.DateTime(timezone=True), nullable=True),
        sa.Column("withdrawn_by", sa.Text(), nullable=True),
        sa.CheckConstraint(
            "ground IN ('investigated', 'relative', 'witness', 'represented_party', 'interest', 'other')",
            name=op.f("ck_recusals_ground"),
        ),
        sa.ForeignKeyConstraint(["case_id"], ["cases.id"], name=op.f("fk_recusals_case_id")),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_recusals")),
    )
    op.create_index(
        "uq_recusals_current",
        "recusals",
        ["case_id", "prosecutor_id"],
        unique=True,
        postgresql_where=sa.text("withdrawn_at IS NULL"),
    )


def _add_protected_identities() -> None:
    op.create_table(
        "protected_identities",
        sa.Column("person_id", sa.UUID(), nullable=False),
        sa.Column("sealed", sa.LargeBinary(), nullable=False),
        sa.Column("key_name", sa.Text(), nullable=False),
        sa.Column("law", sa.Text(), nullable=False),
        sa.Column("order_reference", sa.Text(), nullable=False),
        sa.Column("ordered_on", sa.Date(), nullable=False),
        sa.Column("measures", postgresql.ARRAY(sa.Text()), nullable=False),
        sa.Column("protected_by", sa.Text(), nullable=False),
        sa.Column(
            "protected_at", sa.DateTime(timezone=True), server_default=sa.text("clock_timestamp()"), nullable=False
        ),
        sa.CheckConstraint("law IN ('ata_21aa', 'swpa_2013', 'court_order')", name=op.f("ck_protected_identities_law")),
        sa.ForeignKeyConstraint(["person_id"], ["case_persons.id"], name=op.f("fk_protected_identities_person_id")),
        sa.PrimaryKeyConstraint("person_id", name=op.f("pk_protected_identities")),
    )
    op.create_index("ix_protected_identities_key_name", "protected_identities", ["key_name"], unique=False)


def _add_vault_openers() -> None:
    op.create_table(
        "vault_openers",
        sa.Column("id", sa.UUID(), nullable=False),
        sa.Column("person_id", sa.UUID(), nullable=False),
        sa.Column("opener_id", sa.UUID(), nullable=False),
        sa.Column("named_by", sa.Text(), nullable=False),
        sa.Column("named_at", sa.DateTime(timezone=True), server_default=sa.text("clock_timestamp()"), nullable=False),
        sa.Column("withdrawn_at", sa.DateTime(timezone=True), nullable=True),
        sa.ForeignKeyConstraint(
            ["person_id"], ["protected_identities.person_id"], name=op.f("fk_vault_openers_person_id")
        ),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_vault_openers")),
    )
    op.create_index(
        "uq_vault_openers_current",
        "vault_openers",
        ["person_id", "opener_id"],
        unique=True,
        postgresql_where=sa.text("withdrawn_at IS NULL"),
    )


def _add_vault_openings() -> None:
    op.create_table(
        "vault_openings",
        sa.Column("id", sa.UUID(), nullable=False),
        sa.Column("case_id", sa.UUID(), nullable=False),
        sa.Column("person_id", sa.UUID(), nullable=False),
        sa.Column("asked_by", sa.UUID(), nullable=False),
        sa.Column("asked_at", sa.DateTime(timezone=True), server_default=sa.text("clock_timestamp()"), nullable=False),
        sa.Column("reason", sa.Text(), nullable=False),
        sa.Column("is_break_glass", sa.Boolean(), nullable=False),
        sa.Column("decision", sa.Text(), nullable=True),
        sa.Column("decided_by", sa.UUID(), nullable=True),
        sa.Column("decided_at", sa.DateTime(timezone=True), nullable=True),
        sa.Column("expires_at", sa.DateTime(timezone=True), nullable=True),
        sa.CheckConstraint(
            "(decision IS NOT DISTINCT FROM 'approved') = (expires_at IS NOT NULL)",
            name=op.f("ck_vault_openings_approved_expires"),
        ),
        sa.CheckConstraint("decision IN ('approved', 'refused')", name=op.f("ck_vault_openings_decision")),
        sa.CheckConstraint("decided_by <> asked_by", name=op.f("ck_vault_openings_two_people")),
        sa.CheckConstraint(
            "num_nulls(decided_by, decided_at, decision) IN (0, 3)", name=op.f("ck_vault_openings_decided_whole")
        ),
        sa.ForeignKeyConstraint(["case_id"], ["cases.id"], name=op.f("fk_vault_openings_case_id")),
        sa.ForeignKeyConstraint(
            ["person_id"], ["protected_identities.person_id"], name=op.f("fk_vault_openings_person_id")
        ),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_vault_openings")),
    )
    op.create_index("ix_vault_openings_case_id", "vault_openings", ["case_id", "id"], unique=False)
    op.create_index(
        "uq_vault_openings_asked",
        "vault_openings",
        ["person_id", "asked_by"],
        unique=True,
        postgresql_where=sa.text("decided_at IS NULL"),
    )


def downgrade() -> None:
    """Remove the tables, the last one first."""
    for table in ("vault_openings", "vault_openers", "protected_identities", "recusals", "case_persons"):
        op.drop_table(table)
