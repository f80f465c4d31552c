"""Let a protection end: an identity comes back into the file once two people have agreed."""

import sqlalchemy as sa
from alembic import op
from sqlalchemy.dialects import postgresql

revision = "cases_0027"
down_revision = "cases_0026"
branch_labels = None
depends_on = None

BEFORE = "num_nulls(decided_by, decided_at, decision) IN (0, 3)"
AFTER = """
num_nulls(decided_by, decided_at, decision) = CASE WHEN decision IS NOT DISTINCT FROM 'lapsed' THEN 1 WHEN decision IS NULL THEN 3 ELSE 0 END
AND (decision IS NULL OR decided_at IS NOT NULL)
"""


def upgrade() -> None:
    """Make the table, and let what is in the vault be lifted and requests lapse."""
    op.create_table(
        "protection_liftings",
        sa.Column("id", sa.UUID(), nullable=False),
        sa.Column("case_id", sa.UUID(), nullable=False),
        sa.Column("person_id", sa.UUID(), nullable=False),
        sa.Column("order_reference", sa.Text(), nullable=False),
        sa.Column("ordered_on", sa.Date(), nullable=False),
        sa.Column("asked_by", sa.UUID(), nullable=False),
        sa.Column("asked_at", sa.DateTime(timezone=True), server_default=sa.text("clock_timestamp()"), nullable=False),
        sa.Column("reason", sa.Text(), nullable=False),
        sa.Column("decision", sa.Text(), nullable=True),
        sa.Column("decided_by", sa.UUID(), nullable=True),
        sa.Column("decided_at", sa.DateTime(timezone=True), nullable=True),
        sa.Column("pseudonym", sa.Text(), nullable=True),
        sa.Column("protection", postgresql.JSONB(astext_type=sa.Text()), nullable=True),
        sa.CheckConstraint("decision IN ('approved', 'refused')", name=op.f("ck_protection_liftings_decision")),
        sa.CheckConstraint("decided_by <> asked_by", name=op.f("ck_protection_liftings_two_people")),
        sa.CheckConstraint(BEFORE, name=op.f("ck_protection_liftings_decided_whole")),
        sa.CheckConstraint(
            "num_nonnulls(pseudonym, protection) = CASE WHEN decision IS NOT DISTINCT FROM 'approved' THEN 2 ELSE 0 END",
            name=op.f("ck_protection_liftings_approved_keeps"),
        ),
        sa.ForeignKeyConstraint(["case_id"], ["cases.id"], name=op.f("fk_protection_liftings_case_id")),
        sa.ForeignKeyConstraint(
            ["person_id"], ["protected_identities.person_id"], name=op.f("fk_protection_liftings_person_id")
        ),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_protection_liftings")),
    )
    op.create_index("ix_protection_liftings_case_id", "protection_liftings", ["case_id", "id"])
    op.create_index(
        "uq_protection_liftings_asked",
        "protection_liftings",
        ["person_id"],
        unique=True,
        postgresql_where=sa.text("decided_at IS NULL"),
    )
    op.add_column("protected_identities", sa.Column("lifted_at", sa.DateTime(timezone=True), nullable=True))
    op.create_check_constraint(
        op.f("ck_protected_identities_sealed_until_lifted"),
        "protected_identities",
        "(lifted_at IS NULL) = (length(sealed) > 0)",
    )
    _let_decisions_be("'approved', 'refused', 'lapsed'", AFTER)


def downgrade() -> None:
    """Remove them; what was lifted stays lifted."""
    op.execute("UPDATE vault_openings SET decision = 'refused', decided_by = person_id WHERE decision = 'lapsed'")
    _let_decisions_be("'approved', 'refused'", BEFORE)
    op.drop_constraint(op.f("ck_protected_identities_sealed_until_lifted"), "protected_identities")
    op.drop_column("protected_identities", "lifted_at")
    op.drop_table("protection_liftings")


def _let_decisions_be(words: str, whole: str) -> None:
    for name, condition in (("decision", f"decision IN ({words})"), ("decided_whole", whole)):
        op.drop_constraint(op.f(f"ck_vault_openings_{name}"), "vault_openings")
        op.create_check_constraint(op.f(f"ck_vault_openings_{name}"), "vault_openings", condition)
