"""Add the accused with their custody, charges and results, and police reports with their scrutiny."""

import sqlalchemy as sa
from alembic import op

revision = "cases_0002"
down_revision = "cases_0001"
branch_labels = None
depends_on = None


def upgrade() -> None:
    """Make the tables and their indexes."""
    _add_accused()
    _add_custody_spells()
    _add_charges()
    _add_results()
    _add_reports()
    _add_defect_codes()
    _add_report_defects()
    _add_opinions()


def _add_accused() -> None:
    op.create_table(
        "accused",
        sa.Column("id", sa.UUID(), nullable=False),
        sa.Column("case_id", sa.UUID(), nullable=False),
        sa.Column("number", sa.Integer(), nullable=False),
        sa.Column("initials", sa.Text(), nullable=False),
        sa.Column("role", sa.Text(), nullable=False),
        sa.Column("gender", sa.Text(), nullable=False),
        sa.Column("is_juvenile", sa.Boolean(), nullable=False),
        sa.CheckConstraint("gender IN ('female', 'male', 'transgender', 'unknown')", name=op.f("ck_accused_gender")),
        sa.CheckConstraint(
            "role IN ('principal', 'abettor', 'conspirator', 'facilitator', 'harbourer', 'unknown')",
            name=op.f("ck_accused_role"),
        ),
        sa.ForeignKeyConstraint(["case_id"], ["cases.id"], name=op.f("fk_accused_case_id")),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_accused")),
        sa.UniqueConstraint("case_id", "number", name=op.f("uq_accused_case_id_number")),
    )


def _add_custody_spells() -> None:
    op.create_table(
        "custody_spells",
        sa.Column("id", sa.UUID(), nullable=False),
        sa.Column("accused_id", sa.UUID(), nullable=False),
        sa.Column("state", sa.Text(), nullable=False),
        sa.Column("since_on", sa.Date(), nullable=False),
        sa.Column("until_on", sa.Date(), nullable=True),
        sa.CheckConstraint(
            "state IN ('in_custody', 'on_bail', 'absconding', 'at_large')", name=op.f("ck_custody_spells_state")
        ),
        sa.CheckConstraint("until_on >= since_on", name=op.f("ck_custody_spells_ends_after_start")),
        sa.ForeignKeyConstraint(["accused_id"], ["accused.id"], name=op.f("fk_custody_spells_accused_id")),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_custody_spells")),
    )
    op.create_index("ix_custody_spells_accused_id", "custody_spells", ["accused_id", "since_on"])
    op.create_index(
        "uq_custody_spells_current",
        "custody_spells",
        ["accused_id"],
        unique=True,
        postgresql_where=sa.text("until_on IS NULL"),
    )


def _add_charges() -> None:
    op.create_table(
        "charges",
        sa.Column("id", sa.UUID(), nullable=False),
        sa.Column("accused_id", sa.UUID(), nullable=False),
        sa.Column("act", sa.Text(), nullable=False),
        sa.Column("section", sa.Text(), nullable=False),
        sa.Column("framed_on", sa.Date(), nullable=False),
        sa.Column("superseded_at", sa.DateTime(timezone=True), nullable=True),
        sa.ForeignKeyConstraint(["accused_id"], ["accused.id"], name=op.f("fk_charges_accused_id")),
        sa.ForeignKeyConstraint(["act"], ["acts.code"], name=op.f("fk_charges_act")),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_charges")),
    )
    op.create_index(
        "ix_charges_accused_id", "charges", ["accused_id"], postgresql_where=sa.text("superseded_at IS NULL")
    )


def _add_results() -> None:
    op.create_table(
        "results",
        sa.Column("id", sa.UUID(), nullable=False),
        sa.Column("accused_id", sa.UUID(), nullable=False),
        sa.Column("case_id", sa.UUID(), nullable=False),
        sa.Column("verdict", sa.Text(), nullable=False),
        sa.Column("decided_on", sa.Date(), nullable=False),
        sa.Column("sentence", sa.Text(), nullable=True),
        sa.Column("imprisonment_months", sa.Integer(), nullable=True),
        sa.Column("fine", sa.Numeric(precision=14, scale=2), nullable=True),
        sa.Column(
            "recorded_at", sa.DateTime(timezone=True), server_default=sa.text("clock_timestamp()"), nullable=False
        ),
        sa.Column("superseded_at", sa.DateTime(timezone=True), nullable=True),
        sa.CheckConstraint(
            "verdict = 'convicted' OR (imprisonment_months IS NULL AND fine IS NULL AND sentence IS NULL)",
            name=op.f("ck_results_sentence_needs_conviction"),
        ),
        sa.CheckConstraint(
            "verdict IN ('convicted', 'acquitted', 'acquitted_early', 'compounded', 'withdrawn', 'discharged', 'abated', 'dormant')",
            name=op.f("ck_results_verdict"),
        ),
        sa.ForeignKeyConstraint(["accused_id"], ["accused.id"], name=op.f("fk_results_accused_id")),
        sa.ForeignKeyConstraint(["case_id"], ["cases.id"], name=op.f("fk_results_case_id")),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_results")),
    )
    op.create_index(op.f("ix_results_case_id"), "results", ["case_id"])
    op.create_index(
        "ix_results_decided_on", "results", ["decided_on"], postgresql_where=sa.text("superseded_at IS NULL")
    )
    op.create_index(
        "uq_results_current", "results", ["accused_id"], unique=True, postgresql_where=sa.text("superseded_at IS NULL")
    )


