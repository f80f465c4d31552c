"""Add cases, their teams and links, the registers they came from, and the acts and districts they name."""

import sqlalchemy as sa
from alembic import op
from sqlalchemy.dialects import postgresql

revision = "cases_0001"
down_revision = None
branch_labels = ("cases",)
depends_on = "common_0001"


def upgrade() -> None:
    """Make the tables and their indexes."""
    _add_acts()
    _add_districts()
    _add_register_imports()
    _add_import_faults()
    _add_cases()
    _add_assignments()
    _add_case_links()
    _add_case_hearings()
    _add_case_documents()


def _add_acts() -> None:
    op.create_table(
        "acts",
        sa.Column("code", sa.Text(), nullable=False),
        sa.Column("name", sa.Text(), nullable=False),
        sa.Column("is_terrorism", sa.Boolean(), nullable=False),
        sa.Column("valid_from", sa.Date(), nullable=False),
        sa.Column("valid_to", sa.Date(), nullable=True),
        sa.Column("source", sa.Text(), nullable=False),
        sa.PrimaryKeyConstraint("code", name=op.f("pk_acts")),
    )


def _add_districts() -> None:
    op.create_table(
        "districts",
        sa.Column("code", sa.Text(), nullable=False),
        sa.Column("name", sa.Text(), nullable=False),
        sa.Column("division", sa.Text(), nullable=False),
        sa.Column("valid_from", sa.Date(), nullable=False),
        sa.Column("valid_to", sa.Date(), nullable=True),
        sa.Column("source", sa.Text(), nullable=False),
        sa.PrimaryKeyConstraint("code", name=op.f("pk_districts")),
    )


def _add_register_imports() -> None:
    op.create_table(
        "register_imports",
        sa.Column("id", sa.UUID(), nullable=False),
        sa.Column("district", sa.Text(), nullable=False),
        sa.Column("file_name", sa.Text(), nullable=False),
        sa.Column("content", sa.LargeBinary(), nullable=False),
        sa.Column("sha256", sa.Text(), nullable=False),
        sa.Column("is_dry_run", sa.Boolean(), nullable=False),
        sa.Column("state", sa.Text(), nullable=False),
        sa.Column("attempts", sa.Integer(), server_default="0", nullable=False),
        sa.Column("claimed_until", sa.DateTime(timezone=True), nullable=True),
        sa.Column("row_count", sa.Integer(), server_default="0", nullable=False),
        sa.Column("fault_count", sa.Integer(), server_default="0", nullable=False),
        sa.Column("case_count", sa.Integer(), server_default="0", nullable=False),
        sa.Column("created_by", sa.Text(), nullable=False),
        sa.Column(
            "created_at", sa.DateTime(timezone=True), server_default=sa.text("clock_timestamp()"), nullable=False
        ),
        sa.Column("finished_at", sa.DateTime(timezone=True), nullable=True),
        sa.CheckConstraint(
            "state IN ('queued', 'running', 'checked', 'imported', 'refused', 'failed')",
            name=op.f("ck_register_imports_state"),
        ),
        sa.ForeignKeyConstraint(["district"], ["districts.code"], name=op.f("fk_register_imports_district")),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_register_imports")),
    )
    op.create_index("ix_register_imports_district_id", "register_imports", ["district", "id"])
    op.create_index(
        "ix_register_imports_open",
        "register_imports",
        ["id"],
        postgresql_where=sa.text("state IN ('queued', 'running')"),
    )


def _add_import_faults() -> None:
    op.create_table(
        "import_faults",
        sa.Column("import_id", sa.UUID(), nullable=False),
        sa.Column("number", sa.Integer(), nullable=False),
        sa.Column("row", sa.Integer(), nullable=False),
        sa.Column("column", sa.Text(), nullable=True),
        sa.Column("code", sa.Text(), nullable=False),
        sa.Column("detail", sa.Text(), nullable=False),
        sa.ForeignKeyConstraint(["import_id"], ["register_imports.id"], name=op.f("fk_import_faults_import_id")),
        sa.PrimaryKeyConstraint("import_id", "number", name=op.f("pk_import_faults")),
    )