def _add_reports() -> None:
    op.create_table(
        "reports",
        sa.Column("id", sa.UUID(), nullable=False),
        sa.Column("case_id", sa.UUID(), nullable=False),
        sa.Column("round", sa.Integer(), nullable=False),
        sa.Column("kind", sa.Text(), nullable=False),
        sa.Column("received_on", sa.Date(), nullable=False),
        sa.Column("due_on", sa.Date(), nullable=False),
        sa.Column("road_certificate", sa.Text(), nullable=True),
        sa.Column("document_id", sa.UUID(), nullable=True),
        sa.Column("delay_reasons", sa.Text(), nullable=True),
        sa.Column("state", sa.Text(), nullable=False),
        sa.Column("settled_on", sa.Date(), nullable=True),
        sa.Column("settled_by", sa.Text(), nullable=True),
        sa.Column("comply_by", sa.Date(), nullable=True),
        sa.CheckConstraint("(state = 'returned') = (comply_by IS NOT NULL)", name=op.f("ck_reports_returned_has_time")),
        sa.CheckConstraint(
            "(state = 'under_scrutiny') = (settled_on IS NULL)", name=op.f("ck_reports_settled_has_day")
        ),
        sa.CheckConstraint(
            "kind IN ('final', 'interim', 'supplementary', 'cancellation', 'discharge')", name=op.f("ck_reports_kind")
        ),
        sa.CheckConstraint("state IN ('under_scrutiny', 'returned', 'filed')", name=op.f("ck_reports_state")),
        sa.CheckConstraint("settled_on >= received_on", name=op.f("ck_reports_settled_after_received")),
        sa.ForeignKeyConstraint(["case_id"], ["cases.id"], name=op.f("fk_reports_case_id")),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_reports")),
        sa.UniqueConstraint("case_id", "round", name=op.f("uq_reports_case_id_round")),
    )
    op.create_index("ix_reports_received_on", "reports", ["received_on"])
    op.create_index("ix_reports_settled_on", "reports", ["settled_on"])
    op.create_index(
        "uq_reports_under_scrutiny",
        "reports",
        ["case_id"],
        unique=True,
        postgresql_where=sa.text("state = 'under_scrutiny'"),
    )


def _add_defect_codes() -> None:
    op.create_table(
        "defect_codes",
        sa.Column("code", sa.Text(), nullable=False),
        sa.Column("category", sa.Text(), nullable=False),
        sa.Column("says", sa.Text(), nullable=False),
        sa.Column("valid_from", sa.Date(), nullable=False),
        sa.Column("valid_to", sa.Date(), nullable=True),
        sa.Column("source", sa.Text(), nullable=False),
        sa.PrimaryKeyConstraint("code", name=op.f("pk_defect_codes")),
    )


def _add_report_defects() -> None:
    op.create_table(
        "report_defects",
        sa.Column("id", sa.UUID(), nullable=False),
        sa.Column("report_id", sa.UUID(), nullable=False),
        sa.Column("number", sa.Integer(), nullable=False),
        sa.Column("code", sa.Text(), nullable=False),
        sa.Column("note", sa.Text(), nullable=True),
        sa.ForeignKeyConstraint(["code"], ["defect_codes.code"], name=op.f("fk_report_defects_code")),
        sa.ForeignKeyConstraint(["report_id"], ["reports.id"], name=op.f("fk_report_defects_report_id")),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_report_defects")),
        sa.UniqueConstraint("report_id", "number", name=op.f("uq_report_defects_report_id_number")),
    )


def _add_opinions() -> None:
    op.create_table(
        "opinions",
        sa.Column("id", sa.UUID(), nullable=False),
        sa.Column("case_id", sa.UUID(), nullable=False),
        sa.Column("report_id", sa.UUID(), nullable=False),
        sa.Column("accused_id", sa.UUID(), nullable=False),
        sa.Column("opinion", sa.Text(), nullable=False),
        sa.Column("evidential_test", sa.Text(), nullable=False),
        sa.Column("public_interest_test", sa.Text(), nullable=True),
        sa.Column("reasons", sa.Text(), nullable=False),
        sa.Column("given_on", sa.Date(), nullable=False),
        sa.Column("given_by", sa.Text(), nullable=False),
        sa.Column("given_at", sa.DateTime(timezone=True), server_default=sa.text("clock_timestamp()"), nullable=False),
        sa.Column("superseded_at", sa.DateTime(timezone=True), nullable=True),
        sa.CheckConstraint("evidential_test IN ('met', 'not_met')", name=op.f("ck_opinions_evidential_test")),
        sa.CheckConstraint(
            "opinion IN ('fit_for_trial', 'fit_on_other_sections', 'discharge')", name=op.f("ck_opinions_opinion")
        ),
        sa.CheckConstraint("public_interest_test IN ('met', 'not_met')", name=op.f("ck_opinions_public_interest_test")),
        sa.ForeignKeyConstraint(["accused_id"], ["accused.id"], name=op.f("fk_opinions_accused_id")),
        sa.ForeignKeyConstraint(["case_id"], ["cases.id"], name=op.f("fk_opinions_case_id")),
        sa.ForeignKeyConstraint(["report_id"], ["reports.id"], name=op.f("fk_opinions_report_id")),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_opinions")),
    )
    op.create_index("ix_opinions_case_id", "opinions", ["case_id"])
    op.create_index("ix_opinions_given_on", "opinions", ["given_on"], postgresql_where=sa.text("superseded_at IS NULL"))
    op.create_index(
        "uq_opinions_current",
        "opinions",
        ["accused_id"],
        unique=True,
        postgresql_where=sa.text("superseded_at IS NULL"),
    )


def downgrade() -> None:
    """Remove the tables, the last one first."""
    for table in (
        "opinions",
        "report_defects",
        "defect_codes",
        "reports",
        "results",
        "charges",
        "custody_spells",
        "accused",
    ):
        op.drop_table(table)