def _add_cases() -> None:
    op.create_table(
        "cases",
        sa.Column("id", sa.UUID(), nullable=False),
        sa.Column("district", sa.Text(), nullable=False),
        sa.Column("police_station", sa.Text(), nullable=False),
        sa.Column("police_station_key", sa.Text(), nullable=False),
        sa.Column("fir_number", sa.Text(), nullable=False),
        sa.Column("fir_year", sa.SmallInteger(), nullable=False),
        sa.Column(
            "fir_label", sa.Text(), sa.Computed("fir_number || '/' || fir_year::text", persisted=True), nullable=False
        ),
        sa.Column("fir_on", sa.Date(), nullable=False),
        sa.Column("received_on", sa.Date(), nullable=False),
        sa.Column("sections", postgresql.JSONB(), nullable=False),
        sa.Column("is_terrorism", sa.Boolean(), nullable=False),
        sa.Column("complainant_initials", sa.Text(), nullable=True),
        sa.Column("summary", sa.Text(), nullable=True),
        sa.Column("register_line", postgresql.JSONB(), nullable=True),
        sa.Column("import_id", sa.UUID(), nullable=True),
        sa.Column("stage", sa.Text(), nullable=False),
        sa.Column("is_sealed", sa.Boolean(), server_default=sa.text("false"), nullable=False),
        sa.Column("court_id", sa.UUID(), nullable=True),
        sa.Column("court_case_number", sa.Text(), nullable=True),
        sa.Column("filed_on", sa.Date(), nullable=True),
        sa.Column("decided_on", sa.Date(), nullable=True),
        sa.Column("outcome", sa.Text(), nullable=True),
        sa.Column("lead_prosecutor_id", sa.UUID(), nullable=True),
        sa.Column("accused_count", sa.Integer(), server_default="0", nullable=False),
        sa.Column("next_due_on", sa.Date(), nullable=True),
        sa.Column("next_hearing_id", sa.UUID(), nullable=True),
        sa.Column("next_hearing_at", sa.DateTime(timezone=True), nullable=True),
        sa.Column("version", sa.Integer(), server_default="1", nullable=False),
        sa.Column(
            "registered_at", sa.DateTime(timezone=True), server_default=sa.text("clock_timestamp()"), nullable=False
        ),
        sa.Column(
            "changed_at", sa.DateTime(timezone=True), server_default=sa.text("clock_timestamp()"), nullable=False
        ),
        sa.CheckConstraint("(stage = 'decided') = (decided_on IS NOT NULL)", name=op.f("ck_cases_decided_has_day")),
        sa.CheckConstraint(
            "outcome IN ('convicted', 'partly_convicted', 'acquitted', 'otherwise_disposed')",
            name=op.f("ck_cases_outcome"),
        ),
        sa.CheckConstraint(
            "stage IN ('investigation', 'scrutiny', 'returned', 'in_court', 'decided')", name=op.f("ck_cases_stage")
        ),
        sa.CheckConstraint("(decided_on IS NULL) = (outcome IS NULL)", name=op.f("ck_cases_decided_has_outcome")),
        sa.CheckConstraint("decided_on >= received_on", name=op.f("ck_cases_decided_after_received")),
        sa.CheckConstraint("received_on >= fir_on", name=op.f("ck_cases_received_after_fir")),
        sa.ForeignKeyConstraint(["district"], ["districts.code"], name=op.f("fk_cases_district")),
        sa.ForeignKeyConstraint(["import_id"], ["register_imports.id"], name=op.f("fk_cases_import_id")),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_cases")),
        sa.UniqueConstraint("district", "police_station_key", "fir_year", "fir_number", name="uq_cases_fir"),
    )
    op.create_index("ix_cases_district_id", "cases", ["district", "id"])
    op.create_index("ix_cases_fir_label", "cases", ["fir_label"], postgresql_ops={"fir_label": "text_pattern_ops"})
    op.create_index(
        "ix_cases_next_due_on", "cases", ["next_due_on", "id"], postgresql_where=sa.text("next_due_on IS NOT NULL")
    )
    op.create_index("ix_cases_police_station_key_id", "cases", ["police_station_key", "id"])
    op.create_index("ix_cases_stage_id", "cases", ["stage", "id"])


def _add_assignments() -> None:
    op.create_table(
        "assignments",
        sa.Column("id", sa.UUID(), nullable=False),
        sa.Column("case_id", sa.UUID(), nullable=False),
        sa.Column("prosecutor_id", sa.UUID(), nullable=False),
        sa.Column("role", sa.Text(), nullable=False),
        sa.Column("assigned_on", sa.Date(), nullable=False),
        sa.Column("released_on", sa.Date(), nullable=True),
        sa.Column("released_why", sa.Text(), nullable=True),
        sa.CheckConstraint("role IN ('lead', 'second')", name=op.f("ck_assignments_role")),
        sa.CheckConstraint("released_on >= assigned_on", name=op.f("ck_assignments_released_after_assigned")),
        sa.ForeignKeyConstraint(["case_id"], ["cases.id"], name=op.f("fk_assignments_case_id")),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_assignments")),
    )
    op.create_index("ix_assignments_case_id", "assignments", ["case_id"])
    op.create_index(
        "uq_assignments_lead",
        "assignments",
        ["case_id"],
        unique=True,
        postgresql_where=sa.text("role = 'lead' AND released_on IS NULL"),
    )
    op.create_index(
        "uq_assignments_prosecutor",
        "assignments",
        ["prosecutor_id", "case_id"],
        unique=True,
        postgresql_where=sa.text("released_on IS NULL"),
    )


def _add_case_links() -> None:
    op.create_table(
        "case_links",
        sa.Column("id", sa.UUID(), nullable=False),
        sa.Column("first_id", sa.UUID(), nullable=False),
        sa.Column("second_id", sa.UUID(), nullable=False),
        sa.Column("kind", sa.Text(), nullable=False),
        sa.Column("linked_at", sa.DateTime(timezone=True), server_default=sa.text("clock_timestamp()"), nullable=False),
        sa.CheckConstraint("kind IN ('joint_trial', 'same_incident', 'cross_case')", name=op.f("ck_case_links_kind")),
        sa.CheckConstraint("first_id < second_id", name=op.f("ck_case_links_ordered")),
        sa.ForeignKeyConstraint(["first_id"], ["cases.id"], name=op.f("fk_case_links_first_id")),
        sa.ForeignKeyConstraint(["second_id"], ["cases.id"], name=op.f("fk_case_links_second_id")),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_case_links")),
        sa.UniqueConstraint("first_id", "second_id", "kind", name=op.f("uq_case_links_first_id_second_id_kind")),
    )
    op.create_index("ix_case_links_second_id", "case_links", ["second_id"])


def _add_case_hearings() -> None:
    op.create_table(
        "case_hearings",
        sa.Column("hearing_id", sa.UUID(), nullable=False),
        sa.Column("case_id", sa.UUID(), nullable=False),
        sa.Column("court_id", sa.UUID(), nullable=False),
        sa.Column("starts_at", sa.DateTime(timezone=True), nullable=True),
        sa.Column("state", sa.Text(), nullable=False),
        sa.Column("heard_at", sa.DateTime(timezone=True), nullable=False),
        sa.CheckConstraint("state IN ('scheduled', 'ended')", name=op.f("ck_case_hearings_state")),
        sa.PrimaryKeyConstraint("hearing_id", "case_id", name=op.f("pk_case_hearings")),
    )
    op.create_index(
        "ix_case_hearings_case_id",
        "case_hearings",
        ["case_id", "starts_at"],
        postgresql_where=sa.text("state = 'scheduled'"),
    )


def _add_case_documents() -> None:
    op.create_table(
        "case_documents",
        sa.Column("document_id", sa.UUID(), nullable=False),
        sa.Column("case_id", sa.UUID(), nullable=False),
        sa.Column("kind", sa.Text(), nullable=False),
        sa.Column("version", sa.Integer(), nullable=False),
        sa.Column("sha256", sa.Text(), nullable=False),
        sa.PrimaryKeyConstraint("document_id", name=op.f("pk_case_documents")),
    )
    op.create_index("ix_case_documents_case_id", "case_documents", ["case_id"])


def downgrade() -> None:
    """Remove the tables, the last one first."""
    for table in (
        "case_documents",
        "case_hearings",
        "case_links",
        "assignments",
        "cases",
        "import_faults",
        "register_imports",
        "districts",
        "acts",
    ):
        op.drop_table(table)
